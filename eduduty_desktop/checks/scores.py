"""自评得分 of a point: within the full score, as its rule gives it, every deduction under its clause and with its reason."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from eduduty_desktop.checks.registry import Case, Check, View
from eduduty_desktop.checks.wording import node_name, plain
from eduduty_desktop.draft import Finding, Key, Place
from eduduty_desktop.draft.records import Deduction, SelfScore
from eduduty_desktop.draft.scoring import (
    clause_of,
    deductions_of,
    is_left_out,
    is_not_concerned,
    losses,
    point_score,
    rule_score,
)
from eduduty_desktop.draft.values import figure, figure_keys, print_figure
from eduduty_desktop.framework import Framework, Point, Severity


def score_keys(framework: Framework, point: Point) -> frozenset[Key]:
    """What a point's score may read beside the table of deductions."""
    metric = point.scoring.metric if point.scoring else ""
    by_rule = figure_keys(framework, metric) if metric else frozenset()
    return by_rule | {Key("scores", point.id), Key("states", point.id)}


def _scored(framework: Framework) -> Iterator[Case]:
    for point in framework.scored_points:
        yield Case(point.id, score_keys(framework, point), frozenset({"deductions"}))


def _owed(framework: Framework) -> Iterator[Case]:
    owed = {point.id for point in framework.owed_points}
    return (case for case in _scored(framework) if case.subject in owed)


def _stated(view: View, subject: str) -> SelfScore:
    found: SelfScore | None = view.get(Key("scores", subject))
    return found or SelfScore()


def _point(view: View, subject: str) -> Point:
    point = view.framework.nodes[subject]
    assert isinstance(point, Point)
    return point


def _place(subject: str) -> Place:
    return Place(node=subject, table="scores", row=subject)


def _mine(view: View, subject: str) -> list[tuple[str, Deduction]]:
    return [(row, one) for (row, _), one in sorted(view.rows("deductions").items()) if one.point == subject]


def _missing(view: View, subject: str) -> Iterable[Finding]:
    point, stated = _point(view, subject), _stated(view, subject)
    if stated.typed or point_score(view, point) is not None:
        return
    if is_not_concerned(view, point) or rule_score(view, point).undecided:
        return
    advice = "请填自评得分，或填写扣分。" if point.full_score is not None else "请填自评得分。"
    yield Finding(
        code="score.missing",
        severity=Severity.WARNING,
        place=_place(subject),
        message=f"{node_name(view.framework, subject)}还没有自评得分。",
        advice=advice,
    )


def _undecided(view: View, subject: str) -> Iterable[Finding]:
    point = _point(view, subject)
    found = rule_score(view, point)
    if not found.undecided or _stated(view, subject).score is not None or is_not_concerned(view, point):
        return
    metric = point.scoring.metric if point.scoring else ""
    shown = print_figure(view.framework.metrics[metric], figure(view, metric))
    yield Finding(
        code="score.undecided",
        severity=Severity.WARNING,
        place=_place(subject),
        message=f"{node_name(view.framework, subject)}：{found.undecided}。",
        advice="请填这项数据的准确数；确实只有约数的，请直接填自评得分并写明依据。",
        operands=((Key("figures", metric, "current"), shown),),
    )


def _unreadable(view: View, subject: str) -> Iterable[Finding]:
    score = view.get(Key("scores", subject))
    if score is not None and score.typed:
        yield _unread(view, subject, Key("scores", subject), "自评得分", score.typed)
    for (row, _), deduction in sorted(view.rows("deductions").items()):
        if deduction.point != subject:
            continue
        for words, typed in (("扣分次数", deduction.typed_times), ("每次扣分", deduction.typed_points)):
            if typed:
                yield _unread(view, subject, Key("deductions", row), words, typed)


def _unread(view: View, subject: str, key: Key, words: str, typed: str) -> Finding:
    return Finding(
        code="score.unreadable",
        severity=Severity.ERROR,
        place=Place(node=subject, table=key.table, row=key.row),
        message=f"{node_name(view.framework, subject)}的{words}填的“{typed}”读不成数。",
        advice="请改填一个数；还没有定就清空。",
        operands=((key, typed),),
    )


def _over_full(view: View, subject: str) -> Iterable[Finding]:
    score, full = _stated(view, subject).score, _point(view, subject).full_score
    if score is None or (score >= 0 and (full is None or score <= full)):
        return
    within = "不应是负数" if full is None else f"应在0到满分{plain(full)}分之间"
    yield Finding(
        code="score.over_full",
        severity=Severity.ERROR,
        place=_place(subject),
        message=f"{node_name(view.framework, subject)}自评{plain(score)}分，{within}。",
        advice="请改正自评得分。",
        operands=((Key("scores", subject), plain(score)),),
    )


def _sum(view: View, subject: str) -> Iterable[Finding]:
    point, stated = _point(view, subject), _stated(view, subject)
    if stated.score is None:
        return
    found = _expected(view, point)
    if found is None or found[0] == stated.score:
        return
    expected, working = found
    deserved = "不应计分" if expected is None else f"应得{plain(expected)}分"
    yield Finding(
        code="score.sum",
        severity=Severity.ERROR,
        place=_place(subject),
        message=f"{node_name(view.framework, subject)}{working}，{deserved}，填的是{plain(stated.score)}分。",
        advice="请改正自评得分，或改正它所依据的扣分、数据或选项。",
        operands=((Key("scores", subject), plain(stated.score)), *_deducted(view, subject), *_by_value(view, point)),
    )


def _expected(view: View, point: Point) -> tuple[Decimal | None, str] | None:
    """What the rule gives, None within for a point that is left out, and the arithmetic; None where it says nothing."""
    if is_not_concerned(view, point):
        if point.full_score is None or point.bonus:
            return None
        without = _Unstated(view, Key("scores", point.id))
        if is_left_out(without, point):
            return None, "标为不涉及，由其他测评点折算"
        return point.full_score, f"标为不涉及，按满分{plain(point.full_score)}分计"
    found = rule_score(view, point)
    return None if found.score is None or found.assumed else (found.score, found.working)


class _Unstated:
    """The draft as if a point's score had not been stated."""

    def __init__(self, view: View, key: Key) -> None:
        self._view = view
        self._key = key
        self.framework = view.framework
        self.rows = view.rows

    def get(self, key: Key) -> object:
        found = self._view.get(key)
        return SelfScore(not_concerned=found.not_concerned) if key == self._key and found is not None else found


def _deducted(view: View, subject: str) -> Iterator[tuple[Key, str]]:
    for row, deduction in _mine(view, subject):
        yield Key("deductions", row), plain(deduction.times * deduction.points)


def _by_value(view: View, point: Point) -> Iterator[tuple[Key, str]]:
    metric = point.scoring.metric if point.scoring else ""
    if metric:
        yield Key("figures", metric, "current"), print_figure(view.framework.metrics[metric], figure(view, metric))


def _reason(view: View, subject: str) -> Iterable[Finding]:
    for row, deduction in _mine(view, subject):
        if not deduction.reason.strip():
            yield Finding(
                code="score.reason",
                severity=Severity.ERROR,
                place=Place(node=subject, table="deductions", row=row),
                message=f"{node_name(view.framework, subject)}有一处扣分没有写原因。",
                advice="请写明扣分原因。",
            )
    point, stated = _point(view, subject), _stated(view, subject)
    full = point.full_score
    if stated.score is None or full is None or point.bonus or stated.score >= full or stated.reason.strip():
        return
    if not _mine(view, subject) and rule_score(view, point).score != stated.score:
        yield Finding(
            code="score.reason",
            severity=Severity.ERROR,
            place=_place(subject),
            message=f"{node_name(view.framework, subject)}未得满分，没有写失分说明。",
            advice="请写明失分原因，或填写扣分。",
            operands=((Key("scores", subject), plain(stated.score)),),
        )


def _clause(view: View, subject: str) -> Iterable[Finding]:
    point = _point(view, subject)
    rule = point.scoring
    if rule is None or not rule.clauses:
        return
    name = node_name(view.framework, subject)
    for row, one in _mine(view, subject):
        known = clause_of(point, one.clause)
        place = Place(node=subject, table="deductions", row=row)
        operands = ((Key("deductions", row), plain(one.times * one.points)),)
        if known is None:
            words = f"扣分条款“{one.clause}”不在评分标准里" if one.clause.strip() else "有一处扣分没有选扣分条款"
            yield Finding(
                code="score.clause",
                severity=Severity.WARNING,
                place=place,
                message=f"{name}{words}。",
                advice="请从本项的扣分条款里选一条；评分标准确有此条的，请核对指标体系。",
                operands=operands,
            )
        elif known.each is not None and one.points != known.each and not (known.zero or one.typed_points):
            yield Finding(
                code="score.clause",
                severity=Severity.WARNING,
                place=place,
                message=f"{name}“{known.text}”每次应扣{plain(known.each)}分，填的是每次{plain(one.points)}分。",
                advice="请按评分标准改正每次扣分。",
                operands=operands,
            )
    for loss in losses(point, deductions_of(view, subject)):
        if loss.clause is not None and loss.counted is not None and loss.counted < loss.taken:
            yield Finding(
                code="score.clause",
                severity=Severity.WARNING,
                place=_place(subject),
                message=f"{name}“{loss.name}”扣了{plain(loss.taken)}分，这一条最多扣{plain(loss.counted)}分，已按上限计。",
                advice="请核对次数；次数属实的，不必改动，扣分以上限为准。",
                operands=tuple(_deducted(view, subject)),
                subject=loss.clause.id,
            )


CHECKS = (
    Check("score.missing", "没有自评得分", _owed, _missing),
    Check("score.unreadable", "得分或扣分读不成数", _scored, _unreadable),
    Check("score.over_full", "得分超出满分", _scored, _over_full),
    Check("score.sum", "得分与扣分对不上", _scored, _sum),
    Check("score.reason", "失分没有说明", _scored, _reason),
    Check("score.clause", "扣分条款用得不对", _scored, _clause),
    Check("score.undecided", "约数无法判定得分", _scored, _undecided),
)
