"""One reading of a growth: the figure that states it and the amounts it is the growth of."""

from eduduty_desktop.figures.interval import Interval
from eduduty_desktop.proof.explanation import explain
from eduduty_desktop.proof.lexicon import span_of, spans_of, written
from eduduty_desktop.proof.reading import ACCUSE, Reading
from eduduty_desktop.proof.result import Relation
from eduduty_desktop.proof.roles import Figure

_ROUGH = frozenset({"以上", "余", "多", "以下", "近", "约"})


def growth_of(
    growth: Figure,
    operands: list[Figure],
    expected: Interval,
    likelihood: float,
    arithmetic: str,
    others: tuple[tuple[Interval | None, str], ...] = (),
) -> Reading:
    stated = growth.quantity
    value = stated.interval
    assert value is not None, "an unreadable figure has no role"
    if stated.approximation in _ROUGH:
        likelihood = min(likelihood, 0.7)
    agrees = value.meets(expected)
    return Reading(
        Relation.GROWTH,
        span_of(growth.mention),
        spans_of([*(figure.mention for figure in operands), growth.mention]),
        value,
        expected,
        likelihood,
        arithmetic if likelihood > 0.4 else "",
        written(expected, stated) if likelihood > 0.4 else "",
        "" if agrees or likelihood < ACCUSE else explain(stated, expected, others),
    )


def signed(value: Interval, down: bool) -> Interval:
    return Interval(-value.high, -value.low) if down else value
