"""A table as set rows with their rules; a row is at least as high as a line of text, so that a page keeps its lines."""

from dataclasses import dataclass, replace

from eduduty_desktop.document.blocks import Align, TableBlock
from eduduty_desktop.document.paper import (
    BASELINE,
    BROAD_LINE,
    LINE,
    TABLE_LINE,
    TABLE_PADDING,
    TABLE_RULE,
    Styles,
    TextStyle,
)
from eduduty_desktop.document.typesetting import Justify, Measure, Piece, Rule, Span, Strip, set_text

_JUSTIFY = {Align.LEFT: Justify.LEFT, Align.CENTER: Justify.CENTER, Align.RIGHT: Justify.RIGHT}


@dataclass(frozen=True, slots=True)
class SetTable:
    """The header row, the others, and what the lowest rule takes below them."""

    head: Strip
    rows: tuple[Strip, ...]
    foot: int = TABLE_RULE


@dataclass(frozen=True, slots=True)
class _Cell:
    """A cell on paper: its left and right edge, its lines of text, and how many rows it spans."""

    left: int
    right: int
    lines: tuple[Strip, ...]
    rows: int = 1

    @property
    def height(self) -> int:
        return sum(line.height for line in self.lines)


@dataclass(frozen=True, slots=True)
class _Kind:
    """What tables look like between upright pages and on broad ones."""

    head: TextStyle
    text: TextStyle
    line: int


def set_table(block: TableBlock, text_width: int, styles: Styles, *, broad: bool = False) -> SetTable:
    """Set a table that fills the text's width; the header gives back what the rules take."""
    kind = _Kind(styles.table_head, styles.table_text, TABLE_LINE)
    if broad:
        kind = _Kind(styles.broad_head, styles.broad_text, BROAD_LINE)
    edges = _edges(block.widths, text_width)
    head = [
        _cell(text, edges[at], edges[at + 1], Align.CENTER, kind.head, kind.line)
        for at, text in enumerate(block.header)
    ]
    grid = [_body_cells(block, at, edges, kind) for at in range(len(block.rows))]
    heights = [_height(cells, LINE) for cells in grid]
    rows = []
    for at, cells in enumerate(grid):
        key = block.traces[at] if at < len(block.traces) else None
        closed = [column for column in range(len(edges) - 1) if not _runs_on(block, at, column)]
        bottom = [Rule(edges[c], heights[at], edges[c + 1], heights[at], TABLE_RULE) for c in closed]
        rows.append(replace(_row(cells, heights[at:], bottom), key=key))
    height = _height(head, LINE - TABLE_RULE)
    around = [Rule(edges[0], y, edges[-1], y, TABLE_RULE) for y in (0, height)]
    return SetTable(_row(head, [height], around), tuple(rows))


def _edges(shares: tuple[int, ...], text_width: int) -> list[int]:
    """Where columns begin and end, centred between the margins."""
    usable = text_width // 2 * 2
    widths = [usable * share // sum(shares) for share in shares]
    edges = [(text_width - sum(widths)) // 2]
    for width in widths:
        edges.append(edges[-1] + width)
    return edges


def _runs_on(block: TableBlock, row: int, column: int) -> bool:
    return any(m.top <= row < m.bottom and m.left <= column <= m.right for m in block.merges)


def _body_cells(block: TableBlock, row: int, edges: list[int], kind: _Kind) -> list[_Cell]:
    """The cells of a row; of a merge only its first place has one, as broad and high as the merge."""
    found: list[_Cell] = []
    column = 0
    while column < len(edges) - 1:
        merge = next((m for m in block.merges if m.top <= row <= m.bottom and m.left <= column <= m.right), None)
        right = min(merge.right, len(edges) - 2) + 1 if merge else column + 1
        text = block.rows[row][column] if merge is None or merge.top == row else ""
        rows = merge.bottom - row + 1 if merge and merge.top == row else 1
        align = block.aligns[column]
        found.append(_cell(text, edges[column], edges[right], align, kind.text, kind.line, rows))
        column = right
    return found


def _cell(text: str, left: int, right: int, align: Align, style: TextStyle, line: int, rows: int = 1) -> _Cell:
    measure = Measure(right - left - 2 * TABLE_PADDING, justify=_JUSTIFY[align], line=line, baseline=line * BASELINE)
    return _Cell(left, right, set_text([Span(text, style)], measure) if text else (), rows)


def _height(cells: list[_Cell], least: int) -> int:
    """A row holds its own cells; one that spans several rows is taken to have room there."""
    return max(least, max((cell.height for cell in cells if cell.rows == 1), default=0) + TABLE_RULE)


def _row(cells: list[_Cell], heights: list[int], bottom: list[Rule]) -> Strip:
    """A row with the rules beside its cells and `bottom`; `heights` are its own and those of the rows below it."""
    pieces: list[Piece] = []
    rules = bottom
    for cell in cells:
        pieces += _placed(cell, sum(heights[: cell.rows]))
        rules += [
            Rule(cell.left, 0, cell.left, heights[0], TABLE_RULE),
            Rule(cell.right, 0, cell.right, heights[0], TABLE_RULE),
        ]
    return Strip(heights[0], tuple(pieces), tuple(rules))


def _placed(cell: _Cell, height: int) -> list[Piece]:
    """The lines of a cell in the middle of its height."""
    found: list[Piece] = []
    y = (height + TABLE_RULE / 2 - cell.height) / 2
    for line in cell.lines:
        found += [replace(piece, x=piece.x + cell.left + TABLE_PADDING, y=piece.y + y) for piece in line.pieces]
        y += line.height
    return found
