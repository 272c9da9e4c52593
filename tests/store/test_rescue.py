"""When the file cannot be written, the work goes on in memory and can be saved elsewhere, history and all."""

import shutil
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from eduduty_desktop.draft import Draft, Key, canonical
from eduduty_desktop.draft.records import Narrative, Text
from eduduty_desktop.errors import UserError
from eduduty_desktop.store import Backups, DraftFile, Export, Phase, Reason, SaveState, read_draft
from eduduty_desktop.store.batch import Batch, queued
from eduduty_desktop.store.lock import lock_path
from eduduty_desktop.store.state import SaveTracker
from tests.store.samples import KEY, LONG, WHO, edit

Clock = Callable[[], datetime]
NOTE = Key("notes", "p2")


@pytest.fixture
def kept_file(path: Path, draft: Draft, clock: Clock, tmp_path: Path) -> DraftFile:
    """An open draft file with a folder for backups and some history; the test closes it."""
    return DraftFile.create(path, draft, who=WHO, clock=clock, backups=Backups(tmp_path / "backups", clock))


def lose(file: DraftFile) -> None:
    """The drive is pulled: the file is not where it was."""
    try:
        file.path.rename(file.path.with_name("pulled"))
    except PermissionError:
        pytest.skip("this system does not let an open file be moved")


def labels(file: DraftFile, key: Key = KEY) -> list[str]:
    return [line.label for line in file.history(key)]


def work(file: DraftFile, draft: Draft, *texts: str) -> Draft:
    for text in texts:
        changes = [edit(draft, text)]
        file.commit(changes, label=text[:6])
        draft = draft.apply(changes)
    return draft


def test_a_pulled_drive_is_left_behind(kept_file: DraftFile, draft: Draft, tmp_path: Path) -> None:
    now = work(kept_file, draft, "一", LONG + "二")
    kept_file.back_up(now, Reason.ASKED).result()
    now = work(kept_file, now, LONG + "三", LONG + "三，四")
    kept_file.record_export([Export("review", "report", "x.docx", "0" * 64)]).result()
    lose(kept_file)
    now = work(kept_file, now, LONG + "五")
    assert kept_file.flush().exception() is not None
    assert kept_file.state.phase is Phase.FAILING
    kept_file.save_elsewhere(tmp_path / "别处.eduduty", now)
    assert kept_file.state.phase is Phase.SAVED
    assert canonical(read_draft(tmp_path / "别处.eduduty")) == canonical(now)
    assert labels(kept_file) == [LONG[:6], LONG[:6], LONG[:6], LONG[:6], "一", "新建自评稿"]
    assert [line.new.text for line in kept_file.history(KEY)][:2] == [LONG + "五", LONG + "三，四"]
    assert [item.export.file_name for item in kept_file.exports()] == ["x.docx"]
    now = work(kept_file, now, "继续")
    kept_file.close()
    assert read_draft(tmp_path / "别处.eduduty").text(*KEY[:2]) == "继续"
    assert not lock_path(tmp_path / "别处.eduduty").exists()


def test_without_file_and_backup_memory_is_enough(draft_file: DraftFile, draft: Draft, tmp_path: Path) -> None:
    now = work(draft_file, draft, "一", "二")
    draft_file.flush().result()
    lose(draft_file)
    now = work(draft_file, now, "三")
    draft_file.save_elsewhere(tmp_path / "别处.eduduty", now)
    assert canonical(read_draft(draft_file.path)) == canonical(now)
    assert labels(draft_file) == ["三", "二", "一", "另存"]  # what came before this session is not in memory


def test_what_memory_has_and_nobody_handed_in_is_written_too(
    draft_file: DraftFile, draft: Draft, tmp_path: Path
) -> None:
    now = draft.apply([edit(draft, "只在内存里")])
    draft_file.save_elsewhere(tmp_path / "别处.eduduty", now)
    assert canonical(read_draft(draft_file.path)) == canonical(now)
    assert labels(draft_file) == ["另存", "新建自评稿"]


def test_a_sound_file_may_be_left_too_and_stays_as_it_is(draft_file: DraftFile, draft: Draft, tmp_path: Path) -> None:
    now = work(draft_file, draft, "一")
    draft_file.flush().result()
    old, before = draft_file.path, draft_file.path.read_bytes()
    draft_file.save_elsewhere(tmp_path / "别处.eduduty", now)
    assert old.read_bytes() == before
    assert not lock_path(old).exists()
    assert labels(draft_file) == ["一", "新建自评稿"]


def test_saving_elsewhere_fails_whole(draft_file: DraftFile, draft: Draft, tmp_path: Path) -> None:
    (tmp_path / "da.eduduty").write_bytes(b"x")
    for target, words in ((tmp_path / "da.eduduty", "已经存在"), (tmp_path / "no" / "x.eduduty", "不存在")):
        with pytest.raises(UserError, match=words):
            draft_file.save_elsewhere(target, draft)
    with pytest.raises(UserError, match="已经存在"):
        draft_file.save_elsewhere(draft_file.path, draft)
    assert (tmp_path / "da.eduduty").read_bytes() == b"x"
    work(draft_file, draft, "还在原处")
    draft_file.flush().result()
    assert read_draft(draft_file.path).text(*KEY[:2]) == "还在原处"
    assert {file.name for file in tmp_path.iterdir()} == {
        "da.eduduty",
        draft_file.path.name,
        lock_path(draft_file.path).name,
    }


def test_a_backup_while_failing_holds_what_memory_does(kept_file: DraftFile, draft: Draft, tmp_path: Path) -> None:
    lose(kept_file)
    now = work(kept_file, draft, "存不上")
    kept_file.save_open_edit([now.change(NOTE, Text("正在打"))], label="写")
    now = now.apply([now.change(NOTE, Text("正在打"))])
    made = kept_file.back_up(now, Reason.REGULAR).result()
    assert made.reason is Reason.FAILING
    assert canonical(read_draft(made.path)) == canonical(now)
    with pytest.raises(UserError):
        kept_file.close()


def test_a_damaged_file_is_no_base(kept_file: DraftFile, draft: Draft, tmp_path: Path) -> None:
    now = work(kept_file, draft, "一")
    kept_file.back_up(now, Reason.ASKED).result()
    with kept_file.path.open("rb+") as stream:
        stream.seek(4096 * 9)
        stream.write(b"\xa5" * 4096)
    now = work(kept_file, now, "二")
    kept_file.save_elsewhere(tmp_path / "别处.eduduty", now)
    assert canonical(read_draft(kept_file.path)) == canonical(now)
    assert labels(kept_file)[-1] == "新建自评稿"  # from the backup
    kept_file.close()


def test_an_older_copy_written_over_the_file_is_noticed(draft_file: DraftFile, draft: Draft, tmp_path: Path) -> None:
    older = tmp_path / "older"
    shutil.copyfile(draft_file.path, older)
    now = work(draft_file, draft, "一")
    draft_file.flush().result()
    with older.open("rb") as source, draft_file.path.open("rb+") as target:  # as a sync client does, in place
        target.write(source.read())
        target.truncate()
    before = draft_file.path.read_bytes()
    assert "已被换成另一份" in str(draft_file.commit([edit(now, "二")], label="写").exception())
    assert draft_file.state.must_move
    assert draft_file.path.read_bytes() == before
    now = now.apply([edit(now, "二")])
    draft_file.save_elsewhere(tmp_path / "别处.eduduty", now)
    assert canonical(read_draft(draft_file.path)) == canonical(now)


# --- what is being saved ---------------------------------------------------------------------------------------


def test_the_state_follows_every_write(draft_file: DraftFile, draft: Draft) -> None:
    seen: list[SaveState] = []
    leave = draft_file.on_state(seen.append)
    assert draft_file.state.phase is Phase.UNTOUCHED
    at = draft_file.commit([edit(draft, "一")], label="写").result()
    assert [state.phase for state in seen] == [Phase.SAVING, Phase.SAVED]
    assert draft_file.state.saved_at == at
    leave()
    draft_file.flush().result()
    assert len(seen) == 2


def test_failing_since_is_the_first_failure(clock: Clock) -> None:
    tracker = SaveTracker(clock)
    tracker.handed_in()
    tracker.failed(UserError("满"), must_move=False)
    since = tracker.state.failing_since
    tracker.handed_in()
    tracker.failed(UserError("仍满"), must_move=False)
    assert tracker.state.failing_since == since
    assert tracker.state.reason is not None
    assert tracker.state.reason.message == "仍满"
    tracker.handed_in()
    tracker.written(clock())
    assert tracker.state.phase is Phase.SAVED


def test_a_bug_does_not_pass_for_saved(clock: Clock) -> None:
    tracker = SaveTracker(clock)
    tracker.handed_in()
    tracker.failed(ZeroDivisionError(), must_move=False)
    tracker.written(clock())
    assert tracker.state.phase is Phase.FAILING
    assert tracker.state.must_move
    tracker.moved(clock())
    assert tracker.state.phase is Phase.SAVED


def test_only_the_last_typing_waits() -> None:
    typing, sealed = Batch(open_edit=()), Batch(open_edit=(), exports=(Export("r", "r", "x", "0" * 64),))
    assert queued([typing], typing) == (typing,)
    assert queued([sealed, typing], sealed) == (sealed, sealed)
    assert queued([typing], Batch()) == (typing, Batch())


def test_typing_that_could_not_be_written_is_tried_again(draft_file: DraftFile, draft: Draft) -> None:
    lose(draft_file)
    assert draft_file.save_open_edit([edit(draft, "打到一半")], label="写").exception() is not None
    draft_file.path.with_name("pulled").rename(draft_file.path)
    draft_file.flush().result()
    assert read_draft(draft_file.path).get(KEY) == Narrative("打到一半")
