"""How the table of figures draws: tabular figures, the mark of what is required, a plain line to type into."""

from functools import partial
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QRect, Qt, Signal
from PySide6.QtGui import QFont, QGuiApplication, QPainter, QPalette
from PySide6.QtWidgets import QHeaderView, QLineEdit, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from eduduty_desktop.gui.point.figure_model import HINT_ROLE, REQUIRED_ROLE, WRAPPED_ROLE, FigureModel, Index
from eduduty_desktop.gui.point.theme import Theme

MARGIN = 6  # left and right of a cell's text
_STAR = "＊"
_STAR_MARGIN = 3  # of nothing around a full-width star


class FigureDelegate(QStyledItemDelegate):
    """Draws tabular figures and the mark of a required metric; gives each cell a plain line to type into."""

    opened = Signal(QLineEdit, object)  # the line, and the Cell that it edits

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.editor: QLineEdit | None = None

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QLineEdit:
        del option
        editor = QLineEdit(parent)
        editor.setFrame(False)
        editor.setAlignment(Qt.AlignmentFlag(index.data(Qt.ItemDataRole.TextAlignmentRole)))
        editor.setAccessibleName(index.data(Qt.ItemDataRole.AccessibleTextRole))
        editor.setText(index.data(Qt.ItemDataRole.EditRole))
        editor.setPlaceholderText(index.data(HINT_ROLE))
        editor.selectAll()
        editor.destroyed.connect(lambda: setattr(self, "editor", None))
        self.editor = editor
        model = index.model()
        if isinstance(model, FigureModel):
            self.opened.emit(editor, model.cell(index))
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """The editor was filled when it was made: what changes meanwhile does not disturb the typing."""

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        assert isinstance(editor, QLineEdit)
        model.setData(index, editor.text())

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        style: Any = option  # its fields are missing from the stubs
        style.font = _tabular(style.font)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Ground and focus by the style, the text by ourselves: with the heading's margins, labels in lines."""
        style: Any = QStyleOptionViewItem(option)
        widget = style.widget
        widget.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, style, painter, widget)
        box = style.rect.adjusted(MARGIN, 0, -MARGIN, 0)
        data, role = partial(index.model().data, index), Qt.ItemDataRole  # a question through the index costs thrice
        font = _tabular((data(role.FontRole) or style.font).resolve(style.font))
        text, flags = data(role.DisplayRole), data(role.TextAlignmentRole).value
        if data(REQUIRED_ROLE):
            _paint_star(painter, style.rect, font)
        if data(WRAPPED_ROLE):
            box.setLeft(box.left() + style.fontMetrics.horizontalAdvance("字") - MARGIN // 2)
            flags |= Qt.TextFlag.TextWordWrap.value
        else:
            text = style.fontMetrics.elidedText(text, Qt.TextElideMode.ElideRight, box.width())
        painter.save()
        painter.setFont(font)
        painter.setPen(data(role.ForegroundRole) or style.palette.color(QPalette.ColorRole.Text))
        painter.drawText(box, flags, text)
        if style.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(style.palette.color(QPalette.ColorRole.Accent))
            painter.drawRect(style.rect.adjusted(0, 0, -1, -1))
        painter.restore()


def _tabular(font: QFont) -> QFont:
    """A font whose digits stand below one another."""
    result = QFont(font)
    result.setFeature(QFont.Tag("tnum"), 1)
    return result


class FigureHeader(QHeaderView):
    """A heading that marks required columns and breaks long labels."""

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        painter.save()
        super().paintSection(painter, rect, section)
        painter.restore()
        model = self.model()
        if model.headerData(section, self.orientation(), REQUIRED_ROLE):
            _paint_star(
                painter, rect.adjusted(-_STAR_MARGIN, -_STAR_MARGIN, 0, 0), self.font(), Qt.AlignmentFlag.AlignTop.value
            )


def _paint_star(painter: QPainter, rect: QRect, font: QFont, flags: int = Qt.AlignmentFlag.AlignVCenter.value) -> None:
    small = QFont(font)
    small.setItalic(False)
    small.setPointSizeF(max(6.0, font.pointSizeF() * 0.8))
    painter.save()
    painter.setFont(small)
    painter.setPen(Theme.of(QGuiApplication.palette()).required)
    painter.drawText(rect.adjusted(2, 0, 0, 0), flags, _STAR)
    painter.restore()
