"""Tells the window whether everything is in the file, and has the open edit journalled."""

from threading import Lock
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from eduduty_desktop.gui.services import OpenedDraft

if TYPE_CHECKING:
    from eduduty_desktop.store import SaveState

JOURNAL_MILLISECONDS = 500


class SaveMonitor(QObject):
    """Journals the open edit twice a second and follows the file's state.

    `saved` carries the moment of the last write when everything is in the file; `failing` the state while
    something is not; `recovered` comes when that is over. States come from the store's thread; a queued signal
    brings them into this one.
    """

    saved = Signal(object)  # datetime
    failing = Signal(object)  # SaveState
    recovered = Signal()
    _told = Signal(object)

    def __init__(self, opened: OpenedDraft, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._opened = opened
        self._was_failing = False
        self._lock = Lock()
        self._closed = False
        self._told.connect(self._show, Qt.ConnectionType.QueuedConnection)
        self._leave = opened.on_state(self._bring)
        self._timer = QTimer(self)
        self._timer.setInterval(JOURNAL_MILLISECONDS)
        self._timer.timeout.connect(opened.session.journal)
        self._timer.start()

    @property
    def is_failing(self) -> bool:
        """Whether something that was handed in has not reached the file."""
        return self._opened.state.failing_since is not None

    def stop(self) -> None:
        """Follow no further write; call it before the draft is closed."""
        self._timer.stop()
        self._leave()
        with self._lock:
            self._closed = True

    def _bring(self, state: "SaveState") -> None:
        with self._lock:  # this runs on the store's thread: the object must not go away meanwhile
            if not self._closed:
                self._told.emit(state)

    def _show(self, state: "SaveState") -> None:
        if state.failing_since is not None:
            self._was_failing = True
            self.failing.emit(state)
            return
        if self._was_failing and state.saved_at is not None:
            self._was_failing = False
            self.recovered.emit()
        if state.saved_at is not None and not state.waiting:
            self.saved.emit(state.saved_at)
