"""What equations between amounts give, as the bounds between which the result lies."""

from collections.abc import Sequence

from eduduty_desktop.proof.relations.arithmetic.amounts import Amount

_EDGE = 0.001

Bounds = tuple[float, float] | None


def total_of(parts: Sequence[Amount]) -> tuple[float, float]:
    """131亿元 among figures like 318.7亿元 is exact to their decimals."""
    low = high = 0.0
    finest = coarsest = parts[0].step
    for part in parts:
        low += part.low
        high += part.high
        finest, coarsest = min(finest, part.step), max(coarsest, part.step)
    if coarsest > finest:
        coarse = [
            part for part in parts if finest < part.step <= 10 * finest and part.high > part.low and not part.rough
        ]
        if len(coarse) * 3 <= len(parts) + 1:
            for part in coarse:
                low += part.value - finest / 2 - part.low
                high -= part.high - part.value - finest
    return low, high


def difference(pair: Sequence[Amount]) -> tuple[float, float]:
    less, more = ordered(pair)
    low, high = more.low - less.high, more.high - less.low
    edge = (high - low) * _EDGE
    return low + edge, high - edge  # as Interval.less


def quotient(pair: Sequence[Amount]) -> Bounds:
    whole, count = pair
    return (whole.low / count.high, whole.high / count.low) if count.low > 0 else None


def share(pair: Sequence[Amount]) -> Bounds:
    less, more = ordered(pair)
    return (100 * less.low / more.high, 100 * less.high / more.low) if more.low > 0 else None


def rise(pair: Sequence[Amount]) -> Bounds:
    less, more = ordered(pair)
    return (100 * (more.low / less.high - 1), 100 * (more.high / less.low - 1)) if less.low > 0 else None


def fall(pair: Sequence[Amount]) -> Bounds:
    bounds = share(pair)
    return (100 - bounds[1], 100 - bounds[0]) if bounds else None


def rise_by(pair: Sequence[Amount]) -> Bounds:
    by, now = ordered(pair)
    low, high = now.low - by.high, now.high - by.low
    return (100 * by.low / high, 100 * by.high / low) if low > 0 else None


def fall_by(pair: Sequence[Amount]) -> Bounds:
    by, now = ordered(pair)
    low = now.low + by.low
    return (100 * by.low / (now.high + by.high), 100 * by.high / low) if low > 0 else None


def ordered(pair: Sequence[Amount]) -> tuple[Amount, Amount]:
    """The lesser and the greater of two."""
    one, other = pair
    return (one, other) if one.value <= other.value else (other, one)
