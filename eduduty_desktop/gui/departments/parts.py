"""Small parts of the page: a part that scrolls, a button's menu, the kinds of files that can be sent back."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QMenu, QScrollArea, QWidget

from eduduty_desktop.gui.labels import set_role

_KINDS = ("xlsx", "xlsm", "xls", "et", "ods", "csv", "docx", "docm", "doc", "wps", "txt")
FILES = f"部门交回的文件（表格、文字）({' '.join(f'*.{kind}' for kind in _KINDS)})"
"""A filter as Qt's file dialog takes it."""


class WholeLabel(QLabel):
    """Words of several lines that are seen whole even where a splitter gives its parts no more than their least."""

    def __init__(self, role: str) -> None:
        super().__init__()
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.PlainText)
        set_role(self, role)

    def setText(self, text: str) -> None:
        super().setText(text)
        self._claim()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._claim()

    def _claim(self) -> None:
        self.setMinimumHeight(0)  # what it had would count as needed
        self.setMinimumHeight(max(self.heightForWidth(self.width()), 0))


def scrolled(widget: QWidget) -> QScrollArea:
    """A part that scrolls where the screen is low: 1366 × 768 at 150 %."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(widget)
    return area


def menu_of(parent: QWidget, *entries: tuple[str, Callable[[], None]]) -> QMenu:
    """A menu of words and what each does."""
    menu = QMenu(parent)
    for words, handler in entries:
        menu.addAction(words).triggered.connect(lambda _=False, handler=handler: handler())
    return menu
