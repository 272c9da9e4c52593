"""What a layout changes in the Word file: fonts, marks and rare characters, sections, run-in headings."""

import zipfile
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from docx.text.run import Run as WordRun

from eduduty_desktop.document import (
    AttachmentNote,
    Heading,
    Imprint,
    ImprintPlace,
    Layout,
    LetterHead,
    Paragraph,
    ParagraphKind,
    Run,
    TableBlock,
    build_report,
)
from eduduty_desktop.document.blocks import Align, Block
from eduduty_desktop.document.layout import FONTS, FontSet, Latin
from eduduty_desktop.grid import Merge
from eduduty_desktop.office import write_report
from tests.document.example import draft
from tests.office.gbt9704 import OFFICIAL, official_blocks
from tests.office.schemas import disorders


def written(folder: Path, *blocks: Block, layout: Layout | None = None) -> docx.document.Document:
    write_report(blocks, folder / "r.docx", layout=layout)
    assert disorders(folder / "r.docx") == []
    return docx.Document(str(folder / "r.docx"))


def fonts_of(run: WordRun) -> tuple[str | None, str | None]:
    """The fonts that a run names itself: Latin, Chinese."""
    fonts = run._r.rPr.rFonts
    assert fonts.get(qn("w:hint")) == "eastAsia"
    return fonts.get(qn("w:ascii")), fonts.get(qn("w:eastAsia"))


@pytest.mark.parametrize("fonts", list(FontSet))
def test_the_chosen_fonts_are_named_everywhere(tmp_path: Path, fonts: FontSet) -> None:
    layout = Layout(fonts=fonts, latin=Latin.BODY)
    document = written(tmp_path, *build_report(draft(), layout), layout=layout)
    names = FONTS[fonts]
    for style, font in (("Title", names.title), ("Body Text", names.body), ("Heading 2", names.kai)):
        found = document.styles[style].element.rPr.rFonts
        assert (found.get(qn("w:eastAsia")), found.get(qn("w:ascii"))) == (font, names.body)
    with zipfile.ZipFile(tmp_path / "r.docx") as archive:
        named = b"".join(archive.read(name) for name in archive.namelist()).decode(errors="replace")
    others = {font for each in FONTS.values() for font in (each.title, each.body, each.kai)} - {
        names.title,
        names.body,
        names.kai,
    }
    assert not [font for font in others if f'eastAsia="{font}"' in named]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("他说“双减”落实——见效", [("他说“双减”落实——见效", None)]),
        ("达到100%“优”", [("达到100%", None), ("“", "仿宋_GB2312"), ("优”", None)]),
        ("2020—2021年GDP…", [("2020", None), ("—", "仿宋_GB2312"), ("2021年GDP", None), ("…", "仿宋_GB2312")]),
        ("“2020年”", [("“", "仿宋_GB2312"), ("2020年”", None)]),
    ],
)
def test_chinese_marks_never_stand_in_the_latin_font(
    tmp_path: Path, text: str, parts: list[tuple[str, str | None]]
) -> None:
    (paragraph,) = written(tmp_path, Paragraph((Run(text),))).paragraphs
    found = [(run.text, fonts_of(run)[0]) for run in paragraph.runs]
    assert found == parts


@pytest.mark.parametrize(
    ("char", "fonts", "wanted"),
    [
        ("镕", FontSet.STANDARD, "仿宋"),  # in GBK, not in GB2312
        ("镕", FontSet.COMMON, None),
        ("䶮", FontSet.STANDARD, "宋体"),  # extension A
        ("𬭚", FontSet.STANDARD, "SimSun-ExtB"),  # beyond the first plane
        ("𬭚", FontSet.COMMON, "SimSun-ExtB"),
        ("𬭚", FontSet.FOUNDER, None),
        ("教", FontSet.STANDARD, None),
    ],
)
def test_rare_characters_are_kept_and_get_a_font_that_has_them(
    tmp_path: Path, char: str, fonts: FontSet, wanted: str | None
) -> None:
    text = f"校长王{char}到任"
    (paragraph,) = written(tmp_path, Paragraph((Run(text),)), layout=Layout(fonts=fonts)).paragraphs
    assert paragraph.text == text
    own = [fonts_of(run)[1] for run in paragraph.runs if char in run.text and run.text != text]
    assert own == ([wanted] if wanted else [])


def test_a_rare_character_in_a_heading_stays_in_its_kind_of_font(tmp_path: Path) -> None:
    (paragraph,) = written(tmp_path, Heading(2, "（一）", "朱镕")).paragraphs
    assert [fonts_of(run)[1] for run in paragraph.runs] == [None, "楷体"]


@pytest.mark.parametrize(("level", "font"), [(1, "黑体"), (2, "楷体_GB2312"), (3, None), (4, None)])
def test_a_run_in_heading_looks_like_its_level(tmp_path: Path, level: int, font: str | None) -> None:
    block = Paragraph((Run("标题。", lead=True), Run("正文。")), kind=ParagraphKind.RUN_IN, level=level)
    (paragraph,) = written(tmp_path, block, layout=Layout(bold_third=True)).paragraphs
    lead, rest = paragraph.runs
    assert (lead.text, rest.text) == ("标题。", "正文。")
    assert fonts_of(lead)[1] == font
    assert bool(lead.bold) is (level == 3)
    assert not rest.bold


def test_pages_of_each_kind_are_sections_with_numbers_of_their_own(tmp_path: Path) -> None:
    document = written(tmp_path, *official_blocks(), layout=OFFICIAL)
    kinds = [(s.orientation, s.start_type) for s in document.sections]
    from docx.enum.section import WD_ORIENT, WD_SECTION

    assert kinds == [
        (WD_ORIENT.PORTRAIT, WD_SECTION.NEW_PAGE),
        (WD_ORIENT.LANDSCAPE, WD_SECTION.NEW_PAGE),
        (WD_ORIENT.LANDSCAPE, WD_SECTION.NEW_PAGE),
        (WD_ORIENT.PORTRAIT, WD_SECTION.EVEN_PAGE),
    ]
    first, broad, _, last = document.sections
    assert first.footer.paragraphs[0].text == "— 1 —"
    assert "PAGE" in broad.footer._element.xml
    assert "layout-flow:vertical" in broad.even_page_footer._element.xml
    numbered = official_blocks()[-1].place is not ImprintPlace.AFTER_BLANK  # type: ignore[union-attr]
    assert ("PAGE" in last.footer._element.xml) is numbered


def test_the_letterhead_names_every_signatory_two_a_line(tmp_path: Path) -> None:
    head = LetterHead("积石山保安族东乡族撒拉族自治县人民政府文件", "县政〔2022〕1号", ("张三", "李小四", "王五"))
    document = written(tmp_path, head)
    texts = [paragraph.text for paragraph in document.paragraphs if paragraph.text]
    assert texts[0] == head.mark
    assert texts[1:] == ["\t\t签发人：张　三　李小四", "\t县政〔2022〕1号\t\t王　五"]
    mark = next(paragraph for paragraph in document.paragraphs if paragraph.text == head.mark)
    size, scale = mark.runs[0].font.size.pt, int(mark.runs[0]._r.rPr.find(qn("w:w")).get(qn("w:val")))
    assert size >= 30
    assert size * scale / 100 * 21 <= 442
    (name,) = [run for run in document.paragraphs[-4].runs + document.paragraphs[-3].runs if run.text == "王　五"]
    assert fonts_of(name)[1] == "楷体_GB2312"


def test_attachments_are_numbered_when_there_are_several(tmp_path: Path) -> None:
    texts = [p.text for p in written(tmp_path, AttachmentNote(("甲表", "乙表"))).paragraphs]
    assert texts == ["", "附件：1.\t甲表", "2.\t乙表"]


def test_a_merge_is_one_cell(tmp_path: Path) -> None:
    rows = (("甲", "1", "2"), ("", "3", "4"), ("合计", "", "5"))
    table = TableBlock(
        ("类", "一", "二"), rows, (Align.LEFT,) * 3, (1, 1, 1), merges=(Merge(0, 0, 1, 0), Merge(2, 0, 2, 1))
    )
    found = written(tmp_path, table).tables[0]
    assert found.cell(1, 0)._tc is found.cell(2, 0)._tc
    assert found.cell(3, 0)._tc is found.cell(3, 1)._tc
    assert [cell.text for cell in found.rows[3].cells] == ["合计", "合计", "5"]


def test_the_imprint_says_who_gets_it(tmp_path: Path) -> None:
    block = Imprint("甲县人民政府办公室", "2022年1月5日", "乙局。", "丙市人民政府。")
    for place in ImprintPlace:
        document = written(tmp_path, Paragraph((Run("正文"),)), replace(block, place=place))
        words = "".join(text.text for text in document.element.body.iter(qn("w:t")))
        assert words == "正文主送：丙市人民政府。抄送：乙局。甲县人民政府办公室2022年1月5日印发"
        assert len(document.sections) == (1 if place is ImprintPlace.SAME_PAGE else 2)
