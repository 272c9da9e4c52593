"""The verdict over all readings of one figure."""

from decimal import Decimal

import msgspec

from eduduty_desktop.figures import Interval
from eduduty_desktop.proof.reading import Reading, judge
from eduduty_desktop.proof.result import Relation, Span, Verdict

TOTAL, LEFT, RIGHT = Span(0, 3, "45所"), Span(6, 9, "30所"), Span(12, 15, "15所")


def reading(likelihood: float, expected: int, relation: Relation = Relation.SUM, **changes: object) -> Reading:
    plain = Reading(
        relation,
        TOTAL,
        (TOTAL, LEFT, RIGHT),
        Interval.exact(Decimal(45)),
        Interval.exact(Decimal(expected)),
        likelihood,
        "30所＋15所",
        f"{expected}所",
    )
    return msgspec.structs.replace(plain, **changes)


def test_likely_reading_that_fails_accuses() -> None:
    (claim,) = judge([reading(0.9, 46, gap="1所", why="请核对。")])
    assert claim.verdict is Verdict.INCONSISTENT
    assert claim.message == "30所＋15所＝46所，文中写“45所”，差1所。"
    assert claim.advice == "请核对。"


def test_weak_reading_that_holds_excuses_without_confirming() -> None:
    assert judge([reading(0.9, 46), reading(0.3, 45)]) == ()


def test_unlikely_reading_that_fails_says_nothing() -> None:
    assert judge([reading(0.7, 46)]) == ()


def test_other_readings_are_told() -> None:
    (claim,) = judge([reading(0.9, 46), reading(0.4, 47)])
    assert "也试过：30所＋15所＝47所" in claim.message


def test_another_way_to_the_same_result_is_not_told() -> None:
    (claim,) = judge([reading(0.9, 46), reading(0.4, 46, arithmetic="31所＋15所")])
    assert "也试过" not in claim.message


def test_a_result_that_is_rounded_otherwise_is_told() -> None:
    (claim,) = judge([reading(0.9, 45, shown="45.0所")])
    assert "四舍五入" not in claim.message
    (claim,) = judge([reading(0.9, 45, shown="46所")])
    assert claim.message.endswith("文中写“45所”，差在四舍五入之内")


def test_result_is_not_written_twice() -> None:
    (claim,) = judge([reading(0.9, 45, arithmetic="30所＋15所＝45所")])
    assert claim.message == "相符：30所＋15所＝45所"


def test_weaker_relation_does_not_accuse_what_another_confirms() -> None:
    confirming = reading(0.95, 45, Relation.DIFFERENCE)
    assert [claim.verdict for claim in judge([reading(0.85, 46), confirming])] == [Verdict.CONSISTENT]
    assert {claim.verdict for claim in judge([reading(0.96, 46), confirming])} == {
        Verdict.CONSISTENT,
        Verdict.INCONSISTENT,
    }


def test_two_divisions_of_one_figure_are_judged_apart() -> None:
    others = (TOTAL, Span(40, 43, "40所"), Span(46, 48, "5所"))
    claims = judge([reading(0.9, 46, apart=6), reading(0.95, 45, apart=40, operands=others)])
    assert {claim.verdict for claim in claims} == {Verdict.CONSISTENT, Verdict.INCONSISTENT}


def test_what_two_forms_say_of_the_same_figures_is_said_once() -> None:
    assert [claim.verdict for claim in judge([reading(0.9, 46, apart=6), reading(0.84, 46)])] == [Verdict.INCONSISTENT]
    assert [claim.verdict for claim in judge([reading(0.9, 46, apart=6), reading(0.8, 45)])] == [Verdict.CONSISTENT]


def test_unknown_operand_is_uncheckable() -> None:
    (claim,) = judge([msgspec.structs.replace(reading(0.7, 45), expected=None, why="“??所”还没有填数。")])
    assert claim.verdict is Verdict.UNCHECKABLE
    assert claim.message == "无法复算：“??所”还没有填数。"


def test_subset_within_a_sum_is_left_to_it() -> None:
    part = reading(0.85, 45, Relation.SUBSET, stated=LEFT, operands=(TOTAL, LEFT), holds=True)
    assert [claim.relation for claim in judge([part, reading(0.9, 45)])] == [Relation.SUM]
    assert [claim.relation for claim in judge([part])] == [Relation.SUBSET]


def test_order_does_not_depend_on_the_readings() -> None:
    later = Span(20, 23, "15所")
    some = [
        reading(0.9, 45),
        reading(0.9, 46, apart=6),
        reading(0.9, 45, Relation.DIFFERENCE, stated=RIGHT, operands=(LEFT, RIGHT, later)),
        reading(0.7, 45, Relation.RATIO),
    ]
    assert judge(some) == judge(some[::-1])
    assert [claim.start for claim in judge(some)] == sorted(claim.start for claim in judge(some))
