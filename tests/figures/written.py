"""Numbers written the way reports write them: the lexer's tests write a value and read it back."""

from decimal import Decimal

DIGITS = "零一二三四五六七八九"
WIDE = str.maketrans("0123456789.", "０１２３４５６７８９．")


def chinese(number: int) -> str:
    """A whole number below 10^12 in Chinese numerals: 30205 is 三万零二百零五."""
    if number == 0:
        return DIGITS[0]
    written = ""
    for word, size in (("亿", 10**8), ("万", 10**4), ("", 1)):
        part, number = divmod(number, size)
        if part:
            if written and part < 1000:
                written += DIGITS[0]
            written += _below_ten_thousand(part) + word
    return written.removeprefix("一") if written.startswith("一十") else written


def _below_ten_thousand(number: int) -> str:
    written, gap = "", False
    for word, size in (("千", 1000), ("百", 100), ("十", 10), ("", 1)):
        digit, number = divmod(number, size)
        if digit:
            written += (DIGITS[0] if gap and written else "") + DIGITS[digit] + word
        gap = not digit
    return written


def with_thousands(number: Decimal) -> str:
    return f"{number:,f}"


def wide(number: Decimal) -> str:
    return f"{number:f}".translate(WIDE)
