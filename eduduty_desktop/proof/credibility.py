"""Whether a quotient that fails is one slip of the hand away from holding; else the figures were not meant together.

A part, its whole and the share are three figures of one author: what is wrong with them is a digit, two neighbouring
digits, a factor of ten, or a rounding.  Figures that were never meant together are as far from each other as chance has
it: of figures with three digits about one in ten still looks like a slip, of longer ones far fewer.
"""

import re
from collections.abc import Iterator

from eduduty_desktop.figures import Interval
from eduduty_desktop.proof.result import Span

_NUMBER = re.compile(r"\d[\d,，]*(?:\.\d+)?")
_CLOSE = 0.04
_FACTORS = (10.0, 100.0, 10_000.0, 100_000_000.0)


def is_one_slip(value: Interval, expected: Interval, operands: tuple[Span, ...]) -> bool:
    """Whether one slip in one of the figures would make a quotient agree; `value` is stated, `expected` computed."""
    if min(value.low, expected.low) <= 0:
        return True
    width = (value.high - value.low) / min(value.low, expected.low)  # of a rounding, at the smaller number
    low, high = float((value.low / expected.high) * (1 - width)), float((value.high / expected.low) * (1 + width))
    if low <= 1 + _CLOSE and high >= 1 - _CLOSE:
        return True
    if any(low <= factor <= high or low <= 1 / factor <= high for factor in _FACTORS):
        return True
    return any(low <= f <= high or low * f <= 1 <= high * f for f in _slips(operands))


def _slips(operands: tuple[Span, ...]) -> Iterator[float]:
    """By which factor each slip in each figure changes it."""
    for operand in operands:
        for written in _NUMBER.findall(operand.text):
            digits = written.replace(",", "").replace("，", "")
            number = float(digits)
            for other in _variants(digits) if number else ():
                yield float(other) / number


def _variants(digits: str) -> Iterator[str]:
    """A number with one digit changed, or two neighbours exchanged."""
    for at, digit in enumerate(digits):
        if digit == ".":
            continue
        head, tail = digits[:at], digits[at + 1 :]
        yield from (f"{head}{other}{tail}" for other in "0123456789" if other != digit)
        if tail[:1].isdigit() and tail[0] != digit:
            yield f"{head}{tail[0]}{digit}{tail[1:]}"
