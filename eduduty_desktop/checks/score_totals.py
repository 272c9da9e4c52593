"""自评总分 and 自评等级: as the points give them, with bonus, vetoes and the framework's own sums."""

from collections.abc import Iterable, Iterator

from eduduty_desktop.checks.registry import Case, Check, View
from eduduty_desktop.checks.scores import score_keys
from eduduty_desktop.checks.wording import cover_name, node_name, plain
from eduduty_desktop.draft import Finding, Key, Place
from eduduty_desktop.draft.score_total import (
    GRADE,
    SCORE_TOTAL,
    Score,
    best_allowed,
    effects,
    grade_at,
    grade_by_score,
    score,
    stated_grade,
    stated_total,
)
from eduduty_desktop.draft.scoring import NOTHING, point_score
from eduduty_desktop.framework import Framework, Severity, VetoEffect
from eduduty_desktop.framework.scores import score_gaps

_EFFECTS = {
    VetoEffect.FAIL: "应评为最低等次",
    VetoEffect.DOWNGRADE: "应降低一个等次",
    VetoEffect.NOT_BEST: "不得评为最高等次",
}


def _reads(framework: Framework) -> frozenset[Key]:
    """What total and grade may read beside the table of deductions."""
    points = frozenset(key for point in framework.scored_points for key in score_keys(framework, point))
    return points | {SCORE_TOTAL, GRADE} | {Key("vetoes", veto.id) for veto in framework.vetoes}


def _whole(framework: Framework) -> Iterator[Case]:
    if framework.scored_points:
        yield Case("total", _reads(framework), frozenset({"deductions"}))


def _place(row: str) -> Place:
    return Place(node="cover", table="cover", row=row)


def _total(view: View, subject: str) -> Iterable[Finding]:  # noqa: ARG001 - one case for every framework
    found = score(view)
    stated, text = stated_total(view), view.get(SCORE_TOTAL)
    words = text.text.strip() if text is not None else ""
    if words and stated is None:
        yield Finding(
            code="score.total",
            severity=Severity.ERROR,
            place=_place("score_total"),
            message=f"封面信息的“{cover_name('score_total')}”填的是“{words}”，读不成数。",
            advice="请写成“95.8”这样的数。",
            operands=((SCORE_TOTAL, words),),
        )
    elif stated is not None and found.computed is not None and stated != found.computed:
        yield Finding(
            code="score.total",
            severity=Severity.ERROR,
            place=_place("score_total"),
            message=f"{found.working}，总分应为{plain(found.computed)}分，封面信息填的是{plain(stated)}分。",
            advice="请核对各测评点得分，再改正自评总分；也可以清空自评总分，由程序计算。",
            operands=((SCORE_TOTAL, words), *_scores(view)),
        )
    yield from _grade(view, found)


def _scores(view: View) -> Iterator[tuple[Key, str]]:
    for point in view.framework.scored_points:
        value = point_score(view, point)
        yield Key("scores", point.id), "" if value is None else plain(value)


def _grade(view: View, found: Score) -> Iterator[Finding]:
    grade = stated_grade(view)
    expected = found.computed_grade
    if not grade or expected is None or grade == expected or _ignores_veto(view):
        return
    total = "" if found.self is None else f"自评{plain(found.self)}分，"
    because = "".join(f"有{_EFFECTS[effect][1:]}的情形，" for effect in VetoEffect if effect in effects(view))
    yield Finding(
        code="score.total",
        severity=Severity.ERROR,
        place=_place("grade"),
        message=f"{total}{because}等级应为“{expected}”，封面信息填的是“{grade}”。",
        advice="请对照等次划分标准改正自评等级。",
        operands=((GRADE, grade), (SCORE_TOTAL, "" if found.self is None else plain(found.self))),
        subject="grade",
    )


def _allowed(view: View) -> int | None:
    found = score(view)
    grades = view.framework.grades
    return best_allowed(grades, grade_by_score(grades, found.self), effects(view))


def _ignores_veto(view: View) -> bool:
    """Whether the stated grade is better than what the events that happened leave."""
    stated, allowed = grade_at(view.framework, stated_grade(view)), _allowed(view)
    return bool(effects(view)) and stated is not None and allowed is not None and stated < allowed


def _veto(view: View, subject: str) -> Iterable[Finding]:
    veto = next(one for one in view.framework.vetoes if one.id == subject)
    answer = view.get(Key("vetoes", subject))
    if answer is None or not answer.occurred or not _ignores_veto(view):
        return
    allowed = _allowed(view)
    assert allowed is not None
    best = view.framework.grades[allowed].name
    stated = stated_grade(view)
    yield Finding(
        code="score.veto",
        severity=Severity.ERROR,
        place=_place("grade"),
        message=f"“{veto.text}”答的是发生过，{_EFFECTS[veto.effect]}，等级最高为“{best}”，封面信息填的是“{stated}”。",
        advice="请改正自评等级；没有发生过的，请改正对这一事项的回答。",
        operands=((GRADE, stated), (Key("vetoes", subject), "有")),
        subject=subject,
    )


def _veto_cases(framework: Framework) -> Iterator[Case]:
    if framework.grades:
        for veto in framework.vetoes:
            yield Case(veto.id, _reads(framework), frozenset({"deductions"}))


def _bonus_cases(framework: Framework) -> Iterator[Case]:
    points = [point for point in framework.scored_points if point.bonus]
    if points and framework.bonus is not None:
        keys = frozenset(key for point in points for key in score_keys(framework, point))
        yield Case(points[0].id, keys, frozenset({"deductions"}))


def _bonus(view: View, subject: str) -> Iterable[Finding]:
    framework = view.framework
    cap = framework.bonus
    assert cap is not None
    earned = {p.id: value for p in framework.scored_points if p.bonus and (value := point_score(view, p))}
    total = sum(earned.values(), NOTHING)
    if total <= cap:
        return
    yield Finding(
        code="score.bonus_cap",
        severity=Severity.WARNING,
        place=Place(node=subject, table="scores", row=subject),
        message=f"各加分项合计{plain(total)}分，超过加分上限{plain(cap)}分，总分只计{plain(cap)}分。",
        advice="请核对各加分项；属实的不必改动，总分按上限计。",
        operands=tuple((Key("scores", point), plain(value)) for point, value in earned.items()),
    )


def _tree_cases(framework: Framework) -> Iterator[Case]:
    if framework.scored_points:
        yield Case("tree")


def _tree(view: View, subject: str) -> Iterable[Finding]:  # noqa: ARG001 - reads the framework only
    for gap in score_gaps(view.framework):
        name = f"“{node_name(view.framework, gap.node)}”" if gap.node else "指标体系"
        yield Finding(
            code="score.tree",
            severity=Severity.HINT,
            place=Place(node=gap.node or "cover"),
            message=f"{name}写明满分{plain(gap.stated)}分，下面各项分值相加是{plain(gap.parts)}分。",
            advice="请对照上级印发的指标体系核对分值；原表就是这样的，请向上级问清以哪个为准。",
        )


CHECKS = (
    Check("score.bonus_cap", "加分超过上限", _bonus_cases, _bonus),
    Check("score.tree", "指标体系的分值加不拢", _tree_cases, _tree),
    Check("score.total", "自评总分或等级对不上", _whole, _total),
    Check("score.veto", "自评等级没有计入否决事项", _veto_cases, _veto),
)
