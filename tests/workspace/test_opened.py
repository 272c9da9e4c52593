"""An open draft as the window has it: saving, backups when they are due, reading only, the way elsewhere."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from eduduty_desktop.draft import Key, canonical
from eduduty_desktop.draft.records import Narrative, Text
from eduduty_desktop.errors import UserError
from eduduty_desktop.store import LockedError, Phase, Reason, TakenOverError, read_draft
from eduduty_desktop.workspace import backups
from eduduty_desktop.workspace.drafts import OpenDraft, open_draft, start
from eduduty_desktop.workspace.exporting import ExportedFile
from eduduty_desktop.workspace.opened import EVERY, EVERY_WHILE_FAILING
from eduduty_desktop.workspace.session import ReadOnlyError
from tests.store.samples import KEY, small_draft, ticking

NOTE = Key("notes", "p2")


class Clock:
    """A clock that only the test turns."""

    def __init__(self) -> None:
        self.time = ticking()()

    def __call__(self) -> datetime:
        return self.time

    def later(self, step: timedelta) -> datetime:
        self.time += step
        return self.time


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def opened(tmp_path: Path, clock: Clock, data: Path) -> Iterator[OpenDraft]:
    draft = start(tmp_path / "县", small_draft(), clock=clock, data=data)
    yield draft
    draft.close()


def note(opened: OpenDraft, text: str) -> None:
    opened.session.edit([(NOTE, Text(text))], label="记")


def made(opened: OpenDraft, clock: Clock, data: Path) -> list[Reason]:
    return [backup.reason for backup in backups.list_backups(opened.path, clock=clock, data=data)]


# --- backups ------------------------------------------------------------------------------------------------


def test_a_backup_is_due_half_an_hour_after_the_last_if_something_changed(
    opened: OpenDraft, clock: Clock, data: Path
) -> None:
    assert not opened.due(clock.later(EVERY * 3))  # nothing has changed
    note(opened, "一")
    assert opened.due(clock())
    future = opened.back_up_if_due(clock())
    assert future is not None
    assert future.result().reason is Reason.REGULAR
    assert not opened.due(clock())
    note(opened, "二")
    assert not opened.due(clock.later(EVERY - timedelta(seconds=1)))
    assert opened.back_up_if_due(clock()) is None
    assert opened.due(clock.later(timedelta(seconds=1)))


def test_a_clock_set_back_makes_a_backup_due(opened: OpenDraft, clock: Clock) -> None:
    note(opened, "一")
    assert opened.due(clock() - timedelta(days=100))


def test_a_backup_that_fails_is_tried_again_half_an_hour_later(opened: OpenDraft, clock: Clock, data: Path) -> None:
    (data / backups.FOLDER).write_bytes(b"a file where the folder should be")
    note(opened, "一")
    future = opened.back_up_if_due(clock.later(EVERY))
    assert future is not None
    assert isinstance(future.exception(), UserError)
    assert not opened.due(clock())
    assert opened.due(clock.later(EVERY))
    (data / backups.FOLDER).unlink()


def test_a_backup_on_opening_only_if_the_newest_is_another_draft(opened: OpenDraft, clock: Clock, data: Path) -> None:
    first = opened.back_up_on_opening()
    assert first is not None
    assert first.result().reason is Reason.OPENED
    assert opened.back_up_on_opening() is None
    note(opened, "一")
    opened.close()
    again = open_draft(opened.path, clock=clock, data=data)
    second = again.back_up_on_opening()
    assert second is not None
    second.result()
    again.close()
    assert made(opened, clock, data) == [Reason.OPENED, Reason.OPENED]


def test_what_is_being_typed_is_in_the_backup(opened: OpenDraft) -> None:
    opened.session.type(KEY, Narrative("打到一"), label="填写正文")
    opened.session.type(KEY, Narrative("打到一半"), label="填写正文")
    backup = opened.back_up(Reason.IMPORT).result()
    assert read_draft(backup.path).text(*KEY[:2]) == "打到一半"


# --- reading only, taking over ----------------------------------------------------------------------------------


def test_a_second_program_reads_and_changes_nothing(opened: OpenDraft, clock: Clock, data: Path) -> None:
    note(opened, "一")
    opened.retry().result()
    with pytest.raises(LockedError) as refused:
        open_draft(opened.path, clock=clock, data=data)
    assert refused.value.same_machine
    before = opened.path.read_bytes()
    reader = open_draft(opened.path, clock=clock, data=data, read_only=True)
    session = reader.session
    assert canonical(session.draft) == canonical(opened.session.draft)
    assert reader.read_only
    assert "打开着" in session.read_only
    for change in (
        lambda: session.edit([(NOTE, Text("二"))], label="记"),
        lambda: session.type(NOTE, Text("二"), label="记"),
        session.undo,
        session.redo,
        reader.retry,
        reader.back_up,
        lambda: reader.save_elsewhere(opened.path.with_name("x")),
        lambda: reader.record_export("review", []),
    ):
        with pytest.raises(ReadOnlyError, match="只读打开"):
            change()
    session.seal()
    session.journal()
    assert session.findings() == opened.session.findings()
    assert [line.label for line in reader.history(NOTE)] == ["记"]
    assert reader.exports() == []
    assert not reader.due(clock.later(EVERY))
    assert reader.back_up_on_opening() is None
    assert reader.state.phase is Phase.UNTOUCHED
    reader.on_state(lambda _state: None)()
    reader.close()
    assert opened.path.read_bytes() == before


def test_reading_a_draft_that_nobody_has_open(opened: OpenDraft, clock: Clock, data: Path) -> None:
    opened.close()
    reader = open_draft(opened.path, clock=clock, data=data, read_only=True)
    assert reader.session.read_only == "按只读方式打开"
    open_draft(opened.path, clock=clock, data=data).close()


def test_taking_over_by_a_persons_word(opened: OpenDraft, clock: Clock, data: Path, tmp_path: Path) -> None:
    opened.session.type(KEY, Narrative("打到一半"), label="填写正文")
    opened.retry().result()
    taker = open_draft(opened.path, clock=clock, data=data, take_over=True)
    assert taker.session.draft.text(*KEY[:2]) == "打到一半"
    note(opened, "晚了")
    assert isinstance(opened.retry().exception(), TakenOverError)
    assert opened.state.must_move
    opened.save_elsewhere(tmp_path / "我的.eduduty")
    assert opened.path.name == "我的.eduduty"
    assert read_draft(opened.path).text("notes", "p2") == "晚了"
    taker.close()


# --- closing ----------------------------------------------------------------------------------------------------


def test_closing_twice_does_nothing(opened: OpenDraft) -> None:
    opened.close()
    opened.close()


def test_closing_while_the_file_is_gone_leaves_a_backup_and_says_so(
    opened: OpenDraft, clock: Clock, data: Path
) -> None:
    try:
        opened.path.rename(opened.path.with_name("pulled"))
    except PermissionError:
        pytest.skip("this system does not let an open file be moved")
    opened.session.type(KEY, Narrative("打到一半"), label="填写正文")
    with pytest.raises(UserError, match="没有存上的内容已经放进备份") as told:
        opened.close()
    assert "恢复" in told.value.what_to_do
    (backup,) = backups.list_backups(opened.path, clock=clock, data=data)
    assert backup.reason is Reason.FAILING
    assert read_draft(backup.path).text(*KEY[:2]) == "打到一半"


def test_backups_are_made_more_often_while_failing(opened: OpenDraft, clock: Clock) -> None:
    opened.path.rename(opened.path.with_name("pulled"))
    note(opened, "一")
    assert opened.retry().exception() is not None
    assert not opened.due(clock())
    assert opened.due(clock.later(EVERY_WHILE_FAILING))
    opened.path.with_name("pulled").rename(opened.path)


def test_exports_are_remembered(opened: OpenDraft) -> None:
    opened.record_export("review", [ExportedFile("report", Path("folder/01 报告.docx"), "a" * 64)]).result()
    (logged,) = opened.exports()
    assert (logged.export.edition, logged.export.file_name) == ("review", "01 报告.docx")
