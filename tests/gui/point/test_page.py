"""The page as a whole: head, problems, score, sections, following and leading."""

from decimal import Decimal
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QTextEdit
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from eduduty_desktop.draft import Key, Place
from eduduty_desktop.draft.narrative import Link
from eduduty_desktop.draft.records import Assignment, PointState, Problem, Remedy, SelfScore, Status, Text
from eduduty_desktop.gui.point import PointPage
from eduduty_desktop.gui.point.block import Block
from eduduty_desktop.gui.point.children_block import ChildrenBlock
from eduduty_desktop.gui.point.header_block import HeaderBlock
from eduduty_desktop.gui.point.problem_block import ProblemBlock
from eduduty_desktop.gui.point.score_block import ScoreBlock
from eduduty_desktop.workspace.session import Session

B = TypeVar("B", bound=Block)


def part(page: PointPage, kind: type[B]) -> B:
    return next(block for block in page.blocks if isinstance(block, kind))


def test_the_head_names_the_point(page: PointPage) -> None:
    head = part(page, HeaderBlock)
    assert head.title.text() == "一（一）　教师队伍"
    assert head.heading is not None
    assert head.heading.placeholderText() == "教师队伍"


def test_a_heading_is_typed_as_one_step(page: PointPage, opened: Session) -> None:
    head = part(page, HeaderBlock)
    assert head.heading is not None
    QTest.keyClicks(head.heading, "abc")
    assert opened.record(Key("headings", "s1.p1")) == Text("abc")
    QTest.keyClick(head.heading, Qt.Key.Key_Left)
    opened.edit([(Key("headings", "s1.p2"), Text("别处"))], label="别处")
    assert (head.heading.text(), head.heading.cursorPosition()) == ("abc", 2)
    opened.undo()
    QTest.keyClick(head.heading, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert opened.record(Key("headings", "s1.p1")) is None
    assert head.heading.text() == ""


def test_not_applicable_asks_for_its_reason(page: PointPage, opened: Session) -> None:
    head = part(page, HeaderBlock)
    assert head.status is not None
    assert head.reason is not None
    assert not head.reason.isVisible()
    head.status.setCurrentText("不适用")
    head.status.activated.emit(head.status.currentIndex())
    assert head.reason.isVisible()
    QTest.keyClicks(head.reason, "x")
    assert opened.record(Key("states", "s1.p1")) == PointState(Status.NOT_APPLICABLE, "x")


def test_departments_are_defaults_until_they_are_changed(page: PointPage, opened: Session) -> None:
    head = part(page, HeaderBlock)
    field = next(f for f in head.findChildren(QLineEdit) if f.accessibleName() == "责任单位")
    assert field.text() == "教育局、编办"
    field.clear()
    QTest.keyClicks(field, "A,B")
    assert opened.record(Key("assignments", "s1.p1")) == Assignment("A", ("B",))
    assert field.text() == "A,B"


def test_problems_are_added_edited_removed_and_brought_back(page: PointPage, opened: Session) -> None:
    block = part(page, ProblemBlock)
    assert block.nothing.isVisible()
    block.add_button.click()
    (row,) = block.cards
    card = block.cards[row]
    QTest.keyClicks(card.text, "few teachers")
    card.link(Link("staff.total"))
    card.add_remedy_button.click()
    QTest.keyClicks(card.rows[0].fields[0], "hire")
    QTest.keyClicks(card.rows[0].fields[3], "2022-06")
    card.rows[0].closed.click()
    record: Problem = opened.record(Key("problems", row))
    assert (record.text, record.source, record.points, record.metrics) == (
        "few teachers",
        "自查",
        ("s1.p1",),
        ("staff.total",),
    )
    assert (record.remedies[0].text, record.remedies[0].deadline, record.remedies[0].closed) == (
        "hire",
        "2022-06",
        True,
    )
    block.remove(row)
    assert opened.record(Key("problems", row)) is None
    assert block.nothing.isVisible()
    opened.undo()
    assert opened.record(Key("problems", row)) == record
    assert block.cards[row].text.toPlainText() == "few teachers"


def test_a_problem_of_two_points_stays_with_the_other(page: PointPage, opened: Session) -> None:
    key = Key("problems", "p")
    opened.edit([(key, Problem(text="x", points=("s1.p1", "s1.p2")))], label="示例")
    part(page, ProblemBlock).remove("p")
    assert opened.record(key) == Problem(text="x", points=("s1.p2",))


def test_a_problem_touches_several_points(page: PointPage, opened: Session) -> None:
    key = Key("problems", "p")
    opened.edit([(key, Problem(text="x", points=("s1.p1",)))], label="示例")
    card = part(page, ProblemBlock).cards["p"]
    card.touch("s1.p3")
    assert opened.record(key).points == ("s1.p1", "s1.p3")
    next(b for b in card.findChildren(QAbstractButton) if b.accessibleName() == "移除涉及测评点一（三）").click()
    assert opened.record(key).points == ("s1.p1",)


@pytest.mark.parametrize(
    ("deadline", "words"),
    [("2022-06", ""), ("长期坚持", ""), ("", ""), ("尽快", "读不成日期"), ("2019-06", "早于自评年度")],
)
def test_a_deadline_is_checked_when_it_is_left(page: PointPage, opened: Session, deadline: str, words: str) -> None:
    problem = Problem(text="x", points=("s1.p1",), remedies=(Remedy("改", deadline=deadline),))
    opened.edit([(Key("problems", "p"), problem)], label="示例")
    warning = part(page, ProblemBlock).cards["p"].rows[0].warning
    assert warning.isHidden() is not bool(words)
    assert words in warning.text()


def test_scores_and_deductions(page: PointPage, opened: Session) -> None:
    block = part(page, ScoreBlock)
    block.score.setText("4.5")
    QTest.keyClick(block.score, Qt.Key.Key_Return)
    assert opened.record(Key("scores", "s1.p1")) == SelfScore(Decimal("4.5"))
    block.score.setText("很好")
    QTest.keyClick(block.score, Qt.Key.Key_Return)
    assert opened.record(Key("scores", "s1.p1")) == SelfScore(typed="很好"), "as in an unread figure"
    assert block.score.text() == "很好"
    block.score.clear()
    QTest.keyClick(block.score, Qt.Key.Key_Return)
    block.add_button.click()
    (row,) = block.rows
    points = block.rows[row].points
    points.setText("0.5")
    QTest.keyClick(points, Qt.Key.Key_Return)
    assert opened.record(Key("deductions", row)).points == Decimal("0.5")
    assert block.score.placeholderText() == "4.5"
    assert block.total.text() == "满分 5 − 扣分 0.5 = 4.5"


def test_a_point_without_full_score_has_no_score(page: PointPage) -> None:
    page.show_node("s1.p2")
    assert not any(isinstance(block, ScoreBlock) for block in page.blocks)


def test_a_section_lists_its_children(page: PointPage, opened: Session, qtbot: QtBot) -> None:
    page.show_node("s1")
    block = part(page, ChildrenBlock)
    row = [block.table.item(0, column).text() for column in range(4)]  # type: ignore[union-attr]
    assert row == ["（一）", "教师队伍", "未填", "缺 1 项"]
    opened.edit([(Key("states", "s1.p1"), PointState(Status.CHECKED))], label="示例")
    assert block.table.item(0, 2).text() == "已核"  # type: ignore[union-attr]
    with qtbot.waitSignal(page.node_requested) as asked:
        block.table.itemActivated.emit(block.table.item(1, 0))
    assert asked.args == ["s1.p2"]


def test_reveal_goes_to_another_page_and_focuses_its_field(page: PointPage, opened: Session, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.page_changed):
        page.reveal(Place("s1.p2", table="headings"))
    assert page.node_id == "s1.p2"
    heading = part(page, HeaderBlock).heading
    assert heading is not None
    qtbot.waitUntil(heading.hasFocus)
    opened.edit([(Key("headings", "s1.p1"), Text("有??项"))], label="示例")
    page.reveal(Place("s1.p1", table="headings", row="s1.p1", start=1, end=3))
    named = part(page, HeaderBlock).heading
    assert named is not None
    assert named.selectedText() == "??"
    page.reveal(Place("s1.p1", table="scores"))
    qtbot.waitUntil(part(page, ScoreBlock).score.hasFocus)


def test_what_stands_below_the_narrative_comes_after_the_first_paint(page: PointPage, qtbot: QtBot) -> None:
    page.show_node("s1.p2")
    assert page.area.widget().findChildren(ProblemBlock) == []
    with qtbot.waitSignal(page.page_changed):
        pass
    assert len(page.area.widget().findChildren(ProblemBlock)) == 1


def test_a_page_left_at_once_is_not_completed_later(page: PointPage, qtbot: QtBot) -> None:
    page.show_node("s1.p2")
    page.show_node("s1")
    with qtbot.waitSignal(page.page_changed):
        pass
    assert [type(block) for block in page.blocks].count(ProblemBlock) == 0
    assert page.area.widget().findChildren(ProblemBlock) == []


def test_leading_below_the_fold_makes_it_first(page: PointPage, opened: Session, qtbot: QtBot) -> None:
    opened.edit([(Key("problems", "p"), Problem(text="x", points=("s1.p2",)))], label="示例")
    page.reveal(Place("s1.p2", table="problems", row="p"))
    qtbot.waitUntil(part(page, ProblemBlock).cards["p"].text.hasFocus)


def test_an_unknown_node_is_a_bug_of_the_caller(page: PointPage) -> None:
    with pytest.raises(KeyError):
        page.show_node("nowhere")


@pytest.mark.parametrize("node", ["s1.p1", "s1.p2", "s1.p3", "s1", "profile"])
def test_every_control_has_a_name(page: PointPage, opened: Session, node: str) -> None:
    opened.edit([(Key("problems", "p"), Problem(text="x", points=("s1.p1",)))], label="示例")
    page.show_node(node)
    assert page.blocks  # all of them, below the fold too
    for kind in (QLineEdit, QTextEdit, QComboBox, QAbstractButton):
        for control in page.findChildren(kind):
            if control.objectName().startswith("qt_") or not control.focusPolicy() & Qt.FocusPolicy.TabFocus:
                continue
            text = control.text() if isinstance(control, QAbstractButton) else ""
            assert control.accessibleName() or text, control


def test_a_page_that_is_gone_no_longer_follows(qtbot: QtBot, opened: Session) -> None:
    page = PointPage(opened)
    page.show_node("s1.p1")
    page.deleteLater()
    qtbot.waitUntil(lambda: not isValid(page))
    opened.edit([(Key("headings", "s1.p1"), Text("x"))], label="示例")
