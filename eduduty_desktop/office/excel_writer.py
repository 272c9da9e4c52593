"""openpyxl's writer, with the cached values of formulas filled as each sheet goes into the archive."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, BinaryIO, cast
from zipfile import ZipFile, ZipInfo

from openpyxl.drawing.spreadsheet_drawing import SpreadsheetDrawing
from openpyxl.workbook import Workbook
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.writer.excel import ExcelWriter

from eduduty_desktop.office.formula_cache import Cached, fill


class Writer(ExcelWriter):
    """Writes a workbook; `cached` holds, by sheet and cell, what every formula comes to."""

    def __init__(self, workbook: Workbook, archive: ZipFile, cached: Mapping[str, Mapping[str, Cached]]) -> None:
        super().__init__(workbook, archive)
        self._into = archive
        self._cached = cached

    def write_worksheet(self, ws: Any) -> None:
        """As openpyxl does it: written to a temporary file first, from there into the archive."""
        ws._drawing = SpreadsheetDrawing()
        ws._drawing.charts, ws._drawing.images = ws._charts, ws._images
        writer: Any = WorksheetWriter(ws)
        try:
            writer.write()
            ws._rels = writer._rels
            self._put(Path(writer.out), ws.path[1:], self._cached.get(ws.title, {}))
        finally:
            writer.cleanup()
        self.manifest.append(ws)

    def _put(self, file: Path, name: str, values: Mapping[str, Cached]) -> None:
        if not values:
            self._into.write(file, name)
            return
        part = ZipInfo.from_file(file, name)
        part.compress_type = self._into.compression
        with file.open("rb") as source, self._into.open(part, "w") as target:
            fill(source, cast(BinaryIO, target), values)
