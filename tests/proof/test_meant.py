"""Shares, rests and changes told by what they are called after, asked when nothing else says anything of them."""

import pytest

from eduduty_desktop.proof import Reader
from eduduty_desktop.proof.result import Verdict

SHARES = [
    ("教学班1520个，45～50人（小学）的较大班额132个，占8.7%。", "8.7%", "9.7%"),
    ("在编教师5120人，聘用编外教师640人，编内编外合起来5760人，编外占11.1%。", "11.1%", "21.1%"),
    ("毕业生5120人，落实去向4988人，其中升入高校3210人、直接就业1778人，升学占毕业生的62.7%。", "62.7%", "72.7%"),
    (
        "教职工1520人，其中专任教师812人、保育员390人、其他人员318人。专任教师接受专业教育的706人，占86.9%。",
        "86.9%",
        "96.9%",
    ),
    ("初中三年前入学4820人，今年毕业4731人，三年巩固率98.15%。", "98.15%", "88.15%"),
    ("排查隐患较多的是东片区，97条隐患已改95条，为97.94%。", "97.94%", "87.94%"),
    (
        "中职投入28640万元，上年27010万元。投入中人员经费17184万元、公用经费7160万元、专项经费4296万元，三项占比分别是60.0%、25.0%、15.0%。",
        "25.0%、15.0%",
        "25.0%、16.0%",
    ),
]

CHANGES = [
    ("建成周转房312套，已入住287套，其余25套正在分配。", "25套", "35套"),
    ("全县应建档学校126所，已建档117所，未建档9所。", "9所", "8所"),
    ("全市学校864所，比上年减少23所，上年为887所。", "23所", "33所"),
    ("体质优良率48.6%，合格率96.2%。优良率较2021年45.3%提高3.3个百分点。", "3.3个", "4.3个"),
    ("教育支出占18.42%，上年该比例为18.15%，提高0.27个百分点。", "0.27个", "0.37个"),
    ("骨干教师比2022年多培养42人（2022年318人），增长13.2%。", "13.2%", "23.2%"),
    ("共建实训基地64个、订单班28个，订单班学生1092人，班均39人。", "班均39人", "班均49人"),
]

TABLE = "学段　2022年　2023年　增加额　增幅\n幼儿园　8,000　8,400　400　5.00％\n小学　10,000　10,300　300　3.00％\n初中　14,000　14,700　700　5.00％\n高中　15,000　15,600　600　4.00％"


def _verdicts(text: str) -> list[Verdict]:
    return [claim.verdict for claim in Reader().claims(text)]


@pytest.mark.parametrize(("text", "figure", "changed"), SHARES + CHANGES)
def test_right_and_changed(text: str, figure: str, changed: str) -> None:
    assert Verdict.INCONSISTENT not in _verdicts(text)
    assert Verdict.CONSISTENT in _verdicts(text)
    at = text.rindex(figure)
    assert Verdict.INCONSISTENT in _verdicts(f"{text[:at]}{changed}{text[at + len(figure) :]}")


@pytest.mark.parametrize(("figure", "changed"), [("　700　", "　800　"), ("4.00％", "4.90％"), ("　300　", "　400　")])
def test_a_table_of_four_columns(figure: str, changed: str) -> None:
    assert _verdicts(TABLE).count(Verdict.CONSISTENT) >= 8
    assert Verdict.INCONSISTENT not in _verdicts(TABLE)
    assert Verdict.INCONSISTENT in _verdicts(TABLE.replace(figure, changed))


@pytest.mark.parametrize(
    "text",
    [
        "县城有小学12所，乡镇有小学38所，尚有教学点27个，还有幼儿园41所。",
        "发现不规范用字163处，当场整改118处，限期整改35处，移交处理10处。",
        "巩固率99.6%，上年合格率为97.2%，提高0.4个百分点。",
        "图书86.4万册，新增4.1万册，更新率7.4%。",
        "全县有教师机构12所。骨干教师408人，占教师总数的11%。",
        "新建校舍2.6万平方米，拆除0.9万平方米，尚有危房0.4万平方米。",
        "公办园52所，在园9102人，占56.3%；民办园48所，在园7065人，占43.7%。",
        "申报项目86个，获批项目62个，其余项目经费1200万元，剩余资金38万元。",
        "新建幼儿园12所，改建8所，其余3所为租赁。",
        "在建项目12个，竣工项目8个，未开工3个。",
        "在建工程26个，拟建14个，尚有22个未立项。",
        "设立分校3个，组建集团5个，集团校28所，校均2600人。",
    ],
)
def test_silent_where_another_whole_is_meant(text: str) -> None:
    assert Verdict.INCONSISTENT not in _verdicts(text)
