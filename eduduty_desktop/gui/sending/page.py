"""报送: what is still missing, then folder, archive and letter at one press, and the evidence package.

Work runs on a thread of its own, one piece at a time; what was made is recorded in the draft file.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from eduduty_desktop.document.names import Edition
from eduduty_desktop.draft import Finding
from eduduty_desktop.errors import UserError
from eduduty_desktop.gui.presenter import Presenter
from eduduty_desktop.gui.sending.form import SendingForm
from eduduty_desktop.gui.sending.lacks_list import LacksList
from eduduty_desktop.gui.sending.work import Cancelled, Job, Progress, Work
from eduduty_desktop.gui.settings import Settings
from eduduty_desktop.workspace.evidence import size_in_words
from eduduty_desktop.workspace.evidence_package import GapsFoundError, Package, build_package, package_path
from eduduty_desktop.workspace.exporting import ExportedFile
from eduduty_desktop.workspace.readiness import Lack, LoggedExport, baseline_of, lacks, worth_recording
from eduduty_desktop.workspace.sending import Form, Order, Sent, planned, send
from eduduty_desktop.workspace.session import Applied, Session

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
    def exports(self) -> Sequence[LoggedExport]: ...
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
        self._work: Work | None = None
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
        self.ready = _muted(READY)
        self.form = SendingForm(folder)
        self.names = _muted("")
        self.names.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.start = QPushButton("生成报送材料")
        self.start.setProperty("role", "primary")
        self.pack = QPushButton("打包佐证材料")
        self.package_note = _muted("")
        self.progress = QProgressBar()
        self.progress.setRange(0, 1000)
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName("进度")
        self.step = _muted("")
        self.stop = QPushButton("停止")
        self.files = QListWidget()
        self.files.setAccessibleName("已生成的文件")
        self.open_folder = QPushButton("打开所在文件夹")
        self._running = self._make_running()
        self._done = self._make_done()
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
            self.end_work()

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
        _set_role(self.names, "error" if blocked else "muted")
        free = self._work is None
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

    def end_work(self) -> None:
        """Stop what runs and wait for its thread: one that still runs when the program ends would abort it."""
        if self._work is not None:
            self._work.cancel()
            self._work.wait()
            self._work.deleteLater()
            self._work = None
            self._running.hide()

    def _begin(self, job: Job, take: Callable[[Any], None]) -> None:
        self._work = work = Work(job, self)
        work.progressed.connect(self._show_progress)
        work.done.connect(lambda result: self._finish(lambda: take(result)))
        work.failed.connect(lambda error: self._finish(lambda: self._fail(error)))
        work.stopped.connect(lambda: self._finish(lambda: self.status_message.emit("已停止，没有改动原来的文件")))
        self.progress.setValue(0)
        self.step.setText("正在准备…")
        self.stop.setEnabled(True)
        self._done.hide()
        self._running.show()
        self._show_names()
        self.stop.setFocus()
        self.ensureWidgetVisible(self._running)
        work.start()

    def _finish(self, then: Callable[[], None]) -> None:
        if self._work is None:
            return  # the window closed meanwhile
        self.end_work()
        then()
        if self._work is None:
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

    def _ask_stop(self) -> None:
        if self._work is not None:
            self.stop.setEnabled(False)
            self.step.setText("正在停下…")
            self._work.cancel()

    def _show_progress(self, thousandths: int, text: str) -> None:
        self.progress.setValue(thousandths)
        if self.stop.isEnabled():
            self.step.setText(text)

    def _show_done(self, headline: str, lines: Sequence[str], warnings: Sequence[str]) -> None:
        self.headline.setText(headline)
        self.warnings.setText("\n".join(f"! {warning}" for warning in warnings))
        self.warnings.setVisible(bool(warnings))
        self.files.clear()
        for line in lines:
            item = QListWidgetItem(line)
            item.setToolTip(line)
            self.files.addItem(item)
        self.files.setFixedHeight((self.fontMetrics().lineSpacing() + 8) * min(max(len(lines), 2), 8) + 8)
        self._done.show()
        self.open_folder.setFocus(Qt.FocusReason.OtherFocusReason)
        self.ensureWidgetVisible(self._done)
        self.status_message.emit(headline)

    def _open_folder(self) -> None:
        folder = self.form.chosen_folder
        self._desk.show_in_folder(folder if folder.is_dir() else self._opened.path)

    # building --------------------------------------------------------------------------------------------

    def _make_running(self) -> QWidget:
        box = QWidget()
        line = QHBoxLayout(box)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.step, 1)
        line.addWidget(self.progress, 1)
        line.addWidget(self.stop)
        box.hide()
        return box

    def _make_done(self) -> QWidget:
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        self.headline = QLabel()
        self.headline.setProperty("role", "good")
        self.headline.setWordWrap(True)
        self.warnings = QLabel()
        self.warnings.setProperty("role", "warning")
        self.warnings.setWordWrap(True)
        for widget in (self.headline, self.warnings, self.files):
            column.addWidget(widget)
        line = QHBoxLayout()
        line.addWidget(self.open_folder)
        line.addStretch(1)
        column.addLayout(line)
        box.hide()
        return box

    def _connect(self) -> None:
        self.start.clicked.connect(lambda: self.make())
        self.pack.clicked.connect(lambda: self.make_package())
        self.stop.clicked.connect(self._ask_stop)
        self.open_folder.clicked.connect(self._open_folder)
        self.lacks.lack_chosen.connect(self._lead)
        self.form.changed.connect(self.refresh)
        self._session.subscribe(self._note)

    def _arrange(self) -> None:
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(8)
        title = QLabel("报送")
        title.setProperty("role", "title")
        column.addWidget(title)
        column.addWidget(_muted("内部核验单、备忘和保留意见留在单位，不随材料报送。"))
        column.addWidget(_heading("还缺什么"))
        column.addWidget(self.ready)
        column.addWidget(self.lacks)
        column.addWidget(_heading("报送材料"))
        column.addWidget(self.form)
        column.addWidget(self.names)
        column.addLayout(_buttons(self.start))
        column.addWidget(_heading("佐证材料包"))
        column.addWidget(self.package_note)
        column.addLayout(_buttons(self.pack))
        column.addWidget(self._running)
        column.addWidget(self._done)
        column.addStretch(1)
        self.setWidget(body)


def _buttons(*buttons: QPushButton) -> QHBoxLayout:
    line = QHBoxLayout()
    for button in buttons:
        line.addWidget(button)
    line.addStretch(1)
    return line


def _heading(text: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("role", "heading")
    label.setContentsMargins(0, 8, 0, 0)
    return label


def _muted(text: str) -> QLabel:
    label = QLabel(text)
    label.setWordWrap(True)
    label.setProperty("role", "muted")
    return label


def _set_role(label: QLabel, role: str) -> None:
    label.setProperty("role", role)
    label.style().unpolish(label)
    label.style().polish(label)
