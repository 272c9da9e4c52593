"""责任单位: the departments at the left, the chosen one's card and duties at the right; 填报表 out and in.

Long work runs on a thread of its own, one piece at a time; what is noted in the draft is noted on the window's thread.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from eduduty_desktop.draft.duties import NOBODY
from eduduty_desktop.draft.round import DepartmentRound, round_of, settled
from eduduty_desktop.draft.values import figure
from eduduty_desktop.errors import UserError
from eduduty_desktop.gui.departments.card import iso_of
from eduduty_desktop.gui.departments.desk_view import DeskView
from eduduty_desktop.gui.departments.edits import due_on, given_to
from eduduty_desktop.gui.departments.issue_dialog import IssueDialog, IssueOrder
from eduduty_desktop.gui.departments.parts import FILES, menu_of, scrolled
from eduduty_desktop.gui.departments.review import ReviewPage
from eduduty_desktop.gui.departments.words import FIGURE, OwedRow, headline
from eduduty_desktop.gui.look import Look
from eduduty_desktop.gui.point.evidence_list import local_files
from eduduty_desktop.gui.presenter import Presenter
from eduduty_desktop.gui.sending.outcome import Running
from eduduty_desktop.gui.settings import Settings
from eduduty_desktop.gui.work import Cancelled, Job, OneWork, Progress
from eduduty_desktop.workspace import collecting, tasks
from eduduty_desktop.workspace.collecting import Collected
from eduduty_desktop.workspace.session import Applied, Session

WAIT_MILLISECONDS = 200
STOPPED = "已停止，没有改动原来的文件和自评稿"
OUT, BACK = "tasks", "returned"
"""Purposes under which folders are remembered."""


@dataclass(frozen=True)
class Desk:
    """What the page needs of its window."""

    now: Callable[[], datetime]
    settings: Settings
    presenter: Presenter
    show_in_folder: Callable[[Path], None]


class _StoppedError(Exception):
    """Reading was stopped: what was read so far is no import."""


class DepartmentsPage(QWidget):
    """Follows the draft while it is shown; files that departments sent back may be dropped on it."""

    node_requested = Signal(str)
    figure_requested = Signal(str, str)  # node and metric
    status_message = Signal(str)
    work_ended = Signal()  # made, read, failed or stopped

    def __init__(self, session: Session, look: Look, desk: Desk, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("changes_nothing", True)  # it looks after drafts that cannot be changed itself
        self.setAcceptDrops(True)
        self._session = session
        self.desk = desk
        self._folder = folder
        self.work = OneWork(self, self._finish)
        self._stale = True
        self._paths: list[Path] = []
        self._senders: dict[Path, str] = {}
        self._made_in: Path | None = None
        self.rounds: tuple[DepartmentRound, ...] = ()
        self.view = DeskView(session, look)
        self.review = ReviewPage(look)
        self.running = Running()
        self._stack = QStackedWidget()
        self._places = {widget: scrolled(widget) for widget in (self.view, self.review)}
        for place in self._places.values():
            self._stack.addWidget(place)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._stack, 1)
        self.running.layout().setContentsMargins(16, 0, 16, 12)  # type: ignore[union-attr]
        column.addWidget(self.running)
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(WAIT_MILLISECONDS)
        self._wait.timeout.connect(self.refresh)
        self._connect()

    @property
    def is_reviewing(self) -> bool:
        """Whether the table of proposals is shown."""
        return self._stack.currentWidget() is self._places[self.review]

    @property
    def collected(self) -> Collected | None:
        """What was read and waits for a decision."""
        return self.review.collected

    # following the draft ---------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self.refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not self.window().isVisible():
            self.work.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.review.fit(self.height())

    def refresh(self) -> None:
        """Find out anew where every department stands."""
        self._stale = False
        self.rounds = round_of(self._session.draft, self.desk.now().date())
        self.view.headline.setText(headline(self.rounds))
        self.view.show_rounds(self.rounds, self.desk.now().date())
        free = not self.work.is_running
        self.view.issue.setEnabled(free and any(one.department and one.owes for one in self.rounds))
        self.view.collect.setEnabled(free)
        self.view.slips.setEnabled(bool(self.rounds))

    def _note(self, applied: Applied) -> None:
        self._stale = True
        self.view.refresh_card(applied.keys)
        if self.isVisible():
            if applied.source == "type":
                self._wait.start()
            else:
                self.refresh()

    # duties ----------------------------------------------------------------------------------------------

    def give(self, rows: Sequence[OwedRow], department: str) -> None:
        """Give figures and points to a department as one step."""
        what = rows[0].title if len(rows) == 1 else f"{len(rows)} 项"
        edits = given_to(self._session.draft, rows, department)
        self._edit(edits, f"“{what}”改由{department}填")

    def set_due(self, rows: Sequence[OwedRow], text: str) -> None:
        """Give figures and points a deadline of their own as one step."""
        what = rows[0].title if len(rows) == 1 else f"{len(rows)} 项"
        self._edit(due_on(self._session.draft, rows, iso_of(text)), f"改“{what}”的截止日期")

    def settle(self, department: str) -> None:
        """The department agreed, on paper, to what the draft has: note it for every figure of its that contradicts."""
        found = [one for each in self.rounds if each.department == department for one in each.disagreements]
        draft, today = self._session.draft, self.desk.now().date()
        edits = [edit for one in found for edit in settled(draft, one, department, today)]
        if edits:
            self._edit(edits, f"{department}对数确认")
            return
        empty = [one.metric for one in found if figure(draft, one.metric, one.slot).is_missing]
        if empty:
            metric = draft.framework.metrics[empty[0]]
            self.status_message.emit(f"自评稿里还没有确认的数，先填：{metric.printed_label}")
        else:
            self.status_message.emit(f"{department}报的与自评稿一致，请与报得不一样的单位对数")

    def _edit(self, edits: Sequence[Any], label: str) -> None:
        try:
            applied = self._session.edit(edits, label=label, cause="责任单位")
        except UserError as error:
            self.desk.presenter.show_error(self, error)
            return
        if applied.changes:
            self.status_message.emit(f"{label}，按 Ctrl+Z 可以撤回")

    # out -------------------------------------------------------------------------------------------------

    def ask_issue(self) -> None:
        """Ask for whom and where, then make the workbooks."""
        self._session.seal()
        folder = self.desk.settings.folder(OUT, self._folder / "填报表")
        dialog = IssueDialog(self._session.draft, self.view.department or "", folder, self.desk.presenter, self)
        order = dialog.order if self.desk.presenter.run(dialog) else None
        dialog.deleteLater()
        if order is not None:
            self.issue(order)

    def issue(self, order: IssueOrder) -> None:
        """Make what was ordered."""
        draft, now = self._session.draft, self.desk.now()

        def job(progress: Progress, cancelled: Cancelled) -> tasks.Issue:
            return tasks.issue(
                draft,
                order.folder,
                order.departments,
                now=now,
                changed=order.changed,
                letters=order.letters,
                progress=progress,
                cancelled=cancelled,
            )

        self._begin(job, lambda outcome: self._issued(outcome, order.folder))

    def _issued(self, outcome: tasks.Issue, folder: Path) -> None:
        outcome = tasks.record(self._session, outcome)
        self.desk.settings.set_folder(OUT, folder)
        self._made_in = folder
        count = len(outcome.handed)
        words = f"已生成 {count} 份填报表，存到 {folder}" if count else "内容都没有变化，没有生成新的填报表"
        if outcome.unchanged and count:
            words += f"；{len(outcome.unchanged)} 个单位没有变化"
        self._tell(words, outcome.warnings, [file.path.name for file in outcome.files], with_folder=bool(count))

    # in --------------------------------------------------------------------------------------------------

    def ask_files(self) -> None:
        """Ask for returned files and read them."""
        start = self.desk.settings.folder(BACK, self.desk.settings.folder(OUT, self._folder))
        paths = self.desk.presenter.choose_files(self, "选部门交回的文件", start, FILES)
        if paths:
            self.collect(paths)

    def ask_folder(self) -> None:
        """Ask for a folder of returned files and read them."""
        start = self.desk.settings.folder(BACK, self.desk.settings.folder(OUT, self._folder))
        folder = self.desk.presenter.choose_folder(self, "部门交回的文件放在哪个文件夹", start)
        if folder is not None:
            self.collect([folder])

    def collect(self, paths: Sequence[Path]) -> None:
        """Read files and folders and show what they propose."""
        if self.work.is_running or not paths:
            return
        first = paths[0]
        self.desk.settings.set_folder(BACK, first if first.is_dir() else first.parent)
        self._paths, self._senders = list(paths), {}
        self._read(keep=False)

    def _read(self, *, keep: bool) -> None:
        self._session.seal()
        draft, paths, senders = self._session.draft, list(self._paths), dict(self._senders)

        def job(progress: Progress, cancelled: Cancelled) -> Collected:
            found = collecting.collect(draft, paths, departments=senders, progress=progress, cancelled=cancelled)
            if cancelled():
                raise _StoppedError
            return found

        self._begin(job, lambda collected: self._collected(collected, keep=keep))

    def _collected(self, collected: Collected, *, keep: bool) -> None:
        self._stack.setCurrentWidget(self._places[self.review])
        self.review.show_collected(collected, read_only=self._session.read_only, keep=keep)
        self.status_message.emit(f"读了 {len(collected.files)} 个文件，{len(collected.proposals)} 项；还没有采用")

    def _name_sender(self, path: Path, department: str) -> None:
        if not self.work.is_running:
            self._senders[path] = department
            self._read(keep=True)

    def apply(self, chosen: Sequence[str]) -> None:
        """Take what was chosen over as one step, and say how to take it back."""
        collected = self.collected
        if collected is None:
            return
        self._session.seal()
        try:
            taken = collecting.apply(self._session, collected, chosen, clock=self.desk.now)
        except UserError as error:
            self.desk.presenter.show_error(self, error)
            return
        parts = ((taken.figures, "项数据"), (taken.texts, "段文字"), (taken.evidence, "份佐证材料"))
        said = "、".join(f"{count} {word}" for count, word in parts if count)
        words = f"已采用 {said}" if said else "已登记收到的文件，没有采用数据"
        if taken.points:
            words += f"，{len(taken.points)} 个测评点记为“部门已报”"
        self.show_desk()
        self._tell(f"{words}。按 Ctrl+Z 可以一次全部撤回", (), (), with_folder=False)

    def show_desk(self) -> None:
        """Back to the departments; the import is left."""
        self.review.leave()
        self._stack.setCurrentWidget(self._places[self.view])
        self.refresh()
        self.view.list.setFocus(Qt.FocusReason.OtherFocusReason)

    # dropping --------------------------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if local_files(event.mimeData()) and not self.work.is_running:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = local_files(event.mimeData())
        event.acceptProposedAction()
        QTimer.singleShot(0, self, lambda: self.collect(paths))  # the other program waits for the drop to end

    # slips -----------------------------------------------------------------------------------------------

    def show_slips(self, departments: Sequence[str] | None, *, reminder: bool = False) -> None:
        """对数单 of some departments (all that have something for None), or the 催办单."""
        from eduduty_desktop.gui.departments.slip_dialog import SlipDialog

        self._session.seal()
        dialog = SlipDialog(self._session.draft, departments, self.desk, self._folder, self, reminder=reminder)
        if dialog.is_empty:
            none = "没有超期的单位，不用催办" if reminder else "没有对不上、没有报的数据，不用对数"
            self.status_message.emit(none)
        else:
            self.desk.presenter.run(dialog)
        dialog.deleteLater()

    # one piece of work -----------------------------------------------------------------------------------

    def _begin(self, job: Job, take: Callable[[Any], None]) -> None:
        self.view.outcome.hide()
        self.running.begin()
        self._stack.setEnabled(False)
        self.work.begin(job, done=take, failed=self._fail, stopped=lambda: self.status_message.emit(STOPPED))

    def _finish(self, then: Callable[[], None]) -> None:
        self.running.hide()
        self._stack.setEnabled(True)
        try:
            then()
        finally:  # a bug is told by whoever catches it, and the page goes on
            self.refresh()
            self.work_ended.emit()

    def _fail(self, error: Exception) -> None:
        if not isinstance(error, UserError):
            raise error
        self.desk.presenter.show_error(self, error)

    def _tell(self, words: str, warnings: Sequence[str], files: Sequence[str], *, with_folder: bool) -> None:
        self.view.outcome.show_done(words, warnings, files, with_folder=with_folder)
        self.status_message.emit(words)

    def _open_folder(self) -> None:
        if self._made_in is not None:
            self.desk.show_in_folder(self._made_in)

    def _go(self, node: str, metric: str) -> None:
        if metric:
            self.figure_requested.emit(node, metric)
        else:
            self.node_requested.emit(node)

    # building --------------------------------------------------------------------------------------------

    def _connect(self) -> None:
        view, review = self.view, self.review
        view.issue.clicked.connect(self.ask_issue)
        view.collect.setMenu(menu_of(self, ("选文件…", self.ask_files), ("选文件夹…", self.ask_folder)))
        view.slips.setMenu(
            menu_of(
                self,
                ("对数单：这个单位…", lambda: self.show_slips([view.department or NOBODY])),
                ("对数单：全部单位…", lambda: self.show_slips(None)),
                ("催办单…", lambda: self.show_slips(None, reminder=True)),
            )
        )
        view.owed.row_chosen.connect(lambda row: self._go(row.node, row.target if row.kind == FIGURE else ""))
        later = Qt.ConnectionType.QueuedConnection  # a cell's editor must be gone before the rows are shown anew
        view.owed.given.connect(self.give, later)
        view.owed.due.connect(self.set_due, later)
        view.settle.clicked.connect(lambda: self.settle(view.department or NOBODY))
        view.outcome.open_folder.clicked.connect(self._open_folder)
        self.running.stop_asked.connect(self.work.cancel)
        self.work.progressed.connect(self.running.show_progress)
        review.apply_asked.connect(self.apply)
        review.back_asked.connect(self.show_desk)
        review.again_asked.connect(lambda: self._read(keep=True))
        review.sender_named.connect(self._name_sender, later)
        review.place_asked.connect(self._go)
        self._session.subscribe(self._note)
