"""The table of proposals: one row each with its tick; the space bar ticks all rows that are marked."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QTableView, QWidget

from eduduty_desktop.gui.departments.assigning import can_be_assigned
from eduduty_desktop.gui.departments.choices import MARKS, Choices, one_line, state_word, year_word
from eduduty_desktop.gui.look import Look
from eduduty_desktop.gui.marks import StyleOption, colour_of, paint_mark
from eduduty_desktop.intake import Status
from eduduty_desktop.intake.returned import Proposal

COLUMNS = ("", "部门", "指标", "年", "单位", "表中原文", "读作", "现有值", "处理")
TICK, WHO, LABEL, YEAR, UNIT, TYPED, READ, BEFORE, STATE = range(len(COLUMNS))
NUMBERS = (TYPED, READ, BEFORE)
WIDTHS = {TICK: 2.2, WHO: 5.5, YEAR: 3.2, UNIT: 3.8, TYPED: 7.5, READ: 8.0, BEFORE: 8.0, STATE: 7.0}
"""In characters; the name of the figure takes what is left."""

LEAST_HEIGHT = 118
NARROW = 54
"""Characters: with less the unit and what the draft has are left to the panel below."""

ASSIGN = "指定指标…"
ASSIGN_TIP = "不知道这一行是哪一项，点这里（或按 F2）从列表里选"
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class ReviewModel(QAbstractTableModel):
    """The proposals of the filter."""

    ticks_changed = Signal()

    def __init__(self, look: Look, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.choices: Choices | None = None
        self.rows: Sequence[Proposal] = ()
        self.read_only = False

    def show(self, choices: Choices, rows: Sequence[Proposal]) -> None:
        """Show these of the proposals."""
        self.beginResetModel()
        self.choices, self.rows = choices, rows
        self.endResetModel()

    def show_ticks(self) -> None:
        """The ticks were changed."""
        if self.rows:
            self.dataChanged.emit(self.index(0, TICK), self.index(len(self.rows) - 1, TICK))
        self.ticks_changed.emit()

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return COLUMNS[section]
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.TextAlignmentRole:
            return int(_RIGHT if section in NUMBERS else _LEFT)
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if index.column() == TICK and self.rows[index.row()].can_be_applied and not self.read_only:
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        return flags

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        one = self.rows[index.row()]
        column = index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self._texts(one)[column]
        if role == Qt.ItemDataRole.CheckStateRole and column == TICK and one.can_be_applied:
            assert self.choices is not None
            return Qt.CheckState.Checked if self.choices.is_ticked(one) else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(_RIGHT if column in NUMBERS and one.slot else _LEFT)
        if role == Qt.ItemDataRole.ForegroundRole and column == READ and self.is_open(index.row()):
            return QColor(self._look.colours.accent)
        if role == Qt.ItemDataRole.ForegroundRole and column == STATE:
            return colour_of(MARKS[one.status], self._look.colours)
        if role == Qt.ItemDataRole.ForegroundRole and column in (WHO, YEAR, UNIT, BEFORE):
            return QColor(self._look.colours.muted)
        if role == Qt.ItemDataRole.ToolTipRole:
            text = self._texts(one)[column]
            if column == READ and self.is_open(index.row()):
                return ASSIGN_TIP
            return "\n".join((text, *one.flags, *one.notes)) if column in (LABEL, STATE) else text
        if role == Qt.ItemDataRole.AccessibleTextRole and column == LABEL:
            ticked = "已勾选" if self.choices is not None and self.choices.is_ticked(one) else "未勾选"
            return "，".join(text for text in (*self._texts(one)[1:], ticked) if text)
        return None

    def setData(self, index: _Index, _value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole or self.choices is None:
            return False
        self.choices.toggle([self.rows[index.row()].id])
        self.show_ticks()
        return True

    def is_open(self, row: int) -> bool:
        """Whether a person has to say first which figure a row is about."""
        return self._is_open(self.rows[row])

    def _is_open(self, one: Proposal) -> bool:
        return one.target is None and can_be_assigned(one) and not self.read_only

    def _texts(self, one: Proposal) -> tuple[str, ...]:
        assert self.choices is not None
        return (
            "",
            one.department,
            self.choices.label(one),
            year_word(one),
            one.unit,
            one_line(one.typed),
            ASSIGN if self._is_open(one) else one_line(one.printed),
            one_line(self.choices.before(one)),
            state_word(one),
        )


class ReviewTable(QTableView):
    """As wide as the page; figures at the right of their columns."""

    row_moved = Signal(object)  # Proposal or None
    assign_asked = Signal()  # for the current row

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = ReviewModel(look, self)
        self.setModel(self.rows)
        self.setAccessibleName("收回的数据、文字和佐证材料")
        self.setProperty("role", "rows")
        self.setItemDelegate(_Delegate(self, look))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setShowGrid(False)
        self.setMinimumHeight(LEAST_HEIGHT)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(26)
        header = self.horizontalHeader()
        header.setDefaultAlignment(_LEFT)
        header.setHighlightSections(False)
        header.setMinimumSectionSize(20)
        self.setMouseTracking(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self.selectionModel().currentRowChanged.connect(self._tell)
        self.clicked.connect(self._click)

    def show(self, choices: Choices | None = None, rows: Sequence[Proposal] = ()) -> None:
        """Show proposals, the first of them current."""
        super().show()
        if choices is not None:
            current = self.current
            self.rows.show(choices, rows)
            wanted = next((at for at, one in enumerate(rows) if current is not None and one.id == current.id), 0)
            if rows:
                self.setCurrentIndex(self.rows.index(wanted, LABEL))
            self._tell()

    @property
    def current(self) -> Proposal | None:
        """The proposal of the current row."""
        row = self.currentIndex().row()
        return self.rows.rows[row] if 0 <= row < len(self.rows.rows) else None

    def sizeHint(self) -> QSize:
        """As low as it may be: it takes what room there is."""
        return QSize(super().sizeHint().width(), LEAST_HEIGHT)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.share_width()

    def share_width(self) -> None:
        """Give every column its part of the width."""
        em = self.fontMetrics().horizontalAdvance("国")
        room = self.viewport().width()
        narrow = room < NARROW * em
        for column in (UNIT, BEFORE):
            self.setColumnHidden(column, narrow)
        left = room
        for column, width in WIDTHS.items():
            if not self.isColumnHidden(column):
                self.setColumnWidth(column, round(em * width))
                left -= round(em * width)
        self.setColumnWidth(LABEL, max(left, 5 * em))

    @property
    def spot(self) -> QRect:
        """Where on the screen the current row says what it is read as."""
        place = self.visualRect(self.rows.index(max(self.currentIndex().row(), 0), READ))
        return QRect(self.viewport().mapToGlobal(place.topLeft()), place.size())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """A hand over what can be clicked."""
        super().mouseMoveEvent(event)
        index = self.indexAt(event.position().toPoint())
        over = index.isValid() and index.column() == READ and self.rows.is_open(index.row())
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space or Enter ticks the rows that are marked, or takes their ticks away; Enter on an open row names its figure."""
        row = self.currentIndex().row()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and row >= 0 and self.rows.is_open(row):
            self.assign_asked.emit()
            return
        if event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.toggle()
            return
        super().keyPressEvent(event)

    def toggle(self) -> None:
        """Tick the rows that are marked, or take their ticks away."""
        marked = [self.rows.rows[index.row()].id for index in self.selectionModel().selectedRows()]
        if marked and self.rows.choices is not None and not self.rows.read_only:
            self.rows.choices.toggle(marked)
            self.rows.show_ticks()

    def _click(self, index: QModelIndex) -> None:
        if index.column() == READ and self.rows.is_open(index.row()):
            self.assign_asked.emit()

    def _tell(self, *_: object) -> None:
        self.row_moved.emit(self.current)


class _Delegate(QStyledItemDelegate):
    """Paints the status's mark before its word."""

    def __init__(self, view: QTableView, look: Look) -> None:
        super().__init__(view)
        self._look = look

    def paint(self, painter: QPainter, option: StyleOption, index: _Index) -> None:
        model = index.model()
        if index.column() != STATE or not isinstance(model, ReviewModel):
            super().paint(painter, option, index)
            return
        status: Status = model.rows[index.row()].status
        shifted = type(option)(option)
        shifted.rect = option.rect.adjusted(20, 0, 0, 0)
        super().paint(painter, shifted, index)
        box = QRectF(option.rect.left() + 4, option.rect.top(), 14, option.rect.height())
        paint_mark(painter, box, MARKS[status], self._look.colours)
