"""Slogans of several counts, 分别 behind subjects with a value each, things and years behind 其中, codes in quotations."""

import pytest

from tests.proof.listed import claims, verdicts

TOLD = [
    (
        "“三防两查”行动：人防、物防、技防，日查、周查。",
        "三防",
        "四防",
    ),
    ("“两项工程”“三个计划”：强校工程、名师工程，育苗计划、青蓝计划、领航计划。", "三个", "四个"),
    ("小学教师120人、初中教师80人、高中教师40人，分别占总数的50%、33.3%和16.7%。", "、33.3%和16.7%", "和50%"),
    (
        "平安校园“2342”机制：明确校园安全、食品安全“两个重点”，压实校、级、班“三级责任”，落实查、改、报、评“四项制度”，建好人防、技防“两道防线”。",
        "2342",
        "2352",
    ),
    ("客运班车开通至云溪镇、白鹤乡、石门村3条线路。", "3条", "4条"),
]


@pytest.mark.parametrize(("text", "count", "other"), TOLD)
def test_told_and_contradicted(text: str, count: str, other: str) -> None:
    assert "consistent" in verdicts(text)
    assert "inconsistent" not in verdicts(text)
    assert "inconsistent" in verdicts(text.replace(count, other, 1))


@pytest.mark.parametrize(
    "text",
    [
        "“四改一提”做法：改课堂、改作业、改评价、改教研、提质量。",
        "“三级”指县、乡、村，各级都有专人。",
        "“两类”是指公办园和普惠性民办园。",
        "年末奶牛存栏120头，全年肉羊出栏800只，分别下降2.1%和3.4%。",
        "每百户拥有汽车40辆、空调60台，分别比上年增加2辆和5台。",
        "近三年补充教师90名，其中2021年30名、2022年28名、2023年32名。",
        "“三保”支出8亿元，其中：保工资5亿元，保运转1亿元，保基本民生2亿元。",
        "发放残疾人两项补贴3000万元。其中，困难生活补贴1200万元，惠及4000人；重度护理补贴1800万元。",
        "（二）实施“三项行动”，改善办学条件。一是改造校舍。二是更新设备。三是美化校园。",
        "（三）抓住“两个环节”，建强队伍。\n一抓培养。教师外出学习30人。\n二抓引进。招聘20人。",
        "发放甲类补贴120万元、乙类补贴80万元、丙类补贴50万元，三项资金共250万元。",
    ],
)
def test_confirmed(text: str) -> None:
    assert "consistent" in verdicts(text)
    assert "inconsistent" not in verdicts(text)


@pytest.mark.parametrize(
    "text",
    [
        "“一校一策”机制：摸清底数，分类施策，逐校验收。",
        "“三改五提”行动：改课堂、改作业，提质量、提素养。",  # some are left out: no word says which
        "“两手抓”是基本做法，教学和安全都要硬。",
        "“四好农村路”为群众出行、产业发展提供保障。",
        "近三年招聘教师90名，其中2023年40名、2022年30名。",
        "小学教师120人、初中教师80人、高中教师40人，分别安排在5个考点，其中城区占60%和乡镇占40%。",
        "发放残疾人两项补贴3000万元。其中，护理补贴1800万元。",
        "推进“1335”工程：围绕“一个目标”，坚持“三项原则”。",
    ],
)
def test_nothing_is_accused(text: str) -> None:
    assert "inconsistent" not in verdicts(text)


def test_a_composed_slogan_names_what_it_counts() -> None:
    found = claims("“四防两查”行动：人防、物防、技防，日查、周查。")
    assert [(claim.stated.text, claim.expected) for claim in found if claim.verdict == "inconsistent"] == [
        ("四防", "三防")
    ]
