"""Work off the window's thread whose result may come too late: it is then left, never waited for by the window."""

from collections.abc import Callable, Iterator
from time import perf_counter
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, QThread, QTimer, Signal

SLICE = 0.008
"""Seconds that a piece of work may take between two events: half of what a person notices."""


class Job(QThread):
    """Runs one function; `done` carries its result, `failed` the exception, both with the job itself.

    It belongs to the application: a dialog may be closed while it runs, the program waits for it when it ends.
    """

    done = Signal(object, object)
    failed = Signal(object, object)

    def __init__(self, work: Callable[[], Any]) -> None:
        application = QCoreApplication.instance()
        super().__init__(application)
        self._work = work
        self.finished.connect(self.deleteLater)
        if application is not None:
            application.aboutToQuit.connect(self.wait)

    def run(self) -> None:
        try:
            result = self._work()
        except Exception as error:  # presented, or raised again, on the window's thread
            self.failed.emit(self, error)
            return
        self.done.emit(self, result)


class Slices(QObject):
    """Goes through work in small pieces on the window's own thread, between its events.

    A busy thread of pure Python would take the interpreter from every cell that is painted.
    """

    finished = Signal()
    failed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pieces: Iterator[object] | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._go_on)

    @property
    def is_running(self) -> bool:
        return self._pieces is not None

    def begin(self, pieces: Iterator[object]) -> None:
        """Begin; what was under way is given up."""
        self._pieces = pieces
        self._timer.start()

    def cancel(self) -> None:
        """Give up what is under way."""
        self._pieces = None
        self._timer.stop()

    def finish(self) -> None:
        """Do all that is left at once: somebody is waiting for it."""
        while self._pieces is not None:
            self._step()

    def _go_on(self) -> None:
        until = perf_counter() + SLICE
        while self._pieces is not None and perf_counter() < until:
            self._step()

    def _step(self) -> None:
        assert self._pieces is not None
        try:
            next(self._pieces)
        except StopIteration:
            self.cancel()
            self.finished.emit()
        except Exception as error:  # presented, or raised again, by who began it
            self.cancel()
            self.failed.emit(error)


class Latest(QObject):
    """Runs jobs of which only the one begun last counts; the results of others are left."""

    done = Signal(object)
    failed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._job: Job | None = None

    @property
    def is_running(self) -> bool:
        return self._job is not None

    def begin(self, work: Callable[[], Any]) -> None:
        """Begin a job; one that is still running no longer counts."""
        self._job = Job(work)
        self._job.done.connect(self._finish)
        self._job.failed.connect(self._fail)
        self._job.start()

    def cancel(self) -> None:
        """Leave the job that is running."""
        self._job = None

    def _finish(self, job: Job, result: object) -> None:
        if job is self._job:
            self._job = None
            self.done.emit(result)

    def _fail(self, job: Job, error: Exception) -> None:
        if job is self._job:
            self._job = None
            self.failed.emit(error)
