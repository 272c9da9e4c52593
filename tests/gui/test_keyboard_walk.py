"""A county's way through the program by keyboard alone, at 1366 × 768: from the start page to what a crash leaves.

Chinese comes through the input method or the clipboard, as it does for people.
"""

import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
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
from pytestqt.qtbot import QtBot

from eduduty_desktop import app
from eduduty_desktop.draft import CURRENT, PREVIOUS, Draft, canonical
from eduduty_desktop.draft.narrative import links
from eduduty_desktop.framework import Framework
from eduduty_desktop.framework.reader import read_framework
from eduduty_desktop.gui.export_dialog import DONE, ExportDialog
from eduduty_desktop.gui.look import Look
from eduduty_desktop.gui.main_window import MainWindow
from eduduty_desktop.gui.point.link_popup import LinkPopup
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
MOST_TABS = 250
SEPARATED = re.compile(r"[\s\u2009\u202f]")


class Walker:
    """Hands on the keyboard: every step is a key, an input method's commit, or a paste."""

    def __init__(self, qtbot: QtBot) -> None:
        self.qtbot = qtbot

    @property
    def focus(self) -> QWidget:
        self.qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
        return QApplication.focusWidget()

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.qtbot.keyClick(self.focus, key, modifier)
        QApplication.processEvents()  # a person is slower than the layout of a new field

    def control(self, key: Qt.Key) -> None:
        self.key(key, Qt.KeyboardModifier.ControlModifier)

    def digits(self, text: str) -> None:
        assert text.isascii()
        for each in text:  # the first one may open an editor, which takes the others
            self.qtbot.keyClicks(self.focus, each)

    def chinese(self, text: str) -> None:
        event = QInputMethodEvent("", [])
        event.setCommitString(text)
        QApplication.sendEvent(self.focus, event)

    def paste(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
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
                self.qtbot.waitExposed(dialog)
                dialog.activateWindow()
                self.qtbot.waitUntil(lambda: dialog.isAncestorOf(QApplication.focusWidget()))
                drive(dialog)
            except BaseException as error:
                failures.append(error)
                dialog.reject()

        QTimer.singleShot(0, look)
        begin()
        if failures:
            raise failures[0]

    def back_to(self, window: QWidget) -> None:
        """What a desktop does when a dialog or list is opened or closed, and the test's screen does not."""
        window.activateWindow()
        self.qtbot.waitUntil(window.isActiveWindow)


def name_of(widget: QWidget) -> str:
    return widget.accessibleName() or (widget.text() if isinstance(widget, QAbstractButton) else "")


@pytest.fixture
def framework(tmp_path: Path) -> Framework:
    file = tmp_path / "walk.yaml"
    file.write_text(FRAMEWORK, encoding="utf-8")
    return read_framework(file, {})


@pytest.fixture
def shell(qtbot: QtBot, tmp_path: Path, framework: Framework, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shell]:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    services = replace(app.make_services(tmp_path / "文档"), frameworks=lambda: [framework])
    settings = Settings(tmp_path / "window.ini")
    shell = Shell(services, settings, Presenter(), Look.named("light"), app.make_page)
    yield shell
    for window in (shell.window, shell.start_page):
        if window is not None:
            window.close()


@pytest.mark.qt_log_ignore("This plugin does not support (raise|grabbing the keyboard)", extend=True)
def test_a_draft_is_written_exported_and_survives_by_keyboard_alone(qtbot: QtBot, shell: Shell, tmp_path: Path) -> None:
    walker = Walker(qtbot)
    window = begin(walker, shell)
    fill_tables(walker, window)
    write_text(walker, window)
    take_off_points(walker, window)
    register_evidence(walker, window)
    name_a_problem(walker, window)
    fill_cover(walker, window)
    settle_findings(walker, window)
    export(walker, window)
    check(window.session.draft)
    survives(walker, shell, window, tmp_path)


def begin(walker: Walker, shell: Shell) -> MainWindow:
    shell.show_start()
    page = shell.start_page
    assert page is not None
    walker.qtbot.waitExposed(page)
    page.activateWindow()

    def create(_dialog: QDialog) -> None:
        walker.tab_to("县（市、区）")
        walker.chinese("示例县")
        walker.key(Qt.Key.Key_Return)

    walker.in_dialog(lambda: walker.control(Qt.Key.Key_N), create)
    window = shell.window
    assert window is not None
    window.resize(1366, 768)
    walker.qtbot.waitExposed(window)
    walker.back_to(window)
    assert (window.width(), window.height()) == (1366, 768)
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
    walker.paste("1150\t1350\n1200\t1400\n")


def write_text(walker: Walker, window: MainWindow) -> None:
    walker.tab_to("配备教师的正文")
    walker.chinese("全县有教职工")
    # The test's screen has no keyboard to grab: there a popup lives until the next event of that screen.
    walker.qtbot.keyClick(walker.focus, Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier)
    assert name_of(walker.focus) == "筛选指标数据"
    walker.chinese("教职工总数")
    walker.qtbot.keyClick(walker.focus, Qt.Key.Key_Return)
    walker.qtbot.waitUntil(lambda: not any(isinstance(w, LinkPopup) for w in QApplication.allWidgets()))
    walker.back_to(window)
    assert name_of(walker.focus) == "配备教师的正文"
    walker.chinese("，其中女教职工数")
    walker.qtbot.waitUntil(offered)
    walker.key(Qt.Key.Key_Tab)
    walker.qtbot.waitUntil(lambda: len(links(window.session.draft.text("narratives", "s1.p1"))) == 2)
    walker.chinese("，都已持证上岗。")


def offered() -> bool:
    """Whether the list of completions is shown."""
    return any(isinstance(widget, QuietList) and widget.isVisible() for widget in QApplication.allWidgets())


def take_off_points(walker: Walker, window: MainWindow) -> None:
    for number, (clause, times, points, reason) in enumerate(
        (("班额超标", "2", "0.5", "两个班超过规定人数"), ("教师缺编", "1", "0.25", "缺编三人")), 1
    ):
        walker.press("添加扣分", back=True)
        walker.qtbot.waitUntil(lambda number=number: f"第 {number} 项扣分的条款" in name_of(walker.focus))
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


def settle_findings(walker: Walker, window: MainWindow) -> None:
    """F8 from one 错误 to the next: what is missing is filled in, the last one is let stand with a reason."""
    waived = False
    for _ in range(30):
        window.checks.finish()
        if not (window.panel.counts.errors + window.panel.counts.warnings):
            break
        walker.key(Qt.Key.Key_F8)
        row = window.panel.current
        assert row is not None
        if not waived or not answer(walker, row.finding.place.metric):
            waive(walker, window)
            waived = True
    assert window.panel.counts.errors == 0, [row.finding.message for row in window.panel.model.rows]
    assert window.session.draft.rows("waivers")


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
    walker.back_to(window)


def export(walker: Walker, window: MainWindow) -> None:
    written: list[Path] = []

    def run(dialog: QDialog) -> None:
        assert isinstance(dialog, ExportDialog)
        with walker.qtbot.waitSignal(dialog.export_ended, timeout=20_000):
            walker.press("导出送审稿")
        assert dialog.page == DONE
        written.extend(file.path for file in dialog.written)
        walker.press("关闭")

    walker.in_dialog(lambda: walker.control(Qt.Key.Key_E), run)
    walker.back_to(window)
    assert {path.suffix for path in written} == {".docx", ".xlsx"}
    assert all(path.stat().st_size > 1000 for path in written)


def check(draft: Draft) -> None:
    """Everything that was entered is in the draft."""
    stated = {key: str(entry.amount) for key, entry in draft.rows("figures").items() if entry.amount is not None}
    assert stated[("staff.total", PREVIOUS)] == "100"
    assert stated[("staff.women", CURRENT)] == "72"
    matrix = [stated[(metric, slot)] for metric in ("pupil.primary", "pupil.junior") for slot in (PREVIOUS, CURRENT)]
    assert sorted(matrix) == ["1150", "1200", "1350", "1400"]
    assert [link.metric for link in links(draft.text("narratives", "s1.p1"))] == ["staff.total", "staff.women"]
    deductions = sorted(draft.rows("deductions").values(), key=lambda d: d.order)
    assert [(d.clause, str(d.times), str(d.points)) for d in deductions] == [
        ("班额超标", "2", "0.5"),
        ("教师缺编", "1", "0.25"),
    ]
    assert [evidence.title for evidence in draft.rows("evidence").values()] == ["编制核定表"]
    (problem,) = draft.rows("problems").values()
    assert (problem.text, problem.remedies[0].text) == ("专任教师缺编三人", "公开招聘三人")
    assert draft.text("cover", "date") == "2022年3月15日"


def survives(walker: Walker, shell: Shell, window: MainWindow, tmp_path: Path) -> None:
    """The file as a kill at this moment leaves it, with words that were being typed: everything is there again."""
    go_to(walker, window, "s1.p2")
    into_page(walker, window)
    walker.tab_to("保障经费的正文")
    walker.chinese("正在写的这一句也在。")
    walker.qtbot.waitUntil(lambda: everything_is_saved(window))
    left = tmp_path / "断电以后.eduduty"
    shutil.copy(window.draft_path, left)
    journal = window.draft_path.with_name(window.draft_path.name + "-journal")
    if journal.exists():
        shutil.copy(journal, left.with_name(left.name + "-journal"))
    before = canonical(window.session.draft)
    assert shell.open(left)
    again = shell.window
    assert again is not None
    assert again is not window
    assert canonical(again.session.draft) == before
    assert "正在写的这一句也在。" in again.session.draft.text("narratives", "s1.p2")
    assert again._opened.recovered > 0
    window.close()


def everything_is_saved(window: MainWindow) -> bool:
    """Nothing waits, and the journal holds what is being typed."""
    session = window.session
    return session._open is session._journalled and not window._opened.state.waiting


def test_chinese_is_never_typed_as_keys() -> None:
    """QTest.keyClicks with Chinese aborts the process; `digits` must refuse it."""
    with pytest.raises(AssertionError):
        Walker(None).digits("中文")  # type: ignore[arg-type]
