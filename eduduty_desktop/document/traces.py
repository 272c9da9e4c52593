"""Traces of a 送审稿: which paragraph or table cell stands for what, so that an edited file finds its way back.

The n-th trace is the hidden bookmark `_ed_n` in the Word file; a 报送稿 carries none.  `traces` and whoever writes the
bookmarks count in the same order: blocks as printed, a table's cells row by row.
"""

from collections.abc import Iterable, Iterator

import msgspec

from eduduty_desktop.document.blocks import Block, DateLine, Heading, Paragraph, Recipient, Signature, TableBlock, Title
from eduduty_desktop.draft import Key

PREFIX = "_ed_"
WHOLE = -1


class TraceSpot(msgspec.Struct, frozen=True, array_like=True):
    """One traced place: its number, the record behind it, the range in the record's source, what was printed there.

    `start` and `end` are -1 for the whole record; `column` is that of a table's cell, else -1.
    """

    number: int
    key: Key
    start: int
    end: int
    column: int
    text: str

    @property
    def name(self) -> str:
        """The bookmark's name."""
        return f"{PREFIX}{self.number}"


def traces(blocks: Iterable[Block]) -> tuple[TraceSpot, ...]:
    """Every traced place of a report, in printed order, numbered from 1."""
    found = (spot for block in blocks for spot in _spots(block))
    return tuple(msgspec.structs.replace(spot, number=number) for number, spot in enumerate(found, 1))


def traces_in(block: Block) -> int:
    """How many traced places a block has."""
    return sum(1 for _ in _spots(block))


def _spots(block: Block) -> Iterator[TraceSpot]:
    if isinstance(block, TableBlock):
        for key, row in zip(block.traces, block.rows, strict=False):
            yield from (TraceSpot(0, key, WHOLE, WHOLE, column, text) for column, text in enumerate(row))
    elif isinstance(block, (Title, Recipient, Heading, Paragraph, Signature, DateLine)) and block.trace is not None:
        yield TraceSpot(0, block.trace.key, block.trace.start, block.trace.end, WHOLE, _text(block))


def _text(block: Title | Recipient | Heading | Paragraph | Signature | DateLine) -> str:
    if isinstance(block, Title):
        return "".join(block.lines)
    return block.printed if isinstance(block, Heading) else block.text
