"""Shares whose whole stands in another paragraph, found by name, region and period."""

import pytest

from eduduty_desktop.proof.result import Verdict
from tests.proof.across import claims_of, contradictions, verdict_of

FAR = [
    ("2023年全区一般公共预算支出完成48.6亿元。\n着力改善民生。\n教育支出10.4亿元，占一般公共预算支出的21.4%。", "21.4%", "24.1%"),
    ("全县共有专任教师3120人。\n一、队伍建设\n县级以上骨干教师468人，占专任教师总数的15%。", "15%", "18%"),
    ("实现地区生产总值312.5亿元。\n旅游业增加值41.2亿元，占GDP的比重为13.2%。", "13.2%", "12.3%"),
    ("全年公共财政预算支出40.2亿元，增长3%。\n民生支出33.0亿元，占全县财政支出的比重达82.1%。", "82.1%", "81.2%"),
    ("“十三五”一般公共预算支出210亿元。\n“十四五”一般公共预算支出累计300亿元。\n“十四五”民生支出222亿元，占一般公共预算支出的74%。", "74%", "76%"),
    ("全区在园幼儿12640人，教职工1810人。\n公办园和普惠性民办园合计在园11376人，普惠率90%。", "90%", "95%"),
    ("学校有专任教师80人。\n骨干教师20人，占25%。", "25%", "52%"),
    ("全市专任教师4000人。\n现有骨干教师500人，其中省级40人、市级160人、县级300人，占专任教师总数的12.5%。", "12.5%", "15.2%"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "share", "changed"), FAR)
def test_a_distant_whole_confirms_and_accuses(text: str, share: str, changed: str) -> None:
    assert verdict_of(text, share) == [Verdict.CONSISTENT]
    assert contradictions(text) == []
    assert contradictions(text.replace(share, changed)) == [changed]


def test_the_claim_names_both_paragraphs() -> None:
    text = "全县共有专任教师3120人。\n骨干教师468人，占专任教师总数的15%。"
    (claim,) = claims_of(text)
    assert [text[o.start : o.end] for o in claim.operands] == ["3120人", "468人", "15%"]


@pytest.mark.parametrize(
    "text",
    [
        "全市一般公共预算支出352亿元。\n县级教育支出12亿元，占县级一般公共预算支出的20%。",  # another region
        "2021年一般公共预算支出50亿元。\n2022年教育支出12亿元，占一般公共预算支出的22%。",  # another year
        "“十三五”一般公共预算支出210亿元。\n“十四五”民生支出222亿元，占一般公共预算支出的74%。",
        "全县专任教师3120人。\n城区骨干教师300人，占城区教师的30%。",
        "小学专任教师1200人，初中专任教师900人。\n骨干教师315人，占专任教师的15%。",
        "全县专任教师3120人。\n民办园教师300人，占比25%；招聘教师60人，占计划的50%。",
    ],
)
def test_silent_where_the_whole_is_another(text: str) -> None:
    assert contradictions(text) == []
