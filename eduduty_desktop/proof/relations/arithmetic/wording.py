"""What an equation says of its figures: the reading, its computation in figures, the digit that would mend it."""

from decimal import Decimal

from eduduty_desktop.figures.interval import Interval
from eduduty_desktop.proof.lexicon import labelled, span_of, spans_of, written
from eduduty_desktop.proof.reading import Reading
from eduduty_desktop.proof.relations.arithmetic.amounts import Amount
from eduduty_desktop.proof.relations.arithmetic.equations import Equation
from eduduty_desktop.proof.relations.arithmetic.results import ordered
from eduduty_desktop.proof.result import Relation

ACCUSED = 0.82


def accusation(stated: Amount, equation: Equation, wrong: Amount, right: float) -> Reading:
    quantity = wrong.figure.quantity
    should = written(Decimal(repr(right)), quantity)
    why = f"只差一个数字：例如“{wrong.figure.mention.text}”写成“{should}”就相符，也可能错在别的数。请核对后改正。"
    return reading_of(stated, equation, ACCUSED, why)


def reading_of(stated: Amount, equation: Equation, likelihood: float, why: str = "") -> Reading:
    bounds = equation.bounds
    assert bounds is not None, "what cannot be computed was left out before"
    interval = Interval(Decimal(repr(bounds[0])), Decimal(repr(bounds[1])))
    return Reading(
        equation.relation,
        span_of(stated.figure.mention),
        spans_of(a.figure.mention for a in (stated, *equation.operands)),
        stated.figure.quantity.interval,
        interval,
        likelihood,
        _spelled(equation),
        written(_computed(equation), stated.figure.quantity) if why else stated.figure.mention.text,
        why,
        holds=not why,
    )


def _spelled(equation: Equation) -> str:
    if equation.relation is Relation.SUM:
        return equation.sign.join(labelled(a.figure.mention) for a in equation.operands)
    if equation.relation is Relation.PER_UNIT:
        return equation.sign.join(a.figure.mention.text for a in equation.operands)
    less, more = (a.figure.mention.text for a in ordered(equation.operands))
    match equation.sign:
        case "－":
            return f"{more}－{less}"
        case "△":
            return f"（{more}－{less}）÷{less}"
        case "▽":
            return f"（{more}－{less}）÷{more}"
        case "∓":
            return f"{less}÷（{more}－{less}）"
        case "±":
            return f"{less}÷（{more}＋{less}）"
    return f"{less}÷{more}"


def _computed(equation: Equation) -> Decimal:
    """What the figures give as they are written: the middle of what they may be is off by a rounding."""
    numbers = [Decimal(repr(a.value)) for a in equation.operands]
    if equation.relation is Relation.SUM:
        return sum(numbers, Decimal(0))
    if equation.relation is Relation.PER_UNIT:
        return numbers[0] / numbers[1]
    less, more = sorted(numbers)
    match equation.sign:
        case "－":
            return more - less
        case "△":
            return 100 * (more - less) / less
        case "▽":
            return 100 * (more - less) / more
        case "∓":
            return 100 * less / (more - less)
        case "±":
            return 100 * less / (more + less)
    return 100 * less / more
