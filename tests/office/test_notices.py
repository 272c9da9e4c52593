"""A Word notice as paragraphs and tables in reading order."""

from pathlib import Path

import docx as python_docx
import pytest

from eduduty_desktop.grid import Grid, Merge, Paragraph
from eduduty_desktop.office import read_notice
from tests.office.raw_files import abstract, docx, docx_parts, lvl, num, numbered, p, r, resaved, tbl, tc, tr, zipped

START, ON = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
DELETED, DELETED_ROW = '<w:rPr><w:del w:id="1" w:author="x"/></w:rPr>', '<w:del w:id="2" w:author="x"/>'


def across(columns: int) -> str:
    return f'<w:gridSpan w:val="{columns}"/>'


def table_of(path: Path) -> Grid:
    (grid,) = (part for part in read_notice(path) if isinstance(part, Grid))
    return grid


def texts(path: Path) -> list[str]:
    return [part.text for part in read_notice(path) if isinstance(part, Paragraph)]


def test_paragraphs_and_tables_come_in_reading_order(tmp_path: Path) -> None:
    document = python_docx.Document()
    document.add_heading("评价指标", level=2)
    document.add_paragraph("按通知要求填报。")
    document.add_table(rows=1, cols=2).rows[0].cells[1].text = "分值"
    document.add_paragraph("续表")
    document.add_table(rows=1, cols=1).rows[0].cells[0].text = "甲"
    document.save(str(tmp_path / "通知.docx"))
    assert read_notice(tmp_path / "通知.docx") == (
        Paragraph("评价指标", 2),
        Paragraph("按通知要求填报。"),
        Grid("按通知要求填报。", (("", "分值"),)),
        Paragraph("续表"),
        Grid("续表", (("甲",),)),
    )


def test_merged_cells_across_down_and_both(tmp_path: Path) -> None:
    body = tbl(
        tr(tc("一级指标", across(2)), tc("分值")),
        tr(tc("党的领导", START), tc("机制"), tc("3")),
        tr(tc("", ON), tc("联系"), tc("2")),
        tr(tc("块", across(2) + START), tc("1")),
        tr(tc("", across(2) + ON), tc("5")),
    )
    grid = table_of(docx(tmp_path / "a.docx", body))
    assert grid.rows == (
        ("一级指标", "", "分值"),
        ("党的领导", "机制", "3"),
        ("", "联系", "2"),
        ("块", "", "1"),
        ("", "", "5"),
    )
    assert set(grid.merges) == {Merge(0, 0, 0, 1), Merge(1, 0, 2, 0), Merge(3, 0, 4, 1)}


def test_a_merge_ends_where_another_begins(tmp_path: Path) -> None:
    body = tbl(tr(tc("甲", START)), tr(tc("", ON)), tr(tc("乙", START)), tr(tc("", ON)), tr(tc("丙")), columns=1)
    grid = table_of(docx(tmp_path / "a.docx", body))
    assert grid.merges == (Merge(0, 0, 1, 0), Merge(2, 0, 3, 0))
    assert [row[0] for row in grid.rows] == ["甲", "", "乙", "", "丙"]


def test_rows_that_begin_later_and_the_old_way_to_merge(tmp_path: Path) -> None:
    body = tbl(
        tr(tc("a"), tc("b"), tc("c")),
        tr(tc("迟"), properties='<w:gridBefore w:val="2"/>'),
        tr(tc("宽", '<w:hMerge w:val="restart"/>'), tc("不见", "<w:hMerge/>"), tc("z")),
    )
    grid = table_of(docx(tmp_path / "a.docx", body))
    assert grid.rows == (("a", "b", "c"), ("", "", "迟"), ("宽", "", "z"))
    assert grid.merges == (Merge(2, 0, 2, 1),)


def test_content_controls_around_tables_rows_and_cells(tmp_path: Path) -> None:
    def controlled(inner: str) -> str:
        return f"<w:sdt><w:sdtPr/><w:sdtContent>{inner}</w:sdtContent></w:sdt>"

    cell = controlled(tc("乙"))
    body = controlled(tbl(tr(tc("甲"), cell), controlled(tr(tc(controlled(p("丙"))), tc("丁")))))
    assert table_of(docx(tmp_path / "a.docx", body)).rows == (("甲", "乙"), ("丙", "丁"))


def test_changes_under_review_are_taken_as_accepted(tmp_path: Path) -> None:
    deleted = '<w:del w:id="3" w:author="x"><w:r><w:delText>删</w:delText></w:r></w:del>'
    body = (
        f"<w:p>{r('留')}{deleted}<w:ins w:id='4' w:author='x'>{r('增')}</w:ins></w:p>"
        + f"<w:p><w:moveFrom w:id='5' w:author='x'>{r('旧处')}</w:moveFrom></w:p>"
        + f"<w:p><w:moveTo w:id='6' w:author='x'>{r('新处')}</w:moveTo></w:p>"
        + p("前半", DELETED)
        + p("后半")
        + tbl(tr(tc("留"), tc("下")), tr(tc("删"), tc("行"), properties=DELETED_ROW))
    )
    path = docx(tmp_path / "a.docx", body)
    assert texts(path) == ["留增", "新处", "前半后半"]
    assert table_of(path).rows == (("留", "下"),)


def test_hidden_text_field_codes_and_phonetic_guides_are_no_text(tmp_path: Path) -> None:
    styles = (
        '<w:style w:type="character" w:styleId="Hid"><w:name w:val="Hid"/><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="All"><w:name w:val="All"/><w:rPr><w:vanish/></w:rPr></w:style>'
    )
    ruby = f"<w:r><w:ruby><w:rt>{r('pin')}</w:rt><w:rubyBase>{r('拼')}</w:rubyBase></w:ruby></w:r>"
    field = "<w:r><w:instrText>SEQ 表</w:instrText></w:r>"
    named = '<w:rStyle w:val="Hid"/>'
    shown = r("显", named + '<w:vanish w:val="0"/>')
    body = (
        f"<w:p>{r('见')}{r('藏', '<w:vanish/>')}{r('藏', named)}{shown}{ruby}{field}</w:p>"
        + p("全藏", '<w:pStyle w:val="All"/>')
        + "<w:p><w:r><w:t>前</w:t><w:tab/><w:t>后</w:t><w:br/><w:t>行</w:t><w:noBreakHyphen/></w:r></w:p>"
    )
    assert texts(docx(tmp_path / "a.docx", body, styles=styles)) == ["见显拼", "前\t后\n行-"]


def test_hidden_rows_are_told(tmp_path: Path) -> None:
    body = tbl(tr(tc("甲")), tr(tc("藏"), properties="<w:hidden/>"), tr(tc("乙"), properties='<w:hidden w:val="0"/>'))
    assert table_of(docx(tmp_path / "a.docx", body)).hidden_rows == {1}


def test_text_boxes_once_and_after_their_paragraph(tmp_path: Path) -> None:
    box = f"<w:txbxContent>{p('框里')}{tbl(tr(tc('框'), tc('表')))}</w:txbxContent>"
    body = (
        '<w:p><w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f"<mc:Choice Requires='wps'><w:drawing>{box}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r>{r('框外')}</w:p>"
    )
    parts = read_notice(docx(tmp_path / "a.docx", body))
    assert parts == (Paragraph("框外"), Paragraph("框里"), Grid("框里", (("框", "表"),)))


def test_a_table_in_a_cell_is_its_text_unless_the_outer_one_is_a_frame(tmp_path: Path) -> None:
    inner = tbl(tr(tc("达标率"), tc("得分")), tr(tc("90%"), tc("3")))
    in_cell = table_of(
        docx(tmp_path / "a.docx", tbl(tr(tc("细则"), tc(inner + p("其余不得分"))), tr(tc("甲"), tc("乙"))))
    )
    assert in_cell.rows == (("细则", "达标率\t得分\n90%\t3\n其余不得分"), ("甲", "乙"))
    framed = read_notice(docx(tmp_path / "b.docx", tbl(tr(tc(p("附件1") + inner + p())))))
    assert framed == (Paragraph("附件1"), Grid("附件1", (("达标率", "得分"), ("90%", "3"))))


def test_names_of_tables(tmp_path: Path) -> None:
    body = tbl(tr(tc("甲"))) + p("附件2") + p("（单位：分）") + tbl(tr(tc("乙"))) + p() + tbl(tr(tc("丙")))
    body += '<w:tbl><w:tblPr><w:tblCaption w:val="题注"/></w:tblPr>' + tr(tc("丁")) + "</w:tbl>"
    names = [part.name for part in read_notice(docx(tmp_path / "a.docx", body)) if isinstance(part, Grid)]
    assert names == ["表1", "附件2", "表3", "题注"]


def test_levels_come_from_styles_names_and_paragraphs(tmp_path: Path) -> None:
    styles = (
        '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="x"><w:name w:val="自定"/><w:basedOn w:val="y"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="y"><w:name w:val="底"/><w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="t"><w:name w:val="toc 1"/></w:style>'
    )
    body = (
        p("一级", '<w:pStyle w:val="1"/>')
        + p("三级", '<w:pStyle w:val="x"/>')
        + p("正文", '<w:pStyle w:val="x"/><w:outlineLvl w:val="9"/>')
        + p("五级", '<w:outlineLvl w:val="4"/>')
        + p("目录行\t3", '<w:pStyle w:val="t"/>')
    )
    parts = read_notice(docx(tmp_path / "a.docx", body, styles=styles))
    assert parts == (Paragraph("一级", 1), Paragraph("三级", 3), Paragraph("正文"), Paragraph("五级", 5))


def test_headers_footnotes_and_macros_are_not_looked_at(tmp_path: Path) -> None:
    parts = docx_parts(p("正文"))
    parts["word/header1.xml"] = "<not closed"
    parts["word/vbaProject.bin"] = b"\0macro"
    types = str(parts["[Content_Types].xml"])
    parts["[Content_Types].xml"] = types.replace(
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main",
        "application/vnd.ms-word.document.macroEnabled.main",
    )
    (tmp_path / "通知.docm").write_bytes(zipped(parts))
    assert read_notice(tmp_path / "通知.docm") == (Paragraph("正文"),)


def test_ticks_and_boxes_have_a_sign(tmp_path: Path) -> None:
    sign = '<w:r><w:sym w:font="{}" w:char="{}"/></w:r>'
    body = f"<w:p>{sign.format('Wingdings', 'F0FE')}{r('是')}{sign.format('Wingdings 2', 'F0A3')}{r('否')}</w:p>"
    assert texts(docx(tmp_path / "a.docx", body)) == ["☑是□否"]


@pytest.mark.office
def test_libreoffice_saves_it_again_and_it_reads_equal(tmp_path: Path) -> None:
    lists = abstract(0, lvl(0, "chineseCountingThousand", "（%1）"), lvl(1, "decimal", "%2."))
    lists += abstract(1, lvl(0, "decimal", "%1")) + num(1, 0) + num(2, 1)
    body = (
        p("教育评价指标")
        + p("按通知要求填报。")
        + "".join(numbered(text, level) for text, level in (("甲", 0), ("乙", 1), ("丙", 1), ("丁", 0), ("戊", 1)))
        + tbl(
            tr(tc("序号"), tc("一级指标", across(2)), tc("分值")),
            tr(tc(numbered("", 0, 2)), tc("党的领导", START), tc(p("机制") + p("第二段")), tc("3")),
            tr(tc(numbered("", 0, 2)), tc("", ON), tc("联系"), tc("2")),
            tr(tc(numbered("", 0, 2)), tc("块", across(2) + START), tc("1")),
            tr(tc(numbered("", 0, 2)), tc("", across(2) + ON), tc("5")),
            columns=4,
        )
        + p("续表")
        + tbl(tr(tc("续"), tc("表")), columns=2)
        + p("完")
    )
    path = docx(tmp_path / "通知.docx", body, numbering=lists)
    before = read_notice(path)
    assert [part.text for part in before if isinstance(part, Paragraph)][2:7] == [
        "（一）甲",
        "1.乙",
        "2.丙",
        "（二）丁",
        "1.戊",
    ]
    grid = before[7]
    assert isinstance(grid, Grid)
    assert [row[0] for row in grid.rows] == ["序号", "1", "2", "3", "4"]
    (again,) = resaved(tmp_path, "docx", path)
    assert read_notice(again) == before
