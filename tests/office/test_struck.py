"""Cells that are crossed out, whole or in part."""

from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font

from eduduty_desktop.office import read_grids


def test_crossed_out_cells_are_told(tmp_path: Path) -> None:
    workbook = Workbook()
    sheet = workbook.active
    sheet.append(["人数", 300, "320", 7])
    sheet["B1"].font = Font(strike=True)
    sheet["C1"].font = Font(strike=True, bold=True)
    sheet["D1"].font = Font(strike=False, bold=True)
    sheet["A3"].font = Font(strike=True)  # nothing stands in it
    path = tmp_path / "甲.xlsx"
    workbook.save(path)
    (grid,) = read_grids(path)
    assert grid.struck == {(0, 1), (0, 2)}
    assert grid.rows[0] == ("人数", "300", "320", "7")


def test_a_text_that_is_crossed_out_in_part_is_told(tmp_path: Path) -> None:
    workbook = Workbook()
    sheet = workbook.active
    sheet["A1"] = CellRichText(TextBlock(InlineFont(strike=True), "300"), TextBlock(InlineFont(), "320"))
    sheet["A2"] = CellRichText(TextBlock(InlineFont(b=True), "300"), TextBlock(InlineFont(), "人"))
    path = tmp_path / "甲.xlsx"
    workbook.save(path)
    (grid,) = read_grids(path)
    assert [row[0] for row in grid.rows] == ["300320", "300人"]
    assert grid.struck == {(0, 0)}
