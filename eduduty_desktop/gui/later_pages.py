"""The pages that are loaded when they are first shown, so that the window comes up sooner: 报送, 责任单位, 学校基表."""

from typing import TYPE_CHECKING, Protocol

from eduduty_desktop.draft import Finding
from eduduty_desktop.gui.checking import CheckLoop
from eduduty_desktop.gui.look import Look
from eduduty_desktop.gui.outline_model import DEPARTMENTS, SCHOOLS, SENDING
from eduduty_desktop.gui.pages import Pages
from eduduty_desktop.gui.presenter import Presenter
from eduduty_desktop.gui.services import OpenedDraft, Services
from eduduty_desktop.gui.settings import Settings
from eduduty_desktop.gui.status import StatusLine
from eduduty_desktop.gui.wayfinder import Wayfinder

if TYPE_CHECKING:
    from eduduty_desktop.gui.departments.page import DepartmentsPage
    from eduduty_desktop.gui.schools.page import SchoolsPage
    from eduduty_desktop.gui.sending.page import SendingPage


class Window(Protocol):
    """The window as far as these pages lead to its other parts."""

    @property
    def checks(self) -> CheckLoop: ...
    @property
    def pages(self) -> Pages: ...
    @property
    def status(self) -> StatusLine: ...
    @property
    def way(self) -> Wayfinder: ...
    def show_node(self, node: str) -> None: ...
    def reveal(self, finding: Finding) -> None: ...


class LaterPages:
    """Makes each page once, with what it asks of the window."""

    def __init__(
        self,
        opened: OpenedDraft,
        services: Services,
        settings: Settings,
        presenter: Presenter,
        look: Look,
        window: Window,
    ) -> None:
        self._opened, self._services, self._settings = opened, services, settings
        self._presenter, self._look, self._window = presenter, look, window

    def offer(self) -> None:
        """Let the window show them."""
        pages = self._window.pages
        pages.offer(SENDING, self._sending)
        pages.offer(DEPARTMENTS, self._departments)
        pages.offer(SCHOOLS, self._schools)

    def _sending(self) -> "SendingPage":
        from eduduty_desktop.gui.sending.page import Desk, SendingPage

        services, now = self._services, self._services.now
        desk = Desk(self._window.checks.finish, now, self._settings, self._presenter, services.show_in_folder)
        page = SendingPage(self._opened, desk)
        page.node_requested.connect(self._window.show_node)
        page.finding_requested.connect(self._window.reveal)
        page.status_message.connect(self._window.status.show_note)
        return page

    def _departments(self) -> "DepartmentsPage":
        from eduduty_desktop.gui.departments.page import DepartmentsPage, Desk

        services = self._services
        desk = Desk(services.now, self._settings, self._presenter, services.show_in_folder)
        page = DepartmentsPage(self._opened.session, self._look, desk, self._opened.path.parent)
        page.node_requested.connect(self._window.show_node)
        page.figure_requested.connect(self._window.way.show_figure)
        page.status_message.connect(self._window.status.show_note)
        return page

    def _schools(self) -> "SchoolsPage":
        from eduduty_desktop.gui.schools.page import Desk, SchoolsPage

        desk = Desk(self._settings, self._presenter)
        page = SchoolsPage(self._opened.session, self._look, desk, self._opened.path.parent)
        page.status_message.connect(self._window.status.show_note)
        return page
