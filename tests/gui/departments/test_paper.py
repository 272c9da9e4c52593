"""Sheets on paper: a page each, what is merged is one cell, hostile words stay words."""

from datetime import date
from pathlib import Path

from PySide6.QtCore import QMarginsF
from PySide6.QtGui import QPageLayout, QPageSize, QPdfWriter, QTextTable
from pytestqt.qtbot import QtBot

from eduduty_desktop.document.sheets import Cell, Sheet
from eduduty_desktop.gui.departments.paper import document_of, html_of
from eduduty_desktop.workspace import slips
from tests.document.task_example import FINANCE, STAFF, task_draft
from tests.document.test_slips import RECORDS

TODAY = date(2026, 3, 20)


def test_every_department_has_a_page(qtbot: QtBot, tmp_path: Path) -> None:
    del qtbot
    sheets = slips.slips(task_draft(*RECORDS), TODAY, [STAFF, FINANCE])
    assert len(sheets) == 2
    path = tmp_path / "对数单.pdf"
    writer = QPdfWriter(str(path))
    page = QPageSize(QPageSize.PageSizeId.A4)
    margins = QMarginsF(4, 4, 4, 4)
    writer.setPageLayout(QPageLayout(page, QPageLayout.Orientation.Landscape, margins, QPageLayout.Unit.Millimeter))
    document_of(sheets).print_(writer)
    del writer
    assert path.read_bytes().count(b"/Type /Page\n") == 2


def test_merged_cells_are_one_and_signatures_stand_below(qtbot: QtBot) -> None:
    del qtbot
    (sheet,) = slips.slips(task_draft(*RECORDS), TODAY, [STAFF])
    document = document_of([sheet])
    tables = [frame for frame in document.rootFrame().childFrames() if isinstance(frame, QTextTable)]
    figures, signatures = tables
    assert figures.columns() == len(sheet.widths)
    assert figures.cellAt(1, 1).rowSpan() == 2
    assert "确认数" in document.toPlainText()
    words = "".join(document.toPlainText().split())
    assert words.index("经办人") < words.index("审核人") < words.index("日期：年月日")
    assert signatures.columns() == 4


def test_hostile_words_are_words() -> None:
    sheet = Sheet("x", "<b>标题", "副题&", (10.0,), ((Cell("头", "header"),), (Cell("<script>=1+1"),)))
    html = html_of(sheet)
    assert "<script>" not in html
    assert "&lt;script&gt;=1+1" in html
    assert "&lt;b&gt;标题" in html
