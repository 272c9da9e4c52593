"""The slips behind a sum that does not add up: a digit, a nought, two digits exchanged, an item left out."""

from collections.abc import Sequence
from decimal import Decimal

from eduduty_desktop.proof.lexicon import labelled, same_measure
from eduduty_desktop.proof.passage import Mention

_CHECK = "请核对各分项与总数，改正后再报。"
_NEARBY = 40
_SCALES = {"万": 10_000, "亿": 100_000_000}


def gap_is_one_digit(whole: Mention, parts: Sequence[Mention]) -> int:
    """How many digits the gap has, in units of the finest figure, if one digit of one figure alone makes it, else 0.

    A gap of three digits that is no slip looks like one once in a hundred cases, one of two digits once in ten.  Noughts
    that all figures end in do not count: what is left of round figures is round.
    """
    figures = (whole, *parts)
    numbers = [mention.quantity.number for mention in figures if not mention.quantity.approximation]
    known = [number for number in numbers if number is not None]
    if len(known) < len(figures):
        return 0
    gap = abs(known[0] - sum(known[1:], Decimal(0)))
    if not gap or len(gap.normalize().as_tuple().digits) != 1:
        return 0
    finest = min(_place(number, mention.quantity.step) for number, mention in zip(known, figures, strict=True))
    return len(f"{gap / finest:f}".partition(".")[0])


def _place(number: Decimal, step: Decimal) -> Decimal:
    """The place of the last digit of a figure that is not nought, at least its last place."""
    return max(step, Decimal(1).scaleb(int(number.normalize().as_tuple().exponent))) if number else step


def innocent(whole: Mention, parts: Sequence[Mention], gap: Decimal, others: Sequence[Mention]) -> str:
    """What may be behind a gap (total less sum of the parts), and the next step.

    `others` are the paragraph's figures: one of them may be just what is missing.
    """
    if missing := _without_scale(whole, parts, gap):
        return f"{missing}{_CHECK}"
    if slip := _factor_of_ten(whole, parts) or _exchanged(whole, parts, gap):
        return f"{slip}{_CHECK}"
    if twice := next((part for part in parts if part.quantity.number == -gap), None):
        return f"多出的正好等于“{labelled(twice)}”，可能重复计入。{_CHECK}"
    chosen = {mention.index for mention in (whole, *parts)}
    near = [m for m in others[max(0, whole.index - 2) : whole.index + _NEARBY] if m.index not in chosen]
    if item := next((m for m in near if m.quantity.number == gap and same_measure(m.quantity, whole.quantity)), None):
        return f"差数正好等于“{labelled(item)}”，可能漏计这一项。{_CHECK}"
    if gap_is_one_digit(whole, parts):
        return f"差数只在一个数位上，可能是某个数录错了一位。{_CHECK}"
    return f"可能各数口径或时点不同，也可能有一项没有列出。{_CHECK}"


def _without_scale(whole: Mention, parts: Sequence[Mention], gap: Decimal) -> str:
    """Whether one part lacks the 万 or 亿 that would close the gap."""
    scale = next((word for word in "万亿" if word in whole.text), "")
    for part in parts:
        number = part.quantity.number
        if scale and scale not in part.text and number:
            missing = number * (_SCALES[scale] - 1)
            if abs(gap - missing) <= max(whole.quantity.step, part.quantity.step * _SCALES[scale]):
                return f"“{part.text}”加上“{scale}”就相符，可能漏写了单位。"
    return ""


def _factor_of_ten(whole: Mention, parts: Sequence[Mention]) -> str:
    stated = whole.quantity.number
    numbers = [part.quantity.number or Decimal(0) for part in parts]
    total = sum(numbers, Decimal(0))
    if stated is None or not total:
        return ""
    for part, number in zip(parts, numbers, strict=True):
        rest = stated - (total - number)
        if number and rest in {number * 10, number / 10}:
            return f"“{part.text}”{'扩大' if rest > number else '缩小'}十倍就相符，可能多写或漏写一位。"
    if stated in {total * 10, total / 10}:
        return f"“{whole.text}”与各分项之和正好差十倍，可能多写或漏写一位，也可能单位不同。"
    return ""


def _exchanged(whole: Mention, parts: Sequence[Mention], gap: Decimal) -> str:
    """Two neighbouring digits exchanged differ by a multiple of nine."""
    for mention, wanted in ((whole, -gap), *((part, gap) for part in parts)):
        number = mention.quantity.number
        if number is None or number < 10:
            continue
        digits, right = f"{number.normalize():f}", f"{(number + wanted).normalize():f}"
        if len(digits) != len(right):
            continue
        wrong = [i for i in range(len(digits)) if digits[i] != right[i]]
        if (
            len(wrong) == 2
            and wrong[1] == wrong[0] + 1
            and digits[wrong[0]] == right[wrong[1]]
            and digits[wrong[1]] == right[wrong[0]]
        ):
            return f"“{mention.text}”中“{digits[wrong[0]]}”和“{digits[wrong[1]]}”互换就相符，可能写颠倒了。"
    return ""
