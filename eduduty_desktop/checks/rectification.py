"""问题销号: problems of earlier years without progress, and remedies closed without proof."""

from collections.abc import Iterable, Iterator

from eduduty_desktop.checks.registry import Case, Check, View
from eduduty_desktop.draft import Finding, Key, Place
from eduduty_desktop.draft.assessment import year_of
from eduduty_desktop.draft.records import Problem
from eduduty_desktop.draft.rectification import is_closed, is_earlier
from eduduty_desktop.framework import Framework, Severity

_YEAR = Key("cover", "year")
_EXCERPT = 24


def _progress_cases(framework: Framework) -> Iterator[Case]:  # noqa: ARG001 - one case for every framework
    yield Case("problems", frozenset({_YEAR}), frozenset({"problems"}))


def _proof_cases(framework: Framework) -> Iterator[Case]:  # noqa: ARG001 - one case for every framework
    yield Case("problems", frozenset({_YEAR}), frozenset({"problems", "evidence"}))


def _problems(view: View) -> Iterator[tuple[str, Problem]]:
    rows: dict[tuple[str, str], Problem] = dict(view.rows("problems"))
    for (row, _), problem in sorted(rows.items(), key=lambda item: (item[1].order, item[0])):
        yield row, problem


def _place(view: View, row: str, problem: Problem) -> Place:
    node = next((point for point in problem.points if point in view.framework.nodes), "problems")
    return Place(node, table="problems", row=row)


def _name(problem: Problem) -> str:
    text = problem.text.strip() or "（未写内容）"
    return text if len(text) <= _EXCERPT else f"{text[:_EXCERPT]}…"


def _stalled(view: View, _subject: str) -> Iterable[Finding]:
    for row, problem in _problems(view):
        if is_closed(problem) or not is_earlier(problem, year_of(view)):
            continue
        if any(remedy.progress.strip() for remedy in problem.remedies):
            continue
        since = f"{problem.since}年起" if problem.since else "上年反馈"
        yield Finding(
            code="problem.stalled",
            severity=Severity.WARNING,
            place=_place(view, row, problem),
            message=f"{since}的问题“{_name(problem)}”没有销号，也没有写整改进展。",
            advice="请在整改措施里写进展；已经整改到位的，附上佐证材料后勾选销号。",
            operands=((Key("problems", row), problem.text),),
        )


def _unproved(view: View, _subject: str) -> Iterable[Finding]:
    registered = {row for row, _ in view.rows("evidence")}
    for row, problem in _problems(view):
        bare = [one for one in problem.remedies if one.closed and not registered.intersection(one.evidence)]
        if not bare:
            continue
        earlier = is_earlier(problem, year_of(view))
        yield Finding(
            code="problem.unproved",
            severity=Severity.WARNING if earlier else Severity.HINT,
            place=_place(view, row, problem),
            message=f"问题“{_name(problem)}”有{len(bare)}条措施已销号，没有佐证材料。",
            advice="请给已销号的措施选上证明整改到位的佐证材料；没有材料的，先不要销号。",
            operands=((Key("problems", row), "|".join(one.text for one in bare)),),
        )


CHECKS = (
    Check("problem.stalled", "上年的问题没有进展", _progress_cases, _stalled),
    Check("problem.unproved", "销号没有佐证材料", _proof_cases, _unproved),
)
