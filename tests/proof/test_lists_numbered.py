"""Numbered runs behind the number that announces them, in one paragraph and over several."""

import pytest

from tests.proof.listed import claims, verdicts

RUNS = [
    ("重点抓好三个方面：一是建机制；二是强队伍；三是抓落实。", "三个", "四个"),
    (
        "下一步抓好以下3项工作：\n1.补齐校舍短板。\n逐校核实。\n2.配齐教师。\n（1）招聘。\n（2）交流。\n3.抓实课后服务。\n四、其他",
        "3项",
        "4项",
    ),
    ("主要存在以下两个问题：\n（一）校舍不足\n1.镇区紧张。\n2.村小闲置。\n（二）教师老龄化\n三、打算", "两个", "三个"),
    ("采取以下四条措施：①排查②整改③复核④通报。", "四条", "五条"),
    ("做到三个强化。一是强化领导。\n二是强化投入。\n三是强化督导。", "三个", None),
    ("三、扎实做好三项工作\n（一）补短板\n（二）强队伍\n（三）优服务\n四、打算", "三项", None),
]


@pytest.mark.parametrize(("text", "count", "other"), RUNS)
def test_a_run_and_its_count(text: str, count: str, other: str | None) -> None:
    assert verdicts(text) == ["consistent"]
    if other:
        assert verdicts(text.replace(count, other, 1)) == ["inconsistent"]


def test_the_claim_runs_from_the_count_to_the_last_number() -> None:
    text = "抓好以下2项工作：\n1.校舍。\n2.教师。"
    (claim,) = claims(text)
    assert [operand.text for operand in claim.operands] == ["2项", "2."]
    assert claim.operands[1].start == text.index("2.教师")


@pytest.mark.parametrize(
    "text",
    [
        "抓好以下3项工作：\n1.校舍。\n2.教师。\n4.经费。",  # a gap is the numbering's fault
        "抓好以下3项工作：\n校舍、教师。\n1.校舍。\n2.教师。",  # the run belongs to something else
        "抓好三项工作：\n",
        "深化“三农”工作措施：\n一要增加投入。\n二要稳定价格。\n三要补贴。\n四要改革。",
        "第三方面工作：一是建机制；二是强队伍。",
        "全年研究教育工作5次：一是听汇报，二是看现场。",
    ],
)
def test_no_contradiction_where_no_run_is_announced(text: str) -> None:
    assert "inconsistent" not in verdicts(text)


def test_a_run_that_is_too_long_to_follow_is_not_judged() -> None:
    body = "\n".join("各校按要求落实到位。" for _ in range(400))
    assert verdicts(f"抓好以下3项工作：\n1.校舍。\n2.教师。\n{body}\n3.经费。") == []
