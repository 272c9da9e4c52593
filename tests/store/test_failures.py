"""A full disk, a pulled drive: told in words, nothing half-written, nothing forgotten."""

import shutil
import sqlite3
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from eduduty_desktop.draft import Draft, Key, canonical
from eduduty_desktop.draft.records import Narrative, Text
from eduduty_desktop.errors import UserError
from eduduty_desktop.store import DraftFile, connection, read_draft
from eduduty_desktop.store.failures import in_plain_words, user_error
from eduduty_desktop.store.header import journal_of
from eduduty_desktop.store.lock import lock_path
from tests.store.samples import KEY, LONG, WHO, edit

Clock = Callable[[], datetime]


@pytest.fixture
def full_disk(closed: Path, monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """No connection may let the file grow, until the patch is undone."""
    pages = closed.stat().st_size // 4096
    monkeypatch.setattr(connection, "PRAGMAS", (*connection.PRAGMAS, f"PRAGMA max_page_count = {pages}"))
    return monkeypatch


def test_a_full_disk_leaves_file_and_draft_and_is_made_up_for(
    closed: Path, draft: Draft, clock: Clock, full_disk: pytest.MonkeyPatch
) -> None:
    told: list[Exception] = []
    before = closed.read_bytes()
    with DraftFile.open(closed, who=WHO, clock=clock, on_failure=told.append) as file:
        changes = [draft.change(Key("notes", "p2"), Text("小")), edit(draft, LONG * 20)]
        future = file.commit(changes, label="写")
        with pytest.raises(UserError, match="磁盘空间不足") as failed:
            future.result()
        assert "另存" in failed.value.what_to_do
        assert told == [failed.value]
        assert closed.read_bytes() == before
        assert not journal_of(closed).exists()
        assert canonical(file.draft) == canonical(draft)
        with pytest.raises(UserError, match="磁盘空间不足"):
            file.save_open_edit([edit(draft, LONG * 21)], label="写").result()
        full_disk.undo()
        file.commit([draft.change(Key("notes", "p3"), Text("后来"))], label="记").result()
        after = read_draft(closed)
        assert (after.text("notes", "p2"), after.text("notes", "p3")) == ("小", "后来")
        assert after.get(KEY) == Narrative(LONG * 21)  # what was being typed waited too
        assert [logged.label for logged in file.history(KEY)] == ["写", "新建自评稿"]


def test_handing_in_the_same_changes_again_does_no_harm(
    closed: Path, draft: Draft, clock: Clock, full_disk: pytest.MonkeyPatch
) -> None:
    with DraftFile.open(closed, who=WHO, clock=clock) as file:
        changes = [edit(draft, LONG * 20)]
        assert file.commit(changes, label="写").exception() is not None
        full_disk.undo()
        file.commit(changes, label="写").result()
        assert [len(logged.new.text) for logged in file.history(KEY)] == [len(LONG) * 20, len(LONG)]


def test_what_never_could_be_written_is_said_on_closing(
    closed: Path, draft: Draft, clock: Clock, full_disk: pytest.MonkeyPatch
) -> None:
    file = DraftFile.open(closed, who=WHO, clock=clock)
    file.commit([edit(draft, LONG * 20)], label="写")
    with pytest.raises(UserError, match="磁盘空间不足"):
        file.close()
    file.close()
    assert not lock_path(closed).exists()
    assert canonical(read_draft(closed)) == canonical(draft)


def test_no_room_for_a_new_draft_leaves_nothing(
    closed: Path, draft: Draft, clock: Clock, full_disk: pytest.MonkeyPatch
) -> None:
    full_disk.setattr(connection, "PRAGMAS", (*connection.PRAGMAS, "PRAGMA max_page_count = 8"))
    with pytest.raises(UserError, match="磁盘空间不足"):
        DraftFile.create(closed.with_name("新.eduduty"), draft, who=WHO, clock=clock)
    assert [file.name for file in closed.parent.iterdir()] == [closed.name]


def test_a_drive_pulled_and_put_back(draft_file: DraftFile, draft: Draft, tmp_path: Path) -> None:
    aside = tmp_path / "aside"
    try:
        draft_file.path.rename(aside)
    except PermissionError:
        pytest.skip("this system does not let an open file be moved")
    with pytest.raises(UserError, match=r"移动|不能打开|不存在"):
        draft_file.commit([edit(draft, "一")], label="写").result()
    with pytest.raises(UserError, match="不存在"):
        draft_file.flush().result()
    shutil.copyfile(aside, draft_file.path)  # another file to the system, the same draft to people
    draft_file.commit([draft.change(Key("notes", "p2"), Text("二"))], label="记").result()
    after = read_draft(draft_file.path)
    assert (after.get(KEY), after.text("notes", "p2")) == (Narrative("一"), "二")


def test_another_file_put_in_its_place_is_not_written_into(draft_file: DraftFile, draft: Draft, tmp_path: Path) -> None:
    older = tmp_path / "older"
    shutil.copyfile(draft_file.path, older)
    draft_file.commit([edit(draft, "一")], label="写").result()
    try:
        draft_file.path.unlink()
    except PermissionError:
        pytest.skip("this system does not let an open file be removed")
    shutil.copyfile(older, draft_file.path)
    before = draft_file.path.read_bytes()
    assert draft_file.commit([edit(draft, "二")], label="写").exception() is not None
    with pytest.raises(UserError, match="已被换成另一份文件"):
        draft_file.flush().result()
    assert draft_file.path.read_bytes() == before
    with pytest.raises(UserError, match="已被换成另一份文件"):
        draft_file.close()


def test_a_file_in_use_by_another_program(closed: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "PRAGMAS", ("PRAGMA busy_timeout = 0", *connection.PRAGMAS))
    other = sqlite3.connect(closed, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(UserError, match="其他程序占用"):
        DraftFile.open(closed, who=WHO, clock=clock)
    other.close()
    assert not lock_path(closed).exists()


def test_the_words_for_what_systems_say(path: Path) -> None:
    for error in (OSError(28, "x"), OSError(13, "x"), OSError(30, "x"), OSError(9999, "x"), PermissionError()):
        known = user_error(error, path)
        assert known is not None
        assert path.name in known.message
        assert known.what_to_do
    assert user_error(ValueError("x"), path) is None
    assert user_error(sqlite3.ProgrammingError("x"), path) is None
    with pytest.raises(ZeroDivisionError), in_plain_words(path):
        raise ZeroDivisionError


# --- copies ---------------------------------------------------------------------------------------------


def test_a_copy_is_the_draft(draft_file: DraftFile, draft: Draft, tmp_path: Path, clock: Clock) -> None:
    copy = tmp_path / "副本.eduduty"
    draft_file.commit([edit(draft, "一")], label="写")
    draft_file.copy_to(copy)
    with DraftFile.open(copy, who=WHO, clock=clock) as file:
        assert file.draft == draft.apply([edit(draft, "一")])
        assert len(file.history(KEY)) == 2
    draft_file.commit([draft.change(Key("notes", "p2"), Text("二"))], label="记").result()
    assert read_draft(copy).get(Key("notes", "p2")) is None


def test_a_copy_overwrites_only_on_demand(draft_file: DraftFile, draft: Draft, tmp_path: Path) -> None:
    copy = tmp_path / "副本.eduduty"
    copy.write_bytes(b"x")
    with pytest.raises(UserError, match="已经存在"):
        draft_file.copy_to(copy)
    assert copy.read_bytes() == b"x"
    draft_file.copy_to(copy, overwrite=True)
    assert canonical(read_draft(copy)) == canonical(draft)


def test_a_copy_never_overwrites_an_open_draft(draft_file: DraftFile) -> None:
    with pytest.raises(UserError, match="打开"):
        draft_file.copy_to(draft_file.path, overwrite=True)


def test_a_copy_that_cannot_be_written_leaves_nothing(draft_file: DraftFile, draft: Draft, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="不存在"):
        draft_file.copy_to(tmp_path / "nowhere" / "x.eduduty")
    (tmp_path / "folder").mkdir()
    with pytest.raises(UserError, match="folder"):
        draft_file.copy_to(tmp_path / "folder", overwrite=True)
    assert {file.name for file in tmp_path.iterdir()} == {
        "folder",
        draft_file.path.name,
        lock_path(draft_file.path).name,
    }
    draft_file.commit([edit(draft, "一")], label="写").result()
