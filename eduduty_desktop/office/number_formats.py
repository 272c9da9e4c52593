"""What a number format of a workbook makes of a number: a percentage, a date, a time or a plain number.

Format codes as in ECMA-376 18.8.30/31; the built-in ones that mean dates include those of Chinese Excel.
"""

import math
import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from functools import lru_cache

from eduduty_desktop.grid import Clock, Shown
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


@dataclass(frozen=True, slots=True)
class Look:
    """What a format adds to a number, or takes from it; as in `grid.Shown`."""

    clock: Clock = Clock.NONE
    words: str = ""
    divisor: int = 1
    decimals: int | None = None


_PLAIN_LOOK = Look()
_MINUTES = frozenset({45, 47})
_PLACEHOLDER = re.compile(r"[0#?]")
_ADDED = re.compile(r'"([^"]*)"|[\\!](.)')
_NO_WORDS = re.compile(r"[\s.,()（）¥￥$+\-]+")


def look_of(index: int, code: str | None) -> Look:
    """What a format adds to a number; `code` as the file defines it."""
    if code is None:
        if index in _DATES:
            return Look(Clock.DATE)
        if index in _TIMES or index == 46:
            return Look(Clock.MINUTES if index in _MINUTES else Clock.HOURS)
        code = {9: "0%", 10: "0.00%"}.get(index) or _BUILT_IN.get(index, "General")
    return _look_of_code(code)


@lru_cache(maxsize=4096)
def _look_of_code(code: str) -> Look:
    """Dates, words and scaling of a format's first section (ECMA-376 18.8.31: a comma behind the last digit is ÷ 1000)."""
    code = code[:_LONGEST_CODE]
    shape, _ = _shape_of_code(code)
    first = code.partition(";")[0]
    if shape in {Shape.DATE, Shape.ELAPSED}:
        letters = "".join(c for c in _LITERAL.sub("", first).lower() if c in "ymdhs")
        if "y" in letters or "d" in letters:
            return Look(Clock.DATE)
        return Look(Clock.HOURS if "h" in letters else Clock.MINUTES if "s" in letters else Clock.DATE)
    words = "".join(quoted or single for quoted, single in _ADDED.findall(first))
    words = _NO_WORDS.sub("", words)
    if re.search(r"\[[<>=]", code):
        return Look(words=words, divisor=0)
    marked = _ADDED.sub(lambda match: "." if (match[1] or match[2]) == "." else "~", first)  # 0!.0, shows ten thousands
    literal = _ADDED.search(first) is not None and re.search(r'[\\!]\.|"\."', first) is not None
    body = re.sub(r"\[[^\]]*\]|_.|\*.", "", marked)
    places = list(_PLACEHOLDER.finditer(body))
    if not places:
        return Look(words=words)
    behind = re.match(r",*", body[places[-1].end() :])
    divisor = 1000 ** len(behind[0] if behind else "")
    fraction = len(_PLACEHOLDER.findall(body.partition(".")[2])) if "." in body else 0
    if literal:
        divisor *= 10**fraction
    return Look(words=words, divisor=divisor, decimals=fraction)


def shown_of(value: float, look: Look, text: str) -> Shown | None:
    """What a cell with the text `text` shows besides it; None if that is all there is to say."""
    if look == _PLAIN_LOOK or not math.isfinite(value):
        return None
    if look.clock:
        return Shown(text if look.clock is Clock.DATE else plain_number(round(value * 86400, 3)), look.clock)
    digits = text.removesuffix("%").partition(".")[2]
    if look.words or look.divisor != 1 or (look.decimals is not None and len(digits) > look.decimals):
        return Shown(plain_number(value), Clock.NONE, look.words, look.divisor, look.decimals)
    return None


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
