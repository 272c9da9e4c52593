"""内部核验单: what stays in the house – findings with their waivers, missing items, departments and contacts.

The findings are handed in; whoever calls has run the checks.
"""

from collections.abc import Iterable, Iterator

from eduduty_desktop.document import cover
from eduduty_desktop.document.appendix import subtitle_of
from eduduty_desktop.document.places import named, place_of
from eduduty_desktop.document.sheets import Cell, Column, Row, Sheet, center, ledger, text
from eduduty_desktop.draft import PROFILE, Finding, Reader
from eduduty_desktop.draft.assessment import (
    is_assessed,
    is_given,
    is_not_applicable,
    is_required,
    narrative_of,
)
from eduduty_desktop.draft.duties import departments_of
from eduduty_desktop.draft.finding import is_waived, sort_key
from eduduty_desktop.draft.records import Evidence, Waiver
from eduduty_desktop.framework import Metric, Severity

FINDING_COLUMNS = (
    Column("序号", 5),
    Column("程度", 9),
    Column("指标号", 13),
    Column("指标数据", 20),
    Column("发现", 44),
    Column("处理建议", 34),
    Column("内部保留意见", 22),
    Column("编码", 17),
)
MISSING_COLUMNS = (
    Column("序号", 5),
    Column("责任单位", 20),
    Column("指标号", 14),
    Column("测评点", 30),
    Column("缺项", 11),
    Column("内容", 56),
)
DEPARTMENT_COLUMNS = (
    Column("序号", 5),
    Column("责任单位", 22),
    Column("牵头的测评点", 42),
    Column("其中已核", 10),
    Column("配合的测评点", 42),
    Column("缺项数", 9),
    Column("联系人及电话", 24),
)
SEVERITY_MARKS = {Severity.ERROR: "✕ 错误", Severity.WARNING: "！ 警告", Severity.HINT: "· 提示"}
_SEVERITY_STYLES = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.HINT: "center"}
_NOBODY = "（未指定）"


def build_review(reader: Reader, findings: Iterable[Finding]) -> tuple[Sheet, ...]:
    """The sheets of 内部核验单: findings, missing items by department, departments with contacts."""
    subtitle = f"{subtitle_of(reader)}　　内部使用，不上报"
    missing = missing_items(reader)
    return (
        finding_sheet(reader, findings, subtitle),
        _missing_sheet(missing, subtitle),
        _department_sheet(reader, missing, subtitle),
    )


def finding_sheet(reader: Reader, findings: Iterable[Finding], subtitle: str) -> Sheet:
    """核验发现: grave ones first; a waived one says why it stands."""
    waivers: list[Waiver] = list(reader.rows("waivers").values())
    order = {node: at for at, node in enumerate((PROFILE, *reader.framework.nodes))}

    def rank(finding: Finding) -> tuple[int, int, tuple[int, str, str]]:
        gravity, *rest = sort_key(finding)
        return gravity, order.get(finding.place.node, -1), (gravity, rest[0], rest[1])

    rows = tuple(_finding_row(reader, at, finding, waivers) for at, finding in enumerate(sorted(findings, key=rank), 1))
    return ledger("核验发现", "内部核验单", subtitle, FINDING_COLUMNS, rows, freeze_columns=3)


def _finding_row(reader: Reader, at: int, finding: Finding, waivers: list[Waiver]) -> Row:
    metric = reader.framework.metrics.get(finding.place.metric)
    reason = ""
    if is_waived(finding, waivers):
        mine = next(waiver for waiver in waivers if is_waived(finding, [waiver]))
        reason = f"保留：{mine.reason}" + (f"（{mine.person}）" if mine.person else "")
    return (
        center(at),
        Cell(SEVERITY_MARKS[finding.severity], _SEVERITY_STYLES[finding.severity]),
        center(place_of(reader.framework, finding.place.node) or "全篇"),
        text(metric.printed_label if metric else ""),
        *(text(word) for word in (finding.message, finding.advice, reason, finding.code)),
    )


MissingItem = tuple[str, str, str, str, str]
"""Department, number path, point, what is missing (数据 正文 佐证 责任), its name or reason."""


def missing_items(reader: Reader) -> list[MissingItem]:
    """What is owed and not there, by department in the order of the indicators."""
    found = list(_missing(reader))
    first = {department: at for at, (department, *_) in reversed(list(enumerate(found)))}
    return sorted(found, key=lambda one: first[one[0]])


def _missing(reader: Reader) -> Iterator[MissingItem]:
    framework = reader.framework
    profile = [framework.metrics[metric] for metric in framework.profile.metrics]
    yield from _missing_figures(reader, profile, _NOBODY, place_of(framework, PROFILE), "")
    evidence: list[Evidence] = list(reader.rows("evidence").values())
    for point in framework.points:
        if is_not_applicable(reader, point.id):
            continue
        place, name = place_of(framework, point.id), named(point)
        lead = next(iter(departments_of(reader, point)), _NOBODY)
        yield from _missing_figures(reader, [framework.metrics[m] for m in point.metrics], lead, place, name)
        if not point.narrative_optional and narrative_of(reader, point.id) is None:
            yield lead, place, name, "正文", "尚无正文"
        if point.evidence_required and not any(point.id in one.points for one in evidence):
            yield lead, place, name, "佐证材料", point.evidence_required
        if lead == _NOBODY:
            yield lead, place, name, "责任单位", "尚未指定责任单位"


def _missing_figures(reader: Reader, metrics: list[Metric], lead: str, place: str, name: str) -> Iterator[MissingItem]:
    for metric in metrics:
        if is_required(reader, metric) and not is_given(reader, metric):
            yield (
                metric.department or lead,
                place,
                name,
                "数据",
                f"{metric.printed_label}（{metric.unit}）" if metric.unit else metric.printed_label,
            )


def _missing_sheet(missing: list[MissingItem], subtitle: str) -> Sheet:
    rows = tuple(
        (center(at), text(department), center(place), text(point), center(kind), text(what))
        for at, (department, place, point, kind, what) in enumerate(missing, 1)
    )
    return ledger("缺项清单", "缺项清单（按责任单位）", subtitle, MISSING_COLUMNS, rows, freeze_columns=2)


def _department_sheet(reader: Reader, missing: list[MissingItem], subtitle: str) -> Sheet:
    """Who leads and assists where; contacts are filled in by hand, the county's own stands in the subtitle."""
    leads: dict[str, list[str]] = {}
    assists: dict[str, list[str]] = {}
    done: dict[str, int] = {}
    for point in reader.framework.points:
        mark = place_of(reader.framework, point.id)
        lead, *others = departments_of(reader, point) or (_NOBODY,)
        leads.setdefault(lead, []).append(mark)
        done[lead] = done.get(lead, 0) + is_assessed(reader, point.id)
        for other in others:
            assists.setdefault(other, []).append(mark)
    names = dict.fromkeys((*leads, *assists, *(department for department, *_ in missing)))
    rows = tuple(
        (
            center(at),
            text(name),
            text("、".join(leads.get(name, ()))),
            center(f"{done[name]}／{len(leads[name])}" if name in leads else ""),
            text("、".join(assists.get(name, ()))),
            center(sum(department == name for department, *_ in missing)),
            text(""),
        )
        for at, name in enumerate(names, 1)
    )
    contact = f"{subtitle}　　联系人及电话：{cover.field_text(reader, 'contact')}"
    return ledger("责任单位", "责任单位与联系人", contact, DEPARTMENT_COLUMNS, rows, freeze_columns=2)
