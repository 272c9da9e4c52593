"""Numbers in digits, with what stands around them: 1,234.5万元, 27.02 %, 1亿2千万, and IOO% of a scanner."""

import re
from decimal import Decimal

from eduduty_desktop.figures import exclusions
from eduduty_desktop.figures.measures import PERCENT, Measure, match_measure
from eduduty_desktop.figures.operand import SCALES, Operand, approximation_around, read_tail, refuse, skip_spaces
from eduduty_desktop.figures.quantity import Kind

MOST_DIGITS, MOST_DECIMALS = 15, 8
NUMBER = re.compile(r"(?:\d{1,3}(?:[,，\u2009\u202f]\d{3}){1,5}+(?!\d)|\d++)(?:\.\d++)?+", re.ASCII)
_SPACED = re.compile(r"(?<!\d)\d{1,3}(?: \d{3}){1,4}(?!\d)", re.ASCII)
_PART = re.compile(r"(?<!\d)(\d{1,9}+(?:\.\d{1,6}+)?+)(千万|百万|十万|亿|万|千|百)", re.ASCII)
_NOT_A_DIGIT = re.compile(r"[^\d.]", re.ASCII)
_STEPS = tuple(Decimal(1).scaleb(-decimals) for decimals in range(MOST_DECIMALS + 1))
_OF_PARTS = frozenset("亿万千百十")
_COUNT, _PERCENT = Kind.COUNT, Kind.PERCENT
_SEASONS = frozenset("春秋暑寒")
_OF_A_YEAR = frozenset({"学年", "学期", "级", "届"})
_OF_CODES = frozenset(".-—/:+·•Xx")


def read_ascii(text: str, at: int, *, second: bool = False) -> Operand:
    """Read the number whose first digit stands at `at`; a refused operand still says how far it goes.

    `second`: it is the second term of a ratio or a range, so that what stands before it is no reason.
    """
    match = NUMBER.match(text, at)
    assert match, "the caller found a digit here"
    end = match.end()
    after = text[end : end + 1]
    written = match[0]
    if (after in _OF_CODES or "." in written) and (code := exclusions.CODE.match(text, at)):
        return refuse(at, code.end())
    if after == " " and not second and (spaced := _spaced(text, at)):
        written, end = spaced[0], spaced.end()
    if end - at > 3 * MOST_DIGITS:
        return refuse(at, end)
    plain = written.isdigit() or written.replace(".", "").isdigit()
    digits = written if plain else _NOT_A_DIGIT.sub("", written)
    whole, point, fraction = digits.partition(".")
    if len(whole) > MOST_DIGITS or len(fraction) > MOST_DECIMALS or exclusions.is_code(text, at, end, second=second):
        return refuse(at, end)
    number = Decimal(digits)
    operand = Operand(at, end, number, number, _STEPS[len(fraction)], decimal=point == ".")
    if text[end : end + 1] in _OF_PARTS:
        _read_parts(text, operand)
    read_tail(text, operand)
    if point and _is_marker_and_number(text, operand, len(whole), fraction):
        return refuse(at, at + len(whole) + 1)
    _refuse_by_context(text, operand, digits, second=second)
    return operand


def _spaced(text: str, at: int) -> re.Match[str] | None:
    """1 376所: groups of three apart by a blank, if a unit follows."""
    match = _SPACED.match(text, at)
    return match if match and match_measure(text, skip_spaces(text, match.end())) else None


def _is_marker_and_number(text: str, operand: Operand, whole: int, fraction: str) -> bool:
    """`2.3所` is the marker 2. and 3所, `1.2021年` the marker 1. and a year: such things are counted whole."""
    if whole > 2 or operand.scale != 1:
        return False
    measure = operand.measure
    counts = measure is not None and measure.kind is _COUNT and measure.whole
    return (counts or exclusions.is_year(fraction)) and exclusions.is_splittable_marker(text, operand.start)


def _read_parts(text: str, operand: Operand) -> None:
    """1亿2千万, 3万5千: multiples that go down are one number."""
    parts: list[tuple[Decimal, int]] = []
    at, last = operand.start, 10**13
    while (match := _PART.match(text, at)) and SCALES[match[2]] < last and len(parts) < 4:
        at, last = match.end(), SCALES[match[2]]
        parts.append((Decimal(match[1]), last))
    if len(parts) > 1:
        operand.low = operand.high = sum((number * scale for number, scale in parts), Decimal(0))
        operand.step, operand.end, operand.decimal, operand.rounded = Decimal(last), at, False, True


def _refuse_by_context(text: str, operand: Operand, digits: str, *, second: bool) -> None:
    start, measure = operand.start, operand.measure
    if measure is None:
        operand.refused = not second and operand.bare and exclusions.is_marker(text, start, start + len(digits))
    else:
        operand.refused = measure.kind is None or (
            operand.scale == 1 and _is_refused_unit(text, start, operand.end, measure, digits)
        )


def _is_refused_unit(text: str, start: int, end: int, measure: Measure, digits: str) -> bool:
    word = measure.word
    if word == "年":
        return (
            len(digits) >= 4
            or text[end : end + 1].isdigit()
            or text[end : end + 1] in _SEASONS
            or exclusions.is_named_term(text, start, end)
        )
    if word in _OF_A_YEAR:
        return exclusions.is_year(digits)
    if len(word) == 1 and not measure.classifier and exclusions.is_year(digits):
        return True
    if measure.kind is _PERCENT and exclusions.is_slogan_percent(text, start):
        return True
    if exclusions.is_rank(text, start, measure.unit):
        return True
    return exclusions.is_page_or_collection(text, start, measure.unit)


_MISREAD = re.compile(r"(?:[Il1-9][ ]?(?:[OoQ0]|C\)){1,2})$")


def read_misread_percent(text: str, at: int) -> Operand | None:
    """IOO%, IC)0%, 9O%: digits that a scanner took for letters, before the % at `at`."""
    match = _MISREAD.search(text, max(0, at - 5), at)
    if not match or match[0].isdigit():
        return None
    before = text[match.start() - 1 : match.start()]
    if before.isascii() and before.isalnum():
        return None
    digits = match[0].replace("C)", "0").replace("I", "1").replace("l", "1").translate(str.maketrans("OoQ", "000"))
    operand = Operand(match.start(), at + 1, Decimal(digits), Decimal(digits), Decimal(1), measure=PERCENT)
    operand.approximation = approximation_around(text, operand.start, operand.end)
    return operand
