"""Standards over the years: not less than last year, less by so much, one growth against another.

Both years' values decide; where one is missing, the stated growth.  That a stated growth contradicts the values is a
check's business.
"""

from decimal import Decimal

import msgspec

from eduduty_desktop.draft.records import PREVIOUS, Growth, Key
from eduduty_desktop.draft.spans import Span, number_of, point, satisfies, span_of, stated_span
from eduduty_desktop.draft.thresholds import Threshold
from eduduty_desktop.draft.value import Reader
from eduduty_desktop.draft.values import IN_POINTS, POINTS, unit_of_change
from eduduty_desktop.draft.verdict import NOTHING_GIVEN, Outcome, Verdict, gap_of, outcome_of
from eduduty_desktop.framework import Metric, Standard
from eduduty_desktop.framework.expression import Operand


def _both_years(reader: Reader, metric: Metric) -> tuple[Span | None, Span | None]:
    return span_of(reader, Operand(metric.id)), span_of(reader, Operand(metric.id, PREVIOUS))


def _stated_growth(reader: Reader, metric: str) -> Growth | None:
    stated: Growth | None = reader.get(Key("growths", metric))
    return stated if stated is not None and stated.amount is not None else None


def _missing_year(now: Span | None, before: Span | None) -> Verdict:
    if now is None and before is None:
        return Verdict(Outcome.NOT_JUDGED, NOTHING_GIVEN)
    return Verdict(Outcome.UNDECIDED, "缺上年数，也没有填增幅" if before is None else "缺本年数，也没有填增幅")


def not_decreased(reader: Reader, metric: Metric) -> Verdict:
    """Not less than last year: by both years, else by the sign of a stated growth."""
    now, before = _both_years(reader, metric)
    if now is not None and before is not None:
        outcome, why = outcome_of(satisfies(now, ">=", before, alike=True))
        gap, unit = gap_of(now, before), unit_of_change(metric)
        years = (Operand(metric.id), Operand(metric.id, PREVIOUS))
        return Verdict(outcome, why, gap, unit, years, wrong_way=outcome is Outcome.MISSED)
    stated = _stated_growth(reader, metric.id)
    if stated is None or stated.amount is None:
        return msgspec.structs.replace(_missing_year(now, before), operands=_given(metric, now, before))
    falls = stated.amount < 0
    return Verdict(
        Outcome.MISSED if falls else Outcome.MET,
        gap=stated.amount,
        gap_unit=_unit_of(stated),
        growths=(metric.id,),
        wrong_way=falls,
    )


def _unit_of(stated: Growth) -> str:
    return "个百分点" if stated.unit == POINTS else stated.unit


def _given(metric: Metric, now: Span | None, before: Span | None) -> tuple[Operand, ...]:
    years = ((Operand(metric.id), now), (Operand(metric.id, PREVIOUS), before))
    return tuple(operand for operand, span in years if span is not None)


def decreased(reader: Reader, metric: Metric, found: Threshold) -> Verdict:
    """Less than last year, by at least the threshold where there is one."""
    now, before = _both_years(reader, metric)
    least = number_of(found.amount) if found.amount is not None else None
    if now is not None and before is not None:
        years = (Operand(metric.id), Operand(metric.id, PREVIOUS))
        falls = satisfies(now, "<", before, alike=True)
        enough = falls if least is None else _fell_by(now, before, least)
        gap = gap_of(before, now)
        gap = gap - (least or 0) if gap is not None else None
        outcome, why = outcome_of(enough)
        return Verdict(outcome, why, gap, unit_of_change(metric), years, wrong_way=falls is False)
    stated = _stated_growth(reader, metric.id)
    if stated is None or stated.amount is None:
        return msgspec.structs.replace(_missing_year(now, before), operands=_given(metric, now, before))
    return _fell_as_stated(metric, stated, now, least)


def _fell_by(now: Span, before: Span, least: Decimal) -> bool | None:
    """Whether the fall reaches `least`; two values as printed with the same decimals differ by what is printed."""
    if now.printed is not None and before.printed is not None and now.decimals == before.decimals >= 0:
        return before.printed - now.printed >= least
    fall = Span(
        before.low - now.high,
        before.high - now.low,
        before.low_open or now.high_open,
        before.high_open or now.low_open,
        None if before.printed is None or now.printed is None else before.printed - now.printed,
    )
    return satisfies(fall, ">=", point(least))


def _fell_as_stated(metric: Metric, stated: Growth, now: Span | None, least: Decimal | None) -> Verdict:
    """By a stated change.  A rate's change in % may be meant as percentage points: judged where both readings agree."""
    assert stated.amount is not None
    basis = Verdict(Outcome.MET, operands=_given(metric, now, None), growths=(metric.id,))
    in_points = metric.kind not in IN_POINTS or stated.unit == POINTS
    if in_points:
        gap = -stated.amount - (least or 0)
        basis = msgspec.structs.replace(basis, gap=gap, gap_unit=_unit_of(stated))
    if stated.amount >= 0:
        return msgspec.structs.replace(basis, outcome=Outcome.MISSED, wrong_way=True)
    if least is None:
        return basis
    fall = stated_span(-stated.amount)
    assert fall is not None
    enough = satisfies(fall, ">=", point(least))
    if not in_points:
        relative = _points_of(-stated.amount, now)
        if relative is None or enough is None or (relative >= least) != enough:
            why = "增幅写成百分比，标准按个百分点，须改写后判定"
            return msgspec.structs.replace(basis, outcome=Outcome.UNDECIDED, why=why)
    outcome, why = outcome_of(enough)
    return msgspec.structs.replace(basis, outcome=outcome, why=why)


def _points_of(rate: Decimal, now: Span | None) -> Decimal | None:
    """Percentage points of a fall by `rate` % down to what stands now."""
    if now is None or now.printed is None or rate >= 100:
        return None
    return now.printed / (1 - rate / 100) - now.printed


def grew_more(reader: Reader, metric: Metric, standard: Standard) -> Verdict:
    """A growth against another metric's growth (三个增长)."""
    if standard.other not in reader.framework.metrics:
        return Verdict(Outcome.NOT_JUDGED, "本指标体系没有可比较的另一项数据")
    own, other = growth_span(reader, metric.id), growth_span(reader, standard.other)
    if own is None:
        return Verdict(Outcome.NOT_JUDGED, NOTHING_GIVEN)
    if other is None:
        label = reader.framework.metrics[standard.other].printed_label
        return Verdict(Outcome.UNDECIDED, f"缺“{label}”的增幅", growths=(metric.id,))
    both = (metric.id, standard.other)
    outcome, why = outcome_of(satisfies(own, standard.comparison, other, alike=True))
    return Verdict(outcome, why, gap_of(own, other), "个百分点", growths=both)


def growth_span(reader: Reader, metric: str) -> Span | None:
    """Growth in % of a metric: by both years, else as stated; None without either."""
    now, before = span_of(reader, Operand(metric)), span_of(reader, Operand(metric, PREVIOUS))
    if now is not None and before is not None and before.low > 0:
        hundred = Decimal(100)
        low, high = (now.low / before.high - 1) * hundred, (now.high / before.low - 1) * hundred
        both = now.printed is not None and before.printed is not None and before.printed > 0
        printed = (now.printed / before.printed - 1) * hundred if both else None  # type: ignore[operator]
        return Span(low, high, printed=printed)
    stated = _stated_growth(reader, metric)
    return stated_span(stated.amount) if stated is not None and stated.amount is not None else None
