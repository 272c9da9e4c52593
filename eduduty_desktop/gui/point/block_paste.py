"""Pasting a block of cells into a table of figures: which record each cell becomes, and what to say.  No Qt."""

from collections.abc import Iterator, Sequence

import msgspec

from eduduty_desktop.draft import CURRENT, PREVIOUS, Key, Reader
from eduduty_desktop.draft.values import figure
from eduduty_desktop.figures import ReadingStatus
from eduduty_desktop.gui.point.cell_text import edit_text, read_typed, spaced
from eduduty_desktop.gui.point.figure_grid import Cell, CellKind, FigureGrid

_MOST_CHARACTERS = 200_000  # thousands of cells; the largest table has a few dozen


class Pasted(msgspec.Struct, frozen=True):
    """The edits of one paste, and one sentence about what became of its cells."""

    edits: tuple[tuple[Key, msgspec.Struct], ...]
    message: str


def refusal(grid: FigureGrid, text: str) -> str:
    """Why a text is too much for any table, a whole sheet perhaps; empty if it is not.  Found without cutting it up."""
    if len(text) <= _MOST_CHARACTERS:
        return ""
    rows = text.rstrip("\r\n").count("\n") + 1
    much = f"有 {spaced(str(rows))} 行，这张表只有 {len(grid.cells)} 行" if rows > len(grid.cells) else "内容太长"
    return f"剪贴板里{much}：没有粘贴，表里没有改动。请只复制要填的那几格，再粘贴一次。"


def paste_block(reader: Reader, grid: FigureGrid, row: int, column: int, block: Sequence[Sequence[str]]) -> Pasted:
    """Lay a block over the table from a cell on.  Empty cells change nothing; nothing is dropped unsaid."""
    edits: dict[Key, msgspec.Struct] = {}
    counts = dict.fromkeys(ReadingStatus, 0)
    outside = blank = read_only = 0
    for cell, text in _targets(grid, row, column, block):
        if not text.strip():
            blank += 1
        elif cell is None:
            outside += 1
        elif not cell.editable or (cell.kind is CellKind.GROWTH and _has_both_years(reader, edits, cell)):
            read_only += 1
        elif text.strip() != edit_text(reader, cell):
            typed = read_typed(reader, cell, text)
            counts[typed.status] += 1
            edits[cell.key] = joined(edits.get(cell.key), typed.record, cell)
        else:
            counts[ReadingStatus.PLAIN] += 1
    return Pasted(tuple(edits.items()), _words(counts, outside, blank, read_only))


def _targets(
    grid: FigureGrid, row: int, column: int, block: Sequence[Sequence[str]]
) -> Iterator[tuple[Cell | None, str]]:
    for down, line in enumerate(block):
        cells = grid.cells[row + down] if row + down < len(grid.cells) else ()
        for right, text in enumerate(line):
            yield (cells[column + right] if column + right < len(cells) else None), text


def joined(earlier: msgspec.Struct | None, record: msgspec.Struct, cell: Cell) -> msgspec.Struct:
    """A cell's record on top of an earlier one of the same step: a figure and its source share a record."""
    if earlier is None or cell.kind is not CellKind.SOURCE:
        return record
    return msgspec.structs.replace(earlier, source=record.source)  # type: ignore[attr-defined]


def _has_both_years(reader: Reader, edits: dict[Key, msgspec.Struct], cell: Cell) -> bool:
    return all(
        getattr(edits.get(Key("figures", cell.metric, slot)), "amount", None) is not None
        or figure(reader, cell.metric, slot).amount is not None
        for slot in (CURRENT, PREVIOUS)
    )


def _words(counts: dict[ReadingStatus, int], outside: int, blank: int, read_only: int) -> str:
    parts = [f"已填 {counts[ReadingStatus.PLAIN] + counts[ReadingStatus.SAID]} 格"]
    if counts[ReadingStatus.ASK]:
        parts.append(f"{counts[ReadingStatus.ASK]} 格要确认（？）")
    if counts[ReadingStatus.REFUSED]:
        parts.append(f"{counts[ReadingStatus.REFUSED]} 格读不出来（✕）")
    if blank:
        parts.append(f"空白 {blank} 格未改动")
    if read_only:
        parts.append(f"{read_only} 格由程序计算或不可填，已跳过")
    if outside:
        parts.append(f"{outside} 格超出表格，没有填入")
    return "粘贴：" + "，".join(parts) + "。"
