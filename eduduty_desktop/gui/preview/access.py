"""The way to the preview: it takes the place of 核验 at the right of the window while it is open.

What draws and prints is loaded when it is first asked for.
"""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QSplitter, QWidget

from eduduty_desktop.draft import Finding, Key
from eduduty_desktop.gui.look import Look
from eduduty_desktop.gui.narrow import NARROW
from eduduty_desktop.gui.presenter import Presenter
from eduduty_desktop.gui.services import OpenedDraft
from eduduty_desktop.gui.settings import Settings

if TYPE_CHECKING:
    from eduduty_desktop.document import Trace
    from eduduty_desktop.gui.preview.output import Output
    from eduduty_desktop.gui.preview.panel import PreviewPanel

LEAST_PAGE_WIDTH = 400
"""What the page that is being filled in keeps beside the preview."""


class PreviewAccess(QObject):
    """Belongs to a window: opens and closes its preview, prints, leads from a line to its field."""

    line_chosen = Signal(object)  # Finding: lead there
    opened = Signal(bool)
    said = Signal(str)

    def __init__(
        self,
        opened: OpenedDraft,
        look: Look,
        settings: Settings,
        presenter: Presenter,
        action: QAction,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._opened = opened
        self._session = opened.session
        self._look = look
        self._settings = settings
        self._presenter = presenter
        self._action = action
        self._splitter: QSplitter | None = None
        self._beside: QWidget | None = None
        self._sizes: list[int] = []
        self._leading = False
        self._node = ""
        self.panel: PreviewPanel | None = None
        action.setCheckable(True)
        action.triggered.connect(self.show_or_hide)

    def stand_in(self, splitter: QSplitter, beside: QWidget) -> None:
        """Where the preview goes: to the end of a splitter, in the place of another part."""
        self._splitter, self._beside = splitter, beside

    @property
    def is_open(self) -> bool:
        return self.panel is not None and not self.panel.isHidden()

    def show_or_hide(self) -> None:
        """Open the preview, or close it if it is open."""
        self.close() if self.is_open else self.open()

    def open(self) -> "PreviewPanel":
        """Show the preview where the window's page is printed; the focus stays where it is."""
        panel = self._made()
        if self.is_open or self._splitter is None or self._beside is None:
            return panel
        self._sizes = self._splitter.sizes()
        self._beside.hide()
        panel.show()
        self._splitter.setSizes(self._with_room())
        self._tell(is_open=True)
        QTimer.singleShot(0, self, self._turn)  # only then is it as broad as its pages will be
        return panel

    def close(self) -> None:
        """Give the place back."""
        if self.panel is None or not self.is_open or self._splitter is None or self._beside is None:
            return
        focused: QWidget | None = self._splitter.window().focusWidget()
        within = focused is not None and self.panel.isAncestorOf(focused)
        self.panel.hide()
        self._beside.setVisible(self._splitter.window().width() >= NARROW)
        self._splitter.setSizes([*self._sizes[:3], 0])
        if within:
            self._splitter.widget(1).setFocus(Qt.FocusReason.OtherFocusReason)
        self._tell(is_open=False)

    def stop(self) -> None:
        """The window closes; its splitter is left as it was without the preview."""
        self.close()
        if self.panel is not None:
            self.panel.source.stop()
            self.panel.setParent(None)
            self.panel.deleteLater()
            self.panel = None

    def show_node(self, node: str) -> None:
        """The window turned to another page: so does the preview, to where it is printed."""
        self._node = node
        if not self._leading:
            self._turn()

    def print_out(self) -> None:
        """Ctrl+P."""
        self._output().print_out(self._opened.path.stem)

    def save_pdf(self) -> None:
        """存为 PDF."""
        self._output().save_pdf(self._session.draft, self._opened.path.parent)

    # inside ----------------------------------------------------------------------------------------------

    def _turn(self) -> None:
        if self.panel is None or not self.is_open:
            return
        for key in (Key("headings", self._node), Key("narratives", self._node), Key("cover", "title")):
            if self.panel.pages.block_of(key) >= 0:
                self.panel.follow(key)
                return

    def _made(self) -> "PreviewPanel":
        from eduduty_desktop.gui.preview.panel import PreviewPanel

        if self.panel is None:
            panel = PreviewPanel(self._session, self._look)
            panel.hide()
            panel.line_chosen.connect(self._lead)
            panel.print_asked.connect(self.print_out)
            panel.pdf_asked.connect(self.save_pdf)
            panel.closed.connect(self.close)
            if self._splitter is not None:
                self._splitter.addWidget(panel)
                self._splitter.setCollapsible(self._splitter.indexOf(panel), True)
            self.panel = panel
        return self.panel

    def _output(self) -> "Output":
        from eduduty_desktop.gui.preview.output import Output

        return Output(self._made(), self._presenter, self._settings, self.said.emit)

    def _with_room(self) -> list[int]:
        """Sizes of outline, page, 核验 and preview: as broad as it likes, the page no narrower than it may be."""
        from eduduty_desktop.gui.preview.panel import WIDTH

        outline, total = self._sizes[0], sum(self._sizes)
        room = min(max(WIDTH, self._sizes[2]), max(self._sizes[2], total - outline - LEAST_PAGE_WIDTH))
        return [outline, total - outline - room, 0, room]

    def _lead(self, trace: "Trace") -> None:
        from eduduty_desktop.gui.preview.places import leading_to

        finding: Finding | None = leading_to(self._session.draft, trace)
        if finding is not None:
            self._leading = True  # the page that is turned to must not turn the preview
            self.line_chosen.emit(finding)
            self._leading = False

    def _tell(self, *, is_open: bool) -> None:
        self._action.setChecked(is_open)
        self.opened.emit(is_open)
