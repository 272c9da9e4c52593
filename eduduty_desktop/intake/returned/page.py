"""A returned sheet as its reader sees it: merged cells filled where they head something, ids, addresses."""

import re
from collections.abc import Iterator
from functools import cached_property

from eduduty_desktop.grid import Grid

COVER_ID = "eduduty/1/"
_ID = re.compile(r"(figures|text|evidence)/([A-Za-z0-9_.\-]{1,120})")
_LARGEST_FILL = 4000
_LETTERS = 26


class Page:
    """One grid with what is computed from it once; rows and columns are counted from 0.

    `above` are lines of text right before it, the nearest first.
    """

    def __init__(self, grid: Grid, above: tuple[str, ...] = ()) -> None:
        self.grid = grid
        self.above = above
        self.height = len(grid.rows)
        self.width = max(map(len, grid.rows), default=0)
        self._filled: dict[tuple[int, int], str] = {}
        self.covered: set[tuple[int, int]] = set()
        for merge in grid.merges:
            area = (merge.bottom - merge.top + 1) * (merge.right - merge.left + 1)
            text = grid.cell(merge.top, merge.left).strip()
            if area > _LARGEST_FILL:
                continue
            for row in range(merge.top, merge.bottom + 1):
                for column in range(merge.left, merge.right + 1):
                    if (row, column) != (merge.top, merge.left):
                        self.covered.add((row, column))
                        if text and not grid.cell(row, column).strip():
                            self._filled[row, column] = text

    def own(self, row: int, column: int) -> str:
        """The cell's own text, stripped."""
        return self.grid.cell(row, column).strip()

    def text(self, row: int, column: int) -> str:
        """The text that stands over a cell: its own, or that of the merged cell it belongs to."""
        return self.own(row, column) or self._filled.get((row, column), "")

    def cells(self, row: int) -> list[tuple[int, str]]:
        """Columns and own texts of a row's cells that say something."""
        return [(column, text.strip()) for column, text in enumerate(self.grid.rows[row]) if text.strip()]

    @cached_property
    def ids(self) -> dict[int, tuple[int, str, str]]:
        """By row the column, kind and name of the first id that stands in it."""
        found: dict[int, tuple[int, str, str]] = {}
        for row in range(self.height):
            for column, text in enumerate(self.grid.rows[row]):
                match = _ID.fullmatch(text.strip()) if "/" in text else None
                if match:
                    found[row] = (column, match[1], match[2])
                    break
        return found

    @cached_property
    def cover_id(self) -> str:
        """The hidden mark of a cover, empty if there is none."""
        return next((text for text in self._all() if text.startswith(COVER_ID)), "")

    def _all(self) -> Iterator[str]:
        for row in self.grid.rows:
            for text in row:
                if text.strip():
                    yield text.strip()

    def is_hidden(self, row: int, column: int) -> bool:
        """Whether the office program does not show a cell."""
        return row in self.grid.hidden_rows or column in self.grid.hidden_columns


def address(row: int, column: int) -> str:
    """`I12` for row 11, column 8."""
    letters, column = "", column + 1
    while column:
        column, rest = divmod(column - 1, _LETTERS)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row + 1}"
