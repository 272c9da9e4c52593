"""对数单 lists what a department must confirm with both values and their places; 催办单 lists who is late with what."""

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from eduduty_desktop.document.sheets import Sheet
from eduduty_desktop.document.slips import (
    CLASHES,
    MISSING,
    UNREAD,
    overdue_of,
    reminder_sheet,
    slip_name,
    slip_sheets,
)
from eduduty_desktop.draft import CURRENT, Key
from eduduty_desktop.draft.records import Entry, Issued, Reported, Returned
from eduduty_desktop.errors import UserError
from eduduty_desktop.office import read_grids
from eduduty_desktop.workspace import slips
from tests.document.task_example import FINANCE, HOSTILE, STAFF, task_draft

TODAY = date(2026, 3, 20)
NOW = datetime(2026, 3, 20, 9, tzinfo=UTC)
RECORDS = (
    (Key("returned", "r1"), Returned(STAFF, "人社局.xlsx", "ab", "2026-03-01T09:00:00")),
    (
        Key("reported", "fund.total", f"{CURRENT}/{STAFF}"),
        Reported("6.1亿", Decimal(61000), unit="亿元", returned="r1", sheet="经费", cell="C4"),
    ),
    (Key("figures", "fund.total", CURRENT), Entry(Decimal("57926.50"), source="快报")),
    (Key("reported", "staff.total", f"{CURRENT}/{STAFF}"), Reported("见附件", returned="r1", sheet="数据", cell="I3")),
)


def values(sheet: Sheet) -> list[list[object]]:
    return [[cell.value for cell in row] for row in sheet.rows]


def test_a_slip_shows_both_sides_their_places_and_room_for_the_confirmed_value() -> None:
    (sheet,) = slip_sheets(task_draft(*RECORDS), TODAY, [STAFF])
    head, own, theirs, *others = values(sheet)
    assert head[-2:] == ["确认数", "说明"]
    assert own == [
        1,
        "一（一） 一般公共预算教育支出",
        "万元",
        "本年",
        CLASHES,
        "自评稿",
        "57926.50",
        None,
        "快报",
        None,
        None,
    ]
    assert theirs[5:9] == [STAFF, "61000", "6.1亿", "人社局.xlsx·经费·C4"]
    assert {str(row[4]) for row in others} >= {MISSING, UNREAD}
    unread = next(row for row in others if row[4] == UNREAD)
    assert unread[5:9] == [STAFF, None, "见附件", "人社局.xlsx·数据·I3"]
    signed = [value for value in values(sheet)[-1] if value]
    assert [str(word).partition("：")[0] for word in signed] == ["经办人", "审核人", "单位（盖章）", "日期"]


def test_the_cells_of_one_figure_are_merged_over_its_sides() -> None:
    (sheet,) = slip_sheets(task_draft(*RECORDS), TODAY, [STAFF])
    tall = {merge.left for merge in sheet.merges if (merge.top, merge.bottom) == (1, 2)}
    assert tall == {0, 1, 2, 3, 4, 9, 10}
    inputs = [cell for row in sheet.rows for cell in row if cell.style == "input"]
    assert inputs
    assert all(cell.value is None for cell in inputs)


def test_without_names_only_those_who_answered_or_contradict_are_asked() -> None:
    assert [sheet.name for sheet in slip_sheets(task_draft(*RECORDS), TODAY)] == [STAFF]
    assert slip_sheets(task_draft(), TODAY) == ()


def test_what_is_overdue_is_listed_by_department_the_latest_first() -> None:
    draft = task_draft((Key("issued", FINANCE), Issued(1, "2026-02-01T09:00:00", "x.xlsx")))
    first, second = overdue_of(draft, TODAY)
    assert (first.department, first.days, first.deadline) == (STAFF, 19, "2026-03-01")
    assert second.department == FINANCE
    assert second.texts == 1
    sheet = reminder_sheet(draft, TODAY)
    assert sheet is not None
    row = values(sheet)[2]
    assert row[:6] == [2, FINANCE, "赵某", "0000-1", "2026年3月5日", 15]
    assert "一般公共预算教育支出" in str(row[7])
    assert row[8] is None


def test_nobody_late_is_no_reminder() -> None:
    assert reminder_sheet(task_draft(), date(2026, 1, 1)) is None


def test_names_of_files_and_sheets_are_legal() -> None:
    draft = task_draft()
    assert slip_name(draft, [STAFF]) == "某县2025年度数据对数单（人社局）.xlsx"
    assert not set(slip_name(draft, [HOSTILE])) & set('<>:"/\\|?*')
    hostile = task_draft((Key("duties", "staff.wan"), _duty(HOSTILE)))
    (sheet,) = slip_sheets(hostile, TODAY, [HOSTILE])
    assert not set(sheet.name) & set("[]:*?/\\'")
    assert len(sheet.name) <= 31


def _duty(department: str) -> object:
    from eduduty_desktop.draft.records import Duty

    return Duty(department)


def test_a_slip_is_written_and_read_again(tmp_path: Path) -> None:
    draft = task_draft(*RECORDS)
    sheets = slips.slips(draft, TODAY, [STAFF])
    path = slips.write(sheets, tmp_path / "新" / slips.name_of(draft, [STAFF], is_reminder=False), now=NOW)
    (grid,) = read_grids(path)
    assert grid.name == STAFF
    assert any("6.1亿" in cell for row in grid.rows for cell in row)
    with pytest.raises(UserError, match="没有要对数"):
        slips.write(slips.reminder(draft, date(2026, 1, 1)), tmp_path / "空.xlsx", now=NOW)
