"""Growth: 增长x%, 增长n倍, 年均增长x%, from the amounts before and after or from one of them and the difference."""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache, partial
from itertools import pairwise

from eduduty_desktop.figures.interval import Interval
from eduduty_desktop.figures.quantity import Kind, Quantity
from eduduty_desktop.proof.changes import NOT_NOMINAL, REAL_TERMS, Change, Step, change_of, names_base
from eduduty_desktop.proof.dated import dated
from eduduty_desktop.proof.explanation import explain, quotient
from eduduty_desktop.proof.lexicon import AVERAGE, span_of, spans_of, written
from eduduty_desktop.proof.passage import Passage
from eduduty_desktop.proof.reading import ACCUSE, Reading
from eduduty_desktop.proof.relations.shares.result import total_of
from eduduty_desktop.proof.result import Relation
from eduduty_desktop.proof.roles import PREVIOUS, Figure, Role, alike, figures_of, subject_of

MOST_PARTS = 4
"""Parts of a whole whose growths are compared with that of the whole."""

_ADDED = re.compile("(?:新增|净增)(?:加?了?|[\u4e00-\u9fff]{2,16})$")
_TOTAL = re.compile("^[，,]?(?:总[数量额]|总人数|累计|合计|共有?)[^，]{0,8}$")
_BRACKETED = re.compile("[)）]的[约近]?$")
_ROUNDING = Decimal("0.3")
_ONE = Interval.exact(Decimal(1))
_HUNDRED = Interval.exact(Decimal(100))


@lru_cache(maxsize=4096)
def readings(passage: Passage) -> tuple[Reading, ...]:
    """All readings of the growths of one paragraph; budgets.py asks for them again."""
    return tuple(_readings(passage))


def _readings(passage: Passage) -> Iterator[Reading]:
    figures = figures_of(passage)
    yield from _of_wholes(figures)
    for figure in figures:
        if figure.role is Role.TIMES:
            yield from _of_bracketed(figures, figure)
        if figure.role is Role.GROWTH:
            yield from _of_added(figures, figure)
        if figure.role is Role.GROWTH or figure.role is Role.TIMES:
            for change in (change_of(passage, figures, figure), dated(passage, figures, figure)):
                if change is not None:
                    yield from _of_change(figure, change)


def _of_bracketed(figures: tuple[Figure, ...], times: Figure) -> Iterator[Reading]:
    """合同金额5748万元,…,约为2016年（1915万元）的3倍: the bracket holds what it is a multiple of."""
    base = figures[times.index - 1] if times.index else times
    if base.mention.depth != times.mention.depth + 1 or not _BRACKETED.search(times.lead):
        return
    sentence = times.mention.clause.sentence
    before = [f for f in figures[max(0, base.index - 10) : base.index] if f.mention.clause.sentence == sentence]
    news = [f for f in before if f.role is Role.LEVEL and alike(f.quantity, base.quantity)]
    for order, new in enumerate(n for n in news if not AVERAGE.search(n.lead)):
        expected = quotient(new.quantity.interval, base.quantity.interval)
        if expected is not None:
            likelihood = 0.82 if order == 0 else 0.4
            yield _reading(times, [new, base], expected, likelihood, f"{new.mention.text}÷{base.mention.text}")


def _of_added(figures: tuple[Figure, ...], growth: Figure) -> Iterator[Reading]:
    """新增平台10家,总量达90家,增长12.5%: what was added over what was there before."""
    if growth.index < 2 or growth.row > 1 or growth.down or growth.quantity.kind is not Kind.PERCENT:
        return
    added, total = figures[growth.index - 2 : growth.index]
    near = len({figure.mention.clause.part for figure in (added, total, growth)}) == 1
    if not near or not _ADDED.search(added.lead) or not _TOTAL.search(total.lead) or not total.amount:
        return
    if subject_of(growth.lead) or NOT_NOMINAL.search(growth.head) or not alike(added.quantity, total.quantity):
        return
    one, whole = added.quantity.interval, total.quantity.interval
    expected = quotient(one, whole - one, 100) if one is not None and whole is not None else None
    if expected is not None and expected.low > 0:
        text = f"{added.mention.text}÷（{total.mention.text}－{added.mention.text}）"
        yield _reading(growth, [added, total], expected, 0.82, text)


def _of_wholes(figures: tuple[Figure, ...]) -> Iterator[Reading]:
    """总额976亿元,增长2.8%;城镇820亿元,增长6.2%;乡村156亿元,增长6.0%: a whole grows no less than all its parts."""
    for whole, growth in pairwise(figures):
        if whole.role is not Role.LEVEL or not _is_of(growth, whole):
            continue
        parts, growths = [], []
        for place in range(growth.index + 1, min(growth.index + 1 + 2 * MOST_PARTS, len(figures) - 1), 2):
            part, its_own = figures[place], figures[place + 1]
            if not alike(part.quantity, whole.quantity) or part.role is not Role.LEVEL or not _is_of(its_own, part):
                break
            parts.append(part)
            growths.append(its_own)
            total = total_of([figure.quantity for figure in parts])
            if len(parts) > 1 and total is not None and (stated := whole.quantity.interval) and stated.meets(total):
                yield _between(growth, growths)
                break


def _is_of(growth: Figure, amount: Figure) -> bool:
    """Whether the figure is the nominal growth of the amount right before it."""
    near = growth.mention.clause.part == amount.mention.clause.part and growth.quantity.kind is Kind.PERCENT
    plain = not NOT_NOMINAL.search(growth.lead) and not REAL_TERMS.search(amount.lead)
    return near and plain and growth.role is Role.GROWTH and growth.row == 1 and not growth.quantity.approximation


def _grown(growth: Figure) -> Interval:
    """By how many per cent it grew, a fall being less than zero."""
    interval = growth.quantity.interval
    assert interval is not None, "an unreadable figure has no role"
    return _signed(interval, growth.down)


def _between(growth: Figure, growths: list[Figure]) -> Reading:
    signed = [_grown(g) for g in growths]
    least, most = min(value.low for value in signed), max(value.high for value in signed)
    value = _grown(growth)
    expected = Interval(least - _ROUNDING, most + _ROUNDING)
    return Reading(
        Relation.GROWTH,
        span_of(growth.mention),
        spans_of([growth.mention, *(g.mention for g in growths)]),
        value,
        expected,
        0.82 if not value.meets(expected) else 0.4,
        f"各部分增减幅为{'、'.join(g.mention.text for g in growths)}，整体的增减幅应在其间",
        "",
        "" if value.meets(expected) else "请核对整体与各部分的增减幅后改正。",
        apart=1,
    )


def _of_change(growth: Figure, change: Change) -> Iterator[Reading]:
    made = False
    if growth.role is Role.GROWTH and change.difference is not None:
        for reading in _by_difference(growth, change, change.difference):
            made = True
            yield reading
    for step in change.steps:
        for reading in _by_step(growth, change, step):
            made = made or step.likelihood > 0.5
            yield reading
    told = change.new is not None and change.new.quantity.kind is not Kind.PERCENT
    if not made and told and change.new is not None and names_base(growth):
        operands = spans_of([change.new.mention, growth.mention])
        why = "增幅的基数文中没有写明，请写出所比的数"
        yield Reading(Relation.GROWTH, span_of(growth.mention), operands, None, None, 0.55, why=why)


def _by_difference(growth: Figure, change: Change, difference: Figure) -> Iterator[Reading]:
    """412亿元,较上年增加21亿元,增长5.43%: the base is what is left of the later amount."""
    one = difference.quantity.interval
    newer = [step.new for step in change.steps if step.likelihood > 0.5] or ([change.new] if change.new else [])
    for new in newer[:1]:
        whole = new.quantity.interval
        if one is None or whole is None:
            continue
        base = whole + one if difference.down else whole - one
        text = f"{new.mention.text}{'＋' if difference.down else '－'}{difference.mention.text}"
        expected = quotient(one, base, 100)
        if expected is None:
            continue
        expected = _signed(expected, difference.down != growth.down)
        others = (
            (quotient(one, whole, 100), "可能除以了本年数，增幅应除以上年（基期）数"),
            (quotient(whole, base, 100), "可能写成了本年为上年的百分之几"),
        )
        plain = change.nominal and not change.yearly
        yield _reading(
            growth, [new, difference], expected, 0.92 if plain else 0.5, f"{difference.mention.text}÷（{text}）", others
        )
        for step in change.steps:
            if step.likelihood > 0.5 and (direct := quotient(one, step.base.quantity.interval, 100)) is not None:
                arithmetic = f"{difference.mention.text}÷{step.base.mention.text}"
                operands = [step.base, difference]
                yield _reading(growth, operands, _signed(direct, difference.down != growth.down), 0.5, arithmetic)
        if change.new is not None and not change.steps and change.new.role is not Role.BASE:
            direct = quotient(one, whole, 100)  # 上年412亿元,增加21亿元,增长5.1%
            if direct is not None and new.year == PREVIOUS:
                yield _reading(growth, [new, difference], direct, 0.9, f"{difference.mention.text}÷{new.mention.text}")


def _by_step(growth: Figure, change: Change, step: Step) -> Iterator[Reading]:
    old, new = step.base.quantity, step.new.quantity
    ratio = quotient(new.interval, old.interval)
    if ratio is None:
        return
    likelihood = step.likelihood if change.nominal and not change.yearly else min(step.likelihood, 0.5)
    if old.approximation or new.approximation:
        likelihood = min(likelihood, 0.7)
    make = partial(_reading, growth, [step.base, step.new])
    names = f"{new.text}－{old.text}"
    if growth.role is Role.TIMES:
        told = "增" in growth.lead or "翻" in growth.lead
        rest = f"（{names}）÷{old.text}"
        near = step.base.index == growth.index - 1
        more = ratio - _ONE, likelihood if told else 0.3, rest
        for expected, likely, text in (
            more,
            (ratio, likelihood if near and not told else 0.4, f"{new.text}÷{old.text}"),
        ):
            if likely > 0.4 or (growth.quantity.interval and growth.quantity.interval.meets(expected)):
                yield make(expected, likely, text)
        return
    if new.kind is Kind.PERCENT and new.interval is not None and old.interval is not None:
        points = _signed(new.interval - old.interval, growth.down)
        yield make(points, likelihood, f"{names}（百分点）")
        yield make(_signed((ratio - _ONE) * _HUNDRED, growth.down), min(likelihood, 0.6), f"（{names}）÷{old.text}")
        return
    if change.yearly:
        yield from _yearly(growth, step, ratio)
    expected = _signed((ratio - _ONE) * _HUNDRED, growth.down)
    inverse = quotient(old.interval, new.interval)
    others = (
        (
            (_ONE - inverse) * _HUNDRED if inverse and not growth.down else None,
            "可能除以了本年数，增幅应除以上年（基期）数",
        ),
        (
            (inverse - _ONE) * _HUNDRED if inverse and growth.down else None,
            "可能除以了本年数，降幅应除以上年（基期）数",
        ),
        (ratio * _HUNDRED, "可能写成了本年为上年的百分之几"),
        (_signed(expected, True), "升降可能写反了"),
    )
    yield make(expected, likelihood, f"（{names}）÷{old.text}", others)


def _yearly(growth: Figure, step: Step, ratio: Interval) -> Iterator[Reading]:
    """年均增长: the root of the whole growth; the plain average is what some mean by it."""
    first, last = step.base.year, step.new.year
    if not first or not last or PREVIOUS in {first, last} or last - first < 2 or ratio.low <= 0:
        return
    # The first year of a five-year plan (2021, 2016): the growth is counted from the year before it, not stated here.
    plain = 0.85 if first % 5 != 1 else 0.7
    for years, likelihood in ((last - first, plain), (last - first + 1, 0.3), (last - first - 1, 0.3)):
        power = Decimal(1) / Decimal(years)
        root = Interval(ratio.low**power - Decimal("1e-9"), ratio.high**power + Decimal("1e-9"))
        names = f"{step.new.mention.text}÷{step.base.mention.text}"
        expected = _signed((root - _ONE) * _HUNDRED, growth.down)
        mean = _signed((ratio - _ONE) * _HUNDRED / Interval.exact(Decimal(years)), growth.down)
        told = min(likelihood, step.likelihood)
        yield _reading(growth, [step.base, step.new], expected, told, f"（{names}）开{years}次方－1")
        yield _reading(growth, [step.base, step.new], mean, 0.3, f"（{names}－1）÷{years}")


def _signed(value: Interval, down: bool) -> Interval:
    return Interval(-value.high, -value.low) if down else value


def _reading(
    growth: Figure,
    operands: list[Figure],
    expected: Interval,
    likelihood: float,
    arithmetic: str,
    others: tuple[tuple[Interval | None, str], ...] = (),
) -> Reading:
    stated = growth.quantity
    value = stated.interval
    assert value is not None, "an unreadable figure has no role"
    if stated.approximation in {"以上", "余", "多", "以下", "近", "约"}:
        likelihood = min(likelihood, 0.7)
    agrees = value.meets(expected)
    return Reading(
        Relation.GROWTH,
        span_of(growth.mention),
        spans_of([*(figure.mention for figure in operands), growth.mention]),
        value,
        expected,
        likelihood,
        arithmetic if likelihood > 0.4 else "",
        _shown(expected, stated) if likelihood > 0.4 else "",
        "" if agrees or likelihood < ACCUSE else explain(stated, expected, others),
    )


def _shown(expected: Interval, stated: Quantity) -> str:
    return written(expected, stated)
