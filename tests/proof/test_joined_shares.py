"""Shares of several parts together, and wholes that the sentence before names."""

import pytest

from eduduty_desktop.proof.relations.shares import readings
from eduduty_desktop.proof.result import Verdict
from tests.proof.told import contradicted, told

JOINED = [
    ("现有教师640人，其中正高级32人，副高级160人，正高级、副高级所占比例达30%。", "30%", "40%"),
    ("在800名专任教师中，博士120人，硕士500人，硕士及以上学位教师占专任教师总数的77.5%。", "77.5%", "75.7%"),
    ("全区有幼儿园80所，其中公办30所，普惠性民办38所，其他12所。普惠性幼儿园（公办30所、普惠民办38所）占85%。", "85%", "58%"),
    ("在园幼儿9000人，其中公办园4700人；普惠性民办园在园3400人，普惠率90%。", "90%", "80%"),
]  # fmt: skip

BEFORE = [
    ("全县有幼儿园210所，比上年增加5所。其中：公办园126所，占60%；民办园84所，占40%。", "40%", "45%"),
    ("一般公共预算收入20.00亿元，增长3%。其中，税收收入14.00亿元，下降0.6%，税收收入占比为70%。", "70%", "77%"),
    ("全县有教学班1200个，其中小学800个、初中400个。大班额18个，占1.5%。", "1.5%", "1.2%"),
    ("有专任教师1500人，其中公办园700人、民办园800人。持证教师1440人，持证率96%。", "96%", "69%"),
    ("全年预算数5000万元。全年支出4900万元，预算执行率98%。", "98%", "89%"),
    ("年末常住人口40.00万人，其中城镇人口24.00万人，乡村人口16.00万人，常住人口城镇化率为60%。", "60%", "86%"),
    ("发放问卷2000份，收回有效问卷1900份，有效回收率95%。", "95%", "59%"),
    ("在园幼儿9600人，其中公办在园5000人。3-6周岁适龄幼儿10000人，毛入园率96%。", "96%", "98%"),
    ("核定编制80名，实有72人，空编8名，在编率90%。", "90%", "80%"),
    ("安排资金5000万元，其中用于校舍改造3000万元、设备2000万元；校舍改造占60%。", "60%", "76%"),
]


@pytest.mark.parametrize(("text", "share", "changed"), JOINED + BEFORE)
def test_right_and_changed(text: str, share: str, changed: str) -> None:
    assert told(readings, text)[share] is Verdict.CONSISTENT
    assert contradicted(readings, text) == []
    assert contradicted(readings, text.replace(share, changed)) == [changed]


@pytest.mark.parametrize(
    "text",
    [
        "完成造林1105亩、森林抚育1111亩，绿化植树39万株，森林覆盖率达53.4%。",
        "全县有教师4200人。寄宿生1200人，占30%。",
        "参加考试1200人，及格1100人，优秀率30%。",
        "发放问卷1200份，走访群众300人，满意度96%。",
        "本科及以上学历690人，硕士30人，本科及以上占88%。",
    ],
)
def test_silent(text: str) -> None:
    assert contradicted(readings, text) == []
