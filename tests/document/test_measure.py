"""Numbers, widths, title lines and file names."""

import pytest

from eduduty_desktop.document import Edition, appendix_name, numbered, report_name
from eduduty_desktop.document.measure import char_width, title_lines
from eduduty_desktop.document.names import LONGEST, legal
from eduduty_desktop.document.numerals import chinese_number, level_of, printed_number, read_chinese_number
from eduduty_desktop.framework.wording import full_width
from tests.document.example import draft


def test_chinese_numbers_there_and_back() -> None:
    assert [chinese_number(n) for n in (1, 10, 11, 12, 20, 37, 99)] == [
        "一",
        "十",
        "十一",
        "十二",
        "二十",
        "三十七",
        "九十九",
    ]
    assert all(read_chinese_number(chinese_number(n)) == n for n in range(1, 100))
    with pytest.raises(ValueError, match="100"):
        chinese_number(100)


@pytest.mark.parametrize(
    ("number", "printed", "level"),
    [
        ("十一", "十一、", 1),
        ("(三十七)", "（三十七）", 2),
        ("（一）", "（一）", 2),
        ("1.", "1.", 3),
        ("1、", "1.", 3),
        ("(12)", "（12）", 4),
        ("A1", "A1", None),
        ("", "", None),
    ],
)
def test_numbers_are_printed_full_width(number: str, printed: str, level: int | None) -> None:
    assert (printed_number(number), level_of(number)) == (printed, level)


def test_widths_count_han_characters() -> None:
    assert char_width("2022年1月5日") == 6
    assert char_width("“教育”，——") == 7


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("关于2021年度履行教育职责情况的自评报告", 1),
        ("2023年张掖市人民政府履行教育职责情况自评报告", 2),
        ("芷江侗族自治县人民政府关于2021年度履行教育职责情况的自评报告", 2),
        ("积石山保安族东乡族撒拉族自治县人民政府关于2021年度履行教育职责情况的自查自评报告", 3),
        ("甲" * 70, 4),
    ],
)
def test_titles_break_into_few_even_lines(title: str, lines: int) -> None:
    found = title_lines(title)
    assert "".join(found) == title
    assert len(found) == lines
    assert all(4 <= char_width(line) <= 20 for line in found)
    assert not any(line.startswith(("的", "，", "》", "年度")) for line in found)


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ('a/b\\c:d*e?f"g<h>i|j', "a／b＼c：d＊e？f”g〈h〉i｜j"),
        ("甲\n乙. ", "甲 乙"),
        ("", "未命名"),
        ("长" * 300, "长" * LONGEST),
    ],
)
def test_names_are_legal_on_windows(name: str, wanted: str) -> None:
    assert legal(name) == wanted


def test_files_are_named_as_offices_do() -> None:
    assert numbered([report_name(draft(), Edition.REVIEW), appendix_name(draft())]) == [
        "01 溪口市人民政府关于2021年度履行教育职责情况的自评报告（送审稿）.docx",
        "02 溪口市2021年度履行教育职责数据附表.xlsx",
    ]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("其中:特岗教师", "其中：特岗教师"),
        ("师生比1:19(小学)", "师生比1:19（小学）"),
        ("a,b", "a,b"),
        ("编制,人员", "编制，人员"),
    ],
)
def test_marks_after_chinese_become_full_width(text: str, wanted: str) -> None:
    assert full_width(text) == wanted
