"""The reading by arithmetic alone: odd wordings that hold, with one digit changed, and figures that only stand together."""

import pytest

from eduduty_desktop.proof.passage import Passage
from eduduty_desktop.proof.reading import ACCUSE, CONFIRM
from eduduty_desktop.proof.relations.arithmetic import readings
from eduduty_desktop.proof.relations.arithmetic.amounts import Amount, amounts_of, near_to
from eduduty_desktop.proof.relations.arithmetic.chance import (
    ACCUSING,
    SURE,
    by_chance,
    of_a_slip,
    posterior,
)
from eduduty_desktop.proof.result import Relation, Verdict
from eduduty_desktop.proof.roles import figures_of
from tests.proof.told import claims, contradicted, told

SOUND = [
    ("算下来，城里的学生是38426人，乡下的是17953人，拢在一块总共56379人。", "56379人", "56879人"),
    ("今年这笔钱有31846.5万元之多。其中：课桌椅21907.2万元，厨房设备9939.3万元。", "31846.5万元", "31546.5万元"),
    ("经费去年还是20416.3万元，到了今年已是23875.9万元，涨了16.95%。", "16.95%", "19.65%"),
    ("校车坐得下5184人，真正来坐的4327人，上座的占83.47%。", "83.47%", "83.74%"),
    ("图书原先有148263册，眼下是157918册，多出9655册。", "9655册", "9555册"),
]


@pytest.mark.parametrize(("text", "figure", "changed"), SOUND)
def test_what_holds_is_confirmed_in_any_words(text: str, figure: str, changed: str) -> None:
    assert told(readings, text).get(figure) is Verdict.CONSISTENT


@pytest.mark.parametrize(("text", "figure", "changed"), SOUND)
def test_a_changed_digit_is_found_in_any_words(text: str, figure: str, changed: str) -> None:
    assert contradicted(readings, text.replace(figure, changed)) == [changed]


@pytest.mark.parametrize(
    "text",
    [
        "共有学校87所，其中示范校6所、中心校21所、普惠园68所。",
        "新建校舍2.37万平方米，投入5128万元，受益学生6431人，满意率达97.2%。",
        "中职招生3862人，普高招生4107人，升学率达到93.4%。",
        "财政收入增长6.3%，教育支出37.5亿元，其中基建9.3亿元，下降34.9%。",
        "组织教研42次，听课1236节，评课318节，发放问卷1500份。",
        "平台18家、企业46家，服务业贡献率提升至59.1%。",
        "完成预算的91.5%，支出99.82亿元，收入109.13亿元，执行进度97.5%。",
        "约3000人参加，2000多人获奖，共5600余人受益。",
    ],
)
def test_figures_that_only_stand_together_are_left_alone(text: str) -> None:
    assert contradicted(readings, text) == []


def test_the_message_names_the_digit() -> None:
    (claim,) = [c for c in claims(readings, SOUND[0][0].replace("56379", "56879")) if c.verdict is Verdict.INCONSISTENT]
    assert "城里的学生38426人＋乡下的17953人＝56379人" in claim.message
    assert "“56379人”" in claim.advice


def test_what_others_confirm_is_not_asked_again() -> None:
    text = SOUND[3][0]
    (reading,) = [r for r in readings(Passage(text)) if r.relation is Relation.SHARE]
    assert CONFIRM <= reading.likelihood < ACCUSE
    assert [r for r in readings(Passage(text), [reading]) if r.stated == reading.stated] == []


def test_what_binds_two_figures_makes_the_next_slip_plain() -> None:
    text = "图书眼下是157918册，原先是148263册，多出9655册，各校分到27册，涨了{}。"
    assert told(readings, text.format("6.51%"))["6.51%"] is Verdict.CONSISTENT
    assert contradicted(readings, text.format("5.51%")) == ["5.51%"]


def test_chance_grows_with_the_equations_tried_and_the_room() -> None:
    assert by_chance(0.015, 58.15, 3) < 0.0001
    assert by_chance(0.015, 58.15, 3, 20) == pytest.approx(20 * by_chance(0.015, 58.15, 3))
    assert by_chance(1.5, 95, 0.5) > 0.01
    assert by_chance(1, 0, 3) == 1


def test_a_telling_figure_needs_no_words_and_a_round_one_does() -> None:
    assert posterior(0.05, by_chance(0.015, 58.15, 3)) > SURE
    assert posterior(0.05, by_chance(1.5, 30, 3, 4)) < SURE
    assert of_a_slip(0.05, 40 * by_chance(0.015, 58.15, 3)) > ACCUSING
    assert of_a_slip(0.05, 30 * by_chance(0.15, 9.7, 3)) < ACCUSING


def amount(text: str) -> Amount:
    (found,) = amounts_of(figures_of(Passage(text)))
    return found


def test_one_digit_or_two_neighbours_put_right() -> None:
    assert near_to(amount("4120人"), 5120, 5120) == 5120
    assert near_to(amount("4120人"), 4210, 4210) == 4210
    assert near_to(amount("4120人"), 4231, 4231) is None
    assert near_to(amount("58.15%"), 58.445, 58.455) == pytest.approx(58.45)
