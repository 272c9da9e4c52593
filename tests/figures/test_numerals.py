"""Chinese numerals: every way of writing a number gives that number, and what is none gives none."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eduduty_desktop.figures.numerals import CHARACTERS, read_numeral
from tests.figures.written import chinese


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("一", "1"),
        ("两", "2"),
        ("零", "0"),
        ("十", "10"),
        ("十二", "12"),
        ("二十", "20"),
        ("一百零五", "105"),
        ("一百二", "120"),
        ("一千二百", "1200"),
        ("三万二千", "32000"),
        ("三万二", "32000"),
        ("十万", "100000"),
        ("一亿零三百万", "103000000"),
        ("两千万", "20000000"),
        ("三万亿", "3000000000000"),
        ("叁佰贰拾", "320"),
        ("三点五", "3.5"),
        ("三点五万", "35000"),
        ("九十五点零五", "95.05"),
    ],
)
def test_numerals(text: str, value: str) -> None:
    numeral = read_numeral(text)
    assert numeral is not None
    assert numeral.low == numeral.high == Decimal(value)
    assert not numeral.leading
    assert not numeral.spelled


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [("七八", 7, 8), ("三五", 3, 5), ("三四十", 30, 40), ("十二三", 12, 13), ("两三万", 20000, 30000)],
)
def test_neighbours_are_a_range(text: str, low: int, high: int) -> None:
    numeral = read_numeral(text)
    assert numeral is not None
    assert (numeral.low, numeral.high) == (low, high)


@pytest.mark.parametrize(
    "text", ["", "十百", "一二十三四", "万万万", "零零", "三点", "点五", "十十", "百十", "一" * 99]
)
def test_what_is_no_number(text: str) -> None:
    numeral = read_numeral(text)
    assert numeral is None or numeral.spelled


def test_a_missing_digit_and_spelled_digits_are_told() -> None:
    for text in ("百", "亿", "万"):
        numeral = read_numeral(text)
        assert numeral is not None
        assert numeral.leading
    for text in ("二〇二一", "一二三"):
        numeral = read_numeral(text)
        assert numeral is not None
        assert numeral.spelled


@given(st.integers(0, 10**12 - 1))
def test_what_is_written_is_read(number: int) -> None:
    numeral = read_numeral(chinese(number))
    assert numeral is not None, chinese(number)
    assert numeral.low == numeral.high == number
    assert number % int(numeral.step) == 0


@given(st.text(alphabet=CHARACTERS + "点", max_size=30))
def test_any_run_of_numerals_is_read_or_refused(text: str) -> None:
    numeral = read_numeral(text)
    if numeral is not None:
        assert 0 <= numeral.low <= numeral.high
        assert numeral.step > 0
