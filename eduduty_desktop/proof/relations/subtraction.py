"""One reading of a difference: the figure that states it and the amounts it is the difference of."""

from decimal import Decimal

from eduduty_desktop.figures.interval import Interval
from eduduty_desktop.figures.quantity import Quantity
from eduduty_desktop.proof.explanation import explain, total_of
from eduduty_desktop.proof.lexicon import span_of, spans_of, written
from eduduty_desktop.proof.reading import Reading
from eduduty_desktop.proof.result import Relation
from eduduty_desktop.proof.roles import Figure


def difference_of(
    stated: Figure, whole: Figure | list[Figure], less: Figure | list[Figure], likelihood: float
) -> Reading | None:
    """The figure as one or several amounts less one or several others; None where one of them cannot be computed with."""
    given, taken = (side if isinstance(side, list) else [side] for side in (whole, less))
    expected = total_of([figure.quantity for figure in given])
    for figure in taken:
        if expected is None or figure.quantity.interval is None:
            return None
        expected = expected.less(figure.quantity.interval)
    value, quantity = stated.quantity.interval, stated.quantity
    if expected is None or value is None:
        return None
    operands = [*given, *taken]
    if quantity.approximation or any(figure.quantity.approximation for figure in operands):
        likelihood = min(likelihood, 0.7)
    mirrored = Interval(-expected.high, -expected.low)
    others = ((mirrored, "高低（增减）可能写反了"),)
    arithmetic = "－".join(("＋".join(f.mention.text for f in given), *(f.mention.text for f in taken)))
    return Reading(
        Relation.DIFFERENCE,
        span_of(stated.mention),
        spans_of([*(figure.mention for figure in operands), stated.mention]),
        value,
        expected,
        likelihood,
        arithmetic if likelihood > 0.4 else "",
        written(expected, quantity),
        "" if value.meets(expected) else explain(quantity, expected, others),
    )


def without_slip(stated: Quantity, expected: Interval | None) -> Decimal | None:
    """The number that one digit alone makes of a figure of two digits or more so that it is what is expected."""
    value, number, step = stated.interval, stated.number, stated.step
    if value is None or number is None or expected is None or step <= 0:
        return None
    digits = str(abs(int(number / step)))
    if len(digits) < 2:
        return None
    for place, digit in enumerate(reversed(digits)):
        for other in range(10):
            by = Decimal(other - int(digit)) * step.scaleb(place)
            if by and Interval(value.low + by, value.high + by).meets(expected):
                return number + by
    return None
