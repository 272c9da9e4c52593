"""A metric's target in a few characters, and all of its targets for the tooltip.  No Qt."""

from eduduty_desktop.draft import Reader
from eduduty_desktop.draft.targets import (
    TargetOutcome,
    TargetVerdict,
    day_of,
    print_deadline,
    print_goal,
    print_target,
    target_verdict,
)
from eduduty_desktop.framework import Metric

_MARKS = {TargetOutcome.REACHED: "✓", TargetOutcome.MISSED: "✕"}


def target_text(metric: Metric, found: TargetVerdict) -> str:
    """`目标≥36所 ✕，2019年底前`: the day, which a narrow column cuts off, stands last."""
    mark = _MARKS.get(found.outcome, "—")
    return f"目标{print_goal(metric, found.target)} {mark}，{print_deadline(found.target)}"


def explain_target(metric: Metric, found: TargetVerdict) -> str:
    """Every target, the nearest first, and what the one that governs this year comes to."""
    targets = sorted(metric.targets, key=day_of)
    why = f"：{found.why}" if found.why else ""
    governing = f"（{print_deadline(found.target)}）" if len(targets) > 1 else ""
    return "\n".join([*(print_target(metric, target) for target in targets), f"{found.outcome}{governing}{why}"])


def target_summary(reader: Reader, metric: Metric) -> str:
    """The same in one line, for under the table; empty without a target."""
    found = target_verdict(reader, metric)
    return "；".join(explain_target(metric, found).splitlines()) if found is not None else ""
