"""Targets of a plan: due, reached, missed, or open; by value, by range, and against last year."""

from decimal import Decimal

import msgspec
import pytest

from eduduty_desktop.draft import PREVIOUS, Draft, Key
from eduduty_desktop.draft.records import Entry, Growth, PointState, Status, Text
from eduduty_desktop.draft.targets import (
    TargetOutcome,
    current_target,
    is_due,
    judge_target,
    print_deadline,
    print_target,
    target_keys,
    target_verdict,
    words_of_target,
)
from eduduty_desktop.framework import Framework, Kind, Metric, Target
from tests.draft.small import FRAMEWORK, draft_of, entry, fig
from tests.draft.worded import FALLING, GOAL, WORDED

YEAR = Key("cover", "year")
REACHED, MISSED, NOT_DUE, UNDECIDED = TargetOutcome


def framework(*targets: Target, kind: Kind = Kind.NUMBER, unit: str = "所") -> Framework:
    metric = Metric("school.area", "新建幼儿园", unit, kind, targets=targets)
    return msgspec.structs.replace(FRAMEWORK, metrics=FRAMEWORK.metrics | {"school.area": metric})


def judged(target: Target, value: str, word: str = "", *, kind: Kind = Kind.COUNT, unit: str = "所") -> TargetOutcome:
    draft = draft_of({fig("school.area"): entry(value, word)}, framework(target, kind=kind, unit=unit))
    return judge_target(draft, draft.framework.metrics["school.area"], target).outcome


END = "2024-12-31"


@pytest.mark.parametrize(
    ("target", "value", "outcome"),
    [
        (Target(">=", END, "36"), "36", REACHED),
        (Target(">=", END, "36"), "35", MISSED),
        (Target("<=", END, "12"), "12", REACHED),
        (Target("<=", END, "12"), "13", MISSED),
        (Target("=", "2024-06-30", "50"), "50", REACHED),
        (Target("=", "2024-06-30", "50"), "49", MISSED),
        (Target(">=", END, "1", "2"), "0", MISSED),
        (Target(">=", END, "1", "2"), "2", REACHED),
        (Target(">=", END, "1", "2"), "3", REACHED),
        (Target("=", END, "1", "2"), "2", REACHED),
        (Target("=", END, "1", "2"), "3", MISSED),
        (Target(">=", "2023-12-31", "36"), "35", MISSED),
        (Target(">=", "2025-01-01", "36"), "35", NOT_DUE),
        (Target(">=", "2025-01-01", "36"), "36", NOT_DUE),
    ],
)
def test_by_value_and_day(target: Target, value: str, outcome: TargetOutcome) -> None:
    assert judged(target, value) is outcome


@pytest.mark.parametrize(("word", "outcome"), [("余", REACHED), ("近", MISSED), ("约", UNDECIDED), ("以上", REACHED)])
def test_approximate_values_are_judged_only_where_they_prove_something(word: str, outcome: TargetOutcome) -> None:
    assert judged(Target(">=", END, "36"), "36", word) is outcome


def test_an_early_success_is_said_but_stays_not_due() -> None:
    target = Target(">=", "2026-12-31", "3")
    draft = draft_of({fig("school.area"): entry("3")}, framework(target, kind=Kind.COUNT))
    found = target_verdict(draft, draft.framework.metrics["school.area"])
    assert found is not None
    assert (found.outcome, found.why) == (NOT_DUE, "现已达到")


def test_more_than_the_upper_end_is_reached_and_said() -> None:
    target = Target(">=", END, "1", "2")
    draft = draft_of({fig("school.area"): entry("3")}, framework(target, kind=Kind.COUNT))
    found = target_verdict(draft, draft.framework.metrics["school.area"])
    assert found is not None
    assert (found.outcome, found.why, found.gap, found.gap_unit) == (REACHED, "超出目标的上限", Decimal(2), "所")


@pytest.mark.parametrize(
    ("comparison", "before", "now", "outcome"),
    [
        (">=", "5", "5", REACHED),
        (">=", "5", "4", MISSED),
        ("<", "51", "50", REACHED),
        ("<", "51", "51", MISSED),
        ("<=", "51", "51", REACHED),
        (">", "5", "5", MISSED),
    ],
)
def test_without_a_value_it_is_measured_against_last_year(
    comparison: str, before: str, now: str, outcome: TargetOutcome
) -> None:
    target = Target(comparison, END)
    records = {fig("school.area"): entry(now), fig("school.area", PREVIOUS): entry(before)}
    draft = draft_of(records, framework(target))
    assert judge_target(draft, draft.framework.metrics["school.area"], target).outcome is outcome


@pytest.mark.parametrize(("growth", "outcome"), [("1.2", REACHED), ("0", REACHED), ("-0.1", MISSED)])
def test_a_stated_growth_stands_for_both_years(growth: str, outcome: TargetOutcome) -> None:
    target = Target(">=", END)
    draft = draft_of({Key("growths", "school.area"): Growth(Decimal(growth))}, framework(target))
    found = judge_target(draft, draft.framework.metrics["school.area"], target)
    assert (found.outcome, found.growths) == (outcome, ("school.area",))


def test_what_cannot_be_judged_says_why() -> None:
    target, yearly = Target(">=", END, "3"), Target(">=", END)

    def why(records: dict[Key, msgspec.Struct], target: Target, kind: Kind = Kind.COUNT, **more: object) -> str:
        draft = draft_of(records, msgspec.structs.replace(framework(target, kind=kind), **more))
        found = judge_target(draft, draft.framework.metrics["school.area"], target)
        assert found.outcome is UNDECIDED
        return found.why

    value: dict[Key, msgspec.Struct] = {fig("school.area"): entry("5")}
    assert why({}, target) == why({}, yearly) == "还没有填数"
    assert why(value, yearly) == "缺上年数，也没有填增幅"
    assert why(value, target, year=None) == "封面没有填年度，不知道是否到期"
    assert why(value | {Key("states", "s2.p2"): PointState(Status.NOT_APPLICABLE)}, target) == "本测评点不适用"
    assert why({fig("school.area"): Entry(typed="三所强")}, target, Kind.TEXT) == "填的是文字，须由人判断"


def test_the_last_due_target_governs_else_the_next_to_come() -> None:
    early, late = Target("<=", "2023-12-31", "12"), Target("<=", "2024-12-31", "10")
    after = Target("<=", "2026-12-31", "0")
    whole = framework(late, after, early, kind=Kind.PERCENT, unit="%")
    metric = whole.metrics["school.area"]

    def governing(year: str) -> Target | None:
        return current_target(draft_of({YEAR: Text(year)}, whole), metric)

    assert [governing(year) for year in ("2022", "2023", "2024", "2025", "2027")] == [early, early, late, late, after]
    assert target_verdict(draft_of({}, FRAMEWORK), FRAMEWORK.metrics["school.area"]) is None
    assert is_due(late, 2024)
    assert not is_due(late, 2023)


@pytest.mark.parametrize(
    ("target", "unit", "kind", "words"),
    [
        (Target(">=", "2019-12-31", "36"), "所", Kind.COUNT, "目标≥36所，2019年底前"),
        (Target("<=", "2020-06-30", "10"), "%", Kind.PERCENT, "目标≤10%，2020年6月底前"),
        (Target(">=", "2020-02-29", "1", "2"), "所", Kind.COUNT, "目标1—2所，2020年2月底前"),
        (Target("=", "2020-05-04", "0"), "个", Kind.COUNT, "目标0个，2020-05-04前"),
        (Target(">=", "9999-12-31"), "元", Kind.MONEY, "目标不低于上年，9999年底前"),
        (Target("=", "2020-12-31", "1"), "", Kind.YESNO, "目标是，2020年底前"),
    ],
)
def test_targets_in_words(target: Target, unit: str, kind: Kind, words: str) -> None:
    assert print_target(Metric("a", "甲", unit, kind), target) == words


def test_the_day_is_the_notices_own() -> None:
    assert print_deadline(Target(">=", "9999-11-30", "1")) == "9999年11月底前"


def test_words_of_a_row() -> None:
    metric = WORDED.metrics[GOAL]
    draft = draft_of({fig(GOAL): entry("2")}, WORDED)
    first, second = (words_of_target(draft, metric, target) for target in metric.targets)
    assert tuple(first) == ("≥3次", "2024-12-31", "2次", "✕ 未达到", "-1次", "")
    assert tuple(second) == ("6—8次", "2025-12-31", "2次", "— 未到期", "-4次", "")
    falling = WORDED.metrics[FALLING]
    both: Draft = draft_of({fig(FALLING): entry("50"), fig(FALLING, PREVIOUS): entry("51.5")}, WORDED)
    row = words_of_target(both, falling, falling.targets[0])
    assert (row.goal, row.actual, row.outcome, row.gap) == ("低于上年", "50%（上年51.5%）", "✓ 已达到", "-1.5个百分点")


def test_a_ratio_is_judged_against_a_ratio_only() -> None:
    assert judged(Target(">=", END, "1"), "1:19", kind=Kind.RATIO, unit="") is UNDECIDED
    assert judged(Target(">=", END, "1:19"), "1:18", kind=Kind.RATIO, unit="") is REACHED
    assert judged(Target(">=", END, "1:19"), "1:20", kind=Kind.RATIO, unit="") is MISSED


def test_keys_are_all_that_is_read() -> None:
    assert target_keys(FRAMEWORK, FRAMEWORK.metrics[GOAL]) == frozenset()
    keys = target_keys(WORDED, WORDED.metrics[FALLING])
    assert {YEAR, Key("states", "s2.a.p1"), fig(FALLING, PREVIOUS), Key("growths", FALLING)} <= keys
    assert fig(GOAL, PREVIOUS) not in target_keys(WORDED, WORDED.metrics[GOAL])
