"""What two places have in common: their names, their time, how they are told."""

import re

from eduduty_desktop.proof.index import Place
from eduduty_desktop.proof.naming import Likeness, likeness
from eduduty_desktop.proof.setting import may_be_one

MOST = 12
"""Figures under one key, beyond which none is compared."""

LEAST_NEAR = 4
"""Digits that a number must have for one like it to be no chance."""

SPECIFIC = 4
"""Characters that a name must have to be one thing's alone."""

SPECIFIC_RATE = 5

ALL = re.compile("[（(]|当中|[中里](?![小学等职])|[均都仅只]|全部|全都|全员|全覆盖|无一|平均|[，。；、]|$")
"""Behind a noun: what says that all are meant (全县134所学校均…), or that nothing is said of some of them."""

_TERMS = frozenset({"春季", "秋季"})

SURE, LIKELY, WEAK = 0.82, 0.6, 0.3


def alike(one: Place, other: Place) -> Likeness:
    """How alike their names are; whoever is counted alike is called alike."""
    found = likeness(one.told.name, other.told.name)
    same = one.told.who is not None and one.told.who == other.told.who
    return max(found, Likeness.INSIDE) if same else found


def timely(one: Place, other: Place) -> bool:
    """Whether nothing says that they are of different years or regions."""
    return may_be_one(one.setting, other.setting)


def told_once(one: Place, other: Place) -> bool:
    """Whether two figures stand in two sentences and neither is rough."""
    first, second = one.told.figure.mention, other.told.figure.mention
    apart = one.spot is not other.spot or first.clause.sentence != second.clause.sentence
    return apart and not first.quantity.approximation and not second.quantity.approximation


def one_scope(one: Place, other: Place, *, apart_from: frozenset[str] = frozenset()) -> bool:
    """Whether both are of the same parts, as facts; some parts may say nothing."""
    first, second = one.setting, other.setting
    if first.planned or second.planned or first.norm or second.norm:
        return False
    return first.parts - _TERMS - apart_from == second.parts - _TERMS - apart_from
