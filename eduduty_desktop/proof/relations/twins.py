"""Twins: two counts side by side that come with the same words elsewhere, 17所领航学校和25所特色高中."""

from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

from eduduty_desktop.figures.quantity import Kind
from eduduty_desktop.proof.index import Place, nearly
from eduduty_desktop.proof.naming import telling_words

MOST_TWINS = 6
"""Clauses with the same figure, beyond which none is compared."""

_APART = 14


def twins(found: Sequence[Place]) -> Iterator[tuple[Place, Place, float]]:
    """The other halves of two pairs that share one half and their words, with how likely they are one figure."""
    groups: dict[tuple[str, str, str, int], list[tuple[Place, Place]]] = {}
    for one, other in pairwise(found):
        first, second = one.told.figure.mention, other.told.figure.mention
        if first.clause is not second.clause or second.start - first.end > _APART or one.passage != other.passage:
            continue
        if first.quantity.kind is not Kind.COUNT or second.quantity.kind is not Kind.COUNT:
            continue
        units = one.told.unit, other.told.unit
        for side, place in enumerate((one, other)):
            if len(place.told.digits) > 1:
                groups.setdefault((*units, place.told.digits, side), []).append((one, other))
    for (*_, side), group in groups.items():
        if not 1 < len(group) <= MOST_TWINS:
            continue
        for left, right in combinations(group, 2):
            shared = len(_words(left) & _words(right))
            if shared < 2 or left[0].passage == right[0].passage:
                continue
            one, other = left[1 - side], right[1 - side]
            if (
                one.told.place != other.told.place
                or len(other.told.digits) < 2
                or not (one.told.digits == other.told.digits or nearly(one.told.digits, other.told.digits))
            ):
                continue
            apart = left[0].setting.years != right[0].setting.years and shared < 6
            yield one, other, 0.5 if apart else 0.82 if shared >= 3 else 0.55


def _words(pair: tuple[Place, Place]) -> frozenset[str]:
    first, second = pair[0].told.figure, pair[1].told.figure
    return telling_words(f"{first.head[-20:]}{first.mention.tail[:20]}{second.mention.tail[:40]}")
