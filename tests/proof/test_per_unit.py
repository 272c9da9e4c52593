"""Per unit: an average with its total and count."""

import pytest

from eduduty_desktop.proof.passage import Passage
from eduduty_desktop.proof.reading import judge
from eduduty_desktop.proof.relations import per_unit
from eduduty_desktop.proof.result import Verdict


def verdicts(text: str) -> list[Verdict]:
    return [claim.verdict for claim in judge(per_unit.readings(Passage(text)))]


SOUND = [
    ("办理助学贷款6842人，合同金额5748.3万元，人均8401元。", "8401元", "9401元"),
    ("学校占地28640平方米，在校生1358人，生均占地面积21.09平方米。", "21.09", "31.09"),
    ("按每生每年1250元的标准，为412名困难学生发放补助51.5万元。", "1250元", "1350元"),
    ("资助家庭经济困难学生4478人，每人2000元，共发放895.6万元。", "895.6万元", "855.6万元"),
    ("全区有教学班117个，在校学生5240人，平均班额45人。", "45人", "54人"),
    ("奖励优秀教师313名，每名5000元，合计156.5万元。", "5000元", "5900元"),
    ("补助1051名学生，每人每年1000元，全年支出105.1万元。", "105.1", "155.1"),
    ("建立教研基地19个，吸纳成员247人，平均每个基地13人。", "13人", "53人"),
    ("小学31250人，每生每年720元，拨付2250万元；初中14800人，每生每年940元，拨付1391.2万元。", "1391.2", "3391.2"),
    ("全县有学校46所，投入设备购置资金920万元，校均20万元。", "校均20万元", "校均25万元"),
    ("小学29874名学生，教学用房总面积14.04万平方米，生均4.7平方米；初中14652名学生，总面积8.94万平方米，生均6.1平方米。", "生均6.1", "生均7.1"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "right", "wrong"), SOUND)
def test_sound_and_changed(text: str, right: str, wrong: str) -> None:
    assert set(verdicts(text)) == {Verdict.CONSISTENT}
    assert Verdict.INCONSISTENT in verdicts(text.replace(right, wrong))


@pytest.mark.parametrize(
    "text",
    [
        "在校生1358人，生均公用经费650元。",
        "全县教师2146人，绩效工资人均15000元，乡镇补贴发放823万元。",  # another pot
        "惠及学生5120人、教师312人，投入860万元，人均1200元。",  # two counts
        "每人补助500元，共有1200人申请，下达资金320万元。",
        "补助1051名学生，每人每学期500元，全年支出105.1万元。",  # two terms
        "补助1051名学生，每人每年1000元，其他支出62.4万元。",
        "生均教学用房面积4.7平方米，生均运动场面积8.1平方米。",
    ],
)
def test_silent(text: str) -> None:
    assert Verdict.INCONSISTENT not in verdicts(text)
