"""Growth: from two amounts, from one and the difference, by words, yearly; rounded and cut off; right and wrong."""

import pytest

from eduduty_desktop.proof.relations.growths import readings
from eduduty_desktop.proof.result import Verdict
from tests.proof.told import claims, contradicted, told

GROWTHS = [
    ("2020年全县教育支出8.62亿元，2021年9.15亿元，增长6.15%。", "6.15%", "5.16%"),
    ("2020年为57214.6万元，2021年为57926.2万元，增长1.24%。", "1.24%", "1.42%"),
    ("全县教育支出由2020年的86215万元增加到2021年的91530万元，增长6.16%。", "6.16%", "6.61%"),
    ("2021年教育支出91530万元，比上年增加5315万元，增长6.17%。", "6.17%", "6.71%"),
    ("教育经费总收入412亿元，较上年增加21亿元，增长5.43%。", "5.43%", "4.53%"),  # of rounded amounts
    ("2021年教育支出91530万元，较上年86215万元增长6.2%。", "6.2%", "2.6%"),
    ("2021年教育支出91530万元，上年为86215万元，增长6.1%。", "6.1%", "1.6%"),  # cut off
    ("达标学校37所，较上年度达标28所增加9所，提升幅度32%。", "32%", "23%"),
    ("在校生由12530人减少到11870人，减少660人，下降5.3%。", "5.3%", "3.5%"),
    ("在园幼儿比上年增加320人，达到12640人，增长2.6%。", "2.6%", "6.2%"),
    ("收入完成3.4亿元，同比增长8.2%，增收0.26亿元。", "8.2%", "2.8%"),
    ("收入86215万元，比上年增收5315万元，增长6.6%。", "6.6%", "9.6%"),
    (
        "各级投入110346万元，其中中央21050万元、县级89296万元；较上年的105920万元增加4426万元，增长4.18%。",
        "4.18%",
        "8.14%",
    ),
    ("全县25家培训机构压减到4家，压减84%。", "84%", "48%"),
    ("培训经费由120万元提高到150万元，提高了25%。", "25%", "52%"),
    ("在校生4.2万人，是2015年3.5万人的1.2倍。", "1.2倍", "2.1倍"),
    ("收入完成12.86亿元，同比（上年12.11亿元）增长6.19%。", "6.19%", "9.16%"),
    ("教育支出从2015年的5.6亿元增加到2020年的9.15亿元，年均增长10.3%。", "10.3%", "30.1%"),
]


@pytest.mark.parametrize(("text", "growth", "changed"), GROWTHS)
def test_a_sound_growth_is_confirmed(text: str, growth: str, changed: str) -> None:
    assert told(readings, text) == {growth: Verdict.CONSISTENT}


@pytest.mark.parametrize(("text", "growth", "changed"), GROWTHS)
def test_a_changed_digit_is_found(text: str, growth: str, changed: str) -> None:
    assert contradicted(readings, text.replace(growth, changed)) == [changed]


def test_a_rise_that_is_a_fall() -> None:
    (claim,) = claims(readings, "在校生由12530人减少到11870人，增长5.3%。")
    assert claim.verdict is Verdict.INCONSISTENT
    assert "写反" in claim.advice


def test_the_wrong_base_is_named() -> None:
    (claim,) = claims(readings, "2020年全县教育支出8.62亿元，2021年9.15亿元，增长5.79%。")
    assert "本年数" in claim.advice


def test_a_negative_growth_holds() -> None:
    assert told(readings, "2020年教育支出9.15亿元，2021年8.62亿元，增长-5.79%。") == {"-5.79%": Verdict.CONSISTENT}


def test_points_written_as_per_cent_are_no_contradiction() -> None:
    assert told(readings, "巩固率由95%提高到97%，提高2%。") == {"2%": Verdict.CONSISTENT}


def test_twice_as_much_and_by_twice_as_much_are_both_said() -> None:
    assert contradicted(readings, "学位由1.2万个增加到3.6万个，增长2倍。") == []
    assert contradicted(readings, "学位由1.2万个增加到3.6万个，增长3倍。") == []
    assert contradicted(readings, "学位由1.2万个增加到3.6万个，增长5倍。") == ["5倍"]


@pytest.mark.parametrize(
    "text",
    ["普通高中在校生8210人，同比增长3.2%。", "2020年达60010.6万元，较上年增长4.3%。", "招生3.0万人，下降1.0%。"],
)
def test_a_growth_over_the_year_before_needs_no_base(text: str) -> None:
    assert claims(readings, text) == []


def test_without_what_is_compared_it_is_uncheckable() -> None:
    (claim,) = claims(readings, "教师年平均工资92800元，教师比公务员高3.2%。")
    assert claim.verdict is Verdict.UNCHECKABLE
    assert "所比" in claim.message


@pytest.mark.parametrize(
    "text",
    [
        "全县生产总值186.4亿元，比上年增加12亿元，增长5.6%。",
        "税收收入25.3亿元，比上年减少2.1亿元，剔除一次性因素后同口径增长3.2%。",
        "小学在校生21350人，初中在校生12530人，增长3.2%。",
        "快递业务量295.54万件、增长15.9%，其中同城9.97万件、增长44.6%。",
        "全市收入3.4亿元，同比增长8.2%，其中税收收入3.3亿元，同比增长8.6%。",
        "蒙自片区收入3.4亿元，为预算的112.5%，增长8.2%；另一片区3.1亿元，增长2%。",
        "评审金额1.06亿元，审减0.16亿元，审减率达15.1%。",
        "收入从2021年的777.8亿元增长到2025年的850.9亿元，年均增速3.8%。",
        "“三公”经费21.36万元，其中接待费8.14万元、车辆费13.22万元，较上年24.9万元下降14.22%。",
        "普通初中X，XXX元，比上年增长3.1%；公用经费1102.54元，比上年增加26.54元（上年1076元）。",
        "支出完成3， 156，077万元，比上年增支161，347万元，增长5.43%。",
        "7个行业“5增2降”，同比增长23.9%。",
        "增长5%。",
    ],
)
def test_silent_where_the_amounts_may_be_others(text: str) -> None:
    assert contradicted(readings, text) == []
