"""Sums whose total stands in another paragraph than its parts."""

from eduduty_desktop.proof import Verdict
from eduduty_desktop.proof.reading import judge
from eduduty_desktop.proof.relations.sums import across
from eduduty_desktop.proof.result import Claim
from tests.proof.told import paragraphs

AID = """全年共资助学生41287人次，发放资金3164.82万元。具体为：
1、学前教育：春季1604人次，秋季1733人次，共资助3337人次，发放167.25万元；
2、义务教育：资助寄宿生21946人次，发放1283.47万元；

3、普通高中：助学金8715人次，发放1021.6万元；免学费4128人次，发放297.3万元；
4、中职：助学金3161人次，发放395.2万元。"""
FUNDS = """市直基金收入583214万元，支出561027万元，累计结余629410万元。
1. 养老保险基金收入104618万元，支出103377万元，累计结余18254万元。
2. 职工医疗基金收入295423万元，支出283917万元，累计结余428361万元。
3. 居民医疗基金收入183173万元，支出173733万元，累计结余182795万元。"""
STAGES = """（一）小学阶段。招生7.92万人，在校生49.81万人。专任教师2.97万人。
（二）初中阶段。在校生23.46万人，专任教师1.98万人。
义务教育阶段在校生合计73.27万人，专任教师4.95万人。"""
NAMED = """全年支出43916.02万元。其中基本支出35161.44万元，项目支出8754.58万元。
基本支出中，人员经费32890.17万元，公用经费2271.27万元。"""


def claims_in(text: str) -> tuple[Claim, ...]:
    return judge(across.readings(*paragraphs(text)))


def stated(text: str, verdict: Verdict) -> list[str]:
    claims = claims_in(text)
    assert all(text[span.start : span.end] == span.text for claim in claims for span in claim.operands)
    return [claim.stated.text for claim in claims if claim.verdict is verdict]


def test_total_over_all_amounts_of_numbered_items() -> None:
    assert stated(AID, Verdict.CONSISTENT) == ["41287人次", "3164.82万元"]
    assert stated(AID.replace("3161人次", "4161人次"), Verdict.INCONSISTENT) == ["41287人次"]


def test_totals_over_the_columns_of_numbered_items() -> None:
    assert stated(FUNDS, Verdict.CONSISTENT) == ["583214万元", "561027万元", "629410万元"]
    assert stated(FUNDS.replace("182795", "282795"), Verdict.INCONSISTENT) == ["629410万元"]


def test_totals_behind_numbered_items_by_name() -> None:
    assert stated(STAGES, Verdict.CONSISTENT) == ["73.27万人", "4.95万人"]
    assert stated(STAGES.replace("1.98万人", "2.98万人"), Verdict.INCONSISTENT) == ["4.95万人"]


def test_amount_taken_up_by_its_name() -> None:
    assert stated(NAMED, Verdict.CONSISTENT) == ["35161.44万元"]
    assert stated(NAMED.replace("35161.44", "35107.44"), Verdict.INCONSISTENT) == ["35107.44万元"]


def test_items_that_are_only_some_say_nothing() -> None:
    assert not claims_in("全县投入资金8630万元。\n1、校舍维修3200万元。\n2、设备购置1100万元。")
    assert not claims_in("全县有教师2146人，学生31204人。\n一、师德。培训教师812人。\n二、师能。培训教师633人。")


def test_items_of_another_numbering_do_not_belong() -> None:
    mixed = FUNDS.replace("2. ", "二、")
    assert not stated(mixed, Verdict.CONSISTENT)
    assert not stated(mixed, Verdict.INCONSISTENT)
