"""与目标比: a plan's target that is due and missed stands among the problems.

A target that is not due yet is no finding.  A metric that misses its standard too has that one's finding: one slip is
one finding, and one problem answers both.
"""

from collections.abc import Iterable, Iterator

from eduduty_desktop.checks.registry import Case, Check, View
from eduduty_desktop.checks.standards import LIST_IT, stage_name
from eduduty_desktop.checks.wording import metric_place, operands_of
from eduduty_desktop.draft import Finding, Key
from eduduty_desktop.draft.standards import is_linked_to_problem, verdict, verdict_keys
from eduduty_desktop.draft.targets import (
    TargetVerdict,
    actual_words,
    print_deadline,
    print_goal,
    target_keys,
    target_verdict,
)
from eduduty_desktop.draft.values import growth, print_growth
from eduduty_desktop.framework import Framework, Metric, Severity


def _cases(framework: Framework) -> Iterator[Case]:
    for metric in framework.metrics.values():
        if metric.targets:
            keys = target_keys(framework, metric) | verdict_keys(framework, metric)
            yield Case(metric.id, keys, frozenset({"problems"}))


def _missed(view: View, subject: str) -> Iterable[Finding]:
    metric = view.framework.metrics[subject]
    found = target_verdict(view, metric)
    if found is None or not found.missed or is_linked_to_problem(view, metric) or verdict(view, metric).missed:
        return
    yield Finding(
        code="target.missed",
        severity=Severity.ERROR,
        place=metric_place(view.framework, subject),
        message=f"{_words(view, metric, found)}，存在问题里没有写。",
        advice=LIST_IT,
        operands=_operands(view, metric, found),
    )


def _words(view: View, metric: Metric, found: TargetVerdict) -> str:
    """`“新建幼儿园”为30所，目标为≥36所（2019年底前），差6所，未达到`."""
    target = found.target
    change = growth(view, metric.id) if found.growths else None
    said = f"比上年{print_growth(change)}" if change is not None else f"为{actual_words(view, metric, target)}"
    gap = f"，差{abs(found.gap):f}{found.gap_unit}" if found.gap else ""
    return (
        f"{stage_name(view.framework, metric)}{said}，"
        f"目标为{print_goal(metric, target)}（{print_deadline(target)}）{gap}，未达到"
    )


def _operands(view: View, metric: Metric, found: TargetVerdict) -> tuple[tuple[Key, str], ...]:
    stated = view.get(Key("growths", metric.id)) if found.growths else None
    grown = ((Key("growths", metric.id), f"{stated.amount}{stated.unit}"),) if stated is not None else ()
    return (*operands_of(view, *found.operands), *grown)


CHECKS = (Check("target.missed", "到期目标没有完成，也没有写入存在问题", _cases, _missed),)
