"""Numbers of chapters and points: reading the framework's, printing them as the standard wants, counting on.

GB/T 9704-2012, 7.3.3: 一、 then （一） then 1. then （1）.
"""

import re

_DIGITS = "零一二三四五六七八九"
_CHINESE = "一二三四五六七八九十百"
_FORMS = (
    (1, re.compile(rf"([{_CHINESE}]+)[、.．]?")),
    (2, re.compile(rf"[(（]([{_CHINESE}]+)[)）]")),
    (3, re.compile(r"(\d+)[.．、]?")),
    (4, re.compile(r"[(（](\d+)[)）]")),
)
DEEPEST = 4


def chinese_number(value: int) -> str:
    """`12` as 十二; from 1 to 99, all that chapters ever need.  Raises ValueError beyond."""
    if not 1 <= value <= 99:
        raise ValueError(value)
    tens, ones = divmod(value, 10)
    head = "" if not tens else "十" if tens == 1 else _DIGITS[tens] + "十"
    return head + (_DIGITS[ones] if ones else "")


def read_chinese_number(text: str) -> int | None:
    """`十二` as 12, None for anything that is not a number from 1 to 99."""
    return _VALUES.get(text)


_VALUES = {chinese_number(value): value for value in range(1, 100)}


def level_of(number: str) -> int | None:
    """The heading level that a number's form belongs to: 一 1, (一) 2, 1. 3, (1) 4; None for another form."""
    return next((level for level, form in _FORMS if form.fullmatch(number.strip())), None)


def printed_number(number: str) -> str:
    """A framework's number as the report prints it: `一、` `（一）` `1.` `（1）`; other forms stay as they are."""
    number = number.strip()
    for level, form in _FORMS:
        if match := form.fullmatch(number):
            return number_at(level, match[1])
    return number


def number_at(level: int, inner: str) -> str:
    """The number of a level around its inner part: level 2 and `三` give （三）."""
    return {1: f"{inner}、", 2: f"（{inner}）", 3: f"{inner}.", 4: f"（{inner}）"}[level]
