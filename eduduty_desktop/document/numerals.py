"""Numbers of chapters and points: reading the framework's, printing them as the standard wants, counting on.

GB/T 9704-2012, 7.3.3: 一、 then （一） then 1. then （1）.
"""

import re

from eduduty_desktop.figures.ordinals import chinese_number, read_chinese_number

__all__ = ["chinese_number", "level_of", "moved_inner", "number_at", "printed_number", "read_chinese_number"]

_CHINESE = "一二三四五六七八九十百"
_FORMS = (
    (1, re.compile(rf"([{_CHINESE}]+)[、.．]?")),
    (2, re.compile(rf"[(（]([{_CHINESE}]+)[)）]")),
    (3, re.compile(r"(\d+)[.．、]?")),
    (4, re.compile(r"[(（](\d+)[)）]")),
)
DEEPEST = 4


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


def moved_inner(number: str, level: int) -> str:
    """What stands inside a number that moves to another level: Chinese numerals on the first two, else Arabic ones."""
    inner = number.strip().strip("、.．()（）")
    if level <= 2:
        return chinese_number(int(inner)) if inner.isdigit() else inner
    return inner if inner.isdigit() else str(read_chinese_number(inner))
