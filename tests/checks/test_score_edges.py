"""Where the checks of scores, totals, grades and vetoes begin and end."""

from decimal import Decimal

import msgspec
import pytest
from msgspec.structs import replace

from eduduty_desktop.checks import Runner, shipped_checks
from eduduty_desktop.draft import Draft, Finding, Key
from eduduty_desktop.draft.records import Deduction, PointState, SelfScore, Status, Text, VetoAnswer
from eduduty_desktop.framework import Framework, ScoreStyle, Severity, Veto, VetoEffect
from eduduty_desktop.framework.library import Library
from tests.draft.scored import BANDS, CONVERTED, SCORED, with_points
from tests.draft.small import FRAMEWORK, draft_of, entry, fig

D = Decimal
Records = dict[Key, msgspec.Struct]
P1, P2, BONUS = Key("scores", "s1.p1"), Key("scores", "s1.p2"), Key("scores", "s2.p2")
D1, D2 = Key("deductions", "1"), Key("deductions", "2")
UNKNOWN = replace(
    with_points(FRAMEWORK, s1__p1={"full_score": None}, s1__p2={"full_score": None}), score_style=ScoreStyle.ITEM_END
)
FULL: Records = {
    P1: SelfScore(D(10)),
    fig("meeting.count"): entry("4"),
    fig("health.good_rate"): entry("90"),
}


def of(draft: Draft, code: str) -> list[Finding]:
    return [found for found in Runner(shipped_checks(), draft).findings() if found.code == code]


def few(times: str, points: str = "0.5") -> Deduction:
    return Deduction("s1.p1", 1, "few", D(times), D(points), "少开")


def cover(field: str, text: str) -> Records:
    return {Key("cover", field): Text(text)}


@pytest.mark.parametrize(
    ("code", "framework", "records", "count"),
    [
        # a missing score
        ("score.missing", SCORED, {}, 3),  # the bonus point owes none
        ("score.missing", SCORED, {fig("meeting.count"): entry("4")}, 2),
        ("score.missing", SCORED, {fig("meeting.count"): entry("4", "近")}, 2),  # undecided instead
        ("score.missing", SCORED, {P1: SelfScore(elements=("gym",))}, 3),
        ("score.missing", SCORED, {P1: SelfScore(typed="很好")}, 2),  # unreadable instead
        ("score.unreadable", SCORED, {P1: SelfScore(typed="很好")}, 1),
        ("score.unreadable", SCORED, {D1: replace(few("1"), typed_times="几次", typed_points="一些")}, 2),
        ("score.clause", SCORED, {D1: replace(few("1", "0"), typed_points="一些")}, 0),
        ("score.missing", UNKNOWN, {}, 4),
        ("score.missing", UNKNOWN, {D1: Deduction("s1.p1", 1, points=D(1))}, 4),
        ("score.missing", replace(UNKNOWN, score_style=ScoreStyle.LEAD), {}, 0),
        ("score.missing", CONVERTED, {P1: SelfScore(not_concerned=True)}, 2),
        # within bounds
        ("score.over_full", UNKNOWN, {P1: SelfScore(D(4000))}, 0),
        ("score.over_full", UNKNOWN, {P1: SelfScore(D("-0.1"))}, 1),
        ("score.over_full", with_points(SCORED, s2__p2={"full_score": D(1)}), {BONUS: SelfScore(D("1.5"))}, 1),
        ("score.over_full", SCORED, {BONUS: SelfScore(D(50))}, 0),
        # stated against the rule
        ("score.sum", SCORED, {fig("meeting.count"): entry("3"), P2: SelfScore(D(5))}, 1),
        ("score.sum", SCORED, {fig("meeting.count"): entry("3"), P2: SelfScore(D("3.0"))}, 0),
        ("score.sum", SCORED, {fig("meeting.count"): entry("4", "近"), P2: SelfScore(D(5))}, 0),
        ("score.sum", SCORED, {P1: SelfScore(D(8)), D1: few("9")}, 0),
        ("score.sum", SCORED, {P1: SelfScore(D("5.5")), D1: few("9")}, 1),
        ("score.sum", SCORED, {P1: SelfScore(D(9))}, 0),  # nobody said what was lost: score.reason
        ("score.sum", SCORED, {BONUS: SelfScore(D(2), elements=("gym",))}, 1),
        ("score.sum", with_points(SCORED, s1__p1={"scoring": BANDS}), {P1: SelfScore(D(8), band="first")}, 1),
        ("score.sum", SCORED, {P1: SelfScore(D(9), not_concerned=True)}, 1),
        ("score.sum", SCORED, {P1: SelfScore(D(10), not_concerned=True)}, 0),
        ("score.sum", CONVERTED, {P1: SelfScore(D(10), not_concerned=True)}, 1),
        ("score.sum", UNKNOWN, {P1: SelfScore(D(3)), D1: Deduction("s1.p1", 1, points=D(1))}, 0),
        # reasons
        ("score.reason", SCORED, {P1: SelfScore(D(9))}, 1),
        ("score.reason", SCORED, {fig("meeting.count"): entry("3"), P2: SelfScore(D(3))}, 0),
        ("score.reason", UNKNOWN, {P1: SelfScore(D(3))}, 0),
        # clauses
        ("score.clause", SCORED, {D1: few("4")}, 0),
        ("score.clause", SCORED, {D1: few("5")}, 1),
        ("score.clause", SCORED, {D1: replace(few("1"), clause="别的")}, 1),
        ("score.clause", SCORED, {D1: replace(few("1"), clause="")}, 1),
        ("score.clause", SCORED, {D1: Deduction("s1.p1", 1, "kept", D(1))}, 0),
        ("score.clause", SCORED, {D1: few("3"), D2: few("3")}, 1),
        ("score.clause", FRAMEWORK, {D1: replace(few("1"), clause="别的")}, 0),
        # undecided
        ("score.undecided", SCORED, {fig("health.good_rate"): entry("85", "约")}, 1),
        ("score.undecided", SCORED, {fig("meeting.count"): entry("4", "近"), P2: SelfScore(D(3))}, 0),
        ("score.undecided", SCORED, {fig("meeting.count"): entry("4", "近"), P2: SelfScore(not_concerned=True)}, 0),
        # bonus
        ("score.bonus_cap", replace(SCORED, bonus=None), {BONUS: SelfScore(D(50))}, 0),
        ("score.bonus_cap", SCORED, {BONUS: SelfScore(D("2.0"))}, 0),
        # total
        ("score.total", SCORED, FULL | cover("score_total", "20"), 0),
        ("score.total", SCORED, FULL | cover("score_total", "19.99"), 1),
        ("score.total", SCORED, cover("score_total", "19.99"), 0),  # nothing to compare with yet
        ("score.total", SCORED, cover("score_total", "很高"), 1),
        ("score.total", replace(SCORED, score_style=ScoreStyle.NONE), cover("score_total", "很高"), 0),
        # grade
        ("score.total", SCORED, FULL | cover("grade", "优秀等次"), 0),
        ("score.total", SCORED, FULL | cover("grade", "良好"), 1),
        ("score.total", SCORED, FULL | cover("grade", "A"), 1),
        ("score.total", SCORED, cover("score_total", "16") | cover("grade", "优秀"), 1),
        ("score.total", SCORED, cover("grade", "优秀"), 0),
        ("score.total", replace(SCORED, grades=()), FULL | cover("grade", "A"), 0),
    ],
)
def test_an_edge(code: str, framework: Framework, records: Records, count: int) -> None:
    assert len(of(draft_of(records, framework), code)) == count


NOT_BEST = replace(SCORED, vetoes=(*SCORED.vetoes, Veto("v3", "群众投诉", VetoEffect.NOT_BEST)))


@pytest.mark.parametrize(
    ("happened", "grade", "vetoes", "totals"),
    [
        (("v1",), "优秀", ["v1"], 0),
        (("v1",), "合格", ["v1"], 0),
        (("v1",), "不合格", [], 0),
        (("v2",), "优秀", ["v2"], 0),
        (("v2",), "良好", [], 0),
        (("v2",), "合格", [], 1),  # lower than it need be
        (("v3",), "优秀", ["v3"], 0),
        (("v2", "v3"), "优秀", ["v2", "v3"], 0),
        (("v1",), "", [], 0),
        ((), "优秀", [], 0),
    ],
)
def test_events_and_the_stated_grade(happened: tuple[str, ...], grade: str, vetoes: list[str], totals: int) -> None:
    records = FULL | {Key("vetoes", veto): VetoAnswer(True) for veto in happened}
    draft = draft_of(records | (cover("grade", grade) if grade else {}), NOT_BEST)
    assert [found.subject for found in of(draft, "score.veto")] == vetoes
    assert len(of(draft, "score.total")) == totals


def test_messages_show_the_arithmetic() -> None:
    (found,) = of(draft_of({P1: SelfScore(D(7)), D1: few("9")}, SCORED), "score.sum")
    assert found.message == (
        "一（一）经费投入满分10分，共扣2分（会议少于规定次数2分（应扣4.5分，最多扣2分）），应得8分，填的是7分。"
    )
    records = FULL | {BONUS: SelfScore(D(1))} | cover("score_total", "20")
    (found,) = of(draft_of(records, SCORED), "score.total")
    assert found.message == "各项得分合计20＋加分1，总分应为21分，封面信息填的是20分。"
    (found,) = of(draft_of(FULL | {P1: SelfScore(D(3), not_concerned=True)}, CONVERTED), "score.sum")
    assert "不应计分" in found.message


def test_the_tree_of_a_framework_is_checked_against_its_stated_total() -> None:
    (found,) = of(draft_of({}, replace(SCORED, total=D(21))), "score.tree")
    assert (found.severity, found.place.node) == (Severity.HINT, "cover")
    assert "21" in found.message
    assert "20" in found.message


def test_a_state_of_not_applicable_counts_like_not_concerned() -> None:
    records = FULL | {Key("states", "s1.p1"): PointState(Status.NOT_APPLICABLE, "没有")}
    (found,) = of(draft_of(records | {P1: SelfScore(D(9), "x")}, SCORED), "score.sum")
    assert "按满分10分计" in found.message


@pytest.mark.parametrize("name", Library.shipped().shipped_ids)
def test_an_empty_draft_of_a_shipped_framework_is_no_bug(name: str) -> None:
    found = Runner(shipped_checks(), Draft("d", Library.shipped().load(name))).findings()
    assert not [one for one in found if one.code in {"score.tree", "score.total", "score.sum"}]
