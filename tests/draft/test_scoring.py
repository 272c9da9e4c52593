"""What a point scores by every method, as stated, and 不涉及."""

from decimal import Decimal

import msgspec
import pytest

from eduduty_desktop.draft import Draft, Key
from eduduty_desktop.draft.records import Deduction, PointState, SelfScore, Status
from eduduty_desktop.draft.scoring import (
    deductions_of,
    is_left_out,
    losses,
    point_score,
    points_lost,
    rule_score,
)
from eduduty_desktop.figures import Ratio
from eduduty_desktop.framework import Framework, Ramp, Scoring, ScoringMethod, Step
from tests.draft.scored import BANDS, CONVERTED, DEDUCT, RAMP, SCORED, point_of, with_points
from tests.draft.small import FRAMEWORK, draft_of, entry, fig

Records = dict[Key, msgspec.Struct]
D = Decimal
P1, P2 = Key("scores", "s1.p1"), Key("scores", "s1.p2")


def deduction(order: int, points: str, times: str = "1", point: str = "s1.p1", clause: str = "") -> Deduction:
    return Deduction(point, order, clause, D(times), D(points), "说明")


def few(times: str, points: str = "0.5") -> Records:
    return {Key("deductions", "few"): deduction(1, points, times, clause="few")}


def late(times: str) -> Records:
    return {Key("deductions", "late"): deduction(2, "0.2", times, clause="late")}


def own(text: str, points: str) -> Records:
    return {Key("deductions", text): deduction(3, points, clause=text)}


def decimal(text: str | None) -> Decimal | None:
    return None if text is None else D(text)


def scored(records: Records, framework: Framework = SCORED, node: str = "s1.p1") -> tuple[Draft, Decimal | None]:
    draft = draft_of(records, framework)
    return draft, point_score(draft, point_of(framework, node))


@pytest.mark.parametrize(
    ("records", "expected"),
    [
        ({}, None),
        ({P1: SelfScore(D("9.5"))}, "9.5"),
        ({P1: SelfScore(not_concerned=True)}, "10"),
        ({Key("states", "s1.p1"): PointState(Status.NOT_APPLICABLE, "没有")}, "10"),
        ({Key("deductions", "1"): deduction(1, "0.5", "3")}, "8.5"),
        ({Key("deductions", "1"): deduction(1, "0.5"), Key("deductions", "2"): deduction(2, "1")}, "8.5"),
        ({Key("deductions", "1"): deduction(1, "6", "3")}, "0"),
        ({Key("deductions", "1"): deduction(1, "2", point="s1.p2")}, None),
        ({Key("deductions", "1"): deduction(1, "2"), P1: SelfScore(D(9))}, "9"),
    ],
)
def test_without_a_rule_deductions_are_taken_from_the_full_score(records: Records, expected: str | None) -> None:
    assert scored(records, FRAMEWORK)[1] == decimal(expected)


@pytest.mark.parametrize(
    ("records", "expected", "lost"),
    [
        (few("3"), "8.5", "1.5"),
        (few("4"), "8", "2"),
        (few("9"), "8", "2"),  # at most 2
        (few("9") | late("3"), "7.4", "2.6"),
        (late("80"), "0", "10"),  # 扣完为止
        (few("1") | {Key("deductions", "k"): deduction(3, "0", "1", clause="kept")}, "0", "10"),
        ({Key("deductions", "k"): deduction(3, "0", "0", clause="kept")}, "10", "0"),
        (own("别的", "1"), "9", "1"),
        (few("9") | {Key("deductions", "x"): deduction(4, "1", clause="few")}, "8", "2"),  # one clause, two rows
    ],
)
def test_clauses_take_their_points_up_to_their_cap(records: Records, expected: str, lost: str) -> None:
    draft, score = scored(records)
    assert score == D(expected)
    point = point_of(SCORED, "s1.p1")
    assert points_lost(point, deductions_of(draft, "s1.p1")) == D(lost)


def test_the_full_score_of_a_rule_nobody_answered_is_assumed_and_counts_nothing() -> None:
    draft, score = scored({})
    assert rule_score(draft, point_of(SCORED, "s1.p1")).score == D(10)
    assert rule_score(draft, point_of(SCORED, "s1.p1")).assumed
    assert score is None


@pytest.mark.parametrize(
    ("value", "word", "expected", "undecided"),
    [
        ("5", "", "5", False),
        ("4", "", "5", False),
        ("3", "", "3", False),
        ("1", "", "0", False),
        ("4", "余", "5", False),
        ("4", "约", None, True),
        ("4", "近", None, True),
        ("2", "余", "3", False),  # 2余 is below 4 and not below 2
        ("30", "近", "5", False),
        ("1", "约", "0", False),
    ],
)
def test_steps_by_the_value_and_undecided_across_a_step(
    value: str, word: str, expected: str | None, undecided: bool
) -> None:
    draft, score = scored({fig("meeting.count"): entry(value, word)}, node="s1.p2")
    assert score == decimal(expected)
    assert bool(rule_score(draft, point_of(SCORED, "s1.p2")).undecided) == undecided


@pytest.mark.parametrize(
    ("comparison", "value", "stated", "reached"),
    [
        ("=", "4", "4", True),
        ("=", "4", "5", False),
        (">", "4", "4", False),
        ("<", "4", "3.9", True),
        ("<=", "4", "4.0", True),
    ],
)
def test_every_comparison_of_a_step(comparison: str, value: str, stated: str, reached: bool) -> None:
    rule = Scoring(method=ScoringMethod.STEPS, metric="meeting.count", steps=(Step(comparison, D(value), D(1)),))
    framework = with_points(SCORED, s1__p2={"scoring": rule})
    assert scored({fig("meeting.count"): entry(stated)}, framework, "s1.p2")[1] == D(int(reached))


def test_an_approximate_value_may_be_the_very_number() -> None:
    rule = Scoring(method=ScoringMethod.STEPS, metric="meeting.count", steps=(Step("=", D(20), D(1)),))
    framework = with_points(SCORED, s1__p2={"scoring": rule})
    assert scored({fig("meeting.count"): entry("20", "约")}, framework, "s1.p2")[1] is None


def test_without_a_value_there_is_no_score() -> None:
    assert scored({}, node="s1.p2")[1] is None
    assert scored({fig("meeting.count", "previous"): entry("9")}, node="s1.p2")[1] is None


@pytest.mark.parametrize(
    ("rate", "word", "expected"),
    [
        ("90", "", "5"),
        ("99.9", "", "5"),
        ("89.99", "", "4.9"),  # a begun step counts whole
        ("85", "", "4.9"),
        ("84.9", "", "4.8"),
        ("0", "", "3.2"),
        ("85", "约", None),
        ("95", "余", "5"),
    ],
)
def test_a_ramp_takes_so_much_for_every_begun_step(rate: str, word: str, expected: str | None) -> None:
    _, score = scored({fig("health.good_rate"): entry(rate, word)}, node="s2.a.p1")
    assert score == decimal(expected)


def test_a_falling_ramp_ends_at_nothing() -> None:
    rule = Scoring(method=ScoringMethod.RAMP, metric="health.myopia_rate", ramp=Ramp(D(50), D(1), D(2), falling=True))
    framework = with_points(SCORED, s2__a__p1={"scoring": rule})
    for rate, expected in (("49", "5"), ("50", "5"), ("51", "3"), ("52.5", "0"), ("90", "0")):
        assert scored({fig("health.myopia_rate"): entry(rate)}, framework, "s2.a.p1")[1] == D(expected)


def test_a_ramp_needs_the_full_score() -> None:
    framework = with_points(SCORED, s2__a__p1={"full_score": None})
    assert scored({fig("health.good_rate"): entry("90")}, framework, "s2.a.p1")[1] is None


def test_a_computed_value_is_not_rounded_before_it_is_judged() -> None:
    rule = Scoring(method=ScoringMethod.STEPS, metric="health.good_rate", steps=(Step(">=", D("33.34"), D(1)),))
    framework = with_points(SCORED, s2__a__p1={"scoring": rule})
    parts = {fig("health.good"): entry("3333501"), fig("pupil.total"): entry("9999999")}
    assert scored(parts, framework, "s2.a.p1")[1] == D(0)  # 33.33501… prints as 33.34
    about = parts | {fig("health.good"): entry("3300000", "约")}
    assert rule_score(draft_of(about, framework), point_of(framework, "s2.a.p1")).undecided


def test_a_ratio_is_judged_by_its_right_term() -> None:
    rule = Scoring(method=ScoringMethod.STEPS, metric="pupil.teacher", steps=(Step("<=", D(19), D(2)),))
    framework = with_points(SCORED, s2__a__p1={"scoring": rule})
    for right, expected in (("19", 2), ("19.01", 0)):
        stated = {fig("pupil.teacher"): entry("1:2")} | {
            fig("pupil.teacher"): msgspec.structs.replace(entry("1"), amount=Ratio(D(1), D(right)))
        }
        assert scored(stated, framework, "s2.a.p1")[1] == D(expected)


@pytest.mark.parametrize(
    ("met", "expected"),
    [((), None), (("gym",), "1"), (("gym", "lab"), "2.5"), (("gone",), None), (("gym", "gone"), "1")],
)
def test_elements_add_up(met: tuple[str, ...], expected: str | None) -> None:
    assert scored({Key("scores", "s2.p2"): SelfScore(elements=met)}, node="s2.p2")[1] == decimal(expected)


def test_elements_never_exceed_the_full_score() -> None:
    framework = with_points(SCORED, s2__p2={"full_score": D(2)})
    chosen = {Key("scores", "s2.p2"): SelfScore(elements=("gym", "lab"))}
    assert scored(chosen, framework, "s2.p2")[1] == D(2)


def test_a_band_is_chosen_and_deductions_come_off() -> None:
    framework = with_points(SCORED, s1__p1={"scoring": BANDS})
    assert scored({P1: SelfScore(band="middle")}, framework)[1] == D(8)
    assert scored({P1: SelfScore(band="gone")}, framework)[1] is None
    with_loss = {P1: SelfScore(band="middle"), Key("deductions", "1"): deduction(1, "0.5")}
    assert scored(with_loss, framework)[1] == D("7.5")


def test_unknown_full_scores_leave_deductions_standing_alone() -> None:
    framework = with_points(FRAMEWORK, s1__p1={"full_score": None}, s1__p2={"full_score": None})
    draft, score = scored({Key("deductions", "1"): deduction(1, "1.1", "2")}, framework)
    assert score is None
    assert points_lost(point_of(framework, "s1.p1"), deductions_of(draft, "s1.p1")) == D("2.2")
    assert scored({P1: SelfScore(D(40))}, framework)[1] == D(40)


def test_converted_points_are_left_out_unless_a_score_is_stated_all_the_same() -> None:
    point = point_of(CONVERTED, "s1.p1")
    draft, score = scored({P1: SelfScore(not_concerned=True)}, CONVERTED)
    assert score is None
    assert is_left_out(draft, point)
    draft, score = scored({P1: SelfScore(D(3), not_concerned=True)}, CONVERTED)
    assert score == D(3)
    assert not is_left_out(draft, point)


def test_a_bonus_that_does_not_concern_brings_nothing() -> None:
    framework = with_points(SCORED, s2__p2={"full_score": D(2)})
    assert scored({Key("scores", "s2.p2"): SelfScore(not_concerned=True)}, framework, "s2.p2")[1] is None


def test_deductions_come_in_their_order() -> None:
    draft = draft_of({Key("deductions", "a"): deduction(2, "1"), Key("deductions", "b"): deduction(1, "2")})
    assert [d.order for d in deductions_of(draft, "s1.p1")] == [1, 2]


@pytest.mark.parametrize(
    ("records", "node", "words"),
    [
        (
            few("9") | late("1"),
            "s1.p1",
            "满分10分，共扣2.2分（会议少于规定次数2分（应扣4.5分，最多扣2分）、拨款迟到0.2分）",
        ),
        (few("1"), "s1.p1", "满分10分，共扣0.5分"),
        ({Key("deductions", "k"): deduction(3, "0", clause="kept")}, "s1.p1", "满分10分，“截留教育经费”扣完全部分值"),
        ({fig("meeting.count"): entry("3")}, "s1.p2", "研究教育次数3次，≥2的得3分"),
        ({fig("meeting.count"): entry("1")}, "s1.p2", "研究教育次数1次，没有达到任何一档"),
        ({fig("health.good_rate"): entry("84.5")}, "s2.a.p1", "体质优良率84.5%，低于90，每5扣0.1分"),
        ({Key("scores", "s2.p2"): SelfScore(elements=("gym", "lab"))}, "s2.p2", "有体育馆1分＋有实验室1.5分"),
    ],
)
def test_the_arithmetic_is_said_in_words(records: Records, node: str, words: str) -> None:
    assert rule_score(draft_of(records, SCORED), point_of(SCORED, node)).working == words


def test_a_loss_names_its_clause() -> None:
    point = point_of(SCORED, "s1.p1")
    (loss,) = losses(point, [deduction(1, "0.5", "9", clause="few")])
    assert (loss.name, loss.taken, loss.counted) == ("会议少于规定次数", D("4.5"), D(2))
    assert loss.clause in DEDUCT.clauses
    assert RAMP.metric == "health.good_rate"
