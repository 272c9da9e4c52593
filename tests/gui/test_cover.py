"""The cover's fields that offer more than a line: the word for oneself, the date, the vetoes."""

from datetime import date

import pytest
from msgspec.structs import replace
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from eduduty_desktop.checks import Registry
from eduduty_desktop.draft import Draft, Key
from eduduty_desktop.draft.records import SelfScore, Text, VetoAnswer
from eduduty_desktop.framework import Framework, Veto
from eduduty_desktop.gui.cover_fields import CalendarDialog, ChoiceRow, DateRow, print_date, read_date
from eduduty_desktop.gui.cover_page import CoverPage
from eduduty_desktop.gui.cover_scores import ComputedRow
from eduduty_desktop.workspace.session import Session
from tests.draft.scored import SCORED


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2022年3月15日", date(2022, 3, 15)),
        ("2022-03-15", date(2022, 3, 15)),
        ("２０２２．３．１５", date(2022, 3, 15)),
        (" 2022 / 3 / 15 ", date(2022, 3, 15)),
        ("2022年2月30日", None),
        ("三月十五日", None),
        ("", None),
    ],
)
def test_dates_are_read_as_people_write_them(text: str, day: date | None) -> None:
    assert read_date(text) == day


@pytest.fixture
def page(qtbot: QtBot, framework: Framework) -> CoverPage:
    asked = replace(framework, vetoes=(Veto("v1", "发生重大安全责任事故"), Veto("v2", "弄虚作假")))
    page = CoverPage(Session(Draft("d", asked), None, registry=Registry()))
    qtbot.addWidget(page)
    page.resize(760, 640)
    page.show()
    qtbot.waitExposed(page)
    return page


def test_the_word_for_oneself_is_chosen_or_typed(page: CoverPage) -> None:
    row = page.findChild(ChoiceRow)
    assert isinstance(row, ChoiceRow)
    row.buttons[2].click()
    assert page._session.draft.text("cover", "self_name") == "我区"
    assert [button.isChecked() for button in row.buttons] == [False, False, True]
    page._session.undo()
    assert [button.isChecked() for button in row.buttons] == [False, False, False]


def test_a_date_in_another_form_is_put_right_and_nonsense_is_told(qtbot: QtBot, page: CoverPage) -> None:
    row = page.findChild(DateRow)
    assert isinstance(row, DateRow)
    field = page._fields["date"]
    field.setFocus()
    field.setText("")
    qtbot.keyClicks(field, "2022-3-15")
    field.editingFinished.emit()
    assert page._session.draft.text("cover", "date") == "2022年3月15日"
    assert field.text() == "2022年3月15日"
    assert not row.hint.isVisible()
    page._session.edit([(Key("cover", "date"), Text("开春"))], label="填写")
    field.editingFinished.emit()
    assert row.hint.isVisible()
    assert field.text() == "开春"


def test_the_calendar_opens_at_the_date_and_gives_one(qtbot: QtBot) -> None:
    dialog = CalendarDialog(date(2022, 3, 15))
    qtbot.addWidget(dialog)
    assert print_date(dialog.day) == "2022年3月15日"


def test_open_vetoes_are_counted(page: CoverPage) -> None:
    assert page._unanswered.text() == "共 2 项，还有 2 项没有回答。"
    for veto, at in (("v1", 1), ("v2", 2)):
        page._answers[veto].setCurrentIndex(at)
        page._answers[veto].activated.emit(at)
    assert page._unanswered.text() == "共 2 项，都已回答。1 项发生过的还没有写情况说明。"


@pytest.fixture
def scored(qtbot: QtBot) -> CoverPage:
    page = CoverPage(Session(Draft("d", SCORED), None, registry=Registry()))
    qtbot.addWidget(page)
    page.resize(760, 640)
    page.show()
    qtbot.waitExposed(page)
    return page


def rows_of(page: CoverPage) -> list[ComputedRow]:
    return page.findChildren(ComputedRow)


def test_the_computed_total_and_grade_stand_beside_the_stated_ones(scored: CoverPage) -> None:
    session = scored._session
    total, grade = rows_of(scored)
    assert "各测评点都有得分后" in total.words.text()
    assert not total.adopt.isEnabled()
    full = {point.id: SelfScore(point.full_score) for point in SCORED.owed_points}
    session.edit([(Key("scores", point), one) for point, one in full.items()], label="示例")
    assert total.words.text() == "算出 20 分（满分 20 分）：各项得分合计20。"
    assert "“优秀”" in grade.words.text()
    total.adopt.click()
    assert session.draft.text("cover", "score_total") == "20"
    assert scored._fields["score_total"].text() == "20"
    assert not total.adopt.isEnabled()
    session.edit([(Key("vetoes", "v2"), VetoAnswer(True))], label="示例")
    assert "“良好”" in grade.words.text()
    session.edit([(Key("cover", "grade"), Text("优秀"))], label="示例")
    assert grade.words.text().startswith("! 与填的不同")
    assert grade.words.property("role") == "warning"
    grade.adopt.click()
    assert session.draft.text("cover", "grade") == "良好"
    session.undo()
    assert session.draft.text("cover", "grade") == "优秀"


def test_every_event_says_what_it_does_to_the_grade(scored: CoverPage) -> None:
    words = [label.text() for label in scored.findChildren(QLabel)]
    assert "发生重大安全责任事故　（一票否决：定为最低等次）" in words
    assert "拖欠教师工资　（降低一个等次）" in words


def test_a_framework_that_does_not_score_asks_for_no_total(page: CoverPage) -> None:
    assert not rows_of(page)
    assert "score_total" not in page._fields
