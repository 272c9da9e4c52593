"""Rows of a returned workbook that were not understood: the clerk says which figure is meant, and may take it back."""

from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import Workbook
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from eduduty_desktop.draft import CURRENT, PREVIOUS, Key
from eduduty_desktop.draft.records import Entry, Text
from eduduty_desktop.draft.values import figure_key
from eduduty_desktop.gui.departments.choices import GUESSED
from eduduty_desktop.gui.departments.metric_choice import MetricChoicePopup
from eduduty_desktop.gui.departments.page import DepartmentsPage
from eduduty_desktop.gui.departments.review import ReviewPage
from eduduty_desktop.gui.departments.review_table import ASSIGN, LABEL, READ, STATE
from eduduty_desktop.gui.main_window import MainWindow
from eduduty_desktop.intake import Status
from eduduty_desktop.intake.returned import Proposal
from tests.gui.departments.conftest import Run

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

FINANCE, OTHER = "财政局", "人社局"
TRAINING, SUPERVISION = "training.fund", "supervision.fund"
ROWS = (
    ("财政局2021年数据", None, "单位：元"),
    ("项目", "2020年", "2021年"),
    ("班班通及网络投入", 9_800_000, 12_500_000),
    ("培训费", 1_900_000, 2_100_000),
    ("教育督导经费", 400_000, 460_000),
)


@pytest.fixture
def network(window: MainWindow) -> str:
    """The metric that `班班通及网络投入` stands for, emptied in the draft."""
    metrics = window.session.draft.framework.metrics
    (id,) = (metric.id for metric in metrics.values() if metric.printed_label == "教育信息化投入")
    emptied = [(figure_key(id, slot), None) for slot in (CURRENT, PREVIOUS)]
    window.session.edit(emptied, label="清空")
    return id


@pytest.fixture
def file(tmp_path: Path) -> Path:
    book = Workbook()
    assert book.active is not None
    for row in ROWS:
        book.active.append(row)
    book.save(tmp_path / "财政局.xlsx")
    return tmp_path / "财政局.xlsx"


@pytest.fixture
def review(page: DepartmentsPage, run: Run, network: str, file: Path) -> ReviewPage:
    del network
    run(lambda: page.collect([file]))
    return page.review


def of_cell(review: ReviewPage, cell: str) -> Proposal:
    assert review.collected is not None
    return next(one for one in review.collected.proposals if one.cell == cell)


def go_to(review: ReviewPage, cell: str) -> None:
    at = next(at for at, one in enumerate(review.table.rows.rows) if one.cell == cell)
    review.table.setCurrentIndex(review.table.rows.index(at, LABEL))


def shown(review: ReviewPage, column: int) -> str:
    return str(review.table.rows.index(review.table.currentIndex().row(), column).data())


def popup_of(review: ReviewPage) -> MetricChoicePopup:
    (popup,) = (one for one in review.findChildren(MetricChoicePopup) if one.isVisible())
    return popup


def name_as(review: ReviewPage, cell: str, metric: str) -> None:
    go_to(review, cell)
    popup = review.ask_metric()
    assert popup is not None
    popup.close()
    popup.chosen.emit(metric)


def test_a_row_is_named_by_keyboard_and_becomes_a_proposal(
    qtbot: QtBot, window: MainWindow, page: DepartmentsPage, review: ReviewPage, network: str
) -> None:
    before = window.session.draft
    go_to(review, "C3")
    assert shown(review, READ) == ASSIGN
    assert "不知道是哪一项" in review.flags.text()
    assert of_cell(review, "C3").id not in page.review.choices.chosen  # type: ignore[union-attr]
    qtbot.keyClick(review.table, Qt.Key.Key_F2)
    popup = popup_of(review)
    qtbot.waitUntil(popup.filter.hasFocus)
    popup.filter.setText("教育信息化投入 万元")
    assert popup.list.topLevelItemCount() == 1
    qtbot.keyClick(popup.filter, Qt.Key.Key_Return)
    one = review.table.current
    assert one is not None
    assert (one.target, one.value, one.status) == (network, Decimal(1250), Status.NEW)
    assert shown(review, READ) == "1250万元"
    assert "由人指定" in review.flags.text()
    assert "换算" in review.flags.text()
    assert review.about.text().endswith("已指定")
    assert of_cell(review, "B3").value == Decimal(980)
    assert {one.id, of_cell(review, "B3").id} <= set(review.choices.chosen)  # type: ignore[union-attr]
    assert review.table.hasFocus()
    assert window.session.draft is before
    review.apply.click()
    assert window.session.draft.record(figure_key(network), Entry).amount == Decimal(1250)
    assert window.session.draft.record(figure_key(network, PREVIOUS), Entry).amount == Decimal(980)
    window.session.undo()
    assert window.session.draft.tables == before.tables


def test_it_can_be_taken_back_before_it_is_adopted(review: ReviewPage, network: str) -> None:
    was = of_cell(review, "C3")
    ticked = review.choices.chosen  # type: ignore[union-attr]
    name_as(review, "C3", network)
    assert not review.actions_of_row.cancel.isHidden()
    review.actions_of_row.cancel.click()
    assert of_cell(review, "C3") == was
    assert review.choices is not None
    assert review.choices.chosen == ticked
    assert review.actions_of_row.cancel.isHidden()
    assert shown(review, READ) == ASSIGN


def test_the_rows_own_words_are_clicked_and_the_menu_says_the_same(qtbot: QtBot, review: ReviewPage) -> None:
    table = review.table
    at = next(at for at, one in enumerate(table.rows.rows) if one.cell == "C3")
    middle = table.visualRect(table.rows.index(at, READ)).center()
    qtbot.mouseMove(table.viewport(), middle)
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    popup = popup_of(review)
    assert popup.isVisible()
    popup.close()
    actions = {action.text(): action for action in table.actions()}
    assert [text for text, action in actions.items() if action.isEnabled()] == [ASSIGN]
    actions[ASSIGN].trigger()
    popup_of(review).close()
    qtbot.keyClick(table, Qt.Key.Key_Return)
    popup_of(review).close()
    go_to(review, "C5")
    assert [text for text, action in actions.items() if action.isEnabled()] == ["勾选、去掉勾选", ASSIGN, "到这一项"]


def test_a_guess_is_marked_and_can_be_named_anew(review: ReviewPage) -> None:
    go_to(review, "C4")
    guess = of_cell(review, "C4")
    assert (guess.target, guess.is_guess, guess.status) == (TRAINING, True, Status.UNREAD)
    assert shown(review, STATE) == GUESSED
    assert GUESSED in review.about.text()
    popup = review.ask_metric()
    assert popup is not None
    first = popup.list.topLevelItem(0)
    assert first is not None
    assert [first.text(at) for at in range(4)][1:] == ["教师培训经费实际安排额", "万元", GUESSED]
    popup.close()
    name_as(review, "C4", TRAINING)  # it is what was guessed: now a person says so
    sure = of_cell(review, "C4")
    assert (sure.target, sure.is_guess) == (TRAINING, False)
    assert sure.status is not Status.UNREAD
    assert shown(review, STATE) != GUESSED


def test_the_departments_own_figures_come_first_then_all(window: MainWindow, review: ReviewPage) -> None:
    go_to(review, "C3")
    popup = review.ask_metric()
    assert popup is not None
    rows = [popup.list.topLevelItem(at) for at in range(popup.list.topLevelItemCount())]
    popup.close()
    owners = [row.text(3) for row in rows if row is not None]
    assert len(owners) == len(window.session.draft.framework.metrics)
    own = owners.count(FINANCE)
    assert own > 3
    assert owners[:own] == [FINANCE] * own


def test_what_two_rows_say_of_one_figure_becomes_a_conflict_without_ticks(review: ReviewPage) -> None:
    assert review.choices is not None
    review.tick("clear")
    assert of_cell(review, "C5").id in review.choices.chosen
    name_as(review, "C3", SUPERVISION)
    assert {of_cell(review, cell).status for cell in ("C3", "C5")} == {Status.CONFLICT}
    assert not {of_cell(review, cell).id for cell in ("C3", "C5")} & set(review.choices.chosen)


def test_a_named_row_stays_in_sight_until_another_filter_is_chosen(review: ReviewPage, network: str) -> None:
    review.filters[Status.UNREAD].click()
    count = len(review.table.rows.rows)
    name_as(review, "C3", network)
    assert len(review.table.rows.rows) == count
    assert review.filters[Status.UNREAD].text().endswith(str(count - 2))
    review.filters[Status.UNREAD].click()
    assert len(review.table.rows.rows) == count - 2


def test_what_was_said_outlives_reading_again(
    review: ReviewPage, page: DepartmentsPage, run: Run, network: str, file: Path
) -> None:
    name_as(review, "C3", network)
    run(review.again.click)
    assert of_cell(review, "C3").target == network
    assert of_cell(review, "C3").id in review.choices.chosen  # type: ignore[union-attr]
    run(lambda: review.files.name_sender(0, OTHER))
    assert (of_cell(review, "C3").target, of_cell(review, "C3").department) == (network, OTHER)
    run(lambda: page.collect([file]))  # a new import knows nothing of it
    assert of_cell(review, "C3").target is None


def test_a_tick_that_the_clerk_took_away_is_not_set_again(review: ReviewPage, network: str) -> None:
    review.tick("")
    name_as(review, "C3", network)
    assert review.choices is not None
    assert {of_cell(review, cell).id for cell in ("B3", "C3")} == set(review.choices.chosen)


def test_nothing_is_named_in_a_draft_that_cannot_be_changed(
    qtbot: QtBot, window: MainWindow, page: DepartmentsPage, run: Run, file: Path
) -> None:
    window.session.decide([(Key("cover", "signed.on"), Text("2022年3月1日"))], label="定稿", cause="定稿")
    run(lambda: page.collect([file]))
    review = page.review
    go_to(review, "C3")
    assert shown(review, READ) == ""
    qtbot.keyClick(review.table, Qt.Key.Key_F2)
    qtbot.keyClick(review.table, Qt.Key.Key_Return)
    assert review.ask_metric() is None
    assert review.actions_of_row.assign.isHidden()
    assert not review.findChildren(MetricChoicePopup)


def test_texts_and_documents_are_not_named(review: ReviewPage) -> None:
    review.actions_of_row.show(None)
    assert not any(action.isEnabled() for action in review.actions_of_row.menu.values())
