"""What a stated or computed figure may really be, and whether it can satisfy a comparison.

An `Interval` with its ends open or closed: 49.9 was rounded or cut off from less than 50.0, `近50` is less than 50, so
neither can be 50.  A ratio stands for its left term over its right: 1:19 is one teacher for 19 pupils, more than 1:20.
"""

from collections.abc import Callable
from decimal import Decimal
from operator import eq, ge, gt, le, lt

import msgspec

from eduduty_desktop.draft.records import Entry
from eduduty_desktop.draft.value import Reader
from eduduty_desktop.draft.values import figure, figure_key, formula_interval, is_exact
from eduduty_desktop.figures import Amount, Interval, Ratio, interval_of
from eduduty_desktop.figures.amount import digits_after_point
from eduduty_desktop.framework import Kind
from eduduty_desktop.framework.expression import Operand

TESTS: dict[str, Callable[[Decimal, Decimal], bool]] = {">=": ge, "<=": le, "=": eq, ">": gt, "<": lt}
_OPPOSITE = {">=": "<", "<=": ">", ">": "<=", "<": ">="}


class Span(msgspec.Struct, frozen=True):
    """A figure between two ends; `printed` is what stands on paper if it stands for an exact figure.

    `decimals` are those it was stated with, -1 for a computed or approximate one.
    """

    low: Decimal
    high: Decimal
    low_open: bool = False
    high_open: bool = False
    printed: Decimal | None = None
    decimals: int = -1

    @property
    def is_point(self) -> bool:
        return self.low == self.high


def number_of(amount: Amount) -> Decimal:
    """An amount as one number, a ratio as its left term over its right."""
    return amount.left / amount.right if isinstance(amount, Ratio) else amount


def point(amount: Amount) -> Span:
    """The span of a number that is what it says, such as a policy's."""
    number = number_of(amount)
    return Span(number, number, printed=number)


def span_of(reader: Reader, operand: Operand) -> Span | None:
    """What a metric's value may be: as stated, narrowed by its formula where both agree; else computed; None if missing.

    A ratio whose right term may be zero has none.
    """
    metric = reader.framework.metrics[operand.metric]
    entry: Entry | None = reader.get(figure_key(operand.metric, operand.slot))
    formula = formula_interval(reader, operand.metric, operand.slot)
    computed = _computed(reader, operand, formula) if formula is not None else None
    if entry is None or entry.amount is None:
        return computed
    stated = stated_span(entry.amount, entry.approximation, exact=is_exact(metric))
    if stated is None or computed is None:
        return stated
    return _narrowed(stated, computed)


def stated_span(amount: Amount, approximation: str = "", *, exact: bool = False) -> Span | None:
    """What a stated amount may be; the end that rounding or a word leaves out is open."""
    if isinstance(amount, Ratio):
        right = stated_span(amount.right, approximation)
        if right is None or right.low <= 0:
            return None
        printed = number_of(amount) if right.printed is not None else None
        ends = amount.left / right.high, amount.left / right.low
        return Span(*ends, right.high_open, right.low_open, printed, right.decimals)
    may_be = interval_of(amount, exact=exact, approximation=approximation)
    if approximation:
        above, below = approximation in {"余", "多"}, approximation == "近"
        return Span(may_be.low, may_be.high, above, below)
    is_open = not exact
    low_open, high_open = (is_open, False) if amount < 0 else (False, is_open)
    return Span(may_be.low, may_be.high, low_open, high_open, amount, digits_after_point(amount))


def _computed(reader: Reader, operand: Operand, formula: Interval) -> Span | None:
    found = figure(reader, operand.metric, operand.slot)
    low, high = formula.low, formula.high
    if reader.framework.metrics[operand.metric].kind is Kind.RATIO:
        if low <= 0:
            return None
        low, high = 1 / high, 1 / low
    printed = number_of(found.amount) if found.amount is not None and not found.approximation else None
    return Span(low, high, printed=printed)


def _narrowed(stated: Span, computed: Span) -> Span:
    """Both at once where they agree; what is stated where they contradict each other (a finding of its own)."""
    low, high = max(stated.low, computed.low), min(stated.high, computed.high)
    low_open, high_open = stated.low_open and low == stated.low, stated.high_open and high == stated.high
    if low > high or (low == high and (low_open or high_open)):
        return stated
    return Span(low, high, low_open, high_open, stated.printed, stated.decimals)


def cannot(value: Span, sign: str, limit: Span) -> bool:
    """Whether no number of `value` compares so with any number of `limit`."""
    match sign:
        case ">=":
            return value.high < limit.low or (value.high == limit.low and (value.high_open or limit.low_open))
        case ">":
            return value.high <= limit.low
        case "<=":
            return cannot(limit, ">=", value)
        case "<":
            return cannot(limit, ">", value)
        case _:
            return cannot(value, ">=", limit) or cannot(value, "<=", limit)


def must(value: Span, sign: str, limit: Span) -> bool:
    """Whether every number of `value` compares so with every number of `limit`."""
    if sign == "=":
        return value.is_point and limit.is_point and value.low == limit.low
    return cannot(value, _OPPOSITE[sign], limit)


def satisfies(value: Span, sign: str, limit: Span, *, alike: bool = False) -> bool | None:
    """Whether a value satisfies a comparison; None where its rounding or its approximation leaves that open.

    False only if none of the numbers that it may be does.  An exact figure that satisfies it as printed does.
    `alike`: both are figures of this report; two stated with the same decimals were rounded in the same way, which
    keeps their order, so that what is printed decides.
    """
    if cannot(value, sign, limit):
        return False
    printed = None
    if value.printed is not None and limit.printed is not None:
        printed = TESTS[sign](value.printed, limit.printed)
        if printed or (alike and value.decimals == limit.decimals >= 0):
            return printed
    return True if must(value, sign, limit) else None
