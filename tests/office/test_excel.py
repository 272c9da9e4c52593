"""The workbook, read back by two libraries and converted by LibreOffice."""

import re
import shutil
import subprocess
import zipfile
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from openpyxl.cell import MergedCell
from python_calamine import CalamineWorkbook

from eduduty_desktop.document import Cell, Sheet, build_appendix
from eduduty_desktop.document.sheets import FIRST_ROW, ledger
from eduduty_desktop.office import ExportCancelledError, read_grids, write_workbook
from tests.document.example import draft
from tests.office.conftest import NOW

INJECTIONS = ("=1+1", "+A1", "-2", "@SUM(A1)", "=cmd|'/c calc'!A0", "#N/A", "\t=1", "'x")


def test_every_traced_value_is_read_back_as_it_was(exported: Path) -> None:
    workbook = openpyxl.load_workbook(exported / "appendix.xlsx", data_only=True)
    for sheet in build_appendix(draft()):
        for row, cells in enumerate(sheet.rows, FIRST_ROW):
            for column, cell in enumerate(cells, 1):
                found = workbook[sheet.name].cell(row, column)
                if isinstance(found, MergedCell):
                    continue
                if isinstance(cell.value, Decimal):
                    assert Decimal(str(found.value)) == cell.value
                    assert found.number_format == (cell.number_format or "General")
                else:
                    assert found.value == cell.value


def test_our_own_reader_reads_it_too(exported: Path) -> None:
    grids = {grid.name: grid for grid in read_grids(exported / "appendix.xlsx")}
    assert list(grids) == [sheet.name for sheet in build_appendix(draft())]
    row = next(row for row in grids["数据表"].rows if row[2] == "一般公共预算教育经费")
    assert row[4:8] == ("57926.181", "57314.66", "611.521", "1.07")
    rate = next(row for row in grids["数据表"].rows if row[2] == "本科以上比例")
    assert rate[3:5] == ("%", "58.15")  # the sign of the format is mere text
    assert len(grids["自评打分表"].merges) >= 2


def test_text_never_becomes_a_formula(tmp_path: Path) -> None:
    rows = tuple((Cell(text), Cell(f"序号{at}")) for at, text in enumerate(INJECTIONS))
    sheet = Sheet("表", "=标题", "@行", (10.0, 10.0), rows, header_rows=0)
    write_workbook([sheet], tmp_path / "x.xlsx", now=NOW)
    found = openpyxl.load_workbook(tmp_path / "x.xlsx")["表"]
    texts = [found.cell(FIRST_ROW + at, 1) for at in range(len(INJECTIONS))]
    assert [cell.value for cell in texts] == list(INJECTIONS)
    assert {cell.data_type for cell in (*texts, found["A1"], found["A2"])} == {"s"}
    assert [bool(cell.quotePrefix) for cell in texts] == [text[0] in "=+-@\t" for text in INJECTIONS]
    read = CalamineWorkbook.from_path(tmp_path / "x.xlsx").get_sheet_by_index(0).to_python(skip_empty_area=False)
    assert [row[0] for row in read[FIRST_ROW - 1 :]] == list(INJECTIONS)
    with zipfile.ZipFile(tmp_path / "x.xlsx") as archive:
        assert b"<f>" not in archive.read("xl/worksheets/sheet1.xml")


def test_forbidden_characters_are_left_out(tmp_path: Path) -> None:
    write_workbook([Sheet("表", "题\x00", "", (9.0,), ((Cell("a\x0b\ud800b\n二"),),), 0)], tmp_path / "x.xlsx")
    found = openpyxl.load_workbook(tmp_path / "x.xlsx")["表"]
    assert (found["A1"].value, found["A3"].value) == ("题", "ab\n二")


def test_pages_are_set_up_for_print(exported: Path) -> None:
    for sheet in openpyxl.load_workbook(exported / "appendix.xlsx"):
        assert (sheet.page_setup.orientation, str(sheet.page_setup.paperSize)) == ("landscape", "9")
        width = sum(one.width for one in sheet.column_dimensions.values())
        assert bool(sheet.sheet_properties.pageSetUpPr and sheet.sheet_properties.pageSetUpPr.fitToPage) == (width > 96)
        assert width < 96 or (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
        assert sheet.oddHeader.left.text == "附件"
        assert sheet.oddFooter.center.text == "第 &P 页，共 &N 页"
    data = openpyxl.load_workbook(exported / "appendix.xlsx")["数据表"]
    assert data.freeze_panes == "D4"
    assert data.print_title_rows == "$3:$3"


def test_the_file_names_no_person_and_keeps_the_given_time(exported: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(exported / "appendix.xlsx") as archive:
        core = archive.read("docProps/core.xml").decode()
    assert "openpyxl" not in core
    assert re.findall(r"\d{4}-\d\d-\d\dT[\d:]+Z", core) == ["2022-01-05T08:30:00Z"] * 2
    write_workbook(build_appendix(draft()), tmp_path / "again.xlsx", now=NOW)
    with zipfile.ZipFile(exported / "appendix.xlsx") as one, zipfile.ZipFile(tmp_path / "again.xlsx") as other:
        assert {name: one.read(name) for name in one.namelist()} == {
            name: other.read(name) for name in other.namelist()
        }


def test_rows_make_room_for_wrapped_text(tmp_path: Path) -> None:
    sheet = Sheet("表", "题", "", (10.0, 10.0), ((Cell("短"), Cell("长" * 20)), (Cell("短"), Cell(1))), 0)
    write_workbook([sheet], tmp_path / "x.xlsx")
    heights = openpyxl.load_workbook(tmp_path / "x.xlsx")["表"].row_dimensions
    assert heights[3].height > 60
    assert heights[4].height is None


def test_progress_and_cancelling(tmp_path: Path) -> None:
    steps: list[tuple[int, int]] = []
    sheet = Sheet("表", "题", "", (9.0,), tuple((Cell(at),) for at in range(120)), 0)
    write_workbook([sheet], tmp_path / "x.xlsx", progress=lambda done, total: steps.append((done, total)))
    assert steps == [(50, 120), (100, 120), (120, 120)]
    before = (tmp_path / "x.xlsx").read_bytes()
    with pytest.raises(ExportCancelledError):
        write_workbook([sheet], tmp_path / "x.xlsx", cancelled=lambda: True)
    assert (tmp_path / "x.xlsx").read_bytes() == before
    assert [file.name for file in tmp_path.iterdir()] == ["x.xlsx"]


def test_every_style_that_sheets_name_exists() -> None:
    from eduduty_desktop.document import build_review
    from eduduty_desktop.framework import ScoreStyle
    from eduduty_desktop.office.excel_styles import LOOKS
    from tests.document.example import findings

    scored = draft(ScoreStyle.APPENDIX)
    sheets = (*build_appendix(scored), *build_review(scored, findings()), ledger("x", "", "", (), ()))
    assert {cell.style for sheet in sheets for row in sheet.rows for cell in row} <= LOOKS.keys()


@pytest.mark.office
def test_libreoffice_prints_every_sheet(converted: Path) -> None:
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not installed: apt-get install poppler-utils")
    done = subprocess.run(
        ["pdftotext", str(converted / "appendix.pdf"), "-"], capture_output=True, check=True, timeout=60
    )
    text = done.stdout.decode()
    for sheet in build_appendix(draft()):
        assert sheet.title in text
    assert "58.15%" in text
    assert "20余" in text.replace(" ", "")
    assert "#" not in text
    assert (converted / "review.pdf").exists()
