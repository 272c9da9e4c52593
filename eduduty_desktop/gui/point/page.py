"""The page of one node: its blocks in one scroll area, following the session.

`show_node` builds the blocks from the framework, those below the narrative once the page was painted; after that
a change repaints only the widgets that read one of its keys, and never the field that it came from.
"""

from collections.abc import Callable, Sequence
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from eduduty_desktop.draft import PROFILE, Finding, Place
from eduduty_desktop.framework import Point, Section
from eduduty_desktop.gui.labels import wrapped
from eduduty_desktop.gui.point.block import GRID, Block
from eduduty_desktop.gui.point.children_block import ChildrenBlock
from eduduty_desktop.gui.point.figure_block import FigureBlock
from eduduty_desktop.gui.point.figure_grid import grids_of
from eduduty_desktop.gui.point.header_block import HeaderBlock, title_of
from eduduty_desktop.gui.point.history_access import HistoryAccess
from eduduty_desktop.gui.point.narrative_block import NarrativeBlock
from eduduty_desktop.gui.point.reference_block import ReferenceBlock
from eduduty_desktop.workspace.causes import History
from eduduty_desktop.workspace.session import Applied, Session

if TYPE_CHECKING:
    from eduduty_desktop.gui.point.evidence_files import EvidenceFiles
    from eduduty_desktop.gui.point.link_offers import LatestFigures

_POINT_HINT = "写本项做了什么、成效如何。数据用“插入数据”（Ctrl+J）放进来，表里改了正文跟着改。"
_SECTION_HINT = "这一节开头的概述，可以不写。"
_PROFILE_HINT = "写本县学校、学生、教师的基本情况。数据用“插入数据”（Ctrl+J）放进来。"


class PointPage(QWidget):
    """Shows and edits one point, one section, or 基本情况."""

    status_message = Signal(str)
    page_changed = Signal()
    node_requested = Signal(str)

    def __init__(
        self,
        session: Session,
        parent: QWidget | None = None,
        *,
        history: "History | None" = None,
        folder: Callable[[], Path | None] = lambda: None,
    ) -> None:
        """`history` gives the logged changes of a value; `folder` is where the draft's file lies now."""
        super().__init__(parent)
        self._session = session
        self._folder = folder
        self.history = HistoryAccess(session, history, self, self.status_message.emit) if history else None
        self.node_id = ""
        self._blocks: list[Block] = []
        self._complete = True
        self._completing = QTimer(self)
        self._completing.setSingleShot(True)
        self._completing.timeout.connect(self._complete_page)
        self.area = QScrollArea(self)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setWidgetResizable(True)
        self.area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)  # a page keeps its width
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.area)
        self.setAccessibleName("填报页")
        unsubscribe = session.subscribe(self._applied)
        self.destroyed.connect(lambda: unsubscribe())

    @cached_property
    def files(self) -> "EvidenceFiles":
        """What is known of the files of 佐证材料."""
        from eduduty_desktop.gui.point.evidence_files import EvidenceFiles

        return EvidenceFiles(self._session, self._folder, self)

    @cached_property
    def _figures(self) -> "LatestFigures":
        from eduduty_desktop.gui.point.link_offers import LatestFigures

        return LatestFigures(lambda: self._session.draft)

    def show_node(self, node_id: str) -> None:
        """Show a point, a section, or 基本情况 (`profile`).  Raises KeyError for an unknown id."""
        framework = self._session.draft.framework
        if node_id != PROFILE:
            framework.nodes[node_id]
        if node_id == self.node_id:
            return
        self.seal()
        self.node_id = node_id
        content = QWidget()
        content.setProperty("role", "page")
        column = QVBoxLayout(content)
        column.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        column.setSpacing(2 * GRID)
        column.addStretch(1)
        self._blocks, self._complete = [], False
        self._add(self._upper(node_id), column)
        old = self.area.takeWidget()
        if old is not None:
            old.hide()
            old.deleteLater()
        self.area.setWidget(content)
        self._completing.start(0)
        self.page_changed.emit()

    @property
    def blocks(self) -> list[Block]:
        """All parts of the page, from its head down."""
        self._complete_page()
        return self._blocks

    def _complete_page(self) -> None:
        """Make what stands below the narrative: the page is seen without it, and has it before anything is done."""
        self._completing.stop()
        if self._complete:
            return
        self._complete = True
        column = self.area.widget().layout()
        assert isinstance(column, QVBoxLayout)
        lower = self._lower(self.node_id)
        self._add(lower, column)
        if self.isVisible():
            for block in lower:
                block.show()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)  # nothing jumps
        self.page_changed.emit()

    def _add(self, blocks: Sequence[Block], column: QVBoxLayout) -> None:
        for block in blocks:
            block.status_message.connect(self.status_message)
            if self.history is not None:
                self.history.attach(block)
            if isinstance(block, NarrativeBlock):
                block.cursor_moved.connect(partial(self._follow, block))
                self.area.verticalScrollBar().rangeChanged.connect(block.follow_growth)
            self._blocks.append(block)
            column.insertWidget(column.count() - 1, block)

    def _follow(self, block: NarrativeBlock, point: QPoint) -> None:
        """Keep the line that is being written in sight."""
        at = block.mapTo(self.area.widget(), point)
        self.area.ensureVisible(0, at.y(), 0, 5 * GRID)

    def _upper(self, node_id: str) -> list[Block]:
        """The head, the figures or the children, the narrative."""
        session = self._session
        framework = session.draft.framework
        node = framework.nodes.get(node_id)
        title = title_of(framework, node_id)[1]
        blocks: list[Block] = [HeaderBlock(session, node_id)]
        if isinstance(node, Section):
            children = ChildrenBlock(session, node)
            children.node_requested.connect(self.node_requested)
            return [*blocks, children, *self._narrative(title, _SECTION_HINT)]
        metrics = node.metrics if isinstance(node, Point) else framework.profile.metrics
        blocks += [FigureBlock(session, grid) for grid in grids_of(framework, metrics)]
        if not metrics:
            blocks.append(_Remark("本项不要求填报数据，写正文即可。"))
        hint = node.narrative_optional if isinstance(node, Point) else ""
        usual = _POINT_HINT if node else _PROFILE_HINT
        placeholder = f"可以不写：{hint}" if hint else usual
        return [*blocks, *self._narrative(title, placeholder)]

    def _narrative(self, title: str, placeholder: str) -> list[Block]:
        """The text, and below it what last year's report says."""
        text = NarrativeBlock(self._session, self.node_id, title, placeholder, figures=lambda: self._figures)
        return [text, ReferenceBlock(self._session, self.node_id, title)]

    def _lower(self, node_id: str) -> list[Block]:
        """Score, evidence and problems of a point; notes."""
        from eduduty_desktop.gui.point.evidence_block import EvidenceBlock
        from eduduty_desktop.gui.point.notes_block import NotesBlock
        from eduduty_desktop.gui.point.problem_block import ProblemBlock
        from eduduty_desktop.gui.point.score_block import ScoreBlock

        session = self._session
        framework = session.draft.framework
        node = framework.nodes.get(node_id)
        title = title_of(framework, node_id)[1]
        blocks: list[Block] = []
        if isinstance(node, Point):
            if node in framework.scored_points:
                blocks.append(ScoreBlock(session, node))
            blocks.append(EvidenceBlock(session, self.files, node_id, title))
            blocks.append(ProblemBlock(session, node_id, title))
        return [*blocks, NotesBlock(session, node_id, title)]

    def reveal(self, place: Place) -> None:
        """Show the node of a place, focus its field, scroll to it, select its range of text."""
        if place.node and place.node != self.node_id:
            self.show_node(place.node)
        for block in self._in_order_of(place):
            widget = block.reveal(place)
            if widget is not None:
                if (layout := self.area.widget().layout()) is not None:
                    layout.activate()
                self.area.ensureWidgetVisible(widget, 0, 4 * GRID)
                return
        self.area.verticalScrollBar().setValue(0)

    def _in_order_of(self, place: Place) -> list[Block]:
        """Text places name a metric too, when the finding is about it: the text goes first."""
        if place.table == "narratives" or (place.start >= 0 and not place.table):
            return [block for block in self._blocks if isinstance(block, NarrativeBlock)]
        return self.blocks

    def mark_findings(self, findings: Sequence[Finding]) -> None:
        """Underline in the narrative what findings are about; others are the table's and the panel's matter."""
        for block in self._blocks:
            if isinstance(block, NarrativeBlock):
                block.mark_findings(findings)

    def seal(self) -> None:
        """Hand everything that is being typed to the session and close the open edit."""
        for block in self._blocks:
            block.seal()
        self._session.seal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Undo and redo, where no action of the window took them."""
        if event.matches(QKeySequence.StandardKey.Undo):
            self._session.undo()
        elif event.matches(QKeySequence.StandardKey.Redo):
            self._session.redo()
        else:
            super().keyPressEvent(event)

    def _applied(self, applied: Applied) -> None:
        for block in self._blocks:
            block.refresh(applied.keys)


class _Remark(Block):
    """A quiet sentence where a table would stand."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.column.addWidget(wrapped(text))
