"""What is left, what was moved, and amounts of two named years."""

import pytest

from eduduty_desktop.proof.relations import differences, growths
from eduduty_desktop.proof.result import Verdict
from tests.proof.told import contradicted, told

LEFT = [
    ("收入总量为80.5亿元。支出54.2亿元，加上上解支出6.1亿元，支出总量为60.3亿元。收支相抵，结转下年20.2亿元。", "20.2亿元", "30.2亿元"),
    ("总收入90.0亿元，总支出82.0亿元。收支相抵后，年末滚存结余8.0亿元。", "8.0亿元", "9.0亿元"),
    ("居民医疗保险基金收入8200万元，支出7900万元，当年结余300万元，累计结余2100万元。", "300万元", "400万元"),
    ("下达资金2600万元，支出2510万元，执行率96.5%，结余90万元。", "90万元", "80万元"),
    ("结余90万元（下达2600万元减去支出2510万元）。", "90万元", "80万元"),
    ("核定编制80名，实有72人，空编8名。", "8名", "9名"),
    ("出生率为7.20‰，死亡率为6.10‰，自然增长率为1.10‰。", "1.10‰", "2.10‰"),
    ("教师年平均工资92800元，公务员年平均工资91500元，教师高于公务员1300元。", "1300元", "1400元"),
    ("计划招生900人，实际报名1020人，比计划多120人。", "120人", "220人"),
    ("教育支出增长5.4%，高于一般公共预算支出增幅1.3个百分点（一般公共预算支出增长4.1%）。", "1.3个百分点", "2.3个百分点"),
    ("教育支出9.4亿元，同比增加0.3亿元。落实只增不减：2022年9.4亿元，2021年9.1亿元。", "0.3亿元", "0.8亿元"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "figure", "changed"), LEFT)
def test_a_rest_is_confirmed_and_accused(text: str, figure: str, changed: str) -> None:
    assert told(differences.readings, text)[figure] is Verdict.CONSISTENT
    assert contradicted(differences.readings, text) == []
    assert contradicted(differences.readings, text.replace(figure, changed, 1)) == [changed]


YEARS = [
    ("2018年至2020年，投入分别为600万元、750万元、900万元，2020年比2019年增长20%。", "20%", "30%"),
    ("2020年、2021年、2022年投入分别为8亿元、10亿元和11亿元，2022年比2021年增长10%。", "10%", "37.5%"),
    ("2015年全区出生12500人。2020年出生15000人。2020年较2015年增长20%。", "20%", "25%"),
    ("办理贷款3000万元，约为2016年（1000万元）的3倍。", "3倍", "5倍"),
    ("零售额100亿元，增长5.2%。按地区分，城镇80亿元，增长5.0%；乡村20亿元，增长6.0%。", "", ""),
]


@pytest.mark.parametrize(("text", "figure", "changed"), YEARS)
def test_amounts_of_named_years(text: str, figure: str, changed: str) -> None:
    assert contradicted(growths.readings, text) == []
    if figure:
        assert told(growths.readings, text)[figure] is Verdict.CONSISTENT
        assert contradicted(growths.readings, text.replace(figure, changed)) == [changed]


def test_a_whole_cannot_grow_less_than_all_its_parts() -> None:
    text = "零售额100亿元，增长2.2%。按地区分，城镇80亿元，增长5.0%；乡村20亿元，增长6.0%。"
    assert contradicted(growths.readings, text) == ["2.2%"]


@pytest.mark.parametrize(
    "text",
    [
        "规上工业增加值增长6.7%、高于全国0.8个百分点，固定资产投资增长4%、高于全国7.8个百分点。",
        "居民收入增长5%，其中农村居民收入增长5.8%、快于经济增速1个百分点。",
        "一般公共预算收入20亿元，支出41亿元，年终结余1.2亿元。",
        "一般公共预算收入20亿元，一般公共预算支出18亿元，当年结余1亿元。",
        "收入3000万元，支出2800万元，年末滚存结余1500万元。",
        "全年化解债务300万元，新增债务200万元，债务余额由5000万元下降为4900万元。",
        "图书12000册，高于标准2000册。",
    ],
)
def test_differences_are_silent(text: str) -> None:
    assert contradicted(differences.readings, text) == []


@pytest.mark.parametrize(
    "text",
    [
        "2018年至2020年累计投入分别为600万元、750万元，2020年比2019年增长20%。",
        "地区生产总值300亿元，增长5%。其中工业100亿元，增长7%；其他200亿元，增长8%。",
        "收入9亿元，同比增长3%；支出10亿元，同比增长4%。",
    ],
)
def test_growths_are_silent(text: str) -> None:
    assert contradicted(growths.readings, text) == []
