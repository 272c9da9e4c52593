"""Growths said of one amount: 收入45.29亿元，同比增长35.7% and, elsewhere, 收入45.29亿元，增长35.7%.

Where the amount and its name are the same, so is its growth, if no word measures it in another way.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from eduduty_desktop.proof.digits import nearly, rounded
from eduduty_desktop.proof.index import Entry, Family, Member, Pair, Place
from eduduty_desktop.proof.naming import Likeness
from eduduty_desktop.proof.relations.repeats.kinship import LIKELY, MOST, SPECIFIC, SURE, alike, timely
from eduduty_desktop.proof.roles import Role
from eduduty_desktop.proof.told import Told, told_in

FEWEST, KEPT = 3, 4
"""Digits that the amount must have, and those by which a longer one is found too."""

CERTAIN = 5
"""Digits that no two amounts share by chance."""

_AMOUNTS = frozenset({Role.LEVEL, Role.TO, Role.WHOLE})
_BEHIND, _FAR, _END = 3, 60, 3
_BESIDE = re.compile(
    "(?:[（(][^（）()]{0,20}[）)])?(?:[，,](?:为|占|完成|达到?|超收|短收|比上年|较上年|同比)(?:[^，,。；;]|(?<=[0-9]),(?=[0-9]{3})){0,24}(?:[（(][^（）()]{0,20}[）)])?){0,2}"
    "[，,](?P<how>(?:比|较)(?:上年|去年|上一年)(?:同期)?|同比|按?可比(?:价格|口径)?(?:计算)?[，,]?(?:比上年|同比)?|同口径)?"
    "(?:实现)?(?:增长|增加|增幅|下降|减少)(?:[为约达]|了)?"
)
_MEASURED = re.compile("可比|口径")
_OTHER = re.compile("年均|平均|累计|以来|期间|季度|[0-9]月|剔除|扣除|还原|其中")


def _by_amount(told: Sequence[Told]) -> Iterator[Entry]:
    """The growth that stands behind an amount, by the amount, also as one would write it in four digits."""
    growths = [at for at, one in enumerate(told) if one.unit == "增%" and one.figure.row == 1]
    for before, at in pairwise((-1, *growths)):
        for number in range(max(before + 1, at - _BEHIND), at):
            one = told[number]
            if _may_grow(one) and (how := _beside(one, told[at])):
                for digits, place in _forms(one):
                    yield (one.unit, place, digits, how), told[at], str(number)


def _may_grow(told: Told) -> bool:
    """Whether it is an amount of enough digits under a name of its own."""
    plain = told.telling >= FEWEST and told.figure.role in _AMOUNTS and told.figure.row == 1
    return plain and len(told.name) >= SPECIFIC


def _beside(one: Told, growth: Told) -> str:
    """How the growth of an amount is measured; empty where it may be that of something else."""
    first, second = one.figure.mention, growth.figure.mention
    if second.start - first.end > _FAR:
        return ""
    between = one.text[first.end : second.start]
    if _BESIDE.fullmatch(between) is None or _OTHER.search(between):
        return ""
    fallen = "下降" in between or "减少" in between
    return f"{'measured' if _MEASURED.search(between) else 'plain'}{'-' if fallen else '+'}"


def _forms(told: Told) -> list[tuple[str, int]]:
    over = len(told.digits) - KEPT
    forms = [(told.digits, told.place)]
    if over > 0 and told.unit == "元":
        forms += [(shown, told.place + over) for shown in sorted(rounded(told.digits, KEPT))]
    return forms


def _of_one_amount(group: Sequence[Member]) -> Iterator[Pair]:
    if len(group) > MOST:
        return
    places = [(Place(told, spot), Place(told_in(spot.passage)[int(note)], spot)) for spot, told, note in group]
    first, amount = places[0]
    values = {growth.told.digits for growth, _ in places}
    for other, its in places[1:]:
        if other.told.place != first.told.place or not _is_one(amount, its):
            continue
        if other.told.digits == first.told.digits:
            yield Pair(first, other, LIKELY)
        elif len(values) == 2 and nearly(*values):
            yield Pair(first, other, SURE)


def _is_one(one: Place, other: Place) -> bool:
    """Whether two equal amounts are one, told in two sentences."""
    first, second = one.told.figure.mention, other.told.figure.mention
    apart = one.spot is not other.spot or first.clause.sentence != second.clause.sentence
    planned = one.setting.planned or other.setting.planned
    certain = min(one.told.telling, other.told.telling) >= CERTAIN
    named = alike(one, other) >= Likeness.INSIDE or (certain and one.told.name[-_END:] == other.told.name[-_END:])
    return apart and not planned and timely(one, other) and named


FAMILIES = (Family(_by_amount, _of_one_amount),)
