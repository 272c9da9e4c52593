"""Whether a quotient that fails is one slip of the hand away from holding; else the figures were not meant together.

A part, its whole and the share are three figures of one author: what is wrong with them is a digit, two neighbouring
digits, a factor of ten, or a rounding.  Figures that were never meant together are as far from each other as chance has
it: of figures with three digits about one in ten still looks like a slip, of longer ones far fewer.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from eduduty_desktop.figures import Interval
from eduduty_desktop.proof.result import Span

_NUMBER = re.compile(r"\d[\d,，]*(?:\.\d+)?")
_CLOSE = 0.04
_LUCK = 0.3
_FACTORS = (10.0, 100.0, 10_000.0, 100_000_000.0)


def is_no_luck(value: Interval, operands: tuple[Span, ...]) -> bool:
    """Whether so few slips are possible, and the stated figure is so fine, that a slip which mends it is hardly chance."""
    if value.low <= 0:
        return False
    return sum(1 for _ in _slips(operands)) * float((value.high - value.low) / value.low) <= _LUCK


def is_one_slip(value: Interval, expected: Interval, stated: Span, operands: tuple[Span, ...]) -> bool:
    """Whether one slip in one of the figures would make a quotient agree.

    `value` is what is stated, by the operand `stated`, and `expected` what the other operands give.
    """
    if min(value.low, expected.low) <= 0:
        return True
    low, high = float(value.low / expected.high), float(value.high / expected.low)
    if low <= 1 + _CLOSE and high >= 1 - _CLOSE:
        return True
    if any(low <= factor <= high or low <= 1 / factor <= high for factor in _FACTORS):
        return True
    others = tuple(operand for operand in operands if operand != stated)
    if any(low <= by <= high or low * by <= 1 <= high * by for by in _slips(others)):
        return True
    return any(_meets(value, by, expected) or _meets(value, 1 / by, expected) for by in _slips((stated,)))


def _meets(value: Interval, by: float, expected: Interval) -> bool:
    """Whether the stated value, a slip of its own taken back, meets what is expected: it stays as fine as it is written."""
    least, most = (float(edge) for edge in (value.low, value.high))
    return least * by - (most - least) <= float(expected.high) and float(expected.low) <= most * by + (most - least)


def _slips(operands: tuple[Span, ...]) -> Iterator[float]:
    """By which factor each slip in each figure changes it."""
    for operand in operands:
        for written in _NUMBER.findall(operand.text):
            digits = written.replace(",", "").replace("，", "")
            number = float(digits)
            slips = map(float, _variants(digits)) if number else ()
            yield from (other / number for other in slips if other)


def _variants(digits: str) -> Iterator[str]:
    """A number with one digit changed, or two neighbours exchanged, even across the point."""
    places = [at for at, digit in enumerate(digits) if digit != "."]
    for at in places:
        yield from (f"{digits[:at]}{other}{digits[at + 1 :]}" for other in "0123456789" if other != digits[at])
    for one, other in pairwise(places):
        if digits[one] != digits[other]:
            yield f"{digits[:one]}{digits[other]}{digits[one + 1 : other]}{digits[one]}{digits[other + 1 :]}"
