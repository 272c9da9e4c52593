"""The marks of states and findings: each its own shape, and a colour besides.

They are painted, not typed: fonts of office computers draw ◐ in any size, or not at all.
"""

from enum import Enum
from typing import Any, TypeAlias

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from eduduty_desktop.draft.records import Status
from eduduty_desktop.framework import Severity
from eduduty_desktop.gui.look import Colours

StyleOption: TypeAlias = Any  # a QStyleOptionViewItem; the stubs name none of its fields


class Mark(Enum):
    """What is shown; the value is the word for it."""

    EMPTY = "未填"
    STARTED = "进行中"  # of a section: some of its points are done
    REPORTED = "部门已报"
    LACKING = "需补"
    CHECKED = "已核"
    FINAL = "已定稿"
    NOT_APPLICABLE = "不适用"
    ERROR = "错误"
    WARNING = "警告"
    HINT = "提示"


OF_STATUS = {
    Status.EMPTY: Mark.EMPTY,
    Status.REPORTED: Mark.REPORTED,
    Status.LACKING: Mark.LACKING,
    Status.CHECKED: Mark.CHECKED,
    Status.FINAL: Mark.FINAL,
    Status.NOT_APPLICABLE: Mark.NOT_APPLICABLE,
}
OF_SEVERITY = {Severity.ERROR: Mark.ERROR, Severity.WARNING: Mark.WARNING, Severity.HINT: Mark.HINT}


def colour_of(mark: Mark, colours: Colours) -> QColor:
    """The colour that goes with a mark's shape."""
    match mark:
        case Mark.ERROR:
            return QColor(colours.error)
        case Mark.WARNING | Mark.LACKING:
            return QColor(colours.warning)
        case Mark.CHECKED | Mark.FINAL:
            return QColor(colours.good)
        case Mark.REPORTED | Mark.STARTED:
            return QColor(colours.accent)
        case _:
            return QColor(colours.muted)


def paint_mark(painter: QPainter, box: QRectF, mark: Mark, colours: Colours) -> None:
    """Paint a mark into the middle of a box, 12 px across."""
    side = min(12.0, box.width(), box.height())
    square = QRectF(0, 0, side, side)
    square.moveCenter(box.center())
    colour = colour_of(mark, colours)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colour, 1.6, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    _SHAPES[mark](painter, square.adjusted(1, 1, -1, -1), colour, QColor(colours.base))
    painter.restore()


def _ring(painter: QPainter, box: QRectF, _colour: QColor, _ground: QColor) -> None:
    painter.drawEllipse(box)


def _half(painter: QPainter, box: QRectF, colour: QColor, _ground: QColor) -> None:
    painter.drawEllipse(box)
    painter.setBrush(colour)
    painter.drawChord(box, 90 * 16, 180 * 16)


def _lower_half(painter: QPainter, box: QRectF, colour: QColor, _ground: QColor) -> None:
    painter.drawEllipse(box)
    painter.setBrush(colour)
    painter.drawChord(box, 180 * 16, 180 * 16)


def _tick(painter: QPainter, box: QRectF, _colour: QColor, _ground: QColor) -> None:
    _polyline(painter, box, (0.02, 0.55), (0.36, 0.88), (0.98, 0.14))


def _tick_in_disc(painter: QPainter, box: QRectF, colour: QColor, ground: QColor) -> None:
    painter.setBrush(colour)
    painter.drawEllipse(box)
    painter.setPen(QPen(ground, 1.6))
    _polyline(painter, box, (0.24, 0.52), (0.43, 0.72), (0.78, 0.30))


def _dash(painter: QPainter, box: QRectF, _colour: QColor, _ground: QColor) -> None:
    _polyline(painter, box, (0.1, 0.5), (0.9, 0.5))


def _cross(painter: QPainter, box: QRectF, _colour: QColor, _ground: QColor) -> None:
    _polyline(painter, box, (0.1, 0.1), (0.9, 0.9))
    _polyline(painter, box, (0.9, 0.1), (0.1, 0.9))


def _exclamation(painter: QPainter, box: QRectF, colour: QColor, _ground: QColor) -> None:
    painter.setPen(QPen(colour, 2.2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    _polyline(painter, box, (0.5, 0.05), (0.5, 0.62))
    painter.drawPoint(QPointF(box.center().x(), box.bottom() - 0.4))


def _dot(painter: QPainter, box: QRectF, colour: QColor, _ground: QColor) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawEllipse(box.center(), 2.4, 2.4)


def _polyline(painter: QPainter, box: QRectF, *points: tuple[float, float]) -> None:
    painter.drawPolyline([QPointF(box.x() + x * box.width(), box.y() + y * box.height()) for x, y in points])


_SHAPES = {
    Mark.EMPTY: _ring,
    Mark.STARTED: _half,
    Mark.REPORTED: _half,
    Mark.LACKING: _lower_half,
    Mark.CHECKED: _tick,
    Mark.FINAL: _tick_in_disc,
    Mark.NOT_APPLICABLE: _dash,
    Mark.ERROR: _cross,
    Mark.WARNING: _exclamation,
    Mark.HINT: _dot,
}
