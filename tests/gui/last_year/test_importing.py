"""导入往年报告, 导入反馈问题清单 and 导出销号台账 in the window."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTreeWidget
from pytestqt.qtbot import QtBot

from eduduty_desktop.draft import PREVIOUS, Key
from eduduty_desktop.draft.records import Entry, LastYear, Problem
from eduduty_desktop.gui.last_year.feedback_dialog import FeedbackDialog
from eduduty_desktop.gui.last_year.last_report_dialog import LastReportDialog, confidence_words
from eduduty_desktop.gui.main_window import MainWindow
from eduduty_desktop.gui.outline_model import PROBLEMS
from eduduty_desktop.gui.problems_page import NO_POINT, ProblemsPage
from eduduty_desktop.workspace.last_report import read_report

REPORT = """洪江市2020年度履行教育职责自评报告
一、党的领导
（一）领导小组作用发挥
2020年，召开领导小组会议12次。
（二）述职制度落实
党政领导述职必述教育。
二、教育投入
（一）工资待遇保障
2020年教师平均工资71000元，2019年公务员平均工资60000元。
"""


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "2020年报告.txt"
    path.write_text(REPORT, encoding="utf-8")
    return path


TWICE = """洪江市2020年度履行教育职责自评报告
一、党的领导
（一）领导小组作用发挥
2020年，召开领导小组会议12次。年末盘点，全年召开领导小组会议14次。
二、教育投入
（一）工资待遇保障
2020年教师平均工资71000元。
"""


@pytest.fixture
def twice(tmp_path: Path) -> Path:
    """A report that says two things about one figure."""
    path = tmp_path / "前后不一.txt"
    path.write_text(TWICE, encoding="utf-8")
    return path


@pytest.fixture
def window(make_window) -> MainWindow:
    return make_window()


def rows(table: QTreeWidget) -> list[tuple[str, bool]]:
    items = [table.topLevelItem(at) for at in range(table.topLevelItemCount())]
    return [(item.text(0), item.checkState(0) == Qt.CheckState.Checked) for item in items if not item.isHidden()]


def test_only_what_is_sure_is_ticked_and_the_rest_says_why(qtbot: QtBot, window: MainWindow, report: Path) -> None:
    draft = window.session.draft
    dialog = LastReportDialog(read_report(draft, report), lambda year: read_report(draft, report, year=year), window)
    qtbot.addWidget(dialog)
    assert rows(dialog.places) == [
        ("(一)领导小组作用发挥", True),
        ("(二)述职制度落实", True),
        ("(一)工资待遇保障", True),
    ]
    assert rows(dialog.figures) == [("领导小组会议次数", True), ("教师平均工资", True), ("公务员平均工资", False)]
    assert "2019年" in dialog.figures.topLevelItem(2).text(4)
    dialog.tabs.setCurrentIndex(1)
    assert "领导小组会议12次" in dialog.preview.toPlainText()
    dialog.doubtful.setChecked(True)
    assert rows(dialog.figures) == [("公务员平均工资", False)]
    assert "2019年公务员" in dialog.preview.toPlainText()
    dialog.year.setValue(2019)
    assert not dialog.chosen_figures
    assert len(dialog.chosen_places) == 3


def test_what_is_ticked_goes_into_the_draft_in_one_step(window: MainWindow, presenter, report: Path) -> None:
    presenter.answer_dialog = lambda _dialog: True
    before = window.session.draft
    window.last_year.import_report(report)
    draft = window.session.draft
    assert draft.record(Key("figures", "meeting.count", PREVIOUS), Entry).amount == 12
    assert draft.get(Key("figures", "salary.servant", PREVIOUS)) is None
    assert draft.record(Key("last_year", "s1.p2"), LastYear).text == "党政领导述职必述教育。"
    window.actions_by_name["undo"].trigger()
    assert window.session.draft == before


def test_of_two_values_of_one_figure_the_clerk_takes_one(
    qtbot: QtBot, window: MainWindow, presenter, twice: Path
) -> None:
    def answer(dialog: LastReportDialog) -> bool:
        table = dialog.figures
        first = next(table.topLevelItem(at) for at in range(2) if table.topLevelItem(at).childCount())
        second = first.child(0)
        assert {first.text(1), second.text(1)} == {"12次", "14次"}
        assert second.text(0) == "或：领导小组会议次数"
        assert first.isExpanded()
        assert not second.isHidden()
        assert "1 个数报告里前后不一样" in dialog.told.text()
        assert dialog.chosen_figures == {"salary.teacher"}
        dialog.tabs.setCurrentIndex(1)
        table.setCurrentItem(second)
        assert second.text(1) in dialog.preview.toPlainText()
        first.setCheckState(0, Qt.CheckState.Checked)
        second.setCheckState(0, Qt.CheckState.Checked)
        assert first.checkState(0) == Qt.CheckState.Unchecked
        first.setCheckState(0, Qt.CheckState.Checked)
        assert second.checkState(0) == Qt.CheckState.Unchecked
        table.setCurrentItem(second)
        qtbot.keyClick(table, Qt.Key.Key_Space)
        assert len(dialog.chosen_figures) == 2
        dialog.doubtful.setChecked(True)
        assert rows(table) == [("领导小组会议次数", False)]
        taken.append(second.text(1))
        return True

    taken: list[str] = []
    presenter.answer_dialog = answer
    window.last_year.import_report(twice)
    stated = window.session.draft.record(Key("figures", "meeting.count", PREVIOUS), Entry)
    assert [f"{stated.amount}次"] == taken
    window.actions_by_name["undo"].trigger()
    assert window.session.draft.get(Key("figures", "meeting.count", PREVIOUS)) is None


def test_thinking_better_of_it_changes_nothing(window: MainWindow, presenter, report: Path) -> None:
    before = window.session.draft
    window.last_year.import_report(report)
    assert window.session.draft is before
    assert isinstance(presenter.dialogs[0], LastReportDialog)


def test_a_file_that_is_no_report_is_told(window: MainWindow, presenter, tmp_path: Path) -> None:
    path = tmp_path / "别的.doc"
    path.write_bytes(b"x")
    window.last_year.import_report(path)
    window.last_year.import_feedback(tmp_path / "没有.xlsx")
    assert len(presenter.errors) == 2


def test_feedback_becomes_problems_and_the_page_shows_the_chain(window: MainWindow, presenter, tmp_path: Path) -> None:
    path = tmp_path / "反馈.csv"
    path.write_text("序号,指标,问题,整改措施\n1,收费管理,收费公示不全,补公示\n2,,述职不实,整改\n", encoding="utf-8")

    def answer(dialog: FeedbackDialog) -> bool:
        dialog.table.topLevelItem(1).setCheckState(0, Qt.CheckState.Unchecked)
        return True

    presenter.answer_dialog = answer
    window.last_year.import_feedback(path)
    (problem,) = window.session.draft.rows("problems").values()
    assert (problem.text, problem.source, problem.points, problem.since) == (
        "收费公示不全",
        "上年反馈",
        ("s2.p2",),
        "2020",
    )
    window.show_node(PROBLEMS)
    page = window.findChild(ProblemsPage)
    assert isinstance(page, ProblemsPage)
    assert page.model.index(0, 2).data() == "上年反馈；反馈 第1条；2020年起"
    assert page.model.index(0, 6).data() == "未整改 0/1"
    assert page.summary.text() == "共1个问题：未整改1个。"
    window.actions_by_name["undo"].trigger()
    assert not window.session.draft.rows("problems")


def test_the_ledger_is_written(window: MainWindow, tmp_path: Path) -> None:
    window.last_year.write_ledger(tmp_path / "台账.docx")
    window.last_year.write_ledger(tmp_path / "台账.xlsx")
    assert sorted(path.suffix for path in tmp_path.glob("台账.*")) == [".docx", ".xlsx"]


def test_a_ledger_that_cannot_be_written_is_told(window: MainWindow, presenter, tmp_path: Path) -> None:
    window.last_year.write_ledger(tmp_path / "没有这个文件夹" / "台账.xlsx")
    assert len(presenter.errors) == 1


def test_confidence_in_words() -> None:
    assert [confidence_words(value, 0.75) for value in (0.8, 0.7, 0.5)] == ["高 80%", "中 70%", "低 50%"]


def test_a_problem_without_a_point_is_given_to_one(window: MainWindow) -> None:
    window.session.edit([(Key("problems", "p"), Problem(1, "缺编", "上年反馈"))], label="登记")
    window.show_node(PROBLEMS)
    page = window.findChild(ProblemsPage)
    assert isinstance(page, ProblemsPage)
    assert page.model.index(0, 1).data() == NO_POINT
    popup = page.choice("p")
    assert popup.list.topLevelItemCount() == len(window.session.draft.framework.points)
    popup.chosen.emit("s1.p2")
    popup.deleteLater()
    assert window.session.record(Key("problems", "p")).points == ("s1.p2",)
    page.table.activated.emit(page.model.index(0, 0))
    assert window.node == "s1.p2"
