"""What the checks say, and do not say, about 是/否, words, percentage points and targets."""

from decimal import Decimal

import msgspec
import pytest

from eduduty_desktop.checks import Runner, shipped_checks
from eduduty_desktop.draft import PREVIOUS, Finding, Key
from eduduty_desktop.draft.records import Entry, Growth, Narrative, Problem, Text
from eduduty_desktop.figures import Ratio
from eduduty_desktop.framework import Kind
from tests.draft.small import draft_of, entry, fig
from tests.draft.worded import FALLING, GOAL, POINTS, TEXT, WORDED, YES

Records = dict[Key, msgspec.Struct]


def findings(records: Records, *codes: str, **more: object) -> list[Finding]:
    draft = draft_of(records, msgspec.structs.replace(WORDED, **more))
    found = Runner(shipped_checks(), draft).findings()
    return [f for f in found if f.code.startswith(codes or ("kind", "bounds", "year", "formula", "relation", "target"))]


@pytest.mark.parametrize("record", [entry("1"), entry("0")])
def test_an_answer_is_right_and_never_jumps(record: Entry) -> None:
    assert findings({fig(YES): record, fig(YES, PREVIOUS): entry("1"), Key("growths", YES): Growth(Decimal(5))}) == []


def test_words_are_never_unread() -> None:
    assert findings({fig(TEXT): Entry(typed="不足百人"), fig(TEXT, PREVIOUS): Entry(typed="1/3强")}) == []


@pytest.mark.parametrize(
    ("metric", "record", "code", "said"),
    [
        (YES, Entry(typed="大概"), "kind.unreadable", "读不成是或否"),
        (TEXT, Entry(typed="长" * 90), "kind.unreadable", "长…”读不成一句简短的话"),
        (YES, entry("2"), "kind.mismatch", "本项应填是或否"),
        (YES, Entry(Ratio(Decimal(1), Decimal(2))), "kind.mismatch", "本项应填是或否"),
        (TEXT, entry("2"), "kind.mismatch", "本项应填文字，不是数"),
    ],
)
def test_what_is_wrong_is_said(metric: str, record: Entry, code: str, said: str) -> None:
    (found,) = findings({fig(metric): record})
    assert (found.code, found.place.metric) == (code, metric)
    assert said in found.message


def test_a_placeholder_in_words_is_found_at_its_field() -> None:
    (found,) = findings({fig(TEXT, PREVIOUS): Entry(typed="??人")}, "text.placeholder")
    assert (found.place.metric, found.place.slot) == (TEXT, PREVIOUS)
    assert "“??人”里有没填完的“??”" in found.message


def test_a_number_in_the_text_never_contradicts_an_answer() -> None:
    records: Records = {fig(YES): entry("0"), Key("narratives", "s1.p2"): Narrative("教职工编制配齐3人。")}
    assert findings(records, "text.figure") == []


def test_a_growth_of_words_in_the_text_cannot_be_linked() -> None:
    (found,) = findings({Key("narratives", "s1.p2"): Narrative(f"{{{{{YES}|growth}}}}")}, "text.link")
    assert (found.code, "没有增减" in found.message) == ("text.link", True)


@pytest.mark.parametrize(("now", "jumps"), [("4", False), ("45", True)])
def test_points_jump_by_points_not_by_factors(now: str, jumps: bool) -> None:
    found = findings({fig(POINTS): entry(now), fig(POINTS, PREVIOUS): entry("0.4")}, "year.jump")
    assert bool(found) is jumps
    assert all("个百分点" in f.message for f in found)


def test_an_answer_counts_as_a_number_in_a_formula() -> None:
    metrics = WORDED.metrics | {GOAL: msgspec.structs.replace(WORDED.metrics[GOAL], formula=f"{YES} * 4")}
    records: Records = {fig(YES): entry("1"), fig(GOAL): entry("5")}
    (found,) = findings(records, "formula", metrics=metrics)
    assert "1×4=4" in found.message


def test_a_missed_target_wants_a_linked_problem() -> None:
    (found,) = findings({fig(GOAL): entry("2")})
    assert found.message == "“研究教育次数”为2次，目标为≥3次（2024年底前），差1次，未达到，存在问题里没有写。"
    assert found.operands == ((fig(GOAL), "2次"),)
    linked = Problem(text="开会少", metrics=(GOAL,))
    assert findings({fig(GOAL): entry("2"), Key("problems", "1"): linked}) == []
    unlinked = msgspec.structs.replace(linked, metrics=())
    assert len(findings({fig(GOAL): entry("2"), Key("problems", "1"): unlinked})) == 1


def test_a_target_against_last_year_says_what_it_was() -> None:
    both = findings({fig(FALLING): entry("52.0"), fig(FALLING, PREVIOUS): entry("51.5")}, "target")
    assert [f.message for f in both] == [
        "“近视率”为52.0%（上年51.5%），目标为低于上年（2024年6月底前），差0.5个百分点，未达到，存在问题里没有写。"
    ]
    stated = findings({Key("growths", FALLING): Growth(Decimal("0.3"), "百分点")}, "target")
    assert stated[0].message.startswith("“近视率”比上年提高0.3个百分点，目标为低于上年")
    assert stated[0].operands == ((Key("growths", FALLING), "0.3百分点"),)


@pytest.mark.parametrize(
    ("year", "codes"), [("2023", []), ("2024", ["target.missed"]), ("2025", ["target.missed"]), ("", [])]
)
def test_what_is_not_due_is_no_finding(year: str, codes: list[str]) -> None:
    records: Records = {fig(GOAL): entry("2"), Key("cover", "year"): Text(year)}
    assert [f.code for f in findings(records, "target", year=None)] == codes


def test_the_later_target_asks_for_more() -> None:
    (found,) = findings({fig(GOAL): entry("4"), Key("cover", "year"): Text("2025")}, "target")
    assert "目标为6—8次（2025年底前），差2次" in found.message


def test_one_slip_is_one_finding_where_a_standard_is_missed_too() -> None:
    metrics = WORDED.metrics | {FALLING: msgspec.structs.replace(WORDED.metrics[FALLING], standard="myopia")}
    records: Records = {fig(FALLING): entry("52"), fig(FALLING, PREVIOUS): entry("51")}
    assert [f.code for f in findings(records, "target", "standard", "year.direction", metrics=metrics)] == [
        "year.direction"
    ]


def test_a_text_has_no_target_to_miss() -> None:
    metrics = WORDED.metrics | {GOAL: msgspec.structs.replace(WORDED.metrics[GOAL], kind=Kind.TEXT)}
    assert findings({fig(GOAL): Entry(typed="两次多")}, metrics=metrics) == []
