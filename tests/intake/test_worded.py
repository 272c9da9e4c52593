"""是 and 否, words and percentage points out of a table of figures, and out of the program's own appendix again."""

from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from eduduty_desktop.cli.output import number
from eduduty_desktop.document import build_appendix
from eduduty_desktop.draft import CURRENT, PREVIOUS, Draft, Key
from eduduty_desktop.draft.records import Entry, Period
from eduduty_desktop.framework import PeriodKind
from eduduty_desktop.grid import Grid
from eduduty_desktop.intake import Proposal, Status, edits_of, propose
from eduduty_desktop.office import read_grids, write_workbook
from tests.draft.small import draft_of, entry, fig
from tests.draft.worded import POINTS, TEXT, WORDED, YES


def rows(*lines: str, draft: Draft | None = None) -> tuple[Proposal, ...]:
    cells = [tuple(line.split("|")) for line in ("指标|单位|本年|本年期间|约数|增幅|增幅单位", *lines)]
    return propose(draft or draft_of({}, WORDED), [Grid("表一", tuple(cells))])


def one(line: str, draft: Draft | None = None) -> Proposal:
    (found,) = rows(line, draft=draft)
    return found


@pytest.mark.parametrize(
    ("text", "amount"), [("是", 1), ("√", 1), ("TRUE", 1), ("1", 1), ("否", 0), ("FALSE", 0), ("无", 0)]
)
@pytest.mark.parametrize("unit", ["", "是/否", "个"])
def test_an_answer_is_one_or_nought_whatever_its_unit_says(text: str, amount: int, unit: str) -> None:
    found = one(f"{YES}|{unit}|{text}|自然年 2024")
    assert (found.current, found.status) == (Decimal(amount), Status.NEW)
    assert dict(found.edits)[fig(YES)] == Entry(Decimal(amount), period=Period(PeriodKind.CALENDAR, "2024"))
    assert number(found.current) == amount


@pytest.mark.parametrize(
    ("metric", "text"), [(YES, "基本是"), (YES, "3"), (TEXT, "—"), (TEXT, "长" * 61), (POINTS, "4%")]
)
def test_what_cannot_be_taken_is_flagged_and_changes_nothing(metric: str, text: str) -> None:
    found = one(f"{metric}||{text}")
    assert (found.status, found.current, found.edits) == (Status.UNREAD, None, ())
    assert found.flags


def test_words_are_taken_as_they_stand() -> None:
    found = one(f"{TEXT}|人|不足\n百人||约")
    assert (found.current, found.status) == ("不足百人", Status.NEW)
    assert dict(found.edits)[fig(TEXT)] == Entry(typed="不足百人")
    assert number(found.current) == "不足百人"


def test_words_in_another_unit_are_not_converted() -> None:
    found = one(f"{TEXT}|万人|不足百人")
    assert found.status is Status.UNREAD
    assert "不能由万人换算为人" in found.flags[0]


def test_words_agree_change_and_never_lose_their_note() -> None:
    before = draft_of({fig(TEXT): Entry(typed="不足百人", note="卫健委口径")}, WORDED)
    assert one(f"{TEXT}|人|不足百人", before).status is Status.AGREES
    changed = one(f"{TEXT}|人|86", before)
    assert changed.status is Status.CHANGED
    assert dict(changed.edits)[fig(TEXT)] == Entry(typed="86", note="卫健委口径")
    assert one(f"{YES}||否", draft_of({fig(YES): entry("1")}, WORDED)).status is Status.CHANGED


def test_a_growth_of_what_is_said_in_words_is_said_and_left_out() -> None:
    found = one(f"{YES}||是|||3|%")
    assert [key for key, _ in found.edits] == [fig(YES)]
    assert any("没有增幅" in flag for flag in found.flags)


def test_percentage_points_take_a_growth_in_points() -> None:
    found = one(f"{POINTS}|百分点|0.4个百分点|||0.1|")
    assert found.current == Decimal("0.4")
    assert dict(found.edits)[Key("growths", POINTS)].unit == "百分点"


def test_the_appendix_comes_back_equal(tmp_path: Path) -> None:
    period = Period(PeriodKind.AS_OF, "2024-12")
    stated = {
        fig(YES): Entry(Decimal(1), period=period),
        fig(YES, PREVIOUS): entry("0"),
        fig(TEXT): Entry(typed="不足百人"),
        fig(TEXT, PREVIOUS): Entry(typed="1/3强"),
        fig(POINTS): entry("-0.40"),
        fig("meeting.count"): entry("4"),
    }
    path = tmp_path / "附表.xlsx"
    write_workbook(build_appendix(draft_of(stated, WORDED)), path, now=datetime(2025, 1, 1, tzinfo=UTC))
    fresh = draft_of({}, WORDED)
    proposals = propose(fresh, read_grids(path))
    assert [p.flags for p in proposals if p.status is Status.UNREAD] == []
    filled = fresh.apply([fresh.change(key, record) for key, record in edits_of(proposals)])
    for key, record in stated.items():
        found = filled.get(key)
        assert (found.amount, found.typed) == (record.amount, record.typed), key
    assert filled.get(fig(YES, CURRENT)).period == period
