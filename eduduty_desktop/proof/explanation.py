"""The innocent explanation of a share, growth or difference that does not agree: a digit, a decimal point, another base.

Only words for the message: an explanation excuses nothing.  (Those of sums are in slips.py.)
"""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from eduduty_desktop.figures.interval import Interval
from eduduty_desktop.figures.quantity import Quantity
from eduduty_desktop.proof.digits import digits_in
from eduduty_desktop.proof.lexicon import written

_FACTORS = (
    ("10", "小数点可能错了一位"),
    ("100", "小数点可能错了两位"),
    ("10000", "单位“万”可能多写或漏写"),
    ("100000000", "单位“亿”可能多写或漏写"),
)
_CHECK = "请核对后改正。"


def explain(stated: Quantity, expected: Interval, others: Iterable[tuple[Interval | None, str]] = ()) -> str:
    """What may have happened, and the next step; `others` are the results of mistaken computations and their meaning."""
    return f"{_guess(stated, expected, others)}{_CHECK}"


def quotient(part: Interval | None, whole: Interval | None, scale: int = 1) -> Interval | None:
    """The part over the whole, times `scale` (100 for per cent); None where it cannot be computed."""
    if part is None or whole is None or whole.low <= 0 <= whole.high:
        return None
    return part / whole * Interval.exact(Decimal(scale))


def total_of(quantities: Iterable[Quantity]) -> Interval | None:
    """What amounts come to; None where one of them cannot be computed with."""
    total = Interval.exact(Decimal(0))
    for quantity in quantities:
        if quantity.interval is None:
            return None
        total = total + quantity.interval
    return total


def division(part: str, whole: Sequence[str]) -> str:
    """The words of a division by one figure or by several together: 286400平方米÷（14935人＋7206人）."""
    divisor = "＋".join(whole)
    return f"{part}÷（{divisor}）" if len(whole) > 1 else f"{part}÷{divisor}"


def _guess(stated: Quantity, expected: Interval, others: Iterable[tuple[Interval | None, str]]) -> str:
    if stated.number is None or stated.interval is None:
        return ""
    for result, meaning in others:
        if result is not None and stated.interval.meets(result):
            return f"{meaning}。"
    for factor, meaning in _FACTORS:
        scaled = Interval.exact(Decimal(factor))
        if stated.interval.meets(expected * scaled) or (stated.interval * scaled).meets(expected):
            return f"{meaning}。"
    was, should = digits_in(stated.text), digits_in(written(expected, stated))
    if len(was) == len(should) and was != should:
        wrong = [index for index in range(len(was)) if was[index] != should[index]]
        if len(wrong) == 1:
            return f"可能只错了一个数字（{was[wrong[0]]}应为{should[wrong[0]]}）。"
        if sorted(was) == sorted(should):
            return "可能有数字写颠倒了。"
    return ""
