"""A window too narrow for three columns (1366 pixels at 150 % are 910 of ours): 核验 stands aside until asked for."""

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMainWindow

from eduduty_desktop.gui.findings_panel import FindingsPanel

NARROW = 1000


class NarrowWindow(QObject):
    """Hides the panel when its window becomes narrow, and shows it when there is room again."""

    def __init__(self, window: QMainWindow, panel: FindingsPanel) -> None:
        super().__init__(window)
        self._panel = panel
        self._narrow = False
        panel.fold.clicked.connect(panel.hide)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QResizeEvent):
            self._fit(event.size().width())
        return super().eventFilter(watched, event)

    def open(self) -> None:
        """Something in the panel is asked for."""
        if self._panel.isHidden():
            self._panel.show()
            # its rows were measured for another width
            QTimer.singleShot(0, self._panel.tree, self._panel.tree.scheduleDelayedItemsLayout)

    def _fit(self, width: int) -> None:
        narrow = width < NARROW
        if narrow != self._narrow:
            self._narrow = narrow
            self._panel.fold.setVisible(narrow)
            self._panel.setVisible(not narrow)
