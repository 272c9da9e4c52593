"""One quantity in two places of a document: the same, another year's, another place's."""

import pytest

from eduduty_desktop.proof.index import places
from eduduty_desktop.proof.passage import Passage
from eduduty_desktop.proof.reading import judge
from eduduty_desktop.proof.relations.repeats import readings
from eduduty_desktop.proof.result import Claim, Verdict


def found(text: str) -> list[Claim]:
    passages, starts, at = [], [], 0
    for line in text.split("\n"):
        passages.append(Passage(line))
        starts.append(at)
        at += len(line) + 1
    return list(judge(readings(passages, starts)))


REPEATS = [
    ("全县现有公办幼儿园41所。\n全县公办幼儿园{}所，均配备专职保安。", "41", "47"),
    ("截至2021年底，全县共有专任教师6379人。\n2021年，全县专任教师{}人全部通过考核。", "6379", "6779"),
    ("全县义务教育阶段在校学生34292人。\n为全县义务教育阶段在校学生{}人建立健康档案。", "34292", "34229"),
    ("全县现有留守儿童4218人。\n为全县{}名留守儿童建立成长档案。", "4218", "4281"),
    ("2021年新增公办学位5249个。\n通过改扩建，2021年新增公办学位{}个。", "5249", "5749"),
    (
        "2021年全县一般公共预算教育支出41036.8万元。\n经核算，2021年全县一般公共预算教育支出{}万元。",
        "41036.8",
        "41306.8",
    ),
    ("全县普惠性幼儿园覆盖率85.7%，比上年有所提高。\n目前，全县普惠性幼儿园覆盖率{}%。", "85.7", "87.5"),
    (
        "东湖中学等17所学校、桥西中学等25所学校分别被评为领航学校、特色学校。\n重点打造17所领航学校和{}所特色高中。",
        "25",
        "52",
    ),
    ("现有各级各类学校（含教学点）187所。\n立足全县{}所学校实际。", "187", "287"),
    ("全县现有小学62所，幼儿园75所。\n全县{}所幼儿园全部通过年检。", "75", "76"),
    ("教职工5286人，其中专任教师4719人。\n全县{}名专任教师全员参训。", "4719", "4179"),
    ("在校（园）学生68432人。\n全县{}名在校学生全部录入学籍系统。", "68432", "88432"),
    ("春秋两学期共资助各类学生53819人次。\n全年资助{}人次，无一例投诉。", "53819", "63819"),
    ("全县建档立卡留守儿童4218人。\n为{}名留守儿童建立档案。", "4218", "4518"),
    ("全年支出43916.02万元。\n针对全年支出{}万元的规模，从严管理。", "43916.02", "53916.02"),
    ("预算执行率98.25%。\n预算执行率虽达{}%，但编制不够细。", "98.25", "88.25"),
    ("2021年教育支出11.42亿元。\n二是教育支出只增不减，2021年{}亿元。", "11.42", "21.42"),
    ("全校专任教师78人。\n我校{}名专任教师中，高级教师9人。", "78", "79"),
    ("新增学位3960个。\n通过三年努力新增学位{}个。", "3960", "3690"),
    ("综合得分95.5分。\n综上，本部门绩效自评得分{}分。", "95.5", "94.5"),
    ("全区小学、初中在校生分别为52816人、24190人。\n小学在校生{}人。", "52816", "52886"),
    ("财政性教育经费158934万元。\n全县{}亿元财政性教育经费重点投向农村。", "15.89", "25.89"),
    ("全县小学入学率98.4%。\n全县小学入学率稳定在{}%。", "98.4", "99.4"),
]


@pytest.mark.parametrize(("text", "same", "other"), REPEATS)
def test_the_same_is_confirmed(text: str, same: str, other: str) -> None:
    claims = found(text.format(same))
    assert claims
    assert {claim.verdict for claim in claims} == {Verdict.CONSISTENT}


@pytest.mark.parametrize(("text", "same", "other"), REPEATS)
def test_another_is_found(text: str, same: str, other: str) -> None:
    document = text.format(other)
    (claim,) = [claim for claim in found(document) if claim.verdict is Verdict.INCONSISTENT]
    assert document[claim.stated.start : claim.stated.end] == claim.stated.text
    assert other in claim.stated.text
    assert "核对" in claim.advice


@pytest.mark.parametrize(
    "text",
    [
        "2020年全县公办幼儿园41所。\n2021年全县公办幼儿园47所。",
        "全市公办幼儿园141所。\n全县公办幼儿园47所。",
        "一、2020年情况\n全县现有公办幼儿园41所。\n二、2021年情况\n全县现有公办幼儿园47所。",
        "城关镇现有公办幼儿园41所。\n东山镇现有公办幼儿园47所。",
        "甲校现有教学班50个。\n学校现有教学班42个。",
        "全县新增公办幼儿园41所。\n全县现有公办幼儿园47所。",
        "全县普惠性幼儿园覆盖率85.7%。\n力争全县普惠性幼儿园覆盖率达到90%。",
        "全县公办幼儿园40余所。\n全县公办幼儿园47所。",
        "民生支出143.6亿元，占一般公共预算支出的76.5%。\n“三保”支出109.6亿元，占一般公共预算支出的58.4%。",
        "全市一般公共预算收入667301万元。\n全市一般公共预算收入654233万元。",
        "上半年全县培训教师1200人。\n下半年全县培训教师1300人。",
        "市七届人大三次会议批准。\n市七届人大四次会议批准。",
        "全县公办幼儿园41所。\n全县公办幼儿园47所。\n全县公办幼儿园52所。",
        "小学在校生9876人，专任教师1302人。\n全县专任教师1382人。",  # the first are the primary schools'
        "一、小学\n专任教师1302人。\n二、初中\n专任教师1382人。",
        "现有专任教师4719人。\n计划招聘后专任教师达到4729人。",
        "（一）全市\n一般公共预算收入150.1亿元。\n（二）市本级\n一般公共预算收入150.6亿元。",
        "公办幼儿园教师1302人。\n民办幼儿园教师1382人。",
        "2020年新增学位3960个。\n2021年新增学位3690个。",
        "上年在校学生68432人。\n现有在校学生68732人。",
        "为12345名学生投保，保费15200元。\n为学生购置图书13200册。",
        "\n".join(
            f"向{town}发放资金{amount}元。"
            for town, amount in zip("甲乙丙丁戊", (12345, 12346, 45321, 32145, 32146), strict=True)
        ),
        "增长3.5%。\n增长4.5%。",
        "举办培训16期。\n举办培训19期。",
        "抽查96所幼儿园。\n全县幼儿园86所。",
        "全县76所幼儿园全部通过年检。\n规范民办幼儿园75所。",
    ],
)
def test_silent_on_another_year_place_or_part(text: str) -> None:
    assert [claim.message for claim in found(text) if claim.verdict is Verdict.INCONSISTENT] == []


@pytest.mark.parametrize(
    "text",
    [
        "一般公共预算支出441.89亿元，增长4.57%。\n全年一般公共预算支出增长4.6%。",
        "财政性教育经费158934万元。\n全县15.89亿元财政性教育经费用于义务教育。",
    ],
)
def test_rounded_it_is_the_same(text: str) -> None:
    assert [claim.verdict for claim in found(text)] == [Verdict.CONSISTENT]


def test_equal_numbers_of_other_things_say_nothing() -> None:
    assert found("召开会议12次。\n开展督导12次。") == []


def test_places_carry_their_paragraph() -> None:
    passages = [Passage("学校41所。"), Passage("约定俗成，教师12人，占5%，比为1:3。")]
    found = places(passages, [0, 7], [(), ()])
    assert [(place.passage, place.at, place.told.figure.mention.text) for place in found] == [
        (0, 0, "41所"),
        (1, 7, "12人"),
        (1, 7, "5%"),
    ]
