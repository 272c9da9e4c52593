"""Each block as a galley: its strips as they stand below each other, before they are cut into pages.

Clauses are those of GB/T 9704-2012; the lengths are `paper`'s, twips.  版头 and 版记 are in `frame_setting`.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import singledispatch

from eduduty_desktop.document.blocks import (
    AttachmentHead,
    AttachmentNote,
    Block,
    DateLine,
    Heading,
    Note,
    Paragraph,
    Recipient,
    Signature,
    TableBlock,
    Title,
)
from eduduty_desktop.document.measure import char_width
from eduduty_desktop.document.paper import (
    CHARACTER,
    FIRST_LINE,
    LANDSCAPE,
    LINE,
    LINE_CHARACTERS,
    PORTRAIT,
    Sheet,
    Styles,
    TextStyle,
)
from eduduty_desktop.document.table_setting import set_table
from eduduty_desktop.document.typesetting import Justify, Measure, Span, Strip, set_text

EMPTY = Strip(LINE)
EMPTY_KEPT = (EMPTY, True)


@dataclass(frozen=True, slots=True)
class Galley:
    """A block's strips; `kept[n]` says that strip n stays on one page with the strip after it.

    `head` is set again above what runs over to a further page, `foot` is the room below the last strip on a page.
    `sheet` begins a new page on this paper.  `at_foot` stands at the lower edge of the type area: `on_even` of a new
    even page, `numbered` or not (7.4, 7.5).
    """

    strips: tuple[Strip, ...]
    kept: tuple[bool, ...]
    head: Strip | None = None
    foot: int = 0
    sheet: Sheet | None = None
    at_foot: bool = False
    on_even: bool = False
    numbered: bool = True


@dataclass(frozen=True, slots=True)
class Setting:
    """What a block's galley depends on besides the block."""

    sheet: Sheet
    styles: Styles

    @property
    def width(self) -> int:
        return self.sheet.text_width


@singledispatch
def set_block(block: Block, setting: Setting) -> Galley:  # noqa: ARG001
    """A block as a galley; the kinds are registered below."""
    raise TypeError(type(block).__name__)


Part = tuple[Strip, bool]


def galley(parts: Sequence[Part]) -> Galley:
    """A galley of strips, each with whether it stays with the next."""
    return Galley(tuple(strip for strip, _ in parts), tuple(kept for _, kept in parts))


def lines(strips: Sequence[Strip], *, keep: bool = False, together: bool = False) -> list[Part]:
    """Strips of a paragraph; `keep` binds the last to what follows, `together` all of them to each other."""
    last = len(strips) - 1
    return [(strip, keep if at == last else together or keep) for at, strip in enumerate(strips)]


def text_lines(text: str, style: TextStyle, setting: Setting, first: int = 0, rest: int = 0) -> tuple[Strip, ...]:
    """A text in one style between the margins."""
    return set_text([Span(text, style)], Measure(setting.width, first, rest))


@set_block.register
def _title(block: Title, setting: Setting) -> Galley:
    return galley(_centred(block.lines, setting))


def _centred(texts: tuple[str, ...], setting: Setting, *, keep: bool = False) -> list[Part]:
    """7.3.1: 2号小标宋, centred, in the lines that it was cut into."""
    measure = Measure(setting.width, justify=Justify.CENTER)
    strips = [strip for line in texts for strip in set_text([Span(line, setting.styles.title)], measure)]
    return lines(strips, together=True, keep=keep)


@set_block.register
def _recipient(block: Recipient, setting: Setting) -> Galley:
    """7.3.2: one line empty below the title."""
    return galley([(EMPTY, False), *lines(text_lines(block.text, setting.styles.body, setting))])


@set_block.register
def _heading(block: Heading, setting: Setting) -> Galley:
    return galley(lines(text_lines(block.printed, setting.styles.heading(block.level), setting, FIRST_LINE)))


@set_block.register
def _paragraph(block: Paragraph, setting: Setting) -> Galley:
    """7.3.3: two characters empty at the left, wrapped lines flush left."""
    styles = setting.styles
    lead = styles.heading(block.level)
    spans = [Span(run.text, lead if run.lead else styles.body, run.key) for run in block.runs if run.text]
    return galley(lines(set_text(spans, Measure(setting.width, FIRST_LINE)), keep=block.keep_with_next))


@set_block.register
def _note(block: Note, setting: Setting) -> Galley:
    """7.3.6: on the line below the date, two characters from the left, in brackets."""
    return galley(lines(text_lines(block.text, setting.styles.body, setting, FIRST_LINE)))


@set_block.register
def _attachment_note(block: AttachmentNote, setting: Setting) -> Galley:
    """7.3.4: one line empty below the text, two characters from the left, wrapped lines under the name."""
    body = setting.styles.body
    if len(block.names) == 1:
        strips = text_lines(f"附件：{block.names[0]}", body, setting, FIRST_LINE, 5 * CHARACTER)
        return galley([EMPTY_KEPT, *lines(strips, keep=True)])
    parts = [EMPTY_KEPT]
    name_at = 6 * CHARACTER + CHARACTER // 2
    for at, name in enumerate(block.names, 1):
        label, left = (f"附件：{at}.", FIRST_LINE) if at == 1 else (f"{at}.", 5 * CHARACTER)
        (number,) = set_text([Span(label, body)], Measure(setting.width, left, justify=Justify.LEFT))
        first, *others = text_lines(name, body, setting, name_at, name_at)
        parts += lines([replace(first, pieces=number.pieces + first.pieces), *others], keep=True)
    return galley(parts)


@set_block.register
def _signature(block: Signature, setting: Setting) -> Galley:
    """7.3.5: one line empty above, or two for a seal; never alone on a page (7.3.5.5)."""
    return galley([*[EMPTY_KEPT] * block.gap, *lines(_beside(block, setting), keep=True)])


@set_block.register
def _date(block: DateLine, setting: Setting) -> Galley:
    return galley(lines(_beside(block, setting)))


def _beside(block: Signature | DateLine, setting: Setting) -> tuple[Strip, ...]:
    """Placed from the left, or about its middle; a date is never broken, it may end two characters beyond the margin."""
    width, unit = setting.width // 2 * 2, setting.width // 2 * 2 / LINE_CHARACTERS
    left = round(block.left * unit)
    measure = Measure(setting.width + 2 * CHARACTER, left, left, Justify.LEFT)
    if block.centred:
        middle = round((block.left + char_width(block.text) / 2) * unit)
        left, right = max(0, 2 * middle - width), max(0, width - 2 * middle)
        measure = Measure(setting.width - right, left, left, Justify.CENTER)
    return set_text([Span(block.text, setting.styles.body)], measure)


@set_block.register
def _attachment_head(block: AttachmentHead, setting: Setting) -> Galley:
    """7.3.7: on a new page, the mark top left in 黑体, the title in the third line."""
    sheet = LANDSCAPE if block.landscape else PORTRAIT
    setting = replace(setting, sheet=sheet)
    mark = lines(text_lines(block.mark, setting.styles.hei, setting), keep=True)
    title = _centred(block.lines, setting, keep=True)
    return replace(galley([*mark, EMPTY_KEPT, *title, EMPTY_KEPT]), sheet=sheet)


@set_block.register
def _table(block: TableBlock, setting: Setting) -> Galley:
    """A row is never parted; the header stands above the first row and is repeated."""
    table = set_table(block, setting.width, setting.styles, broad=setting.sheet.is_landscape)
    kept = (bool(table.rows), *(False for _ in table.rows))
    return Galley((table.head, *table.rows), kept, table.head, table.foot)
