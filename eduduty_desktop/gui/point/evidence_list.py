"""The list of 佐证材料 of one point: number, title, 文号, date, and how its file is."""

from collections.abc import Sequence
from pathlib import Path

import msgspec
from PySide6.QtCore import QMimeData, QSize, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QKeyEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from eduduty_desktop.gui.point.block import GRID
from eduduty_desktop.gui.point.theme import Theme
from eduduty_desktop.workspace.evidence import FileState, Seen, size_in_words

COLUMNS = ("编号", "材料名称", "文号", "日期", "文件")
_TITLE, _NUMBER, _STATE = 1, 2, 4
_EMS = {0: 7.0, _NUMBER: 11.0, 3: 6.5, _STATE: 9.5}
_ROOM_EMS = 52  # with less, the 文号 is left to the fields below
_MOST_ROWS = 8
RENEW = "! 待更新"
_ROW = Qt.ItemDataRole.UserRole
_MARKS = {
    FileState.NONE: "—",
    FileState.SAME: "✓",
    FileState.UNCHECKED: "○",
    FileState.CHANGED: "!",
    FileState.MISSING: "✕",
    FileState.UNREADABLE: "✕",
}
_WRONG = (FileState.CHANGED, FileState.MISSING, FileState.UNREADABLE)


class EvidenceRow(msgspec.Struct, frozen=True):
    """What the list shows of one document."""

    row: str
    number: str
    title: str
    document_number: str
    date: str
    seen: Seen | None
    movable: bool = True
    renew: bool = False


def state_words(seen: Seen | None) -> str:
    """A file's state with its shape and size: `✓ 完好 1.2 MB`."""
    if seen is None:
        return "正在查看…"
    size = f" {size_in_words(seen.size)}" if seen.size else ""
    return f"{_MARKS[seen.state]} {seen.state}{size}"


def local_files(data: QMimeData) -> list[Path]:
    """The files of this computer that are dragged or pasted."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]


class EvidenceList(QTreeWidget):
    """As high as its rows.  Files are dropped on it, rows are dragged to another place."""

    files_dropped = Signal(list)
    row_moved = Signal(str, int)
    remove_requested = Signal()
    step_requested = Signal(int)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setHeaderLabels(list(COLUMNS))
        self.setProperty("role", "rows")
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setAllColumnsShowFocus(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.CopyAction)
        self.setDropIndicatorShown(True)
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionsMovable(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setSectionResizeMode(_TITLE, QHeaderView.ResizeMode.Stretch)
        self._spread()

    @property
    def current_row(self) -> str:
        """The id of the current document, empty if there is none."""
        item: QTreeWidgetItem | None = self.currentItem()
        return item.data(0, _ROW) if item is not None else ""

    def show_rows(self, rows: Sequence[EvidenceRow]) -> None:
        """Show documents; the current one stays current, or else the one at its place is."""
        current, at = self.current_row, self.indexOfTopLevelItem(self.currentItem())
        theme = Theme.of(self.palette())
        blocked = self.blockSignals(True)
        while self.topLevelItemCount() > len(rows):
            self.takeTopLevelItem(self.topLevelItemCount() - 1)
        for place, one in enumerate(rows):
            item = self.topLevelItem(place)
            if item is None:
                item = QTreeWidgetItem()
                self.addTopLevelItem(item)
            texts = (
                one.number,
                one.title or "（未写名称）",
                one.document_number,
                one.date,
                RENEW if one.renew else state_words(one.seen),
            )
            for column, text in enumerate(texts):
                item.setText(column, text)
                item.setToolTip(column, text)
            wrong = one.seen is not None and one.seen.state in _WRONG
            item.setForeground(_STATE, theme.error if wrong and not one.renew else theme.text)
            item.setData(0, _ROW, one.row)
            item.setSizeHint(0, QSize(0, self._line()))
            flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
            item.setFlags(flags | Qt.ItemFlag.ItemIsDragEnabled if one.movable else flags)
        ids = [one.row for one in rows]
        wanted = ids.index(current) if current in ids else min(at, len(ids) - 1)
        if (chosen := self.topLevelItem(wanted)) is not None:
            self.setCurrentItem(chosen)
        self.blockSignals(blocked)
        self._fit()

    def go_to(self, row: str) -> bool:
        """Make a document current; False if it is not in the list."""
        for at in range(self.topLevelItemCount()):
            item = self.topLevelItem(at)
            if item is not None and item.data(0, _ROW) == row:
                self.setCurrentItem(item)
                return True
        return False

    def _line(self) -> int:
        return self.fontMetrics().lineSpacing() + GRID

    def _spread(self) -> None:
        em = self.fontMetrics().horizontalAdvance("字")
        self.setColumnHidden(_NUMBER, self.viewport().width() < _ROOM_EMS * em)
        for column, ems in _EMS.items():
            self.header().resizeSection(column, round(ems * em))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._spread()

    def _fit(self) -> None:
        line = self._line()
        count = min(max(1, self.topLevelItemCount()), _MOST_ROWS)
        self.setFixedHeight(self.header().sizeHint().height() + count * line + 2 * self.frameWidth() + 2)

    # dragging --------------------------------------------------------------------------------------------

    def _takes(self, event: QDropEvent) -> bool:
        return bool(local_files(event.mimeData())) or event.source() is self

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self._takes(event):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        if not self._takes(event):
            event.ignore()
            return
        super().dragMoveEvent(event)  # draws where a row would go
        event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        files = local_files(event.mimeData())
        event.setDropAction(Qt.DropAction.CopyAction)  # a move would let Qt take the row out itself
        event.accept()
        self.setState(QAbstractItemView.State.NoState)
        if files:
            self.files_dropped.emit(files)
        elif event.source() is self and self.current_row:
            self.row_moved.emit(self.current_row, self._place_at(event))

    def _place_at(self, event: QDropEvent) -> int:
        """The place among the rows that a drop means, as if the dragged row were taken out first."""
        point = event.position().toPoint()
        item: QTreeWidgetItem | None = self.itemAt(point)
        at = self.topLevelItemCount() if item is None else self.indexOfTopLevelItem(item)
        if item is not None and point.y() > self.visualItemRect(item).center().y():
            at += 1
        return at - 1 if at > self.indexOfTopLevelItem(self.currentItem()) else at

    # keys ------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt = event.modifiers() & Qt.KeyboardModifier.AltModifier
        if event.key() == Qt.Key.Key_Delete:
            self.remove_requested.emit()
        elif alt and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.step_requested.emit(-1 if event.key() == Qt.Key.Key_Up else 1)
        elif event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus() and self.verticalScrollBar().maximum() > 0:
            super().wheelEvent(event)
        else:
            event.ignore()
