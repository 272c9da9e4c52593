"""The panel 预览: size, page, printing and 存为 PDF above, the pages below."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from eduduty_desktop.document.pagination import Pages
from eduduty_desktop.draft import Key
from eduduty_desktop.gui.look import Look
from eduduty_desktop.gui.preview.fonts import Fonts
from eduduty_desktop.gui.preview.page_view import STEP, PageView
from eduduty_desktop.gui.preview.source import PreviewSource
from eduduty_desktop.workspace.session import Session

WIDTH = 480


class PreviewPanel(QFrame):
    """Shows the report of a session's draft as it will be printed, and follows what is being written."""

    line_chosen = Signal(object)  # Trace: lead me to its field
    print_asked = Signal()
    pdf_asked = Signal()
    closed = Signal()

    def __init__(self, session: Session, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("previewPanel")
        self.setAccessibleName("预览")
        self.source = PreviewSource(session, self)
        self.fonts = Fonts(self.source.layout)
        self._layout_shown = self.source.layout
        self._marked = -1
        self.view = PageView(look.colours)
        self.view.setAccessibleName("报告预览")
        self.page_label = QLabel()
        self.page_label.setProperty("role", "muted")
        self.zoom_label = QLabel()
        self._missing = QLabel()
        self._missing.setProperty("role", "muted")
        self._missing.setWordWrap(True)
        self._missing.setContentsMargins(8, 4, 8, 4)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._make_head())
        column.addWidget(self.view, 1)
        column.addWidget(self._missing)
        self.setTabOrder(self.pdf_button, self.view)
        self.source.pages_changed.connect(self._show)
        self.view.page_changed.connect(self._tell_page)
        self.view.zoom_changed.connect(self._tell_zoom)
        self.view.pointed.connect(self._point)
        self.view.chosen.connect(self._choose)
        self.view.moved.connect(self._move)
        self._tell_zoom(self.view.zoom)
        self._tell_missing()

    @property
    def pages(self) -> Pages:
        """The pages as they are shown."""
        return self.source.pages

    def follow(self, key: Key, offset: int = -1) -> None:
        """Mark the paragraph that a record is printed in and bring it into sight."""
        self._mark(self.pages.block_of(key, offset))
        line = self.source.line_of(key, offset)
        if line is not None:
            self.view.bring_into_sight(line)

    def showEvent(self, event: QShowEvent) -> None:
        self.source.activate(True)
        super().showEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        self.source.activate(False)
        super().hideEvent(event)

    # inside ----------------------------------------------------------------------------------------------

    def _show(self, follow: tuple[Key, int] | None) -> None:
        layout = self.source.layout
        if layout != self._layout_shown:
            self._layout_shown, self.fonts = layout, Fonts(layout)
            self._tell_missing()
        self.view.show_pages(self.pages, self.fonts, centred=layout.centred_numbers)
        if follow is not None:
            self.follow(*follow)
        else:
            self._mark(self._marked)

    def _mark(self, block: int) -> None:
        self._marked = block
        self.view.mark(self.pages.spots_of_block(block))
        words = self.pages.words_of(block)
        self.view.setAccessibleDescription(words)

    def _point(self, page: int, x: float, y: float) -> None:
        trace = self.pages.source_at(page, x, y)
        if trace is not None:
            self._mark(self.pages.block_at(page, y))
            self.line_chosen.emit(trace)

    def _choose(self) -> None:
        trace = self.pages.trace_of(self._marked)
        if trace is not None:
            self.line_chosen.emit(trace)

    def _move(self, by: int) -> None:
        """Mark the next paragraph that comes from a field, in either direction."""
        block = self._marked + by if self._marked >= 0 else self.pages.first_block_on(self.view.current_page)
        while 0 <= block < len(self.pages.blocks) and self.pages.trace_of(block) is None:
            block += by
        spots = self.pages.spots_of_block(block)
        if spots:
            self._mark(block)
            self.view.bring_into_sight(spots[0])

    def _tell_page(self, at: int) -> None:
        count = len(self.pages.pages)
        self.page_label.setText(f"第 {at + 1} 页，共 {count} 页" if count else "")
        self.view.setAccessibleName(f"报告预览，{self.page_label.text()}")

    def _tell_zoom(self, zoom: float) -> None:
        self.zoom_label.setText(f"{zoom:.0%}")
        self.fit_button.setChecked(self.view.fits_width)

    def _tell_missing(self) -> None:
        missing = self.fonts.missing
        self._missing.setText(
            f"本机没有{'、'.join(missing)}，预览和打印用相近的字体代替；行数、页数与装有这些字体的电脑一致。"
            if missing
            else ""
        )
        self._missing.setVisible(bool(missing))

    # building --------------------------------------------------------------------------------------------

    def _make_head(self) -> QFrame:
        head = QFrame()
        head.setObjectName("panelHead")
        title = QLabel("预览")
        title.setProperty("role", "heading")
        smaller = self._button("−", "缩小（−）", lambda: self.view.set_zoom(self.view.zoom / STEP))
        larger = self._button("+", "放大（+）", lambda: self.view.set_zoom(self.view.zoom * STEP))
        whole = self._button("100%", "与纸一样大", lambda: self.view.set_zoom(1.0))
        self.fit_button = self._button("适合宽度", "让页面与这一栏一样宽", self.view.fit_width)
        self.fit_button.setCheckable(True)
        self.print_button = self._button("打印…", "打印报告（Ctrl+P）", self.print_asked.emit)
        self.pdf_button = self._button("存为 PDF…", "把报告存成 PDF 文件，版面与打印一致", self.pdf_asked.emit)
        close = self._button("×", "收起预览，回到核验（Esc）", self.closed.emit)
        upper, lower = QHBoxLayout(), QHBoxLayout()
        for part in (title, self.page_label, None, self.print_button, self.pdf_button, close):
            upper.addStretch(1) if part is None else upper.addWidget(part)
        for part in (smaller, self.zoom_label, larger, whole, self.fit_button, None):
            lower.addStretch(1) if part is None else lower.addWidget(part)
        rows = QVBoxLayout(head)
        rows.setContentsMargins(8, 4, 8, 4)
        rows.setSpacing(4)
        rows.addLayout(upper)
        rows.addLayout(lower)
        for row in (upper, lower):
            row.setSpacing(4)
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self.closed)
        return head

    def _button(self, text: str, tip: str, action: Callable[[], None]) -> QPushButton:
        button = QPushButton(text)
        button.setToolTip(tip)
        button.setAccessibleName(tip)
        button.setProperty("role", "choice")
        button.setAutoDefault(False)
        button.setMinimumWidth(28)
        button.clicked.connect(lambda _checked=False: action())
        return button
