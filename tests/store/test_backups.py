"""Backups are verified, thinned out by what was written last, and put back without overwriting anything."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from eduduty_desktop.draft import Draft, Key, canonical
from eduduty_desktop.draft.records import Text
from eduduty_desktop.errors import UserError
from eduduty_desktop.store import (
    Backups,
    DraftFile,
    LockedError,
    Reason,
    digest_of,
    read_draft,
    restore,
)
from eduduty_desktop.store.header import journal_of
from eduduty_desktop.store.retention import DAILY, MONTHLY, WEEKLY, kept
from tests.store.samples import KEY, WHO, edit, ticking
from tests.store.test_crash import CUT_SHORT, killed_at
from tests.store.test_schema import with_another_migration

Clock = Callable[[], datetime]
NOTE = Key("notes", "p2")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where backups go; it is not there yet."""
    return tmp_path / "backups"


@pytest.fixture
def known(folder: Path, clock: Clock) -> Backups:
    return Backups(folder, clock)


@pytest.fixture
def kept_file(path: Path, draft: Draft, clock: Clock, known: Backups) -> Iterator[DraftFile]:
    """An open draft file whose backups go to `known`."""
    with DraftFile.create(path, draft, who=WHO, clock=clock, backups=known) as file:
        yield file


# --- making -----------------------------------------------------------------------------------------------


def test_a_backup_is_the_draft_with_its_history(kept_file: DraftFile, draft: Draft, known: Backups) -> None:
    kept_file.commit([edit(draft, "一")], label="写")
    now = draft.apply([edit(draft, "一")])
    made = kept_file.back_up(now, Reason.ASKED).result()
    assert (made.number, made.reason, made.digest, made.origin) == (1, Reason.ASKED, digest_of(now), kept_file.path)
    assert made.at.utcoffset() == timedelta(0)
    assert canonical(read_draft(made.path)) == canonical(now)
    assert known.of_draft(draft.id) == known.of_file(kept_file.path) == [made]
    assert known.newest(draft.id, kept_file.path) == made
    assert {file.name for file in made.path.parent.iterdir()} == {made.path.name, "origin.txt"}


def test_a_backup_holds_what_is_being_typed(kept_file: DraftFile, draft: Draft) -> None:
    kept_file.save_open_edit([edit(draft, "打到一半")], label="写")
    made = kept_file.back_up(draft.apply([edit(draft, "打到一半")]), Reason.REGULAR).result()
    assert read_draft(made.path).text(*KEY[:2]) == "打到一半"


def test_a_backup_that_is_not_the_draft_is_discarded_and_told(
    kept_file: DraftFile, draft: Draft, known: Backups, folder: Path
) -> None:
    with pytest.raises(UserError, match="不一致，已丢弃"):
        kept_file.back_up(draft.apply([edit(draft, "不在文件里")]), Reason.ASKED).result()
    assert known.of_draft(draft.id) == []
    assert not list(folder.rglob("*.tmp"))


def test_a_copy_that_cannot_be_opened_is_discarded_and_told(path: Path, draft: Draft, known: Backups) -> None:
    with pytest.raises(UserError, match="打不开，已丢弃"):
        known.make(draft, path, Reason.ASKED, lambda target: target.write_bytes(b"x" * 5000))
    assert known.of_file(path) == []


def test_a_folder_that_cannot_be_written_is_told_and_the_draft_goes_on(
    kept_file: DraftFile, draft: Draft, folder: Path
) -> None:
    folder.write_bytes(b"a file where the folder should be")
    with pytest.raises(UserError):
        kept_file.back_up(draft, Reason.ASKED).result()
    kept_file.commit([edit(draft, "一")], label="写").result()


def test_drafts_of_one_id_at_two_places_do_not_push_each_other_out(
    kept_file: DraftFile, draft: Draft, known: Backups, tmp_path: Path, clock: Clock
) -> None:
    mine = kept_file.back_up(draft, Reason.ASKED).result()
    kept_file.copy_to(tmp_path / "副本.eduduty")
    with DraftFile.open(tmp_path / "副本.eduduty", who=WHO, clock=clock, backups=known) as copy:
        other = copy.back_up(draft, Reason.ASKED).result()
    assert mine.path.parent != other.path.parent
    assert known.of_file(kept_file.path) == [mine]
    assert {backup.origin for backup in known.of_draft(draft.id)} == {mine.origin, other.origin}


@pytest.mark.parametrize("draft_id", ["../../evil", "a/b", "某", "x" * 300, "..", "CON:"])
def test_an_id_from_a_strangers_file_names_no_other_folder(
    draft_id: str, draft: Draft, path: Path, clock: Clock, known: Backups, folder: Path
) -> None:
    strange = msgspec.structs.replace(draft, id=draft_id)
    with DraftFile.create(path, strange, who=WHO, clock=clock, backups=known) as file:
        made = file.back_up(strange, Reason.ASKED).result()
    (name,) = {child.name for child in folder.iterdir()}
    assert made.path.is_relative_to(folder / name)
    assert name.isascii()
    assert name.isalnum()
    assert known.of_draft(draft_id) == [made]


def test_an_old_draft_is_backed_up_before_it_is_migrated(
    closed: Path, draft: Draft, known: Backups, clock: Clock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = read_draft(closed)
    with_another_migration(tmp_path, monkeypatch, "UPDATE notes SET text = '新' || text;\n")
    DraftFile.open(closed, who=WHO, clock=clock, backups=known).close()
    monkeypatch.undo()
    (made,) = known.of_file(closed)
    assert made.reason is Reason.MIGRATION
    assert canonical(read_draft(made.path)) == canonical(before)
    with pytest.raises(UserError, match="新版程序"):
        read_draft(closed)


def test_without_a_backup_nothing_is_migrated(
    closed: Path, known: Backups, folder: Path, clock: Clock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = closed.read_bytes()
    with_another_migration(tmp_path, monkeypatch, "UPDATE notes SET text = '新' || text;\n")
    folder.write_bytes(b"")
    with pytest.raises(UserError):
        DraftFile.open(closed, who=WHO, clock=clock, backups=known)
    assert closed.read_bytes() == before


# --- thinning out -------------------------------------------------------------------------------------------

DAY = datetime(2024, 11, 22, 8, tzinfo=UTC)


def daily(days: int, start: datetime = DAY, first: int = 1) -> list[tuple[int, datetime]]:
    return [(first + n, start + timedelta(days=n)) for n in range(days)]


def test_twelve_days_ten_weeks_nine_months_are_kept() -> None:
    written = daily(400)
    keep = kept(written)
    at = dict(written)
    days = sorted((at[number].date() for number in keep), reverse=True)
    assert days[:DAILY] == [(DAY + timedelta(days=399 - n)).date() for n in range(DAILY)]
    assert len({day.isocalendar()[:2] for day in days}) >= WEEKLY
    assert len({(day.year, day.month) for day in days}) == MONTHLY
    assert len(keep) <= DAILY + WEEKLY + MONTHLY


def test_all_of_the_last_day_are_kept() -> None:
    written = [(n, DAY + timedelta(minutes=30 * n)) for n in range(1, 30)]
    assert {number for number, at in written if at.date() == written[-1][1].date()} <= kept(written)


def test_a_clock_set_back_makes_no_good_backup_superfluous() -> None:
    before = daily(12)
    set_back = [(13 + n, DAY - timedelta(days=700, hours=-n)) for n in range(3)]
    keep = kept([*before, *set_back])
    assert {13, 14, 15} <= keep  # what was written last is kept, whatever the clock said
    assert {number for number, _ in before[1:]} <= keep


def test_a_clock_that_always_begins_anew_keeps_a_backup_of_each_time() -> None:
    dead_battery = datetime(2000, 1, 1, tzinfo=UTC)
    written = [(n, dead_battery + timedelta(minutes=n % 3)) for n in range(1, 34)]
    assert len(kept(written)) >= DAILY - 1


@given(st.lists(st.datetimes(datetime(2020, 1, 1), datetime(2026, 1, 1)), min_size=1, max_size=80))
def test_whatever_the_clock_did_the_newest_is_kept(times: list[datetime]) -> None:
    written = [(n, at.replace(tzinfo=UTC)) for n, at in enumerate(times, 1)]
    keep = kept(written)
    assert len(times) in keep
    assert kept([pair for pair in written if pair[0] in keep]) == keep  # thinning twice changes nothing


def test_thinning_happens_when_one_is_made(path: Path, draft: Draft, tmp_path: Path) -> None:
    moments = iter(DAY + timedelta(days=n) for n in range(100))
    known = Backups(tmp_path / "backups", lambda: next(moments))
    with DraftFile.create(path, draft, who=WHO, clock=ticking(), backups=known) as file:
        for _ in range(40):
            file.back_up(draft, Reason.REGULAR).result()
    listed = known.of_file(path)
    assert [backup.number for backup in listed][:DAILY] == list(range(40, 40 - DAILY, -1))
    assert len(listed) < 25
    assert len(list(listed[0].path.parent.iterdir())) == len(listed) + 1


def test_other_files_in_the_folder_are_neither_listed_nor_removed(
    kept_file: DraftFile, draft: Draft, known: Backups
) -> None:
    folder = kept_file.back_up(draft, Reason.ASKED).result().path.parent
    for name in ("notes.txt", "000009-20240101T000000Z-evil-0000000000000000.eduduty"):
        (folder / name).write_bytes(b"x")
    kept_file.back_up(draft, Reason.ASKED).result()
    assert [backup.number for backup in known.of_draft(draft.id)] == [2, 1]
    assert (folder / "notes.txt").exists()


# --- putting back -------------------------------------------------------------------------------------------


def test_restoring_keeps_what_was_there(kept_file: DraftFile, draft: Draft, clock: Clock) -> None:
    made = kept_file.back_up(draft, Reason.ASKED).result()
    kept_file.commit([edit(draft, "后来")], label="写").result()
    kept_file.close()
    restored = restore(made.path, kept_file.path, who=WHO, clock=clock)
    assert canonical(read_draft(kept_file.path)) == canonical(restored.draft) == canonical(draft)
    assert restored.kept is not None
    assert restored.kept.name.startswith(f"{kept_file.path.stem}（恢复前 2024-11-22 ")
    assert read_draft(restored.kept).text(*KEY[:2]) == "后来"
    again = restore(made.path, kept_file.path, who=WHO, clock=clock)
    assert again.kept not in (None, restored.kept)
    DraftFile.open(kept_file.path, who=WHO, clock=clock).close()


def test_restoring_where_nothing_is(kept_file: DraftFile, draft: Draft, tmp_path: Path, clock: Clock) -> None:
    made = kept_file.back_up(draft, Reason.ASKED).result()
    restored = restore(made.path, tmp_path / "新.eduduty", who=WHO, clock=clock)
    assert restored.kept is None
    assert canonical(read_draft(tmp_path / "新.eduduty")) == canonical(draft)


def test_a_damaged_draft_is_kept_with_its_journal(kept_file: DraftFile, draft: Draft, clock: Clock) -> None:
    made = kept_file.back_up(draft, Reason.ASKED).result()
    kept_file.close()
    killed_at("written", CUT_SHORT, kept_file.path)
    spoilt = kept_file.path.read_bytes()[:-500]
    kept_file.path.write_bytes(spoilt)
    journal = journal_of(kept_file.path).read_bytes()
    restored = restore(made.path, kept_file.path, who=WHO, clock=clock)
    assert restored.kept is not None
    assert restored.kept.read_bytes() == spoilt
    assert journal_of(restored.kept).read_bytes() == journal
    assert canonical(read_draft(kept_file.path)) == canonical(draft)


def test_an_open_draft_is_not_restored_over(kept_file: DraftFile, draft: Draft, clock: Clock) -> None:
    made = kept_file.back_up(draft, Reason.ASKED).result()
    with pytest.raises(LockedError):
        restore(made.path, kept_file.path, who=WHO, clock=clock)


def test_an_unsound_backup_restores_nothing(kept_file: DraftFile, draft: Draft, clock: Clock) -> None:
    made = kept_file.back_up(draft, Reason.ASKED).result()
    kept_file.close()
    made.path.write_bytes(made.path.read_bytes()[:9000])
    before = kept_file.path.read_bytes()
    with pytest.raises(UserError, match="不完整"):
        restore(made.path, kept_file.path, who=WHO, clock=clock)
    assert kept_file.path.read_bytes() == before
    assert read_draft(kept_file.path).get(NOTE) != Text("x")
