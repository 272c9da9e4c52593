"""What is saved is what is opened again, digit for digit."""

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec
import pytest
from hypothesis import given, settings

from eduduty_desktop.draft import TABLES, Change, Draft, Key, canonical
from eduduty_desktop.draft.records import Entry, Narrative, Text
from eduduty_desktop.errors import UserError
from eduduty_desktop.framework import Framework
from eduduty_desktop.store import DraftFile, Export, read_draft
from eduduty_desktop.store.codec import from_row, to_row
from tests.store.samples import FRAMEWORK, KEY, LONG, RECORDS, WHO, edit, ticking
from tests.store.strategies import drafts, tables

Clock = Callable[[], datetime]


def reopened(path: Path, clock: Clock) -> Draft:
    with DraftFile.open(path, who=WHO, clock=clock) as file:
        assert file.recovered == ()
        return file.draft


def test_every_table_comes_back(draft_file: DraftFile, draft: Draft, clock: Clock) -> None:
    assert canonical(draft_file.draft) == canonical(draft)
    draft_file.close()
    assert canonical(reopened(draft_file.path, clock)) == canonical(draft)
    assert canonical(read_draft(draft_file.path)) == canonical(draft)


@settings(max_examples=30)
@given(first=drafts(), second=tables())
def test_any_draft_comes_back_and_so_does_any_other_after_a_commit(first: Draft, second: dict[str, object]) -> None:
    target = msgspec.structs.replace(first, tables=second)
    keys = {Key(name, *row) for draft in (first, target) for name, rows in draft.tables.items() for row in rows}
    changes = [Change(key, first.get(key), target.get(key)) for key in sorted(keys)]
    with TemporaryDirectory() as folder:
        path = Path(folder) / "x.eduduty"
        with DraftFile.create(path, first, who=WHO, clock=ticking()) as file:
            assert canonical(file.draft) == canonical(first)
            file.commit(changes, label="全部换掉")
        assert canonical(read_draft(path)) == canonical(target)
        with closing(sqlite3.connect(path)) as connection:
            assert canonical(replayed(connection, target)) == canonical(target)


def replayed(connection: sqlite3.Connection, draft: Draft) -> Draft:
    """The draft that the log alone leads to."""
    found: dict[str, dict[tuple[str, str], object]] = {}
    for table, row, slot, new, step in connection.execute(
        'SELECT "table", "row", "slot", "new", "splice" FROM change_log ORDER BY seq'
    ):
        rows = found.setdefault(table, {})
        if new is None:
            del rows[row, slot]
            continue
        record = msgspec.json.decode(new, type=TABLES[table])
        if step:
            at, removed, inserted = json.loads(step).values()
            old = rows[row, slot].text  # type: ignore[attr-defined]
            assert old[at : at + len(removed)] == removed
            record = msgspec.structs.replace(record, text=old[:at] + inserted + old[at + len(removed) :])
        rows[row, slot] = record
    return msgspec.structs.replace(draft, tables={name: rows for name, rows in found.items() if rows})


def test_the_frameworks_snapshot_comes_back(draft_file: DraftFile) -> None:
    assert draft_file.draft.framework == FRAMEWORK
    assert msgspec.json.decode(msgspec.json.encode(FRAMEWORK), type=Framework) == FRAMEWORK


@pytest.mark.parametrize("key", RECORDS, ids="/".join)
def test_a_record_as_columns(key: Key) -> None:
    record = RECORDS[key]
    row = to_row(key.table, record)
    assert msgspec.json.encode(from_row(key.table, row)) == msgspec.json.encode(record)


def test_columns_hold_what_people_can_read() -> None:
    row = to_row("figures", RECORDS[Key("figures", "budget", "current")])
    assert row == ("57926.50", "", "", "财政年度 2024", "", "", "")
    assert to_row("figures", RECORDS[Key("figures", "ratio", "current")])[0] == "1:13.50"
    assert to_row("states", RECORDS[Key("states", "p1")])[0] == "不适用"


def test_a_digit_more_is_a_change(draft_file: DraftFile, clock: Clock) -> None:
    key = Key("figures", "budget", "current")
    draft_file.commit([draft_file.draft.change(key, Entry(Decimal("57926.5")))], label="改")
    draft_file.close()
    assert reopened(draft_file.path, clock).get(key).amount.as_tuple() == Decimal("57926.5").as_tuple()


def test_a_record_taken_away_is_gone(draft_file: DraftFile, draft: Draft, clock: Clock) -> None:
    changes = [draft.change(key, None) for key in RECORDS]
    draft_file.commit(changes, label="清空").result()
    assert read_draft(draft_file.path).tables == {}


def test_a_future_says_when_it_was_durable(draft_file: DraftFile, draft: Draft) -> None:
    at = draft_file.commit([edit(draft, "新")], label="写").result()
    assert at.utcoffset() is not None
    assert read_draft(draft_file.path).get(KEY) == Narrative("新")
    assert draft_file.flush().result() > at


def test_text_that_is_no_text_is_refused_and_does_no_harm(draft_file: DraftFile, draft: Draft) -> None:
    with pytest.raises(UnicodeEncodeError):
        draft_file.commit([edit(draft, "半个\ud83d")], label="粘贴").result()
    draft_file.commit([draft.change(Key("notes", "p2"), Text("后来"))], label="记").result()
    assert read_draft(draft_file.path).get(KEY) == draft.get(KEY)


def test_an_unknown_table_is_a_bug_and_does_no_harm(draft_file: DraftFile, draft: Draft) -> None:
    with pytest.raises(KeyError):
        draft_file.commit([Change(Key("nowhere", "x"), None, Text("x"))], label="x").result()
    assert canonical(read_draft(draft_file.path)) == canonical(draft)


def test_exports_are_remembered_newest_first(draft_file: DraftFile) -> None:
    review = [
        Export("review", "report", "01 报告.docx", "a" * 64, '{"p1":"文"}'),
        Export("review", "x", "02", "b" * 64),
    ]
    draft_file.record_export(review)
    draft_file.record_export([Export("final", "report", "01 报告.docx", "c" * 64)])
    found = draft_file.exports()
    assert [logged.export.sha256[0] for logged in found] == ["c", "b", "a"]
    assert found[-1].export == review[0]
    assert found[0].at > found[-1].at


def test_a_clock_without_offset_is_a_bug(path: Path, draft: Draft) -> None:
    with pytest.raises(ValueError, match="offset"):
        DraftFile.create(path, draft, who=WHO, clock=lambda: datetime(2024, 1, 1))
    assert list(path.parent.iterdir()) == []


def test_closing_twice_and_using_a_closed_file(draft_file: DraftFile) -> None:
    draft_file.close()
    draft_file.close()
    with pytest.raises(RuntimeError):
        draft_file.flush()
    assert [file.name for file in draft_file.path.parent.iterdir()] == [draft_file.path.name]


def test_commits_that_nobody_waits_for_all_arrive_in_order(draft_file: DraftFile, draft: Draft) -> None:
    futures = [
        draft_file.commit([draft.change(Key("notes", f"n{n}"), Text(LONG[:n]))], label=f"{n}") for n in range(1, 60)
    ]
    times = [future.result() for future in futures]
    assert times == sorted(times)
    assert len(read_draft(draft_file.path).rows("notes")) == 60


def test_creating_never_overwrites(closed: Path, draft: Draft, clock: Clock) -> None:
    before = closed.read_bytes()
    with pytest.raises(UserError, match="已经存在"):
        DraftFile.create(closed, draft, who=WHO, clock=clock)
    assert closed.read_bytes() == before
    assert [file.name for file in closed.parent.iterdir()] == [closed.name]


def test_what_cannot_be_created_leaves_nothing(tmp_path: Path, clock: Clock) -> None:
    broken = Draft("x", FRAMEWORK, {"states": {("p1", ""): Text("wrong type")}})
    with pytest.raises(AttributeError):
        DraftFile.create(tmp_path / "x.eduduty", broken, who=WHO, clock=clock)
    assert list(tmp_path.iterdir()) == []
