"""Shares and averages of the pupils and teachers that another paragraph counts."""

import pytest

from eduduty_desktop.proof import Reader
from eduduty_desktop.proof.result import Claim, Verdict

STATED = (
    "2023年秋季学期义务教育阶段在校学生58340人，其中小学阶段41250人，初中阶段17090人；在园幼儿13260人；"
    "义务教育阶段专任教师3642人，其中小学2415人、初中1227人。"
)
BY_STAGES = "全县在校学生（含在园幼儿）19.41万人，其中幼儿园1.32万人，小学11.32万人，初中5.47万人，普通高中1.30万人。"

OF_STATED = [
    ("参加课后服务的学生55423人，占义务教育在校生的95.00%。", "95.00%", "85.00%"),
    ("在校学生中，随迁子女8751人，占义务教育阶段在校学生总数的15.00%。", "15.00%", "25.00%"),
    ("公办园在园幼儿7293人，占在园幼儿总数的55.00%。", "55.00%", "65.00%"),
    ("全县义务教育段教师中，县级以上骨干教师874人，占24.00%。", "24.00%", "34.00%"),
    ("寄宿生14585人，占义务教育在校生的25.00%；留守儿童8168人，占14.00%。", "14.00%", "24.00%"),
    ("课后服务实现全覆盖，参与学生56590人，参与率97.00%。", "97.00%", "87.00%"),
    ("小学骨干教师462人，每百名学生拥有1.12人；初中215人，每百名学生拥有1.26人。", "1.26人", "2.26人"),
    (
        "生均教学及辅助用房面积。小学198000平方米，生均4.80平方米；初中105958平方米，生均6.20平方米。",
        "6.20平",
        "7.20平",
    ),
]

OF_BOTH = [
    ("参加课后服务学生15.62万人，占义务教育在校生的93.0%。", "93.0%", "83.0%"),
]

BY_LIST = (
    "全区现有中小学54所，幼儿园62所。在校（园）学生46120人，其中幼儿8120人，小学生21460人，初中生10840人，高中生5700人；"
    "教职工3960人，其中专任教师3480人：小学1620人、初中980人。"
)
"""Who is enrolled is said of the total alone; 中小学 counts schools here, not pupils of 义务教育."""

OF_LIST = [
    ("受资助的5120人中，小学生2230人、初中生1190人。寄宿小学生3219人，占小学在校生的15.00%。", "15.00%", "25.00%"),
    ("全县义务教育学校校舍面积387600平方米，图书1130500册，生均35.00册。", "35.00册", "45.00册"),
    ("小学、初中生师比分别为13.2:1和11.1:1。", "13.2:1", "23.2:1"),
]

SILENT = [
    "参加课后服务的城区学生25423人，占义务教育在校生的八成以上。",
    "全省随迁子女8751人，占全省学生的25.00%。",
    "2018年参加课后服务的学生25423人，参与率87.00%。",
    "困难学生5180人，占85.00%。",
]


def _claims(told: str, text: str) -> tuple[Claim, ...]:
    return Reader().claims(f"{told}\n一、工作开展情况\n{text}")


@pytest.mark.parametrize(
    ("told", "text", "figure", "changed"),
    [
        *((STATED, *case) for case in OF_STATED),
        *((BY_STAGES, *case) for case in OF_BOTH),
        *((BY_LIST, *case) for case in OF_LIST),
    ],
)
def test_right_and_changed(told: str, text: str, figure: str, changed: str) -> None:
    right = _claims(told, text)
    assert all(claim.verdict is not Verdict.INCONSISTENT for claim in right)
    assert any(
        figure.startswith(claim.stated.text.rstrip("方米个册"))
        for claim in right
        if claim.verdict is Verdict.CONSISTENT
    )
    at = text.rindex(figure)
    wrong = _claims(told, f"{text[:at]}{changed}{text[at + len(figure) :]}")
    assert any(claim.verdict is Verdict.INCONSISTENT for claim in wrong)


@pytest.mark.parametrize("text", SILENT)
def test_what_is_of_others(text: str) -> None:
    assert all(claim.verdict is not Verdict.INCONSISTENT for claim in _claims(STATED, text))


def test_a_share_that_its_own_paragraph_gives_is_not_asked_elsewhere() -> None:
    text = "全县抽查学生20000人，其中视力不良9000人，占学生的45.00%。"
    assert all(claim.verdict is not Verdict.INCONSISTENT for claim in _claims(STATED, text))
