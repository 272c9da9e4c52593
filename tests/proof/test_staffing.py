"""Ratios, class sizes and averages from counts of other paragraphs; structures; tables that became lines."""

import pytest

from eduduty_desktop.proof.result import Verdict
from tests.proof.across import contradictions, verdict_of

STAFFING = [
    ("在校学生30000人，其中小学20000人、初中10000人。\n小学专任教师1250人，生师比16:1；初中专任教师800人，生师比12.5:1。", "12.5:1", "15.2:1"),
    ("在校学生30000人，其中小学20000人、初中10000人。\n专任教师2050人，其中小学1250人、初中800人，生师比小学16.0:1、初中12.5:1。", "16.0:1", "19.0:1"),
    ("在校生1200人，开设教学班30个。\n各年级平均班额40人。", "40人", "45人"),
    ("在校生1200人。\n教学仪器设备总值240万元，生均2000元。", "2000元", "3000元"),
    ("在校生1200人。\n专任教师90人，本科以上72人，每百名学生拥有6人。", "6人", "9人"),
    ("在园幼儿9600人。\n专任教师800人，平均每名专任教师负担幼儿12人。", "12人", "21人"),
    ("第一产业增加值20亿元，第二产业增加值30亿元，第三产业增加值50亿元。\n三次产业结构为20.0:30.0:50.0。", "20.0:30.0:50.0", "30.0:30.0:50.0"),
    ("城镇居民人均可支配收入42000元，增长4%。\n农村居民人均可支配收入21000元。城乡居民收入比由上年的2.05:1缩小为2.00:1。", "2.00:1", "2.50:1"),
    ("学段 2020年 2021年 增幅\n幼儿园 6000 6300 5%\n小学 10000 10400 4%\n初中 14000 14700 5.0%\n高中 12000 12600 5%", "4%", "7%"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "figure", "changed"), STAFFING)
def test_right_and_changed(text: str, figure: str, changed: str) -> None:
    assert Verdict.CONSISTENT in verdict_of(text, figure)
    assert contradictions(text) == []
    assert contradictions(text.replace(figure, changed)) == [changed]


@pytest.mark.parametrize(
    "text",
    [
        "在校学生30000人，其中小学20000人、初中10000人。\n全县生师比15:1。",
        "小学在校生20000人。\n2019年小学在校生18000人。\n小学专任教师1250人，生师比14.4:1。",
        "小学在校生20000人，初中在校生10000人。\n教学仪器设备总值240万元，生均2000元。",
        "在校生1200人。\n按照生师比不高于19:1的标准配备教师80人。",
        "由上年的11.2:37.5:51.3调整。第一产业20亿元，第二产业30亿元，第三产业50亿元。",
        "小学 10000 10400 4%\n初中 14000 14700 9%",  # two rows tell nothing
        "甲 100 200 30%\n乙 150 200 40%\n丙 120 240 70%",
        "创建产业园13个、产业集群10个，农产品加工业产值与农业总产值之比提高到2.81:1。",
    ],
)
def test_silent(text: str) -> None:
    assert contradictions(text) == []
