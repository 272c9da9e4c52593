"""Chinese numerals as exact numbers: 三万二千, 一百零五, 两, 十二三, 三点五, 百分之三十 is made of two of them.

Knows the numerals only, not what is counted and not where in a text a number may stand.
"""

import re
from decimal import Decimal

import msgspec

DIGITS = {
    "〇": 0,
    "零": 0,
    "一": 1,
    "二": 2,
    "两": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
    "壹": 1,
    "贰": 2,
    "叁": 3,
    "肆": 4,
    "伍": 5,
    "陆": 6,
    "柒": 7,
    "捌": 8,
    "玖": 9,
}
PLACES = {"十": 10, "百": 100, "千": 1000, "拾": 10, "佰": 100, "仟": 1000}
MULTIPLES = {"万": 10**4, "亿": 10**8}
CHARACTERS = "".join((*DIGITS, *PLACES, *MULTIPLES))
LONGEST = 24  # 九千九百九十九万亿… has fewer; whatever is longer is no number

WITH_POINT = f"[{CHARACTERS}]++(?:点[{''.join(DIGITS)}]++)?"
NUMERAL = re.compile(f"{WITH_POINT}[万亿]?")
PERCENT_WORDS = re.compile(f"百分之({WITH_POINT})")
_DIGIT_PAIR = re.compile(f"[{''.join(DIGITS)}]{{2}}")
_SPOKEN_PAIRS = frozenset({(3, 5)})  # 三五个, besides neighbours such as 七八个


class Numeral(msgspec.Struct, frozen=True, gc=False):
    """What a Chinese numeral says: `low` to `high` (equal unless it is 七八 or 三四十), exact to `step`.

    `step` is the place of the last digit written: 1000 for 三万二千.  `leading` tells that a digit is
    missing in front (百, 亿), `spelled` that digits stand without places (二〇二一).
    """

    low: Decimal
    high: Decimal
    step: Decimal
    leading: bool = False
    spelled: bool = False


def read_numeral(text: str) -> Numeral | None:
    """The number that a run of Chinese numerals (with 点 and digits after it) says, or None if it says none."""
    if len(text) == 1:
        return _SINGLE.get(text)
    return _read(text)


def _read(text: str) -> Numeral | None:
    if not text or len(text) > LONGEST:
        return None
    whole, point, fraction = text.partition("点")
    if point:
        return _with_fraction(whole, fraction)
    if len(text) > 1 and all(character in DIGITS for character in text):
        return _spelled(text)
    if pair := _DIGIT_PAIR.search(text):
        return _pair(text, pair.start())
    found = _whole(text)
    if found is None:
        return None
    value, step = found
    return Numeral(
        Decimal(value), Decimal(value), Decimal(step), leading=text[0] not in DIGITS and text[0] not in "十拾"
    )


def _with_fraction(whole: str, fraction: str) -> Numeral | None:
    """三点五 and 三点五万: digits after the point, then at most one multiple."""
    digits = fraction.rstrip("".join(MULTIPLES))
    found = _whole(whole)
    if found is None or not digits or any(character not in DIGITS for character in digits):
        return None
    multiple = 1
    for character in fraction[len(digits) :]:
        multiple *= MULTIPLES[character]
    value = Decimal(f"{found[0]}.{''.join(str(DIGITS[c]) for c in digits)}") * multiple
    return Numeral(value, value, Decimal(1).scaleb(-len(digits)) * multiple)


def _spelled(text: str) -> Numeral:
    numbers = [DIGITS[character] for character in text]
    if len(numbers) == 2 and numbers[0] > 0 and (numbers[1] == numbers[0] + 1 or tuple(numbers) in _SPOKEN_PAIRS):
        return Numeral(Decimal(numbers[0]), Decimal(numbers[1]), Decimal(1))
    value = Decimal("".join(map(str, numbers)))
    return Numeral(value, value, Decimal(1), spelled=True)


def _pair(text: str, at: int) -> Numeral | None:
    """三四十, 十二三, 一百二三十: neighbours mean from the one to the other; any other two digits mean nothing."""
    if text[at] not in "零〇" and DIGITS[text[at + 1]] == DIGITS[text[at]] + 1:
        low, high = _whole(text[: at + 1] + text[at + 2 :]), _whole(text[:at] + text[at + 1 :])
        if low is not None and high is not None and low[0] < high[0]:
            return Numeral(Decimal(low[0]), Decimal(high[0]), Decimal(low[1]))
    if text[at] in "零〇" and (found := _whole(text)) is not None:
        return Numeral(Decimal(found[0]), Decimal(found[0]), Decimal(found[1]))
    return None


def _whole(text: str) -> tuple[int, int] | None:
    """Value and place of the last digit of a numeral with places, without a point."""
    for character, multiple in (("亿", 10**8), ("万", 10**4)):
        head, found, tail = text.rpartition(character)
        if not found:
            continue
        upper = _whole(head) if head else (1, 1)
        if upper is None or (character == "万" and upper[0] >= 10**4):
            return None
        if not tail:
            return upper[0] * multiple, upper[1] * multiple
        lower = _spoken_rest(tail, multiple) or _whole(tail)
        if lower is None or lower[0] >= multiple:
            return None
        return upper[0] * multiple + lower[0], lower[1]
    return _below_ten_thousand(text)


def _below_ten_thousand(text: str) -> tuple[int, int] | None:
    total, step, digit, last = 0, 1, -1, 10**4
    for index, character in enumerate(text):
        if character in DIGITS:
            value = DIGITS[character]
            if value == 0:
                if digit >= 0:
                    return None
                continue
            if digit >= 0:
                return None
            digit = value
            continue
        place = PLACES.get(character)
        if place is None or place >= last or (digit < 0 and index > 0 and text[index - 1] not in "零〇"):
            return None
        total, step, last, digit = total + max(digit, 1) * place, place, place, -1
    if digit < 0:
        return (total, step if total else 1) if text.strip("零〇") or text in {"零", "〇"} else None
    spoken = last in {100, 1000} and text[-2] not in "零〇"  # 一百二 is 120, 一百零二 is 102
    unit = last // 10 if spoken else 1
    return total + digit * unit, unit


def _spoken_rest(tail: str, multiple: int) -> tuple[int, int] | None:
    """The 二 of 三万二, which is two thousand."""
    if len(tail) == 1 and DIGITS.get(tail, 0):
        return DIGITS[tail] * multiple // 10, multiple // 10
    return None


_SINGLE = {character: _read(character) for character in CHARACTERS}
