"""What the 学校基表 says of the framework's own metrics: county values, 差异系数, how many miss them.

A metric is found by the standard that it cites (`bal7.…`) or by its label; one of no certain meaning is left alone.
"""

from collections.abc import Iterator
from decimal import Decimal

import msgspec

from eduduty_desktop.draft.records import CURRENT, Entry, Key
from eduduty_desktop.draft.resources import (
    COEFFICIENT_STANDARD,
    INDICATORS,
    METHOD_NOTES,
    STAGES,
    IndicatorResult,
    Resources,
    Verdict,
)
from eduduty_desktop.draft.value import Reader
from eduduty_desktop.draft.values import figure_key
from eduduty_desktop.figures import convert, factor_between
from eduduty_desktop.figures.amount import quantise
from eduduty_desktop.framework import STAGE_LABELS, Kind, Metric, Stage

SOURCE = "学校基表"
VALUE_DECIMALS = 2
_CORES = ("高于规定学历", "骨干教师", "艺术", "教学及辅助用房", "运动场馆", "仪器设备", "多媒体教室")
_NUMERIC = frozenset({Kind.COUNT, Kind.NUMBER, Kind.MONEY})


class MetricValue(msgspec.Struct, frozen=True):
    """A value for a metric, in its unit, and what it is in words."""

    metric: str
    amount: Decimal
    words: str

    @property
    def key(self) -> Key:
        """Where it goes."""
        return figure_key(self.metric, CURRENT)


def metric_values(reader: Reader, resources: Resources) -> tuple[MetricValue, ...]:
    """Every metric of the framework that the table answers, in the framework's order."""
    found = ((metric, _value(metric, resources)) for metric in reader.framework.metrics.values())
    return tuple(MetricValue(metric.id, amount, words) for metric, (amount, words) in found if amount is not None)


def metric_edits(reader: Reader, resources: Resources, file: str) -> dict[Key, Entry]:
    """The records that put those values into the draft; period, 口径 and responsible department stay as they are."""
    edits = {}
    for one in metric_values(reader, resources):
        before = reader.get(one.key) or Entry()
        edits[one.key] = msgspec.structs.replace(
            before,
            amount=one.amount,
            typed="",
            approximation="",
            source=f"{SOURCE}（{file}）",
            note=before.note or f"{one.words}，由{SOURCE}计算",
        )
    return edits


def _value(metric: Metric, resources: Resources) -> tuple[Decimal | None, str]:
    label = "".join(metric.label.split())
    if metric.kind not in _NUMERIC or metric.formula:
        return None, ""
    stage = _stage_of(metric, label)
    if "差异系数" in label or metric.standard == COEFFICIENT_STANDARD:
        return _of_coefficients(label, stage, resources)
    if "学校" in label and ("七项" in label or "资源配置" in label) and "达标" in label and metric.unit == "所":
        return _schools(label, stage, resources)
    at = _indicator_at(metric.standard, label)
    return (None, "") if at is None or stage is None else _county_value(metric, at, stage, resources)


def _stage_of(metric: Metric, label: str) -> Stage | None:
    if metric.stage in STAGES:
        return metric.stage
    named = [stage for stage in STAGES if STAGE_LABELS[stage] in label]
    return named[0] if len(named) == 1 else None


def _indicator_at(standard: str, label: str) -> int | None:
    by_standard = [at for at, one in enumerate(INDICATORS) if one.standard == standard]
    if by_standard:
        return by_standard[0]
    if not label.startswith(("生均", "每百名", "每百", "小学", "初中")) or "达标" in label:
        return None
    named = [at for at, core in enumerate(_CORES) if core in label]
    return named[0] if len(named) == 1 and ("生均" in label or "每百" in label) else None


def _county_value(metric: Metric, at: int, stage: Stage, resources: Resources) -> tuple[Decimal | None, str]:
    indicator, result = INDICATORS[at], _results(resources, stage)[at]
    if result.value is None or factor_between(indicator.unit, metric.unit) is None:
        return None, ""
    amount = convert(quantise(result.value, VALUE_DECIMALS), indicator.unit, metric.unit)
    words = f"{STAGE_LABELS[stage]}{indicator.label}"
    return (amount, words) if isinstance(amount, Decimal) else (None, "")


def _of_coefficients(label: str, stage: Stage | None, resources: Resources) -> tuple[Decimal | None, str]:
    """One coefficient, or how many of them there are, or how many are over the limit."""
    named = [at for at, core in enumerate(_CORES) if core in label]
    method = METHOD_NOTES[resources.method]
    if len(named) == 1 and stage is not None:
        result = _results(resources, stage)[named[0]]
        return result.coefficient, f"{STAGE_LABELS[stage]}{INDICATORS[named[0]].label}的校际差异系数（{method}）"
    counting = "未达标" in label or "不达标" in label or "项数" in label
    wanted = STAGES if stage is None else (stage,)
    if named or not counting or not any(_results(resources, one) for one in wanted):
        return None, ""
    known = [at for at in range(len(INDICATORS)) if any(_coefficient(resources, one, at) is not None for one in wanted)]
    if not known:
        return None, ""
    if "未达标" not in label and "不达标" not in label:
        return Decimal(len(known)), "计算了差异系数的指标项数"
    over = [
        at
        for at in known
        if any(
            (found := _coefficient(resources, one, at)) is not None and found > resources.rules.coefficient[one]
            for one in wanted
        )
    ]
    return Decimal(len(over)), f"差异系数超过上限的指标项数（小学、初中有一个超过即算，{method}）"


def _schools(label: str, stage: Stage | None, resources: Resources) -> tuple[Decimal | None, str]:
    verdict = Verdict.MISSED if "未达标" in label or "不达标" in label else Verdict.MET
    wanted = [one for one in resources.stages if (stage is None or one.stage is stage) and one.schools]
    if not wanted or any(one.count(Verdict.UNKNOWN) for one in wanted):
        return None, ""
    names = {_name(school.school.code or school.school.name) for one in wanted for school in one.schools}
    missing = {
        _name(school.school.code or school.school.name)
        for one in wanted
        for school in one.schools
        if school.verdict is Verdict.MISSED
    }
    count = len(missing) if verdict is Verdict.MISSED else len(names - missing)
    return Decimal(count), f"资源配置七项指标{verdict}的学校"


def _name(text: str) -> str:
    return "".join(text.split())


def _results(resources: Resources, stage: Stage) -> tuple[IndicatorResult, ...]:
    return next(one.indicators for one in resources.stages if one.stage is stage)


def _coefficient(resources: Resources, stage: Stage, at: int) -> Decimal | None:
    return _results(resources, stage)[at].coefficient


def indicator_words(values: Iterator[int] | tuple[int, ...]) -> str:
    """Short names of indicators by place, `骨干教师、运动场馆`."""
    return "、".join(INDICATORS[at].short for at in values)
