"""Figures of few digits under one name, if that has two values only and they are nearly one."""

import re
from collections.abc import Iterable, Iterator, Sequence

from eduduty_desktop.figures.quantity import Kind
from eduduty_desktop.proof.digits import nearly, swapped
from eduduty_desktop.proof.index import Entry, Family, Member, Pair, Place
from eduduty_desktop.proof.relations.repeats.kinship import (
    ALL,
    LEAST_NEAR,
    MOST,
    SPECIFIC,
    SPECIFIC_RATE,
    SURE,
    timely,
    told_once,
)
from eduduty_desktop.proof.told import Told

SPECIFIC_COUNT = 6
"""Characters of 公办园在编教师 and its like."""

SPECIFIC_GROWTH = 8
"""Characters of 一般公共预算收入增长 and its like, 增长 among them."""


_SEEN, _SEEN_SCORE = 60, 16
_OUTPUT = re.compile("(?:收入|支出|投资|总值|产值|增加值|总额|零售额)增长$")
_ACCOUNT = re.compile("(?:预算|财政)(?:总?收入|总?支出)$")
_OF_YEARS = re.compile(
    "年均|平均|累计|期间|以来|近[0-9一二两三四五六七八九十]+年|季度|[0-9]月|口径|可比|剔除|扣除|还原|其中"
)


def _by_name(told: Sequence[Told]) -> Iterator[Entry]:
    for one in told:
        if 1 < one.telling < LEAST_NEAR and (len(one.name) > 1 if one.unique else len(one.name) >= SPECIFIC_COUNT):
            yield (one.unit, one.place, one.name), one, ""


def _of_one_name(group: Sequence[Member]) -> Iterator[Pair]:
    if len(group) > MOST or len({told.digits for _, told, _ in group}) < 2:
        return
    parted: dict[frozenset[str], list[Place]] = {}
    for spot, told, _ in group:
        place = Place(told, spot)
        parted.setdefault(place.setting.parts, []).append(place)
    for places in parted.values():
        if len({place.told.digits for place in places}) > 2:
            for of_year in _by_year(places):
                yield from _of_two_values(of_year)
        else:
            yield from _of_two_values(places)


def _by_year(places: Sequence[Place]) -> Iterable[list[Place]]:
    """The figures that are plainly of one year, by that year."""
    years: dict[frozenset[str], list[Place]] = {}
    for place in places:
        if place.setting.years:
            years.setdefault(place.setting.years, []).append(place)
    return years.values()


def _of_two_values(places: Sequence[Place]) -> Iterator[Pair]:
    values = {place.told.digits for place in places}
    if len(values) == 2 and nearly(*values):
        first = places[0]
        for other in places[1:]:
            if other.told.digits != first.told.digits and _if_short(first, other):
                yield Pair(first, other, SURE)


def _if_short(one: Place, other: Place) -> bool:
    """Whether two figures of one name are plainly one quantity, few digits as they have."""
    first, second = one.setting, other.setting
    if one.spot is other.spot or not told_once(one, other) or not timely(one, other):
        return False
    if first.parts != second.parts or first.planned or second.planned or first.norm or second.norm:
        return False
    dated = first.dated and second.dated and first.years == second.years and len(one.told.name) >= SPECIFIC
    if one.told.unit == "元":
        return dated or (first.own and second.own) or _in_one_section(one, other)
    if one.told.unit == "增%":
        return _is_one_growth(one, other)
    if one.told.unit == "%":
        named = len(one.told.name) > SPECIFIC_RATE or (first.own and second.own and len(one.told.name) >= SPECIFIC)
        named = named or (len(one.told.name) == SPECIFIC_RATE and first.years == second.years != frozenset())
        return one.told.telling > 2 and one.told.name.endswith(("率", "占")) and named
    if one.told.figure.quantity.kind is Kind.SCORE:
        return one.told.name == "总得分" and not any(_is_of_section(place) for place in (one, other))
    known = (first.whole and second.whole) or dated or (len(one.told.name) >= SPECIFIC_COUNT and one.told.telling > 2)
    return known and not _may_be_some(one, other)


def _is_of_section(place: Place) -> bool:
    """Whether a score is that of one section, which tells its full score: （满分20分，自评得分18分）."""
    start = place.told.figure.mention.start
    return "满分" in place.told.text[max(0, start - _SEEN_SCORE) : start]


def _in_one_section(one: Place, other: Place) -> bool:
    """Whether the second stands under the headings of the first, of one year, and both are one account's total."""
    if (
        len(one.told.name) < SPECIFIC_COUNT
        or not _ACCOUNT.search(one.told.name)
        or not one.setting.years == other.setting.years != frozenset()
    ):
        return False
    above = one.spot.under
    return len(above) > 1 and other.spot.under[: len(above)] == above


def _may_be_some(one: Place, other: Place) -> bool:
    """Whether the second may count some of the first: 全县133所学校完成改造, of 143."""
    tail, name = other.told.figure.mention.tail, other.told.name
    if swapped(one.told.digits, other.told.digits) or other.told.digits > one.told.digits or not tail.startswith(name):
        return False
    return ALL.match(tail, len(name)) is None


def _is_one_growth(one: Place, other: Place) -> bool:
    """Whether two growths are those of one income, expenditure or output in one year."""
    first, second = one.setting, other.setting
    if (
        not _OUTPUT.search(one.told.name)
        or len(one.told.name) < SPECIFIC_GROWTH
        or not first.years == second.years != set()
    ):
        return False
    return not any(
        place.told.figure.row > 1
        or _OF_YEARS.search(
            place.told.text, max(0, place.told.figure.mention.start - _SEEN), place.told.figure.mention.end
        )
        for place in (one, other)
    )


FAMILIES = (Family(_by_name, _of_one_name),)
