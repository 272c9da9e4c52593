"""A look into an .xlsx before it is read: is it safe to unpack, and which cells are shown as percentages.

The reading library gives values without their number formats: a cell in which a department typed 58.15%
holds 0.5815, and only its format tells.
"""

import io
import posixpath
import re
import zipfile
import zlib
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from eduduty_desktop.errors import UserError

MOST_UNPACKED = 300 * 1024 * 1024
_BUILT_IN_PERCENT = frozenset({9, 10})
_LITERAL = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')
_CELL = re.compile(rb"<(?:\w+:)?c\b([^>]*)>")
_ATTRIBUTE = re.compile(rb'\b([rst])\s*=\s*["\']([^"\']*)["\']')
_VALUE = re.compile(rb"<(?:\w+:)?v>(#[^<]{1,20})<")
_FARTHEST_VALUE = 9000  # a formula of at most 8,192 characters stands between
_REFERENCE = re.compile(rb"([A-Z]{1,3})(\d{1,7})")
_ANY = "{*}"  # the transitional and the strict namespace
_SAVE_AGAIN = "请用 WPS 或 Excel 打开后另存为 .xlsx，再导入一次。"

Place = tuple[int, int]


@dataclass(slots=True)
class WorkbookScan:
    """By sheet name, the cells (row, column from 0) shown as percentages, and the error texts of others.

    `most_cells` is the area of the widest-spread sheet.
    """

    percentages: dict[str, frozenset[Place]] = field(default_factory=dict)
    errors: dict[str, dict[Place, str]] = field(default_factory=dict)
    most_cells: int = 0


def scan_xlsx(path: Path, data: bytes) -> WorkbookScan:
    """Look into a zipped workbook.

    Raises UserError if it is damaged or would unpack to more than `MOST_UNPACKED` bytes.  Other zipped
    workbooks (.ods, .xlsb) give an empty scan.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > MOST_UNPACKED:
                raise UserError(
                    "文件展开后太大，可能不是正常的工作簿", what_to_do="请向提供单位核实后重新取得。", place=path.name
                )
            return _scan(archive)
    except (zipfile.BadZipFile, zlib.error, EOFError, KeyError, NotImplementedError, RuntimeError) as error:
        raise _damaged(path) from error
    except (etree.XMLSyntaxError, ValueError, OSError) as error:
        raise _damaged(path) from error


def _scan(archive: zipfile.ZipFile) -> WorkbookScan:
    names = set(archive.namelist())
    scan = WorkbookScan()
    if not {"xl/workbook.xml", "xl/_rels/workbook.xml.rels"} <= names:
        return scan
    styles = _percent_styles(archive) if "xl/styles.xml" in names else frozenset()
    for name, part in _sheets(archive):
        if part in names:
            scan.percentages[name], scan.errors[name], cells = _scan_sheet(archive.read(part), styles)
            scan.most_cells = max(scan.most_cells, cells)
    return scan


def _parse(archive: zipfile.ZipFile, part: str) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    return etree.fromstring(archive.read(part), parser)


def _sheets(archive: zipfile.ZipFile) -> list[tuple[str, str]]:
    targets = {one.get("Id"): one.get("Target", "") for one in _parse(archive, "xl/_rels/workbook.xml.rels")}
    found = []
    for sheet in _parse(archive, "xl/workbook.xml").iter(f"{_ANY}sheet"):
        link = next((value for name, value in sheet.attrib.items() if str(name).endswith("}id")), None)
        target = targets.get(link, "")
        part = target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"xl/{target}")
        found.append((sheet.get("name", ""), part))
    return found


def _percent_styles(archive: zipfile.ZipFile) -> frozenset[bytes]:
    """Indices of the cell formats whose number format has a percent sign that is not mere text."""
    root = _parse(archive, "xl/styles.xml")
    percent = set(_BUILT_IN_PERCENT)
    for one in root.iter(f"{_ANY}numFmt"):
        if "%" in _LITERAL.sub("", one.get("formatCode", "")):
            percent.add(int(one.get("numFmtId", "-1")))
        else:
            percent.discard(int(one.get("numFmtId", "-1")))
    formats = root.find(f"{_ANY}cellXfs")
    found = [one for one in formats if isinstance(one.tag, str)] if formats is not None else []
    return frozenset(b"%d" % at for at, one in enumerate(found) if int(one.get("numFmtId", "0")) in percent)


def _scan_sheet(xml: bytes, styles: frozenset[bytes]) -> tuple[frozenset[Place], dict[Place, str], int]:
    places: list[Place] = []
    errors: dict[Place, str] = {}
    last_row = last_column = 0
    for match in _CELL.finditer(xml):
        attributes = dict(_ATTRIBUTE.findall(match[1]))
        reference = _REFERENCE.fullmatch(attributes.get(b"r", b""))
        if reference is None:
            continue
        row, column = int(reference[2]), _column(reference[1])
        last_row, last_column = max(last_row, row), max(last_column, column)
        kind = attributes.get(b"t", b"n")
        if kind == b"e":
            value = _VALUE.search(xml, match.end(), match.end() + _FARTHEST_VALUE)
            errors[row - 1, column - 1] = value[1].decode("ascii", "replace") if value else "#N/A"
        elif kind == b"n" and attributes.get(b"s") in styles:
            places.append((row - 1, column - 1))
    return frozenset(places), errors, last_row * last_column


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _damaged(path: Path) -> UserError:
    return UserError("不是 Excel 工作簿，或文件已损坏", what_to_do=_SAVE_AGAIN, place=path.name)
