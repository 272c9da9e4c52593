"""Long work on a thread of its own, from an immutable snapshot of the draft, one piece at a time for a page."""

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


class OneWork(QObject):
    """A page's long work, one piece at a time."""

    progressed = Signal(int, str)  # thousandths

    def __init__(self, page: QObject, finish: Callable[[Callable[[], None]], None]) -> None:
        """`finish` hears on the window's thread that a piece has ended, and what is to be done then."""
        super().__init__(page)
        self._finish = finish
        self._work: Work | None = None

    @property
    def is_running(self) -> bool:
        return self._work is not None

    def begin(
        self, job: Job, *, done: Callable[[Any], None], failed: Callable[[Exception], None], stopped: Callable[[], None]
    ) -> None:
        """Start a piece; one of the three is handed to `finish` when it has ended."""
        self._work = work = Work(job, self)
        work.progressed.connect(self.progressed)
        work.done.connect(lambda result: self._ended(work, lambda: done(result)))
        work.failed.connect(lambda error: self._ended(work, lambda: failed(error)))
        work.stopped.connect(lambda: self._ended(work, stopped))
        work.start()

    def cancel(self) -> None:
        """Ask what runs to stop at its next step."""
        if self._work is not None:
            self._work.cancel()

    def end(self) -> None:
        """Stop what runs and wait for its thread: one that still runs when the program ends would abort it."""
        if self._work is not None:
            self._work.cancel()
            self._work.wait()
            self._work.deleteLater()
            self._work = None

    def _ended(self, work: Work, then: Callable[[], None]) -> None:
        if self._work is not work:
            return  # it was given up meanwhile: the window closed, or something else runs
        self.end()
        self._finish(then)
