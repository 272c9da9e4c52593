"""Repeats: one quantity stated in two places of a document.

Equal figures are a repeat if their words agree the more, the fewer digits they have.  Unequal ones contradict each other
only if they differ by one digit or two that changed places, and if so many digits, or one name said of the whole county,
leave no room for chance; a word of another year, part, plan or region makes them two quantities.
"""

from collections.abc import Iterator, Sequence

from eduduty_desktop.proof.index import Index, Pair, Place
from eduduty_desktop.proof.lexicon import span_of
from eduduty_desktop.proof.passage import Passage
from eduduty_desktop.proof.reading import CONFIRM, Reading, judge
from eduduty_desktop.proof.relations.repeats import (
    back,
    equal,
    funds,
    grown,
    long,
    people,
    referring,
    short,
    twins,
    vacant,
)
from eduduty_desktop.proof.relations.repeats.kinship import LEAST_NEAR, LIKELY
from eduduty_desktop.proof.relations.repeats.weighing import Weighing
from eduduty_desktop.proof.result import Claim, Relation, Span

MOST_VALUES = 3
"""Values under one name, beyond which it is that of many things (发放资金) unless the whole county is spoken of."""

FAMILIES = (
    *equal.FAMILIES,
    *long.FAMILIES,
    *short.FAMILIES,
    *people.FAMILIES,
    *back.FAMILIES,
    *twins.FAMILIES,
    *vacant.FAMILIES,
    *grown.FAMILIES,
    *funds.FAMILIES,
    *referring.FAMILIES,
)


class Repeats:
    """The repeats of one document, kept while it is written: only what changed is compared anew."""

    def __init__(self) -> None:
        self._index = Index(FAMILIES)
        self._decided: dict[Place, _Decided] = {}
        self._weighed: dict[Pair, Pair] = {}

    def readings(self, passages: Sequence[Passage], starts: Sequence[int]) -> Iterator[Reading]:
        """All readings of repeats; offsets are the text's."""
        return map(_reading, self._pairs(passages, starts))

    def claims(self, passages: Sequence[Passage], starts: Sequence[int]) -> list[Claim]:
        """The verdict over all readings, as `judge` gives it; figures whose readings did not change are moved only."""
        groups: dict[Place, list[Pair]] = {}
        for pair in self._pairs(passages, starts):
            groups.setdefault(pair.other, []).append(pair)
        decided: dict[Place, _Decided] = {}
        claims = []
        for place, pairs in groups.items():
            known = self._decided.get(place)
            if known is None or known.pairs != pairs:
                known = _Decided(pairs)
            decided[place] = known
            if (claim := known.claim()) is not None:
                claims.append(claim)
        self._decided = decided
        claims.sort(key=_order)
        return claims

    def _pairs(self, passages: Sequence[Passage], starts: Sequence[int]) -> Iterator[Pair]:
        """The pairs of the document, without those whose names mean many things or that hardly are one quantity."""
        doubted, weighed = [], []
        for pair in self._index.pairs(passages, starts):
            if pair.doubted:
                doubted.append(pair)
            elif pair.weighed:
                weighed.append(pair)
            else:
                yield pair
        yield from self._likely(weighed)
        values = _values_by_name(self._index.places) if doubted else {}
        for pair in doubted:
            if max(len(values[place.told.key]) for place in (pair.one, pair.other)) <= MOST_VALUES:
                yield pair

    def _likely(self, weighed: Sequence[Pair]) -> Iterator[Pair]:
        """Of pairs that all figures weigh, those that are likely one quantity, with how likely they are."""
        known, self._weighed = self._weighed, {}
        weighing = Weighing(self._index.places if weighed else ())
        for pair in weighed:
            likelihood = weighing.posterior(pair.one, pair.other)
            if likelihood >= CONFIRM:
                before = known.get(pair)
                likely = (
                    before if before and before.likelihood == likelihood else Pair(pair.one, pair.other, likelihood)
                )
                self._weighed[pair] = likely
                yield likely


class _Decided:
    """The verdict over the pairs that state one figure, and where its claim stood last.

    Whichever paragraphs grow, their order stays, and so do the reading that decides and its message.
    """

    __slots__ = ("_at", "_claim", "_pair", "pairs")

    def __init__(self, pairs: list[Pair]) -> None:
        self.pairs = pairs
        claims = judge(_reading(pair) for pair in pairs)
        self._claim: Claim | None = claims[0] if claims else None
        self._pair = next((pair for pair in pairs if self._claim and _spans(pair) == self._claim.operands), pairs[0])
        self._at = _begins(self._pair)

    def claim(self) -> Claim | None:
        """The claim where its figures stand now; None where nothing is plain."""
        at = _begins(self._pair)
        if self._claim is not None and at != self._at:
            self._claim = self._claim.placed(_spans(self._pair), _span(self._pair.other))
        self._at = at
        return self._claim


def readings(passages: Sequence[Passage], starts: Sequence[int]) -> Iterator[Reading]:
    """All readings of repeats of a document."""
    return Repeats().readings(passages, starts)


def _values_by_name(places: Iterator[Place]) -> dict[tuple[str, str], set[str]]:
    """The numbers that a document tells under each name and unit, those of many digits."""
    values: dict[tuple[str, str], set[str]] = {}
    for place in places:
        if place.told.telling >= LEAST_NEAR:
            values.setdefault(place.told.key, set()).add(place.told.digits)
    return values


def _reading(pair: Pair) -> Reading:
    """The reading of a pair, made once for where its figures stand."""
    one, other = pair.one, pair.other
    if pair.kept is None or pair.kept[:2] != (one.spot.at, other.spot.at):
        pair.kept = one.spot.at, other.spot.at, _made(one, other, pair.likelihood)
    return pair.kept[2]


def _made(one: Place, other: Place, likelihood: float) -> Reading:
    first, second = one.told.figure.mention, other.told.figure.mention
    if first.quantity.approximation or second.quantity.approximation:
        likelihood = min(likelihood, LIKELY)
    spans = tuple(_span(place) for place in (one, other))
    name = other.told.name or one.told.name
    return Reading(
        Relation.REPEAT,
        spans[1],
        spans,
        second.quantity.interval,
        first.quantity.interval,
        likelihood,
        f"前文“{name[-14:]}”{first.text}",
        first.text,
        "同一数字前后不一致：请核对两处的年份、范围和口径，确属同一指标的改为一致。",
    )


def _begins(pair: Pair) -> tuple[int, int]:
    """Where the paragraphs of a pair begin."""
    return pair.one.spot.at, pair.other.spot.at


def _spans(pair: Pair) -> tuple[Span, ...]:
    """The figures of a pair, in the order of the text."""
    return tuple(sorted((_span(pair.one), _span(pair.other)), key=_start))


def _start(span: Span) -> int:
    return span.start


def _order(claim: Claim) -> tuple[int, int, int]:
    return claim.start, claim.end, claim.stated.start


def _span(place: Place) -> Span:
    return span_of(place.told.figure.mention).moved(place.spot.at)


__all__ = ["Repeats", "readings"]
