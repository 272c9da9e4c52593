"""Rows out of the pages of a damaged SQLite file, without SQLite: what one page still holds does not hang on others.

Offsets and formulas are those of the SQLite file format, §1.5, §1.6 and §2 (https://www.sqlite.org/fileformat2.html).
A text that is no UTF-8 comes out as bytes, so that the reader can tell damage from words.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

Value = str | bytes | int | float | None
TABLE_LEAF, TABLE_INNER, INDEX_LEAF, INDEX_INNER = 13, 5, 10, 2
_ROWS = (TABLE_LEAF, INDEX_LEAF, INDEX_INNER)  # WITHOUT ROWID tables are indexes, whose inner pages hold rows too
HEADER = 100
_SIZES = {0: 0, 1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8, 7: 8, 8: 0, 9: 0}
_MOST_COLUMNS = 200


class PageError(Exception):
    """A page, cell or record that cannot be as it stands."""


@dataclass(slots=True)
class Walk:
    """The rows of one table: `complete` unless a page of its tree, or a cell in one, could not be read."""

    rows: list[tuple[int, tuple[Value, ...]]] = field(default_factory=list)
    pages: set[int] = field(default_factory=set)
    damaged: set[int] = field(default_factory=set)

    @property
    def complete(self) -> bool:
        return not self.damaged


class PageFile:
    """The bytes of a database file, cut into pages numbered from 1."""

    def __init__(self, content: bytes, size: int) -> None:
        self._content = content
        self._size = size
        self.count = -(-len(content) // size)

    def walk(self, root: int) -> Walk:
        """All rows under a root page; a page that cannot be read costs its own rows and those under it only."""
        walk, todo = Walk(), [root]
        while todo:
            number = todo.pop()
            if number in walk.pages:
                walk.damaged.add(number)  # a tree has no second way to a page
                continue
            walk.pages.add(number)
            try:
                todo += reversed(self._children(number))
            except PageError:
                walk.damaged.add(number)
                continue
            walk.rows += self.rows(number, walk.damaged)
        return walk

    def rows(self, number: int, damaged: set[int]) -> list[tuple[int, tuple[Value, ...]]]:
        """(row id or 0, values) of every cell of one page that can be read; `damaged` gets the page if one cannot."""
        try:
            kind, cells = self._cells(number)
        except PageError:
            damaged.add(number)
            return []
        if kind not in _ROWS:
            return []
        found = []
        for at in cells:
            try:
                found.append(self._cell(number, kind, at))
            except PageError:
                damaged.add(number)
        return found

    def kind(self, number: int) -> int:
        """The kind of tree page that a page says it is; other pages say anything."""
        page = self._page(number)
        at = HEADER if number == 1 else 0
        return page[at] if len(page) > at else 0

    def _page(self, number: int) -> bytes:
        return self._content[(number - 1) * self._size : number * self._size]

    def _children(self, number: int) -> list[int]:
        kind, cells = self._cells(number)
        if kind not in (TABLE_INNER, INDEX_INNER):
            return []
        page, head = self._page(number), HEADER if number == 1 else 0
        return [*(_number(page, at, 4) for at in cells), _number(page, head + 8, 4)]

    def _cells(self, number: int) -> tuple[int, list[int]]:
        if not 1 <= number <= self.count:
            raise PageError(number)
        page, head = self._page(number), HEADER if number == 1 else 0
        if len(page) < head + 12:
            raise PageError(number)
        kind = page[head]
        if kind not in (TABLE_LEAF, TABLE_INNER, INDEX_LEAF, INDEX_INNER):
            raise PageError(number)
        first = head + (12 if kind in (TABLE_INNER, INDEX_INNER) else 8)
        count = _number(page, head + 3, 2)
        if first + 2 * count > self._size:
            raise PageError(number)
        return kind, [_number(page, first + 2 * place, 2) for place in range(count)]

    def _cell(self, number: int, kind: int, at: int) -> tuple[int, tuple[Value, ...]]:
        page = self._page(number)
        at += 4 if kind == INDEX_INNER else 0
        length, at = varint(page, at)
        row_id = 0
        if kind == TABLE_LEAF:
            row_id, at = varint(page, at)
        return row_id, _record(self._payload(page, at, length, kind))

    def _payload(self, page: bytes, at: int, length: int, kind: int) -> bytes:
        usable = self._size
        if length > self.count * usable:
            raise PageError(length)
        least = (usable - 12) * 32 // 255 - 23
        most = usable - 35 if kind == TABLE_LEAF else (usable - 12) * 64 // 255 - 23
        if length <= most:
            return _cut(page, at, length)
        local = least + (length - least) % (usable - 4)
        local = local if local <= most else least
        parts, missing = [_cut(page, at, local)], length - local
        following = _number(page, at + local, 4)
        seen: set[int] = set()
        while missing > 0:
            if not 1 <= following <= self.count or following in seen:
                raise PageError(following)
            seen.add(following)
            overflow = self._page(following)
            parts.append(_cut(overflow, 4, min(missing, usable - 4)))
            missing -= len(parts[-1])
            following = _number(overflow, 0, 4)
        return b"".join(parts)


def _record(payload: bytes) -> tuple[Value, ...]:
    length, at = varint(payload, 0)
    if not at <= length <= len(payload):
        raise PageError(length)
    kinds = []
    while at < length:
        kind, at = varint(payload, at)
        kinds.append(kind)
    if len(kinds) > _MOST_COLUMNS:
        raise PageError(len(kinds))
    return tuple(_values(payload, length, kinds))


def _values(payload: bytes, at: int, kinds: list[int]) -> Iterator[Value]:
    for kind in kinds:
        size = (kind - 12) // 2 if kind >= 12 else _SIZES.get(kind, -1)
        if size < 0:
            raise PageError(kind)
        part = _cut(payload, at, size)
        at += size
        yield _value(kind, part)
    if at != len(payload):
        raise PageError(at)


def _value(kind: int, part: bytes) -> Value:
    if kind == 0:
        return None
    if kind in (8, 9):
        return kind - 8
    if kind < 7:
        return int.from_bytes(part, "big", signed=True)
    if kind >= 13 and kind % 2:
        try:
            return part.decode()
        except UnicodeDecodeError:
            return part
    return part  # a blob, or a real: the program writes neither


def varint(content: bytes, at: int) -> tuple[int, int]:
    """A number of one to nine bytes, and where it ends; raises PageError beyond the content's end."""
    value = 0
    for place in range(9):
        if not 0 <= at < len(content):
            raise PageError(at)
        byte = content[at]
        at += 1
        if place == 8:
            return value << 8 | byte, at
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            break
    return value, at


def _number(content: bytes, at: int, length: int) -> int:
    return int.from_bytes(_cut(content, at, length), "big")


def _cut(content: bytes, at: int, length: int) -> bytes:
    part = content[at : at + length]
    if at < 0 or len(part) != length:
        raise PageError(at)
    return part
