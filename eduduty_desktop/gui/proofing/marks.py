"""Which figures of a text are underlined and how, and which finding stands at a place.  No Qt."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate

import msgspec

from eduduty_desktop.workspace.proofing import Group, Item

GRAVITY = {
    Group.CONTRADICTION: 0,
    Group.RESIDUE: 1,
    Group.UNCHECKABLE: 2,
    Group.SOUND: 3,
}


class Mark(msgspec.Struct, frozen=True):
    """A place of the text and the gravest finding there, by its number in the list of all."""

    start: int
    end: int
    group: Group
    item: int


class Marks:
    """The marks of a text, in its order; a place that several findings share has the gravest one's."""

    def __init__(self, items: Sequence[Item]) -> None:
        gravest: dict[tuple[int, int], Mark] = {}
        for number, item in enumerate(items):
            for span in item.spans:
                place = (span.start, span.end)
                known = gravest.get(place)
                if known is None or GRAVITY[item.group] < GRAVITY[known.group]:
                    gravest[place] = Mark(*place, item.group, number)
        # Of two that overlap the graver is drawn last, and so over the other.
        self.all = sorted(gravest.values(), key=lambda mark: (mark.start, -GRAVITY[mark.group], mark.end))
        self._starts = [mark.start for mark in self.all]
        self._furthest = list(accumulate((mark.end for mark in self.all), max))

    def between(self, start: int, end: int) -> list[Mark]:
        """The marks that are, at least in part, in a range of the text."""
        first = bisect_left(self._furthest, start)
        return [mark for mark in self.all[first : bisect_right(self._starts, end)] if mark.end >= start]

    def at(self, offset: int) -> Mark | None:
        """The gravest mark on a character or around a cursor, the shortest of those alike."""
        here = [mark for mark in self.between(offset, offset) if mark.start <= offset <= mark.end]
        return min(here, key=lambda mark: (GRAVITY[mark.group], mark.end - mark.start), default=None)
