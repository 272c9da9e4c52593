"""File names: legal on Windows, short enough, told apart, as offices write them."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eduduty_desktop.document.names import (
    MOST_BYTES,
    Edition,
    appendix_name,
    evidence_folder_name,
    evidence_list_name,
    legal,
    report_name,
    split,
    submission_name,
    unique,
)
from eduduty_desktop.draft import Key
from eduduty_desktop.draft.records import Text
from tests.draft.small import draft_of


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ('a/b\\c:d*e?f"g<h>i|j', "a／b＼c：d＊e？f”g〈h〉i｜j"),
        ("  两\t行\n字 ", "两 行 字"),
        ("结尾有点. .", "结尾有点"),
        ("CON", "_CON"),
        ("com1.txt", "_com1.txt"),
        ("aux 说明", "_aux 说明"),
        ("console", "console"),
        ("报\u202egpj.exe", "报gpj.exe"),
        ("零宽\u200b字\ufeff", "零宽字"),
        ("半个\ud840字", "半个字"),
        ("", "未命名"),
        ("...", "未命名"),
        ("䶮县𬭚山", "䶮县𬭚山"),
    ],
)
def test_what_windows_forbids_is_replaced(name: str, expected: str) -> None:
    assert legal(name) == expected


def test_a_long_name_loses_its_end_and_keeps_its_tail() -> None:
    assert legal("长" * 100, tail="（报送稿）.docx").endswith("长（报送稿）.docx")
    name = legal("𬭚" * 80, tail=".xlsx")
    assert len(name.encode()) <= MOST_BYTES
    assert name == "𬭚" * 48 + ".xlsx", "whole characters only"


@given(st.text(max_size=120), st.sampled_from(["", ".docx", "（送审稿）.docx"]))
def test_any_text_becomes_a_name(text: str, tail: str) -> None:
    name = legal(text, tail=tail)
    assert 0 < len(name.encode()) <= MOST_BYTES
    assert not set(name) & set('\\/:*?"<>|')
    assert not any(unicodedata.category(each) in {"Cc", "Cs"} for each in name)
    assert not name.endswith((".", " "))
    assert legal(name, longest=MOST_BYTES) == name, "a legal name stays"


def test_names_that_a_disk_takes_for_one_are_told_apart() -> None:
    taken: set[str] = set()
    assert [unique(name, taken) for name in ("纪要.PDF", "纪要.pdf", "纪要.pdf", "é", "e\u0301")] == [
        "纪要.PDF",
        "纪要（2）.pdf",
        "纪要（3）.pdf",
        "é",
        "e\u0301（2）",
    ]


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("报告.docx", ("报告", ".docx")),
        ("1.会议纪要", ("1.会议纪要", "")),
        (".profile", (".profile", "")),
        ("a.tar.gz", ("a.tar", ".gz")),
        ("无", ("无", "")),
    ],
)
def test_an_ending_is_told_from_a_number(name: str, parts: tuple[str, str]) -> None:
    assert split(name) == parts


def test_the_names_of_a_submission() -> None:
    draft = draft_of({Key("cover", "county"): Text("某/县"), Key("cover", "year"): Text("2024")})
    assert report_name(draft, Edition.FINAL) == "某／县人民政府关于2024年度履行教育职责情况的自评报告（报送稿）.docx"
    assert appendix_name(draft) == "某／县2024年度履行教育职责数据附表.xlsx"
    assert evidence_list_name(draft) == "某／县2024年度履行教育职责佐证材料目录.xlsx"
    assert evidence_folder_name(draft) == "某／县2024年度履行教育职责佐证材料"
    assert submission_name(draft, Edition.PUBLIC) == "某／县2024年度履行教育职责自评材料（公示版）"
