"""What the figures of a draft come to: stated before computed, growth and how all of it is printed."""

from decimal import Decimal

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from eduduty_desktop.draft import CURRENT, PREVIOUS, Draft, Key
from eduduty_desktop.draft.records import Growth
from eduduty_desktop.draft.values import (
    MISSING_TEXT,
    Figure,
    GrowthFigure,
    Origin,
    computed,
    computed_growth,
    difference,
    figure,
    figure_keys,
    formula_interval,
    growth,
    growth_keys,
    interval,
    print_difference,
    print_figure,
    print_growth,
)
from eduduty_desktop.figures import Interval, Ratio
from eduduty_desktop.framework import Kind, Metric
from eduduty_desktop.framework.expression import Operand
from tests.draft.small import FRAMEWORK, amount, draft_of, entry, fig


def of(**texts: str) -> Draft:
    """A draft of this year's figures; `__` stands for the dot, a leading word of approximation for itself."""
    records = {}
    for name, text in texts.items():
        number, _, approximation = text.partition(" ")
        records[fig(name.replace("__", "."))] = entry(number, approximation)
    return draft_of(records)


def with_formula(draft: Draft, **formulas: str) -> Draft:
    metrics = dict(draft.framework.metrics)
    for name, formula in formulas.items():
        key = name.replace("__", ".")
        metrics[key] = msgspec.structs.replace(metrics[key], formula=formula)
    return Draft("d", msgspec.structs.replace(draft.framework, metrics=metrics), draft.tables)


def test_the_stated_value_goes_before_the_computed_one() -> None:
    draft = of(fund__total="100", fund__current="60", fund__capital="30")
    assert figure(draft, "fund.total") == Figure(Decimal(100), "", Origin.STATED)
    assert computed(draft, "fund.total") == Figure(Decimal(90), "", Origin.COMPUTED)
    without = of(fund__current="60", fund__capital="30")
    assert figure(without, "fund.total") == Figure(Decimal(90), "", Origin.COMPUTED)


def test_a_missing_operand_leaves_the_value_missing() -> None:
    draft = of(fund__current="60")
    assert figure(draft, "fund.total") == Figure(None, "", Origin.MISSING)
    assert formula_interval(draft, "fund.total") is None
    assert interval(draft, Operand("fund.total")) is None
    assert computed(draft, "fund.current").amount is None, "no formula"


@pytest.mark.parametrize(
    ("good", "pupils", "rate"),
    [("1", "800", "0.13"), ("1", "3", "33.33"), ("2", "3", "66.67"), ("5", "4000", "0.13"), ("1", "1", "100.00")],
)
def test_computed_values_are_rounded_half_up(good: str, pupils: str, rate: str) -> None:
    found = figure(of(health__good=good, pupil__total=pupils), "health.good_rate")
    assert str(found.amount) == rate


def test_a_computed_ratio_has_one_on_its_left() -> None:
    assert str(figure(of(pupil__total="1350", staff__total="100"), "pupil.teacher").amount) == "1:13.5"
    assert figure(of(pupil__total="0", staff__total="100"), "pupil.teacher").amount == Decimal(0)


def test_division_by_zero_gives_no_value() -> None:
    for pupils in ("0", "5"):
        draft = of(pupil__total=pupils, staff__total="0")
        assert figure(draft, "pupil.teacher").origin is Origin.MISSING
        assert formula_interval(draft, "pupil.teacher") is None


def test_figures_too_long_to_compute_are_no_bug() -> None:
    long = "9" * 15
    draft = with_formula(of(fund__current=long, fund__capital=long), fund__total="fund.current * fund.capital")
    assert figure(draft, "fund.total").origin is Origin.COMPUTED


def test_last_year_is_computed_from_last_year() -> None:
    draft = draft_of({fig("fund.current", PREVIOUS): entry("5"), fig("fund.capital", PREVIOUS): entry("2")})
    assert figure(draft, "fund.total", PREVIOUS).amount == Decimal(7)
    assert figure(draft, "fund.total").amount is None


def test_a_formula_may_look_back() -> None:
    draft = draft_of({fig("fund.current"): entry("8"), fig("fund.current", PREVIOUS): entry("5")})
    draft = with_formula(draft, fund__total="fund.current - fund.current@previous")
    assert figure(draft, "fund.total").amount == Decimal(3)
    assert figure_keys(draft.framework, "fund.total") == {
        fig("fund.total"),
        fig("fund.current"),
        fig("fund.current", PREVIOUS),
    }


def test_approximations_meet_as_intervals() -> None:
    """A report says 700余 in all: 150, 400多 and 150."""
    draft = with_formula(
        of(fund__total="700 余", fund__current="150", fund__capital="400 多", school__area="150"),
        fund__total="fund.current + fund.capital + school.area",
    )
    stated, expected = interval(draft, Operand("fund.total")), formula_interval(draft, "fund.total")
    assert stated is not None
    assert expected is not None
    assert stated.meets(expected)
    assert computed(draft, "fund.total") == Figure(Decimal(700), "多", Origin.COMPUTED)


def test_counts_are_exact_and_other_figures_rounded() -> None:
    draft = of(staff__total="3137", fund__current="58.1", pupil__teacher="1:19")
    assert interval(draft, Operand("staff.total")) == Interval(Decimal(3137), Decimal(3137))
    assert interval(draft, Operand("fund.current")) == Interval(Decimal("58.05"), Decimal("58.2"))
    assert interval(draft, Operand("pupil.teacher")) == Interval(Decimal("18.5"), Decimal(20))


@given(st.integers(0, 10**6), st.integers(1, 10**6))
def test_what_the_program_computes_never_contradicts_its_formula(good: int, pupils: int) -> None:
    draft = of(health__good=str(good), pupil__total=str(pupils))
    rate = figure(draft, "health.good_rate").amount
    assert rate is not None
    stated = draft.apply([draft.change(fig("health.good_rate"), entry(f"{rate}"))])
    own, expected = interval(stated, Operand("health.good_rate")), formula_interval(stated, "health.good_rate")
    assert own is not None
    assert expected is not None
    assert own.meets(expected)


# growth ---------------------------------------------------------------------------------------------------


def years(metric: str, before: str, now: str) -> Draft:
    return draft_of({fig(metric, PREVIOUS): entry(before), fig(metric): entry(now)})


@pytest.mark.parametrize(
    ("metric", "before", "now", "rate", "unit"),
    [
        ("fund.current", "57314.66", "57926.181", "1.07", "%"),
        ("fund.current", "8", "7", "-12.50", "%"),
        ("fund.current", "8", "8", "0.00", "%"),
        ("staff.total", "800", "801", "0.13", "%"),
        ("health.myopia_rate", "51.2", "50.2", "-1.0", "百分点"),
    ],
)
def test_growth_is_computed_from_both_years(metric: str, before: str, now: str, rate: str, unit: str) -> None:
    assert growth(years(metric, before, now), metric) == GrowthFigure(Decimal(rate), unit, Origin.COMPUTED)


@pytest.mark.parametrize("before", ["0", "-5"])
def test_there_is_no_growth_from_nothing_or_below(before: str) -> None:
    assert growth(years("staff.left", before, "5"), "staff.left") is None


def test_there_is_no_growth_of_a_ratio_or_of_one_year() -> None:
    assert growth(years("pupil.teacher", "1:12", "1:13"), "pupil.teacher") is None
    assert growth(of(fund__current="5"), "fund.current") is None
    assert difference(of(fund__current="5"), "fund.current") is None


def test_the_stated_growth_goes_before_the_computed_one() -> None:
    draft = years("fund.current", "100", "110")
    stated = draft.apply([draft.change(Key("growths", "fund.current"), Growth(Decimal("1.42")))])
    assert growth(stated, "fund.current") == GrowthFigure(Decimal("1.42"), "%", Origin.STATED)
    assert computed_growth(stated, "fund.current") == GrowthFigure(Decimal("10.00"), "%", Origin.COMPUTED)
    assert Key("growths", "fund.current") in growth_keys(FRAMEWORK, "fund.current")


def test_a_difference_is_exact() -> None:
    assert difference(years("school.area", "10.50", "12.25"), "school.area") == Decimal("1.75")


# print ----------------------------------------------------------------------------------------------------


def metric(unit: str, kind: Kind = Kind.NUMBER) -> Metric:
    return Metric("m", "某数", unit, kind)


@pytest.mark.parametrize(
    ("text", "approximation", "unit", "printed"),
    [
        ("20", "余", "次", "20余次"),
        ("300", "约", "人", "约300人"),
        ("100", "近", "所", "近100所"),
        ("2", "以上", "次", "2次以上"),
        ("58.15", "", "%", "58.15%"),
        ("50.10", "", "%", "50.10%"),
        ("400", "多", "人", "400多人"),
        ("3", "余", "万元", "3余万元"),
        ("3", "", "", "3"),
        ("-5", "", "人", "-5人"),
    ],
)
def test_how_a_figure_is_printed(text: str, approximation: str, unit: str, printed: str) -> None:
    assert print_figure(metric(unit), Figure(amount(text), approximation, Origin.STATED)) == printed


def test_a_ratio_has_no_unit_and_a_missing_figure_is_marked() -> None:
    assert print_figure(metric("比", Kind.RATIO), Figure(amount("1:19"))) == "1:19"
    assert print_figure(metric("人"), Figure(None)) == MISSING_TEXT == "〔待填〕"


def test_a_figure_is_printed_in_another_unit_exactly() -> None:
    money = metric("万元", Kind.MONEY)
    assert print_figure(money, Figure(amount("57926.181")), unit="亿元") == "5.7926181亿元"
    assert print_figure(money, Figure(amount("57926.181")), unit="元") == "579261810元"
    assert print_figure(money, Figure(amount("57926.181")), unit="亿元", bare=True) == "5.7926181"
    with pytest.raises(ValueError, match="万元"):
        print_figure(money, Figure(amount("5")), unit="人")
    with pytest.raises(ValueError, match="万元"):
        print_figure(money, Figure(Ratio(Decimal(1), Decimal(2))), unit="元")


@pytest.mark.parametrize(
    ("rate", "unit", "printed", "bare"),
    [
        ("1.07", "%", "增长1.07%", "1.07%"),
        ("-5.5", "%", "下降5.5%", "-5.5%"),
        ("-1", "百分点", "下降1个百分点", "-1个百分点"),
        ("0.6", "百分点", "提高0.6个百分点", "0.6个百分点"),
        ("0", "%", "持平", "0%"),
        ("0.0", "百分点", "持平", "0.0个百分点"),
    ],
)
def test_how_a_growth_is_printed(rate: str, unit: str, printed: str, bare: str) -> None:
    found = GrowthFigure(Decimal(rate), unit, Origin.STATED)
    assert print_growth(found) == printed
    assert print_growth(found, bare=True) == bare
    assert print_growth(None) == print_growth(None, bare=True) == MISSING_TEXT


@pytest.mark.parametrize(
    ("value", "kind", "unit", "printed"),
    [
        ("9", Kind.COUNT, "所", "增加9所"),
        ("-20", Kind.COUNT, "人", "减少20人"),
        ("0", Kind.COUNT, "人", "持平"),
        ("-1.5", Kind.PERCENT, "%", "减少1.5个百分点"),
    ],
)
def test_how_a_difference_is_printed(value: str, kind: Kind, unit: str, printed: str) -> None:
    assert print_difference(metric(unit, kind), Decimal(value)) == printed
    assert print_difference(metric(unit, kind), None) == MISSING_TEXT


def test_the_slot_of_a_key_is_this_year_unless_said() -> None:
    assert fig("staff.total") == Key("figures", "staff.total", CURRENT)
