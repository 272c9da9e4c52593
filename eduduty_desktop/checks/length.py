"""字数: texts and the whole report within what the notice allows."""

from collections.abc import Iterable, Iterator

from eduduty_desktop.checks.registry import Case, Check, View
from eduduty_desktop.checks.wording import node_name
from eduduty_desktop.draft import Finding, Key, Place, Reader
from eduduty_desktop.draft.length import LIMIT, point_limit, report_length, report_limit, text_length
from eduduty_desktop.draft.narrative import link_keys, links
from eduduty_desktop.draft.records import Narrative
from eduduty_desktop.framework import Framework, Severity

REPORT = "report"
_TABLES = frozenset({"narratives", "headings", "states", "problems", "figures", "growths"})


def _report_case(framework: Framework) -> Iterator[Case]:  # noqa: ARG001 - one case for every framework
    yield Case(REPORT, frozenset({LIMIT}))


def _declare_report(reader: Reader, case: Case) -> Case:
    """Without a limit nothing else is read, so that no keystroke costs a count of the whole report."""
    return case if report_limit(reader) is None else Case(case.subject, case.keys, _TABLES)


def _report(view: View, subject: str) -> Iterable[Finding]:
    limit = report_limit(view)
    if limit is None or (length := report_length(view)) <= limit:
        return
    yield Finding(
        code="length.report",
        severity=Severity.WARNING,
        place=Place(node="cover", table="cover", row=LIMIT.row),
        message=f"报告全文约 {length} 字，超过上限 {limit} 字，多 {length - limit} 字。",
        advice="请压缩正文；上限写错的，在封面信息的“全文字数上限”里改。",
        operands=((LIMIT, str(limit)),),
        subject=subject,
    )


def _point_cases(framework: Framework) -> Iterator[Case]:
    for point in framework.points:
        if point.word_limit is not None:
            yield Case(point.id, frozenset({Key("narratives", point.id)}))


def _declare_point(reader: Reader, case: Case) -> Case:
    text: Narrative | None = reader.get(Key("narratives", case.subject))
    linked = links(text.text) if text is not None else ()
    keys = (link_keys(reader.framework, link) for link in linked)
    return Case(case.subject, case.keys.union(*keys), case.tables)


def _point(view: View, subject: str) -> Iterable[Finding]:
    limit, length = point_limit(view, subject), text_length(view, subject)
    if limit is None or length <= limit:
        return
    yield Finding(
        code="length.point",
        severity=Severity.WARNING,
        place=Place(node=subject, table="narratives", row=subject),
        message=f"{node_name(view.framework, subject)}的正文 {length} 字，超过上限 {limit} 字，多 {length - limit} 字。",
        advice="请压缩这一项的正文。",
    )


CHECKS = (
    Check("length.report", "报告全文超过字数上限", _report_case, _report, _declare_report),
    Check("length.point", "正文超过字数上限", _point_cases, _point, _declare_point),
)
