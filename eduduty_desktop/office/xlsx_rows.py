"""The rows of a worksheet part read as text, for sheets written the way every office program writes them.

Building an element for each cell takes ten times as long as reading the cell.  Here a row is cut at its values; what is
left between them, its skeleton, is the same for most rows of a table but for the row's number, and is taken apart only
once.  Whatever does not fit the narrow grammar below makes the whole sheet be read by the general reader: the outcome is
the same, never a guess.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from operator import itemgetter

from eduduty_desktop.grid import Shown
from eduduty_desktop.office.cells import MOST_AREA, plain_number

MOST_BYTES = 24 * 1024 * 1024
MOST_TEMPLATES = 48
_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384
_MOST_UNCOMPUTED = 10_000
_BEGIN, _END = "<sheetData>", "</sheetData>"
_MOST_SAMPLES = 1000
_NO_CHARACTERS = bytes({*range(32)} - {9, 10, 13})  # in no XML
_CUT, _HOLE, _INLINE = "<v>", "\0", "\1"
_INLINES = (('<is><t xml:space="preserve">', f"{_CUT}{_INLINE}"), ("<is><t>", f"{_CUT}{_INLINE}"), ("</t></is>", _CUT))
_HEAD = re.compile(r"(?:<\?xml [^?<>]*\?>\s*)?<worksheet[ >]")
_STRINGS_HEAD = re.compile(r"(?:<\?xml [^?<>]*\?>\s*)?<sst(?: [A-Za-z:]+=\"[^\"<>&]*\")*>")
_STRING = re.compile(r'<si>(?:<t(?: xml:space="preserve")?>([^<]*)</t>|<t/>)</si>')
_ENCODING = re.compile(r"encoding=[\"']([^\"']*)[\"']")
_ROW = re.compile(r'<row r="([1-9][0-9]{0,6})"')
_ROW_REST = re.compile(r'(?: [A-Za-z][A-Za-z0-9:]*="[^"<>&]*")*')
_ATTRIBUTE = re.compile(r' ([A-Za-z][A-Za-z0-9:]*)="([^"]*)"')
_CELL = re.compile(
    r'<c r="([A-Z]{1,3})([1-9][0-9]{0,6})"(?: s="([0-9]{1,5})")?(?: t="([A-Za-z]{1,9})")?'
    r"(?:/>|>(<f(?: [^<>]*)?(?:/>|>[^<]*</f>))?(\0)?</c>)"
)
_LONG = 12
_DIGITS = re.compile(r"[0-9]{1,9}\.[0-9]{4,18}")
_FORMULA = re.compile(r"<f(?: [^<>]*)?>[^<]*</f>|<f(?: [^<>/]*)?/>")
_PLAIN = re.compile(r"(?:(?:0|[1-9][0-9]{0,8})(?:\.0|\.[0-9]{0,5}[1-9])?\n)*+")
_ENTITY = re.compile(r"&(?:#([0-9]{1,7})|#x([0-9A-Fa-f]{1,6})|(lt|gt|amp|quot|apos));")
_NO_CHARACTER = (0xFFFE, 0xFFFF)
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"', "apos": "'"}
_BLANK = ""

Value = Callable[[str, str, int], tuple[str, Shown | None]]


class UnusualError(Exception):
    """The part is not written the usual way; the general reader takes it."""


@dataclass(slots=True)
class ReadRows:
    """What was read of a sheet: rows of equal length without blank ones at the end, and the part without its rows.

    `hidden` are attributes of rows that may be hidden, by row from 0.
    """

    rows: list[tuple[str, ...]] = field(default_factory=list)
    shown: dict[tuple[int, int], Shown] = field(default_factory=dict)
    uncomputed: set[tuple[int, int]] = field(default_factory=set)
    attributes: dict[int, dict[str, str]] = field(default_factory=dict)
    rest: str = ""


@dataclass(slots=True)
class _Template:
    """A skeleton, cut where the row's number stands, and how its values become a row.

    `pick` puts values at their columns (the last value is a blank); `plain` takes the numbers whose text is what is
    shown; `odd` are (place among the values, type, style, column) of all others.
    """

    pieces: tuple[str, ...]
    length: int
    pick: Callable[[list[str]], tuple[str, ...]]
    plain: Callable[[list[str]], str]
    plain_places: tuple[tuple[int, int, int], ...]  # place, style, column
    odd: tuple[tuple[int, str, int, int], ...]
    uncomputed: tuple[int, ...]
    count: int


def read_rows(data: bytes, strings: list[str], is_plain: Callable[[int], bool], value_of: Value) -> ReadRows:
    """Read a worksheet part; `is_plain` says of a style that it shows numbers as they are, `value_of` reads any other cell.

    Raises UnusualError before anything is read wrongly, and what `value_of` raises.
    """
    head, body, tail = _parts(data)
    found = ReadRows()
    reader = _Rows(strings, is_plain, value_of, found)
    reader.read(body)
    found.rest = f"{head}{_BEGIN}{''.join(reader.samples)}{_END}{tail}"
    _trim(found)
    return found


def _parts(data: bytes) -> tuple[str, str, str]:
    if len(data.translate(None, _NO_CHARACTERS)) < len(data) or b"]]>" in data:
        raise UnusualError
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise UnusualError from error
    head, begin, rest = text.partition(_BEGIN)
    body, end, tail = rest.rpartition(_END)
    if not begin or not end or not _HEAD.match(head) or "\ufffe" in text or "\uffff" in text:
        raise UnusualError
    encoding = _ENCODING.search(head[:200])
    if (encoding and encoding[1].lower() != "utf-8") or "<!" in text or text.find("<?", 1) > 0:
        raise UnusualError
    return head, body, tail


def read_strings(data: bytes) -> list[str]:
    """The shared strings of a part in which none has runs or a phonetic guide, characters of the format kept.

    Raises UnusualError.
    """
    if len(data.translate(None, _NO_CHARACTERS)) < len(data) or b"]]>" in data or b"<!" in data:
        raise UnusualError
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise UnusualError from error
    head = _STRINGS_HEAD.match(text)
    if head is None or "\ufffe" in text or "\uffff" in text:
        raise UnusualError
    encoding = _ENCODING.search(head[0])
    if encoding and encoding[1].lower() != "utf-8":
        raise UnusualError
    found = _STRING.findall(text, head.end())
    blank = sum(not one for one in found)
    # Every tag belongs to one of the strings: four each, three where `<t/>` says that there is none.
    empty = text.count("<t/>") if blank else 0
    if text.count("<", head.end()) != 4 * len(found) - empty + 1 or not text.rstrip().endswith("</sst>"):
        raise UnusualError
    return list(map(_unescaped, found)) if "&" in text else found


class _Rows:
    """Reads rows one after another, remembering the skeletons that it met."""

    def __init__(self, strings: list[str], is_plain: Callable[[int], bool], value_of: Value, found: ReadRows) -> None:
        self._strings = strings
        self._is_plain = is_plain
        self._value_of = value_of
        self._found = found
        self._templates: list[_Template] = []
        self._rests: set[str] = {"", "/"}
        self.samples: list[str] = []
        self._texts: dict[str, str] = {}
        self._width = 1

    def read(self, body: str) -> None:
        for before, after in _INLINES:
            if before in body:
                body = body.replace(before, after)
        chunks = body.replace("</v>", _CUT).split("</row>")
        end, rows = chunks.pop(), self._found.rows
        for chunk in chunks:
            number, begin = self._open(chunk, 0)
            while chunk[begin - 2] == "/":  # a row without cells
                number, begin = self._open(chunk, begin)
            parts = chunk[begin:].split(_CUT)
            if len(parts) > 1 or parts[0]:
                rows[-1] = self._row(number, parts)
        begin = 0
        while begin < len(end):
            _, begin = self._open(end, begin)
            if end[begin - 2] != "/":
                raise UnusualError

    def _open(self, chunk: str, begin: int) -> tuple[int, int]:
        """The number of the row whose tag stands at `begin`, and where that ends; the row is there, with no cells yet."""
        match, end = _ROW.match(chunk, begin), chunk.find(">", begin)
        if match is None or end < 0:
            raise UnusualError
        number, rest = int(match[1]), chunk[match.end() : end]
        gap = number - 1 - len(self._found.rows)
        if gap < 0 or number > _LAST_ROW or number * self._width > MOST_AREA:
            raise UnusualError
        self._found.rows.extend([()] * (gap + 1))
        if rest not in self._rests:
            self._check(rest.removesuffix("/"))
            self._rests.add(rest)
        if "hidden=" in rest or "ht=" in rest:
            self._found.attributes[number - 1] = dict(_ATTRIBUTE.findall(rest))
        return number, end + 1

    def _check(self, rest: str) -> None:
        """The attributes of a row's tag; those of a prefix are left for the XML parser to judge."""
        names = [name for name, _ in _ATTRIBUTE.findall(rest)]
        if not _ROW_REST.fullmatch(rest) or len({*names, "r"}) <= len(names):
            raise UnusualError
        if ":" in rest and len(self._rests) < _MOST_SAMPLES:
            self.samples.append(f"<row{rest}/>")

    def _row(self, number: int, parts: list[str]) -> tuple[str, ...]:
        skeleton, values = _HOLE.join(parts[::2]), parts[1::2]
        if "<f" in skeleton:
            if skeleton.count("&") != len(_ENTITY.findall(skeleton)):
                raise UnusualError
            skeleton = _FORMULA.sub("<f/>", skeleton)
        template = self._template(number, skeleton)
        if len(values) != template.count:
            raise UnusualError
        values.append(_BLANK)
        numbers = template.plain(values)
        if ".0\n" in numbers or not _PLAIN.fullmatch(numbers):
            self._dress(number, values, template)
        for at, kind, style, column in template.odd:
            text = values[at]
            if kind == "s" and text.isdecimal() and text.isascii():
                index = int(text)
                if index >= len(self._strings):
                    raise UnusualError
                values[at] = self._strings[index]
            else:
                values[at] = self._other(number, text, kind, style, column)
        if template.uncomputed:
            room = _MOST_UNCOMPUTED - len(self._found.uncomputed)
            self._found.uncomputed.update((number - 1, column) for column in template.uncomputed[:room])
        return template.pick(values)

    def _dress(self, number: int, values: list[str], template: _Template) -> None:
        """Numbers of which some are not written as they are shown: 5.4299999999999997."""
        for at, _, _ in template.plain_places:
            text = values[at]
            if len(text) > _LONG and _DIGITS.fullmatch(text):
                values[at] = plain_number(float(text))
            elif text[-2:] == ".0" and _PLAIN.fullmatch(f"{text}\n"):
                values[at] = text[:-2]
        if _PLAIN.fullmatch(template.plain(values)):
            return
        for at, style, column in template.plain_places:
            if not _PLAIN.fullmatch(f"{values[at]}\n"):
                values[at] = self._other(number, values[at], "n", style, column)

    def _other(self, number: int, text: str, kind: str, style: int, column: int) -> str:
        if kind == "inlineStr":
            if text[:1] != _INLINE:
                raise UnusualError
            found = self._texts.get(text)
            if found is None:
                found = _unescaped(text[1:])
                if "_x" in found or "\r" in found:
                    found = self._value_of("str", found, style)[0]
                self._texts[text] = found
            return found
        if text[:1] == _INLINE:
            raise UnusualError
        if not text:
            return ""
        shown_text, more = self._value_of(kind, _unescaped(text), style)
        if more is not None and shown_text:
            self._found.shown[number - 1, column] = more
        return shown_text

    # skeletons -------------------------------------------------------------------------------------------

    def _template(self, number: int, skeleton: str) -> _Template:
        row, templates = str(number), self._templates
        length, digits = len(skeleton), len(row)
        for at, template in enumerate(templates):
            pieces = template.pieces
            if template.length + (len(pieces) - 1) * digits == length and row.join(pieces) == skeleton:
                if at > 3:  # those that are met most stand in front
                    templates.insert(0, templates.pop(at))
                return template
        made = self._made(number, skeleton)
        if len(templates) < MOST_TEMPLATES:
            templates.insert(0, made)
        return made

    def _made(self, number: int, skeleton: str) -> _Template:
        pieces: list[str] = []
        cut = 0
        places: dict[int, int] = {}
        plain: list[tuple[int, int, int]] = []
        odd: list[tuple[int, str, int, int]] = []
        uncomputed: list[int] = []
        count, last = 0, -1
        for match in _tiles(skeleton):
            letters, row, style, kind, formula, hole = match.groups()
            column = _column(letters)
            if column <= last or int(row) != number:
                raise UnusualError
            last = column
            pieces.append(skeleton[cut : match.start(2)])
            cut = match.end(2)
            if hole is None:
                if formula is not None:
                    uncomputed.append(column)
                continue
            places[column] = count
            if (kind or "n") == "n" and self._is_plain(int(style or 0)):
                plain.append((count, int(style or 0), column))
            else:
                odd.append((count, kind or "n", int(style or 0), column))
            count += 1
        self._width = max(self._width, max(places, default=0) + 1)
        if number * self._width > MOST_AREA:
            raise UnusualError
        order = [places.get(column, count) for column in range(self._width)]
        return _Template(
            (*pieces, skeleton[cut:]),
            sum(map(len, pieces)) + len(skeleton) - cut,
            _picker(order),
            _joiner([at for at, _, _ in plain]),
            tuple(plain),
            tuple(odd),
            tuple(uncomputed),
            count,
        )


def _tiles(skeleton: str) -> Iterator[re.Match[str]]:
    """The cells of a skeleton, which must leave nothing over."""
    at = 0
    while at < len(skeleton):
        match = _CELL.match(skeleton, at)
        if match is None:
            raise UnusualError
        yield match
        at = match.end()


def _picker(order: list[int]) -> Callable[[list[str]], tuple[str, ...]]:
    if len(order) == 1:
        only = order[0]
        return lambda values: (values[only],)
    return itemgetter(*order)


def _joiner(places: list[int]) -> Callable[[list[str]], str]:
    """Numbers as lines; each ends in a line feed."""
    if not places:
        return lambda _values: ""
    if len(places) == 1:
        only = places[0]
        return lambda values: f"{values[only]}\n"
    pick, join = itemgetter(*places), "\n".join
    return lambda values: f"{join(pick(values))}\n"


def _column(letters: str) -> int:
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    if column > _LAST_COLUMN:
        raise UnusualError
    return column - 1


def _unescaped(text: str) -> str:
    """The text of XML characters; what is no known entity is the general reader's."""
    if "<" in text:
        raise UnusualError
    if "&" not in text:
        return text
    plain = _ENTITY.sub(_character, text)
    if plain.count("&") != text.count("&amp;") + text.count("&#38;") + text.count("&#x26;"):
        raise UnusualError
    return plain


def _character(match: re.Match[str]) -> str:
    if match[3]:
        return _NAMED[match[3]]
    code = int(match[1]) if match[1] else int(match[2], 16)
    if (code < 32 and code not in (9, 10, 13)) or 0xD800 <= code < 0xE000 or code > 0x10FFFF or code in _NO_CHARACTER:
        raise UnusualError
    return chr(code)


def _trim(found: ReadRows) -> None:
    """Rows of equal length, as far as there is text."""
    rows = found.rows
    while rows and not any(rows[-1]):
        rows.pop()
    width = max(map(len, rows), default=0)
    while width and not any(len(row) >= width and row[width - 1] for row in rows):
        width -= 1
    if any(len(row) != width for row in rows):
        found.rows = [row[:width] + (_BLANK,) * (width - len(row)) for row in rows]
