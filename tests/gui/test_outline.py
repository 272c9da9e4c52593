"""The outline: marks follow states, counts follow findings, the search finds by words, number and label."""

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from eduduty_desktop.draft import PROFILE, Draft, Key
from eduduty_desktop.draft.records import PointState, Status, Text
from eduduty_desktop.framework import Framework
from eduduty_desktop.gui.look import Look
from eduduty_desktop.gui.main_window import MainWindow
from eduduty_desktop.gui.marks import Mark
from eduduty_desktop.gui.navigation import neighbour, next_open
from eduduty_desktop.gui.outline import Outline
from eduduty_desktop.gui.outline_model import COUNTS, COVER, MARK, NODE, PROBLEMS, PROGRESS, order_of, pages_of
from eduduty_desktop.gui.search import Hit, find_pages
from eduduty_desktop.workspace.session import Session


def set_state(session: Session, point: str, status: Status, reason: str = "") -> None:
    session.edit([(Key("states", point), PointState(status, reason))], label="改状态")


@pytest.fixture
def outline(qtbot: QtBot, session: Session, look: Look) -> Outline:
    outline = Outline(session, look)
    qtbot.addWidget(outline)
    return outline


def shown_nodes(outline: Outline) -> list[str]:
    def walk(parent: QModelIndex) -> list[str]:
        found = []
        for row in range(outline.model.rowCount(parent)):
            index = outline.model.index(row, 0, parent)
            if not outline.tree.isRowHidden(row, parent):
                found += [index.data(NODE), *walk(index)]
        return found

    return walk(QModelIndex())


def test_the_outline_lists_every_page_in_order(outline: Outline, framework: Framework) -> None:
    assert shown_nodes(outline) == pages_of(framework)
    texts = [outline.model.index_of(node).data() for node in (COVER, PROFILE, "s1", "s1.p1", PROBLEMS)]
    assert texts == ["封面信息", "基本情况", "一 党的领导", "（一）领导小组", "存在问题"]


@pytest.mark.parametrize(
    ("status", "mark"),
    [
        (Status.REPORTED, Mark.REPORTED),
        (Status.LACKING, Mark.LACKING),
        (Status.CHECKED, Mark.CHECKED),
        (Status.FINAL, Mark.FINAL),
        (Status.NOT_APPLICABLE, Mark.NOT_APPLICABLE),
    ],
)
def test_a_mark_follows_its_point(outline: Outline, session: Session, status: Status, mark: Mark) -> None:
    index = outline.model.index_of("s1.p1")
    assert index.data(MARK) is Mark.EMPTY
    set_state(session, "s1.p1", status)
    assert index.data(MARK) is mark
    assert status.value in index.data(Qt.ItemDataRole.AccessibleTextRole)
    session.undo()
    assert index.data(MARK) is Mark.EMPTY


def test_a_section_is_done_when_all_its_points_are(outline: Outline, session: Session) -> None:
    section = outline.model.index_of("s1")
    assert section.data(MARK) is Mark.EMPTY
    set_state(session, "s1.p1", Status.CHECKED)
    assert (section.data(MARK), section.data(PROGRESS)) == (Mark.STARTED, (1, 2))
    set_state(session, "s1.p2", Status.NOT_APPLICABLE)
    assert section.data(PROGRESS) == (1, 2)  # 不适用 without a reason is no answer
    set_state(session, "s1.p2", Status.NOT_APPLICABLE, "本市没有")
    assert (section.data(MARK), section.data(PROGRESS)) == (Mark.CHECKED, (2, 2))


def test_a_change_writes_only_the_items_that_it_touches(outline: Outline, session: Session) -> None:
    written: list[str] = []
    outline.model.itemChanged.connect(lambda item: written.append(item.data(NODE)))
    session.edit([(Key("headings", "s1.p1"), Text("标题"))], label="改标题")
    assert written == []
    set_state(session, "s1.p1", Status.CHECKED)
    assert set(written) == {"s1.p1", "s1"}


def test_counts_of_findings_reach_the_sections(window: MainWindow) -> None:
    model = window.outline.model
    assert model.index_of("s1.p1").data(COUNTS) == (1, 0)
    assert model.index_of("s2").data(COUNTS) == (1, 0)
    assert model.index_of(COVER).data(COUNTS) == (0, 0)
    assert "错误1处" in model.index_of("s1").data(Qt.ItemDataRole.AccessibleTextRole)


@pytest.mark.parametrize(
    ("text", "hits"),
    [
        ("", []),
        ("述职", [Hit("s1.p2")]),
        ("二（一）", [Hit("s2.p1")]),
        ("二(一)", [Hit("s2.p1")]),
        ("公务员", [Hit("s2.p1", "salary.servant")]),
        ("工资 公务员", [Hit("s2.p1", "salary.servant")]),
        ("组织部", [Hit("s1.p2")]),
        ("学校总数", [Hit(PROFILE, "school.total")]),
        ("主送机关", [Hit(COVER)]),
        ("没有的", []),
    ],
)
def test_search(draft: Draft, framework: Framework, text: str, hits: list[Hit]) -> None:
    assert find_pages(framework, draft, text) == hits


def test_search_finds_an_edited_heading(session: Session) -> None:
    session.edit([(Key("headings", "s2.p2"), Text("教辅材料专项治理"))], label="改标题")
    assert find_pages(session.draft.framework, session.draft, "教辅") == [Hit("s2.p2")]


def test_a_search_hides_what_does_not_match_and_gives_it_back(outline: Outline) -> None:
    outline.tree.collapse(outline.model.index_of("s1"))
    outline.search.setText("述职")
    assert shown_nodes(outline) == ["s1", "s1.p2"]
    assert outline.tree.isExpanded(outline.model.index_of("s1"))
    outline.search.clear()
    assert len(shown_nodes(outline)) == 13
    assert not outline.tree.isExpanded(outline.model.index_of("s1"))


def test_enter_in_the_search_leads_to_the_figure(qtbot: QtBot, outline: Outline) -> None:
    outline.search.setText("公务员")
    with qtbot.waitSignal(outline.figure_chosen) as chosen:
        qtbot.keyClick(outline.search, Qt.Key.Key_Return)
    assert chosen.args == ["s2.p1", "salary.servant"]


def test_a_search_without_a_hit_says_so(qtbot: QtBot, outline: Outline) -> None:
    outline.show()
    outline.search.setText("没有的")
    assert "没有找到" in outline._nothing.text()
    assert outline._nothing.isVisible()
    with qtbot.assertNotEmitted(outline.node_chosen):
        qtbot.keyClick(outline.search, Qt.Key.Key_Return)
    qtbot.keyClick(outline.search, Qt.Key.Key_Escape)
    assert outline.search.text() == ""


def test_neighbours(framework: Framework) -> None:
    assert order_of(framework) == [COVER, PROFILE, "s1.p1", "s1.p2", "s2.p1", "s2.p2", PROBLEMS]
    assert neighbour(framework, COVER, -1) == COVER
    assert neighbour(framework, PROFILE, 1) == "s1.p1"
    assert neighbour(framework, "s2", 1) == "s2.p1"
    assert neighbour(framework, "s2", -1) == "s1.p2"
    assert neighbour(framework, PROBLEMS, 1) == PROBLEMS
    assert neighbour(framework, "gone", 1) == COVER


def test_the_next_open_point_is_looked_for_all_round(session: Session) -> None:
    for point in ("s1.p2", "s2.p1", "s2.p2"):
        set_state(session, point, Status.CHECKED)
    assert next_open(session.draft, "s2") == "s1.p1"
    assert next_open(session.draft, "s1.p1") == "s1.p1"
    set_state(session, "s1.p1", Status.FINAL)
    assert next_open(session.draft, COVER) == ""


def test_the_outline_is_painted(outline: Outline, session: Session, qapp: QApplication) -> None:
    outline.resize(240, 400)
    before = outline.grab().toImage()
    set_state(session, "s1.p1", Status.CHECKED)
    assert outline.grab().toImage() != before
