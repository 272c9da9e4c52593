"""Each block as a galley: its strips as they stand below each other, before they are cut into pages.

Clauses are those of GB/T 9704-2012; the lengths are `paper`'s, twips.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import singledispatch

from eduduty_desktop.document.blocks import (
    AttachmentNote,
    Block,
    DateLine,
    Heading,
    Paragraph,
    Recipient,
    Signature,
    TableBlock,
    Title,
)
from eduduty_desktop.document.paper import (
    BODY,
    CHARACTER,
    FIRST_LINE,
    HEADINGS,
    LINE,
    LINE_CHARACTERS,
    TITLE,
    Sheet,
    TextStyle,
)
from eduduty_desktop.document.table_setting import set_table
from eduduty_desktop.document.typesetting import Justify, Measure, Span, Strip, set_text

EMPTY = Strip(LINE)
_EMPTY_KEPT = (EMPTY, True)


@dataclass(frozen=True, slots=True)
class Galley:
    """A block's strips; `kept[n]` says that strip n stays on one page with the strip after it.

    `head` is set again above what runs over to a further page, `foot` is the room below the last strip on a page.
    `sheet` begins a new page on this paper.
    """

    strips: tuple[Strip, ...]
    kept: tuple[bool, ...]
    head: Strip | None = None
    foot: int = 0
    sheet: Sheet | None = None


@singledispatch
def set_block(block: Block, sheet: Sheet) -> Galley:
    """A block on paper of a sheet's width; the kinds are registered below."""
    raise TypeError(type(block).__name__)


def _galley(*parts: tuple[Strip, bool]) -> Galley:
    return Galley(tuple(strip for strip, _ in parts), tuple(kept for _, kept in parts))


def _lines(strips: Sequence[Strip], *, keep: bool = False, together: bool = False) -> list[tuple[Strip, bool]]:
    """Strips of a paragraph; `keep` binds the last to what follows, `together` all of them to each other."""
    last = len(strips) - 1
    return [(strip, keep if at == last else together or keep) for at, strip in enumerate(strips)]


def _text(text: str, style: TextStyle, sheet: Sheet, first: int = 0, rest: int = 0) -> tuple[Strip, ...]:
    return set_text([Span(text, style)], Measure(sheet.text_width, first, rest))


@set_block.register
def _title(block: Title, sheet: Sheet) -> Galley:
    """7.3.1: 2号小标宋, centred, in the lines that it was cut into."""
    measure = Measure(sheet.text_width, justify=Justify.CENTER)
    strips = [strip for line in block.lines for strip in set_text([Span(line, TITLE)], measure)]
    return _galley(*_lines(strips, together=True))


@set_block.register
def _recipient(block: Recipient, sheet: Sheet) -> Galley:
    """7.3.2: one line empty below the title."""
    return _galley((EMPTY, False), *_lines(_text(block.text, BODY, sheet)))


@set_block.register
def _heading(block: Heading, sheet: Sheet) -> Galley:
    return _galley(*_lines(_text(block.printed, HEADINGS[block.level], sheet, FIRST_LINE)))


@set_block.register
def _paragraph(block: Paragraph, sheet: Sheet) -> Galley:
    """7.3.3: two characters empty at the left, wrapped lines flush left."""
    spans = [Span(run.text, HEADINGS[block.level] if run.lead else BODY, run.key) for run in block.runs if run.text]
    return _galley(*_lines(set_text(spans, Measure(sheet.text_width, FIRST_LINE)), keep=block.keep_with_next))


@set_block.register
def _attachment_note(block: AttachmentNote, sheet: Sheet) -> Galley:
    """7.3.4: one line empty below the text, two characters from the left, wrapped lines under the name."""
    parts = [_EMPTY_KEPT]
    single = len(block.names) == 1
    for at, name in enumerate(block.names, 1):
        head = "附件：" if at == 1 else ""
        left, hanging = (5, 3) if single else (6, 4 if at == 1 else 1)
        text = head + (name if single else f"{at}.{name}")
        strips = _text(text, BODY, sheet, (left - hanging) * CHARACTER, left * CHARACTER)
        parts += _lines(strips, keep=True)
    return _galley(*parts)


@set_block.register
def _signature(block: Signature, sheet: Sheet) -> Galley:
    """7.3.5: one line empty above, or two for a seal; never alone on a page (7.3.5.5)."""
    return _galley(*[_EMPTY_KEPT] * block.gap, *_lines(_from_left(block.text, block.left, sheet), keep=True))


@set_block.register
def _date(block: DateLine, sheet: Sheet) -> Galley:
    return _galley(*_lines(_from_left(block.text, block.left, sheet)))


def _from_left(text: str, characters: float, sheet: Sheet) -> tuple[Strip, ...]:
    """Placed from the left; what it may take ends two characters beyond the margin: a date is never broken."""
    left = round(characters * sheet.text_width / LINE_CHARACTERS)
    return set_text([Span(text, BODY)], Measure(sheet.text_width + 2 * CHARACTER, left, left, Justify.LEFT))


@set_block.register
def _table(block: TableBlock, sheet: Sheet) -> Galley:
    """A row is never parted; the header stands above the first row and is repeated."""
    table = set_table(block, sheet.text_width)
    kept = (bool(table.rows), *(False for _ in table.rows))
    return Galley((table.head, *table.rows), kept, table.head, table.foot)
