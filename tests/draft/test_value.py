"""The law of the draft: changes have inverses, nothing else moves, one value has one serialisation."""

from decimal import Decimal

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from eduduty_desktop.draft import CURRENT, TABLES, Change, Draft, Key, canonical
from eduduty_desktop.draft.records import Entry, Growth, Text, is_blank
from eduduty_desktop.draft.value import StaleChangeError, identical
from tests.draft.small import FRAMEWORK, draft_of, entry, fig
from tests.draft.strategies import RECORDS, Edit, applied, drafts, edits


def in_order(draft: Draft, steps: list[Edit]) -> list[Change]:
    changes = []
    for key, record in steps:
        changes.append(draft.change(key, record))
        draft = draft.apply([changes[-1]])
    return changes


@given(drafts, st.lists(edits(), max_size=10))
def test_the_inverse_of_the_changes_gives_the_draft_back(draft: Draft, steps: list[Edit]) -> None:
    changes = in_order(draft, steps)
    after = draft.apply(changes)
    back = after.apply(change.inverse() for change in reversed(changes))
    assert canonical(back) == canonical(draft)
    assert canonical(back.apply(changes)) == canonical(after)


@given(drafts, edits())
def test_the_inverse_of_an_inverse_is_the_change(draft: Draft, step: Edit) -> None:
    change = draft.change(*step, group="g", cause="typed")
    assert change.inverse().inverse() == change


@given(drafts, st.lists(edits(), max_size=6))
def test_untouched_tables_are_shared(draft: Draft, steps: list[Edit]) -> None:
    before = {name: (rows, dict(rows)) for name, rows in draft.tables.items()}
    after = applied(draft, steps)
    touched = {key.table for key, _ in steps}
    for name, (rows, content) in before.items():
        assert dict(rows) == content, "the receiver is a value"
        if name not in touched:
            assert after.tables[name] is rows
    assert after.framework is draft.framework


@given(drafts, edits(), st.lists(edits(), max_size=3))
def test_a_stale_change_leaves_the_draft_as_it_was(draft: Draft, step: Edit, others: list[Edit]) -> None:
    key = step[0]
    before = canonical(draft)
    old = TABLES[key.table]() if draft.get(key) is None else None
    stale = Change(key, old, step[1])
    with pytest.raises(StaleChangeError):
        draft.apply([*in_order(draft, [o for o in others if o[0] != key]), stale])
    assert canonical(draft) == before


def test_an_old_value_of_other_digits_is_stale() -> None:
    draft = draft_of({fig("fund.capital"): entry("50.10")})
    with pytest.raises(StaleChangeError):
        draft.apply([Change(fig("fund.capital"), entry("50.1"), entry("60"))])


@pytest.mark.parametrize("table", sorted(TABLES))
def test_a_blank_record_is_no_record(table: str) -> None:
    blank, key = TABLES[table](), Key(table, "a", CURRENT if table == "figures" else "")
    assert is_blank(blank)
    assert draft_of().change(key, blank).new is None
    assert draft_of({key: blank}) == draft_of()
    assert draft_of({key: blank}).get(key) is None
    assert draft_of().record(key, TABLES[table]) == blank


@given(drafts, edits())
def test_taking_the_only_record_of_a_table_away_takes_the_table_away(draft: Draft, step: Edit) -> None:
    without = draft
    for row, slot in draft.rows(step[0].table):
        without = applied(without, [(Key(step[0].table, row, slot), None)])
    assert step[0].table not in without.tables
    assert not without.rows(step[0].table)


@given(drafts, drafts)
def test_drafts_serialise_equally_just_when_they_are_equal(one: Draft, other: Draft) -> None:
    keys = {Key(name, row, slot) for draft in (one, other) for name in draft.tables for row, slot in draft.rows(name)}
    same = all(identical(one.get(key), other.get(key)) for key in keys)
    assert (canonical(one) == canonical(other)) == same


@given(st.lists(edits(), max_size=8, unique_by=lambda step: step[0]), st.randoms())
def test_the_order_of_edits_leaves_no_trace(steps: list[Edit], random) -> None:  # type: ignore[no-untyped-def]
    shuffled = list(steps)
    random.shuffle(shuffled)
    one, other = (applied(Draft("d", FRAMEWORK), order) for order in (steps, shuffled))
    assert one == other
    assert canonical(one) == canonical(other)


@pytest.mark.parametrize(("one", "other"), [("50.1", "50.10"), ("0", "0.0"), ("7", "7.000")])
def test_the_digits_of_a_figure_are_part_of_it(one: str, other: str) -> None:
    drafts_of = [draft_of({fig("fund.capital"): entry(text)}) for text in (one, other)]
    assert not identical(entry(one), entry(other))
    assert not identical(Growth(Decimal(one)), Growth(Decimal(other)))
    assert identical(entry(one), entry(one))
    change = drafts_of[0].change(fig("fund.capital"), entry(other))
    assert not change.is_idle
    assert drafts_of[0].change(fig("fund.capital"), entry(one)).is_idle
    assert canonical(drafts_of[0].apply([change])) == canonical(drafts_of[1])
    assert canonical(drafts_of[0]) != canonical(drafts_of[1])


def test_every_table_has_a_strategy() -> None:
    assert set(RECORDS) == set(TABLES)


@given(drafts)
def test_records_decode_back_from_the_serialisation(draft: Draft) -> None:
    raw = msgspec.json.decode(canonical(draft))
    found = {
        name: {(row, slot): msgspec.convert(record, TABLES[name], strict=False) for row, slot, record in rows}
        for name, rows in raw["tables"].items()
    }
    assert found == draft.tables


@given(st.data())
@pytest.mark.parametrize("table", sorted(TABLES))
def test_a_record_of_every_table_survives_json(table: str, data: st.DataObject) -> None:
    record = data.draw(RECORDS[table])
    assert identical(msgspec.json.decode(msgspec.json.encode(record), type=TABLES[table]), record)


def test_a_record_of_another_table_or_an_unknown_table_is_refused() -> None:
    with pytest.raises(TypeError, match="figures"):
        draft_of().change(fig("staff.total"), Text("x"))
    with pytest.raises(KeyError):
        draft_of().change(Key("nowhere", "a"), None)
    with pytest.raises(KeyError):
        draft_of().apply([Change(Key("nowhere", "a"), None, Text("x"))])


def test_texts_and_records_read_empty_where_nothing_was_said() -> None:
    draft = draft_of({Key("headings", "s1"): Text("经费足")})
    assert draft.text("headings", "s1") == "经费足"
    assert draft.text("headings", "s2") == draft.text("narratives", "s1") == ""
    assert draft.record(fig("staff.total"), Entry) == Entry()
