"""Where 版记 comes to stand (GB/T 9704-2012, 7.4 and 7.5): found by counting the report's pages.

It stands at the foot of the last even page: below the text if that ends there with room enough, else on the next even
page; after a blank page neither is numbered.
"""

from collections.abc import Sequence
from dataclasses import replace

from eduduty_desktop.document.blocks import Block, Imprint, ImprintPlace
from eduduty_desktop.document.layout import STANDARD, Layout
from eduduty_desktop.document.measure import char_width
from eduduty_desktop.document.pagination import Paginator

MARGIN = 2 * 579
"""Twips beyond its own height that 版记 is granted below the text: a page may hold a line less in another program."""

_LINE, _NAMES_A_LINE = 500, 25  # twips; characters of 4号 beside 抄送：, less one for marks that may not begin a line


def settled(
    blocks: Sequence[Block], layout: Layout = STANDARD, paginator: Paginator | None = None
) -> tuple[Block, ...]:
    """The blocks with the place of 版记 filled in; blocks without 版记 as they are.

    A `paginator` that set the same blocks before has little to do again.
    """
    last = blocks[-1] if blocks else None
    if not isinstance(last, Imprint):
        return tuple(blocks)
    pages = (paginator or Paginator()).paginate(blocks[:-1], layout).pages
    if len(pages) % 2:
        place = ImprintPlace.NEXT_PAGE
    else:
        sheet, placed = pages[-1].sheet, pages[-1].placed
        room = sheet.top + sheet.text_height - max((one.bottom for one in placed), default=sheet.top)
        fits = room >= _height(last) + MARGIN and not sheet.is_landscape
        place = ImprintPlace.SAME_PAGE if fits else ImprintPlace.AFTER_BLANK
    return (*blocks[:-1], replace(last, place=place))


def _height(block: Imprint) -> int:
    """Twips that 版记 needs: a line for the issuing office, as many for the names as they fill."""
    lines = [-(-char_width(names) // _NAMES_A_LINE) for names in (block.recipients, block.copies) if names]
    return int(1 + sum(lines)) * _LINE
