"""A plain table of cell texts: what `office` reads from any file and others interpret.

It knows no file format.  Rows and columns are counted from 0 in code; `Grid.row_label` gives the number a
person sees in the office program.
"""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Merge:
    """A merged rectangle; all four corners inclusive, counted from 0."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph between tables: its text with the number that the office program prints before it (`（一）`).

    `level` is the outline level from 1, 0 for body text.
    """

    text: str
    level: int = 0


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet or table: `rows` of cell texts (ragged rows allowed), merges, cell notes, and what is hidden.

    `hidden_rows` and `hidden_columns` are numbers of rows and columns that the office program does not show; a
    format that cannot tell (.csv) has none.
    """

    name: str
    rows: tuple[tuple[str, ...], ...]
    merges: tuple[Merge, ...] = ()
    notes: dict[tuple[int, int], str] = field(default_factory=dict)
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()

    def cell(self, row: int, column: int) -> str:
        """Text of a cell, empty beyond the edge."""
        if 0 <= row < len(self.rows) and 0 <= column < len(self.rows[row]):
            return self.rows[row][column]
        return ""

    @staticmethod
    def row_label(row: int) -> int:
        """The row number as an office program shows it."""
        return row + 1
