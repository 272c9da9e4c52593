"""完整性: what the notice or the form of the report demands and is not there yet."""

from collections.abc import Iterable, Iterator

from eduduty_desktop.checks.registry import Case, Check, View
from eduduty_desktop.checks.wording import cover_name, metric_name, metric_place, node_name
from eduduty_desktop.draft import Finding, Key, Place
from eduduty_desktop.draft.assessment import is_given, is_not_applicable, is_required, narrative_of
from eduduty_desktop.draft.records import Status
from eduduty_desktop.draft.values import figure_key, figure_keys
from eduduty_desktop.framework import Framework, Point, Severity, VetoEffect

# What a report cannot go without (GB/T 9704-2012 7.3.1, 7.3.2, 7.3.5; the lead names the notice).
COVER_REQUIRED = ("county", "year", "self_name", "issuer", "recipient", "title", "notice_title", "date")


def _state_key(framework: Framework, metric: str) -> frozenset[Key]:
    return frozenset({Key("states", framework.place_of_metric[metric])})


def _metric_cases(framework: Framework) -> Iterator[Case]:
    for metric in framework.metrics.values():
        if metric.required:
            keys = figure_keys(framework, metric.id) | {Key("growths", metric.id)}
            yield Case(metric.id, keys | _state_key(framework, metric.id))


def _metric(view: View, subject: str) -> Iterable[Finding]:
    metric = view.framework.metrics[subject]
    if not is_required(view, metric) or is_given(view, metric):
        return
    yield Finding(
        code="completeness.metric",
        severity=Severity.ERROR,
        place=metric_place(view.framework, subject),
        message=f"{node_name(view.framework, view.framework.place_of_metric[subject])}的"
        f"{metric_name(view.framework, subject)}还没有填。",
        advice=f"{metric.required.rstrip('。')}。请向{metric.department or '责任单位'}要到数后填上。",
        operands=((figure_key(subject), ""),),
    )


def _narrative_cases(framework: Framework) -> Iterator[Case]:
    for point in framework.points:
        if not point.narrative_optional:
            yield Case(point.id, frozenset({Key("states", point.id)}), frozenset({"narratives"}))


def _narrative(view: View, subject: str) -> Iterable[Finding]:
    if is_not_applicable(view, subject) or narrative_of(view, subject):
        return
    yield Finding(
        code="completeness.narrative",
        severity=Severity.ERROR,
        place=Place(node=subject, table="narratives", row=subject),
        message=f"{node_name(view.framework, subject)}还没有正文。",
        advice="请写正文；不涉及本项的，把状态设为“不适用”并写明原因。",
    )


def _point_cases(framework: Framework) -> Iterator[Case]:
    return (Case(point.id, frozenset({Key("states", point.id)})) for point in framework.points)


def _reason(view: View, subject: str) -> Iterable[Finding]:
    state = view.get(Key("states", subject))
    if state is None or state.status is not Status.NOT_APPLICABLE or state.reason.strip():
        return
    yield Finding(
        code="completeness.reason",
        severity=Severity.ERROR,
        place=Place(node=subject, table="states", row=subject),
        message=f"{node_name(view.framework, subject)}设为“不适用”，没有写原因。",
        advice="请在状态旁写明不适用的原因。",
    )


def _evidence_cases(framework: Framework) -> Iterator[Case]:
    for point in framework.points:
        if point.evidence_required:
            yield Case(point.id, frozenset({Key("states", point.id)}), frozenset({"evidence"}))


def _evidence(view: View, subject: str) -> Iterable[Finding]:
    if is_not_applicable(view, subject) or any(subject in e.points for e in view.rows("evidence").values()):
        return
    point = view.framework.nodes[subject]
    assert isinstance(point, Point)
    yield Finding(
        code="completeness.evidence",
        severity=Severity.WARNING,
        place=Place(node=subject, table="evidence"),
        message=f"{node_name(view.framework, subject)}没有佐证材料。",
        advice=f"{point.evidence_required.rstrip('。')}。请登记佐证材料。",
    )


def _cover_cases(framework: Framework) -> Iterator[Case]:  # noqa: ARG001 - the same fields for every framework
    return (Case(field, frozenset({Key("cover", field)})) for field in COVER_REQUIRED)


def _cover(view: View, subject: str) -> Iterable[Finding]:
    record = view.get(Key("cover", subject))
    if record is not None and record.text.strip():
        return
    yield Finding(
        code="completeness.cover",
        severity=Severity.ERROR,
        place=Place(node="cover", table="cover", row=subject),
        message=f"封面信息的“{cover_name(subject)}”还没有填。",
        advice="请在封面信息页填上。",
        operands=((Key("cover", subject), ""),),
    )


def _veto_cases(framework: Framework) -> Iterator[Case]:
    return (Case(veto.id, frozenset({Key("vetoes", veto.id)})) for veto in framework.vetoes)


def _veto(view: View, subject: str) -> Iterable[Finding]:
    answer = view.get(Key("vetoes", subject))
    if answer is not None and answer.occurred is not None:
        return
    veto = next(v for v in view.framework.vetoes if v.id == subject)
    yield Finding(
        code="completeness.veto",
        severity=Severity.ERROR,
        place=Place(node="cover", table="vetoes", row=subject),
        message=f"{'一票否决' if veto.effect is VetoEffect.FAIL else '降等'}事项“{veto.text}”还没有回答。",
        advice="请在封面信息页回答有或没有。",
    )


def _whole(framework: Framework) -> Iterator[Case]:  # noqa: ARG001 - one case for every framework
    yield Case("problems", tables=frozenset({"problems"}))


def _chapter(view: View, subject: str) -> Iterable[Finding]:
    if view.rows(subject):
        return
    yield Finding(
        code="completeness.problems_chapter",
        severity=Severity.WARNING,
        place=Place(node="problems", table="problems"),
        message="报告没有“存在的问题”一章。",
        advice="自评报告应写明存在的问题和整改措施。请在有关测评点登记问题；确无问题的，请说明理由后保留。",
    )


def _remedy(view: View, subject: str) -> Iterable[Finding]:
    for (row, _), problem in sorted(view.rows(subject).items()):
        node = problem.points[0] if problem.points else "problems"
        name = problem.text.strip()[:20] or "（未写内容）"
        if not problem.text.strip():
            wrong, what_to_do = "没有写内容", "请写明问题。"
        elif not any(remedy.text.strip() for remedy in problem.remedies):
            wrong, what_to_do = "没有对应的整改措施", "请为它写一条整改措施。"
        else:
            continue
        yield Finding(
            code="completeness.remedy",
            severity=Severity.WARNING,
            place=Place(node=node, table="problems", row=row),
            message=f"存在问题“{name}”{wrong}。",
            advice=what_to_do,
        )


CHECKS = (
    Check("completeness.metric", "必填数据未填", _metric_cases, _metric),
    Check("completeness.narrative", "没有正文", _narrative_cases, _narrative),
    Check("completeness.reason", "不适用没有原因", _point_cases, _reason),
    Check("completeness.evidence", "缺佐证材料", _evidence_cases, _evidence),
    Check("completeness.cover", "封面信息未填", _cover_cases, _cover),
    Check("completeness.veto", "一票否决未回答", _veto_cases, _veto),
    Check("completeness.problems_chapter", "没有存在的问题一章", _whole, _chapter),
    Check("completeness.remedy", "问题没有整改措施", _whole, _remedy),
)
