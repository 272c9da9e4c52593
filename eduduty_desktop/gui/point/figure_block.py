"""One table of figures with its caption, its footer and its details row."""

from functools import cached_property
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from eduduty_desktop.draft import CURRENT, Key
from eduduty_desktop.draft.finding import Place
from eduduty_desktop.figures import ReadingStatus
from eduduty_desktop.gui.point.block import Block, caption
from eduduty_desktop.gui.point.block_paste import joined, paste_block, refusal
from eduduty_desktop.gui.point.cell_text import NOT_RECOMPUTABLE, Tone, Typed, edit_text, pending, read_typed
from eduduty_desktop.gui.point.figure_details import FigureDetails
from eduduty_desktop.gui.point.figure_footer import FigureFooter
from eduduty_desktop.gui.point.figure_grid import Cell, CellKind, FigureGrid
from eduduty_desktop.gui.point.figure_model import FigureModel
from eduduty_desktop.gui.point.figure_view import FigureView
from eduduty_desktop.gui.point.standard_text import DOUBT
from eduduty_desktop.gui.point.tsv import parse_tsv
from eduduty_desktop.workspace.session import Session

if TYPE_CHECKING:  # loaded when first typed in
    from eduduty_desktop.gui.point.change_preview import ChangePreview


class FigureBlock(Block):
    """A scalar table or a matrix."""

    def __init__(self, session: Session, grid: FigureGrid, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._grid = grid
        self._answered_now = False
        self.column.addWidget(caption(grid.caption))
        self.model = FigureModel(session, grid, self)
        self.table = FigureView(self.model, grid.caption, self)
        self.footer = FigureFooter(session, self._legend(), self)
        self.details = FigureDetails(session, self)
        self.details.hide()
        self.column.addWidget(self.table, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addWidget(self.footer)
        self.column.addWidget(self.details)
        self.table.delegate.opened.connect(lambda editor, cell: self.preview.follow(editor, cell))
        self.model.about_to_fill.connect(lambda cell: self.footer.remember(cell.key, session.record(cell.key)))
        self.model.answered.connect(self._answer)
        self.table.current_changed.connect(self._moved)
        self.table.paste_requested.connect(self._paste)
        self.table.clear_requested.connect(self._clear)
        self.table.details_requested.connect(self.footer.details.toggle)
        self.footer.details_toggled.connect(self._toggle_details)

    @cached_property
    def preview(self) -> "ChangePreview":
        """What a change would do: made when a cell is first opened to be typed in."""
        from eduduty_desktop.gui.point.change_preview import ChangePreview

        preview = ChangePreview(self._session, self.footer.height(), self)
        self.column.insertWidget(self.column.indexOf(self.details), preview)
        preview.shown_changed.connect(self.footer.setHidden)
        return preview

    def _legend(self) -> str:
        """What the marks mean that stand in this table."""
        metrics = [self._session.draft.framework.metrics[name] for name in self._grid.metrics]
        shown = [self.model.shown(r, c) for r, row in enumerate(self._grid.cells) for c, _ in enumerate(row)]
        parts = ["＊ 必填"] if any(m.required for m in metrics) else []
        if any(NOT_RECOMPUTABLE in s.text for s in shown):
            parts.append(f"{NOT_RECOMPUTABLE} 无法复算（只报了增幅，没有两年的数）")
        if any(DOUBT in s.text for s in shown):
            parts.append(f"{DOUBT} 标准待核实")
        if any(s.tone is Tone.COMPUTED and s.text for s in shown):
            parts.append("灰色斜体为程序算出")
        return "　".join([*parts, "可从 Excel 整块粘贴"])

    def _answer(self, cell: Cell, typed: Typed) -> None:
        self._answered_now = True
        self.footer.show_reading(cell, typed)
        if said := "。".join(words for words in (typed.message, self.preview.applied()) if words):
            self.status_message.emit(said)

    def _moved(self, cell: Cell | None) -> None:
        """A question stays until it is answered or another cell has something to say."""
        if not self.details.isHidden():
            self.details.show_cell(cell)
        answered_now, self._answered_now = self._answered_now, False
        subject = self.footer.subject
        unread = cell is not None and pending(self._session.draft, cell) is not None
        asked = pending(self._session.draft, subject) if subject is not None else None
        waits = asked is not None and asked.status is ReadingStatus.ASK
        if unread or not (answered_now or waits):
            self.footer.show_context(cell)

    def _toggle_details(self, shown: bool) -> None:
        if shown:
            self.details.show_cell(self.table.current_cell())
        self.details.setVisible(shown)

    def _paste(self, text: str) -> None:
        if refused := refusal(self._grid, text):
            self.footer.show_message(refused)
            self.status_message.emit(refused)
            return
        index = self.table.currentIndex()
        block = parse_tsv(text)
        if len(block) == 1 and len(block[0]) == 1:
            if self.model.cell(index).editable:
                self.model.fill(self.model.cell(index), block[0][0])
            return
        pasted = paste_block(self._session.draft, self._grid, index.row(), index.column(), block)
        count = sum(len(row) for row in block)
        self._session.edit(pasted.edits, label=f"粘贴{self._grid.caption} {count} 格", cause="pasted")
        self.footer.show_message(pasted.message)
        self.status_message.emit(pasted.message)

    def _clear(self) -> None:
        cells = [cell for cell in self.table.selected_cells() if cell.editable]
        draft = self._session.draft
        edits: dict[Key, msgspec.Struct] = {}
        for cell in cells:
            if edit_text(draft, cell):
                edits[cell.key] = joined(edits.get(cell.key), read_typed(draft, cell, "").record, cell)
        if not edits:
            return
        label = draft.framework.metrics[cells[0].metric].printed_label
        more = f"等 {len(edits)} 格" if len(edits) > 1 else ""
        self._session.edit(edits.items(), label=f"清除{label}{more}", cause="typed")
        self.footer.show_context(self.table.current_cell())

    def refresh(self, keys: frozenset[Key]) -> None:
        self.model.refresh(keys)
        self.details.refresh(keys)
        subject = self.footer.subject
        if subject is not None and subject.key in keys:
            self.footer.show_context(subject)

    def seal(self) -> None:
        self.table.commit_editor()

    def reveal(self, place: Place) -> QWidget | None:
        if place.metric not in self._grid.metrics:
            return None
        kind = CellKind.GROWTH if "growths" in (place.table, f"{place.slot}s") else CellKind.FIGURE
        at = self._grid.find(place.metric, kind, place.slot or CURRENT)
        if at is None:
            return None
        self.table.select(*at)
        self.table.setFocus()
        return self.table
