"""填报表 as a workbook: what may be typed where, hidden ids, and what LibreOffice keeps of it and prints."""

import shutil
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from eduduty_desktop.document.sheets import FIRST_ROW, Cell, InputRule, Sheet, Takes
from eduduty_desktop.document.task_sheets import task_sheets
from eduduty_desktop.draft import Draft
from eduduty_desktop.draft.duties import tasks_of
from eduduty_desktop.office import read_grids, write_workbook
from eduduty_desktop.office.excel_styles import LOOKS
from tests.document.task_example import FINANCE, HOSTILE, REPORTED, STAFF, task_draft
from tests.office.conftest import NOW
from tests.office.pages import convert, convert_to_pdf, printed_pages

FILES = {FINANCE: "cz.xlsx", STAFF: "rs.xlsx", HOSTILE: "bb.xlsx"}


def sheets_of(draft: Draft, department: str) -> tuple[Sheet, ...]:
    return task_sheets(draft, next(one for one in tasks_of(draft) if one.department == department), 1)


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("tasks")
    for department, name in FILES.items():
        write_workbook(sheets_of(task_draft(*REPORTED), department), folder / name, now=NOW)
    return folder


@pytest.fixture(scope="module")
def resaved(written: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same, opened and saved by LibreOffice as .xlsx, .ods, .xls and .pdf."""
    if shutil.which("soffice") is None:
        pytest.skip("LibreOffice is not installed")
    folder, profile = tmp_path_factory.mktemp("resaved"), tmp_path_factory.mktemp("profile")
    files = sorted(written.iterdir())
    for kind in ("ods", "xls"):
        convert(files, folder, profile, kind)
    convert(sorted(folder.glob("*.ods")), folder, profile, "xlsx")
    convert_to_pdf(files, folder, profile)
    return folder


def rules_of(worksheet: Any) -> dict[str, Any]:
    return {place: rule for rule in worksheet.data_validations.dataValidation for place in _places(rule)}


def _places(rule: Any) -> list[str]:
    return [f"{cell}" for area in rule.sqref.ranges for cell in _cells(area)]


def _cells(area: Any) -> list[str]:
    letters = openpyxl.utils.get_column_letter
    return [f"{letters(column)}{row}" for row, column in area.cells]


def cell_of(worksheet: Any, id: str, heading: str) -> Any:
    header = next(row for row in worksheet.iter_rows() if row[0].value == "编号")
    column = [cell.value for cell in header].index(heading)
    return next(row for row in worksheet.iter_rows() if row[0].value == id)[column]


@pytest.mark.parametrize("source", ["written", "resaved"])
def test_rules_warn_and_never_refuse(source: str, request: pytest.FixtureRequest) -> None:
    folder = request.getfixturevalue(source)
    workbook = openpyxl.load_workbook(folder / "cz.xlsx")
    for worksheet in workbook:
        for rule in worksheet.data_validations.dataValidation:
            assert rule.errorStyle == "warning" or not rule.showErrorMessage
    worksheet = workbook["数据"]
    rules = rules_of(worksheet)
    found = rules[cell_of(worksheet, "figures/fund.rate", "本年").coordinate]
    assert (found.type, found.operator or "between") == ("decimal", "between")
    assert (Decimal(found.formula1), Decimal(found.formula2)) == (Decimal(0), Decimal("100.5"))
    assert "占比是部分与总数的比" in found.error
    choice = rules[cell_of(worksheet, "figures/fund.paid", "本年").coordinate]
    assert (choice.type, choice.formula1) == ("list", '"是,否"')
    staff = openpyxl.load_workbook(folder / "rs.xlsx")["数据"]
    whole = rules_of(staff)[cell_of(staff, "figures/staff.total", "本年").coordinate]
    assert (whole.type, whole.operator, Decimal(whole.formula1)) == ("whole", "greaterThanOrEqual", Decimal(0))
    words = rules_of(worksheet)[cell_of(worksheet, "figures/fund.words", "本年").coordinate]
    assert not words.showErrorMessage


@pytest.mark.parametrize("source", ["written", "resaved"])
def test_ids_are_hidden_and_locked_inputs_open_and_there_is_no_password(
    source: str, request: pytest.FixtureRequest
) -> None:
    folder = request.getfixturevalue(source)
    workbook = openpyxl.load_workbook(folder / "cz.xlsx")
    for sheet in sheets_of(task_draft(*REPORTED), FINANCE):
        worksheet: Any = workbook[sheet.name]
        assert worksheet.protection.sheet
        assert not worksheet.protection.password
        assert worksheet.column_dimensions["A"].hidden
        assert not worksheet.column_dimensions["B"].hidden
        for row, cells in enumerate(sheet.rows, FIRST_ROW):
            assert worksheet.cell(row, 1).value == cells[0].value
            assert worksheet.cell(row, 1).protection.locked
            for column, cell in enumerate(cells, 1):
                assert worksheet.cell(row, column).protection.locked != LOOKS[cell.style].open
    box = workbook["文字材料"]
    (merge,) = [
        one for one in box.merged_cells.ranges if box.cell(one.min_row, 1).value == "text/p1" and one.min_col == 3
    ]
    assert merge.max_row - merge.min_row >= 5


@pytest.mark.parametrize("kind", ["xlsx", "ods", "xls"])
def test_our_reader_finds_every_id_and_value_in_what_libreoffice_saved(resaved: Path, kind: str) -> None:
    grids = {grid.name: grid for grid in read_grids(resaved / f"cz.{kind}")}
    for sheet in sheets_of(task_draft(*REPORTED), FINANCE):
        grid = grids[sheet.name]
        ids = [row[0].value for row in sheet.rows if row[0].value]
        assert [grid.cell(at, 0) for at in range(len(grid.rows)) if at >= FIRST_ROW - 1 and grid.cell(at, 0)] == ids
    assert grids["封面"].cell(FIRST_ROW - 1, 0) == "eduduty/1/0123abcd/财政局/1/2025"
    row = next(row for row in grids["数据"].rows if row[0] == "figures/fund.total")
    assert [row[3], Decimal(row[7]), Decimal(row[8])] == [
        "一般公共预算教育支出",
        Decimal("57926.5"),
        Decimal("60000.1"),
    ]
    assert next(row for row in grids["数据"].rows if row[0] == "figures/fund.rate")[8] == "约18"
    assert next(row for row in grids["文字材料"].rows if row[0] == "text/p1")[2] == "=第一段\n第二段"


def test_hostile_names_stay_text(written: Path, resaved: Path) -> None:
    for folder in (written, resaved):
        workbook = openpyxl.load_workbook(folder / "rs.xlsx")
        cell = cell_of(workbook["数据"], "figures/staff.hostile", "指标数据")
        assert (cell.value, cell.data_type) == ("+cmd|' /C calc'!A0", "s")
        cover = openpyxl.load_workbook(folder / "bb.xlsx")["封面"]
        assert f"/{HOSTILE}/" in str(cover.cell(FIRST_ROW, 1).value)
        cells = [cell for row in cover.iter_rows() for cell in row if cell.value == HOSTILE]
        assert cells
        assert {cell.data_type for cell in cells} == {"s"}
    for workbook in (openpyxl.load_workbook(path) for path in written.iterdir()):
        assert not [cell for sheet in workbook for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]


def test_every_printed_page_has_department_and_number_and_tables_their_header(resaved: Path) -> None:
    for name, department in (("cz", FINANCE), ("rs", STAFF)):
        pages = printed_pages(resaved / f"{name}.pdf")
        for at, page in enumerate(pages, 1):
            foot = page[-1].text
            assert department in foot
            assert f"第{at}页，共{len(pages)}页" in foot
        texts = ["".join(line.text for line in page) for page in pages]
        assert all("序号指标号指标数据单位期间口径" in text for text in texts if "数据填报表" in text)
        assert not any("figures/" in text or "eduduty/" in text for text in texts)


def test_a_long_table_repeats_its_header_on_each_page(tmp_path: Path) -> None:
    if shutil.which("soffice") is None:
        pytest.skip("LibreOffice is not installed")
    (table,) = [one for one in sheets_of(task_draft(), FINANCE) if one.name == "数据"]
    long = Sheet(**{**{f: getattr(table, f) for f in table.__slots__}, "rows": (table.rows[0], *table.rows[1:] * 20)})
    write_workbook([long], tmp_path / "long.xlsx", now=NOW)
    convert_to_pdf([tmp_path / "long.xlsx"], tmp_path, tmp_path / "profile")
    pages = printed_pages(tmp_path / "long.pdf")
    assert len(pages) > 2
    assert all("序号指标号指标数据" in "".join(line.text for line in page) for page in pages)


def test_texts_that_are_too_long_for_a_rule_are_cut_and_choices_cannot_break_out(tmp_path: Path) -> None:
    rules = (
        InputRule(Takes.WHOLE, Decimal(1), Decimal(5), hint="长" * 400, reason="长" * 400),
        InputRule(Takes.CHOICE, choices=('a"b', "c,d"), reason="选"),
        InputRule(Takes.CHOICE, choices=("长" * 200, "短" * 200)),
        InputRule(Takes.DECIMAL, most=Decimal("9.5")),
    )
    rows = tuple((Cell(None, "input", rule=rule),) for rule in rules)
    write_workbook([Sheet("表", "题", "行", (20.0,), rows, header_rows=0)], tmp_path / "x.xlsx", now=NOW)
    worksheet = openpyxl.load_workbook(tmp_path / "x.xlsx")["表"]
    found = rules_of(worksheet)
    assert list(found) == [f"A{FIRST_ROW + at}" for at in (0, 1, 3)]  # a list that no workbook holds is left out
    first, second, fourth = found.values()
    assert len(first.prompt) <= 255
    assert len(first.error) <= 225
    assert second.formula1 == '"ab,c，d"'
    assert (fourth.operator, fourth.formula1) == ("lessThanOrEqual", "9.5")
