"""The way between a narrative's source and a QTextDocument, exact in both directions.

A linked figure is one object character whose format carries the token; everything else is literal text.
Positions in a QTextDocument count UTF-16 units, offsets in the source are Python's: `units` converts.
"""

from collections.abc import Callable, Iterable, Iterator

from PySide6.QtGui import QTextBlock, QTextBlockFormat, QTextCharFormat, QTextCursor, QTextDocument, QTextFormat

from eduduty_desktop.draft.narrative import Link, escape, links, pieces
from eduduty_desktop.gui.point.narrative_source import LONGEST, Segment, cut_at, joined, segments
from eduduty_desktop.gui.point.pasted import clean_text

OBJECT = "\ufffc"
CHIP = QTextFormat.ObjectTypes.UserObject.value + 1
_USER = QTextFormat.Property.UserProperty.value
TOKEN, PRINTED, CONTINUES = _USER + 1, _USER + 2, _USER + 3

Printer = Callable[[Link], str]


def units(text: str) -> int:
    """How many positions a text takes in a document."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def chip_format(link: Link, printed: str) -> QTextCharFormat:
    """The format of a link's object character."""
    result = QTextCharFormat()
    result.setObjectType(CHIP)
    result.setProperty(TOKEN, link.source())
    result.setProperty(PRINTED, printed)
    result.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignBaseline)
    return result


def fragments(block: QTextBlock) -> Iterator[tuple[int, str, QTextCharFormat]]:
    """Position, text and format of each run of a block."""
    at = block.begin()
    while not at.atEnd():
        fragment = at.fragment()
        yield fragment.position(), fragment.text(), fragment.charFormat()
        at += 1


def block_source(block: QTextBlock, start: int = 0, end: int | None = None) -> str:
    """The source of a block, or of the positions [start, end) counted from the document's beginning."""
    text = block.text()
    if end is None and OBJECT not in text:
        return escape(text)
    parts: list[str] = []
    for position, run, style in fragments(block):
        if end is not None:
            run = _within(run, position, start, end)
        if OBJECT in run and style.objectType() == CHIP:
            parts.append(str(style.property(TOKEN)) * run.count(OBJECT))
        else:
            parts.append(escape(run.replace(OBJECT, "")))
    return "".join(parts)


def _within(run: str, position: int, start: int, end: int) -> str:
    length = units(run)
    first, last = max(0, start - position), min(length, end - position)
    if first >= last:
        return ""
    if length == len(run):
        return run[first:last]
    return run.encode("utf-16-le", "surrogatepass")[2 * first : 2 * last].decode("utf-16-le", "surrogatepass")


def range_source(document: QTextDocument, start: int, end: int) -> str:
    """The source of what lies between two positions."""
    parts: list[tuple[str, bool]] = []
    block = document.findBlock(start)
    while block.isValid() and block.position() <= end:
        parts.append((block_source(block, start, end), bool(block.blockFormat().property(CONTINUES))))
        block = block.next()
    return joined(parts)


def insert_segments(
    cursor: QTextCursor, parts: list[Segment], style: QTextBlockFormat, printer: Printer, *, into: bool
) -> None:
    """Insert blocks at a cursor; the first goes `into` the block that the cursor stands in, or gives it its form."""
    for number, segment in enumerate(parts):
        if number:
            cursor.insertBlock(block_format(style, segment.continues), QTextCharFormat())
        elif not into:
            cursor.setBlockFormat(block_format(style, segment.continues))
        for item in segment.items:
            if isinstance(item, str):
                cursor.insertText(item, QTextCharFormat())
            else:
                cursor.insertText(OBJECT, chip_format(item, printer(item)))
    cursor.setCharFormat(QTextCharFormat())


def block_format(style: QTextBlockFormat, continues: bool) -> QTextBlockFormat:
    """A paragraph's form; a continuation has no first-line indent."""
    result = QTextBlockFormat(style)
    if continues:
        result.setTextIndent(0)
        result.setProperty(CONTINUES, True)
    return result


class Mirror:
    """The source of every block, kept in step with the document from its `contentsChange`."""

    def __init__(self) -> None:
        self.parts: list[tuple[str, bool]] = [("", False)]
        self._joined: str | None = ""

    def changed(self, document: QTextDocument, position: int, added: int) -> None:
        """Read the touched blocks again.  The first of them keeps being, or not being, a continuation."""
        old = self.parts
        first = document.findBlock(position)
        first = first if first.isValid() else document.lastBlock()
        last = document.findBlock(position + added)
        last = last if last.isValid() else document.lastBlock()
        begin, end = first.blockNumber(), last.blockNumber()
        tail = document.blockCount() - 1 - end
        fresh: list[tuple[str, bool]] = []
        block = first
        for number in range(begin, end + 1):
            continues = old[begin][1] if number == begin else bool(block.blockFormat().property(CONTINUES))
            fresh.append((block_source(block), continues and number > 0))
            block = block.next()
        self.parts[begin : len(old) - tail] = fresh
        self._joined = None

    def reset(self, parts: list[Segment]) -> None:
        self.parts = [(part.source(), part.continues) for part in parts]
        self._joined = None

    def source(self) -> str:
        """The whole source."""
        if self._joined is None:
            self._joined = joined(self.parts)
        return self._joined


def position_of(document: QTextDocument, mirror: Mirror, source: str, offset: int) -> int:
    """The document position of a source offset; inside a link it is the link's start."""
    if source == mirror.source():
        return positions_of(document, mirror, source, (offset,)).get(offset, 0)
    before = 0
    lines = 0
    for piece in pieces(source):
        if piece.start >= offset:
            break
        if piece.link is not None:
            before += 1 if offset >= piece.end else 0
            continue
        whole = offset >= piece.end
        text = clean_text(piece.text if whole else piece.text[: max(0, offset - piece.start)])
        lines += text.count("\n")
        before += units(text)
    # Every continuation adds one separator that the source does not have.
    position = before
    block = document.begin()
    for _, continues in mirror.parts:
        if continues:
            position += 1
        if position < block.position() + block.length():
            break
        block = block.next()
        if not block.isValid():
            break
    return min(position, document.characterCount() - 1)


def positions_of(document: QTextDocument, mirror: Mirror, source: str, offsets: Iterable[int]) -> dict[int, int]:
    """The document position of each of many source offsets, as `position_of`; one walk where the source is the one shown."""
    wanted = sorted(set(offsets))
    if source != mirror.source():
        return {offset: position_of(document, mirror, source, offset) for offset in wanted}
    found: dict[int, int] = {}
    at = taken = 0
    block = document.begin()
    for number, (part, continues) in enumerate(mirror.parts):
        at += 1 if number and not continues else 0
        end = at + len(part)
        is_last = number == len(mirror.parts) - 1
        while taken < len(wanted) and (wanted[taken] <= end or is_last):
            found[wanted[taken]] = block.position() + position_in_part(part, wanted[taken] - at)
            taken += 1
        if taken == len(wanted):
            break
        at = end
        block = block.next()
    return found


def position_in_part(part: str, offset: int) -> int:
    """How many positions of a block stand before an offset of the block's source."""
    before = 0
    for piece in pieces(part):
        if piece.start >= offset:
            break
        if piece.link is not None:
            before += 1 if offset >= piece.end else 0
        else:
            before += units(piece.text if offset >= piece.end else piece.text[: offset - piece.start])
    return before


def text_before(cursor: QTextCursor) -> str:
    """The text of the cursor's block up to the cursor."""
    text = cursor.block().text()
    return _within(text, 0, 0, cursor.positionInBlock())


def chips(document: QTextDocument, tokens: frozenset[str]) -> Iterator[tuple[int, str, str]]:
    """Position, token and printed text of every chip whose token is among the given ones."""
    block = document.begin()
    while block.isValid():
        if OBJECT in block.text():
            for position, run, style in fragments(block):
                if style.objectType() == CHIP and (token := str(style.property(TOKEN))) in tokens:
                    for shift in range(run.count(OBJECT)):
                        yield position + shift, token, str(style.property(PRINTED))
        block = block.next()


def link_of(token: str) -> Link:
    """The link that a chip's token stands for."""
    return links(token)[0]


def long_blocks(document: QTextDocument, first: int, last: int) -> Iterator[QTextBlock]:
    """Blocks among the given numbers that are too long to type in."""
    block = document.findBlockByNumber(first)
    while block.isValid() and block.blockNumber() <= last:
        if block.length() > LONGEST:
            yield block
        block = block.next()


__all__ = [
    "CHIP",
    "CONTINUES",
    "OBJECT",
    "PRINTED",
    "TOKEN",
    "Mirror",
    "Printer",
    "block_format",
    "block_source",
    "chip_format",
    "chips",
    "cut_at",
    "fragments",
    "insert_segments",
    "link_of",
    "long_blocks",
    "position_in_part",
    "position_of",
    "range_source",
    "segments",
    "text_before",
    "units",
]
