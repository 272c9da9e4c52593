"""Schools by how many indicators they meet, problems by how far they are solved: classes of which each thing is in one.

全区58所学校中，7项指标全部达标的41所，6项达标的13所，5项及以下达标的4所; 23个问题，已完成整改19个，基本完成3个，持续推进1个.
Together they are never more than the whole; they are no less where the last of them is all that is left.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

import msgspec

from eduduty_desktop.proof.addends import measures_in
from eduduty_desktop.proof.division import Division, Form
from eduduty_desktop.proof.passage import Mention, Passage
from eduduty_desktop.proof.reading import Reading
from eduduty_desktop.proof.relations.sums.sections import reading_of
from eduduty_desktop.proof.relations.sums.totals import adds_up

_MOST_PARTS, _REACH = 5, 20
_CONFIRMED, _ACCUSED = 0.75, 0.84
_LEAST, _MOST = Decimal("0.7"), Decimal("1.3")


class _Classes(NamedTuple):
    """What the first class, each class behind it and the last one that leaves nothing out are called."""

    gate: re.Pattern[str]
    first: re.Pattern[str]
    other: re.Pattern[str]
    last: re.Pattern[str]


_BY_WORDS = (
    _Classes(
        re.compile("达标|达到"),
        re.compile("(?:全部|完全|均|都)(?:达标|达到)"),
        re.compile(
            "[0-9一二三四五六七八九十]项(?:指标)?(?:达标|达到)|不足|以下|未(?:完全|全部|能)?达[标到]|(?:基本|部分)达标"
        ),
        re.compile("以下|不足|未"),
    ),
    _Classes(
        re.compile("基本完成|持续推进|长期坚持"),
        re.compile("(?<!基本)(?:已|全部)?(?:完成(?:整改)?|整改(?:到位|完成)?|办结)$"),
        re.compile("基本完成|(?:正在|持续|继续)(?:推进|整改|落实)|长期坚持|(?:尚|还)?未(?:完成|整改)"),
        re.compile("推进|正在|长期坚持|未"),
    ),
)


def readings(passage: Passage) -> Iterator[Reading]:
    """Readings of each row of such classes over the amount before it; `stated` is the whole."""
    for classes in _BY_WORDS:
        if classes.gate.search(passage.text) and len(passage.mentions) > 2:
            yield from _of_classes(passage, classes)


def _of_classes(passage: Passage, classes: _Classes) -> Iterator[Reading]:
    mentions, measures = passage.mentions, measures_in(passage)
    for whole, measure in zip(mentions, measures, strict=True):
        if measure is None or not whole.quantity.number or whole.depth:
            continue
        sentence = whole.clause.sentence
        behind = [
            mention
            for mention in mentions[whole.index + 1 : whole.index + 1 + _REACH]
            if measures[mention.index] == measure and mention.clause.sentence == sentence and not mention.depth
        ]
        parts, last = _parts(passage.text, whole, behind, classes)
        if len(parts) > 1:
            division = Division(Form.FAR, whole, parts, True)
            if adds_up(division):
                yield _reading(division, _CONFIRMED, holds=True)
            elif _is_wrong(division, closed=classes.last.search(last) is not None):
                yield _reading(division, _ACCUSED, holds=False)


def _parts(text: str, whole: Mention, behind: Sequence[Mention], classes: _Classes) -> tuple[tuple[Mention, ...], str]:
    """The classes that follow a whole at once, and the words of the last; none where something else stands before them."""
    parts: list[Mention] = []
    end, last = whole.end, ""
    for mention in behind[:_MOST_PARTS]:
        words = text[end : mention.start].rstrip(" ").removesuffix("的").removesuffix("有")
        if not (classes.other if parts else classes.first).search(words):
            break
        parts.append(mention)
        end, last = mention.end, words
    return tuple(parts), last


def _reading(division: Division, likelihood: float, *, holds: bool) -> Reading:
    """The reading; by its figures alone where what names them was read as figures too (6项达标的14个)."""
    reading = reading_of(division, likelihood, holds)
    if all(part.index == one.index + 1 for one, part in pairwise((division.whole, *division.parts))):
        return reading
    return msgspec.structs.replace(reading, arithmetic="＋".join(part.text for part in division.parts))


def _is_wrong(division: Division, *, closed: bool) -> bool:
    """Whether the classes are more than there is, or less although the last is all that is left; but not by far."""
    number, total = division.whole.quantity.number, division.total
    if number is None or total is None:
        return False
    if total.low > number:
        return total.low <= _MOST * number
    return closed and total.high >= _LEAST * number
