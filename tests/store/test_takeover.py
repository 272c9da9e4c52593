"""Two programs on one draft: the second is told, may read, and takes over only when a person says so."""

import platform
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import msgspec
import pytest

from eduduty_desktop.draft import Change, Draft, Key, canonical
from eduduty_desktop.draft.records import Narrative, Text
from eduduty_desktop.errors import UserError
from eduduty_desktop.store import (
    DraftFile,
    Holder,
    LockedError,
    Phase,
    TakenOverError,
    holder_of,
    machine,
    machine_id,
    read_draft,
    read_history,
)
from eduduty_desktop.store.lock import lock_path
from eduduty_desktop.store.machine import FILE
from tests.store.samples import KEY, WHO, edit, process

Clock = Callable[[], datetime]
NOTE = Key("notes", "p2")


def note(draft: Draft, text: str) -> list[Change]:
    return [draft.change(NOTE, Text(text))]


def test_the_one_taken_over_writes_nothing_more(draft_file: DraftFile, draft: Draft, clock: Clock) -> None:
    draft_file.save_open_edit([edit(draft, "打到一半")], label="写").result()
    with DraftFile.open(draft_file.path, who="李四", clock=clock, take_over=True) as other:
        assert other.draft.get(KEY) == Narrative("打到一半")  # what was being typed is not lost
        before = draft_file.path.read_bytes()
        with pytest.raises(TakenOverError, match="李四") as told:
            draft_file.commit(note(draft, "晚了"), label="写").result()
        assert "另存" in told.value.what_to_do
        assert draft_file.path.read_bytes() == before
        state = draft_file.state
        assert (state.phase, state.must_move, state.reason) == (Phase.FAILING, True, told.value)
        other.commit(note(other.draft, "对方"), label="写").result()
        holder = holder_of(other.path)
        assert holder is not None
        assert holder.user == "李四"
    with pytest.raises(UserError, match=r"换成另一份|接管"):
        draft_file.close()
    assert read_draft(draft_file.path).text("notes", "p2") == "对方"


def test_the_one_taken_over_saves_elsewhere(draft_file: DraftFile, draft: Draft, clock: Clock, tmp_path: Path) -> None:
    draft_file.commit([edit(draft, "先前")], label="写").result()
    mine = draft.apply([edit(draft, "先前")])
    with DraftFile.open(draft_file.path, who="李四", clock=clock, take_over=True) as other:
        other.commit(note(other.draft, "对方"), label="写").result()
        assert draft_file.commit(note(mine, "我的"), label="记").exception() is not None
        mine = mine.apply(note(mine, "我的"))
        draft_file.save_elsewhere(tmp_path / "我的.eduduty", mine)
        assert draft_file.state.phase is Phase.SAVED
        assert draft_file.path == (tmp_path / "我的.eduduty").resolve()
        assert lock_path(other.path).exists()
    assert canonical(read_draft(draft_file.path)) == canonical(mine)
    assert next(line.label for line in draft_file.history(KEY)) == "写"
    draft_file.commit([edit(mine, "继续")], label="写").result()
    assert read_draft(draft_file.path).text(*KEY[:2]) == "继续"
    assert read_draft(other.path).text("notes", "p2") == "对方"


def test_a_taker_that_changed_nothing_and_left_is_no_hindrance(
    draft_file: DraftFile, draft: Draft, clock: Clock
) -> None:
    DraftFile.open(draft_file.path, who="李四", clock=clock, take_over=True).close()
    draft_file.commit(note(draft, "还在"), label="写").result()
    assert holder_of(draft_file.path) is not None
    assert draft_file.state.phase is Phase.SAVED


def test_a_taker_that_wrote_and_left_is_noticed(draft_file: DraftFile, draft: Draft, clock: Clock) -> None:
    with DraftFile.open(draft_file.path, who="李四", clock=clock, take_over=True) as other:
        other.commit(note(other.draft, "对方"), label="写").result()
    error = draft_file.commit(note(draft, "我的"), label="写").exception()
    assert "已被换成另一份" in str(error)
    assert draft_file.state.must_move
    assert read_draft(draft_file.path).text("notes", "p2") == "对方"
    with pytest.raises(UserError, match="已被换成另一份"):
        draft_file.close()


def test_taking_over_from_nobody_is_opening(closed: Path, clock: Clock) -> None:
    DraftFile.open(closed, who=WHO, clock=clock, take_over=True).close()
    assert not lock_path(closed).exists()


def test_a_reader_beside_a_writer_sees_whole_commits(draft_file: DraftFile, draft: Draft) -> None:
    now = draft
    for n in range(20):
        changes = [edit(now, f"{n}"), *note(now, f"{n}")]
        now = now.apply(changes)
        future = draft_file.commit(changes, label="写")
        seen = read_draft(draft_file.path)
        texts = (seen.text(*KEY[:2]), seen.text("notes", "p2"))
        assert texts[0] == texts[1] or texts[1] == ""
        future.result()
    assert read_history(draft_file.path, KEY)[0].new == Narrative("19")


# --- which computer ------------------------------------------------------------------------------------------


def written(path: Path, holder: Holder) -> None:
    lock_path(path).write_bytes(msgspec.json.encode(holder))


def dead_process() -> int:
    with process("") as other:
        other.communicate()
    return other.pid


def test_computers_of_one_name_are_told_apart(closed: Path, clock: Clock) -> None:
    holder = Holder(platform.node(), "李四", dead_process(), "2024-11-01T08:00:00+08:00", machine="a" * 32)
    written(closed, holder)
    with pytest.raises(LockedError) as refused:
        DraftFile.open(closed, who=WHO, clock=clock, machine="b" * 32)
    assert not refused.value.same_machine
    assert "在计算机" in refused.value.message
    DraftFile.open(closed, who=WHO, clock=clock, machine="a" * 32).close()


def test_the_name_of_a_computer_is_drawn_once(tmp_path: Path) -> None:
    folder = tmp_path / "neu" / "data"
    first = machine_id(folder)
    assert len(first) == 32
    assert machine_id(folder) == first
    assert machine_id(tmp_path / "other") != first


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\xff"])
def test_a_spoilt_name_is_drawn_anew(content: bytes, tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(content)
    drawn = machine_id(tmp_path)
    assert machine_id(tmp_path) == drawn


def test_a_cloned_disk_gets_a_name_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if sys.platform != "linux":
        pytest.skip("elsewhere the address comes from the system's own function")
    cards, names = tmp_path / "cards", set()
    for name in ("lo", "wlp1s0", "enx00", "enp3s0"):
        (cards / name / "device").mkdir(parents=True)
    monkeypatch.setattr(machine, "_CARDS", cards)
    for address in ("00:11:22:33:44:55", "00:11:22:33:44:56"):
        (cards / "enp3s0" / "address").write_text(address + "\n")
        names.add(machine_id(tmp_path))
        names.add(machine_id(tmp_path))
    assert len(names) == 2
    monkeypatch.setattr(machine, "_CARDS", tmp_path / "none")
    assert machine_id(tmp_path) == machine_id(tmp_path)
