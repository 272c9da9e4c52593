"""Neutral sheets as an .xlsx workbook, ready to print on A4.

openpyxl writes everything but the cached values of formulas; those are filled while a sheet's XML goes into the archive.
"""

import math
from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.workbook.properties import CalcProperties
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from eduduty_desktop.document.sheets import FIRST_ROW, Row, Sheet
from eduduty_desktop.office.excel_charts import add_charts
from eduduty_desktop.office.excel_inputs import add_rules
from eduduty_desktop.office.excel_styles import CellStyles
from eduduty_desktop.office.excel_writer import Writer
from eduduty_desktop.office.files import replacing, report_progress, stop_if
from eduduty_desktop.office.formula_cache import Cached
from eduduty_desktop.office.xml_text import allowed, one_line

_LIKE_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_ROWS_BETWEEN_LOOKS = 50
_LINE_HEIGHT, _ROW_PADDING, _DEFAULT_HEIGHT = 14.5, 6.0, 20.5
_HAN_SHARE = 1.06
"""A Han character of 宋体 is a little wider than two of the characters that column widths are counted in."""

_PAGE_WIDTH, _UPRIGHT_WIDTH = 96.0, 66.0
"""Characters that A4 holds beside each other at full size, across and upright, whatever the default font is replaced by."""

_ONE_LINE = frozenset({"name", "id"})
_CALCULATED_BY = 191029
"""The calculation engine of Excel 2019 and later: with an older one Excel computes anew and asks to save on closing."""


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
    cached: dict[str, dict[str, Cached]] = {}
    done, total = 0, sum(len(sheet.rows) for sheet in sheets)
    for sheet in sheets:
        stop_if(cancelled)
        worksheet = workbook.create_sheet(sheet.name)
        worksheet.sheet_format.defaultRowHeight = sheet.row_height or _DEFAULT_HEIGHT
        worksheet.sheet_format.customHeight = True
        _write_head(worksheet, sheet, styles)
        values = cached[worksheet.title] = {}
        widths = list(sheet.widths)
        for at in range(0, len(sheet.rows), _ROWS_BETWEEN_LOOKS):
            stop_if(cancelled)
            chunk = sheet.rows[at : at + _ROWS_BETWEEN_LOOKS]
            _write_rows(worksheet, FIRST_ROW + at, chunk, styles, values)
            _set_heights(worksheet, FIRST_ROW + at, chunk, sheet)
            _widen(widths, chunk)
            done += len(chunk)
            report_progress(done, total, progress)
        _set_up_page(worksheet, sheet, widths)
        _protect(worksheet, sheet)
        add_rules(worksheet, sheet)
        add_charts(worksheet, sheet)
    styles.done()
    _name_and_link(workbook, sheets)
    _set_properties(workbook, sheets, now or datetime.now(UTC))
    with replacing(path) as stream, ZipFile(stream, "w", ZIP_DEFLATED, allowZip64=True) as archive:
        Writer(workbook, archive, cached).write_data()


def _write_head(worksheet: Worksheet, sheet: Sheet, styles: CellStyles) -> None:
    for row, (text, style, height) in enumerate(((sheet.title, "title", 34), (sheet.subtitle, "subtitle", 22)), 1):
        cell: Any = worksheet.cell(row, 1, allowed(text))
        cell.data_type = "s"
        cell._style = styles.get(style, "", False)
        worksheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=len(sheet.widths))
        worksheet.row_dimensions[row].height = height


def _write_rows(
    worksheet: Worksheet, first: int, rows: tuple[Row, ...], styles: CellStyles, cached: dict[str, Cached]
) -> None:
    """The fast loop: one shared style array a look, no work for a cell beyond its value."""
    get, cell_at = styles.get, worksheet.cell
    for row, cells in enumerate(rows, first):
        for column, cell in enumerate(cells, 1):
            target: Any = cell_at(row, column)
            value = cell.value
            if cell.formula and value is not None:
                target.value = f"={cell.formula}"
                target._style = get(cell.style, cell.number_format, False)
                cached[target.coordinate] = value
            elif isinstance(value, str):
                value = allowed(value)
                target.value = value
                target.data_type = "s"  # whatever the text looks like
                target._style = get(cell.style, cell.number_format, value.startswith(_LIKE_A_FORMULA))
            else:
                if value is not None:
                    target.value = value
                target._style = get(cell.style, cell.number_format, False)


def _name_and_link(workbook: Workbook, sheets: tuple[Sheet, ...]) -> None:
    """Names of cells, then the links that lead to a name or to the top of a sheet."""
    places = {sheet.name: f"{_quoted(sheet.name)}!A1" for sheet in sheets}
    links: list[tuple[str, int, int, str]] = []
    for sheet in sheets:
        for row, cells in enumerate(sheet.rows, FIRST_ROW):
            for column, cell in enumerate(cells, 1):
                if cell.name:
                    letter = get_column_letter(column)
                    places[cell.name] = f"{_quoted(sheet.name)}!{letter}{row}"
                    whole = f"{_quoted(sheet.name)}!${letter}${row}"
                    workbook.defined_names[cell.name] = DefinedName(cell.name, attr_text=whole)
                if cell.link:
                    links.append((sheet.name, row, column, cell.link))
    for name, row, column, link in links:
        if link in places:
            target: Any = workbook[name].cell(row, column)
            target.hyperlink = Hyperlink(ref=target.coordinate, location=places[link])


def _quoted(sheet: str) -> str:
    return "'" + sheet.replace("'", "''") + "'"


def _protect(worksheet: Worksheet, sheet: Sheet) -> None:
    """Without a password: it keeps a hand from slipping, not a person from changing.  Widths and heights stay free, on
    a sheet to be filled in further rows as well.
    """
    if not sheet.protected:
        return
    protection: Any = worksheet.protection
    protection.sheet = True
    protection.formatColumns = protection.formatRows = False
    protection.insertRows = not sheet.hidden


def _set_heights(worksheet: Worksheet, first: int, rows: tuple[Row, ...], sheet: Sheet) -> None:
    """Make room for wrapped text: not every office program does so by itself when it opens a file.

    Rows of one line keep the default height, which grows as people type.
    """
    widths = [width / _HAN_SHARE for width in sheet.widths]
    offset = first - FIRST_ROW
    merged = {(row, m.left) for m in sheet.merges if m.top < m.bottom for row in range(m.top, m.bottom + 1)}
    across = {(m.top, m.left): sum(widths[m.left : m.right + 1]) for m in sheet.merges if m.top == m.bottom}
    for row, cells in enumerate(rows):
        lines = 1
        for column, cell in enumerate(cells):
            value = cell.value
            if (
                isinstance(value, str)
                and len(value) * 2 > widths[column]
                and cell.style not in _ONE_LINE
                and (offset + row, column) not in merged
            ):
                lines = max(lines, _lines_of(value, across.get((offset + row, column), widths[column])))
        if lines > 1:
            worksheet.row_dimensions[first + row].height = max(lines * _LINE_HEIGHT + _ROW_PADDING, sheet.row_height)


def _lines_of(text: str, width: float) -> int:
    """Lines that a text takes in a column; GBK has one byte for a half-width character and two for a whole one."""
    return sum(max(1, math.ceil(len(line.encode("gbk", "replace")) / width)) for line in text.split("\n"))


def _widen(widths: list[float], rows: tuple[Row, ...]) -> None:
    """Make room for numbers: what is too long for its column shows as ####."""
    for cells in rows:
        for column, cell in enumerate(cells):
            value = cell.value
            if isinstance(value, Decimal):
                decimals, around = _room_of(cell.number_format)
                digits = value.adjusted() + 2 if value.adjusted() > 0 else 2  # the sign, too
                if digits + decimals + around > widths[column]:
                    widths[column] = digits + decimals + around


@lru_cache(maxsize=512)
def _room_of(number_format: str) -> tuple[int, float]:
    """Room for the decimals with their point, and for the words of a format with the space beside a number."""
    positive = number_format.partition(";")[0]
    words = "".join(positive.split('"')[1::2])
    decimals = positive.partition(".")[2].count("0")
    return decimals + bool(decimals), 2 + len(words.encode("gbk", "replace")) * _HAN_SHARE


def _set_up_page(worksheet: Worksheet, sheet: Sheet, widths: list[float]) -> None:
    """A4 across, at most as wide as one page, header repeated, page x of y."""
    for column, width in enumerate(widths, 1):
        worksheet.column_dimensions[get_column_letter(column)].width = width
        worksheet.column_dimensions[get_column_letter(column)].hidden = column - 1 in sheet.hidden
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
    page.orientation, page.paperSize = "portrait" if sheet.portrait else "landscape", worksheet.PAPERSIZE_A4
    shown = sum(width for column, width in enumerate(widths) if column not in sheet.hidden)
    # LibreOffice enlarges what is narrower than the page.
    if shown > (_UPRIGHT_WIDTH if sheet.portrait else _PAGE_WIDTH):
        page.fitToWidth, page.fitToHeight = 1, 0
        worksheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    worksheet.print_options.horizontalCentered = True
    margins: Any = worksheet.page_margins
    margins.left = margins.right = 0.4
    margins.top, margins.bottom, margins.header, margins.footer = 0.7, 0.7, 0.3, 0.35
    for row in sheet.breaks:
        worksheet.row_breaks.append(Break(id=FIRST_ROW + row - 1))
    if sheet.mark:
        header: Any = worksheet.oddHeader
        header.left.text, header.left.size = one_line(sheet.mark).replace("&", "&&"), 12
    footer: Any = worksheet.oddFooter
    footer.center.text = "第 &P 页，共 &N 页"
    if sheet.foot:
        footer.left.text = one_line(sheet.foot).replace("&", "&&")


def _set_properties(workbook: Workbook, sheets: tuple[Sheet, ...], now: datetime) -> None:
    """Title and time; no name of a person or a program."""
    workbook.calculation = CalcProperties(calcId=_CALCULATED_BY, fullCalcOnLoad=False)
    properties: Any = workbook.properties
    properties.creator = properties.lastModifiedBy = None
    properties.title = allowed(sheets[0].title) if sheets else None
    properties.language = "zh-CN"
    properties.created = properties.modified = now.astimezone(UTC).replace(tzinfo=None, microsecond=0)
