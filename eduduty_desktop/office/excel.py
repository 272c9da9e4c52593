"""Neutral sheets as an .xlsx workbook, ready to print on A4."""

import math
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from eduduty_desktop.document.sheets import FIRST_ROW, Row, Sheet
from eduduty_desktop.office.excel_styles import CellStyles
from eduduty_desktop.office.files import replacing, report_progress, stop_if
from eduduty_desktop.office.xml_text import allowed

_LIKE_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_ROWS_BETWEEN_LOOKS = 50
_LINE_HEIGHT, _ROW_PADDING, _DEFAULT_HEIGHT = 14.5, 6.0, 20.5
_HAN_SHARE = 1.06
"""A Han character of 宋体 is a little wider than two of the characters that column widths are counted in."""


def write(
    sheets: tuple[Sheet, ...],
    path: Path,
    *,
    now: datetime | None = None,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> None:
    """Write sheets as an .xlsx; see `office.write_workbook`."""
    workbook = Workbook()
    for unwanted in workbook.worksheets:
        workbook.remove(unwanted)
    styles = CellStyles(workbook)
    done, total = 0, sum(len(sheet.rows) for sheet in sheets)
    for sheet in sheets:
        stop_if(cancelled)
        worksheet = workbook.create_sheet(sheet.name)
        worksheet.sheet_format.defaultRowHeight, worksheet.sheet_format.customHeight = _DEFAULT_HEIGHT, True
        _write_head(worksheet, sheet, styles)
        for at in range(0, len(sheet.rows), _ROWS_BETWEEN_LOOKS):
            stop_if(cancelled)
            chunk = sheet.rows[at : at + _ROWS_BETWEEN_LOOKS]
            _write_rows(worksheet, FIRST_ROW + at, chunk, styles)
            _set_heights(worksheet, FIRST_ROW + at, chunk, sheet)
            done += len(chunk)
            report_progress(done, total, progress)
        _set_up_page(worksheet, sheet)
    styles.done()
    _set_properties(workbook, sheets, now or datetime.now(UTC))
    with replacing(path) as stream, ZipFile(stream, "w", ZIP_DEFLATED, allowZip64=True) as archive:
        ExcelWriter(workbook, archive).write_data()


def _write_head(worksheet: Worksheet, sheet: Sheet, styles: CellStyles) -> None:
    for row, (text, style, height) in enumerate(((sheet.title, "title", 34), (sheet.subtitle, "subtitle", 22)), 1):
        cell: Any = worksheet.cell(row, 1, allowed(text))
        cell.data_type = "s"
        cell._style = styles.get(style, "", False)
        worksheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=len(sheet.widths))
        worksheet.row_dimensions[row].height = height


def _write_rows(worksheet: Worksheet, first: int, rows: tuple[Row, ...], styles: CellStyles) -> None:
    """The fast loop: one shared style array a look, no work for a cell beyond its value."""
    get, cell_at = styles.get, worksheet.cell
    for row, cells in enumerate(rows, first):
        for column, cell in enumerate(cells, 1):
            target: Any = cell_at(row, column)
            value = cell.value
            if isinstance(value, str):
                value = allowed(value)
                target.value = value
                target.data_type = "s"  # whatever the text looks like
                target._style = get(cell.style, cell.number_format, value.startswith(_LIKE_A_FORMULA))
            else:
                if value is not None:
                    target.value = value
                target._style = get(cell.style, cell.number_format, False)


def _set_heights(worksheet: Worksheet, first: int, rows: tuple[Row, ...], sheet: Sheet) -> None:
    """Make room for wrapped text: not every office program does so by itself when it opens a file.

    Rows of one line keep the default height, which grows as people type.
    """
    widths = [width / _HAN_SHARE for width in sheet.widths]
    offset = first - FIRST_ROW
    merged = {(row, m.left) for m in sheet.merges for row in range(m.top, m.bottom + 1)}
    for row, cells in enumerate(rows):
        lines = 1
        for column, cell in enumerate(cells):
            value = cell.value
            if isinstance(value, str) and len(value) * 2 > widths[column] and (offset + row, column) not in merged:
                lines = max(lines, _lines_of(value, widths[column]))
        if lines > 1:
            worksheet.row_dimensions[first + row].height = lines * _LINE_HEIGHT + _ROW_PADDING


def _lines_of(text: str, width: float) -> int:
    """Lines that a text takes in a column; GBK has one byte for a half-width character and two for a whole one."""
    return sum(max(1, math.ceil(len(line.encode("gbk", "replace")) / width)) for line in text.split("\n"))


def _set_up_page(worksheet: Worksheet, sheet: Sheet) -> None:
    """A4 across, as wide as one page, header repeated, page x of y."""
    for column, width in enumerate(sheet.widths, 1):
        worksheet.column_dimensions[get_column_letter(column)].width = width
    for merge in sheet.merges:
        worksheet.merge_cells(
            start_row=FIRST_ROW + merge.top,
            start_column=1 + merge.left,
            end_row=FIRST_ROW + merge.bottom,
            end_column=1 + merge.right,
        )
    if sheet.header_rows:
        last = FIRST_ROW + sheet.header_rows - 1
        worksheet.freeze_panes = f"{get_column_letter(1 + sheet.freeze_columns)}{last + 1}"
        worksheet.print_title_rows = f"{FIRST_ROW}:{last}"
    page: Any = worksheet.page_setup
    page.orientation, page.paperSize = "landscape", worksheet.PAPERSIZE_A4
    page.fitToWidth, page.fitToHeight = 1, 0
    worksheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    worksheet.print_options.horizontalCentered = True
    margins: Any = worksheet.page_margins
    margins.left = margins.right = 0.4
    margins.top, margins.bottom, margins.header, margins.footer = 0.7, 0.7, 0.3, 0.35
    footer: Any = worksheet.oddFooter
    footer.center.text = "第 &P 页，共 &N 页"


def _set_properties(workbook: Workbook, sheets: tuple[Sheet, ...], now: datetime) -> None:
    """Title and time; no name of a person or a program."""
    properties: Any = workbook.properties
    properties.creator = properties.lastModifiedBy = None
    properties.title = allowed(sheets[0].title) if sheets else None
    properties.language = "zh-CN"
    properties.created = properties.modified = now.astimezone(UTC).replace(tzinfo=None, microsecond=0)
