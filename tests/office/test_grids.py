"""Reading workbooks and .csv from outside, and refusing what cannot be read."""

import datetime
import io
import zipfile
from pathlib import Path

import openpyxl
import pytest

from eduduty_desktop.errors import UserError
from eduduty_desktop.grid import Merge
from eduduty_desktop.office import grids, package, read_grids
from eduduty_desktop.office.cells import plain_number, plain_text
from eduduty_desktop.office.compound import OLE


def workbook(path: Path, cells: dict[str, object], formats: dict[str, str] | None = None) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "教育局"
    for place, value in cells.items():
        sheet[place] = value
    for place, number_format in (formats or {}).items():
        sheet[place].number_format = number_format
    book.save(path)
    return path


def test_numbers_come_as_plain_digits(tmp_path: Path) -> None:
    values = {"B2": 57926.181, "C2": 0.1 + 0.2, "D2": 31250, "B3": "  文字 ", "C3": True, "D3": 1e15, "E3": -0.5}
    (grid,) = read_grids(workbook(tmp_path / "a.xlsx", values))
    assert grid.name == "教育局"
    assert grid.rows == (
        ("", "", "", "", ""),
        ("", "57926.181", "0.3", "31250", ""),
        ("", "  文字 ", "TRUE", "1000000000000000", "-0.5"),
    )


def test_percentages_come_as_the_office_program_shows_them(tmp_path: Path) -> None:
    values = {"A1": 0.5815, "B1": 0.5, "C1": 58.15, "D1": 1, "E1": "文字"}
    formats = {"A1": "0.00%", "B1": "0%", "C1": '0.00"%"', "D1": "0.0%;[Red]-0.0%", "E1": "0%"}
    (grid,) = read_grids(workbook(tmp_path / "a.xlsx", values, formats))
    assert grid.rows == (("58.15%", "50%", "58.15", "100%", "文字"),)


def test_dates_errors_and_merges(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "a.xlsx",
        {"A1": datetime.date(2021, 9, 1), "B1": datetime.datetime(2021, 9, 1, 8, 30), "A2": "#N/A", "A3": "块"},
    )
    book = openpyxl.load_workbook(path)
    book["教育局"].merge_cells("A3:B4")
    book.save(path)
    (grid,) = read_grids(path)
    assert grid.rows[0] == ("2021-09-01", "2021-09-01 08:30:00")
    assert grid.cell(1, 0) == "#N/A"
    assert grid.merges == (Merge(2, 0, 3, 1),)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (57926.181, "57926.181"),
        (3.0, "3"),
        (-0.0, "0"),
        (1e-7, "0.0000001"),
        (1e22, "10000000000000000000000"),
        (1367.8289, "1367.8289"),
        (0.1 * 3, "0.3"),
        (float("nan"), "#NUM!"),
    ],
)
def test_floats_leave_no_residue(value: float, text: str) -> None:
    assert plain_number(value) == text


def test_other_values() -> None:
    assert plain_text(7) == "7"
    assert plain_text(datetime.time(8, 30)) == "08:30:00"
    assert plain_text(datetime.timedelta(hours=25)) == "1 day, 1:00:00"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_csv_in_the_encodings_offices_use(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "数据.csv"
    path.write_bytes('指标,本年\r\n教职工数,"2,902"\r\n'.encode(encoding))
    (grid,) = read_grids(path)
    assert grid.name == "数据"
    assert grid.rows == (("指标", "本年"), ("教职工数", "2,902"))


def test_csv_with_tabs(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("指标\t本年\n甲\t1\n", encoding="utf-8")
    assert read_grids(tmp_path / "a.csv")[0].rows == (("指标", "本年"), ("甲", "1"))


def test_the_mark_between_cells_is_the_one_of_most_lines(tmp_path: Path) -> None:
    path = tmp_path / "甲.csv"
    path.write_text("填报单位：卫健委\n指标\t本年\n近视率\t52.9\n备注，见附件;乙,丙\t1", encoding="utf-8")
    assert [len(row) for row in read_grids(path)[0].rows] == [1, 2, 2, 2]
    path.write_text("指标;本年\n近视率;52.9", encoding="utf-8")
    assert read_grids(path)[0].rows[1] == ("近视率", "52.9")
    path.write_text("指标,本年\n甲;乙,5\n丙;丁,6", encoding="utf-8")
    assert read_grids(path)[0].rows[1] == ("甲;乙", "5")


def encrypted() -> bytes:
    return OLE + b"\0" * 504 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 512


def zipped(**parts: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.xlsx", b"", "文件是空的"),
        ("a.xlsx", b"hello", "不是 Excel 工作簿"),
        ("a.docx", zipped(x=b"y"), "不是 Excel 工作簿，或文件已损坏"),
        ("a.xlsx", b"PK\x03\x04" + b"\0" * 100, "已损坏"),
        ("a.xls", OLE + b"\0" * 2000, "已损坏"),
        ("a.xlsx", encrypted(), "文件有打开密码"),
        ("a.csv", b"\xff\x00\x81\x00", "认不出"),
        ("a.csv", b'a,"b\nc', "格式有误"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_next_step(tmp_path: Path, name: str, data: bytes, words: str) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(UserError, match=words) as refused:
        read_grids(tmp_path / name)
    assert refused.value.what_to_do
    assert refused.value.place


def test_a_missing_file_and_a_folder(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="文件不存在"):
        read_grids(tmp_path / "no.xlsx")
    with pytest.raises(UserError, match="打不开"):
        read_grids(tmp_path)


def test_damaged_in_the_middle(tmp_path: Path) -> None:
    data = bytearray(workbook(tmp_path / "a.xlsx", {"A1": "甲"}).read_bytes())
    for at in range(0, len(data) - 200, 37):
        data[at + 60] ^= 0xFF
    (tmp_path / "a.xlsx").write_bytes(bytes(data))
    with pytest.raises(UserError):
        read_grids(tmp_path / "a.xlsx")


def test_too_big_is_refused_before_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = workbook(tmp_path / "a.xlsx", {"A1": "甲"})
    monkeypatch.setattr(grids, "MOST_BYTES", 100)
    with pytest.raises(UserError, match="文件太大"):
        read_grids(path)


def test_a_zip_bomb_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = workbook(tmp_path / "a.xlsx", {"A1": "甲" * 30000})
    monkeypatch.setattr(package, "MOST_UNPACKED", 50_000)
    with pytest.raises(UserError, match="展开后太大"):
        read_grids(path)


def test_a_stray_cell_far_away_is_refused(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", {"A1": "甲", "XFD1048576": "乙"})
    with pytest.raises(UserError, match="范围太大"):
        read_grids(path)
