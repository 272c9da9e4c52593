"""What one department owes: its figures and points, who owes each and by when; both can be changed in place."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QStyledItemDelegate,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from eduduty_desktop.gui.departments.words import ASSIST, FIGURE, LEAD, OwedRow, name_of
from eduduty_desktop.gui.look import Look
from eduduty_desktop.gui.marks import StyleOption, colour_of, paint_mark

COLUMNS = ("数据、测评点", "由谁填", "截止日期", "单位报的", "自评稿", "情况")
ITEM, WHO, DUE, SAID, STATED, STATE = range(len(COLUMNS))
GROUPS = {FIGURE: "数据 {} 项", LEAD: "牵头的测评点 {} 个", ASSIST: "配合的测评点 {} 个"}
ROW = Qt.ItemDataRole.UserRole
_Index = QModelIndex | QPersistentModelIndex
_EMS = {WHO: 4.8, DUE: 6.2, SAID: 6.2, STATED: 6.2, STATE: 6.8}
_FIRST_TO_GO = (DUE, SAID, STATED)
_LABEL = 12
"""Characters: where the names have less, a column goes; the tooltip has what it said."""
LEAST_HEIGHT = 160


class OwedTree(QTreeWidget):
    """Enter leads to the field; F2 or a double click on 由谁填 and 截止日期 changes them for every row that is marked."""

    row_chosen = Signal(object)  # OwedRow
    given = Signal(list, str)  # rows, department
    due = Signal(list, str)  # rows, day as typed

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.names: Sequence[str] = ()
        self.may_edit = True
        self._closed: set[str] = set()
        self.setAccessibleName("这个单位要填的")
        self.setHeaderLabels(list(COLUMNS))
        self.setProperty("role", "rows")
        self.setUniformRowHeights(True)
        self.setMinimumHeight(LEAST_HEIGHT)
        self.setIndentation(10)
        self.setExpandsOnDoubleClick(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)  # asked for in `_activate`
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(_Delegate(self, look))
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionsMovable(False)
        header.setMinimumSectionSize(24)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setSectionResizeMode(ITEM, QHeaderView.ResizeMode.Stretch)
        self.itemActivated.connect(self._activate)
        self.itemCollapsed.connect(lambda item: self._closed.add(item.data(ITEM, ROW)))
        self.itemExpanded.connect(lambda item: self._closed.discard(item.data(ITEM, ROW)))

    def sizeHint(self) -> QSize:
        """As low as it may be: it takes what room there is."""
        return QSize(super().sizeHint().width(), LEAST_HEIGHT)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        em = self.fontMetrics().horizontalAdvance("国")
        wanted = {column: round(em * width) for column, width in _EMS.items()}
        left = self.viewport().width() - sum(wanted.values()) - _LABEL * em
        for column in _FIRST_TO_GO:
            self.setColumnHidden(column, left < 0)
            left += wanted[column] if left < 0 else 0
        for column, width in wanted.items():
            self.setColumnWidth(column, width)

    def show_rows(self, rows: Sequence[OwedRow], names: Sequence[str]) -> None:
        """Show what is owed; `names` are the departments to choose from.  What was current stays so."""
        self.names = names
        kept, column = self._current_target(), max(self.currentColumn(), 0)
        scrolled = self.verticalScrollBar().value()
        blocked = self.blockSignals(True)
        self.clear()
        chosen: QTreeWidgetItem | None = None
        for kind, words in GROUPS.items():
            mine = [row for row in rows if row.kind == kind]
            if not mine:
                continue
            group = QTreeWidgetItem(self, [words.format(len(mine))])
            group.setData(ITEM, ROW, kind)
            group.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
            font = group.font(ITEM)
            font.setBold(True)
            group.setFont(ITEM, font)
            group.setFirstColumnSpanned(True)
            for row in mine:
                item = self._item(row)
                group.addChild(item)
                chosen = item if (row.kind, row.target) == kept else chosen
            group.setExpanded(kind not in self._closed)
        if chosen is not None:
            self.setCurrentItem(chosen, column)
        self.verticalScrollBar().setValue(scrolled)
        self.blockSignals(blocked)

    @property
    def marked(self) -> list[OwedRow]:
        """The rows that are marked, in their order."""
        return [row for item in self.selectedItems() if isinstance(row := item.data(ITEM, ROW), OwedRow)]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter on a column that can be changed changes it, elsewhere it leads to the field; F2 always changes."""
        item: QTreeWidgetItem | None = self.currentItem()
        column = self.currentColumn()
        if self.state() == self.State.EditingState:
            return  # the key that ended an editor
        if item is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._activate(item, column)
        elif item is not None and event.key() == Qt.Key.Key_F2:
            self._activate(item, column if column == DUE else WHO)
        else:
            super().keyPressEvent(event)

    def take(self, row: OwedRow, column: int, text: str) -> None:
        """What was typed into a cell, for all rows that are marked if its row is one of them."""
        rows = self.marked if row in self.marked else [row]
        text = text.strip()
        if column == WHO and text and (len(rows) > 1 or text != row.department):
            self.given.emit(rows, text)
        elif column == DUE and (len(rows) > 1 or text != row.deadline):
            self.due.emit(rows, text)

    def _current_target(self) -> tuple[str, str]:
        item: QTreeWidgetItem | None = self.currentItem()
        row = item.data(ITEM, ROW) if item is not None else None
        return (row.kind, row.target) if isinstance(row, OwedRow) else ("", "")

    def _item(self, row: OwedRow) -> QTreeWidgetItem:
        texts = (row.title, name_of(row.department), _short(row.deadline), row.reported, row.stated, row.state)
        item = QTreeWidgetItem(texts)
        item.setData(ITEM, ROW, row)
        for column, text in enumerate(texts):
            item.setToolTip(column, row.tip if column == ITEM else row.deadline if column == DUE else text)
        item.setForeground(STATE, QBrush(colour_of(row.mark, self._look.colours)))
        if not row.department:
            item.setForeground(WHO, QBrush(QColor(self._look.colours.warning)))
        for column in (SAID, STATED):
            item.setTextAlignment(column, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        words = (row.title, f"由{name_of(row.department)}填", row.deadline, row.state)
        item.setData(ITEM, Qt.ItemDataRole.AccessibleTextRole, "，".join(word for word in words if word))
        if row.kind != ASSIST:
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
        return item

    def _activate(self, item: QTreeWidgetItem, column: int) -> None:
        row = item.data(ITEM, ROW)
        if not isinstance(row, OwedRow):
            item.setExpanded(not item.isExpanded())
        elif column in (WHO, DUE) and self.may_edit and row.kind != ASSIST:
            self.editItem(item, column)
        else:
            self.row_chosen.emit(row)


def _short(deadline: str) -> str:
    """A day without its year, which the tooltip has."""
    year, found, rest = deadline.partition("年")
    return rest if found and len(year) == 4 else deadline


class _Delegate(QStyledItemDelegate):
    """Edits who and when; paints the mark before the last column's words."""

    def __init__(self, tree: OwedTree, look: Look) -> None:
        super().__init__(tree)
        self._tree = tree
        self._look = look

    def createEditor(self, parent: QWidget, _option: StyleOption, index: _Index) -> QWidget:
        if index.column() == WHO:
            box = QComboBox(parent)
            box.setEditable(True)
            box.addItems(list(self._tree.names))
            box.setAccessibleName("由谁填")
            return box
        if index.column() == DUE:
            line = QLineEdit(parent)
            line.setAccessibleName("截止日期")
            return line
        return None  # type: ignore[return-value]

    def setEditorData(self, editor: QWidget, index: _Index) -> None:
        if isinstance(editor, QComboBox):
            editor.setCurrentText(index.data())
            line = editor.lineEdit()
            if line is not None:
                line.selectAll()
        elif isinstance(editor, QLineEdit):
            editor.setText(index.model().index(index.row(), ITEM, index.parent()).data(ROW).deadline)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: _Index) -> None:
        row = model.index(index.row(), ITEM, index.parent()).data(ROW)
        if isinstance(editor, QComboBox):
            self._tree.take(row, index.column(), editor.currentText())
        elif isinstance(editor, QLineEdit):
            self._tree.take(row, index.column(), editor.text())

    def paint(self, painter: QPainter, option: StyleOption, index: _Index) -> None:
        row = index.model().index(index.row(), ITEM, index.parent()).data(ROW)
        if index.column() != STATE or not isinstance(row, OwedRow):
            super().paint(painter, option, index)
            return
        box = QRectF(option.rect.left() + 4, option.rect.top(), 14, option.rect.height())
        shifted = type(option)(option)
        shifted.rect = option.rect.adjusted(18, 0, 0, 0)
        super().paint(painter, shifted, index)
        paint_mark(painter, box, row.mark, self._look.colours)
