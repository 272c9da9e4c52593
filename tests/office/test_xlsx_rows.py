"""Sheets read as text come out as those read as trees: the same cells, or no reading as text at all."""

import io
import random
import zipfile
from dataclasses import astuple
from datetime import date, time
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eduduty_desktop.errors import UserError
from eduduty_desktop.grid import Grid
from eduduty_desktop.office import xlsx
from eduduty_desktop.office.grids import read
from eduduty_desktop.office.xlsx_rows import read_rows
from eduduty_desktop.office.xlsx_text import UnusualError, read_strings

NOTICES = sorted((Path(__file__).parents[1] / "notices").glob("*.xlsx"))
SHEET = "xl/worksheets/sheet1.xml"


@pytest.fixture
def as_tree(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """The general reader alone, while the context lasts."""
    return monkeypatch


def both(path: Path, patch: pytest.MonkeyPatch) -> tuple[object, object]:
    """What either reader makes of a file: grids, or the refusal's words."""
    quick = outcome(path)
    with patch.context() as only:
        only.setattr(xlsx, "MOST_BYTES", -1)
        general = outcome(path)
    return quick, general


def outcome(path: Path) -> object:
    try:
        return [plain(grid) for grid in read(path)]
    except UserError as error:
        return error.one_line()


def plain(grid: Grid) -> tuple[object, ...]:
    return astuple(grid)


def messy(path: Path) -> None:
    """Everything that a cell can be, blank rows and columns, merges, what is hidden, notes, formulas without values."""
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    assert sheet is not None
    sheet.append(["学校", "学生", 0.1 + 0.2, 1e15, 1e-7, 14231.0, -3, True, None, "a & b <c> “d”\n换行"])
    sheet.append([])
    sheet.append([None, 84.48999999999999, 5.4299999999999997, date(2025, 9, 1), time(1, 14), "_x000D_", "=A1", "#N/A"])
    sheet["F9"] = 0.5815
    sheet["F9"].number_format = "0.00%"
    sheet["G9"] = 12345.6
    sheet["G9"].number_format = '0.0,"千元"'
    sheet["H9"] = 1.1
    sheet["H9"].number_format = "0.00"
    sheet["A9"] = "  空格  "
    sheet["ZZ30"] = "远"
    sheet.merge_cells("A9:C11")
    sheet.merge_cells("A32:B33")
    sheet.row_dimensions[3].hidden = True
    sheet.row_dimensions[9].height = 0
    sheet.column_dimensions["D"].hidden = True
    for row in range(40, 140):
        sheet.append([row, f"第{row}小学", row * 1.5, None if row % 3 else row, row / 7])
    workbook.create_sheet("空")
    workbook.save(path)


def test_both_readers_agree_on_every_kind_of_cell(tmp_path: Path, as_tree: pytest.MonkeyPatch) -> None:
    path = tmp_path / "t.xlsx"
    messy(path)
    quick, general = both(path, as_tree)
    assert quick == general
    assert isinstance(quick, list)
    assert quick[0][1][0][:6] == ("学校", "学生", "0.3", "1000000000000000", "0.0000001", "14231")


@pytest.mark.parametrize("path", NOTICES, ids=lambda path: path.stem)
def test_both_readers_agree_on_the_notices(path: Path, as_tree: pytest.MonkeyPatch) -> None:
    quick, general = both(path, as_tree)
    assert quick == general


def replaced(path: Path, part: str, change: bytes) -> None:
    """The same package with another part."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts[part] = change
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    path.write_bytes(buffer.getvalue())


def test_damaged_and_odd_parts_are_read_alike(tmp_path: Path, as_tree: pytest.MonkeyPatch) -> None:
    path = tmp_path / "t.xlsx"
    messy(path)
    with zipfile.ZipFile(path) as archive:
        sound = archive.read(SHEET)
    chance = random.Random(7)
    pieces = [
        b"<c",
        b"</c>",
        b"<v>",
        b"</v>",
        b' t="s"',
        b' s="1"',
        b"&#1;",
        b"&amp;",
        b"<f>A1</f>",
        b"<!-- -->",
        b"\x01",
        b'<row r="2">',
        b"</row>",
        b' hidden="1"',
        b"9",
        b'x:y="1"',
        b"<is>",
        b"]]>",
        b"\xff",
        b">",
        b'"',
        b"\r\n",
    ]
    for _ in range(250):
        at, length = chance.randrange(len(sound)), chance.choice((0, 0, 1, 3, 12))
        changed = sound[:at] + chance.choice([*pieces, b""]) + sound[at + length :]
        replaced(path, SHEET, changed)
        quick, general = both(path, as_tree)
        assert quick == general, changed[max(0, at - 80) : at + 80]


CELLS = st.one_of(
    st.none(),
    st.integers(-(10**6), 10**6),
    st.floats(allow_nan=False, allow_infinity=False, width=64),
    st.booleans(),
    st.text(st.characters(blacklist_categories=("Cs", "Cc"), blacklist_characters="\ufffe\uffff"), max_size=6),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(CELLS, max_size=5), max_size=8))
def test_any_table_reads_alike(tmp_path_factory: pytest.TempPathFactory, rows: list[list[object]]) -> None:
    path = tmp_path_factory.mktemp("any") / "t.xlsx"
    workbook = openpyxl.Workbook()
    assert workbook.active is not None
    for row in rows:
        workbook.active.append([f"'{cell}" if isinstance(cell, str) else cell for cell in row])
    workbook.save(path)
    with pytest.MonkeyPatch.context() as patch:
        quick, general = both(path, patch)
    assert quick == general


def test_most_sheets_are_indeed_read_as_text(tmp_path: Path) -> None:
    path = tmp_path / "t.xlsx"
    messy(path)
    with zipfile.ZipFile(path) as archive:
        data = archive.read(SHEET)
    found = read_rows(data, [], lambda _style: True, lambda kind, text, _style: (f"{kind}:{text}", None))
    assert found.rows[0][:2] == ("学校", "学生")
    assert len(found.rows) == 132


@pytest.mark.parametrize(
    "body",
    [
        '<row r="1"><c r="B1"><v>1</v></c><c r="A1"><v>2</v></c></row>',  # not in order
        '<row r="2"><c r="A2"><v>1</v></c></row><row r="1"/>',
        '<row r="1"><c><v>1</v></c></row>',  # without its place
        '<row r="1"><c r="A1" cm="1"><v>1</v></c></row>',
        '<row r="1"><c r="A1"><v>1</v><v>2</v></c></row>',
        '<row r="1"><c r="A2"><v>1</v></c></row>',
        '<x:row r="1"/>',
    ],
)
def test_what_is_unusual_is_left_to_the_general_reader(body: str) -> None:
    data = f'<worksheet xmlns="a"><sheetData>{body}</sheetData></worksheet>'.encode()
    with pytest.raises(UnusualError):
        read_rows(data, [], lambda _style: True, lambda _kind, text, _style: (text, None))


def test_shared_strings_without_runs() -> None:
    start = '<?xml version="1.0" encoding="UTF-8"?>\n<sst xmlns="a" count="3">'
    plain_strings = f'{start}<si><t>甲</t></si><si><t/></si><si><t xml:space="preserve"> a &amp; b </t></si></sst>'
    assert read_strings(plain_strings.encode()) == ["甲", "", " a & b "]
    for odd in ("<si><r><t>甲</t></r></si>", "<si><t>甲</t><rPh/></si>", "<si/>", "<si><t>&x;</t></si>"):
        with pytest.raises(UnusualError):
            read_strings(f"{start}{odd}</sst>".encode())


def test_a_cell_far_away_does_not_fill_the_memory() -> None:
    far = '<row r="1"><c r="XFD1"><v>1</v></c></row><row r="1048576"><c r="A1048576"><v>2</v></c></row>'
    data = f'<worksheet xmlns="a"><sheetData>{far}</sheetData></worksheet>'.encode()
    with pytest.raises(UnusualError):
        read_rows(data, [], lambda _style: True, lambda _kind, text, _style: (text, None))


@pytest.mark.parametrize(
    "cells",
    [
        '<c r="A{row}"><v>1\n2</v></c><c r="B{row}"><v>3</v></c>',
        '<c r="A{row}"><v>1\n</v></c><c r="B{row}"><v>9102.110000000001</v></c>',
        '<c r="A{row}"><v>{row}.0</v></c><c r="B{row}"><v>1e3</v></c><c r="C{row}"><v>-0.5</v></c>',
        '<c r="A{row}" t="inlineStr"><is><t>甲{row}</t></is></c><c r="B{row}"><v>7</v></c>'
        '<c r="C{row}" t="inlineStr"><is><t xml:space="preserve"> 乙&amp;</t></is></c>',
        '<c r="A{row}" t="inlineStr"><is><r><t>甲</t></r><r><t>乙</t></r></is></c>',
        '<c r="A{row}"><v>{row}</v></c><c r="C{row}"><f>A{row}</f></c>',
    ],
)
def test_rows_that_are_alike_are_read_as_one_by_one(tmp_path: Path, as_tree: pytest.MonkeyPatch, cells: str) -> None:
    """Some rows have no height, some a cell more, so that what is known of one row is tried on the next."""
    path = tmp_path / "t.xlsx"
    messy(path)
    rows = "".join(
        f'<row r="{row}" ht="{15 * (row % 2)}">{cells.format(row=row)}'
        + (f'<c r="F{row}" t="inlineStr"><is><t>末</t></is></c>' if row % 3 == 0 else "")
        + "</row>"
        for row in range(8, 120)
    )
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = parts[SHEET].decode()
    begin, end = sheet.index("<sheetData>") + len("<sheetData>"), sheet.index("</sheetData>")
    parts[SHEET] = f"{sheet[:begin]}{rows}{sheet[end:]}".encode()
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    quick, general = both(path, as_tree)
    assert quick == general
