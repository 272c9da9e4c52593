"""Files made to bring the program down, and what people send by mistake: one clear message, quickly, in little memory."""

import json
import random
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from eduduty_desktop.errors import UserError
from eduduty_desktop.grid import Grid, Paragraph
from eduduty_desktop.office import read_grids, read_notice
from tests.office import hostile
from tests.office.raw_files import biff, compound, docx, docx_parts, p, resaved, xls, xlsx_parts, zipped

MOST_SECONDS, MOST_MEGABYTES = 5, 500
READ = """
import json, sys, time
from pathlib import Path
from eduduty_desktop.errors import UserError
from eduduty_desktop.office import read_notice
start = time.process_time()
try:
    said = len(read_notice(Path(sys.argv[1])))
except UserError as error:
    said = error.one_line()
# Not ru_maxrss: that begins with what the process that forked this one had used.
status = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
print(json.dumps([said, time.process_time() - start, int(status["VmHWM"].split()[0]) / 1024]))
"""
DAMAGED, TOO_BIG, TOO_MUCH = "已损坏", "展开后太大", "复制到一个新的文件"
WORD = "word/document.xml"


def read_apart(path: Path) -> int | str:
    """How many parts a process of its own reads, or what it says; fails if it takes too long or too much memory."""
    before = sorted(path.parent.iterdir())
    done = subprocess.run(
        [sys.executable, "-B", "-c", READ, str(path)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
        env={"PYTHONPATH": str(Path(__file__).parents[2]), "PYTHONIOENCODING": "utf-8", "PYTHONDONTWRITEBYTECODE": "1"},
    )
    assert done.returncode == 0, done.stderr
    said, seconds, megabytes = json.loads(done.stdout)
    assert seconds <= MOST_SECONDS
    assert megabytes <= MOST_MEGABYTES
    assert sorted(path.parent.iterdir()) == before
    assert isinstance(said, (int, str))
    return said


@pytest.mark.parametrize(
    ("make", "name", "said"),
    [
        (hostile.bomb_of_blanks, "a.xlsx", DAMAGED),
        (hostile.bomb_of_cells, "a.xlsx", TOO_BIG),
        (hostile.bomb_of_strangers, "a.xlsx", TOO_BIG),
        (hostile.bomb_of_strings, "a.xlsx", "文字太多"),
        (hostile.bomb_of_references, "a.xlsx", "文字太多"),
        (hostile.bomb_of_paragraphs, "a.docx", TOO_BIG),
        (hostile.bomb_of_attributes, "a.docx", TOO_BIG),
        (hostile.lying_header, "a.xlsx", DAMAGED),
        (hostile.many_entries, "a.xlsx", TOO_BIG),
        (hostile.nested_zips, "a.xlsx", 1),
        (hostile.twice_the_same_part, "a.xlsx", DAMAGED),
        (hostile.wide_dimension, "a.xlsx", 1),
        (hostile.far_cell, "a.xlsx", "范围太大"),
        (hostile.many_merges, "a.xlsx", 1),
        (hostile.million_rows, "a.xlsx", TOO_MUCH),
        (hostile.many_empty_rows, "a.xlsx", 1),
        (hostile.many_paragraphs, "a.docx", 190_000),
        (hostile.many_runs, "a.docx", "没有读到文字"),
        (hostile.many_cells, "a.docx", TOO_MUCH),
        (hostile.many_deleted_ends, "a.docx", 1),
        (hostile.deep, "a.docx", DAMAGED),
        (hostile.deep_tables, "a.docx", DAMAGED),
        (hostile.wide_span, "a.docx", DAMAGED),
        (hostile.circles, "a.docx", 2),
        (hostile.ods_repeated, "a.ods", TOO_MUCH),
        (hostile.noise, "a.xlsx", DAMAGED),
        (hostile.old_noise, "a.xls", DAMAGED),
        (hostile.wide_csv, "a.csv", TOO_MUCH),
    ],
)
def test_heavy_files(tmp_path: Path, make: Callable[[Path], Path], name: str, said: int | str) -> None:
    found = read_apart(make(tmp_path / name))
    if isinstance(said, int):
        assert found == said
    else:
        assert isinstance(found, str)
        assert said in found


@pytest.mark.parametrize("document_type", [hostile.LAUGHS, hostile.OUTSIDE, hostile.OUTSIDE_DTD])
@pytest.mark.parametrize(
    "part",
    [
        WORD,
        "word/styles.xml",
        "word/numbering.xml",
        "xl/sheet1.xml",
        "xl/workbook.xml",
        "xl/styles.xml",
        "xl/sharedStrings.xml",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused_before_they_are_read(
    tmp_path: Path, part: str, document_type: str, encoding: str
) -> None:
    path = hostile.laughing(part, document_type, encoding)(tmp_path / "a.office")
    with pytest.raises(UserError, match=DAMAGED) as refused:
        read_notice(path)
    assert "root:" not in refused.value.one_line()


def test_entities_in_what_names_the_parts(tmp_path: Path) -> None:
    parts = docx_parts(p("甲"))
    for name in ("_rels/.rels", "word/_rels/document.xml.rels"):
        text = str(parts[name]).replace("?>", "?>" + hostile.LAUGHS, 1)
        (tmp_path / "a.docx").write_bytes(zipped({**parts, name: text}))
        with pytest.raises(UserError, match=DAMAGED):
            read_notice(tmp_path / "a.docx")


def test_a_wide_dimension_reads_right(tmp_path: Path) -> None:
    (grid,) = read_notice(hostile.wide_dimension(tmp_path / "a.xlsx"))
    assert isinstance(grid, Grid)
    assert grid.rows == (("1", ""), ("", "2"))
    assert grid.hidden_columns == {1}
    assert [(one.bottom, one.right) for one in grid.merges] == [(1, 1)]


LOCKED = compound({"EncryptionInfo": b"\4\0\4\0@\0\0\0<encryption/>", "EncryptedPackage": b"\x07" * 9000})
PDF, RTF, WEB = b"%PDF-1.7\n", b"{\\rtf1\\ansi}", b"<html><table><tr><td>1</td></tr></table></html>"


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.xlsx", b"", "文件是空的"),
        ("a.docx", b"", "文件是空的"),
        ("a.docx", b"hello", DAMAGED),
        ("a.txt", "一、指标".encode(), DAMAGED),
        ("a.docx", b"PK\x03\x04" + b"\0" * 100, DAMAGED),
        ("a.docx", zipped({"x": "y"}), DAMAGED),
        ("a.docx", LOCKED, "文件有打开密码"),
        ("a.xlsx", LOCKED, "文件有打开密码"),
        ("a.xls", compound({"Workbook": biff((0x0809, b"\0\6\5\0"), (0x002F, b"\0" * 6))}), "文件有打开密码"),
        ("a.xls", compound({"Book": b"\0" * 20}), "Excel 97 以前"),
        ("a.xls", compound({"Workbook": biff((0x0809, b"\0\5\5\0"))}), "Excel 97 以前"),
        ("a.xls", compound({"Workbook": b"\xff" * 5000}), DAMAGED),
        ("a.xls", compound({"Workbook": biff((0x0809, b"\0\6\5\0"))}, circle=True), DAMAGED),
        ("a.doc", compound({"WordDocument": b"\0" * 5000}), r"\.doc"),
        ("a.wps", compound({"WordDocument": b"\0" * 5000}), r"\.wps"),
        ("a.docx", PDF, "PDF"),
        ("a.doc", RTF, "RTF"),
        ("a.xls", WEB, "网页"),
        ("a.docx", zipped(docx_parts("")), "没有读到文字和表格"),
        ("a.xlsx", zipped(xlsx_parts("")), "没有读到文字和表格"),
        ("a.odt", zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<x/>"}), "odt"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_next_step(tmp_path: Path, name: str, data: bytes, words: str) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(UserError, match=words) as refused:
        read_notice(tmp_path / name)
    assert refused.value.what_to_do
    assert refused.value.place == name
    assert [file.name for file in tmp_path.iterdir()] == [name]


def test_a_document_cut_short_at_any_byte(tmp_path: Path) -> None:
    data = docx(tmp_path / "a.docx", p("甲") + p("乙")).read_bytes()
    for length in range(1, len(data), 97):
        (tmp_path / "a.docx").write_bytes(data[:length])
        with pytest.raises(UserError):
            read_notice(tmp_path / "a.docx")


def test_a_workbook_cut_short_at_any_byte(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active["A1"] = "甲"  # type: ignore[index]
    book.save(tmp_path / "a.xlsx")
    data = (tmp_path / "a.xlsx").read_bytes()
    for length in range(1, len(data), 97):
        (tmp_path / "a.xlsx").write_bytes(data[:length])
        with pytest.raises(UserError):
            read_grids(tmp_path / "a.xlsx")


def test_text_altered_after_packing(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=DAMAGED):
        read_notice(hostile.checksum_broken(tmp_path / "a.docx"))


def test_a_packing_method_that_is_none(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=DAMAGED):
        read_notice(hostile.stored_plainly(tmp_path / "a.xlsx"))


def read_or_refused(path: Path) -> str:
    """How reading ended; what is neither fails the test."""
    try:
        parts = read_notice(path)
    except UserError as error:
        return error.what_to_do
    return "read" if all(isinstance(part, (Grid, Paragraph)) for part in parts) else ""


@pytest.mark.parametrize("seed", range(40))
def test_bytes_changed_at_random(tmp_path: Path, seed: int) -> None:
    """Whatever was changed, the file is read or refused, never anything else."""
    chance = random.Random(seed)
    whole = [
        docx(tmp_path / "a.docx", p("甲") * 5).read_bytes(),
        zipped(xlsx_parts('<sheetData><row><c t="inlineStr"><is><t>甲</t></is></c></row></sheetData>')),
        xls(tmp_path / "a.xls", (0x0204, b"\0\0\0\0\0\0\2\0\0ab")).read_bytes(),
    ]
    for data in whole:
        for _ in range(10):
            changed = bytearray(data)
            for _ in range(chance.choice((1, 4, 20))):
                changed[chance.randrange(len(changed))] = chance.randrange(256)
            (tmp_path / "b").write_bytes(changed)
            assert read_or_refused(tmp_path / "b")


@pytest.mark.office
def test_an_old_word_document_made_by_libreoffice(tmp_path: Path) -> None:
    (old,) = resaved(tmp_path, "doc", docx(tmp_path / "通知.docx", p("甲")))
    with pytest.raises(UserError, match=r"旧格式的 Word 文档.*另存为 \.docx"):
        read_notice(old)
