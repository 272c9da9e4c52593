"""Tables that became lines of text: what a column is of others, what a row comes to."""

import pytest

from eduduty_desktop.proof import Verdict, prove

GROWTHS = """学段　上年　本年　增加　增幅
幼儿园　　9,263　　9,745　　482　　5.20％
小学　　　11,418　　11,957　　539　　4.72％
初中　　　15,872　　16,304　　432　　2.72％
高中　　　14,650　　15,128　　478　　3.26％
"""
TOTALS = """学段\t学校\t在校生\t教师
幼儿园\t74\t11,283\t936
小学\t63\t28,417\t1,705
初中\t21\t14,652\t1,138
高中\t5\t9,016\t724
合　计\t163\t63,368\t4,503
"""
SHARES = """乡镇 应到 实到 到位率
东河镇 126 119 94.4%
西岭镇 87 85 97.7%
南坪乡 64 61 95.3%
北山乡 58 57 98.3%
"""
CHANGED = [
    (GROWTHS, "539", "639", "639"),
    (GROWTHS, "3.26％", "4.26％", "4.26％"),
    (GROWTHS, "9,745", "9,845", "482"),
    (TOTALS, "63,368", "73,368", "73,368"),
    (TOTALS, "1,705", "1,805", "4,503"),
    (TOTALS, "74", "84", "163"),
    (SHARES, "95.3%", "85.3%", "85.3%"),
]


def contradicted(text: str) -> list[str]:
    return [claim.stated.text for claim in prove(text).claims if claim.verdict is Verdict.INCONSISTENT]


def confirmed(text: str) -> list[str]:
    return [claim.stated.text for claim in prove(text).claims if claim.verdict is Verdict.CONSISTENT]


def test_sound_tables_are_confirmed_and_left_alone() -> None:
    assert {"482", "539", "432", "478", "5.20％", "4.72％", "2.72％", "3.26％"} <= set(confirmed(GROWTHS))
    assert {"163", "63,368", "4,503"} <= set(confirmed(TOTALS))
    assert {"94.4%", "97.7%", "95.3%", "98.3%"} <= set(confirmed(SHARES))
    assert contradicted(GROWTHS + TOTALS + SHARES) == []


@pytest.mark.parametrize(("text", "cell", "changed", "accused"), CHANGED)
def test_a_changed_digit_is_found(text: str, cell: str, changed: str, accused: str) -> None:
    assert accused in contradicted(text.replace(cell, changed, 1))


@pytest.mark.parametrize(
    "text",
    [
        TOTALS.replace("63,368", "71,902"),  # what else was counted is not in the table
        TOTALS.replace("合　计\t163\t63,368\t4,503", "备　注\t163\t73,368\t4,503"),
        "项目 预算 执行 比例\n甲 132 638 481.9%\n乙 4215 4386 104.1%\n丙 8027 8169 101.8%\n丁 615 627 102.0%",  # rounded
        "2021 36 52\n2022 41 57\n2023 48 61\n2024 55 70",
        "小学 98所\n初中 41所\n高中 12所\n说明 151",
    ],
)
def test_what_a_table_does_not_say_is_left_alone(text: str) -> None:
    assert contradicted(text) == []


def test_the_message_shows_the_rows() -> None:
    (claim,) = [c for c in prove(TOTALS.replace("63,368", "73,368")).claims if c.verdict is Verdict.INCONSISTENT]
    assert "11,283＋28,417＋14,652＋9,016＝63,368" in claim.message
