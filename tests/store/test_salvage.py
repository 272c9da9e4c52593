"""Of a damaged file all that can be read is saved, and what cannot is named; the file itself is not touched."""

import random
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest

from eduduty_desktop.draft import Draft, Key, canonical
from eduduty_desktop.draft.records import Narrative, Text
from eduduty_desktop.errors import UserError
from eduduty_desktop.store import Backups, DraftFile, Reason, SalvageReport, Source, read_draft, salvage
from eduduty_desktop.store.header import journal_of
from eduduty_desktop.store.log_replay import replay
from eduduty_desktop.store.pages import PageError, PageFile, varint
from tests.store.samples import FRAMEWORK, KEY, LONG, WHO, edit, killed_at, ticking
from tests.store.test_crash import CUT_SHORT, TYPE

Clock = Callable[[], datetime]
PAGE = 4096
TYPED_MAY_LACK = "最后一次打字的内容可能不全"


@pytest.fixture
def worked(closed: Path, draft: Draft, clock: Clock) -> tuple[Path, Draft]:
    """A draft with a history over many pages, and what it says."""
    with DraftFile.open(closed, who=WHO, clock=clock) as file:
        for n in range(50):
            changes = [
                draft.change(Key("notes", f"n{n % 30}"), Text(f"记{n}" * 30)),
                edit(draft, LONG[: n * 20] + str(n) + LONG[n * 20 :]),
            ]
            draft = draft.apply(changes)
            file.commit(changes, label="写")
    return closed, draft


def saved(path: Path, content: bytes, **options: object) -> SalvageReport:
    """The report on these bytes in place of the file; it must leave them, and its draft must open."""
    path.write_bytes(content)
    target = path.with_name("抢救.eduduty")
    target.unlink(missing_ok=True)
    report = salvage(path, target, who=WHO, clock=ticking(), **{"frameworks": [FRAMEWORK], **options})  # type: ignore[arg-type]
    assert path.read_bytes() == content
    with DraftFile.open(target, who=WHO, clock=ticking()) as file:
        assert canonical(file.draft) == canonical(report.draft)
        for key in records(report.draft):
            file.history(key)
    return report


def records(draft: Draft) -> dict[Key, object]:
    return {Key(table, *key): record for table, rows in draft.tables.items() for key, record in rows.items()}


def silently_gone(report: SalvageReport, draft: Draft) -> list[Key]:
    """What the draft said and the report neither has nor names."""
    have, named = records(report.draft), {loss.key for loss in report.lost}
    return [
        key
        for key, record in records(draft).items()
        if have.get(key) != record and key not in named and key.table not in report.uncertain
    ]


def test_a_sound_file_comes_out_whole(worked: tuple[Path, Draft]) -> None:
    path, draft = worked
    report = saved(path, path.read_bytes())
    assert canonical(report.draft) == canonical(draft)
    assert (report.losses, report.remarks, report.uncertain) == ((), (), ())
    assert report.kept == len(records(draft))


@pytest.mark.parametrize("spoil", [bytes(PAGE), b"\xa5" * PAGE, b"\x0d" * PAGE], ids=["zeros", "noise", "a page kind"])
def test_any_one_page_lost_loses_nothing(spoil: bytes, worked: tuple[Path, Draft]) -> None:
    path, draft = worked
    sound = path.read_bytes()
    for at in range(0, len(sound), PAGE):
        report = saved(path, sound[:at] + spoil + sound[at + PAGE :])
        assert report.draft.tables == draft.tables, at // PAGE
        assert report.lost == ()
        assert report.draft.id == draft.id or "自评稿的编号读不出，已另编" in report.remarks


def test_damage_inside_a_text_is_found_by_comparing_table_and_log(worked: tuple[Path, Draft]) -> None:
    path, draft = worked
    sound = path.read_bytes()
    word = "战略位置".encode()
    at, disputed, places = sound.find(word), 0, 0
    while at >= 0:
        unreadable = saved(path, sound[:at] + b"\xff" * 6 + sound[at + 6 :])
        assert unreadable.draft.tables == draft.tables
        changed = saved(path, sound[:at] + "伪造".encode() + sound[at + 6 :])
        if changed.losses:
            (loss,) = changed.losses
            assert (loss.key, loss.source) == (KEY, Source.DISPUTED)
            assert draft.get(KEY) in (loss.record, loss.other)
            disputed += 1
        places += 1
        at = sound.find(word, at + len(word) * 37)
    assert places > disputed > 5


def test_truncated_anywhere(worked: tuple[Path, Draft]) -> None:
    path, draft = worked
    sound = path.read_bytes()
    for length in range(PAGE * 10, len(sound), PAGE * 3 + 100):
        report = saved(path, sound[:length])
        assert any("文件不完整" in remark for remark in report.remarks)
        assert silently_gone(report, draft) == []


def test_many_bytes_changed_at_random(worked: tuple[Path, Draft]) -> None:
    path, draft = worked
    sound = path.read_bytes()
    for seed in range(25):
        chance = random.Random(seed)
        content = bytearray(sound)
        for _ in range(chance.randrange(1, 30)):
            content[chance.randrange(len(content))] = chance.randrange(256)
        report = saved(path, bytes(content))
        assert len(records(report.draft)) >= len(records(draft)) - len(report.lost) - 1


def test_what_was_typed_last_is_saved(closed: Path, draft: Draft) -> None:
    killed_at("saved", TYPE, closed)
    content = bytearray(closed.read_bytes())
    content[:100] = bytes(100)
    report = saved(closed, bytes(content))
    assert report.draft.get(KEY) == Narrative(LONG + "打完")
    assert "文件头已损坏" in report.remarks


def test_a_lost_journal_of_typing_is_named(closed: Path, draft: Draft) -> None:
    killed_at("saved", TYPE, closed)
    sound = closed.read_bytes()
    seen = set()
    for at in range(PAGE, len(sound), PAGE):
        report = saved(closed, sound[:at] + bytes(PAGE) + sound[at + PAGE :])
        typed = report.draft.get(KEY) == Narrative(LONG + "打完")
        named = TYPED_MAY_LACK in report.remarks or KEY in {loss.key for loss in report.losses}
        assert typed or named
        seen.add((typed, named))
    assert (False, True) in seen


def test_a_commit_that_was_cut_short_is_undone_in_a_copy(closed: Path, draft: Draft) -> None:
    killed_at("written", CUT_SHORT, closed)
    journal = journal_of(closed).read_bytes()
    report = saved(closed, closed.read_bytes())
    assert canonical(report.draft) == canonical(draft)
    assert journal_of(closed).read_bytes() == journal
    journal_of(closed).write_bytes(b"spoilt" * 100)
    assert saved(closed, closed.read_bytes()).target.exists()


def test_a_backup_lends_what_table_and_log_have_lost(worked: tuple[Path, Draft], tmp_path: Path, clock: Clock) -> None:
    path, draft = worked
    known = Backups(tmp_path / "backups", clock)
    with DraftFile.open(path, who=WHO, clock=clock, backups=known) as file:
        file.back_up(draft, Reason.ASKED).result()
    report = saved(path, path.read_bytes()[: PAGE * 8], backups=known.of_file(path))
    assert canonical(report.draft) == canonical(draft)
    assert {loss.source for loss in report.losses} == {Source.BACKUP}
    assert all(loss.hint for loss in report.losses)


def test_a_lost_framework_comes_from_a_backup_or_the_program(closed: Path, draft: Draft) -> None:
    content = closed.read_bytes().replace(b'{"id":"small"', b'{"id":3mall"x')
    report = saved(closed, content)
    assert report.draft.framework == FRAMEWORK
    assert any("程序自带的“小指标体系”，请核对" in remark for remark in report.remarks)
    closed.with_name("抢救.eduduty").unlink()
    with pytest.raises(UserError, match="指标体系读不出"):
        saved(closed, content, frameworks=[])
    assert not closed.with_name("抢救.eduduty").exists()


@pytest.mark.parametrize("content", [b"", b"x" * 10_000, b"PK\x03\x04" + bytes(9000), bytes(8192)])
def test_nothing_to_save(content: bytes, path: Path) -> None:
    path.write_bytes(content)
    with pytest.raises(UserError, match="没有找到可以抢救的内容"):
        salvage(path, path.with_name("y.eduduty"), who=WHO, clock=ticking())
    assert [file.name for file in path.parent.iterdir()] == [path.name]


def test_a_missing_file_and_an_existing_target(closed: Path) -> None:
    with pytest.raises(UserError, match="不存在"):
        salvage(closed.with_name("z.eduduty"), closed.with_name("y.eduduty"), who=WHO, clock=ticking())
    with pytest.raises(UserError, match="已经存在"):
        salvage(closed, closed, who=WHO, clock=ticking())
    read_draft(closed)


def test_strangers_tables_and_triggers_do_not_come_along(closed: Path, draft: Draft) -> None:
    with closing(sqlite3.connect(closed)) as connection:
        connection.executescript(
            "CREATE TABLE evil (x); INSERT INTO evil VALUES (1);"
            "CREATE TRIGGER t AFTER UPDATE ON notes BEGIN DELETE FROM narratives; END"
        )
    report = saved(closed, closed.read_bytes())
    assert canonical(report.draft) == canonical(draft)


# --- pages and log ----------------------------------------------------------------------------------------------


def damaged_pages() -> Iterator[bytes]:
    chance = random.Random(7)
    for kind in (2, 5, 10, 13):
        for _ in range(200):
            yield bytes([kind]) + chance.randbytes(511)


def test_no_page_however_spoilt_stops_the_reading() -> None:
    for page in damaged_pages():
        pages = PageFile(page * 3, 512)
        for number in (0, 1, 2, 3, 4, -1):
            pages.rows(number, set())
        pages.walk(2)


def test_a_tree_that_bites_its_own_tail_ends() -> None:
    page = bytearray(512)
    page[0], page[8:12] = 5, (1 << 31).to_bytes(4, "big")
    page[8:12] = (2).to_bytes(4, "big")
    walk = PageFile(bytes(512) + bytes(page), 512).walk(2)
    assert not walk.complete


def test_numbers_of_every_length() -> None:
    assert varint(b"\x7f", 0) == (127, 1)
    assert varint(b"\x81\x00", 0) == (128, 2)
    assert varint(b"\xff" * 9, 0) == (2**64 - 1, 9)
    with pytest.raises(PageError):
        varint(b"\x81", 0)


def test_a_log_with_a_gap_is_followed_as_far_as_it_leads() -> None:
    at, text = "2024-01-01T00:00:00+08:00", '{"text":"%s"}'
    lines = [
        (1, at, "notes", "a", "", None, text % "一", None),
        (3, at, "notes", "b", "", '{"text":""}', '{"text":""}', '{"at":0,"removed":"甲","inserted":"乙"}'),
        (4, "?", "notes", "c", "", None, "{spoilt", None),
        (5, at, "evil", "d", "", None, None, None),
    ]
    told = replay(lines)
    assert told.last[Key("notes", "a")] == Text("一")
    assert told.broken == {Key("notes", "b"), Key("notes", "c"), Key("evil", "d")}
    assert told.unreadable == [4, 5]
    assert told.undated == [(at, 4)]
    assert told.gaps
