"""The equations that a figure may be the result of, by the places of the others alone, the nearest first."""

import re
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from eduduty_desktop.figures.quantity import Kind
from eduduty_desktop.proof.relations.arithmetic.amounts import RATE, Amount
from eduduty_desktop.proof.relations.arithmetic.results import (
    Bounds,
    difference,
    fall,
    fall_by,
    ordered,
    quotient,
    rise,
    rise_by,
    share,
    total_of,
)
from eduduty_desktop.proof.relations.arithmetic.stems import is_named_after, stems_of
from eduduty_desktop.proof.result import Relation
from eduduty_desktop.proof.roles import Role

BACK, AHEAD, ACROSS_STOP = 14, 4, 2
"""Figures looked at before a figure, behind it, and before the full stop in front of it."""

MOST_PARTS = 12
_SIDES = 2
_FARTHEST_PART = 30
_SEEN = 48
_MOST_PAIRS = 10
_NAMED = 0.5
_PAIRS = sorted(((i, j) for i in range(4) for j in range(i + 1, BACK)), key=lambda pair: (2 * pair[0] + pair[1], pair))

_HERE, _BRACKET, _NEXT = (0, 0), (1, 0), (0, 1)
_PLACES = (_HERE, _BRACKET, _NEXT)

_NO_GROWTH = frozenset({Role.TO, Role.SHARE})
_SHARE = re.compile("占|率|比例|比重|份额|达|完成|的$|面")
_GROWTH = re.compile("增|长|升|涨|降|减|跌|缩|扩|多|少|高|低|较|比(?![例重率])|翻|幅|压")
_DOWN = re.compile("降|减|跌|缩|少|低|压")
_DIFFERENCE = re.compile("多|少|高|低|增|减|降|升|差|缺|余|剩|比|较|超|尚|还|仍|涨|净|短|未")
_COMPARES = re.compile("^(?!.*(?:上年|去年|同期)).*(?:高出|超出|多出|相差|净增加?|净减少?)了?$")
_TOTAL = re.compile(
    "合计|共计|总计|总共|一共|累计|[加合]起来|相加|[两二三四五六各]项|两者|总[收支投人数量额面和体]|全部|(?:总|共)[有为达到约计是即]{0,3}$|(?<!医)共[^，]{0,5}$"
)
_ENDS = re.compile("[共有为达到约]+$")
_NOUN = 4
_ALL_TOLD = re.compile("合计|共计|总计|(?<!医)共[^，]{0,5}$")
_AMONG = re.compile("其中|包括|包含|含|分别|主要|由|分为|组成|[:：]|分.{1,6}看")
_SHARE_OF = re.compile("占|比例|比重|份额")
_OF_WHICH = re.compile("其中|包括|[内其（]含")
_UNSTATED = re.compile("预算数|调整预算|预算的|计划|任务|目标|进度|全国|全省")
_AVERAGE = re.compile("均|每")


class Equation(msgspec.Struct, frozen=True, gc=False):
    """One way to compute a figure: from what, what it gives, how it is written, and how likely that is meant at first sight.

    `cued` is whether a word of this relation stands in the clause of the figure, `tried` how many equations were tried
    up to this one, `spread` over how many times e the result may lie, `near` how near its figures are (1 for the
    nearest), `open` whether something may have been left out.
    """

    relation: Relation
    operands: tuple[Amount, ...]
    bounds: Bounds
    sign: str
    prior: float
    cued: bool
    tried: int
    spread: float
    near: float = 0
    open: bool = False


def equations_of(
    text: str, amounts: Sequence[Amount], stated: Amount, by_key: Mapping[str, Sequence[Amount]]
) -> Iterator[Equation]:
    """The equations to try for a figure, in groups of one relation; `by_key` are the amounts by what they are measured in."""
    kind, figure = stated.figure.quantity.kind, stated.figure
    lead = figure.lead
    has_two = len(by_key[stated.key]) > _SIDES
    if kind is Kind.PERCENT:
        if any(len(group) >= _SIDES for key, group in by_key.items() if key != RATE):
            yield from _of_rate(text, amounts, stated, lead)
    elif has_two and (stated.change or _DIFFERENCE.search(lead)):
        cue = 0.45 if stated.key != RATE and _COMPARES.search(lead) else 0.3 if stated.change else 0.12
        for tried, near, operands in _pairs(amounts, stated, stated.key):
            if any(operand.figure.role is Role.DIFFERENCE for operand in operands):
                near = near / 5
            elif stated.change and _is_part(text, operands):
                near = near / 10  # a whole and its part are not then and now
            yield Equation(Relation.DIFFERENCE, operands, difference(operands), "－", cue * near, True, tried, 4, near)
    if has_two and kind is not Kind.POINTS and not stated.change:
        yield from _sums(text, amounts, stated)
    if stated.key != RATE and _AVERAGE.search(lead[-12:]):
        yield from _averages(amounts, stated)


def _of_rate(text: str, amounts: Sequence[Amount], stated: Amount, lead: str) -> Iterator[Equation]:
    if stated.figure.role not in _NO_GROWTH and (stated.change or _GROWTH.search(lead)):
        down = bool(_DOWN.search(lead))
        direct, by_difference = (fall, fall_by) if down else (rise, rise_by)
        for tried, near, operands in _pairs(amounts, stated):
            if _has_rate_between(amounts, operands) or _is_part(text, operands):
                near = near / 10  # each has its own growth
            if any(operand.change for operand in operands):
                if any(operand.figure.role is Role.BASE for operand in operands):
                    continue  # the base is told: it is not what is left of it
                yield Equation(
                    Relation.GROWTH, operands, by_difference(operands), "∓±"[down], 0.3 * near, True, tried, 4, near
                )
            else:
                yield Equation(
                    Relation.GROWTH, operands, direct(operands), "△▽"[down], 0.15 * near, True, tried, 4, near
                )
        return
    head = stated.figure.head
    plain = bool(_SHARE_OF.search(head))
    cued = (plain or (stated.figure.role is not Role.TO and bool(_SHARE.search(head)))) and not _UNSTATED.search(head)
    usual = 0.05 if not cued else 0.3 if plain else 0.15
    behind_rate = stated.number > 0 and amounts[stated.number - 1].key == RATE
    stems = stems_of(lead) if cued else frozenset()
    for tried, near, operands in _pairs(amounts, stated):
        if not any(operand.change for operand in operands):
            spread = 3.0 if stated.value < 90 else 1.5 if stated.value < 95 else 0.5
            prior = usual * near
            if lead[:1] == "的" and "占" in stated.figure.head and operands[0].number == stated.number - 1:
                prior *= 2
            elif operands[0].number != stated.number - 1:
                prior, near = (prior / 10, near / 10) if behind_rate else (prior / 3, near / 3)
            if cued and is_named_after(lead, stems, operands):
                prior = max(prior, _NAMED)
            yield Equation(
                Relation.SHARE, operands, share(operands), "÷", prior, cued and not behind_rate, tried, spread, near
            )


def _pairs(amounts: Sequence[Amount], stated: Amount, key: str = "") -> Iterator[tuple[int, float, tuple[Amount, ...]]]:
    """Pairs of figures of one measure (the given one, else any but rates), nearest first: which one it is, how near it
    is (1 for the nearest), and the two."""
    before = [x for x in _before(amounts, stated) if (x.key == key if key else x.key != RATE)]
    behind = []
    for amount in amounts[stated.number + 1 : stated.number + 1 + AHEAD]:
        if amount.sentence == stated.sentence and (amount.key == key if key else amount.key != RATE):
            behind.append(amount)
    tried = 0
    if not before:
        if len(behind) > 1 and behind[0].key == behind[1].key:
            yield 1, 0.2, (behind[0], behind[1])
        return
    for i, j in _PAIRS:
        if i == 0 and j == 2 and behind:
            for amount in before[:3]:
                if amount.key == behind[0].key:
                    tried += 1
                    yield tried, 0.4, (behind[0], amount)
        if j < len(before) and before[i].key == before[j].key:
            tried += 1
            near = (_only_two(before, stated) if j == 1 else 0.5) if i == 0 else 0.15
            yield tried, near, (before[i], before[j])
            if tried >= _MOST_PAIRS:
                return
    if len(before) == 1 and behind and before[0].key == behind[0].key:
        yield tried + 1, 0.5, (behind[0], before[0])


def _has_rate_between(amounts: Sequence[Amount], pair: Sequence[Amount]) -> bool:
    first, last = sorted((pair[0].number, pair[1].number))
    return any(amounts[at].key == RATE for at in range(first + 1, last))


def _is_part(text: str, pair: Sequence[Amount]) -> bool:
    """Whether the latter of two figures is said to be a part of the former."""
    first, last = sorted((pair[0].start, pair[1].start))
    return _OF_WHICH.search(text, max(first, last - _SEEN), last) is not None


def _only_two(before: Sequence[Amount], stated: Amount) -> float:
    """2 if the two figures before it in its sentence are the only ones, else 1."""
    here = [amount for amount in before if amount.sentence == stated.sentence]
    return 2.0 if len(here) == 2 else 1.0


def _before(amounts: Sequence[Amount], stated: Amount) -> list[Amount]:
    found: list[Amount] = []
    across = 0
    for at in range(stated.number - 1, max(-1, stated.number - 1 - BACK), -1):
        amount = amounts[at]
        if amount.sentence != stated.sentence:
            across += 1
            if across > ACROSS_STOP:
                break
        found.append(amount)
    return found


def _sums(text: str, amounts: Sequence[Amount], stated: Amount) -> Iterator[Equation]:
    """Sums of the amounts that are measured alike, behind the figure and in front of it."""
    around = amounts[max(0, stated.number - _FARTHEST_PART) : stated.number + _FARTHEST_PART]
    near = [x for x in around if x.key == stated.key and not x.change]
    behind = [(x.depth - stated.depth, x.sentence - stated.sentence) for x in near if x.number > stated.number]
    places = [place for place in _PLACES if behind.count(place) > 1]
    before = [x for x in near if x.number < stated.number and x.depth == stated.depth]
    if places:
        yield from _sums_behind(text, amounts, stated, places)
    if len(before) > 1:
        yield from _sums_in_front(amounts, stated, before)


def _sums_behind(
    text: str, amounts: Sequence[Amount], stated: Amount, places: Sequence[tuple[int, int]]
) -> Iterator[Equation]:
    total = bool(_TOTAL.search(stated.figure.lead))
    for place in places:
        if place is _BRACKET and amounts[stated.number + 1].depth <= stated.depth:
            continue
        named = place is _NEXT and _is_named_next(text, stated)
        for tried, (parts, closed) in enumerate(_behind(amounts, stated, place, named=named), 1):
            first = parts[0].start
            among = place is _BRACKET or bool(_AMONG.search(text, max(stated.figure.mention.end, first - _SEEN), first))
            beside = parts[0].part == stated.part
            prior = (
                (0.7 if among and total else 0.4 if among else 0.25 if total else 0.1 if beside else 0.05)
                * (1 if closed else 0.2)
                * _of_rates(stated)
            )
            yield Equation(
                Relation.SUM,
                parts,
                total_of(parts),
                "＋",
                prior,
                (total or among or beside) and stated.key != RATE,
                tried,
                3,
                open=True,
            )


def _sums_in_front(amounts: Sequence[Amount], stated: Amount, before: Sequence[Amount]) -> Iterator[Equation]:
    total, rates = bool(_TOTAL.search(stated.figure.lead)), _of_rates(stated)
    alike = _called_alike(before, stated) if total or _follows_total(amounts, stated) else ()
    if alike:
        yield Equation(Relation.SUM, alike, total_of(alike), "＋", _NAMED * rates, stated.key != RATE, 1, 3, 1)
    for tried, (parts, closed) in enumerate(_in_front(before, stated), 1):
        if parts == alike:
            continue
        prior = (0.07 if alike else 0.7 if total else 0.03) * (1 if closed else 0.2) * rates
        yield Equation(Relation.SUM, parts, total_of(parts), "＋", prior, total and stated.key != RATE, tried, 3)


def _of_rates(stated: Amount) -> float:
    """How likely what is said of amounts goes for this figure: shares of other things do not add up."""
    return 1.0 if stated.key != RATE or "占" in stated.figure.head else 0.2


def _follows_total(amounts: Sequence[Amount], stated: Amount) -> bool:
    """高中阶段共招生4728人，在校生13653人: what stands beside a total is one, too."""
    before = amounts[stated.number - 1] if stated.number else stated
    return before.sentence == stated.sentence and _ALL_TOLD.search(before.figure.lead) is not None


def _called_alike(before: Sequence[Amount], stated: Amount) -> tuple[Amount, ...]:
    """普高招生2986人，在校生…；中职招生1742人，在校生…。高中阶段共招生4728人: the figures in front that are called as the total."""
    noun = _ENDS.sub("", stated.figure.lead)[-2:]
    found = tuple([x for x in before if x.sentence >= stated.sentence - 1 and x.figure.lead.endswith(noun)])
    return found if len(noun) == 2 and len(found) > 1 else ()


def _is_named_next(text: str, stated: Amount) -> bool:
    """Whether the next sentence begins with what was counted: 专任教师5742人,教辅642人。专任教师分布为：高中864人."""
    noun = _ENDS.sub("", stated.figure.lead)[-_NOUN:].lstrip("，,、；;。")
    stop = text.find("。", stated.figure.mention.end)
    return len(noun) > 1 and stop > 0 and text.startswith(noun, stop + 1)


def _behind(
    amounts: Sequence[Amount], stated: Amount, place: tuple[int, int], *, named: bool = False
) -> Iterator[tuple[tuple[Amount, ...], bool]]:
    """Runs of figures behind the total (in its sentence, in a bracket, in the next sentence), and whether each ends
    where its sentence, part or bracket does; `named`: whether the next sentence says that it is of this total."""
    run: list[Amount] = []
    total = 0.0
    depth, sentence = stated.depth + place[0], stated.sentence + place[1]
    for at in range(stated.number + 1, min(len(amounts), stated.number + _FARTHEST_PART)):
        amount = amounts[at]
        ended = amount.sentence > sentence or (place is _BRACKET and amount.depth < depth)
        if not ended:
            if amount.key != stated.key or amount.change or amount.depth != depth:
                continue
            if amount.sentence < sentence:
                if named:
                    continue
                return  # another total stands between
        closed = bool(ended or amount.part != run[-1].part) if run else False
        if len(run) > 1 and (closed or _gives(total, run, stated)):
            yield tuple(run), closed
        if ended:
            return
        run.append(amount)
        total += amount.value
        if len(run) > MOST_PARTS or total > 12 * stated.value:
            return
    if len(run) > 1:
        yield tuple(run), True


def _in_front(before: Sequence[Amount], stated: Amount) -> Iterator[tuple[tuple[Amount, ...], bool]]:
    """Runs of figures right before the total, and whether each begins where a sentence or part does."""
    run: list[Amount] = []
    total = 0.0
    for amount in reversed(before):
        if amount.sentence < stated.sentence - 1 or stated.number - amount.number >= _FARTHEST_PART:
            break
        closed = bool(run) and amount.part != run[-1].part
        if len(run) > 1 and (closed or _gives(total, run, stated)):
            yield tuple(reversed(run)), closed
        run.append(amount)
        total += amount.value
        if len(run) > MOST_PARTS or total > 12 * stated.value:
            return
    if len(run) > 1:
        yield tuple(reversed(run)), True


def _gives(total: float, run: Sequence[Amount], stated: Amount) -> bool:
    """Whether the run may give the total, quickly: one that ends nowhere is not looked at else."""
    return abs(total - stated.value) <= stated.width + len(run) * max(run[0].width, run[-1].width)


def _averages(amounts: Sequence[Amount], stated: Amount) -> Iterator[Equation]:
    key = stated.key.split("/")[0]
    near = _before(amounts, stated)[:6]
    near += [a for a in amounts[stated.number + 1 : stated.number + 3] if a.sentence == stated.sentence]
    tried = 0
    for whole in near:
        if whole.key == key:
            for count in near:
                if count.key not in {key, RATE, ""} and not count.change:
                    tried += 1
                    prior = 0.3 if tried == 1 else 0.08
                    yield Equation(
                        Relation.PER_UNIT, (whole, count), quotient((whole, count)), "÷", prior, True, tried, 4
                    )


def needed(stated: Amount, equation: Equation, operand: Amount) -> tuple[float, float]:
    """Between what an operand of a sum or difference would have to lie, the others and the result being right."""
    if equation.relation is Relation.SUM:
        low, high = total_of([part for part in equation.operands if part is not operand])
        return stated.low - high, stated.high - low
    less, more = ordered(equation.operands)
    if operand is less:
        return more.low - stated.high, more.high - stated.low
    return less.low + stated.low, less.high + stated.high
