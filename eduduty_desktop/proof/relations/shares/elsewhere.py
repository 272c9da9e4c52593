"""Shares of a whole that another paragraph counts: 达标学校68所,达标率94.4%, the 72 schools five paragraphs above.

Such a whole is found by what it counts and the number that it must be.  It accuses only if one digit alone makes it that
of a whole in the report, and no whole number at all gives the share (GRIM: Brown & Heathers 2017) or the report names
so few wholes that this is no luck.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR
from functools import lru_cache

import msgspec

from eduduty_desktop.figures.interval import Interval
from eduduty_desktop.figures.quantity import Kind
from eduduty_desktop.proof.explanation import quotient
from eduduty_desktop.proof.passage import Passage
from eduduty_desktop.proof.reading import ACCUSE, CONFIRM, Reading
from eduduty_desktop.proof.relations import shares
from eduduty_desktop.proof.relations.shares.result import HUNDRED, at_least, reading_of
from eduduty_desktop.proof.relations.shares.search import LUCK
from eduduty_desktop.proof.relations.shares.slipped import SLIPPED, is_slip
from eduduty_desktop.proof.roles import PREVIOUS, Figure, Role, alike, figures_of

_STEM = re.compile("^[，,、；;]?(?:总体|整体)?([\u4e00-\u9fff]{2})(?:率|面)[约为达到是]{0,2}$")
_BARE = re.compile("^[，,、]?占(?:比|到|了|总[数量]的?)?(?:比例|比重)?[约为达是]{0,2}$")
_THINGS = re.compile(
    "督学|校长|班主任|教职工|教师|学生|幼儿园|幼儿|学校|教学点|教学班|班级|村小|保安|校车|食堂|问题|项目|专业|乡镇|行政村"
)
_WHOLE = re.compile(
    "全[市县区州省旗][^，。；]{0,24}$|[我本][市县区州校园][^，。；]{0,24}$|[共现]有[^，。；0-9]{0,12}$|共计|总"
)
_PASSED = frozenset({Role.DIFFERENCE, Role.GROWTH, Role.BASE})
_NOT = frozenset("未不非无")
_FEW = 2
_BACK = 4
_LONGEST_STEM = 12
_MOST_WHOLES = 40
_SENTENCE = 120
_FLOAT = 1e-6


class _Asked(msgspec.Struct, frozen=True):
    """A share with its part and the thing that both count; `impossible` if no whole number at all gives it."""

    share: Figure
    part: Figure
    thing: str
    impossible: bool


def readings(passages: Sequence[Passage], starts: Sequence[int]) -> Iterator[Reading]:
    """The shares of every paragraph against what the report counts; offsets are the text's."""
    asked = [(place, one) for place, passage in enumerate(passages) if passage.quantities for one in _asked(passage)]
    if not asked:
        return
    things = {one.thing for _, one in asked}
    counted: dict[str, list[tuple[int, Figure]]] = {thing: [] for thing in things}
    for place, passage in enumerate(passages):
        for thing, figure in _counted(passage):
            if thing in things and len(counted[thing]) < _MOST_WHOLES:
                counted[thing].append((place, figure))
    for place, one in asked:
        yield from _against(one, place, counted[one.thing], starts)


@lru_cache(maxsize=4096)
def _counted(passage: Passage) -> tuple[tuple[str, Figure], ...]:
    """The exact counts of a paragraph with what they count."""
    told = ((_thing(passage, figure), figure) for figure in figures_of(passage))
    return tuple(pair for pair in told if pair[0])


@lru_cache(maxsize=4096)
def _asked(passage: Passage) -> tuple[_Asked, ...]:
    """The shares of a paragraph of which nothing is settled there."""
    if "%" not in passage.text and "％" not in passage.text:
        return ()
    figures = figures_of(passage)
    wanted = []
    for share in figures[1:]:
        part = _part(figures, share) if share.row == 1 and not share.quantity.approximation else None
        if part is not None and (thing := _thing(passage, part)):
            wanted.append(_Asked(share, part, thing, _by_no_number(part, share.quantity.interval)))
    if not wanted:
        return ()
    settled = {
        r.stated.start
        for r in shares.readings(passage)
        if r.likelihood >= (CONFIRM if r.agrees else ACCUSE) and r.agrees is not None
    }
    return tuple(one for one in wanted if one.share.mention.start not in settled)


def _part(figures: tuple[Figure, ...], share: Figure) -> Figure | None:
    """What a share is of: the count before it, changes passed over; of a rate that which is called after it."""
    bare = share.role is Role.SHARE and _BARE.match(share.lead) is not None
    stem = _STEM.match(share.lead) if share.role is Role.RATE else None
    if not bare and stem is None:
        return None
    before = [
        figure
        for figure in reversed(figures[max(0, share.index - _BACK) : share.index])
        if figure.mention.clause.sentence == share.mention.clause.sentence
    ]
    if stem is None:
        return next((figure for figure in before if figure.role not in _PASSED), None)
    return next((figure for figure in before if _is_called(figure, stem[1])), None)


def _is_called(figure: Figure, stem: str) -> bool:
    """Whether a count is of what a rate is called after: 持教师资格证2067人 of 持证率; not 未达标2所 of 达标率."""
    words = f"{figure.lead[-_LONGEST_STEM:]}{figure.mention.tail[:_LONGEST_STEM]}"
    first = words.find(stem[0])
    return first >= 0 and stem[1] in words[first + 1 :] and words[first - 1 : first] not in _NOT


def _thing(passage: Passage, figure: Figure) -> str:
    """What an exact count of a report counts, by the last such word before it in its sentence."""
    quantity = figure.quantity
    if quantity.kind is not Kind.COUNT or figure.role is not Role.LEVEL or figure.row > 1 or figure.year == PREVIOUS:
        return ""
    if quantity.approximation or quantity.number is None or quantity.step != 1:
        return ""
    start = figure.mention.start
    least = max(0, start - _SENTENCE)
    begin = max(passage.text.rfind(stop, least, start) for stop in "。；")
    said = passage.text[max(begin + 1, least) : start]
    if said.endswith("园"):
        return "幼儿园"
    found = _THINGS.findall(said + quantity.counted)
    return found[-1] if found else ""


def _against(one: _Asked, place: int, counted: list[tuple[int, Figure]], starts: Sequence[int]) -> Iterator[Reading]:
    stated = one.share.quantity.interval
    if stated is None or stated.low <= 0:
        return
    wholes = [
        pair
        for pair in counted
        if pair[1] is not one.part and alike(pair[1].quantity, one.part.quantity) and _is_more(pair[1], one.part)
    ]
    wholes.sort(key=lambda pair: (pair[0] > place, abs(pair[0] - place)))
    named = [pair for pair in wholes if _WHOLE.search(pair[1].head)]
    few = len({whole.quantity.number for _, whole in named}) <= _FEW
    accused = wholes if one.impossible else named if few else []
    tried = [
        (at, r)
        for at, whole in wholes
        if ((at, whole) in accused or _may_give(one, whole))
        and (r := reading_of(one.share, one.part, whole, SLIPPED)) is not None
    ]
    holding = next(((at, r) for at, r in tried if r.agrees), None)
    values = {whole.quantity.number for _, whole in wholes}
    if holding is not None:
        if len(values) * (stated.high - stated.low) <= LUCK * stated.low:
            yield _moved(msgspec.structs.replace(holding[1], likelihood=0.6), place, holding[0], starts)
    elif accused:
        slips = [(at, r) for at, r in tried if is_slip(one.share, r)]
        if slips:
            yield _moved(slips[0][1], place, slips[0][0], starts)


def _is_more(whole: Figure, part: Figure) -> bool:
    return at_least(whole.quantity, part.quantity) and whole.quantity.number != part.quantity.number


def _may_give(one: _Asked, whole: Figure) -> bool:
    """Whether the part is about that share of a whole; told without decimals, since most are not."""
    part, number, stated = one.part.quantity.number, whole.quantity.number, one.share.quantity.interval
    if not part or not number or stated is None:
        return False
    return float(stated.low) - _FLOAT <= 100 * float(part) / float(number) <= float(stated.high) + _FLOAT


def _by_no_number(part: Figure, stated: Interval | None) -> bool:
    """Whether no whole number at all gives the share of the part."""
    if stated is None or stated.low <= 0:
        return False
    least, most = (quotient(part.quantity.interval, Interval.exact(edge), 100) for edge in (stated.high, stated.low))
    if least is None or most is None or stated.high > HUNDRED.low:
        return False
    return least.low.to_integral_value(ROUND_CEILING) > most.high.to_integral_value(ROUND_FLOOR)


def _moved(reading: Reading, place: int, at: int, starts: Sequence[int]) -> Reading:
    """The reading, whose operands are part, whole and share, at their places in the text."""
    part, whole, share = reading.operands
    here, there = starts[place], starts[at]
    operands = (part.moved(here), whole.moved(there), share.moved(here))
    return msgspec.structs.replace(reading, stated=reading.stated.moved(here), operands=operands)
