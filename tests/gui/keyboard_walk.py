"""A county's way through the program by keyboard alone, at 1366 × 768, until the power goes: run it as a program.

    python -m tests.gui.keyboard_walk FOLDER

works in FOLDER only, prints one line of JSON about what it left there, and kills itself in the middle of a
sentence: nothing is closed, nothing flushed.  Every step is a key, what an input method commits, or a paste.  Code only
looks (which widget has the focus, what the draft says), and stands in for the desktop: it makes a window active
and gives it its size.  Frameworks come from the program's own seam, so that the walk is short.
"""

import faulthandler
import hashlib
import json
import os
import signal
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QDeadlineTimer, QMimeData, Qt, QTimer, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QDialog,
    QLineEdit,
    QPlainTextEdit,
    QTableView,
    QTextEdit,
    QWidget,
)

from eduduty_desktop import app
from eduduty_desktop.draft import CURRENT, PREVIOUS, Draft, canonical
from eduduty_desktop.draft.narrative import links
from eduduty_desktop.framework.reader import read_framework
from eduduty_desktop.gui.export_dialog import DONE, ExportDialog
from eduduty_desktop.gui.look import Look
from eduduty_desktop.gui.main_window import MainWindow
from eduduty_desktop.gui.point.quiet_list import QuietList
from eduduty_desktop.gui.presenter import Presenter
from eduduty_desktop.gui.settings import Settings
from eduduty_desktop.gui.shell import Shell

FRAMEWORK = """
id: walk
title: 键盘走查指标体系
year: 2021
level: county
region: 示例
basis: 测试用
score_style: heading
layout: D
total: 10
groups:
  pupil: {label: 生均公用经费}
metrics:
  staff.total: {label: 教职工总数, unit: 人, kind: count, required: 编制核定要用。}
  staff.women: {label: 女教职工数, unit: 人, kind: count}
  fund.total: {label: 教育经费, unit: 万元, kind: money, required: 投入保障要用。}
  pupil.primary: {label: 生均公用经费（小学）, unit: 元, kind: money, group: pupil, stage: primary}
  pupil.junior: {label: 生均公用经费（初中）, unit: 元, kind: money, group: pupil, stage: junior}
sections:
  - id: s1
    number: 一
    title: 教师队伍
    children:
      - id: s1.p1
        number: （一）
        title: 配备教师
        full_score: 5
        requirement: 按编制配齐教师。
        departments: [教育局]
        metrics: [staff.total, staff.women, pupil.primary, pupil.junior]
      - id: s1.p2
        number: （二）
        title: 保障经费
        full_score: 5
        departments: [财政局]
        metrics: [fund.total]
"""
SIZE = (1366, 768)
LAST_WORDS = "正在写的这一句也在。"
MOST_TABS = 250
PATIENCE = 10_000  # milliseconds for one thing to happen
LONGEST = 100  # seconds for the whole walk
HARMLESS = ("This plugin does not support",)  # the offscreen screen has no window manager


def until(condition: Callable[[], object], what: str) -> None:
    """Let events run until something is so."""
    deadline = QDeadlineTimer(PATIENCE)
    while not condition():
        if deadline.hasExpired():
            raise AssertionError(f"it never came to this: {what}")
        QTest.qWait(2)  # events run meanwhile


class Walker:
    """Hands on the keyboard."""

    @property
    def focus(self) -> QWidget:
        until(QApplication.focusWidget, "something has the focus")
        return QApplication.focusWidget()

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(self.focus, key, modifier)
        QApplication.processEvents()  # a person is slower than the layout of a new field

    def control(self, key: Qt.Key) -> None:
        self.key(key, Qt.KeyboardModifier.ControlModifier)

    def digits(self, text: str) -> None:
        assert text.isascii()
        for each in text:  # the first one may open an editor, which takes the others
            QTest.keyClicks(self.focus, each)

    def chinese(self, text: str) -> None:
        """What an input method commits."""
        event = QInputMethodEvent("", [])
        event.setCommitString(text)
        QApplication.sendEvent(self.focus, event)

    def paste_from_excel(self, rows: list[list[str]]) -> None:
        """Ctrl+V of what Excel leaves on the clipboard: text with CR LF after every row, and HTML."""
        data = QMimeData()
        data.setText("".join("\t".join(row) + "\r\n" for row in rows))
        cells = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
        data.setHtml(f"<html><body><table>{cells}</table></body></html>")
        QGuiApplication.clipboard().setMimeData(data)
        self.control(Qt.Key.Key_V)

    def tab_to(self, name: str, *, back: bool = False) -> QWidget:
        """Press Tab until the focus is on a widget of this name."""
        seen = []
        for _ in range(MOST_TABS):
            if name in name_of(self.focus):
                return self.focus
            seen.append(name_of(self.focus))
            self.key(Qt.Key.Key_Backtab if back else Qt.Key.Key_Tab)
        raise AssertionError(f"Tab never reaches {name}; it passes {list(dict.fromkeys(seen))}")

    def press(self, name: str, *, back: bool = False) -> None:
        """Go to a button and press it with the space bar."""
        self.tab_to(name, back=back)
        self.key(Qt.Key.Key_Space)

    def in_dialog(self, begin: Callable[[], None], drive: Callable[[QDialog], None]) -> None:
        """Do what opens a dialog, and drive it from inside its own event loop."""
        failures: list[BaseException] = []

        def look() -> None:
            dialog = QApplication.activeModalWidget()
            if not isinstance(dialog, QDialog):
                QTimer.singleShot(5, look)
                return
            try:
                activate(dialog)
                until(lambda: dialog.isAncestorOf(QApplication.focusWidget()), "the dialog has the focus")
                drive(dialog)
            except BaseException as error:
                failures.append(error)
                dialog.reject()

        QTimer.singleShot(0, look)
        begin()
        if failures:
            raise failures[0]


def activate(window: QWidget) -> None:
    """What a desktop does when a window or dialog is opened or closed, and the offscreen screen does not."""
    assert QTest.qWaitForWindowExposed(window)
    window.activateWindow()
    until(window.isActiveWindow, "the window is active")


def name_of(widget: QWidget) -> str:
    return widget.accessibleName() or (widget.text() if isinstance(widget, QAbstractButton) else "")


def make_shell(folder: Path, presenter: Presenter) -> Shell:
    """The program with everything it writes in one folder."""
    file = folder / "walk.yaml"
    file.write_text(FRAMEWORK, encoding="utf-8")
    framework = read_framework(file, {})
    services = replace(app.make_services(folder / "文档", folder / "data"), frameworks=lambda: [framework])
    return Shell(services, Settings(folder / "window.ini"), presenter, Look.named("light"), app.make_page)


def walk(shell: Shell) -> dict[str, object]:
    """All of it; returns what must be there after the kill."""
    walker = Walker()
    window = begin(walker, shell)
    fill_tables(walker, window)
    write_text(walker, window)
    take_off_points(walker, window)
    register_evidence(walker, window)
    name_a_problem(walker, window)
    fill_cover(walker, window)
    resolved = settle_findings(walker, window)
    written = export(walker, window)
    check(window.session.draft)
    write_on(walker, window)
    return {
        "draft": str(window.draft_path),
        "value": digest(window.session.draft),
        "resolved": resolved,
        "exported": [str(path) for path in written],
    }


def digest(draft: Draft) -> str:
    return hashlib.sha256(canonical(draft)).hexdigest()


def begin(walker: Walker, shell: Shell) -> MainWindow:
    shell.show_start()
    assert shell.start_page is not None
    activate(shell.start_page)

    def create(_dialog: QDialog) -> None:
        walker.tab_to("县（市、区）")
        walker.chinese("示例县")
        walker.key(Qt.Key.Key_Return)

    walker.in_dialog(lambda: walker.control(Qt.Key.Key_N), create)
    return in_its_window(shell)


def in_its_window(shell: Shell) -> MainWindow:
    """The draft's window, on the whole of a common office screen."""
    window = shell.window
    assert window is not None
    window.resize(*SIZE)
    activate(window)
    assert (window.width(), window.height()) == SIZE
    return window


def go_to(walker: Walker, window: MainWindow, node: str) -> None:
    """Ctrl+PgDn and Ctrl+PgUp until a page is shown."""
    for _ in range(10):
        if window.node == node:
            return
        walker.control(Qt.Key.Key_PageDown)
    for _ in range(10):
        if window.node == node:
            return
        walker.control(Qt.Key.Key_PageUp)
    raise AssertionError(f"{window.node} instead of {node}")


def into_page(walker: Walker, window: MainWindow) -> None:
    """F6 until the focus is on the page."""
    for _ in range(3):
        if window.pages.isAncestorOf(walker.focus):
            return
        walker.key(Qt.Key.Key_F6)
    assert window.pages.isAncestorOf(walker.focus)


def fill_tables(walker: Walker, window: MainWindow) -> None:
    go_to(walker, window, "s1.p1")
    into_page(walker, window)
    walker.tab_to("指标数据")
    for metric, slot, number in (
        ("staff.total", PREVIOUS, "100"),
        ("staff.total", CURRENT, "120"),
        ("staff.women", PREVIOUS, "60"),
        ("staff.women", CURRENT, "72"),
    ):
        for _ in range(20):
            table = walker.focus
            assert isinstance(table, QTableView)
            cell = table.current_cell()
            if (cell.metric, cell.key.slot) == (metric, slot):
                break
            walker.key(Qt.Key.Key_Tab)
        walker.digits(number)
        walker.key(Qt.Key.Key_Tab)
    walker.tab_to("生均公用经费")
    walker.paste_from_excel([["1150", "1350"], ["1200", "1400"]])


def write_text(walker: Walker, window: MainWindow) -> None:
    """Two figures linked by completion: their names are typed, Tab takes what is offered."""
    walker.tab_to("配备教师的正文")
    for number, words in enumerate(("全县有教职工总数", "，其中女教职工数"), 1):
        walker.chinese(words)
        until(offered, f"a completion is offered after {words}")
        walker.key(Qt.Key.Key_Tab)
        until(lambda number=number: linked(window.session.draft) == number, f"{number} figures are linked")
    walker.chinese("，都已持证上岗。")


def linked(draft: Draft) -> int:
    return len(links(draft.text("narratives", "s1.p1")))


def offered() -> bool:
    """Whether the list of completions is shown."""
    return any(isinstance(widget, QuietList) and widget.isVisible() for widget in QApplication.allWidgets())


def take_off_points(walker: Walker, window: MainWindow) -> None:
    for number, (clause, times, points, reason) in enumerate(
        (("班额超标", "2", "0.5", "两个班超过规定人数"), ("教师缺编", "1", "0.25", "缺编三人")), 1
    ):
        walker.press("添加扣分", back=True)
        until(lambda number=number: f"第 {number} 项扣分的条款" in name_of(walker.focus), "the new deduction is led to")
        walker.chinese(clause)
        walker.tab_to(f"第 {number} 项扣分的次数")
        walker.control(Qt.Key.Key_A)
        walker.digits(times)
        walker.tab_to(f"第 {number} 项每次扣分")
        walker.control(Qt.Key.Key_A)
        walker.digits(points)
        walker.tab_to(f"第 {number} 项扣分的理由")
        walker.chinese(reason)


def register_evidence(walker: Walker, window: MainWindow) -> None:
    walker.press("登记无文件材料")
    assert isinstance(walker.focus, QLineEdit)
    walker.chinese("编制核定表")
    walker.control(Qt.Key.Key_S)


def name_a_problem(walker: Walker, window: MainWindow) -> None:
    walker.press("添加存在问题")
    assert isinstance(walker.focus, QPlainTextEdit | QLineEdit)
    walker.chinese("专任教师缺编三人")
    walker.press("添加整改措施")
    walker.chinese("公开招聘三人")
    walker.control(Qt.Key.Key_S)


def fill_cover(walker: Walker, window: MainWindow) -> None:
    walker.control(Qt.Key.Key_1)
    assert window.node == "cover"
    into_page(walker, window)
    for label, text in (
        ("主送机关", "示例市人民政府教育督导委员会"),
        ("通知名称", "关于开展2021年度履行教育职责评价的通知"),
        ("通知文号", "示教督〔2022〕3号"),
        ("成文日期", "2022年3月15日"),
        ("签发人", "张三"),
    ):
        walker.tab_to(label)
        walker.chinese(text)


def settle_findings(walker: Walker, window: MainWindow) -> list[str]:
    """F8 from one finding to the next: what is missing is filled in, the first is let stand with a reason.

    Returns the codes that were settled, in order; each must be gone when it has been answered.
    """
    settled: list[str] = []
    for _ in range(30):
        until(lambda: not window.checks._timer.isActive(), "the checks are done")
        if not (window.panel.counts.errors + window.panel.counts.warnings):
            break
        walker.key(Qt.Key.Key_F8)
        row = window.panel.current
        assert row is not None
        finding = row.finding
        if not settled or not answer(walker, finding.place.metric):
            waive(walker, window)
        until(lambda finding=finding: is_settled(window, finding.identity), f"“{finding.message}” is settled")
        settled.append(finding.code)
    counts = window.panel.counts
    assert counts.errors + counts.warnings == 0, [row.finding.message for row in window.panel.model.rows]
    return settled


def is_settled(window: MainWindow, identity: str) -> bool:
    session = window.session
    return not any(finding.identity == identity and not session.waived(finding) for finding in session.findings())


def answer(walker: Walker, metric: str) -> bool:
    """Put something sensible into the field that F8 has led to; False if there is nothing to fill in."""
    field = walker.focus
    if isinstance(field, QTableView) and metric:
        walker.digits("980")
        walker.key(Qt.Key.Key_Return)
        return True
    if isinstance(field, QTextEdit):
        walker.chinese("按规定落实到位。")
        walker.control(Qt.Key.Key_S)
        return True
    if isinstance(field, QLineEdit) and name_of(field) == "自评得分":
        walker.digits("5")
        walker.control(Qt.Key.Key_S)
        return True
    if isinstance(field, QComboBox):
        walker.key(Qt.Key.Key_Down)
        return True
    return False


def waive(walker: Walker, window: MainWindow) -> None:
    def give_reason(_dialog: QDialog) -> None:
        walker.tab_to("理由")
        walker.chinese("已与主管部门核对，情况属实。")
        walker.tab_to("确认人")
        walker.chinese("张三")
        walker.press("保留")

    for _ in range(3):
        if window.panel.isAncestorOf(walker.focus):
            break
        walker.key(Qt.Key.Key_F6)
    walker.in_dialog(lambda: walker.press("保留意见"), give_reason)
    activate(window)


def export(walker: Walker, window: MainWindow) -> list[Path]:
    written: list[Path] = []

    def run(dialog: QDialog) -> None:
        assert isinstance(dialog, ExportDialog)
        walker.press("导出送审稿")
        until(lambda: dialog.page == DONE, "the export is done")
        written.extend(file.path for file in dialog.written)
        walker.press("关闭")

    walker.in_dialog(lambda: walker.control(Qt.Key.Key_E), run)
    activate(window)
    return written


def check(draft: Draft) -> None:
    """Everything that was entered is in the draft."""
    stated = {key: str(entry.amount) for key, entry in draft.rows("figures").items() if entry.amount is not None}
    table = [[stated[(metric, slot)] for slot in (PREVIOUS, CURRENT)] for metric in ("staff.total", "staff.women")]
    assert table == [["100", "120"], ["60", "72"]]
    matrix = [[stated[(f"pupil.{stage}", slot)] for stage in ("primary", "junior")] for slot in (PREVIOUS, CURRENT)]
    assert matrix == [["1150", "1350"], ["1200", "1400"]]
    assert [link.metric for link in links(draft.text("narratives", "s1.p1"))] == ["staff.total", "staff.women"]
    assert draft.text("narratives", "s1.p1").endswith("，都已持证上岗。")
    deductions = sorted(draft.rows("deductions").values(), key=lambda d: d.order)
    assert [(d.clause, str(d.times), str(d.points), d.reason) for d in deductions] == [
        ("班额超标", "2", "0.5", "两个班超过规定人数"),
        ("教师缺编", "1", "0.25", "缺编三人"),
    ]
    assert [evidence.title for evidence in draft.rows("evidence").values()] == ["编制核定表"]
    (problem,) = draft.rows("problems").values()
    assert (problem.text, problem.remedies[0].text) == ("专任教师缺编三人", "公开招聘三人")
    assert draft.text("cover", "date") == "2022年3月15日"
    (waiver,) = draft.rows("waivers").values()
    assert (waiver.reason, waiver.person) == ("已与主管部门核对，情况属实。", "张三")


def write_on(walker: Walker, window: MainWindow) -> None:
    """Half a sentence, until the crash journal has it; the field is never left."""
    go_to(walker, window, "s1.p2")
    into_page(walker, window)
    walker.tab_to("保障经费的正文")
    walker.chinese(LAST_WORDS)
    until(lambda: is_journalled(window), "the journal holds what is being typed")


def is_journalled(window: MainWindow) -> bool:
    session = window.session
    return session._open is not None and session._open is session._journalled and not window._opened.state.waiting


def main(folder: Path) -> None:
    """Walk, say what was left, and die."""
    faulthandler.dump_traceback_later(LONGEST, exit=True)
    complaints: list[str] = []

    def hear(kind: QtMsgType, _context: object, message: str) -> None:
        if kind is not QtMsgType.QtDebugMsg and not message.startswith(HARMLESS):
            complaints.append(message)

    def fail(kind: type[BaseException], error: BaseException, trace: object) -> None:
        complaints.append(repr(error))
        sys.__excepthook__(kind, error, trace)  # type: ignore[arg-type]

    qInstallMessageHandler(hear)
    sys.excepthook = fail
    application = app.make_application()
    app.dress(application)
    left = walk(make_shell(folder, Presenter()))
    if complaints:
        raise AssertionError(complaints)
    print(json.dumps(left, ensure_ascii=False), flush=True)
    os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    try:
        main(Path(sys.argv[1]))
    except BaseException:
        import traceback

        traceback.print_exc()
        os._exit(1)  # whatever windows are open
