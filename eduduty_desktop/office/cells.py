"""Cells as they are read, made into a Grid within limits; a cell's number as the office program shows it.

Shared by the readers of every workbook format; knows none of them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import chain

from eduduty_desktop.grid import Grid, Merge, Shown

MOST_CELLS = 300_000  # with text, of a whole workbook
MOST_AREA = 5_000_000  # rows × columns of one sheet
MOST_CHARACTERS = 20_000_000
MOST_CELL_CHARACTERS = 1_000_000
MOST_MERGES = 200_000
SIGNIFICANT_DIGITS = 15
_FARTHEST_MERGE = 1000  # rows or columns that a merged cell may reach beyond the last text

Place = tuple[int, int]


class TooMuchError(Exception):
    """More than a table made by people holds: `args[0]` says what, in Chinese."""


@dataclass(slots=True)
class Limits:
    """What may still be read of a workbook; shared by its sheets."""

    cells: int = MOST_CELLS
    characters: int = MOST_CHARACTERS
    merges: int = MOST_MERGES

    def take(self, text: str) -> None:
        """Count a cell's text."""
        self.cells -= 1
        self.characters -= len(text)
        if self.cells < 0:
            raise TooMuchError(f"有内容的格子超过 {MOST_CELLS} 个")
        if self.characters < 0 or len(text) > MOST_CELL_CHARACTERS:
            raise TooMuchError("文字太多，不像一张表")

    def take_rows(self, rows: Sequence[tuple[str, ...]]) -> None:
        """Count the texts of rows, one by one only where they are too many."""
        lengths = [*map(len, chain.from_iterable(rows))]
        cells, characters = self.cells - len(lengths) + lengths.count(0), self.characters - sum(lengths)
        if cells < 0 or characters < 0 or max(lengths, default=0) > MOST_CELL_CHARACTERS:
            for row in rows:
                self.take_row(row)
        self.cells, self.characters = cells, characters

    def take_row(self, row: tuple[str, ...]) -> None:
        """Count the texts of a row."""
        length = sum(map(len, row))
        self.cells -= len(row) - row.count("")
        self.characters -= length
        if self.cells < 0 or self.characters < 0 or length > MOST_CELL_CHARACTERS:
            if self.cells < 0:
                raise TooMuchError(f"有内容的格子超过 {MOST_CELLS} 个")
            if self.characters < 0 or any(len(text) > MOST_CELL_CHARACTERS for text in row):
                raise TooMuchError("文字太多，不像一张表")


@dataclass(slots=True)
class SheetCells:
    """A sheet while it is read: only cells with text are kept; ranges are inclusive, counted from 0."""

    name: str
    limits: Limits
    visible: bool = True
    texts: dict[Place, str] = field(default_factory=dict)
    merges: list[Merge] = field(default_factory=list)
    notes: dict[Place, str] = field(default_factory=dict)
    hidden_rows: list[tuple[int, int]] = field(default_factory=list)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    shown: dict[Place, Shown] = field(default_factory=dict)
    uncomputed: set[Place] = field(default_factory=set)
    struck: set[Place] = field(default_factory=set)
    rows: Sequence[tuple[str, ...]] = ()

    def put(self, row: int, column: int, text: str) -> None:
        """Set a cell's text; an empty one is no cell."""
        if text:
            self.limits.take(text)
            self.texts[row, column] = text

    def put_rows(self, rows: Sequence[tuple[str, ...]]) -> None:
        """Set every row at once, of equal length and without blank ones at the end; nothing else was or will be put."""
        self.limits.take_rows(rows)
        self.rows = rows

    def merge(self, merge: Merge) -> None:
        """Add a merged rectangle; a single cell is none."""
        if (
            merge.bottom < merge.top
            or merge.right < merge.left
            or (merge.top, merge.left) == (merge.bottom, merge.right)
        ):
            return
        self.limits.merges -= 1
        if self.limits.merges < 0:
            raise TooMuchError(f"合并的格子超过 {MOST_MERGES} 处")
        self.merges.append(merge)

    def grid(self) -> Grid:
        """The sheet as rows of equal length.  Raises TooMuchError if text stands too far away."""
        height = max((row for row, _ in self.texts), default=-1) + 1 if not self.rows else len(self.rows)
        width = max((column for _, column in self.texts), default=-1) + 1 if not self.rows else len(self.rows[0])
        near = [one for one in self.merges if one.top < height and one.left < width]
        tall = max((m.bottom + 1 for m in near if m.bottom < height + _FARTHEST_MERGE), default=0)
        wide = max((m.right + 1 for m in near if m.right < width + _FARTHEST_MERGE), default=0)
        height, width = max(height, tall), max(width, wide)
        if height * width > MOST_AREA:
            raise TooMuchError("工作表的范围太大（可能在很远的格子里有多余内容）")
        rows = self._extended(height, width) if self.rows else self._filled(height, width)
        merges = (Merge(m.top, m.left, min(m.bottom, height - 1), min(m.right, width - 1)) for m in near)
        return Grid(
            self.name,
            rows,
            tuple(m for m in merges if (m.top, m.left) != (m.bottom, m.right)),
            {place: text for place, text in self.notes.items() if text},
            _numbers(self.hidden_rows, height),
            _numbers(self.hidden_columns, width),
            self.shown,
            not self.visible,
            frozenset(place for place in self.uncomputed if place not in self.texts),
            frozenset(self.struck),
        )

    def _filled(self, height: int, width: int) -> tuple[tuple[str, ...], ...]:
        rows = [[""] * width for _ in range(height)]
        for (row, column), text in self.texts.items():
            rows[row][column] = text
        return tuple(map(tuple, rows))

    def _extended(self, height: int, width: int) -> tuple[tuple[str, ...], ...]:
        """The rows with the blank cells that merges reach beyond them."""
        beyond = ("",) * (width - len(self.rows[0]))
        rows = tuple(row + beyond for row in self.rows) if beyond else tuple(self.rows)
        return rows + (("",) * width,) * (height - len(rows))


def _numbers(ranges: Iterable[tuple[int, int]], end: int) -> frozenset[int]:
    return frozenset(at for first, last in ranges for at in range(max(first, 0), min(last + 1, end)))


def plain_text(value: object) -> str:
    """A cell's value as a grid holds it."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return plain_number(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(sep=" ", timespec="seconds")
    if isinstance(value, (date, time)):
        return value.isoformat()
    if isinstance(value, timedelta):
        return str(value)
    return str(value)


def plain_number(value: float) -> str:
    """`57926.181`, `3`, `0.3` for 0.30000000000000004: as many digits as a workbook keeps, never an exponent."""
    if value != value or value in (float("inf"), float("-inf")):
        return "#NUM!"
    short = f"{value:.{SIGNIFICANT_DIGITS}g}"
    if "e" not in short and value:
        return short
    digits = f"{Decimal(short):f}"
    plain = digits.rstrip("0").rstrip(".") if "." in digits else digits
    return "0" if plain in {"-0", ""} else plain


def plain_percentage(value: float) -> str:
    """`58.15%` for 0.5815."""
    if value != value or value in (float("inf"), float("-inf")):
        return "#NUM!"
    return plain_number(float(Decimal(f"{value:.{SIGNIFICANT_DIGITS}g}") * 100)) + "%"
