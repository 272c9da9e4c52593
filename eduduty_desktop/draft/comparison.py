"""One row of 达标对照表 in words: standard, actual value, outcome, difference, remark; report, appendix and 改一处 share it."""

import msgspec

from eduduty_desktop.draft.records import PREVIOUS, Key
from eduduty_desktop.draft.standards import OVER_YEARS, verdict, verdict_keys
from eduduty_desktop.draft.thresholds import UNVERIFIED, Threshold, print_threshold, standard_of
from eduduty_desktop.draft.value import Reader
from eduduty_desktop.draft.values import figure, figure_keys, growth, growth_keys, print_figure, print_growth
from eduduty_desktop.draft.verdict import Outcome, Verdict, print_gap
from eduduty_desktop.framework import Framework, Metric

_SHOWN = {
    Outcome.MET: "✓ 达标",
    Outcome.MISSED: "✕ 未达标",
    Outcome.UNDECIDED: "— 无法判定",
    Outcome.NOT_JUDGED: "— 不判定",
}


class Comparison(msgspec.Struct, frozen=True):
    """A metric against its standard; every text may be empty."""

    standard: str = ""
    actual: str = ""
    outcome: str = ""
    gap: str = ""
    remark: str = ""


def comparison_keys(framework: Framework, metric: Metric) -> frozenset[Key]:
    """Every key that `comparison_of` may read: the verdict's, and the figures that are shown even if not judged."""
    standard = standard_of(framework, metric)
    if standard is None:
        return frozenset()
    years = standard.comparison in OVER_YEARS
    shown = growth_keys(framework, metric.id) if years else figure_keys(framework, metric.id)
    beside = figure_keys(framework, standard.other) if standard.other in framework.metrics else frozenset()
    return verdict_keys(framework, metric) | shown | beside


def comparison_of(reader: Reader, metric: Metric) -> Comparison:
    """The row of a metric; an empty one for a metric without a standard."""
    found = verdict(reader, metric)
    threshold = found.threshold
    if threshold is None:
        return Comparison()
    return Comparison(
        standard=standard_words(reader, metric, threshold),
        actual=actual_words(reader, metric, threshold),
        outcome=_SHOWN[found.outcome],
        gap=print_gap(found),
        remark=_remark(found),
    )


def standard_words(reader: Reader, metric: Metric, found: Threshold) -> str:
    """`≥50%（待核实）`; the draft's own value says so instead."""
    doubt = "（本稿另定）" if found.is_own else "" if found.standard.verified else f"（{UNVERIFIED}）"
    return f"{print_threshold(reader, metric, found)}{doubt}"


def actual_words(reader: Reader, metric: Metric, found: Threshold) -> str:
    """The value, with last year's or the other metric's beside it where it is compared with that; else its growth."""
    now = figure(reader, metric.id)
    standard = found.standard
    other = reader.framework.metrics.get(standard.other) if not found.text else None
    if standard.comparison in OVER_YEARS:
        before = figure(reader, metric.id, PREVIOUS)
        if now.is_missing or before.is_missing:
            change = growth(reader, metric.id)
            words = ["" if now.is_missing else print_figure(metric, now), print_growth(change) if change else ""]
            return "，".join(word for word in words if word)
        return f"{print_figure(metric, now)}（上年{print_figure(metric, before)}）"
    if now.is_missing:
        return ""
    beside = figure(reader, other.id) if other is not None else None
    if other is None or beside is None or beside.is_missing:
        return print_figure(metric, now)
    return f"{print_figure(metric, now)}（{other.printed_label}{print_figure(other, beside)}）"


def _remark(found: Verdict) -> str:
    """What keeps it from being judged, why the draft has its own value, and where the standard is from."""
    threshold = found.threshold
    assert threshold is not None
    own = f"本稿另定：{threshold.reason or '未说明理由'}" if threshold.is_own else ""
    return "；".join(part for part in (found.why, own, threshold.because, threshold.standard.policy) if part)
