"""Totals with a plain list of their parts behind them, and shares, of which one digit is wrong."""

import pytest

from eduduty_desktop.proof import Relation, Verdict, prove


def _verdicts(text: str, relation: Relation) -> set[Verdict]:
    return {claim.verdict for claim in prove(text).claims if claim.relation is relation}


@pytest.mark.parametrize(
    ("sound", "changed"),
    [
        ("护学岗配保安136名，小学71名，初中42名，幼儿园23名。", "护学岗配保安136名，小学71名，初中42名，幼儿园33名。"),
        ("招聘教师1265人，城区430人，山区612人，库区223人。", "招聘教师1265人，城区430人，山区612人，库区323人。"),
        ("午休教室86间，平躺午睡61间，趴桌午睡25间。", "午休教室86间，平躺午睡61间，趴桌午睡35间。"),
        (
            "三年改造食堂15个，投入9.6亿元，即重建6个5.1亿元、扩建9个4.5亿元。",
            "三年改造食堂15个，投入9.6亿元，即重建6个5.1亿元、扩建9个5.5亿元。",
        ),
        ("收到投诉68件，已办结61件，还有7件在查。", "收到投诉68件，已办结61件，还有8件在查。"),
        ("聘教练143名，分别为62名、57名和24名。", "聘教练143名，分别为62名、57名和34名。"),
    ],
)
def test_a_plain_list_is_confirmed_and_its_slip_found(sound: str, changed: str) -> None:
    assert Verdict.CONSISTENT in _verdicts(sound, Relation.SUM)
    assert Verdict.INCONSISTENT in _verdicts(changed, Relation.SUM)


@pytest.mark.parametrize(
    "text",
    [
        "教师118名，党员52名，骨干34名，女教师42名。",
        "小学64所，初中31所，高中32所，中职2所。",
        "学校配校医97人，其中三甲医院派驻40人，另聘58人。",
        "投入836万元，维修校舍210万元，添置课桌等527万元。",
    ],
)
def test_a_list_that_need_not_be_all_is_not_accused(text: str) -> None:
    assert Verdict.INCONSISTENT not in _verdicts(text, Relation.SUM)


@pytest.mark.parametrize(
    ("sound", "changed"),
    [
        ("住校生8640人，初中5210人（60.3%）。", "住校生8640人，初中5210人（70.3%）。"),
        ("发放问卷3250份，收回3094份，回收率95.2%。", "发放问卷3250份，收回3094份，回收率85.2%。"),
        ("走读生3172人，占全县学生9440人33.6%。", "走读生3172人，占全县学生9440人43.6%。"),
        ("保育员持证率81.2%（562人持证，692人应持证）。", "保育员持证率71.2%（562人持证，692人应持证）。"),
    ],
)
def test_a_share_is_confirmed_and_its_slip_found(sound: str, changed: str) -> None:
    assert Verdict.CONSISTENT in _verdicts(sound, Relation.SHARE)
    assert Verdict.INCONSISTENT in _verdicts(changed, Relation.SHARE)


@pytest.mark.parametrize(
    "text",
    [
        "住校生8640人，初中5210人（全省65.3%）。",
        "年初安排75.2亿元，支出58.6亿元，为调整预算的88.1%。",
        "走读生3172人，住校生9440人，满意率88.4%。",
    ],
)
def test_a_share_of_something_else_is_not_accused(text: str) -> None:
    assert Verdict.INCONSISTENT not in _verdicts(text, Relation.SHARE)
