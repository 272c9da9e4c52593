"""Long paths and clocks that go backwards."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from eduduty_desktop.draft import Draft, canonical
from eduduty_desktop.errors import UserError
from eduduty_desktop.store import Backups, DraftFile, LockedError, Reason, read_draft, restore
from eduduty_desktop.store.lock import lock_path
from tests.store.samples import KEY, WHO, edit, ticking

Clock = Callable[[], datetime]


def long_path(folder: Path, length: int, letter: str) -> Path:
    """A path of so many characters, in folders of ordinary length."""
    while length - len(str(folder)) > 70:
        folder = folder / (letter * 40)
        folder.mkdir()
    path = folder / (letter * (length - len(str(folder)) - len("/.eduduty")) + ".eduduty")
    assert len(str(path)) == length
    return path


@pytest.mark.parametrize(("length", "letter"), [(250, "a"), (250, "é"), (400, "a"), (490, "a"), (190, "甲")])
def test_a_long_path(length: int, letter: str, tmp_path: Path, draft: Draft, clock: Clock) -> None:
    path = long_path(tmp_path, length, letter)
    known = Backups(tmp_path / "backups", clock)
    with DraftFile.create(path, draft, who=WHO, clock=clock, backups=known) as file:
        file.commit([edit(draft, "一")], label="写").result()
        made = file.back_up(draft.apply([edit(draft, "一")]), Reason.ASKED).result()
        with pytest.raises(LockedError):
            DraftFile.open(path, who=WHO, clock=clock)
    assert read_draft(path).text(*KEY[:2]) == "一"
    assert restore(made.path, path.with_name("丙.eduduty"), who=WHO, clock=clock).kept is None


@pytest.mark.parametrize(("length", "letter"), [(250, "甲"), (505, "a")])
def test_a_path_that_sqlite_cannot_open_is_refused(
    length: int, letter: str, tmp_path: Path, draft: Draft, clock: Clock
) -> None:
    path = long_path(tmp_path, length, letter)
    with pytest.raises(UserError, match="所在的路径太长"):
        DraftFile.create(path, draft, who=WHO, clock=clock)
    path.write_bytes(b"SQLite format 3")
    with pytest.raises(UserError, match="所在的路径太长"):
        DraftFile.open(path, who=WHO, clock=clock)
    with pytest.raises(UserError, match="所在的路径太长"):
        read_draft(path)
    assert list(path.parent.iterdir()) == [path]


def test_a_name_of_240_bytes_has_a_lock_and_one_too_long_is_refused(tmp_path: Path, draft: Draft, clock: Clock) -> None:
    path = tmp_path / ("甲" * 79 + "b.eduduty")
    assert len(path.name.encode()) == 246
    with DraftFile.create(path, draft, who=WHO, clock=clock) as file:
        assert lock_path(path).exists()
        assert len(lock_path(path).name.encode()) < 255
        file.commit([edit(draft, "一")], label="写").result()
    assert canonical(read_draft(path)) == canonical(draft.apply([edit(draft, "一")]))
    made = restore(path, path, who=WHO, clock=clock)
    assert made.kept is not None
    assert "恢复前" in made.kept.name
    too_long = path.with_name("甲" * 80 + "b.eduduty")
    with pytest.raises(UserError, match=r"文件名“甲+…”太长"):
        DraftFile.create(too_long, draft, who=WHO, clock=clock)
    with pytest.raises(UserError, match=r"文件名“甲+…”太长"):
        DraftFile.open(too_long, who=WHO, clock=clock)
    with pytest.raises(UserError, match="太长"):
        read_draft(path.with_name("甲" * 100))


def test_a_clock_set_back_keeps_the_order_of_the_history(closed: Path, draft: Draft) -> None:
    now = ticking()
    with DraftFile.open(closed, who=WHO, clock=lambda: now() - timedelta(days=400)) as file:
        changes = [edit(draft, "后来")]
        file.commit(changes, label="写").result()
        first, second = file.history(KEY)
    assert (first.new.text, first.at < second.at) == ("后来", True)


def test_a_lock_from_the_future_is_a_lock(closed: Path) -> None:
    now = ticking()
    with (
        DraftFile.open(closed, who=WHO, clock=lambda: now() + timedelta(days=400)),
        pytest.raises(LockedError, match="2025-12-27"),
    ):
        DraftFile.open(closed, who=WHO, clock=now)


def test_backups_of_a_clock_set_back_are_the_newest(closed: Path, draft: Draft, tmp_path: Path) -> None:
    moments = iter([ticking()() + timedelta(days=days) for days in (0, 10, -500)])
    known = Backups(tmp_path / "backups", lambda: next(moments))
    with DraftFile.open(closed, who=WHO, clock=ticking(), backups=known) as file:
        made = [file.back_up(draft, Reason.REGULAR).result() for _ in range(3)]
    assert known.of_file(closed) == made[::-1]
    assert known.newest(draft.id, closed) == made[-1]
