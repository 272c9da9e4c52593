"""What is said in words: 是 and 否 as people and spreadsheets write them, and figures that are a text."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eduduty_desktop.figures import ReadingStatus, answer_word, read_entry, words_of
from eduduty_desktop.figures.units import is_whole
from eduduty_desktop.figures.worded import MOST_WORDS, NO, YES, read_answer
from tests.runaway import no_runaway


@pytest.mark.parametrize(
    "text", ["是", " 是 ", "是。", "有", "√", "✓", "1", "１", "yes", "Y", "TRUE", "True", "ｔｒｕｅ", "☑"]
)
def test_what_means_yes(text: str) -> None:
    reading = read_entry(text, unit="", kind="yesno")
    assert reading.amount == YES
    assert reading.status is (ReadingStatus.PLAIN if text.strip() == "是" else ReadingStatus.SAID)
    assert ("记为“是”" in reading.message) == (reading.status is ReadingStatus.SAID)


@pytest.mark.parametrize("text", ["否", "无", "没有", "不是", "×", "✗", "0", "no", "N", "FALSE", "false"])
def test_what_means_no(text: str) -> None:
    reading = read_entry(text, unit="", kind="yesno")
    assert reading.amount == NO
    assert reading.words == ""


@pytest.mark.parametrize(
    "text", ["基本是", "2", "x", "X", "—", "/", "?", "部分", "0.5", "①", "是否", "-1", "是" * 61, "1:1"]
)
def test_anything_else_is_one_clear_refusal(text: str) -> None:
    reading = read_entry(text, unit="", kind="yesno")
    assert (reading.status, reading.amount) == (ReadingStatus.REFUSED, None)
    assert "请填“是”或“否”" in reading.message
    assert len(reading.message) < 140


def test_an_answer_is_spoken_and_read_back() -> None:
    assert [answer_word(YES), answer_word(NO), answer_word(Decimal("2.5"))] == ["是", "否", "2.5"]
    assert [read_answer(answer_word(amount)) for amount in (YES, NO)] == [YES, NO]


@pytest.mark.parametrize("text", ["不足百人", "1/3强", "约占三分之一", "86", "A级 以上"])
def test_a_text_is_its_own_value(text: str) -> None:
    reading = read_entry(text, unit="人", kind="text")
    assert (reading.status, reading.amount, reading.words) == (ReadingStatus.PLAIN, None, text)


def test_line_breaks_and_hidden_characters_go_and_it_says_so() -> None:
    reading = read_entry("不足\r\n  百\u200b人\x00 左右\t强", unit="人", kind="text")
    assert reading.words == "不足百人 左右 强"
    assert reading.status is ReadingStatus.SAID
    assert "换行" in reading.message


@pytest.mark.parametrize("text", ["—", "/", "??", "…", "、、"])
def test_a_text_that_says_nothing_is_refused(text: str) -> None:
    reading = read_entry(text, unit="", kind="text")
    assert (reading.status, reading.words) == (ReadingStatus.REFUSED, "")
    assert "请留空" in reading.message


def test_a_text_has_a_bound() -> None:
    assert words_of("长" * MOST_WORDS) == "长" * MOST_WORDS
    reading = read_entry("长" * (MOST_WORDS + 1), unit="", kind="text")
    assert reading.status is ReadingStatus.REFUSED
    assert f"最多 {MOST_WORDS} 个字" in reading.message
    assert words_of(" " * 2000 + "字") == "", "and nobody looks for it far away"


@pytest.mark.parametrize("kind", ["yesno", "text"])
def test_nothing_typed_is_empty(kind: str) -> None:
    assert read_entry(" \n", unit="", kind=kind).status is ReadingStatus.EMPTY


@given(st.text(max_size=300))
def test_words_are_one_line_within_their_bound_and_stay_what_they_are(text: str) -> None:
    words = words_of(text)
    assert len(words) <= MOST_WORDS
    assert "\n" not in words
    assert words == words.strip()
    assert not words or words_of(words) == words


def test_a_huge_text_takes_no_time() -> None:
    with no_runaway(0.1):
        for kind in ("yesno", "text"):
            assert read_entry("强 \n" * 250_000, unit="", kind=kind).status is ReadingStatus.REFUSED


@pytest.mark.parametrize(
    ("text", "unit", "amount"),
    [("0.4个百分点", "百分点", "0.4"), ("0.4百分点", "个百分点", "0.4"), ("-1.25", "百分点", "-1.25")],
)
def test_percentage_points_are_read_in_their_own_unit(text: str, unit: str, amount: str) -> None:
    reading = read_entry(text, unit=unit, kind="percent_points")
    assert (reading.status, reading.amount) == (ReadingStatus.PLAIN, Decimal(amount))


@pytest.mark.parametrize(
    ("text", "unit", "kind"), [("0.4%", "百分点", "percent_points"), ("4个百分点", "%", "percent")]
)
def test_percentage_points_and_per_cent_never_convert(text: str, unit: str, kind: str) -> None:
    reading = read_entry(text, unit=unit, kind=kind)
    assert reading.status is ReadingStatus.REFUSED
    assert "不能换算" in reading.message


def test_a_count_in_ten_thousands_may_have_decimals() -> None:
    assert read_entry("6.7", unit="万人次", kind="count").status is ReadingStatus.PLAIN
    assert read_entry("6.70001", unit="万人次", kind="count").status is ReadingStatus.ASK
    assert read_entry("6.7", unit="人次", kind="count").status is ReadingStatus.ASK
    assert is_whole(Decimal("0.00000001"), "亿元")
    assert not is_whole(Decimal("0.000000001"), "亿元")
