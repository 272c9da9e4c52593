"""Neutral sheets of a workbook: cells with a style's name, before any file format.

Rows are counted from 1 as the office program shows them; row 1 is the title, row 2 the line under it.  A derived cell
has its value and the formula that gives it; formulas name other cells by their `name`, so that no sheet must know
where on another one a value stands.
"""

from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from eduduty_desktop.draft import Key
from eduduty_desktop.grid import Merge

Value = str | int | Decimal | None
FIRST_ROW = 3
NOTHING_YET = "暂无"
OPINION = "核查意见"
ROWS_A_PAGE, TITLE_ROWS = 23, 3
"""Rows of the usual height on A4 across at full size, and how many of them title and line take."""

LONGEST_FORMULA = 8000
"""Characters; a workbook takes 8192."""


class Takes(StrEnum):
    """What is typed into a cell; everything else is asked about and may stay, nothing is ever refused."""

    ANY = "any"
    WHOLE = "whole"
    DECIMAL = "decimal"
    CHOICE = "choice"


@dataclass(frozen=True, slots=True)
class InputRule:
    """What a cell is for: `least` and `most` inclusive, or one of the `choices`.

    `hint` is shown while the cell is chosen, `reason` when something else was typed into it.
    """

    takes: Takes = Takes.ANY
    least: Decimal | None = None
    most: Decimal | None = None
    choices: tuple[str, ...] = ()
    hint: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell's exact value, its style's name and, for numbers, an Excel number format; `trace` names the record.

    `formula` (without `=`) comes to `value`; `name` is under which the workbook finds the cell, `link` the name, or the
    sheet's, to which a click leads; `rule` is what may be typed into it.
    """

    value: Value = None
    style: str = "text"
    number_format: str = ""
    trace: Key | None = None
    formula: str = ""
    name: str = ""
    link: str = ""
    rule: InputRule | None = None


Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column's heading and width in half-width characters, as Excel counts."""

    heading: str
    width: float


@dataclass(frozen=True, slots=True)
class Series:
    """One series of a chart: its name, the column (from 0) of its values in the chart's rows."""

    name: str
    column: int


@dataclass(frozen=True, slots=True)
class BarChart:
    """Bars over rows `first` to `last` (from 0, inclusive): categories in column 0, one bar a series.

    It stands over the rows from `at` on, `height` rows high; `unit` names the value axis.
    """

    title: str
    unit: str
    first: int
    last: int
    series: tuple[Series, ...]
    at: int
    height: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: `rows` begin in row 3 with `header_rows` repeated on every printed page.

    `merges` are counted from 0 within `rows`; `freeze_columns` stay in sight while scrolling; `breaks` are rows (from 0)
    with which a printed page begins.  On a `protected` sheet nobody types but into cells of an open style (`opinion`, `input`).
    `mark` stands at the top left of every printed page (GB/T 9704-2012, 7.3.7: 附件), `foot` at its bottom left.
    `hidden` are columns (from 0) that are kept out of sight; `portrait` is A4 upright; `row_height` is what a row of one
    line takes, in points, 0 for the usual.
    """

    name: str
    title: str
    subtitle: str
    widths: tuple[float, ...]
    rows: tuple[Row, ...]
    header_rows: int = 1
    freeze_columns: int = 0
    merges: tuple[Merge, ...] = ()
    protected: bool = False
    charts: tuple[BarChart, ...] = ()
    breaks: tuple[int, ...] = ()
    mark: str = ""
    foot: str = ""
    hidden: tuple[int, ...] = ()
    portrait: bool = False
    row_height: float = 0.0

    def find(self, key: Key) -> list[tuple[int, int]]:
        """Row and column, both from 1, of every cell that states a record."""
        return [
            (FIRST_ROW + row, 1 + column)
            for row, cells in enumerate(self.rows)
            for column, cell in enumerate(cells)
            if cell.trace == key
        ]


def header(columns: tuple[Column, ...]) -> Row:
    """The header row of a table."""
    return tuple(Cell(column.heading, "header") for column in columns)


def ledger(
    name: str, title: str, subtitle: str, columns: tuple[Column, ...], rows: tuple[Row, ...], *, freeze_columns: int = 0
) -> Sheet:
    """A sheet that is one table; an empty one says so in its only line."""
    widths = tuple(column.width for column in columns)
    if rows:
        return Sheet(name, title, subtitle, widths, (header(columns), *rows), freeze_columns=freeze_columns)
    blank = tuple(Cell(NOTHING_YET if at == 0 else None, "center") for at in range(len(columns)))
    whole_row = Merge(1, 0, 1, len(columns) - 1)
    return Sheet(name, title, subtitle, widths, (header(columns), blank), merges=(whole_row,))


def live(cell: Cell, formula: str) -> Cell:
    """The cell with the formula that gives its value; unchanged without one, and where a workbook could not hold it."""
    fits = formula and cell.value is not None and len(formula) <= LONGEST_FORMULA
    return replace(cell, formula=formula) if fits else cell


def opinion() -> Cell:
    """An empty cell into which a reviewer types."""
    return Cell(None, "opinion")


def text(value: str) -> Cell:
    return Cell(value or None)


def center(value: Value) -> Cell:
    return Cell(value if value != "" else None, "center")
