"""自评得分: within the full score, equal to full score less deductions, every deduction with its reason."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from eduduty_desktop.checks.registry import Case, Check, View
from eduduty_desktop.checks.wording import node_name, plain
from eduduty_desktop.draft import Finding, Key, Place
from eduduty_desktop.draft.assessment import deductions_of, is_not_applicable
from eduduty_desktop.framework import Framework, ScoreStyle, Severity


def _scored(framework: Framework) -> Iterator[Case]:
    if framework.score_style is ScoreStyle.NONE:
        return
    for point in framework.points:
        if point.full_score is not None:
            keys = frozenset({Key("scores", point.id), Key("states", point.id)})
            yield Case(point.id, keys, frozenset({"deductions"}))


def _missing(view: View, subject: str) -> Iterable[Finding]:
    score = view.get(Key("scores", subject))
    given = score is not None and (score.score is not None or score.not_concerned or bool(score.typed))
    if given or deductions_of(view, subject) or is_not_applicable(view, subject):
        return
    yield Finding(
        code="score.missing",
        severity=Severity.WARNING,
        place=Place(node=subject, table="scores", row=subject),
        message=f"{node_name(view.framework, subject)}还没有自评得分。",
        advice="请填自评得分，或填写扣分。",
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
    score = view.get(Key("scores", subject))
    full = _full(view, subject)
    if score is None or score.score is None or 0 <= score.score <= full:
        return
    yield Finding(
        code="score.over_full",
        severity=Severity.ERROR,
        place=Place(node=subject, table="scores", row=subject),
        message=f"{node_name(view.framework, subject)}自评{plain(score.score)}分，应在0到满分{plain(full)}分之间。",
        advice="请改正自评得分。",
        operands=((Key("scores", subject), plain(score.score)),),
    )


def _sum(view: View, subject: str) -> Iterable[Finding]:
    score = view.get(Key("scores", subject))
    mine = deductions_of(view, subject)
    if score is None or score.score is None or not mine:
        return
    full = _full(view, subject)
    lost = sum((d.times * d.points for d in mine), Decimal(0))
    expected = max(Decimal(0), full - lost)
    if score.score == expected:
        return
    yield Finding(
        code="score.sum",
        severity=Severity.ERROR,
        place=Place(node=subject, table="scores", row=subject),
        message=(
            f"{node_name(view.framework, subject)}满分{plain(full)}分，共扣{plain(lost)}分，"
            f"应得{plain(expected)}分，填的是{plain(score.score)}分。"
        ),
        advice="请改正自评得分或扣分。",
        operands=((Key("scores", subject), plain(score.score)), *_deducted(view, subject)),
    )


def _deducted(view: View, subject: str) -> Iterator[tuple[Key, str]]:
    for (row, _), deduction in sorted(view.rows("deductions").items()):
        if deduction.point == subject:
            yield Key("deductions", row), plain(deduction.times * deduction.points)


def _reason(view: View, subject: str) -> Iterable[Finding]:
    score = view.get(Key("scores", subject))
    for (row, _), deduction in sorted(view.rows("deductions").items()):
        if deduction.point == subject and not deduction.reason.strip():
            yield Finding(
                code="score.reason",
                severity=Severity.ERROR,
                place=Place(node=subject, table="deductions", row=row),
                message=f"{node_name(view.framework, subject)}有一处扣分没有写原因。",
                advice="请写明扣分原因。",
            )
    full = _full(view, subject)
    unexplained = score is not None and score.score is not None and score.score < full and not score.reason.strip()
    if unexplained and not deductions_of(view, subject):
        yield Finding(
            code="score.reason",
            severity=Severity.ERROR,
            place=Place(node=subject, table="scores", row=subject),
            message=f"{node_name(view.framework, subject)}未得满分，没有写失分说明。",
            advice="请写明失分原因，或填写扣分。",
            operands=((Key("scores", subject), plain(score.score)),),
        )


def _full(view: View, subject: str) -> Decimal:
    point = view.framework.nodes[subject]
    assert point.full_score is not None
    return point.full_score


CHECKS = (
    Check("score.missing", "没有自评得分", _scored, _missing),
    Check("score.unreadable", "得分或扣分读不成数", _scored, _unreadable),
    Check("score.over_full", "得分超出满分", _scored, _over_full),
    Check("score.sum", "得分与扣分对不上", _scored, _sum),
    Check("score.reason", "失分没有说明", _scored, _reason),
)
