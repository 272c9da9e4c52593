"""One number with its unit as it stands in a text, before ranges, ratios and shared units are put together.

What follows a number is read here, the same behind digits (digits.py), Chinese numerals (spoken.py) and masks
(masked.py); every look is bounded.
"""

import re
from decimal import Decimal

import msgspec

from eduduty_desktop.figures.measures import FIRST_CHARACTERS, Measure, match_measure
from eduduty_desktop.figures.quantity import ONE, Kind

MOST_SPACES = 3
SCALES = {
    "": 1,
    "十": 10,
    "百": 100,
    "千": 1000,
    "万": 10**4,
    "十万": 10**5,
    "百万": 10**6,
    "千万": 10**7,
    "亿": 10**8,
    "十亿": 10**9,
    "百亿": 10**10,
    "千亿": 10**11,
    "万亿": 10**12,
}
_ZERO = Decimal(0)
_HALF = Decimal("0.5")
_SPACES = frozenset(" \u3000\xa0\u2009\u202f")
_SCALE = re.compile(r"([余多来几]?)[ \u3000]?(万亿|千亿|百亿|十亿|千万|百万|十万|[十百千万亿]|)([余多来几]?)[ \u3000]?")
_PIECES = re.compile("个([余多半]?)(亿|万|)(?=.)")
# These alone make a quantity of a number, others need a unit: 3万 and 300余, but 5百.
_OF_SCALES = frozenset("余多来几十百千万亿 \u3000")  # with one of these begins what _SCALE says anything of
_ENOUGH = frozenset({"万", "亿", "万亿", "千亿", "百亿", "十亿", "千万", "百万", "十万", "余", "多"})
_BEFORE = re.compile(
    "(大约|约|将近|接近|近|超过|超|逾|高于|大于|多达|至少|不少于|不低于|不小于|不足|不到|不超过|不高于|低于|小于|少于|"
    "控制在)(?:[为占达有于至]|增长|增加|下降|减少|提高)?$"
)
_LAST_OF_BEFORE = frozenset("约近过超逾于达少足到在为占有至长加降高")
_AFTER = re.compile("[)）]?(及以上|以上|以下|以内|之内|左右|上下|开外|多(?![0-9])|余)(?!年|次|出|元|人)")
_FIRST_OF_AFTER = frozenset(")）及以之左上开多余")
_PER = re.compile("/([\u4e00-\u9fff]{1,3}(?:[·.•/][\u4e00-\u9fff]{1,2})?)")
_MEANS = {
    word: meaning
    for meaning, words in {
        "约": "大约 约 左右 上下",
        "近": "近 将近 接近",
        "余": "超过 超 逾 高于 大于 余 来 几",
        "多": "多达 多",
        "以上": "至少 不少于 不低于 不小于 以上 及以上 开外",
        "以下": "不足 不到 不超过 不高于 低于 小于 少于 以下 以内 之内 控制在",
    }.items()
    for word in words.split()
}


class Operand(msgspec.Struct, gc=False):
    """A number read at a place; `low` and `high` differ for 三四十 and ranges, `scale` is 万 or 亿 behind it."""

    start: int
    end: int
    low: Decimal
    high: Decimal
    step: Decimal
    scale: Decimal = ONE
    measure: Measure | None = None
    approximation: str = ""
    chinese: bool = False
    refused: bool = False
    decimal: bool = False
    rounded: bool = False  # 万 or 亿 was written within it
    kind: Kind | None = None  # set where no measure says it: ratio, masked, zero, fraction
    ratio: bool = False

    @property
    def bare(self) -> bool:
        """Whether nothing but the number stands there."""
        return self.measure is None and self.kind is None and self.scale == 1

    @property
    def unit(self) -> str:
        return self.measure.unit if self.measure else ""


def skip_spaces(text: str, at: int) -> int:
    """Where the text goes on after at most `MOST_SPACES` blanks."""
    end = min(len(text), at + MOST_SPACES)
    while at < end and text[at] in _SPACES:
        at += 1
    return at


def refuse(start: int, end: int) -> Operand:
    """What is no quantity, from start to end."""
    return Operand(start, end, _ZERO, _ZERO, ONE, refused=True)


def read_tail(text: str, operand: Operand) -> None:
    """Read 余, 万, the unit and 以上 behind the number into the operand."""
    at = operand.end
    if text[at : at + 1] in _SPACES:
        at = skip_spaces(text, at)
    first = text[at : at + 1]
    if first == "个" and _read_pieces(text, operand, at):
        return
    if first in FIRST_CHARACTERS and (measure := match_measure(text, at)):
        operand.measure, operand.end = measure, at + len(measure.word)
        if measure.word == "年半":
            _add_half(operand)
    elif first in _OF_SCALES and (match := _SCALE.match(text, at)):
        _read_scale(text, operand, match)
    if not operand.approximation:
        operand.approximation = approximation_around(text, operand.start, operand.end)


def _read_scale(text: str, operand: Operand, match: re.Match[str]) -> None:
    about, scale = match[1] or match[3], match[2]
    measure = match_measure(text, match.end())
    if not (about or scale) or (measure is None and scale not in _ENOUGH and about not in _ENOUGH):
        return
    operand.scale, operand.approximation = Decimal(SCALES[scale]), _MEANS.get(about, "")
    operand.measure = measure
    operand.end = match.end() + len(measure.word) if measure else match.start() + len(match[0].rstrip())


def _read_pieces(text: str, operand: Operand, at: int) -> bool:
    """个 in front of another unit: 2个亿, 3个多月, 一个半小时."""
    match = _PIECES.match(text, at)
    if not match or not (match[1] or match[2]):
        return False
    measure = match_measure(text, match.end())
    if match[2]:
        operand.scale = Decimal(SCALES[match[2]])
    elif measure is None or measure.kind is not Kind.DURATION:
        measure = match_measure("个" + text[match.end() : match.end() + 4], 0)
        if measure is None or measure.kind is not Kind.DURATION:
            return False
    operand.end = match.end()
    if match[1] == "半":
        _add_half(operand)
    if measure:
        operand.measure = measure
        operand.end += len(measure.word.removeprefix("个"))
    operand.approximation = _MEANS.get(match[1], "") or approximation_around(text, operand.start, operand.end)
    return True


def _add_half(operand: Operand) -> None:
    operand.low, operand.high, operand.step = operand.low + _HALF, operand.high + _HALF, _HALF


def per_of(text: str, end: int) -> str:
    """生 behind 650元 in 650元/生."""
    match = _PER.match(text, end)
    return match[1] if match else ""


def approximation_around(text: str, start: int, end: int) -> str:
    """约 近 余 多 以上 以下 by the words before the number and behind its unit."""
    if text[end : end + 1] in _FIRST_OF_AFTER and (match := _AFTER.match(text, end)):
        return _MEANS[match[1]]
    before = start - 1
    if before >= 0 and text[before] in _LAST_OF_BEFORE and (match := _BEFORE.search(text, max(0, start - 6), start)):
        return _MEANS[match[1]]
    return ""
