"""A list to choose one row from, with a filter line: documents to link, points to link to, figures to name."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QLineEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from eduduty_desktop.framework import Framework
from eduduty_desktop.gui.labels import wrapped
from eduduty_desktop.gui.point.block import GRID
from eduduty_desktop.gui.point.header_block import title_of

_WIDTH, _HEIGHT = 480, 280
_ROW = Qt.ItemDataRole.UserRole
_MOVES = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -8, Qt.Key.Key_PageDown: 8}


class Option(NamedTuple):
    """One row: what is handed back, and its texts, the second of which takes what width is left."""

    row: str
    texts: tuple[str, ...]


class ChoicePopup(QFrame):
    """Closes on Esc; Enter or a click chooses."""

    chosen = Signal(str)

    def __init__(self, options: Sequence[Option], name: str, nothing: str, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self._options = options
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.filter = QLineEdit()
        self.filter.setPlaceholderText("输入几个字筛选，回车选定")
        self.filter.setAccessibleName(f"筛选{name}")
        self.filter.setClearButtonEnabled(True)
        self.filter.installEventFilter(self)
        self.list = QTreeWidget()
        self.list.setAccessibleName(name)
        self.list.setHeaderHidden(True)
        self.list.setProperty("role", "rows")
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.list.setColumnCount(max((len(option.texts) for option in options), default=1))
        self.nothing = wrapped(nothing)
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID, GRID, GRID, GRID)
        for widget in (self.filter, self.list, self.nothing):
            column.addWidget(widget)
        self.filter.textChanged.connect(self._fill)
        self.list.itemActivated.connect(lambda item: self._choose(item))
        self.list.itemClicked.connect(lambda item: self._choose(item))
        self._fill()
        header = self.list.header()
        header.setStretchLastSection(False)
        for at in range(self.list.columnCount()):
            stretch = at == min(1, self.list.columnCount() - 1)
            mode = QHeaderView.ResizeMode.Stretch if stretch else QHeaderView.ResizeMode.ResizeToContents
            header.setSectionResizeMode(at, mode)

    def open_below(self, button: QWidget) -> None:
        """Show below a button, inside the screen."""
        self.open_at(QRect(button.mapToGlobal(QPoint()), button.size()))

    def open_at(self, place: QRect, width: int = _WIDTH) -> None:
        """Show below a rectangle of the screen, or above where there is no room."""
        point = place.bottomLeft()
        room = (QGuiApplication.screenAt(point) or QGuiApplication.primaryScreen()).availableGeometry()
        self.resize(width, _HEIGHT)
        above = place.top() - _HEIGHT
        top = point.y() if point.y() + _HEIGHT <= room.bottom() else max(room.top(), above)
        self.move(max(room.left(), min(point.x(), room.right() - width)), top)
        self.show()
        self.filter.setFocus()

    def _fill(self) -> None:
        self.list.clear()
        words = self.filter.text().split()
        for option in self._options:
            if all(any(word in text for text in option.texts) for word in words):
                item = QTreeWidgetItem(list(option.texts))
                item.setData(0, _ROW, option.row)
                item.setToolTip(0, "　".join(option.texts))
                self.list.addTopLevelItem(item)
        self._go_to(0)
        empty = not self.list.topLevelItemCount()
        self.nothing.setVisible(empty)
        self.list.setVisible(not empty)

    def _choose(self, item: QTreeWidgetItem | None) -> None:
        if item is not None:
            row = item.data(0, _ROW)
            self.close()
            self.chosen.emit(row)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The arrow keys of the filter line move in the list."""
        if watched is self.filter and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._choose(self.list.currentItem())
                return True
            if (step := _MOVES.get(Qt.Key(event.key()))) is not None:
                at = self.list.indexOfTopLevelItem(self.list.currentItem()) + step
                self._go_to(max(0, min(at, self.list.topLevelItemCount() - 1)))
                return True
        return super().eventFilter(watched, event)

    def _go_to(self, row: int) -> None:
        item = self.list.topLevelItem(row)
        if item is not None:
            self.list.setCurrentItem(item)


def point_options(framework: Framework, without: Sequence[str]) -> list[Option]:
    """Every point of a framework but some, by number and title."""
    return [Option(point.id, title_of(framework, point.id)) for point in framework.points if point.id not in without]
