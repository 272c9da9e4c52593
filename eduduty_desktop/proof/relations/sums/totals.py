"""What parts give together, as intervals."""

from decimal import Decimal

from eduduty_desktop.figures import Interval
from eduduty_desktop.figures.quantity import Quantity
from eduduty_desktop.proof.division import Division

_ROUGH = frozenset({"余", "多", "近"})


def sum_of(division: Division) -> Interval | None:
    """What the parts give together; None if one of them is masked."""
    total = Interval.exact(Decimal(0))
    for interval in _intervals(division)[1:]:
        if interval is None:
            return None
        total += interval
    return total


def _intervals(division: Division) -> list[Interval | None]:
    """The intervals of whole and parts; 131亿元 among figures like 318.7亿元 is exact to their decimals."""
    figures = [mention.quantity for mention in (division.whole, *division.parts)]
    if division.whole.quantity.approximation in _ROUGH:  # whoever writes 700余 adds up the figures as they are written
        return [_as_written(quantity) for quantity in figures]
    finest = min(quantity.step for quantity in figures)
    coarse = [quantity for quantity in figures if quantity.step > finest]
    if not coarse or len(coarse) * 3 > len(figures) or division.whole.quantity.step > finest:
        return [quantity.interval for quantity in figures]
    return [_read_to(quantity, finest) if quantity in coarse else quantity.interval for quantity in figures]


def _as_written(quantity: Quantity) -> Interval | None:
    number = quantity.number
    return quantity.interval if number is None or quantity.approximation else Interval.exact(number)


def _read_to(quantity: Quantity, step: Decimal) -> Interval | None:
    number = quantity.number
    if number is None or quantity.approximation or quantity.unit == "人" or step >= quantity.step:
        return quantity.interval
    return Interval(number - step / 2, number + step)


def adds_up(division: Division) -> bool:
    """Whether the parts can be the whole; what is 余, 多 or 近 lies truly between its bounds."""
    total, whole = sum_of(division), division.whole.quantity.interval
    if total is None or whole is None or not total.meets(whole):
        return False
    if not any(m.quantity.approximation in _ROUGH for m in (division.whole, *division.parts)):
        return True
    exact = total.low == total.high or whole.low == whole.high
    return exact or (total.low < whole.high and whole.low < total.high)


def digits_of(quantity: Quantity) -> str:
    """The significant digits of a stated figure."""
    number = quantity.number
    return "" if number is None else f"{number.normalize():f}".replace(".", "").lstrip("0").rstrip("0")


def is_slip(division: Division) -> bool:
    """Whether one digit, not the last of all, keeps the whole from its parts, whatever they were rounded from."""
    total, whole = sum_of(division), division.whole.quantity
    if total is None or whole.interval is None:
        return False
    low, high = total.low - whole.interval.high, total.high - whole.interval.low
    low, high = (low, high) if low > 0 else (-high, -low)
    place = min(figure.quantity.step for figure in (division.whole, *division.parts)) * 10
    while low > 0 and place <= high:
        if any(low <= digit * place <= high for digit in range(1, 10)):
            return True
        place *= 10
    return False
