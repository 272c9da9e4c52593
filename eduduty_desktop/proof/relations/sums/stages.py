"""Wholes of school life that a report names in one place and their halves in another: 义务教育阶段学生 over 小学 and 初中.

What is all of a whole is told by the language, which figures are meant by the arithmetic: two halves that give the
whole are meant; they are accused if they are named but once, beside each other, and one digit keeps them from it.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache

import msgspec

from eduduty_desktop.figures.units import plain_unit
from eduduty_desktop.proof.division import Division, Form
from eduduty_desktop.proof.lexicon import bare, is_change, moved
from eduduty_desktop.proof.passage import Mention, Passage
from eduduty_desktop.proof.reading import Reading
from eduduty_desktop.proof.relations.sums.sections import reading_of
from eduduty_desktop.proof.relations.sums.totals import adds_up, digits_of
from eduduty_desktop.proof.slips import gap_is_one_digit

_SPACES = re.compile(r"\s+")
_SEEN, _ROW_LENGTH = 20, 60
_PUPILS = "(?:阶段)?(?:教育)?(?:在校|在读|在籍)?(?:学?生)?(?:总?人?数)?[共有为是达约计]{0,3}$"
_OF_PERSONS = re.compile(
    f"(?:(?P<w0>义务教育|小学[、和]?初中|中小学)|(?P<a0>小学)|(?P<b0>初中|初级中学)|(?P<w1>高中(?=阶段|段)段?)"
    f"|(?P<a1>普高|普通高中)|(?P<b1>中职|职高|职业高中|中等职业(?:教育|学校)?|职业教育)){_PUPILS}"
)
_OF_SCHOOLS = re.compile(
    "(?:(?P<a2>公办(?:幼儿)?园)|(?P<b2>民办(?:幼儿)?园)|(?P<w2>(?<![办惠校区镇村立])幼儿园))[共有为是达]{0,3}$"
)
"""The ends of the words in front of a figure: a whole (w), its first half (a) and its second (b), by number."""

_PATTERNS = {
    "人": (_OF_PERSONS, frozenset("育学中校高段职业读籍生数共有为是达约计")),
    "所": (_OF_SCHOOLS, frozenset("园共有为是达")),
}
"""What may be called so, by the unit, and the characters that such names end with."""

_NO_ROW = re.compile("[，。；、]")
_CONFIRMING, _ACCUSING = 0.7, 0.82
_FEWEST_DIGITS = 3
_MOST, _PART = 12, 20
_LEAST, _GREATEST = Decimal("0.4"), Decimal("2.5")


class _Found(msgspec.Struct, frozen=True):
    """The figures called a whole, and the pairs of halves of which one stands behind the other."""

    wholes: list[Mention]
    pairs: list[tuple[Mention, Mention]]


def readings(passages: Sequence[Passage], starts: Sequence[int]) -> Iterator[Reading]:
    """Readings of every whole over the nearest halves; offsets are the text's, `stated` is the whole."""
    for found in _find(passages, starts).values():
        for whole in found.wholes[:_MOST]:
            yield from _of_whole(whole, found.pairs[:_MOST])


def _of_whole(whole: Mention, pairs: Sequence[tuple[Mention, Mention]]) -> Iterator[Reading]:
    divisions = [Division(Form.FAR, whole, pair, True) for pair in pairs]
    holding = [division for division in divisions if adds_up(division)]
    if holding:
        if len(digits_of(whole.quantity)) >= _FEWEST_DIGITS - (whole.quantity.unit == "所"):
            nearest = min(holding, key=lambda division: abs(division.parts[0].start - whole.start))
            yield reading_of(nearest, _CONFIRMING, True)
        return
    near = [division for division in divisions if _is_near(division)]
    if len(near) == 1 and _is_far_off(near[0]) and gap_is_one_digit(whole, near[0].parts) >= _FEWEST_DIGITS:
        yield reading_of(near[0], _ACCUSING, False)


def _is_near(division: Division) -> bool:
    """Whether the halves may be of the whole by their size."""
    total, whole = division.total, division.whole.quantity.number
    return total is not None and bool(whole) and _LEAST <= total.low / (whole or Decimal(1)) <= _GREATEST


def _is_far_off(division: Division) -> bool:
    """Whether the gap is more than a few in special schools may be."""
    total, whole = division.total, division.whole.quantity.number
    return total is not None and whole is not None and abs(total.low - whole) * _PART >= whole


def _find(passages: Sequence[Passage], starts: Sequence[int]) -> dict[str, _Found]:
    """What is called so in the text, by the number of the composition."""
    found: dict[str, _Found] = {}
    first: dict[str, Mention] = {}
    for passage, start in zip(passages, starts, strict=True):
        for role, number, mention in _called(passage) if passage.quantities else ():
            there = found.setdefault(number, _Found([], []))
            if role == "w":
                there.wholes.append(moved(mention, start))
            elif role == "a":
                first[number] = moved(mention, start)
            elif number in first:
                there.pairs.append((first.pop(number), moved(mention, start)))
    return found


@lru_cache(maxsize=4096)
def _called(passage: Passage) -> tuple[tuple[str, str, Mention], ...]:
    """The figures of a paragraph that are called so: whether a whole or a half, of which composition."""
    is_row = len(passage.text) <= _ROW_LENGTH and passage.mentions and not _NO_ROW.search(passage.text)
    row = passage.text[: passage.mentions[0].start] if is_row else ""
    called = []
    for mention in passage.mentions:
        known = _PATTERNS.get(plain_unit(mention.quantity.unit))
        if known is None:
            continue
        pattern, last = known
        words = _words(passage.text, mention, row)
        match = pattern.search(words) if words[-1:] in last else None
        if match is not None and match.lastgroup and _is_plain(mention):
            called.append((match.lastgroup[0], match.lastgroup[1:], mention))
    return tuple(called)


def _is_plain(mention: Mention) -> bool:
    """Whether it is an amount by itself, be it only what a share is of."""
    quantity = mention.quantity
    return quantity.number is not None and not quantity.approximation and not quantity.per and not is_change(mention)


def _words(text: str, mention: Mention, row: str) -> str:
    """The words in front of a figure; in a row of a table those that name the row come first."""
    words = text[max(0, mention.start - _SEEN) : mention.start]
    if row and len(row) < mention.start:
        words = row + bare(mention.lead)
    return _SPACES.sub("", words)
