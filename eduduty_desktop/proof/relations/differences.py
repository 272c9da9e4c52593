"""Differences: 比A高d, A高于B d, 由a增加到b,增加d, 较上年的a增加d, and 百分点 between two rates or two growths."""

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from eduduty_desktop.figures.interval import Interval
from eduduty_desktop.figures.quantity import Kind
from eduduty_desktop.proof.changes import Change, change_of
from eduduty_desktop.proof.dated import dated
from eduduty_desktop.proof.explanation import explain, quotient
from eduduty_desktop.proof.lexicon import span_of, spans_of, written
from eduduty_desktop.proof.passage import Passage
from eduduty_desktop.proof.reading import Reading
from eduduty_desktop.proof.relations import balances
from eduduty_desktop.proof.relations.norms import is_above_a_norm
from eduduty_desktop.proof.relations.subtraction import difference_of, without_slip
from eduduty_desktop.proof.result import Relation
from eduduty_desktop.proof.roles import Figure, Role, alike, figures_of, roles_in, subject_of
from eduduty_desktop.proof.steps import names_base

_DONE = re.compile("^已经?|^均?已")
_GOING_ON = re.compile("(?:正在|仍在|继续|尚在)[^，]{0,10}的?$")
_ABOVE_GROWTH = re.compile(
    "(?:(高于|快于|高出|超过)|(低于|慢于))([^，]{2,24}?)(?:增长?[幅速长]度?|涨幅|升幅|增长)?(?:约|近)?$"
)
_GREATER_GROWTH = re.compile("(?:增幅|增速|增长率|增长)(?:高出?|快|多)了?$|^[，,]?(?:前者)?(?:高出|快|高)了?$")
_EXCESS = re.compile("(?:实际)?(?:高出|多出|超出|高于|超过|高|多|超)(?:了|约)?")
_EXCESS_ENDS = frozenset("出于过高多超了约，,；")
_NOT_BELOW = re.compile("不低于|高于|超过|超出|高过")
_OF_PLAN = re.compile("(?:为|占|完成)(?:年初|年|全年|年度|调整)?(?:预算|计划|任务|目标)数?的$")
_BEYOND_PLAN = re.compile("^[，,]?(?:(超收|超支|超额|超出计划|超计划|超预算)|(短收|欠收|未完成))(?:完成)?$")
_PLAN_ENDS = frozenset("收支额划算成")
_BECAME = re.compile("(?:变动|调整|变更|增加|减少|[变增减调])[为到至]$")
_BECAUSE = re.compile("[，,；](?:主要|其中|原因)?[^，。；]{0,6}(?:是|为|因|由于)?")
_MOST_CAUSES = 8
_REACH = 4
_SHORT = 3


def readings(passage: Passage) -> Iterator[Reading]:
    """All readings of the differences of one paragraph."""
    figures = figures_of(passage)
    yield from _of_states(figures)
    yield from _of_excess(figures)
    if Role.FROM in roles_in(passage):
        yield from _of_causes(passage, figures)
    yield from _of_plans(figures)
    yield from balances.readings(passage)
    difference, points = Role.DIFFERENCE, Kind.POINTS
    for figure in figures:
        if figure.role is difference and not is_above_a_norm(figures, figure):
            for change in (change_of(passage, figures, figure), dated(passage, figures, figure)):
                if change is not None:
                    yield from _of_change(figures, figure, change)
            if figure.quantity.kind is points:
                yield from _of_growths(figures, figure)


def _of_change(figures: tuple[Figure, ...], difference: Figure, change: Change) -> Iterator[Reading]:
    told = False
    points = difference.quantity.kind is Kind.POINTS
    for step in change.steps:
        likelihood = step.likelihood if change.nominal or points else min(step.likelihood, 0.6)
        whole, less = (step.base, step.new) if difference.down else (step.new, step.base)
        told = told or step.likelihood > 0.5
        if (reading := difference_of(difference, whole, less, likelihood)) is not None:
            yield reading
    if not told and change.new is not None and names_base(difference) and not _growth_follows(figures, difference):
        operands = spans_of([change.new.mention, difference.mention])
        why = "与之相比的数文中没有写明，请写出所比的数"
        yield Reading(Relation.DIFFERENCE, span_of(difference.mention), operands, None, None, 0.55, why=why)


def _of_excess(figures: tuple[Figure, ...]) -> Iterator[Reading]:
    """9.12万元,不低于公务员的8.97万元,高出0.15万元: the two amounts right before it, of which one is called above the other."""
    for one, other, excess in zip(figures, figures[1:], figures[2:], strict=False):
        if excess.lead[-1:] not in _EXCESS_ENDS or not _EXCESS.fullmatch(excess.lead.strip("，,； ")):
            continue
        if len({figure.mention.clause.part for figure in (one, other, excess)}) > 1 or excess.row > 1:
            continue
        if not alike(one.quantity, other.quantity) or not alike(one.quantity, excess.quantity):
            continue
        if (reading := difference_of(excess, one, other, 0.85)) is None:
            continue
        right = without_slip(excess.quantity, reading.expected) if len(excess.mention.text) > _SHORT else None
        if _NOT_BELOW.search(other.lead) or reading.agrees or right is not None:  # 教师9.86万元,公务员9.71万元,高出
            yield reading


def _of_plans(figures: tuple[Figure, ...]) -> Iterator[Reading]:
    """收入完成174.8亿元,为年计划的110.91%,超收17.2亿元: above the plan that the rate implies."""
    for done, rate, more in zip(figures, figures[1:], figures[2:], strict=False):
        said = _BEYOND_PLAN.search(more.lead) if more.lead[-1:] in _PLAN_ENDS else None
        if said is None or rate.quantity.kind is not Kind.PERCENT or not _OF_PLAN.search(rate.lead):
            continue
        if len({figure.mention.clause.part for figure in (done, rate, more)}) > 1 or done.role is not Role.LEVEL:
            continue
        plan = quotient(done.quantity.interval, rate.quantity.interval)
        stated, whole = more.quantity.interval, done.quantity.interval
        if plan is None or stated is None or whole is None or not alike(done.quantity, more.quantity):
            continue
        plan = plan * Interval.exact(Decimal(100))
        expected = whole - plan if said[1] else plan - whole
        rough = any(figure.quantity.approximation for figure in (done, rate, more)) or bool(more.mention.tail.strip())
        yield Reading(
            Relation.DIFFERENCE,
            span_of(more.mention),
            spans_of(figure.mention for figure in (done, rate, more)),
            stated,
            expected,
            0.7 if rough or rate.down else 0.82,
            f"{done.mention.text}{'－' if said[1] else '与'}{done.mention.text}÷{rate.mention.text}{'' if said[1] else '之差'}",
            written(expected, more.quantity),
            "" if stated.meets(expected) else explain(more.quantity, expected),
        )


def _of_causes(passage: Passage, figures: tuple[Figure, ...]) -> Iterator[Reading]:
    """由574593万元变动为654965万元,主要是补助增加33024万元,债券增加75000万元,…减少27652万元: why it changed, sign by sign.

    It accuses only where one digit makes it right, since 主要是 may leave something out.
    """
    for old, new in pairwise(figures):
        if old.role is not Role.FROM or not alike(old.quantity, new.quantity) or not _BECAME.search(new.lead):
            continue
        if not _BECAUSE.match(passage.text, new.mention.end):
            continue
        behind = figures[new.index + 1 : new.index + 1 + _MOST_CAUSES]
        sentence = new.mention.clause.sentence
        causes = [f for f in behind if f.mention.clause.sentence == sentence and f.role is Role.DIFFERENCE]
        if len(causes) < 2 or not all(alike(cause.quantity, new.quantity) for cause in causes):
            continue
        total, terms = old.quantity.interval, old.mention.text
        for cause in causes:
            one = cause.quantity.interval
            total = None if total is None or one is None else total - one if cause.down else total + one
            terms += f"{'－' if cause.down else '＋'}{cause.mention.text}"
        stated = new.quantity.interval
        if total is None or stated is None:
            continue
        holds = stated.meets(total)
        right = without_slip(new.quantity, total)
        yield Reading(
            Relation.SUM,
            span_of(new.mention),
            spans_of(figure.mention for figure in (old, new, *causes)),
            stated,
            total,
            0.85 if holds or right is not None else 0.4,
            terms,
            written(total, new.quantity),
            "" if holds else "可能只错了一个数字，也可能还有别的增减因素。请核对后改正。",
        )


def _of_growths(figures: tuple[Figure, ...], difference: Figure) -> Iterator[Reading]:
    """增长3.44%,高于支出增幅1.2个百分点(支出增长2.24%): between the growth before it and the one it names."""
    said = _ABOVE_GROWTH.search(difference.lead)
    if said is None:
        yield from _of_two_growths(figures, difference)
        return
    around = figures[max(0, difference.index - _REACH) : difference.index + _REACH]
    growths = [
        f
        for f in around
        if f.role is Role.GROWTH
        and f.quantity.kind is Kind.PERCENT
        and f.mention.clause.sentence == difference.mention.clause.sentence
    ]
    noun = subject_of(said[3])
    base = next((f for f in growths if len(noun) >= 4 and noun in subject_of(f.lead)), None)
    new = next((f for f in reversed(growths) if f.index < difference.index and f is not base), None)
    if base is None or new is None or base.down or new.down:
        return
    bracketed = base.index == difference.index + 1 and base.mention.depth == difference.mention.depth + 1
    whole, less = (new, base) if said[1] else (base, new)
    if (reading := difference_of(difference, whole, less, 0.88 if bracketed else 0.55)) is not None:
        yield reading


def _of_two_growths(figures: tuple[Figure, ...], difference: Figure) -> Iterator[Reading]:
    """支出增长4.26%,而收入只增长2.11%,支出增幅高出2.15个百分点: of the two growths right before it."""
    if difference.index < 2 or not _GREATER_GROWTH.search(difference.lead):
        return
    pair = figures[difference.index - 2 : difference.index]
    if any(f.role is not Role.GROWTH or f.down or f.quantity.kind is not Kind.PERCENT or f.row > 1 for f in pair):
        return
    if len({f.mention.clause.sentence for f in (*pair, difference)}) > 1:
        return
    less, more = sorted(pair, key=lambda figure: figure.quantity.number or 0)
    reading = difference_of(difference, more, less, 0.84)
    if reading is not None and (reading.agrees or without_slip(difference.quantity, reading.expected) is not None):
        yield reading


def _growth_follows(figures: tuple[Figure, ...], difference: Figure) -> bool:
    """Whether a growth behind it computes it anyway."""
    following = difference.index + 1
    return following < len(figures) and figures[following].role is Role.GROWTH


def _of_states(figures: tuple[Figure, ...]) -> Iterator[Reading]:
    """23 institutions, of which 13家…机构已经停止 and 正在培训的10所…机构, sentences apart: one name, two states."""
    for rest in figures:
        noun = rest.quantity.counted
        if len(noun) < 5 or rest.quantity.kind is not Kind.COUNT or not _GOING_ON.search(rest.lead[-16:]):
            continue
        before = figures[max(0, rest.index - 20) : rest.index]
        done = next((f for f in reversed(before) if f.quantity.counted == noun and _is_done(f, noun)), None)
        if done is None:
            continue
        wholes = [f for f in before if f.index < done.index and f.quantity.kind is Kind.COUNT and f.role is Role.LEVEL]
        named = [f for f in wholes if _names(f, noun) and (f.quantity.number or 0) > (done.quantity.number or 0)]
        for whole in named:
            reading = difference_of(rest, whole, done, 0.8 if len(named) == 1 else 0.5)
            if reading is not None:
                yield reading


def _is_done(figure: Figure, noun: str) -> bool:
    return bool(_DONE.match(figure.mention.tail.removeprefix(noun)))


def _names(figure: Figure, noun: str) -> bool:
    """Whether a count is of the noun, which it may name by its first word: 其中学科类的23所."""
    return figure.quantity.counted == noun or figure.lead.rstrip("的").endswith(noun[:3])
