"""The Qt model of a table of figures: shows cells, takes what is typed, repaints only what a change touches."""

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFont, QGuiApplication

from eduduty_desktop.draft import Draft, Key
from eduduty_desktop.figures import ReadingStatus
from eduduty_desktop.framework import Kind
from eduduty_desktop.gui.point.cell_text import ANSWERS, Shown, Tone, edit_text, read_typed, show
from eduduty_desktop.gui.point.figure_grid import Cell, CellKind, FigureGrid
from eduduty_desktop.gui.point.theme import Theme
from eduduty_desktop.workspace.session import Session

Index = QModelIndex | QPersistentModelIndex
REQUIRED_ROLE = Qt.ItemDataRole.UserRole + 1
WRAPPED_ROLE = Qt.ItemDataRole.UserRole + 2
HINT_ROLE = Qt.ItemDataRole.UserRole + 3
_NUMERIC = frozenset({CellKind.FIGURE, CellKind.GROWTH})
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_CENTRE_WRAPPED = Qt.AlignmentFlag.AlignCenter.value | Qt.TextFlag.TextWordWrap.value


class FigureModel(QAbstractTableModel):
    """A FigureGrid over a session.  `answered` tells of every text that was committed into a cell."""

    about_to_fill = Signal(object)  # Cell
    answered = Signal(object, object)  # Cell, Typed

    def __init__(self, session: Session, grid: FigureGrid, parent: Any = None) -> None:
        super().__init__(parent)
        self._session = session
        self.grid = grid
        self._shown: dict[tuple[int, int], Shown] = {}
        self._said: dict[Key, str] = {}
        self._readers: dict[Key, set[tuple[int, int]]] = {}
        framework = session.draft.framework
        for row, cells in enumerate(grid.cells):
            for column, cell in enumerate(cells):
                for key in {*cell.reads(framework), *((cell.key,) if cell.editable else ())}:
                    self._readers.setdefault(key, set()).add((row, column))

    @property
    def draft(self) -> Draft:
        return self._session.draft

    def cell(self, index: Index) -> Cell:
        return self.grid.cells[index.row()][index.column()]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.grid.cells)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.grid.columns)

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags | Qt.ItemFlag.ItemIsEditable if index.isValid() and self.cell(index).editable else flags

    def shown(self, row: int, column: int) -> Shown:
        """What a cell shows, remembered until something that it reads changes."""
        found = self._shown.get((row, column))
        if found is None:
            found = self._shown[(row, column)] = show(self._session.draft, self.grid.cells[row][column])
        return found

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        cell, shown = self.cell(index), self.shown(index.row(), index.column())
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return shown.text
            case Qt.ItemDataRole.EditRole:
                return edit_text(self._session.draft, cell)
            case Qt.ItemDataRole.ToolTipRole:
                said = self._said.get(cell.key, "") if cell.kind in _NUMERIC else ""
                return "\n".join(text for text in (said, shown.tip) if text) or None
            case Qt.ItemDataRole.TextAlignmentRole:
                return _RIGHT if cell.kind in _NUMERIC else _LEFT
            case Qt.ItemDataRole.ForegroundRole:
                return self._colour(shown.tone)
            case Qt.ItemDataRole.FontRole if shown.tone is Tone.COMPUTED and cell.kind in _NUMERIC:
                font = QFont()
                font.setItalic(True)
                return font
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{cell.title(self._session.draft.framework)}：{shown.text or '空'}"
            case _ if role == REQUIRED_ROLE:
                return cell.kind is CellKind.LABEL and bool(self._session.draft.framework.metrics[cell.metric].required)
            case _ if role == WRAPPED_ROLE:
                return cell.kind is CellKind.LABEL
            case _ if role == HINT_ROLE:
                return "或".join(ANSWERS) if self.is_answer(cell) else ""
        return None

    def _colour(self, tone: Tone) -> Any:
        theme = Theme.of(QGuiApplication.palette())
        return {
            Tone.COMPUTED: theme.muted,
            Tone.MUTED: theme.muted,
            Tone.UNREAD: theme.error,
            Tone.BAD: theme.error,
            Tone.GOOD: theme.good,
        }.get(tone)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        grid = self.grid
        if orientation is Qt.Orientation.Vertical:
            return grid.rows[section] if grid.rows and role == Qt.ItemDataRole.DisplayRole else None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return grid.columns[section]
            case Qt.ItemDataRole.ToolTipRole:
                return grid.column_tips[section] if grid.column_tips else None
            case _ if role == REQUIRED_ROLE:
                return bool(grid.column_required) and grid.column_required[section]
            case Qt.ItemDataRole.TextAlignmentRole:
                return _CENTRE_WRAPPED if grid.rows else _heading_alignment(grid.cells[0][section])
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole or not index.isValid() or not self.cell(index).editable:
            return False
        self.fill(self.cell(index), str(value))
        return True

    def fill(self, cell: Cell, text: str) -> None:
        """Commit a typed text into a cell as one step; a text that was not changed says nothing."""
        draft = self._session.draft
        if text.strip() == edit_text(draft, cell):
            return
        typed = read_typed(draft, cell, text)
        label = draft.framework.metrics[cell.metric].printed_label
        word = "清除" if typed.status is ReadingStatus.EMPTY else "填写"
        what = {CellKind.GROWTH: "增幅", CellKind.SOURCE: "来源"}.get(cell.kind, "")
        self.about_to_fill.emit(cell)
        self._session.edit([(cell.key, typed.record)], label=f"{word}{label}{what}", cause="typed")
        if typed.status is ReadingStatus.SAID:
            self._said[cell.key] = typed.message
        self.answered.emit(cell, typed)

    def is_answer(self, cell: Cell) -> bool:
        """Whether a cell takes 是 or 否."""
        metric = self._session.draft.framework.metrics[cell.metric]
        return cell.kind is CellKind.FIGURE and metric.kind is Kind.YESNO

    def turn(self, index: Index) -> None:
        """From 否 or nothing to 是, from 是 to 否."""
        yes, no = ANSWERS
        cell = self.cell(index)
        self.fill(cell, no if edit_text(self._session.draft, cell) == yes else yes)

    def refresh(self, keys: frozenset[Key]) -> None:
        """Repaint the cells that read one of the keys."""
        for key in keys:
            self._said.pop(key, None)
        for at in {at for key in keys for at in self._readers.get(key, ())}:
            self._shown.pop(at, None)
            index = self.index(*at)
            self.dataChanged.emit(index, index)


def _heading_alignment(cell: Cell) -> Qt.AlignmentFlag:
    return _RIGHT if cell.kind in _NUMERIC else _LEFT
