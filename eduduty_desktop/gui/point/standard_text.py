"""A metric's standard in a few characters, whether it is met, and where it is from.  No Qt."""

from eduduty_desktop.draft import Key, Reader
from eduduty_desktop.draft.standards import verdict, verdict_keys
from eduduty_desktop.draft.thresholds import UNVERIFIED, Threshold, print_threshold, threshold_of
from eduduty_desktop.draft.verdict import Outcome, print_gap
from eduduty_desktop.framework import Framework, Metric

DOUBT = "※"
"""Behind every standard whose clause nobody has read in the original."""

_MARKS = {Outcome.MET: "✓", Outcome.MISSED: "✕"}
_CONFIDENCE = {"high": "把握较大", "medium": "把握一般", "low": "把握较小"}


def standard_keys(framework: Framework, metric: Metric) -> frozenset[Key]:
    """Every key that judging the metric may read."""
    return verdict_keys(framework, metric)


def short_text(reader: Reader, metric: Metric) -> str:
    """`≥50%`, `≥公务员`, `不低于上年`; empty without a standard."""
    found = threshold_of(reader, metric)
    return print_threshold(reader, metric, found, short=True) if found is not None else ""


def marked_text(reader: Reader, metric: Metric) -> str:
    """`≥50%※ ✓`: the standard, ※ where it is not verified or † where the draft has its own, and the judgement."""
    found = threshold_of(reader, metric)
    if found is None:
        return ""
    sign = "†" if found.is_own else "" if found.standard.verified else DOUBT
    return f"{print_threshold(reader, metric, found, short=True)}{sign} {mark(judge(reader, metric))}"


def judge(reader: Reader, metric: Metric) -> bool | None:
    """Whether the standard is met; None where the figures do not decide it or it is not judged."""
    outcome = verdict(reader, metric).outcome
    return True if outcome is Outcome.MET else False if outcome is Outcome.MISSED else None


def mark(met: bool | None) -> str:
    """✓ ✕ or — for a judgement."""
    return "—" if met is None else "✓" if met else "✕"


def summary(reader: Reader, metric: Metric) -> str:
    """The judgement, its reason and the policy in a line, for whoever reaches the cell by keyboard; empty without one."""
    found = verdict(reader, metric)
    if found.threshold is None:
        return ""
    standard = found.threshold.standard
    why = f"：{found.why}" if found.why else ""
    gap = f"，差额 {print_gap(found)}" if found.gap is not None else ""
    doubt = "" if standard.verified or found.threshold.is_own else f"（{UNVERIFIED}）"
    return f"{_MARKS.get(found.outcome, '—')} {found.outcome.value}{why}{gap}　依据：{standard.policy}{doubt}"


def explain(reader: Reader, metric: Metric) -> str:
    """The standard's name and definition, the judgement and why, policy, clause, and 待核实 with how sure its source is."""
    found = verdict(reader, metric)
    threshold = found.threshold
    if threshold is None:
        return ""
    standard = threshold.standard
    why = f"：{found.why}" if found.why else ""
    gap = f"，差额 {print_gap(found)}" if found.gap is not None else ""
    lines = [
        standard.name,
        standard.definition,
        f"标准：{print_threshold(reader, metric, threshold)}",
        f"{_MARKS.get(found.outcome, '—')} {found.outcome.value}{why}{gap}",
        f"依据：{standard.policy}" if standard.policy else "",
        f"条款：{standard.clause}" if standard.clause else "",
        f"适用：{standard.applies_to}" if standard.applies_to else "",
        _own_words(threshold),
        _doubt_words(threshold),
    ]
    return "\n".join(line for line in lines if line)


def _own_words(threshold: Threshold) -> str:
    return f"† 本稿另定标准：{threshold.reason or '还没有写理由'}" if threshold.is_own else ""


def _doubt_words(threshold: Threshold) -> str:
    standard = threshold.standard
    if standard.verified:
        return ""
    sure = f"（{_CONFIDENCE[standard.confidence]}）" if standard.confidence in _CONFIDENCE else ""
    return f"{DOUBT} {UNVERIFIED}{sure}：条文尚未对照原件核对，引用前请查证"
