"""Shares whose whole, or part and whole, stand in the bracket right behind them: 持证率76.4%（1138人持证，1489人应持证）."""

import re
from collections.abc import Iterator

import msgspec

from eduduty_desktop.proof.passage import Passage
from eduduty_desktop.proof.reading import Reading
from eduduty_desktop.proof.relations.shares.result import at_least, reading_of
from eduduty_desktop.proof.relations.shares.slipped import SLIPPED, is_slip
from eduduty_desktop.proof.roles import PREVIOUS, Figure, alike, countable, words_of

_OPENING = frozenset("（(")
_THAT_IS = re.compile("[，,](?:即|也就是)(?![将使便])")
_LONGEST = 40
_BACK = 6
_STEM = re.compile("([\u4e00-\u9fff]{2})(?:率|比例|比重|面)[约为达到是]{0,2}$")
_NOT_A_WHOLE = re.compile("上年|去年|同期|增|减|升|降|计划|目标|全[省国]|(?:19|20)[0-9]{2}年")


def told_behind(passage: Passage, figures: tuple[Figure, ...], share: Figure) -> Iterator[Reading]:
    """What the bracket behind a share says it is of."""
    inside = _inside(passage, figures, share) or _spelt(passage, figures, share)
    if len(inside) == 1:
        yield from _of_one(figures, share, inside[0])
    elif len(inside) == 2:
        yield from _of_two(share, inside)


def _inside(passage: Passage, figures: tuple[Figure, ...], share: Figure) -> list[Figure]:
    """The figures of the bracket behind it, all of which must be amounts."""
    behind = share.mention.end
    behind += passage.text[behind : behind + 1] == " "
    if passage.text[behind : behind + 1] not in _OPENING or share.first >= 0:
        return []
    close = min((at for sign in "）)" if (at := passage.text.find(sign, behind, behind + _LONGEST)) > 0), default=-1)
    inside = [f for f in figures[share.index + 1 : share.index + 4] if f.mention.end <= close]
    return inside if all(countable(f.quantity) and f.amount for f in inside) else []


def _spelt(passage: Passage, figures: tuple[Figure, ...], share: Figure) -> list[Figure]:
    """巩固率99.86%,即2019年入学6428人,2022年毕业6419人: the two amounts that spell it out."""
    if share.first >= 0 or not _THAT_IS.match(passage.text, share.mention.end):
        return []
    behind = list(figures[share.index + 1 : share.index + 3])
    sentence = share.mention.clause.sentence
    told = all(f.amount and countable(f.quantity) and f.mention.clause.sentence == sentence for f in behind)
    return behind if told and len(behind) == 2 else []


def _of_two(share: Figure, inside: list[Figure]) -> Iterator[Reading]:
    if not alike(inside[0].quantity, inside[1].quantity):
        return
    for part, whole in (inside, inside[::-1]):
        if at_least(whole.quantity, part.quantity) and (reading := reading_of(share, part, whole, 0.6)) is not None:
            if reading.agrees or is_slip(share, reading):
                yield reading if reading.agrees else msgspec.structs.replace(reading, likelihood=SLIPPED)
            return


def _of_one(figures: tuple[Figure, ...], share: Figure, whole: Figure) -> Iterator[Reading]:
    """本科上线1284人，本科上线率48.2%（报考2664人）: the bracket holds the whole, the part is what the rate is called after."""
    if _NOT_A_WHOLE.search(whole.lead):
        return
    sentence = share.mention.clause.sentence
    before = [
        f
        for f in reversed(figures[max(0, share.index - _BACK) : share.index])
        if f.mention.clause.sentence == sentence
        and f.amount
        and f.year != PREVIOUS
        and f.mention.depth <= share.mention.depth
        and alike(f.quantity, whole.quantity)
        and at_least(whole.quantity, f.quantity)
    ]
    readings = [reading for part in before if (reading := reading_of(share, part, whole, 0.6)) is not None]
    if holding := next((reading for reading in readings if reading.agrees), None):
        yield holding
        return
    stem = _STEM.search(share.lead)
    named = next((f for f in before if stem is not None and stem[1] in words_of(f)), None)
    if (
        named is not None
        and (reading := reading_of(share, named, whole, SLIPPED)) is not None
        and is_slip(share, reading)
    ):
        yield reading
