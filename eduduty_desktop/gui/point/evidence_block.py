"""佐证材料 of a point: files dropped or chosen, documents without a file, and those of other points."""

from collections.abc import Callable
from pathlib import Path

import msgspec
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from eduduty_desktop.document.attachments import ATTACHMENTS
from eduduty_desktop.draft import Key
from eduduty_desktop.draft.finding import Place
from eduduty_desktop.draft.records import Evidence
from eduduty_desktop.gui.labels import wrapped
from eduduty_desktop.gui.point.block import GRID, Block, caption
from eduduty_desktop.gui.point.evidence_choice import ChoicePopup, Option
from eduduty_desktop.gui.point.evidence_details import EvidenceDetails
from eduduty_desktop.gui.point.evidence_files import EvidenceFiles
from eduduty_desktop.gui.point.evidence_list import EvidenceList, EvidenceRow, local_files
from eduduty_desktop.gui.point.evidence_worker import Job
from eduduty_desktop.workspace.evidence import (
    evidence_of,
    home_of,
    linkable,
    moved,
    size_in_words,
    unlinked,
    without_file,
)
from eduduty_desktop.workspace.session import Session

EMPTY = "还没有佐证材料。把文件从文件夹拖到这里，或点“添加文件…”；奖牌、档案等没有文件的，点“登记无文件材料”。"
HINT = "拖入文件可继续添加；拖动行、“上移”“下移”（Alt+↑、Alt+↓）调整次序，编号随次序变。"


class EvidenceBlock(Block):
    """The documents whose `points` name this point, as the 佐证目录 numbers them."""

    def __init__(
        self, session: Session, files: EvidenceFiles, point: str, title: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._files = files
        self._point = point
        self._title = title
        self.details: EvidenceDetails | None = None
        self._build_head()
        self.nothing = wrapped(EMPTY)
        self.nothing.setProperty("role", "dropPlace")
        self.nothing.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        self.list = EvidenceList(f"{title}的佐证材料")
        self.hint = wrapped(HINT)
        self._busy = QVBoxLayout()
        self._bars: dict[Job, tuple[QLabel, QProgressBar]] = {}
        for widget in (self.nothing, self.list):
            self.column.addWidget(widget)
        self._details = QVBoxLayout()
        self.column.addLayout(self._details)
        self.column.addWidget(self.hint)
        self.column.addLayout(self._busy)
        self.setAcceptDrops(not session.read_only)
        self.list.setAcceptDrops(not session.read_only)
        self.list.currentItemChanged.connect(lambda: self._show_details())
        self.list.files_dropped.connect(self.add)
        self.list.row_moved.connect(self.move_to)
        self.list.remove_requested.connect(self.remove)
        self.list.step_requested.connect(self.step)
        files.seen_changed.connect(self._show_seen)
        files.busy_changed.connect(self._show_busy)
        files.registered.connect(self._registered)
        files.said.connect(self.status_message)
        self._arrange()
        self._show_busy()
        QTimer.singleShot(0, self, self.look)
        QGuiApplication.instance().applicationStateChanged.connect(self._came_back)  # type: ignore[union-attr]

    def _build_head(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(GRID // 2)
        line.addWidget(caption("佐证材料"))
        line.addStretch(1)
        self.up = self._button("上移", lambda: self.step(-1), "上移一位（Alt+↑）")
        self.down = self._button("下移", lambda: self.step(1), "下移一位（Alt+↓）")
        self.remove_button = self._button("移除", self.remove, "从本项移除，文件不动（Delete）")
        self.link_button = self._button(
            "引用已有材料…",
            lambda: self.choice().open_below(self.link_button),
            "别的测评点已登记的材料，也用来证明本项",
        )
        self.blank_button = self._button("登记无文件材料", self.add_blank, "奖牌、展板、存档原件等没有文件的材料")
        self.add_button = self._button("添加文件…", self._choose_files, "也可以把文件直接拖进来")
        for button in (self.up, self.down, self.remove_button, self.link_button, self.blank_button, self.add_button):
            line.addWidget(button)
        for button in (self.link_button, self.blank_button, self.add_button):
            button.setEnabled(not self._session.read_only)
        self.column.addLayout(line)

    def _button(self, text: str, run: Callable[[], None], tip: str) -> QPushButton:
        button = QPushButton(text)
        button.setProperty("role", "choice")
        button.setToolTip(tip)
        if len(text) < 4:
            button.setAccessibleName(f"{text}佐证材料")
        button.clicked.connect(lambda: run())
        return button

    # adding ----------------------------------------------------------------------------------------------

    def add(self, paths: list[Path]) -> None:
        """Register files with this point."""
        if paths and not self._session.read_only:
            self._files.add(self._point, paths)

    def add_blank(self) -> None:
        """Register a document that is no file, ready to be named."""
        row, one = without_file(self._session.draft, self._point)
        self._session.edit([(Key("evidence", row), one)], label=f"登记“{self._title}”的佐证材料")
        self.list.go_to(row)
        if self.details is not None:
            self.details.lines["title"].setFocus()

    def link(self, row: str) -> None:
        """Let a document of another point prove this one too."""
        one: Evidence | None = self._session.record(Key("evidence", row))
        if one is not None and self._point not in one.points:
            linked = msgspec.structs.replace(one, points=(*one.points, self._point))
            self._session.edit([(Key("evidence", row), linked)], label=f"引用佐证材料“{one.title}”")
            self.list.go_to(row)

    def choice(self) -> ChoicePopup:
        """The list of other points' documents, to be opened."""
        options = [
            Option(row, (number, one.title or "（未写名称）", one.document_number))
            for row, number, one in linkable(self._session.draft, self._point)
        ]
        popup = ChoicePopup(options, "已有的佐证材料", "别的测评点没有相符的材料。", self)
        popup.chosen.connect(self.link)
        return popup

    def _choose_files(self) -> None:
        chosen, _ = QFileDialog.getOpenFileNames(self, f"添加“{self._title}”的佐证材料", "")
        self.add([Path(name) for name in chosen])

    def _registered(self, point: str, rows: tuple[str, ...], message: str) -> None:
        if message:
            self.status_message.emit(message)
        if point == self._point:
            self.hint.setText(message or HINT)
            if rows:
                self.list.go_to(rows[-1])

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if local_files(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        files = local_files(event.mimeData())
        if files:
            event.setDropAction(event.proposedAction())
            event.accept()
            self.add(files)

    # ordering, removing ----------------------------------------------------------------------------------

    def move_to(self, row: str, place: int) -> None:
        """Put a document at a place of the list."""
        ahead = sum(home_of(self._session.draft, one) != self._point for _, _, one in self._mine())
        edits = moved(self._session.draft, self._point, row, place - ahead)
        if edits:
            self._session.edit(edits, label="调整佐证材料的次序")

    def step(self, by: int) -> None:
        """Move the current document up or down."""
        rows = [row for row, _, _ in self._mine()]
        if self.list.current_row in rows and not self._session.read_only:
            self.move_to(self.list.current_row, rows.index(self.list.current_row) + by)

    def remove(self) -> None:
        """Take the current document away from this point; asks nothing, can be undone."""
        edit = unlinked(self._session.draft, self.list.current_row, self._point)
        if edit is None or self._session.read_only:
            return
        self._session.edit([edit], label=f"移除“{self._title}”的佐证材料")
        said = "仍证明别的测评点" if edit[1] is not None else "文件没有动"
        self.status_message.emit(f"已移除佐证材料（{said}），按 Ctrl+Z 可以恢复。")

    # showing ---------------------------------------------------------------------------------------------

    def _mine(self) -> list[tuple[str, str, Evidence]]:
        return evidence_of(self._session.draft, self._point)

    def look(self) -> None:
        """Find out how the files are; cheap for those that were read before."""
        self._files.look([row for row, _, one in self._mine() if one.file])

    def _came_back(self, state: Qt.ApplicationState) -> None:
        """Look again when the person returns from another program, the file manager perhaps."""
        if state is Qt.ApplicationState.ApplicationActive:
            self.look()

    def _arrange(self) -> None:
        mine = self._mine()
        draft = self._session.draft
        self.list.show_rows(
            [
                EvidenceRow(
                    row,
                    number,
                    one.title,
                    one.document_number,
                    one.date,
                    self._files.seen(row),
                    movable=home_of(draft, one) == self._point and not self._session.read_only,
                    renew=one.renew,
                )
                for row, number, one in mine
            ]
        )
        self.nothing.setVisible(not mine)
        for widget in (self.list, self.hint, self.up, self.down, self.remove_button):
            widget.setVisible(bool(mine))
        self._show_details()

    def _show_details(self) -> None:
        """The fields of the current document, below the list."""
        row = self.list.current_row
        if (self.details.row if self.details is not None else "") != row:
            if self.details is not None:
                self._details.removeWidget(self.details)
                self.details.hide()
                self.details.deleteLater()
            self.details = EvidenceDetails(self._session, self._files, self._point, row) if row else None
            if self.details is not None:
                self.details.said.connect(self.status_message)
                self._details.addWidget(self.details)
        one: Evidence | None = self._session.record(Key("evidence", row)) if row else None
        here = one is not None and home_of(self._session.draft, one) == self._point
        possible = one is not None and not self._session.read_only
        self.remove_button.setEnabled(possible)
        for button in (self.up, self.down):
            button.setEnabled(possible and here)

    def _show_seen(self) -> None:
        self._arrange()
        if self.details is not None:
            self.details.show_file()

    def _show_busy(self) -> None:
        """One line a job: what is read, how far, and a button to stop it."""
        jobs = self._files.jobs
        if jobs != list(self._bars):
            while (item := self._busy.takeAt(0)) is not None:
                if (widget := item.widget()) is not None:
                    widget.hide()
                    widget.deleteLater()
            self._bars = {job: self._bar(job) for job in jobs}
        for job, (label, bar) in self._bars.items():
            done, of = job.progress
            bar.setRange(0, 1000 if of else 0)
            bar.setValue(round(1000 * done / of) if of else 0)
            in_words = f"{size_in_words(done)}／{size_in_words(of)}" if job.in_bytes else f"{done}／{of}"
            label.setText(f"{job.title}　{in_words}" if of else job.title)

    def _bar(self, job: Job) -> tuple[QLabel, QProgressBar]:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        label = wrapped(job.title)
        label.setWordWrap(False)
        bar = QProgressBar()
        bar.setTextVisible(False)
        bar.setFixedWidth(20 * GRID)
        bar.setAccessibleName(job.title)
        stop = QPushButton("取消")
        stop.setProperty("role", "choice")
        stop.setAccessibleName(f"取消：{job.title}")
        stop.clicked.connect(job.cancel)
        line.addWidget(label, 1)
        line.addWidget(bar)
        line.addWidget(stop)
        self._busy.addWidget(row)
        return label, bar

    def refresh(self, keys: frozenset[Key]) -> None:
        if ATTACHMENTS in keys and self.details is not None:
            self.details.refresh(keys)
        if not any(key.table == "evidence" for key in keys):
            return
        if self.details is not None:
            self.details.refresh(keys)
        self._arrange()
        unseen = [row for row, _, one in self._mine() if one.file and self._files.seen(row) is None]
        if unseen:
            self._files.look(unseen)

    def reveal(self, place: Place) -> QWidget | None:
        if place.table != "evidence":
            return None
        if self.list.go_to(place.row) and self.details is not None:
            self.list.setFocus()
            return self.details
        self.add_button.setFocus()
        return self.add_button
