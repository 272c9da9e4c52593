"""Tells the window when a write has reached the file, and when one has not."""

from concurrent.futures import Future
from datetime import datetime
from threading import Lock

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from eduduty_desktop.workspace.session import Session

JOURNAL_MILLISECONDS = 500


class SaveMonitor(QObject):
    """Journals the open edit twice a second and follows every write.

    `saved` carries the moment of the last write that reached the file; `failed` the exception of one that
    did not. The futures resolve on the store's thread; a queued signal brings them into this one.
    """

    saved = Signal(object)
    failed = Signal(object)
    _resolved = Signal(object)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._waiting = 0
        self._failures = 0
        self._lock = Lock()
        self._closed = False
        self._resolved.connect(self._tell, Qt.ConnectionType.QueuedConnection)
        session.on_saving(self._follow)
        self._timer = QTimer(self)
        self._timer.setInterval(JOURNAL_MILLISECONDS)
        self._timer.timeout.connect(session.journal)
        self._timer.start()

    @property
    def failures(self) -> int:
        """Writes that did not reach the file so far."""
        return self._failures

    @property
    def waiting(self) -> int:
        """Writes under way."""
        return self._waiting

    def stop(self) -> None:
        """Follow no further write; call it before the draft is closed."""
        self._timer.stop()
        with self._lock:
            self._closed = True

    def _follow(self, future: "Future[datetime]") -> None:
        if self._closed:
            return
        self._waiting += 1
        future.add_done_callback(self._bring)

    def _bring(self, future: "Future[datetime]") -> None:
        with self._lock:  # this runs on the store's thread: the object must not go away meanwhile
            if not self._closed:
                self._resolved.emit(future)

    def _tell(self, future: "Future[datetime]") -> None:
        self._waiting -= 1
        error = None if future.cancelled() else future.exception()
        if error is not None:
            self._failures += 1
            self.failed.emit(error)
        elif not future.cancelled():
            self.saved.emit(future.result())
