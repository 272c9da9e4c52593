"""OpenDocument spreadsheets (.ods), as LibreOffice and some domestic offices write them."""

from eduduty_desktop.grid import Merge
from eduduty_desktop.office.cells import Limits, SheetCells, plain_number, plain_percentage
from eduduty_desktop.office.package import Element, Package, attribute, local_name

CONTENT = "content.xml"
_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384
_BREAKS = {"tab": "\t", "line-break": "\n"}
_NOT_TEXT = frozenset({"annotation", "annotation-end", "ruby-text", "note", "shape", "frame", "bookmark"})
_MANIFEST = "META-INF/manifest.xml"


def read_ods(package: Package) -> list[SheetCells]:
    """Every sheet, hidden ones too.  Raises DamagedError, TooMuchError or UserError."""
    if _MANIFEST in package and b"encryption-data" in package.read(_MANIFEST):
        raise package.locked()
    sheets: list[SheetCells] = []
    undisplayed: set[str] = set()
    limits = Limits()
    depth = row = column = 0
    for event, element in package.walk(CONTENT, "style", "table", "table-row", "table-column", events=("start", "end")):
        name = local_name(element)
        if name == "style":
            if event == "end" and any(attribute(one, "display") == "false" for one in element):
                undisplayed.add(attribute(element, "name"))
        elif name == "table":
            depth += 1 if event == "start" else -1
            if event == "start" and depth == 1:
                visible = attribute(element, "style-name") not in undisplayed
                sheets.append(SheetCells(attribute(element, "name"), limits, visible=visible))
                row = column = 0
        elif event == "end" and depth == 1 and sheets:
            if name == "table-column":
                column = _column(sheets[-1], column, element)
            else:
                row = _row(sheets[-1], row, element)
    return sheets


def _column(sheet: SheetCells, column: int, element: Element) -> int:
    end = min(column + _count(element, "number-columns-repeated"), _LAST_COLUMN)
    if attribute(element, "visibility", "visible") != "visible":
        sheet.hidden_columns.append((column, end - 1))
    return end


def _row(sheet: SheetCells, row: int, element: Element) -> int:
    end = min(row + _count(element, "number-rows-repeated"), _LAST_ROW)
    if attribute(element, "visibility", "visible") != "visible":
        sheet.hidden_rows.append((row, end - 1))
    column = 0
    for cell in element:
        if local_name(cell) not in {"table-cell", "covered-table-cell"}:
            continue
        after = min(column + _count(cell, "number-columns-repeated"), _LAST_COLUMN)
        text, note = _value(cell), _note(cell)
        if text or note:
            for at in range(row, end):
                for across in range(column, after):
                    sheet.put(at, across, text)
                    if note:
                        sheet.limits.take(note)
                        sheet.notes[at, across] = note
        down, right = _count(cell, "number-rows-spanned"), _count(cell, "number-columns-spanned")
        if down > 1 or right > 1:
            sheet.merge(Merge(row, column, min(row + down, _LAST_ROW) - 1, min(column + right, _LAST_COLUMN) - 1))
        column = after
    return end


def _count(element: Element, name: str) -> int:
    return max(int(attribute(element, name, "1")), 1)


def _value(cell: Element) -> str:
    kind = attribute(cell, "value-type")
    if kind == "percentage":
        return plain_percentage(float(attribute(cell, "value", "0")))
    if kind in {"float", "currency"}:
        plain, display = plain_number(float(attribute(cell, "value", "0"))), _text(cell)
        # 1.10 is kept as 1.1; only what is displayed tells.
        return display if "." in plain and display.startswith(plain) and not display.strip("0123456789.") else plain
    if kind == "date":
        return attribute(cell, "date-value").removesuffix("T00:00:00").replace("T", " ")
    if kind == "time":
        return _text(cell)
    if kind == "boolean":
        return attribute(cell, "boolean-value").upper()
    return _text(cell)


def _text(cell: Element) -> str:
    return "\n".join(_line(one) for one in cell if local_name(one) == "p")


def _line(paragraph: Element) -> str:
    parts = [paragraph.text or ""]
    for one in paragraph:
        name = local_name(one)
        if name == "s":
            parts.append(" " * min(_count(one, "c"), 1000))
        elif name in _BREAKS:
            parts.append(_BREAKS[name])
        elif name and name not in _NOT_TEXT:
            parts.append(_line(one))
        parts.append(one.tail or "")
    return "".join(parts)


def _note(cell: Element) -> str:
    found = next((one for one in cell if local_name(one) == "annotation"), None)
    return "" if found is None else _text(found)
