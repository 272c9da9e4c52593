"""The ways from a page to the history of its values: a table's menu and details row, a button over the narrative."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from eduduty_desktop.draft import Key
from eduduty_desktop.errors import UserError
from eduduty_desktop.gui.point.block import Block
from eduduty_desktop.gui.point.figure_block import FigureBlock
from eduduty_desktop.gui.point.figure_grid import Cell, CellKind
from eduduty_desktop.gui.point.narrative_block import NarrativeBlock
from eduduty_desktop.workspace.causes import History
from eduduty_desktop.workspace.session import Session

if TYPE_CHECKING:  # loaded when first asked for
    from eduduty_desktop.gui.point.history_dialog import HistoryDialog

FIGURE_WORDS, TEXT_WORDS = "填报历史…", "修改历史…"


class HistoryAccess:
    """Adds the ways to blocks, and opens the dialog."""

    def __init__(self, session: Session, history: "History", parent: QWidget, complain: Callable[[str], None]) -> None:
        self._session = session
        self._history = history
        self._parent = parent
        self._complain = complain
        self.dialog: HistoryDialog | None = None

    def attach(self, block: Block) -> None:
        """Offer the history of what a block shows."""
        if isinstance(block, FigureBlock):
            self._attach_figures(block)
        elif isinstance(block, NarrativeBlock):
            self._attach_narrative(block)

    def _attach_figures(self, block: FigureBlock) -> None:
        def show() -> None:
            cell = block.table.current_cell()
            if cell is not None:
                self.show_cell(cell)

        action = QAction(FIGURE_WORDS, block.table)
        action.triggered.connect(show)
        block.table.addAction(action)
        block.details.offer_history(show)

    def _attach_narrative(self, block: NarrativeBlock) -> None:
        button = QPushButton(TEXT_WORDS)
        button.setProperty("role", "choice")
        button.setToolTip("这段正文每次改动的时间、填报人和内容")
        button.clicked.connect(lambda: self.show(block.key, block.editor.accessibleName()))
        line = block.column.itemAt(0).layout()
        if isinstance(line, QHBoxLayout):
            line.insertWidget(line.count() - 1, button)

    def show_cell(self, cell: Cell) -> None:
        """The history of a cell of a table."""
        metric = self._session.draft.framework.metrics[cell.metric]
        figure = cell.kind is CellKind.FIGURE
        if figure or cell.kind is CellKind.GROWTH:
            self.show(cell.key, cell.title(self._session.draft.framework), metric.unit if figure else "")

    def show(self, key: Key, title: str, unit: str = "") -> None:
        """Open the history of a value; what is being typed belongs to it."""
        from eduduty_desktop.gui.point.history_dialog import HistoryDialog

        self._session.seal()
        try:
            changes = self._history(key)
        except UserError as error:
            self._complain(error.one_line())
            return
        self.dialog = HistoryDialog(self._session, key, title, changes, self._parent, unit)
        self.dialog.setModal(True)
        self.dialog.finished.connect(self.dialog.deleteLater)
        self.dialog.open()
