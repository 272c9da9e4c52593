"""The table of figures as people use it: typing in place, Enter down, Tab right, blocks from and to Excel."""

from math import ceil
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QEvent, QItemSelectionModel, QRect, Qt, Signal
from PySide6.QtGui import QAction, QFocusEvent, QFont, QGuiApplication, QKeyEvent, QKeySequence, QPainter, QWheelEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QHeaderView,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from eduduty_desktop.gui.point.block import GRID
from eduduty_desktop.gui.point.cell_text import copy_text
from eduduty_desktop.gui.point.figure_grid import Cell, CellKind
from eduduty_desktop.gui.point.figure_model import REQUIRED_ROLE, FigureModel, Index
from eduduty_desktop.gui.point.theme import Theme
from eduduty_desktop.gui.point.tsv import format_tsv

_EMS = {CellKind.UNIT: 4.0, CellKind.FIGURE: 7.2, CellKind.GROWTH: 7.0, CellKind.SOURCE: 6.6}
_MATRIX_EMS = 5.0
_MATRIX_STANDARD_EMS = 8.0
_STAR = "＊"
_Hint = QAbstractItemDelegate.EndEditHint


class FigureDelegate(QStyledItemDelegate):
    """Draws tabular figures and the mark of a required metric; gives each cell a plain line to type into."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.editor: QLineEdit | None = None

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QLineEdit:
        editor = QLineEdit(parent)
        editor.setFrame(False)
        editor.setAlignment(Qt.AlignmentFlag(index.data(Qt.ItemDataRole.TextAlignmentRole)))
        editor.setAccessibleName(index.data(Qt.ItemDataRole.AccessibleTextRole))
        editor.setText(index.data(Qt.ItemDataRole.EditRole))
        editor.selectAll()
        editor.destroyed.connect(lambda: setattr(self, "editor", None))
        self.editor = editor
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """The editor was filled when it was made: what changes meanwhile does not disturb the typing."""

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        assert isinstance(editor, QLineEdit)
        model.setData(index, editor.text())

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        font = QFont(option.font)
        font.setFeature(QFont.Tag("tnum"), 1)
        option.font = font
        model = index.model()
        if isinstance(model, FigureModel) and model.cell(index).kind is CellKind.LABEL:
            option.text = f"\u2003{option.text}"

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        if index.data(REQUIRED_ROLE):
            _paint_star(painter, option.rect, option.font)


class FigureHeader(QHeaderView):
    """A heading that marks required columns and breaks long labels."""

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        painter.save()
        super().paintSection(painter, rect, section)
        painter.restore()
        model = self.model()
        if model is not None and model.headerData(section, self.orientation(), REQUIRED_ROLE):
            _paint_star(painter, rect, self.font())


def _paint_star(painter: QPainter, rect: QRect, font: QFont) -> None:
    small = QFont(font)
    small.setItalic(False)
    small.setPointSizeF(max(6.0, font.pointSizeF() * 0.8))
    painter.save()
    painter.setFont(small)
    painter.setPen(Theme.of(QGuiApplication.palette()).required)
    painter.drawText(rect.adjusted(2, 0, 0, 0), Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, _STAR)
    painter.restore()


class FigureView(QTableView):
    """A table as high as its rows; the page scrolls, not the table."""

    paste_requested = Signal(str)
    clear_requested = Signal()
    details_requested = Signal()
    current_changed = Signal(object)  # Cell or None

    def __init__(self, model: FigureModel, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.figures = model
        self.setModel(model)
        self.delegate = FigureDelegate(self)
        self.setItemDelegate(self.delegate)
        self.setHorizontalHeader(FigureHeader(Qt.Orientation.Horizontal, self))
        self.setAccessibleName(name)
        self.setTabKeyNavigation(False)
        self.setAlternatingRowColors(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        trigger = QAbstractItemView.EditTrigger
        self.setEditTriggers(trigger.DoubleClicked | trigger.EditKeyPressed | trigger.AnyKeyPressed)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
            header.setHighlightSections(False)
            header.setSectionsClickable(False)
        self.verticalHeader().setVisible(bool(model.grid.rows))
        self.verticalHeader().setMinimumSectionSize(20)
        self._add_menu()
        self._fit()

    def _add_menu(self) -> None:
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        for text, run in (
            ("复制", self.copy),
            ("粘贴", self.paste),
            ("清除", self.clear_requested.emit),
            ("期间与口径…", self.details_requested.emit),
        ):
            action = QAction(text, self)
            action.triggered.connect(run)
            self.addAction(action)

    # size ------------------------------------------------------------------------------------------------

    def resizeEvent(self, event: Any) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._fit()

    def _fit(self) -> None:
        """Give every column its width, every row and the table the height that they need."""
        em, line = self.fontMetrics().horizontalAdvance("字"), self.fontMetrics().lineSpacing()
        room = self.viewport().width()
        widths = self._matrix_widths(em, room) if self.figures.grid.rows else self._scalar_widths(em, room)
        for column, width in enumerate(widths):
            self.setColumnWidth(column, width)
        heading = max(self._lines(text, width - GRID) for text, width in zip(self.figures.grid.columns, widths, strict=True))
        self.horizontalHeader().setFixedHeight(heading * line + GRID)
        if self.figures.grid.rows:
            self.verticalHeader().setFixedWidth(round(3.6 * em))
        height = self.horizontalHeader().height() + 2 * self.frameWidth()
        for row in range(self.figures.rowCount()):
            lines = 1 if self.figures.grid.rows else self._lines(self.figures.shown(row, 0).text, widths[0] - em - GRID)
            self.setRowHeight(row, lines * line + GRID + 2)
            height += lines * line + GRID + 2
        if sum(widths) > room > 0:
            height += self.horizontalScrollBar().sizeHint().height()
        self.setFixedHeight(height)

    def _lines(self, text: str, width: int) -> int:
        return max(1, ceil(self.fontMetrics().horizontalAdvance(text) / max(1, width)))

    def _scalar_widths(self, em: int, room: int) -> list[int]:
        kinds = [cell.kind for cell in self.figures.grid.cells[0]]
        widths = [round(_EMS.get(kind, 0) * em) for kind in kinds]
        at = kinds.index(CellKind.STANDARD)
        texts = [self.figures.shown(row, at).text for row in range(self.figures.rowCount())]
        self.setColumnHidden(at, not any(texts))
        widest = max(self.fontMetrics().horizontalAdvance(text) for text in texts)
        widths[at] = min(max(widest + 2 * GRID, 4 * em), 11 * em) if any(texts) else 0
        widths[0] = max(room - sum(widths), 8 * em)
        return widths

    def _matrix_widths(self, em: int, room: int) -> list[int]:
        count = len(self.figures.grid.columns)
        least = round(em * (_MATRIX_STANDARD_EMS if "标准" in self.figures.grid.rows else _MATRIX_EMS))
        if room // count < least:
            return [least] * count
        widths = [min(room // count, 14 * em)] * count
        return widths

    # moving ----------------------------------------------------------------------------------------------

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.current_changed.emit(self.figures.cell(current) if current.isValid() else None)

    def current_cell(self) -> Cell | None:
        index = self.currentIndex()
        return self.figures.cell(index) if index.isValid() else None

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() or event.reason() is Qt.FocusReason.TabFocusReason:
            self._go_to(0, -1, forward=True)
        elif event.reason() is Qt.FocusReason.BacktabFocusReason:
            self._go_to(self.figures.rowCount(), 0, forward=False)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes from cell to cell, and out of the table after the last."""
        index = self.currentIndex()
        if self.hasFocus() and index.isValid() and self._go_to(index.row(), index.column(), forward=forward):
            return True
        return super().focusNextPrevChild(forward)

    def _go_to(self, row: int, column: int, *, forward: bool) -> bool:
        """Make the next editable cell in reading order current; False if there is none."""
        columns = self.figures.columnCount()
        at = row * columns + column
        way = range(at + 1, self.figures.rowCount() * columns) if forward else range(at - 1, -1, -1)
        for place in way:
            index = self.figures.index(place // columns, place % columns)
            if self.figures.cell(index).editable:
                self.setCurrentIndex(index)
                return True
        return False

    def _go_down(self) -> None:
        below = self.currentIndex().siblingAtRow(self.currentIndex().row() + 1)
        if below.isValid():
            self.setCurrentIndex(below)

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        super().closeEditor(editor, _Hint.NoHint)
        self.delegate.editor = None
        if hint is _Hint.SubmitModelCache:
            self._go_down()
        elif hint in (_Hint.EditNextItem, _Hint.EditPreviousItem):
            self.setFocus()
            if not self.focusNextPrevChild(hint is _Hint.EditNextItem):
                self.focusNextChild()

    def commit_editor(self) -> None:
        """Take over what stands in an open editor and close it."""
        editor = self.delegate.editor
        if editor is not None:
            self.commitData(editor)
            super().closeEditor(editor, _Hint.NoHint)
            self.delegate.editor = None

    # keys ------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        editing = self.state() is QAbstractItemView.State.EditingState
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and not editing:
            self.clear_requested.emit()
        elif event.key() == Qt.Key.Key_F4:
            self.details_requested.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not editing:
            self._go_down()
        elif event.modifiers() & Qt.KeyboardModifier.ControlModifier and event.key() not in _ARROWS:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def copy(self) -> None:
        """Put the selected cells on the clipboard as Excel takes them."""
        indexes = self.selectedIndexes()
        if not indexes:
            return
        rows = sorted({index.row() for index in indexes})
        columns = sorted({index.column() for index in indexes})
        draft = self.figures.draft
        cells = self.figures.grid.cells
        text = format_tsv([[copy_text(draft, cells[row][column]) for column in columns] for row in rows])
        QGuiApplication.clipboard().setText(text.removesuffix("\n") if len(indexes) == 1 else text)

    def paste(self) -> None:
        """Ask for the clipboard's block to be laid over the table from the current cell on."""
        text = QGuiApplication.clipboard().text()
        if text and self.currentIndex().isValid():
            self.paste_requested.emit(text)

    def selected_cells(self) -> list[Cell]:
        return [self.figures.cell(index) for index in self.selectedIndexes()]

    def select(self, row: int, column: int) -> None:
        """Make a cell current, without the rest of an earlier selection."""
        flag = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(self.figures.index(row, column), flag.ClearAndSelect)


_ARROWS = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End)
