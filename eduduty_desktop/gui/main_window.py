"""The window of one draft: outline left, page in the middle, findings right, commands above, status below."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QLabel, QMainWindow, QSplitter, QVBoxLayout, QWidget

from eduduty_desktop.draft import PROFILE, Finding
from eduduty_desktop.errors import UserError
from eduduty_desktop.gui.checking import CheckLoop
from eduduty_desktop.gui.commands import connect_actions, describe, make_actions
from eduduty_desktop.gui.editions.desk import EditionDesk
from eduduty_desktop.gui.editions.strip import FrozenStrip
from eduduty_desktop.gui.export_desk import ExportDesk
from eduduty_desktop.gui.finder import open_finder
from eduduty_desktop.gui.findings_model import FindingRow
from eduduty_desktop.gui.findings_panel import FindingsPanel
from eduduty_desktop.gui.followers import Followers
from eduduty_desktop.gui.help_access import HelpAccess
from eduduty_desktop.gui.last_year.desk import LastYearDesk
from eduduty_desktop.gui.later_pages import LaterPages
from eduduty_desktop.gui.look import Look
from eduduty_desktop.gui.narrow import NarrowWindow
from eduduty_desktop.gui.outline import Outline
from eduduty_desktop.gui.outline_model import (
    COVER,
    DEPARTMENTS,
    OVERVIEW,
    PROBLEMS,
    SCHOOLS,
    SENDING,
    node_of,
    pages_of,
)
from eduduty_desktop.gui.pages import Pages
from eduduty_desktop.gui.presenter import Presenter
from eduduty_desktop.gui.preview.access import PreviewAccess
from eduduty_desktop.gui.reading_only import ReadingOnly
from eduduty_desktop.gui.safety import Safety
from eduduty_desktop.gui.services import OpenedDraft, Page, Services
from eduduty_desktop.gui.settings import Settings
from eduduty_desktop.gui.status import ReadOnlyStrip, StatusLine
from eduduty_desktop.gui.top_bar import make_top_bar
from eduduty_desktop.gui.trace.access import TraceAccess
from eduduty_desktop.gui.wayfinder import Wayfinder
from eduduty_desktop.gui.window_shape import remember_shape, restore_shape
from eduduty_desktop.workspace.session import Applied


class MainWindow(QMainWindow):
    """Lays the parts out and lets them hear of each other."""

    home_asked = Signal()
    restore_asked = Signal()
    framework_asked = Signal()  # the draft's own
    frameworks_asked = Signal()
    proofing_asked = Signal()
    closed = Signal()
    reopen_asked = Signal()
    ready = Signal()  # once: shown, with the findings of the draft as it was opened

    def __init__(
        self,
        opened: OpenedDraft,
        make_page: Callable[[OpenedDraft, QWidget], Page],
        services: Services,
        settings: Settings,
        presenter: Presenter,
        look: Look,
    ) -> None:
        super().__init__()
        self._opened = opened
        self.session = opened.session
        self._services = services
        self._settings = settings
        self._presenter = presenter
        self._look = look
        self._node = ""
        self.actions_by_name = make_actions(self, look)
        self.outline = Outline(self.session, look)
        self.page = make_page(opened, self)
        self.panel = FindingsPanel(self.session, look)
        self.status = StatusLine(look)
        self.help = HelpAccess(services, self.panel, self)
        self._narrow = NarrowWindow(self, self.panel)
        self.safety = Safety(opened, services, presenter, look, self)
        self.checks = CheckLoop(self.session, self)
        self.pages = Pages(self.session, look, self.page)
        self.tracing = TraceAccess(opened, self.actions_by_name["trace"], presenter, self)
        self.preview = PreviewAccess(opened, look, settings, presenter, self.actions_by_name["preview"], self)
        self.read_only: ReadingOnly | None = ReadingOnly(self) if self.session.read_only else None
        self.editions = EditionDesk(opened, presenter, self.checks.finish, self)
        self.frozen: FrozenStrip | None = None
        self.exports = ExportDesk(opened, services, settings, presenter, self.checks, self.editions, self)
        self.last_year = LastYearDesk(opened, settings, presenter, self)
        self.way = Wayfinder(self)
        self._later = LaterPages(opened, services, settings, presenter, look, self)
        self._title = QLabel()
        self._followers = Followers(
            opened, self.actions_by_name, self.outline, self.panel, self.status, self._title, self
        )
        self._arrange()
        self._connect()
        self._restore()
        self.checks.start()

    @property
    def node(self) -> str:
        """The page that is shown."""
        return self._node

    @property
    def draft_path(self) -> Path:
        """Where the draft's file lies."""
        return self._opened.path

    def show_node(self, node: str) -> None:
        """Show the page of a point, a section, 基本情况 or the cover."""
        if node == self._node:
            return
        self._node = node
        self.pages.show_node(node)
        self.outline.show_node(node)
        self.panel.show_node(node)
        self.preview.show_node(node)
        self.way.enable()

    def reveal(self, finding: Finding) -> None:
        """Lead to the field that a finding is about."""
        node = node_of(finding)
        if node in pages_of(self.session.draft.framework):
            self.show_node(node)
        if node == self._node:
            self.pages.reveal(finding)

    def seal(self) -> None:
        """Everything that is being typed goes to the session, and from there to the file."""
        if self.read_only is None:
            self.pages.seal()
            self.session.seal()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Save what is open; a failure to save is no reason to lose it without a word."""
        self.seal()
        if not self.safety.may_close():
            event.ignore()
            return
        self.preview.stop()
        self._remember()
        self.safety.stop()
        self.editions.stop()
        self.checks.stop()
        try:
            self._opened.close()
        except UserError as error:
            self._presenter.show_error(self, error)
        super().closeEvent(event)
        self.closed.emit()

    # commands --------------------------------------------------------------------------------------------

    def check_all(self) -> None:
        """Run every check that waits and say what came out."""
        self.seal()
        self.checks.finish()
        self.panel.show_only_page(False)
        counts = self.panel.counts
        self.status.show_note(f"核验完成：错误 {counts.errors}，警告 {counts.warnings}，提示 {counts.hints}")
        self.panel.tree.setFocus(Qt.FocusReason.OtherFocusReason)

    def save_now(self) -> None:
        """Ctrl+S: everything saves itself; say so, after having done it once more."""
        self.seal()
        self.session.journal()
        self.status.show_note("所有内容自动保存，不需要手动存盘")

    # inside ----------------------------------------------------------------------------------------------

    def _undo(self) -> None:
        self.seal()
        self._show_step(self.session.undo())

    def _redo(self) -> None:
        self.seal()
        self._show_step(self.session.redo())

    def _show_step(self, applied: Applied | None) -> None:
        if applied is not None:
            self.status.show_note(f"已{applied.label}")

    def _export(self) -> None:
        self.seal()
        self.exports.run()

    def _after_sealing(self, handler: Callable[[], None]) -> None:
        self.seal()
        handler()

    def _sign_off(self) -> None:
        self.seal()
        self.editions.sign_off()

    def _ask_waiver(self, row: FindingRow) -> None:
        from eduduty_desktop.gui.waiving import ask_waiver

        ask_waiver(self.session, row.finding, self, waived=row.waived)

    def _moved(self) -> None:
        path = self._opened.path
        draft = self.session.draft
        self._settings.remember(
            path, county=draft.text("cover", "county"), year=draft.text("cover", "year"), opened=self._services.now()
        )
        self._followers.show_title()

    def _remember(self) -> None:
        remember_shape(self, self._splitter, self._settings)
        self._settings.set_last_node(self.session.draft.id, self._node)
        self._settings.set_text("window/only_page", "yes" if self.panel.only_page.isChecked() else "")
        self._settings.flush()

    # building --------------------------------------------------------------------------------------------

    def _arrange(self) -> None:
        self.addToolBar(make_top_bar(self.actions_by_name, self._title))
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.setHandleWidth(1)
        for part in (self.outline, self.pages, self.panel):
            self._splitter.addWidget(part)
        for place, stretch in enumerate((0, 1, 0)):
            self._splitter.setStretchFactor(place, stretch)
            self._splitter.setCollapsible(place, place != 1)
        centre = QWidget()
        column = QVBoxLayout(centre)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        if self.session.only_looked_at:
            column.addWidget(ReadOnlyStrip(self.session.read_only))
        elif self.session.frozen:
            self.frozen = FrozenStrip(self.session.frozen)
            self.frozen.lift_asked.connect(self.editions.lift)
            column.addWidget(self.frozen)
        column.addWidget(self._splitter, 1)
        column.addWidget(self.safety.strip)
        self.setCentralWidget(centre)
        self.preview.stand_in(self._splitter, self.panel)
        self.setStatusBar(self.status)
        for action in self.actions_by_name.values():
            self.addAction(action)

    def _handlers(self) -> dict[str, Callable[[], object]]:
        """What each command does."""
        return {
            "previous": lambda: self.way.go(-1),
            "next": lambda: self.way.go(1),
            "next_open": self.way.go_open,
            "undo": self._undo,
            "redo": self._redo,
            "check": self.check_all,
            "export": self._export,
            "print": self.preview.print_out,
            "pdf": self.preview.save_pdf,
            "save": self.save_now,
            "search": self.outline.focus_search,
            "replace": lambda: open_finder(self, self.session, self.reveal),
            "next_finding": lambda: self.way.step_finding(1),
            "previous_finding": lambda: self.way.step_finding(-1),
            "manual": self.help.show_here,
            "about": self.help.show_about,
            "next_part": lambda: self.way.step_part(1),
            "previous_part": lambda: self.way.step_part(-1),
            "cover": lambda: self.show_node(COVER),
            "overview": lambda: self.show_node(OVERVIEW),
            "problems": lambda: self.show_node(PROBLEMS),
            "departments": lambda: self.show_node(DEPARTMENTS),
            "schools": lambda: self.show_node(SCHOOLS),
            "sending": lambda: self.show_node(SENDING),
            "last_report": lambda: self._after_sealing(self.last_year.ask_report),
            "feedback": lambda: self._after_sealing(self.last_year.ask_feedback),
            "ledger": lambda: self._after_sealing(self.last_year.save_ledger),
            "trace": self.tracing.trace_focused,
            "withhold": self.editions.choose_withheld,
            "sign_off": self._sign_off,
            "lift": self.editions.lift,
            "stale": self.editions.show_stale,
            "save_elsewhere": self.safety.save_elsewhere,
            "back_up": self.safety.back_up,
            "restore": self.restore_asked.emit,
            "framework": self.framework_asked.emit,
            "frameworks": self.frameworks_asked.emit,
            "proofing": self.proofing_asked.emit,
            "home": self.home_asked.emit,
            "folder": lambda: self._services.show_in_folder(self._opened.path),
            "close": self.close,
        }

    def _connect(self) -> None:
        """Commands first: what makes room for a part must come before what steps into it."""
        for name in ("check", "next_finding", "previous_finding"):
            self.actions_by_name[name].triggered.connect(self._show_panel)
        for name in ("next_part", "previous_part"):
            self.actions_by_name[name].triggered.connect(self._show_side)
        connect_actions(self.actions_by_name, self._handlers())
        self.status.findings_asked.connect(self._show_panel)
        self._connect_parts()
        self._connect_desks()
        if self.read_only is not None:
            self._read_only(self.read_only)
        self.actions_by_name["sign_off"].setEnabled(not self.session.read_only)
        self.actions_by_name["lift"].setEnabled(bool(self.session.frozen) and not self.session.only_looked_at)

    def _connect_parts(self) -> None:
        """Outline, page, findings, status line, checks, safety."""
        self.outline.node_chosen.connect(self.show_node)
        self.outline.figure_chosen.connect(self.way.show_figure)
        self.page.status_message.connect(self.status.show_note)
        self.page.node_requested.connect(self.show_node)
        self.panel.finding_chosen.connect(self.reveal)
        self.panel.waiver_asked.connect(self._ask_waiver)
        self.panel.manual_asked.connect(self.help.show_manual)
        self.status.findings_asked.connect(self.check_all)
        self._followers.follow(self.checks)
        self._followers.ready.connect(self.ready)
        self.checks.findings_changed.connect(lambda _: self.page.mark_findings(self.panel.standing))
        self.page.page_changed.connect(lambda: self.page.mark_findings(self.panel.standing))
        self.safety.saved.connect(self.status.show_saved)
        self.safety.failing.connect(self.status.show_failed)
        self.safety.told.connect(self.status.show_note)
        self.safety.moved.connect(self._moved)
        self.pages.node_requested.connect(self.show_node)
        self.pages.figure_requested.connect(self.way.show_figure)

    def _connect_desks(self) -> None:
        """Editions, exports, sending, tracing, preview."""
        self.editions.reopen_asked.connect(self.reopen_asked)
        self.editions.said.connect(self.status.show_note)
        self.editions.stale_changed.connect(self.status.show_stale)
        self.editions.place_chosen.connect(self.way.show_record)
        self.status.stale_asked.connect(self.editions.show_stale)
        self.exports.said.connect(self.status.show_note)
        self.last_year.said.connect(self.status.show_note)
        self.pages.feedback_asked.connect(self.last_year.ask_feedback)
        self.pages.ledger_asked.connect(self.last_year.save_ledger)
        self._later.offer()
        self.page.page_changed.connect(lambda: self.tracing.attach(self.pages.widget(0)))
        self.tracing.page_requested.connect(self.show_node)
        self.tracing.said.connect(self.status.show_note)
        self.preview.line_chosen.connect(self.reveal)
        self.preview.said.connect(self.status.show_note)

    def _show_side(self) -> None:
        """What stands at the right can be stepped into."""
        if not self.preview.is_open:
            self._narrow.open()

    def _show_panel(self) -> None:
        self.preview.close()
        self._narrow.open()

    def _read_only(self, reading: ReadingOnly) -> None:
        """What the window of somebody else's draft does not offer."""
        for name in ("undo", "redo", "save", "save_elsewhere", "back_up", "restore", "last_report", "feedback"):
            self.actions_by_name[name].setEnabled(False)
        find = self.actions_by_name["replace"]
        find.setText("查找…")
        describe(find, "在整份自评稿里查找文字")
        self.pages.page_made.connect(reading.apply)
        self.page.page_changed.connect(lambda: reading.apply(self.pages.widget(0)))
        self.status.show_read_only()

    def _restore(self) -> None:
        """Size, columns and page as they were when the window was last open."""
        restore_shape(self, self._splitter, self._settings)
        self.panel.show_only_page(self._settings.text("window/only_page") == "yes")
        framework = self.session.draft.framework
        last = self._settings.last_node(self.session.draft.id)
        known = last in pages_of(framework)
        self.show_node(last if known else COVER if not self.session.draft.rows("figures") else PROFILE)
        if self._opened.recovered:
            QTimer.singleShot(
                0, self, lambda: self.status.show_note(f"上次没有正常关闭，已恢复 {self._opened.recovered} 处改动")
            )
