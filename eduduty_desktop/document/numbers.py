"""Figures as cells: exact values, shown with the digits they were stated with.

The number format only dresses a value (`58.15` as 58.15%, `20` as 20余); it never changes one.
"""

from dataclasses import replace
from decimal import Decimal

from eduduty_desktop.document.formulas import (
    MOST_DIGITS,
    difference_formula,
    digits_format,
    figure_formula,
    is_numeric,
    rate_formula,
)
from eduduty_desktop.document.range_names import figure_name, growth_name
from eduduty_desktop.document.sheets import Cell, live
from eduduty_desktop.draft import CURRENT, PREVIOUS, Key, Reader
from eduduty_desktop.draft.values import (
    IN_POINTS,
    POINTS,
    Figure,
    GrowthFigure,
    computed_growth,
    difference,
    figure,
    growth,
    print_figure,
)
from eduduty_desktop.figures import Amount, Ratio
from eduduty_desktop.figures.amount import digits_after_point, quantise
from eduduty_desktop.framework import Kind, Metric

_BEFORE = frozenset({"约", "近"})


def value_cell(reader: Reader, metric: Metric, slot: str = CURRENT) -> Cell:
    """A metric's value of one year under its name, 是 or 否 and words as text; empty while it is missing."""
    found = figure(reader, metric.id, slot)
    cell = replace(_shown(metric, found), trace=Key("figures", metric.id, slot), name=figure_name(metric.id, slot))
    return live(cell, figure_formula(reader, metric, slot, _dress(metric, found)))


def value_link(reader: Reader, metric: Metric, slot: str = CURRENT) -> Cell:
    """The same value elsewhere: a formula that fetches it."""
    return live(_shown(metric, figure(reader, metric.id, slot)), figure_name(metric.id, slot))


def _shown(metric: Metric, found: Figure) -> Cell:
    if found.amount is None and not found.words:
        return Cell(None, "number")
    if found.amount is None or metric.kind is Kind.YESNO:
        return Cell(print_figure(metric, found, bare=True), "number_text")
    return amount_cell(found.amount, _dress(metric, found))


def difference_cell(reader: Reader, metric: Metric, years: tuple[str, str]) -> Cell:
    """This year less last year, a percentage's in percentage points; empty unless both are numbers.

    `years` are the cells of both years' values, A1.
    """
    amount = difference(reader, metric.id)
    if amount is None:
        return Cell(None, "number")
    cell = amount_cell(amount, ("", f"个{POINTS}" if metric.kind in IN_POINTS else ""))
    return live(cell, difference_formula(*years, amount)) if _are_numeric(reader, metric, amount) else cell


def growth_cell(reader: Reader, metric: Metric, years: tuple[str, str]) -> Cell:
    """Growth as stated, else as computed; empty while there is neither.

    A stated growth that both years confirm, rounded to its digits, has the formula too.
    """
    found = growth(reader, metric.id)
    cell = replace(_shown_growth(found), trace=Key("growths", metric.id), name=growth_name(metric.id))
    if found is None or not _are_numeric(reader, metric, found.amount):
        return cell
    now, before = figure(reader, metric.id).amount, figure(reader, metric.id, PREVIOUS).amount
    assert isinstance(now, Decimal)
    assert isinstance(before, Decimal)
    decimals = digits_after_point(found.amount)
    by_points = metric.kind in IN_POINTS
    if computed_growth(reader, metric.id) is None or (found.unit == POINTS) != by_points:
        return cell
    exact = now - before if by_points else (now - before) / before * 100
    if quantise(exact, decimals) != found.amount:
        return cell
    return live(cell, difference_formula(*years, found.amount) if by_points else rate_formula(*years, decimals))


def growth_link(reader: Reader, metric: Metric) -> Cell:
    """The same growth elsewhere."""
    return live(_shown_growth(growth(reader, metric.id)), growth_name(metric.id))


def _shown_growth(found: GrowthFigure | None) -> Cell:
    if found is None:
        return Cell(None, "number")
    return amount_cell(found.amount, ("", f"个{POINTS}" if found.unit == POINTS else "%"))


def _are_numeric(reader: Reader, metric: Metric, result: Decimal) -> bool:
    years = (figure(reader, metric.id).amount, figure(reader, metric.id, PREVIOUS).amount)
    return all(is_numeric(amount) for amount in (*years, result))


def score_cell(value: Decimal | None, trace: Key | None = None) -> Cell:
    """A score; empty while there is none."""
    return replace(Cell() if value is None else amount_cell(plain_score(value)), style="score", trace=trace)


def plain_score(value: Decimal) -> Decimal:
    """A score without needless zeros: 20 less twice 0.5 is 19, not 19.0."""
    whole = value.to_integral_value()
    return whole if value == whole else value.normalize()


def amount_cell(amount: Amount, dress: tuple[str, str] = ("", "")) -> Cell:
    """An amount between the words of its dress; a ratio, and a number too long for a workbook, as text."""
    before, after = dress
    if isinstance(amount, Ratio):
        return Cell(f"{before}{amount}{after}", "number_text")
    if len(amount.as_tuple().digits) > MOST_DIGITS:
        return Cell(f"{before}{amount:f}{after}", "number_text")
    return Cell(amount, "number", number_format(amount, before, after))


def signed_cell(amount: Decimal, unit: str) -> Cell:
    """A difference with its sign, `+611.521万元`."""
    cell = amount_cell(amount, ("", unit))
    if isinstance(cell.value, str):
        return cell
    shown = f"{digits_format(digits_after_point(amount))}{_quoted(unit)}"
    return replace(cell, number_format=f"+{shown};-{shown};{shown}")


def _dress(metric: Metric, found: Figure) -> tuple[str, str]:
    """What stands before and after the digits: the approximation and, for percentages, the sign."""
    sign = "%" if metric.kind is Kind.PERCENT else ""
    word = found.approximation
    if word in _BEFORE:
        return word, sign
    return ("", sign + word) if word == "以上" else ("", word + sign)


def number_format(amount: Decimal, before: str = "", after: str = "") -> str:
    """The format that shows an amount with its digits between two words."""
    return f"{_quoted(before)}{digits_format(digits_after_point(amount))}{_quoted(after)}"


def _quoted(word: str) -> str:
    plain = word.replace('"', "")
    return f'"{plain}"' if plain else ""
