"""A linked figure in the editor: how it is drawn, found under the mouse or beside the cursor, changed and undone."""

from PySide6.QtCore import QPointF, QRect, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QGuiApplication,
    QPainter,
    QPyTextObject,
    QTextCursor,
    QTextDocument,
    QTextFormat,
)
from PySide6.QtWidgets import QTextEdit

from eduduty_desktop.gui.point import narrative_document as nd
from eduduty_desktop.gui.point.theme import Theme

READING_FONTS = [
    "仿宋_GB2312",
    "FangSong_GB2312",
    "仿宋",
    "FangSong",
    "STFangsong",
    "FandolFang R",
    "FandolFang",
    "Noto Sans CJK SC",
]
READING_POINTS = 12
_PAD = 3.0


def reading_font() -> QFont:
    """The report's own face at reading size."""
    font = QFont()
    font.setFamilies(READING_FONTS)
    font.setPointSizeF(READING_POINTS)
    return font


class ChipPainter(QPyTextObject):
    """Draws a linked figure as a tinted chip on the text's baseline."""

    def intrinsicSize(self, document: QTextDocument, _position: int, style: QTextFormat) -> QSizeF:
        metrics = QFontMetricsF(document.defaultFont())
        return QSizeF(metrics.horizontalAdvance(str(style.property(nd.PRINTED))) + 2 * _PAD, metrics.height())

    def drawObject(
        self, painter: QPainter, rect: QRectF | QRect, document: QTextDocument, _position: int, style: QTextFormat
    ) -> None:
        rect = QRectF(rect)
        printed = str(style.property(nd.PRINTED))
        theme = Theme.of(QGuiApplication.palette())
        metrics = QFontMetricsF(document.defaultFont())
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.chip_missing if printed.startswith("〔") else theme.chip)
        painter.drawRoundedRect(rect.adjusted(0.5, 0, -0.5, 0), 3, 3)
        painter.setPen(theme.text)
        painter.setFont(document.defaultFont())
        painter.drawText(QPointF(rect.left() + _PAD, rect.top() + metrics.ascent()), printed)
        painter.restore()


def token_of(document: QTextDocument, position: int) -> str:
    """The token of the chip at a position, empty if there is none."""
    if position < 0 or document.characterAt(position) != nd.OBJECT:
        return ""
    cursor = QTextCursor(document)
    cursor.setPosition(position + 1)
    return str(cursor.charFormat().property(nd.TOKEN) or "")


def printed_of(document: QTextDocument, position: int) -> str:
    """What the chip at a position prints."""
    cursor = QTextCursor(document)
    cursor.setPosition(position + 1)
    return str(cursor.charFormat().property(nd.PRINTED) or "")


def chip_beside(cursor: QTextCursor) -> int:
    """The position of the chip that is selected, or stands before or behind the cursor; -1 if none does."""
    for position in (cursor.selectionStart(), cursor.selectionEnd() - 1):
        if token_of(cursor.document(), position):
            return position
    return -1


def chip_at(editor: QTextEdit, point: QPointF) -> int:
    """The position of the chip under a point of the viewport, -1 if there is none."""
    at = editor.cursorForPosition(point.toPoint()).position()
    for position in (at, at - 1):
        if token_of(editor.document(), position) and chip_rect(editor, position).contains(point.toPoint()):
            return position
    return -1


def chip_rect(editor: QTextEdit, position: int) -> QRect:
    """Where the chip at a position stands in the viewport."""
    return span_rect(editor, position, position + 1)


def span_rect(editor: QTextEdit, start: int, end: int) -> QRect:
    """Where the characters of a range stand in the viewport; of a range over two lines the part on the first."""
    left, right = QTextCursor(editor.document()), QTextCursor(editor.document())
    left.setPosition(start)
    right.setPosition(end)
    first, last = editor.cursorRect(left), editor.cursorRect(right)
    width = last.left() - first.left() if last.top() == first.top() else editor.viewport().width() - first.left()
    return QRect(first.left(), first.top(), max(1, width), first.height())
