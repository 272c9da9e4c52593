"""Where a number is said in a document: figures of distant paragraphs under keys that they share.

An index is kept from one reading of a document to the next: only what stands in changed paragraphs is taken out and put
in, and only the groups that this touches are compared anew.  What it finds is what it would find in an empty index,
since a group is a matter of its members and their order alone.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from eduduty_desktop.proof.passage import Passage
from eduduty_desktop.proof.reading import Reading
from eduduty_desktop.proof.setting import Setting, headings_over
from eduduty_desktop.proof.told import Told, starts_in, told_in


class Spot:
    """A paragraph of the document: what it says, the headings above it, which one it is, and where it begins.

    The last two change with what stands before it; `number` is -1 once it is gone.
    """

    __slots__ = ("at", "number", "passage", "under")

    def __init__(self, passage: Passage, under: tuple[str, ...]) -> None:
        self.passage = passage
        self.under = under
        self.number = self.at = -1

    def is_(self, passage: Passage, under: tuple[str, ...]) -> bool:
        """Whether it is this paragraph under these headings."""
        return self.passage is passage and self.under == under


class Place(NamedTuple):
    """A told figure where it stands in the document."""

    told: Told
    spot: Spot

    @property
    def setting(self) -> Setting:
        return self.told.setting(self.spot.under)


class Pair:
    """Two places that may tell one quantity; `doubted` if that depends on what else bears its name, `weighed` if on all
    figures of the document.

    What is made of the pair may be kept with it.
    """

    __slots__ = ("doubted", "kept", "likelihood", "one", "other", "weighed")

    def __init__(
        self, one: Place, other: Place, likelihood: float, *, doubted: bool = False, weighed: bool = False
    ) -> None:
        self.one = one
        self.other = other
        self.likelihood = likelihood
        self.doubted = doubted
        self.weighed = weighed
        self.kept: tuple[int, int, Reading] | None = None


Member = tuple[Spot, Told, str]
"""A figure of a group, and what its family notes of it."""

Entry = tuple[Hashable, Told, str]
"""A key under which a figure is looked for, the figure, and a note."""

_Entries = tuple[tuple[int, tuple[Entry, ...]], ...]
"""The entries of a paragraph, by the number of the family."""


class Family(NamedTuple):
    """A way to find partners: the keys of a paragraph's figures, and the pairs of a group under one key, in order.

    `starts` is whether it also looks at figures from which a change starts.
    """

    entries: Callable[[Sequence[Told]], Iterable[Entry]]
    pairs: Callable[[Sequence[Member]], Iterable[Pair]]
    starts: bool = False


class Index:
    """The figures of one document by all keys of some families, with the pairs found so far."""

    def __init__(self, families: Sequence[Family]) -> None:
        self._families = families
        self._entries: dict[Passage, _Entries] = {}
        self._spots: list[Spot] = []
        self._groups: list[dict[Hashable, list[Member]]] = [defaultdict(list) for _ in families]
        self._found: list[dict[Hashable, tuple[Pair, ...]]] = [{} for _ in families]

    @property
    def places(self) -> Iterator[Place]:
        """All figures of the document, in order."""
        return (Place(told, spot) for spot in self._spots for told in told_in(spot.passage))

    def pairs(self, passages: Sequence[Passage], starts: Sequence[int]) -> Iterator[Pair]:
        """The pairs of a document, given with where each paragraph begins; one pair may be found under several keys."""
        gone, come = self._replace(passages, starts)
        for spot in gone:
            spot.number = -1
        touched: list[dict[Hashable, list[Member]]] = [{} for _ in self._families]
        for spot in gone:
            for family, entries in self._entries_of(spot.passage):
                groups = self._groups[family]
                touched[family].update((key, groups[key]) for key, _, _ in entries)
        for group in chain.from_iterable(groups.values() for groups in touched):
            group[:] = [member for member in group if member[0].number >= 0]
        ordered = len(come) == len(self._spots)
        if ordered and not gone:  # every group is touched
            touched = self._groups
        for spot in come:
            for family, entries in self._entries_of(spot.passage):
                groups = self._groups[family]
                for key, told, note in entries:
                    groups[key].append((spot, told, note))
                if touched is not self._groups:
                    touched[family].update([(key, groups[key]) for key, _, _ in entries])
        for family, its in enumerate(touched):
            found = self._found[family]
            for key, group in [*its.items()]:
                if len(group) != 1 or key in found:
                    self._compare(family, key, group, ordered=ordered)
        self._forget()
        return (pair for found in self._found for pairs in found.values() for pair in pairs)

    def _replace(self, passages: Sequence[Passage], starts: Sequence[int]) -> tuple[list[Spot], list[Spot]]:
        """Take over the document; the paragraphs that are gone from it, and those that have come."""
        old, under = self._spots, headings_over(tuple(passages))
        same = min(len(old), len(passages))
        front = 0
        while front < same and old[front].is_(passages[front], under[front]):
            front += 1
        back = 0
        while back < same - front and old[-1 - back].is_(passages[-1 - back], under[-1 - back]):
            back += 1
        rest, new = old[front : len(old) - back], list(zip(passages, under, strict=True))[front : len(passages) - back]
        if len(rest) == len(new):  # here and there a paragraph was written anew
            middle = [spot if spot.is_(*pair) else Spot(*pair) for spot, pair in zip(rest, new, strict=True)]
        else:
            middle = [Spot(*pair) for pair in new]
        self._spots = [*old[:front], *middle, *old[len(old) - back :]]
        stay = set(map(id, middle)).intersection(map(id, rest))
        gone, come = ([spot for spot in spots if id(spot) not in stay] for spots in (rest, middle))
        for number, (spot, start) in enumerate(zip(self._spots, starts, strict=True)):
            spot.number, spot.at = number, start
        return gone, come

    def _entries_of(self, passage: Passage) -> _Entries:
        """The entries of a paragraph."""
        known = self._entries.get(passage)
        if known is None:
            known = self._entries[passage] = tuple(self._read(passage)) if passage.quantities else ()
        return known

    def _read(self, passage: Passage) -> Iterator[tuple[int, tuple[Entry, ...]]]:
        told = told_in(passage)
        every = (*told, *starts_in(passage))
        for number, family in enumerate(self._families):
            if entries := tuple(family.entries(every if family.starts else told)):
                yield number, entries

    def _compare(self, family: int, key: Hashable, group: list[Member], *, ordered: bool) -> None:
        if len(group) > 1:
            if not ordered:
                group.sort(key=_number)
            if pairs := tuple(self._families[family].pairs(group)):
                self._found[family][key] = pairs
                return
        elif not group:
            del self._groups[family][key]
        self._found[family].pop(key, None)

    def _forget(self) -> None:
        """Let go of paragraphs that are gone, once they are many."""
        if len(self._entries) > 2 * len(self._spots) + 64:
            kept = {spot.passage for spot in self._spots}
            self._entries = {passage: known for passage, known in self._entries.items() if passage in kept}


def _number(member: Member) -> int:
    return member[0].number
