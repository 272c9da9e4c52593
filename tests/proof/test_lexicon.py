"""Shared words and helpers of the relations."""

from decimal import Decimal

import pytest

from eduduty_desktop.figures import Interval
from eduduty_desktop.proof import lexicon
from eduduty_desktop.proof.passage import Mention, Passage


def first(text: str) -> Mention:
    return Passage(text).mentions[0]


@pytest.mark.parametrize(
    ("like", "value", "expected"),
    [
        ("3137名", "3122", "3122名"),
        ("700余万元", "6900000", "690万元"),
        ("12,345.6万元", "223456000", "22,345.6万元"),
        ("三十五所", "34", "34所"),
        ("292.708亿元", "29170800000", "291.708亿元"),
        ("10.3万人", "104000", "10.4万人"),
        ("5.43%", "5.4", "5.40%"),
        ("50%以上", "60", "60%"),
        ("增长-9.41%", "-9.2", "-9.20%"),
        ("1 376所", "1400", "1400所"),
        ("20多所", "19", "19所"),
        ("百分之三十", "40", "40%"),
    ],
)
def test_written_as_the_text_would(like: str, value: str, expected: str) -> None:
    assert lexicon.written(Decimal(value), first(like).quantity) == expected


def test_interval_is_written_by_its_middle() -> None:
    assert lexicon.written(Interval(Decimal(10), Decimal(12)), first("9所").quantity) == "11所"


@pytest.mark.parametrize(
    ("text", "change"),
    [
        ("较上年增长21人", True),
        ("同比增加330人", True),
        ("增幅为5.1%", True),
        ("比公务员高11046元", True),
        ("净增12所", True),
        ("新增学位180个", False),
        ("增加到120所", False),
        ("增加值425亿元", False),
        ("新增5所", False),
    ],
)
def test_change(text: str, change: bool) -> None:
    assert lexicon.is_change(first(text)) is change


@pytest.mark.parametrize(
    ("one", "other", "halves"),
    [
        ("公办幼儿园", "民办幼儿园", True),
        ("义务教育阶段教职工", "非义务教育阶段教职工", True),
        ("女教师", "男教师", True),
        ("税收收入", "非税收入", True),
        ("学科类机构", "非学科类机构", True),
        ("公办园", "普惠性民办园", False),
        ("小学", "初中", False),
        ("公办幼儿园", "公办小学", False),
    ],
)
def test_halves_of_one_thing(one: str, other: str, halves: bool) -> None:
    assert lexicon.are_complements(one, other) is halves
    assert lexicon.are_complements(other, one) is halves


def test_labels_and_nouns() -> None:
    mention = first("其中义务教育阶段教职工2342人")
    assert lexicon.labelled(mention) == "义务教育阶段教职工2342人"
    assert lexicon.head_noun(first("10个问题正在整改中")) == "问题"
    assert lexicon.span_of(mention).text == "2342人"


def test_years_and_stages() -> None:
    assert lexicon.year_of("2020年比2019年") == 2019
    assert lexicon.year_of("较上年", 2021) == 2020
    assert lexicon.year_of("较上年") is None
    assert lexicon.stage_of("普通高中在校生") == "普通高中"
    assert lexicon.stage_of("营运车辆") == ""


def test_same_measure() -> None:
    assert lexicon.same_measure(first("48名").quantity, first("7人").quantity)
    assert not lexicon.same_measure(first("48名").quantity, first("48人次").quantity)
    assert not lexicon.same_measure(first("650元/生").quantity, first("650元").quantity)
