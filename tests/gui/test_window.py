"""The window of a draft: findings panel, status line, commands, saving, what it remembers."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QAction, QInputMethodEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QToolBar, QToolButton
from pytestqt.exceptions import capture_exceptions
from pytestqt.qtbot import QtBot

from eduduty_desktop.checks import Case, Check, Registry, Runner, View
from eduduty_desktop.draft import CURRENT, PROFILE, Finding, Key
from eduduty_desktop.draft.records import Entry, PointState, Problem, Remedy, Status, Text, VetoAnswer
from eduduty_desktop.framework import Framework, Severity, Veto
from eduduty_desktop.gui.cover_page import CoverPage
from eduduty_desktop.gui.findings_model import ROW, WAIVED, Counts
from eduduty_desktop.gui.findings_panel import EMPTY_ALL, EMPTY_PAGE
from eduduty_desktop.gui.main_window import MainWindow
from eduduty_desktop.gui.outline_model import COVER, PROBLEMS
from eduduty_desktop.gui.problems_page import ProblemsPage
from eduduty_desktop.gui.waiving import WaiverDialog, lift, waive
from eduduty_desktop.workspace.session import Session

MakeWindow = Callable[[], MainWindow]


def fill(qtbot: QtBot, window: MainWindow, metric: str, amount: int) -> None:
    with qtbot.waitSignal(window.checks.settled):
        entry = Entry(Decimal(amount))
        window.session.edit([(Key("figures", metric, CURRENT), entry)], label=f"填写{metric}")


def action(window: MainWindow, name: str) -> QAction:
    return window.actions_by_name[name]


def messages(window: MainWindow) -> list[str]:
    return [row.finding.message for row in window.panel.model.rows]


# findings -------------------------------------------------------------------------------------------------


def test_findings_stand_in_groups_grave_ones_first(window: MainWindow) -> None:
    model = window.panel.model
    groups = [model.index(row, 0).data() for row in range(model.rowCount())]
    assert groups == ["错误 2", "提示 1"]
    assert messages(window)[0] == "“领导小组会议次数”还没有填。"
    assert model.index(0, 0, model.index(0, 0)).data(ROW).finding.severity is Severity.ERROR


def test_an_edit_takes_its_finding_away(qtbot: QtBot, window: MainWindow) -> None:
    fill(qtbot, window, "meeting.count", 4)
    assert window.panel.counts == Counts(1, 0, 1)
    assert "“领导小组会议次数”还没有填。" not in messages(window)
    fill(qtbot, window, "meeting.count", 400)
    assert window.panel.counts == Counts(1, 1, 1)


def test_the_panel_is_left_alone_where_nothing_changed(qtbot: QtBot, window: MainWindow) -> None:
    with qtbot.assertNotEmitted(window.checks.findings_changed), qtbot.waitSignal(window.checks.settled):
        window.session.edit([(Key("cover", "title"), Text("标题"))], label="填写标题")


def test_rows_that_stay_are_not_moved(qtbot: QtBot, window: MainWindow) -> None:
    model = window.panel.model
    marked = model.index_of(model.rows[1].finding.identity)
    window.panel.tree.setCurrentIndex(marked)
    with qtbot.assertNotEmitted(model.modelReset), qtbot.waitSignal(model.rowsRemoved):
        fill(qtbot, window, "meeting.count", 4)
    current = window.panel.current
    assert current is not None
    assert current.finding.place.metric == "salary.teacher"


def test_a_click_on_a_finding_leads_to_its_field(qtbot: QtBot, window: MainWindow) -> None:
    tree, model = window.panel.tree, window.panel.model
    index = model.index(1, 0, model.index(0, 0))
    qtbot.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=tree.visualRect(index).center())
    assert window.node == "s2.p1"
    assert window.page.places[-1].metric == "salary.teacher"


def test_enter_on_a_finding_leads_to_its_field(qtbot: QtBot, window: MainWindow) -> None:
    tree, model = window.panel.tree, window.panel.model
    tree.setCurrentIndex(model.index(0, 0, model.index(0, 0)))
    qtbot.keyClick(tree, Qt.Key.Key_Return)
    assert window.page.places[-1].metric == "meeting.count"


def test_f8_goes_round_all_findings_and_shift_f8_back(window: MainWindow) -> None:
    for _ in range(4):
        action(window, "next_finding").trigger()
    metrics = [place.metric for place in window.page.places]
    assert metrics == ["meeting.count", "salary.teacher", "salary.servant", "meeting.count"]
    action(window, "previous_finding").trigger()
    assert window.page.places[-1].metric == "salary.servant"


def test_the_list_can_be_limited_to_the_page_shown(qtbot: QtBot, window: MainWindow) -> None:
    window.show_node("s2.p1")
    window.panel.only_page.click()
    assert messages(window) == ["“教师平均工资”还没有填。", "“公务员平均工资”还没有填。"]
    window.show_node("s1.p2")
    assert messages(window) == []
    assert window.panel._empty.text() == EMPTY_PAGE
    assert window.panel.counts.errors == 2  # those of the whole draft
    window.panel.all_pages.click()
    assert len(messages(window)) == 3


def test_a_draft_without_findings_says_what_belongs_there(qtbot: QtBot, window: MainWindow) -> None:
    for metric in ("meeting.count", "salary.teacher", "salary.servant"):
        fill(qtbot, window, metric, 5)
    assert window.panel._empty.isVisible()
    assert window.panel._empty.text() == EMPTY_ALL
    action(window, "next_finding").trigger()
    assert "没有需要处理" in window.status._message.text()


def test_a_finding_of_the_cover_leads_to_the_cover(qtbot: QtBot, window: MainWindow) -> None:
    with qtbot.waitSignal(window.checks.settled):
        window.session.edit([(Key("cover", "county"), None)], label="清空")
    finding = next(row.finding for row in window.panel.model.rows if row.finding.code == "demo.cover")
    window.reveal(finding)
    assert window.node == COVER
    field = window.focusWidget()
    assert isinstance(field, QLineEdit)
    assert field.accessibleName() == "县（市、区）"


def test_a_waived_finding_no_longer_counts(qtbot: QtBot, window: MainWindow) -> None:
    finding = window.panel.model.rows[0].finding
    waive(window.session, finding, "已与教育局核对", "张三")
    assert window.panel.counts == Counts(1, 0, 1, 1)
    assert window.panel.model.rows[-1].group == WAIVED
    assert window.outline.model.index_of("s1.p1").data(Qt.ItemDataRole.AccessibleTextRole) == "（一）领导小组，未填"
    action(window, "next_finding").trigger()
    assert window.page.places[-1].metric == "salary.teacher"
    lift(window.session, finding)
    assert window.panel.counts == Counts(2, 0, 1)


def test_a_waiver_needs_a_reason(qtbot: QtBot, window: MainWindow) -> None:
    dialog = WaiverDialog(window.panel.model.rows[0].finding)
    qtbot.addWidget(dialog)
    assert not dialog.keep.isEnabled()
    dialog.reason.setPlainText("口径不同")
    assert dialog.keep.isEnabled()


def test_a_check_that_fails_keeps_no_other_from_running(
    qtbot: QtBot, make_window: MakeWindow, session: Session, small_registry: Registry
) -> None:
    def fail(_view: View, _subject: str) -> list[Finding]:
        raise ZeroDivisionError("bug in a check")

    key = Key("cover", "title")
    small_registry.checks = {
        "demo.bug": Check("demo.bug", "", lambda _: [Case("x", frozenset({key}))], fail)
    } | small_registry.checks
    session._runner = Runner(small_registry, session.draft)
    with capture_exceptions() as caught:
        window = make_window()
    assert [error[0] for error in caught] == [ZeroDivisionError]
    assert window.panel.counts == Counts(2, 0, 1)


# commands and pages ---------------------------------------------------------------------------------------


def test_next_and_previous_lead_through_the_points(window: MainWindow) -> None:
    window.show_node(COVER)
    assert not action(window, "previous").isEnabled()
    visited = []
    for _ in range(3):
        action(window, "next").trigger()
        visited.append(window.node)
    action(window, "previous").trigger()
    assert [*visited, window.node] == [PROFILE, "s1.p1", "s1.p2", "s1.p1"]
    assert window.page.sealed >= 4
    assert window.outline.tree.currentIndex() == window.outline.model.index_of("s1.p1")


def test_next_open_passes_over_what_is_done(window: MainWindow) -> None:
    window.session.edit([(Key("states", "s1.p1"), PointState(Status.CHECKED))], label="已核")
    window.show_node(COVER)
    action(window, "next_open").trigger()
    assert window.node == "s1.p2"


def test_shortcuts_work_in_the_window(qtbot: QtBot, window: MainWindow) -> None:
    window.show_node("s1.p1")
    window.activateWindow()
    qtbot.keyClick(window, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    assert window.node == "s1.p2"
    qtbot.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert window.outline.search.hasFocus()


def test_undo_and_redo_are_the_sessions(qtbot: QtBot, window: MainWindow) -> None:
    assert not action(window, "undo").isEnabled()
    fill(qtbot, window, "meeting.count", 4)
    assert "填写meeting.count" in action(window, "undo").toolTip()
    with qtbot.waitSignal(window.checks.settled):
        action(window, "undo").trigger()
    assert window.panel.counts.errors == 2
    assert action(window, "redo").isEnabled()
    with qtbot.waitSignal(window.checks.settled):
        action(window, "redo").trigger()
    assert window.panel.counts.errors == 1


def test_buttons_say_what_they_do_and_how_else(window: MainWindow) -> None:
    bar = window.findChild(QToolBar)
    assert isinstance(bar, QToolBar)
    shown = [button for button in bar.findChildren(QToolButton) if button.text()]
    assert len(shown) >= 8
    assert all(button.accessibleName() and button.toolTip() for button in shown)
    assert "Ctrl+PgDown" in action(window, "next").toolTip() or "Ctrl+PgDn" in action(window, "next").toolTip()


def test_the_status_line_counts(qtbot: QtBot, window: MainWindow) -> None:
    assert "错误 2　! 警告 0　· 提示 1" in window.status.words
    assert "完成 0/4　0%" in window.status.words
    assert "自评得分 —" in window.status.words
    with qtbot.waitSignal(window.checks.settled):
        window.session.edit([(Key("states", "s1.p1"), PointState(Status.CHECKED))], label="已核")
    assert "完成 1/4　25%" in window.status.words


def test_check_all_shows_everything_and_says_how_many(window: MainWindow) -> None:
    window.panel.only_page.click()
    action(window, "check").trigger()
    assert window.panel.all_pages.isChecked()
    assert window.status._message.text() == "核验完成：错误 2，警告 0，提示 1"


def test_a_search_leads_to_the_figure(qtbot: QtBot, window: MainWindow) -> None:
    window.outline.search.setText("公务员")
    qtbot.keyClick(window.outline.search, Qt.Key.Key_Return)
    assert window.node == "s2.p1"
    assert window.page.places[-1].metric == "salary.servant"


def test_the_manual_opens_at_the_check(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    folder = tmp_path / "manual"
    folder.mkdir()
    (folder / "demo.missing.md").write_text("# 缺数据\n\n必填的数据要填。[别的](other.md)", encoding="utf-8")
    (folder / "other.md").write_text("# 别的一页", encoding="utf-8")
    window.panel.tree.setCurrentIndex(window.panel.model.index(0, 0, window.panel.model.index(0, 0)))
    action(window, "manual").trigger()
    assert window.help.manual is not None
    browser = window.help.manual.browser
    assert "必填的数据要填" in browser.toPlainText()
    browser.anchorClicked.emit("other.md")
    assert "别的一页" in browser.toPlainText()
    window.help.show_manual("没有的")
    assert "还没有这一页" in browser.toPlainText()
    window.help.show_manual()
    assert "缺数据" in browser.toPlainText()


# cover and problems ---------------------------------------------------------------------------------------


def cover_field(page: CoverPage, label: str) -> QLineEdit:
    return next(field for field in page.findChildren(QLineEdit) if field.accessibleName() == label)


def test_chinese_typed_into_the_cover_reaches_the_draft_and_the_title(qtbot: QtBot, window: MainWindow) -> None:
    window.show_node(COVER)
    field = cover_field(window.pages.cover(), "县（市、区）")
    field.setFocus()
    field.selectAll()
    event = QInputMethodEvent("", [])
    event.setCommitString("鹤城区")
    QApplication.sendEvent(field, event)
    assert window.session.draft.text("cover", "county") == "鹤城区"
    assert window.windowTitle().startswith("鹤城区 2021 年度自评")
    qtbot.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert window.session.draft.text("cover", "county") == "洪江市"
    assert field.text() == "洪江市"


def test_other_texts_of_the_report_are_written_on_the_cover(window: MainWindow) -> None:
    window.show_node(COVER)
    page = window.pages.cover()
    page._texts["organisation"].editor.setPlainText("成立专班。")
    window.save_now()
    assert window.session.draft.text("narratives", "organisation") == "成立专班。"


def test_a_veto_is_answered_on_the_cover(qtbot: QtBot, framework: Framework) -> None:
    from msgspec.structs import replace

    from eduduty_desktop.draft import Draft

    asked = replace(framework, vetoes=(Veto("v1", "发生重大安全责任事故"),))
    session = Session(Draft("d", asked), None, registry=Registry())
    page = CoverPage(session)
    qtbot.addWidget(page)
    choice = page._answers["v1"]
    choice.setCurrentIndex(1)
    choice.activated.emit(1)
    assert session.record(Key("vetoes", "v1")) == VetoAnswer(occurred=False)
    session.undo()
    assert choice.currentText() == "尚未回答"


def test_problems_are_gathered_in_a_ledger(qtbot: QtBot, window: MainWindow) -> None:
    window.show_node(PROBLEMS)
    page = window.findChild(ProblemsPage)
    assert isinstance(page, ProblemsPage)
    assert page._empty.isVisible()
    problem = Problem(1, "教师缺编", "自查", ("s1.p2",), (), (Remedy("招录", "人社局", deadline="2022-12"),))
    window.session.edit([(Key("problems", "a"), problem)], label="登记问题")
    texts = [page.model.index(0, column).data() for column in range(page.model.columnCount())]
    assert texts == ["教师缺编", "（二）述职", "自查", "招录", "人社局\n2022-12", "", "未整改 0/1"]
    page.table.activated.emit(page.model.index(0, 0))
    assert window.node == "s1.p2"


def test_findings_of_a_page_that_is_no_page_lead_nowhere(window: MainWindow) -> None:
    from eduduty_desktop.draft import Place

    before = window.node
    window.reveal(Finding("x", Severity.ERROR, Place(node="gone"), "m", "a"))
    assert window.node == before


def test_the_panel_is_painted(window: MainWindow) -> None:
    before = window.panel.tree.grab().toImage()
    window.panel.tree.setCurrentIndex(window.panel.model.index(0, 0, window.panel.model.index(0, 0)))
    assert window.panel.tree.grab().toImage() != before


def test_model_indexes_fit_together(window: MainWindow, qtmodeltester) -> None:
    qtmodeltester.check(window.panel.model)
    assert window.panel.model.parent(QModelIndex()) == QModelIndex()
