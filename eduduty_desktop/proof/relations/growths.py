"""Growth: 增长x%, 增长n倍, 年均增长x%, from the amounts before and after or from one of them and the difference."""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache, partial
from itertools import pairwise

from eduduty_desktop.figures.interval import Interval
from eduduty_desktop.figures.quantity import Kind
from eduduty_desktop.proof.changes import NOT_NOMINAL, REAL_TERMS, Change, change_of
from eduduty_desktop.proof.dated import dated
from eduduty_desktop.proof.explanation import quotient, total_of
from eduduty_desktop.proof.lexicon import span_of, spans_of
from eduduty_desktop.proof.passage import Passage
from eduduty_desktop.proof.reading import NAMED, Reading
from eduduty_desktop.proof.relations.growth_forms import (
    of_added,
    of_base,
    of_bracketed,
    of_mean,
    of_moved,
    of_named,
    of_reduced,
    of_rows,
    of_series,
)
from eduduty_desktop.proof.relations.rise import growth_of, signed
from eduduty_desktop.proof.result import Relation
from eduduty_desktop.proof.roles import PREVIOUS, Figure, Role, alike, figures_of, roles_in, subject_of
from eduduty_desktop.proof.steps import Step, compares, names_base

MOST_PARTS = 4
"""Parts of a whole whose growths are compared with that of the whole."""

_PARTED = re.compile("其中|按|分|包括")
_ALL = re.compile("总|合计|共|全[省市县区州年]")
_MEANWHILE = re.compile("年[间来内里]|以来|期间")
_ROUNDING = Decimal("0.3")
_ONE = Interval.exact(Decimal(1))
_HUNDRED = Interval.exact(Decimal(100))
_STARTS = frozenset({Role.BASE, Role.FROM})
_YEAR_ON_YEAR = re.compile("同比|[较比](?:上|去|前一)年")
_THAN_YEAR = re.compile("[较比](20[0-9]{2})年")
_OF_ANOTHER = re.compile("(?:比|高于|低于|快于|慢于)([^，。；0-9]{2,24}?)(?:增[幅速]|增长[率幅][度]?)[为是]?$")
_LIKELY, _SURE = 0.5, 0.82
_FINE_DIGITS = 3


@lru_cache(maxsize=4096)
def readings(passage: Passage) -> tuple[Reading, ...]:
    """All readings of the growths of one paragraph; budgets.py asks for them again."""
    return tuple(_readings(passage))


def _readings(passage: Passage) -> Iterator[Reading]:
    roles = roles_in(passage)
    if Role.GROWTH not in roles and Role.TIMES not in roles:
        return
    figures = figures_of(passage)
    yield from _of_wholes(passage, figures)
    for figure in figures:
        if figure.role is Role.TIMES or (figure.role is Role.GROWTH and not _is_compared_with(figure)):
            yield from _of_figure(passage, figures, figure)


def _is_compared_with(growth: Figure) -> bool:
    """Whether a growth is that of something else: 增长6.53%，比同期财政经常性收入增幅4.12%高出2.41个百分点."""
    match = _OF_ANOTHER.search(growth.lead) if "比" in growth.lead or "于" in growth.lead else None
    return match is not None and bool(subject_of(match[1]))


def _of_figure(passage: Passage, figures: tuple[Figure, ...], figure: Figure) -> Iterator[Reading]:
    if figure.role is Role.TIMES:
        yield from of_bracketed(figures, figure)
        yield from of_named(figures, figure)
        yield from of_moved(figures, figure)
    else:
        yield from of_added(figures, figure)
    of_years = dated(passage, figures, figure)
    if of_years is None or of_years.steps[0].likelihood < NAMED or figure.role is Role.TIMES:
        around = change_of(passage, figures, figure)
        yield from _of_change(figure, around) if around is not None else ()
    if of_years is not None:
        yield from _of_change(figure, of_years)
    if figure.role is Role.GROWTH:
        yield from of_base(figures, figure)
        yield from of_reduced(figures, figure)
        yield from of_mean(figures, figure)
        yield from of_series(figures, figure)
        yield from of_rows(figures, figure)


def _of_wholes(passage: Passage, figures: tuple[Figure, ...]) -> Iterator[Reading]:
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
            stated = whole.quantity.interval
            if len(parts) > 1 and total is not None and stated is not None and stated.meets(total):
                parted = _PARTED.search(passage.text, growth.mention.end, parts[0].mention.start)
                if not parted and not _ALL.search(whole.lead):
                    break
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
    return signed(interval, growth.down)


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
    if growth.role is Role.TIMES and change.difference is not None:
        yield from _by_added(growth, change, change.difference)
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
        expected = signed(expected, difference.down != growth.down)
        others = (
            (quotient(one, whole, 100), "可能除以了本年数，增幅应除以上年（基期）数"),
            (quotient(whole, base, 100), "可能写成了本年为上年的百分之几"),
        )
        after = _is_after(new, difference)
        dated_new = new.year not in {None, PREVIOUS} or _MEANWHILE.search(difference.head) is not None
        told_base = any(step.base.role in _STARTS and step.likelihood > 0.5 for step in change.steps)
        told_base = told_base or _is_over_earlier(new, difference)
        if dated_new and not told_base and not after and not compares(difference):
            direct = quotient(one, whole, 100)  # 2022年147015.9万元，一年间增加5352.5万元: it may be the earlier
            if direct is not None:
                yield growth_of(growth, [new, difference], signed(direct, difference.down != growth.down), 0.5, "")
        plain = change.nominal and not change.yearly and not after
        if after and (direct := quotient(one, whole, 100)) is not None:
            arithmetic = f"{difference.mention.text}÷{new.mention.text}"
            yield growth_of(growth, [new, difference], signed(direct, difference.down != growth.down), 0.9, arithmetic)
        yield growth_of(
            growth, [new, difference], expected, 0.92 if plain else 0.5, f"{difference.mention.text}÷（{text}）", others
        )
        for step in change.steps:
            if step.likelihood > 0.5 and (direct := quotient(one, step.base.quantity.interval, 100)) is not None:
                arithmetic = f"{difference.mention.text}÷{step.base.mention.text}"
                operands = [step.base, difference]
                yield growth_of(growth, operands, signed(direct, difference.down != growth.down), 0.5, arithmetic)
        if change.new is not None and not change.steps and change.new.role is not Role.BASE:
            direct = quotient(one, whole, 100)  # 上年412亿元,增加21亿元,增长5.1%
            if direct is not None and new.year == PREVIOUS:
                yield growth_of(growth, [new, difference], direct, 0.9, f"{difference.mention.text}÷{new.mention.text}")


def _is_over_earlier(amount: Figure, difference: Figure) -> bool:
    """Whether the difference is said to be one over a year before the amount's: 2022年15.38亿元,比2021年增加0.81亿元."""
    than = _THAN_YEAR.search(difference.lead)
    return than is not None and amount.year not in {None, PREVIOUS} and int(than[1]) < (amount.year or 0)


def _by_added(growth: Figure, change: Change, difference: Figure) -> Iterator[Reading]:
    """106.68亿斤,比2005年增加59.4亿斤,增长1.3倍: so many times what there was before."""
    new = change.new
    if new is None or "增" not in growth.lead or difference.down or new.year == PREVIOUS or growth.row > 1:
        return
    whole, one = new.quantity.interval, difference.quantity.interval
    expected = quotient(one, whole - one) if whole is not None and one is not None else None
    if expected is not None and expected.low > 0 and alike(new.quantity, difference.quantity):
        text = f"{difference.mention.text}÷（{new.mention.text}－{difference.mention.text}）"
        plain = (
            change.nominal
            and not change.yearly
            and difference.index == new.index + 1
            and growth.index - difference.index <= 2
        )
        yield growth_of(growth, [new, difference], expected, 0.82 if plain else 0.5, text)


def _is_after(amount: Figure, difference: Figure) -> bool:
    """Whether the difference is that of a later year than the amount: 2020年6318万元,2021年增加424万元."""
    years = amount.year, difference.year
    return None not in years and PREVIOUS not in years and bool(years[0] and years[1] and years[0] < years[1])


def _by_step(growth: Figure, change: Change, step: Step) -> Iterator[Reading]:
    old, new = step.base.quantity, step.new.quantity
    ratio = quotient(new.interval, old.interval)
    if ratio is None:
        return
    if step.likelihood < _LIKELY and _is_of_another_year(growth, step):
        return
    likelihood = step.likelihood if change.nominal and not change.yearly else min(step.likelihood, 0.5)
    if old.approximation or new.approximation:
        likelihood = min(likelihood, 0.7)
    make = partial(growth_of, growth, [step.base, step.new])
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
        points = signed(new.interval.less(old.interval), growth.down)
        yield make(points, likelihood, f"{names}（百分点）")
        yield make(signed((ratio - _ONE) * _HUNDRED, growth.down), min(likelihood, 0.6), f"（{names}）÷{old.text}")
        return
    if change.yearly:
        yield from _yearly(growth, step, ratio)
    expected = signed((ratio - _ONE) * _HUNDRED, growth.down)
    inverse = quotient(old.interval, new.interval)
    of_new = signed((_ONE - inverse) * _HUNDRED, growth.down) if inverse else None
    others = (
        (of_new, f"可能除以了本年数，{'降' if growth.down else '增'}幅应除以上年（基期）数"),
        (ratio * _HUNDRED, "可能写成了本年为上年的百分之几"),
        (signed(expected, True), "升降可能写反了"),
    )
    if of_new is not None and likelihood >= _LIKELY and _is_slip_of(growth, expected, of_new):
        likelihood = max(likelihood, _SURE)
    yield make(expected, likelihood, f"（{names}）÷{old.text}", others)


def _is_of_another_year(growth: Figure, step: Step) -> bool:
    """Whether a growth over the year before, by its words, would be one over several years: that excuses nothing."""
    first, last = step.base.year, step.new.year
    if first is None or last is None or PREVIOUS in {first, last} or last - first < 2:
        return False
    return _YEAR_ON_YEAR.search(growth.lead) is not None


def _is_slip_of(growth: Figure, expected: Interval, mistaken: Interval) -> bool:
    """Whether a growth is just what a mistaken computation gives, by three digits or more, and not what it should be."""
    value = growth.quantity.interval
    fine = len(growth.quantity.text.strip("%％").replace(".", "").lstrip("0")) >= _FINE_DIGITS
    return fine and value is not None and value.meets(mistaken) and not value.meets(expected)


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
        expected = signed((root - _ONE) * _HUNDRED, growth.down)
        mean = signed((ratio - _ONE) * _HUNDRED / Interval.exact(Decimal(years)), growth.down)
        told = min(likelihood, step.likelihood)
        yield growth_of(growth, [step.base, step.new], expected, told, f"（{names}）开{years}次方－1")
        yield growth_of(growth, [step.base, step.new], mean, 0.3, f"（{names}－1）÷{years}")
