"""与标准比: a standard that is missed stands among the problems; one that cannot be judged; own thresholds give a reason.

Only the standards that the framework's metrics cite are judged.  What moved against what is demanded over the years is
`year.direction`'s (years.py); one slip is one finding.
"""

from collections.abc import Iterable, Iterator

from eduduty_desktop.checks.registry import Case, Check, View
from eduduty_desktop.checks.wording import metric_name, metric_place, operands_of, printed
from eduduty_desktop.draft import Finding, Key, Place
from eduduty_desktop.draft.standards import OVER_YEARS, companions, is_linked_to_problem, verdict, verdict_keys
from eduduty_desktop.draft.thresholds import UNVERIFIED, override_key, print_threshold, standard_of
from eduduty_desktop.draft.verdict import Outcome, Verdict, print_gap
from eduduty_desktop.framework import Framework, Kind, Metric, Severity, Standard
from eduduty_desktop.framework.expression import Operand

LIST_IT = "请核对数值和口径；情况属实的，登记为存在问题并关联这项数据，提出整改措施。"


def standard_cases(framework: Framework) -> Iterator[Case]:
    """A case a metric that cites a standard: what its verdict reads, and the problems."""
    for metric in framework.metrics.values():
        if standard_of(framework, metric) is not None:
            yield Case(metric.id, verdict_keys(framework, metric), frozenset({"problems"}))


def year_cases(framework: Framework) -> Iterator[Case]:
    """Those of them whose standard compares with last year."""
    standards = framework.standards
    return (
        case
        for case in standard_cases(framework)
        if standards[framework.metrics[case.subject].standard].comparison in OVER_YEARS
    )


def _undecided_cases(framework: Framework) -> Iterator[Case]:
    return (Case(case.subject, case.keys) for case in standard_cases(framework))


def stage_name(framework: Framework, metric: Metric) -> str:
    """A metric as findings name it, with its stage where the label leaves that out: “生均支出”（初中）."""
    stage = f"（{metric.column_label}）" if metric.group and metric.column_label not in metric.printed_label else ""
    return f"{metric_name(framework, metric.id)}{stage}"


def together_note(framework: Framework, metric: Metric) -> str:
    """That each stage counts for itself, where a standard covers several."""
    stages = len(companions(framework, metric))
    return f"{stages}个学段须都达到，" if stages > 1 else ""


def values_of(view: View, found: Verdict) -> tuple[tuple[Key, str], ...]:
    """The operands of a finding about a verdict: values, stated growths, the draft's own threshold."""
    growths = ((Key("growths", metric), view.get(Key("growths", metric))) for metric in found.growths)
    stated = tuple((key, f"{g.amount}{g.unit}") for key, g in growths if g is not None and g.amount is not None)
    return (*operands_of(view, *found.operands), *stated)


def _unlisted(view: View, subject: str) -> Iterable[Finding]:
    metric = view.framework.metrics[subject]
    found = verdict(view, metric)
    if not found.missed or found.wrong_way or is_linked_to_problem(view, metric):
        return
    yield Finding(
        code="standard.unlisted",
        severity=Severity.ERROR,
        place=metric_place(view.framework, subject),
        message=f"{_missed_words(view, metric, found)}，存在问题里没有写。",
        advice=LIST_IT,
        operands=values_of(view, found),
    )


def _missed_words(view: View, metric: Metric, found: Verdict) -> str:
    """`“公办园占比”为38%，标准为≥50%（待核实），差12个百分点`."""
    assert found.threshold is not None
    standard, name = found.threshold.standard, stage_name(view.framework, metric)
    if metric.kind is Kind.YESNO:
        return f"{name}填的是“{printed(view, Operand(metric.id))}”，未达到“{standard.name}”{_doubt(standard)}"
    value = f"为{printed(view, Operand(metric.id))}" if found.operands else "的变化"
    demanded = print_threshold(view, metric, found.threshold)
    other = next((o for o in found.operands if o.metric != metric.id), None)
    against = f"（{printed(view, other)}）" if other is not None else ""
    own = "本稿另定" if found.threshold.is_own else ""
    gap = f"，差{print_gap(found, signed=False)}" if found.gap is not None else ""
    return f"{name}{value}，{own}标准为{demanded}{against}{_doubt(standard)}{gap}，{together_note(view.framework, metric)}未达标"


def _doubt(standard: Standard) -> str:
    return "" if standard.verified else f"（{UNVERIFIED}）"


def _undecided(view: View, subject: str) -> Iterable[Finding]:
    metric = view.framework.metrics[subject]
    found = verdict(view, metric)
    if found.outcome is not Outcome.UNDECIDED:
        return
    assert found.threshold is not None
    yield Finding(
        code="standard.undecided",
        severity=Severity.HINT,
        place=metric_place(view.framework, subject),
        message=f"{stage_name(view.framework, metric)}是否达到“{found.threshold.standard.name}”无法判定：{found.why}。",
        advice="请补上缺的数，或改填准确数；取不到的，在口径说明里写明。",
        operands=values_of(view, found),
    )


def _own_cases(framework: Framework) -> Iterator[Case]:
    for standard in framework.standards.values():
        if any(metric.standard == standard.id for metric in framework.metrics.values()):
            keys = {override_key(m, standard) for m in framework.metrics.values() if m.standard == standard.id}
            yield Case(standard.id, frozenset(keys | {Key("standards", standard.id)}))


def _no_reason(view: View, subject: str) -> Iterable[Finding]:
    framework = view.framework
    standard = framework.standards[subject]
    citing = [metric for metric in framework.metrics.values() if metric.standard == subject]
    first = {override_key(metric, standard): metric for metric in reversed(citing)}
    for key, metric in {Key("standards", subject): citing[0], **first}.items():
        own = view.get(key)
        if own is None or not own.value.strip() or own.reason.strip():
            continue
        yield Finding(
            code="standard.override_reason",
            severity=Severity.ERROR,
            place=Place(framework.place_of_metric[metric.id], metric.id, table="standards", row=subject),
            message=f"“{standard.name}”本稿另定为{own.value.strip()}，没有写理由。",
            advice="请在“另定标准”里写明依据的文件或理由；没有依据的，恢复原标准。",
            operands=((key, own.value.strip()),),
            subject=key.slot,
        )


CHECKS = (
    Check("standard.unlisted", "未达标没有写入存在问题", standard_cases, _unlisted),
    Check("standard.undecided", "是否达标无法判定", _undecided_cases, _undecided),
    Check("standard.override_reason", "另定标准没有理由", _own_cases, _no_reason),
)
