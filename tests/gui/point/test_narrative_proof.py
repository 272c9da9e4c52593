"""Figures are proved while they are written: sound ones are marked, tooltips show the arithmetic."""

import pytest
from PySide6.QtGui import QTextCharFormat
from pytestqt.qtbot import QtBot

from eduduty_desktop.draft import Key
from eduduty_desktop.draft.records import Narrative
from eduduty_desktop.gui.point import PointPage
from eduduty_desktop.gui.point.narrative_block import NarrativeBlock
from eduduty_desktop.workspace.session import Session
from tests.gui.point.example import session

KEY = Key("narratives", "s1.p1")
SOUND = "全县有小学12所、初中8所，共20所。"
WRONG = "现有教职工3137名，其中义务教育阶段教职工2342人，非义务教育阶段教职工780人。"
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def opened() -> Session:
    return session(staff_total="3137")


@pytest.fixture
def block(qtbot: QtBot, opened: Session) -> NarrativeBlock:
    page = PointPage(opened)
    qtbot.addWidget(page)
    page.resize(760, 900)
    page.show_node("s1.p1")
    with qtbot.waitExposed(page):
        page.show()
    return next(block for block in page.blocks if isinstance(block, NarrativeBlock))


def write(qtbot: QtBot, block: NarrativeBlock, text: str) -> None:
    with qtbot.waitSignal(block.assist.proof.settled):
        block.editor.replace(0, len(block.editor.toPlainText()), text)


def marked(block: NarrativeBlock, style: QTextCharFormat.UnderlineStyle) -> list[str]:
    return [
        selection.cursor.selectedText()
        for selection in block.editor.extraSelections()
        if selection.format.underlineStyle() is style
    ]


def test_figures_that_agree_are_quietly_marked(qtbot: QtBot, block: NarrativeBlock) -> None:
    write(qtbot, block, SOUND)
    assert marked(block, QTextCharFormat.UnderlineStyle.SingleUnderline) == ["12所", "8所", "20所"]
    words = block.assist.proof.words_at(SOUND.index("20所") + 1)
    assert "12所" in words
    assert "20所" in words
    assert block.assist.proof.words_at(0) == ""


def test_a_figure_that_no_longer_agrees_loses_its_mark_and_says_why(qtbot: QtBot, block: NarrativeBlock) -> None:
    write(qtbot, block, SOUND)
    write(qtbot, block, WRONG)
    assert marked(block, QTextCharFormat.UnderlineStyle.SingleUnderline) == []
    assert "差15" in block.assist.proof.words_at(WRONG.index("3137") + 1)


def test_marks_follow_the_text_and_a_change_from_elsewhere(
    qtbot: QtBot, block: NarrativeBlock, opened: Session
) -> None:
    write(qtbot, block, SOUND)
    with qtbot.waitSignal(block.assist.proof.settled):
        opened.edit([(KEY, Narrative(f"前言。{SOUND}"))], label="改")
        block.refresh(frozenset({KEY}))
    assert marked(block, QTextCharFormat.UnderlineStyle.SingleUnderline) == ["12所", "8所", "20所"]


def test_a_linked_figure_is_proved_as_it_is_printed(qtbot: QtBot, block: NarrativeBlock, opened: Session) -> None:
    text = "现有教职工{{staff.total}}，其中男教职工2342人，女教职工795人。"
    with qtbot.waitSignal(block.assist.proof.settled):
        opened.edit([(KEY, Narrative(text))], label="写")
        block.refresh(frozenset({KEY}))
    chip = block.editor.toPlainText().index("\ufffc")
    assert "2342" in block.assist.proof.words_at(chip)
