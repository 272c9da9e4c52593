"""Shares whose whole stands elsewhere in the document: 占一般公共预算支出的24.65%, the expenditure five paragraphs above.

A whole is looked for by its name, and by region and period as far as the two sentences name them.  It confirms as in
one paragraph; it accuses only if no amount of that name anywhere in the document gives the share.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

import msgspec

from eduduty_desktop.figures.interval import Interval
from eduduty_desktop.proof.explanation import quotient
from eduduty_desktop.proof.passage import Passage
from eduduty_desktop.proof.reading import ACCUSE, CONFIRM, Reading
from eduduty_desktop.proof.relations import shares
from eduduty_desktop.proof.relations.shares.amounts import (
    CHILDREN,
    PERIOD,
    REGION,
    Amount,
    amount_of,
    last_of,
    name_of,
    named_amounts,
)
from eduduty_desktop.proof.relations.shares.naming import among_whom, has_noun, named_whole
from eduduty_desktop.proof.relations.shares.result import at_least, reading_of
from eduduty_desktop.proof.relations.shares.search import LUCK
from eduduty_desktop.proof.relations.shares.slipped import is_slip
from eduduty_desktop.proof.roles import Figure, Role, alike, countable, figures_of, names, subject_of
from eduduty_desktop.proof.roster import stage_in

MOST_WHOLES = 12
"""Amounts of one name beyond which a document says too much of it to tell which is meant."""

FEW = 2
"""So few amounts of one name are no matter of luck."""

BACK = 6
"""Figures looked at before a share for the part that it names."""

_OF_A_PART = frozenset({"农村", "城区", "乡镇"})
_LINKS = re.compile("(?:支出|收入)$")
_GUESSED = ((re.compile("教师$"), "专任教师"), (re.compile("在园(?:幼儿)?$"), CHILDREN))
_PUBLIC_BENEFIT = re.compile("普惠(?:性[^率]{0,4})?(?:覆盖)?率")
_OF_HUNDRED = "生产总值"
_ALL_OF_IT, _COARSE = 110, 8
_PLAN = re.compile("预算|计划|目标|任务")


class _Asked(msgspec.Struct, frozen=True):
    """A share whose whole its paragraph does not state.

    `part` is what it is of, `others` are amounts of its sentence that may be meant as well; `noun` names the whole (a
    guess if it is `bare`), `region` and `period` are those the sentence names, `own_region` that of the name; `excused` if an unlikely reading holds.
    """

    share: Figure
    part: Figure
    others: tuple[Figure, ...]
    noun: str
    region: str
    own_region: str
    period: str
    stage: str
    bare: bool
    excused: bool


def readings(passages: Sequence[Passage], starts: Sequence[int]) -> Iterator[Reading]:
    """The shares of every paragraph against the amounts of all; offsets are the text's."""
    asked = [(place, one) for place, passage in enumerate(passages) if passage.quantities for one in _asked(passage)]
    if not asked:
        return
    ends = {one.noun[-2:] for _, one in asked}
    ends |= {f"{end}{link}"[-2:] for end in ends for link in ("支出", "收入")}
    parts = {(q.kind, q.unit, q.per): q for q in (one.part.quantity for _, one in asked)}.values()
    index: dict[str, list[tuple[int, Amount]]] = {}
    for place, passage in enumerate(passages):
        if not any(alike(quantity, part) for part in parts for quantity in passage.quantities):
            continue
        for end in ends.intersection(_ends(passage)):
            index.setdefault(end, []).extend((place, amount) for amount in _ending(passage, end))
    for place, one in asked:
        yield from _against(one, place, _called(one, index), starts)


@lru_cache(maxsize=4096)
def _ends(passage: Passage) -> frozenset[str]:
    """How the names of a paragraph's amounts end."""
    return frozenset(named.name[-2:] for named in named_amounts(passage))


@lru_cache(maxsize=4096)
def _ending(passage: Passage, end: str) -> tuple[Amount, ...]:
    """The amounts of a paragraph whose names end so."""
    return tuple(amount_of(passage, named) for named in named_amounts(passage) if named.name[-2:] == end)


def _called(one: _Asked, index: dict[str, list[tuple[int, Amount]]]) -> list[tuple[int, Amount]]:
    """The amounts that are called as the whole is."""
    link = _LINKS.search(subject_of(one.part.lead)) or _LINKS.search(one.part.lead)
    nouns = [one.noun] + ([f"{one.noun}{link[0]}"] if link and not one.noun.endswith(link[0]) else [])
    if one.noun.endswith("预算") and not link:
        nouns.append(f"{one.noun}支出")
    found = [
        (at, amount)
        for noun in nouns
        for at, amount in index.get(noun[-2:], [])
        if _is_called(amount.name, noun) and alike(amount.figure.quantity, one.part.quantity)
    ]
    return [pair for pair in found if at_least(pair[1].figure.quantity, one.part.quantity)]


def _is_called(name: str, noun: str) -> bool:
    """Whether a name is the noun with words around or between its own: 公共财政预算支出 is 财政支出."""
    if name.endswith(noun):
        return has_noun(noun, name)
    if len(noun) < 4 or len(name) > 2 * len(noun):
        return False
    letters = iter(name)
    return all(letter in letters for letter in noun)


def _against(one: _Asked, place: int, called: list[tuple[int, Amount]], starts: Sequence[int]) -> Iterator[Reading]:
    stated = one.share.quantity.interval
    values = {amount.figure.quantity.number for _, amount in called}
    if not called or len(values) > MOST_WHOLES or stated is None or stated.low <= 0:
        return
    fitting = [pair for pair in called if _fits(one, pair[1])]
    agreeing = [pair for pair in called if _agrees(one, one.part, pair[1].figure)]
    excused = one.excused or any(_agrees(one, part, amount.figure) for part in one.others for _, amount in called)
    fine = len(values) <= FEW or len(values) * (stated.high - stated.low) <= LUCK * stated.low
    if agreeing:
        best = min(agreeing, key=lambda pair: (pair not in fitting, abs(pair[0] - place)))
        yield from _reading(one, place, best, 0.85 if fine and best in fitting else 0.4, starts)
        return
    others = [pair for pair in fitting if pair[1].figure.quantity.number != one.part.quantity.number]
    fitting = [pair for pair in others if pair[1].name == one.noun] or others
    values = {amount.figure.quantity.number for _, amount in fitting}
    same = [pair for pair in fitting if pair[1].region == one.region] or fitting
    if not same or excused or (one.bare and len(values) > 1):
        return
    best = min(same, key=lambda pair: (pair[0] > place, abs(pair[0] - place)))
    plain = len({pair[1].figure.quantity.number for pair in same}) == 1 or best[0] <= place
    far = best[0] != place
    if (one.period and one.period != best[1].period) or best[1].figure.quantity.number == one.part.quantity.number:
        return  # of another year, or the same amount told again
    approximate = one.part.quantity.approximation or one.share.quantity.approximation
    for reading in _reading(one, place, best, 0.82 if plain and not approximate else 0.4, starts):
        if one.noun.endswith(_OF_HUNDRED) and _is_rounded(one.share, reading):
            continue
        plain = not far and (not one.bare or _tells(one, stated))
        slip = is_slip(one.share, reading, 2, _COARSE) if len(values) == 1 and far else is_slip(one.share, reading)
        if plain or slip or stated.low > _ALL_OF_IT:
            yield reading


def _is_rounded(share: Figure, reading: Reading) -> bool:
    """Whether it is no more than a last digit off, as one of shares is that were made to add up to a hundred."""
    if reading.value is None or reading.expected is None:
        return False
    step = Interval(-share.quantity.step, share.quantity.step)
    return (reading.value + step).meets(reading.expected)


def _tells(one: _Asked, stated: Interval) -> bool:
    """Whether a guessed whole is as good as a named one: of a rate, or where the part might not be any whole itself."""
    number = one.part.quantity.number or 0
    return one.share.role is Role.RATE or number * (stated.high - stated.low) <= 100


def _fits(one: _Asked, amount: Amount) -> bool:
    """Whether nothing says that the amount is of another region, period or stage."""
    if amount.stage not in {"", "义务", one.stage} and not one.bare:
        return False
    if one.region and amount.region and one.region != amount.region:
        return False
    if one.own_region in _OF_A_PART and amount.region != one.own_region:
        return False
    if "五" in one.period or "五" in amount.period:
        return one.period == amount.period
    return not one.period or not amount.period or one.period == amount.period


def _agrees(one: _Asked, part: Figure, whole: Figure) -> bool:
    expected = quotient(part.quantity.interval, whole.quantity.interval, 100)
    stated = one.share.quantity.interval
    return expected is not None and stated is not None and stated.meets(expected)


def _reading(
    one: _Asked, place: int, found: tuple[int, Amount], likelihood: float, starts: Sequence[int]
) -> Iterator[Reading]:
    at, amount = found
    reading = reading_of(one.share, one.part, amount.figure, likelihood)
    if reading is None:
        return
    part, whole, share = reading.operands
    here, there = starts[place], starts[at]
    operands = (part.moved(here), whole.moved(there), share.moved(here))
    yield msgspec.structs.replace(reading, stated=reading.stated.moved(here), operands=operands)


@lru_cache(maxsize=4096)
def _asked(passage: Passage) -> tuple[_Asked, ...]:
    """The shares of a paragraph that it leaves open."""
    if "%" not in passage.text and "％" not in passage.text:
        return ()
    figures = figures_of(passage)
    wanted = [f for f in figures if f.row == 1 and (f.role is Role.SHARE or _is_public_benefit(figures, f))]
    if not wanted:
        return ()
    tried: dict[int, list[Reading]] = {}
    for reading in shares.readings(passage):
        tried.setdefault(reading.stated.start, []).append(reading)
    found = (_open(passage, figures, share, tried.get(share.mention.start, [])) for share in wanted)
    return tuple(one for one in found if one is not None)


def _open(passage: Passage, figures: tuple[Figure, ...], share: Figure, tried: list[Reading]) -> _Asked | None:
    held = [reading.likelihood for reading in tried if reading.agrees]
    failed = [reading.likelihood for reading in tried if reading.agrees is False]
    if max(held, default=0) >= CONFIRM or (not held and max(failed, default=0) >= ACCUSE):
        return None
    called = named_whole(share.lead) or (
        among_whom(passage.text, share.mention.start) if share.role is Role.SHARE else ""
    )
    noun = name_of(called) if called else ""
    subject = subject_of(share.lead.rpartition("占")[0]) if "占" in share.lead else ""
    if share.role is Role.RATE and not _is_both_kinds(figures, share):
        return None
    parts = _parts(figures, share, subject)
    part = parts[0] if parts else None
    if part is None or (_PLAN.search(called) and not called.endswith(("预算", "支出", "收入"))):
        return None
    bare = len(noun) < 2
    if bare:
        guessed = next((whole for pattern, whole in _GUESSED if pattern.search(name_of(part.lead))), "")
        if called or not guessed or (share.role is Role.SHARE and "占" not in share.lead):
            return None
        noun = guessed
    begin = passage.text.rfind("。", 0, share.mention.start) + 1
    said = passage.text[max(begin, share.mention.start - 120) : share.mention.start]
    own = last_of(REGION, called)
    region = own or last_of(REGION, said)
    if called and "占" in share.lead:  # then what stands before it is a part, not the whole of an unnamed part
        held = [r.likelihood for r in tried if r.agrees and len(r.operands) > 2]
    return _Asked(
        share, part, tuple(parts[1:]), noun, region, own, last_of(PERIOD, said), stage_in(said), bare, bool(held)
    )


def _is_public_benefit(figures: tuple[Figure, ...], figure: Figure) -> bool:
    if figure.role is not Role.RATE or not figure.index:
        return False
    covered = figure.lead.endswith("覆盖率") and "普惠" in figures[figure.index - 1].lead
    return covered or bool(_PUBLIC_BENEFIT.search(figure.lead))


def _is_both_kinds(figures: tuple[Figure, ...], rate: Figure) -> bool:
    """Whether the figure before a 普惠率 is of all kindergartens that it is of: 公办园和普惠性民办园合计在园9512人."""
    before = figures[rate.index - 1].lead if rate.index else ""
    return "普惠" in before and ("公办" in before or "民办" not in before)


def _parts(figures: tuple[Figure, ...], share: Figure, subject: str) -> list[Figure]:
    """The amount that the share is of, of the subject it names, else the one before it; then others of its sentence.

    Behind 骨干教师528人,其中省级26人、县级365人 the share is that of what the list begins with.
    """
    sentence = share.mention.clause.sentence
    found: list[Figure] = []
    listed = 0
    for figure in reversed(figures[max(0, share.index - BACK) : share.index]):
        apart = sentence - figure.mention.clause.sentence
        if apart > (1 if len(subject) >= 3 and not found else 0):
            break
        if figure.role is not Role.LEVEL or not countable(figure.quantity):
            continue
        if found and not alike(found[0].quantity, figure.quantity):
            continue
        if not found and subject and not names(figure, subject):
            if apart == 0 and figure.mention.clause is share.mention.clause:
                break
            continue
        if listed > 1 and "其中" not in figure.head:
            found.insert(0, figure)
            listed = 0
            continue
        found.append(figure)
        listed += "其中" in figure.head
    return found
