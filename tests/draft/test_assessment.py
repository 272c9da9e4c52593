"""How far a draft is."""

from decimal import Decimal

import msgspec
import pytest

from eduduty_desktop.draft import PROFILE, Key
from eduduty_desktop.draft.assessment import (
    Completeness,
    completeness,
    entry_of,
    is_assessed,
    is_given,
    is_not_applicable,
    is_required,
    narrative_of,
    state_of,
)
from eduduty_desktop.draft.records import Entry, Growth, Narrative, PointState, Status
from tests.draft.small import FRAMEWORK, draft_of, entry, fig


def state(status: Status, reason: str = "") -> dict[Key, msgspec.Struct]:
    return {Key("states", "s1.p2"): PointState(status, reason)}


@pytest.mark.parametrize(
    ("status", "reason", "assessed"),
    [
        (Status.EMPTY, "", False),
        (Status.REPORTED, "", False),
        (Status.CHECKED, "", True),
        (Status.LACKING, "缺附件", False),
        (Status.FINAL, "", True),
        (Status.NOT_APPLICABLE, "", False),
        (Status.NOT_APPLICABLE, " ", False),
        (Status.NOT_APPLICABLE, "本县没有高中", True),
    ],
)
def test_what_counts_as_assessed(status: Status, reason: str, assessed: bool) -> None:
    draft = draft_of(state(status, reason))
    assert is_assessed(draft, "s1.p2") == assessed
    assert completeness(draft).assessed == assessed
    assert state_of(draft, "s1.p1") == PointState()


def test_an_empty_draft_lacks_every_required_value() -> None:
    assert completeness(draft_of()) == Completeness(points=4, assessed=0, required_missing=2)


@pytest.mark.parametrize(
    ("records", "missing"),
    [
        ({fig("meeting.count"): entry("4")}, 1),
        ({fig("meeting.count"): Entry(typed="四次")}, 2),
        ({fig("meeting.count", "previous"): entry("4")}, 2),
        ({Key("growths", "meeting.count"): Growth(Decimal("1.4"))}, 1),
        ({Key("growths", "meeting.count"): Growth(typed="略增")}, 2),
        (state(Status.NOT_APPLICABLE, "没有"), 1),
        ({fig("meeting.count"): entry("0"), fig("staff.total"): entry("3137")}, 0),
    ],
)
def test_required_values_that_are_missing(records: dict[Key, msgspec.Struct], missing: int) -> None:
    assert completeness(draft_of(records)).required_missing == missing


def test_a_computed_value_is_given() -> None:
    metric = FRAMEWORK.metrics["fund.total"]
    assert not is_given(draft_of({fig("fund.current"): entry("1")}), metric)
    assert is_given(draft_of({fig("fund.current"): entry("1"), fig("fund.capital"): entry("2")}), metric)


def test_the_profile_is_always_applicable() -> None:
    draft = draft_of({Key("states", PROFILE): PointState(Status.NOT_APPLICABLE, "x")})
    assert not is_not_applicable(draft, PROFILE)
    assert is_required(draft, FRAMEWORK.metrics["staff.total"])
    assert not is_required(draft, FRAMEWORK.metrics["staff.other"])


# what stands for what ---------------------------------------------------------------------------------------


def test_a_narrative_may_serve_another_point() -> None:
    draft = draft_of({Key("narratives", "s1.p1"): Narrative("合写", ("s1.p2",))})
    found = narrative_of(draft, "s1.p2")
    assert found is not None
    assert found.text == "合写"
    assert narrative_of(draft, "s2.p2") is None
    own = draft.apply([draft.change(Key("narratives", "s1.p2"), Narrative("自写"))])
    mine = narrative_of(own, "s1.p2")
    assert mine is not None
    assert mine.text == "自写"
    blank = draft_of({Key("narratives", "s1.p1"): Narrative(" ", ("s1.p2",))})
    assert narrative_of(blank, "s1.p1") is narrative_of(blank, "s1.p2") is None


def test_what_was_not_entered_is_an_empty_entry() -> None:
    draft = draft_of({fig("staff.total"): entry("3")})
    assert entry_of(draft, "staff.total") == entry("3")
    assert entry_of(draft, "staff.total", "previous") == Entry()
