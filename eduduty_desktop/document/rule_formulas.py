"""A point's rule as a formula over 数据表: 阶梯 and 递减 by the metric's value, less what the deductions cost.

要素 and 档次 are what people chose; their score is a plain number.
"""

from decimal import ROUND_CEILING, Decimal

from eduduty_desktop.document.formulas import NoFormulaError, Term, constant, expression_term, value_term
from eduduty_desktop.document.range_names import FULL_WORD, LOST_WORD, name_of
from eduduty_desktop.draft import CURRENT, Key, Reader
from eduduty_desktop.draft.records import Entry
from eduduty_desktop.draft.scoring import point_score
from eduduty_desktop.draft.spans import TESTS
from eduduty_desktop.framework import Point, Ramp, Step

_NOISE_DECIMALS = 9
"""A quotient is rounded so before it is rounded up: binary fractions make 3.0000000000000004 of 3."""


def score_formula(reader: Reader, point: Point, lost: Decimal | None) -> str:
    """The formula of a point's self-score; empty where the score is not what the rule gives."""
    mine = point_score(reader, point)
    if mine is None or point.full_score is None:
        return ""
    full, taken = Term(name_of(FULL_WORD, point.id), point.full_score), lost or Decimal(0)
    less = f"-{name_of(LOST_WORD, point.id)}" if lost else ""
    if less and mine == point.full_score - taken:
        return f"{full.formula}{less}"
    try:
        granted = _granted(reader, point, full)
    except NoFormulaError:
        return ""
    if mine != max(Decimal(0), granted.value - taken):
        return ""
    return f"MAX(0,{granted.formula}{less})" if less else granted.formula


def _granted(reader: Reader, point: Point, full: Term) -> Term:
    """What the metric's value grants, at most the full score.  Raises NoFormulaError."""
    rule = point.scoring
    if rule is None or not rule.metric or not (rule.steps or rule.ramp):
        raise NoFormulaError(point.id)
    value = _measured(reader, rule.metric)
    found = _on_ramp(rule.ramp, full, value) if rule.ramp is not None else _on_steps(rule.steps, value)
    if max((step.score for step in rule.steps), default=full.value) <= full.value:
        return found
    return Term(f"MIN({full.formula},{found.formula})", min(full.value, found.value))


def _measured(reader: Reader, metric: str) -> Term:
    """The value as stated, else what its formula gives, not rounded: so the rule reads it.  Raises NoFormulaError."""
    entry: Entry | None = reader.get(Key("figures", metric, CURRENT))
    if entry is not None and entry.amount is not None:
        if entry.approximation:
            raise NoFormulaError(metric)
        return value_term(reader, metric)
    return expression_term(reader, metric)


def _on_steps(steps: tuple[Step, ...], value: Term) -> Term:
    found = constant(Decimal(0))
    for step in reversed(steps):
        reached = TESTS[step.comparison](value.value, step.value)
        formula = f"IF({value.formula}{step.comparison}{step.value:f},{step.score:f},{found.formula})"
        found = Term(formula, step.score if reached else found.value)
    return found


def _on_ramp(ramp: Ramp, full: Term, value: Term) -> Term:
    limit = f"{ramp.full_at:f}"
    reached = f"{value.formula}{'<=' if ramp.falling else '>='}{limit}"
    short = f"({value.formula})-{limit}" if ramp.falling else f"{limit}-({value.formula})"
    begun = f"ROUNDUP(ROUND(({short})/{ramp.every:f},{_NOISE_DECIMALS}),0)"
    missing = value.value - ramp.full_at if ramp.falling else ramp.full_at - value.value
    steps = max(Decimal(0), missing / ramp.every).to_integral_value(ROUND_CEILING)
    formula = f"IF({reached},{full.formula},MAX(0,{full.formula}-{begun}*{ramp.lose:f}))"
    return Term(formula, max(Decimal(0), full.value - steps * ramp.lose))
