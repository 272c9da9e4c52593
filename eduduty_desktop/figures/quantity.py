"""What the lexer finds: a quantity with its place in the text, its number and what that number may really be."""

from decimal import Decimal
from enum import StrEnum

import msgspec

from eduduty_desktop.figures.interval import Interval

ONE = Decimal(1)
"""The one object for a factor of one, which changes nothing."""

Value = Decimal | tuple[Decimal, Decimal]


class Kind(StrEnum):
    """What sort of quantity it is; a range is of the kind of its unit and has two numbers as value."""

    COUNT = "count"
    MONEY = "money"
    PERCENT = "percent"
    POINTS = "points"  # 百分点
    PERMILLE = "permille"
    RATIO = "ratio"
    FRACTION = "fraction"  # 三分之二
    MULTIPLE = "multiple"  # 倍
    SCORE = "score"
    DURATION = "duration"
    AGE = "age"
    AREA = "area"
    ZERO = "zero"  # 清零, 为零
    NUMBER = "number"  # nothing says of what
    MASKED = "masked"


class Quantity(msgspec.Struct, frozen=True, gc=False):
    """One quantity of a text, `text[start:end]`; offsets are str indices, the end is exclusive.

    `value` has 万 and 亿 resolved and money in 元; it is a pair (left, right) for a ratio, a pair (low, high) for
    a range and None where the digits are masked.  `unit` is the unit as written (元 for all money, without 个 in
    front of a proper unit), `per` what it is for one of (生 in 元/生), `counted` the noun that is counted, as
    well as can be told.  `approximation` is 约 近 余 多 以上 以下 or empty.  `interval` is in the unit of `value`,
    and that of right over left for a ratio; None where masked.  `step` is the place of the last digit written.
    `number` is the one number that is stated, None for a ratio, a range (`is_range`) and a masked one.
    """

    start: int
    end: int
    text: str
    value: Value | None
    unit: str
    kind: Kind
    approximation: str = ""
    interval: Interval | None = None
    counted: str = ""
    per: str = ""
    step: Decimal = ONE
    number: Decimal | None = None
    is_range: bool = False

    def moved(self, by: int) -> "Quantity":
        """The same quantity in a text with so many characters more in front."""
        return Quantity(
            self.start + by,
            self.end + by,
            self.text,
            self.value,
            self.unit,
            self.kind,
            self.approximation,
            self.interval,
            self.counted,
            self.per,
            self.step,
            self.number,
            self.is_range,
        )
