"""OpenDocument spreadsheets (.ods), as LibreOffice and some domestic offices write them."""

import re
from decimal import Decimal

from eduduty_desktop.grid import Clock, Merge, Shown
from eduduty_desktop.office.cells import Limits, SheetCells, plain_number, plain_percentage
from eduduty_desktop.office.package import Element, Package, attribute, local_name

CONTENT = "content.xml"
_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384
_BREAKS = {"tab": "\t", "line-break": "\n"}
_NOT_TEXT = frozenset({"annotation", "annotation-end", "ruby-text", "note", "shape", "frame", "bookmark"})
_DURATION = re.compile(r"PT(?:(\d{1,9})H)?(?:(\d{1,9})M)?(?:(\d{1,9}(?:[.,]\d{1,18})?)S)?")
_NUMBER = re.compile(r"[0-9][0-9,]*(?:\.[0-9]+)?|\.[0-9]+")
_EXPONENT = re.compile(r"[0-9][Ee][+-]?[0-9]")
_ADDED = re.compile(r"[^\s.,()（）¥￥$+\-]+")
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
        more = _shown(cell, text) if text else None
        if text or note:
            for at in range(row, end):
                for across in range(column, after):
                    sheet.put(at, across, text)
                    if more is not None:
                        sheet.shown[at, across] = more
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


def _shown(cell: Element, text: str) -> Shown | None:
    """What is displayed besides the value: a point of time, words, a divided number, fewer digits."""
    kind = attribute(cell, "value-type")
    if kind == "date":
        return Shown(text, Clock.DATE)
    display = _text(cell)
    if kind == "time":
        match = _DURATION.fullmatch(attribute(cell, "time-value"))
        if match is None:
            return None
        hours, minutes, seconds = (Decimal((part or "0").replace(",", ".")) for part in match.groups())
        is_short = not hours and display.count(":") == 1
        total = plain_number(float(round(hours * 3600 + minutes * 60 + seconds, 3)))
        return Shown(total, Clock.MINUTES if is_short else Clock.HOURS)
    if kind not in {"float", "currency", "percentage"}:
        return None
    value = plain_number(float(attribute(cell, "value", "0")))
    number = _NUMBER.search(display)
    if _EXPONENT.search(display):
        return None
    if number is None:
        return Shown(value, words=display.strip(), divisor=0) if display.strip() else None
    digits = number[0].replace(",", "")
    words = "".join(_ADDED.findall(display[: number.start()] + display[number.end() :]))
    words = words.removesuffix("%") if kind == "percentage" else words
    exact = plain_number(float(attribute(cell, "value", "0")) * (100 if kind == "percentage" else 1))
    if exact.startswith("#"):
        return None
    divisor = 1 if kind == "percentage" else _divisor(Decimal(exact.lstrip("-")), Decimal(digits))
    decimals = len(digits.partition(".")[2])
    if not words and divisor == 1 and len(exact.partition(".")[2]) <= decimals:
        return None
    return Shown(value, words=words, divisor=divisor, decimals=decimals)


def _divisor(value: Decimal, displayed: Decimal) -> int:
    """By what the display divides the value: 1, or a power of ten from 1000 on; 0 if it cannot be told."""
    if value == displayed or not displayed or abs(value - displayed) <= displayed / 10 + 1:
        return 1
    for power in (1000, 10_000, 1_000_000, 100_000_000):
        if abs(value / power - displayed) <= displayed / 10 + 1:
            return power
    return 0


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
