"""Bars drawn in lists: one row an item, so that arrow keys, Enter, tooltips and screen readers work as in any list."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QFont, QPainter, QPen, QStandardItem, QStandardItemModel, QWheelEvent
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QWidget

from eduduty_desktop.gui.look import Look
from eduduty_desktop.gui.marks import Mark, StyleOption, paint_mark
from eduduty_desktop.gui.overview import AgainstStandard, Bar, TwoYears

_Index = QModelIndex | QPersistentModelIndex
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
ITEM = Qt.ItemDataRole.UserRole
MARGIN, GAP = 8, 12
Drawing = Callable[[QPainter, QRect, Any, Look], None]


class ChartList(QListView):
    """Rows that are painted; as high as all of them, so that the page scrolls and not the list."""

    row_chosen = Signal(object)  # the item whose row was clicked or taken with Enter

    def __init__(self, name: str, row_height: int, draw: Drawing, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row_height = row_height
        self.setAccessibleName(name)
        self.rows = QStandardItemModel(self)
        self.setModel(self.rows)
        self.setItemDelegate(_Delegate(self, row_height, draw, look))
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
        self.clicked.connect(self._choose)
        self.activated.connect(self._choose)

    def show_items(self, items: Sequence[Any]) -> None:
        """Show these items; each says itself in `words`."""
        at = self.currentIndex().row()
        self.rows.clear()
        for item in items:
            row = QStandardItem(item.words)
            row.setData(item, ITEM)
            row.setData(item.words, Qt.ItemDataRole.AccessibleTextRole)
            row.setToolTip(f"{item.words}\n单击或按 Enter 到所在的测评点")
            self.rows.appendRow(row)
        self.setFixedHeight(self._row_height * len(items) + 2 * self.frameWidth())
        self.setAccessibleDescription("；".join(item.words for item in items))
        if items:
            self.setCurrentIndex(self.rows.index(min(max(at, 0), len(items) - 1), 0))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The page scrolls."""
        event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def viewportEvent(self, event: QEvent) -> bool:
        """Rows light up under the pointer."""
        if event.type() == QEvent.Type.Leave:
            self.viewport().update()
        return super().viewportEvent(event)

    def _choose(self, index: QModelIndex) -> None:
        if index.isValid():
            self.row_chosen.emit(index.data(ITEM))


class _Delegate(QStyledItemDelegate):
    """Paints the ground of a row and lets the drawing fill it."""

    def __init__(self, view: ChartList, row_height: int, draw: Drawing, look: Look) -> None:
        super().__init__(view)
        self._view = view
        self._row_height = row_height
        self._draw = draw
        self._look = look

    def sizeHint(self, _option: StyleOption, _index: _Index) -> QSize:
        return QSize(160, self._row_height)

    def paint(self, painter: QPainter, option: StyleOption, index: _Index) -> None:
        colours, rect = self._look.colours, option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, QColor(colours.alternate))
        if option.state & QStyle.StateFlag.State_Selected and self._view.hasFocus():
            painter.fillRect(rect, QColor(colours.accent_soft))
            painter.fillRect(rect.left(), rect.top(), 3, rect.height(), QColor(colours.accent))
        painter.setFont(option.font)
        self._draw(painter, rect.adjusted(MARGIN, 0, -MARGIN, 0), index.data(ITEM), self._look)
        painter.restore()


def draw_progress(painter: QPainter, rect: QRect, bar: Bar, look: Look) -> None:
    """Title left, bar in the middle, `7/12` and what is owed at the right."""
    colours, metrics = look.colours, painter.fontMetrics()
    numbers = metrics.horizontalAdvance("00/00")
    owed_width = metrics.horizontalAdvance("缺 000")
    title_width = max(96, min(int(rect.width() * 0.42), rect.width() - numbers - owed_width - 120))
    _text(painter, QRect(rect.left(), rect.top(), title_width, rect.height()), bar.title, colours.text)
    left = rect.left() + title_width + GAP
    right = rect.right() - numbers - owed_width - 2 * GAP
    track = QRectF(left, rect.center().y() - 4, max(24, right - left), 9)
    _track(painter, track, colours.line)
    share = bar.done / bar.all if bar.all else 0.0
    _fill(painter, track, share, colours.good if share == 1 else colours.accent)
    count = QRect(int(track.right()) + GAP, rect.top(), numbers, rect.height())
    _text(painter, count, f"{bar.done}/{bar.all}", colours.text, _RIGHT)
    owed = QRect(count.right() + GAP, rect.top(), owed_width, rect.height())
    if bar.missing:
        _text(painter, owed, f"缺 {bar.missing}", colours.warning, _RIGHT)
    elif bar.all and share == 1:
        paint_mark(painter, QRectF(owed.right() - 14, rect.top(), 14, rect.height()), Mark.CHECKED, colours)


def draw_years(painter: QPainter, rect: QRect, item: TwoYears, look: Look) -> None:
    """Label left; last year as an outlined bar over this year's full one, each with its number; growth right."""
    colours = look.colours
    title_width, growth_width = int(rect.width() * 0.34), painter.fontMetrics().horizontalAdvance("下降000.00个百分点")
    _labelled(painter, rect, title_width, item.label, item.place, look)
    values = max(painter.fontMetrics().horizontalAdvance(text) for text in (item.before_text, item.now_text))
    left = rect.left() + title_width + GAP
    width = max(40, rect.right() - growth_width - GAP - left - values - GAP)
    for share, text, top, ground in (
        (item.before, item.before_text, rect.top() + 5, ""),
        (item.now, item.now_text, rect.center().y() + 1, colours.accent),
    ):
        bar = QRectF(left, top + 3, width, 9)
        if share is not None and ground:
            _fill(painter, bar, share, ground)
        elif share is not None:
            _outline(painter, bar, share, colours.muted)
        end = bar.left() + width * (share or 0.0) + 6
        _text(painter, QRect(int(end), int(top), values + 8, 16), text, colours.text if ground else colours.muted)
    place = QRect(rect.right() - growth_width, rect.top(), growth_width, rect.height())
    arrow = "▼ " if item.falls else ""
    _text(painter, place, f"{arrow}{item.growth_text}", colours.warning if item.falls else colours.text, _RIGHT)


def draw_standard(painter: QPainter, rect: QRect, item: AgainstStandard, look: Look) -> None:
    """Label left; the value as a bar with the standard as an upright stroke; mark and words right."""
    colours = look.colours
    title_width, words_width = int(rect.width() * 0.32), int(rect.width() * 0.38)
    words = f"{item.value_text}　{item.limit_text}"
    _labelled(painter, rect, title_width, item.label, item.place, look)
    left = rect.left() + title_width + GAP
    track = QRectF(left, rect.center().y() - 5, max(40, rect.right() - words_width - 20 - GAP - left), 11)
    _track(painter, track, colours.line)
    colour = {True: colours.good, False: colours.error, None: colours.muted}[item.met]
    _fill(painter, track, item.value, colour)
    if item.limit is not None:
        x = track.left() + track.width() * item.limit
        painter.setPen(QPen(QColor(colours.base), 5))
        painter.drawLine(QPointF(x, track.top() - 3), QPointF(x, track.bottom() + 3))
        painter.setPen(QPen(QColor(colours.text), 2))
        painter.drawLine(QPointF(x, track.top() - 4), QPointF(x, track.bottom() + 4))
    mark = {True: Mark.CHECKED, False: Mark.ERROR, None: Mark.NOT_APPLICABLE}[item.met]
    paint_mark(painter, QRectF(track.right() + GAP, rect.top(), 14, rect.height()), mark, colours)
    place = QRect(rect.right() - words_width, rect.top(), words_width, rect.height())
    _text(painter, place, words, colours.text, _LEFT)


def _labelled(painter: QPainter, rect: QRect, width: int, label: str, place: str, look: Look) -> None:
    """The metric's label, and above it in small where it stands."""
    font = painter.font()
    line = painter.fontMetrics().height()
    top = rect.top() + max(0, (rect.height() - 2 * line + 4) // 2)
    upper = QRect(rect.left(), top, width, line)
    lower = QRect(rect.left(), top + line - 3, width, line)
    small = QFont(font)
    small.setPointSizeF(font.pointSizeF() - 1)
    painter.setFont(small)
    _text(painter, lower, place.strip(), look.colours.muted)
    painter.setFont(font)
    _text(painter, upper if place.strip() else rect, label, look.colours.text)


def _text(painter: QPainter, rect: QRect, text: str, colour: str, alignment: Qt.AlignmentFlag = _LEFT) -> None:
    painter.setPen(QColor(colour))
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
    painter.drawText(rect, alignment, shown)


def _track(painter: QPainter, rect: QRectF, colour: str) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour))
    painter.drawRoundedRect(rect, 2, 2)


def _fill(painter: QPainter, rect: QRectF, share: float, colour: str) -> None:
    if share > 0:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colour))
        painter.drawRoundedRect(QRectF(rect.left(), rect.top(), max(2.0, rect.width() * share), rect.height()), 2, 2)


def _outline(painter: QPainter, rect: QRectF, share: float, colour: str) -> None:
    painter.setPen(QPen(QColor(colour), 1.2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    bar = QRectF(rect.left(), rect.top(), max(2.0, rect.width() * share), rect.height())
    painter.drawRoundedRect(bar.adjusted(0.6, 0.6, -0.6, -0.6), 2, 2)
