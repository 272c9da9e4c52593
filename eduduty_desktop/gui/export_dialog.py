"""The dialog 导出: which edition, where to, what will be written; then progress, then the files."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QProgressBar,
    QPushButton,
    QRadioButton,
    QStackedWidget,
    QWidget,
)

from eduduty_desktop.draft import Draft, Finding
from eduduty_desktop.draft.equations import leaks
from eduduty_desktop.draft.sign_off import sign_off_of
from eduduty_desktop.draft.withholding import withheld_metrics
from eduduty_desktop.errors import UserError
from eduduty_desktop.framework import Severity
from eduduty_desktop.gui.export_task import ExportOrder, ExportTask
from eduduty_desktop.gui.findings_model import Counts, where_of
from eduduty_desktop.gui.forms import load_ui, part
from eduduty_desktop.gui.presenter import Presenter
from eduduty_desktop.gui.room import resize_within
from eduduty_desktop.gui.services import Services, WrittenFile

SETUP, RUNNING, DONE = range(3)
REVIEW, FINAL, PUBLIC = "review", "final", "public"
EDITION_WORDS = {REVIEW: "送审稿", FINAL: "报送稿", PUBLIC: "公示版"}
KIND_WORDS = {"report": "上报", "appendix": "上报", "review": "内部留存，不上报"}
OVERWRITE, ELSEWHERE, CANCEL = "覆盖", "另存到新文件夹", "取消"


@dataclass(frozen=True, slots=True)
class ExportSource:
    """The snapshot that is exported: the draft, its findings and which of them a waiver covers."""

    draft: Draft
    findings: Sequence[Finding]
    waived: frozenset[str]  # identities
    counts: Counts
    stale: Mapping[str, str] = field(default_factory=dict)  # by edition, that its last files differ

    @property
    def blocking(self) -> list[Finding]:
        """错误 that keep a 报送稿 from being written."""
        return [f for f in self.findings if f.severity is Severity.ERROR and f.identity not in self.waived]


class ExportDialog(QDialog):
    """Asks, runs the export off this thread, and lists what was written."""

    export_ended = Signal()  # written, failed or stopped: the page tells which
    exported = Signal(str, tuple)  # the edition and its files, once they are written

    def __init__(
        self,
        source: ExportSource,
        folder: Path,
        services: Services,
        presenter: Presenter,
        parent: QWidget | None = None,
        *,
        withhold: Callable[[], Draft] | None = None,
    ) -> None:
        """`withhold` lets the person choose what a 公示版 leaves out, and gives the draft with that choice."""
        super().__init__(parent)
        self.setWindowTitle("导出")
        resize_within(self, 600, 620)
        self._withhold = withhold
        self._source = source
        self._services = services
        self._presenter = presenter
        self._task: ExportTask | None = None
        self.written: tuple[WrittenFile, ...] = ()
        self.chosen_folder = folder
        self.form = load_ui("export_dialog", self)
        self._pages = part(self.form, QStackedWidget, "pages")
        self.review = part(self.form, QRadioButton, "review")
        self.final = part(self.form, QRadioButton, "final")
        self.public = part(self.form, QRadioButton, "public")
        self.withheld = part(self.form, QPushButton, "withheld")
        self.folder = part(self.form, QLineEdit, "folder")
        self.start = part(self.form, QPushButton, "start")
        self.stop = part(self.form, QPushButton, "stop")
        self._blocking = part(self.form, QListWidget, "blocking")
        self._progress = part(self.form, QProgressBar, "progress")
        self._step = part(self.form, QLabel, "step")
        self.files = part(self.form, QListWidget, "written")
        self._connect()
        self.folder.setText(str(folder))
        self._fill_blocking()
        self._choose_edition()
        self._pages.setCurrentIndex(SETUP)

    @property
    def draft(self) -> Draft:
        """What is exported, or was."""
        return self._source.draft

    @property
    def edition(self) -> str:
        return FINAL if self.final.isChecked() else PUBLIC if self.public.isChecked() else REVIEW

    @property
    def page(self) -> int:
        """SETUP, RUNNING or DONE."""
        return self._pages.currentIndex()

    def closeEvent(self, event: QCloseEvent) -> None:
        self._end_task()
        super().closeEvent(event)

    def reject(self) -> None:
        """Esc and 取消: while an export runs they end the export, not the dialog."""
        if self.page == RUNNING:
            self._ask_stop()
            return
        super().reject()

    def _connect(self) -> None:
        part(self.form, QPushButton, "browse").clicked.connect(self._browse)
        part(self.form, QPushButton, "cancel").clicked.connect(self.reject)
        part(self.form, QPushButton, "close").clicked.connect(self.accept)
        part(self.form, QPushButton, "openFolder").clicked.connect(self._open_folder)
        self.start.clicked.connect(self._begin)
        self.stop.clicked.connect(self._ask_stop)
        for button in (self.review, self.final, self.public):
            button.toggled.connect(lambda on: self._choose_edition() if on else None)
        self.withheld.clicked.connect(self._choose_withheld)
        self.folder.textChanged.connect(self._choose_edition)

    def _fill_blocking(self) -> None:
        for finding in self._source.blocking:
            where = where_of(self._source.draft.framework, finding)
            self._blocking.addItem(f"✕ {where}：{finding.message}" if where else f"✕ {finding.message}")

    def _choose_edition(self) -> None:
        counts, blocking = self._source.counts, len(self._source.blocking)
        blocked = self.edition != REVIEW and blocking > 0
        summary = f"错误 {counts.errors}，警告 {counts.warnings}，提示 {counts.hints}"
        if counts.waived:
            summary += f"；已保留 {counts.waived}"
        label = part(self.form, QLabel, "findings")
        if blocked:
            label.setText(
                f"还有 {blocking} 处错误，不能导出{EDITION_WORDS[self.edition]}。改正下列各处，或在核验栏写明保留意见："
            )
        else:
            label.setText(f"{summary}。")
        label.setProperty("role", "error" if blocked else "muted")
        label.style().unpolish(label)
        label.style().polish(label)
        self._blocking.setVisible(blocked)
        self._tell_edition()
        self._show_planned()
        self.start.setEnabled(not blocked and bool(self.folder.text().strip()))
        self.start.setText(f"导出{EDITION_WORDS[self.edition]}")

    def _tell_edition(self) -> None:
        """What is withheld, whether it was signed off, whether earlier files are out of date."""
        draft = self._source.draft
        signed = sign_off_of(draft)
        part(self.form, QLabel, "finalNote").setText(
            "干净的正式稿，不带修改痕迹；还有错误时不能导出。"
            + (f"已定稿：{signed.words}。" if signed is not None else "还没有定稿（菜单“定稿…”），定稿后不能再改。")
        )
        count = len(withheld_metrics(draft))
        note = "供网上公示：不含选定的数据、联系人和责任人，不附内部核验单；还有错误时不能导出。"
        note += f"现在不公开 {count} 项数据。" if count else "还没有选不公开的数据。"
        found = leaks(draft.framework, withheld_metrics(draft)) if self.edition == PUBLIC else ()
        labels = "、".join(f"“{draft.framework.metrics[one.metric].printed_label}”" for one in found)
        note += f"! {labels}还能由公开的数据算出来。" if labels else ""
        part(self.form, QLabel, "publicNote").setText(note)
        self.withheld.setVisible(self._withhold is not None)
        told = self._source.stale.get(self.edition, "")
        stale = part(self.form, QLabel, "stale")
        stale.setText(f"! {told}" if told else "")
        stale.setVisible(bool(told))

    def _choose_withheld(self) -> None:
        if self._withhold is not None:
            self._source = replace(self._source, draft=self._withhold())
            self.public.setChecked(True)
            self._choose_edition()

    def _show_planned(self) -> None:
        planned = self._services.planned(self._source.draft, self._chosen(), self.edition)
        lines = [f"· {file.name}{_kind(kind, self.edition)}" for kind, file in planned.items()]
        part(self.form, QLabel, "files").setText("\n".join(lines))

    def _chosen(self) -> Path:
        return Path(self.folder.text().strip())

    def _browse(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, "选导出到哪个文件夹", self.folder.text())
        if chosen:
            self.folder.setText(chosen)

    def _begin(self) -> None:
        folder = self._chosen()
        planned = self._services.planned(self._source.draft, folder, self.edition)
        existing = [file.name for file in planned.values() if file.exists()]
        if existing:
            answer = self._presenter.ask(
                self,
                "文件夹里已有文件",
                f"“{folder.name}”里已有这些文件，覆盖后不能恢复。\n\n" + "\n".join(existing),
                [OVERWRITE, ELSEWHERE, CANCEL],
                safe=CANCEL,
            )
            if answer == CANCEL:
                return
            if answer == ELSEWHERE:
                folder = free_folder(folder)
                self.folder.setText(str(folder))
        self.chosen_folder = folder
        source = self._source
        order = ExportOrder(source.draft, source.findings, folder, self.edition, self._services.now())
        self._task = ExportTask(self._services.export, order, self)
        self._task.progressed.connect(self._show_progress)
        self._task.written.connect(self._show_written)
        self._task.failed.connect(self._show_failed)
        self._task.stopped.connect(self._show_stopped)
        self._progress.setRange(0, 0)
        self._step.setText("正在准备…")
        self.stop.setEnabled(True)
        self._pages.setCurrentIndex(RUNNING)
        self.stop.setFocus()
        self._task.start()

    def _ask_stop(self) -> None:
        if self._task is not None:
            self.stop.setEnabled(False)
            self._step.setText("正在停下…")
            self._task.cancel()

    def _show_progress(self, done: int, total: int, text: str) -> None:
        self._progress.setRange(0, total)
        self._progress.setValue(done)
        if self.stop.isEnabled():
            self._step.setText(text)

    def _show_written(self, files: tuple[WrittenFile, ...]) -> None:
        self._end_task()
        self.written = files
        for file in files:
            item = QListWidgetItem(f"{file.path.name}{_kind(file.kind, self.edition)}")
            item.setToolTip(str(file.path))
            self.files.addItem(item)
        part(self.form, QLabel, "doneFolder").setText(f"{EDITION_WORDS[self.edition]}已存到 {self.chosen_folder}")
        self._pages.setCurrentIndex(DONE)
        part(self.form, QPushButton, "openFolder").setFocus(Qt.FocusReason.OtherFocusReason)
        self.exported.emit(self.edition, files)
        self.export_ended.emit()

    def _show_failed(self, error: Exception) -> None:
        self._end_task()
        self._pages.setCurrentIndex(SETUP)
        if not isinstance(error, UserError):
            raise error
        self._presenter.show_error(self, error)
        self.export_ended.emit()

    def _show_stopped(self) -> None:
        self._end_task()
        self._pages.setCurrentIndex(SETUP)
        self.export_ended.emit()

    def _end_task(self) -> None:
        """Wait for the thread: one that still runs when the program ends would abort it."""
        if self._task is not None:
            self._task.cancel()
            self._task.wait()
            self._task.deleteLater()
            self._task = None

    def _open_folder(self) -> None:
        self._services.show_in_folder(self.written[0].path if self.written else self.chosen_folder)


def _kind(kind: str, edition: str) -> str:
    word = "公示" if edition == PUBLIC else KIND_WORDS.get(kind, "")
    return f"（{word}）" if word else ""


def free_folder(folder: Path) -> Path:
    """A sibling that does not exist yet: `送审稿（2）`."""
    number = 2
    while (free := folder.with_name(f"{folder.name}（{number}）")).exists():
        number += 1
    return free
