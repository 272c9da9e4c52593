"""Workbooks of Office Open XML (.xlsx, .xlsm and their templates), transitional and strict; macros are never looked at."""

import re

from lxml import etree

from eduduty_desktop.grid import Merge, Shown
from eduduty_desktop.office.cells import Limits, SheetCells, TooMuchError
from eduduty_desktop.office.number_formats import Look, Shape, look_of, shape_of, shown, shown_of
from eduduty_desktop.office.package import DamagedError, Element, Package, attribute, child, local_name, xml_parser
from eduduty_desktop.office.xlsx_rows import MOST_BYTES, read_rows
from eduduty_desktop.office.xlsx_struck import Struck
from eduduty_desktop.office.xlsx_text import UnusualError, read_strings

MOST_STRINGS = 1_000_000
_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384
_MOST_UNCOMPUTED = 10_000
_MOST_REST = 2_000_000  # characters: what stands around the rows, merges above all
_REFERENCE = re.compile(r"\$?([A-Za-z]{1,3})\$?(\d{1,7})")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_YES = frozenset({"1", "true", "on"})
_ZERO = frozenset({"0", "0.0", "0.00"})
_NUMBER_FORMAT = (Shape.NUMBER, 0, Look())


def read_xlsx(package: Package, workbook: str) -> list[SheetCells]:
    """Every worksheet of the workbook part, hidden ones too.  Raises DamagedError, TooMuchError or UserError."""
    relations = package.relations(workbook)
    parts = {link: (kind, target) for link, kind, target in relations}
    by_kind = {kind: target for _, kind, target in relations if target in package}
    root = package.xml(workbook)
    properties = child(root, "workbookPr")
    reader = _Reader(
        package,
        _shared_strings(package, by_kind["sharedStrings"]) if "sharedStrings" in by_kind else [],
        _formats(package.xml(by_kind["styles"])) if "styles" in by_kind else [],
        Struck(package, by_kind.get("styles", ""), by_kind.get("sharedStrings", "")),
        from_1904=properties is not None and attribute(properties, "date1904") in _YES,
    )
    sheets = []
    for sheet in root.iter("{*}sheet"):
        kind, part = parts.get(_link(sheet), ("", ""))
        if kind == "worksheet":
            cells = SheetCells(sheet.get("name", ""), reader.limits, visible=sheet.get("state", "visible") == "visible")
            reader.read(cells, part)
            sheets.append(cells)
    if not sheets:
        raise DamagedError("no worksheet")
    return sheets


def _link(element: Element) -> str:
    return next((str(value) for key, value in element.items() if key.endswith("}id")), "")


def _shared_strings(package: Package, part: str) -> list[str]:
    data = package.peek_whole(part, MOST_BYTES)
    if data is not None:
        try:
            found = [unescaped(text) for text in read_strings(data)]
        except UnusualError:
            found = None
        if found is not None and len(found) <= MOST_STRINGS:
            package.count(data)
            return found
    strings = []
    for _, item in package.walk(part, "si"):
        strings.append(_rich_text(item))
        if len(strings) > MOST_STRINGS:
            raise TooMuchError("文字太多，不像一张表")
    return strings


def _rich_text(item: Element) -> str:
    """The text of an item or its runs, without the phonetic guide."""
    parts = []
    for one in item:
        name = local_name(one)
        if name == "t":
            parts.append(one.text or "")
        elif name == "r":
            parts += [text.text or "" for text in one if local_name(text) == "t"]
    return unescaped("".join(parts))


def unescaped(text: str) -> str:
    """Line breaks as `\\n`, and characters that the format writes as `_x000D_`."""
    if "_x" in text:
        text = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _formats(styles: Element) -> list[tuple[Shape, int, Look]]:
    """By index of the cell format, what it makes of a number."""
    codes = {one.get("numFmtId", ""): one.get("formatCode", "") for one in styles.iter("{*}numFmt")}
    formats = child(styles, "cellXfs")
    found = [one for one in formats if local_name(one) == "xf"] if formats is not None else []
    indices = [one.get("numFmtId", "0") for one in found]
    return [(*shape_of(int(index), codes.get(index)), look_of(int(index), codes.get(index))) for index in indices]


class _Reader:
    """Reads sheets that share strings and formats."""

    def __init__(
        self,
        package: Package,
        strings: list[str],
        formats: list[tuple[Shape, int, Look]],
        struck: Struck,
        *,
        from_1904: bool,
    ) -> None:
        self._package = package
        self._strings = strings
        self._formats = formats
        self._struck = struck
        self._from_1904 = from_1904
        self.limits = Limits()

    def read(self, sheet: SheetCells, part: str) -> None:
        """A sheet that is written the usual way is read as text, every other one as a tree; both give the same."""
        data = self._package.peek_whole(part, MOST_BYTES)
        is_plain = data is not None and self._read_as_text(sheet, data)
        if not is_plain:
            self._read_as_tree(sheet, part)
        self._read_notes(sheet, part)
        if data is not None:
            sheet.struck.update(map(place_of, self._struck.cells(part, data, has_runs=not is_plain)))

    def _read_as_text(self, sheet: SheetCells, data: bytes) -> bool:
        try:
            found = read_rows(data, self._strings, self._is_plain, self._value)
            if len(found.rest) > _MOST_REST:
                return False
            rest = etree.fromstring(found.rest.encode(), xml_parser())
        except (UnusualError, DamagedError, ValueError, etree.XMLSyntaxError):
            return False  # the general reader says what is wrong, if anything is
        self._package.count(data)
        for row, attributes in found.attributes.items():
            if attributes.get("hidden") in _YES or attributes.get("ht") in _ZERO:
                sheet.hidden_rows.append((row, row))
        for element in rest.iter("{*}col", "{*}mergeCell"):
            self._read_other(sheet, element)
        sheet.put_rows(found.rows)
        sheet.shown.update(found.shown)
        sheet.uncomputed |= found.uncomputed
        return True

    def _is_plain(self, style: int) -> bool:
        """Whether a style shows numbers as they are."""
        return self._format(style) == _NUMBER_FORMAT

    def _read_as_tree(self, sheet: SheetCells, part: str) -> None:
        row = 0
        for _, element in self._package.walk(part, "row", "col", "mergeCell"):
            tag = element.tag
            if tag.endswith("row"):
                row = int(element.get("r", row + 1))
                if not 1 <= row <= _LAST_ROW:
                    raise DamagedError("row")
                self._read_row(sheet, row - 1, element)
            else:
                self._read_other(sheet, element)

    def _read_other(self, sheet: SheetCells, element: Element) -> None:
        """A column's width or a merged rectangle."""
        if local_name(element) == "col":
            if element.get("hidden") in _YES or element.get("width") in _ZERO:
                first, last = int(element.get("min", "0")), int(element.get("max", "0"))
                sheet.hidden_columns.append((first - 1, min(last, _LAST_COLUMN) - 1))
        else:
            sheet.merge(_merge(element.get("ref", "")))

    def _read_row(self, sheet: SheetCells, row: int, element: Element) -> None:
        if element.get("hidden") in _YES or element.get("ht") in _ZERO:
            sheet.hidden_rows.append((row, row))
        reference, beyond = "A1", -1
        space = element.tag[: -len("row")]
        for cell in element.iterchildren(f"{space}c"):
            own = cell.get("r")
            reference, beyond = (own, 0) if own else (reference, beyond + 1)
            # Sheets formatted down to the last row hold millions of cells without anything in them.
            text, more = self._text(cell) if len(cell) else ("", None)
            if text:
                column = place_of(reference)[1] + beyond
                sheet.put(row, column, text)
                if more is not None:
                    sheet.shown[row, column] = more
            elif len(cell) == 1 and local_name(cell[0]) == "f" and len(sheet.uncomputed) < _MOST_UNCOMPUTED:
                sheet.uncomputed.add((row, place_of(reference)[1] + beyond))

    def _text(self, cell: Element) -> tuple[str, Shown | None]:
        value = ""
        for one in cell:
            name = local_name(one)
            if name == "v":
                value = one.text or ""
            elif name == "is":
                return _rich_text(one), None
        return self._value(cell.get("t", "n"), value, int(cell.get("s", "0"))) if value else ("", None)

    def _value(self, kind: str, value: str, style: int) -> tuple[str, Shown | None]:
        """A cell's text and what it is shown as besides."""
        if kind == "s":
            return self._string(int(value)), None
        if kind == "n":
            shape, decimals, look = self._format(style)
            text = shown(float(value), shape, decimals, from_1904=self._from_1904)
            return text, shown_of(float(value), look, text)
        if kind == "b":
            return ("TRUE" if value in _YES else "FALSE"), None
        if kind == "d":
            return value.removesuffix("T00:00:00").replace("T", " "), None
        return unescaped(value), None

    def _string(self, index: int) -> str:
        if not 0 <= index < len(self._strings):
            raise DamagedError("shared string")
        return self._strings[index]

    def _format(self, index: int) -> tuple[Shape, int, Look]:
        return self._formats[index] if 0 <= index < len(self._formats) else _NUMBER_FORMAT

    def _read_notes(self, sheet: SheetCells, part: str) -> None:
        for _, kind, target in self._package.relations(part):
            if kind == "comments" and target in self._package:
                for _, comment in self._package.walk(target, "comment"):
                    text = child(comment, "text")
                    if text is not None:
                        note = _rich_text(text)
                        sheet.limits.take(note)
                        sheet.notes[place_of(comment.get("ref", ""))] = note


def place_of(reference: str) -> tuple[int, int]:
    """Row and column from 0 of `B12`."""
    match = _REFERENCE.fullmatch(reference)
    if match is None:
        raise DamagedError(reference)
    column = 0
    for letter in match[1].upper():
        column = column * 26 + ord(letter) - 64
    row = int(match[2])
    if not (1 <= row <= _LAST_ROW and column <= _LAST_COLUMN):
        raise DamagedError(reference)
    return row - 1, column - 1


def _merge(reference: str) -> Merge:
    first, _, last = reference.partition(":")
    return Merge(*place_of(first), *place_of(last or first))
