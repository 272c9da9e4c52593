"""Room on the screen: a dialog is no larger than what the screen has left, at 150 % of 1366 × 768 too."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

FRAME = QSize(16, 40)  # what a window's title and edges take
SMALLEST_SCREEN = QSize(910, 485)  # 1366 × 768 less the task bar, at 150 %


def resize_within(window: QWidget, width: int, height: int) -> None:
    """Give a window the size that it would like, or as much of it as its screen has room for."""
    parent = window.parentWidget()
    room = (parent or window).screen().availableGeometry().size() - FRAME
    window.resize(QSize(width, height).boundedTo(room))
