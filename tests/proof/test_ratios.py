"""Ratios of two figures in both orders, and of pupils to teachers."""

import pytest

from eduduty_desktop.proof.relations.ratios import readings
from eduduty_desktop.proof.result import Verdict
from tests.proof.told import claims, contradicted, told

RATIOS = [
    ("小学在校生21350人，专任教师1186人，师生比1:18。", "1:18", "1:16"),
    ("小学在校生21350人，专任教师1186人，生师比18.0:1。", "18.0:1", "16.0:1"),
    ("小学在校生21350人，专任教师1186人，生师比18:1。", "18:1", "16:1"),
    ("城区教师学历达标率98.2%，农村教师学历达标率96.4%，城乡比为1:0.98。", "1:0.98", "1:0.89"),
    ("城镇教师本科占比75.25%；乡村教师本科占比67.60%。两者之比为1:0.90。", "1:0.90", "1:0.96"),
    ("普通高中招生4738人，中等职业学校招生3337人，普职比为1.4:1。", "1.4:1", "1.0:1"),
    ("在园幼儿17835人，教职工2410人，教职工与幼儿之比为1:7.4。", "1:7.4", "1:4.7"),
    ("中小学生36852人，配备学生用计算机4105台，生机比为9.0:1。", "9.0:1", "6.0:1"),
    ("小学在校生5281人，教师293人，师生比1:18.0；初中在校生2419人，教师187人，师生比1:12.9。", "1:12.9", "1:19.2"),
]


@pytest.mark.parametrize(("text", "ratio", "changed"), RATIOS)
def test_a_sound_ratio_is_confirmed(text: str, ratio: str, changed: str) -> None:
    assert told(readings, text)[ratio] is Verdict.CONSISTENT
    assert contradicted(readings, text) == []


@pytest.mark.parametrize(("text", "ratio", "changed"), RATIOS)
def test_a_changed_digit_is_found(text: str, ratio: str, changed: str) -> None:
    assert contradicted(readings, text.replace(ratio, changed)) == [changed]


def test_the_other_order_is_no_contradiction() -> None:
    assert contradicted(readings, "城区达标率98.2%，农村达标率96.4%，两者之比为0.98:1。") == []


def test_the_result_is_written_as_the_text_writes_it() -> None:
    (claim,) = claims(readings, "小学在校生21350人，专任教师1186人，生师比16.00:1。")
    assert claim.expected == "18.00:1"


@pytest.mark.parametrize(
    "text",
    [
        "按照小学1:19、初中1:13.5的师生比标准测算，编制2902名，教师2872人。",
        "设5个专业，中职招生1020人，普职比1.86:1。",
        "三次产业结构比为22.1:34.3:43.6。",
        "小学专任教师1988人，生师比15.82:1。",
        "以15:1的生师比要求预测，需要教师200人、保育员100人。",
    ],
)
def test_silent_where_the_terms_are_others(text: str) -> None:
    assert contradicted(readings, text) == []
