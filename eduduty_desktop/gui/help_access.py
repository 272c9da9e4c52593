"""F1, the manual and 关于: from where the person stands to the page that speaks of it."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from eduduty_desktop.gui.findings_panel import FindingsPanel
from eduduty_desktop.gui.help_places import GENERAL, help_place, term_of
from eduduty_desktop.gui.services import Services

if TYPE_CHECKING:  # loaded when first shown
    from eduduty_desktop.gui.manual import ManualDialog


class HelpAccess:
    """Opens the manual of one window, once."""

    def __init__(self, services: Services, panel: FindingsPanel, window: QWidget) -> None:
        self._services = services
        self._panel = panel
        self._window = window
        self.manual: ManualDialog | None = None

    def show_manual(self, page: str = "", term: str = "") -> None:
        """Open the manual at a page, a check's page, or `page#section`, where it speaks of a term."""
        from eduduty_desktop.gui.manual import ManualDialog

        if self.manual is None:
            self.manual = ManualDialog(self._services.manual_folder, self._window)
        self.manual.show_page(page, term)
        self.manual.show()
        self.manual.activateWindow()

    def show_here(self) -> None:
        """The page of the field that has the focus, else of the finding that is marked."""
        widget: QWidget | None = self._window.focusWidget()
        finding = self._panel.current.finding.code if self._panel.current else ""
        in_panel = widget is not None and self._panel.isAncestorOf(widget)
        place = help_place(widget)
        self.show_manual((finding if in_panel or place in GENERAL else "") or place or finding, term_of(widget))

    def show_about(self) -> None:
        """The program's version and where its files lie."""
        from eduduty_desktop.gui.about import AboutDialog

        AboutDialog(self._services.show_in_folder, self._window).open()
