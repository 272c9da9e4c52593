"""Reading what people type: plain, said, asked or refused – and nothing changed without a word."""

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eduduty_desktop.figures import Ratio, Reading, ReadingStatus, format_amount, parse_amount, read_entry
from eduduty_desktop.figures.entry import MAX_DECIMALS, MAX_WHOLE

PLAIN, SAID, ASK, REFUSED = ReadingStatus.PLAIN, ReadingStatus.SAID, ReadingStatus.ASK, ReadingStatus.REFUSED
KINDS = ("count", "money", "percent", "ratio", "number")
UNITS = ("人", "所", "元", "万元", "亿元", "%", "百分点", "平方米", "万人", "万个", "")
KIND_OF = {"元": "money", "万元": "money", "亿元": "money", "%": "percent", "比": "ratio", "万人": "number"}


def read(text: str, unit: str = "人", kind: str = "") -> Reading:
    return read_entry(text, unit=unit, kind=kind or KIND_OF.get(unit, "count"))


def shown(reading: Reading) -> str:
    return reading.approximation + ("" if reading.amount is None else format_amount(reading.amount))


@pytest.mark.parametrize(
    ("text", "unit", "status", "amount", "word"),
    [
        # as it stands
        ("123", "人", PLAIN, "123", ""),
        (" 123\t", "人", PLAIN, "123", ""),
        ("0", "人", PLAIN, "0", ""),
        ("-5", "人", PLAIN, "-5", ""),
        ("-0", "人", PLAIN, "0", ""),
        ("50.10", "元", PLAIN, "50.10", ""),
        (".5", "元", PLAIN, "0.5", ""),
        ("300人", "人", PLAIN, "300", ""),
        ("300名", "人", PLAIN, "300", ""),
        ("95%", "%", PLAIN, "95", ""),
        ("95 %", "%", PLAIN, "95", ""),
        ("103.2", "%", PLAIN, "103.2", ""),
        ("3.2万元", "万元", PLAIN, "3.2", ""),
        ("1:19", "比", PLAIN, "1:19", ""),
        ("1 : 13.5", "比", PLAIN, "1:13.5", ""),
        # width and grouping
        ("1,234", "人", SAID, "1234", "千分位"),
        ("1,234,567.5", "元", SAID, "1234567.5", "千分位"),
        ("1，234", "人", SAID, "1234", "半角"),
        ("１２３", "人", SAID, "123", "半角"),
        ("９５％", "%", SAID, "95", "半角"),
        ("1：19", "比", SAID, "1:19", "半角"),
        ("1∶19", "比", SAID, "1:19", "半角"),
        ("1 234", "人", SAID, "1234", "空格"),
        ("1\u2009234\u2009567", "人", SAID, "1234567", "空格"),
        # approximations
        ("约300", "人", SAID, "约300", "约"),
        ("大约300人", "人", SAID, "约300", "约"),
        ("300人左右", "人", SAID, "约300", "约"),
        ("近100", "人", SAID, "近100", "近"),
        ("600余人", "人", SAID, "余600", "余"),
        ("20多", "人", SAID, "多20", "多"),
        ("超过50", "人", SAID, "余50", "余"),
        ("不少于5", "人", SAID, "以上5", "以上"),
        ("2人以上", "人", SAID, "以上2", "以上"),
        ("30名以上", "人", SAID, "以上30", "以上"),
        # 万 and 亿 resolved, units converted
        ("3.2万", "元", SAID, "32000", "32000"),
        ("3.2万", "人", SAID, "32000", "32000"),
        ("3万名", "人", SAID, "30000", "30000"),
        ("3千", "人", SAID, "3000", "3000"),
        ("1.2亿", "元", SAID, "120000000", "120000000"),
        ("3.2万元", "元", SAID, "32000", "换算"),
        ("3.2万元", "亿元", SAID, "0.00032", "换算"),
        ("3.2亿元", "万元", SAID, "32000", "换算"),
        ("5千元", "万元", SAID, "0.5", "换算"),
        ("3万多元", "元", SAID, "多30000", "多"),
        ("3多万", "元", SAID, "多30000", "多"),
        ("3万多元", "万元", SAID, "多3", "多"),
        ("3左右万", "元", SAID, "约30000", "约"),
        ("12000人", "万人", SAID, "1.2000", "换算"),
        # Chinese numerals
        ("三百", "人", SAID, "300", "中文"),
        ("三百人", "人", SAID, "300", "中文"),
        ("十", "人", SAID, "10", "中文"),
        ("两万三千五百元", "元", SAID, "23500", "中文"),
        ("一千二百余", "人", SAID, "余1200", "中文"),
        ("三百万元", "万元", SAID, "300", "中文"),
        ("三百万元", "元", SAID, "3000000", "换算"),
        ("百分之三十", "%", SAID, "30", "中文"),
        ("百分之九十五点五", "%", SAID, "95.5", "中文"),
        ("约三十名", "人", SAID, "约30", "中文"),
        # could mean two things
        ("三百万", "万元", ASK, "300", "300万元"),
        ("3.2万", "万元", ASK, "3.2", "3.2万元"),
        ("3千", "万元", ASK, "0.3", "3千元"),
        ("1亿", "万元", ASK, "10000", "1亿元"),
        ("3.2万", "万人", ASK, "3.2", "3.2万人"),
        ("19", "比", ASK, "1:19", "前项"),
        ("13.5", "比", ASK, "1:13.5", "前项"),
        ("0.5", "人", ASK, "0.5", "整数"),
        # no number, and why
        ("—", "人", REFUSED, "", "留空"),
        ("-", "人", REFUSED, "", "留空"),
        ("/", "人", REFUSED, "", "留空"),
        ("无", "人", REFUSED, "", "留空"),
        ("无数据", "人", REFUSED, "", "留空"),
        ("??", "人", REFUSED, "", "占位"),
        ("？？", "人", REFUSED, "", "占位"),
        ("x", "人", REFUSED, "", "占位"),
        ("3xx", "人", REFUSED, "", "占位"),
        ("**", "人", REFUSED, "", "占位"),
        ("(略)", "人", REFUSED, "", "占位"),
        ("12-15", "人", REFUSED, "", "范围"),
        ("12－15", "人", REFUSED, "", "范围"),
        ("12至15", "人", REFUSED, "", "范围"),
        ("12~15人", "人", REFUSED, "", "范围"),
        ("1,23", "人", REFUSED, "", "千分位"),
        ("12,345,67", "人", REFUSED, "", "千分位"),
        ("12 34", "人", REFUSED, "", "空格"),
        ("1.2.3", "人", REFUSED, "", "读不成"),
        ("万", "元", REFUSED, "", "读不成"),
        ("百", "人", REFUSED, "", "读不成"),
        ("二〇二一", "人", REFUSED, "", "读不成"),
        ("七八", "人", REFUSED, "", "读不成"),
        ("三分之一", "人", REFUSED, "", "三分之一"),
        ("多", "人", REFUSED, "", "读不成"),
        ("1:19", "人", REFUSED, "", "比"),
        ("0:5", "比", REFUSED, "", "0"),
        ("1:0", "比", REFUSED, "", "0"),
        ("0", "比", REFUSED, "", "1:19"),
        ("约1:19", "比", REFUSED, "", "1:19"),
        ("95%", "人", REFUSED, "", "单位"),
        ("300所", "人", REFUSED, "", "单位"),
        ("5个百分点", "%", REFUSED, "", "百分点"),
        ("3元", "人", REFUSED, "", "单位"),
        ("5²", "人", REFUSED, "", "²"),
        ("①", "人", REFUSED, "", "①"),
        ("٣", "人", REFUSED, "", "٣"),
        ("1٣", "人", REFUSED, "", "٣"),
        ("३", "比", REFUSED, "", "३"),
        ("1e5", "元", REFUSED, "", "1e5"),
        ("NaN", "元", REFUSED, "", "NaN"),
        ("Infinity", "元", REFUSED, "", "读不成"),
        ("0x1F", "人", REFUSED, "", "0x1F"),
        ("1_000", "人", REFUSED, "", "1_000"),
        ("5" * 300, "人", REFUSED, "", "300 个字"),
        ("9" * 16, "人", REFUSED, "", "位数"),
        ("0." + "1" * 13, "元", REFUSED, "", "位数"),
        ("9" * 12 + "亿", "元", REFUSED, "", "位数"),
        ("1:" + "9" * 20, "比", REFUSED, "", "位数"),
        ("9" * 20, "比", REFUSED, "", "位数"),
        ("9" * 30 + "万", "万元", REFUSED, "", "位数"),
    ],
)
def test_how_an_entry_is_read(text: str, unit: str, status: ReadingStatus, amount: str, word: str) -> None:
    reading = read(text, unit)
    assert (reading.status, shown(reading)) == (status, amount)
    assert word in reading.message
    assert bool(reading.message) == (status is not PLAIN)


@pytest.mark.parametrize(
    ("text", "unit", "amount"),
    [
        ("3万个", "万个", "3"),
        ("60.5百分点", "百分点", "60.5"),
        ("1个百分点", "百分点", "1"),
        ("2次以上", "次", "2"),
        ("7万人次", "万人次", "7"),
    ],
)
def test_a_unit_that_begins_with_a_multiple_is_still_the_unit(text: str, unit: str, amount: str) -> None:
    assert read(text, unit, "number").amount == Decimal(amount)


@pytest.mark.parametrize("text", ["", " ", "\t\n", "\u3000"])
def test_nothing_typed_is_nothing(text: str) -> None:
    assert read(text) == Reading(ReadingStatus.EMPTY)


def test_a_ratio_belongs_into_a_ratio_field_only() -> None:
    for kind in KINDS:
        reading = read("1:19", "", kind)
        assert (reading.status is PLAIN) == (kind == "ratio")
    assert read("1:19", "比").amount == Ratio(Decimal(1), Decimal(19))


# laws -----------------------------------------------------------------------------------------------------

whole = st.integers(-(10**MAX_WHOLE) + 1, 10**MAX_WHOLE - 1).map(Decimal)
fractions = st.decimals(min_value=-(10**9), max_value=10**9, places=4)
positive = st.decimals(min_value=1, max_value=10**6, places=2)
canonical_texts = (whole | fractions).map(lambda amount: f"{amount + 0:f}")
typing = st.text(alphabet="0123456789.,，:：-－万亿千百元人次%％约近余多以上左右至少 \t？xX*×²①٣eE+", max_size=14)


@given(canonical_texts, st.sampled_from(UNITS), st.sampled_from(["money", "percent", "number"]))
def test_a_canonical_number_is_read_plain(text: str, unit: str, kind: str) -> None:
    assert read_entry(text, unit=unit, kind=kind) == Reading(PLAIN, Decimal(text))
    assert format_amount(parse_amount(text)) == text


@given(whole)
def test_a_whole_number_is_read_plain_as_a_count(number: Decimal) -> None:
    assert read(f"{number:f}") == Reading(PLAIN, number)


@given(positive, positive)
def test_a_canonical_ratio_is_read_plain(left: Decimal, right: Decimal) -> None:
    ratio = Ratio(left, right)
    assert read(format_amount(ratio), "比") == Reading(PLAIN, ratio)
    assert parse_amount(format_amount(ratio)) == ratio


@given(st.text(max_size=70) | typing, st.sampled_from(UNITS), st.sampled_from(KINDS))
def test_reading_never_raises_and_always_says_what_it_did(text: str, unit: str, kind: str) -> None:
    reading = read_entry(text, unit=unit, kind=kind)
    assert (reading.amount is None) == (reading.status in {REFUSED, ReadingStatus.EMPTY})
    assert bool(reading.message) == (reading.status in {SAID, ASK, REFUSED})
    assert (reading.status is ReadingStatus.EMPTY) == (not text.strip())
    assert reading.approximation in {"", "约", "近", "余", "多", "以上"}
    if reading.amount is not None:
        assert parse_amount(format_amount(reading.amount)) == reading.amount, "it can be kept in a file"
        assert (kind == "ratio") == isinstance(reading.amount, Ratio)
    if reading.status is PLAIN and kind != "ratio":
        assert not reading.approximation
        number = re.match(r"-?[0-9.]+", re.sub(r"\s", "", text))
        assert number is not None
        assert Decimal(number[0]) == reading.amount, "a changed meaning needs a word"


@given(typing)
def test_a_proposal_or_a_refusal_quotes_what_was_typed(text: str) -> None:
    reading = read(text, "万元")
    if reading.status is REFUSED and len(text) < 60:
        assert "“" in reading.message


@given(st.integers(1, 10**6), st.sampled_from(["约{}", "{}余", "{}多人", "{}人以上", "近{}人", "{}左右"]))
def test_an_approximation_keeps_its_number(number: int, form: str) -> None:
    reading = read(form.format(number))
    assert reading.status is SAID
    assert reading.amount == number
    assert reading.approximation


@pytest.mark.parametrize("text", ["", "1e5", "٣", "1:0", "0:1", "-1:2", "1:2:3", " 1", "1.", "abc", "NaN", "1,234"])
def test_only_canonical_text_is_an_amount(text: str) -> None:
    with pytest.raises(ValueError, match="not an amount"):
        parse_amount(text)


def test_limits_are_those_of_exact_arithmetic() -> None:
    assert MAX_WHOLE + MAX_DECIMALS < 28, "Decimal's default precision"
