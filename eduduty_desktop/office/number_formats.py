"""What a number format of a workbook makes of a number: a percentage, a date, a time or a plain number.

Format codes as in ECMA-376 18.8.30/31; the built-in ones that mean dates include those of Chinese Excel.
"""

import re
from datetime import datetime, timedelta
from enum import Enum
from functools import lru_cache

from eduduty_desktop.office.cells import plain_number, plain_percentage, plain_text

_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.')
_BRACKET = re.compile(r"\[[^\]]*\]")
_ELAPSED = re.compile(r"\[(?:h+|m+|s+)\]", re.IGNORECASE)
_FIXED = re.compile(r"[#0,]*0\.(0+)_? ?")
_PERCENT = frozenset({9, 10})
_DATES = frozenset({*range(14, 18), 22, *range(27, 32), 36, *range(50, 55), 57, 58})
_TIMES = frozenset({18, 19, 20, 21, *range(32, 36), 45, 47, 55, 56})
_BUILT_IN = {1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 46: "[h]:mm:ss", 49: "@"}
_LONGEST_CODE = 255
_LAST_SERIAL = 2_958_465 - 1462  # the last days of 9999 in either way of counting


class Shape(Enum):
    NUMBER, PERCENT, DATE, ELAPSED = range(4)


def shape_of(index: int, code: str | None) -> tuple[Shape, int]:
    """The shape that a format gives a number, and the decimals that it always shows; `code` as the file defines it."""
    if code is None:
        if index in _PERCENT:
            return Shape.PERCENT, 0
        if index in _DATES or index in _TIMES:
            return Shape.DATE, 0
        code = _BUILT_IN.get(index, "General")
    return _shape_of_code(code)


@lru_cache(maxsize=4096)
def _shape_of_code(code: str) -> tuple[Shape, int]:
    first = _LITERAL.sub("", code[:_LONGEST_CODE]).partition(";")[0]
    if _ELAPSED.search(first):
        return Shape.ELAPSED, 0
    plain = _BRACKET.sub("", first)
    if "%" in plain:
        return Shape.PERCENT, 0
    if plain.strip().lower() in {"general", "@", ""}:
        return Shape.NUMBER, 0
    if any(letter in "ymdhs" for letter in plain.lower().replace("general", "")):
        return Shape.DATE, 0
    fixed = _FIXED.fullmatch(plain.strip())
    return Shape.NUMBER, len(fixed[1]) if fixed else 0


def shown(value: float, shape: Shape, decimals: int = 0, *, from_1904: bool = False) -> str:
    """A number as its format shows it, but never rounded: `58.15%`, `2021-09-01`, `1.10`; a whole number is `3`."""
    if shape is Shape.PERCENT:
        return plain_percentage(value)
    if shape is Shape.DATE and 0 <= value < _LAST_SERIAL:
        return _date(value, from_1904=from_1904)
    if shape is Shape.ELAPSED and abs(value) < _LAST_SERIAL:
        return plain_text(timedelta(seconds=round(value * 86400)))
    text = plain_number(value)
    whole, point, fraction = text.partition(".")
    # The number of an indicator may be typed as a number: 1.10 is kept as 1.1 and only its format tells.
    return f"{whole}.{fraction.ljust(decimals, '0')}" if point else text


def _date(value: float, *, from_1904: bool) -> str:
    seconds = round(value % 1 * 86400)
    if value < 1 and not from_1904:
        return plain_text((datetime(1900, 1, 1) + timedelta(seconds=seconds)).time())
    # Day 60 of the usual count is the 29 February 1900 that never was.
    first = datetime(1899, 12, 30) if value >= 60 else datetime(1899, 12, 31)
    start = datetime(1904, 1, 1) if from_1904 else first
    return plain_text(start + timedelta(days=int(value), seconds=seconds))
