"""The table of figures as people use it: typing in place, Enter down, Tab right, blocks from and to Excel."""

from functools import partial
from math import ceil
from typing import Any

from PySide6.QtCore import QEvent, QItemSelectionModel, QSize, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QHeaderView,
    QTableView,
    QWidget,
)

from eduduty_desktop.gui.point.block import GRID
from eduduty_desktop.gui.point.cell_text import ANSWERS, copy_text
from eduduty_desktop.gui.point.figure_grid import Cell, CellKind
from eduduty_desktop.gui.point.figure_model import FigureModel, Index
from eduduty_desktop.gui.point.figure_painting import MARGIN, FigureDelegate, FigureHeader
from eduduty_desktop.gui.point.tsv import format_tsv

_EMS = {CellKind.UNIT: 4.0, CellKind.FIGURE: 7.2, CellKind.GROWTH: 7.0, CellKind.SOURCE: 5.6}
_NARROW_EMS = {CellKind.UNIT: 3.6, CellKind.FIGURE: 5.0, CellKind.GROWTH: 4.6, CellKind.SOURCE: 4.2}
_LABEL_EMS = 11
_STANDARD_EMS, _NARROW_STANDARD_EMS = 14, 11
_COMFORTABLE_EMS = 48
_MATRIX_EMS, _MATRIX_SCROLLED_EMS = 5.0, 5.6  # where it must be scrolled, four characters get their line
_MATRIX_STANDARD_EMS = 8.0
_ROW_EMS, _WIDEST_EMS = 3.6, 11
_LONGEST_EMS = 16
_LARGE = 4000
_Hint = QAbstractItemDelegate.EndEditHint


class FigureView(QTableView):
    """A table as high as its rows; the page scrolls, not the table."""

    paste_requested = Signal(str)
    clear_requested = Signal()
    details_requested = Signal()
    current_changed = Signal(object)  # Cell or None

    def __init__(self, model: FigureModel, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.figures = model
        self._answers: list[QAction] = []
        self._fitted = (0, 0, 0)
        self.delegate = FigureDelegate(self)
        self.setItemDelegate(self.delegate)
        self.setHorizontalHeader(FigureHeader(Qt.Orientation.Horizontal, self))
        self.setModel(model)
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
        model.dataChanged.connect(self._widen)
        self._add_menu()

    def _add_menu(self) -> None:
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        for word in ANSWERS:
            action = QAction(f"填“{word}”", self)
            action.triggered.connect(partial(self._answer, word))
            action.setVisible(False)
            self.addAction(action)
            self._answers.append(action)
        for text, run in (
            ("复制", self.copy),
            ("粘贴", self.paste),
            ("清除", self.clear_requested.emit),
            ("期间与口径…", self.details_requested.emit),
        ):
            action = QAction(text, self)
            action.triggered.connect(run)
            self.addAction(action)

    def _answer(self, word: str, _checked: bool = False) -> None:
        cell = self.current_cell()
        if cell is not None and self.figures.is_answer(cell):
            self.figures.fill(cell, word)

    # size ------------------------------------------------------------------------------------------------

    def sizeHint(self) -> QSize:
        """A matrix is no wider than its columns need, a scalar table takes all the room."""
        em = self.fontMetrics().horizontalAdvance("字")
        if not self.figures.grid.rows:
            return QSize(_LARGE, self.height())
        return QSize(
            round(_ROW_EMS * em) + len(self.figures.grid.columns) * _WIDEST_EMS * em + 2 * self.frameWidth(),
            self.height(),
        )

    def resizeEvent(self, event: Any) -> None:
        super().resizeEvent(event)
        self._fit_again()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._fit_again()

    def _space(self) -> tuple[int, int, int]:
        """A character's width, a line's height, and the room for the columns."""
        metrics = self.fontMetrics()
        return metrics.horizontalAdvance("字"), metrics.lineSpacing(), self.viewport().width()

    def _fit_again(self) -> None:
        """Fit where the letters or the room have changed."""
        if self._space() != self._fitted:
            self._fit()

    def _fit(self) -> None:
        """Give every column its width, every row and the table the height that they need."""
        self._fitted = em, line, room = self._space()
        widths = self._matrix_widths(em, room) if self.figures.grid.rows else self._scalar_widths(em, room)
        for column, width in enumerate(widths):
            self.setColumnWidth(column, width)
        headings = zip(self.figures.grid.columns, widths, strict=True)
        heading = max(self._lines(text, width - 2 * GRID - 2) for text, width in headings if width)
        self.horizontalHeader().setFixedHeight(heading * line + GRID)
        if self.figures.grid.rows:
            self.verticalHeader().setFixedWidth(round(_ROW_EMS * em))
        height = self.horizontalHeader().height() + 2 * self.frameWidth()
        for row in range(self.figures.rowCount()):
            lines = (
                1
                if self.figures.grid.rows
                else self._lines(self.figures.shown(row, 0).text, widths[0] - em - 2 * MARGIN)
            )
            self.setRowHeight(row, lines * line + GRID + 2)
            height += lines * line + GRID + 2
        if sum(widths) > room > 0:
            height += self.horizontalScrollBar().sizeHint().height()
        self.setFixedHeight(height)

    def _widest(self, column: int) -> int:
        """The room that the numbers of a column need: a number is never cut off."""
        texts = [
            self.figures.shown(row, column).text
            for row, cells in enumerate(self.figures.grid.cells)
            if cells[column].kind in (CellKind.FIGURE, CellKind.GROWTH)
        ]
        widest = max((self.fontMetrics().horizontalAdvance(text) for text in texts), default=-2 * MARGIN)
        return min(widest + 2 * MARGIN + 2, _LONGEST_EMS * self.fontMetrics().horizontalAdvance("字"))

    def _widen(self, first: Index) -> None:
        """Fit again when a number has become wider than its column."""
        if self._widest(first.column()) > self.columnWidth(first.column()):
            self._fit()

    def _lines(self, text: str, width: int) -> int:
        """How many lines a Chinese label takes: as many whole characters a line as fit."""
        em = self.fontMetrics().horizontalAdvance("字")
        return max(1, ceil(self.fontMetrics().horizontalAdvance(text) / max(em, width // em * em)))

    def _scalar_widths(self, em: int, room: int) -> list[int]:
        kinds = [cell.kind for cell in self.figures.grid.cells[0]]
        ems = _EMS if room >= _COMFORTABLE_EMS * em else _NARROW_EMS
        widths = [max(round(ems.get(kind, 0) * em), self._widest(c)) for c, kind in enumerate(kinds)]
        at = kinds.index(CellKind.STANDARD)
        texts = [self.figures.shown(row, at).text for row in range(self.figures.rowCount())]
        self.setColumnHidden(at, not any(texts))
        widest = max(self.fontMetrics().horizontalAdvance(text) for text in texts)
        most = _STANDARD_EMS if room >= _COMFORTABLE_EMS * em else _NARROW_STANDARD_EMS
        widths[at] = min(max(widest + 2 * GRID, 4 * em), most * em) if any(texts) else 0
        source = kinds.index(CellKind.SOURCE)
        crowded = sum(widths[1:]) + _LABEL_EMS * em > room  # the source is also told under 期间与口径
        self.setColumnHidden(source, crowded)
        widths[source] = 0 if crowded else widths[source]
        widths[0] = max(room - sum(widths[1:]), _LABEL_EMS * em)
        return widths

    def _matrix_widths(self, em: int, room: int) -> list[int]:
        count = len(self.figures.grid.columns)
        least = round(em * (_MATRIX_STANDARD_EMS if "标准" in self.figures.grid.rows else _MATRIX_EMS))
        least = max(least, *(self._widest(column) for column in range(count)))
        if room // count < least:
            return [max(least, round(_MATRIX_SCROLLED_EMS * em))] * count
        if room // count >= _WIDEST_EMS * em:
            return [_WIDEST_EMS * em] * count
        return [room // count + (1 if number < room % count else 0) for number in range(count)]

    # moving ----------------------------------------------------------------------------------------------

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        for action in self._answers:
            action.setVisible(current.isValid() and self.figures.is_answer(self.figures.cell(current)))
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
        elif event.key() == Qt.Key.Key_Space and not editing and self._is_answer():
            self.figures.turn(self.currentIndex())
        elif event.key() == Qt.Key.Key_F4:
            self.details_requested.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not editing:
            self._go_down()
        elif event.modifiers() & Qt.KeyboardModifier.ControlModifier and event.key() not in _ARROWS:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _is_answer(self) -> bool:
        cell = self.current_cell()
        return cell is not None and self.figures.is_answer(cell)

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
