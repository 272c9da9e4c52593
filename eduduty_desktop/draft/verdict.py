"""What comparing a metric with its standard comes to: the verdict, its difference, and both in words."""

from decimal import Decimal
from enum import StrEnum

import msgspec

from eduduty_desktop.draft.spans import Span, cannot
from eduduty_desktop.draft.thresholds import Threshold
from eduduty_desktop.figures.amount import quantise
from eduduty_desktop.framework.expression import Operand

NOTHING_GIVEN = "还没有填数"
GAP_DECIMALS = 4
_TOO_ROUGH = "数值是约数或位数不够，落在标准线两边"


class Outcome(StrEnum):
    """What comparing comes to; the values are the words people see."""

    MET = "达标"
    MISSED = "未达标"
    UNDECIDED = "无法判定"
    NOT_JUDGED = "不判定"


class Verdict(msgspec.Struct, frozen=True):
    """Whether a metric meets its standard.

    `why` says what keeps it from being judged.  `gap` is 差额, the actual value less the threshold in `gap_unit` (for a
    ratio: right terms for one of the left).  `operands` are the values and `growths` the metrics whose growth it rests
    on.  `wrong_way`: over the years it moved against what is demanded, not just too little.
    """

    outcome: Outcome
    why: str = ""
    gap: Decimal | None = None
    gap_unit: str = ""
    operands: tuple[Operand, ...] = ()
    growths: tuple[str, ...] = ()
    wrong_way: bool = False
    threshold: Threshold | None = None

    @property
    def missed(self) -> bool:
        return self.outcome is Outcome.MISSED


def outcome_of(satisfied: bool | None) -> tuple[Outcome, str]:
    """The outcome, and why it is none."""
    if satisfied is None:
        return Outcome.UNDECIDED, _TOO_ROUGH
    return (Outcome.MET if satisfied else Outcome.MISSED), ""


def gap_of(value: Span, limit: Span) -> Decimal | None:
    """The difference of what is printed; of a computed value that its rounding hides, of the value itself."""
    if value.printed is None or limit.printed is None:
        return None
    hidden = value.is_point and cannot(value, "=", limit) and value.printed == limit.printed
    return (value.low if hidden else value.printed) - limit.printed


def print_gap(found: Verdict, *, signed: bool = True) -> str:
    """差额 in words: `-21.3个百分点`, `+11046元`; of a ratio how much the right term differs; empty if there is none."""
    if found.gap is None:
        return ""
    text = f"{quantise(found.gap, GAP_DECIMALS):f}"
    number = text.rstrip("0").rstrip(".") if "." in text else text
    number = "0" if number in {"-0", "0"} else number
    if not signed:
        number = number.removeprefix("-")
    elif found.gap > 0:
        number = f"+{number}"
    return f"{number}{found.gap_unit}"
