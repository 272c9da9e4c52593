"""Small counting numbers in Chinese, as chapters and points are numbered: 一 … 九十九."""

_DIGITS = "零一二三四五六七八九"


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
