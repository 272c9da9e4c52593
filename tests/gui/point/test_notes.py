"""备忘: folded until something is noted, and never in anything that is exported."""

import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from eduduty_desktop.draft import Key
from eduduty_desktop.draft.records import Text
from eduduty_desktop.gui.point import PointPage
from eduduty_desktop.gui.point.notes_block import PROMISE, NotesBlock
from eduduty_desktop.workspace.exporting import export
from tests.gui.point.example import session

SECRET = "向王主任要回执qxz"


def test_a_note_is_kept_and_unfolds_where_there_is_one(qtbot: QtBot) -> None:
    opened = session()
    page = PointPage(opened)
    qtbot.addWidget(page)
    page.show_node("s1.p1")
    with qtbot.waitExposed(page):
        page.show()
    block = page.blocks[-1]
    assert isinstance(block, NotesBlock)
    assert not block.text.isVisible()
    block.fold.click()
    QTest.keyClicks(block.text, "ask")
    assert opened.record(Key("notes", "s1.p1")) == Text("ask")
    for node in ("s1", "profile", "s1.p1"):
        page.show_node(node)
        again = page.blocks[-1]
        assert isinstance(again, NotesBlock)
        assert again.text.isVisible() is (node == "s1.p1")
    assert PROMISE in again.fold.accessibleName()
    opened.undo()
    assert again.text.toPlainText() == ""


@pytest.mark.parametrize("edition", ["review", "final", "public"])
def test_a_note_is_in_no_exported_file(tmp_path: Path, edition: str) -> None:
    opened = session(staff_total="12")
    notes = [(Key("notes", node), Text(SECRET)) for node in ("s1.p1", "s1", "profile")]
    opened.edit(notes, label="写备忘")
    now = datetime(2022, 3, 1, tzinfo=UTC)
    files = export(opened.draft, (), tmp_path, edition=edition, now=now)
    assert files
    found = 0
    for file in files:
        parts = [file.path.read_bytes()]
        if zipfile.is_zipfile(file.path):
            with zipfile.ZipFile(file.path) as packed:
                parts += [packed.read(name) for name in packed.namelist()]
        assert not any(SECRET.encode(code) in part for part in parts for code in ("utf-8", "gbk", "utf-16-le"))
        found += any("教师队伍".encode() in part for part in parts)
    assert found, "the search would find what is there"
