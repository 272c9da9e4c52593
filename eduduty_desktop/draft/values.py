"""What the figures of a draft come to: stated, computed by a formula, or missing; growth; their printed form.

Everything takes a `Reader`, so that the same code serves window, report, appendix and checks.
"""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from eduduty_desktop.draft.records import CURRENT, PREVIOUS, Entry, Growth, Key
from eduduty_desktop.draft.value import Reader
from eduduty_desktop.figures import Amount, Interval, Ratio, convert, format_amount, interval_of
from eduduty_desktop.figures.amount import quantise
from eduduty_desktop.framework import Framework, Kind, Metric
from eduduty_desktop.framework.expression import Operand

MISSING_TEXT = "〔待填〕"
GROWTH_DECIMALS = 2


class Origin(StrEnum):
    """Where a figure comes from."""

    STATED = "stated"
    COMPUTED = "computed"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Figure:
    """A metric's value of one year, in the metric's unit."""

    amount: Amount | None
    approximation: str = ""
    origin: Origin = Origin.MISSING


@dataclass(frozen=True, slots=True)
class GrowthFigure:
    """Change against last year: `unit` is % or 百分点."""

    amount: Decimal
    unit: str
    origin: Origin


_NOTHING = Figure(None)


def figure_key(metric: str, slot: str = CURRENT) -> Key:
    return Key("figures", metric, slot)


def figure(reader: Reader, metric: str, slot: str = CURRENT) -> Figure:
    """The stated value, else what the metric's formula gives (rounded to its decimals), else missing."""
    entry: Entry | None = reader.get(figure_key(metric, slot))
    if entry is not None and entry.amount is not None:
        return Figure(entry.amount, entry.approximation, Origin.STATED)
    return computed(reader, metric, slot)


def computed(reader: Reader, metric: str, slot: str = CURRENT) -> Figure:
    """What the metric's formula gives, whatever was stated; missing without a formula or an operand."""
    expression = reader.framework.expressions.get(metric)
    if expression is None:
        return _NOTHING
    approximations: list[str] = []

    def number(operand: Operand) -> Decimal:
        found = figure(reader, operand.metric, _slot(operand, slot))
        if found.amount is None:
            raise LookupError(operand.metric)
        if found.approximation:
            approximations.append(found.approximation)
        return found.amount.quotient() if isinstance(found.amount, Ratio) else found.amount

    try:
        value = expression.evaluate(number, lambda constant: constant)
    except (LookupError, ArithmeticError):
        return _NOTHING
    definition = reader.framework.metrics[metric]
    rounded = quantise(value, definition.decimals or (2 if definition.kind is Kind.RATIO else 0))
    amount: Amount = Ratio(Decimal(1), rounded) if definition.kind is Kind.RATIO and rounded > 0 else rounded
    return Figure(amount, approximations[0] if approximations else "", Origin.COMPUTED)


def interval(reader: Reader, operand: Operand) -> Interval | None:
    """What an operand may really be; a computed one over its operands' intervals; None if missing."""
    entry: Entry | None = reader.get(figure_key(operand.metric, operand.slot))
    if entry is not None and entry.amount is not None:
        exact = reader.framework.metrics[operand.metric].kind is Kind.COUNT
        return interval_of(entry.amount, exact=exact, approximation=entry.approximation)
    return formula_interval(reader, operand.metric, operand.slot)


def formula_interval(reader: Reader, metric: str, slot: str = CURRENT) -> Interval | None:
    """What a metric's formula gives over its operands' intervals; None if one is missing or divides by zero."""
    expression = reader.framework.expressions.get(metric)
    if expression is None:
        return None

    def value(operand: Operand) -> Interval:
        found = interval(reader, Operand(operand.metric, _slot(operand, slot)))
        if found is None:
            raise LookupError(operand.metric)
        return found

    try:
        return expression.evaluate(value, Interval.exact)
    except (LookupError, ZeroDivisionError):
        return None


def _slot(operand: Operand, slot: str) -> str:
    return PREVIOUS if PREVIOUS in (operand.slot, slot) else CURRENT


def figure_keys(framework: Framework, metric: str, slot: str = CURRENT) -> frozenset[Key]:
    """Every key that `figure`, `computed` or `interval` of a metric may read."""
    keys: set[Key] = set()

    def visit(name: str, at: str) -> None:
        key = figure_key(name, at)
        if key in keys:
            return
        keys.add(key)
        if name in framework.expressions:
            for operand in framework.expressions[name].operands():
                visit(operand.metric, _slot(operand, at))

    visit(metric, slot)
    return frozenset(keys)


def growth_keys(framework: Framework, metric: str) -> frozenset[Key]:
    """Every key that `growth` of a metric may read."""
    return figure_keys(framework, metric) | figure_keys(framework, metric, PREVIOUS) | {Key("growths", metric)}


def growth(reader: Reader, metric: str) -> GrowthFigure | None:
    """The stated growth, else the one computed from both years, else None."""
    stated: Growth | None = reader.get(Key("growths", metric))
    if stated is not None and stated.amount is not None:
        return GrowthFigure(stated.amount, stated.unit, Origin.STATED)
    return computed_growth(reader, metric)


def computed_growth(reader: Reader, metric: str) -> GrowthFigure | None:
    """Growth from both years' values: percentage points for a percentage, else per cent of last year's."""
    now, before = figure(reader, metric), figure(reader, metric, PREVIOUS)
    if not isinstance(now.amount, Decimal) or not isinstance(before.amount, Decimal):
        return None
    if reader.framework.metrics[metric].kind is Kind.PERCENT:
        return GrowthFigure(now.amount - before.amount, "百分点", Origin.COMPUTED)
    if before.amount <= 0:
        return None
    rate = (now.amount - before.amount) / before.amount * 100
    return GrowthFigure(quantise(rate, GROWTH_DECIMALS), "%", Origin.COMPUTED)


def difference(reader: Reader, metric: str) -> Decimal | None:
    """This year's value less last year's, in the metric's unit."""
    now, before = figure(reader, metric), figure(reader, metric, PREVIOUS)
    if isinstance(now.amount, Decimal) and isinstance(before.amount, Decimal):
        return now.amount - before.amount
    return None


def print_figure(metric: Metric, found: Figure, *, unit: str = "", bare: bool = False) -> str:
    """A figure as the report prints it: `20余次`, `58.15%`, `1:19`, `约300人`; `unit` converts exactly.

    `bare` leaves the unit out.  A missing figure prints as 〔待填〕.  Raises ValueError if the unit does not fit.
    """
    if found.amount is None:
        return MISSING_TEXT
    amount = convert(found.amount, metric.unit, unit) if unit else found.amount
    word = "" if bare or metric.kind is Kind.RATIO else unit or metric.unit
    before = found.approximation if found.approximation in {"约", "近"} else ""
    inside = found.approximation if found.approximation in {"余", "多"} else ""
    after = "以上" if found.approximation == "以上" else ""
    number = format_amount(amount)
    if inside and word.startswith(("万", "亿")):
        return f"{number}{inside}{word}"
    return f"{before}{number}{inside}{word}{after}"


def print_growth(found: GrowthFigure | None, *, bare: bool = False) -> str:
    """`增长1.07%`, `下降1个百分点`, `持平`; `bare` gives the signed rate alone."""
    if found is None:
        return MISSING_TEXT
    word = "个百分点" if found.unit == "百分点" else "%"
    if bare:
        return f"{found.amount:f}{word}"
    if not found.amount:
        return "持平"
    verb = "下降" if found.amount < 0 else "提高" if found.unit == "百分点" else "增长"
    return f"{verb}{abs(found.amount):f}{word}"


def print_difference(metric: Metric, amount: Decimal | None) -> str:
    """`增加9所`, `减少20人`, `持平`; a percentage's difference is in percentage points."""
    if amount is None:
        return MISSING_TEXT
    if not amount:
        return "持平"
    word = "个百分点" if metric.kind is Kind.PERCENT else metric.unit
    return f"{'增加' if amount > 0 else '减少'}{abs(amount):f}{word}"
