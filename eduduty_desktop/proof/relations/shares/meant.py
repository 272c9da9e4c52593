"""Which part and whole a share is of that nothing else settles: told by its name, its siblings and its sentence.

研究生517人,占9%,本科4658人,占81.1%: what one share is of is what the next is of.  编内编外合起来6404人,编外占10.7%: the part is
what the share is called after.  升学占毕业生的66.3%: both are named, figures away.  It confirms, and accuses only where
one digit of the share makes it right and no other pair of the paragraph gives it.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import permutations

import msgspec

from eduduty_desktop.figures.quantity import Kind
from eduduty_desktop.proof.passage import Passage
from eduduty_desktop.proof.reading import CONFIRM, Reading, accuses
from eduduty_desktop.proof.relations.shares.before import LONGEST_SENTENCE
from eduduty_desktop.proof.relations.shares.naming import named_whole, without_region
from eduduty_desktop.proof.relations.shares.result import at_least, reading_of
from eduduty_desktop.proof.relations.shares.slipped import is_slip
from eduduty_desktop.proof.relations.shares.stems import says
from eduduty_desktop.proof.result import Relation
from eduduty_desktop.proof.roles import (
    PREVIOUS,
    Figure,
    Role,
    alike,
    countable,
    figures_of,
    least_of,
    subject_of,
    words_of,
)

_BACK, _FAR = 16, 40
_PLAIN, _SHORTEST_NAME = 4, 3
_CONFIRMED, _ACCUSED = 0.6, 0.82
_FEWEST_DIGITS, _TELLING_DIGITS = 2, 3
_MOST_PARTS, _OF_PAIR, _APART = 3, 3, -1
_LUCK = 0.25
_RATE = re.compile("([\u4e00-\u9fff]{2})(?:[率度面]|比例)[约为达到是仅]{0,3}$")
_OWN = re.compile("[，,、；;]?(?:其中)?([\u4e00-\u9fff]{2,12}?)(?:数量|人数)?[仅只约]?占")
_BARE = re.compile("[，,、；;]?[仅只约]?(?:占|为$|达$)")
_AMONG = re.compile("([\u4e00-\u9fff]{2,10}?)(?:[当之]中|里面?|中)")
_TOTAL = re.compile("总[数量计额人]*[为是有]?$|合计|合起来|共计|共有?$")
_SHARES = frozenset({Role.SHARE, Role.RATE, Role.LEVEL})
_TIMES = frozenset({Kind.DURATION, Kind.AGE})
_LEVELS = frozenset({Role.LEVEL, Role.TO, Role.WHOLE})
_Pair = tuple[Figure, Figure]


def readings(passage: Passage, told: Sequence[Reading]) -> Iterator[Reading]:
    """Readings of the shares of one paragraph of which the others, `told`, say nothing."""
    figures = figures_of(passage)
    shares = [f for f in figures if f.quantity.kind is Kind.PERCENT and f.role in _SHARES and f.row == 1]
    if not shares:
        return
    said: dict[int, list[Reading]] = {}
    for reading in told:
        if reading.relation is not Relation.SUBSET:
            said.setdefault(reading.stated.start, []).append(reading)
    at = {figure.mention.start: figure for figure in figures}
    sibling: Figure | None = None
    for share in shares:
        known = said.get(share.mention.start, [])
        settled = next((r for r in known if r.agrees and r.likelihood >= CONFIRM), None)
        if settled is None:
            possible = any(r.agrees and len(r.operands) < _OF_PAIR for r in known)  # some number is its whole
            if any(r.agrees and len(r.operands) >= _OF_PAIR for r in known):
                continue
            if not possible and any(r.agrees is False and accuses(r) for r in known):
                continue
            settled = _settled(passage, figures, share, sibling)
            if settled is not None:
                yield msgspec.structs.replace(settled, apart=_APART) if possible else settled
        if settled is not None and settled.agrees:
            sibling = _whole_of(settled, at) or sibling


def _settled(passage: Passage, figures: Sequence[Figure], share: Figure, sibling: Figure | None) -> Reading | None:
    """The reading of the first pair that gives the share, else of the only one that would, but for a digit."""
    if share.quantity.approximation or share.quantity.interval is None or share.quantity.interval.low <= 0:
        return None
    pairs = list(_pairs_of(passage, figures, share, sibling))
    tried = [reading for part, whole in pairs if (reading := reading_of(share, part, whole, _CONFIRMED)) is not None]
    holding = next((reading for reading in tried if reading.agrees), None)
    if holding is not None:
        return holding if share.quantity.interval.low >= 1 else None
    loose = named_whole(share.lead) or (share.role is Role.RATE and not _is_adjacent(share, pairs))
    fewest = _TELLING_DIGITS if loose else _FEWEST_DIGITS
    slips = {reading.equation: reading for reading in tried if is_slip(share, reading, fewest)}
    if len(slips) != 1 or _is_given(figures, share):
        return None
    return msgspec.structs.replace(next(iter(slips.values())), likelihood=_ACCUSED)


def _is_adjacent(share: Figure, pairs: list[_Pair]) -> bool:
    """Whether the two amounts right before a rate are one of the pairs, and the part bears its name."""
    stem = _RATE.search(share.lead)
    return any(
        part.index == share.index - 1 and whole.index == share.index - 2 and stem is not None and _bears(part, stem[1])
        for part, whole in pairs
    )


def _whole_of(reading: Reading, at: dict[int, Figure]) -> Figure | None:
    """The greater of the two amounts that a share is of."""
    if reading.relation is not Relation.SHARE or len(reading.operands) != 3:
        return None
    amounts = [at[o.start] for o in reading.operands if o.start in at and o.start != reading.stated.start]
    return max(amounts, key=least_of) if len(amounts) == 2 else None


def _is_given(figures: Sequence[Figure], share: Figure) -> bool:
    """Whether any pair near gives the share, the nearest first, until that would be luck."""
    stated = share.quantity.interval
    assert stated is not None, "asked before"
    amounts = [f for f in reversed(figures[max(0, share.index - _BACK) : share.index + 4]) if countable(f.quantity)]
    low, high = float(stated.low), float(stated.high)
    luck, each = 0.0, (high - low) / low
    for one, other in sorted(permutations(range(len(amounts)), 2), key=max):
        part, whole = amounts[one], amounts[other]
        if not alike(part.quantity, whole.quantity) or not 0 < least_of(part) < least_of(whole):
            continue
        luck += each
        if luck > _LUCK:
            return False
        given = 100 * least_of(part) / least_of(whole)
        if low <= given <= high or low <= 100 - given <= high:
            return True
    return False


def _pairs_of(passage: Passage, figures: Sequence[Figure], share: Figure, sibling: Figure | None) -> Iterator[_Pair]:
    """The pairs that a share may be of."""
    amounts = [f for f in reversed(figures[max(0, share.index - _FAR) : share.index]) if _is_amount(f)]
    for part in _parts_of(share, [f for f in amounts if f.index >= share.index - _BACK]):
        yield from _of_part(passage, share, part, amounts, sibling)


def _of_part(
    passage: Passage, share: Figure, part: Figure, amounts: list[Figure], sibling: Figure | None
) -> Iterator[_Pair]:
    others = [f for f in amounts if f is not part and alike(f.quantity, part.quantity)]
    others = [f for f in others if at_least(f.quantity, part.quantity)]
    noun = without_region(named_whole(share.lead)) if "占" in share.lead else ""
    if len(noun) >= 2:
        named = [f for f in others if noun in words_of(f)]
        own = [f for f in named if subject_of(f.lead).endswith(noun)] or named
        if own and (len({f.quantity.number for f in named}) == 1 or len(own[0].lead) < len(noun) + _PLAIN):
            yield part, own[0]
        return
    if sibling is not None and sibling in others:
        yield part, sibling
    yield from ((part, whole) for whole in _wholes_of(passage, share, part, others))


def _wholes_of(passage: Passage, share: Figure, part: Figure, others: list[Figure]) -> Iterator[Figure]:
    """What stands around a part that its share may be of."""
    sentence = part.mention.clause.sentence
    earliest = max(0, part.mention.start - LONGEST_SENTENCE)
    begin = max(passage.text.rfind("。", earliest, part.mention.start) + 1, earliest)
    among = _AMONG.match(passage.text, begin, part.mention.start)
    if among is not None:
        yield from [f for f in others if _is_called(f, among[1]) or _is_begun_by(f, among[1])][:1]
    here = [f for f in others if f.mention.clause.sentence == sentence]
    before = [f for f in here if f.index < part.index]
    kin = [f for f in others if f.index < part.index and _is_begun_by(f, part.lead)]
    yield from kin[:1]
    if before:
        yield before[0]
        yield before[-1]
    elif not kin:
        yield from [f for f in others if f.mention.clause.sentence == sentence - 1][-1:]
    behind = [f for f in here if f.index > part.index]
    yield from [f for f in behind if _TOTAL.search(f.lead)] or behind
    if part.index < share.index - 1 and others and others[0].mention.clause.sentence > sentence:
        yield others[0]


def _is_amount(figure: Figure) -> bool:
    counted = countable(figure.quantity) and figure.quantity.kind not in _TIMES
    return counted and figure.role in _LEVELS and figure.year != PREVIOUS


def _parts_of(share: Figure, near: list[Figure]) -> list[Figure]:
    """The amounts that the share is called after, else the one right before it if it is called after none."""
    rate, own = _RATE.search(share.lead), _OWN.match(share.lead)
    clause = share.mention.clause
    here = [f for f in near if f.mention.clause.sentence == clause.sentence]
    if rate is not None:
        named = [f for f in near if _bears(f, rate[1])]
        beside = [f for f in here if f.mention.clause.part == clause.part]
        alone = len(beside) == 2 and beside[0].index >= share.index - 2 and beside[1].index == beside[0].index - 1
        return named or beside[:1] if alone else named[:_MOST_PARTS]
    if own is not None and (named := [f for f in near if _is_called(f, own[1])]):
        return named[:_MOST_PARTS]
    if share.role is Role.LEVEL and len(name := subject_of(share.lead)) > 1:
        return [f for f in here if subject_of(f.lead) == name][:1]
    if here and _BARE.match(share.lead) and here[0].index >= share.index - 2:
        return here[:1]
    return []


def _bears(figure: Figure, stem: str) -> bool:
    """Whether an amount is of what the rate is called after: 已入学356人; not 未达标2所."""
    return says(f"{figure.lead[-14:]}{figure.quantity.counted}{figure.mention.tail[:8]}", stem)


def _is_called(figure: Figure, noun: str) -> bool:
    """Whether the words around a figure say the noun, its letters in order: 普惠性幼儿园69所 is 普惠园; or begin as it does:
    特教学校463人 of 特教学校学生, 升入高等院校4536人 of 升学."""
    words = words_of(figure)
    if noun in words or _is_begun_by(figure, noun):
        return True
    if len(noun) == 2:
        return figure.lead.lstrip("，,、；;其中").startswith(noun[0])
    letters = iter(words)
    return all(letter in letters for letter in noun)


def _is_begun_by(figure: Figure, words: str) -> bool:
    """Whether words begin with what a figure is called: 专任教师接受专业教育的 with 专任教师876人."""
    name = subject_of(figure.lead)
    return len(name) >= _SHORTEST_NAME and subject_of(words).startswith(name)
