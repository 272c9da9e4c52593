"""报送: what is still missing, then folder, archive and letter at one press, and the evidence package.

Work runs on a thread of its own, one piece at a time; what was made is recorded in the draft file.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from eduduty_desktop.document.names import Edition
from eduduty_desktop.draft import Finding
from eduduty_desktop.errors import UserError
from eduduty_desktop.gui.labels import button_row, heading, set_role, title, wrapped
from eduduty_desktop.gui.presenter import Presenter
from eduduty_desktop.gui.sending.form import SendingForm
from eduduty_desktop.gui.sending.lacks_list import LacksList
from eduduty_desktop.gui.sending.outcome import Done, Running
from eduduty_desktop.gui.settings import Settings
from eduduty_desktop.gui.work import Cancelled, Job, OneWork, Progress
from eduduty_desktop.workspace.baseline import baseline_of
from eduduty_desktop.workspace.evidence import size_in_words
from eduduty_desktop.workspace.evidence_package import GapsFoundError, Package, build_package, package_path
from eduduty_desktop.workspace.exporting import ExportedFile
from eduduty_desktop.workspace.readiness import Lack, lacks, worth_recording
from eduduty_desktop.workspace.sending import Form, Order, Sent, planned, send
from eduduty_desktop.workspace.session import Applied, Session

if TYPE_CHECKING:
    from eduduty_desktop.store import LoggedExport

OVERWRITE, ELSEWHERE, CANCEL = "覆盖", "另存到新文件夹", "取消"
PACK_ANYWAY, STOP = "仍然打包", "先去补齐"
READY = "没有缺的，可以报送。"
MOST_GAPS = 8


class OpenedDraft(Protocol):
    """An open draft that keeps a record of what was sent."""

    @property
    def session(self) -> Session: ...
    @property
    def path(self) -> Path: ...
    def exports(self) -> Sequence["LoggedExport"]: ...
    def record_export(self, edition: str, files: Sequence[ExportedFile], *, baseline: str = "") -> Any: ...


@dataclass(frozen=True)
class Desk:
    """What the page needs of its window."""

    findings: Callable[[], Sequence[Finding]]
    now: Callable[[], datetime]
    settings: Settings
    presenter: Presenter
    show_in_folder: Callable[[Path], None]


class SendingPage(QScrollArea):
    """Follows the draft while it is shown."""

    node_requested = Signal(str)
    finding_requested = Signal(object)
    status_message = Signal(str)
    work_ended = Signal()  # made, failed or stopped

    def __init__(self, opened: OpenedDraft, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._opened = opened
        self._session = opened.session
        self._desk = desk
        self.work = OneWork(self, self._finish)
        self._lacks: tuple[Lack, ...] = ()
        self.written: tuple[ExportedFile, ...] = ()
        self.package: Package | None = None
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName("报送")
        self.setProperty("changes_nothing", True)  # it may be used in a signed draft
        folder = desk.settings.folder("sending", opened.path.parent)
        self.lacks = LacksList()
        self.ready = wrapped(READY)
        self.form = SendingForm(folder)
        self.names = wrapped()
        self.names.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.start = QPushButton("生成报送材料")
        self.start.setProperty("role", "primary")
        self.pack = QPushButton("打包佐证材料")
        self.package_note = wrapped()
        self.running = Running()
        self.done = Done()
        self._arrange()
        self._connect()
        self._show_names()

    # following the draft ---------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not self.window().isVisible():
            self.work.end()

    def refresh(self) -> None:
        """Find out anew what is missing."""
        try:
            exports = self._opened.exports()
        except UserError as error:
            self.status_message.emit(error.one_line())
            exports = []
        order = self.form.order
        folder = planned(self._session.draft, self.form.chosen_folder, order).get(Form.FOLDER)
        self._lacks = lacks(
            self._session.draft, self._desk.findings(), exports, folder.parent if folder else None, order.edition
        )
        self.lacks.show_lacks(self._lacks)
        self.lacks.setVisible(bool(self._lacks))
        self.ready.setVisible(not self._lacks)
        self._show_names()

    def _note(self, applied: Applied) -> None:
        if self.isVisible() and applied.source != "type":
            self.refresh()

    def _lead(self, lack: Lack) -> None:
        if lack.finding is not None:
            self.finding_requested.emit(lack.finding)
        elif lack.node:
            self.node_requested.emit(lack.node)

    def _show_names(self) -> None:
        """What would be made, and whether it may be."""
        order = self.form.order
        blocked = order.edition is not Edition.REVIEW and any(lack.is_blocking for lack in self._lacks)
        paths = planned(self._session.draft, self.form.chosen_folder, order)
        lines = [path.name for path in paths.values()]
        words = "将生成：\n" + "\n".join(lines) if lines else "请至少选一种方式。"
        if blocked:
            words = f"还有错误（✕），不能生成{order.edition.label}；改正后再来，或先生成送审稿。"
        self.names.setText(words)
        set_role(self.names, "error" if blocked else "muted")
        free = not self.work.is_running
        self.start.setEnabled(free and not blocked and bool(paths) and bool(self.form.folder.text().strip()))
        self.pack.setEnabled(free and bool(self._session.draft.rows("evidence")))
        none = "还没有登记佐证材料。" if not self._session.draft.rows("evidence") else ""
        self.package_note.setText(
            none
            or "按指标分文件夹存放全部佐证文件，编号与佐证材料目录一致，附目录和校验值；一份材料只存一份，其他测评点注明出处。"
        )

    # making ----------------------------------------------------------------------------------------------

    def make(self) -> None:
        """Make what the form says, after asking about what is there already."""
        self._session.seal()
        draft, folder = self._session.draft, self.form.chosen_folder
        order = msgspec.structs.replace(self.form.order, base=self._opened.path.parent)
        existing = [path.name for path in planned(draft, folder, order).values() if path.exists()]
        if existing:
            folder_or_none = self._ask_about(existing, folder)
            if folder_or_none is None:
                return
            folder = folder_or_none
        findings, now = tuple(self._desk.findings()), self._desk.now()

        def job(progress: Progress, cancelled: Cancelled) -> Sent:
            return send(draft, findings, folder, order, now=now, progress=progress, cancelled=cancelled)

        self._begin(job, lambda sent: self._sent(sent, order, baseline_of(draft, order.edition)))

    def _ask_about(self, existing: list[str], folder: Path) -> Path | None:
        answer = self._desk.presenter.ask(
            self,
            "文件夹里已有报送材料",
            f"“{folder.name}”里已有这些，覆盖后不能恢复。\n\n" + "\n".join(existing),
            [OVERWRITE, ELSEWHERE, CANCEL],
            safe=CANCEL,
        )
        if answer == CANCEL:
            return None
        if answer == ELSEWHERE:
            number = 2
            while (free := folder / f"报送（{number}）").exists():
                number += 1
            folder = free
            self.form.folder.setText(str(folder))
        return folder

    def _sent(self, sent: Sent, order: Order, baseline: str) -> None:
        self.written = sent.files
        self._desk.settings.set_folder("sending", self.form.chosen_folder)
        if not self._session.read_only:
            self._opened.record_export(order.edition.value, worth_recording(sent.files), baseline=baseline)
        shown = [str(file.path.relative_to(self.form.chosen_folder)) for file in sent.files]
        self._show_done(f"{order.edition.label}的报送材料已存到 {self.form.chosen_folder}", shown, sent.warnings)

    def make_package(self, accepted: frozenset[str] = frozenset()) -> None:
        """Make the evidence package; ask where files are missing or changed."""
        self._session.seal()
        draft, base, folder = self._session.draft, self._opened.path.parent, self.form.chosen_folder
        target, now = package_path(draft, folder), self._desk.now()
        if target.exists() and not accepted:
            words = f"“{target.name}”已经有了，新的完整以后才替换旧的。\n\n里面有您自己放的文件时不会替换。"
            answer = self._desk.presenter.ask(self, "已有佐证材料包", words, [OVERWRITE, CANCEL], safe=CANCEL)
            if answer == CANCEL:
                return

        def job(progress: Progress, cancelled: Cancelled) -> Package:
            return build_package(
                draft, base, folder, now=now, accepted=accepted, progress=progress, cancelled=cancelled
            )

        self._begin(job, self._packed)

    def _packed(self, package: Package) -> None:
        self.package = package
        lines = [package.folder.name, *(f"缺：{gap.message}" for gap in package.gaps)]
        words = f"佐证材料包：{package.files} 个文件，{size_in_words(package.size)}，已存到 {package.folder}"
        missing = (f"缺 {len(package.gaps)} 份，目录里已写明。",) if package.gaps else ()
        self._show_done(words, lines, missing)

    def _ask_about_gaps(self, error: GapsFoundError) -> None:
        lines = [f"· {gap.message}。{gap.what_to_do}" for gap in error.gaps[:MOST_GAPS]]
        if len(error.gaps) > MOST_GAPS:
            lines.append(f"……等 {len(error.gaps)} 份")
        text = f"有 {len(error.gaps)} 份佐证材料的文件缺失或已改动。\n\n" + "\n".join(lines)
        answer = self._desk.presenter.ask(self, "佐证材料不齐", text, [PACK_ANYWAY, STOP], safe=STOP)
        if answer == PACK_ANYWAY:
            self.make_package(frozenset(gap.row for gap in error.gaps))

    # one piece of work -----------------------------------------------------------------------------------

    def _begin(self, job: Job, take: Callable[[Any], None]) -> None:
        stopped = "已停止，没有改动原来的文件"
        self.work.begin(job, done=take, failed=self._fail, stopped=lambda: self.status_message.emit(stopped))
        self._show_names()
        self.done.hide()
        self.running.begin()
        self.ensureWidgetVisible(self.running)

    def _finish(self, then: Callable[[], None]) -> None:
        self.running.hide()
        then()
        if not self.work.is_running:
            self.refresh()
            self.work_ended.emit()

    def _fail(self, error: Exception) -> None:
        self.start.setFocus()
        if isinstance(error, GapsFoundError):
            self._ask_about_gaps(error)
        elif isinstance(error, UserError):
            self._desk.presenter.show_error(self, error)
        else:
            raise error

    def _show_done(self, headline: str, lines: Sequence[str], warnings: Sequence[str]) -> None:
        self.done.show_made(headline, lines, warnings)
        self.ensureWidgetVisible(self.done)
        self.status_message.emit(headline)

    def _open_folder(self) -> None:
        folder = self.form.chosen_folder
        self._desk.show_in_folder(folder if folder.is_dir() else self._opened.path)

    # building --------------------------------------------------------------------------------------------

    def _connect(self) -> None:
        self.start.clicked.connect(lambda: self.make())
        self.pack.clicked.connect(lambda: self.make_package())
        self.running.stop_asked.connect(self.work.cancel)
        self.work.progressed.connect(self.running.show_progress)
        self.done.open_folder.clicked.connect(self._open_folder)
        self.lacks.lack_chosen.connect(self._lead)
        self.form.changed.connect(self.refresh)
        self._session.subscribe(self._note)

    def _arrange(self) -> None:
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(8)
        column.addWidget(title("报送"))
        column.addWidget(wrapped("内部核验单、备忘和保留意见留在单位，不随材料报送。"))
        column.addWidget(_part("还缺什么"))
        column.addWidget(self.ready)
        column.addWidget(self.lacks)
        column.addWidget(_part("报送材料"))
        column.addWidget(self.form)
        column.addWidget(self.names)
        column.addLayout(button_row(self.start))
        column.addWidget(_part("佐证材料包"))
        column.addWidget(self.package_note)
        column.addLayout(button_row(self.pack))
        column.addWidget(self.running)
        column.addWidget(self.done)
        column.addStretch(1)
        self.setWidget(body)


def _part(text: str) -> QLabel:
    label = heading(text)
    label.setContentsMargins(0, 8, 0, 0)
    return label
