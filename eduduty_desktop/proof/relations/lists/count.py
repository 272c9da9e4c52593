"""The numbers that may count a list: 3个, 四大, 两级, 三方面, “六个集中”, 五位一体 – also those that the lexer leaves out.

A count is small and followed by what it counts; years, amounts, ordinals and durations are none.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

import msgspec

from eduduty_desktop.proof.result import Span

LARGEST = 40
"""Lists of more things than this are not written out in a report."""

_DIGITS = {character: value for value, character in enumerate("一二三四五六七八九", 1)} | {"两": 2, "双": 2}
_NO_UNIT = "年月日号点时分秒岁周天元万亿千百十倍成公平亩吨米度届期字后来余多至以之线本专甲乙中小胎读边代产轮"
_NUMERAL = re.compile("十[一二三四五六七八九]|[二两三四五六七八九十双一]")
_NOT_BEHIND = "0-9０-９.．第初高大年两零〇一二三四五六七八九十百千万余近约—~～+-"
_COUNT = re.compile(  # begins with one set of characters for all numerals, so that it is fast
    f"[1-9一二两三四五六七八九十双](?<![{_NOT_BEHIND}].)"
    "(?:(?<=[1-9])[0-9]?[ ]?(?=[\u4e00-\u9fff])(?![年月日号时分秒岁周天元万亿千百十倍成公平亩吨米度届期余多字至]|到(?![位”])|点(?![：:意建要体做]))"
    f'|(?:(?<=十)[一二三四五六七八九]|(?<=[一二两三四五六七八九十双]))(?=[\u4e00-\u9fff])(?:(?<=[“"][双三])(?=线[”"])|(?!到(?![位”])|[{_NO_UNIT}〇一二三四五六七八九十百千两])))'
    "(?P<unit>方面|环节|重(?![点大要视型新])|道(?=防线|关|屏障|工序|程序|必答题|难题|考题|题)|张(?=清单|网|表|牌|名片|图|卡)|股(?=力量|合力|劲)|样(?![本式板品])|件(?=(?:[大实好小难要]|民生|老大难的?){0,2}事(?![故件务情]))|[大个项种类条点处支门块批套件级方次所家座名位人栋幢间场台份本册步关篇]|维(?![修护持度])|节(?=[轮联])|)"
)
_OPENING = frozenset('“"‘「『〝')
_TO = re.compile("[0-9一二三四五六七八九十][至到]")
_CONGRESS = re.compile("十[一二三四五六七八九]大")
_NUMERALS = re.compile("[二两三四五六七八九十0-9]|(?<![统唯第合归])一(?![体致样])")
_ONE_KEY = re.compile("一批?")
_WHOLLY = re.compile("100[%％]")
_SET_PHRASE = re.compile("[八四十六]项(?:规定|基本原则|准则|纪律)")
_SET = frozenset("八四十六")
_QUOTED_NAME = re.compile('[\u4e00-\u9fff0-9%]{1,6}(?=[”"’」』〞])')


class Count(msgspec.Struct, frozen=True, gc=False):
    """A number with its measure word, `text[start:end]`; `noun` are the characters behind it up to the next mark.

    `name` is what a reader sees as the count: with the slogan or the bare noun that it belongs to (四统一, 两城区).
    `digits` says whether it is written in digits; `quoted` whether an opening quotation mark stands before it.
    """

    start: int
    end: int
    text: str
    number: int
    unit: str
    noun: str
    name: str
    digits: bool
    quoted: bool

    @property
    def span(self) -> Span:
        return Span(self.start, self.start + len(self.name), self.name)

    def written(self, number: int) -> str:
        """Another number as the text would write it in place of this one."""
        behind = self.name.lstrip("0123456789 ") if self.digits else self.name[len(_numeral(self.name)) :]
        return f"{number if self.digits else spelled(number)}{behind}"


_NOUN = re.compile("[\u4e00-\u9fffA-Za-z0-9+%]{0,14}")


@lru_cache(maxsize=512)
def value_of(numeral: str) -> int:
    """The number of a numeral of one to three characters, in digits or Chinese."""
    if numeral.isdigit():
        return int(numeral)
    tens, ten, ones = numeral.partition("十")
    if not ten:
        return _DIGITS[numeral]
    return (_DIGITS[tens] if tens else 1) * 10 + (_DIGITS[ones] if ones else 0)


def spelled(number: int) -> str:
    """A small number in Chinese numerals, 2 as 两."""
    if number == 2:
        return "两"
    tens, ones = divmod(number, 10)
    head = ("" if tens == 1 else "一二三四五六七八九"[tens - 1]) + "十" if tens else ""
    return head + ("一二三四五六七八九"[ones - 1] if ones else "") or "零"


def _numeral(name: str) -> str:
    match = _NUMERAL.match(name)
    return match[0] if match else ""


@lru_cache(maxsize=4096)
def counts(text: str) -> tuple[Count, ...]:
    """Every number of the text that may count a list, in order."""
    return tuple(_counts(text))


def _counts(text: str) -> Iterator[Count]:
    for match in _COUNT.finditer(text):
        start, end = match.span()
        if text[start] in _SET and (_CONGRESS.match(text, start, end) or _SET_PHRASE.match(text, start)):
            continue
        if (start < 2 or text[start - 1] in "至到") and _TO.match(text, max(0, start - 2)):
            continue
        written, unit = match[0], match["unit"]
        numeral = written.removesuffix(unit).rstrip(" ")
        found = _NOUN.match(text, end)
        noun = found[0] if found else ""
        quoted = text[start - 1 : start] in _OPENING
        name_end = end
        if quoted and (slogan := _QUOTED_NAME.match(text, end)):
            name_end = slogan.end()
        elif not unit or noun.startswith("一体"):
            name_end = end + min(2, len(noun))
        name = text[start:name_end]
        mixed = quoted and _NUMERALS.search(text, end, name_end)  # “三通一码”
        if mixed and not _ONE_KEY.fullmatch(text, end, name_end) and not _WHOLLY.fullmatch(text, end, name_end):
            continue
        yield Count(start, end, written, value_of(numeral), unit, noun, name, numeral.isdigit(), quoted)
