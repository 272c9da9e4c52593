"""The score block offers what the rule needs; every act is one undoable step and follows the draft."""

from decimal import Decimal

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QWidget
from pytestqt.qtbot import QtBot

from eduduty_desktop.checks.registry import Registry
from eduduty_desktop.draft import Draft, Key
from eduduty_desktop.draft.records import Deduction, Entry, SelfScore
from eduduty_desktop.framework import Framework, ScoreStyle
from eduduty_desktop.gui.point import PointPage
from eduduty_desktop.gui.point.fields import BoundChoice
from eduduty_desktop.gui.point.score_block import ScoreBlock
from eduduty_desktop.gui.point.score_rule import (
    BandChoice,
    ByValue,
    ClauseList,
    ElementBoxes,
    TimesSpin,
    value_words,
)
from eduduty_desktop.workspace.session import Session
from tests.draft.scored import BANDS, CONVERTED, SCORED, point_of, with_points
from tests.draft.small import FRAMEWORK, fig

P1 = Key("scores", "s1.p1")


def session_of(framework: Framework = SCORED) -> Session:
    return Session(Draft("d", framework), None, registry=Registry())


def shown(qtbot: QtBot, session: Session, node: str = "s1.p1") -> ScoreBlock:
    page = PointPage(session)
    qtbot.addWidget(page)
    page.resize(900, 700)
    page.show_node(node)
    with qtbot.waitExposed(page):
        page.show()
    return next(block for block in page.blocks if isinstance(block, ScoreBlock))


def clauses(block: ScoreBlock) -> ClauseList:
    assert isinstance(block.rule, ClauseList)
    return block.rule


def deductions(session: Session) -> list[Deduction]:
    return list(session.draft.rows("deductions").values())


def test_the_times_of_a_clause_make_change_and_take_away_its_deduction(qtbot: QtBot) -> None:
    session = session_of()
    block = shown(qtbot, session)
    spin = clauses(block).fields["few"]
    assert isinstance(spin, TimesSpin)
    QTest.keyClick(spin, Qt.Key.Key_Up)
    QTest.keyClick(spin, Qt.Key.Key_Up)
    assert deductions(session) == [Deduction("s1.p1", 1, "few", Decimal(2), Decimal("0.5"))]
    assert clauses(block).sums["few"].text() == "扣 1 分"
    assert block.score.placeholderText() == "9.0"
    assert "应得 9 分" in block.total.text()
    spin.setValue(9)
    assert clauses(block).sums["few"].text() == "扣 2 分（已到上限）"
    spin.setValue(0)
    assert deductions(session) == []
    session.undo()
    assert spin.value() == 9
    session.undo()
    session.undo()
    assert (spin.value(), len(deductions(session))) == (1, 1)


def test_times_that_are_being_typed_are_not_lost_when_the_page_is_left(qtbot: QtBot) -> None:
    session = session_of()
    block = shown(qtbot, session)
    spin = clauses(block).fields["late"]
    assert isinstance(spin, TimesSpin)
    spin.setFocus()
    spin.selectAll()
    QTest.keyClicks(spin, "3")
    assert deductions(session) == []
    block.seal()
    assert [one.times for one in deductions(session)] == [Decimal(3)]


def test_taking_away_a_reason_is_said(qtbot: QtBot) -> None:
    session = session_of()
    block = shown(qtbot, session)
    spin = clauses(block).fields["few"]
    assert isinstance(spin, TimesSpin)
    spin.setValue(1)
    row = next(iter(block.rows.values()))
    QTest.keyClicks(row.reason, "x")
    with qtbot.waitSignal(block.status_message) as said:
        spin.setValue(0)
    assert "Ctrl+Z" in said.args[0]


def test_a_clause_that_takes_everything_is_a_box(qtbot: QtBot) -> None:
    session = session_of()
    block = shown(qtbot, session)
    box = clauses(block).fields["kept"]
    assert isinstance(box, QCheckBox)
    QTest.keyClick(box, Qt.Key.Key_Space)
    assert block.score.placeholderText() == "0"
    assert clauses(block).sums["kept"].text() == "扣完"
    session.undo()
    assert not box.isChecked()
    assert clauses(block).sums["kept"].text() == ""


def test_several_deductions_of_one_clause_are_changed_one_by_one(qtbot: QtBot) -> None:
    session = session_of()
    block = shown(qtbot, session)
    for row in ("a", "b"):
        session.edit([(Key("deductions", row), Deduction("s1.p1", 1, "late", points=Decimal("0.2")))], label="示例")
    spin = clauses(block).fields["late"]
    assert isinstance(spin, TimesSpin)
    assert (spin.isEnabled(), spin.value()) == (False, 2)
    assert "逐笔" in spin.toolTip()
    assert clauses(block).sums["late"].text() == "扣 0.4 分"


def test_a_chosen_clause_brings_its_points(qtbot: QtBot) -> None:
    session = session_of()
    block = shown(qtbot, session)
    block.add_button.click()
    (row,) = block.rows.values()
    assert isinstance(row.clause, BoundChoice)
    at = row.clause.findData("late")
    row.clause.setCurrentIndex(at)
    row.clause.activated.emit(at)
    assert deductions(session) == [Deduction("s1.p1", 1, "late", points=Decimal("0.2"))]
    assert row.product.text() == "0.2 分"
    session.undo()
    assert deductions(session) == [Deduction("s1.p1", 1)]
    assert row.clause.currentData() == ""


def test_the_wheel_scrolls_the_page_past_an_unfocused_number(qtbot: QtBot) -> None:
    block = shown(qtbot, session_of())
    spin = clauses(block).fields["few"]
    spin.clearFocus()
    QApplication.sendEvent(spin, wheel())
    assert isinstance(spin, TimesSpin)
    assert spin.value() == 0


def wheel() -> QWheelEvent:
    place = QPointF(5, 5)
    buttons, keys = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
    return QWheelEvent(place, place, QPoint(0, 0), QPoint(0, 120), buttons, keys, Qt.ScrollPhase.NoScrollPhase, False)


def test_the_computed_score_is_adopted_with_one_press(qtbot: QtBot) -> None:
    session = session_of()
    block = shown(qtbot, session)
    spin = clauses(block).fields["few"]
    assert isinstance(spin, TimesSpin)
    spin.setValue(3)
    block.score.setText("不知道")
    block.seal()
    assert block.message.isVisible()
    block.adopt.click()
    assert session.record(P1) == SelfScore(Decimal("8.5"))
    assert (block.score.text(), block.message.isVisible(), block.adopt.isEnabled()) == ("8.5", False, False)
    spin.setValue(4)
    assert "与填的得分 8.5 不同" in block.total.text()
    assert block.adopt.isEnabled()
    session.undo()
    session.undo()
    assert session.record(P1) == SelfScore(typed="不知道")
    assert (block.score.text(), block.message.isVisible()) == ("不知道", True)
    session.undo()
    assert session.record(P1) is None


def test_times_that_cannot_be_read_are_put_right_below(qtbot: QtBot) -> None:
    session = session_of()
    unread = Deduction("s1.p1", 1, "few", points=Decimal("0.5"), reason="少开", typed_times="几次")
    session.edit([(Key("deductions", "d"), unread)], label="示例")
    block = shown(qtbot, session)
    spin, row = clauses(block).fields["few"], block.rows["d"]
    assert not spin.isEnabled()
    assert row.times.text() == "几次"
    assert "“几次”读不成" in block.message.text()
    row.times.setText("2")
    block.seal()
    assert session.record(Key("deductions", "d")) == replace(unread, times=Decimal(2), typed_times="")
    assert (spin.isEnabled(), block.message.isVisible()) == (True, False)


def test_the_points_of_a_chosen_clause_stand_for_what_could_not_be_read(qtbot: QtBot) -> None:
    session = session_of()
    unread = Deduction("s1.p1", 1, reason="少开", typed_points="一些")
    session.edit([(Key("deductions", "d"), unread)], label="示例")
    block = shown(qtbot, session)
    choice = block.rows["d"].clause
    assert isinstance(choice, BoundChoice)
    choice.setCurrentIndex(choice.findData("few"))
    choice.activated.emit(choice.currentIndex())
    assert session.record(Key("deductions", "d")) == replace(
        unread, clause="few", points=Decimal("0.5"), typed_points=""
    )
    assert (block.rows["d"].points.text(), block.message.isVisible()) == ("0.5", False)


def test_elements_are_ticked(qtbot: QtBot) -> None:
    session = session_of()
    block = shown(qtbot, session, "s2.p2")
    assert isinstance(block.rule, ElementBoxes)
    assert not block.add_button.isVisible()
    for box in block.rule.boxes.values():
        QTest.keyClick(box, Qt.Key.Key_Space)
    assert session.record(Key("scores", "s2.p2")) == SelfScore(elements=("gym", "lab"))
    assert "应得 2.5 分" in block.total.text()
    session.undo()
    assert [box.isChecked() for box in block.rule.boxes.values()] == [True, False]


def test_a_band_is_chosen(qtbot: QtBot) -> None:
    session = session_of(with_points(SCORED, s1__p1={"scoring": BANDS}))
    block = shown(qtbot, session)
    assert isinstance(block.rule, BandChoice)
    at = block.rule.choice.findData("middle")
    block.rule.choice.setCurrentIndex(at)
    block.rule.choice.activated.emit(at)
    assert session.record(P1) == SelfScore(band="middle")
    assert block.score.placeholderText() == "8"
    session.undo()
    assert block.rule.choice.currentData() == ""


def test_a_score_by_value_follows_the_figure(qtbot: QtBot) -> None:
    session = session_of()
    block = shown(qtbot, session, "s1.p2")
    assert isinstance(block.rule, ByValue)
    assert block.rule.words.text() == "按“研究教育次数”计分：≥4次 得 5 分；≥2次 得 3 分；其余 0 分。"
    assert not block.adopt.isEnabled()
    session.edit([(fig("meeting.count"), Entry(Decimal(3)))], label="示例")
    assert "应得 3 分" in block.total.text()
    assert block.adopt.isEnabled()
    session.edit([(fig("meeting.count"), Entry(Decimal(2), "约"))], label="示例")
    assert block.total.text() == "! 研究教育次数约2次，是约数，判定不了是否≥2。请填准确数，或直接填得分。"
    assert block.total.property("role") == "warning"
    assert not block.adopt.isEnabled()


def test_a_ramp_in_words() -> None:
    rule = point_of(SCORED, "s2.a.p1").scoring
    assert rule is not None
    assert value_words(SCORED, rule) == (
        "按“体质优良率”计分：达到 90% 得满分；每低 5个百分点 扣 0.1 分，不足的按 5个百分点 算，扣完为止。"
    )


def test_not_concerned_says_whether_it_counts_full_or_is_converted(qtbot: QtBot) -> None:
    for framework, words in ((SCORED, "不涉及：按满分 10 分计。"), (CONVERTED, "不涉及：不计分")):
        block = shown(qtbot, session_of(framework))
        block.not_concerned.click()
        assert block.total.text().startswith(words)
        assert not block.adopt.isVisible()


def test_a_point_whose_full_score_nobody_knows_takes_a_score(qtbot: QtBot) -> None:
    unknown = with_points(FRAMEWORK, s1__p1={"full_score": None}, s1__p2={"full_score": None})
    session = session_of(replace(unknown, score_style=ScoreStyle.ITEM_END))
    block = shown(qtbot, session, "s2.p2")
    block.score.setText("4")
    block.seal()
    assert session.record(Key("scores", "s2.p2")) == SelfScore(Decimal(4))
    block.add_button.click()
    row = next(iter(block.rows.values()))
    row.points.setText("1.5")
    row.points.commit()
    assert "共扣 1.5 分" in block.total.text()


@pytest.mark.parametrize("node", ["s1.p1", "s1.p2", "s2.a.p1", "s2.p2"])
def test_every_control_has_a_name_and_is_reached_with_tab(qtbot: QtBot, node: str) -> None:
    block = shown(qtbot, session_of(), node)
    fields = [w for w in block.findChildren(QWidget) if w.focusPolicy() & Qt.FocusPolicy.TabFocus and w.isVisible()]
    inner = [w for w in fields if not isinstance(w.parentWidget(), TimesSpin)]
    assert inner
    for widget in inner:
        assert widget.accessibleName() or getattr(widget, "text", str)(), widget
