"""What is said about a standard: one slip is one finding, named with figures, and gone when a problem is linked."""

from decimal import Decimal

import msgspec
import pytest

from eduduty_desktop.checks import Runner, shipped_checks
from eduduty_desktop.draft import PREVIOUS, Draft, Finding, Key
from eduduty_desktop.draft.finding import is_waived, waiver_for
from eduduty_desktop.draft.records import Growth, PointState, Problem, StandardOverride, Status
from eduduty_desktop.framework import Severity, Standard
from tests.checks.pairs import two_years
from tests.draft.small import FRAMEWORK, draft_of, entry, fig
from tests.sample.example import findings_of, sample_draft

LINKED = Key("problems", "1")


def found_in(draft: Draft) -> list[Finding]:
    """Findings about standards and years."""
    prefixes = ("standard.", "year.direction")
    return [f for f in Runner(shipped_checks(), draft).findings() if f.code.startswith(prefixes)]


def test_a_missed_standard_is_spelled_out() -> None:
    (found,) = found_in(draft_of({fig("health.good_rate"): entry("41.3")}))
    assert (found.code, found.severity) == ("standard.unlisted", Severity.ERROR)
    assert found.message == "“体质优良率”为41.3%，标准为≥50%（待核实），差8.7个百分点，未达标，存在问题里没有写。"
    assert "关联这项数据" in found.advice
    assert found.operands == ((fig("health.good_rate"), "41.3%"),)


@pytest.mark.parametrize(
    ("problem", "codes"),
    [
        (None, ["standard.unlisted"]),
        (Problem(text="优良率低", points=("s2.a.p1",)), ["standard.unlisted"]),
        (Problem(text=" ", metrics=("health.good_rate",)), ["standard.unlisted"]),
        (Problem(text="优良率低", metrics=("health.good_rate",)), []),
        (Problem(text="优良率低", metrics=("health.good", "health.good_rate")), []),
    ],
)
def test_a_linked_problem_that_says_something_silences_it(problem: Problem | None, codes: list[str]) -> None:
    records: dict[Key, msgspec.Struct] = {fig("health.good_rate"): entry("41.3")}
    if problem is not None:
        records[LINKED] = problem
    assert [f.code for f in found_in(draft_of(records))] == codes


def test_what_fell_is_one_finding_and_what_fell_too_little_another() -> None:
    fallen = two_years("fund.pupil.junior", "15000", "14000") | two_years("fund.pupil.primary", "9000", "9100")
    (found,) = found_in(draft_of(fallen))
    assert (found.code, found.severity) == ("year.direction", Severity.ERROR)
    assert found.message == (
        "“生均支出”（初中）比上年下降（下降6.67%），2个学段须都达到，未达到“生均支出只增不减”（待核实），存在问题里没有写。"
    )
    linked = fallen | {LINKED: Problem(text="初中生均支出下降", metrics=("fund.pupil.junior",))}
    assert found_in(draft_of(linked)) == []
    by_half = msgspec.structs.replace(FRAMEWORK.standards["myopia"], value="0.5", unit="个百分点")
    framework = with_standard(by_half)
    (little,) = found_in(draft_of(two_years("health.myopia_rate", "51.2", "51.0"), framework))
    assert little.code == "standard.unlisted"
    assert "比上年下降0.5个百分点以上" in little.message
    assert "差0.3个百分点" in little.message


def with_standard(standard: Standard):  # type: ignore[no-untyped-def]
    """The small framework with one of its standards replaced."""
    return msgspec.structs.replace(FRAMEWORK, standards=FRAMEWORK.standards | {standard.id: standard})


def test_a_growth_that_contradicts_both_years_is_no_second_finding() -> None:
    risen = two_years("fund.current", "100", "105") | {Key("growths", "fund.current"): Growth(Decimal(-3))}
    codes = [f.code for f in Runner(shipped_checks(), draft_of(risen)).findings()]
    assert codes.count("year.growth") == 1
    assert "year.direction" not in codes


def test_what_cannot_be_told_is_only_a_hint_and_an_empty_value_not_even_that() -> None:
    (found,) = found_in(draft_of({fig("fund.current"): entry("5")}))
    assert (found.code, found.severity) == ("standard.undecided", Severity.HINT)
    assert found.message == "“教育事业费”是否达到“教育事业费只增不减”无法判定：缺上年数，也没有填增幅。"
    assert found_in(draft_of()) == []


def test_a_point_that_does_not_apply_is_left_alone() -> None:
    records = {
        fig("health.good_rate"): entry("41.3"),
        Key("states", "s2.a.p1"): PointState(Status.NOT_APPLICABLE, "无"),
    }
    assert found_in(draft_of(records)) == []


def test_an_own_threshold_judges_and_must_give_its_reason() -> None:
    rate = {fig("health.good_rate"): entry("41.3")}
    reasoned = rate | {Key("standards", "good"): StandardOverride("40", "省定")}
    assert found_in(draft_of(reasoned)) == []
    bare = rate | {Key("standards", "good"): StandardOverride("45")}
    unlisted, reason = sorted(found_in(draft_of(bare)), key=lambda f: f.code, reverse=True)
    assert "本稿另定标准为≥45%" in unlisted.message
    assert (reason.code, reason.message) == (
        "standard.override_reason",
        "“优良率过半”本稿另定为45，没有写理由。",
    )
    assert (reason.place.node, reason.place.metric, reason.place.row) == ("s2.a.p1", "health.good_rate", "good")


def test_an_own_threshold_of_a_stage_leads_to_the_metric_of_that_stage() -> None:
    (found,) = found_in(
        draft_of({Key("standards", "per_pupil"): StandardOverride("1")}),
    )
    assert found.place.metric == "fund.pupil.primary"


def test_a_waiver_lapses_when_the_value_changes() -> None:
    draft = draft_of({fig("health.good_rate"): entry("41.3")})
    waiver = waiver_for(found_in(draft)[0], "口径不同", "李某")
    assert is_waived(found_in(draft)[0], [waiver])
    changed = draft.apply([draft.change(fig("health.good_rate"), entry("41.4"))])
    assert not is_waived(found_in(changed)[0], [waiver])


@pytest.mark.parametrize(
    ("metric", "value", "code"),
    [
        ("preschool.public_share", "41.3", "standard.unlisted"),
        ("teacher.salary.mean", "60000", "standard.unlisted"),
        ("staff.ratio_norm.primary", "1:21", "standard.unlisted"),
        ("senior.over55_classes", "3", "standard.unlisted"),
        ("safety.guard_rate", "91.24", "standard.unlisted"),
        ("supervision.fund", "0", "standard.unlisted"),
        ("rotation.teacher_rate", "9.9", "standard.unlisted"),
        ("pe.daily_hours", "0.5", "standard.unlisted"),
        ("fund.public_budget_total", "50000", "year.direction"),
    ],
)
def test_the_samples_standards_judge_its_figures(metric: str, value: str, code: str) -> None:
    draft = sample_draft()
    known = {f.identity for f in findings_of(draft)}
    wrong = draft.apply(
        [draft.change(fig(metric), msgspec.structs.replace(draft.get(fig(metric)), amount=entry(value).amount))]
    )
    new = [f for f in findings_of(wrong) if f.identity not in known and f.code == code]
    assert [f.place.metric for f in new] == [metric]


def test_the_samples_stages_are_judged_by_their_stated_growth() -> None:
    """洪江 prints only the growth of its five stages."""
    draft = sample_draft()
    key = Key("growths", "fund.public_budget_per_pupil.senior")
    fallen = draft.apply([draft.change(key, Growth(Decimal("-0.4")))])
    (found,) = [f for f in findings_of(fallen) if f.code == "year.direction"]
    assert "普通高中" in found.message
    assert "5个学段须都达到" in found.message
    assert draft.get(fig(key.row, PREVIOUS)) is None
