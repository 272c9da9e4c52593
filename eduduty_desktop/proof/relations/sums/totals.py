"""Whether parts give their whole."""

from eduduty_desktop.figures.quantity import Quantity
from eduduty_desktop.proof.division import Division
from eduduty_desktop.proof.division.total import ROUGH


def adds_up(division: Division) -> bool:
    """Whether the parts can be the whole; what is 余, 多 or 近 lies truly between its bounds."""
    total, whole = division.total, division.whole.quantity.interval
    if total is None or whole is None or not total.meets(whole):
        return False
    if not any(m.quantity.approximation in ROUGH for m in (division.whole, *division.parts)):
        return True
    exact = total.low == total.high or whole.low == whole.high
    return exact or (total.low < whole.high and whole.low < total.high)


def digits_of(quantity: Quantity) -> str:
    """The significant digits of a stated figure."""
    number = quantity.number
    return "" if number is None else f"{number.normalize():f}".replace(".", "").lstrip("0").rstrip("0")


def is_slip(division: Division) -> bool:
    """Whether one digit, not the last of all, keeps the whole from its parts, whatever they were rounded from."""
    total, whole = division.total, division.whole.quantity
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
