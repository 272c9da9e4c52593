"""A person names the metric of a row that was not understood."""

from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import Workbook

from eduduty_desktop.draft import Draft, Key
from eduduty_desktop.draft.records import Entry, Reported
from eduduty_desktop.errors import UserError
from eduduty_desktop.intake import Status
from eduduty_desktop.intake.returned import Proposal
from eduduty_desktop.workspace.collecting import Collected, apply, assign, assign_all, collect, unassign
from eduduty_desktop.workspace.session import Session
from tests.workspace.returned_files import NOW, asking_draft

FUND, GUARDS, CLOSED = "it.fund", "safety.guards", "five.problems_rectified"
ROWS = (
    ("财政局2021年数据", None, "单位：元"),
    ("项目", "2020年", "2021年"),
    ("班班通及网络投入", 9_800_000, 12_500_000),
    ("教育督导经费", 400_000, 450_000),
)


@pytest.fixture
def draft() -> Draft:
    return asking_draft()


def written(path: Path, *rows: tuple[object, ...]) -> Path:
    workbook = Workbook()
    for row in rows:
        workbook.active.append(row)
    workbook.save(path)
    return path


def of_cell(found: Collected, cell: str) -> Proposal:
    return next(one for one in found.proposals if one.cell == cell)


def test_both_years_are_read_anew_in_the_unit_of_the_table(draft: Draft, tmp_path: Path) -> None:
    found = collect(draft, [written(tmp_path / "财政局.xlsx", *ROWS)])
    lost = of_cell(found, "C3")
    assert (lost.target, lost.status, lost.value) == (None, Status.UNKNOWN, None)
    known = assign(found, lost.id, FUND)
    now, before = of_cell(known, "C3"), of_cell(known, "B3")
    assert (now.target, now.value, now.status, now.slot) == (FUND, Decimal(1250), Status.NEW, "current")
    assert (before.target, before.value, before.slot) == (FUND, Decimal(980), "previous")
    assert any("指定" in flag for flag in now.flags)
    assert any("换算" in flag for flag in now.notes)
    assert [one.id for one in known.proposals] == [one.id for one in found.proposals]
    assert of_cell(known, "C4") == of_cell(found, "C4")
    assert of_cell(found, "C3") == lost


def test_several_rows_at_once_come_to_the_same_as_one_by_one(draft: Draft, tmp_path: Path) -> None:
    rows = (*ROWS, ("门卫力量", None, 12))
    found = collect(draft, [written(tmp_path / "财政局.xlsx", *rows)])
    said = {of_cell(found, "C3").id: FUND, of_cell(found, "C5").id: GUARDS}
    one_by_one = found
    for proposal, metric in said.items():
        one_by_one = assign(one_by_one, proposal, metric)
    assert assign_all(found, said) == one_by_one
    assert assign_all(found, {}) == found


def test_a_row_that_was_assigned_is_again_what_it_was_read_as(draft: Draft, tmp_path: Path) -> None:
    found = collect(draft, [written(tmp_path / "财政局.xlsx", *ROWS, ("教育信息化投入", 980_000, 1_300_000))])
    id = of_cell(found, "C3").id
    known = assign(found, id, FUND)
    assert of_cell(known, "C5").status is Status.CONFLICT
    assert unassign(known, found, id) == found
    twice = assign(known, id, GUARDS)
    assert unassign(twice, found, id) == found
    with pytest.raises(UserError, match="只有数据行"):
        unassign(known, found, "0.t0")


def test_what_was_assigned_is_taken_over_with_its_place(draft: Draft, tmp_path: Path) -> None:
    found = collect(draft, [written(tmp_path / "财政局.xlsx", *ROWS)])
    id = of_cell(found, "C3").id
    session = Session(draft, None)
    with pytest.raises(UserError, match="没有读懂"):
        apply(session, found, [id], clock=lambda: NOW)
    taken = apply(session, assign(found, id, FUND), [id], clock=lambda: NOW)
    entry = session.draft.get(Key("figures", FUND, "current"))
    assert isinstance(entry, Entry)
    assert entry.amount == Decimal(1250)
    causes = {change.key: change.cause for change in taken.applied.changes}
    assert causes[Key("figures", FUND, "current")].endswith("C3")
    said = session.draft.get(Key("reported", FUND, "current/财政局"))
    assert isinstance(said, Reported)
    assert said.amount == Decimal(1250)


def test_what_another_row_says_of_it_becomes_a_conflict(draft: Draft, tmp_path: Path) -> None:
    found = collect(draft, [written(tmp_path / "财政局.xlsx", *ROWS, ("教育信息化投入", 980_000, 1_300_000))])
    known = assign(found, of_cell(found, "C3").id, FUND)
    assert of_cell(found, "C5").status is Status.NEW
    assert {of_cell(known, "C3").status, of_cell(known, "C5").status} == {Status.CONFLICT}


def test_a_guess_waits_for_a_person_and_is_not_remembered(draft: Draft, tmp_path: Path) -> None:
    rows = (("项目", "数量", "单位"), ("已整改", 41, "个"), ("责任区督学人数", 42, "人"))
    found = collect(draft, [written(tmp_path / "督导室.xlsx", *rows)])
    guess = of_cell(found, "B2")
    assert (guess.target, guess.status, guess.value, guess.is_guess) == (CLOSED, Status.UNREAD, Decimal(41), True)
    assert guess.id not in found.clear()
    session = Session(draft, None)
    apply(session, found, found.clear(), clock=lambda: NOW)
    assert session.draft.get(Key("reported", CLOSED, "current/督导室")) is None
    apply(session, collect(session.draft, [tmp_path / "督导室.xlsx"]), [guess.id], clock=lambda: NOW)
    assert session.draft.get(Key("figures", CLOSED, "current")).amount == Decimal(41)
    assert session.draft.get(Key("reported", CLOSED, "current/督导室")) is not None


def test_a_guess_gives_way_to_the_row_that_is_meant(draft: Draft, tmp_path: Path) -> None:
    rows = (("项目", "数量", "单位"), ("已整改", 41, "个"), ("已整改问题数", 43, "个"))
    found = collect(draft, [written(tmp_path / "督导室.xlsx", *rows)])
    given_up, sure = of_cell(found, "B2"), of_cell(found, "B3")
    assert (given_up.target, given_up.candidates[0]) == (None, CLOSED)
    assert (sure.value, sure.status) == (Decimal(43), Status.NEW)


def test_what_the_cell_leaves_open_stays_open(draft: Draft, tmp_path: Path) -> None:
    rows = (("项目", "2021年"), ("门卫力量", "约两百人"), ("保安队伍", "见附件"))
    found = collect(draft, [written(tmp_path / "公安局.xlsx", *rows, ("视频监控联网率", "97%"))])
    read = of_cell(assign(found, of_cell(found, "B2").id, GUARDS), "B2")
    assert (read.target, read.value) == (GUARDS, Decimal(200))
    assert any("约数" in flag for flag in read.flags)
    unread = of_cell(assign(found, of_cell(found, "B3").id, GUARDS), "B3")
    assert (unread.target, unread.value, unread.status) == (GUARDS, None, Status.UNREAD)


def test_only_rows_of_figures_and_known_metrics(draft: Draft, tmp_path: Path) -> None:
    found = collect(draft, [written(tmp_path / "财政局.xlsx", *ROWS)])
    with pytest.raises(UserError, match=r"没有“no\.such”这项数据"):
        assign(found, of_cell(found, "C3").id, "no.such")
    with pytest.raises(UserError, match="只有数据行"):
        assign(found, "0.t0", FUND)
