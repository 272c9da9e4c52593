"""The notice as it stands: each grid a table with its merged cells, runs of paragraphs a table of one column."""

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QFont

from eduduty_desktop.framework.notice import Doubt, Role, Source
from eduduty_desktop.grid import Grid, Merge, Paragraph
from eduduty_desktop.gui.frameworks.readings import PartChoice
from eduduty_desktop.gui.look import Look

MOST_COLUMNS = 64
MOST_SPANS = 5000
_Index = QModelIndex | QPersistentModelIndex
_TIP = 800


class Sheet(msgspec.Struct, frozen=True):
    """One tab: a grid, or the paragraphs from part number `first` on."""

    name: str
    first: int
    rows: tuple[tuple[str, ...], ...]
    merges: tuple[Merge, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    is_grid: bool = True

    @property
    def width(self) -> int:
        return min(MOST_COLUMNS, max((len(row) for row in self.rows), default=1))

    def cell_of(self, part: int, row: int, column: int) -> tuple[int, int]:
        """Where a place of the notice stands in this tab."""
        return (row, column) if self.is_grid else (part - self.first, 0)

    def place_of(self, row: int, column: int) -> Source:
        """The place of the notice that a cell shows."""
        return Source(self.first, row, column) if self.is_grid else Source(self.first + row, 0, 0)

    def holds(self, part: int) -> bool:
        return part == self.first if self.is_grid else self.first <= part < self.first + len(self.rows)


def sheets_of(parts: Sequence[Grid | Paragraph]) -> tuple[Sheet, ...]:
    """The tabs of a notice in reading order."""
    sheets: list[Sheet] = []
    run: list[str] = []
    grids = texts = 0

    def close(end: int) -> None:
        nonlocal texts
        if run:
            texts += 1
            rows = tuple((text,) for text in run)
            sheets.append(Sheet(f"文字{texts}", end - len(run), rows, is_grid=False))
            run.clear()

    for at, part in enumerate(parts):
        if isinstance(part, Paragraph):
            run.append(part.text)
            continue
        close(at)
        grids += 1
        name = part.name or f"表{grids}"
        sheets.append(Sheet(name, at, part.rows, part.merges, part.hidden_rows, part.hidden_columns))
    close(len(parts))
    return tuple(sheets)


class SourceModel(QAbstractTableModel):
    """One tab's cells; those that a node was read from, and those in doubt, are tinted."""

    def __init__(self, sheet: Sheet, look: Look, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.sheet = sheet
        self._width = sheet.width
        self._colours = look.colours
        self._choice = PartChoice(sheet.first)
        self._read: frozenset[tuple[int, int]] = frozenset()
        self._doubts: dict[tuple[int, int], str] = {}

    def show_choice(self, choice: PartChoice) -> None:
        """Show how the grid is read."""
        self._choice = choice
        self._repaint()

    def show_understood(self, sources: Iterable[Source], doubts: Iterable[Doubt]) -> None:
        """Tint what nodes were read from and what is in doubt."""
        sheet = self.sheet
        self._read = frozenset(sheet.cell_of(s.part, s.row, s.column) for s in sources if sheet.holds(s.part))
        self._doubts = {}
        for doubt in doubts:
            if sheet.holds(doubt.part):
                cell = sheet.cell_of(doubt.part, doubt.row, doubt.column)
                said = self._doubts.get(cell)
                self._doubts[cell] = f"{said}\n{doubt.message}" if said else doubt.message
        self._repaint()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.sheet.rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else self._width

    def text(self, row: int, column: int) -> str:
        """A cell's text; a merged cell's stands in its first cell only, as in the office program."""
        cells = self.sheet.rows[row]
        return cells[column] if column < len(cells) else ""

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row, column = index.row(), index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            doubt = "! " if (row, column) in self._doubts else ""
            return doubt + self.text(row, column)
        if role == Qt.ItemDataRole.BackgroundRole:
            return self._ground(row, column)
        if role == Qt.ItemDataRole.ForegroundRole:
            return None if self._is_read(row, column) else QColor(self._colours.muted)
        if role == Qt.ItemDataRole.FontRole and (row in self._choice.header_rows or row in self._choice.left_out):
            font = QFont()
            font.setBold(row in self._choice.header_rows)
            font.setStrikeOut(row in self._choice.left_out)
            return font
        if role == Qt.ItemDataRole.ToolTipRole:
            doubt = self._doubts.get((row, column), "")
            return "\n".join(part for part in (f"! {doubt}" if doubt else "", self.text(row, column)[:_TIP]) if part)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            doubt = self._doubts.get((row, column), "")
            said = (self.row_words(row), self.text(row, column), f"存疑：{doubt}" if doubt else "")
            return "，".join(word for word in said if word)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation is Qt.Orientation.Horizontal:
            return column_name(section) if self.sheet.is_grid else "段落"
        words = self.row_words(section)
        return f"{section + 1} {words}" if words else str(section + 1)

    def row_words(self, row: int) -> str:
        """表头, 不读, or nothing."""
        if not self.sheet.is_grid:
            return ""
        if row in self._choice.header_rows:
            return "表头"
        return "不读" if row in self._choice.left_out else ""

    def _is_read(self, row: int, column: int) -> bool:
        if not self.sheet.is_grid:
            return True
        if row in self._choice.header_rows:
            return True
        return self._choice.is_body(row) and self._choice.role(column) not in (Role.IGNORED, Role.SELF_SCORE)

    def _ground(self, row: int, column: int) -> QColor | None:
        if (row, column) in self._doubts:
            return QColor(self._colours.warning_soft)
        if row in self._choice.header_rows:
            return QColor(self._colours.alternate)
        return QColor(self._colours.accent_soft) if (row, column) in self._read else None

    def _repaint(self) -> None:
        if self.rowCount():
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, self._width - 1))
            self.headerDataChanged.emit(Qt.Orientation.Vertical, 0, self.rowCount() - 1)


def column_name(column: int) -> str:
    """A, B … Z, AA, as the office programs count."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name
