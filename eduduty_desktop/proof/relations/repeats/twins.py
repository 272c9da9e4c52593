"""Twins: two counts side by side that come with the same words elsewhere, 17所领航学校和25所特色高中."""

from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

from eduduty_desktop.figures.quantity import Kind
from eduduty_desktop.proof.digits import nearly
from eduduty_desktop.proof.index import Entry, Family, Member, Pair, Place
from eduduty_desktop.proof.naming import telling_words
from eduduty_desktop.proof.told import Told, told_in

MOST_TWINS = 6
"""Clauses with the same figure, beyond which none is compared."""

_APART = 14
_LEFT, _RIGHT = "left", "right"


def _by_one_half(told: Sequence[Told]) -> Iterator[Entry]:
    """Each of two counts side by side; with the note which of them it is."""
    for one, other in pairwise(told):
        first, second = one.figure.mention, other.figure.mention
        if first.clause is not second.clause or second.start - first.end > _APART:
            continue
        if first.quantity.kind is not Kind.COUNT or second.quantity.kind is not Kind.COUNT:
            continue
        for half, side in ((one, _LEFT), (other, _RIGHT)):
            if len(half.digits) > 1:
                yield (one.unit, other.unit, half.digits, side), half, side


def _twins(group: Sequence[Member]) -> Iterator[Pair]:
    """The other halves of two pairs that share one half and their words, with how likely they are one figure."""
    if len(group) > MOST_TWINS:
        return
    for left, right in combinations(group, 2):
        one, other = _sibling(left), _sibling(right)
        if (
            left[0] is right[0]
            or one.told.place != other.told.place
            or len(other.told.digits) < 2
            or not (one.told.digits == other.told.digits or nearly(one.told.digits, other.told.digits))
        ):
            continue
        shared = len(_words(left) & _words(right))
        if shared >= 2:
            apart = _first(left).setting.years != _first(right).setting.years and shared < 6
            yield Pair(one, other, 0.5 if apart else 0.82 if shared >= 3 else 0.55)


def _sibling(member: Member) -> Place:
    spot, told, side = member
    return Place(told_in(spot.passage)[told.order + (1 if side == _LEFT else -1)], spot)


def _first(member: Member) -> Place:
    return Place(member[1], member[0]) if member[2] == _LEFT else _sibling(member)


def _words(member: Member) -> frozenset[str]:
    first = _first(member)
    one, other = first.told.figure, told_in(first.spot.passage)[first.told.order + 1].figure
    return telling_words(f"{one.head[-20:]}{one.mention.tail[:20]}{other.mention.tail[:40]}")


FAMILIES = (Family(_by_one_half, _twins),)
