"""What a mark in a text looks like: each kind of finding its own line, and a colour besides."""

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QTextCharFormat, QTextLayout
from PySide6.QtWidgets import QWidget

from eduduty_desktop.gui.look import Colours
from eduduty_desktop.workspace.proofing import Group

_Style = QTextCharFormat.UnderlineStyle
STYLES = {
    Group.CONTRADICTION: _Style.WaveUnderline,
    Group.RESIDUE: _Style.SingleUnderline,
    Group.UNCHECKABLE: _Style.DashUnderline,
    Group.SOUND: _Style.DotLine,
}
LEFT, GAP = 12, 20


def underline(group: Group, colours: Colours) -> QTextCharFormat:
    """The line under a figure; residue has a ground too."""
    colour = {
        Group.CONTRADICTION: colours.error,
        Group.RESIDUE: colours.warning,
        Group.UNCHECKABLE: colours.muted,
        Group.SOUND: colours.good,
    }[group]
    style = QTextCharFormat()
    style.setUnderlineStyle(STYLES[group])
    style.setUnderlineColor(QColor(colour))
    if group is Group.RESIDUE:
        style.setBackground(QColor(colours.warning_soft))
    if group is Group.CONTRADICTION:
        style.setBackground(QColor(colours.error_soft))
    return style


def lit_up(group: Group, colours: Colours) -> QTextCharFormat:
    """How the figures look that belong to the finding looked at."""
    style = underline(group, colours)
    style.setBackground(QColor(colours.accent_soft))
    return style


class Legend(QWidget):
    """Says what the lines mean, each word drawn with its line."""

    def __init__(self, colours: Colours) -> None:
        super().__init__()
        self._colours = colours
        self.setAccessibleName("图例：波浪线相互矛盾，实线残留与文字，虚线无法复算，点线相符")

    def sizeHint(self) -> QSize:
        return QSize(240, self.fontMetrics().lineSpacing() + 12)

    minimumSizeHint = sizeHint

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(QColor(self._colours.muted))
        x = float(LEFT)
        for group in Group:
            layout = QTextLayout(group.value, self.font())
            part = QTextLayout.FormatRange()
            part.start, part.length, part.format = 0, len(group.value), underline(group, self._colours)  # type: ignore[attr-defined]
            layout.setFormats([part])
            layout.beginLayout()
            line = layout.createLine()
            layout.endLayout()
            layout.draw(painter, QPointF(x, 4))
            x += line.naturalTextWidth() + GAP
        painter.end()
