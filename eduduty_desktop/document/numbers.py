"""Figures as cells: exact values, shown with the digits they were stated with.

The number format only dresses a value (`58.15` as 58.15%, `20` as 20余); it never changes one.
"""

from decimal import Decimal

from eduduty_desktop.document.sheets import Cell
from eduduty_desktop.draft import CURRENT, Key, Reader
from eduduty_desktop.draft.values import (
    IN_POINTS,
    POINTS,
    Figure,
    GrowthFigure,
    difference,
    figure,
    growth,
    print_figure,
)
from eduduty_desktop.figures import Amount, Ratio
from eduduty_desktop.figures.amount import digits_after_point
from eduduty_desktop.framework import Kind, Metric

MOST_DIGITS = 15
"""Significant digits that a workbook keeps; a longer number is written as text, so that none is lost."""

_BEFORE = frozenset({"约", "近"})


def value_cell(reader: Reader, metric: Metric, slot: str = CURRENT, *, traced: bool = True) -> Cell:
    """A metric's value of one year, 是 or 否 and words as text; empty while it is missing."""
    found = figure(reader, metric.id, slot)
    trace = Key("figures", metric.id, slot) if traced else None
    if found.amount is None and not found.words:
        return Cell(None, "number", trace=trace)
    if found.amount is None or metric.kind is Kind.YESNO:
        return Cell(print_figure(metric, found, bare=True), "number_text", trace=trace)
    return _amount_cell(found.amount, _dress(metric, found), trace)


def difference_cell(reader: Reader, metric: Metric) -> Cell:
    """This year less last year, a percentage's in percentage points; empty unless both are numbers."""
    amount = difference(reader, metric.id)
    if amount is None:
        return Cell(None, "number")
    return _amount_cell(amount, ("", f"个{POINTS}" if metric.kind in IN_POINTS else ""), None)


def growth_cell(reader: Reader, metric: Metric, *, traced: bool = True) -> Cell:
    """Growth as stated, else as computed; empty while there is neither."""
    found: GrowthFigure | None = growth(reader, metric.id)
    trace = Key("growths", metric.id) if traced else None
    if found is None:
        return Cell(None, "number", trace=trace)
    return _amount_cell(found.amount, ("", f"个{POINTS}" if found.unit == POINTS else "%"), trace)


def score_cell(value: Decimal | None, trace: Key | None = None) -> Cell:
    """A score; empty while there is none."""
    return Cell(None, "number", trace=trace) if value is None else _amount_cell(plain_score(value), ("", ""), trace)


def plain_score(value: Decimal) -> Decimal:
    """A score without needless zeros: 20 less twice 0.5 is 19, not 19.0."""
    whole = value.to_integral_value()
    return whole if value == whole else value.normalize()


def _amount_cell(amount: Amount, dress: tuple[str, str], trace: Key | None) -> Cell:
    before, after = dress
    if isinstance(amount, Ratio):
        return Cell(f"{before}{amount}{after}", "number_text", trace=trace)
    if len(amount.as_tuple().digits) > MOST_DIGITS:
        return Cell(f"{before}{amount:f}{after}", "number_text", trace=trace)
    return Cell(amount, "number", _format(amount, before, after), trace)


def _dress(metric: Metric, found: Figure) -> tuple[str, str]:
    """What stands before and after the digits: the approximation and, for percentages, the sign."""
    sign = "%" if metric.kind is Kind.PERCENT else ""
    word = found.approximation
    if word in _BEFORE:
        return word, sign
    return ("", sign + word) if word == "以上" else ("", word + sign)


def _format(amount: Decimal, before: str, after: str) -> str:
    decimals = digits_after_point(amount)
    digits = "0." + "0" * decimals if decimals else "0"
    return f"{_quoted(before)}{digits}{_quoted(after)}"


def _quoted(word: str) -> str:
    return f'"{word}"' if word else ""
