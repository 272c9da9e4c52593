"""Work on a thread of its own, one job after the other: reading files never holds up the window.

The thread knows no Qt and no widget; what it has to say waits in a queue that the window empties.  It is a daemon:
a file on a drive that does not answer keeps nobody from closing the program.
"""

from collections.abc import Callable
from dataclasses import InitVar, dataclass, field
from queue import Empty, SimpleQueue
from threading import Event, Thread
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

_LISTEN_MS = 40
_Progress = Callable[[int, int], None]
_Cancelled = Callable[[], bool]


@dataclass(eq=False)
class Work:
    """What the thread gets of a job: nothing of the window, whose objects must not end on another thread."""

    run: Callable[[_Progress, _Cancelled], Any]
    progress: tuple[int, int] = (0, 0)
    stop: Event = field(default_factory=Event)

    def _note(self, done: int, of: int) -> None:
        self.progress = (done, of)

    def result(self) -> Any:
        """Do it, here and now; an exception is the result."""
        try:
            return self.run(self._note, self.stop.is_set)
        except Exception as error:  # handed to `Job.done`, which tells a person's fault from a bug
            return error


@dataclass(eq=False)
class Job:
    """One piece of work: `run` on the thread, `done` with its result or exception on the window's thread."""

    title: str
    run: InitVar[Callable[[_Progress, _Cancelled], Any]]
    done: Callable[[Any], None]
    subject: str = ""
    in_bytes: bool = True  # what the progress counts; else files
    work: Work = field(init=False)

    def __post_init__(self, run: Callable[[_Progress, _Cancelled], Any]) -> None:
        self.work = Work(run)

    def cancel(self) -> None:
        """Ask the work to end; `done` then gets what it raised."""
        self.work.stop.set()

    @property
    def cancelled(self) -> bool:
        return self.work.stop.is_set()

    @property
    def progress(self) -> tuple[int, int]:
        """Bytes or files done, and in all."""
        return self.work.progress


class Worker(QObject):
    """Takes jobs and does them in order; `changed` follows each job's begin, progress and end."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.jobs: list[Job] = []
        self._inbox: SimpleQueue[Work | None] = SimpleQueue()
        self._outbox: SimpleQueue[Any] = SimpleQueue()  # one result a job, in their order
        self._thread: Thread | None = None
        self._told: list[tuple[int, int]] = []
        self._timer = QTimer(self)
        self._timer.setInterval(_LISTEN_MS)
        self._timer.timeout.connect(self._listen)
        self._stops: list[Event] = []
        inbox, stops = self._inbox, self._stops
        self.destroyed.connect(lambda: _dismiss(inbox, stops))

    def submit(self, job: Job) -> Job:
        """Have a job done after those that wait."""
        if self._thread is None:
            self._thread = Thread(target=_serve, args=(self._inbox, self._outbox), name="evidence", daemon=True)
            self._thread.start()
        self.jobs.append(job)
        self._stops.append(job.work.stop)
        self._inbox.put(job.work)
        self._timer.start()
        self.changed.emit()
        return job

    def _listen(self) -> None:
        while True:
            try:
                result = self._outbox.get_nowait()
            except Empty:
                break
            self._stops.pop(0)
            self.jobs.pop(0).done(result)
            self.changed.emit()
        if not self.jobs:
            self._timer.stop()
        elif (told := [job.progress for job in self.jobs]) != self._told:
            self._told = told
            self.changed.emit()


def _serve(inbox: "SimpleQueue[Work | None]", outbox: "SimpleQueue[Any]") -> None:
    while (work := inbox.get()) is not None:
        outbox.put(work.result())
        del work


def _dismiss(inbox: "SimpleQueue[Work | None]", stops: list[Event]) -> None:
    for stop in stops:
        stop.set()
    inbox.put(None)
