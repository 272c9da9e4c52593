"""Rates that are called after what they are of: 考证1862人、通过1693人，通过率90.9%; 毕业生4390人，就业1876人，升学2397人，就业升学率97.3%.

The part is what bears the name, the two parts of a double name together; the whole is a larger amount before it in its
sentence.  It accuses only where one digit of the rate makes it that of one whole alone.
"""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

import msgspec

from eduduty_desktop.proof.reading import CONFIRM, Reading
from eduduty_desktop.proof.relations.shares.result import at_least, reading_of_parts
from eduduty_desktop.proof.relations.shares.slipped import is_slip
from eduduty_desktop.proof.roles import PREVIOUS, Figure, Role, alike

_NAME = re.compile("^[，,、；;]?(?:其中)?([\u4e00-\u9fff]{2})([\u4e00-\u9fff]{2})?(?:[率度面]|比例)[约为达到是]{0,2}$")
_NOT = frozenset("未不非无应拟需待")
_OTHER = re.compile("增长|增加|下降|减少|同比|完成|执行|预算|计划")
_LONGEST, _MOST_WHOLES = 14, 3
_CONFIRMED, _ACCUSED, _TOGETHER = 0.7, 0.82, 0.88
_LEAST = Decimal(20)


def named_after(share: Figure, near: list[Figure], found: Iterable[Reading]) -> Iterator[Reading]:
    """Readings of a rate of which nothing is settled; `near` are the amounts before it, the nearest first."""
    said = _NAME.match(share.lead) if share.role is Role.RATE and share.row == 1 else None
    stated = share.quantity.interval
    if said is None or stated is None or _OTHER.search(share.lead) or share.quantity.approximation:
        return
    if any(reading.agrees and reading.likelihood >= CONFIRM for reading in found):
        return
    sentence = share.mention.clause.sentence
    here = [f for f in near if f.mention.clause.sentence == sentence and f.role is Role.LEVEL and f.year != PREVIOUS]
    parts = _parts(here, [stem for stem in said.groups() if stem])
    if not parts:
        return
    tried = [
        reading
        for whole in _wholes(here, parts)
        if (reading := reading_of_parts(share, parts, whole, _CONFIRMED)) is not None
    ]
    holding = [reading for reading in tried if reading.agrees]
    slips = [reading for reading in tried if is_slip(share, reading)]
    if holding:
        yield holding[0]
    elif len(slips) == 1 and stated.low >= _LEAST:
        yield msgspec.structs.replace(slips[0], likelihood=_ACCUSED if len(parts) == 1 else _TOGETHER)


def _parts(here: list[Figure], stems: list[str]) -> list[Figure]:
    """One amount for each name, the nearest; none if one is missing."""
    found = [next((f for f in here if _bears(f, stem)), None) for stem in stems]
    known = [figure for figure in found if figure is not None]
    if len(known) < len(found) or len({figure.index for figure in known}) < len(known):
        return []
    return known if all(alike(known[0].quantity, figure.quantity) for figure in known) else []


def _bears(figure: Figure, stem: str) -> bool:
    """Whether an amount is of what the rate is called after: 已入学356人, 通过1693人; not 未达标2所."""
    return says(figure.lead[-_LONGEST:], stem)


def says(words: str, stem: str) -> bool:
    """Whether words say a stem and do not deny it."""
    at = words.rfind(stem)
    return at >= 0 and words[at - 1 : at] not in _NOT


def _wholes(here: list[Figure], parts: list[Figure]) -> list[Figure]:
    """The larger amounts before the parts, the nearest first, each number once."""
    first = min(parts, key=lambda part: part.index)
    wholes: dict[Decimal, Figure] = {}
    for figure in here:
        number = figure.quantity.number
        larger = number is not None and all(at_least(figure.quantity, part.quantity) for part in parts)
        if larger and figure.index < first.index and alike(figure.quantity, first.quantity) and figure not in parts:
            wholes.setdefault(number or Decimal(0), figure)
    return list(wholes.values())[:_MOST_WHOLES]
