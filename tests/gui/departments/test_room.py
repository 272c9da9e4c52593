"""What a low or narrow screen leaves out on the pages of departments, and what it must not cut off."""

from decimal import Decimal
from pathlib import Path

import msgspec
import pytest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from eduduty_desktop.draft import CURRENT
from eduduty_desktop.draft.duties import Task
from eduduty_desktop.draft.records import Entry, Issued
from eduduty_desktop.draft.round import DepartmentRound
from eduduty_desktop.draft.values import figure, figure_key
from eduduty_desktop.gui.departments.files import MOST_ROWS
from eduduty_desktop.gui.departments.owed import STATED, WHO
from eduduty_desktop.gui.departments.page import DepartmentsPage
from eduduty_desktop.gui.departments.parts import WholeLabel
from eduduty_desktop.gui.departments.review import LOW
from eduduty_desktop.gui.departments.review_table import BEFORE, LABEL, UNIT, YEAR
from eduduty_desktop.gui.departments.slip_dialog import SlipDialog
from eduduty_desktop.gui.departments.words import FIGURE, brief_words, owed_rows, standing_words
from eduduty_desktop.gui.look import Look
from eduduty_desktop.gui.main_window import MainWindow
from eduduty_desktop.intake import Status
from tests.gui.departments.conftest import Run, own_table
from tests.gui.departments.test_review import FINANCE, STAFF

WIDE, NARROW = 900, 560


@pytest.fixture
def contradicting(window: MainWindow, page: DepartmentsPage, run: Run, tmp_path: Path) -> None:
    """Two departments' tables that contradict each other in two figures."""
    del page
    draft = window.session.draft
    money = [metric for metric in draft.framework.metrics.values() if metric.unit == "万元" and not metric.formula]
    stated = {metric: draft.record(figure_key(metric.id), Entry).amount for metric in money}
    chosen = {metric: float(amount) for metric, amount in stated.items() if isinstance(amount, Decimal)}
    back = tmp_path / "交回"
    for department, share in ((FINANCE, 1.01), (STAFF, 1.02)):
        rows = [(metric.label, metric.unit, round(amount * share)) for metric, amount in list(chosen.items())[:2]]
        own_table(back / f"{department}.xlsx", department, rows)
    current = window.pages.currentWidget()
    assert isinstance(current, DepartmentsPage)
    run(lambda: current.collect([back]))


def test_a_narrow_table_keeps_the_year_and_a_name_that_can_be_read(page: DepartmentsPage, contradicting: None) -> None:
    del contradicting
    table = page.review.table
    em = table.fontMetrics().horizontalAdvance("国")
    table.resize(WIDE, 300)
    assert not any(table.isColumnHidden(column) for column in (YEAR, UNIT, BEFORE))
    table.resize(NARROW, 300)
    assert [column for column in (YEAR, UNIT, BEFORE) if table.isColumnHidden(column)] == [UNIT, BEFORE]
    assert table.columnWidth(LABEL) >= 8 * em


def test_what_contradicts_each_other_stands_together(page: DepartmentsPage, contradicting: None) -> None:
    del contradicting
    page.review.filters[Status.CONFLICT].click()
    keys = [one.key for one in page.review.table.rows.rows]
    assert len(keys) == 4
    assert keys[0] == keys[1] != keys[2] == keys[3]


def test_a_low_page_gives_the_table_what_it_leaves_out(page: DepartmentsPage, contradicting: None) -> None:
    del contradicting
    review = page.review
    review.fit(LOW)
    assert not review.hint.isHidden()
    high = review.sides.height(), review.files.height()
    review.fit(LOW - 1)
    assert review.hint.isHidden()
    assert review.title.isHidden()
    assert (review.sides.height(), review.files.height()) < high
    assert review.files.height() < MOST_ROWS * 30
    one = review.table.current
    assert one is not None
    assert review.choices is not None
    review.sides.show_sides(review.choices.sides(one), (), may_choose=True)
    said = [label.toolTip() for label in review.sides.findChildren(QLabel)]
    assert any(text.startswith("原文") and one.cell in text for text in said)


def test_words_of_several_lines_are_seen_whole(qtbot: QtBot) -> None:
    label = WholeLabel("warning")
    qtbot.addWidget(label)
    label.resize(200, 10)
    label.setText("一项对不上的数据，几个单位各报各的。" * 6)
    assert label.minimumHeight() >= label.heightForWidth(200) > 3 * label.fontMetrics().height()
    label.setText("短")
    assert label.minimumHeight() < 3 * label.fontMetrics().height()


def test_a_narrow_list_says_how_many_days_are_left() -> None:
    waiting = DepartmentRound(Task(FINANCE, metrics=("a",)), Issued(1), missing=("a",), days_left=6)
    assert standing_words(waiting) == "待收回，还有 6 天"
    assert brief_words(waiting) == "还有 6 天"
    late = msgspec.structs.replace(waiting, days_left=None, days_late=2)
    assert brief_words(late) == standing_words(late) == "已超期 2 天"


def test_a_figure_of_which_only_the_growth_is_stated_says_so(page: DepartmentsPage, window: MainWindow) -> None:
    draft, today = window.session.draft, page.desk.now().date()
    grown = {row for (row, _) in draft.rows("growths")}
    rows = {row.target: row for one in page.rounds for row in owed_rows(draft, one, today) if row.kind == FIGURE}
    only = [row for id, row in rows.items() if id in grown and figure(draft, id, CURRENT).is_missing]
    assert only
    assert {(row.stated, row.state) for row in only} == {("", "只有增幅")}
    assert "稿里已有" in {row.state for row in rows.values() if row.stated}


def test_names_of_what_is_owed_go_before_values(page: DepartmentsPage) -> None:
    tree = page.view.owed
    tree.resize(700, 300)
    assert not tree.isColumnHidden(STATED)
    tree.resize(330, 300)
    assert tree.isColumnHidden(STATED)
    assert not tree.isColumnHidden(WHO)
    rows = [row for at in range(1) if (row := tree.topLevelItem(at)) is not None]
    assert any("自评稿 " in rows[0].child(at).toolTip(0) for at in range(rows[0].childCount()))


def test_paper_is_white_in_the_dark(
    qapp: QApplication, qtbot: QtBot, window: MainWindow, page: DepartmentsPage, tmp_path: Path
) -> None:
    before = (qapp.font(), qapp.palette(), qapp.styleSheet())
    Look.named("dark").apply(qapp)
    try:
        dialog = SlipDialog(window.session.draft, None, page.desk, tmp_path, window)
        qtbot.addWidget(dialog)
        dialog.show()
        picture = dialog.browser.viewport().grab().toImage()
        middle = picture.pixelColor(picture.width() // 2, picture.height() - 3)
        assert middle.lightness() > 200
        dialog.close()
    finally:
        qapp.setFont(before[0])
        qapp.setPalette(before[1])
        qapp.setStyleSheet(before[2])
