"""Counts far from their list: summed up behind a run, listed under a label, on lines of their own or in a broken line."""

from time import process_time

import pytest

from eduduty_desktop.proof.relations import lists
from tests.proof.listed import claims, verdicts
from tests.proof.told import paragraphs

FAR = [
    ("一是学位不足。二是教师老化。三是经费紧张。针对以上三个问题，逐项整改。", "三个", "两个"),
    ("（一）专用教室少，（二）设备旧。（三）骨干教师缺。以上3个方面正在整改。", "3个", "4个"),
    ("1.校舍紧张。\n2.教师老化。\n3.经费不足。\n针对上述3个问题，县政府已列入计划。", "3个", "4个"),
    ("现有3个县级名师团队。\n其他文字。\n县级名师团队：语文、数学、英语", "3个", "4个"),
    ("学校拥有2个重点学科点和12门县级精品课程。\n县级精品课程：足球、篮球、排球，体操、武术、田径、舞蹈、书法、茶艺、剪纸、陶艺、合唱[3] \n", "12门", "22门"),
    ("现有2个一级学科博士点和9个二级学科博士点。\n一级学科：教育学、心理学\n二级学科：甲学、乙学、丙学、丁学、戊学、己学、庚学、辛学、课程与教学论", "9个", "8个"),
    ("研究所下设3个研究组：\n课程开发\n作业设计\n质量监测\n\n其他", "3个", "4个"),
    ("学校设有教务处、德育处、\n总务处、安全保卫处、党政办公室5个处室。", "5个", "6个"),
    ("全院现设有汽车系、机电系、信息系、电商系、社会\n服务系、护理系、文传系、艺术学院8个院系。", "8个", "9个"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "count", "other"), FAR)
def test_a_list_far_from_its_count(text: str, count: str, other: str) -> None:
    def found(text: str) -> set[str]:
        at = text.index(other if other in text else count)
        return {str(claim.verdict) for claim in claims(text) if claim.stated.start == at}

    assert found(text) == {"consistent"}
    assert found(text.replace(count, other, 1)) == {"inconsistent"}


def test_a_label_that_begins_the_noun_says_how_many() -> None:
    text = "现有2个一级学科博士点和3个二级学科博士点。\n一级学科：教育学、心理学\n二级学科：甲学、乙学、丙学"
    assert verdicts(text) == ["consistent", "consistent"]
    first, second = claims(text)
    assert (first.stated.text, second.stated.text) == ("2个", "3个")
    assert "“二级学科”一行列出的（3项）" in second.message


def test_a_claim_over_a_broken_line_points_into_both_lines() -> None:
    text = "设有教务处、德育处、\n总务处、安保处、党政办5个处室。"
    (claim,) = [claim for claim in claims(text) if claim.start < text.index("\n")]
    assert claim.operands[0].text.endswith("教务处")
    assert claim.stated.start == text.index("5个")


@pytest.mark.parametrize(
    "text",
    [
        "一是加强领导。二是强化督导。三是严格考核。这两个方面还要加强。",
        "一是加强领导。二是强化督导。以上3个县均通过验收。",
        "（一）学位不足。\n1.城区。\n2.镇区。\n（二）教师不足。\n1.数量。\n2.结构。\n3.年龄。\n以上两个问题，将认真整改。",
        "1.校舍。\n2.教师。\n学校已整改。以上三个问题均已销号。",
        "新增3个县级重点专业。\n县级重点专业：汽修、护理、幼教、电商、数控",
        "共有5个县级名师工作室，其中高中2个县级名师工作室。\n县级名师工作室：甲、乙、丙",
        "有3个县级名师工作室。\n县级名师工作室：张明、李华等",
        "有3个教研联盟单位。\n教研联盟单位：坚持以强带弱、抱团发展，资源共享",
        "成立3个工作专班：\n综合协调\n\n二、下步打算",
        "存在3个问题：\n学位不足\n教师老化\n\n",
        "下设5个组：\n组长：张明\n副组长：李华\n\n",
        "会同公安、市场监管、卫健。\n消防、住建两个部门参加。",
        "会同公安、卫健、\n消防、住建4个部门检查。",
        "设有5个处室：教务处、德育处、总务处、安\n全处、党政办。",
    ],
)
def test_no_contradiction_over_lines(text: str) -> None:
    assert "inconsistent" not in verdicts(text)


@pytest.mark.parametrize(
    "unit",
    ["以上三个方面", "一是甲。以上两个问题。", "3个小组：\n甲\n乙\n", "县级教学团队：甲、乙\n3个县级教学团队\n", "甲、乙、\n丙3个部门\n", "甲：\n"],
)  # fmt: skip
def test_time_over_lines_is_linear(unit: str) -> None:
    def seconds(length: int) -> float:
        passages, starts = paragraphs((unit * length)[:length])
        start = process_time()
        assert sum(1 for _ in lists.announced(passages, starts)) >= 0
        return process_time() - start

    short = min(seconds(5_000) for _ in range(3))
    assert min(seconds(40_000) for _ in range(2)) <= 8 * 4 * short + 0.2


@pytest.mark.parametrize(
    "text",
    [
        "为办好此事，县里组织了专门力量，会同公安、市场监管、卫健、教\n育、财政、人社、消防、住建8个部门分头检查。",
        "全县教育系统坚持立德树人，统筹推进高中向新区集中、初中向镇\n区集中、小学向乡镇集中、资源向强校集中的“四个集中”。",
        "县教育局按照三定方案设内设机构9个：办公室、人事股、计财股、基教股、督\n导室、安全股、体卫艺股、职成股、招考中心。核定编制60名。",
        "全年投入继续向基层倾斜，义务教育阶段小学、初中和高中阶段普高、职\n高、特校生均支出分别增长2%、3%、4%、5%、6%。",
        "扎实开展主题教育、党纪学习教育、深入贯彻中央八项规定精神学习教育。",
    ],
)
def test_a_broken_line_is_no_contradiction(text: str) -> None:
    assert "inconsistent" not in verdicts(text)


def test_a_list_at_the_head_of_a_paragraph_is_judged_behind_a_heading() -> None:
    assert verdicts("二、主要做法\n教育、公安、司法、住建5个部门分头落实。") == ["inconsistent"]
