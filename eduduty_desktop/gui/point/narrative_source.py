"""A narrative's source cut into the blocks that an editor shows.  No Qt.

A paragraph over 2,000 characters is shown as several blocks (one huge block would make every keystroke slow);
all but its first are *continuations* and join without a line feed when the source is read back.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from eduduty_desktop.draft.narrative import Link, escape, pieces
from eduduty_desktop.gui.point.pasted import clean_text

LONGEST = 2000
_TARGET = 1000
_STOPS = "。！？；"

Item = str | Link


@dataclass(slots=True)
class Segment:
    """One block of the editor: literal texts and links, and whether it continues the block before."""

    items: list[Item] = field(default_factory=list)
    continues: bool = False

    def source(self) -> str:
        return "".join(escape(item) if isinstance(item, str) else item.source() for item in self.items)


def segments(source: str) -> list[Segment]:
    """The blocks of a source in order; at least one."""
    result: list[Segment] = []
    for paragraph in _paragraphs(source):
        result.extend(_cut(paragraph))
    return result


def _paragraphs(source: str) -> Iterator[list[Item]]:
    current: list[Item] = []
    for piece in pieces(source):
        if piece.link is not None:
            current.append(piece.link)
            continue
        first, *rest = clean_text(piece.text).split("\n")
        if first:
            current.append(first)
        for line in rest:
            yield current
            current = [line] if line else []
    yield current


def _cut(paragraph: list[Item]) -> Iterator[Segment]:
    if sum(_length(item) for item in paragraph) <= LONGEST:
        yield Segment(paragraph)
        return
    segment, room = Segment(), _TARGET
    for item in paragraph:
        rest = item
        while isinstance(rest, str) and len(rest) > room:
            at = cut_at(rest, room)
            segment.items.append(rest[:at])
            yield segment
            segment, room, rest = Segment(continues=True), _TARGET, rest[at:]
        if rest:
            segment.items.append(rest)
            room = max(1, room - _length(rest))
    if segment.items:
        yield segment


def _length(item: Item) -> int:
    return len(item) if isinstance(item, str) else 8


def cut_at(text: str, room: int) -> int:
    """Where to cut a text at most `room` characters long: after the last sentence that fits, if it is not too short."""
    last = max(text.rfind(stop, room // 2, room) for stop in _STOPS)
    return last + 1 if last >= 0 else room


def joined(parts: Sequence[tuple[str, bool]]) -> str:
    """The source of blocks given as (source, continues)."""
    pieces_: list[str] = []
    for number, (text, continues) in enumerate(parts):
        if number and not continues:
            pieces_.append("\n")
        pieces_.append(text)
    return "".join(pieces_)
