"""学校资源配置表: one page of indicators with live formulas, at most one page of names, nothing in the public edition."""

from decimal import Decimal
from pathlib import Path

import pytest

from eduduty_desktop.document import build_appendix
from eduduty_desktop.document.school_sheet import LINES_OF_NAMES, SHEET_NAME, school_list_sheets, school_sheet
from eduduty_desktop.document.sheets import ROWS_A_PAGE, TITLE_ROWS, Sheet
from eduduty_desktop.draft import Draft
from eduduty_desktop.draft.records import School, Text
from eduduty_desktop.draft.resources import METHOD_KEY, resources_of
from eduduty_desktop.draft.withholding import withhold
from eduduty_desktop.framework import Stage
from eduduty_desktop.intake.schools import find_tables
from eduduty_desktop.office import read_grids, write_workbook
from tests.draft.test_resources import draft, school, with_schools


@pytest.fixture
def mine() -> Draft:
    return with_schools(
        draft(),
        school("甲小学", 100, rooms=300),
        school("乙小学", 300, rooms=2100, sports=2000),
        school("丙中学", 800, stage=Stage.JUNIOR, kind="初级中学"),
        school("启智学校", kind="特殊教育学校"),
    )


def sheet_of(reader: Draft) -> Sheet:
    sheet = school_sheet(reader, "填报单位")
    assert sheet is not None
    return sheet


def column(sheet: Sheet, heading: str) -> list[object]:
    at = [cell.value for cell in sheet.rows[0]].index(heading)
    return [row[at].value for row in sheet.rows[1:15]]


def test_seven_indicators_of_two_stages_with_formulas(mine: Draft) -> None:
    sheet = sheet_of(mine)
    assert column(sheet, "全县值")[3] == Decimal("6.00")  # 2400 ÷ 400
    assert column(sheet, "差异系数")[3] == Decimal("0.2887")  # √3 ÷ 6
    assert column(sheet, "未达到的学校")[:7] == [0, 0, 0, 1, 1, 0, 0]
    assert column(sheet, "上限") == [Decimal("0.5")] * 7 + [Decimal("0.45")] * 7
    assert column(sheet, "是否达到") == ["是"] * 14
    row = sheet.rows[4]
    assert row[5].formula == "ROUND(D7/E7,2)"
    assert sheet.rows[1][5].formula == "ROUND(D4/E4*100,2)"
    assert row[10].formula == 'IF(I7<=J7,"是","否")'


def test_the_notes_state_method_policy_and_who_is_left_out(mine: Draft) -> None:
    words = "\n".join(str(row[0].value) for row in sheet_of(mine).rows)
    assert "按各校学生数占全县的比重加权" in words
    assert "待核实" in words
    assert "特殊教育学校不在评估范围，1所" in words
    assert "小学生均" not in words
    assert "小学教辅用房（1所）：甲小学" in words
    plain = mine.apply([mine.change(METHOD_KEY, Text("plain"))])
    sheet = sheet_of(plain)
    assert "每校权重相同" in "\n".join(str(row[0].value) for row in sheet.rows)
    assert sheet.rows[4][5].formula == ""  # no cell of the sheet gives the mean of schools


def test_names_take_at_most_a_page(mine: Draft) -> None:
    many = with_schools(
        mine, *(school(f"名称很长的第{at}中心小学", 100, rooms=1, sports=1, arts=0) for at in range(600))
    )
    sheet = sheet_of(many)
    (page,) = sheet.breaks
    assert page <= ROWS_A_PAGE - TITLE_ROWS
    names = [str(row[0].value) for row in sheet.rows[page + 1 :]]
    assert all(name.endswith("所") for name in names if "600" in name or "601" in name)
    assert sum(-(-len(name) // 60) for name in names) <= LINES_OF_NAMES + len(names)


def test_it_stands_in_the_appendix_and_never_in_the_public_one(mine: Draft) -> None:
    assert SHEET_NAME in [sheet.name for sheet in build_appendix(mine)]
    assert SHEET_NAME not in [sheet.name for sheet in build_appendix(draft())]
    assert SHEET_NAME not in [sheet.name for sheet in build_appendix(withhold(mine))]
    assert school_sheet(with_schools(draft(), School(0, "一高", stage="senior")), "") is None


def test_written_and_read_again_it_is_no_table_of_schools(mine: Draft, tmp_path: Path) -> None:
    found = resources_of(mine)
    assert found is not None
    path = tmp_path / "t.xlsx"
    write_workbook((sheet_of(mine), *school_list_sheets(found, "填报单位")), path)
    grids = read_grids(path)
    assert [grid.name for grid in grids] == [SHEET_NAME, "学校明细（小学）", "学校明细（初中）"]
    assert find_tables([grids[0]]) == ()
    assert any("0.2887" in row for row in grids[0].rows)
