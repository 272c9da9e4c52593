"""openpyxl's writer, with the cached values of formulas filled as each sheet goes into the archive."""

from collections.abc import Mapping
from typing import Any
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
        self._cached = cached

    def write_worksheet(self, ws: Any) -> None:  # noqa: D102 – openpyxl's own, with the values filled
        ws._drawing = SpreadsheetDrawing()
        ws._drawing.charts, ws._drawing.images = ws._charts, ws._images
        writer = WorksheetWriter(ws)
        try:
            writer.write()
            ws._rels = writer._rels
            values = self._cached.get(ws.title)
            if values:
                part = ZipInfo.from_file(writer.out, ws.path[1:])
                part.compress_type = self._archive.compression
                with open(writer.out, "rb") as source, self._archive.open(part, "w") as target:
                    fill(source, target, values)
            else:
                self._archive.write(writer.out, ws.path[1:])
        finally:
            writer.cleanup()
        self.manifest.append(ws)
