"""Repeats: one quantity stated in two places of a document.

Equal figures are a repeat if their words agree the more, the fewer digits they have.  Unequal ones contradict each other
only if they differ by one digit or two that changed places, and if so many digits, or one name said of the whole county,
leave no room for chance; a word of another year, part, plan or region makes them two quantities.
"""

from collections.abc import Iterator, Sequence

from eduduty_desktop.proof.index import Index, Pair, Place
from eduduty_desktop.proof.lexicon import span_of
from eduduty_desktop.proof.passage import Passage
from eduduty_desktop.proof.reading import Reading
from eduduty_desktop.proof.relations.repeats import back, equal, long, people, short, twins, vacant
from eduduty_desktop.proof.relations.repeats.kinship import LEAST_NEAR, LIKELY
from eduduty_desktop.proof.result import Relation, Span

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
)


class Repeats:
    """The repeats of one document, kept while it is written: only what changed is compared anew."""

    def __init__(self) -> None:
        self._index = Index(FAMILIES)

    def readings(self, passages: Sequence[Passage], starts: Sequence[int]) -> Iterator[Reading]:
        """All readings of repeats; offsets are the text's."""
        doubted = []
        for pair in self._index.pairs(passages, starts):
            if pair.doubted:
                doubted.append(pair)
            else:
                yield _reading(pair)
        values = _values_by_name(self._index.places) if doubted else {}
        for pair in doubted:
            if max(len(values[place.told.key]) for place in (pair.one, pair.other)) <= MOST_VALUES:
                yield _reading(pair)


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


def _span(place: Place) -> Span:
    return span_of(place.told.figure.mention).moved(place.spot.at)


__all__ = ["Repeats", "readings"]
