"""Figures bound across sentences and paragraphs: by stage, above a norm, divided once more, rates called after their part."""

import pytest

from eduduty_desktop.proof import prove
from eduduty_desktop.proof.result import Verdict

SOUND = [
    # by stage
    ("小学在校生36420人，教学班846个；初中在校生18233人，教学班402个。平均班额小学43.0人，初中45.4人。", "43.0人", "53.0人"),
    ("小学在校生36420人，教学班846个；初中在校生18233人，教学班402个。平均班额小学43.0人，初中45.4人。", "45.4人", "55.4人"),
    ("小学在校学生28764人、专任教师1693人，初中在校学生14251人、专任教师1187人，小学、初中生师比分别为17.0:1、12.0:1。", "12.0:1", "22.0:1"),
    ("全县高中在校生12846人，专任教师1042人，生师比为12.33。", "12.33", "22.33"),
    ("全县小学在校生20436人，初中在校生10388人。\n小学有县级以上骨干教师229人，初中有县级以上骨干教师138人。每百名学生拥有县级以上骨干教师数：小学1.12人，初中1.33人。", "1.33人", "2.33人"),
    ("小学图书98.6万册，初中图书83.8万册，生均图书小学34.3册、初中58.8册。小学在校生28764人，初中在校生14251人。", "58.8册", "68.8册"),
    # above a norm
    ("招收2860人，其中分配到校1944人，占68%，高于50%的规定18个百分点。", "18个百分点", "28个百分点"),
    ("入园率、巩固率分别达到93.6%、98.2%，分别高于省定目标（90%、95%）3.6和3.2个百分点。", "3.2个百分点", "4.2个百分点"),
    ("小学巩固率99.8%，比省定标准95%高4.8个百分点；初中巩固率98.6%，比省定标准高3.6个百分点。", "3.6个百分点", "4.6个百分点"),
    ("公办园每月收费最高410元/月，民办园最高690元/月，两者相差280元。", "280元", "380元"),
    # divided once more
    ("全县共有幼儿园142所。其中，公办园61所，民办园81所；城区幼儿园57所，农村幼儿园85所。", "85所", "95所"),
    ("教职工2418人，其中专任教师2251人；学历结构为研究生28人、本科1402人、专科790人、专科以下31人。", "1402人", "1302人"),
    ("来信214件，办结126件。按来源分，网络来信84件，办结19件；热线来信103件，办结91件；窗口来信27件，办结16件。", "84件", "64件"),
    # rates called after their part
    ("2023届毕业生3216人，就业1104人，升学1987人，就业升学率96.1%。", "96.1%", "86.1%"),
    # by items and by persons
    ("发放助学金。学前教育286.5万元，资助2865人次；普通高中748.0万元，资助3740人次。学前教育人均1000元，普通高中人均2000元。", "2000元", "3000元"),
    ("学校组织结对，共有教师846人参加，帮扶儿童2538人，平均每名教师帮扶3人。", "3人", "4人"),
]  # fmt: skip

FAR = [
    ("全县常住人口[2]为412386人。\n全县常住人口[2]中,男性人口为210318人,占51.0%;女性人口为202068人,占49.0%。", "51.0%", "61.0%"),
    ("全区有义务教育学校53所，小学36所，初中17所。\n达标学校51所，未达标2所，达标率96.2%。", "96.2%", "86.2%"),
    ("全市共有幼儿园518所，比上年增加6所。\n全市有普惠性幼儿园406所，比上年增加16所，增长4.10%，占总数的78.38%。", "78.38%", "68.38%"),
]  # fmt: skip

TOTAL = """2023年,教育经费总收入186420.5万元,比上年增长4.2%。
(一)2023年财政性教育经费151203.8万元,比上年增长3.6%。
(二)事业收入32416.4万元,比上年增长8.1%。
(三)其他教育经费2800.3万元,比上年减少2.4%。"""


def verdict_of(text: str, figure: str) -> list[Verdict]:
    return [claim.verdict for claim in prove(text).claims if claim.stated.text == figure]


def contradictions(text: str) -> list[str]:
    return [claim.stated.text for claim in prove(text).claims if claim.verdict is Verdict.INCONSISTENT]


@pytest.mark.parametrize(("text", "figure", "changed"), [*SOUND, *FAR])
def test_right_and_changed(text: str, figure: str, changed: str) -> None:
    assert contradictions(text) == []
    assert contradictions(text.replace(figure, changed)) != []


@pytest.mark.parametrize(("text", "figure", "changed"), FAR)
def test_confirmed(text: str, figure: str, changed: str) -> None:
    assert Verdict.CONSISTENT in verdict_of(text, figure)


def test_items_of_a_dated_list() -> None:
    assert Verdict.CONSISTENT in verdict_of(TOTAL, "186420.5万元")
    assert contradictions(TOTAL.replace("32416.4", "42416.4")) == ["186420.5万元"]


def test_halves_named_by_the_whole() -> None:
    text = "常住人口为412386人。\n常住人口中，男性人口为210318人；女性人口为202068人。"
    assert Verdict.CONSISTENT in verdict_of(text, "412386人")
    assert contradictions(text.replace("202068", "302068")) == ["412386人"]


@pytest.mark.parametrize(
    "text",
    [
        "小学在校生36420人，教学班846个，其中寄宿制学校平均班额小学38.2人，农村初中31.5人。",
        "小学在校生20436人。每百名学生拥有体育教师数不低于0.9人的标准，小学最低的学校为0.61人。",
        "初中生师比13.5:1，小学、初中生师比分别不高于19:1、13.5:1的标准。小学在校生20436人，专任教师1321人。",
        "入园率达到93.6%，高于全省平均水平2.3个百分点，高于90%的目标。",
        "巩固率98.6%，比上年的97.9%高0.7个百分点，比省定标准高2.6个百分点。",
        "专任教师886人。骨干教师中，高级讲师103人，讲师174人，助理讲师及以下19人。",
        "全县共有学校97所。\n参加活动的学校45所，参与率76.3%。",
        "每人补助2300元，发放9500万元，受益6.9万人次，分别补助2000元、1500元。",
        "毕业生3216人，就业1104人，升学1987人，升学率比上年提高2.4个百分点，对口就业率81.2%。",
        "总人口41.2万人。\n常住人口中，60岁及以上人口为7.8万人，占20.1%。",
        "1.全区教育经费总收入186420.5万元。\n(一)2023年拨款52403.8万元。\n(二)2022年拨款51416.4万元。\n(三)主要用于建设2800.3万元。",
    ],
)
def test_silent(text: str) -> None:
    assert contradictions(text) == []
