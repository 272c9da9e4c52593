"""Figures of a foreign report → values of a framework's metrics, each with the confidence that it is that metric's.

A figure is a metric's where its unit agrees and the words around it, the nearest most, are those of the label.  The pairs
that fit best are taken first, each figure for one metric; what two labels fit alike, or two figures, is asked.  Plans and
limits are no values, growth only where a label asks for it.
"""

from collections import Counter
from collections.abc import Iterable, Iterator

import msgspec

from eduduty_desktop.figures import Amount
from eduduty_desktop.figures.lexer import lex
from eduduty_desktop.figures.quantity import Kind as Sort
from eduduty_desktop.figures.quantity import Quantity
from eduduty_desktop.framework import Framework
from eduduty_desktop.intake.last_report.assigning import assign
from eduduty_desktop.intake.last_report.context import Context, Passage
from eduduty_desktop.intake.last_report.labels import ALONE, Fit, Labels

HIGH = 0.72
"""From which confidence a figure needs no second look; set on three published reports against their tables."""
LEAST = 0.48
"""Below this a figure is not offered at all."""
MARGIN = 0.07
"""By how much the best label must fit better than the next, not to be asked."""
RIVAL = 0.15
"""By how much the best figure must fit better than one of another value, not to be asked."""
MOST_QUANTITIES = 5_000
MOST_FIGURES = 40
"""How many figures are weighed for one metric."""
_OTHER_YEAR = 0.3
_SPECIFIC, _MOST_MATCHED = 0.025, 8
_PRINTED = frozenset({"余", "多", "近", "约", "以上"})


class Found(msgspec.Struct, frozen=True):
    """A figure taken for a metric's: `value` in the metric's unit, `year` as the sentence says (None where it says none).

    `others` are figures of other values that fit the metric alike, each once: a person must choose.
    """

    metric: str
    start: int
    end: int
    text: str
    value: Amount
    approximation: str
    confidence: float
    year: int | None
    sentence: str
    doubts: tuple[str, ...] = ()
    others: tuple["Found", ...] = ()


class _Offer(msgspec.Struct, frozen=True):
    """A figure, a metric, how well they fit, and how early the pair is taken."""

    quantity: Quantity
    context: Context
    passage: Passage
    fit: Fit
    rank: float
    is_left: bool = False

    @property
    def slot(self) -> tuple[int, int]:
        """What can be given away once: the quantity, or its part for one of the things that share it."""
        return (self.quantity.start, self.fit.item)


def find_figures(
    framework: Framework, text: str, passages: tuple[Passage, ...], about: int | None = None
) -> tuple[Found, ...]:
    """At most one figure a metric, in the report's order; what remains open is told in `doubts`.

    `about` is the report's year: of two figures of one metric the one of that year is meant.
    """
    labels = Labels(framework)
    offers = sorted(_offers(labels, text, passages, about), key=lambda one: (-one.rank, one.quantity.start))
    likely = _best_of_each([one for one in offers if one.fit.score >= LEAST])
    taken = assign([(one.fit.metric.id, one.slot, one.rank) for one in likely])
    chosen = [likely[at] for at in taken]
    chosen += _left_over(labels, offers, chosen)
    by_metric: dict[str, list[_Offer]] = {}
    by_slot: dict[tuple[int, int], list[_Offer]] = {}
    for offer in likely:
        by_metric.setdefault(offer.fit.metric.id, []).append(offer)
        by_slot.setdefault(offer.slot, []).append(offer)
    given = {one.slot: one for one in chosen}
    found = []
    for one in chosen:
        alike = _alike(one, by_metric.get(one.fit.metric.id, []), given, about)
        doubts = [*_doubts(labels, one), *_rivals(one, alike, by_slot.get(one.slot, []))]
        others = tuple(_found(each, (*_doubts(labels, each), f"也可能是{one.quantity.text}")) for each in alike)
        found.append(_found(one, tuple(doubts), others))
    return tuple(sorted(found, key=lambda one: one.start))


def _offers(labels: Labels, text: str, passages: tuple[Passage, ...], about: int | None) -> Iterable[_Offer]:
    quantities = lex(text)[:MOST_QUANTITIES]
    for passage in passages:
        inside = [one for one in quantities if passage.start <= one.start < passage.end]
        previous = passage.start
        for at, quantity in enumerate(inside):
            following = next((one.start for one in inside[at + 1 : at + 4] if one.unit), passage.end)
            context = Context(text, quantity, passage, previous, following)
            if quantity.unit:
                previous = quantity.end
            if quantity.value is None or quantity.is_range or context.is_no_value:
                continue
            later = 0.0 if context.year in (None, about) else _OTHER_YEAR
            for fit in labels.fits(quantity, context, passage, inside):
                if fit.score >= LEAST - ALONE:
                    yield _Offer(
                        quantity, context, passage, fit, fit.score - later + _SPECIFIC * min(fit.matched, _MOST_MATCHED)
                    )


def _best_of_each(offers: list[_Offer]) -> list[_Offer]:
    """The best offers of each metric: of a text that repeats itself the rest says nothing."""
    count: Counter[str] = Counter()
    kept = []
    for offer in offers:
        count[offer.fit.metric.id] += 1
        if count[offer.fit.metric.id] <= MOST_FIGURES:
            kept.append(offer)
    return kept


def _left_over(labels: Labels, offers: list[_Offer], chosen: list[_Offer]) -> list[_Offer]:
    """What is left over: the one figure of its sort that a point still lacks and its text still has."""
    metrics = {one.fit.metric.id for one in chosen}
    starts = {one.quantity.start for one in chosen}
    left = [
        one
        for one in offers
        if one.fit.metric.id not in metrics
        and one.quantity.start not in starts
        and labels.place_of(one.fit.metric) == one.passage.node
    ]
    figures, wanted = Counter(one.fit.metric.id for one in left), Counter(one.quantity.start for one in left)
    return [
        msgspec.structs.replace(one, is_left=True)
        for one in left
        if figures[one.fit.metric.id] == 1 and wanted[one.quantity.start] == 1 and one.fit.score + ALONE >= LEAST
    ]


def _doubts(labels: Labels, offer: _Offer) -> Iterator[str]:
    """What the figure itself leaves open."""
    if offer.is_left:
        yield "只按单位和所在的测评点推断"
    if offer.context.is_some_of_them:
        yield "可能只是其中一部分"
    if not offer.quantity.unit and offer.quantity.kind is Sort.NUMBER:
        yield "报告里没有写单位"
    others = labels.others_too(offer.fit.metric, offer.context)
    if others:
        yield f"可能还包括{'、'.join(sorted(others))}"


def _rivals(offer: _Offer, alike: list[_Offer], metrics: list[_Offer]) -> Iterator[str]:
    """What else it may be: another metric's figure, another figure of the metric."""
    other = next((one.fit for one in metrics if one.fit.metric.id != offer.fit.metric.id), None)
    if other is not None and offer.fit.score - other.score < MARGIN:
        yield f"也可能是“{other.metric.printed_label}”"
    if alike:
        yield f"也可能是{'、'.join(dict.fromkeys(one.quantity.text for one in alike))}"


def _alike(
    offer: _Offer, figures: list[_Offer], given: dict[tuple[int, int], _Offer], about: int | None
) -> list[_Offer]:
    """Figures of other values that fit the metric as well, each value once."""
    found: dict[Amount, _Offer] = {}
    for one in figures:
        if (
            one.fit.value != offer.fit.value
            and (one.context.year in (None, about)) == (offer.context.year in (None, about))
            and offer.fit.score - one.fit.score < RIVAL
            and not _is_surely_anothers(one, given.get(one.slot))
        ):
            found.setdefault(one.fit.value, one)
    return list(found.values())


def _found(offer: _Offer, doubts: tuple[str, ...], others: tuple[Found, ...] = ()) -> Found:
    quantity = offer.quantity
    confidence = min(max(offer.fit.score, LEAST), HIGH - 0.01 if doubts else 1.0)
    return Found(
        offer.fit.metric.id,
        quantity.start,
        quantity.end,
        quantity.text,
        offer.fit.value,
        quantity.approximation if quantity.approximation in _PRINTED else "",
        round(confidence, 2),
        offer.context.year,
        offer.context.sentence,
        doubts,
        others,
    )


def _is_surely_anothers(offer: _Offer, taken: _Offer | None) -> bool:
    """Whether a figure fits the metric that it was taken for clearly better."""
    return taken is not None and taken is not offer and taken.fit.score - offer.fit.score >= RIVAL
