"""After any edits the runner's findings equal those of a full run, and only what was touched runs again."""

from hypothesis import given, settings
from hypothesis import strategies as st

from eduduty_desktop.checks import Case, Check, Registry, Runner, shipped_checks
from eduduty_desktop.draft import PREVIOUS, Draft, Finding, Key
from eduduty_desktop.draft.records import Growth, Narrative, PointState, Problem, Status, Text
from eduduty_desktop.framework import Severity
from tests.checks.edits import Edit, drafts, edits
from tests.draft.small import amount, draft_of, entry, fig


def full(draft: Draft) -> tuple[Finding, ...]:
    return Runner(shipped_checks(), draft).findings()


@settings(max_examples=150)
@given(drafts(10), st.lists(st.lists(edits(), min_size=1, max_size=3), max_size=8), st.data())
def test_incremental_findings_equal_a_full_run(draft: Draft, steps: list[list[Edit]], data: st.DataObject) -> None:
    runner = Runner(shipped_checks(), draft)
    for step in steps:
        for key, record in step:
            draft = draft.apply([draft.change(key, record)])
        runner.changed(draft, [key for key, _ in step])
        if data.draw(st.booleans()):
            runner.step(data.draw(st.integers(1, 9)))
        if data.draw(st.booleans()):
            assert runner.findings() == full(draft)
    assert runner.findings() == full(draft)


@given(drafts(30))
def test_stepping_in_slices_gives_the_same(draft: Draft) -> None:
    runner = Runner(shipped_checks(), draft)
    while not runner.step(7):
        assert runner.pending
    assert runner.pending == 0
    assert runner.findings() == full(draft)


def edited(runner: Runner, draft: Draft, *steps: Edit) -> Draft:
    for key, record in steps:
        draft = draft.apply([draft.change(key, record)])
        runner.changed(draft, [key])
    return draft


def codes(runner: Runner) -> list[str]:
    return [f.code for f in runner.findings() if f.code.startswith("text.link")]


TEXT = Key("narratives", "s1.p2")


def test_a_link_follows_what_the_narrative_links_now() -> None:
    draft = draft_of()
    runner = Runner(shipped_checks(), draft)
    draft = edited(runner, draft, (TEXT, Narrative("共{{staff.other}}。")))
    assert codes(runner) == ["text.link_empty"]
    draft = edited(runner, draft, (fig("staff.other"), entry("780")))
    assert codes(runner) == []
    draft = edited(runner, draft, (TEXT, Narrative("达{{health.good_rate}}。")))
    assert codes(runner) == ["text.link_empty"]
    draft = edited(runner, draft, (fig("health.good"), entry("1")), (fig("pupil.total"), entry("4")))
    assert codes(runner) == [], "a link to a computed figure reads the formula's operands"
    draft = edited(runner, draft, (fig("staff.other"), None))
    assert codes(runner) == [], "what is no longer linked is no longer read"
    draft = edited(runner, draft, (TEXT, Narrative("{{fund.current|growth}}")))
    draft = edited(runner, draft, (Key("growths", "fund.current"), Growth(amount("1.4"))))  # type: ignore[arg-type]
    assert codes(runner) == []
    draft = edited(runner, draft, (Key("growths", "fund.current"), None), (fig("fund.current"), entry("2")))
    assert codes(runner) == ["text.link_empty"]
    edited(runner, draft, (fig("fund.current", PREVIOUS), entry("1")))
    assert codes(runner) == []


def test_a_formulas_operand_reaches_its_dependents() -> None:
    draft = draft_of({fig("fund.total"): entry("90"), fig("fund.current"): entry("60")})
    runner = Runner(shipped_checks(), draft)
    assert not [f for f in runner.findings() if f.code == "formula.mismatch"]
    edited(runner, draft, (fig("fund.capital"), entry("20")))
    assert [f.place.metric for f in runner.findings() if f.code == "formula.mismatch"] == ["fund.total"]


def test_a_state_takes_the_points_findings_away() -> None:
    draft = draft_of()
    runner = Runner(shipped_checks(), draft)
    before = {f.identity for f in runner.findings()}
    edited(runner, draft, (Key("states", "s1.p2"), PointState(Status.NOT_APPLICABLE, "没有")))
    gone = before - {f.identity for f in runner.findings()}
    assert {name.split("/")[0] for name in gone} == {"completeness.metric", "completeness.narrative", "score.missing"}


def test_a_table_is_watched_as_a_whole() -> None:
    draft = draft_of()
    runner = Runner(shipped_checks(), draft)
    assert any(f.code == "completeness.problems_chapter" for f in runner.findings())
    edited(runner, draft, (Key("problems", "x"), Problem(text="大班额")))
    assert [f.code for f in runner.findings() if f.place.table == "problems"] == ["completeness.remedy"]


def counting(ran: list[str]) -> Registry:
    def run(view: object, subject: str) -> list[Finding]:
        ran.append(subject)
        return []

    def cases(framework: object) -> list[Case]:
        return [Case(f"c{i}", frozenset({Key("headings", f"s{i}")})) for i in range(5)] + [
            Case("all", tables=frozenset({"headings"}))
        ]

    registry = Registry()
    registry.add(Check("test.count", "测试", cases, run))  # type: ignore[arg-type]
    return registry


def test_only_what_was_touched_runs_again() -> None:
    ran: list[str] = []
    draft = draft_of()
    runner = Runner(counting(ran), draft)
    runner.findings()
    assert sorted(ran) == ["all", "c0", "c1", "c2", "c3", "c4"]
    ran.clear()
    draft = edited(runner, draft, (Key("headings", "s1"), Text("x")))
    assert runner.pending == 2
    runner.findings()
    assert sorted(ran) == ["all", "c1"]
    ran.clear()
    edited(runner, draft, (Key("cover", "county"), Text("x")), (Key("headings", "s9"), Text("x")))
    runner.findings()
    assert ran == ["all"]


def test_touching_a_waiting_case_again_runs_it_once() -> None:
    ran: list[str] = []
    draft = draft_of()
    runner = Runner(counting(ran), draft)
    runner.findings()
    ran.clear()
    for text in ("甲", "乙", "丙"):
        draft = edited(runner, draft, (Key("headings", "s1"), Text(text)))
    runner.findings()
    assert sorted(ran) == ["all", "c1"]


@given(drafts())
def test_findings_stand_in_one_order_grave_ones_first(draft: Draft) -> None:
    found = full(draft)
    ranks = [list(Severity).index(f.severity) for f in found]
    assert ranks == sorted(ranks)
    assert full(draft) == found


def test_what_is_no_longer_linked_wakes_nothing() -> None:
    draft = draft_of()
    runner = Runner(shipped_checks(), draft)

    def woken(value: str) -> int:
        nonlocal draft
        runner.findings()
        draft = edited(runner, draft, (fig("school.area"), entry(value)))
        return runner.pending

    unlinked = woken("1")
    draft = edited(runner, draft, (TEXT, Narrative("共{{school.area}}。")))
    assert woken("2") == unlinked + 2
    draft = edited(runner, draft, (TEXT, Narrative("共若干。")))
    assert woken("3") == unlinked
