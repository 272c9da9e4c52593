"""A plain table of cell texts: what `office` reads from any file and others interpret.

It knows no file format.  Rows and columns are counted from 0 in code; `Grid.row_label` gives the number a
person sees in the office program.
"""

from dataclasses import dataclass, field
from enum import StrEnum


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


class Clock(StrEnum):
    """What a number is shown as where it is shown as a point of time."""

    NONE = ""
    DATE = "date"
    HOURS = "hours"  # 1:14 as hours and minutes
    MINUTES = "minutes"  # 1:14 as minutes and seconds


@dataclass(frozen=True, slots=True)
class Shown:
    """What the office program makes of a number where that says more, or less, than the number.

    `value` is the number in plain digits, of a time in seconds, of a date the cell's text; `words` are added by the cell's format (`万元`),
    `divisor` is what it divides by before it shows the number (0 where that depends on the number), `decimals` how many
    digits after the point it shows (None: all).
    """

    value: str
    clock: Clock = Clock.NONE
    words: str = ""
    divisor: int = 1
    decimals: int | None = None


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet or table: `rows` of cell texts (ragged rows allowed), merges, cell notes, and what is hidden.

    `hidden_rows` and `hidden_columns` are numbers of rows and columns that the office program does not show; a
    format that cannot tell (.csv) has none.  `shown` has the cells whose number is shown as something else: as a date, a
    time, divided, with words, or with fewer digits; `uncomputed` those whose formula has no value saved with it; `struck`
    those that are crossed out, in part at least.  `hidden` is a sheet that is not shown.
    """

    name: str
    rows: tuple[tuple[str, ...], ...]
    merges: tuple[Merge, ...] = ()
    notes: dict[tuple[int, int], str] = field(default_factory=dict)
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    shown: dict[tuple[int, int], Shown] = field(default_factory=dict)
    hidden: bool = False
    uncomputed: frozenset[tuple[int, int]] = frozenset()
    struck: frozenset[tuple[int, int]] = frozenset()

    def cell(self, row: int, column: int) -> str:
        """Text of a cell, empty beyond the edge."""
        if 0 <= row < len(self.rows) and 0 <= column < len(self.rows[row]):
            return self.rows[row][column]
        return ""

    @staticmethod
    def row_label(row: int) -> int:
        """The row number as an office program shows it."""
        return row + 1
