"""Pages below each other on a grey ground, painted when they come into sight; paper is white in every theme."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPixmap, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from eduduty_desktop.document.pagination import Page, Pages, Spot
from eduduty_desktop.gui.look import Colours
from eduduty_desktop.gui.preview.fonts import Fonts
from eduduty_desktop.gui.preview.painting import PagePainter

GAP = 12  # pixels around the pages
SMALLEST, LARGEST = 0.25, 3.0
STEP = 1.15
_TWIPS_A_PIXEL = 15  # 1440 twips are an inch, which a screen takes for 96 pixels
_KEPT_PIXMAPS = 8
_BAR = 3
_PAPER, _MARK = QColor(255, 255, 255), QColor(31, 90, 168)  # on white in every theme


class PageView(QAbstractScrollArea):
    """Shows pages; `pointed` tells the page's place and the point on it, in twips, that was clicked."""

    pointed = Signal(int, float, float)
    page_changed = Signal(int)
    zoom_changed = Signal(float)
    chosen = Signal()  # Enter: lead to the field of the marked paragraph
    moved = Signal(int)  # Up and Down: mark the paragraph before or after

    def __init__(self, colours: Colours, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._colours = colours
        self._pages: tuple[Page, ...] = ()
        self._fonts: Fonts | None = None
        self._centred = False
        self._zoom = 1.0
        self._fits_width = True
        self._marked: Sequence[Spot] = ()
        self._painted: dict[int, tuple[Page, QPixmap]] = {}
        self._current = 0
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)

    # what is shown ---------------------------------------------------------------------------------------

    def show_pages(self, pages: Pages, fonts: Fonts, *, centred: bool) -> None:
        """Show pages; those that look the same as before are not painted again."""
        if fonts is not self._fonts or centred != self._centred:
            self._painted.clear()
        same_sheets = [p.sheet for p in pages.pages] == [p.sheet for p in self._pages]
        self._pages, self._fonts, self._centred = pages.pages, fonts, centred
        if not same_sheets:
            self._arrange()
        self._marked = ()
        self.viewport().update()
        self._tell_page()

    def mark(self, spots: Sequence[Spot]) -> None:
        """Put a thin bar beside a paragraph."""
        self._marked = spots
        self.viewport().update()

    def bring_into_sight(self, spot: Spot) -> None:
        """Scroll so that a line is seen, with as little movement as possible."""
        if spot.page >= len(self._pages):
            return
        rect = self._page_rect(spot.page)
        top = rect.top() + spot.top * self._scale
        bottom = rect.top() + spot.bottom * self._scale
        bar, height = self.verticalScrollBar(), self.viewport().height()
        margin = min(height / 4, 60)
        if top < bar.value() + margin or bottom > bar.value() + height - margin:
            bar.setValue(round((top + bottom - height) / 2))

    @property
    def current_page(self) -> int:
        """The place of the page in the middle of the view."""
        return self._current

    def go_to(self, page: int) -> None:
        """Scroll to the beginning of a page."""
        if self._pages:
            page = max(0, min(page, len(self._pages) - 1))
            self.verticalScrollBar().setValue(round(self._page_rect(page).top()) - GAP)

    # size ------------------------------------------------------------------------------------------------

    @property
    def zoom(self) -> float:
        """1 is the size of the paper."""
        return self._zoom

    @property
    def fits_width(self) -> bool:
        return self._fits_width

    def set_zoom(self, zoom: float) -> None:
        """Show at a size, and keep the place in the middle where it is."""
        self._fits_width = False
        self._set_zoom(max(SMALLEST, min(LARGEST, zoom)))

    def fit_width(self) -> None:
        """Let a page be as broad as the view, also when that changes."""
        self._fits_width = True
        self._set_zoom(self._fitting_zoom())

    def _fitting_zoom(self) -> float:
        broadest = min((page.sheet.width for page in self._pages), default=11906)
        room = self.viewport().width() - 2 * GAP
        return max(SMALLEST, min(LARGEST, room * _TWIPS_A_PIXEL / broadest))

    def _set_zoom(self, zoom: float) -> None:
        bar = self.verticalScrollBar()
        middle = bar.value() + self.viewport().height() / 2
        share = middle / max(1.0, self._height)
        if abs(zoom - self._zoom) > 0.001:
            self._zoom = zoom
            self._painted.clear()
            self._arrange()
            bar.setValue(round(share * self._height - self.viewport().height() / 2))
        self.zoom_changed.emit(self._zoom)
        self.viewport().update()

    @property
    def _scale(self) -> float:
        """Pixels a twip."""
        return self._zoom / _TWIPS_A_PIXEL

    @property
    def _height(self) -> float:
        return GAP + sum(page.sheet.height * self._scale + GAP for page in self._pages)

    def _page_rect(self, at: int) -> QRectF:
        """A page on the whole ground."""
        scale, sheet = self._scale, self._pages[at].sheet
        top = GAP + sum(page.sheet.height * scale + GAP for page in self._pages[:at])
        broadest = max(page.sheet.width for page in self._pages) * scale
        ground = max(float(self.viewport().width()), broadest + 2 * GAP)
        return QRectF(round((ground - sheet.width * scale) / 2), round(top), sheet.width * scale, sheet.height * scale)

    def _arrange(self) -> None:
        size, bar = self.viewport().size(), self.verticalScrollBar()
        broadest = max((page.sheet.width for page in self._pages), default=0) * self._scale + 2 * GAP
        bar.setRange(0, max(0, round(self._height) - size.height()))
        bar.setPageStep(size.height())
        bar.setSingleStep(round(40 * self._zoom))
        sideways = self.horizontalScrollBar()
        sideways.setRange(0, max(0, round(broadest) - size.width()))
        sideways.setPageStep(size.width())

    def sizeHint(self) -> QSize:
        return QSize(480, 640)

    # events ----------------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._fits_width and event.size().width() != event.oldSize().width():
            self._set_zoom(self._fitting_zoom())
        self._arrange()
        self._tell_page()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), QColor(self._colours.window))
        shift = QPointF(self.horizontalScrollBar().value(), self.verticalScrollBar().value())
        view = QRectF(self.viewport().rect())
        for at, page in enumerate(self._pages):
            rect = self._page_rect(at).translated(-shift)
            if rect.intersects(view):
                painter.drawPixmap(rect.topLeft(), self._pixmap(at, page))
                painter.setPen(QColor(self._colours.border))
                painter.drawRect(rect)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for spot in self._marked:
            rect = self._page_rect(spot.page).translated(-shift)
            left = rect.left() + self._pages[spot.page].sheet.left * self._scale - 3 * _BAR
            top, bottom = rect.top() + spot.top * self._scale, rect.top() + spot.bottom * self._scale
            painter.fillRect(QRectF(left, top, _BAR, bottom - top), _MARK)
        painter.end()

    def _pixmap(self, at: int, page: Page) -> QPixmap:
        known = self._painted.pop(at, None)
        if known is None or known[0] != page:
            known = (page, self._paint(page))
        self._painted[at] = known
        while len(self._painted) > _KEPT_PIXMAPS:
            self._painted.pop(next(iter(self._painted)))
        return known[1]

    def _paint(self, page: Page) -> QPixmap:
        ratio = self.devicePixelRatioF()
        scale = self._scale * ratio
        pixmap = QPixmap(round(page.sheet.width * scale), round(page.sheet.height * scale))
        pixmap.fill(_PAPER)
        if self._fonts is not None:
            painter = QPainter(pixmap)
            PagePainter(self._fonts, scale, centred=self._centred).paint(painter, page)
            painter.end()
        pixmap.setDevicePixelRatio(ratio)
        return pixmap

    def _scrolled(self) -> None:
        self.viewport().update()
        self._tell_page()

    def _tell_page(self) -> None:
        middle = self.verticalScrollBar().value() + self.viewport().height() / 2
        below = [at for at in range(len(self._pages)) if self._page_rect(at).bottom() + GAP > middle]
        at = below[0] if below else max(0, len(self._pages) - 1)
        self._current = at
        self.page_changed.emit(at)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton:
            return super().mousePressEvent(event)
        at = event.position() + QPointF(self.horizontalScrollBar().value(), self.verticalScrollBar().value())
        for page in range(len(self._pages)):
            rect = self._page_rect(page)
            if rect.contains(at):
                inner = at - rect.topLeft()
                self.pointed.emit(page, inner.x() / self._scale, inner.y() / self._scale)
                return None
        return None

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.set_zoom(self._zoom * (STEP if event.angleDelta().y() > 0 else 1 / STEP))
            event.accept()
            return
        super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, bar = event.key(), self.verticalScrollBar()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.chosen.emit()
        elif key == Qt.Key.Key_PageDown:
            self.go_to(self._current + 1)
        elif key == Qt.Key.Key_PageUp:
            self.go_to(self._current - 1)
        elif key == Qt.Key.Key_Home:
            bar.setValue(0)
        elif key == Qt.Key.Key_End:
            bar.setValue(bar.maximum())
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.moved.emit(1 if key == Qt.Key.Key_Down else -1)
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.set_zoom(self._zoom * STEP)
        elif key == Qt.Key.Key_Minus:
            self.set_zoom(self._zoom / STEP)
        else:
            super().keyPressEvent(event)
