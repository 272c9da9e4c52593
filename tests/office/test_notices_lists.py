"""The printed numbers of auto-numbered Word paragraphs."""

from pathlib import Path

import pytest

from eduduty_desktop.grid import Grid, Paragraph
from eduduty_desktop.office import read_notice
from eduduty_desktop.office.list_numbers import printed_number
from tests.office.raw_files import abstract, docx, lvl, num, numbered, p, tbl, tc, tr

OUTLINE = (lvl(0, "decimal", "%1."), lvl(1, "decimal", "%1.%2"), lvl(2, "decimal", "%1.%2.%3"))


def printed(path: Path, body: str, numbering: str, styles: str = "") -> list[str]:
    parts = read_notice(docx(path / "a.docx", body, numbering=numbering, styles=styles))
    return [part.text for part in parts if isinstance(part, Paragraph)]


@pytest.mark.parametrize(
    ("style", "value", "text"),
    [
        ("decimal", 12, "12"),
        ("decimalZero", 7, "07"),
        ("decimalFullWidth", 12, "１２"),
        ("decimalEnclosedCircle", 3, "③"),
        ("decimalEnclosedCircleChinese", 20, "⑳"),
        ("decimalEnclosedCircle", 21, "21"),
        ("decimalEnclosedFullstop", 2, "⒉"),
        ("decimalEnclosedParen", 2, "⑵"),
        ("chineseCounting", 10, "十"),
        ("chineseCounting", 21, "二十一"),
        ("chineseCounting", 105, "一〇五"),
        ("chineseCountingThousand", 11, "十一"),
        ("chineseCountingThousand", 105, "一百零五"),
        ("chineseCountingThousand", 110, "一百一十"),
        ("chineseCountingThousand", 1005, "一千零五"),
        ("chineseCountingThousand", 20300, "二万零三百"),
        ("chineseLegalSimplified", 12, "壹拾贰"),
        ("ideographLegalTraditional", 6, "陸"),
        ("ideographDigital", 10, "一〇"),
        ("ideographTraditional", 3, "丙"),
        ("ideographTraditional", 11, "11"),
        ("ideographZodiac", 12, "亥"),
        ("ideographZodiacTraditional", 60, "癸亥"),
        ("ideographEnclosedCircle", 2, "㊁"),
        ("japaneseCounting", 115, "百十五"),
        ("lowerLetter", 27, "aa"),
        ("upperLetter", 3, "C"),
        ("lowerRoman", 14, "xiv"),
        ("upperRoman", 1999, "MCMXCIX"),
        ("ordinal", 22, "22nd"),
        ("numberInDash", 4, "- 4 -"),
        ("none", 4, ""),
        ("bullet", 4, ""),
        ("unheardOf", 4, "4"),
        ("upperRoman", 10**9, "1000000000"),
    ],
)
def test_formats(style: str, value: int, text: str) -> None:
    assert printed_number(value, style) == text


def test_levels_count_and_start_again(tmp_path: Path) -> None:
    levels = (0, 1, 1, 2, 2, 0, 1, 2)
    body = "".join(numbered("项", level) for level in levels)
    assert printed(tmp_path, body, abstract(0, *OUTLINE) + num(1, 0)) == [
        "1.项",
        "1.1 项",
        "1.2 项",
        "1.2.1 项",
        "1.2.2 项",
        "2.项",
        "2.1 项",
        "2.1.1 项",
    ]


def test_levels_that_never_or_seldom_start_again(tmp_path: Path) -> None:
    numbering = abstract(
        0,
        lvl(0, "chineseCountingThousand", "%1、"),
        lvl(1, "decimal", "（%2）", '<w:lvlRestart w:val="0"/>'),
        lvl(2, "lowerLetter", "%3)", '<w:lvlRestart w:val="1"/>'),
    ) + num(1, 0)
    body = "".join(numbered("", level) + numbered("x", level) for level in (0, 1, 2, 1, 2, 0, 1, 2))
    assert printed(tmp_path, body, numbering) == [
        "二、x", "（2）x", "b)x", "（4）x", "d)x", "四、x", "（6）x", "b)x",
    ]  # fmt: skip


def test_instances_of_one_definition_go_on_unless_they_start_anew(tmp_path: Path) -> None:
    anew = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
    other = f'<w:lvlOverride w:ilvl="0">{lvl(0, "upperRoman", "%1-")}</w:lvlOverride>'
    numbering = abstract(0, *OUTLINE) + num(1, 0) + num(2, 0) + num(3, 0, anew) + num(4, 0, other)
    body = "".join(numbered("x", 0, which) for which in (1, 2, 3, 3, 4))
    assert printed(tmp_path, body, numbering) == ["1.x", "2.x", "5.x", "6.x", "VII-x"]


def test_numbers_that_come_with_a_style(tmp_path: Path) -> None:
    numbering = abstract(0, lvl(0, "decimal", "%1."), lvl(1, "decimal", "%1.%2", '<w:pStyle w:val="二"/>')) + num(1, 0)
    style = '<w:style w:type="paragraph" w:styleId="{0}"><w:name w:val="{0}"/>{1}</w:style>'
    with_list = '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
    styles = style.format("一", with_list) + style.format("二", '<w:basedOn w:val="一"/>')
    body = (
        p("甲", '<w:pStyle w:val="一"/>')
        + p("乙", '<w:pStyle w:val="二"/>')
        + p("无", '<w:pStyle w:val="二"/><w:numPr><w:numId w:val="0"/></w:numPr>')
        + p("丙", '<w:pStyle w:val="二"/>')
    )
    assert printed(tmp_path, body, numbering, styles) == ["1.甲", "1.1 乙", "无", "1.2 丙"]


def test_a_definition_that_names_a_numbering_style(tmp_path: Path) -> None:
    numbering = (
        '<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="L"/></w:abstractNum>'
        + abstract(1, lvl(0, "ideographTraditional", "%1、"))
        + num(1, 0)
        + num(2, 1)
    )
    styles = (
        '<w:style w:type="numbering" w:styleId="L"><w:name w:val="L"/>'
        '<w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>'
    )
    assert printed(tmp_path, numbered("x") + numbered("y"), numbering, styles) == ["甲、x", "乙、y"]


def test_plain_digits_for_legal_levels_and_padding_of_newer_word(tmp_path: Path) -> None:
    custom = (
        '<w:lvl w:ilvl="2"><w:start w:val="1"/>'
        '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        '<mc:Choice Requires="w14"><w:numFmt w:val="custom" w:format="001, 002, 003, ..."/></mc:Choice>'
        '<mc:Fallback><w:numFmt w:val="decimal"/></mc:Fallback></mc:AlternateContent><w:lvlText w:val="%3"/></w:lvl>'
    )
    numbering = abstract(
        0,
        lvl(0, "chineseCountingThousand", "第%1章", '<w:suff w:val="space"/>'),
        lvl(1, "decimal", "%1.%2", "<w:isLgl/>"),
        custom,
    )
    body = "".join(numbered("x", level) for level in (0, 1, 2))
    assert printed(tmp_path, body, numbering + num(1, 0)) == ["第一章 x", "1.1 x", "001 x"]


def test_bullets_and_deleted_paragraphs_are_not_numbers(tmp_path: Path) -> None:
    numbering = abstract(0, lvl(0, "decimal", "%1."), lvl(1, "bullet", "\uf0b7")) + num(1, 0)
    list_of = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    gone = (
        f'<w:p><w:pPr>{list_of}<w:rPr><w:del w:id="1" w:author="x"/></w:rPr></w:pPr>'
        '<w:del w:id="2" w:author="x"><w:r><w:delText>删</w:delText></w:r></w:del></w:p>'
    )
    body = numbered("甲") + gone + numbered("点", 1) + numbered("乙")
    assert printed(tmp_path, body, numbering) == ["1.甲", "点", "2.乙"]


def test_numbers_in_cells_skip_what_is_merged_away(tmp_path: Path) -> None:
    numbering = abstract(0, lvl(0, "decimal", "%1")) + num(1, 0)
    start, on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    body = tbl(
        tr(tc(numbered(""), start), tc("a")),
        tr(tc(numbered(""), on), tc("b")),
        tr(tc(numbered("")), tc(numbered("字") + numbered("词"))),
    )
    (grid,) = read_notice(docx(tmp_path / "a.docx", body, numbering=numbering))
    assert isinstance(grid, Grid)
    assert grid.rows == (("1", "a"), ("", "b"), ("2", "3 字\n4 词"))
