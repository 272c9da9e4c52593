"""Figures of four and more digits that differ by one digit, or by two that changed places: hardly by chance."""

import re
from collections.abc import Iterator, Sequence

from eduduty_desktop.figures.quantity import Kind
from eduduty_desktop.proof.digits import nearly, rounded, swapped
from eduduty_desktop.proof.index import Entry, Family, Member, Pair, Place
from eduduty_desktop.proof.naming import Likeness, bare
from eduduty_desktop.proof.relations.repeats.kinship import (
    LEAST_NEAR,
    MOST,
    SPECIFIC,
    SPECIFIC_RATE,
    SURE,
    alike,
    timely,
    told_once,
)
from eduduty_desktop.proof.relations.repeats.weighing import bits_of_some
from eduduty_desktop.proof.told import Told

PLAIN = 6
"""Digits by which a number is known whatever the words call it; fewer need the same full noun."""

_SIDES = re.compile("收入|支出|招生|毕业|在校|在园|入园|进口|出口|计划|规模|面积|产量|产值|投资|贷款|存款|余额")
_RATE = re.compile("(?<!完成)(?<!增长)率$|满意度$|占比$|比[例重]$")


def _by_unit(told: Sequence[Told]) -> Iterator[Entry]:
    """Figures of many digits; growths of so many are no amounts told again."""
    for one in told:
        if one.telling >= LEAST_NEAR and one.unit != "增%":
            yield one.unit, one, ""


def _forms(told: Told) -> list[tuple[str, int]]:
    """A number's digits and the place of the last; of much money also as one would write it in four digits."""
    forms = [(told.digits, told.place)]
    over = len(told.digits) - LEAST_NEAR
    if over > 1 and told.unit == "元":
        forms += [(shown, told.place + over) for shown in rounded(told.digits, LEAST_NEAR)]
        if over > 2:
            forms += [(shown, told.place + over - 1) for shown in rounded(told.digits, LEAST_NEAR + 1)]
    return forms


def _of_one_unit(group: Sequence[Member]) -> Iterator[Pair]:
    """Numbers that are nearly one share one half of their digits, or all but those around the middle."""
    halves: dict[tuple[int, int, str], list[Member]] = {}
    for spot, told, _ in group:
        for digits, at in _forms(told):
            middle = len(digits) // 2
            for part in (digits[:middle], f"*{digits[middle:]}", f"{digits[: middle - 1]}*{digits[middle + 1 :]}"):
                halves.setdefault((at, len(digits), part), []).append((spot, told, digits))
    for members in halves.values():
        if len(members) > 1:
            yield from _nearly_one(members)


def _nearly_one(members: Sequence[Member]) -> Iterator[Pair]:
    """The pairs of numbers, given with the digits that they share in part, that are nearly one and plainly one quantity."""
    for number, (spot, told, digits) in enumerate(members):
        for other_spot, other, other_digits in members[max(0, number - MOST) : number]:
            if nearly(other_digits, digits) and _comparable(other.digits, told.digits):
                one, second = Place(other, other_spot), Place(told, spot)
                if _if_long(one, second):
                    yield Pair(one, second, SURE, doubted=not _of_all(one, second))


def _comparable(one: str, other: str) -> bool:
    """Whether two numbers are written alike, or one in four or five digits and the other in more."""
    return nearly(one, other) if len(one) == len(other) else min(len(one), len(other)) <= LEAST_NEAR + 1


def _of_all(one: Place, other: Place) -> bool:
    """Whether both are said of the whole county, or of one part of it."""
    first, second = one.setting, other.setting
    return first.whole and second.whole and first.parts == second.parts


def _if_long(one: Place, other: Place) -> bool:
    """Whether two such figures are plainly one quantity."""
    digits = min(one.told.telling, other.told.telling)
    first, second = one.setting, other.setting
    if not told_once(one, other) or not timely(one, other):
        return False
    if one.told.unit == "%" and not (_RATE.search(one.told.name) and _RATE.search(other.told.name)):
        return False
    if digits >= PLAIN and min(len(one.told.digits), len(other.told.digits)) >= PLAIN:
        disjoint = first.parts and second.parts and not first.parts & second.parts
        return not disjoint and _one_side(one.told, other.told) and _worded_alike(one, other)
    turned = swapped(one.told.digits, other.told.digits)
    same_part = first.parts == second.parts or (turned and (first.parts <= second.parts or second.parts <= first.parts))
    if digits == LEAST_NEAR and bits_of_some(one, other) and not turned:
        return False
    if not same_part or first.planned or second.planned or first.norm or second.norm:
        return False
    if digits > LEAST_NEAR and one.told.unit == "人次" and first.parts and alike(one, other) is Likeness.NONE:
        return first.parts == second.parts and _one_side(
            one.told, other.told
        )  # 共资助各类学生53819人次, 全年资助53819人次
    likeness = Likeness.SAME if bare(one.told.name) == bare(other.told.name) != "" else alike(one, other)
    of_one_year = bool(first.years) and first.years == second.years and (first.dated or second.dated)
    certain = digits > LEAST_NEAR and likeness is Likeness.SAME and len(one.told.name) >= SPECIFIC
    if one.spot is other.spot and not (certain or (first.own and second.own) or of_one_year):
        return False
    if likeness is Likeness.SAME:
        return one.told.unit != "%" or len(one.told.name) >= SPECIFIC_RATE
    if likeness is Likeness.INSIDE and (digits == LEAST_NEAR or one.told.figure.quantity.kind is Kind.COUNT):
        if one.told.unit == "%":
            return False
        return one.told.unit != "元" or min(len(one.told.name), len(other.told.name)) >= SPECIFIC
    return False


def _worded_alike(one: Place, other: Place) -> bool:
    """Whether words say that two numbers of many digits are one; of counts there are so few that none need to."""
    if one.told.figure.quantity.kind is Kind.COUNT:
        return True
    return alike(one, other) >= Likeness.ALIKE or not one.told.words.isdisjoint(other.told.words)


def _one_side(one: Told, other: Told) -> bool:
    """Whether no word of the names sets them apart: 收入 and 支出, 招生 and 在校."""
    sides, others = set(_SIDES.findall(one.name)), set(_SIDES.findall(other.name))
    return not sides or not others or not sides.isdisjoint(others)


FAMILIES = (Family(_by_unit, _of_one_unit),)
