"""Numbers, widths, title lines and file names."""

import pytest

from eduduty_desktop.document import Edition, appendix_name, numbered, report_name
from eduduty_desktop.document.measure import char_width, title_advice, title_lines
from eduduty_desktop.document.names import MOST_BYTES, legal
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
    ("title", "lines"),
    [
        (
            "溪口市人民政府关于2021年度履行教育职责情况的自评报告",
            ("溪口市人民政府关于2021年度", "履行教育职责情况的自评报告"),
        ),
        (
            "积石山保安族东乡族撒拉族自治县人民政府关于2021年度履行教育职责情况的自查自评报告",
            ("积石山保安族东乡族撒拉族自治县", "人民政府关于2021年度履行教育职责", "情况的自查自评报告"),
        ),
    ],
)
def test_titles_are_cut_between_words(title: str, lines: tuple[str, ...]) -> None:
    found = title_lines(title)
    assert "".join(found) == title
    for word in ("人民政府", "教育", "职责", "情况", "报告", "自治县", "年度"):
        assert "".join(found).count(word) == sum(line.count(word) for line in found)
    assert found == lines
    assert len(found) < 3 or len({char_width(line) for line in found}) > 1  # a trapezoid or a diamond, no box (7.3.1)


def test_the_countys_name_is_never_cut() -> None:
    county = "双江拉祜族佤族布朗族傣族自治县"
    lines = title_lines(f"{county}人民政府关于2021年度履行教育职责情况的自评报告", whole=(county,))
    assert any(county in line for line in lines)


def test_a_title_of_eighty_characters_is_printed_and_told() -> None:
    title = ("关于深入贯彻落实县级人民政府履行教育职责评价办法全面推进义务教育优质均衡发展和学前教育普及普惠" * 2)[:80]
    lines = title_lines(title)
    assert "".join(lines) == title
    assert len(lines) == 5
    assert all(char_width(line) <= 19.5 for line in lines)
    assert max(map(char_width, lines)) - min(map(char_width, lines)) <= 8
    assert "80 个字" in title_advice(title)
    assert "5 行" in title_advice(title)
    assert title_advice("关于2021年度履行教育职责情况的自评报告") == ""


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ('a/b\\c:d*e?f"g<h>i|j', "a／b＼c：d＊e？f”g〈h〉i｜j"),
        ("甲\n乙. ", "甲 乙"),
        ("", "未命名"),
        ("长" * 300, "长" * (MOST_BYTES // 3)),
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
