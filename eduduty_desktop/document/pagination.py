"""The report as pages: 22 lines of 28 characters (GB/T 9704-2012, 5.2.3), as a printer would put them on paper.

What is set once is kept, so that after a keystroke only the paragraph that changed is set again.  Lengths are twips
(1/20 pt) from the page's upper left corner.
"""

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, replace

from eduduty_desktop.document import frame_setting
from eduduty_desktop.document.blocks import Block, Paragraph, Trace
from eduduty_desktop.document.galleys import Galley, Setting, set_block
from eduduty_desktop.document.layout import STANDARD, Layout
from eduduty_desktop.document.paper import PORTRAIT, Sheet, Styles
from eduduty_desktop.document.typesetting import Strip
from eduduty_desktop.draft import Key

_REGISTERED = frame_setting.__name__  # its blocks are known to `set_block` once it is imported


@dataclass(frozen=True, slots=True)
class Placed:
    """A strip on a page: `top` from the page's upper edge, and the number of its block."""

    top: int
    strip: Strip
    block: int

    @property
    def bottom(self) -> int:
        return self.top + self.strip.height


@dataclass(frozen=True, slots=True)
class Page:
    """A page; `number` is the one printed on it, 0 on a page without one (7.5)."""

    number: int
    sheet: Sheet
    placed: tuple[Placed, ...]


@dataclass(frozen=True, slots=True)
class Spot:
    """Where something stands: the page's place in the report, from 0, and upper and lower edge on it."""

    page: int
    top: int
    bottom: int


@dataclass(frozen=True, slots=True)
class Pages:
    """All pages with the blocks that they show."""

    pages: tuple[Page, ...]
    blocks: tuple[Block, ...]

    def spots_of(self, key: Key, offset: int = -1) -> tuple[Spot, ...]:
        """Where the paragraph stands that was printed from a record, on one page or more.

        `offset` says which of a text's paragraphs: a place in its source.  Empty if nothing was printed from it.
        """
        return self.spots_of_block(self.block_of(key, offset))

    def line_of(self, key: Key, offset: int) -> Spot | None:
        """The line in which about that place of a text's source stands."""
        block = self.block_of(key, offset)
        trace = self.trace_of(block)
        if trace is None:
            return None
        found = [(at, placed) for at, placed in self._placed(block) if placed.strip.end > 0]
        length = max((placed.strip.end for _, placed in found), default=0)
        share = (offset - trace.start) / max(1, trace.end - trace.start) if offset >= 0 <= trace.start else 0
        wanted = min(length - 1, round(share * length))
        for at, placed in found:
            if placed.strip.start <= wanted < placed.strip.end:
                return Spot(at, placed.top, placed.bottom)
        return next(iter(self.spots_of_block(block)), None)

    def block_at(self, page: int, y: float) -> int:
        """The number of the block that stands at a height of a page, -1 where nothing stands."""
        return next((one.block for one in self.pages[page].placed if one.top <= y < one.bottom), -1)

    def source_at(self, page: int, x: float, y: float) -> Trace | None:
        """The record that stands at a point of a page: a linked figure's own, else its line's, else None."""
        placed = next((one for one in self.pages[page].placed if one.top <= y < one.bottom), None)
        if placed is None:
            return None
        own, strip = self.trace_of(placed.block), placed.strip
        if strip.key is not None:
            return Trace(strip.key)
        inner = x - self.pages[page].sheet.left
        piece = next((p for p in strip.pieces if p.key and p.x <= inner <= p.x + p.width), None)
        if piece is not None and piece.key is not None and piece.key.table != "narratives":
            return Trace(piece.key)
        if own is None or own.start < 0 or not strip.end:
            return own
        length = max((p.strip.end for _, p in self._placed(placed.block)), default=1)
        start = own.start + (own.end - own.start) * strip.start // max(1, length)
        return replace(own, start=start)

    def block_of(self, key: Key, offset: int = -1) -> int:
        """The number of the block that was printed from a record, -1 if none was."""
        first = -1
        for at, block in enumerate(self.blocks):
            trace = _trace(block)
            if trace is None or trace.key != key:
                continue
            if first < 0:
                first = at
            if offset < 0 or trace.start <= offset <= trace.end:
                return at
        return first

    def trace_of(self, block: int) -> Trace | None:
        """The record that a block was printed from."""
        return _trace(self.blocks[block]) if 0 <= block < len(self.blocks) else None

    def words_of(self, block: int) -> str:
        """What is printed of a block."""
        return "".join(placed.strip.text for _, placed in self._placed(block))

    def first_block_on(self, page: int) -> int:
        """The number of the first block on a page, -1 on an empty one."""
        return next((placed.block for placed in self.pages[page].placed), -1) if page < len(self.pages) else -1

    def spots_of_block(self, block: int) -> tuple[Spot, ...]:
        """Where a block stands, on one page or more."""
        spots: dict[int, Spot] = {}
        for at, placed in self._placed(block):
            known = spots.get(at)
            spots[at] = Spot(at, known.top if known else placed.top, placed.bottom)
        return tuple(spots.values())

    def _placed(self, block: int) -> Iterator[tuple[int, Placed]]:
        for at, page in enumerate(self.pages):
            if page.placed and page.placed[0].block <= block <= page.placed[-1].block:
                yield from ((at, placed) for placed in page.placed if placed.block == block)


class Paginator:
    """Sets blocks and cuts them into pages; remembers what it set the last time."""

    def __init__(self) -> None:
        self._known: dict[Hashable, Galley] = {}
        self._styles = Styles(STANDARD)
        self._layout = STANDARD
        self.set_again = 0
        """How many blocks the last call had to set: a measure of its work."""

    def paginate(self, blocks: Sequence[Block], layout: Layout = STANDARD) -> Pages:
        """The pages of a report in a layout."""
        if layout != self._layout:
            self._known, self._styles, self._layout = {}, Styles(layout), layout
        known: dict[Hashable, Galley] = {}
        self.set_again = 0
        setting, galleys = Setting(PORTRAIT, self._styles), []
        for block in blocks:
            content = (_content(block), setting.sheet.width)
            galley = known.get(content) or self._known.get(content)
            if galley is None:
                galley = set_block(block, setting)
                self.set_again += 1
            known[content] = galley
            if galley.sheet is not None and galley.sheet is not setting.sheet:
                setting = Setting(galley.sheet, self._styles)
            galleys.append(galley)
        self._known = known
        return Pages(_Filling().fill(galleys), tuple(blocks))


def _content(block: Block) -> Hashable:
    """What a block looks like; where its words come from does not matter, else typing would move all that follow."""
    if isinstance(block, Paragraph):
        return (block.runs, block.kind, block.level, block.keep_with_next)
    return block


def _trace(block: Block) -> Trace | None:
    return getattr(block, "trace", None)


@dataclass(frozen=True, slots=True)
class _Item:
    strip: Strip
    block: int
    kept: bool
    galley: Galley

    @property
    def is_first(self) -> bool:
        return self.strip is self.galley.strips[0]

    @property
    def is_last(self) -> bool:
        return self.strip is self.galley.strips[-1]


class _Filling:
    """Fills one page after the other."""

    def __init__(self) -> None:
        self._pages: list[Page] = []
        self._placed: list[Placed] = []
        self._sheet = PORTRAIT
        self._used = 0

    def fill(self, galleys: Sequence[Galley]) -> tuple[Page, ...]:
        run: list[_Item] = []  # strips that are kept together
        for number, galley in enumerate(galleys):
            if galley.at_foot:
                self._place_together(run)
                run = []
                self._place_at_foot(galley, number)
                continue
            if galley.sheet is not None:
                self._place_together(run)
                run = []
                self._turn_to(galley.sheet)
            for strip, kept in zip(galley.strips, galley.kept, strict=True):
                run.append(_Item(strip, number, kept, galley))
                if not kept:
                    self._place_together(run)
                    run = []
        self._place_together(run)
        if self._placed or not self._pages:
            self._close()
        return tuple(self._pages)

    def _place_together(self, items: list[_Item]) -> None:
        """Put strips that are kept together on one page, unless they are more than a page holds."""
        if not items:
            return
        if not self._has_room(sum(item.strip.height for item in items), items[-1]):
            self._break(items[0])
        for item in items:
            if not self._has_room(item.strip.height, item):
                self._break(item)
            self._put(item.strip, item.block)
            if item.is_last:
                self._used += item.galley.foot

    def _has_room(self, height: int, last: _Item) -> bool:
        """Whether strips may stand on this page; below a table that ends here its rule may touch the margin."""
        foot = 0 if last.is_last else last.galley.foot
        return not self._used or self._used + height + foot <= self._sheet.text_height

    def _break(self, item: _Item) -> None:
        """A new page; a table that runs over has its header again."""
        self._close()
        galley = item.galley
        if galley.head is not None and not item.is_first:
            self._put(galley.head, item.block)

    def _turn_to(self, sheet: Sheet) -> None:
        if self._placed:
            self._close()
        self._sheet = sheet

    def _place_at_foot(self, galley: Galley, block: int) -> None:
        """7.4: 版记 ends on the last line of an even page, after a blank one where the text ends on an even page."""
        height = sum(strip.height for strip in galley.strips)
        if galley.on_even or self._used + height > self._sheet.text_height:
            self._turn_to(galley.sheet or PORTRAIT)
            if galley.on_even and len(self._pages) % 2 == 0:
                self._close(numbered=False)
        self._used = self._sheet.text_height - height
        for strip in galley.strips:
            self._put(strip, block)
        self._close(numbered=galley.numbered)

    def _put(self, strip: Strip, block: int) -> None:
        self._placed.append(Placed(self._sheet.top + self._used, strip, block))
        self._used += strip.height

    def _close(self, *, numbered: bool = True) -> None:
        number = len(self._pages) + 1
        self._pages.append(Page(number if numbered else 0, self._sheet, tuple(self._placed)))
        self._placed, self._used = [], 0
