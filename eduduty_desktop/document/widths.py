"""How wide a character is on paper: a Han character one em, Latin as in Times New Roman.

The Latin advances are those of Times New Roman as the metric-compatible Liberation Serif 2.1 states them (table hmtx,
units of 1/2048 em); such figures are facts about the font.  A fallback font that lacks a sign draws it one em wide.
"""

import re
from enum import IntEnum
from functools import lru_cache

UNITS = 2048
"""Units of an em in the table of advances."""


class Script(IntEnum):
    """Which of a style's two fonts a character is set in."""

    LATIN = 0
    HAN = 1


# Advance in units: the characters that have it.
_TIMES = {
    369: "'",
    410: "|¦",
    448: "′",
    512: " ,.\xa0",
    565: "ª",
    569: "/:;\\ijltìíîï",
    614: "²³¹",
    635: "º",
    682: "!()-I[]`fr¡¨\xad´·¸ÌÍÎÏ‘’",
    717: "•",
    797: "Js",
    819: "°",
    836: '"',
    853: "″",
    909: "?acez¿àáâãäåçèéêë“”",
    928: "¶",
    961: "^",
    983: "{}",
    1024: "#$*0123456789_bdghknopquvxy¢£¤¥§«¯»ßðñòóôõöøùúûüýþÿ–€",
    1108: "~",
    1124: "±÷",
    1139: "FPSÞ",
    1155: "+<=>¬×",
    1180: "µ",
    1251: "ELTZÈÉÊË",
    1366: "BCRÇæ",
    1479: "ADGHKNOQUVXYwÀÁÂÃÄÅÐÑÒÓÔÕÖØÙÚÛÜÝ",
    1536: "¼½¾",
    1556: "©®",
    1593: "&m",
    1706: "%",
    1821: "MÆ",
    1886: "@",
    1933: "W",
    1954: "№",
}
_MARKS = "“”‘’—…·×"
_CHINESE_MARKS = re.compile(rf"(?<=[!-~])[{_MARKS}]+|^[{_MARKS}]+(?=[!-~])")
_ADVANCES = {char: units for units, chars in _TIMES.items() for char in chars}


def advance(char: str, font: Script, *, half: bool = False) -> int:
    """Advance of a character in units of 1/2048 em.

    `half`: Latin stands in the Chinese font too, where each letter and digit is half an em wide.
    """
    if font is Script.HAN and char != " ":
        return UNITS
    if half:
        return UNITS // 2 if ord(char) < 0x0590 else UNITS
    return _ADVANCES.get(char, UNITS)


def scripts(text: str) -> list[Script]:
    """The script of every character; a sign that both scripts use (“ — … ℃) takes that of the character before it.

    At the beginning it takes that of the first character that has one of its own.
    """
    found = [_own_script(char) for char in text]
    last = next((script for script in found if script is not None), Script.HAN)
    result = []
    for script in found:
        last = last if script is None else script
        result.append(last)
    return result


def fonts(text: str, found: list[Script]) -> list[Script]:
    """The font of every character: its script's, but Chinese marks beside Latin stay in the Chinese font.

    `office.word_text` writes them so, since GB/T 15834-2011 wants Chinese marks in Chinese text.
    """
    result = found
    for match in _CHINESE_MARKS.finditer(text):
        if result is found:
            result = list(found)
        result[match.start() : match.end()] = [Script.HAN] * (match.end() - match.start())
    return result


@lru_cache(maxsize=8192)
def _own_script(char: str) -> Script | None:
    """Script by the block of Unicode; None for spaces and for general punctuation, letter-like and enclosed signs."""
    code = ord(char)
    if char in " \xa0":
        return None
    if code < 0x0590 or 0x1E00 <= code < 0x2000:
        return Script.LATIN
    if code >= 0x2E80:
        return Script.HAN
    return None
