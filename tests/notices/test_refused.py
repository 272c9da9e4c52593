"""What is no indicator table is refused, and the message says what the file holds instead."""

import pytest
from docx import Document
from openpyxl import Workbook

from eduduty_desktop.framework.notice import NoticeError
from eduduty_desktop.workspace.frameworks import bring

TABLES = {
    "roster": (["序号", "姓名", "单位", "职务", "联系电话"], ["1", "张某", "教育局", "局长", "000"], "姓名"),
    "budget": (["科目编码", "科目名称", "上年预算数", "本年预算数"], ["20502", "普通教育", "1000", "1100"], "科目编码"),
    "timetable": (["节次", "星期一", "星期二", "星期三"], ["1", "语文", "数学", "英语"], "星期一"),
    "survey": (["序号", "问题", "很满意", "满意", "不满意"], ["1", "您对食堂满意吗", "□", "□", "□"], "问题"),
    "remedies": (["序号", "问题", "整改措施", "责任单位", "责任人", "时限"], ["1", "大班额", "建校", "教育局", "李某", "6月"], "整改措施"),
    "marks": (["序号", "姓名", "班级", "语文", "数学", "总分"], ["1", "甲", "一班", "90", "95", "185"], "姓名"),
    "schools": (["序号", "学校名称", "学生数", "教师数"], ["1", "一小", "1200", "60"], "学校名称"),
    "purchase": (["序号", "名称", "规格", "数量", "单价", "金额"], ["1", "课桌", "标准", "100", "200", "20000"], "规格"),
    "contacts": (["责任单位", "联络员", "职务", "手机"], ["教育局", "张某", "股长", "000"], "联络员"),
}  # fmt: skip


@pytest.mark.parametrize("name", TABLES)
@pytest.mark.parametrize("suffix", [".xlsx", ".docx"])
def test_another_table_is_named(tmp_path, name, suffix):
    head, row, word = TABLES[name]
    rows = [head, row, row]
    path = tmp_path / f"{name}{suffix}"
    if suffix == ".xlsx":
        book = Workbook()
        for cells in rows:
            book.active.append(cells)
        book.save(path)
    else:
        document = Document()
        table = document.add_table(len(rows), len(head))
        for r, cells in enumerate(rows):
            for c, text in enumerate(cells):
                table.cell(r, c).text = text
        document.save(str(path))
    with pytest.raises(NoticeError, match="没有找到指标表") as caught:
        bring(path)
    assert word in str(caught.value)
    assert "指标体系表" in caught.value.what_to_do


def test_a_letter_is_quoted(tmp_path):
    document = Document()
    for text in (
        "关于召开会议的通知",
        "各科室：",
        "一、会议时间",
        "5月10日。",
        "二、会议地点",
        "三楼。",
        "三、参会人员",
    ):
        document.add_paragraph(text)
    document.save(str(tmp_path / "letter.docx"))
    with pytest.raises(NoticeError, match="只找到 7 段文字（“关于召开会议的通知”"):
        bring(tmp_path / "letter.docx")


def test_a_sheet_without_texts_is_told_apart(tmp_path):
    Workbook().save(tmp_path / "empty.xlsx")
    with pytest.raises(Exception, match="没有读到文字和表格"):
        bring(tmp_path / "empty.xlsx")
