"""The middle of the window: the page of a node, or one of the pages that belong to no indicator.

Each of those is made when it is first shown.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from eduduty_desktop.draft import Finding
from eduduty_desktop.gui.keyboard import order_tabs
from eduduty_desktop.gui.look import Look
from eduduty_desktop.gui.outline_model import COVER, OVERVIEW, PROBLEMS, node_of
from eduduty_desktop.gui.services import Page
from eduduty_desktop.workspace.session import Applied, Session

if TYPE_CHECKING:
    from eduduty_desktop.gui.cover_page import CoverPage


class Pages(QStackedWidget):
    """Shows one page at a time."""

    node_requested = Signal(str)
    figure_requested = Signal(str, str)  # node and metric
    feedback_asked = Signal()
    ledger_asked = Signal()
    page_made = Signal(QWidget)  # one of the pages that belong to no indicator

    def __init__(self, session: Session, look: Look, page: Page, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._look = look
        self._page = page
        self._own: dict[str, QWidget] = {}
        self._makers: dict[str, Callable[[], QWidget]] = {
            COVER: self._make_cover,
            OVERVIEW: self._make_overview,
            PROBLEMS: self._make_problems,
        }
        self.addWidget(page)  # type: ignore[arg-type]
        self._ordering = QTimer(self)
        self._ordering.setSingleShot(True)
        self._ordering.timeout.connect(lambda: order_tabs(self.widget(0)))
        page.page_changed.connect(self._ordering.start)
        session.subscribe(self._note)

    def show_node(self, node: str) -> None:
        """Show the page of a point, of a section, of 基本情况, or one that belongs to no indicator."""
        if node not in self._makers:
            self._page.show_node(node)
            self.setCurrentIndex(0)
            return
        if node not in self._own:
            self._own[node] = self._makers[node]()
            self.addWidget(self._own[node])
            self.page_made.emit(self._own[node])
        self.setCurrentWidget(self._own[node])

    def offer(self, node: str, make: Callable[[], QWidget]) -> None:
        """Let a further page belong to no indicator; it is made when it is first shown."""
        self._makers[node] = make

    def reveal(self, finding: Finding) -> None:
        """Lead to the field that a finding is about; its page is shown already."""
        node = node_of(finding)
        if node == COVER:
            self.cover().reveal(finding.place)
        elif node not in self._own:
            self._page.reveal(finding.place)

    def seal(self) -> None:
        """Hand everything that is being typed to the session."""
        self._page.seal()
        if COVER in self._own:
            self.cover().seal()

    def cover(self) -> "CoverPage":
        """The cover's page."""
        from eduduty_desktop.gui.cover_page import CoverPage

        if COVER not in self._own:
            self.show_node(COVER)
        page = self._own[COVER]
        assert isinstance(page, CoverPage)
        return page

    def _note(self, applied: Applied) -> None:
        """An edit that is not typing may have added fields or taken some away."""
        if applied.source != "type":
            self._ordering.start()

    def _make_cover(self) -> QWidget:
        from eduduty_desktop.gui.cover_page import CoverPage

        return CoverPage(self._session)

    def _make_overview(self) -> QWidget:
        from eduduty_desktop.gui.overview_page import OverviewPage

        page = OverviewPage(self._session, self._look)
        page.node_requested.connect(self.node_requested)
        page.figure_requested.connect(self.figure_requested)
        return page

    def _make_problems(self) -> QWidget:
        from eduduty_desktop.gui.problems_page import ProblemsPage

        page = ProblemsPage(self._session)
        page.node_requested.connect(self.node_requested)
        page.feedback_asked.connect(self.feedback_asked)
        page.ledger_asked.connect(self.ledger_asked)
        return page
