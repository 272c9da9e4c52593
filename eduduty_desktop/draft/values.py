"""What the figures of a draft come to: stated, computed by a formula, or missing; growth; their printed form.

Everything takes a `Reader`, so that the same code serves window, report, appendix and checks.
"""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from eduduty_desktop.draft.records import CURRENT, PREVIOUS, Entry, Growth, Key
from eduduty_desktop.draft.value import Reader
from eduduty_desktop.figures import (
    Amount,
    Interval,
    Ratio,
    answer_word,
    convert,
    format_amount,
    interval_of,
    words_of,
)
from eduduty_desktop.figures.amount import quantise
from eduduty_desktop.figures.units import scale_of
from eduduty_desktop.figures.worded import is_plain_number
from eduduty_desktop.framework import Framework, Kind, Metric
from eduduty_desktop.framework.expression import Operand

MISSING_TEXT = "〔待填〕"
GROWTH_DECIMALS = 2
POINTS = "百分点"
IN_POINTS = frozenset({Kind.PERCENT, Kind.PERCENT_POINTS})
"""Kinds that change by percentage points."""

WORDED = frozenset({Kind.YESNO, Kind.TEXT})
"""Kinds that are said in words: no growth, no difference, no approximation."""


class Origin(StrEnum):
    """Where a figure comes from."""

    STATED = "stated"
    COMPUTED = "computed"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Figure:
    """A metric's value of one year, in the metric's unit: an amount, or the words of a metric that is a text."""

    amount: Amount | None
    approximation: str = ""
    origin: Origin = Origin.MISSING
    words: str = ""

    @property
    def is_missing(self) -> bool:
        """Whether there is nothing to print."""
        return self.amount is None and not self.words


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
    if entry is not None and entry.typed and (words := stated_words(reader.framework.metrics[metric], entry)):
        return Figure(None, origin=Origin.STATED, words=words)
    return computed(reader, metric, slot)


def stated_words(metric: Metric, entry: Entry) -> str:
    """The value of a metric that is a text: what was typed is the value; empty for any other kind."""
    return words_of(entry.typed) if metric.kind is Kind.TEXT and entry.amount is None else ""


def is_exact(metric: Metric) -> bool:
    """Whether a stated value is the very number: a count one by one (not in 万), or a yes or no."""
    return metric.kind is Kind.YESNO or (metric.kind is Kind.COUNT and scale_of(metric.unit) == 1)


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
        exact = is_exact(reader.framework.metrics[operand.metric])
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
    """The stated growth, else the one computed from both years, else None; what is said in words does not grow."""
    if reader.framework.metrics[metric].kind in WORDED:
        return None
    stated: Growth | None = reader.get(Key("growths", metric))
    if stated is not None and stated.amount is not None:
        return GrowthFigure(stated.amount, stated.unit, Origin.STATED)
    return computed_growth(reader, metric)


def computed_growth(reader: Reader, metric: str) -> GrowthFigure | None:
    """Growth from both years' values: percentage points for a rate or points, else per cent of last year's."""
    kind = reader.framework.metrics[metric].kind
    if kind in WORDED:
        return None
    now, before = figure(reader, metric), figure(reader, metric, PREVIOUS)
    if not isinstance(now.amount, Decimal) or not isinstance(before.amount, Decimal):
        return None
    if kind in IN_POINTS:
        return GrowthFigure(now.amount - before.amount, POINTS, Origin.COMPUTED)
    if before.amount <= 0:
        return None
    rate = (now.amount - before.amount) / before.amount * 100
    return GrowthFigure(quantise(rate, GROWTH_DECIMALS), "%", Origin.COMPUTED)


def difference(reader: Reader, metric: str) -> Decimal | None:
    """This year's value less last year's, in the metric's unit; None for what is said in words."""
    if reader.framework.metrics[metric].kind in WORDED:
        return None
    now, before = figure(reader, metric), figure(reader, metric, PREVIOUS)
    if isinstance(now.amount, Decimal) and isinstance(before.amount, Decimal):
        return now.amount - before.amount
    return None


def print_figure(metric: Metric, found: Figure, *, unit: str = "", bare: bool = False) -> str:
    """A figure as the report prints it: `20余次`, `58.15%`, `1:19`, `约300人`, `是`; `unit` converts exactly.

    `bare` leaves the unit out.  Words are printed as they stand.  A missing figure prints as 〔待填〕.  Raises
    ValueError if the unit does not fit.
    """
    if found.is_missing:
        return MISSING_TEXT
    if unit and metric.kind in WORDED:
        raise ValueError(f"{metric.id}: {unit}")
    if found.amount is None:
        return found.words + (metric.unit if is_plain_number(found.words) and not bare else "")
    if metric.kind is Kind.YESNO and isinstance(found.amount, Decimal):
        return answer_word(found.amount)
    amount = convert(found.amount, metric.unit, unit) if unit else found.amount
    word = "" if bare or metric.kind is Kind.RATIO else _spoken_unit(unit or metric.unit)
    before = found.approximation if found.approximation in {"约", "近"} else ""
    inside = found.approximation if found.approximation in {"余", "多"} else ""
    after = "以上" if found.approximation == "以上" else ""
    number = format_amount(amount)
    if inside and word.startswith(("万", "亿")):
        return f"{number}{inside}{word}"
    return f"{before}{number}{inside}{word}{after}"


def unit_of_change(metric: Metric) -> str:
    """The unit of a difference as it is printed: 个百分点 for a rate, else the metric's own."""
    return f"个{POINTS}" if metric.kind in IN_POINTS else metric.unit


def _spoken_unit(unit: str) -> str:
    return f"个{POINTS}" if unit == POINTS else unit


def print_growth(found: GrowthFigure | None, *, bare: bool = False) -> str:
    """`增长1.07%`, `下降1个百分点`, `持平`; `bare` gives the signed rate alone."""
    if found is None:
        return MISSING_TEXT
    word = f"个{POINTS}" if found.unit == POINTS else "%"
    if bare:
        return f"{found.amount:f}{word}"
    if not found.amount:
        return "持平"
    verb = "下降" if found.amount < 0 else "提高" if found.unit == POINTS else "增长"
    return f"{verb}{abs(found.amount):f}{word}"


def print_difference(metric: Metric, amount: Decimal | None) -> str:
    """`增加9所`, `减少20人`, `持平`; a percentage's difference is in percentage points."""
    if amount is None:
        return MISSING_TEXT
    if not amount:
        return "持平"
    return f"{'增加' if amount > 0 else '减少'}{abs(amount):f}{unit_of_change(metric)}"
