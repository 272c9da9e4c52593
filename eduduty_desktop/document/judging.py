"""A verdict as formulas: `IF(本年_x>=标准_x,"✓ 达标","✕ 未达标")` and the difference, over the cells of both sides.

What the draft's verdict says counts: a formula is given only where it comes to the same.  不判定 and 无法判定 are what
people must look at; they stay words.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from eduduty_desktop.document.formulas import (
    NoFormulaError,
    Term,
    constant,
    expression_term,
    is_numeric,
    right_over_left,
    rounded,
    value_term,
)
from eduduty_desktop.document.numbers import amount_cell, growth_link, plain_score, signed_cell, value_link
from eduduty_desktop.document.range_names import growth_name
from eduduty_desktop.document.sheets import Cell, live
from eduduty_desktop.draft import CURRENT, PREVIOUS, Reader
from eduduty_desktop.draft.spans import TESTS
from eduduty_desktop.draft.standards import OVER_YEARS, in_unit_of
from eduduty_desktop.draft.targets import TargetOutcome, TargetVerdict
from eduduty_desktop.draft.thresholds import is_difference
from eduduty_desktop.draft.values import figure, growth, unit_of_change
from eduduty_desktop.draft.verdict import GAP_DECIMALS, Outcome, Verdict
from eduduty_desktop.figures import Amount, Ratio, parse_amount
from eduduty_desktop.figures.amount import digits_after_point, quantise
from eduduty_desktop.framework import Kind, Metric, Standard, Target

MET_WORDS = ("✓ 达标", "✕ 未达标")
REACHED_WORDS = ("✓ 已达到", "✕ 未达到")
_REVERSED = {">=": "<=", "<=": ">=", ">": "<", "<": ">", "=": "="}


@dataclass(frozen=True, slots=True)
class Sides:
    """What is compared: `left sign right`; `gap` is their difference as the verdict counts it."""

    left: Term
    sign: str
    right: Term
    gap: Term | None = None

    @property
    def holds(self) -> bool:
        return TESTS[self.sign](self.left.value, self.right.value)

    @property
    def condition(self) -> str:
        return f"{self.left.formula}{self.sign}{self.right.formula}"


@dataclass(frozen=True, slots=True)
class Judged:
    """The cells of one comparison; `limit` holds the standard's number or the value beside it."""

    limit: Cell
    actual: Cell
    outcome: Cell
    gap: Cell


def judged(reader: Reader, metric: Metric, found: Verdict, words: str, limit_name: str) -> Judged:
    """A metric against its standard; `words` is the outcome as it is shown, `limit_name` the limit's cell."""
    limit = _limit_cell(reader, metric, found)
    formula, gap = "", Cell(None, "number")
    if found.outcome in (Outcome.MET, Outcome.MISSED):
        met = found.outcome is Outcome.MET
        formula = _said(reader, metric, found, met)
        sides = _matching(lambda: _standard_sides(reader, metric, found, limit, limit_name), met)
        formula = formula or (_either(sides.condition, MET_WORDS) if sides else "")
        gap = _gap_cell(found.gap, found.gap_unit, sides)
    elif found.gap is not None:
        sides = _first(lambda: _standard_sides(reader, metric, found, limit, limit_name))
        gap = _gap_cell(found.gap, found.gap_unit, sides)
    return Judged(limit, _actual_cell(reader, metric), live(Cell(words or None, "center"), formula), gap)


def judged_target(reader: Reader, metric: Metric, found: TargetVerdict, words: str, limit_name: str) -> Judged:
    """A metric against one of its targets."""
    target = found.target
    limit = _target_limit_cell(reader, metric, target)
    formula, sides = "", _first(lambda: _target_sides(reader, metric, found, limit_name))
    if found.outcome in (TargetOutcome.REACHED, TargetOutcome.MISSED):
        met = found.outcome is TargetOutcome.REACHED
        if metric.kind is Kind.YESNO and target.comparison == "=":
            condition = f"{value_link(reader, metric).formula}={limit_name}"
            formula = _either(condition, REACHED_WORDS)
        elif target.max and target.comparison == "=":
            formula = _range_formula(reader, metric, target, met)
        elif sides is not None and sides.holds == met:
            formula = _either(sides.condition, REACHED_WORDS)
    gap = _gap_cell(found.gap, found.gap_unit, sides)
    return Judged(limit, _actual_cell(reader, metric), live(Cell(words or None, "center"), formula), gap)


def _either(condition: str, words: tuple[str, str]) -> str:
    return f'IF({condition},"{words[0]}","{words[1]}")'


# --- cells ------------------------------------------------------------------------------------------------------


def _actual_cell(reader: Reader, metric: Metric) -> Cell:
    """This year's value with its unit, else its growth, as links."""
    found = figure(reader, metric.id)
    if found.is_missing:
        return growth_link(reader, metric)
    return with_unit(value_link(reader, metric), metric)


def with_unit(cell: Cell, metric: Metric) -> Cell:
    """A value's cell with the metric's unit behind its number; a percentage has its sign already."""
    is_bare = metric.kind in (Kind.PERCENT, Kind.RATIO, Kind.YESNO) or not metric.unit
    if not isinstance(cell.value, Decimal) or is_bare:
        return cell
    unit = metric.unit.replace('"', "")
    return Cell(cell.value, cell.style, f'{cell.number_format}"{unit}"', cell.trace, cell.formula, cell.name)


def _limit_cell(reader: Reader, metric: Metric, found: Verdict) -> Cell:
    """The threshold in the metric's unit, else the value with which it is compared, else nothing."""
    threshold = found.threshold
    assert threshold is not None
    standard = threshold.standard
    if isinstance(threshold.amount, Decimal) and standard.comparison == "yoy_decrease":
        return amount_cell(threshold.amount, ("", unit_of_change(metric)))
    if threshold.amount is not None:
        limit = in_unit_of(metric, threshold.amount, standard)
        if limit is None:
            return Cell(None, "number")
        if isinstance(limit, Decimal) and limit != threshold.amount:
            limit = plain_score(limit)  # 6000元 are 0.6万元, not 0.6000
        return with_unit(amount_cell(limit, ("", "%" if metric.kind is Kind.PERCENT else "")), metric)
    if standard.comparison in OVER_YEARS:
        return _last_year(reader, metric)
    if standard.by_growth and standard.other in reader.framework.metrics:
        return growth_link(reader, reader.framework.metrics[standard.other])
    if standard.other in reader.framework.metrics and not is_difference(reader.framework, metric):
        other = reader.framework.metrics[standard.other]
        return with_unit(value_link(reader, other), other)
    return Cell(None, "number")


def _last_year(reader: Reader, metric: Metric) -> Cell:
    """Last year's value; a growth alone stands beside the value that it belongs to."""
    if not figure(reader, metric.id, PREVIOUS).is_missing:
        return with_unit(value_link(reader, metric, PREVIOUS), metric)
    is_beside = not figure(reader, metric.id).is_missing
    return growth_link(reader, metric) if is_beside else Cell(None, "number")


def _target_limit_cell(reader: Reader, metric: Metric, target: Target) -> Cell:
    if not target.value:
        return _last_year(reader, metric)
    amount = parse_amount(target.value)
    if metric.kind is Kind.YESNO:
        return Cell("是" if amount else "否", "number_text")
    return with_unit(amount_cell(amount, ("", "%" if metric.kind is Kind.PERCENT else "")), metric)


def _gap_cell(gap: Decimal | None, unit: str, sides: Sides | None) -> Cell:
    """差额 rounded to the digits that it has, at most four."""
    if gap is None:
        return Cell(None, "number")
    value = quantise(gap, GAP_DECIMALS).normalize()
    value = value if digits_after_point(value) else value.quantize(Decimal(1))
    decimals = digits_after_point(value)
    cell = signed_cell(value, unit)
    term = sides.gap if sides is not None else None
    if term is None or not is_numeric(value) or quantise(term.value, decimals) != value:
        return cell
    return live(cell, rounded(term.formula, decimals))


# --- sides ------------------------------------------------------------------------------------------------------


def _first(sides: Callable[[], Iterator[Sides]]) -> Sides | None:
    try:
        return next(sides(), None)
    except NoFormulaError:
        return None


def _matching(sides: Callable[[], Iterator[Sides]], met: bool) -> Sides | None:
    """The first way of comparing that comes to the verdict: by what is printed, else by what is not rounded."""
    try:
        return next((one for one in sides() if one.holds == met), None)
    except NoFormulaError:
        return None


def _said(reader: Reader, metric: Metric, found: Verdict, met: bool) -> str:
    """A yes or no that is given to the standard itself."""
    if metric.kind is not Kind.YESNO or found.gap is not None:
        return ""
    link = value_link(reader, metric)
    return _either(f'{link.formula}="是"', MET_WORDS) if (link.value == "是") == met else ""


def _standard_sides(reader: Reader, metric: Metric, found: Verdict, limit: Cell, limit_name: str) -> Iterator[Sides]:
    threshold = found.threshold
    assert threshold is not None
    standard = threshold.standard
    if standard.comparison in OVER_YEARS:
        least = None if threshold.amount is None else _limit_term(limit, limit_name, threshold.amount)
        yield from _over_years(reader, metric, found, standard, least)
        return
    if standard.by_growth:
        yield _less(_growth_term(reader, metric.id), standard.comparison, _growth_term(reader, standard.other))
        return
    sign = ">" if standard.comparison == "exists" else standard.comparison
    if isinstance(threshold.amount, Ratio):
        yield from _by_ratio(reader, metric, sign, threshold.amount, limit_name)
        return
    right = _right(reader, metric, standard, threshold.amount, limit, limit_name)
    yield _less(value_term(reader, metric.id), sign, right)
    yield _less(expression_term(reader, metric.id), sign, right)


def _less(left: Term, sign: str, right: Term) -> Sides:
    """Two sides whose gap is left less right."""
    formula = left.formula if right == constant(Decimal(0)) else f"{left.formula}-{right.formula}"
    return Sides(left, sign, right, Term(formula, left.value - right.value))


def _right(
    reader: Reader, metric: Metric, standard: Standard, amount: Amount | None, limit: Cell, limit_name: str
) -> Term:
    if isinstance(amount, Decimal):
        return _limit_term(limit, limit_name, in_unit_of(metric, amount, standard))
    if standard.comparison == "exists" or is_difference(reader.framework, metric):
        return constant(Decimal(0))
    return value_term(reader, standard.other)


def _limit_term(limit: Cell, name: str, amount: Amount | None) -> Term:
    """The threshold by its cell, which must hold that very number."""
    if not isinstance(limit.value, Decimal) or limit.value != amount:
        raise NoFormulaError(name)
    return Term(name, limit.value)


def _by_ratio(reader: Reader, metric: Metric, sign: str, amount: Ratio, limit_name: str) -> Iterator[Sides]:
    """1:18.5 is more than 1:19: the right terms compare the other way round."""
    own = figure(reader, metric.id).amount
    if not isinstance(own, Ratio):
        raise NoFormulaError(metric.id)
    limit = Term(right_over_left(limit_name), amount.quotient())
    yield _less(value_term(reader, metric.id), _REVERSED[sign], limit)


def _over_years(
    reader: Reader, metric: Metric, found: Verdict, standard: Standard, least: Term | None
) -> Iterator[Sides]:
    falls = standard.comparison == "yoy_decrease"
    if found.growths:
        stated = _stated_growth(reader, metric.id)
        if falls and least is not None:
            fall = Term(f"-{stated.formula}", -stated.value)
            yield _less(fall, ">=", least)
        else:
            sides = _less(stated, "<" if falls else ">=", constant(Decimal(0)))
            fallen = Term(f"-{stated.formula}", -stated.value) if falls else sides.gap
            yield Sides(sides.left, sides.sign, sides.right, fallen)
        return
    now, before = value_term(reader, metric.id), value_term(reader, metric.id, PREVIOUS)
    if not falls:
        yield _less(now, ">=", before)
        exact = [_exact_or(reader, metric, slot, term) for slot, term in ((CURRENT, now), (PREVIOUS, before))]
        yield _less(exact[0], ">=", exact[1])
        return
    fell = Term(f"{before.formula}-{now.formula}", before.value - now.value)
    if least is None:
        yield Sides(now, "<", before, fell)
        return
    places = max(digits_after_point(now.value), digits_after_point(before.value))
    gap = Term(f"{fell.formula}-{least.formula}", fell.value - least.value)
    yield Sides(Term(rounded(fell.formula, places), fell.value), ">=", least, gap)


def _exact_or(reader: Reader, metric: Metric, slot: str, otherwise: Term) -> Term:
    try:
        return expression_term(reader, metric.id, slot)
    except NoFormulaError:
        return otherwise


def _stated_growth(reader: Reader, metric: str) -> Term:
    found = growth(reader, metric)
    if found is None:
        raise NoFormulaError(metric)
    return Term(growth_name(metric), found.amount)


def _growth_term(reader: Reader, metric: str) -> Term:
    """Growth in per cent, not rounded, by both years; else as stated."""
    try:
        now, before = value_term(reader, metric), value_term(reader, metric, PREVIOUS)
    except NoFormulaError:
        return _stated_growth(reader, metric)
    if before.value <= 0:
        raise NoFormulaError(metric)
    return Term(f"({now.formula}/{before.formula}-1)*100", (now.value / before.value - 1) * 100)


def _target_sides(reader: Reader, metric: Metric, found: TargetVerdict, limit_name: str) -> Iterator[Sides]:
    target = found.target
    if found.growths:
        yield Sides(_stated_growth(reader, metric.id), target.comparison, constant(Decimal(0)))
        return
    if not target.value:
        now, before = value_term(reader, metric.id), value_term(reader, metric.id, PREVIOUS)
        yield _less(now, target.comparison, before)
        return
    amount = parse_amount(target.value)
    if isinstance(amount, Ratio):
        yield from _by_ratio(reader, metric, target.comparison, amount, limit_name)
        return
    yield _less(value_term(reader, metric.id), target.comparison, Term(limit_name, amount))


def _range_formula(reader: Reader, metric: Metric, target: Target, met: bool) -> str:
    least, most = parse_amount(target.value), parse_amount(target.max)
    try:
        own = value_term(reader, metric.id)
    except NoFormulaError:
        return ""
    if isinstance(least, Ratio) or isinstance(most, Ratio) or (least <= own.value <= most) != met:
        return ""
    return _either(f"AND({own.formula}>={least:f},{own.formula}<={most:f})", REACHED_WORDS)
