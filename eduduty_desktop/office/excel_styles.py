"""Looks of cells by style name, made once a workbook and shared by every cell that has them."""

from copy import copy
from dataclasses import dataclass
from typing import Any

from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.workbook import Workbook

_THIN = Side(style="thin", color="FF7F7F7F")
_BOX = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_FONT = "宋体"


@dataclass(frozen=True, slots=True)
class Look:
    """How cells of a style look; `fill` is an RGB colour, empty for none; into an `open` one people type."""

    align: str = "left"
    vertical: str = "center"
    font: str = _FONT
    size: int = 11
    bold: bool = False
    colour: str = "FF000000"
    fill: str = ""
    box: bool = True
    wrap: bool = True
    underline: bool = False
    open: bool = False
    shrink: bool = False


LOOKS: dict[str, Look] = {
    "title": Look("center", font="黑体", size=18, box=False),
    "subtitle": Look("left", box=False, wrap=False),
    "header": Look("center", font="黑体", fill="FFE7EAEF"),
    "group": Look("left", font="黑体", box=False),
    "text": Look("left"),
    "tree": Look("left", "top"),  # a merged cell that a page may cut keeps its text in sight
    "center": Look("center"),
    "number": Look("right"),
    "number_text": Look("right"),
    "miss": Look("right", bold=True, fill="FFF4C7C3"),
    "score": Look("center"),
    "total": Look("center", bold=True),
    "name": Look("left", wrap=False, shrink=True),
    "link": Look("left", colour="FF1F4E8C", underline=True),
    "opinion": Look("left", fill="FFFFFBEA", open=True),
    "id": Look("left", size=9, colour="FF6B6B6B", wrap=False),
    "field": Look("center", font="黑体", fill="FFE7EAEF"),
    "band": Look("left", font="黑体", fill="FFF3F5F8"),
    "note": Look("left", box=False),
    "new": Look("left", bold=True, fill="FFFDEBD3"),
    "input": Look("left", fill="FFFFFBEA", open=True),
    "input_center": Look("center", fill="FFFFFBEA", open=True),
    "input_number": Look("right", fill="FFFFFBEA", open=True),
    "input_box": Look("left", "top", fill="FFFFFBEA", open=True),
    "previous": Look("right", colour="FF5F5F5F", fill="FFF2F2F2", open=True),
    "error": Look("center", bold=True, colour="FFB3261E"),
    "warning": Look("center", bold=True, colour="FF7A4D00"),
}


class CellStyles:
    """The style arrays of one workbook by (style, number format, quoted)."""

    def __init__(self, workbook: Workbook) -> None:
        # A cell that stands in no sheet: its style is what others share.
        self._sheet = workbook.create_sheet()
        self._workbook = workbook
        self._made: dict[tuple[str, str, bool], Any] = {}

    def get(self, style: str, number_format: str, quoted: bool) -> Any:
        """The shared style array; `quoted` keeps text that looks like a formula text when it is edited."""
        key = (style, number_format, quoted)
        found = self._made.get(key)
        if found is None:
            found = self._made[key] = self._make(LOOKS[style], number_format, quoted)
        return found

    def done(self) -> None:
        """Take the helper sheet out of the workbook."""
        self._workbook.remove(self._sheet)

    def _make(self, look: Look, number_format: str, quoted: bool) -> Any:
        cell: Any = Cell(self._sheet, row=1, column=1)
        cell.font = Font(
            name=look.font,
            size=look.size,
            bold=look.bold,
            color=look.colour,
            underline="single" if look.underline else None,
        )
        cell.alignment = Alignment(
            horizontal=look.align,
            vertical=look.vertical,
            wrap_text=look.wrap,
            shrink_to_fit=look.shrink,
        )
        if look.box:
            cell.border = _BOX
        if look.fill:
            cell.fill = PatternFill("solid", fgColor=look.fill)
        if look.open:
            cell.protection = Protection(locked=False)
        if number_format:
            cell.number_format = number_format
        array = copy(cell._style)
        array.quotePrefix = int(quoted)
        return array
