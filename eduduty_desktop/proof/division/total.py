"""What parts give together, as intervals."""

from collections.abc import Sequence
from decimal import Decimal

from eduduty_desktop.figures.interval import Interval
from eduduty_desktop.figures.quantity import Quantity

ROUGH = frozenset({"余", "多", "近"})


def total_of(whole: Quantity, parts: Sequence[Quantity]) -> Interval | None:
    """What the parts of a whole give together; None if one of them is masked."""
    total = Interval.exact(Decimal(0))
    for interval in _intervals(whole, parts):
        if interval is None:
            return None
        total += interval
    return total


def _intervals(whole: Quantity, parts: Sequence[Quantity]) -> list[Interval | None]:
    """The intervals of the parts; 131亿元 among figures like 318.7亿元 is exact to their decimals."""
    if whole.approximation in ROUGH:  # whoever writes 700余 adds up the figures as they are written
        return [_as_written(part) for part in parts]
    finest = min(whole.step, *(part.step for part in parts))
    coarse = [part for part in parts if part.step > finest]
    if not coarse or len(coarse) * 3 > len(parts) + 1 or whole.step > finest:
        return [part.interval for part in parts]
    return [_read_to(part, finest) if part.step > finest else part.interval for part in parts]


def _as_written(quantity: Quantity) -> Interval | None:
    number = quantity.number
    return quantity.interval if number is None or quantity.approximation else Interval.exact(number)


def _read_to(quantity: Quantity, step: Decimal) -> Interval | None:
    number = quantity.number
    if number is None or quantity.approximation or quantity.unit == "人" or step >= quantity.step:
        return quantity.interval
    return Interval(number - step / 2, number + step)
