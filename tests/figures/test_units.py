"""Units: converted exactly both ways, or not at all."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eduduty_desktop.figures import Ratio, convert, factor_between, format_amount
from eduduty_desktop.figures.units import plain_unit

FAMILIES = (
    ("元", "千元", "万元", "亿元"),
    ("人", "万人"),
    ("人次", "万人次"),
    ("平方米", "万平方米"),
    ("册", "万册"),
)
UNITS = [unit for family in FAMILIES for unit in family]
pairs = st.sampled_from([(a, b) for family in FAMILIES for a in family for b in family])
amounts = st.decimals(min_value=-(10**15), max_value=10**15, places=4) | st.integers(-(10**15), 10**15).map(Decimal)


@given(amounts, pairs)
def test_there_and_back_is_the_same_number(amount: Decimal, pair: tuple[str, str]) -> None:
    there = convert(amount, *pair)
    assert isinstance(there, Decimal)
    assert convert(there, *reversed(pair)) == amount
    assert "E" not in str(format_amount(there))
    assert (there > 0) == (amount > 0)


@given(amounts, st.sampled_from(FAMILIES), st.data())
def test_the_way_over_a_third_unit_is_the_direct_way(
    amount: Decimal, family: tuple[str, ...], data: st.DataObject
) -> None:
    a, b, c = (data.draw(st.sampled_from(family)) for _ in range(3))
    assert convert(convert(amount, a, b), b, c) == convert(amount, a, c)


@pytest.mark.parametrize(
    ("amount", "source", "target", "expected"),
    [
        ("57926.181", "万元", "亿元", "5.7926181"),
        ("57926.181", "万元", "元", "579261810"),
        ("3", "亿元", "元", "300000000"),
        ("300", "人", "名", "300"),
        ("50.10", "%", "％", "50.10"),
        ("1.5", "千元", "元", "1500"),
        ("999999999999999.9999", "亿元", "元", "99999999999999999990000"),
    ],
)
def test_conversion_moves_the_point_and_nothing_else(amount: str, source: str, target: str, expected: str) -> None:
    assert format_amount(convert(Decimal(amount), source, target)) == expected


@pytest.mark.parametrize(("source", "target"), [("人", "元"), ("人", "人次"), ("", "元"), ("万元", "万人"), ("%", "")])
def test_what_does_not_convert_is_refused(source: str, target: str) -> None:
    assert factor_between(source, target) is None
    with pytest.raises(ValueError, match="→"):
        convert(Decimal(1), source, target)


@pytest.mark.parametrize("one", UNITS)
@pytest.mark.parametrize("other", UNITS)
def test_units_convert_within_their_family_only(one: str, other: str) -> None:
    same_family = any(one in family and other in family for family in FAMILIES)
    assert (factor_between(one, other) is not None) == same_family


def test_a_ratio_has_no_unit_to_convert() -> None:
    ratio = Ratio(Decimal(1), Decimal(19))
    assert convert(ratio, "比", "比") is ratio
    with pytest.raises(ValueError, match="→"):
        convert(ratio, "万元", "元")


@pytest.mark.parametrize(("unit", "plain"), [("名", "人"), ("位 ", "人"), ("％", "%"), ("㎡", "平方米"), ("所", "所")])
def test_a_unit_has_one_usual_word(unit: str, plain: str) -> None:
    assert plain_unit(unit) == plain
    assert factor_between(unit, plain) == 1
