"""The window's size and columns, from one start to the next."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QMainWindow, QSplitter

from eduduty_desktop.gui.settings import Settings

OUTLINE_WIDTH, FINDINGS_WIDTH = 264, 296
COMFORTABLE_WIDTH = 1280
LEAST_PAGE_WIDTH = 400


def restore_shape(window: QMainWindow, splitter: QSplitter, settings: Settings) -> None:
    """Size and columns as they were; else the whole of a common office screen."""
    geometry = settings.geometry("window/geometry")
    if geometry.isEmpty() or not window.restoreGeometry(geometry):
        window.resize(QSize(1366, 728).boundedTo(window.screen().availableSize()))
    columns = settings.geometry("window/splitter")
    if columns.isEmpty() or not splitter.restoreState(columns):
        narrow = window.width() < COMFORTABLE_WIDTH  # 1366 pixels at 125 % are 1093 of ours
        sides = (OUTLINE_WIDTH - 40, FINDINGS_WIDTH - 48) if narrow else (OUTLINE_WIDTH, FINDINGS_WIDTH)
        splitter.setSizes([sides[0], max(LEAST_PAGE_WIDTH, window.width() - sum(sides)), sides[1]])


def remember_shape(window: QMainWindow, splitter: QSplitter, settings: Settings) -> None:
    """Keep size and columns for the next start."""
    settings.set_geometry("window/geometry", window.saveGeometry())
    settings.set_geometry("window/splitter", splitter.saveState())
