"""Paints the rows of the panel 核验: a group's line, and a finding with mark, message, place and advice."""

import re

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QTreeView

from eduduty_desktop.gui.findings_model import GROUP, ROW, WAIVED, FindingRow
from eduduty_desktop.gui.look import Colours
from eduduty_desktop.gui.marks import OF_SEVERITY, Mark, StyleOption, paint_mark

_Index = QModelIndex | QPersistentModelIndex
_WRAP = int(Qt.TextFlag.TextWordWrap) | int(Qt.AlignmentFlag.AlignTop)  # keeps 。 and ” off the start of a line
# Qt breaks no line at “ and ”, since they may stand in English too: let it break outside of them.
_QUOTED = re.compile("(?<=[\u4e00-\u9fff）])(?=“)|(?<=”)(?=[\u4e00-\u9fff“（+=-])")
MARK_WIDTH = 26
PADDING = 6
GROUP_HEIGHT = 24
MOST_REMEMBERED = 4000


class FindingsDelegate(QStyledItemDelegate):
    """Heights of wrapped texts are remembered by text and width: measuring is what costs."""

    def __init__(self, tree: QTreeView, colours: Colours) -> None:
        super().__init__(tree)
        self._tree = tree
        self._colours = colours
        self._heights: dict[tuple[str, int], int] = {}

    def sizeHint(self, option: StyleOption, index: _Index) -> QSize:
        row = index.data(ROW)
        if not isinstance(row, FindingRow):
            return QSize(80, GROUP_HEIGHT)
        width = self._text_width()
        height = sum([self._height(option.font, text, width) for text in _lines(row)])
        return QSize(80, height + 2 * PADDING)

    def paint(self, painter: QPainter, option: StyleOption, index: _Index) -> None:
        row = index.data(ROW)
        painter.save()
        if isinstance(row, FindingRow):
            self._paint_finding(painter, option, row)
        else:
            self._paint_group(painter, option, index)
        painter.restore()

    def _paint_group(self, painter: QPainter, option: StyleOption, index: _Index) -> None:
        rect: QRect = option.rect
        painter.fillRect(rect, QColor(self._colours.alternate))
        font = QFont(option.font)
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        group = index.data(GROUP)
        tint = {"错误": self._colours.error, "警告": self._colours.warning}.get(group, self._colours.muted)
        painter.setPen(QColor(tint))
        painter.drawText(rect.adjusted(8, 0, -8, 0), Qt.AlignmentFlag.AlignVCenter, index.data())

    def _paint_finding(self, painter: QPainter, option: StyleOption, row: FindingRow) -> None:
        colours, rect = self._colours, option.rect
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(colours.accent_soft))
            painter.fillRect(rect.left(), rect.top(), 3, rect.height(), QColor(colours.accent))
        mark = Mark.NOT_APPLICABLE if row.group == WAIVED else OF_SEVERITY[row.finding.severity]
        line = QFontMetrics(option.font).lineSpacing()
        paint_mark(painter, QRectF(rect.left() + 6, rect.top() + PADDING, 14, line), mark, colours)
        width, top = self._text_width(), rect.top() + PADDING
        message, *rest = _lines(row)
        for text, tint in ((message, colours.text), *((text, colours.muted) for text in rest)):
            height = self._height(option.font, text, width)
            painter.setPen(QColor(tint))
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


def _lines(row: FindingRow) -> list[str]:
    return [_QUOTED.sub("\u200b", text) for text in (row.finding.message, row.where, row.finding.advice) if text]
