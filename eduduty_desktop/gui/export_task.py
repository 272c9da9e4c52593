"""Runs an export on a thread of its own, from an immutable snapshot of the draft."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from threading import Event

from PySide6.QtCore import QObject, QThread, Signal

from eduduty_desktop.draft import Draft, Finding
from eduduty_desktop.gui.services import Export


@dataclass(frozen=True, slots=True)
class ExportOrder:
    """What is to be exported, as it stands now."""

    draft: Draft
    findings: Sequence[Finding]
    folder: Path
    edition: str
    now: datetime


class ExportTask(QThread):
    """One export. `written` carries the files, `failed` the exception, `stopped` comes after a cancel."""

    progressed = Signal(int, int, str)
    written = Signal(tuple)
    failed = Signal(object)
    stopped = Signal()

    def __init__(self, export: Export, order: ExportOrder, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._export = export
        self._order = order
        self._cancel = Event()

    def cancel(self) -> None:
        """Ask the export to stop at the next file."""
        self._cancel.set()

    def run(self) -> None:
        order = self._order
        try:
            files = self._export(
                order.draft,
                order.findings,
                order.folder,
                edition=order.edition,
                now=order.now,
                progress=self.progressed.emit,
                cancelled=self._cancel.is_set,
            )
        except Exception as error:  # it is raised again, or presented, on the window's thread
            if self._cancel.is_set():
                self.stopped.emit()
            else:
                self.failed.emit(error)
            return
        if self._cancel.is_set() and not files:
            self.stopped.emit()
        else:
            self.written.emit(tuple(files))
