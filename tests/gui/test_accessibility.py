"""Keyboard and ears: every input that can be seen has a name and is reached by Tab, on every page and dialog."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDialogButtonBox,
    QHeaderView,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QTableView,
    QTextBrowser,
    QTextEdit,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from eduduty_desktop import app, assets
from eduduty_desktop.document.names import Edition
from eduduty_desktop.draft.sign_off import SignOff
from eduduty_desktop.framework.library import Library
from eduduty_desktop.gui.commands import COMMANDS
from eduduty_desktop.gui.cover_fields import CalendarDialog
from eduduty_desktop.gui.departments.issue_dialog import IssueDialog
from eduduty_desktop.gui.departments.page import Desk
from eduduty_desktop.gui.departments.slip_dialog import SlipDialog
from eduduty_desktop.gui.editions.sign_off_dialog import LiftDialog, SignOffDialog
from eduduty_desktop.gui.editions.stale_dialog import StaleDialog
from eduduty_desktop.gui.editions.withheld_dialog import WithheldDialog
from eduduty_desktop.gui.find_replace import FindReplace
from eduduty_desktop.gui.frameworks.fields import show_help
from eduduty_desktop.gui.frameworks.import_dialog import ImportDialog
from eduduty_desktop.gui.help_places import HELP_PLACES, HelpKey, help_place, term_of
from eduduty_desktop.gui.look import Look
from eduduty_desktop.gui.main_window import MainWindow
from eduduty_desktop.gui.manual_pages import ManualPages
from eduduty_desktop.gui.new_draft import NewDraftDialog
from eduduty_desktop.gui.outline_model import pages_of
from eduduty_desktop.gui.presenter import Presenter
from eduduty_desktop.gui.proofing.result_dialog import ResultDialog
from eduduty_desktop.gui.proofing.window import CHOOSE
from eduduty_desktop.gui.restore_dialog import RestoreDialog
from eduduty_desktop.gui.salvage_dialog import SalvageDialog
from eduduty_desktop.gui.settings import Settings
from eduduty_desktop.gui.shell import Shell
from eduduty_desktop.gui.top_bar import MENU
from eduduty_desktop.gui.waiving import WaiverDialog
from eduduty_desktop.workspace.staleness import Stale

INPUTS = (
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QComboBox,
    QAbstractSpinBox,
    QAbstractButton,
    QAbstractItemView,
)
MOST_TABS = 600


def inputs_of(root: QWidget) -> list[QWidget]:
    """Everything that takes input and can be seen, without the inner parts of compound inputs."""
    return [w for w in root.findChildren(QWidget) if isinstance(w, INPUTS) and w.isVisible() and not is_inner(w)]


def is_inner(widget: QWidget) -> bool:
    parent = widget.parentWidget()
    if isinstance(widget, QHeaderView) or isinstance(parent, QLineEdit | QAbstractSpinBox | QComboBox):
        return True
    names = {"qt_spinbox_lineedit", "qt_calendar_prevmonth", "qt_calendar_nextmonth", "qt_toolbar_ext_button"}
    calendar = widget.objectName().startswith("qt_calendar") or widget.objectName() in names
    corner = type(widget) is QAbstractButton and isinstance(parent, QTableView)
    return (
        corner
        or calendar
        or type(widget).__name__ in {"QHeaderView", "QTableCornerButton", "QComboBoxPrivateContainer"}
    )


def name_of(widget: QWidget) -> str:
    if widget.accessibleName():
        return widget.accessibleName()
    return widget.text() if isinstance(widget, QAbstractButton) else ""


def describe(widget: QWidget) -> str:
    chain = []
    at: QWidget | None = widget
    while at is not None and len(chain) < 5:
        chain.append(f"{type(at).__name__}({at.objectName() or name_of(at)})")
        at = at.parentWidget()
    return " < ".join(chain)


def reached_by_tab(root: QWidget) -> set[QWidget]:
    """Every widget that takes the focus when Tab goes round once."""
    reached: list[QWidget] = []
    for _ in range(MOST_TABS):
        at = root.window().focusWidget()
        if at is None or at in reached[:1]:
            break
        reached.append(at)
        if not at.focusNextPrevChild(True):
            break
    return set(reached)


def complaints(root: QWidget) -> list[str]:
    found = [f"no name: {describe(w)}" for w in inputs_of(root) if not name_of(w).strip()]
    wanted = [w for w in inputs_of(root) if w.isEnabled() and not exempt(w)]
    if wanted:
        wanted[0].setFocus(Qt.FocusReason.TabFocusReason)
    reached = reached_by_tab(root)
    return found + [f"no Tab: {describe(w)}" for w in wanted if w not in reached and w.focusProxy() not in reached]


def exempt(widget: QWidget) -> bool:
    """Radio buttons and exclusive choices are one stop; arrow keys go on from there."""
    group = widget.group() if isinstance(widget, QAbstractButton) else None
    radio = isinstance(widget, QAbstractButton) and widget.autoExclusive()
    return radio or (group is not None and group.exclusive())


@pytest.fixture
def shell(qtbot: QtBot, tmp_path: Path, presenter, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shell]:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    settings = Settings(tmp_path / "window.ini")
    shell = Shell(app.make_services(tmp_path / "文档"), settings, presenter, Look.named("light"), app.make_page)
    yield shell
    for window in (shell.window, shell.sides.frameworks, shell.start_page):
        if window is not None:
            window.close()


@pytest.fixture
def sample(qtbot: QtBot, shell: Shell) -> MainWindow:
    shell.new_drafts.open_sample()
    window = shell.window
    assert window is not None
    window.resize(1366, 728)
    qtbot.waitExposed(window)
    window.checks.finish()
    return window


def test_every_page_is_named_and_reached_by_tab(sample: MainWindow) -> None:
    found = {}
    for node in pages_of(sample.session.draft.framework):
        sample.show_node(node)
        QApplication.processEvents()
        if wrong := complaints(sample):
            found[node] = wrong
    assert not found


def dialogs(window: MainWindow) -> dict[str, Callable[[], QWidget]]:
    draft, path = window.session.draft, window.draft_path
    rescue = window._services.rescue
    desk = Desk(window._services.now, window._settings, Presenter(), window._services.show_in_folder)

    def manual() -> QWidget:
        window.help.show_manual()
        assert window.help.manual is not None
        return window.help.manual

    def restore() -> QWidget:
        window._opened.back_up().result()
        return RestoreDialog(path, rescue.backups(path), draft, rescue.difference, window)

    def replace() -> QWidget:
        from eduduty_desktop.gui.find_replace import FindReplace

        window.actions_by_name["replace"].trigger()
        return window.findChild(FindReplace)

    return {
        "withheld": lambda: WithheldDialog(draft, window),
        "sign_off": lambda: SignOffDialog(SignOff(issuer="周五", on="2022年3月1日"), 0, 1, window),
        "lift": lambda: LiftDialog("2022年3月1日定稿", window),
        "stale": lambda: StaleDialog(draft.framework, [Stale(Edition.FINAL, datetime(2022, 1, 1, tzinfo=UTC))], window),
        "new": lambda: NewDraftDialog(Library.shipped().all(), path.parent, "洪江市", window),
        "waiver": lambda: WaiverDialog(window.panel.model.rows[0].finding, window),
        "export": window.exports.make_dialog,
        "manual": manual,
        "restore": restore,
        "salvage": lambda: SalvageDialog(["共 3 项", "一", "二"], window),
        "calendar": lambda: CalendarDialog(None, window),
        "replace": replace,
        "issue": lambda: IssueDialog(draft, "财政局", path.parent, Presenter(), window),
        "slips": lambda: SlipDialog(draft, ["财政局"], desk, path.parent, window),
    }


@pytest.mark.parametrize(
    "name",
    [
        *("new", "waiver", "export", "manual", "restore", "salvage", "calendar", "replace"),
        *("withheld", "sign_off", "lift", "stale", "issue", "slips"),
    ],
)
def test_every_dialog_is_named_and_reached_by_tab(qtbot: QtBot, sample: MainWindow, name: str) -> None:
    dialog = dialogs(sample)[name]()
    dialog.show()
    qtbot.waitExposed(dialog)
    wrong = complaints(dialog)
    dialog.close()
    assert not wrong
    buttons = [*dialog.findChildren(QDialogButtonBox), *dialog.findChildren(QAbstractButton)]
    assert buttons


def test_the_start_page_is_named_and_reached_by_tab(qtbot: QtBot, shell: Shell) -> None:
    shell.show_start()
    assert shell.start_page is not None
    assert not complaints(shell.start_page)


def test_the_framework_page_is_named_and_reached_by_tab(qtbot: QtBot, shell: Shell) -> None:
    shell.sides.show_frameworks()
    page = shell.sides.frameworks
    assert page is not None
    qtbot.waitExposed(page)
    assert not complaints(page)
    page.files.copy_own()
    for node in ("", page.framework.sections[0].id, page.framework.points[0].id):
        page.show_node(node)
        for tab in range(page.details.count()):
            page.details.setCurrentIndex(tab)
            QApplication.processEvents()
            assert not complaints(page), (node, tab)
    page.close()


def test_the_import_dialog_is_named_and_reached_by_tab(qtbot: QtBot, shell: Shell, tmp_path: Path) -> None:
    shown = ImportDialog(shell._services, shell._settings, shell._presenter, shell._look)
    qtbot.addWidget(shown)
    shown.show()
    qtbot.waitExposed(shown)
    assert not complaints(shown)
    notice = tmp_path / "通知.csv"
    rows = ["一级指标,测评点,分值,责任单位", "党的领导,机制,60,教育局", "教育保障,经费,40,财政局"]
    notice.write_text("\n".join(rows), encoding="utf-8")
    shown.read(notice)
    qtbot.waitUntil(lambda: not (shown.reading.is_running or shown.searching.is_running), timeout=20_000)
    for tab in range(shown.review.result.tabs.count()):
        shown.review.result.tabs.setCurrentIndex(tab)
        QApplication.processEvents()
        assert not complaints(shown), tab
    shown.create_framework()
    assert not complaints(shown)
    shown.close()


def test_the_page_of_other_reports_is_named_reached_by_tab_and_helped(
    qtbot: QtBot, shell: Shell, presenter, tmp_path: Path
) -> None:
    report = tmp_path / "报告.txt"
    report.write_text("全县学校 xx 所，其中小学24所。", encoding="utf-8")
    shell.sides.show_proofing()
    window = shell.sides.proofing
    assert window is not None
    qtbot.waitExposed(window)
    assert not complaints(window)
    assert not helpless(window)
    with qtbot.waitSignal(window.settled):
        window.open(report)
    assert not complaints(window)
    assert not helpless(window)
    presenter.answer_dialog = lambda dialog: dialog.show()
    window.show_result()
    (dialog,) = presenter.dialogs
    assert isinstance(dialog, ResultDialog)
    qtbot.waitExposed(dialog)
    assert not complaints(dialog)
    assert not helpless(dialog)
    with qtbot.waitSignal(window.settled):
        window.open(report.with_name("无.txt"))
    window.report = None
    window._show_page(CHOOSE)
    assert not complaints(window)
    assert not helpless(window)
    window.close()


def test_the_sweep_notices_what_it_is_for(qtbot: QtBot) -> None:
    root = QWidget()
    qtbot.addWidget(root)
    nameless = QLineEdit(root)
    unreachable = QToolButton(root)
    unreachable.setText("按")
    unreachable.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
    unreachable.move(QPoint(0, 40))
    root.show()
    qtbot.waitExposed(root)
    assert [each.partition(":")[0] for each in complaints(root)] == ["no name", "no Tab"]
    assert nameless.isVisible()


def test_every_command_is_in_the_menu_with_its_keys(sample: MainWindow) -> None:
    named = [name for group in MENU.values() for name in group if name != "|"]
    assert sorted(named) == sorted(command.name for command in COMMANDS if command.name != "menu")
    button = sample.findChild(QToolButton, "menuButton")
    assert isinstance(button, QToolButton)
    menu = button.menu()
    assert isinstance(menu, QMenu)
    assert list(_commands_of(menu)) == [sample.actions_by_name[name] for name in named]
    assert menu.sizeHint().height() < 512  # a small screen at 150 %


def _commands_of(menu: QMenu) -> Iterator[QAction]:
    for action in menu.actions():
        inner = action.menu()
        if isinstance(inner, QMenu):
            yield from _commands_of(inner)
        elif not action.isSeparator():
            yield action


def test_f6_goes_round_the_three_parts(sample: MainWindow) -> None:
    sample.activateWindow()
    sample.outline.tree.setFocus()
    parts = [sample.pages, sample.panel, sample.outline]
    for part in parts:
        sample.actions_by_name["next_part"].trigger()
        focused = sample.focusWidget()
        assert focused is not None
        assert part.isAncestorOf(focused)
    sample.actions_by_name["previous_part"].trigger()
    focused = sample.focusWidget()
    assert focused is not None
    assert sample.panel.isAncestorOf(focused)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_focus_is_seen(qtbot: QtBot, qapp: QApplication, shell: Shell, theme: str) -> None:
    """A focused input does not look as an unfocused one, in either theme."""
    before = (qapp.font(), qapp.palette(), qapp.styleSheet())
    Look.named(theme).apply(qapp)
    try:
        shell.new_drafts.open_sample()
        window = shell.window
        assert window is not None
        qtbot.waitExposed(window)
        with qtbot.waitActive(window):
            window.activateWindow()
        window.show_node("cover")
        for widget in inputs_of(window.pages)[:24]:
            if not widget.isEnabled() or exempt(widget):
                continue
            window.outline.tree.setFocus(Qt.FocusReason.TabFocusReason)
            plain = widget.grab().toImage()
            widget.setFocus(Qt.FocusReason.TabFocusReason)
            assert widget.grab().toImage() != plain, describe(widget)
    finally:
        qapp.setFont(before[0])
        qapp.setPalette(before[1])
        qapp.setStyleSheet(before[2])


def helpless(root: QWidget) -> list[str]:
    """Fields whose help leads nowhere: no place, no page, no such section."""
    pages = ManualPages(assets.path("resources", "manual"))
    found = []
    for widget in inputs_of(root):
        page, _, section = help_place(widget).partition("#")
        if page not in pages.names() or section not in pages.sections(page):
            found.append(f"{page}#{section}: {describe(widget)}")
    return found


def test_help_leads_to_sections_that_exist() -> None:
    pages = ManualPages(assets.path("resources", "manual"))
    for place in HELP_PLACES.values():
        page, _, section = place.partition("#")
        assert section in pages.sections(page), place


def test_every_field_of_every_page_has_its_section(sample: MainWindow) -> None:
    found = {}
    swept = 0
    for node in pages_of(sample.session.draft.framework):
        sample.show_node(node)
        QApplication.processEvents()
        swept += len(inputs_of(sample))
        if wrong := helpless(sample):
            found[node] = wrong
    assert not found
    assert swept > 1000


@pytest.mark.parametrize(
    "name",
    [
        *("new", "waiver", "export", "manual", "restore", "salvage", "calendar", "replace"),
        *("withheld", "sign_off", "lift", "stale"),
    ],
)
def test_every_field_of_every_dialog_has_its_section(qtbot: QtBot, sample: MainWindow, name: str) -> None:
    dialog = dialogs(sample)[name]()
    dialog.show()
    qtbot.waitExposed(dialog)
    assert inputs_of(dialog)
    wrong = helpless(dialog)
    dialog.close()
    assert not wrong


def test_fields_outside_of_drafts_have_their_sections(qtbot: QtBot, shell: Shell) -> None:
    shell.show_start()
    shell.sides.show_frameworks()
    shown = ImportDialog(shell._services, shell._settings, shell._presenter, shell._look)
    qtbot.addWidget(shown)
    shown.show()
    page = shell.sides.frameworks
    assert page is not None
    page.files.copy_own()
    for node in ("", page.framework.sections[0].id, page.framework.points[0].id):
        page.show_node(node)
        for tab in range(page.details.count()):
            page.details.setCurrentIndex(tab)
            QApplication.processEvents()
            assert not helpless(page), (node, tab)
    assert shell.start_page is not None
    assert not [*helpless(shell.start_page), *helpless(shown)]
    shown.close()
    page.close()


def test_f1_in_a_dialog_goes_to_the_line_of_the_field(qtbot: QtBot, qapp: QApplication, sample: MainWindow) -> None:
    asked: list[tuple[QWidget, str, str]] = []
    key = HelpKey(qapp, lambda window, place, term: asked.append((window, place, term)))
    dialog = NewDraftDialog(Library.shipped().all(), sample.draft_path.parent, "洪江市", sample)
    try:
        dialog.open()  # the window's own command cannot be reached
        qtbot.waitExposed(dialog)
        QApplication.processEvents()
        dialog.activateWindow()
        qtbot.waitUntil(lambda: dialog.isActiveWindow() and dialog.county.hasFocus())
        qtbot.keyClick(dialog.county, Qt.Key.Key_F1)
    finally:
        key.deleteLater()
        dialog.close()
    assert asked == [(dialog, "start#新建自评稿", term_of(dialog.county))]
    manual = show_help(sample, sample._services, *asked[0][1:])
    assert manual.browser.textCursor().selectedText().startswith("县（市、区）")
    manual.close()


def test_f1_in_a_dialog_beside_the_window_is_about_the_dialog(
    qtbot: QtBot, qapp: QApplication, sample: MainWindow
) -> None:
    asked: list[str] = []
    key = HelpKey(qapp, lambda _window, place, _term: asked.append(place))
    sample.actions_by_name["replace"].trigger()
    dialog = sample.findChild(FindReplace)
    try:
        qtbot.waitExposed(dialog)
        QApplication.processEvents()
        dialog.activateWindow()
        qtbot.waitUntil(dialog.isActiveWindow)
        qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_F1)
    finally:
        key.deleteLater()
        dialog.close()
    assert asked == ["narrative#查找和替换"]
    assert sample.help.manual is None, "once is enough"


def test_f1_opens_the_page_of_the_field(sample: MainWindow) -> None:
    sample.activateWindow()
    sample.show_node("cover")
    sample.outline.tree.setFocus()
    sample.actions_by_name["next_part"].trigger()
    sample.actions_by_name["manual"].trigger()
    assert sample.help.manual is not None
    assert sample.help.manual.findChild(QTextBrowser).toPlainText().startswith("封面信息")
    sample.help.manual.close()
    sample.activateWindow()
    sample.panel.step(1)
    sample.panel.tree.setFocus()
    sample.actions_by_name["manual"].trigger()
    assert sample.panel.current is not None
    assert sample.help.manual._shown == sample.panel.current.finding.code
