"""A table whose headings stand at its left, one indicator a column, is turned so that they stand at its top."""

from collections.abc import Sequence

from eduduty_desktop.framework.notice.tables import View, blocks_of, qualifies
from eduduty_desktop.grid import Grid, Merge, Paragraph

_MOST_ROWS = 30  # a turned table has few headings


def upright(parts: Sequence[Grid | Paragraph]) -> tuple[Grid | Paragraph, ...]:
    """The parts with every sideways table turned; the others are the same objects."""
    return tuple(_turned(part) if isinstance(part, Grid) and _is_sideways(part) else part for part in parts)


def _is_sideways(grid: Grid) -> bool:
    if not 2 <= len(grid.rows) <= _MOST_ROWS or max(map(len, grid.rows)) < 3:
        return False
    view = View(0, grid)
    if blocks_of(view):
        return False
    first = [(row, view.texts[row][0]) for row in view.rows if view.texts[row][0] and view.own(row, 0)]
    return qualifies(first) and bool(blocks_of(View(0, _turned(grid))))


def _turned(grid: Grid) -> Grid:
    width = max(map(len, grid.rows))
    rows = tuple(tuple(grid.cell(r, c) for r in range(len(grid.rows))) for c in range(width))
    return Grid(
        grid.name,
        rows,
        tuple(Merge(m.left, m.top, m.right, m.bottom) for m in grid.merges),
        {(c, r): note for (r, c), note in grid.notes.items()},
        hidden_rows=grid.hidden_columns,
        hidden_columns=grid.hidden_rows,
    )
