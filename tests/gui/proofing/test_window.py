"""The window 校核已有报告: reading off the thread, marks, list, F8, clicks, dropped files, what cannot be read."""

from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QHelpEvent, QTextCharFormat, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip, QWidget
from pytestqt.qtbot import QtBot

from eduduty_desktop.errors import UserError
from eduduty_desktop.gui.marks import Mark
from eduduty_desktop.gui.proofing.items_model import ITEM, NUMBER
from eduduty_desktop.gui.proofing.recents import recent_reports
from eduduty_desktop.gui.proofing.report_view import ReportView
from eduduty_desktop.gui.proofing.underlines import STYLES
from eduduty_desktop.gui.proofing.window import CHOOSE, READING, REPORT, ProofingWindow
from eduduty_desktop.gui.settings import Settings
from eduduty_desktop.gui.shell import Shell
from eduduty_desktop.proof import Proof
from eduduty_desktop.workspace.proofing import Group
from tests.gui.proofing.conftest import Hand
from tests.runaway import no_runaway
from tests.workspace.proofs import ARITHMETIC, TEXT, example, many

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
_Style = QTextCharFormat.UnderlineStyle


def underlined(view: ReportView) -> dict[str, QTextCharFormat.UnderlineStyle]:
    """The words that are underlined, and how."""
    return {
        one.cursor.selectedText(): one.format.underlineStyle()
        for one in view.extraSelections()
        if one.format.underlineStyle() is not _Style.NoUnderline
    }


def lit(window: ProofingWindow) -> list[str]:
    """The figures that are lit up together."""
    ground = window.view._look.colours.accent_soft
    return [
        one.cursor.selectedText()
        for one in window.view.extraSelections()
        if one.format.background().style() is not Qt.BrushStyle.NoBrush
        and one.format.background().color().name() == ground
    ]


def place_of(view: ReportView, word: str) -> QPoint:
    """The middle of a word on the viewport."""
    cursor = QTextCursor(view.document())
    cursor.setPosition(view._positions.in_document(TEXT.index(word)))
    first = view.cursorRect(cursor)
    cursor.setPosition(view._positions.in_document(TEXT.index(word) + len(word)))
    return QPoint((first.left() + view.cursorRect(cursor).left()) // 2, first.center().y())


def current(window: ProofingWindow) -> str:
    item = window.panel.tree.currentIndex().data(ITEM)
    return item.message if item is not None else ""


# reading -----------------------------------------------------------------------------------------------------


def test_before_a_report_it_says_what_belongs_here(window: ProofingWindow) -> None:
    assert window.page == CHOOSE
    assert window.choose_page.choose.hasFocus()
    enabled = {name for name, action in window.actions_by_name.items() if action.isEnabled()}
    assert enabled.isdisjoint({"again", "next", "previous", "result"})
    assert not window.choose_page.recent.isVisible()


def test_a_report_is_shown_with_its_findings(shown: ProofingWindow, file: Path, settings: Settings) -> None:
    assert shown.page == REPORT
    assert shown.view.toPlainText() == TEXT
    assert shown.windowTitle() == "校核已有报告 — 某县报告.txt"
    assert "1 处数字相互矛盾" in shown.panel.verdict.text()
    assert shown.panel.model.groups == list(Group)
    assert shown.panel.tree.hasFocus()
    assert lit(shown) == []
    assert current(shown) == ""
    assert recent_reports(settings) == [file]
    assert settings.folder("proof", Path()) == file.parent


def test_each_kind_has_its_line(shown: ProofingWindow) -> None:
    lines = underlined(shown.view)
    assert lines["3137人"] is lines["780人"] is _Style.WaveUnderline
    assert lines["24所"] is _Style.DotLine
    assert lines["12.5%"] is lines["36所"] is _Style.DashUnderline  # 36所 is sound in one claim, unknown in another
    assert lines["xx"] is _Style.SingleUnderline
    assert len(set(STYLES.values())) == len(Group)


def test_reading_runs_beside_the_window_and_can_be_stopped(
    qtbot: QtBot, window: ProofingWindow, hand: Hand, file: Path
) -> None:
    begun, stopped = Event(), Event()

    def wait(cancelled) -> None:
        begun.set()
        while not cancelled():
            stopped.wait(0.005)
        raise RuntimeError("stopped in the middle")

    hand.gate = wait
    window.open(file)
    assert window.page == READING
    assert begun.wait(5)
    qtbot.waitUntil(lambda: window.running.bar.value() == 500)
    window.open(file.with_name("other.txt"))
    assert len(hand.paths) == 1, "one at a time"
    with qtbot.waitSignal(window.settled):
        QTest.keyClick(window.running.stop, Qt.Key.Key_Space)
    assert window.page == CHOOSE
    assert "已停止" in window.choose_page.said
    assert window.report is None


def test_closing_ends_what_is_being_read(qtbot: QtBot, window: ProofingWindow, hand: Hand, file: Path) -> None:
    ended = Event()

    def wait(cancelled) -> None:
        while not cancelled():
            ended.wait(0.005)
        ended.set()

    hand.gate = wait
    window.open(file)
    with qtbot.waitSignal(window.closed):
        window.close()
    assert ended.is_set()


def test_what_cannot_be_read_is_said_on_the_page(qtbot: QtBot, window: ProofingWindow, hand: Hand, file: Path) -> None:
    hand.error = UserError("文件有打开密码", what_to_do="请去掉打开密码。", place=file.name)
    with qtbot.waitSignal(window.settled):
        window.open(file)
    assert window.page == CHOOSE
    assert "文件有打开密码。请去掉打开密码。" in window.choose_page.said


def test_a_refused_second_report_leaves_the_first(
    qtbot: QtBot, shown: ProofingWindow, hand: Hand, file: Path, presenter
) -> None:
    hand.error = UserError("文件已损坏")
    with qtbot.waitSignal(shown.settled):
        shown.open(file.with_name("b.docx"))
    assert shown.page == REPORT
    assert shown.report is not None
    assert shown.report.path == file
    assert [error.message for error in presenter.errors] == ["文件已损坏"]


def test_it_is_read_again_from_the_file(qtbot: QtBot, shown: ProofingWindow, hand: Hand, file: Path) -> None:
    hand.proof = Proof("改过了。", (), (), ())
    with qtbot.waitSignal(shown.settled):
        shown.actions_by_name["again"].trigger()
    assert hand.paths == [file, file]
    assert shown.view.toPlainText() == "改过了。"
    assert shown.panel.model.groups == []
    shown.step(1)
    assert shown.statusBar().currentMessage() == "没有相互矛盾和残留"


def test_reading_again_stays_at_the_place(qtbot: QtBot, window: ProofingWindow, hand: Hand, file: Path) -> None:
    hand.proof = many(200)
    with qtbot.waitSignal(window.settled):
        window.open(file)
    bar = window.view.verticalScrollBar()
    bar.setValue(2000)
    with qtbot.waitSignal(window.settled):
        window.open_again()
    assert bar.value() == 2000
    with qtbot.waitSignal(window.settled):
        window.open(file.with_name("other.txt"))
    assert bar.value() == 0


def test_another_coding_is_told(qtbot: QtBot, window: ProofingWindow, hand: Hand, file: Path) -> None:
    hand.coding = "GB18030"
    with qtbot.waitSignal(window.settled):
        window.open(file)
    assert "按 GB18030 编码读出" in window._state.text()


# going about -------------------------------------------------------------------------------------------------


def test_a_chosen_finding_lights_all_its_figures(shown: ProofingWindow) -> None:
    tree, model = shown.panel.tree, shown.panel.model
    tree.clicked.emit(model.index_of(0))
    assert shown.view.textCursor().selectedText() == "3137人"
    assert lit(shown) == ["3137人", "2342人", "780人"]
    assert shown.view.extraSelections()[-1].format.underlineStyle() is _Style.WaveUnderline
    sound = next(number for number, item in enumerate(shown.report.items) if item.group is Group.SOUND)
    tree.clicked.emit(model.index_of(sound))
    assert lit(shown) == ["24所", "12所", "36所"]
    assert shown.view.textCursor().selectedText() == "36所"


def test_a_figure_behind_a_wide_character_is_selected_rightly(shown: ProofingWindow) -> None:
    number = next(number for number, item in enumerate(shown.report.items) if item.chief.text == "10人")
    shown.show_item(number)
    assert shown.view.textCursor().selectedText() == "10人"
    assert lit(shown) == ["36所", "120人", "10人"]


def test_f8_goes_through_what_needs_attention_and_round(qtbot: QtBot, shown: ProofingWindow) -> None:
    seen = []
    for _ in range(5):
        shown.actions_by_name["next"].trigger()
        seen.append(shown.view.textCursor().selectedText())
    assert seen == ["3137人", "xx", "教师", "报告", "3137人"]
    assert current(shown) == ARITHMETIC
    shown.actions_by_name["previous"].trigger()
    assert shown.view.textCursor().selectedText() == "报告"


def test_a_click_on_a_figure_marks_its_finding(qtbot: QtBot, shown: ProofingWindow) -> None:
    place = place_of(shown.view, "12所")
    qtbot.mouseClick(shown.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert current(shown) == "相符：24所＋12所＝36所"
    assert lit(shown) == ["24所", "12所", "36所"]
    before = shown.panel.tree.currentIndex().data(NUMBER)
    qtbot.mouseClick(shown.view.viewport(), Qt.MouseButton.LeftButton, pos=place_of(shown.view, "全县"))
    assert shown.panel.tree.currentIndex().data(NUMBER) == before


def test_the_keyboard_finds_findings_in_the_text_too(qtbot: QtBot, shown: ProofingWindow) -> None:
    shown.view.setFocus()
    QTest.keyClick(shown.view, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    for _ in range(TEXT.index("2342人") + 1):
        QTest.keyClick(shown.view, Qt.Key.Key_Right)
    assert lit(shown) == ["3137人", "2342人", "780人"]
    assert shown.view.hasFocus()


def test_the_arrow_keys_in_the_list_take_the_text_along(shown: ProofingWindow) -> None:
    tree = shown.panel.tree
    assert tree.hasFocus()
    seen = []
    for _ in range(4):
        QTest.keyClick(tree, Qt.Key.Key_Down)
        seen.append(shown.view.textCursor().selectedText())
    assert seen == ["3137人", "3137人", "xx", "教师"]  # the second line is that of a group
    tree.setCurrentIndex(shown.panel.model.index(2, 0))
    QTest.keyClick(tree, Qt.Key.Key_Right)
    assert tree.isExpanded(shown.panel.model.index(2, 0))
    QTest.keyClick(tree, Qt.Key.Key_Return)
    assert not tree.isExpanded(shown.panel.model.index(2, 0))


def test_the_tooltip_shows_the_arithmetic(shown: ProofingWindow) -> None:
    place = place_of(shown.view, "2342人")
    event = QHelpEvent(QEvent.Type.ToolTip, place, shown.view.viewport().mapToGlobal(place))
    QApplication.sendEvent(shown.view.viewport(), event)
    assert QToolTip.text() == f"{ARITHMETIC}也许漏了一项。"
    QToolTip.hideText()


def test_groups_fold_and_unfold(shown: ProofingWindow) -> None:
    tree, model = shown.panel.tree, shown.panel.model
    open_ones = [tree.isExpanded(model.index(row, 0)) for row in range(4)]
    assert open_ones == [True, True, False, False]
    tree.clicked.emit(model.index(3, 0))
    assert tree.isExpanded(model.index(3, 0))


def test_rows_say_kind_place_and_advice(shown: ProofingWindow) -> None:
    model, delegate = shown.panel.model, shown.panel.tree.itemDelegate()
    assert delegate.lines_of(model.index_of(0)) == [ARITHMETIC, "第2行 · 合计", "也许漏了一项。"]
    marks = {delegate.mark_of(model.index_of(number)) for number in range(len(shown.report.items))}
    assert marks == {Mark.ERROR, Mark.WARNING, Mark.HINT, Mark.NOT_APPLICABLE, Mark.CHECKED}
    assert delegate.lines_of(model.index(0, 0)) == []
    assert "相互矛盾，第2行" in model.index_of(0).data(Qt.ItemDataRole.AccessibleTextRole)


def test_f6_goes_from_text_to_list_and_back(shown: ProofingWindow) -> None:
    shown.actions_by_name["next_part"].trigger()
    assert shown.view.hasFocus()
    shown.actions_by_name["previous_part"].trigger()
    assert shown.panel.tree.hasFocus()


# long texts --------------------------------------------------------------------------------------------------


def test_a_long_text_is_put_in_between_events(qtbot: QtBot, window: ProofingWindow, hand: Hand, file: Path) -> None:
    hand.proof = many(8000)
    with qtbot.waitSignal(window.settled):
        window.open(file)
    view = window.view
    assert view.filling.is_running
    assert len(view.toPlainText()) < len(hand.proof.text)
    qtbot.waitUntil(lambda: not view.filling.is_running, timeout=20_000)
    qtbot.waitUntil(lambda: 0 < len(view.extraSelections()) < 400)  # only what is in sight
    assert view.toPlainText() == hand.proof.text


def test_a_jump_into_a_long_text_does_not_wait_for_its_turn(
    qtbot: QtBot, window: ProofingWindow, hand: Hand, file: Path
) -> None:
    hand.proof = many(4000)
    with qtbot.waitSignal(window.settled):
        window.open(file)
    assert window.view.filling.is_running
    window.actions_by_name["previous"].trigger()
    last = window.report.items[window.report.counts.contradictions - 1]
    assert last.line == 4000
    assert window.view.textCursor().blockNumber() == 3999
    assert lit(window) == ["3137人", "2342人", "780人"]
    assert window.view.viewport().rect().contains(window.view.cursorRect().center())
    with no_runaway(2):
        for _ in range(20):
            window.view.verticalScrollBar().setValue(window.view.verticalScrollBar().value() - 300)


def test_a_text_of_one_long_line(qtbot: QtBot, window: ProofingWindow, hand: Hand, file: Path) -> None:
    text = "字" * 100_000 + TEXT
    shift = 100_000
    proof = example()
    hand.proof = Proof(
        text,
        (),
        tuple(claim.moved(shift) for claim in proof.claims),
        tuple(residue.moved(shift) for residue in proof.residue),
    )
    with qtbot.waitSignal(window.settled):
        window.open(file)
    window.show_item(0)
    assert window.view.textCursor().selectedText() == "3137人"
    assert window.view.viewport().rect().contains(window.view.cursorRect().center())


# files -------------------------------------------------------------------------------------------------------


def drop(target: QWidget, *paths: Path) -> bool:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    action, button, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(5, 5), action, data, button, none)
    enter.setAccepted(False)
    QApplication.sendEvent(target, enter)
    if enter.isAccepted():
        QApplication.sendEvent(target, QDropEvent(QPointF(5, 5), action, data, button, none))
    return enter.isAccepted()


def test_a_report_is_dropped_onto_the_window(qtbot: QtBot, window: ProofingWindow, hand: Hand, file: Path) -> None:
    assert not drop(window, file, file)
    with qtbot.waitSignal(window.settled):
        assert drop(window, file)
    assert hand.paths == [file]
    assert window.page == REPORT


def test_a_recent_report_is_proved_again_or_forgotten(
    qtbot: QtBot, window: ProofingWindow, hand: Hand, file: Path, settings: Settings
) -> None:
    gone = file.with_name("gone.txt")
    settings.set_text("proofing/recent", f'["{file.as_posix()}", "{gone.as_posix()}"]')
    window._show_page(CHOOSE)
    page = window.choose_page
    assert page.recent.count() == 2
    page.recent.setCurrentRow(1)
    assert not page.open_recent.isEnabled()
    page.remove.click()
    assert recent_reports(settings) == [file]
    with qtbot.waitSignal(window.settled):
        QTest.keyClick(page.recent, Qt.Key.Key_Return)
    assert hand.paths == [file]


def test_the_start_page_leads_here_with_a_dropped_report(
    qtbot: QtBot, services, settings: Settings, presenter, look, make_page, file: Path
) -> None:
    shell = Shell(services, settings, presenter, look, make_page)
    shell.show_start()
    start = shell.start_page
    assert start is not None
    assert not drop(start, file.with_name("a.eduduty"))
    assert drop(start, file)
    window = shell.sides.proofing
    assert window is not None
    qtbot.waitUntil(lambda: window.page == REPORT)
    start.proofing_asked.emit()
    assert shell.sides.proofing is window
    with qtbot.waitSignal(window.closed):
        window.close()
    assert shell.sides.proofing is None
    start.close()


def test_the_menu_of_a_draft_leads_here(qtbot: QtBot, window_of_draft) -> None:
    with qtbot.waitSignal(window_of_draft.proofing_asked):
        window_of_draft.actions_by_name["proofing"].trigger()


@pytest.fixture
def window_of_draft(make_window):
    return make_window()


def test_size_and_columns_are_remembered(qtbot: QtBot, shown: ProofingWindow, settings: Settings) -> None:
    shown.close()
    assert not settings.geometry("proofing/geometry").isEmpty()
    assert not settings.geometry("proofing/splitter").isEmpty()
