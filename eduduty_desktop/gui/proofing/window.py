"""校核已有报告 (红头前体检): the window in which any report is proved; no draft is needed, and no file is changed."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QLabel, QMainWindow, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from eduduty_desktop.errors import UserError
from eduduty_desktop.gui.commands import connect_actions
from eduduty_desktop.gui.frameworks.fields import show_help
from eduduty_desktop.gui.help_places import help_place
from eduduty_desktop.gui.keyboard import step_part
from eduduty_desktop.gui.labels import heading
from eduduty_desktop.gui.look import Look
from eduduty_desktop.gui.presenter import Presenter
from eduduty_desktop.gui.proofing.actions import actions_of, make_bar
from eduduty_desktop.gui.proofing.choose_page import ChoosePage
from eduduty_desktop.gui.proofing.dropping import dropped_report
from eduduty_desktop.gui.proofing.items_panel import ItemsPanel
from eduduty_desktop.gui.proofing.recents import forget_report, recent_reports, remember_report
from eduduty_desktop.gui.proofing.report_view import ReportView
from eduduty_desktop.gui.proofing.underlines import Legend
from eduduty_desktop.gui.sending.outcome import Running
from eduduty_desktop.gui.services import Services
from eduduty_desktop.gui.settings import Settings
from eduduty_desktop.gui.window_shape import remember_shape, restore_shape
from eduduty_desktop.gui.work import Cancelled, OneWork, Progress
from eduduty_desktop.proof import Reader
from eduduty_desktop.workspace.proofing import ProvenReport, counts_line, prove_file

CHOOSE, READING, REPORT = range(3)
FILTER = "报告（*.docx *.txt）(*.docx *.txt);;所有文件 (*)"
PANEL_SHARE = 0.34
NAME = "proofing/"  # under which its size is remembered
GRID = 8


class Prove(Protocol):
    """Reads and proves a file; see `workspace.proofing.prove_file`."""

    def __call__(
        self, path: Path, *, progress: Progress | None, cancelled: Cancelled | None, reader: Reader | None
    ) -> ProvenReport: ...


class ProofingWindow(QMainWindow):
    """Reading and proving run off this thread; one report at a time."""

    closed = Signal()
    settled = Signal()  # proved, refused or stopped

    def __init__(
        self,
        services: Services,
        settings: Settings,
        presenter: Presenter,
        look: Look,
        *,
        prove: Prove = prove_file,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._services, self._settings, self._presenter = services, settings, presenter
        self._prove = prove
        self._reader = Reader()
        self.work = OneWork(self, self._finish)
        self._stopping = False
        self.report: ProvenReport | None = None
        self.setAcceptDrops(True)
        self.setWindowTitle("校核已有报告")
        self.choose_page = ChoosePage()
        self.running = Running()
        self._reading_said = heading("")
        self.view, self.panel = ReportView(look), ItemsPanel(look)
        self._name, self._state = QLabel(), QLabel()
        self.pages = QStackedWidget()
        for page in (self.choose_page, self._reading_page(), self._report_page(look)):
            self.pages.addWidget(page)
        self.setCentralWidget(self.pages)
        self.actions_by_name = actions_of(self, look)
        self.addToolBar(make_bar(self.actions_by_name, self._name))
        for action in self.actions_by_name.values():
            self.addAction(action)
        self._state.setContentsMargins(GRID, 0, GRID, 0)
        self.statusBar().addWidget(self._state, 1)
        self.statusBar().setSizeGripEnabled(False)
        self._connect()
        restore_shape(self, self._splitter, self._settings, _columns, name=NAME)
        self._show_page(CHOOSE)

    @property
    def page(self) -> int:
        """CHOOSE, READING or REPORT."""
        return self.pages.currentIndex()

    # proving ---------------------------------------------------------------------------------------------

    def open(self, path: Path) -> None:
        """Read and prove a report; what is wrong with it is said, and another can be chosen."""
        if self.work.is_running:
            return
        self._settings.set_folder("proof", path.parent)
        prove, reader = self._prove, self._reader

        def job(progress: Progress, cancelled: Cancelled) -> ProvenReport:
            return prove(path, progress=progress, cancelled=cancelled, reader=reader)

        self._stopping = False
        self._reading_said.setText(f"正在校核“{path.name}”")
        self._show_page(READING)
        self.running.begin()
        self.work.begin(job, done=self._take, failed=self._refuse, stopped=self._stopped)

    def open_again(self) -> None:
        """Read the file anew; paragraphs that did not change are not read again."""
        if self.report is not None:
            self.open(self.report.path)

    def stop(self) -> None:
        """Leave what is being read."""
        self._stopping = self.work.is_running
        self.work.cancel()

    def _finish(self, then: Callable[[], None]) -> None:
        self.running.hide()
        if self._stopping:
            self._stopped()
        else:
            then()
        self.settled.emit()

    def _take(self, report: ProvenReport) -> None:
        again = self.report is not None and self.report.path == report.path
        place = self.view.verticalScrollBar().value() if again else 0
        self.report = report
        remember_report(self._settings, report.path)
        self.view.show_report(report)
        self.panel.show_report(report)
        self._name.setText(report.name)
        self._name.setToolTip(str(report.path))
        self.setWindowTitle(f"校核已有报告 — {report.name}")
        coding = "" if report.coding in ("UTF-8", "Word") else f"　（按 {report.coding} 编码读出）"
        self._state.setText(f"{counts_line(report.counts)}{coding}")
        self._show_page(REPORT)
        self.view.verticalScrollBar().setValue(place)

    def _refuse(self, error: Exception) -> None:
        self._show_page(CHOOSE if self.report is None else REPORT)
        if not isinstance(error, UserError):
            raise error
        if self.report is None:
            self.choose_page.say(error.one_line(), wrong=True)
        else:
            self._presenter.show_error(self, error)

    def _stopped(self) -> None:
        self._show_page(CHOOSE if self.report is None else REPORT)
        self.choose_page.say("已停止，没有校核。")

    # going about -----------------------------------------------------------------------------------------

    def show_item(self, number: int) -> None:
        """Go to a finding's place in the text."""
        if self.report is not None:
            self.view.show_item(self.report.items[number])

    def step(self, by: int) -> None:
        """To the next place that needs attention, or the one before."""
        if self.report is not None and self.panel.step(by) is None:
            self.statusBar().showMessage("没有相互矛盾和残留", 3000)

    def browse(self) -> None:
        """Ask for a report."""
        folder = self._settings.folder("proof", self._services.documents_folder)
        chosen, _ = QFileDialog.getOpenFileName(self, "选一份报告", str(folder), FILTER)
        if chosen:
            self.open(Path(chosen))

    def show_result(self) -> None:
        """The result on one page: print, save, copy."""
        from eduduty_desktop.gui.proofing.result_dialog import ResultDialog

        if self.report is not None:
            dialog = ResultDialog(self.report, self._now(), self._settings, self._presenter, self)
            self._presenter.run(dialog)
            dialog.deleteLater()

    def _now(self) -> datetime:
        return self._services.now()

    def _forget(self, path: Path) -> None:
        forget_report(self._settings, path)
        self.choose_page.show_recent(recent_reports(self._settings))

    def _step_part(self, by: int) -> None:
        step_part(self.focusWidget(), [(self.view, self.view), (self.panel, self.panel.tree)], by)

    def _show_page(self, page: int) -> None:
        if page == CHOOSE:
            self.choose_page.show_recent(recent_reports(self._settings))
        self.pages.setCurrentIndex(page)
        ready = page != READING
        self.actions_by_name["open"].setEnabled(ready)
        for name in ("again", "result", "next", "previous"):
            self.actions_by_name[name].setEnabled(ready and self.report is not None)
        focus = {CHOOSE: self.choose_page.choose, READING: self.running.stop, REPORT: self.panel.tree}[page]
        focus.setFocus(Qt.FocusReason.OtherFocusReason)

    # files dropped, closing ------------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if not self.work.is_running and dropped_report(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = dropped_report(event)
        if not self.work.is_running and path is not None:
            event.acceptProposedAction()
            self.open(path)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.work.end()
        self.view.filling.cancel()
        remember_shape(self, self._splitter, self._settings, name=NAME)
        super().closeEvent(event)
        self.closed.emit()

    # building --------------------------------------------------------------------------------------------

    def _reading_page(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(64, 64, 64, 64)
        column.setSpacing(2 * GRID)
        column.addStretch(1)
        column.addWidget(self._reading_said)
        column.addWidget(self.running)
        column.addStretch(2)
        return page

    def _report_page(self, look: Look) -> QWidget:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.view, 1)
        column.addWidget(Legend(look.colours))
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.setHandleWidth(1)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.addWidget(left)
        self._splitter.addWidget(self.panel)
        self._splitter.setStretchFactor(0, 1)
        return self._splitter

    def _connect(self) -> None:
        handlers: dict[str, Callable[[], object]] = {
            "open": self.browse,
            "again": self.open_again,
            "previous": lambda: self.step(-1),
            "next": lambda: self.step(1),
            "result": self.show_result,
            "next_part": lambda: self._step_part(1),
            "previous_part": lambda: self._step_part(-1),
            "manual": lambda: show_help(self, self._services, help_place(self.focusWidget()) or "proofing"),
            "close": self.close,
        }
        connect_actions(self.actions_by_name, handlers)
        self.choose_page.browse_asked.connect(self.browse)
        self.choose_page.report_chosen.connect(self.open)
        self.choose_page.forget_asked.connect(self._forget)
        self.running.stop_asked.connect(self.stop)
        self.work.progressed.connect(self.running.show_progress)
        self.panel.item_chosen.connect(self.show_item)
        self.view.item_noticed.connect(self.panel.mark)


def _columns(width: int) -> tuple[int, int]:
    """The report and the panel beside it."""
    panel = round(width * PANEL_SHARE)
    return width - panel, panel
