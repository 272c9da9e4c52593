"""目标: whether a plan's target of a metric is reached by its day.

A target counts as due in the draft of the year in which its day lies, and in every later one.  Only what the figures
prove is judged: a value misses its target if none of the numbers that it may be (rounding, 约数) reaches it.
"""

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

import msgspec

from eduduty_desktop.draft.assessment import is_not_applicable, year_of
from eduduty_desktop.draft.comparison import comparison_of
from eduduty_desktop.draft.records import PREVIOUS, PROFILE, Growth, Key
from eduduty_desktop.draft.spans import TESTS, Span, number_of, point, satisfies, span_of
from eduduty_desktop.draft.thresholds import SIGNS, print_amount
from eduduty_desktop.draft.value import Reader
from eduduty_desktop.draft.values import (
    figure,
    figure_keys,
    growth,
    growth_keys,
    print_figure,
    print_growth,
    unit_of_change,
)
from eduduty_desktop.figures import Ratio, format_amount, parse_amount
from eduduty_desktop.framework import Framework, Kind, Metric, Target
from eduduty_desktop.framework.expression import Operand

_YEAR = Key("cover", "year")
_AGAINST_LAST_YEAR = {
    ">=": "不低于上年",
    ">": "高于上年",
    "<=": "不高于上年",
    "<": "低于上年",
    "=": "与上年持平",
}
_TOO_ROUGH = "数值是约数或位数不够，落在目标线两边"


class TargetOutcome(StrEnum):
    """What comparing comes to; the values are the words people see."""

    REACHED = "已达到"
    MISSED = "未达到"
    NOT_DUE = "未到期"
    UNDECIDED = "无法判定"


class TargetVerdict(msgspec.Struct, frozen=True):
    """Whether a metric has reached one target.

    `why` says what keeps it from being judged, or what else there is to say.  `gap` is the actual value less the
    target, in `gap_unit`.  `operands` are the values and `growths` the metrics whose growth it rests on.
    """

    outcome: TargetOutcome
    target: Target
    why: str = ""
    gap: Decimal | None = None
    gap_unit: str = ""
    operands: tuple[Operand, ...] = ()
    growths: tuple[str, ...] = ()

    @property
    def missed(self) -> bool:
        return self.outcome is TargetOutcome.MISSED


def target_keys(framework: Framework, metric: Metric) -> frozenset[Key]:
    """Every key that judging a metric's targets may read; none for a metric without any."""
    if not metric.targets:
        return frozenset()
    by_years = any(not target.value for target in metric.targets)
    keys = growth_keys(framework, metric.id) if by_years else figure_keys(framework, metric.id)
    place = framework.place_of_metric.get(metric.id, PROFILE)
    return keys | {_YEAR} | (frozenset() if place == PROFILE else {Key("states", place)})


def is_due(target: Target, year: int) -> bool:
    """Whether a target is to be reached by the end of a year."""
    return day_of(target).year <= year


def day_of(target: Target) -> date:
    """The day by which a target is to be reached."""
    return date.fromisoformat(target.deadline)


def current_target(reader: Reader, metric: Metric) -> Target | None:
    """The target that governs the draft's year: the last that is due, else the next to come; None without any."""
    targets = sorted(metric.targets, key=day_of)
    year = year_of(reader)
    due = [target for target in targets if year is not None and is_due(target, year)]
    return due[-1] if due else targets[0] if targets else None


def target_verdict(reader: Reader, metric: Metric) -> TargetVerdict | None:
    """Whether the metric has reached the target that governs the draft's year; None without any."""
    target = current_target(reader, metric)
    return judge_target(reader, metric, target) if target is not None else None


def judge_target(reader: Reader, metric: Metric, target: Target) -> TargetVerdict:
    """Whether the metric has reached one of its targets in this draft."""
    year = year_of(reader)
    if is_not_applicable(reader, reader.framework.place_of_metric.get(metric.id, PROFILE)):
        return TargetVerdict(TargetOutcome.UNDECIDED, target, "本测评点不适用")
    if year is None:
        return TargetVerdict(TargetOutcome.UNDECIDED, target, "封面没有填年度，不知道是否到期")
    if metric.kind is Kind.TEXT:
        found = TargetVerdict(TargetOutcome.UNDECIDED, target, "填的是文字，须由人判断")
    else:
        found = _by_value(reader, metric, target) if target.value else _by_years(reader, metric, target)
    if is_due(target, year):
        return found
    why = "现已达到" if found.outcome is TargetOutcome.REACHED else ""
    return msgspec.structs.replace(found, outcome=TargetOutcome.NOT_DUE, why=why)


def _by_value(reader: Reader, metric: Metric, target: Target) -> TargetVerdict:
    own = Operand(metric.id)
    value = span_of(reader, own)
    if value is None:
        return TargetVerdict(TargetOutcome.UNDECIDED, target, "还没有填数")
    limit, most = parse_amount(target.value), parse_amount(target.max) if target.max else None
    if isinstance(limit, Ratio) != (metric.kind is Kind.RATIO):
        return TargetVerdict(TargetOutcome.UNDECIDED, target, "目标和本项一个是数、一个是比，不能比较")
    outcome = _outcome(_within(value, target, point(limit), point(most) if most is not None else None))
    why = _TOO_ROUGH if outcome is TargetOutcome.UNDECIDED else ""
    if outcome is TargetOutcome.REACHED and most is not None and satisfies(value, ">", point(most)):
        why = "超出目标的上限"
    return TargetVerdict(outcome, target, why, *_gap(metric, value, point(limit)), (own,))


def _within(value: Span, target: Target, limit: Span, most: Span | None) -> bool | None:
    """An exact target with an upper end is a range; `>=` with one (1至2所) is reached by more, too."""
    if target.comparison != "=" or most is None:
        return satisfies(value, target.comparison, limit)
    ends = satisfies(value, ">=", limit), satisfies(value, "<=", most)
    return False if False in ends else None if None in ends else True


def _by_years(reader: Reader, metric: Metric, target: Target) -> TargetVerdict:
    """Against last year: by both years, else by the sign of a stated growth."""
    years = Operand(metric.id), Operand(metric.id, PREVIOUS)
    now, before = (span_of(reader, operand) for operand in years)
    if now is not None and before is not None:
        outcome = _outcome(satisfies(now, target.comparison, before, alike=True))
        why = _TOO_ROUGH if outcome is TargetOutcome.UNDECIDED else ""
        return TargetVerdict(outcome, target, why, *_gap(metric, now, before), years)
    stated: Growth | None = reader.get(Key("growths", metric.id))
    if stated is not None and stated.amount is not None:
        outcome = _outcome(TESTS[target.comparison](stated.amount, Decimal(0)))
        return TargetVerdict(outcome, target, growths=(metric.id,))
    missing = "还没有填数" if now is None else "缺上年数，也没有填增幅"
    return TargetVerdict(TargetOutcome.UNDECIDED, target, missing)


def _outcome(satisfied: bool | None) -> TargetOutcome:
    if satisfied is None:
        return TargetOutcome.UNDECIDED
    return TargetOutcome.REACHED if satisfied else TargetOutcome.MISSED


def _gap(metric: Metric, value: Span, limit: Span) -> tuple[Decimal | None, str]:
    if metric.kind in (Kind.RATIO, Kind.YESNO) or value.printed is None or limit.printed is None:
        return None, ""
    return value.printed - limit.printed, unit_of_change(metric)


# --- in words -----------------------------------------------------------------------------------------------------


def print_goal(metric: Metric, target: Target) -> str:
    """`≥36所`, `1—2所`, `不低于上年`, `是`."""
    if not target.value:
        return _AGAINST_LAST_YEAR[target.comparison]
    value = parse_amount(target.value)
    if metric.kind is Kind.YESNO:
        return "是" if number_of(value) else "否"
    if target.max:
        return f"{target.value}—{print_amount(parse_amount(target.max), metric.unit)}"
    sign = "" if target.comparison == "=" else SIGNS[target.comparison]
    return f"{sign}{print_amount(value, metric.unit)}"


def print_deadline(target: Target) -> str:
    """`2019年底前`, `2019年6月底前`, `2019-05-04前`."""
    day = day_of(target)
    if (day.month, day.day) == (12, 31):
        return f"{day.year}年底前"
    following = date.fromordinal(day.toordinal() + 1) if day < date.max else day
    return f"{day.year}年{day.month}月底前" if following.day == 1 else f"{target.deadline}前"


def print_target(metric: Metric, target: Target) -> str:
    """`目标≥36所，2019年底前`."""
    return f"目标{print_goal(metric, target)}，{print_deadline(target)}"


class TargetWords(NamedTuple):
    """One row of 目标对照表 in words; every text may be empty."""

    goal: str
    deadline: str
    actual: str
    outcome: str
    gap: str
    remark: str


_SHOWN = {
    TargetOutcome.REACHED: "✓ 已达到",
    TargetOutcome.MISSED: "✕ 未达到",
    TargetOutcome.NOT_DUE: "— 未到期",
    TargetOutcome.UNDECIDED: "— 无法判定",
}


def words_of_target(reader: Reader, metric: Metric, target: Target) -> TargetWords:
    """A metric against one of its targets."""
    found = judge_target(reader, metric, target)
    return TargetWords(
        print_goal(metric, target),
        target.deadline,
        actual_words(reader, metric, target),
        _SHOWN[found.outcome],
        "" if found.gap is None else f"{'+' if found.gap > 0 else ''}{format_amount(found.gap)}{found.gap_unit}",
        found.why,
    )


def standard_or_target(reader: Reader, metric: Metric) -> tuple[str, str]:
    """What 数据表 shows: the standard, else the target that governs the year, and whether it is met."""
    found = comparison_of(reader, metric)
    target = current_target(reader, metric)
    if found.standard or target is None:
        return found.standard, found.outcome
    return print_target(metric, target), words_of_target(reader, metric, target).outcome


def actual_words(reader: Reader, metric: Metric, target: Target) -> str:
    """The value; against last year with that year's beside it, or its growth; empty while it is missing."""
    now = figure(reader, metric.id)
    shown = "" if now.is_missing else print_figure(metric, now)
    if target.value:
        return shown
    before = figure(reader, metric.id, PREVIOUS)
    if shown and not before.is_missing:
        return f"{shown}（上年{print_figure(metric, before)}）"
    change = growth(reader, metric.id)
    grown = print_growth(change) if change is not None else ""
    return "，".join(word for word in (shown, grown) if word)
