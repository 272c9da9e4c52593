"""A table as set rows with their rules; a row is at least as high as a line of text, so that a page keeps its lines."""

from dataclasses import dataclass, replace

from eduduty_desktop.document.blocks import Align, TableBlock
from eduduty_desktop.document.paper import (
    BASELINE,
    LINE,
    TABLE_HEAD,
    TABLE_LINE,
    TABLE_PADDING,
    TABLE_RULE,
    TABLE_TEXT,
    TextStyle,
)
from eduduty_desktop.document.typesetting import Justify, Measure, Piece, Rule, Span, Strip, set_text
from eduduty_desktop.draft import Key

_JUSTIFY = {Align.LEFT: Justify.LEFT, Align.CENTER: Justify.CENTER, Align.RIGHT: Justify.RIGHT}


@dataclass(frozen=True, slots=True)
class SetTable:
    """The header row, the others, and what the lowest rule takes below them."""

    head: Strip
    rows: tuple[Strip, ...]
    foot: int = TABLE_RULE


@dataclass(frozen=True, slots=True)
class _Cell:
    """A cell on paper: its place in the table, its lines of text; `rows` is how many rows it spans."""

    left: int
    right: int
    lines: tuple[Strip, ...]
    rows: int = 1


def set_table(block: TableBlock, text_width: int) -> SetTable:
    """Set a table that fills the text's width."""
    edges = _edges(block.widths, text_width)
    head = _row(_cells(block.header, edges, (Align.CENTER,) * len(block.header), TABLE_HEAD))
    covered, spans = _merged(block)
    grid = [_body_cells(block, at, edges, covered, spans) for at in range(len(block.rows))]
    rows = []
    heights = [_height(cells) for cells in grid]
    for at, cells in enumerate(grid):
        open_below = {column for column in range(len(edges) - 1) if (at + 1, column) in covered and _runs_on(block, at, column)}
        key = block.traces[at] if at < len(block.traces) else None
        rows.append(_row(cells, heights[at:], open_below, edges, key))
    return SetTable(head, tuple(rows))


def _edges(shares: tuple[int, ...], text_width: int) -> list[int]:
    """Where columns begin and end, centred between the margins."""
    usable = text_width - 1 if text_width % 2 else text_width
    widths = [usable * share // sum(shares) for share in shares]
    edges = [(text_width - sum(widths)) // 2]
    for width in widths:
        edges.append(edges[-1] + width)
    return edges


def _merged(block: TableBlock) -> tuple[set[tuple[int, int]], dict[tuple[int, int], tuple[int, int]]]:
    """Places that a merge covers, and of each merge its place with how many rows and columns it spans."""
    covered: set[tuple[int, int]] = set()
    spans = {}
    for merge in block.merges:
        spans[merge.top, merge.left] = (merge.bottom - merge.top + 1, merge.right - merge.left + 1)
        covered |= {
            (row, column)
            for row in range(merge.top, merge.bottom + 1)
            for column in range(merge.left, merge.right + 1)
            if (row, column) != (merge.top, merge.left)
        }
    return covered, spans


def _runs_on(block: TableBlock, row: int, column: int) -> bool:
    return any(m.top <= row < m.bottom and m.left <= column <= m.right for m in block.merges)


def _body_cells(
    block: TableBlock,
    row: int,
    edges: list[int],
    covered: set[tuple[int, int]],
    spans: dict[tuple[int, int], tuple[int, int]],
) -> list[_Cell]:
    found = []
    for column, text in enumerate(block.rows[row]):
        if (row, column) in covered:
            continue
        rows, columns = spans.get((row, column), (1, 1))
        found.append(_cell(text, edges[column], edges[column + columns], block.aligns[column], TABLE_TEXT, rows))
    return found


def _cells(texts: tuple[str, ...], edges: list[int], aligns: tuple[Align, ...], style: TextStyle) -> list[_Cell]:
    return [
        _cell(text, edges[at], edges[at + 1], align, style)
        for at, (text, align) in enumerate(zip(texts, aligns, strict=True))
    ]


def _cell(text: str, left: int, right: int, align: Align, style: TextStyle, rows: int = 1) -> _Cell:
    measure = Measure(
        right - left - 2 * TABLE_PADDING, justify=_JUSTIFY[align], line=TABLE_LINE, baseline=TABLE_LINE * BASELINE
    )
    return _Cell(left, right, set_text([Span(text, style)], measure) if text else (), rows)


def _height(cells: list[_Cell]) -> int:
    """A row holds its own cells; one that spans several rows is taken to have room there."""
    most = max((len(cell.lines) for cell in cells if cell.rows == 1), default=1)
    return max(LINE, most * TABLE_LINE + TABLE_RULE)


def _row(
    cells: list[_Cell],
    heights: list[int] | None = None,
    open_below: set[int] | None = None,
    edges: list[int] | None = None,
    key: Key | None = None,
) -> Strip:
    heights = heights or [_height(cells)]
    pieces: list[Piece] = []
    rules: list[Rule] = []
    for cell in cells:
        height = sum(heights[: cell.rows])
        pieces += _placed(cell, height)
        rules += [
            Rule(cell.left, 0, cell.right, 0, TABLE_RULE),
            Rule(cell.left, 0, cell.left, height, TABLE_RULE),
            Rule(cell.right, 0, cell.right, height, TABLE_RULE),
        ]
    rules += _bottom(cells, heights[0], open_below or set(), edges)
    return Strip(heights[0], tuple(pieces), tuple(rules), key=key)


def _bottom(cells: list[_Cell], height: int, open_below: set[int], edges: list[int] | None) -> list[Rule]:
    if not open_below or edges is None:
        return [Rule(min(c.left for c in cells), height, max(c.right for c in cells), height, TABLE_RULE)] if cells else []
    return [
        Rule(edges[column], height, edges[column + 1], height, TABLE_RULE)
        for column in range(len(edges) - 1)
        if column not in open_below
    ]


def _placed(cell: _Cell, height: int) -> list[Piece]:
    """The lines of a cell in the middle of its height."""
    top = (height + TABLE_RULE / 2 - len(cell.lines) * TABLE_LINE) / 2
    return [
        replace(piece, x=piece.x + cell.left + TABLE_PADDING, y=piece.y + top + at * TABLE_LINE)
        for at, line in enumerate(cell.lines)
        for piece in line.pieces
    ]
