"""Pupils, teachers and classes of one stage: 小学7.52万人 and, in another paragraph, 75,200人 behind 小学.

They have one number in a report.  Where it has two that are nearly one, however they are rounded, one of them is wrong.
"""

from collections.abc import Iterator, Sequence

from eduduty_desktop.proof.digits import nearly, rounded
from eduduty_desktop.proof.index import Entry, Family, Member, Pair, Place
from eduduty_desktop.proof.relations.repeats.kinship import MOST, SURE, one_scope, timely, told_once
from eduduty_desktop.proof.told import Told

STAGES = frozenset(
    {"学前", "幼儿", "小学", "初中", "高中", "普高", "中职", "职高", "特殊教育", "特教", "义务教育", "中学", "职业"}
)
"""Parts that say no more than the stage, by which the numbers are found."""

FEWEST = 3
"""Digits that both must have."""


def _by_people(told: Sequence[Told]) -> Iterator[Entry]:
    for one in told:
        if one.who is not None and one.who[1] and one.telling >= FEWEST:
            yield one.who, one, ""


def _of_people(group: Sequence[Member]) -> Iterator[Pair]:
    if len(group) > MOST:
        return
    places = [Place(told, spot) for spot, told, _ in group]
    first = places[0]
    others = [place for place in places[1:] if not _same(first.told, place.told)]
    if others and all(_same(others[0].told, place.told) for place in others) and _nearly(first.told, others[0].told):
        for other in others:
            if told_once(first, other) and timely(first, other) and one_scope(first, other, apart_from=STAGES):
                yield Pair(first, other, SURE)


def _aligned(one: Told, other: Told) -> tuple[set[str], str]:
    """The finer of two numbers as it would be written with the digits of the coarser, and the coarser."""
    fine, coarse = (one, other) if one.place <= other.place else (other, one)
    kept = len(fine.digits) - (coarse.place - fine.place)
    if kept < 1:
        return set(), coarse.digits
    return ({fine.digits} if kept >= len(fine.digits) else rounded(fine.digits, kept)), coarse.digits


def _same(one: Told, other: Told) -> bool:
    shown, digits = _aligned(one, other)
    return digits in shown


def _nearly(one: Told, other: Told) -> bool:
    shown, digits = _aligned(one, other)
    return len(digits) >= FEWEST and any(nearly(number, digits) for number in shown)


FAMILIES = (Family(_by_people, _of_people),)
