"""Every quantity of a Chinese text: `lex(text)`.

Goes through the text once, from one numeral to the next (operand.py reads each with its unit, exclusions.py knows
what is none), then puts ranges, ratios and shared units together.  All look-arounds are bounded: time is linear.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

import msgspec

from eduduty_desktop.figures import exclusions
from eduduty_desktop.figures.amount import Ratio
from eduduty_desktop.figures.counted import counted_noun
from eduduty_desktop.figures.digits import read_ascii, read_misread_percent
from eduduty_desktop.figures.interval import Interval, interval_of
from eduduty_desktop.figures.masked import MASKS, read_left_out, read_mask
from eduduty_desktop.figures.numerals import CHARACTERS
from eduduty_desktop.figures.operand import Operand, per_of, refuse
from eduduty_desktop.figures.quantity import ONE, Kind, Quantity, Value
from eduduty_desktop.figures.spoken import read_chinese

_START = re.compile(  # the x of a Latin word and the _ of a name mask nothing
    f"[0-9{CHARACTERS}{re.escape(MASKS)}%％略《](?:(?<![xX*?_])|(?<![A-Za-z0-9].))"
)
_TITLE = re.compile("《[^《》\n]{0,80}+》")
_RUN = re.compile(f"[{CHARACTERS}]++")
_WIDE_DIGIT = re.compile("[０-９．]")
_NARROW = {code: code - 0xFEE0 for code in range(0xFF10, 0xFF1A)} | {0xFF0E: 0x2E}
_RATIO = re.compile(r"[ ]?[:：∶][ ]?(?=[0-9])|比(?=[0-9])")
_RANGE = re.compile("[ ]?(?:[-－–—~～〜]|——|至|到)[ ]?(?=[0-9])|[-－–—~～〜至到](?=[一二两三四五六七八九十])")
_JOINING = frozenset(" :：∶比-－–—~～〜至到")  # with one of these _RATIO and _RANGE begin
_OF_MISREAD = frozenset(")OoQ")
_SHARED = re.compile("[ ]?(?:[、/]|和|及|与|或|以及)[ ]?")
_TIME = re.compile("上午|下午|中午|晚|凌晨|时间|日")
_CLAUSE_END = re.compile("[，。；、,;\n]")
_FROM = re.compile("[由从自](?:[^，。；\n]{0,6})$")
_NUMBER, _MASKED, _EXACT = Kind.NUMBER, Kind.MASKED, frozenset({Kind.ZERO, Kind.FRACTION})
_MINUS = frozenset("-−－")
_SIGNED = frozenset({Kind.PERCENT, Kind.POINTS, Kind.PERMILLE, Kind.MONEY})


def lex(text: str) -> tuple[Quantity, ...]:
    """All quantities of the text, in order, never overlapping; `text[q.start:q.end] == q.text`."""
    plain = text.translate(_NARROW) if _WIDE_DIGIT.search(text) else text
    operands = list(_operands(plain))
    _share(plain, operands)
    return tuple(
        [
            _quantity(text, plain, operand)
            for operand in operands
            if not operand.refused and _is_quantity(plain, operand)
        ]
    )


def _operands(text: str) -> Iterator[Operand]:
    at = 0
    while match := _START.search(text, at):
        start = match.start()
        operand = _read(text, start, at)
        if operand is None or operand.end <= at:
            run = _RUN.match(text, start)
            at = run.end() if run else start + 1
            continue
        if operand.start < at:
            operand.start = at
        at = operand.end
        yield operand


def _read(text: str, start: int, least: int) -> Operand | None:
    """What begins at `start`; the text before `least` has been read already."""
    character = text[start]
    if "0" <= character <= "9":
        before = text[start - 1 : start]
        if before in _OF_MISREAD and (misread := _misread_digits(text, start)) is not None:
            return misread
        behind_marker = start == least and before in {".", "．"}  # the 3 of 2.3所
        operand = _joined(text, read_ascii(text, start, second=behind_marker))
        if before in _MINUS and not operand.refused:
            _sign(text, operand, least)
        return operand
    if character == "《":
        title = _TITLE.match(text, start)
        return refuse(start, title.end()) if title else None
    if character in "%％":
        return read_misread_percent(text, start)
    if character == "略":
        return read_left_out(text, start)
    if character in MASKS:
        return read_mask(text, start)
    spoken = read_chinese(text, start)
    return _joined(text, spoken) if spoken else None


def _misread_digits(text: str, at: int) -> Operand | None:
    """IC)0%: the digit belongs to letters before it."""
    sign = next((i for i in range(at + 1, min(at + 3, len(text))) if text[i] in "%％"), 0)
    return read_misread_percent(text, sign) if sign else None


def _joined(text: str, first: Operand) -> Operand:
    """The operand, with what follows it if both are the terms of a ratio or the ends of a range."""
    if text[first.end : first.end + 1] not in _JOINING:
        return first
    if first.refused and not exclusions.is_ordinal(text, first.start):
        return first
    if first.bare and not first.chinese and not first.refused and (sign := _RATIO.match(text, first.end)):
        return _ratio(text, first, sign.end())
    if (sign := _RANGE.match(text, first.end)) is None:
        return first
    at = sign.end()
    if "0" <= text[at] <= "9":
        second = read_ascii(text, at, second=True)
    else:
        found = read_chinese(text, at)
        if found is None:
            return first
        second = found
    if first.refused:  # 第三至五名
        return refuse(first.start, second.end)
    if first.chinese != second.chinese and not second.refused:
        return first
    return _range(text, first, second, sign[0].strip())


def _ratio(text: str, left: Operand, at: int) -> Operand:
    right = read_ascii(text, at, second=True)
    if right.refused or right.approximation or not right.bare or not left.low or not right.low:
        return refuse(left.start, right.end) if right.refused else left
    if _is_clock(text, left, right, at):
        return refuse(left.start, right.end)
    return Operand(
        left.start,
        right.end,
        left.low,
        right.low,
        right.step,
        kind=Kind.RATIO,
        ratio=True,
        approximation=left.approximation or right.approximation,
    )


def _is_clock(text: str, left: Operand, right: Operand, at: int) -> bool:
    """8:30 and 14:05 are times; 1:19 and 52:48 are not, nor anything that is called a ratio."""
    if left.decimal or right.decimal or right.end - at != 2 or left.low > 24 or right.low > 59:
        return False
    if left.low < 6 and not _TIME.search(text, max(0, left.start - 6), left.start):
        return False
    clause = _CLAUSE_END.split(text[max(0, left.start - 15) : left.start])[-1]
    return "比" not in clause


def _range(text: str, first: Operand, second: Operand, sign: str) -> Operand:
    if second.refused:
        bare = first.bare and not first.approximation
        return refuse(first.start, second.end) if bare else first
    if first.measure and first.unit != second.unit:
        return first
    if first.kind or second.kind or first.approximation in {"余", "多"}:
        return first
    above = second.scale * (second.measure.factor if second.measure else 1)
    below = above if first.bare else first.scale * (first.measure.factor if first.measure else 1)
    low, high = first.low * below, second.high * above
    moved = sign in {"至", "到"} and bool(_FROM.search(text, max(0, first.start - 8), first.start))
    if low >= high or moved or (sign == "到" and first.measure):
        return first
    if first.bare and second.bare and (sign in "-－" or exclusions.is_bare_code(text, second.start, second.end)):
        return refuse(first.start, second.end)
    measure = msgspec.structs.replace(second.measure, factor=Decimal(1)) if second.measure else None
    joined = Operand(first.start, second.end, low, high, second.step * above, measure=measure)
    joined.approximation = second.approximation or first.approximation
    joined.chinese, joined.decimal = first.chinese, first.decimal or second.decimal
    return joined


def _sign(text: str, operand: Operand, least: int) -> None:
    """The minus of 增长-9.41%: it stands between a Han character or a bracket and the number."""
    at = operand.start - 1
    if at <= least or operand.low != operand.high:
        return
    measure, before = operand.measure, text[at - 1]
    if measure and measure.kind in _SIGNED and (before >= "\u4e00" or before in "(（:："):
        operand.start, operand.low, operand.high = at, -operand.low, -operand.high


def _share(text: str, operands: list[Operand]) -> None:
    """Give 10.3万、5.2万个 and 30、20所 their common unit, 第1、2名 and 3、4年级 their common refusal."""
    for index in range(len(operands) - 2, -1, -1):
        left, right = operands[index], operands[index + 1]
        if left.chinese or left.measure or left.kind or right.start - left.end > 3:
            continue
        match = _SHARED.match(text, left.end)
        if not match or match.end() != right.start:
            continue
        if right.refused:
            left.refused = left.refused or left.bare
        elif right.measure and not right.chinese and not left.refused:
            if left.scale == 1:
                left.measure, left.scale = right.measure, right.scale
            else:  # 10.3万、5.2万元: the 万 of 万元 is not taken twice
                left.measure = msgspec.structs.replace(right.measure, factor=Decimal(1))
    for left, right in pairwise(operands):
        if (
            left.refused
            and 0 < right.start - left.end <= 3
            and text[left.end] in "、和及"
            and exclusions.is_ordinal(text, left.start)
        ):
            right.refused = right.refused or right.end - right.start <= 4


def _is_quantity(text: str, operand: Operand) -> bool:
    """Whether a number that nothing refused so far stands for an amount, also without a unit."""
    if operand.kind or operand.measure:
        return True
    if operand.chinese:
        return False
    end = operand.end
    if operand.scale != 1 or operand.approximation in {"余", "多"}:
        return True
    return not exclusions.is_bare_code(text, operand.start, end)


def _quantity(text: str, plain: str, operand: Operand) -> Quantity:
    start, end = operand.start, operand.end
    measure = operand.measure
    kind = operand.kind or (measure and measure.kind) or _NUMBER
    unit = measure.unit if measure else ""
    per = per_of(plain, end) if plain.startswith("/", end) else ""
    if kind is _MASKED:
        return Quantity(start, end, text[start:end], None, unit, kind, per=per)
    factor = operand.scale * measure.factor if measure and measure.factor is not ONE else operand.scale
    low, high, step = operand.low, operand.high, operand.step
    if factor is not ONE:
        low, high, step = low * factor, high * factor, step * factor
    single = low == high and not operand.ratio
    number = _plain(low)
    value: Value = number if single else (number, _plain(high))
    return Quantity(
        start,
        end,
        text[start:end],
        value,
        unit,
        kind,
        operand.approximation,
        _interval(operand, low, high, factor, kind),
        counted_noun(plain, start, end) if measure or kind is _NUMBER else "",
        per,
        step,
        number if single else None,
        not single and not operand.ratio,
    )


def _interval(operand: Operand, low: Decimal, high: Decimal, factor: Decimal, kind: Kind) -> Interval | None:
    """What the operand may really be; `low` and `high` are its ends times the factor."""
    if operand.ratio:
        return interval_of(Ratio(operand.low, operand.high), approximation="")
    if low != high:
        return Interval(low, high)
    if operand.approximation == "以下":
        return Interval(min(operand.low, Decimal(0)) * factor, max(operand.low, Decimal(0)) * factor)
    if kind in _EXACT:
        return Interval(operand.low, operand.low)
    measure = operand.measure
    counted = (measure is None or measure.whole) and not operand.decimal
    if counted and not operand.rounded and not operand.approximation and operand.scale == 1:
        return Interval(low, low)
    stated = operand.low / operand.step if operand.step > 1 else operand.low
    found = interval_of(stated, approximation=operand.approximation)
    wide = factor * operand.step if operand.step > 1 else factor
    return found if wide is ONE else Interval(found.low * wide, found.high * wide)


def _plain(number: Decimal) -> Decimal:
    """The number without an exponent: 70000, not 7E+4."""
    if number.same_quantum(ONE):
        return number
    return number.quantize(ONE) if number == number.to_integral_value() else number
