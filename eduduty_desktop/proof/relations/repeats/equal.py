"""Equal figures: a repeat if their words agree the more, the fewer digits they have; also where one is the other rounded."""

from collections.abc import Iterator, Sequence

from eduduty_desktop.proof.digits import rounded
from eduduty_desktop.proof.index import Entry, Family, Member, Pair, Place, Spot
from eduduty_desktop.proof.naming import Likeness
from eduduty_desktop.proof.reading import CONFIRM
from eduduty_desktop.proof.relations.repeats.kinship import (
    LEAST_NEAR,
    LIKELY,
    MOST,
    SPECIFIC,
    WEAK,
    alike,
    timely,
)
from eduduty_desktop.proof.told import Told

COMPARED = 4
"""Earlier figures of a key that a later one is compared with."""

CERTAIN = 5
"""Digits that no two quantities share by chance."""

_ROUNDED = frozenset({"元", "%", "增%"})
_KEPT = 5
_COARSE, _FINE = "coarse", "fine"


def _by_value(told: Sequence[Told]) -> Iterator[Entry]:
    """Figures of one value and unit, as they are written or rounded."""
    for one in told:
        if one.telling > 1:
            bare = one.digits.rstrip("0")
            yield (one.unit, bare, one.place + len(one.digits) - len(bare)), one, ""


def _equal(group: Sequence[Member]) -> Iterator[Pair]:
    if len(group) > MOST:
        return
    places = [Place(told, spot) for spot, told, _ in group]
    for number, other in enumerate(places[1:], 1):
        for one in places[: min(number, COMPARED)]:
            if (likelihood := _if_equal(one, other)) >= CONFIRM:
                yield Pair(one, other, likelihood)


def _if_equal(one: Place, other: Place) -> float:
    """How plainly two equal figures are one quantity."""
    digits = one.told.telling
    if digits == 2 and not (one.told.unique or other.told.unique):
        return WEAK
    likeness = alike(one, other)
    if likeness is Likeness.SAME and digits > 2:
        return 0.7
    if likeness is Likeness.INSIDE and digits > 2:
        return 0.65
    if likeness >= Likeness.INSIDE:
        return LIKELY if one.setting.whole or other.setting.whole or len(one.told.name) >= SPECIFIC else WEAK
    if digits >= CERTAIN and timely(one, other):
        return LIKELY
    shared = len(one.told.words & other.told.words)
    if likeness is Likeness.ALIKE and shared:
        return LIKELY if digits > 2 else WEAK
    return LIKELY if shared >= (1 if digits > 3 else 2 if digits > 2 else 4) else WEAK


def _by_unit(told: Sequence[Told]) -> Iterator[Entry]:
    """Figures of few digits, and those of more that may be written in fewer (158934万元, 15.89亿元)."""
    for one in told:
        if 2 <= len(one.digits) <= _KEPT:
            yield one.unit, one, _COARSE
        if one.telling >= (3 if one.unit in _ROUNDED else LEAST_NEAR + 1):
            yield one.unit, one, _FINE


def _rounded_alike(group: Sequence[Member]) -> Iterator[Pair]:
    """Each figure of many digits with those that are written as it may be in fewer."""
    fine = [(spot, told) for spot, told, note in group if note == _FINE]
    coarse: dict[tuple[int, str], list[tuple[Spot, Told]]] = {}
    for spot, told, note in group if fine else ():
        if note == _COARSE:
            coarse.setdefault((told.place, told.digits), []).append((spot, told))
    for spot, told in fine if coarse else ():
        for form in _in_fewer(told):
            for its, few in coarse.get(form, ())[:MOST]:
                place, other = Place(told, spot), Place(few, its)
                first, second = sorted((place, other), key=_stands)
                if timely(first, second) and (alike(first, second) >= Likeness.INSIDE or other.told.telling >= CERTAIN):
                    yield Pair(first, second, LIKELY)


def _in_fewer(told: Told) -> Iterator[tuple[int, str]]:
    """A number in fewer digits, by the place of its last digit."""
    for kept in range(2, min(_KEPT + 1, len(told.digits))):
        for shown in rounded(told.digits, kept):
            yield (told.place + len(told.digits) - kept, shown)


def _stands(place: Place) -> tuple[int, int]:
    return place.spot.number, place.told.order


FAMILIES = (Family(_by_value, _equal), Family(_by_unit, _rounded_alike))
