"""Formulas of written workbooks: their cached values, and what LibreOffice makes of them on its own."""

import re
import zipfile
from pathlib import Path
from typing import Any

import openpyxl

Cells = dict[tuple[str, str], Any]
_CACHED = re.compile(rb"(</f>)<v>[^<]*</v>")


def formulas(file: Path) -> dict[tuple[str, str], str]:
    """Formula by sheet and cell."""
    return {
        (s.title, c.coordinate): c.value for s in openpyxl.load_workbook(file) for c in _of(s) if c.data_type == "f"
    }


def values(file: Path) -> Cells:
    """Cached or plain value by sheet and cell."""
    return {(s.title, c.coordinate): c.value for s in openpyxl.load_workbook(file, data_only=True) for c in _of(s)}


def _of(sheet: Any) -> list[Any]:
    return [cell for row in sheet.iter_rows() for cell in row]


def stripped(file: Path, target: Path) -> Path:
    """A copy whose formulas have no cached values: an office program must calculate them."""
    with zipfile.ZipFile(file) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as copy:
        for name in source.namelist():
            data = source.read(name)
            copy.writestr(name, _CACHED.sub(rb"\1", data) if name.startswith("xl/worksheets/sheet") else data)
    return target


def agree(one: Any, other: Any) -> bool:
    """Equal, numbers but for the noise of binary fractions."""
    if isinstance(one, int | float) and isinstance(other, int | float):
        return abs(one - other) <= 1e-9 * max(1.0, abs(one))
    return bool(one == other)
