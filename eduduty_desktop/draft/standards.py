"""达标: whether a metric meets the standard that its framework cites, and by how much it misses it.

Only what the figures prove is judged: a value misses a standard if none of the numbers that it may be (rounding,
约数, operands of its formula) meets it.  基准定额, qualitative clauses and references are shown and never judged.
"""

from decimal import Decimal

import msgspec

from eduduty_desktop.draft.assessment import is_not_applicable
from eduduty_desktop.draft.over_years import decreased, grew_more, not_decreased
from eduduty_desktop.draft.records import PROFILE, Key
from eduduty_desktop.draft.spans import Span, point, satisfies, span_of
from eduduty_desktop.draft.thresholds import (
    Threshold,
    is_difference,
    standard_of,
    threshold_keys,
    threshold_of,
)
from eduduty_desktop.draft.value import Reader
from eduduty_desktop.draft.values import figure, figure_keys, growth_keys, unit_of_change
from eduduty_desktop.draft.verdict import NOTHING_GIVEN, Outcome, Verdict, gap_of, outcome_of
from eduduty_desktop.figures import Amount, Ratio, convert, factor_between
from eduduty_desktop.framework import STAGE_LABELS, Framework, Kind, Metric, Stage, Standard
from eduduty_desktop.framework.expression import Operand

OVER_YEARS = frozenset({"yoy_not_decrease", "yoy_decrease"})
_NEVER = {
    "meets": "须逐项对照条文，由人判断",
    "report": "只要求如实填报，不设达标线",
    "about": "只作参考，不判定",
}


def verdict_keys(framework: Framework, metric: Metric) -> frozenset[Key]:
    """Every key that `verdict` of a metric may read; none for a metric without a standard."""
    standard = standard_of(framework, metric)
    if standard is None:
        return frozenset()
    place = framework.place_of_metric.get(metric.id, PROFILE)
    keys = threshold_keys(metric, standard) | (frozenset() if place == PROFILE else {Key("states", place)})
    if _never(standard, metric):
        return keys
    keys |= figure_keys(framework, metric.id)
    if standard.comparison in OVER_YEARS or standard.by_growth:
        keys |= growth_keys(framework, metric.id)
    if standard.other in framework.metrics:
        keys |= growth_keys(framework, standard.other) if standard.by_growth else figure_keys(framework, standard.other)
    return keys


def verdict(reader: Reader, metric: Metric) -> Verdict:
    """Whether the metric meets its standard in this draft."""
    found = threshold_of(reader, metric)
    if found is None:
        return Verdict(Outcome.NOT_JUDGED, "没有标准")
    return msgspec.structs.replace(_verdict(reader, metric, found), threshold=found)


def _verdict(reader: Reader, metric: Metric, found: Threshold) -> Verdict:
    standard = found.standard
    never = _never(standard, metric)
    if never:
        return Verdict(Outcome.NOT_JUDGED, never)
    if is_not_applicable(reader, reader.framework.place_of_metric.get(metric.id, PROFILE)):
        return Verdict(Outcome.NOT_JUDGED, "本测评点不适用")
    if metric.kind is Kind.YESNO and not _is_zero(found.amount):
        return _said(reader, metric)
    if standard.comparison == "yoy_not_decrease":
        return not_decreased(reader, metric)
    if not found.holds:
        when = f"{found.since}年起执行" if found.since else f"只执行到{found.until}年"
        return Verdict(Outcome.NOT_JUDGED, f"标准{when}，本年度不判定")
    if found.text and found.amount is None:
        return Verdict(Outcome.UNDECIDED, f"本稿另定的标准“{found.text}”读不成数")
    if standard.comparison == "yoy_decrease":
        return decreased(reader, metric, found)
    if standard.comparison == "exists":
        return _exists(reader, metric)
    if standard.by_growth:
        return grew_more(reader, metric, standard)
    return _against_limit(reader, metric, found)


def _never(standard: Standard, metric: Metric) -> str:
    """Why a standard is not judged for a metric whatever its value is; empty if it is judged."""
    if standard.allocation:
        return "基准定额是分配经费的口径，不与支出比较"
    if standard.reference:
        return f"只作参考，不判定（适用于：{standard.applies_to}）" if standard.applies_to else "只作参考，不判定"
    if standard.comparison in _NEVER:
        return _NEVER[standard.comparison]
    if standard.stages and metric.stage not in (None, Stage.ALL, *standard.stages):
        stages = "、".join(STAGE_LABELS[stage] for stage in standard.stages)
        return f"标准只适用于{stages}"
    return "填的是文字，不能与标准比较" if metric.kind is Kind.TEXT else ""


def _is_zero(amount: Amount | None) -> bool:
    return isinstance(amount, Decimal) and not amount


def _said(reader: Reader, metric: Metric) -> Verdict:
    """A yes or no that the county gives to the standard itself."""
    span, operand = span_of(reader, Operand(metric.id)), Operand(metric.id)
    if span is None or span.printed is None:
        return Verdict(Outcome.NOT_JUDGED, NOTHING_GIVEN)
    return Verdict(Outcome.MET if span.printed else Outcome.MISSED, operands=(operand,))


# --- by value ---------------------------------------------------------------------------------------------------


def _exists(reader: Reader, metric: Metric) -> Verdict:
    """More than nothing: a stated nought is none at all, not something rounded away."""
    found = _compared(reader, metric, ">", point(Decimal(0)), exact_limit=True)
    value = span_of(reader, Operand(metric.id))
    nothing = value is not None and value.printed is not None and not value.printed
    return msgspec.structs.replace(found, outcome=Outcome.MISSED, why="") if nothing else found


def _against_limit(reader: Reader, metric: Metric, found: Threshold) -> Verdict:
    standard = found.standard
    if found.amount is not None:
        limit = in_unit_of(metric, found.amount, standard)
        if limit is None:
            units = f"标准以“{standard.unit or '数'}”计，本项以“{metric.unit or '数'}”计"
            return _only_if_given(reader, metric, Verdict(Outcome.UNDECIDED, f"{units}，不能直接比较"))
        return _compared(reader, metric, standard.comparison, point(limit), exact_limit=True, ratio=limit)
    if is_difference(reader.framework, metric):
        return _compared(reader, metric, standard.comparison, point(Decimal(0)), exact_limit=True)
    other = reader.framework.metrics.get(standard.other)
    if other is None:
        why = "标准没有给出适用于本项的数值" if not standard.other else "本指标体系没有可比较的另一项数据"
        return Verdict(Outcome.NOT_JUDGED, why)
    limit_span = span_of(reader, Operand(other.id))
    if limit_span is None:
        missing = Verdict(Outcome.UNDECIDED, f"缺“{other.printed_label}”")
        return _only_if_given(reader, metric, missing)
    if factor_between(other.unit, metric.unit) != 1:
        why = f"“{other.printed_label}”以“{other.unit}”计，本项以“{metric.unit}”计，不能直接比较"
        return _only_if_given(reader, metric, Verdict(Outcome.UNDECIDED, why))
    return _compared(reader, metric, standard.comparison, limit_span, against=Operand(other.id))


def in_unit_of(metric: Metric, amount: Amount, standard: Standard) -> Amount | None:
    """A threshold in the metric's unit; zero needs no unit; None if the two do not convert."""
    if isinstance(amount, Ratio) or metric.kind is Kind.RATIO:
        return amount if isinstance(amount, Ratio) and metric.kind is Kind.RATIO else None
    unit = standard.unit.partition("/")[0]
    if not amount or not unit or metric.unit in standard.same_units:
        return amount
    try:
        return convert(amount, unit, metric.unit.partition("/")[0])
    except ValueError:
        return None


def _compared(
    reader: Reader,
    metric: Metric,
    sign: str,
    limit: Span,
    *,
    exact_limit: bool = False,
    against: Operand | None = None,
    ratio: Amount | None = None,
) -> Verdict:
    """This year's value against a policy's number or another metric's value."""
    own = Operand(metric.id)
    value = span_of(reader, own)
    if value is None:
        return Verdict(Outcome.NOT_JUDGED, NOTHING_GIVEN)
    return Verdict(
        *outcome_of(satisfies(value, sign, limit, alike=not exact_limit)),
        gap=_ratio_gap(reader, metric, ratio) if isinstance(ratio, Ratio) else gap_of(value, limit),
        gap_unit="（后项）" if isinstance(ratio, Ratio) else unit_of_change(metric),
        operands=(own, against) if against else (own,),
    )


def _ratio_gap(reader: Reader, metric: Metric, limit: Ratio) -> Decimal | None:
    found = figure(reader, metric.id)
    if not isinstance(found.amount, Ratio) or found.approximation:
        return None
    return found.amount.quotient() - limit.quotient()


def _only_if_given(reader: Reader, metric: Metric, found: Verdict) -> Verdict:
    """A doubt is worth a word only about a value that is there."""
    given = figure(reader, metric.id).amount is not None
    found = msgspec.structs.replace(found, operands=(Operand(metric.id),))
    return found if given else Verdict(Outcome.NOT_JUDGED, NOTHING_GIVEN)


# --- several stages at once ---------------------------------------------------------------------------------------


def companions(framework: Framework, metric: Metric) -> tuple[Metric, ...]:
    """The metrics of the same matrix that cite the same standard, itself too: 两个只增不减's five stages."""
    members = (m for m in framework.metrics.values() if m.standard == metric.standard and m.group == metric.group)
    return tuple(members) if metric.group and metric.standard else (metric,)


def is_linked_to_problem(reader: Reader, metric: Metric) -> bool:
    """Whether a problem that says something is linked to the metric (不达标必须落到“存在问题”, format.md §1.4)."""
    problems = reader.rows("problems").values()
    return any(metric.id in problem.metrics and problem.text.strip() for problem in problems)
