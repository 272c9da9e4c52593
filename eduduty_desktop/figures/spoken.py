"""Numbers in Chinese numerals, with what stands around them: 三万二千余人, 百分之三十, 四大领域, 清零.

Most numerals of a text count nothing (统一, 进一步, 五项管理), so that these look harder than digits do.
"""

import re
from decimal import Decimal

from eduduty_desktop.figures import exclusions
from eduduty_desktop.figures.measures import FIRST_CHARACTERS, PERCENT, PERMILLE
from eduduty_desktop.figures.numerals import CHARACTERS, NUMERAL, WITH_POINT, Numeral, read_numeral
from eduduty_desktop.figures.operand import Operand, approximation_around, read_tail, refuse, skip_spaces
from eduduty_desktop.figures.quantity import Kind

_PERCENT = re.compile(f"([百千万])分之(?:({WITH_POINT})|([0-9]{{1,6}}(?:\\.[0-9]{{1,6}})?))")
_FRACTION = re.compile(f"([{CHARACTERS}]{{1,6}}+)分之([{CHARACTERS}]{{1,6}})")
_HAN = re.compile("[\u4e00-\u9fff]")
_RANGE_AHEAD = re.compile("[-－–—~～〜至到][一二两三四五六七八九十]")
_BARE_MULTIPLE_BEFORE = re.compile("(?:不足|不到|将近|接近|超过|近|上|超|逾|约|达)$")


def read_chinese(text: str, at: int) -> Operand | None:
    """Read the Chinese numeral that begins at `at`; None means that nothing here counts, go on behind the run."""
    if text[at] in "百千万" and (percent := _PERCENT.match(text, at)):
        return _percent(text, percent)
    run = NUMERAL.match(text, at)
    assert run, "the caller found a numeral here"
    word, end = run[0], run.end()
    if text.startswith("分之", end):
        return _chinese_fraction(text, at)
    if word[0] in "零" and len(word) == 1:
        return _zero(text, at)
    if word == "百" and text.startswith("分百", end):
        return Operand(at, end + 2, Decimal(100), Decimal(100), Decimal(1), measure=PERCENT, chinese=True)
    after = skip_spaces(text, end)
    if _RANGE_AHEAD.match(text, end) and len(word) <= 4:
        return _end_of_a_range(text, at, word)
    if after >= len(text) or (text[after] not in FIRST_CHARACTERS and text[after] not in "余多来几大"):
        return _long_bare(text, at, word)
    numeral = read_numeral(word)
    if numeral is None and "点" in word:
        return None
    if numeral is None or numeral.spelled or exclusions.is_ordinal(text, at):
        return refuse(at, end)
    operand = Operand(at, end, numeral.low, numeral.high, numeral.step, chinese=True)
    operand.rounded = "万" in word or "亿" in word
    if text[after] == "大" and numeral.low <= 10:
        return _big(text, operand, word)
    read_tail(text, operand)
    if operand.measure is None or operand.measure.kind is None:
        return _long_bare(text, at, word) if operand.measure is None else refuse(at, operand.end)
    if not operand.measure.classifier or _is_no_chinese_quantity(text, operand, numeral, word):
        operand.refused = True
    return operand


def _end_of_a_range(text: str, at: int, word: str) -> Operand | None:
    """The 三 of 三至五所: it counts nothing by itself."""
    numeral = read_numeral(word)
    if numeral is None or numeral.spelled or numeral.leading:
        return None
    if exclusions.is_ordinal(text, at):
        return refuse(at, at + len(word))
    return Operand(at, at + len(word), numeral.low, numeral.high, numeral.step, chinese=True)


def _long_bare(text: str, at: int, word: str) -> Operand | None:
    """A numeral without a unit is a quantity only if it is a long one, such as 一千二百三十五."""
    numeral = read_numeral(word) if len(word) >= 4 or (len(word) == 3 and word[-1] in "万亿") else None
    if numeral is None or numeral.spelled or numeral.leading or exclusions.is_ordinal(text, at):
        return None
    operand = Operand(at, at + len(word), numeral.low, numeral.high, numeral.step, chinese=True, kind=Kind.NUMBER)
    operand.approximation = approximation_around(text, operand.start, operand.end)
    return operand


def _percent(text: str, match: re.Match[str]) -> Operand | None:
    numeral = read_numeral(match[2]) if match[2] else None
    if match[2] and (numeral is None or numeral.spelled):
        return None
    low, high = (numeral.low, numeral.high) if numeral else (Decimal(match[3]),) * 2
    step = Decimal(1).scaleb(-len(match[3].partition(".")[2])) if match[3] else numeral.step if numeral else Decimal(1)
    measure = PERCENT if match[1] == "百" else PERMILLE
    scale = Decimal("0.1") if match[1] == "万" else Decimal(1)
    operand = Operand(match.start(), match.end(), low, high, step, scale, measure, chinese=True)
    operand.approximation = approximation_around(text, operand.start, operand.end)
    return operand


def _chinese_fraction(text: str, at: int) -> Operand | None:
    match = _FRACTION.match(text, at)
    if not match:
        return None
    below, above = read_numeral(match[1]), read_numeral(match[2])
    if below is None or above is None or not below.low or above.spelled or below.spelled:
        return None
    value = above.low / below.low
    operand = Operand(at, match.end(), value, value, Decimal(0), chinese=True, kind=Kind.FRACTION)
    operand.approximation = approximation_around(text, operand.start, operand.end)
    return operand


def _zero(text: str, at: int) -> Operand | None:
    """清零, 归零, 双零, 为零: a nought that is stated, not the one of 零投诉 or 零距离."""
    before = text[at - 1 : at]
    if not before or before not in "清归双为是" or (before not in "清归" and _HAN.match(text, at + 1)):
        return None
    return Operand(at - 1, at + 1, Decimal(0), Decimal(0), Decimal(1), chinese=True, kind=Kind.ZERO)


def _big(text: str, operand: Operand, word: str) -> Operand | None:
    """三大战役, 四大领域."""
    end = skip_spaces(text, operand.end) + 1
    before = text[operand.start - 1 : operand.start]
    if word == "一" or before in set("第届初") or exclusions.is_slogan(text, operand.start, end):
        return None
    if not _HAN.match(text, end) or text[end : end + 2] in {"以来", "精神", "报告", "班子"} or text[end] in "和及会召":
        return None
    operand.end, operand.kind = end, Kind.COUNT
    operand.refused = exclusions.is_rhetorical_heading(text, operand.start, end, "大")
    return operand


def _is_no_chinese_quantity(text: str, operand: Operand, numeral: Numeral, word: str) -> bool:
    start, end, unit = operand.start, operand.end, operand.unit
    if exclusions.is_part_of_word(text, start, unit) or exclusions.is_slogan(text, start, end):
        return True
    if numeral.leading:
        found = _BARE_MULTIPLE_BEFORE.search(text, max(0, start - 2), start)
        if found:
            operand.start = found.start()
        return not found and text[start - 1 : start] not in {"每"}
    if unit == "本" and numeral.low <= 3:  # 二本 is a class of universities
        return True
    if word == "一" and operand.low == 1:
        return exclusions.is_indefinite_one(text, start, end, unit)
    if unit == "分":
        return word == "十" and text[start - 1 : start] not in set("得扣加减满(（")
    if unit == "年":
        return exclusions.is_named_term(text, start, end)
    if unit == "级":
        return exclusions.is_graded(text, start, end, word)
    if unit == "届":
        return exclusions.is_session(text, start)
    if unit == "次" and exclusions.is_session_of_a_congress(text, end):
        return True
    if unit == "条" and numeral.low >= 6:  # 减负三十条
        return True
    return numeral.low <= 10 and exclusions.is_rhetorical_heading(text, start, end, unit)
