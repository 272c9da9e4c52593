"""The window of one draft: outline left, page in the middle, findings right, commands above, status below."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QCloseEvent
from PySide6.QtWidgets import QLabel, QMainWindow, QSplitter, QVBoxLayout, QWidget

from eduduty_desktop.draft import PROFILE, Draft, Finding, Key, Place
from eduduty_desktop.draft.assessment import completeness
from eduduty_desktop.draft.score_total import score
from eduduty_desktop.errors import UserError
from eduduty_desktop.framework import Severity
from eduduty_desktop.gui.checking import CheckLoop
from eduduty_desktop.gui.commands import describe, describe_undo, make_actions
from eduduty_desktop.gui.editions.desk import EditionDesk
from eduduty_desktop.gui.editions.strip import FrozenStrip
from eduduty_desktop.gui.finder import open_finder
from eduduty_desktop.gui.findings_model import FindingRow
from eduduty_desktop.gui.findings_panel import FindingsPanel
from eduduty_desktop.gui.keyboard import first_field, help_page, step_part
from eduduty_desktop.gui.look import Look
from eduduty_desktop.gui.narrow import NarrowWindow
from eduduty_desktop.gui.navigation import neighbour, next_open
from eduduty_desktop.gui.outline import Outline
from eduduty_desktop.gui.outline_model import COVER, OVERVIEW, PROBLEMS, SENDING, node_of, pages_of
from eduduty_desktop.gui.pages import Pages
from eduduty_desktop.gui.presenter import Presenter
from eduduty_desktop.gui.preview.access import PreviewAccess
from eduduty_desktop.gui.reading_only import ReadingOnly
from eduduty_desktop.gui.safety import Safety
from eduduty_desktop.gui.services import OpenedDraft, Page, Services, WrittenFile
from eduduty_desktop.gui.settings import Settings
from eduduty_desktop.gui.status import ReadOnlyStrip, StatusLine
from eduduty_desktop.gui.top_bar import make_top_bar
from eduduty_desktop.gui.trace.access import TraceAccess
from eduduty_desktop.workspace.session import Applied

if TYPE_CHECKING:  # loaded when first shown, so that the window comes up sooner
    from eduduty_desktop.gui.export_dialog import ExportDialog
    from eduduty_desktop.gui.manual import ManualDialog
    from eduduty_desktop.gui.sending.page import SendingPage

OUTLINE_WIDTH, FINDINGS_WIDTH = 264, 296
COMFORTABLE_WIDTH = 1280


class MainWindow(QMainWindow):
    """Lays the parts out and lets them hear of each other."""

    home_asked = Signal()
    restore_asked = Signal()
    framework_asked = Signal()  # the draft's own
    frameworks_asked = Signal()
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
        self._node = ""
        self._is_ready = False
        self._numbers_stale = False
        self.manual: ManualDialog | None = None
        self.actions_by_name = make_actions(self, look)
        self.outline = Outline(self.session, look)
        self.page = make_page(opened, self)
        self.panel = FindingsPanel(self.session, look)
        self.status = StatusLine(look)
        self._narrow = NarrowWindow(self, self.panel)
        self.safety = Safety(opened, services, presenter, look, self)
        self.checks = CheckLoop(self.session, self)
        self.pages = Pages(self.session, look, self.page)
        self.tracing = TraceAccess(opened, self.actions_by_name["trace"], presenter, self)
        self.preview = PreviewAccess(opened, look, settings, presenter, self.actions_by_name["preview"], self)
        self.read_only: ReadingOnly | None = ReadingOnly(self) if self.session.read_only else None
        self.editions = EditionDesk(opened, presenter, self.checks.finish, self)
        self.frozen: FrozenStrip | None = None
        self._title = QLabel()
        self._arrange()
        self._connect()
        self._restore()
        self._refresh_title()
        self._refresh_undo()
        self._refresh_numbers()
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
        self._refresh_steps()

    def reveal(self, finding: Finding) -> None:
        """Lead to the field that a finding is about."""
        node = node_of(finding)
        if node in pages_of(self.session.draft.framework):
            self.show_node(node)
        if node == self._node:
            self.pages.reveal(finding)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Save what is open; a failure to save is no reason to lose it without a word."""
        self._seal()
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

    def export(self) -> None:
        """Open the export dialog on the draft as it is now."""
        self._seal()
        dialog = self.make_export_dialog()
        dialog.exec()
        if dialog.written:
            self._settings.set_folder("export", dialog.chosen_folder.parent)
            self.status.show_note(f"已导出 {len(dialog.written)} 个文件")
        dialog.deleteLater()

    def make_export_dialog(self) -> "ExportDialog":
        """The dialog with the draft's snapshot and its findings."""
        from eduduty_desktop.gui.export_dialog import ExportDialog, ExportSource

        findings = self.checks.finish()
        waived = frozenset(f.identity for f in findings if self.session.waived(f))
        self.editions.look()
        source = ExportSource(
            self.session.draft,
            findings,
            waived,
            self.panel.counts,
            {one.edition: one.words for one in self.editions.stale},
        )
        parent = self._settings.folder("export", self._opened.path.parent)
        folder = parent / f"{self._opened.path.stem}导出"
        dialog = ExportDialog(
            source, folder, self._services, self._presenter, self, withhold=self.editions.choose_withheld
        )
        dialog.exported.connect(lambda edition, files: self._record_export(edition, files, dialog.draft))
        return dialog

    def _record_export(self, edition: str, files: tuple[WrittenFile, ...], draft: Draft) -> None:
        """Note in the draft what went out; a draft of somebody else's is only looked at."""
        from eduduty_desktop.document.names import Edition
        from eduduty_desktop.workspace.baseline import baseline_of

        if not self.session.only_looked_at:
            self._opened.record_export(edition, files, baseline=baseline_of(draft, Edition(edition)))
            self.editions.look_again()

    def _make_sending(self) -> "SendingPage":
        from eduduty_desktop.gui.sending.page import Desk, SendingPage

        services, now = self._services, self._services.now
        desk = Desk(self.checks.finish, now, self._settings, self._presenter, services.show_in_folder)
        page = SendingPage(self._opened, desk)
        page.node_requested.connect(self.show_node)
        page.finding_requested.connect(self.reveal)
        page.status_message.connect(self.status.show_note)
        return page

    def check_all(self) -> None:
        """Run every check that waits and say what came out."""
        self._seal()
        self.checks.finish()
        self.panel.show_only_page(False)
        counts = self.panel.counts
        self.status.show_note(f"核验完成：错误 {counts.errors}，警告 {counts.warnings}，提示 {counts.hints}")
        self.panel.tree.setFocus(Qt.FocusReason.OtherFocusReason)

    def save_now(self) -> None:
        """Ctrl+S: everything saves itself; say so, after having done it once more."""
        self._seal()
        self.session.journal()
        self.status.show_note("所有内容自动保存，不需要手动存盘")

    def show_manual(self, page: str = "") -> None:
        """Open the manual at a check's page."""
        from eduduty_desktop.gui.manual import ManualDialog

        if self.manual is None:
            self.manual = ManualDialog(self._services.manual_folder, self)
        self.manual.show_page(page)
        self.manual.show()
        self.manual.activateWindow()

    def _step_part(self, by: int) -> None:
        list_of_findings = self.panel.tree if self.panel.tree.isVisible() else self.panel.all_pages
        page = first_field(self.pages.currentWidget())
        parts = [(self.outline, self.outline.tree), (self.pages, page), (self.panel, list_of_findings)]
        if self.preview.panel is not None:
            parts.append((self.preview.panel, self.preview.panel.view))
        step_part(self.focusWidget(), parts, by)

    def _show_help(self) -> None:
        """F1: the page of the field that has the focus, else of the finding that is marked."""
        widget: QWidget | None = self.focusWidget()
        finding = self.panel.current.finding.code if self.panel.current else ""
        in_panel = widget is not None and self.panel.isAncestorOf(widget)
        self.show_manual((finding if in_panel else "") or help_page(widget) or finding)

    def _show_about(self) -> None:
        from eduduty_desktop.gui.about import AboutDialog

        AboutDialog(self._services.show_in_folder, self).open()

    # inside ----------------------------------------------------------------------------------------------

    def _go(self, by: int) -> None:
        self._seal()
        self.show_node(neighbour(self.session.draft.framework, self._node, by))

    def _go_open(self) -> None:
        self._seal()
        node = next_open(self.session.draft, self._node)
        if node:
            self.show_node(node)
        else:
            self.status.show_note("各项都已核定，没有未完成的了")

    def _undo(self) -> None:
        self._seal()
        self._show_step(self.session.undo())

    def _redo(self) -> None:
        self._seal()
        self._show_step(self.session.redo())

    def _show_step(self, applied: Applied | None) -> None:
        if applied is not None:
            self.status.show_note(f"已{applied.label}")

    def _step_finding(self, by: int) -> None:
        if self.panel.step(by) is None:
            self.status.show_note("没有需要处理的核验发现")

    def _show_figure(self, node: str, metric: str) -> None:
        self.show_node(node)
        self.page.reveal(Place(node=node, metric=metric))

    def _sign_off(self) -> None:
        self._seal()
        self.editions.sign_off()

    def _show_record(self, key: Key) -> None:
        """Lead to the field of a record."""
        from eduduty_desktop.workspace.staleness import page_of

        node = page_of(self.session.draft.framework, key)
        metric = key.row if key.table in {"figures", "growths"} else ""
        place = Place(node=node, metric=metric, slot=key.slot, table="" if metric else key.table, row=key.row)
        self.reveal(Finding("", Severity.HINT, place, "", ""))

    def _ask_waiver(self, row: FindingRow) -> None:
        from eduduty_desktop.gui.waiving import ask_waiver

        ask_waiver(self.session, row.finding, self, waived=row.waived)

    def _seal(self) -> None:
        """Everything that is being typed goes to the session, and from there to the file."""
        if self.read_only is None:
            self.pages.seal()
            self.session.seal()

    def _moved(self) -> None:
        path = self._opened.path
        draft = self.session.draft
        self._settings.remember(
            path, county=draft.text("cover", "county"), year=draft.text("cover", "year"), opened=self._services.now()
        )
        self._refresh_title()

    def _note(self, applied: Applied) -> None:
        tables = {change.key.table for change in applied.changes}
        self._numbers_stale = self._numbers_stale or not tables <= {"narratives", "headings", "cover", "notes"}
        self._refresh_undo()
        if "cover" in tables:
            self._refresh_title()
        if "waivers" in tables:
            self.panel.refresh()
            self._refresh_counts()

    def _show_findings(self, findings: tuple[Finding, ...]) -> None:
        self.panel.show_findings(findings)
        self._refresh_counts()

    def _refresh_counts(self) -> None:
        self.status.show_counts(self.panel.counts)
        self.outline.model.show_counts(self.panel.standing)

    def _settle(self) -> None:
        if not self._is_ready:
            self._is_ready = True
            self.ready.emit()
        if self._numbers_stale:
            self._refresh_numbers()

    def _refresh_numbers(self) -> None:
        self._numbers_stale = False
        self.status.show_completeness(completeness(self.session.draft))
        self.status.show_score(score(self.session.draft))

    def _refresh_title(self) -> None:
        draft = self.session.draft
        county, year = draft.text("cover", "county"), draft.text("cover", "year")
        name = f"{county} {year} 年度自评".strip() if county or year else self._opened.path.stem
        self._title.setText(name)
        self.setWindowTitle(f"{name} – 教育履职自评")

    def _refresh_undo(self) -> None:
        describe_undo(self.actions_by_name, self.session.undo_label, self.session.redo_label)

    def _refresh_steps(self) -> None:
        framework = self.session.draft.framework
        self.actions_by_name["previous"].setEnabled(neighbour(framework, self._node, -1) != self._node)
        self.actions_by_name["next"].setEnabled(neighbour(framework, self._node, 1) != self._node)

    def _remember(self) -> None:
        self._settings.set_geometry("window/geometry", self.saveGeometry())
        self._settings.set_geometry("window/splitter", self._splitter.saveState())
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

    def _connect(self) -> None:
        handlers: dict[str, Callable[[], object]] = {
            "previous": lambda: self._go(-1),
            "next": lambda: self._go(1),
            "next_open": self._go_open,
            "undo": self._undo,
            "redo": self._redo,
            "check": self.check_all,
            "export": self.export,
            "print": self.preview.print_out,
            "pdf": self.preview.save_pdf,
            "save": self.save_now,
            "search": self.outline.focus_search,
            "replace": lambda: open_finder(self, self.session, self.reveal),
            "next_finding": lambda: self._step_finding(1),
            "previous_finding": lambda: self._step_finding(-1),
            "manual": self._show_help,
            "about": self._show_about,
            "next_part": lambda: self._step_part(1),
            "previous_part": lambda: self._step_part(-1),
            "cover": lambda: self.show_node(COVER),
            "overview": lambda: self.show_node(OVERVIEW),
            "problems": lambda: self.show_node(PROBLEMS),
            "sending": lambda: self.show_node(SENDING),
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
            "home": self.home_asked.emit,
            "folder": lambda: self._services.show_in_folder(self._opened.path),
            "close": self.close,
        }
        for name in ("check", "next_finding", "previous_finding"):
            self.actions_by_name[name].triggered.connect(self._show_panel)
        for name in ("next_part", "previous_part"):
            self.actions_by_name[name].triggered.connect(self._show_side)
        self.status.findings_asked.connect(self._show_panel)
        for name, handler in handlers.items():
            action: QAction = self.actions_by_name[name]
            action.triggered.connect(lambda _checked=False, handler=handler: handler())
        self.outline.node_chosen.connect(self.show_node)
        self.outline.figure_chosen.connect(self._show_figure)
        self.page.status_message.connect(self.status.show_note)
        self.page.node_requested.connect(self.show_node)
        self.panel.finding_chosen.connect(self.reveal)
        self.panel.waiver_asked.connect(self._ask_waiver)
        self.panel.manual_asked.connect(self.show_manual)
        self.status.findings_asked.connect(self.check_all)
        self.checks.findings_changed.connect(self._show_findings)
        self.checks.findings_changed.connect(lambda _: self.page.mark_findings(self.panel.standing))
        self.page.page_changed.connect(lambda: self.page.mark_findings(self.panel.standing))
        self.checks.settled.connect(self._settle)
        self.safety.saved.connect(self.status.show_saved)
        self.safety.failing.connect(self.status.show_failed)
        self.safety.told.connect(self.status.show_note)
        if self.read_only is not None:
            self._read_only(self.read_only)
        self.actions_by_name["sign_off"].setEnabled(not self.session.read_only)
        self.actions_by_name["lift"].setEnabled(bool(self.session.frozen) and not self.session.only_looked_at)
        self.editions.reopen_asked.connect(self.reopen_asked)
        self.editions.said.connect(self.status.show_note)
        self.editions.stale_changed.connect(self.status.show_stale)
        self.editions.place_chosen.connect(self._show_record)
        self.status.stale_asked.connect(self.editions.show_stale)
        self.safety.moved.connect(self._moved)
        self.pages.node_requested.connect(self.show_node)
        self.pages.figure_requested.connect(self._show_figure)
        self.pages.offer(SENDING, self._make_sending)
        self.page.page_changed.connect(lambda: self.tracing.attach(self.pages.widget(0)))
        self.tracing.page_requested.connect(self.show_node)
        self.tracing.said.connect(self.status.show_note)
        self.preview.line_chosen.connect(self.reveal)
        self.preview.said.connect(self.status.show_note)
        self.session.subscribe(self._note)

    def _show_side(self) -> None:
        """What stands at the right can be stepped into."""
        if not self.preview.is_open:
            self._narrow.open()

    def _show_panel(self) -> None:
        self.preview.close()
        self._narrow.open()

    def _read_only(self, reading: ReadingOnly) -> None:
        """What the window of somebody else's draft does not offer."""
        for name in ("undo", "redo", "save", "save_elsewhere", "back_up", "restore"):
            self.actions_by_name[name].setEnabled(False)
        find = self.actions_by_name["replace"]
        find.setText("查找…")
        describe(find, "在整份自评稿里查找文字")
        self.pages.page_made.connect(reading.apply)
        self.page.page_changed.connect(lambda: reading.apply(self.pages.widget(0)))
        self.status.show_read_only()

    def _restore(self) -> None:
        """Size, splitter and page as they were; else the whole of a common office screen."""
        geometry = self._settings.geometry("window/geometry")
        if geometry.isEmpty() or not self.restoreGeometry(geometry):
            self.resize(QSize(1366, 728).boundedTo(self.screen().availableSize()))
        splitter = self._settings.geometry("window/splitter")
        if splitter.isEmpty() or not self._splitter.restoreState(splitter):
            narrow = self.width() < COMFORTABLE_WIDTH  # 1366 pixels at 125 % are 1093 of ours
            sides = (OUTLINE_WIDTH - 40, FINDINGS_WIDTH - 48) if narrow else (OUTLINE_WIDTH, FINDINGS_WIDTH)
            self._splitter.setSizes([sides[0], max(400, self.width() - sum(sides)), sides[1]])
        self.panel.show_only_page(self._settings.text("window/only_page") == "yes")
        framework = self.session.draft.framework
        last = self._settings.last_node(self.session.draft.id)
        known = last in pages_of(framework)
        self.show_node(last if known else COVER if not self.session.draft.rows("figures") else PROFILE)
        if self._opened.recovered:
            QTimer.singleShot(
                0, self, lambda: self.status.show_note(f"上次没有正常关闭，已恢复 {self._opened.recovered} 处改动")
            )
