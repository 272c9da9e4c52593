"""Killed without warning, nothing acknowledged is lost; what was being typed comes back."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from functools import partial
from pathlib import Path

from eduduty_desktop.draft import Draft, Key, canonical
from eduduty_desktop.draft.records import Narrative, Text
from eduduty_desktop.store import DraftFile, read_draft
from eduduty_desktop.store.lock import lock_path
from tests.store.samples import KEY, LONG, WHO, edit, killed_at, process

Clock = Callable[[], datetime]

HEAD = """
import sys, os
from pathlib import Path
from eduduty_desktop.draft import Key
from eduduty_desktop.draft.records import Narrative, Text
from eduduty_desktop.store import DraftFile
from tests.store.samples import KEY, LONG, edit, ticking
file = DraftFile.open(Path(sys.argv[1]), who="李四", clock=ticking())
"""
TYPE = (
    HEAD
    + """
file.save_open_edit([edit(file.draft, "打到一半", "g7")], label="填写正文")
file.save_open_edit([edit(file.draft, LONG + "打完", "g7")], label="填写正文").result()
print("saved", flush=True)
sys.stdin.read()
"""
)
COMMIT = (
    HEAD
    + """
draft = file.draft
for n in range(100):
    change = edit(draft, LONG + str(n))
    draft = draft.apply([change])
    file.commit([change], label=f"第{n}次").result()
    print(n, flush=True)
for n in range(1000):
    file.commit([draft.change(Key("notes", f"n{n}"), Text("x"))], label="未等")
print("done", flush=True)
sys.stdin.read()
"""
)
LEAVE = (
    HEAD
    + """
for n in range(50):
    file.commit([file.draft.change(Key("notes", f"n{n}"), Text("x"))], label="x")
"""
)
CUT_SHORT = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("PRAGMA cache_size = 1")
connection.execute("BEGIN IMMEDIATE")
connection.execute("UPDATE narratives SET text = replace(text, '教育', '教 育')")
connection.execute("UPDATE change_log SET who = who || '!' || hex(zeroblob(9000))")
print("written", flush=True)
sys.stdin.read()
"""


def test_what_was_being_typed_comes_back_and_is_in_the_log(closed: Path, draft: Draft, clock: Clock) -> None:
    killed_at("saved", TYPE, closed)
    assert read_draft(closed).text(*KEY[:2]) == LONG + "打完"
    with DraftFile.open(closed, who=WHO, clock=clock) as file:
        (change,) = file.recovered
        assert (change.key, change.old, change.new) == (KEY, draft.get(KEY), Narrative(LONG + "打完"))
        assert file.draft.get(KEY) == change.new
        newest = file.history(KEY)[0]
        assert (newest.new, newest.old) == (change.new, change.old)
        assert (newest.who, newest.label, newest.group, newest.cause) == ("李四", "填写正文", "g7", "typed")
    with DraftFile.open(closed, who=WHO, clock=clock) as again:
        assert again.recovered == ()
        assert again.draft.get(KEY) == change.new
        assert len(again.history(KEY)) == 2


def test_no_acknowledged_commit_is_lost(closed: Path, clock: Clock) -> None:
    acknowledged = killed_at("done", COMMIT, closed)
    assert acknowledged == [str(n) for n in range(100)]
    with DraftFile.open(closed, who=WHO, clock=clock) as file:
        assert file.draft.get(KEY) == Narrative(LONG + "99")
        texts = [logged.new.text for logged in file.history(KEY)]
        assert texts == [*(f"{LONG}{n}" for n in reversed(range(100))), LONG]


def test_a_program_that_just_ends_still_writes_and_unlocks(closed: Path) -> None:
    with process(LEAVE, closed) as other:
        other.communicate()
    assert other.returncode == 0
    assert len(read_draft(closed).rows("notes")) == 51
    assert not lock_path(closed).exists()


def test_a_commit_cut_short_is_undone_by_whoever_comes_next(closed: Path, draft: Draft, clock: Clock) -> None:
    for come_next in (read_draft, partial(opened, clock)):
        before = closed.read_bytes()
        killed_at("written", CUT_SHORT, closed)
        assert closed.read_bytes() != before
        assert closed.with_name(closed.name + "-journal").exists()
        assert canonical(come_next(closed)) == canonical(draft)


def opened(clock: Clock, path: Path) -> Draft:
    with DraftFile.open(path, who=WHO, clock=clock) as file:
        return file.draft


def test_a_journal_without_its_draft_does_not_spoil_a_new_one(closed: Path, draft: Draft, clock: Clock) -> None:
    killed_at("written", CUT_SHORT, closed)
    closed.unlink()
    DraftFile.create(closed, draft, who=WHO, clock=clock).close()
    assert canonical(read_draft(closed)) == canonical(draft)


def rows_in(path: Path, table: str) -> int:
    with closing(sqlite3.connect(path)) as connection:
        (count,) = connection.execute(f"SELECT count(*) FROM {table}").fetchone()
    return int(count)


def test_the_next_open_edit_replaces_the_last(draft_file: DraftFile, draft: Draft) -> None:
    note = draft.change(Key("notes", "p2"), Text("记"))
    draft_file.save_open_edit([edit(draft, "一"), note], label="写").result()
    assert rows_in(draft_file.path, "open_edit") == 2
    draft_file.save_open_edit([edit(draft, "二")], label="写").result()
    assert rows_in(draft_file.path, "open_edit") == 1
    assert read_draft(draft_file.path).text(*KEY[:2]) == "二"


def test_sealing_clears_the_open_edit(draft_file: DraftFile, draft: Draft) -> None:
    note = draft.change(Key("notes", "p2"), Text("记"))
    draft_file.save_open_edit([edit(draft, "一"), note], label="写")
    draft_file.seal_open_edit([edit(draft, "三")], label="写").result()
    assert rows_in(draft_file.path, "open_edit") == 0
    assert read_draft(draft_file.path).get(KEY) == Narrative("三")
    assert read_draft(draft_file.path).get(note.key) is None
    assert [logged.label for logged in draft_file.history(KEY)] == ["写", "新建自评稿"]


def test_another_commit_leaves_the_open_edit_and_one_of_its_key_ends_it(draft_file: DraftFile, draft: Draft) -> None:
    draft_file.save_open_edit([edit(draft, "一")], label="写")
    draft_file.commit([draft.change(Key("notes", "p2"), Text("记"))], label="记").result()
    assert rows_in(draft_file.path, "open_edit") == 1
    draft_file.commit([edit(draft, "二")], label="导入").result()
    assert rows_in(draft_file.path, "open_edit") == 0


def test_an_open_edit_that_changes_nothing_is_no_recovery(draft_file: DraftFile, draft: Draft, clock: Clock) -> None:
    same = edit(draft, "x")
    draft_file.commit([same], label="写")
    draft_file.save_open_edit([same], label="写")
    draft_file.close()
    with DraftFile.open(draft_file.path, who=WHO, clock=clock) as file:
        assert file.recovered == ()
        assert len(file.history(KEY)) == 2
