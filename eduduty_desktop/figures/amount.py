"""The two shapes a stated figure has: a decimal number or a ratio.

A stated figure keeps the digits it was stated with (`50.10` is not `50.1`): the last digit is what its
rounding interval is read from.
"""

import re
from decimal import ROUND_HALF_UP, Context, Decimal

import msgspec


class Ratio(msgspec.Struct, frozen=True):
    """A ratio as stated, `1:13.5`; both terms dimensionless and positive."""

    left: Decimal
    right: Decimal

    def __str__(self) -> str:
        return f"{self.left:f}:{self.right:f}"

    def quotient(self) -> Decimal:
        """Right over left: what one of the first stands against."""
        return self.right / self.left


Amount = Decimal | Ratio

_NUMBER = re.compile(r"-?[0-9]{1,30}(?:\.[0-9]{1,12})?")
_WIDE = Context(prec=100)  # products of long figures still round, instead of overflowing


def parse_amount(text: str) -> Amount:
    """Read the canonical form that `str` of an amount gives: `57926.181`, `-3`, `1:19`.

    Raises ValueError for anything else; what people type goes through `read_entry`.
    """
    left, colon, right = text.partition(":")
    if colon:
        first, second = _decimal(left), _decimal(right)
        if first <= 0 or second <= 0:
            raise ValueError(f"not an amount: {text!r}")
        return Ratio(first, second)
    return _decimal(text)


def _decimal(text: str) -> Decimal:
    if not _NUMBER.fullmatch(text):
        raise ValueError(f"not an amount: {text!r}")
    return Decimal(text)


def format_amount(amount: Amount) -> str:
    """Canonical text of an amount: plain digits, no exponent, no thousands mark."""
    return str(amount) if isinstance(amount, Ratio) else f"{amount:f}"


def quantise(value: Decimal, decimals: int) -> Decimal:
    """Round half up to a number of decimals, as offices round by hand."""
    return value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP, context=_WIDE)


def digits_after_point(value: Decimal) -> int:
    """How many decimals a figure was stated with."""
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
