"""Where a check's line runs: the cases beside those of `pairs.py`."""

from decimal import Decimal

import msgspec
import pytest

from eduduty_desktop.checks import Runner, shipped_checks
from eduduty_desktop.draft import PREVIOUS, Draft, Key
from eduduty_desktop.draft.finding import is_waived, waiver_for
from eduduty_desktop.draft.records import (
    Deduction,
    Growth,
    Narrative,
    PointState,
    Problem,
    Remedy,
    SelfScore,
    Status,
)
from eduduty_desktop.framework import ScoreStyle
from tests.checks.pairs import Records, deduction, score, two_years
from tests.draft.small import FRAMEWORK, draft_of, entry, fig

P1 = Key("scores", "s1.p1")
D1, D2 = Key("deductions", "1"), Key("deductions", "2")


def count(records: Records, code: str) -> int:
    return sum(f.code == code for f in Runner(shipped_checks(), draft_of(records)).findings())


@pytest.mark.parametrize(
    ("code", "records", "times"),
    [
        # scores
        ("score.over_full", {P1: score("-0.5")}, 1),
        ("score.over_full", {P1: score("0")}, 0),
        ("score.reason", {P1: score("9")}, 1),
        ("score.reason", {P1: score("9", "会议少一次")}, 0),
        ("score.reason", {P1: score("10")}, 0),
        ("score.reason", {P1: score("8"), D1: deduction("1", ""), D2: deduction("1", "")}, 2),
        ("score.reason", {D1: Deduction("s2.p2", reason="")}, 0),
        ("score.sum", {P1: score("0"), D1: deduction("99")}, 0),
        ("score.sum", {P1: score("9.50"), D1: deduction("0.5")}, 0),
        ("score.sum", {P1: score("9")}, 0),
        ("score.missing", {}, 2),
        ("score.missing", {Key("states", "s1.p2"): PointState(Status.NOT_APPLICABLE, "没有")}, 1),
        # completeness
        ("completeness.narrative", {}, 3),
        ("completeness.narrative", {Key("narratives", "profile"): Narrative("写", ("s1.p1",))}, 2),
        ("completeness.narrative", {Key("narratives", "s2.p2"): Narrative("多写")}, 3),
        ("completeness.metric", {}, 2),
        ("completeness.metric", {fig("meeting.count", PREVIOUS): entry("4")}, 2),
        ("completeness.metric", {Key("growths", "meeting.count"): Growth(Decimal("1.4"))}, 1),
        ("completeness.metric", {Key("states", "s1.p2"): PointState(Status.NOT_APPLICABLE)}, 1),
        ("completeness.evidence", {Key("states", "s1.p1"): PointState(Status.NOT_APPLICABLE)}, 0),
        ("completeness.remedy", {Key("problems", "1"): Problem(order=1, remedies=(Remedy("改"),))}, 1),
        ("completeness.problems_chapter", {}, 1),
        # year on year
        ("year.direction", two_years("health.myopia_rate", "50", "50"), 1),
        ("year.direction", two_years("health.myopia_rate", "50", "51"), 1),
        ("year.direction", two_years("health.myopia_rate", "50", "49.9"), 0),
        ("year.direction", {Key("growths", "fund.current"): Growth(Decimal("-0.1"))}, 1),
        ("year.direction", {Key("growths", "fund.current"): Growth(Decimal("0"))}, 0),
        ("year.direction", two_years("fund.pupil.junior", "2", "1") | two_years("fund.pupil.primary", "2", "1"), 2),
        ("year.direction", two_years("fund.capital", "9", "1"), 0),
        ("year.jump", two_years("school.area", "1000", "3000"), 1),
        ("year.jump", two_years("school.area", "3000", "1000"), 1),
        ("year.jump", two_years("school.area", "3000", "1001"), 0),
        ("year.jump", two_years("school.area", "0", "1000"), 0),
        ("year.jump", two_years("health.myopia_rate", "10", "50"), 1),
        ("year.jump", two_years("health.myopia_rate", "10", "49.9"), 0),
        ("year.jump", two_years("pupil.teacher", "1:5", "1:50"), 0),
        ("year.unverifiable", {Key("growths", "fund.total"): Growth(Decimal(1))}, 1),
    ],
)
def test_where_the_line_runs(code: str, records: dict[Key, msgspec.Struct], times: int) -> None:
    assert count(records, code) == times


def test_a_framework_without_scores_asks_for_none() -> None:
    unscored = msgspec.structs.replace(FRAMEWORK, score_style=ScoreStyle.NONE)
    found = Runner(shipped_checks(), draft_of({P1: SelfScore(Decimal(99))}, unscored)).findings()
    assert not [f for f in found if f.code.startswith("score.")]


def test_a_waived_score_is_judged_anew_when_a_deduction_changes() -> None:
    draft = draft_of({P1: score("9"), D1: deduction("0.5")})

    def found(of: Draft):  # type: ignore[no-untyped-def]
        return next(f for f in Runner(shipped_checks(), of).findings() if f.code == "score.sum")

    waiver = waiver_for(found(draft), "上级另有规定", "李某")
    assert is_waived(found(draft), [waiver])
    assert not is_waived(found(draft.apply([draft.change(D1, deduction("0.7"))])), [waiver])


def test_the_metric_finding_tells_whom_to_ask() -> None:
    found = [f for f in Runner(shipped_checks(), draft_of()).findings() if f.code == "completeness.metric"]
    assert {f.place.metric for f in found} == {"staff.total", "meeting.count"}
    assert all("请向责任单位要到数" in f.advice for f in found)
    assert any(f.message == "一（二）研究教育的“研究教育次数”还没有填。" for f in found)
