"""A count taken up at once by the next sentence: 失学辍学32人。32名失学学生全部返校."""

import re
from collections.abc import Iterator
from itertools import pairwise

from eduduty_desktop.figures.quantity import Kind
from eduduty_desktop.proof.digits import nearly
from eduduty_desktop.proof.lexicon import span_of
from eduduty_desktop.proof.naming import telling_words
from eduduty_desktop.proof.passage import Passage
from eduduty_desktop.proof.reading import Reading
from eduduty_desktop.proof.relations.repeats.kinship import LIKELY, SURE
from eduduty_desktop.proof.result import Relation
from eduduty_desktop.proof.told import Told, told_in

_STOP = re.compile("[ 　]*[。；;][ 　]*(?:[这该上述以前]{1,2})?")
_MEANT = re.compile("([\u4e00-\u9fff]{2,10}?)(?:[中里]|当中|全部|全都|均|都)")
_APART, _BEFORE, _BEHIND = 8, 16, 60


def readings(passage: Passage) -> Iterator[Reading]:
    """Each count at the beginning of a sentence with the one at the end of the sentence before."""
    for one, other in pairwise(told_in(passage)):
        if other.figure.mention.start - one.figure.mention.end > _APART:
            continue
        if one.unit == other.unit and one.place == other.place and one.figure.quantity.kind is Kind.COUNT:
            first, second = one.figure.mention, other.figure.mention
            if not _STOP.fullmatch(passage.text, first.end, second.start) or len(other.digits) < 2:
                continue
            if first.quantity.approximation or second.quantity.approximation or not _is_of(one, other):
                continue
            if one.digits == other.digits:
                yield _reading(one, other, LIKELY)
            elif nearly(one.digits, other.digits) and not _is_part(passage, one, other):
                yield _reading(one, other, SURE)


def _is_of(one: Told, other: Told) -> bool:
    """Whether the words behind the second say that all of the first are meant, and call them alike."""
    match = _MEANT.match(other.figure.mention.tail)
    if match is None or one.figure.row > 1:
        return False
    start = one.figure.mention.start
    return not telling_words(match[1]).isdisjoint(telling_words(one.text[max(0, start - _BEFORE) : start]))


def _is_part(passage: Passage, one: Told, other: Told) -> bool:
    """Whether what is left of the first, without the second, is told too."""
    first, second = one.figure.quantity.number, other.figure.quantity.number
    if first is None or second is None:
        return True
    end = other.figure.mention.end + _BEHIND
    return any(
        mention.quantity.number == first - second and other.figure.mention.end <= mention.start <= end
        for mention in passage.mentions
    )


def _reading(one: Told, other: Told, likelihood: float) -> Reading:
    first, second = one.figure.mention, other.figure.mention
    return Reading(
        Relation.REPEAT,
        span_of(second),
        (span_of(first), span_of(second)),
        second.quantity.interval,
        first.quantity.interval,
        likelihood,
        f"前句“{one.name[-14:]}”{first.text}",
        first.text,
        "后句接着前句说同一批，人数或个数应当一致：请核对后改正错的一处。",
    )
