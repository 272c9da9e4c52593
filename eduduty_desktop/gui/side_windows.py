"""The windows beside the draft: 指标体系, the open draft's own framework, 校核已有报告. Each is open at most once."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from eduduty_desktop.gui.look import Look
from eduduty_desktop.gui.presenter import Presenter
from eduduty_desktop.gui.services import Services
from eduduty_desktop.gui.settings import Settings

if TYPE_CHECKING:  # loaded when first shown
    from eduduty_desktop.framework import Framework
    from eduduty_desktop.gui.frameworks.page import FrameworkWindow
    from eduduty_desktop.gui.proofing.window import ProofingWindow


class SideWindows(QObject):
    """Opens them or brings them to the front; forgets them when they are closed."""

    new_draft_asked = Signal(str)  # the framework's id

    def __init__(
        self, services: Services, settings: Settings, presenter: Presenter, look: Look, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._services = services
        self._settings = settings
        self._presenter = presenter
        self._look = look
        self.frameworks: FrameworkWindow | None = None
        self.snapshot: FrameworkWindow | None = None
        self.proofing: ProofingWindow | None = None

    def show_frameworks(self) -> None:
        """Show the page of frameworks."""
        if self.frameworks is None:
            self.frameworks = window = self._framework_window()
            window.new_draft_asked.connect(self.new_draft_asked)
            window.closed.connect(self._forget_frameworks)
        _to_front(self.frameworks)

    def show_framework_of_draft(self, framework: "Framework", node: str) -> None:
        """Show a draft's own framework, to read only, at the node that the draft's window shows."""
        if self.snapshot is None:
            self.snapshot = window = self._framework_window(framework)
            window.closed.connect(self._forget_snapshot)
            if node in framework.nodes:
                window.show_node(node)
        _to_front(self.snapshot)

    def show_proofing(self, path: Path | None = None) -> None:
        """Show the window 校核已有报告, on a report if one was dropped."""
        from eduduty_desktop.gui.proofing.window import ProofingWindow

        if self.proofing is None:
            self.proofing = window = ProofingWindow(self._services, self._settings, self._presenter, self._look)
            window.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            window.closed.connect(self._forget_proofing)
        _to_front(self.proofing)
        if path is not None:
            self.proofing.open(path)

    def refresh_frameworks(self) -> None:
        """A framework was added elsewhere."""
        if self.frameworks is not None:
            self.frameworks.refresh()

    def close_snapshot(self) -> None:
        """The draft whose framework is shown was closed."""
        if self.snapshot is not None:
            self.snapshot.close()

    def _framework_window(self, snapshot: "Framework | None" = None) -> "FrameworkWindow":
        from eduduty_desktop.gui.frameworks.page import FrameworkWindow

        window = FrameworkWindow(self._services, self._settings, self._presenter, self._look, snapshot=snapshot)
        window.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return window

    def _forget_frameworks(self) -> None:
        self.frameworks = None

    def _forget_snapshot(self) -> None:
        self.snapshot = None

    def _forget_proofing(self) -> None:
        self.proofing = None


def _to_front(window: QWidget) -> None:
    window.show()
    window.activateWindow()
