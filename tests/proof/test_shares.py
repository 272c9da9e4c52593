"""Shares: every way to name the part and the whole, rounded and cut off, right and with one digit changed."""

import pytest

from eduduty_desktop.proof.relations.shares import readings
from eduduty_desktop.proof.result import Verdict
from tests.proof.told import claims, contradicted, told

# A sound sentence, the share in it, the same share with a digit changed.
SHARES = [
    ("全县现有专任教师4215人，其中本科及以上学历3682人，占比87.4%。", "87.4%", "84.7%"),
    ("全县现有专任教师4215人，其中本科及以上学历3682人，占比87.3%。", "87.3%", "83.7%"),  # cut off
    ("全县现有专任教师4215人，其中本科及以上学历3682人，占87.35%。", "87.35%", "87.53%"),
    ("3682名教师具有本科以上学历，占全县专任教师4215人的87.4%。", "87.4%", "78.4%"),
    ("3682名教师具有本科以上学历，占4215名专任教师的87.4%。", "87.4%", "78.4%"),
    ("在全县4215名专任教师中，本科以上学历3682人，占87.35%。", "87.35%", "78.35%"),
    ("小学在校生21350人，其中寄宿生3204人（占15%）。", "15%", "17%"),
    ("县财政性教育经费12.46亿元，占一般公共预算支出58.3亿元的21.4%。", "21.4%", "24.1%"),
    ("全县教育支出10.37亿元，占一般公共预算支出（49.86亿元）的20.8%。", "20.8%", "28.0%"),
    ("年初预算安排3815万元，实际支出3762万元，完成预算的98.6%。", "98.6%", "96.8%"),
    ("抽查学校48所，合格46所，合格率95.8%。", "95.8%", "98.5%"),
    ("上年度反馈问题23个，已完成整改19个，剩余4个，整改完成率82.6%。", "82.6%", "80.6%"),
    ("梳理问题31条，其中共性问题12条、个性问题19条，已完成整改26条，整改率83.9%。", "83.9%", "93.9%"),
    ("应届初中毕业生2517人，升入高中阶段学校2298人，升学率91.3%。", "91.3%", "93.1%"),
    ("发放问卷1200份，收回有效问卷1146份，其中满意1098份，满意度95.8%。", "95.8%", "98.5%"),
    ("新增学位10260个，完成三年计划新增学位18000个的57%。", "57%", "75%"),
    ("随迁子女在校生7622人，在公办学校就读6851人，占比89.88%。", "89.88%", "88.98%"),
    ("2021年补充教师143人，包括公开招聘71人、特岗教师72人。其中本科学历118人，占82.5%。", "82.5%", "85.2%"),
    ("全县小学、初中在校生分别为5281人、2419人，合计7700人；寄宿生1130人，占在校生总数的14.7%。", "14.7%", "17.4%"),
    ("全区在园幼儿12640人，其中公办园在园幼儿6952，占比达到55%。", "55%", "50%"),
]


@pytest.mark.parametrize(("text", "share", "changed"), SHARES)
def test_a_sound_share_is_confirmed(text: str, share: str, changed: str) -> None:
    assert told(readings, text) == {share: Verdict.CONSISTENT}


@pytest.mark.parametrize(("text", "share", "changed"), SHARES)
def test_a_changed_digit_is_found(text: str, share: str, changed: str) -> None:
    assert contradicted(readings, text.replace(share, changed)) == [changed]


def test_siblings_are_shares_of_one_whole() -> None:
    text = "全县幼儿园96所，其中公办41所，占42.7%；民办55所，占57.3%。"
    assert told(readings, text) == {"42.7%": Verdict.CONSISTENT, "57.3%": Verdict.CONSISTENT}
    assert contradicted(readings, text.replace("57.3", "53.7")) == ["53.7%"]


def test_a_share_of_the_part_before() -> None:
    text = "安排320名教师交流轮岗，占符合条件教师2140名的15%，其中骨干教师66名，占20.6%。"
    assert told(readings, text) == {"15%": Verdict.CONSISTENT, "20.6%": Verdict.CONSISTENT}


def test_a_nested_part_may_be_a_share_of_the_whole_population() -> None:
    text = "60周岁及以上人口114.4万人，占比21.4%，其中65周岁及以上人口81.9万人，占比15.3%。"
    assert contradicted(readings, text) == []


def test_a_share_composed_of_a_list() -> None:
    text = (
        "新进教师本科学历占比74.17%，包括公开招聘60人，其中本科45人；引进硕士5人；特岗转正30人，其中本科20人；"
        "定向培养48人，其中本科35人；调入8人，均为本科。"
    )
    assert contradicted(readings, text) == ["74.17%"]
    assert told(readings, text.replace("74.17", "74.83")) == {"74.83%": Verdict.CONSISTENT}


def test_the_part_is_the_figure_of_the_share_s_own_subject() -> None:
    text = "全县3964名专任教师中，高级教师811名、一级教师1740名，高级教师占20.46%。"
    assert told(readings, text) == {"20.46%": Verdict.CONSISTENT}
    assert contradicted(readings, text.replace("20.46", "24.06")) == ["24.06%"]


def test_two_parts_together() -> None:
    text = "学校专任教师1328人，其中教授280人，副教授550人，教授、副教授所占比例达62.5%。"
    assert told(readings, text) == {"62.5%": Verdict.CONSISTENT}


def test_a_row_of_parts_with_a_row_of_shares() -> None:
    text = "小学、初中、高中分别有教师300人、200人、100人，占比分别为50%、33.3%、16.7%。"
    assert set(told(readings, text).values()) == {Verdict.CONSISTENT}
    assert len(told(readings, text)) == 3


def test_a_whole_that_is_not_stated_is_uncheckable() -> None:
    (claim,) = claims(readings, "安排251名教师交流轮岗，占比24.56%。")
    assert claim.verdict is Verdict.UNCHECKABLE
    assert "1022" in claim.message
    assert "整体" in claim.message


def test_few_persons_allow_few_shares() -> None:
    assert told(readings, "安排10名校长交流轮岗，占比27.02%。") == {"27.02%": Verdict.CONSISTENT}
    (claim,) = claims(readings, "安排10名校长交流轮岗，占比28.02%。")
    assert claim.verdict is Verdict.INCONSISTENT
    assert "没有整数" in claim.message


def test_the_explanation_names_the_slip() -> None:
    (claim,) = claims(readings, "全县专任教师4215人，其中本科学历3682人，占比114.5%。")
    assert "弄反" in claim.advice
    (claim,) = claims(readings, "全县专任教师4215人，其中本科学历3682人，占比8.74%。")
    assert "小数点" in claim.advice


@pytest.mark.parametrize(
    "text",
    [
        "新建幼儿园12所，新增学位3600个，普惠性幼儿园覆盖率达到86.5%。",
        "全县专任教师4215人，其中本科以上学历占87%。",
        "普通高中3所，在校生9426人；高考本科上线1783人，上线率59.4%。",
        "全县共有教师3120人。培训教师1560人次，培训率达100%。",
        "全市15个国考断面优良水体比例73.3%。",
        "15所学校获评先进，占全省先进学校的3.2%。",
        "公办园在园幼儿7417人，占52.2%；普惠性民办园在园幼儿5398人，普惠率90.2%。",
        "教育支出119.06亿元，占比12.4%，下降9%。",
        "音乐18人，体育27人，美术17人，占全年招聘教师185人的33.5%。",
        "全市收入完成38.9亿元，占预算的100.5%；开发区收入完成0.9亿元，占预算的101.9%。",
        "高级教师811名、一级教师1740名，在3964名教师中高级教师占20.46%。",
        "在校生约9400人，其中住校生3000余人，占四成。",
        "每百名学生拥有教师16人，占比20.5%。",
        "占比20%。",
        "%",
    ],
)
def test_silent_where_another_reading_is_sensible(text: str) -> None:
    assert contradicted(readings, text) == []


def test_shares_of_two_halves_make_a_hundred() -> None:
    text = "高中阶段在校生中普通高中占69.64%，中职占30.36%。"
    assert told(readings, text) == {"30.36%": Verdict.CONSISTENT}
