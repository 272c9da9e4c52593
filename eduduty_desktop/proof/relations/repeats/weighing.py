"""How likely two figures of a document tell one quantity, by their digits and by the words around them.

The idea of record linkage (Fellegi & Sunter 1969): what agrees speaks for one quantity by as many bits as it would be
chance between figures that have nothing to do with each other.  Digits that are alike but for one slip of the hand are
no chance the longer they are; words are none the rarer they are among the figures of the document, and the fewer other
figures have as many in common.  What sets two quantities apart (another stage, incomers and outgoers, a difference that
is told) speaks against it.
"""

import re
from collections.abc import Collection, Iterable
from functools import lru_cache
from math import log2

from eduduty_desktop.figures.quantity import Kind
from eduduty_desktop.proof.digits import swapped
from eduduty_desktop.proof.index import Place
from eduduty_desktop.proof.lazy import lazy
from eduduty_desktop.proof.lexicon import unit_of
from eduduty_desktop.proof.naming import Likeness
from eduduty_desktop.proof.relations.repeats.kinship import LEAST_NEAR, alike
from eduduty_desktop.proof.relations.repeats.wording import BEHIND, OWN, STAGE, Wording, wording_of
from eduduty_desktop.proof.roles import Role

MOST = 0.95
"""No posterior is more."""

_PRIOR = -8.5
"""Bits against two figures of a document being one quantity and one of them a slip, before anything is looked at."""

_NO_SLIP = 5.0
"""Bits by which a figure is rather written well than with a slip."""

_EXCHANGED = 0.3
"""The part of all slips that exchange two neighbours, of which a number has far fewer than of other slips."""

_UNSEEN = 30
"""Figures with other words that every document is thought to have besides its own: a short one proves little."""

_ALIKE = {Likeness.NONE: 0.0, Likeness.ALIKE: 1.0, Likeness.INSIDE: 3.0, Likeness.SAME: 4.0}
_WORDS, _MOST_WORDS, _MOST_RIVALS, _EVEN = 3, 4.0, 60, 0.01
_MOST_SAMPLED = 1000
_APART, _TOLD_APART, _PARTED, _MODIFIED = -6.0, -8.0, -4.0, -6.0
_SOME, _NEARLY, _NEARLY_ALL = -4.0, -8.0, 0.75
_SHORT, _UNPOINTED = 2, -4.0
_PLAIN, _OF_ALL = 3, 2.0
_FOUND = re.compile("反馈|指出|发现|查出|梳理|排查|共有|现有|辖")
_SUMS_UP = re.compile("[ \u3000]{0,4}(?:总的来[看说]|总体[上来]?看|总体而言|综上|总之|综合来看|回顾)")
_WANTING = re.compile("问题|不足|短板|困难|差距|薄弱")


class Weighing:
    """The figures of one document, by which pairs of them are weighed."""

    def __init__(self, places: Iterable[Place]) -> None:
        self._given = places
        self._bits: dict[str, float] = {}

    @lazy
    def _places(self) -> list[Place]:
        return [place for place in self._given if place.told.figure.row == 1]

    @lazy
    def _sample(self) -> list[str]:
        """What stands around the figures of the document; of a very long one, around some."""
        every = 1 + len(self._places) // _MOST_SAMPLED
        figures = [place.told.figure for place in self._places[::every]]
        return [f"{figure.head[-OWN:]}|{figure.mention.tail[:BEHIND]}" for figure in figures]

    @lazy
    def _words(self) -> str:
        return "|".join(self._sample)

    @lazy
    def _of_unit(self) -> dict[str, list[Place]]:
        found: dict[str, list[Place]] = {}
        for place in self._places:
            found.setdefault(place.told.unit, []).append(place)
        return found

    @lazy
    def _equal(self) -> dict[tuple[str, int, str], list[Place]]:
        found: dict[tuple[str, int, str], list[Place]] = {}
        for place in self._places:
            found.setdefault((place.told.unit, place.told.place, place.told.digits), []).append(place)
        return found

    def posterior(self, one: Place, other: Place) -> float:
        """How likely two figures, equal or nearly so, are one quantity."""
        return min(MOST, 1 / (1 + 2 ** -self.bits(one, other)))

    def bits(self, one: Place, other: Place) -> float:
        """The logarithm of the odds that they are one quantity; where it is less than none, it may be less still."""
        first, second = wording_of(one.told), wording_of(other.told)
        points = max(points_of(one) - 1, points_of(other))
        some = bits_of_some(one, other)
        bits = _PRIOR + _of_digits(one, other) + _ALIKE[alike(one, other)] + (points if points > 0 else _UNPOINTED)
        if points >= _PLAIN and second.every and not some and second.modifiers <= first.modifiers:
            bits += _OF_ALL  # 在27个教学点中
        elif not some and is_summed_up(one, other):
            bits += _OF_ALL
        bits += some + _of_words(first, second) + _of_settings(one, other)
        bits += _of_nearness(one, other)
        if bits + _MOST_WORDS < 0:
            return bits + _MOST_WORDS
        shared = sum(self._bits_of(first.pairs & second.pairs).values())
        bits += min(shared / _WORDS, _MOST_WORDS)
        if bits < 0:  # what follows only speaks against it
            return bits
        if rivals := self._rivals(one, other, shared):
            bits -= log2(1 + min(rivals, self._rivals(other, one, shared)))
        return bits + self._of_others(one, other)

    def _bits_of(self, words: Collection[str]) -> dict[str, float]:
        """How hardly words come with a figure by chance."""
        bits, every = self._bits, len(self._sample) + _UNSEEN
        for word in words:
            if word not in bits:
                count = self._words.count(word.lstrip(STAGE))
                bits[word] = max(0.0, log2(every / (count + 0.5))) if count else 0.0
        return {word: bits[word] for word in words}

    def _rivals(self, one: Place, other: Place, shared: float) -> int:
        """How many figures of other values share as much with the first as the second does."""
        likeness, bits = alike(one, other), self._bits_of(wording_of(one.told).pairs)
        values, digits = (one.told.digits, other.told.digits), len(one.told.digits) - 1
        return sum(
            1
            for place in self._of_unit.get(one.told.unit, ())[:_MOST_RIVALS]
            if place.told.digits not in values
            and len(place.told.digits) >= digits
            and sum(map(bits.__getitem__, bits.keys() & wording_of(place.told).pairs)) >= shared - _EVEN
            and alike(one, place) >= likeness
        )

    def _of_others(self, one: Place, other: Place) -> float:
        """What the rest of the document says: figures that have a twin of their own each, or a told difference."""
        if one.told.digits == other.told.digits:
            return 0.0
        twins = self._twin(one), self._twin(other)
        bits = _TOLD_APART if all(twins) else -2.0 if twins[1] else 0.0
        return bits + (_TOLD_APART if _difference_told(one, other) else 0.0)

    def _twin(self, one: Place) -> bool:
        """Whether the document tells a figure once more, by some word in common."""
        told, words = one.told, wording_of(one.told).pairs
        return any(
            place.told is not told and not words.isdisjoint(wording_of(place.told).pairs)
            for place in self._equal.get((told.unit, told.place, told.digits), ())[:_MOST_RIVALS]
        )


def is_summed_up(one: Place, other: Place) -> bool:
    """Whether a paragraph that sums up calls a figure as it was called before: 总的来看，…新增学位2760个."""
    told = min(one.told.telling, other.told.telling) >= _PLAIN and other.told.figure.quantity.kind is Kind.COUNT
    return told and _SUMS_UP.match(other.spot.passage.text) is not None and alike(one, other) >= Likeness.INSIDE


def points_of(place: Place) -> int:
    """How plainly a figure is one told before, by its words, or since it stands among what is wanting.

    What a plan starts from was told as what there is.
    """
    if place.told.figure.role is Role.FROM:
        return 3 if place.setting.planned else 0
    return max(wording_of(place.told).points, 1 if _is_wanting(place.spot.under) else 0)


@lru_cache(maxsize=1024)
def _is_wanting(under: tuple[str, ...]) -> bool:
    return any(map(_WANTING.search, under))


def bits_of_some(one: Place, other: Place) -> float:
    """What speaks for the smaller figure being some of the other: 专任教师4638人, 4538名教师参加培训."""
    if len(one.told.digits) != len(other.told.digits) or one.told.digits == other.told.digits:
        return 0.0
    if one.told.figure.quantity.kind is Kind.PERCENT:
        return 0.0
    least, most = sorted((one, other), key=_digits)
    words, others = wording_of(least.told), wording_of(most.told)
    if not words.every and (words.points or not words.done <= others.done):
        nearly_all = int(least.told.digits) >= _NEARLY_ALL * int(most.told.digits)
        return _NEARLY if nearly_all and min(one.told.telling, other.told.telling) <= LEAST_NEAR else _SOME
    short = min(one.told.telling, other.told.telling) <= _SHORT
    return _PARTED if short and wording_of(one.told).points and not words.every and not others.every else 0.0


def _digits(place: Place) -> str:
    return place.told.digits


def _of_digits(one: Place, other: Place) -> float:
    """The bits by which equal digits, or digits that are one slip apart, are no chance."""
    digits = max(1, min(one.told.telling, other.told.telling))
    numbers = 9 * 10 ** (digits - 1)
    if one.told.digits == other.told.digits:
        return log2(numbers) + _NO_SLIP
    if digits > 1 and swapped(one.told.digits, other.told.digits):
        return log2(numbers * _EXCHANGED / (digits - 1))
    return log2(numbers / (10 * digits - 1))


def _of_words(one: Wording, other: Wording) -> float:
    """What the stages and the sides that two figures name say: 招生 is not 毕业, 小学 not 初中."""
    bits = 1.0 if one.done & other.done else 0.0
    if not other.modifiers <= one.modifiers:
        bits += _MODIFIED
    if one.stage and other.stage:
        bits += 1.5 if one.stage == other.stage else _APART
    if not (one.sides <= other.sides or other.sides <= one.sides):
        bits += -2.0 if one.sides & other.sides else _APART
    return bits


def _of_settings(one: Place, other: Place) -> float:
    """What year, region, part and plan say."""
    first, second = one.setting, other.setting
    found = first.own or _FOUND.search(one.told.figure.head) is not None
    bits = (1.0 if found else 0.0) + (1.0 if first.own and second.own else 0.0)
    if one.told.who and other.told.who and one.told.who[0] == other.told.who[0]:
        bits += 1.0
    if first.years and first.years == second.years:
        bits += 1.0
    if second.dated and not first.years:
        bits += _MODIFIED
    if first.parts and second.parts and not first.parts & second.parts and not _one_stage(one, other):
        bits -= 3.0
    for place in (one, other):
        if place.setting.planned and not points_of(place):
            bits -= 4.0
    return bits


def _of_nearness(one: Place, other: Place) -> float:
    """What speaks for a figure that points back meaning the one right before it: 辍学65人。 对65名辍学学生逐一劝返."""
    near = other.spot.number - one.spot.number <= 1 and wording_of(other.told).every
    return 1.0 if near else 0.0


def _one_stage(one: Place, other: Place) -> bool:
    return wording_of(one.told).stage == wording_of(other.told).stage != ""


def _difference_told(one: Place, other: Place) -> bool:
    """Whether a paragraph of theirs tells by how much they differ: 上年13954人, 增加728人."""
    first, second = one.told.figure.quantity.number, other.told.figure.quantity.number
    if first is None or second is None or one.told.figure.quantity.kind is Kind.PERCENT:
        return False
    gap, unit = abs(first - second), one.told.unit
    spots = (one.spot,) if one.spot is other.spot else (one.spot, other.spot)
    return any(
        quantity.number == gap and unit_of(quantity) == unit for spot in spots for quantity in spot.passage.quantities
    )
