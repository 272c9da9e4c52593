"""One long piece of work on a thread of its own, from an immutable snapshot of the draft."""

from collections.abc import Callable
from threading import Event
from typing import Any

from PySide6.QtCore import QObject, QThread, Signal

Progress = Callable[[int, int, str], None]
Cancelled = Callable[[], bool]
Job = Callable[[Progress, Cancelled], Any]


class Work(QThread):
    """`done` carries the result, `failed` the exception; `stopped` comes after a cancel.

    Progress in bytes may exceed what a signal's int holds, so that it is told in thousandths.
    """

    progressed = Signal(int, str)  # thousandths
    done = Signal(object)
    failed = Signal(object)
    stopped = Signal()

    def __init__(self, job: Job, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._job = job
        self._cancel = Event()

    def cancel(self) -> None:
        """Ask the work to stop at the next step."""
        self._cancel.set()

    def run(self) -> None:
        try:
            result = self._job(self._tell, self._cancel.is_set)
        except Exception as error:  # it is raised again, or presented, on the window's thread
            if self._cancel.is_set():
                self.stopped.emit()
            else:
                self.failed.emit(error)
            return
        self.done.emit(result)

    def _tell(self, done: int, total: int, text: str) -> None:
        self.progressed.emit(done * 1000 // total if total else 0, text)
