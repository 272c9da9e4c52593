"""Workbooks and .csv from outside as grids of texts, and the refusals that tell what to do instead.

The content tells the format, not the extension.  Numbers come as plain digits without a float's residue
(`57926.181`), a cell shown as a percentage with its sign (`58.15%`), dates as ISO, errors as the text that the
office program shows.
"""

import csv
import io
import struct
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

from eduduty_desktop.errors import UserError
from eduduty_desktop.grid import Grid
from eduduty_desktop.office.cells import Limits, SheetCells, TooMuchError
from eduduty_desktop.office.compound import OLE, CompoundFile
from eduduty_desktop.office.files import read_bounded
from eduduty_desktop.office.ods import CONTENT, read_ods
from eduduty_desktop.office.package import ZIP, DamagedError, Package, locked
from eduduty_desktop.office.xls import LockedError, OlderError, read_xls
from eduduty_desktop.office.xlsx import read_xlsx

MOST_BYTES = 50 * 1024 * 1024
MOST_CSV_BYTES = 20 * 1024 * 1024
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_SAVE_AGAIN = "请用 WPS 或 Excel 打开后另存为 .xlsx，再导入一次。"
_NO_WORKBOOK = "不是 Excel 工作簿，或文件已损坏"
_DELIMITERS, _HEAD, _HEAD_LINES = ",\t;", 4000, 20
_PLAIN = frozenset({".csv", ".txt"})
_T = TypeVar("_T")


def read(path: Path) -> list[Grid]:
    """Every sheet as a grid, rows and columns counted from the sheet's first cell; see `office.read_grids`."""
    data = bytes_of(path)
    return in_words(path, lambda: _grids(path, data))


def bytes_of(path: Path) -> bytes:
    """The file's bytes.  Raises UserError if it is missing, empty or too large."""
    advice = f"请删去图片和用不着的工作表，缩到 {MOST_BYTES // 1024 // 1024} MB 以内再导入。"
    data = read_bounded(path, MOST_BYTES, if_larger=advice)
    if not data:
        raise UserError("文件是空的", what_to_do="请重新取得这个文件再导入。", place=path.name)
    return data


def compound_sheets(path: Path, data: bytes) -> list[SheetCells]:
    """The sheets of an .xls; raises what `in_words` puts in words."""
    if is_encrypted(data):
        raise locked(path)
    file = CompoundFile(data)
    if "Workbook" in file:
        return read_xls(file.read("Workbook"))
    if "Book" in file:
        raise OlderError
    raise DamagedError("no workbook")


def package_sheets(package: Package) -> list[SheetCells]:
    """The sheets of an .xlsx or .ods; raises what `in_words` puts in words."""
    workbook = package.main_part()
    if workbook and package.root_name(workbook) == "workbook":
        return read_xlsx(package, workbook)
    if CONTENT in package:
        return read_ods(package)
    raise DamagedError("no workbook")


def csv_grid(path: Path, data: bytes) -> Grid:
    """A .csv as one grid.  Raises UserError or TooMuchError."""
    if len(data) > MOST_CSV_BYTES:
        raise TooMuchError(f".csv 文件超过 {MOST_CSV_BYTES // 1024 // 1024} MB")
    return Grid(path.stem, tuple(_csv_rows(path, data)))


def is_encrypted(data: bytes) -> bool:
    """Whether a compound file holds nothing but a locked office file."""
    return data.startswith(OLE) and _ENCRYPTED in data


def in_words(path: Path, read: Callable[[], _T], refusal: str = _NO_WORKBOOK, advice: str = _SAVE_AGAIN) -> _T:
    """What `read` returns, its refusals in words."""
    try:
        return read()
    except LockedError as error:
        raise locked(path) from error
    except OlderError as error:
        raise UserError("是 Excel 97 以前的工作簿，太旧了", what_to_do=_SAVE_AGAIN, place=path.name) from error
    except TooMuchError as error:
        raise UserError(
            str(error), what_to_do="请把有用的内容复制到一个新的文件，再导入一次。", place=path.name
        ) from error
    except (DamagedError, struct.error, IndexError, ValueError) as error:
        raise UserError(refusal, what_to_do=advice, place=path.name) from error


def _grids(path: Path, data: bytes) -> list[Grid]:
    if data.startswith(OLE):
        sheets = compound_sheets(path, data)
    elif data.startswith(ZIP):
        with Package(path, data) as package:
            sheets = package_sheets(package)
    elif path.suffix.lower() in _PLAIN:
        return [csv_grid(path, data)]
    else:
        raise UserError("不是 Excel 工作簿，也不是 .csv", what_to_do=_SAVE_AGAIN, place=path.name)
    return [one.grid() for one in sheets]


def _csv_rows(path: Path, data: bytes) -> Iterator[tuple[str, ...]]:
    text = _decoded(path, data)
    head = text[:_HEAD].split("\n", _HEAD_LINES)[:_HEAD_LINES]
    # What stands in most of the first lines; titles above a table have none.
    delimiter = max(_DELIMITERS, key=lambda mark: sum(mark in line for line in head))
    limits = Limits()
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True):
            for cell in row:
                limits.take(cell)
            yield tuple(row)
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
