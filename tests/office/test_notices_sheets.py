"""Notices that are workbooks: what is hidden, rich text, formats, and the same from every format."""

import datetime
import struct
from pathlib import Path

import openpyxl
import pytest
from openpyxl.comments import Comment

from eduduty_desktop.grid import Grid, Merge
from eduduty_desktop.office import read_notice
from tests.office.raw_files import compound, resaved, xls, xlsx, zipped


def only(path: Path) -> Grid:
    (grid,) = read_notice(path)
    assert isinstance(grid, Grid)
    return grid


def notice(path: Path) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "指标体系"
    values = [
        ["评价指标", None, None, None, "日期", "比例", "编号"],
        ["党的领导\n(12分)", "机制", 3.0, "甲、乙", datetime.date(2021, 9, 1), 0.585, 1.1],
        [None, "联系", 2.5, "丙", None, None, None],
        [None, "藏", 1, "丁", None, None, None],
        ["立德树人", "块", None, None, None, None, None],
    ]
    for row in values:
        sheet.append(row)
    sheet["C2"].number_format, sheet["F2"].number_format, sheet["G2"].number_format = "0.0", "0%", "0.00"
    for merged in ("A1:D1", "A2:A4", "B5:D6"):
        sheet.merge_cells(merged)
    sheet["B2"].comment = Comment("口径见附件", "某")
    sheet.row_dimensions[4].hidden = True
    sheet.column_dimensions["E"].hidden = True
    hidden = book.create_sheet("草稿")
    hidden["A1"] = "不要"
    hidden.sheet_state = "hidden"
    book.create_sheet("空表")
    book.save(path)
    return path


def check(grid: Grid) -> None:
    assert grid.name == "指标体系"
    assert grid.rows[:5] == (
        ("评价指标", "", "", "", "日期", "比例", "编号"),
        ("党的领导\n(12分)", "机制", "3", "甲、乙", "2021-09-01", "58.5%", "1.10"),
        ("", "联系", "2.5", "丙", "", "", ""),
        ("", "藏", "1", "丁", "", "", ""),
        ("立德树人", "块", "", "", "", "", ""),
    )
    assert set(grid.merges) == {Merge(0, 0, 0, 3), Merge(1, 0, 3, 0), Merge(4, 1, 5, 3)}
    assert grid.notes == {(1, 1): "口径见附件"}
    assert grid.hidden_rows == {3}
    assert grid.hidden_columns == {4}


def test_what_a_workbook_shows(tmp_path: Path) -> None:
    check(only(notice(tmp_path / "通知.xlsx")))


@pytest.mark.office
@pytest.mark.parametrize("kind", ["xls", "ods", "xlsx"])
def test_libreoffice_saves_it_again_and_it_reads_equal(tmp_path: Path, kind: str) -> None:
    path = notice(tmp_path / "通知.xlsx")
    (again,) = resaved(tmp_path, kind, path)
    check(only(again))
    assert only(again) == only(path)


@pytest.mark.office
def test_many_long_texts_in_an_old_workbook(tmp_path: Path) -> None:
    """Shared strings that go on from record to record, narrow and wide."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    texts = [f"{at}" + ("指标与评分细则" if at % 3 else "plain latin ") * (at % 97) for at in range(600)]
    for text in texts:
        sheet.append([text])
    book.save(tmp_path / "长.xlsx")
    (again,) = resaved(tmp_path, "xls", tmp_path / "长.xlsx")
    assert [row[0] for row in only(again).rows] == texts


def test_rich_text_without_its_phonetic_guide(tmp_path: Path) -> None:
    item = '<si><r><t>指</t></r><r><rPr/><t xml:space="preserve">标 </t></r><rPh sb="0" eb="1"><t>zhi</t></rPh></si>'
    cells = '<c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><t>一_x000D_\n二</t><rPh sb="0" eb="1"><t>x</t></rPh></is></c>'
    grid = only(xlsx(tmp_path / "a.xlsx", f'<sheetData><row r="1">{cells}</row></sheetData>', strings=item))
    assert grid.rows == (("指标 ", "一\n二"),)


def test_rows_and_columns_without_height_are_hidden(tmp_path: Path) -> None:
    sheet = (
        '<cols><col min="2" max="2" width="0"/><col min="3" max="16384" hidden="true" width="9"/></cols><sheetData>'
        "<row><c><v>1</v></c><c><v>2</v></c><c><v>3</v></c></row>"
        '<row ht="0" customHeight="1"><c><v>4</v></c></row><row outlineLevel="1" hidden="1"><c><v>5</v></c></row>'
        '<row collapsed="1"><c><v>6</v></c></row></sheetData>'
    )
    grid = only(xlsx(tmp_path / "a.xlsx", sheet))
    assert grid.rows == (("1", "2", "3"), ("4", "", ""), ("5", "", ""), ("6", "", ""))
    assert (grid.hidden_rows, grid.hidden_columns) == ({1, 2}, {1, 2})


def test_dates_of_the_other_count_and_times(tmp_path: Path) -> None:
    styles = (
        '<numFmts><numFmt numFmtId="170" formatCode="yyyy&quot;年&quot;m&quot;月&quot;"/>'
        '<numFmt numFmtId="171" formatCode="[h]:mm"/><numFmt numFmtId="172" formatCode="0.0&quot;%&quot;"/></numFmts>'
        '<cellXfs><xf numFmtId="0"/><xf numFmtId="170"/><xf numFmtId="171"/><xf numFmtId="20"/><xf numFmtId="172"/></cellXfs>'
    )
    cells = "".join(
        f'<c s="{style}"><v>{value}</v></c>' for style, value in ((1, 44440), (2, 1.5), (3, 0.25), (4, 7.5))
    )
    grid = only(xlsx(tmp_path / "a.xlsx", f"<sheetData><row>{cells}</row></sheetData>", styles=styles))
    assert grid.rows == (("2021-09-01", "1 day, 12:00:00", "06:00:00", "7.5"),)


def test_an_old_workbook_record_by_record(tmp_path: Path) -> None:
    def at(row: int, column: int, style: int = 0) -> bytes:
        return struct.pack("<3H", row, column, style)

    formats = (
        (0x041E, struct.pack("<H", 200) + struct.pack("<HB", 5, 0) + b"0.00%"),
        (0x00E0, struct.pack("<2H", 0, 0) + b"\0" * 16),
        (0x00E0, struct.pack("<2H", 0, 200) + b"\0" * 16),
    )
    text = "公式".encode("utf-16-le")
    cells = (
        (0x0203, at(0, 0) + struct.pack("<d", 57926.181)),
        (0x027E, at(0, 1) + struct.pack("<i", 300 << 2 | 3)),
        (0x00BD, at(0, 2)[:4] + struct.pack("<HiHi", 0, 7 << 2 | 2, 1, 5815 << 2 | 3) + struct.pack("<H", 3)),
        (0x0006, at(1, 0) + b"\0\0\0\0\0\0\xff\xff" + b"\0" * 8),
        (0x0207, struct.pack("<HB", 2, 1) + text),
        (0x0006, at(1, 1) + b"\x02\0\x2a\0\0\0\xff\xff" + b"\0" * 8),
        (0x0205, at(1, 2) + b"\x01\0"),
        (0x0204, at(1, 3) + struct.pack("<HB", 2, 0) + b"ab"),
    )
    grid = only(xls(tmp_path / "a.et", *cells, globals_=formats))
    assert grid.rows == (("57926.181", "3", "7", "5815%"), ("公式", "#N/A", "TRUE", "ab"))


def test_the_content_tells_the_format_not_the_extension(tmp_path: Path) -> None:
    data = notice(tmp_path / "通知.xlsx").read_bytes()
    (tmp_path / "通知.docx").write_bytes(data)
    check(only(tmp_path / "通知.docx"))


def test_macros_are_never_looked_at(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active["A1"] = "甲"  # type: ignore[index]
    book.save(tmp_path / "a.xlsx")
    import zipfile

    with zipfile.ZipFile(tmp_path / "a.xlsx") as archive:
        parts: dict[str, bytes | str] = {name: archive.read(name) for name in archive.namelist()}
    (tmp_path / "a.xlsm").write_bytes(zipped({**parts, "xl/vbaProject.bin": compound({"VBA": b"macro"})}))
    assert only(tmp_path / "a.xlsm").rows == (("甲",),)


def test_csv(tmp_path: Path) -> None:
    (tmp_path / "指标.csv").write_bytes("指标,分值\r\n甲,3\r\n".encode("gb18030"))
    assert only(tmp_path / "指标.csv") == Grid("指标", (("指标", "分值"), ("甲", "3")))
