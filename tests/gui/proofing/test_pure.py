"""What needs no window: positions in UTF-16, marks, the list of reports proved last."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QTextCursor, QTextDocument
from pytestqt.qtbot import QtBot

from eduduty_desktop.framework import Severity
from eduduty_desktop.gui.proofing.marks import Marks
from eduduty_desktop.gui.proofing.positions import Positions, shown
from eduduty_desktop.gui.proofing.recents import MOST, forget_report, recent_reports, remember_report
from eduduty_desktop.gui.settings import Settings
from eduduty_desktop.proof import Span
from eduduty_desktop.workspace.proofing import Group, Item, items_of
from tests.workspace.proofs import example


@given(st.text(st.sampled_from("共6所\n\r\t 😀𠀀\u2028\u2029\x00\ufdd0\ufdd1\x0b\x0c\x85é"), max_size=40))
def test_every_character_is_found_again_in_the_document(text: str) -> None:
    document = QTextDocument()
    QTextCursor(document).insertText(shown(text))
    positions = Positions(text)
    assert document.characterCount() - 1 == positions.in_document(len(text))
    assert document.blockCount() == text.count("\n") + 1
    for offset in range(len(text) + 1):
        position = positions.in_document(offset)
        assert positions.in_text(position) == offset
        block = document.findBlock(position)
        assert block.blockNumber() == text.count("\n", 0, offset)
    for offset, char in enumerate(text):
        if char > "\uffff":
            assert positions.in_text(positions.in_document(offset) + 1) == offset


def item(group: Group, *places: tuple[int, int]) -> Item:
    spans = tuple(Span(start, end, "") for start, end in places)
    return Item(group, Severity.HINT, 1, spans, spans[0], "", "", "")


def test_a_figure_of_several_findings_shows_the_gravest() -> None:
    marks = Marks([item(Group.CONTRADICTION, (5, 9), (20, 24)), item(Group.SOUND, (5, 9), (12, 15))])
    assert [(mark.start, mark.group, mark.item) for mark in marks.all] == [
        (5, Group.CONTRADICTION, 0),
        (12, Group.SOUND, 1),
        (20, Group.CONTRADICTION, 0),
    ]


def test_the_graver_and_shorter_of_two_that_overlap_is_meant() -> None:
    marks = Marks([item(Group.SOUND, (4, 8)), item(Group.RESIDUE, (0, 30)), item(Group.RESIDUE, (4, 6))])
    found = [marks.at(at) for at in (2, 5, 7, 31)]
    assert [mark.item if mark else None for mark in found] == [1, 2, 1, None]


@given(
    st.lists(st.tuples(st.integers(0, 60), st.integers(1, 30)).map(lambda p: (p[0], p[0] + p[1])), max_size=12),
    st.integers(0, 90),
    st.integers(0, 30),
)
def test_the_marks_in_sight_are_those_that_touch_the_range(
    places: list[tuple[int, int]], start: int, length: int
) -> None:
    marks = Marks([item(Group.SOUND, place) for place in places])
    wanted = [mark for mark in marks.all if mark.start <= start + length and mark.end >= start]
    assert marks.between(start, start + length) == wanted


def test_every_figure_of_a_finding_is_marked() -> None:
    items = items_of(example())
    marked = {(mark.start, mark.end) for mark in Marks(items).all}
    assert marked == {(span.start, span.end) for one in items for span in one.spans}


@pytest.mark.usefixtures("qapp")
def test_reports_are_remembered_newest_first(settings: Settings, tmp_path: Path, qtbot: QtBot) -> None:
    assert recent_reports(settings) == []
    for number in range(MOST + 2):
        remember_report(settings, tmp_path / f"{number}.txt")
    remember_report(settings, tmp_path / "5.txt")
    assert [path.stem for path in recent_reports(settings)] == ["5", "9", "8", "7", "6", "4", "3", "2"]
    forget_report(settings, tmp_path / "9.txt")
    assert "9.txt" not in [path.name for path in recent_reports(settings)]
    settings.set_text("proofing/recent", "[1")
    assert recent_reports(settings) == []
