"""Figures by which the words point back, 让23875名幼儿上好园, and the figure of the document that they mean."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from eduduty_desktop.figures.quantity import Kind
from eduduty_desktop.proof.index import Entry, Family, Member, Pair, Place
from eduduty_desktop.proof.relations.repeats.kinship import told_once
from eduduty_desktop.proof.relations.repeats.weighing import is_summed_up, points_of
from eduduty_desktop.proof.relations.repeats.wording import wording_of
from eduduty_desktop.proof.roles import Role
from eduduty_desktop.proof.told import Told

MOST_LIKE = 12
"""Figures alike but for one digit, beyond which none is compared."""

_KINDS = frozenset({Kind.COUNT, Kind.PERCENT, Kind.AREA, Kind.MONEY})
_SHORTEST = {Kind.COUNT: 2}
_LEAST, _PLAIN = 3, 3
_PLANNED = re.compile("预算|计划|任务|目标")


def _by_length(told: Sequence[Told]) -> Iterator[Entry]:
    """Figures by what those that are nearly one have in common: their unit, and how many digits they have of which place."""
    for one in told:
        figure, kind = one.figure, one.figure.quantity.kind
        if kind not in _KINDS or one.telling < _SHORTEST.get(kind, _LEAST) or figure.row > 1 or one.unit == "增%":
            continue
        if figure.role is Role.WHOLE and _PLANNED.search(figure.lead):
            continue  # 为年初预算205000万元的77.7%: each account has its own
        yield (one.unit, one.place, len(one.digits)), one, ""


def _referring(group: Sequence[Member]) -> Iterator[Pair]:
    """The pairs of equal figures, then those of figures that are one slip apart."""
    equal: dict[str, list[int]] = {}
    for number, (_, told, _) in enumerate(group):
        equal.setdefault(told.digits, []).append(number)
    slips: dict[str, list[str]] = {}
    for digits in equal:
        for slip in _slips(digits):
            slips.setdefault(slip, []).append(digits)
    for numbers in equal.values():
        if 1 < len(numbers) <= MOST_LIKE:
            yield from _among([group[number] for number in numbers], same=True)
    for values in slips.values():
        if len(values) > 1:
            numbers = sorted(number for digits in values for number in equal[digits])
            if len(numbers) <= MOST_LIKE:
                yield from _among([group[number] for number in numbers], same=False)


def _among(members: Sequence[Member], *, same: bool) -> Iterator[Pair]:
    """The pairs of figures that are the same, or of those that are not, of which one refers to the other."""
    places = [Place(told, spot) for spot, told, _ in members]
    points = [points_of(place) for place in places]
    for number, other in enumerate(places):
        for before, one in enumerate(places[:number]):
            if (
                (one.told.digits == other.told.digits) is same
                and (points[number] or points[before] or _of_one_stage(one, other) or is_summed_up(one, other))
                and _comparable(one, other)
            ):
                yield Pair(one, other, 0.0, weighed=True)


def _slips(digits: str) -> list[str]:
    """A number with each of its digits left open, and with each two neighbours in order: what one slip leaves of it."""
    slips = [f"{digits[:at]}*{digits[at + 1 :]}" for at in range(len(digits))]
    for at, (left, right) in enumerate(pairwise(digits)):
        if left != right:
            slips.append(f"{digits[:at]}~{min(left, right)}{max(left, right)}{digits[at + 2 :]}")
    return slips


def _comparable(one: Place, other: Place) -> bool:
    """Whether two figures, equal or nearly so, may be of one time and region."""
    if any(place.told.figure.role is Role.FROM and not place.setting.planned for place in (one, other)):
        return False
    first, second = one.setting, other.setting
    if not _apart(one, other) or (first.region and second.region and first.region != second.region):
        return False
    years = not first.years or not second.years or bool(first.years & second.years)
    return (years or second.planned) and (first.relative == second.relative or not first.relative)


def _of_one_stage(one: Place, other: Place) -> bool:
    """Whether two counts of many digits are plainly of one stage: 学前教育11903人, 在园幼儿11903人."""
    return (
        min(one.told.telling, other.told.telling) > _PLAIN
        and one.told.figure.quantity.kind is Kind.COUNT
        and wording_of(one.told).stage == wording_of(other.told).stage != ""
    )


def _apart(one: Place, other: Place) -> bool:
    """Whether two figures stand in two sentences, or in two clauses of which the second is plainly of something told."""
    if told_once(one, other):
        return True
    first, second = one.told.figure.mention, other.told.figure.mention
    plain = wording_of(other.told).points >= _PLAIN and min(one.told.telling, other.told.telling) >= _LEAST
    part = other.told.figure.role is Role.WHOLE and other.told.order == one.told.order + 1  # 131家，占全部134家的97.8%
    return plain and not part and first.clause is not second.clause and not first.quantity.approximation


FAMILIES = (Family(_by_length, _referring, starts=True),)
