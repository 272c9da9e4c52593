"""What a damaged draft file still holds, table by table: raw rows, and which tables were not read to the end."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from eduduty_desktop.draft import TABLES
from eduduty_desktop.draft.cover_fields import COVER_FIELDS, EDITION_FIELDS, LAYOUT_FIELDS, SCHOOL_FIELDS
from eduduty_desktop.store import schema
from eduduty_desktop.store.codec import columns, from_row, to_row
from eduduty_desktop.store.header import APPLICATION_ID, MAGIC
from eduduty_desktop.store.pages import PageFile, Value, Walk

OWN_TABLES = ("meta", "framework", *TABLES, "change_log", "open_edit", "exports")
_ROW_ID_TABLES = frozenset({"meta", "framework", "change_log", "exports"})  # their first column is the row id
_PAGE_SIZES = (4096, 1024, 2048, 8192, 16384, 32768, 65536, 512)
_BLOCK = 4096
_LOG_COLUMNS, _LOG_TABLE = 12, 6
_OPEN_COLUMNS, _EXPORT_COLUMNS = 10, 7
_ADDED_LATER = {
    "scores": 3,
    "deductions": 2,
    "evidence": 1,
    "problems": 2,
    "assignments": 1,
}  # columns at the end that rows of older versions may not have
_COVER_ROWS = frozenset({*COVER_FIELDS, *LAYOUT_FIELDS, *EDITION_FIELDS, *SCHOOL_FIELDS})
_SURELY_PROSE = 40  # characters; no department has so long a name

Row = tuple[Value, ...]


@dataclass(slots=True)
class Fragments:
    """`rows` by table; `incomplete` tables may have had more; `stray` rows fit several tables.

    `remarks` say in words what was wrong with the file as a whole.
    """

    version: int
    rows: dict[str, list[Row]] = field(default_factory=dict)
    incomplete: set[str] = field(default_factory=set)
    stray: list[tuple[tuple[str, ...], Row]] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


def read_blocks(path: Path) -> tuple[bytes, int]:
    """A file's bytes and how many could not be read from the disk (they are zeros).  Raises OSError."""
    parts, unreadable = [], 0
    with path.open("rb", buffering=0) as file:
        size = file.seek(0, 2)
        for at in range(0, size, _BLOCK):
            length = min(_BLOCK, size - at)
            try:
                file.seek(at)
                part = file.read(length)
            except OSError:
                part = b""
            unreadable += length - len(part)
            parts.append(part.ljust(length, b"\0"))
    return b"".join(parts), unreadable


def collect(content: bytes) -> Fragments:
    """All rows that the bytes of a draft file still hold."""
    found = Fragments(_version(content))
    if not content.startswith(MAGIC) or int.from_bytes(content[68:72], "big") != APPLICATION_ID:
        found.remarks.append("文件头已损坏")
    size = _page_size(content)
    pages, whole = PageFile(content, size), len(content) // size
    stated = int.from_bytes(content[28:32], "big")
    if whole < stated < 1 << 24:
        found.remarks.append(f"文件不完整：应有 {stated} 页，只有 {whole} 页")
    roots, master = _roots(pages)
    walks = {name: pages.walk(root) for name, root in roots.items()}
    for name in OWN_TABLES:
        walk = walks.get(name, Walk())
        found.rows[name] = [_whole(name, *row) for row in walk.rows]
        if name not in walks or not walk.complete:
            found.incomplete.add(name)
    damaged = set(master.damaged).union(*(walk.damaged for walk in walks.values()))
    if damaged:
        found.remarks.append(f"有 {len(damaged)} 页读不出：第 {'、'.join(map(str, sorted(damaged)[:20]))} 页")
    if found.incomplete:
        seen = set(master.pages).union(*(walk.pages for walk in walks.values()))
        _add_orphans(found, pages, [n for n in range(1, pages.count + 1) if n not in seen])
    return found


def _version(content: bytes) -> int:
    version = int.from_bytes(content[60:64], "big")
    return version if 1 <= version <= schema.newest() else schema.newest()


def _page_size(content: bytes) -> int:
    stated = int.from_bytes(content[16:18], "big")
    stated = 65536 if stated == 1 else stated
    if content.startswith(MAGIC) and stated in _PAGE_SIZES:
        return stated
    counted = Counter({size: _readable_rows(content, size) for size in _PAGE_SIZES})
    return counted.most_common(1)[0][0]


def _readable_rows(content: bytes, size: int) -> int:
    """How many rows of unmistakable shape the first MiB holds if its pages have that size."""
    pages = PageFile(content[: 1 << 20], size)
    rows = {values for number in range(1, pages.count + 1) for _, values in pages.rows(number, set())}
    return sum(_by_its_marks(values) is not None for values in rows)


def _roots(pages: PageFile) -> tuple[dict[str, int], Walk]:
    """The root pages of our tables and indexes, as the schema's table names them."""
    master = pages.walk(1)
    roots = {}
    for _, row in master.rows:
        if len(row) == 5 and isinstance(row[1], str) and isinstance(row[3], int) and (row[0], row[1]) in schema.KNOWN:
            roots[row[1]] = row[3]
    return roots, master


def _whole(table: str, row_id: int, values: Row) -> Row:
    return (row_id, *values[1:]) if table in _ROW_ID_TABLES else values


def _add_orphans(found: Fragments, pages: PageFile, numbers: list[int]) -> None:
    """Rows of pages that no readable tree leads to any more, given to the table that they fit."""
    for number in numbers:
        for row_id, values in pages.rows(number, set()):
            fitting = tuple(name for name in _fitting(values) if name in found.incomplete)
            if len(fitting) == 1:
                found.rows[fitting[0]].append(_whole(fitting[0], row_id, values))
            elif fitting:
                found.stray.append((fitting, values))


def _fitting(values: Row) -> Iterator[str]:
    if (name := _by_its_marks(values)) is not None:
        yield name
        return
    if len(values) < 3 or not isinstance(values[0], str) or not values[0]:
        return
    for table in TABLES:
        if _is_slot(table, values[1]) and _decodes(table, completed(table, values)):
            yield table


def completed(table: str, values: Row) -> Row:
    """A row with what columns that were added later say in an older one."""
    lacking = len(columns(table)) + 2 - len(values)
    if not 0 < lacking <= _ADDED_LATER.get(table, 0):
        return values
    return (*values, *to_row(table, TABLES[table]())[-lacking:])


def _by_its_marks(values: Row) -> str | None:
    """Which of the tables beside the draft's own a row belongs to; their shapes are unmistakable."""
    shape = (len(values), values[:1] == (None,))
    if shape == (_LOG_COLUMNS, True) and values[_LOG_TABLE] in TABLES:
        return "change_log"
    if shape == (_OPEN_COLUMNS, False) and values[0] in TABLES and _is_time(values[3]):
        return "open_edit"
    if shape == (2, True) and str(values[1]).startswith('{"id":'):
        return "framework"
    if shape == (4, True) and _is_time(values[2]):
        return "meta"
    if shape == (_EXPORT_COLUMNS, True) and _is_time(values[1]):
        return "exports"
    return None


def _is_time(value: Value) -> bool:
    return isinstance(value, str) and value[4:5] == "-" and value[10:11] == "T"


def _is_slot(table: str, slot: Value) -> bool:
    if table == "reported":
        return isinstance(slot, str) and slot.partition("/")[0] in {"current", "previous", "text"}
    return slot in (("current", "previous") if table == "figures" else ("",))


def _decodes(table: str, values: Row) -> bool:
    if len(values) != len(columns(table)) + 2:
        return False
    if table == "cover" and values[0] not in _COVER_ROWS:
        return False
    if table in {"headings", "notes"} and values[0] in _COVER_ROWS:
        return False
    if table == "assignments" and len(str(values[2])) > _SURELY_PROSE:
        return False
    if not all(value is None or isinstance(value, str | int) for value in values):
        return False
    for column, value in zip(columns(table), values[2:], strict=True):
        if value is None and not column.nullable:
            return False
        if value is not None and isinstance(value, str) != (column.sql_type == "TEXT"):
            return False
    try:
        from_row(table, tuple(value for value in values[2:] if not isinstance(value, bytes | float)))
    except (ValueError, ArithmeticError, LookupError):
        return False
    return True
