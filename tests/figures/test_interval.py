"""What a stated figure may have been, and arithmetic that never loses the true result."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eduduty_desktop.figures import Interval, Ratio, interval_of
from eduduty_desktop.figures.amount import digits_after_point, quantise


@pytest.mark.parametrize(
    ("stated", "value", "meets"),
    [
        ("2.45", "2.455", True),  # cut off
        ("2.46", "2.455", True),  # rounded
        ("2.47", "2.455", False),
        ("2.44", "2.455", False),
        ("27.02", "27.027", True),
        ("27.03", "27.027", True),
        ("58.15", "58.145", True),
        ("58.15", "58.144", False),
        ("58.2", "58.15", True),
        ("50.10", "50.12", False),
        ("50.1", "50.12", True),
        ("5", "5.9", True),
        ("-2.45", "-2.455", True),
        ("-2.46", "-2.455", True),
        ("-2.47", "-2.455", False),
        ("0", "0.4", True),
    ],
)
def test_rounding_and_cutting_off_are_both_sound(stated: str, value: str, meets: bool) -> None:
    own = interval_of(Decimal(stated))
    assert own.meets(Interval.exact(Decimal(value))) is meets
    assert own.contains(Decimal(value)) is meets
    assert own.contains(Decimal(stated))


def test_a_count_is_exact() -> None:
    own = interval_of(Decimal(3137), exact=True)
    assert own == Interval.exact(Decimal(3137))
    assert not own.meets(interval_of(Decimal(3136), exact=True))


@pytest.mark.parametrize(
    ("amount", "word", "low", "high"),
    [
        ("700", "余", "700", "800"),
        ("400", "多", "400", "500"),
        ("140", "余", "140", "150"),
        ("4000", "余", "4000", "5000"),
        ("3.2", "多", "3.2", "3.3"),
        ("100", "近", "0", "100"),
        ("95", "近", "94", "95"),
        ("300", "约", "270", "330"),
        ("2", "以上", "2", "3"),
        ("0", "余", "0", "1"),
        ("0", "约", "0", "0"),
        ("-20", "余", "-30", "-20"),
        ("-20", "约", "-22", "-18"),
        ("-20", "近", "-20", "-10"),
    ],
)
def test_how_wide_an_approximation_is(amount: str, word: str, low: str, high: str) -> None:
    expected = Interval(Decimal(low), Decimal(high))
    assert interval_of(Decimal(amount), approximation=word) == expected
    assert interval_of(Decimal(amount), approximation=word, exact=True) == expected, "an approximate count is not exact"


def test_a_ratio_is_its_right_term_over_its_left() -> None:
    assert interval_of(Ratio(Decimal(1), Decimal(19))) == Interval(Decimal("18.5"), Decimal(20))
    assert interval_of(Ratio(Decimal(2), Decimal(27))).contains(Decimal("13.5"))
    assert Ratio(Decimal(2), Decimal(27)).quotient() == Decimal("13.5")


# laws -----------------------------------------------------------------------------------------------------

numbers = st.decimals(min_value=-(10**15), max_value=10**15, places=4) | st.integers(-99, 99).map(Decimal)
words = st.sampled_from(["", "余", "多", "近", "约", "以上"])


@st.composite
def holding(draw: st.DrawFn) -> tuple[Interval, Decimal]:
    """An interval with a number in it, one of its ends among others."""
    a, b, c = sorted(draw(st.tuples(numbers, numbers, numbers)))
    return Interval(a, c), draw(st.sampled_from([a, b, c]))


@given(numbers, words, st.booleans())
def test_a_figure_may_be_what_it_states(amount: Decimal, word: str, exact: bool) -> None:
    own = interval_of(amount, exact=exact, approximation=word)
    assert own.low <= own.high
    assert own.contains(amount)


@given(holding(), holding())
def test_arithmetic_contains_the_true_result(one: tuple[Interval, Decimal], other: tuple[Interval, Decimal]) -> None:
    (left, a), (right, b) = one, other
    exact = {
        left + right: Fraction(a) + Fraction(b),
        left - right: Fraction(a) - Fraction(b),
        left * right: Fraction(a) * Fraction(b),
    }
    if right.low > 0 or right.high < 0:
        exact[left / right] = Fraction(a) / Fraction(b)
    for result, value in exact.items():
        assert Fraction(result.low) <= value <= Fraction(result.high)


@given(holding(), holding())
def test_intervals_meet_just_when_they_share_a_number(
    one: tuple[Interval, Decimal], other: tuple[Interval, Decimal]
) -> None:
    (left, a), (right, _) = one, other
    assert left.meets(right) == right.meets(left)
    assert left.meets(right) == (max(left.low, right.low) <= min(left.high, right.high))
    if right.contains(a):
        assert left.meets(right)


def test_a_quotient_of_counts_is_exact_where_it_is_whole() -> None:
    thirty, three = (Interval.exact(Decimal(n)) for n in (30, 3))
    assert thirty / three == Interval.exact(Decimal(10))
    third = Interval.exact(Decimal(1)) / three
    assert third.low < third.high, "a third has no last digit"
    assert (third * three).contains(Decimal(1))


@pytest.mark.parametrize(("low", "high"), [("0", "0"), ("-1", "1"), ("0", "2"), ("-2", "0")])
def test_nothing_is_divided_by_what_may_be_zero(low: str, high: str) -> None:
    with pytest.raises(ZeroDivisionError):
        Interval.exact(Decimal(1)) / Interval(Decimal(low), Decimal(high))


@given(st.fractions(min_value=-(10**6), max_value=10**6), st.integers(0, 4))
def test_rounding_or_cutting_a_true_value_stays_sound(value: Fraction, decimals: int) -> None:
    unit = Fraction(1, 10**decimals)
    sign = -1 if value < 0 else 1
    cut = sign * int(abs(value) / unit)
    rounded = sign * int(abs(value) / unit + Fraction(1, 2))
    for steps in (cut, rounded):
        stated = Decimal(steps).scaleb(-decimals)
        own = interval_of(stated)
        if stated or steps:
            assert Fraction(own.low) <= value <= Fraction(own.high)


@pytest.mark.parametrize(
    ("value", "decimals", "expected"),
    [("2.455", 2, "2.46"), ("2.445", 2, "2.45"), ("-2.455", 2, "-2.46"), ("0.5", 0, "1"), ("9" * 30, 2, "9" * 30)],
)
def test_rounding_is_half_up(value: str, decimals: int, expected: str) -> None:
    rounded = quantise(Decimal(value), decimals)
    assert rounded == Decimal(expected)
    assert digits_after_point(rounded) == decimals


def test_a_difference_of_figures_leaves_its_ends_out() -> None:
    old, new = (interval_of(Decimal(text)) for text in ("52.8", "51.4"))
    apart = old.less(new)
    assert all(apart.meets(interval_of(Decimal(text))) for text in ("1.2", "1.3", "1.4", "1.5"))
    assert not any(apart.meets(interval_of(Decimal(text))) for text in ("1.1", "1.6"))
    assert interval_of(Decimal("52.8")).less(interval_of(Decimal(51))).meets(interval_of(Decimal("2.1")))
    assert Interval.exact(Decimal(9)).less(Interval.exact(Decimal(2))) == Interval.exact(Decimal(7))
