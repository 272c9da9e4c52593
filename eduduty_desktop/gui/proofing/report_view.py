"""The report's text, to read only: underlined figures, line numbers, the figures of one finding lit up together.

Only what is in sight is underlined, and a long text is put in piece by piece between the window's events.
"""

from collections.abc import Iterator
from typing import Any

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSignalBlocker, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QHelpEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QTextEdit, QToolTip, QWidget

from eduduty_desktop.gui.frameworks.jobs import Slices
from eduduty_desktop.gui.look import Look
from eduduty_desktop.gui.point.narrative_chip import reading_font
from eduduty_desktop.gui.proofing.marks import Marks
from eduduty_desktop.gui.proofing.positions import Positions, shown
from eduduty_desktop.gui.proofing.underlines import lit_up, underline
from eduduty_desktop.workspace.proofing import Item, ProvenReport

PIECE = 4_000
"""Characters put in at once, in whole lines: a few milliseconds."""

AT_ONCE = 40_000
"""Characters put in before the page is shown: more than a report has."""

LINE_PER_CENT = 150
LEAST_DIGITS = 3


class ReportView(QTextEdit):
    """`item_noticed` tells the number of the finding that the cursor was put on."""

    item_noticed = Signal(int)
    filled = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._items: tuple[Item, ...] = ()
        self._marks = Marks(())
        self._positions = Positions("")
        self._lit: Item | None = None
        self._gutter = Gutter(self)
        self._soon = QTimer(self)  # while a resize is under way the lines stand nowhere yet
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._underline_in_sight)
        self.filling = Slices(self)
        self.filling.finished.connect(self._after_filling)
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.setAccessibleName("报告原文")
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)  # lines break alike from the first piece
        self.setFont(reading_font())
        self.document().setDefaultFont(reading_font())
        self.document().setDocumentMargin(12)
        self._style = QTextBlockFormat()
        self._style.setLineHeight(LINE_PER_CENT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        self._style.setBottomMargin(4)
        self.verticalScrollBar().valueChanged.connect(self._underline_in_sight)
        self.cursorPositionChanged.connect(self._notice)

    # what is shown ---------------------------------------------------------------------------------------

    def show_report(self, report: ProvenReport) -> None:
        """Show a report from its beginning; the rest of a long one follows between events."""
        text = report.proof.text
        self.filling.cancel()
        self._items, self._lit = report.items, None
        self._marks, self._positions = Marks(report.items), Positions(text)
        digits = max(LEAST_DIGITS, len(str(text.count("\n") + 1)))
        self._gutter.widen(digits)
        with QSignalBlocker(self):
            self.clear()
            QTextCursor(self.document()).setBlockFormat(self._style)
        pieces = self._pieces(shown(text))
        put_in = 0
        for size in pieces:
            put_in += size
            if put_in >= AT_ONCE:
                self.filling.begin(pieces)
                break
        else:
            self._after_filling()
        with QSignalBlocker(self):
            self.moveCursor(QTextCursor.MoveOperation.Start)
        self._underline_in_sight()

    def fill(self) -> None:
        """Put in what is still missing at once."""
        self.filling.finish()

    def show_item(self, item: Item) -> None:
        """Go to a finding: its figures light up, the chief one is selected and in sight."""
        if self.filling.is_running:
            self.fill()
        self._lit = item
        cursor = self.textCursor()
        cursor.setPosition(self._positions.in_document(item.chief.end))
        cursor.setPosition(self._positions.in_document(item.chief.start), QTextCursor.MoveMode.KeepAnchor)
        with QSignalBlocker(self):
            self.setTextCursor(cursor)
        self._bring_to_middle()
        self._underline_in_sight()

    def light(self, item: Item | None) -> None:
        """Light up the figures of a finding without going there."""
        self._lit = item
        self._underline_in_sight()

    def item_at(self, place: QPoint) -> int | None:
        """The number of the finding at a place of the viewport."""
        cursor = self.cursorForPosition(place)
        box = self.cursorRect(cursor).adjusted(-24, 0, 24, 0)
        mark = self._marks.at(self._positions.in_text(cursor.position())) if box.contains(place) else None
        return None if mark is None else mark.item

    # inside ----------------------------------------------------------------------------------------------

    def _pieces(self, text: str) -> Iterator[int]:
        """Put the text in, some lines at a time; each step is told with its size."""
        cursor = QTextCursor(self.document())
        at = 0
        while at < len(text):
            end = text.find("\n", at + PIECE)
            end = len(text) if end < 0 else end + 1
            cursor.movePosition(QTextCursor.MoveOperation.End)
            cursor.insertText(text[at:end])
            yield end - at
            at = end

    def _after_filling(self) -> None:
        self._underline_in_sight()
        self.filled.emit()

    def _bring_to_middle(self) -> None:
        """Scroll so that the cursor stands in the upper half, with what leads to it above."""
        bar, rect = self.verticalScrollBar(), self.cursorRect()
        height = self.viewport().height()
        if not height // 8 <= rect.top() <= height * 3 // 4:
            bar.setValue(bar.value() + rect.top() - height // 3)

    def _in_sight(self) -> tuple[int, int]:
        """The range of the text between the viewport's corners."""
        box = self.viewport().rect()
        first = self.cursorForPosition(box.topLeft()).position()
        last = self.cursorForPosition(box.bottomRight()).position()
        return self._positions.in_text(first), self._positions.in_text(last)

    def _underline_in_sight(self) -> None:
        start, end = self._in_sight()
        found = [
            self._selection(mark.start, mark.end, underline(mark.group, self._look.colours))
            for mark in self._marks.between(start, end)
        ]
        if self._lit is not None:
            style = lit_up(self._lit.group, self._look.colours)
            found += [self._selection(span.start, span.end, style) for span in self._lit.spans]
        self.setExtraSelections(found)
        self._gutter.update()

    def _selection(self, start: int, end: int, style: QTextCharFormat) -> Any:
        last = self.document().characterCount() - 1
        selection: Any = QTextEdit.ExtraSelection()
        selection.cursor = QTextCursor(self.document())
        selection.cursor.setPosition(min(last, self._positions.in_document(start)))
        selection.cursor.setPosition(min(last, self._positions.in_document(end)), QTextCursor.MoveMode.KeepAnchor)
        selection.format = style
        return selection

    def _notice(self) -> None:
        """The person put the cursor somewhere."""
        cursor = self.textCursor()
        if cursor.hasSelection():
            return
        mark = self._marks.at(self._positions.in_text(cursor.position()))
        if mark is not None and self._items[mark.item] is not self._lit:
            self.light(self._items[mark.item])
            self.item_noticed.emit(mark.item)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        number = self.item_at(event.position().toPoint())
        if number is not None and not self.textCursor().hasSelection():
            self.light(self._items[number])
            self.item_noticed.emit(number)

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            number = self.item_at(event.pos())
            item = None if number is None else self._items[number]
            QToolTip.showText(
                event.globalPos(), "" if item is None else f"{item.message}{item.advice}", self.viewport()
            )
            return True
        return super().viewportEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._gutter.fit()
        self._soon.start()


class Gutter(QWidget):
    """The numbers of the lines, as the findings name them."""

    def __init__(self, view: ReportView) -> None:
        super().__init__(view)
        self._view = view
        self._digits = LEAST_DIGITS

    def widen(self, digits: int) -> None:
        """Room for numbers of so many digits."""
        self._digits = digits
        self._view.setViewportMargins(self.sizeHint().width(), 0, 0, 0)
        self.fit()

    def fit(self) -> None:
        """Stand at the left of the text."""
        inner = self._view.contentsRect()
        self.setGeometry(inner.left(), inner.top(), self.sizeHint().width(), inner.height())

    def sizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance("0") * self._digits + 16, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        colours = self._view._look.colours
        painter.fillRect(event.rect(), QColor(colours.alternate))
        painter.setPen(QColor(colours.muted))
        painter.setFont(self.font())
        layout, offset = self._view.document().documentLayout(), self._view.verticalScrollBar().value()
        block = self._view.cursorForPosition(QPoint(0, 0)).block()
        while block.isValid():
            box: QRectF = layout.blockBoundingRect(block).translated(0, -offset)
            if box.top() > self.height():
                break
            first, number = block.layout().lineAt(0), str(block.blockNumber() + 1)
            right = self.width() - 8 - self.fontMetrics().horizontalAdvance(number)
            painter.drawText(QPointF(right, box.top() + first.y() + first.ascent()), number)
            block = block.next()
        painter.end()
