"""The numbers that Word prints before list paragraphs, by the format's name (ECMA-376 17.18.59 ST_NumberFormat)."""

from collections.abc import Callable

_DIGITS = "〇一二三四五六七八九"
_FORMAL = "零壹贰叁肆伍陆柒捌玖"
_TRADITIONAL = "零壹貳參肆伍陸柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
    (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_LARGEST = 99_999


def printed_number(value: int, style: str) -> str:
    """A number in a list format; what a format cannot express is printed in plain digits, as Word does."""
    make = _STYLES.get(style)
    if make is None or not 0 <= value <= _LARGEST:
        return "" if style in {"none", "bullet"} else str(value)
    return make(value) or str(value)


def is_printed(style: str) -> bool:
    """Whether a level of this format shows a number at all; a bullet is no number."""
    return style != "bullet"


def _counting(digits: str, ten: str, hundred: str, thousand: str, *, plain_teens: bool) -> Callable[[int], str]:
    """`一百零五`; `plain_teens` leaves 一 out of 一十."""

    def make(value: int) -> str:
        if value == 0:
            return digits[0]
        if value >= 10000:
            rest = value % 10000
            gap = digits[0] if 0 < rest < 1000 else ""
            return make(value // 10000) + "万" + gap + (make(rest) if rest else "")
        parts: list[str] = []
        gap = ""
        for unit, name in ((1000, thousand), (100, hundred), (10, ten), (1, "")):
            digit, value = divmod(value, unit)
            if digit:
                parts.append((gap if parts else "") + digits[digit] + name)
                gap = ""
            else:
                gap = digits[0]
        text = "".join(parts)
        return text[1:] if plain_teens and text.startswith(digits[1] + ten) else text

    return make


def _japanese(value: int) -> str:
    """`百五`: no zero, no 一 before a unit."""
    if value == 0:
        return "〇"
    parts = []
    for unit, name in ((10000, "万"), (1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, value = divmod(value, unit)
        if digit:
            parts.append(("" if digit == 1 and unit in (10, 100, 1000) else _DIGITS[digit]) + name)
    return "".join(parts)


def _digital(value: int) -> str:
    return "".join(_DIGITS[int(digit)] for digit in str(value))


def _chinese_counting(value: int) -> str:
    """`九十九`, then digit by digit: `一〇〇`."""
    return _THOUSAND(value) if value < 100 else _digital(value)


def _letters(value: int) -> str:
    """a … z, aa, bb …"""
    repeated, at = divmod(value - 1, 26)
    return chr(97 + at) * (repeated + 1) if 0 < value <= 780 else ""


def _roman(value: int) -> str:
    parts = []
    for unit, letters in _ROMAN:
        count, value = divmod(value, unit)
        parts.append(letters * count)
    return "".join(parts)


def _one_of(signs: str) -> Callable[[int], str]:
    return lambda value: signs[value - 1] if 1 <= value <= len(signs) else ""


def _characters(first: int, count: int) -> str:
    return "".join(chr(first + at) for at in range(count))


def _cycle(value: int) -> str:
    """甲子 … 癸亥."""
    return _STEMS[(value - 1) % 10] + _BRANCHES[(value - 1) % 12] if 1 <= value <= 60 else ""


def _full_width(value: int) -> str:
    return str(value).translate({48 + at: 0xFF10 + at for at in range(10)})


def _ordinal(value: int) -> str:
    ending = "th" if 10 <= value % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th")
    return f"{value}{ending}"


_THOUSAND = _counting(_DIGITS.replace("〇", "零"), "十", "百", "千", plain_teens=True)
_LEGAL = _counting(_FORMAL, "拾", "佰", "仟", plain_teens=False)
_LEGAL_TRADITIONAL = _counting(_TRADITIONAL, "拾", "佰", "仟", plain_teens=False)
_CIRCLED = _one_of(_characters(0x2460, 20))

_STYLES: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalHalfWidth": str,
    "decimalZero": lambda value: f"{value:02d}",
    "decimalFullWidth": _full_width,
    "decimalFullWidth2": _full_width,
    "decimalEnclosedCircle": _CIRCLED,
    "decimalEnclosedCircleChinese": _CIRCLED,
    "decimalEnclosedFullstop": _one_of(_characters(0x2488, 20)),
    "decimalEnclosedParen": _one_of(_characters(0x2474, 20)),
    "numberInDash": lambda value: f"- {value} -",
    "ordinal": _ordinal,
    "hex": lambda value: f"{value:X}",
    "lowerLetter": _letters,
    "upperLetter": lambda value: _letters(value).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda value: _roman(value).upper(),
    "chineseCounting": _chinese_counting,
    "chineseCountingThousand": _THOUSAND,
    "chineseLegalSimplified": _LEGAL,
    "taiwaneseCounting": _chinese_counting,
    "taiwaneseCountingThousand": _THOUSAND,
    "taiwaneseDigital": _digital,
    "ideographDigital": _digital,
    "ideographLegalTraditional": _LEGAL_TRADITIONAL,
    "ideographTraditional": _one_of(_STEMS),
    "ideographZodiac": _one_of(_BRANCHES),
    "ideographZodiacTraditional": _cycle,
    "ideographEnclosedCircle": _one_of(_characters(0x3280, 10)),
    "japaneseCounting": _japanese,
    "japaneseLegal": _LEGAL,
    "japaneseDigitalTenThousand": _digital,
    "koreanDigital": _digital,
}
