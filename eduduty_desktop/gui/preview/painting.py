"""Paints a page: on the screen, on paper, into a PDF file, always the same pieces at the same places."""

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from eduduty_desktop.document.page_number import page_number
from eduduty_desktop.document.pagination import Page
from eduduty_desktop.document.paper import PAGE_NUMBER, Sheet
from eduduty_desktop.document.typesetting import Piece, Rule
from eduduty_desktop.document.widths import Script
from eduduty_desktop.gui.preview.fonts import Fonts

INK, RED = QColor(0, 0, 0), QColor(255, 0, 0)
_TOLERANCE = 0.02
"""How much broader or narrower than its own a font is drawn only by the space between characters."""


class PagePainter:
    """Paints pages; `scale` is device pixels a twip, `centred` puts page numbers into the middle."""

    def __init__(self, fonts: Fonts, scale: float, *, centred: bool = False) -> None:
        self._fonts = fonts
        self._scale = scale
        self._centred = centred
        self._sized: dict[tuple[int, float], QFont] = {}
        self._unit = 0.0

    def paint(self, painter: QPainter, page: Page) -> None:
        """Paint a page with the paper's upper left corner at the painter's origin."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
        for placed in page.placed:
            for rule in placed.strip.rules:
                self._rule(painter, rule, page.sheet, placed.top)
            for piece in placed.strip.pieces:
                self._piece(painter, piece, page.sheet, placed.top)
        if page.number:
            self._number(painter, page)
        painter.restore()

    def _piece(self, painter: QPainter, piece: Piece, sheet: Sheet, top: int) -> None:
        if not piece.text.strip():
            return
        painter.setPen(RED if piece.style.red else INK)
        place = QPointF((sheet.left + piece.x) * self._scale, (top + piece.y) * self._scale)
        self._draw(painter, piece, place)

    def _draw(self, painter: QPainter, piece: Piece, place: QPointF) -> None:
        """Draw a piece as broad as it is; a substitute with other widths is drawn broader or narrower."""
        font = self._font(painter, piece)
        between = len(piece.text) - 1
        natural = QFontMetricsF(font, painter.device()).horizontalAdvance(piece.text)
        bare = (piece.width - piece.spacing * between) * self._scale
        squeeze = bare / natural if natural else 1.0
        if abs(squeeze - 1) < _TOLERANCE:
            squeeze = 1.0
        if between:
            font = QFont(font)
            spacing = (piece.width * self._scale / squeeze - natural) / between
            font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, spacing * self._spacing_unit(painter))
        painter.setFont(font)
        if squeeze == 1:
            painter.drawText(place, piece.text)
            return
        painter.save()
        painter.translate(place)
        painter.scale(squeeze, 1.0)
        painter.drawText(QPointF(0, 0), piece.text)
        painter.restore()

    def _font(self, painter: QPainter, piece: Piece) -> QFont:
        base = self._fonts.font(piece.style, piece.font)
        key = (id(base), piece.style.em)
        if key not in self._sized:
            font = QFont(base)
            font.setPointSizeF(piece.style.em * self._scale * 72 / painter.device().logicalDpiY())
            self._sized[key] = font
        return self._sized[key]

    def _spacing_unit(self, painter: QPainter) -> float:
        """What Qt must be told for a spacing of one pixel: on paper it multiplies by the device's resolution."""
        if not self._unit:
            plain, spaced = QFont(painter.font()), QFont(painter.font())
            spaced.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, 10)
            widths = [QFontMetricsF(font, painter.device()).horizontalAdvance("00") for font in (plain, spaced)]
            self._unit = 2 * 10 / (widths[1] - widths[0])
        return self._unit

    def _rule(self, painter: QPainter, rule: Rule, sheet: Sheet, top: int) -> None:
        pen = QPen(RED if rule.red else INK, max(rule.weight * self._scale, 0.6))
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        painter.drawLine(
            QPointF((sheet.left + rule.x) * self._scale, (top + rule.y) * self._scale),
            QPointF((sheet.left + rule.x2) * self._scale, (top + rule.y2) * self._scale),
        )

    def _number(self, painter: QPainter, page: Page) -> None:
        found = page_number(page.number, page.sheet, centred=self._centred)
        piece = Piece(found.text, 0, 0, PAGE_NUMBER, Script.HAN, 0, found.width)
        painter.setPen(INK)
        painter.save()
        painter.translate(found.x * self._scale, found.y * self._scale)
        if found.turned:
            painter.rotate(90)
        self._draw(painter, piece, QPointF(0, 0))
        painter.restore()
