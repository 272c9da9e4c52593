"""Subsets: a part behind 其中 that is larger than its whole, and all that is none."""

import pytest

from eduduty_desktop.proof.passage import Passage
from eduduty_desktop.proof.reading import judge
from eduduty_desktop.proof.relations import subsets, sums
from eduduty_desktop.proof.result import Relation, Verdict


def verdicts(text: str) -> list[Verdict]:
    return [claim.verdict for claim in judge(subsets.readings(Passage(text)))]


@pytest.mark.parametrize(
    "text",
    [
        "2021年补充教师134人，其中思政课教师5人。",
        "全县教职工3137名（含特岗教师48名）。",
        "全区219所学校中，有143所通过市级验收。",
        "心理健康教育教师68人，其中有16名持有等级证书。",
        "在1476名随迁子女中，1318名就读于公办学校。",
        "1238名毕业生中有1106名升入高中。",
        "全县教师3471人，农村教师有1829人。",
        "教育经费总收入41.2亿元，增长5.43%。其中财政性教育经费36.7亿元，增长9.47%。",
    ],
)
def test_fits(text: str) -> None:
    assert verdicts(text) == [Verdict.CONSISTENT]


@pytest.mark.parametrize(
    "text",
    [
        "2021年补充教师134人，其中思政课教师153人。",
        "全县教职工3137名（含特岗教师4800名）。",
        "全区219所学校中，有843所通过市级验收。",
        "在1476名随迁子女中，1818名就读于公办学校。",
        "1238名毕业生中有1306名升入高中。",
        "全县教师3471人，农村教师有3829人。",
        "全市共有幼儿园教职工4.09万人，其中专任教师26.7万人。",
    ],
)
def test_larger_than_its_whole(text: str) -> None:
    claims = judge(subsets.readings(Passage(text)))
    assert [claim.verdict for claim in claims] == [Verdict.INCONSISTENT]
    assert "＞" in claims[0].message
    assert "请核对" in claims[0].advice


@pytest.mark.parametrize(
    "text",
    [
        "全县辖14个乡镇、2个街道，现有学校187所，其中普通高中3所，教学点21个。",  # of the schools
        "现有小学120所、教学点15个，其中寄宿制学校40所。",
        "全年工业增加值74.0亿元，增长5.3%。其中，规模以上工业产值475.9亿元。",  # value added and output
        "一般公共预算收入213.5亿元，一般公共预算支出（含上级转移支付）完成352亿元。",
        "教师300人，其中12名名师所带学生1200人。",
        "学校获一等奖2项、二等奖13项（含合作项目），市级优秀成果奖96项。",
        "3所学校中，有1200名学生参加比赛。",
        "城关学校教师52人，农村教师有3829人。",
        "食品抽检量超每千人6.6批次，其中校园食品抽检超5万批次。",
        "转化科技成果120项，其中重大成果45项，新增营收8.28亿元。",
    ],
)
def test_silent(text: str) -> None:
    assert Verdict.INCONSISTENT not in verdicts(text)


def test_then_and_now_are_compared_each_with_its_own() -> None:
    text = "幼儿园占地面积由2015年的384.6万平方米增加到641.2万平方米。其中，园舍面积由2015年的261.7万平方米增加到418.3万平方米。"
    assert verdicts(text) == [Verdict.CONSISTENT] * 2
    assert verdicts(text.replace("261.7", "2617")) == [Verdict.INCONSISTENT, Verdict.CONSISTENT]


def test_sum_speaks_for_its_parts() -> None:
    passage = Passage("全县现有幼儿园62所，其中公办幼儿园35所、民办幼儿园27所。")
    claims = judge([*sums.readings(passage), *subsets.readings(passage)])
    assert [claim.relation for claim in claims] == [Relation.SUM]
