"""The list of departments: name, where it stands (shape and colour), what has arrived of what it owes."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QWidget

from eduduty_desktop.draft.round import DepartmentRound
from eduduty_desktop.gui.departments.words import MARKS, brief_words, count_words, name_of, round_words, standing_words
from eduduty_desktop.gui.look import Look
from eduduty_desktop.gui.marks import StyleOption, colour_of, paint_mark

ROUND = Qt.ItemDataRole.UserRole
ROW_HEIGHT = 44
_Index = QModelIndex | QPersistentModelIndex


class DepartmentList(QListView):
    """One row a department; the one that is current stays so while the draft changes."""

    department_chosen = Signal(str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("责任单位")
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        self.rows = QStandardItemModel(self)
        self.setModel(self.rows)
        self.setItemDelegate(_Delegate(self, look))
        self.selectionModel().currentChanged.connect(self._tell)

    def sizeHint(self) -> QSize:
        """As low as it may be: it takes what room there is."""
        return QSize(super().sizeHint().width(), 3 * ROW_HEIGHT)

    @property
    def current(self) -> str | None:
        """The department that is shown; None if there is none at all."""
        found = self.currentIndex().data(ROUND)
        return found.department if found is not None else None

    def show_rounds(self, rounds: Sequence[DepartmentRound]) -> None:
        """Show departments; the current one stays current, else the one at its place is."""
        current, at = self.current, self.currentIndex().row()
        blocked = self.selectionModel().blockSignals(True)
        names = [one.department for one in rounds]
        while self.rows.rowCount() > len(rounds):
            self.rows.removeRow(self.rows.rowCount() - 1)
        for row, one in enumerate(rounds):
            item = self.rows.item(row)
            if item is None:
                item = QStandardItem()
                self.rows.appendRow(item)
            words = f"{name_of(one.department)}，{standing_words(one)}，{count_words(one)}"
            item.setText(name_of(one.department))
            item.setData(one, ROUND)
            item.setData(words, Qt.ItemDataRole.AccessibleTextRole)
            item.setToolTip(f"{words}\n{round_words(one)}" if one.department else words)
        wanted = names.index(current) if current is not None and current in names else min(max(at, 0), len(names) - 1)
        self.setCurrentIndex(self.rows.index(wanted, 0))
        self.selectionModel().blockSignals(blocked)
        self.viewport().update()

    def choose(self, department: str) -> None:
        """Make a department the current one, if it is there."""
        for row in range(self.rows.rowCount()):
            if self.rows.index(row, 0).data(ROUND).department == department:
                self.setCurrentIndex(self.rows.index(row, 0))

    def _tell(self, index: QModelIndex) -> None:
        found = index.data(ROUND)
        if found is not None:
            self.department_chosen.emit(found.department)


class _Delegate(QStyledItemDelegate):
    def __init__(self, view: QListView, look: Look) -> None:
        super().__init__(view)
        self._look = look

    def sizeHint(self, _option: StyleOption, _index: _Index) -> QSize:
        return QSize(120, ROW_HEIGHT)

    def paint(self, painter: QPainter, option: StyleOption, index: _Index) -> None:
        one: DepartmentRound | None = index.data(ROUND)
        if one is None:
            return
        colours = self._look.colours
        rect: QRect = option.rect
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(colours.accent_soft))
            painter.fillRect(rect.left(), rect.top(), 3, rect.height(), QColor(colours.accent))
        mark = MARKS[one.standing]
        paint_mark(painter, QRectF(rect.left() + 8, rect.top() + 4, 14, 18), mark, colours)
        top = QRect(rect.left() + 28, rect.top() + 3, rect.width() - 36, 20)
        bottom = top.translated(0, 18).adjusted(0, 0, 6, 0)
        font = QFont(option.font)
        font.setWeight(QFont.Weight.DemiBold)
        words = brief_words(one)
        metrics = QFontMetrics(option.font)
        room = min(metrics.horizontalAdvance(words), top.width() * 3 // 5)
        right = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        left = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        painter.setFont(font)
        painter.setPen(QColor(colours.text))
        name = QRect(top.left(), top.top(), top.width() - room - 8, top.height())
        named = QFontMetrics(font).elidedText(name_of(one.department), Qt.TextElideMode.ElideRight, name.width())
        painter.drawText(name, left, named)
        painter.setFont(option.font)
        painter.setPen(colour_of(mark, colours))
        painter.drawText(top, right, metrics.elidedText(words, Qt.TextElideMode.ElideRight, room + 1))
        painter.setPen(QColor(colours.muted))
        painter.drawText(
            bottom, left, metrics.elidedText(count_words(one), Qt.TextElideMode.ElideRight, bottom.width())
        )
