"""Keeps an own framework's edits: each is saved soon after it was made, and at the latest when it is left."""

from PySide6.QtCore import QObject, QTimer, Signal

from eduduty_desktop.errors import UserError
from eduduty_desktop.framework import Framework
from eduduty_desktop.gui.frameworks.edits import Edits
from eduduty_desktop.gui.services import Shelf

SOON_MS = 400


class Keeper(QObject):
    """Holds the edits of the one framework that is shown for editing."""

    saved = Signal()
    failed = Signal(object)  # UserError

    def __init__(self, shelf: Shelf, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shelf = shelf
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SOON_MS)
        self._timer.timeout.connect(self.save)
        self.edits: Edits | None = None

    def begin(self, framework: Framework | None) -> None:
        """Take up a framework; what was not saved of the one before is given up."""
        self._timer.stop()
        self.edits = Edits(framework) if framework is not None else None

    def touched(self) -> None:
        """An edit was made, taken back or made again."""
        self._timer.start()

    def save(self) -> bool:
        """Save now what is not saved; whether everything is."""
        self._timer.stop()
        edits = self.edits
        if edits is None or edits.is_saved:
            return True
        framework = edits.framework
        try:
            self._shelf.keep(framework, replace=True)
        except UserError as error:
            self.failed.emit(error)
            return False
        edits.saved = framework
        self.saved.emit()
        return True
