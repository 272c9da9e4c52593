"""Totals: sums, bonus, conversion, what the cover states, grades and what lowers them."""

from decimal import Decimal

import msgspec
import pytest
from msgspec.structs import replace

from eduduty_desktop.draft import Draft, Key
from eduduty_desktop.draft.records import Deduction, PointState, SelfScore, Status, Text, VetoAnswer
from eduduty_desktop.draft.score_total import (
    Score,
    SectionScore,
    best_allowed,
    full_of,
    grade_at,
    grade_by_score,
    score,
    section_score,
    stated_grade,
    stated_total,
)
from eduduty_desktop.framework import Framework, Grade, ScoreStyle, Section, Veto, VetoEffect
from tests.draft.scored import CONVERTED, SCORED, with_points
from tests.draft.small import FRAMEWORK, draft_of, entry, fig

D = Decimal
Records = dict[Key, msgspec.Struct]
UNKNOWN = replace(
    with_points(FRAMEWORK, s1__p1={"full_score": None}, s1__p2={"full_score": None}), score_style=ScoreStyle.ITEM_END
)
ALL: Records = {
    Key("scores", "s1.p1"): SelfScore(D("9.5"), "说明"),
    fig("meeting.count"): entry("4"),
    fig("health.good_rate"): entry("85"),
}


def stated(**points: str) -> Records:
    return {Key("scores", name.replace("__", ".")): SelfScore(D(value)) for name, value in points.items()}


def cover(field: str, text: str) -> Records:
    return {Key("cover", field): Text(text)}


def total(records: Records, framework: Framework = SCORED) -> Score:
    return score(draft_of(records, framework))


def test_the_sum_waits_for_every_scored_point() -> None:
    half = draft_of(stated(s1__p1="9"))
    assert (score(half).self, score(half).full, score(half).lost) == (None, D(15), D(1))
    whole = half.apply([half.change(Key("scores", "s1.p2"), SelfScore(D("4.5")))])
    assert (score(whole).self, score(whole).full, score(whole).lost) == (D("13.5"), D(15), D("1.5"))
    assert score(whole).working == "各项得分合计13.5"


def test_the_framework_may_state_its_total_or_not_score_at_all() -> None:
    assert score(Draft("d", replace(FRAMEWORK, total=D(15)))) == Score(None, D(15))
    unscored = replace(FRAMEWORK, score_style=ScoreStyle.NONE)
    assert score(draft_of(stated(s1__p1="3") | cover("score_total", "9"), unscored)) == Score()


def test_rules_count_without_anybody_stating_a_score() -> None:
    found = total(ALL)
    assert (found.self, found.full, found.grade, found.lost) == (D("19.4"), D(20), "优秀", D("0.6"))


def test_bonus_comes_on_top_up_to_its_cap_and_the_total_may_exceed_the_full_score() -> None:
    found = total(ALL | {Key("scores", "s2.p2"): SelfScore(elements=("gym", "lab"))})
    assert (found.self, found.bonus, found.full) == (D("21.4"), D(2), D(20))
    assert found.working == "各项得分合计19.4＋加分2"
    uncapped = replace(SCORED, bonus=None)
    assert total(ALL | stated(s2__p2="98.6"), uncapped).self == D(118)


def test_not_concerned_counts_full_or_converts_the_others() -> None:
    not_concerned = ALL | {Key("scores", "s1.p1"): SelfScore(not_concerned=True)}
    assert total(not_concerned).self == D("19.9")
    found = total(not_concerned | {Key("scores", "s2.p2"): SelfScore(elements=("gym",))}, CONVERTED)
    assert found.converted
    assert found.computed == D("20.80")  # 9.9 × 20 ÷ 10 = 19.8, and 1 of bonus, which is not scaled
    assert found.working == "9.9×20÷10＝19.8（不涉及的不计，按比例折算）＋加分1"


def test_a_converted_sum_is_rounded_half_up_to_two_decimals() -> None:
    framework = replace(CONVERTED, total=D(100))
    records = ALL | {Key("states", "s1.p2"): PointState(Status.NOT_APPLICABLE, "没有")}
    # 14.4 × 100 ÷ 15 = 96; with 14.41: 96.0666…
    assert total(records, framework).computed == D(96)
    assert total(records | stated(s1__p1="9.51"), framework).computed == D("96.07")


def test_if_nothing_concerns_there_is_no_total() -> None:
    every = {Key("scores", p.id): SelfScore(not_concerned=True) for p in CONVERTED.scored_points}
    assert total(every, CONVERTED).computed is None


def test_unknown_full_scores_are_summed_and_the_full_total_stays_unknown() -> None:
    every = {Key("scores", point.id): SelfScore(D(4)) for point in UNKNOWN.points}
    found = total(every, UNKNOWN)
    assert (found.self, found.full, found.lost) == (D(16), None, D(0))
    every.popitem()
    assert total(every, UNKNOWN).self is None


def test_where_only_deductions_are_known_the_total_is_stated_or_what_is_left_of_it() -> None:
    lead = replace(UNKNOWN, score_style=ScoreStyle.LEAD)
    lost = {
        Key("deductions", "1"): Deduction("s1.p1", 1, points=D(1), reason="超规模"),
        Key("deductions", "2"): Deduction("s2.p2", 1, points=D("1.6"), times=D(2), reason="未达标"),
    }
    found = total(lost | cover("score_total", "95.8分") | cover("grade", "A"), lead)
    assert (found.self, found.full, found.lost, found.grade) == (D("95.8"), None, D("4.2"), "A")
    assert found.computed is None
    assert total(lost, lead).self is None
    known = total(lost, replace(lead, total=D(100)))
    assert (known.self, known.working) == (D("95.8"), "总分100－扣分4.2")
    assert total({}, replace(lead, total=D(100))).self is None


def test_some_known_and_some_unknown_full_scores_do_not_make_a_total() -> None:
    mixed = replace(with_points(UNKNOWN, s1__p1={"full_score": D(10)}), score_style=ScoreStyle.LEAD, total=D(100))
    assert [point.id for point in mixed.scored_points] == ["s1.p1"]
    assert full_of(mixed) == D(100)


def test_an_undecided_point_leaves_the_total_open() -> None:
    found = total(ALL | {fig("meeting.count"): entry("4", "近")})
    assert (found.self, found.undecided) == (None, ("s1.p2",))
    settled = total(ALL | {fig("meeting.count"): entry("4", "近")} | stated(s1__p2="3"))
    assert (settled.self, settled.undecided) == (D("17.4"), ())


@pytest.mark.parametrize(
    ("text", "expected"), [("95.8", "95.8"), ("９５.8 分", "95.8"), ("", None), ("九十多", None), ("1:2", None)]
)
def test_the_stated_total_is_read_as_people_write_it(text: str, expected: str | None) -> None:
    found = stated_total(draft_of(cover("score_total", text)))
    assert found == (None if expected is None else D(expected))


def test_what_the_cover_states_stands_before_what_is_computed() -> None:
    found = total(ALL | cover("score_total", "15") | cover("grade", "合格"))
    assert (found.self, found.computed, found.grade, found.computed_grade) == (D(15), D("19.4"), "合格", "良好")


# grades ---------------------------------------------------------------------------------------------------

GRADES = tuple(Grade(name, D(line)) for name, line in (("A", 90), ("B", 75), ("C", 60), ("D", 0)))


@pytest.mark.parametrize(
    ("value", "place"), [("100", 0), ("118", 0), ("90", 0), ("89.99", 1), ("60", 2), ("0", 3), ("-1", None)]
)
def test_the_grade_of_a_score(value: str, place: int | None) -> None:
    assert grade_by_score(GRADES, D(value)) == place


@pytest.mark.parametrize(
    ("earned", "found", "place"),
    [
        (0, set(), 0),
        (0, {VetoEffect.FAIL}, 3),
        (None, {VetoEffect.FAIL}, 3),
        (0, {VetoEffect.DOWNGRADE}, 1),
        (3, {VetoEffect.DOWNGRADE}, 3),
        (0, {VetoEffect.NOT_BEST}, 1),
        (1, {VetoEffect.NOT_BEST}, 1),
        (0, {VetoEffect.NOT_BEST, VetoEffect.DOWNGRADE}, 1),
        (1, {VetoEffect.NOT_BEST, VetoEffect.DOWNGRADE}, 2),
        (None, {VetoEffect.DOWNGRADE}, 1),
        (None, set(), None),
    ],
)
def test_what_events_leave_of_a_grade(earned: int | None, found: set[VetoEffect], place: int | None) -> None:
    assert best_allowed(GRADES, earned, frozenset(found)) == place
    assert best_allowed((), earned, frozenset(found)) is None


@pytest.mark.parametrize(
    ("answers", "grade"),
    [
        ({}, "优秀"),
        ({"v1": False, "v2": False}, "优秀"),
        ({"v1": True}, "不合格"),
        ({"v2": True}, "良好"),
        ({"v2": True, "v3": True}, "良好"),
    ],
)
def test_the_answers_on_the_cover_lower_the_grade(answers: dict[str, bool], grade: str) -> None:
    framework = replace(SCORED, vetoes=(*SCORED.vetoes, Veto("v3", "另一件降等的事", VetoEffect.DOWNGRADE)))
    records = ALL | {Key("vetoes", veto): VetoAnswer(answer) for veto, answer in answers.items()}
    assert total(records, framework).grade == grade


def test_a_failed_county_has_its_grade_without_any_score() -> None:
    found = total({Key("vetoes", "v1"): VetoAnswer(True)})
    assert (found.self, found.grade) == (None, "不合格")
    assert total({Key("vetoes", "v2"): VetoAnswer(True)}).grade is None


@pytest.mark.parametrize(
    ("name", "place"), [("A", 0), ("Ａ等", 0), ("“B”", 1), ("C级", 2), ("优", None), ("", None), ("等", None)]
)
def test_a_grade_is_known_in_its_usual_spellings(name: str, place: int | None) -> None:
    assert grade_at(replace(FRAMEWORK, grades=GRADES), name) == place


def test_a_stated_grade_is_spelled_as_the_framework_does() -> None:
    assert stated_grade(draft_of(cover("grade", "良好等次"), SCORED)) == "良好"
    assert stated_grade(draft_of(cover("grade", "A"), SCORED)) == "A"


# sections -------------------------------------------------------------------------------------------------


def section(framework: Framework, at: int) -> Section:
    return framework.sections[at]


def test_sections_sum_their_points_without_bonus() -> None:
    draft = draft_of(ALL, SCORED)
    assert section_score(draft, section(SCORED, 0)) == SectionScore(D("14.5"), D(15))
    assert section_score(draft, section(SCORED, 1)) == SectionScore(D("4.9"), D(5))
    assert section_score(draft_of({}, SCORED), section(SCORED, 1)) == SectionScore(None, D(5))


def test_a_section_leaves_out_what_does_not_concern_where_it_is_converted() -> None:
    records = ALL | {Key("scores", "s1.p1"): SelfScore(not_concerned=True)}
    assert section_score(draft_of(records, CONVERTED), section(CONVERTED, 0)) == SectionScore(D(5), D(5))
    assert section_score(draft_of(records, SCORED), section(SCORED, 0)) == SectionScore(D(15), D(15))
