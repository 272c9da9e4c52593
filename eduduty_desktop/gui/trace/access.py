"""The ways to the panel 追溯: F9 and the menus of tables and linked figures.

What tells of a figure is loaded when one is first asked about.
"""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QAction, QDesktopServices
from PySide6.QtWidgets import QWidget

from eduduty_desktop.draft import CURRENT, Key
from eduduty_desktop.draft.narrative import Link
from eduduty_desktop.draft.records import Evidence
from eduduty_desktop.errors import UserError
from eduduty_desktop.gui.presenter import Presenter
from eduduty_desktop.gui.services import OpenedDraft

if TYPE_CHECKING:
    from eduduty_desktop.gui.trace.panel import TracePanel

_ATTACHED = "traced"
NO_FIGURE = "先把光标放到数据表里的一个数上，或正文里关联的数上，再按 F9"


def key_at(widget: QWidget | None) -> Key | None:
    """The figure that has the focus: a table's current cell, the linked figure beside the cursor, an overview's row."""
    from eduduty_desktop.gui.charts import ITEM, ChartList
    from eduduty_desktop.gui.point.figure_grid import CellKind
    from eduduty_desktop.gui.point.figure_view import FigureView
    from eduduty_desktop.gui.point.narrative_chip import chip_beside, token_of
    from eduduty_desktop.gui.point.narrative_document import link_of
    from eduduty_desktop.gui.point.narrative_edit import NarrativeEdit
    from eduduty_desktop.workspace.tracing import key_of_link

    while widget is not None:
        if isinstance(widget, FigureView):
            cell = widget.current_cell()
            if cell is None:
                return None
            return cell.key if cell.kind is CellKind.GROWTH else Key("figures", cell.metric, cell.slot)
        if isinstance(widget, NarrativeEdit):
            position = chip_beside(widget.textCursor())
            return key_of_link(link_of(token_of(widget.document(), position))) if position >= 0 else None
        if isinstance(widget, ChartList):
            metric = getattr(widget.currentIndex().data(ITEM), "metric", "")
            return Key("figures", metric, CURRENT) if metric else None
        widget = widget.parentWidget()
    return None


class TraceAccess(QObject):
    """Belongs to a window: makes its one panel when it is first asked for."""

    page_requested = Signal(str)
    said = Signal(str)

    def __init__(self, opened: OpenedDraft, action: QAction, presenter: Presenter, window: QWidget) -> None:
        super().__init__(window)
        self._opened = opened
        self._session = opened.session
        self._action = action
        self._presenter = presenter
        self._window = window
        self.panel: TracePanel | None = None

    def attach(self, page: QWidget) -> None:
        """Offer the panel in the menus of everything on a page that shows figures; may be called again."""
        from eduduty_desktop.gui.point.figure_view import FigureView
        from eduduty_desktop.gui.point.narrative_edit import NarrativeEdit

        for view in page.findChildren(FigureView):
            view.addAction(self._action)  # adding it twice does nothing
        for editor in page.findChildren(NarrativeEdit):
            if not editor.property(_ATTACHED):
                editor.setProperty(_ATTACHED, True)
                editor.trace_requested.connect(self._trace_link)

    def trace_focused(self) -> None:
        """F9: trace the figure that has the focus; say what to do where there is none."""
        from eduduty_desktop.workspace.tracing import is_traceable

        key = key_at(self._window.focusWidget())
        if key is None or not is_traceable(self._session.draft.framework, key):
            self.said.emit(NO_FIGURE)
            return
        self.trace(key)

    def trace(self, key: Key) -> None:
        """Show the panel on a figure."""
        from eduduty_desktop.gui.trace.panel import TracePanel

        if self.panel is None:
            self.panel = TracePanel(self._session, self._opened.history, self._complain, self._window)
            self.panel.node_requested.connect(self.page_requested)
            self.panel.evidence_requested.connect(self.open_evidence)
            self.panel.print_requested.connect(self._print)
        self.panel.show_key(key)
        self.panel.show()
        self.panel.activateWindow()
        self.panel.tree.setFocus()

    def open_evidence(self, row: str) -> None:
        """Open a document's file with the program that the system has for it."""
        from eduduty_desktop.gui.point.evidence_details import READABLE
        from eduduty_desktop.workspace.evidence import path_of, refusal, seen_failing

        one: Evidence | None = self._session.record(Key("evidence", row))
        if one is None or not one.file:
            return
        path = path_of(one.file, self._opened.path.parent)
        try:
            path.stat()
        except OSError as error:
            self._complain(refusal(seen_failing(error), one.file))
            return
        target = path if READABLE.fullmatch(path.suffix) else path.parent  # no document: shown in its folder, not run
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(target))):
            self._complain(
                UserError(f"没有程序能打开“{path.name}”", what_to_do="请在文件夹里用别的程序打开它。", place=str(path))
            )

    def _trace_link(self, link: Link) -> None:
        from eduduty_desktop.workspace.tracing import is_traceable, key_of_link

        key = key_of_link(link)
        if is_traceable(self._session.draft.framework, key):
            self.trace(key)

    def _complain(self, error: UserError) -> None:
        self._presenter.show_error(self.panel or self._window, error)

    def _print(self, title: str, text: str) -> None:
        from eduduty_desktop.gui.trace.printing import print_text

        print_text(title, text, self.panel or self._window)
