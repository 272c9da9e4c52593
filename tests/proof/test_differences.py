"""Differences: 高, 增加, 净减, 还差 and 百分点, right and with one digit changed."""

import pytest

from eduduty_desktop.proof.relations.differences import readings
from eduduty_desktop.proof.result import Verdict
from tests.proof.told import claims, contradicted, told

DIFFERENCES = [
    ("教师年平均工资77938元，比公务员年平均工资66892元高11046元。", "11046元", "11406元"),
    ("教师年平均工资9.36万元，比公务员年平均工资9.12万元高0.24万元。", "0.24万元", "0.42万元"),
    ("教师年平均工资91286元，公务员年平均工资90114元，教师比公务员高1172元。", "1172元", "1072元"),
    ("达标学校37所，较上年度达标28所增加9所。", "9所", "8所"),
    ("全县教育支出由86215万元增加到91530万元，增加5315万元。", "5315万元", "5415万元"),
    ("2020年教师3356人，与2019年的3120人相比，增加236人。", "236人", "263人"),
    ("与2019年的3120人相比，2020年增加236人，达到3356人。", "236人", "263人"),
    ("全县学校从86所减少到78所，净减8所。", "8所", "9所"),
    ("全市共有各类学校1926所，比上年减少38所（上年1964所）。", "38所", "48所"),
    ("投入安防经费1544.6万元，较2018年的1440.7万元多103.9万元。", "103.9万元", "130.9万元"),
    ("近视率由58.3%下降到55.1%，下降3.2个百分点。", "3.2个百分点", "3.7个百分点"),
    ("毛入园率达到92.6%，比上年的90.8%提高1.8个百分点。", "1.8个百分点", "2.8个百分点"),
    ("教育经费占一般公共预算支出64.31亿元的21.18%，比上年的20.87%提高0.31个百分点。", "0.31个百分点", "0.13个百分点"),
    ("大班额占比由2020年的6.84%下降至2021年的3.15%，下降3.69个百分点。", "3.69个百分点", "3.79个百分点"),
    ("核定编制3120名，实有在编教师2986名，空编134名。", "134名", "143名"),
    ("需新增学位5600个，已完成4200个，还差1400个。", "1400个", "1500个"),
    ("各级投入110346万元，其中中央21050万元、县级89296万元；较上年的105920万元增加4426万元。", "4426万元", "7426万元"),
    ("合同金额5748.3万元，人均8401元，合同金额比上年的4823.5万元增加924.8万元。", "924.8万元", "942.8万元"),
]


@pytest.mark.parametrize(("text", "difference", "changed"), DIFFERENCES)
def test_a_sound_difference_is_confirmed(text: str, difference: str, changed: str) -> None:
    assert told(readings, text) == {difference: Verdict.CONSISTENT}


@pytest.mark.parametrize(("text", "difference", "changed"), DIFFERENCES)
def test_a_changed_digit_is_found(text: str, difference: str, changed: str) -> None:
    assert contradicted(readings, text.replace(difference, changed)) == [changed]


def test_rounded_amounts_leave_room() -> None:
    assert told(readings, "收入9.2亿元，比上年的8.6亿元增加0.5亿元。") == {"0.5亿元": Verdict.CONSISTENT}


def test_higher_that_is_lower() -> None:
    (claim,) = claims(readings, "教师年平均工资66892元，比公务员年平均工资77938元高11046元。")
    assert claim.verdict is Verdict.INCONSISTENT
    assert "写反" in claim.advice


def test_the_message_spells_the_computation() -> None:
    (claim,) = claims(readings, "全县学校从86所减少到78所，净减9所。")
    assert "86所－78所＝8所" in claim.message
    assert "9所" in claim.message


def test_two_states_of_one_kind_sentences_apart() -> None:
    text = (
        "校外培训机构51所。其中学科类的23所，学生800余人。13家学科类培训机构已经停办。"
        "对正在办学的10所学科类培训机构进行核查。"
    )
    assert told(readings, text) == {"10所": Verdict.CONSISTENT}
    assert contradicted(readings, text.replace("23所", "33所")) == ["10所"]


def test_without_what_is_compared_it_is_uncheckable() -> None:
    (claim,) = claims(readings, "教师年平均工资92800元，教师比公务员高1300元。")
    assert claim.verdict is Verdict.UNCHECKABLE


def test_points_over_the_year_before_need_no_base() -> None:
    assert claims(readings, "毛入园率达到92.6%，比上年提高1.8个百分点。") == []


@pytest.mark.parametrize(
    "text",
    [
        "新建学校2所，增加学位1000个。",
        "新增学位3600个，其中小学2600个。",
        "预算收入0.1亿元，上级补助收入0.15亿元，上年结转1.93亿元。",
        "支出1397506万元，年度收支结余107097万元，年末滚存结余1468972万元。",
        "在校生21350人，比上年增加320人；教师1186人，比上年增加15人。",
        "2021年安排312万元，未达到1.5%的标准，2022年已安排445万元，增加投入50万元。",
        "学校有多媒体教室40个，比标准多4个，图书12000册。",
        "高于全省平均水平5个百分点。",
        "增加9所。",
    ],
)
def test_silent_where_nothing_is_compared(text: str) -> None:
    assert contradicted(readings, text) == []
