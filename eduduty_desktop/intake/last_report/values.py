"""A quantity of a text as a value of a metric: in its unit, or not at all."""

from decimal import Decimal

from eduduty_desktop.figures import Amount, Ratio
from eduduty_desktop.figures.amount import quantise
from eduduty_desktop.figures.quantity import Kind as Sort
from eduduty_desktop.figures.quantity import Quantity
from eduduty_desktop.figures.units import factor_between, plain_unit, scale
from eduduty_desktop.framework import Kind, Metric

_COUNTED = frozenset({Sort.COUNT, Sort.AREA, Sort.DURATION, Sort.NUMBER, Sort.MULTIPLE, Sort.AGE})
_SAME = {"名": "人", "家": "所", "项": "个", "位": "人"}
"""Measure words that reports use for one another."""


def value_in(metric: Metric, quantity: Quantity) -> Amount | None:
    """A quantity's value in a metric's unit; None where kind or unit do not agree."""
    if metric.kind is Kind.RATIO:
        pair = quantity.value if quantity.kind is Sort.RATIO and isinstance(quantity.value, tuple) else None
        return Ratio(*pair) if pair is not None and all(pair) else None
    number = quantity.number
    if number is None or quantity.kind in (Sort.RATIO, Sort.FRACTION, Sort.SCORE):
        return None
    if metric.kind in (Kind.PERCENT, Kind.PERCENT_POINTS):
        wanted = Sort.PERCENT if metric.kind is Kind.PERCENT else Sort.POINTS
        return number if quantity.kind is wanted else None
    if metric.kind is Kind.MONEY:
        return _money(metric, number, quantity.step) if quantity.kind is Sort.MONEY else None
    return _counted(metric, number, quantity) if quantity.kind in _COUNTED else None


def _money(metric: Metric, number: Decimal, step: Decimal) -> Decimal | None:
    """Money in the metric's unit, with the digits that were written."""
    factor = factor_between("元", metric.unit)
    if factor is None:
        return None
    last = scale(step, factor).normalize().as_tuple().exponent
    return quantise(scale(number, factor), max(0, -last) if isinstance(last, int) else 0)


def _counted(metric: Metric, number: Decimal, quantity: Quantity) -> Decimal | None:
    """A count in the metric's unit: `2.35万个` is 2.35 where the unit is 万个."""
    unit = plain_unit(metric.unit)
    tens = Decimal(10000) if unit.startswith("万") else Decimal(1)
    stated, wanted = plain_unit(quantity.unit), unit.removeprefix("万")
    same = stated == wanted or _SAME.get(stated, stated) == _SAME.get(wanted, wanted)
    return scale(number, 1 / tens) if same else None
