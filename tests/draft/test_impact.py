"""What hangs on a value, in the small framework."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from eduduty_desktop.draft import CURRENT, PREVIOUS, Draft, Key
from eduduty_desktop.draft.impact import (
    AGAINST_STANDARD,
    VALUES,
    Cell,
    Column,
    Derived,
    PointScore,
    Table,
    changed,
    followers,
    impact,
)
from eduduty_desktop.draft.records import Deduction, Entry, Growth, Narrative, SelfScore
from tests.checks.edits import drafts
from tests.draft.scored import SCORED
from tests.draft.small import FRAMEWORK, draft_of, entry, fig

TEXT = Key("narratives", "s1.p1")


def test_a_value_reaches_through_a_formula_into_a_sentence() -> None:
    source = "开头。经费共{{fund.total}}；其他\\{不变。\n全年{{fund.total|growth}}。"
    draft = draft_of({fig("fund.current"): entry("60"), fig("fund.capital"): entry("30"), TEXT: Narrative(source)})
    found = impact(draft, fig("fund.current"))
    assert [source[s.start : s.end] for s in found.sentences] == [
        "经费共{{fund.total}}；",
        "全年{{fund.total|growth}}。",
    ]
    assert Derived("fund.total", CURRENT) in found.derived
    after = draft.apply([draft.change(fig("fund.current"), entry("70"))])
    told = {change.item: (change.old, change.new) for change in changed(found, draft, after)}
    assert told[found.sentences[0]] == ("经费共90万元；", "经费共100万元；")
    assert found.sentences[1] not in told, "no growth before and none after"
    assert told[Cell(Table.DATA, "fund.total", Column.CURRENT)] == ("90万元", "100万元")


def test_a_stated_total_and_a_stated_growth_hang_on_nothing() -> None:
    draft = draft_of(
        {
            fig("fund.current"): entry("60"),
            fig("fund.capital"): entry("30"),
            fig("fund.total"): entry("90"),
            Key("growths", "fund.current"): Growth(Decimal(2)),
            TEXT: Narrative("共{{fund.total}}，其中{{fund.current|growth}}。"),
        }
    )
    found = impact(draft, fig("fund.current"))
    assert found.sentences == found.derived == ()
    assert not found.reaches_further
    assert {cell.column for cell in found.cells if cell.table is Table.DATA} == {
        Column.CURRENT,
        Column.DIFFERENCE,
        Column.OUTCOME,
    }


def test_a_grouped_metric_stands_in_two_tables_and_an_uncited_one_in_the_report() -> None:
    draft = draft_of({fig("fund.pupil.primary"): entry("9000"), fig("fund.pupil.primary", PREVIOUS): entry("8000")})
    tables = {cell.table for cell in impact(draft, fig("fund.pupil.primary")).cells}
    assert tables == set(Table) - {Table.TARGETS}
    cited = draft.apply([draft.change(TEXT, Narrative("{{fund.pupil.primary}}"))])
    assert Table.REPORT not in {cell.table for cell in impact(cited, fig("fund.pupil.primary")).cells}


def test_a_deduction_moves_its_points_score() -> None:
    draft = draft_of({Key("deductions", "1"): Deduction("s1.p1", points=Decimal(1))})
    (score,) = impact(draft, Key("deductions", "1")).scores
    assert (score, score.text(draft)) == (PointScore("s1.p1"), "9")
    assert impact(draft, Key("scores", "s1.p2")).scores == (PointScore("s1.p2"),)
    stated = draft.apply([draft.change(Key("scores", "s1.p1"), SelfScore(Decimal(8)))])
    assert impact(stated, Key("deductions", "1")).scores == ()


def test_what_is_no_value_has_no_impact() -> None:
    assert impact(draft_of(), Key("cover", "county")).items == ()
    assert impact(draft_of(), Key("figures", "no.such", CURRENT)).items == ()


def test_followers_are_found_through_formulas_of_formulas() -> None:
    assert set(followers(FRAMEWORK, "fund.current")) >= {"fund.current", "fund.total"}


@given(drafts(), st.sampled_from(sorted(FRAMEWORK.metrics)), st.sampled_from([CURRENT, PREVIOUS]))
def test_nothing_that_does_not_hang_on_a_value_changes_with_it(draft: Draft, metric: str, slot: str) -> None:
    key = fig(metric, slot)
    after = draft.apply([draft.change(key, Entry(Decimal("77.5")))])
    found = impact(draft, key)
    data, against = (*VALUES, Column.OUTCOME), AGAINST_STANDARD
    everything = {Cell(Table.DATA, name, column) for name in FRAMEWORK.metrics for column in data}
    everything |= {Cell(Table.STANDARDS, name, column) for name in FRAMEWORK.metrics for column in against}
    moved = {cell for cell in everything if cell.text(draft) != cell.text(after)}
    assert moved <= set(found.cells)


def test_a_figure_that_a_point_is_scored_by_moves_its_score() -> None:
    draft = draft_of({fig("health.good"): entry("90"), fig("pupil.total"): entry("100")}, SCORED)
    found = impact(draft, fig("health.good"))
    assert found.scores == (PointScore("s2.a.p1"),)
    after = draft.apply([draft.change(fig("health.good"), entry("80"))])
    assert [(one.old, one.new) for one in changed(found, draft, after) if one.item in found.scores] == [("5", "4.8")]
    assert impact(draft, fig("health.good", PREVIOUS)).scores == ()
    stated = draft.apply([draft.change(Key("scores", "s2.a.p1"), SelfScore(Decimal(5)))])
    assert impact(stated, fig("health.good")).scores == ()
