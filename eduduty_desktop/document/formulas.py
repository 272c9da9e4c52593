"""Formulas of derived cells: what a metric's expression, a difference, a growth is in a workbook.

A formula is given only where it comes to the very value that is shown: it rounds to the decimals that are printed, and
a stated value that its formula does not confirm stays a plain number (that it differs is a check's business).
"""

from dataclasses import dataclass
from decimal import Decimal

from eduduty_desktop.document.range_names import figure_name
from eduduty_desktop.draft import CURRENT, PREVIOUS, Reader
from eduduty_desktop.draft.values import WORDED, figure
from eduduty_desktop.figures import Amount, Ratio
from eduduty_desktop.figures.amount import digits_after_point, quantise
from eduduty_desktop.framework import Kind, Metric
from eduduty_desktop.framework.expression import Operand

MOST_DIGITS = 15
"""Significant digits that a workbook keeps; a longer number is written as text, so that none is lost."""


@dataclass(frozen=True, slots=True)
class Term:
    """A part of a formula and the number that it comes to."""

    formula: str
    value: Decimal


class NoFormulaError(Exception):
    """A workbook cannot compute it: a value is missing, or a text."""


def is_numeric(amount: Amount | None) -> bool:
    """Whether an amount stands in its cell as a number."""
    return isinstance(amount, Decimal) and len(amount.as_tuple().digits) <= MOST_DIGITS


def rounded(formula: str, decimals: int) -> str:
    """A formula rounded half up, as everything that is printed."""
    return f"ROUND({formula},{decimals})"


def constant(value: Decimal) -> Term:
    """A number as it stands."""
    return Term(f"{value:f}", value)


def right_over_left(name: str) -> str:
    """The quotient of a ratio that stands in its cell as a text, 18.5 of `1:18.5`."""
    right = f'VALUE(MID({name},FIND(":",{name})+1,20))'
    return f'({right}/VALUE(LEFT({name},FIND(":",{name})-1)))'


def value_term(reader: Reader, metric: str, slot: str = CURRENT) -> Term:
    """A metric's value by its cell's name, a ratio as its quotient.  Raises NoFormulaError."""
    definition = reader.framework.metrics.get(metric)
    if definition is None:  # a standard's other metric, which this framework does not ask for
        raise NoFormulaError(metric)
    found, name = figure(reader, metric, slot), figure_name(metric, slot)
    if definition.kind in WORDED or found.amount is None:
        raise NoFormulaError(metric)
    if isinstance(found.amount, Ratio):
        if found.approximation:
            raise NoFormulaError(metric)
        return Term(right_over_left(name), found.amount.quotient())
    if not is_numeric(found.amount):
        raise NoFormulaError(metric)
    return Term(name, found.amount)


def expression_term(reader: Reader, metric: str, slot: str = CURRENT) -> Term:
    """What a metric's formula gives, not rounded.  Raises NoFormulaError without one, or without an operand."""
    expression = reader.framework.expressions.get(metric)
    if expression is None:
        raise NoFormulaError(metric)

    def term(operand: Operand) -> Term:
        return value_term(reader, operand.metric, PREVIOUS if PREVIOUS in (operand.slot, slot) else CURRENT)

    try:
        value = expression.evaluate(lambda operand: term(operand).value, lambda number: number)
    except ArithmeticError as error:
        raise NoFormulaError(metric) from error
    text = expression.render(lambda operand: term(operand).formula).replace("×", "*").replace("÷", "/")
    return Term(text, value)


def figure_formula(reader: Reader, metric: Metric, slot: str, dress: tuple[str, str]) -> str:
    """The formula of a metric's value, where it gives what is shown; `dress` stands around a ratio's digits."""
    amount = figure(reader, metric.id, slot).amount
    if amount is None or metric.kind in WORDED:
        return ""
    try:
        exact = expression_term(reader, metric.id, slot)
    except NoFormulaError:
        return ""
    if isinstance(amount, Ratio):
        return _ratio_formula(metric, amount, exact, dress)
    decimals = digits_after_point(amount)
    confirmed = is_numeric(amount) and quantise(exact.value, decimals) == amount
    return rounded(exact.formula, decimals) if confirmed else ""


def _ratio_formula(metric: Metric, amount: Ratio, exact: Term, dress: tuple[str, str]) -> str:
    decimals = digits_after_point(amount.right)
    if metric.kind is not Kind.RATIO or amount.left != 1 or quantise(exact.value, decimals) != amount.right:
        return ""
    before, after = dress
    shown = f'TEXT({rounded(exact.formula, decimals)},"{digits_format(decimals)}")'
    return f'"{before}1:"&{shown}' + (f'&"{after}"' if after else "")


def digits_format(decimals: int) -> str:
    """`0.00` for two decimals."""
    return "0." + "0" * decimals if decimals else "0"


def difference_formula(current: str, previous: str, amount: Decimal) -> str:
    """This year's cell less last year's, to the digits of the difference."""
    return rounded(f"{current}-{previous}", digits_after_point(amount))


def rate_formula(current: str, previous: str, decimals: int) -> str:
    """Growth in per cent."""
    return rounded(f"({current}-{previous})/{previous}*100", decimals)
