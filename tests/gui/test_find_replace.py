"""查找和替换 in the window: hits, leading there, one undo step, linked figures left alone."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from eduduty_desktop.draft import Finding, Key
from eduduty_desktop.draft.records import Narrative, Text
from eduduty_desktop.gui.find_replace import FindReplace
from eduduty_desktop.gui.find_text import Part
from eduduty_desktop.gui.main_window import MainWindow
from eduduty_desktop.workspace.session import Session

TEXT = Key("narratives", "s1.p1")
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def window(make_window: Callable[[], MainWindow], session: Session) -> MainWindow:
    session.edit(
        [
            (TEXT, Narrative("学校共{{school.total}}，学校好。")),
            (Key("headings", "s1.p2"), Text("学校述职")),
            (Key("cover", "recipient"), Text("某学校")),
        ],
        label="示例",
    )
    return make_window()


@pytest.fixture
def dialog(window: MainWindow, qtbot: QtBot) -> FindReplace:
    window.actions_by_name["replace"].trigger()
    found = window.findChild(FindReplace)
    assert found is not None
    qtbot.waitUntil(found.isVisible)
    return found


def test_ctrl_h_opens_one_dialog(window: MainWindow, dialog: FindReplace) -> None:
    assert [key.toString() for key in window.actions_by_name["replace"].shortcuts()] == ["Ctrl+H"]
    window.actions_by_name["replace"].trigger()
    assert window.findChildren(FindReplace) == [dialog]


def test_hits_are_listed_while_the_words_are_typed(dialog: FindReplace, qtbot: QtBot) -> None:
    dialog.wanted.setText("学校")
    qtbot.waitUntil(lambda: dialog.hits.topLevelItemCount() == 4)
    rows = [[dialog.hits.topLevelItem(n).text(c) for c in range(4)] for n in range(4)]  # type: ignore[union-attr]
    assert rows[0] == ["封面 主送机关", "某", "学校", ""]
    assert rows[1][1:] == ["", "学校", "共56所，学校好。"]
    assert rows[3][0] == "正文标题 一（二）述职"
    assert dialog.said.text() == "共 4 处。"
    dialog.wanted.setText("没有的词")
    qtbot.waitUntil(lambda: dialog.said.text() == "没有找到“没有的词”。")
    assert not dialog.all.isEnabled()


def test_enter_leads_from_hit_to_hit(window: MainWindow, dialog: FindReplace, qtbot: QtBot) -> None:
    dialog.wanted.setText("学校")
    dialog.search()
    with qtbot.waitSignal(dialog.chosen) as told:
        QTest.keyClick(dialog.wanted, Qt.Key.Key_Return)
    (hit,) = told.args
    assert hit.field.part is Part.NARRATIVE
    assert window.node == "s1.p1"
    place = window.page.places[-1]  # type: ignore[attr-defined]
    assert (place.table, place.row, place.start, place.end) == ("narratives", "s1.p1", 0, 2)


def test_replacing_all_is_one_step(dialog: FindReplace, session: Session) -> None:
    before = session.draft
    dialog.wanted.setText("学校")
    dialog.by.setText("中小学")
    dialog.all.click()
    dialog.search()
    assert session.draft.text("narratives", "s1.p1") == "学校共{{school.total}}，学校好。".replace("学校", "中小学")
    assert session.draft.text("headings", "s1.p2") == "中小学述职"
    assert session.undo_label == "替换“学校” 4 处"
    session.undo()
    assert session.draft == before


def test_one_hit_is_replaced_and_the_next_is_shown(dialog: FindReplace, session: Session, qtbot: QtBot) -> None:
    dialog.wanted.setText("学校")
    dialog.search()
    dialog.go_next()
    with qtbot.waitSignal(dialog.chosen) as told:
        dialog.one.click()
    assert session.draft.text("narratives", "s1.p1") == "共{{school.total}}，学校好。"
    assert told.args[0].before == "共56所，"


def test_linked_figures_are_found_and_never_torn(dialog: FindReplace, session: Session) -> None:
    before = session.draft
    dialog.wanted.setText("56所")
    dialog.search()
    assert dialog.hits.topLevelItem(0).text(2) == "56所（关联）"  # type: ignore[union-attr]
    assert dialog.said.text() == "共 1 处，其中 1 处含关联数据，不会替换。"
    assert not dialog.one.isEnabled()
    assert not dialog.all.isEnabled()
    dialog.replace_all()
    assert session.draft == before
    assert "1 处含关联数据，没有动" in dialog.said.text()


def test_every_control_has_a_name(dialog: FindReplace) -> None:
    assert dialog.wanted.accessibleName()
    assert dialog.by.accessibleName()
    assert dialog.hits.accessibleName()


def test_findings_are_handed_to_the_page(window: MainWindow) -> None:
    marked: tuple[Finding, ...] = tuple(window.page.marked)  # type: ignore[attr-defined]
    assert marked == tuple(window.panel.standing)
    assert marked
