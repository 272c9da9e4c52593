"""Intervals: what a stated figure may really have been, and arithmetic on them.

A figure stated as 58.15 was rounded or cut off from something between 58.145 and 58.16; a count is exact;
`700余` is between 700 and 800.  Two ways of stating one quantity agree when their intervals meet.
(The idea is that of statcheck: Nuijten et al. 2016, Behavior Research Methods 48, 1205–1226.)
"""

from decimal import ROUND_CEILING, ROUND_FLOOR, Context, Decimal
from functools import cache
from typing import Self

import msgspec

from eduduty_desktop.figures.amount import Amount, Ratio, digits_after_point

_HALF = Decimal("0.5")
_NEAR = Decimal("0.1")
_EDGE = Decimal("0.001")
# Whatever is rounded is rounded outward, so that an interval never loses the number it stands for.
_DOWN, _UP = Context(prec=40, rounding=ROUND_FLOOR), Context(prec=40, rounding=ROUND_CEILING)


class Interval(msgspec.Struct, frozen=True, gc=False):
    """A closed interval of real numbers."""

    low: Decimal
    high: Decimal

    @classmethod
    def exact(cls, value: Decimal) -> Self:
        return cls(value, value)

    def __add__(self, other: "Interval") -> "Interval":
        return Interval(_DOWN.add(self.low, other.low), _UP.add(self.high, other.high))

    def __sub__(self, other: "Interval") -> "Interval":
        return Interval(_DOWN.subtract(self.low, other.high), _UP.subtract(self.high, other.low))

    def __mul__(self, other: "Interval") -> "Interval":
        if self.low >= 0 and other.low >= 0:
            return Interval(_DOWN.multiply(self.low, other.low), _UP.multiply(self.high, other.high))
        corners = [(a, b) for a in (self.low, self.high) for b in (other.low, other.high)]
        return Interval(min(_DOWN.multiply(*c) for c in corners), max(_UP.multiply(*c) for c in corners))

    def __truediv__(self, other: "Interval") -> "Interval":
        """Raises ZeroDivisionError when the divisor may be zero."""
        if other.low <= 0 <= other.high:
            raise ZeroDivisionError
        if self.low >= 0 and other.low > 0:
            return Interval(_DOWN.divide(self.low, other.high), _UP.divide(self.high, other.low))
        corners = [(a, b) for a in (self.low, self.high) for b in (other.low, other.high)]
        return Interval(min(_DOWN.divide(*c) for c in corners), max(_UP.divide(*c) for c in corners))

    def meets(self, other: "Interval") -> bool:
        """Whether both can be the same number."""
        return self.low <= other.high and other.low <= self.high

    def less(self, other: "Interval") -> "Interval":
        """The difference of two stated figures, its ends left out: what is cut off is less than a digit."""
        apart = self - other
        edge = (apart.high - apart.low) * _EDGE
        return Interval(apart.low + edge, apart.high - edge)

    def contains(self, value: Decimal) -> bool:
        return self.low <= value <= self.high


def interval_of(amount: Amount, *, exact: bool = False, approximation: str = "") -> Interval:
    """What the stated amount may really be.

    `exact` is for counts.  `approximation` is 余 多 近 约 以上 or empty.  A ratio gives the interval of
    its right term over its left.  Rounding and cutting off are both allowed: [v - ½u, v + u) with u the
    unit of the last stated digit (the open end is treated as closed: the wider, milder reading); below
    zero the same the other way round.
    """
    if isinstance(amount, Ratio):
        right = interval_of(amount.right, approximation=approximation)
        return right / Interval.exact(amount.left)
    if amount < 0:
        mirror = interval_of(amount.copy_negate(), exact=exact, approximation=approximation)
        return Interval(mirror.high.copy_negate(), mirror.low.copy_negate())
    if approximation in {"余", "多", "以上"}:
        return Interval(amount, amount + _leading_step(amount))
    if approximation == "近":
        return Interval(amount - _leading_step(amount), amount)
    if approximation == "约":
        spread = amount * _NEAR
        return Interval(amount - spread, amount + spread)
    if exact:
        return Interval.exact(amount)
    unit = _unit(digits_after_point(amount))
    return Interval(amount - unit * _HALF, amount + unit)


@cache
def _unit(decimals: int) -> Decimal:
    """The place of the last digit of so many decimals."""
    return Decimal(1).scaleb(-decimals)


def _leading_step(amount: Decimal) -> Decimal:
    """The unit of the last digit that is not zero: 100 for 700, 10 for 140, 1000 for 4000."""
    normal = amount.normalize()
    exponent = normal.as_tuple().exponent
    return Decimal(1).scaleb(exponent) if isinstance(exponent, int) and amount else Decimal(1)
