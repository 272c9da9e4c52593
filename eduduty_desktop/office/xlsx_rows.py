"""The rows of a worksheet part read as text, for sheets written the way every office program writes them.

Building an element for each cell takes ten times as long as reading the cell.  Here a row is cut at its values; what is
left between them, its skeleton, is the same for most rows of a table but for the row's number, and is taken apart only
once.  Whatever does not fit the narrow grammar below makes the whole sheet be read by the general reader: the outcome is
the same, never a guess.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from eduduty_desktop.grid import Shown
from eduduty_desktop.office.cells import MOST_AREA, plain_number
from eduduty_desktop.office.xlsx_skeletons import HOLE, Template, template_of
from eduduty_desktop.office.xlsx_text import ENCODING, ENTITY, UnusualError, decoded, unescaped

MOST_BYTES = 24 * 1024 * 1024
MOST_TEMPLATES = 48
_LAST_ROW = 1_048_576
_MOST_UNCOMPUTED = 10_000
_BEGIN, _END = "<sheetData>", "</sheetData>"
_MOST_SAMPLES = 1000
_MOST_TEXTS = 64
_CUT, _INLINE = "<v>", "\1"
_PRESERVED = '<is><t xml:space="preserve">'
_HEAD = re.compile(r"(?:<\?xml [^?<>]*\?>\s*)?<worksheet[ >]")
_ROW = re.compile(r'<row r="([1-9][0-9]{0,6})"')
_ROW_REST = re.compile(r'(?: [A-Za-z][A-Za-z0-9:]*="[^"<>&]*")*')
_ATTRIBUTE = re.compile(r' ([A-Za-z][A-Za-z0-9:]*)="([^"]*)"')
_LONG = 12
_DIGITS = re.compile(r"[0-9]{1,9}\.[0-9]{4,18}")
_FORMULA = re.compile(r"<f(?: [^<>]*)?>[^<]*</f>|<f(?: [^<>/]*)?/>")
_PLAIN = re.compile(r"(?:(?:0|[1-9][0-9]{0,8})(?:\.[0-9]{0,5}[1-9])?\n)*+")
_BLANK = ""

Value = Callable[[str, str, int], tuple[str, Shown | None]]


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
class _Line:
    """A template with the tag of its row in front; `attributes` are those of a row that may be hidden."""

    pieces: tuple[str, ...]
    length: int
    holes: int
    template: Template
    attributes: dict[str, str] | None


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
    text = decoded(data)
    begin, end = text.find(_BEGIN), text.rfind(_END)
    head = text[: max(begin, 0)]
    if not 0 <= begin < end or not _HEAD.match(head):
        raise UnusualError
    encoding = ENCODING.search(head[:200])
    if (encoding and encoding[1].lower() != "utf-8") or (b"?" in data[2:] and text.find("<?", 1) > 0):
        raise UnusualError
    return head, text[begin + len(_BEGIN) : end], text[end + len(_END) :]


class _Rows:
    """Reads rows one after another, remembering the skeletons that it met."""

    def __init__(self, strings: list[str], is_plain: Callable[[int], bool], value_of: Value, found: ReadRows) -> None:
        self._strings = strings
        self._is_plain = is_plain
        self._value_of = value_of
        self._found = found
        self._templates: list[Template] = []
        self._lines: list[_Line] = []
        self._rests: set[str] = {"", "/"}
        self.samples: list[str] = []
        self._texts: dict[str, str] = {}
        self._texts_at: list[int] = []
        self._width = 1

    def read(self, body: str) -> None:
        chunks = body.replace("</v>", _CUT).split("</row>")
        end, rows, lines = chunks.pop(), self._found.rows, self._lines
        for chunk in chunks:
            parts = chunk.split(_CUT)
            for at in self._texts_at:
                if at < len(parts) and "<is>" in parts[at]:
                    parts[at : at + 1] = _cut_at_texts(parts[at]).split(_CUT)
            skeleton, digits = HOLE.join(parts[::2]), str(len(rows) + 1)
            length, width = len(skeleton), len(digits)
            for at, line in enumerate(lines):
                if line.length + line.holes * width == length and digits.join(line.pieces) == skeleton:
                    if at > 3:  # those that are met most stand in front
                        lines.insert(0, lines.pop(at))
                    self._known(line, len(rows) + 1, parts[1::2])
                    break
            else:
                self._met(chunk)
        begin = 0
        while begin < len(end):
            _, begin = self._open(end, begin)
            if end[begin - 2] != "/":
                raise UnusualError

    def _known(self, line: _Line, number: int, values: list[str]) -> None:
        """A row that is written as one before it."""
        if number > _LAST_ROW or number * self._width > MOST_AREA:
            raise UnusualError
        if line.attributes is not None:
            self._found.attributes[number - 1] = line.attributes
        self._found.rows.append(self._filled(number, values, line.template))

    def _met(self, chunk: str) -> None:
        """A row, and those without cells before it, whatever they look like."""
        if "<is>" in chunk:
            held = {at for at, part in enumerate(chunk.split(_CUT)) if "<is>" in part}
            if (
                len(held.union(self._texts_at)) <= _MOST_TEXTS
            ):  # the last first: a part that is cut moves those behind it
                self._texts_at = sorted(held.union(self._texts_at), reverse=True)
            chunk = _cut_at_texts(chunk)
        number, begin = self._open(chunk, 0)
        start = 0
        while chunk[begin - 2] == "/":  # a row without cells
            start = begin
            number, begin = self._open(chunk, begin)
        parts = chunk[begin:].split(_CUT)
        if len(parts) == 1 and not parts[0]:
            return
        template = self._row(number, parts)
        head = chunk[start:begin]
        tag = head.removeprefix(f'<row r="{number}"')
        if template is not None and len(self._lines) < MOST_TEMPLATES and tag != head:
            pieces = ('<row r="', f'"{tag}{template.pieces[0]}', *template.pieces[1:])
            attributes = self._found.attributes.get(number - 1)
            self._lines.insert(0, _Line(pieces, sum(map(len, pieces)), len(pieces) - 1, template, attributes))

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

    def _row(self, number: int, parts: list[str]) -> Template | None:
        """Read a row; its template, if another row may be written just so."""
        skeleton, values = HOLE.join(parts[::2]), parts[1::2]
        has_formula = "<f" in skeleton
        if has_formula:
            if skeleton.count("&") != len(ENTITY.findall(skeleton)):
                raise UnusualError
            skeleton = _FORMULA.sub("<f/>", skeleton)
        template = self._template(number, skeleton)
        if len(values) != template.count:
            raise UnusualError
        self._found.rows[-1] = self._filled(number, values, template)
        return None if has_formula else template

    def _filled(self, number: int, values: list[str], template: Template) -> tuple[str, ...]:
        """A row's texts from its values."""
        values.append(_BLANK)
        numbers = template.plain(values)
        plain = _PLAIN.match(numbers)
        end = plain.end() if plain is not None else 0
        if end < len(numbers) or numbers.count("\n") != len(template.plain_places):
            self._dress(number, values, template, numbers, end)
        texts = self._texts
        for at, kind, style, column in template.odd:
            text = values[at]
            if kind == "s" and text.isdecimal() and text.isascii():
                index = int(text)
                if index >= len(self._strings):
                    raise UnusualError
                values[at] = self._strings[index]
            elif kind == "inlineStr":
                known = texts.get(text)
                values[at] = self._inline(text) if known is None else known
            else:
                values[at] = self._other(number, text, kind, style, column)
        if template.uncomputed:
            room = _MOST_UNCOMPUTED - len(self._found.uncomputed)
            self._found.uncomputed.update((number - 1, column) for column in template.uncomputed[:room])
        return template.pick(values)

    def _dress(self, number: int, values: list[str], template: Template, numbers: str, at: int) -> None:
        """Numbers of which some, the first at `at`, are not written as they are shown: 5.4299999999999997."""
        places = template.plain_places
        if numbers.count("\n") != len(places):  # one has a line feed of its own
            for place, style, column in places:
                values[place] = self._other(number, values[place], "n", style, column)
            return
        line = numbers.count("\n", 0, at)
        while at < len(numbers):
            begin = numbers.index("\n", at) + 1
            text, (place, style, column) = numbers[at : begin - 1], places[line]
            if len(text) > _LONG and _DIGITS.fullmatch(text):
                values[place] = plain_number(float(text))
            elif text[-2:] == ".0" and _PLAIN.fullmatch(f"{text[:-2]}\n"):
                values[place] = text[:-2]
            else:
                values[place] = self._other(number, text, "n", style, column)
            plain = _PLAIN.match(numbers, begin)
            at = plain.end() if plain is not None else begin
            line += 1 + numbers.count("\n", begin, at)

    def _inline(self, text: str) -> str:
        """The text of a cell that holds it itself."""
        if text[:1] != _INLINE:
            raise UnusualError
        found = unescaped(text[1:])
        if "_x" in found or "\r" in found:
            found = self._value_of("str", found, 0)[0]
        self._texts[text] = found
        return found

    def _other(self, number: int, text: str, kind: str, style: int, column: int) -> str:
        if text[:1] == _INLINE:
            raise UnusualError
        if not text:
            return ""
        shown_text, more = self._value_of(kind, unescaped(text), style)
        if more is not None and shown_text:
            self._found.shown[number - 1, column] = more
        return shown_text

    # skeletons -------------------------------------------------------------------------------------------

    def _template(self, number: int, skeleton: str) -> Template:
        row, templates = str(number), self._templates
        length, digits = len(skeleton), len(row)
        for at, template in enumerate(templates):
            pieces = template.pieces
            if template.length + (len(pieces) - 1) * digits == length and row.join(pieces) == skeleton:
                if at > 3:  # those that are met most stand in front
                    templates.insert(0, templates.pop(at))
                return template
        made = template_of(skeleton, number, self._is_plain, self._width)
        self._width = made.width
        if len(templates) < MOST_TEMPLATES:
            templates.insert(0, made)
        return made


def _cut_at_texts(chunk: str) -> str:
    """Cells with their text inside them cut at it, as others are at their values."""
    if _PRESERVED in chunk:
        chunk = chunk.replace(_PRESERVED, "<is><t>")
    return chunk.replace("<is><t>", f"{_CUT}{_INLINE}").replace("</t></is>", _CUT)


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
