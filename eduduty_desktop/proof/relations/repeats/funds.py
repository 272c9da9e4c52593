"""What a budget may spend and what it plans to spend by the rule that they balance.

预计可用财力2997万元。按照收支平衡的原则，相应安排支出2997万元; the second may stand behind the list of what the first is made of.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from eduduty_desktop.figures.quantity import Kind
from eduduty_desktop.proof.digits import nearly
from eduduty_desktop.proof.index import Entry, Family, Member, Pair, Place
from eduduty_desktop.proof.relations.repeats.kinship import LIKELY, MOST, SURE, timely
from eduduty_desktop.proof.told import Told

NEAR = 12
"""Paragraphs between which both may stand."""

_FUNDS = re.compile("(?:可用|可安排|可支配|总)财力(?:总[计额量]|合计|预计|[为达共是约]|[：:]){0,3}$")
_SPENT = re.compile(
    "(?:(?:相应)?安排[^，。；]{0,12}支出|支出(?:相应|也|亦|预算)?安排)(?:总[计额量]|合计|[为达共是]|[：:]){0,3}$"
)
_BALANCED = re.compile("收支平衡|以收定支")
_SAID = 40
_MEANS, _USE = "means", "use"


def _by_side(told: Sequence[Told]) -> Iterator[Entry]:
    """The means, and the use that is said to balance them."""
    if not told or ("财力" not in told[0].text and not _BALANCED.search(told[0].text)):
        return
    for one in told:
        if one.figure.quantity.kind is not Kind.MONEY or len(one.digits) < 2 or one.figure.row > 1:
            continue
        start = one.figure.mention.start
        if _FUNDS.search(one.figure.lead):
            yield one.unit, one, _MEANS
        elif _SPENT.search(one.figure.lead) and _BALANCED.search(one.text, max(0, start - _SAID), start):
            yield one.unit, one, _USE


def _balanced(group: Sequence[Member]) -> Iterator[Pair]:
    """Each use with the means before it, unless another use stands between."""
    if len(group) > MOST:
        return
    for (spot, told, note), (other_spot, other, use) in pairwise(group):
        one, second = Place(told, spot), Place(other, other_spot)
        if (note, use) != (_MEANS, _USE) or other_spot.number - spot.number > NEAR or told.place != other.place:
            continue
        if one.told.figure.mention.quantity.approximation or not timely(one, second):
            continue
        if told.digits == other.digits:
            yield Pair(one, second, LIKELY)
        elif nearly(told.digits, other.digits):
            yield Pair(one, second, SURE)


FAMILIES = (Family(_by_side, _balanced),)
