"""与上年比: stated growth against both amounts, what must not fall, implausible jumps, one period twice.

两个只增不减: 国办发〔2018〕82号 (待核实); the framework says which metrics it binds, through their standard.
"""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from eduduty_desktop.checks.registry import Case, Check, View
from eduduty_desktop.checks.standards import LIST_IT, stage_name, together_note, values_of, year_cases
from eduduty_desktop.checks.wording import metric_name, metric_place, operands_of, plain, printed
from eduduty_desktop.draft import CURRENT, PREVIOUS, Finding, Key, Place
from eduduty_desktop.draft.standards import is_linked_to_problem, verdict
from eduduty_desktop.draft.thresholds import UNVERIFIED
from eduduty_desktop.draft.values import (
    IN_POINTS,
    WORDED,
    computed_growth,
    figure,
    figure_key,
    growth,
    growth_keys,
    interval,
    print_growth,
)
from eduduty_desktop.figures import Interval, Ratio, interval_of
from eduduty_desktop.figures.amount import quantise
from eduduty_desktop.framework import Framework, Kind, Severity
from eduduty_desktop.framework.expression import Operand

# A quantity that triples or falls to a third within a year, or a rate that moves by forty points, is more often a
# slipped decimal or a wrong unit than a fact: 提示 only.
JUMP_FACTOR = Decimal(3)
JUMP_POINTS = Decimal(40)
# Ten times within a year is most likely a slipped decimal, a hundred or more 元 for 万元: 警告.  Small numbers may well be
# ten times what they were, never mind how near to it.
POWERS = tuple(Decimal(10) ** exponent for exponent in range(1, 9))
POWER_MARGIN = Decimal("1.15")
LEAST_FOR_TEN = Decimal(20)


def _cases(framework: Framework) -> Iterator[Case]:
    grown = (metric.id for metric in framework.metrics.values() if metric.kind not in WORDED)
    return (Case(metric, growth_keys(framework, metric)) for metric in grown)


def _pair(metric: str) -> tuple[Operand, Operand]:
    return Operand(metric), Operand(metric, PREVIOUS)


def _growth_mismatch(view: View, subject: str) -> Iterable[Finding]:
    stated = view.get(Key("growths", subject))
    if stated is None or stated.amount is None:
        return
    now, before = (interval(view, operand) for operand in _pair(subject))
    if now is None or before is None:
        return
    expected = growth_interval(now, before, stated.unit)
    if expected is None or expected.meets(interval_of(stated.amount)):
        return
    name, (now_operand, before_operand) = metric_name(view.framework, subject), _pair(subject)
    exact = growth_interval(_point(view, subject, CURRENT), _point(view, subject, PREVIOUS), stated.unit)
    computed = f"{plain(exact.low)}{stated.unit}" if exact else ""
    yield Finding(
        code="year.growth",
        severity=Severity.ERROR,
        place=Place(view.framework.place_of_metric[subject], subject, "growth"),
        message=(
            f"{name}的增幅填的是{plain(stated.amount)}{stated.unit}，"
            f"由上年{printed(view, before_operand)}到本年{printed(view, now_operand)}计算为{computed}。"
        ),
        advice="请核对两年的数和增幅；也可清空增幅，由程序计算。",
        operands=(*operands_of(view, *_pair(subject)), (Key("growths", subject), f"{stated.amount}{stated.unit}")),
    )


def growth_interval(now: Interval, before: Interval, unit: str) -> Interval | None:
    """Growth in the given unit (% or 百分点) over what both values may be; None from nothing or zero."""
    if unit == "百分点":
        return now - before
    if before.low <= 0:
        return None
    # Monotone in both operands, so the corners suffice; now - before over before would widen it.
    hundred = Decimal(100)
    return Interval((now.low / before.high - 1) * hundred, (now.high / before.low - 1) * hundred)


def _point(view: View, metric: str, slot: str) -> Interval:
    amount = figure(view, metric, slot).amount
    assert amount is not None
    return Interval.exact(amount.quotient() if isinstance(amount, Ratio) else amount)


def _unverifiable(view: View, subject: str) -> Iterable[Finding]:
    stated = view.get(Key("growths", subject))
    if stated is None or stated.amount is None:
        return
    missing = [w for w, o in zip(("本年", "上年"), _pair(subject), strict=True) if interval(view, o) is None]
    if not missing:
        return
    yield Finding(
        code="year.unverifiable",
        severity=Severity.HINT,
        place=Place(view.framework.place_of_metric[subject], subject, "growth"),
        message=f"{metric_name(view.framework, subject)}只有增幅，没有{'和'.join(missing)}数值，无法复算。",
        advice=f"请向责任单位要{'和'.join(missing)}数值填上；确无数值的，附表会注明“无法复算”。",
        operands=((Key("growths", subject), f"{stated.amount}{stated.unit}"),),
    )


def _falls(view: View, subject: str) -> Iterable[Finding]:
    """What moved against its standard; too small a move in the right direction is `standard.unlisted`'s."""
    metric = view.framework.metrics[subject]
    found = verdict(view, metric)
    if not found.missed or not found.wrong_way or is_linked_to_problem(view, metric):
        return
    assert found.threshold is not None
    standard = found.threshold.standard
    verb = "没有下降" if standard.comparison == "yoy_decrease" else "下降"
    change = computed_growth(view, subject) or growth(view, subject)
    said = f"（{print_growth(change)}）" if change is not None else ""
    doubt = "" if standard.verified else f"（{UNVERIFIED}）"
    yield Finding(
        code="year.direction",
        severity=Severity.ERROR,
        place=metric_place(view.framework, subject),
        message=f"{stage_name(view.framework, metric)}比上年{verb}{said}，{together_note(view.framework, metric)}"
        f"未达到“{standard.name}”{doubt}，存在问题里没有写。",
        advice=LIST_IT,
        operands=values_of(view, found),
    )


def _jump(view: View, subject: str) -> Iterable[Finding]:
    now, before = figure(view, subject).amount, figure(view, subject, PREVIOUS).amount
    stated = view.get(Key("growths", subject))
    if stated is not None and stated.amount is not None:
        return  # a stated growth either says so itself or is contradicted by year.growth
    if not isinstance(now, Decimal) or not isinstance(before, Decimal) or now == before:
        return
    if view.framework.metrics[subject].kind in IN_POINTS:
        if abs(now - before) < JUMP_POINTS:
            return
        size = f"相差{plain(abs(now - before))}个百分点"
    elif power_between(now, before) is not None:
        return  # year.power says so
    elif before > 0 and (now >= before * JUMP_FACTOR or now * JUMP_FACTOR <= before):
        size = f"是上年的{plain(quantise(now / before, 2))}倍"
    else:
        return
    yield Finding(
        code="year.jump",
        severity=Severity.HINT,
        place=metric_place(view.framework, subject),
        message=f"{metric_name(view.framework, subject)}由上年{printed(view, Operand(subject, PREVIOUS))}变为"
        f"{printed(view, Operand(subject))}，{size}。",
        advice="请核对小数点、单位和口径；确有其事的，在口径说明里写明原因。",
        operands=operands_of(view, *_pair(subject)),
    )


def power_between(now: Decimal, before: Decimal) -> Decimal | None:
    """The power of ten by which two amounts differ, as near as a year's growth may be; None if by none."""
    if now <= 0 or before <= 0:
        return None
    more, less = max(now, before), min(now, before)
    factor = more / less
    power = next((one for one in POWERS if one / POWER_MARGIN <= factor <= one * POWER_MARGIN), None)
    return None if power == 10 and less < LEAST_FOR_TEN else power


def _power(view: View, subject: str) -> Iterable[Finding]:
    now, before = figure(view, subject).amount, figure(view, subject, PREVIOUS).amount
    stated = view.get(Key("growths", subject))
    if stated is not None and stated.amount is not None:
        return  # as in year.jump
    if view.framework.metrics[subject].kind in IN_POINTS:
        return
    if not isinstance(now, Decimal) or not isinstance(before, Decimal):
        return
    power = power_between(now, before)
    if power is None:
        return
    size = f"{power:f}倍" if now > before else f"{power:f}分之一"
    yield Finding(
        code="year.power",
        severity=Severity.WARNING,
        place=metric_place(view.framework, subject),
        message=f"{metric_name(view.framework, subject)}由上年{printed(view, Operand(subject, PREVIOUS))}变为"
        f"{printed(view, Operand(subject))}，大约是上年的{size}。",
        advice="多半是小数点错了一位，或者两年的单位不同（元和万元），请核对；确有其事的，在口径说明里写明原因。",
        operands=operands_of(view, *_pair(subject)),
    )


def _period_cases(framework: Framework) -> Iterator[Case]:
    for metric in framework.metrics:
        yield Case(metric, frozenset({figure_key(metric), figure_key(metric, PREVIOUS)}))


def _same_period(view: View, subject: str) -> Iterable[Finding]:
    now, before = view.get(figure_key(subject)), view.get(figure_key(subject, PREVIOUS))
    if now is None or before is None or now.period is None or now.period != before.period:
        return
    yield Finding(
        code="year.same_period",
        severity=Severity.WARNING,
        place=metric_place(view.framework, subject),
        message=f"{metric_name(view.framework, subject)}的本年和上年都写着“{now.period}”。",
        advice="请改正其中一个的期间。",
        operands=((figure_key(subject), str(now.period)), (figure_key(subject, PREVIOUS), str(before.period))),
    )


def _points(view: View, subject: str) -> Iterable[Finding]:
    metric = view.framework.metrics[subject]
    stated = view.get(Key("growths", subject))
    if stated is None or stated.amount is None or stated.unit != "%" or metric.kind is not Kind.PERCENT:
        return
    yield Finding(
        code="year.points",
        severity=Severity.HINT,
        place=Place(view.framework.place_of_metric[subject], subject, "growth"),
        message=f"{metric_name(view.framework, subject)}本身是百分比，变化填的是{plain(stated.amount)}%，通常应为百分点。",
        advice="由两年的比率相减得来的，请把单位改为百分点；确是相对增幅的，请在口径说明里写明。",
        operands=((Key("growths", subject), f"{stated.amount}{stated.unit}"),),
    )


CHECKS = (
    Check("year.growth", "增幅与两年数值不符", _cases, _growth_mismatch),
    Check("year.points", "比率的变化应为百分点", _cases, _points),
    Check("year.unverifiable", "增幅无法复算", _cases, _unverifiable),
    Check("year.direction", "该增未增、该降未降", year_cases, _falls),
    Check("year.jump", "与上年相差悬殊", _cases, _jump),
    Check("year.power", "与上年相差十倍百倍", _cases, _power),
    Check("year.same_period", "本年与上年期间相同", _period_cases, _same_period),
)
