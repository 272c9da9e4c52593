"""Hears of second starts of the program, and lets the one window do what they wanted."""

from collections import deque
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer
from PySide6.QtWidgets import QApplication

EVERY_MILLISECONDS = 2000  # homes on a server tell nothing of what other programs write
AGAIN_MILLISECONDS = 200


class SecondStart(QObject):
    """Watches a folder; `take` gives what has come since the last time, `welcome` does it.

    While a dialog waits for its answer, wishes wait too: `to_front` shows the person what is to be answered.
    """

    def __init__(
        self,
        folder: Path,
        take: Callable[[], list[Path | None]],
        welcome: Callable[[Path | None], None],
        to_front: Callable[[], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._folder = str(folder)
        self._take = take
        self._welcome = welcome
        self._to_front = to_front
        self._wishes: deque[Path | None] = deque()
        self._busy = False
        self._watcher = QFileSystemWatcher([self._folder], self)
        self._watcher.directoryChanged.connect(self.look)
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MILLISECONDS)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(AGAIN_MILLISECONDS)
        self._again.timeout.connect(self._go)

    def look(self) -> None:
        """See what has come."""
        came = self._take()
        if not self._watcher.directories():
            self._watcher.addPath(self._folder)  # it was removed and is there again
        if came:
            self._wishes.extend(came)
            self._to_front()
            self._go()

    def _go(self) -> None:
        if self._busy or not self._wishes:
            return
        if QApplication.activeModalWidget() is not None or QApplication.activePopupWidget() is not None:
            self._again.start()
            return
        self._busy = True
        try:
            while self._wishes:
                self._welcome(self._wishes.popleft())
        finally:
            self._busy = False
