"""Paints a list of two levels: a group's line, and below it rows of a mark and texts that wrap."""

import re

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QTreeView

from eduduty_desktop.gui.look import Colours
from eduduty_desktop.gui.marks import Mark, StyleOption, paint_mark

Index = QModelIndex | QPersistentModelIndex
_WRAP = int(Qt.TextFlag.TextWordWrap) | int(Qt.AlignmentFlag.AlignTop)  # keeps 。 and ” off the start of a line
# Qt breaks no line at “ and ”, since they may stand in English too: let it break outside of them.
_QUOTED = re.compile("(?<=[\u4e00-\u9fff）])(?=“)|(?<=”)(?=[\u4e00-\u9fff“（+=-])")
MARK_WIDTH = 26
PADDING = 6
GROUP_HEIGHT = 24
MOST_REMEMBERED = 4000


class GroupedDelegate(QStyledItemDelegate):
    """Heights of wrapped texts are remembered by text and width: measuring is what costs."""

    def __init__(self, tree: QTreeView, colours: Colours) -> None:
        super().__init__(tree)
        self._tree = tree
        self.colours = colours
        self._heights: dict[tuple[str, int], int] = {}

    # what a subclass says ----------------------------------------------------------------------------------

    def lines_of(self, index: Index) -> list[str]:
        """The texts of a row, the first one the plainest to see; none for a group."""
        raise NotImplementedError

    def mark_of(self, index: Index) -> Mark:
        """The mark at the beginning of a row."""
        raise NotImplementedError

    def tint_of(self, index: Index) -> str:
        """The colour of a group's line."""
        raise NotImplementedError

    # painting ----------------------------------------------------------------------------------------------

    def sizeHint(self, option: StyleOption, index: Index) -> QSize:
        lines = self.lines_of(index)
        if not lines:
            return QSize(80, GROUP_HEIGHT)
        width = self._text_width()
        return QSize(80, sum([self._height(option.font, _broken(text), width) for text in lines]) + 2 * PADDING)

    def paint(self, painter: QPainter, option: StyleOption, index: Index) -> None:
        lines = self.lines_of(index)
        painter.save()
        if lines:
            self._paint_row(painter, option, index, lines)
        else:
            self._paint_group(painter, option, index)
        painter.restore()

    def _paint_group(self, painter: QPainter, option: StyleOption, index: Index) -> None:
        rect: QRect = option.rect
        painter.fillRect(rect, QColor(self.colours.alternate))
        font = QFont(option.font)
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(QColor(self.tint_of(index)))
        painter.drawText(rect.adjusted(8, 0, -8, 0), Qt.AlignmentFlag.AlignVCenter, index.data())

    def _paint_row(self, painter: QPainter, option: StyleOption, index: Index, lines: list[str]) -> None:
        colours, rect = self.colours, option.rect
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(colours.accent_soft))
            painter.fillRect(rect.left(), rect.top(), 3, rect.height(), QColor(colours.accent))
        line = QFontMetrics(option.font).lineSpacing()
        paint_mark(painter, QRectF(rect.left() + 6, rect.top() + PADDING, 14, line), self.mark_of(index), colours)
        width, top = self._text_width(), rect.top() + PADDING
        for at, text in enumerate(map(_broken, lines)):
            height = self._height(option.font, text, width)
            painter.setPen(QColor(colours.muted if at else colours.text))
            painter.drawText(QRect(rect.left() + MARK_WIDTH, top, width, height), _WRAP, text)
            top += height
        painter.setPen(QColor(colours.line))
        painter.drawLine(rect.left() + MARK_WIDTH, rect.bottom(), rect.right(), rect.bottom())

    def _text_width(self) -> int:
        return max(80, self._tree.viewport().width() - MARK_WIDTH - 8)

    def _height(self, font: QFont, text: str, width: int) -> int:
        key = (text, width)
        if key not in self._heights:
            if len(self._heights) > MOST_REMEMBERED:
                self._heights.clear()
            self._heights[key] = QFontMetrics(font).boundingRect(QRect(0, 0, width, 10_000), _WRAP, text).height()
        return self._heights[key]


def _broken(text: str) -> str:
    return _QUOTED.sub("\u200b", text)
