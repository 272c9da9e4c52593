"""A quotient is accused only if one slip would mend it, and no other pair of its sentence gives it."""

from decimal import Decimal

import pytest

from eduduty_desktop.figures import Interval
from eduduty_desktop.proof import Verdict, prove
from eduduty_desktop.proof.credibility import is_one_slip
from eduduty_desktop.proof.result import Span


def accused(text: str) -> list[str]:
    return [claim.stated.text for claim in prove(text).claims if claim.verdict is Verdict.INCONSISTENT]


def spans(*texts: str) -> tuple[Span, ...]:
    return tuple(Span(at * 10, at * 10 + len(text), text) for at, text in enumerate(texts))


@pytest.mark.parametrize(
    ("part", "whole", "stated"),
    [
        ("728", "1252", "68.15"),  # 58.15, one digit
        ("782", "1252", "58.15"),  # 728, two neighbours
        ("72.8", "1252", "58.15"),  # the point
        ("728", "1252", "57.9"),  # rounded by hand
        ("1728", "1252", "58.15"),  # 0728: a digit too much reads as one changed
    ],
)
def test_one_slip_away(part: str, whole: str, stated: str) -> None:
    value = Interval(Decimal(stated) - Decimal("0.005"), Decimal(stated) + Decimal("0.005"))
    expected = Interval.exact(100 * Decimal(part) / Decimal(whole))
    operands = spans(f"{part}人", f"{whole}人", f"{stated}%")
    assert is_one_slip(value, expected, operands[-1], operands)


@pytest.mark.parametrize(("part", "whole", "stated"), [("18726", "3137", "61.42"), ("2397", "41876", "97.31")])
def test_figures_that_were_never_meant_together(part: str, whole: str, stated: str) -> None:
    value = Interval(Decimal(stated) - Decimal("0.005"), Decimal(stated) + Decimal("0.005"))
    expected = Interval.exact(100 * Decimal(part) / Decimal(whole))
    operands = spans(f"{part}人", f"{whole}人", f"{stated}%")
    assert not is_one_slip(value, expected, operands[-1], operands)


def test_a_ratio_of_other_bodies() -> None:
    operands = spans("886人", "61人", "1:16.6")
    value, expected = Interval(Decimal("16.55"), Decimal("16.65")), Interval.exact(Decimal(61) / 886)
    assert not is_one_slip(value, expected, operands[-1], operands)


@pytest.mark.parametrize(
    "text",
    [
        "对照20项任务，已完成17项，基本完成3项，完成率85%。",
        "全县14个乡镇都有1所中心幼儿园，其中9个乡镇有2所以上，占64.3%。",
        "每百名学生有图书30册、40册，均高于25册、35册的标准，综合达标率100%。",
        "2021年、2022年、2023年劝返学生分别为318人、204人、96人，三年共劝返618人，2023年比上年减少108人，下降52.9%。",
    ],
)
def test_another_pair_gives_it(text: str) -> None:
    assert accused(text) == []


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("参加测试学生40287人，合格86952人，合格率91.72%。", "91.72%"),
        ("在校学生1252人，其中寄宿生728人，占68.15%。", "68.15%"),
        ("全县教职工3137人，其中义务教育阶段2342人、其他学段780人。", "3137人"),
        ("共有学校56所，其中小学24所，其他学校22所。", "56所"),
    ],
)
def test_a_slip_is_told(text: str, stated: str) -> None:
    assert accused(text) == [stated]
