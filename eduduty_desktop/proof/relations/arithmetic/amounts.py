"""The figures of a paragraph as plain floating-point intervals, by what they are measured in."""

from collections.abc import Iterator, Sequence

import msgspec

from eduduty_desktop.figures.quantity import Kind
from eduduty_desktop.proof.lexicon import unit_of
from eduduty_desktop.proof.roles import Figure, Role

_USED = frozenset({Kind.COUNT, Kind.MONEY, Kind.AREA, Kind.NUMBER, Kind.PERCENT, Kind.POINTS, Kind.SCORE})
_CHANGES = frozenset({Role.DIFFERENCE, Role.GROWTH, Role.TIMES})
RATE = "%"
FEWEST_SLIPS = 10
_ROUNDING = 1e-9


class Amount(msgspec.Struct, frozen=True, gc=False):
    """A figure as numbers: what it may be lies between `low` and `high`; `key` is what it is measured in.

    `number` counts the amounts of the paragraph, `start` is where it stands there, `step` is the place of the last digit, `change` whether the words call
    it a change, `rough` whether they call it about right.
    """

    number: int
    start: int
    figure: Figure
    low: float
    high: float
    value: float
    step: float
    key: str
    change: bool
    rough: bool
    depth: int
    sentence: int
    part: int

    @property
    def width(self) -> float:
        """How much room it leaves; a count takes the room of one."""
        return self.high - self.low or self.step

    @property
    def digits(self) -> str:
        """The digits as written, without point and sign."""
        number = self.figure.quantity.number
        assert number is not None, "an amount has a number"
        return str(abs(int(number.scaleb(-self.figure.quantity.step.adjusted()))))

    @property
    def grain(self) -> float:
        """The place of the last digit that is not nought."""
        digits = self.digits
        return self.step * 10.0 ** (len(digits) - len(digits.rstrip("0"))) if self.value else self.step


def amounts_of(figures: Sequence[Figure]) -> list[Amount]:
    """The figures of a paragraph that may stand in an equation, in order."""
    found: list[Amount] = []
    for figure in figures:
        quantity = figure.quantity
        interval, number = quantity.interval, quantity.number
        if quantity.kind not in _USED or interval is None or number is None:
            continue
        mention = figure.mention
        clause = mention.clause
        low = float(interval.low)
        found.append(
            Amount(
                len(found),
                mention.start,
                figure,
                low,
                low if interval.high is interval.low else float(interval.high),
                float(number),
                float(quantity.step),
                _key(figure),
                figure.role in _CHANGES,
                bool(quantity.approximation),
                clause.depth,
                clause.sentence,
                clause.part,
            )
        )
    return found


def _key(figure: Figure) -> str:
    quantity = figure.quantity
    if quantity.kind is Kind.PERCENT or quantity.kind is Kind.POINTS:
        return RATE
    unit = "" if quantity.kind is Kind.NUMBER else unit_of(quantity)
    return f"{unit}/{quantity.per}" if quantity.per else unit


def meets(low: float, high: float, amount: Amount) -> bool:
    """Whether the amount may lie between two numbers, but for the rounding of the machine."""
    room = _ROUNDING * (abs(amount.value) + abs(high))
    return low <= amount.high + room and amount.low <= high + room


def near_to(amount: Amount, low: float, high: float) -> float | None:
    """What the figure would be with one digit or two neighbours put right so that it lies between two numbers."""
    below, above = amount.low - amount.value, amount.high - amount.value
    room = _ROUNDING * (abs(low) + abs(high))
    low, high = low - above - room, high - below + room
    if not low <= high or low > 10 * amount.value or high < amount.value / 10:
        return None
    return next((value for value in neighbours(amount) if low <= value <= high), None)


def neighbours(amount: Amount) -> Iterator[float]:
    """What the figure would be with one digit replaced or two neighbours exchanged."""
    digits, step = amount.digits, amount.step
    sign = -1.0 if amount.value < 0 else 1.0
    for at, digit in enumerate(digits):
        for other in "0123456789":
            if other != digit and (at or other != "0"):
                yield sign * int(f"{digits[:at]}{other}{digits[at + 1 :]}") * step
    for at in range(len(digits) - 1):
        if digits[at] != digits[at + 1] and (at or digits[1] != "0"):
            yield sign * int(f"{digits[:at]}{digits[at + 1]}{digits[at]}{digits[at + 2 :]}") * step


def slips_of(amount: Amount) -> int:
    """How many neighbours a figure has, about."""
    return FEWEST_SLIPS * len(amount.digits)
