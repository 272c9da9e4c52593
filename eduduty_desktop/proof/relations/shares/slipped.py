"""Shares of which one digit alone is wrong: 发放12480份，回收11936份（85.64%）.

Part and whole are the two amounts right before the share.  A share of three digits that is not theirs looks like a slip
of one digit about three times in a hundred.
"""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import pairwise

import msgspec

from eduduty_desktop.figures.interval import Interval
from eduduty_desktop.proof.credibility import is_no_luck, is_one_slip
from eduduty_desktop.proof.explanation import quotient
from eduduty_desktop.proof.passage import Passage
from eduduty_desktop.proof.reading import ACCUSE, CONFIRM, Reading
from eduduty_desktop.proof.relations.shares.result import HUNDRED, at_least, reading_of
from eduduty_desktop.proof.roles import PREVIOUS, Figure, alike, countable

_FEWEST_DIGITS = 3
SLIPPED = 0.82
_DIGITS = re.compile("[0-9]")
_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_OPENING = frozenset("（(")
_BARE = re.compile("^(?:占比?|占总数|比例|占到)?[约为达]?$")
_OF_IT = re.compile("[，,]?(?:其中|具有|持有?|在|参加|达到|取得|获得|属于)")
_NEAREST = 3
_WIDEST = 3
_ANOTHER_WHOLE = re.compile("预算|计划|任务|目标|占(?!比|总数|到)[\u4e00-\u9fff]{2}|同比|上年|去年|全[省国]")


def slipped(share: Figure, near: list[Figure], found: Iterable[Reading]) -> Iterator[Reading]:
    """The readings that fail by one digit, as sure ones, where no other reading holds or is sure already."""
    readings = list(found)
    if any(reading.agrees or (reading.agrees is False and reading.likelihood >= ACCUSE) for reading in readings):
        return
    tried = [r for r in readings if r.agrees is False and len(r.operands) == 3 and r.likelihood >= CONFIRM]
    pairs = () if _ANOTHER_WHOLE.search(share.lead[-20:]) else _nearest(share, near)
    for reading in (*tried, *pairs):
        if reading.agrees:
            return
        if is_slip(share, reading):
            yield msgspec.structs.replace(reading, likelihood=SLIPPED)
            return
    if (exceeding := _more_than_whole(share, near)) is not None:
        yield exceeding


def _more_than_whole(share: Figure, near: list[Figure]) -> Reading | None:
    """专任教师5383人，具有中级以上职称的8921人，占比为72.84%: a part that one digit makes greater than its whole."""
    if len(near) < 2 or near[0].index != share.index - 1 or near[1].index != share.index - 2:
        return None
    part, whole = near[:2]
    of_it = _OF_IT.match(part.lead) and _BARE.match(share.lead.strip("，, "))
    same = part.mention.clause.part == whole.mention.clause.part == share.mention.clause.part
    if not of_it or not same or not alike(part.quantity, whole.quantity) or at_least(whole.quantity, part.quantity):
        return None
    reading = reading_of(share, part, whole, SLIPPED)
    if reading is None or reading.value is None or reading.expected is None:
        return None
    slip = is_one_slip(reading.value, reading.expected, reading.stated, reading.operands)
    return reading if slip and is_no_luck(reading.value, reading.operands) else None


def bracketed(passage: Passage, figures: tuple[Figure, ...], share: Figure) -> Iterator[Reading]:
    """在校生10.86万人，小学7.52万人（69.2%）: the bracket says nothing but the share."""
    mention = share.mention
    if not share.index or not mention.depth or mention.tail.strip() or not _BARE.match(mention.lead.strip()):
        return
    part = figures[share.index - 1]
    if passage.text[part.mention.end : part.mention.end + 1] not in _OPENING or part.mention.depth >= mention.depth:
        return
    near = [f for f in reversed(figures[max(0, share.index - _NEAREST) : share.index]) if f.amount]
    for reading in _nearest(share, near):
        holds = bool(reading.agrees)
        if holds or is_slip(share, reading):
            yield msgspec.structs.replace(reading, likelihood=0.7 if holds else SLIPPED)


def is_slip(share: Figure, reading: Reading, fewest: int = _FEWEST_DIGITS, widest: int = _WIDEST) -> bool:
    """Whether one digit of at least `fewest`, or two neighbours exchanged, tell the stated share from the computed one."""
    if share.quantity.approximation or reading.expected is None or reading.expected == HUNDRED:
        return False  # a part that is its whole is none
    text = share.quantity.text
    places = [match.start() for match in _DIGITS.finditer(text)]
    if len(places) < fewest or reading.value is None:
        return False
    if reading.expected.high - reading.expected.low > widest * share.quantity.step:
        return False  # figures too coarse for it
    point = text.find(".", places[0])
    units = [place for place in places if point < 0 or place < point]
    if any(_meets(swapped, share, reading) for swapped in _exchanged(text, places)):
        return True
    for number, place in enumerate(places):
        weight = Decimal(1).scaleb(len(units) - 1 - number)
        for digit in range(number == 0, 10):
            shift = Interval.exact((digit - int(text[place])) * weight)
            if digit != int(text[place]) and (reading.value + shift).meets(reading.expected):
                return True
    return False


def _exchanged(text: str, places: list[int]) -> Iterator[str]:
    """The figure with two neighbouring digits exchanged."""
    for left, right in pairwise(places):
        if text[left] != text[right] and text[right] != "0":
            signs = list(text)
            signs[left], signs[right] = signs[right], signs[left]
            yield "".join(signs)


def _meets(text: str, share: Figure, reading: Reading) -> bool:
    """Whether the share written so would be the one computed."""
    number, stated = _NUMBER.search(text), share.quantity.number
    if number is None or stated is None or reading.value is None or reading.expected is None:
        return False
    shift = Interval.exact(Decimal(number[0]) - stated)
    return (reading.value + shift).meets(reading.expected)


def _nearest(share: Figure, near: list[Figure]) -> Iterator[Reading]:
    """The share of the two amounts of one measure right before it, in its sentence."""
    sentence = share.mention.clause.sentence
    here = [f for f in near if f.mention.clause.sentence == sentence and countable(f.quantity)][:_NEAREST]
    if len(here) < 2 or here[0].index < share.index - 2:
        return
    part = here[0]
    for whole in here[1:]:
        if alike(part.quantity, whole.quantity):
            timely = part.year == whole.year or PREVIOUS not in {part.year, whole.year}
            if timely and at_least(whole.quantity, part.quantity):
                reading = reading_of(share, part, whole, 0.55)
                if reading is not None and quotient(part.quantity.interval, whole.quantity.interval, 100) is not None:
                    yield reading
            return
