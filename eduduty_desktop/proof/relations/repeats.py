"""Repeats: one quantity stated in two places of a document.

Equal figures are a repeat if their words agree the more, the fewer digits they have.  Unequal ones contradict each other
only if they differ by one digit or two that changed places, and if so many digits, or one name said of the whole county,
leave no room for chance; a word of another year, part, plan or region makes them two quantities.
"""

from collections.abc import Iterator, Sequence

from eduduty_desktop.figures.quantity import Kind
from eduduty_desktop.proof.index import (
    COMPARED,
    Place,
    nearly,
    nearly_one_value,
    places,
    rounded_alike,
    swapped,
    values_by_name,
    with_one_name,
    with_one_value,
)
from eduduty_desktop.proof.lexicon import span_of
from eduduty_desktop.proof.naming import Likeness, likeness
from eduduty_desktop.proof.passage import Passage
from eduduty_desktop.proof.reading import CONFIRM, Reading
from eduduty_desktop.proof.relations.twins import twins
from eduduty_desktop.proof.result import Relation, Span
from eduduty_desktop.proof.setting import headings, may_be_one

SURE, LIKELY, WEAK = 0.82, 0.6, 0.3

SPECIFIC = 4
"""Characters that a name must have to be one thing's alone."""

SPECIFIC_RATE = 5

MOST_VALUES = 3
"""Values under one name, beyond which it is that of many things (发放资金) unless the whole county is spoken of."""


def readings(passages: Sequence[Passage], starts: Sequence[int]) -> Iterator[Reading]:
    """All readings of repeats of a document."""
    found = places(passages, starts, headings(passage.text for passage in passages))
    for group in with_one_value(found):
        for number, other in enumerate(group[1:], 1):
            for one in group[: min(number, COMPARED)]:
                if (likelihood := _if_equal(one, other)) >= CONFIRM:
                    yield _reading(one, other, likelihood)
    for one, other in rounded_alike(found):
        if one.told.digits != other.told.digits and _likeness(one, other) >= Likeness.INSIDE and _timely(one, other):
            yield _reading(one, other, LIKELY)
    near = [(one, other) for one, other in nearly_one_value(found) if _if_long(one, other)]
    values = values_by_name(found) if near else {}
    for one, other in near:
        first, second = one.setting, other.setting
        whole = first.whole and second.whole and first.parts == second.parts
        if whole or max(len(values[place.told.key]) for place in (one, other)) <= MOST_VALUES:
            yield _reading(one, other, SURE)
    for group in with_one_name(found):
        yield from _of_one_name(group)
    for one, other, likelihood in twins(found):
        yield _reading(one, other, likelihood)


def _likeness(one: Place, other: Place) -> Likeness:
    return likeness(one.told.name, other.told.name)


def _timely(one: Place, other: Place) -> bool:
    return may_be_one(one.setting, other.setting)


def _if_equal(one: Place, other: Place) -> float:
    """How plainly two equal figures are one quantity."""
    digits = one.told.telling
    if digits == 2 and not (one.told.unique or other.told.unique):
        return WEAK
    alike = _likeness(one, other)
    if alike is Likeness.SAME and digits > 2:
        return 0.7
    if alike is Likeness.INSIDE and digits > 2:
        return 0.65
    if alike >= Likeness.INSIDE:
        return LIKELY if one.setting.whole or other.setting.whole or len(one.told.name) >= SPECIFIC else WEAK
    shared = len(one.told.words & other.told.words)
    if alike is Likeness.ALIKE and shared:
        return LIKELY if digits > 2 else WEAK
    return LIKELY if shared >= (1 if digits > 3 else 2 if digits > 2 else 4) else WEAK


def _if_long(one: Place, other: Place) -> bool:
    """Whether two figures of four and more digits, alike but for one or two, are plainly one quantity."""
    digits = min(one.told.telling, other.told.telling)
    first, second = one.setting, other.setting
    alike = _likeness(one, other)
    if one.told.unit == "增%" or not _told_once(one, other) or not _timely(one, other):
        return False
    if digits > 4 and len(one.told.digits) > 4:
        disjoint = first.parts and second.parts and not first.parts & second.parts
        return not disjoint and (alike >= Likeness.ALIKE or not one.told.words.isdisjoint(other.told.words))
    turned = swapped(one.told.digits, other.told.digits)
    same_part = first.parts == second.parts or (turned and (first.parts <= second.parts or second.parts <= first.parts))
    if not same_part or first.planned or second.planned or first.norm or second.norm:
        return False
    of_one_year = bool(first.years) and first.years == second.years and (first.dated or second.dated)
    if one.passage == other.passage and not ((first.own and second.own) or of_one_year):
        return False
    if alike is Likeness.SAME:
        return one.told.unit != "%" or len(one.told.name) >= SPECIFIC_RATE
    if alike is Likeness.INSIDE and one.told.unit != "%":
        return one.told.unit != "元" or min(len(one.told.name), len(other.told.name)) >= SPECIFIC
    return False


def _of_one_name(group: list[Place]) -> Iterator[Reading]:
    """Readings of figures of few digits under one name, if that has two values only and they are nearly one."""
    if len({place.told.digits for place in group}) < 2:
        return
    parted: dict[frozenset[str], list[Place]] = {}
    for place in group:
        parted.setdefault(place.setting.parts, []).append(place)
    for places_of_part in parted.values():
        values = {place.told.digits for place in places_of_part}
        if len(values) == 2 and nearly(*values):
            first = places_of_part[0]
            for other in places_of_part[1:]:
                if other.told.digits != first.told.digits and _if_short(first, other):
                    yield _reading(first, other, SURE)


def _if_short(one: Place, other: Place) -> bool:
    """Whether two figures of one name are plainly one quantity, few digits as they have."""
    first, second = one.setting, other.setting
    if one.passage == other.passage or not _told_once(one, other) or not _timely(one, other):
        return False
    if first.parts != second.parts or first.planned or second.planned or first.norm or second.norm:
        return False
    dated = first.dated and second.dated and first.years == second.years and len(one.told.name) >= SPECIFIC
    if one.told.unit == "元":
        return dated or (first.own and second.own)
    if one.told.unit in {"%", "增%"}:
        named = len(one.told.name) > SPECIFIC_RATE or (first.own and second.own and len(one.told.name) >= SPECIFIC)
        return one.told.unit == "%" and one.told.telling > 2 and one.told.name.endswith("率") and named
    if one.told.figure.quantity.kind is Kind.SCORE:
        return one.told.name == "总得分"
    return (first.whole and second.whole) or dated


def _told_once(one: Place, other: Place) -> bool:
    """Whether two figures stand in two sentences and neither is rough."""
    first, second = one.told.figure.mention, other.told.figure.mention
    apart = one.passage != other.passage or first.clause.sentence != second.clause.sentence
    return apart and not first.quantity.approximation and not second.quantity.approximation


def _reading(one: Place, other: Place, likelihood: float) -> Reading:
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
    return span_of(place.told.figure.mention).moved(place.at)
