"""Backups and salvage as the restore page has them, in words."""

from decimal import Decimal
from pathlib import Path

import msgspec
import pytest

from eduduty_desktop.draft import TABLES, Draft, Key
from eduduty_desktop.draft.records import Deduction, Entry, Narrative, SelfScore, Text
from eduduty_desktop.store import LockedError, Reason, read_draft
from eduduty_desktop.store.machine import FILE
from eduduty_desktop.workspace import backups, rescue
from eduduty_desktop.workspace.differences import (
    FIELD_TITLES,
    TABLE_TITLES,
    Difference,
    differences,
    place_in_words,
    words,
)
from eduduty_desktop.workspace.drafts import open_draft, start
from tests.draft.scored import SCORED
from tests.draft.small import draft_of
from tests.store.samples import FRAMEWORK, KEY, RECORDS, small_draft, ticking

NOTE = Key("notes", "p2")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def path(tmp_path: Path, data: Path) -> Path:
    """A closed draft with one backup, changed since."""
    opened = start(tmp_path / "县.eduduty", small_draft(), clock=ticking(), data=data)
    opened.back_up(Reason.IMPORT).result()
    opened.session.edit([(KEY, Narrative("新的")), (NOTE, Text("记"))], label="写")
    opened.close()
    return opened.path


def listed(draft: Path | str, data: Path) -> tuple[Path, ...]:
    return tuple(backup.path for backup in backups.list_backups(draft, clock=ticking(), data=data))


def test_the_restore_page(path: Path, data: Path) -> None:
    (backup,) = backups.list_backups(path, clock=ticking(), data=data)
    assert backup.reason.words == "导入前"
    found = backups.difference(backup.path, read_draft(path))
    assert [(d.table, d.place, d.new) for d in found] == [
        ("正文", "一（一）1. 编制", "新的"),
        ("备注", "一（二） 经费", "记"),
    ]
    restored = backups.restore(backup.path, path, clock=ticking(), data=data)
    assert backups.difference(backup.path, read_draft(path)) == ()
    assert restored.kept is not None
    assert read_draft(restored.kept).text(*KEY[:2]) == "新的"


def test_backups_of_a_draft_that_is_gone_damaged_or_copied(path: Path, data: Path) -> None:
    one = listed(path, data)
    assert len(one) == 1
    assert listed("draft-1", data) == one
    copy = path.with_name("副本.eduduty")
    copy.write_bytes(path.read_bytes())
    assert listed(copy, data) == one
    path.write_bytes(b"damaged")
    assert listed(path, data) == one
    path.unlink()
    assert listed(path, data) == one
    assert listed(path.with_name("别的.eduduty"), data) == ()


def test_an_open_draft_must_be_closed_first(path: Path, data: Path) -> None:
    opened = open_draft(path, data=data)
    with pytest.raises(LockedError):
        backups.restore(listed(path, data)[0], path, clock=ticking(), data=data)
    opened.close()


def test_a_data_folder_that_cannot_be_written_only_costs_the_computers_name(tmp_path: Path) -> None:
    (tmp_path / "data").write_bytes(b"")
    assert backups.machine_of(tmp_path / "data") == ""
    assert len(backups.machine_of(tmp_path / "ok")) == 32
    assert (tmp_path / "ok" / FILE).exists()


# --- words ----------------------------------------------------------------------------------------------------------


def test_every_table_and_field_has_a_name_for_people() -> None:
    assert set(TABLE_TITLES) == set(TABLES)
    fields = {field for kind in TABLES.values() for field in kind.__struct_fields__}
    assert fields - set(FIELD_TITLES) == set()


@pytest.mark.parametrize("key", RECORDS, ids=str)
def test_every_place_is_named(key: Key) -> None:
    place = place_in_words(FRAMEWORK, key, RECORDS[key])
    assert place
    if key.table not in {"waivers", "departments", "issued"}:  # a department's row is its name
        assert key.row not in place
    assert words(RECORDS[key])
    gone = place_in_words(FRAMEWORK, key._replace(row="unknown"), None)
    assert gone


def test_differences_are_those_of_records_to_the_digit() -> None:
    draft = small_draft()
    key = Key("figures", "budget", "current")
    entry: Entry = draft.get(key)
    restated = draft.apply([draft.change(key, msgspec.structs.replace(entry, amount=Decimal("57926.5")))])
    (found,) = differences(draft, restated)
    assert found == Difference(
        key,
        "指标数据",
        "一（二） 教育支出",
        "数值：57926.50；期间：财政年度 2024",
        "数值：57926.5；期间：财政年度 2024",
    )
    assert differences(draft, draft) == ()
    emptied = draft.apply([draft.change(KEY, None)])
    (gone,) = differences(draft, emptied)
    assert gone.new == ""
    assert differences(emptied, draft)[0].old == ""


# --- salvage --------------------------------------------------------------------------------------------------------


def salvaged(path: Path, data: Path, length: int) -> tuple[Draft, list[str]]:
    path.write_bytes(path.read_bytes()[:length])
    report = rescue.salvage(path, path.with_name("抢救.eduduty"), clock=ticking(), data=data)
    return report.draft, rescue.in_words(report)


def test_the_report_of_a_salvage_in_words(path: Path, data: Path) -> None:
    draft, lines = salvaged(path, data, 4096 * 9)
    assert draft.tables == small_draft().tables  # from the backup
    assert "抢救出" in lines[0]
    assert "原文件没有改动" in lines[0]
    assert any("文件不完整" in line for line in lines)
    assert any(line.startswith("正文 ") and "已从备份取回，可能不是最新" in line for line in lines)


def test_a_sound_file_has_a_short_report(path: Path, data: Path) -> None:
    draft, lines = salvaged(path, data, path.stat().st_size)
    assert (draft.text(*KEY[:2]), draft.text("notes", "p2")) == ("新的", "记")
    assert len(lines) == 1
    assert lines[0].endswith("列得出的内容都已找回。")


def test_a_deduction_is_named_by_its_clause_and_chosen_elements_are_said() -> None:
    old = draft_of({}, SCORED)
    clause, score = Key("deductions", "d"), Key("scores", "s2.p2")
    new = draft_of({clause: Deduction("s1.p1", 1, "few"), score: SelfScore(elements=("gym",))}, SCORED)
    found = {each.key: each for each in differences(old, new)}
    assert found[clause].place == "会议少于规定次数"
    assert found[score].new == "具备的要素：有体育馆"
    assert "条款：会议少于规定次数" in found[clause].new
