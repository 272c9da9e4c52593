"""The Word file, read back with python-docx and measured as LibreOffice prints it."""

import zipfile
from itertools import pairwise
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Mm, Twips

from eduduty_desktop.document import Heading, Paragraph, Run, build_report
from eduduty_desktop.office import ExportCancelledError, write_report
from tests.document.example import draft
from tests.office.conftest import NOW
from tests.office.pages import BOTTOM, HAN, LEFT, MM, RIGHT, body, printed_pages

# --- read back ------------------------------------------------------------------------------------------


def test_headings_come_back_in_order(exported: Path) -> None:
    document = docx.Document(str(exported / "report.docx"))
    found = [(p.style.name, p.text) for p in document.paragraphs if p.style.name.startswith("Heading")]
    wanted = [(f"Heading {b.level}", b.printed) for b in build_report(draft()) if isinstance(b, Heading)]
    assert found == wanted


@pytest.mark.parametrize(
    ("style", "font", "half_points", "outline"),
    [
        ("Normal", "仿宋_GB2312", 32, None),
        ("Body Text", "仿宋_GB2312", 32, None),
        ("Title", "方正小标宋简体", 44, None),
        ("Heading 1", "黑体", 32, "0"),
        ("Heading 2", "楷体_GB2312", 32, "1"),
        ("Heading 3", "仿宋_GB2312", 32, "2"),
        ("Heading 4", "仿宋_GB2312", 32, "3"),
        ("footer", "宋体", 28, None),
        ("表格文字", "仿宋_GB2312", 24, None),
    ],
)
def test_styles_are_the_standards(exported: Path, style: str, font: str, half_points: int, outline: str | None) -> None:
    found = docx.Document(str(exported / "report.docx")).styles[style]
    fonts = found.element.rPr.rFonts
    assert fonts.get(qn("w:eastAsia")) == font
    assert fonts.get(qn("w:hint")) == "eastAsia"
    assert fonts.get(qn("w:ascii")) == ("宋体" if font == "宋体" else "Times New Roman")
    assert int(found.element.rPr.find(qn("w:sz")).get(qn("w:val"))) == half_points
    level = found.element.pPr.find(qn("w:outlineLvl"))
    assert (None if level is None else level.get(qn("w:val"))) == outline
    assert not found.font.bold


def test_the_page_is_the_standards(exported: Path) -> None:
    document = docx.Document(str(exported / "report.docx"))
    section = document.sections[0]
    assert abs(section.page_width - Mm(210)) < Twips(2)
    assert abs(section.page_height - Mm(297)) < Twips(2)
    margins = (section.top_margin, section.right_margin, section.bottom_margin, section.left_margin)
    assert all(abs(found - Mm(wanted)) < Twips(2) for found, wanted in zip(margins, (37, 26, 35, 28), strict=True))
    assert document.element.body.sectPr.find(qn("w:docGrid")) is None
    assert document.settings.odd_and_even_pages_header_footer
    assert section.footer.paragraphs[0].text == section.even_page_footer.paragraphs[0].text == "— 1 —"


def test_tables_repeat_their_header_and_keep_rows_whole(exported: Path) -> None:
    tables = docx.Document(str(exported / "report.docx")).tables
    assert [cell.text for cell in tables[0].rows[1].cells] == ["在校学生数", "人", "31500", "31250", "-0.79%"]
    for table in tables:
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
        assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)
        assert table._tbl.tblPr.find(qn("w:tblBorders")) is not None


def test_the_first_sentence_of_a_problem_is_in_kai(exported: Path) -> None:
    document = docx.Document(str(exported / "report.docx"))
    problem = next(p for p in document.paragraphs if p.text.startswith("（一）音体美"))
    lead, rest = problem.runs
    assert lead.text == "（一）音体美教师不足。"
    assert lead._r.rPr.rFonts.get(qn("w:eastAsia")) == "楷体_GB2312"
    assert rest._r.rPr.rFonts.get(qn("w:eastAsia")) is None


def test_the_file_names_no_person_and_no_program_of_ours(exported: Path) -> None:
    document = docx.Document(str(exported / "report.docx"))
    properties = document.core_properties
    assert properties.title == "溪口市人民政府关于2021年度履行教育职责情况的自评报告"
    assert (properties.author, properties.last_modified_by, properties.comments) == ("", "", "")
    assert properties.language == "zh-CN"
    assert properties.created == properties.modified == NOW
    with zipfile.ZipFile(exported / "report.docx") as archive:
        names = archive.namelist()
        everything = b"".join(archive.read(name) for name in names).lower()
    assert not [name for name in names if "thumbnail" in name or "customXml" in name]
    assert b"python" not in everything
    assert b"macintosh" not in everything


def test_the_same_draft_gives_the_same_parts(exported: Path, tmp_path: Path) -> None:
    write_report(build_report(draft()), tmp_path / "again.docx", now=NOW)
    with zipfile.ZipFile(exported / "report.docx") as one, zipfile.ZipFile(tmp_path / "again.docx") as other:
        assert {name: one.read(name) for name in one.namelist()} == {
            name: other.read(name) for name in other.namelist()
        }


def test_any_text_can_be_written(tmp_path: Path) -> None:
    nasty = 'a<b>&"c"\x00\x0b\ud800\ufffe𠮷\t“”'
    blocks = (Heading(1, "一、", nasty), Paragraph((Run(nasty),)))
    write_report(blocks, tmp_path / "nasty.docx")
    texts = [p.text for p in docx.Document(str(tmp_path / "nasty.docx")).paragraphs]
    assert texts == ['一、a<b>&"c"𠮷 “”', 'a<b>&"c"𠮷 “”']


def test_progress_and_cancelling(tmp_path: Path) -> None:
    steps: list[tuple[int, int]] = []
    blocks = build_report(draft())
    write_report(blocks, tmp_path / "r.docx", progress=lambda done, total: steps.append((done, total)))
    assert steps == [(done, len(blocks)) for done in range(1, len(blocks) + 1)]
    before = (tmp_path / "r.docx").read_bytes()
    with pytest.raises(ExportCancelledError):
        write_report(blocks, tmp_path / "r.docx", cancelled=lambda: True)
    assert (tmp_path / "r.docx").read_bytes() == before
    assert [file.name for file in tmp_path.iterdir()] == ["r.docx"]


# --- as printed -----------------------------------------------------------------------------------------


@pytest.mark.office
def test_a_full_page_has_22_lines_of_28_characters(converted: Path) -> None:
    """GB/T 9704-2012, 5.2.3; the first line of a paragraph is indented by two."""
    pages = printed_pages(converted / "prose.pdf")
    assert len(pages) > 5
    assert [len(body(page)) for page in pages[1:-2]] == [22] * (len(pages) - 3)
    lines = [line for page in pages[1:-2] for line in body(page)]
    assert all(HAN.fullmatch(line.text) for line in lines)
    full = [line for line in lines if abs(line.right - RIGHT) < 4]
    assert {len(line.text) for line in full if abs(line.left - LEFT) < 2} == {28}
    assert {len(line.text) for line in full if abs(line.left - LEFT) > 20} == {26}
    assert all(line.right < RIGHT + 1 for line in lines)
    assert len(full) > len(lines) * 0.85


@pytest.mark.office
def test_the_first_page_fills_the_same_22_lines(converted: Path) -> None:
    page = body(printed_pages(converted / "prose.pdf")[0])
    pitches = [round((b.top - a.top) / (579 / 20)) for a, b in pairwise(page[2:])]
    assert page[0].text.startswith("溪口市人民政府关于")
    assert 4 + sum(pitches) == 22  # two lines of title, an empty one, 主送机关


@pytest.mark.office
def test_page_numbers_stand_outside_below(converted: Path) -> None:
    """7.5: 7 mm below the type area, odd pages one character from the right, even pages from the left."""
    for number, page in enumerate(printed_pages(converted / "prose.pdf"), 1):
        (foot,) = [line for line in page if line.top >= BOTTOM - 5]
        assert foot.text == f"—{number}—"
        if number % 2:
            assert abs(RIGHT - foot.right - 14) < 3
        else:
            assert abs(foot.left - LEFT - 14) < 3
        assert 4 * MM < foot.top - BOTTOM < 9 * MM


@pytest.mark.office
def test_nothing_of_the_report_is_lost_in_print(converted: Path) -> None:
    pages = printed_pages(converted / "report.pdf")
    printed = "".join(line.text for page in pages for line in body(page))
    for block in build_report(draft()):
        if isinstance(block, (Heading, Paragraph)):
            wanted = block.printed if isinstance(block, Heading) else block.text
            assert wanted.replace(" ", "") in printed, wanted
    *lines, _date = [line for page in pages for line in body(page)]
    assert all(line.right < RIGHT + 1 for line in lines)  # LibreOffice widens the date: it ignores w:autoSpaceDN


@pytest.mark.office
def test_the_signature_is_never_alone(converted: Path) -> None:
    """7.3.5.5, and the date begins two characters after the issuer (7.3.5.2)."""
    last = body(printed_pages(converted / "report.pdf")[-1])
    assert [line.text for line in last[-4:]] == [
        "特此报告。",
        "附件：溪口市2021年度履行教育职责数据附表",
        "溪口市人民政府",
        "2022年1月5日",
    ]
    issuer, date = last[-2:]
    assert abs(RIGHT - issuer.right - 32) < 4
    assert abs(date.left - issuer.left - 32) < 2
