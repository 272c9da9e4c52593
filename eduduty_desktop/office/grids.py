"""Workbooks and .csv from outside as grids of texts, and the refusals that tell what to do instead.

Numbers come as plain digits without a float's residue (`57926.181`), a cell shown as a percentage with its sign
(`58.15%`), dates as ISO, errors as the text that the office program shows.
"""

import csv
import io
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError

from eduduty_desktop.errors import UserError
from eduduty_desktop.grid import Grid, Merge
from eduduty_desktop.office.files import read_bounded
from eduduty_desktop.office.xlsx_scan import WorkbookScan, scan_xlsx

MOST_BYTES = 50 * 1024 * 1024
MOST_CELLS = 5_000_000
SIGNIFICANT_DIGITS = 15
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_SAVE_AGAIN = "请用 WPS 或 Excel 打开后另存为 .xlsx，再导入一次。"


def read(path: Path) -> list[Grid]:
    """Every sheet as a grid, rows and columns counted from the sheet's first cell; see `office.read_grids`."""
    data = _bytes_of(path)
    if data.startswith(_OLE):
        if _ENCRYPTED in data:
            raise _locked(path)
        return _read_workbook(path, data, None)
    if data.startswith(_ZIP):
        scan = scan_xlsx(path, data)
        if scan.most_cells > MOST_CELLS:
            raise UserError(
                "工作表的范围太大（可能在很远的格子里有多余内容）",
                what_to_do="请把有用的内容复制到一个新的工作簿，再导入一次。",
                place=path.name,
            )
        return _read_workbook(path, data, scan)
    if path.suffix.lower() in {".csv", ".txt"}:
        return [Grid(path.stem, _csv_rows(path, data))]
    raise UserError("不是 Excel 工作簿，也不是 .csv", what_to_do=_SAVE_AGAIN, place=path.name)


def plain_text(value: object) -> str:
    """A cell's value as a grid holds it."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return plain_number(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(sep=" ", timespec="seconds")
    if isinstance(value, (date, time)):
        return value.isoformat()
    if isinstance(value, timedelta):
        return str(value)
    return str(value)


def plain_number(value: float) -> str:
    """`57926.181`, `3`, `0.3` for 0.30000000000000004: as many digits as a workbook keeps, never an exponent."""
    if value != value or value in (float("inf"), float("-inf")):
        return "#NUM!"
    digits = f"{Decimal(f'{value:.{SIGNIFICANT_DIGITS}g}'):f}"
    plain = digits.rstrip("0").rstrip(".") if "." in digits else digits
    return "0" if plain in {"-0", ""} else plain


def _bytes_of(path: Path) -> bytes:
    advice = f"请删去图片和用不着的工作表，缩到 {MOST_BYTES // 1024 // 1024} MB 以内再导入。"
    data = read_bounded(path, MOST_BYTES, if_larger=advice)
    if not data:
        raise UserError("文件是空的", what_to_do="请重新取得这个文件再导入。", place=path.name)
    return data


def _read_workbook(path: Path, data: bytes, scan: WorkbookScan | None) -> list[Grid]:
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(data)) as workbook:
            return [_grid(workbook.get_sheet_by_name(name), scan) for name in workbook.sheet_names]
    except PasswordError as error:
        raise _locked(path) from error
    except (CalamineError, OSError, ValueError) as error:
        raise UserError("不是 Excel 工作簿，或文件已损坏", what_to_do=_SAVE_AGAIN, place=path.name) from error


def _grid(sheet: CalamineSheet, scan: WorkbookScan | None) -> Grid:
    percentages = scan.percentages.get(sheet.name, frozenset()) if scan else frozenset()
    rows = [[plain_text(value) for value in row] for row in sheet.to_python(skip_empty_area=False)]
    for (row, column), text in (scan.errors.get(sheet.name, {}) if scan else {}).items():
        if row < len(rows) and column < len(rows[row]):
            rows[row][column] = text
    for row, column in percentages:
        if row < len(rows) and column < len(rows[row]) and _is_number(rows[row][column]):
            rows[row][column] = _percentage(rows[row][column])
    merges = tuple(Merge(*first, *last) for first, last in sheet.merged_cell_ranges or ())
    return Grid(sheet.name, tuple(tuple(row) for row in rows), merges)


def _percentage(text: str) -> str:
    return plain_number(float(Decimal(text) * 100)) + "%"


def _is_number(text: str) -> bool:
    return bool(text) and text.removeprefix("-").replace(".", "", 1).isdecimal()


def _csv_rows(path: Path, data: bytes) -> tuple[tuple[str, ...], ...]:
    text = _decoded(path, data)
    head = text.partition("\n")[0]
    delimiter = "\t" if "\t" in head and "," not in head else ","
    try:
        return tuple(tuple(row) for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise UserError(f".csv 文件的格式有误（{error}）", what_to_do=_SAVE_AGAIN, place=path.name) from error


def _decoded(path: Path, data: bytes) -> str:
    """UTF-8 with or without mark, UTF-16 with it, else what Chinese Windows writes."""
    encodings = ("utf-16",) if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "gb18030")
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise UserError("认不出 .csv 文件的文字编码", what_to_do=_SAVE_AGAIN, place=path.name)


def _locked(path: Path) -> UserError:
    return UserError("文件有打开密码", what_to_do="请用 WPS 或 Excel 去掉打开密码后另存，再导入一次。", place=path.name)
