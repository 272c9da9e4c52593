"""Units that convert into each other exactly; all others only equal themselves."""

from collections.abc import Sequence
from decimal import Context, Decimal, localcontext
from functools import cache

from eduduty_desktop.figures.amount import Amount, Ratio

# Powers of ten only: a conversion can never lose a digit.
_FAMILIES: tuple[dict[str, Decimal], ...] = (
    {"元": Decimal(1), "千元": Decimal("1e3"), "万元": Decimal("1e4"), "亿元": Decimal("1e8")},
    {"人": Decimal(1), "万人": Decimal("1e4")},
    {"人次": Decimal(1), "万人次": Decimal("1e4")},
    {"平方米": Decimal(1), "万平方米": Decimal("1e4")},
    {"册": Decimal(1), "万册": Decimal("1e4")},
)
_WIDE = Context(prec=100)
_SAME_WORD = {"\uff05": "%", "名": "人", "位": "人", "㎡": "平方米", "m²": "平方米", "辆": "台", "个百分点": "百分点"}


@cache
def plain_unit(unit: str) -> str:
    """The unit under its usual word: `名` is `人`, a full-width `%` is `%`."""
    unit = unit.strip()
    return _SAME_WORD.get(unit, unit)


def factor_between(source: str, target: str) -> Decimal | None:
    """What a number in `source` is multiplied by to stand in `target`; None if they do not convert."""
    source, target = plain_unit(source), plain_unit(target)
    if source == target:
        return Decimal(1)
    for family in _FAMILIES:
        if source in family and target in family:
            return family[source] / family[target]
    one, other = _things(source), _things(target)
    return scale_of(source) / scale_of(target) if one and one == other else None


def _things(unit: str) -> str:
    """What a unit counts, however many at once: 个 of 万个."""
    return plain_unit(unit[1:]) if unit[:1] in _SCALES else unit


def convert(amount: Amount, source: str, target: str) -> Amount:
    """The same amount in another unit, digit for digit; raises ValueError if the units do not convert."""
    factor = factor_between(source, target)
    if factor is None or (isinstance(amount, Ratio) and factor != 1):
        raise ValueError(f"{source} → {target}")
    if isinstance(amount, Ratio) or factor == 1:
        return amount
    return scale(amount, factor)


_SCALES = {"千": Decimal("1e3"), "万": Decimal("1e4"), "亿": Decimal("1e8")}


def scale_of(unit: str) -> Decimal:
    """By how much a unit counts at once: 10000 for 万人次, 1 for 人次."""
    return _SCALES.get(unit[:1], Decimal(1))


def is_whole(amount: Decimal, unit: str) -> bool:
    """Whether an amount is a whole number of things: 6.7 万人次 are 67000."""
    things = scale(amount, scale_of(unit))
    return things == things.to_integral_value(context=_WIDE)


def scale(number: Decimal, factor: Decimal) -> Decimal:
    """A number times a power of ten: all its digits kept, written without an exponent."""
    shifted = _WIDE.multiply(number, factor)
    whole = factor > 1 and shifted == shifted.to_integral_value(context=_WIDE)
    return shifted.quantize(Decimal(1), context=_WIDE) if whole else shifted


def scale_all(numbers: Sequence[Decimal | None], factor: Decimal) -> list[Decimal | None]:
    """A whole column scaled; a missing number stays missing."""
    with localcontext(_WIDE):
        shifted = [None if one is None else one * factor for one in numbers]
        if factor <= 1:
            return shifted
        one = Decimal(1)
        return [n if n is None or n != (whole := n.to_integral_value()) else whole.quantize(one) for n in shifted]
