"""The commands that lead on: to the next page, finding, part of the window, or to the field of a record."""

from typing import Protocol

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from eduduty_desktop.draft import Finding, Key, Place
from eduduty_desktop.framework import Severity
from eduduty_desktop.gui.findings_panel import FindingsPanel
from eduduty_desktop.gui.keyboard import first_field, step_part
from eduduty_desktop.gui.navigation import neighbour, next_open
from eduduty_desktop.gui.outline import Outline
from eduduty_desktop.gui.pages import Pages
from eduduty_desktop.gui.preview.access import PreviewAccess
from eduduty_desktop.gui.services import Page
from eduduty_desktop.gui.status import StatusLine
from eduduty_desktop.workspace.session import Session


class Window(Protocol):
    """The window as far as one moves about in it."""

    @property
    def session(self) -> Session: ...
    @property
    def node(self) -> str: ...
    @property
    def actions_by_name(self) -> dict[str, QAction]: ...
    @property
    def outline(self) -> Outline: ...
    @property
    def page(self) -> Page: ...
    @property
    def pages(self) -> Pages: ...
    @property
    def panel(self) -> FindingsPanel: ...
    @property
    def preview(self) -> PreviewAccess: ...
    @property
    def status(self) -> StatusLine: ...
    def focusWidget(self) -> QWidget: ...
    def seal(self) -> None: ...
    def show_node(self, node: str) -> None: ...
    def reveal(self, finding: Finding) -> None: ...


class Wayfinder:
    """Belongs to one window; what is being typed is sealed before the page changes."""

    def __init__(self, window: Window) -> None:
        self._window = window
        self._session = window.session

    def go(self, by: int) -> None:
        """To the page so many places on in the outline."""
        self._window.seal()
        self._window.show_node(neighbour(self._session.draft.framework, self._window.node, by))

    def go_open(self) -> None:
        """To the next point that nobody has settled."""
        self._window.seal()
        node = next_open(self._session.draft, self._window.node)
        if node:
            self._window.show_node(node)
        else:
            self._window.status.show_note("各项都已核定，没有未完成的了")

    def step_finding(self, by: int) -> None:
        """To the next or the previous finding."""
        if self._window.panel.step(by) is None:
            self._window.status.show_note("没有需要处理的核验发现")

    def step_part(self, by: int) -> None:
        """Put the focus into the next part of the window."""
        window, panel = self._window, self._window.panel
        list_of_findings = panel.tree if panel.tree.isVisible() else panel.all_pages
        page = first_field(window.pages.currentWidget())
        parts: list[tuple[QWidget, QWidget | None]] = [
            (window.outline, window.outline.tree),
            (window.pages, page),
            (panel, list_of_findings),
        ]
        if window.preview.panel is not None:
            parts.append((window.preview.panel, window.preview.panel.view))
        step_part(window.focusWidget(), parts, by)

    def show_figure(self, node: str, metric: str) -> None:
        """To a metric's row on the page of a point."""
        self._window.show_node(node)
        self._window.page.reveal(Place(node=node, metric=metric))

    def show_record(self, key: Key) -> None:
        """To the field of a record."""
        from eduduty_desktop.workspace.staleness import page_of

        node = page_of(self._session.draft.framework, key)
        metric = key.row if key.table in {"figures", "growths"} else ""
        place = Place(node=node, metric=metric, slot=key.slot, table="" if metric else key.table, row=key.row)
        self._window.reveal(Finding("", Severity.HINT, place, "", ""))

    def enable(self) -> None:
        """Offer 上一项 and 下一项 where there is one."""
        framework, node, actions = self._session.draft.framework, self._window.node, self._window.actions_by_name
        actions["previous"].setEnabled(neighbour(framework, node, -1) != node)
        actions["next"].setEnabled(neighbour(framework, node, 1) != node)
