"""Ratios, and what office programs make of them: 1:14 becomes a time, 3-5 a date."""

import re
from decimal import Decimal

from eduduty_desktop.figures import Ratio, ReadingStatus, format_amount, read_entry
from eduduty_desktop.framework import Kind, Metric
from eduduty_desktop.grid import Clock, Shown
from eduduty_desktop.intake.returned.result import CellReading
from eduduty_desktop.intake.returned.words import narrow

LONG_CLOCK = re.compile(
    r"(?:([0-9]{1,3}) days?, )?([0-9]{1,4}):([0-9]{2})(?::([0-9]{2}(?:\.[0-9]+)?))?(?: ?[AaPp][Mm])?"
)
_MONTHS = "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec"
DATES = re.compile(
    r"[0-9]{4}[-/年][0-9]{1,2}(?:[-/月](?:[0-9]{1,2}日?)?)?(?: [0-9:]{5,8})?|[0-9]{4}\.[0-9]{1,2}\.[0-9]{1,2}|[0-9]{1,2}月[0-9]{1,2}日|"
    rf"[0-9]{{1,2}}[-/][0-9]{{1,2}}|[0-9]{{1,2}}-(?:{_MONTHS})|(?:{_MONTHS})-[0-9]{{2}}",
    re.IGNORECASE,
)
_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")


def short(value: Decimal) -> Decimal:
    """Without zeros behind the point."""
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()


def read_clock(metric: Metric, cell: str, typed: str, shown: Shown) -> CellReading:
    if shown.clock is Clock.DATE:
        return read_date(cell, typed, typed)
    ratio = _ratio_of_clock(Decimal(shown.value), shown.clock)
    if metric.kind is not Kind.RATIO:
        return CellReading(
            cell, typed, doubtful=True, flags=(f"表格程序把它记成了时间“{typed}”，本项要填一个数，没有读取",)
        )
    if ratio is None:
        return CellReading(
            cell, typed, doubtful=True, flags=(f"表格程序把它记成了时间“{typed}”，读不回原来的比，没有读取",)
        )
    said = f"表格程序把它记成了时间“{typed}”，按比 {ratio} 读取"
    return CellReading(cell, typed, ratio, stated=ratio, flags=(said,))


def _ratio_of_clock(seconds: Decimal, clock: Clock) -> Ratio | None:
    """1:14 typed as a ratio becomes 1 hour 14 minutes, 1:13.5 becomes 1 minute 13.5 seconds."""
    minute, hour = Decimal(60), Decimal(3600)
    if clock is Clock.HOURS:
        left, rest = divmod(seconds, hour)
        right = rest / minute
        if right != right.to_integral_value():
            return None
        right = right.to_integral_value()
    else:
        left, right = divmod(seconds, minute)
        right = short(right)
    if left <= 0 or right <= 0:
        return None
    return Ratio(left.to_integral_value(), right)


def _stored_clock(plain: str) -> Ratio | None:
    """1:14 that became a time and lost its format: 0.0513888888888889 days."""
    if not re.fullmatch(r"0\.[0-9]{6,17}", plain):
        return None
    seconds = Decimal(plain) * 86400
    if abs(seconds / 60 - round(seconds / 60)) > Decimal("1e-6"):
        return None
    return _ratio_of_clock(Decimal(round(seconds / 60) * 60), Clock.HOURS)


_RANGE = re.compile(r"([0-9]{1,2})-([0-9]{1,2})")
_MONTH, _DAY_OF_MONTH = 12, 31


def read_date(cell: str, typed: str, said: str) -> CellReading:
    if (range_ := _RANGE.fullmatch(narrow(typed))) is not None and not _may_be_day(int(range_[1]), int(range_[2])):
        return CellReading(cell, typed, doubtful=True, flags=(f"“{typed}”是一个范围，不是一个数，没有读取",))
    match = _DAY.match(said)
    guess = f"（可能填的是 {int(match[2])}-{int(match[3])} 或 {int(match[2])}/{int(match[3])}）" if match else ""
    return CellReading(cell, typed, doubtful=True, flags=(f"这一格是日期“{typed}”{guess}，不是数，没有读取",))


def _may_be_day(one: int, other: int) -> bool:
    return 0 < min(one, other) <= _MONTH and 0 < max(one, other) <= _DAY_OF_MONTH


def read_ratio(metric: Metric, cell: str, typed: str) -> CellReading:
    plain = narrow(typed).replace("∶", ":")
    clock = re.fullmatch(r"0?([0-9]{1,2}):([0-9]{2}):00", plain)
    said = f"{int(clock[1])}:{int(clock[2])}" if clock else re.sub(r"(?<=[0-9]) ?(?:比|/) ?(?=[0-9])", ":", plain)
    if (stored := _stored_clock(plain)) is not None:
        flag = f"“{typed}”像是时间存成的小数，可能填的是 {stored}，请确认"
        return CellReading(cell, typed, stored, stated=stored, doubtful=True, flags=(flag,))
    reading = read_entry(said, unit="", kind=metric.kind)
    flags = [reading.message] if reading.message else []
    if reading.amount is None:
        if DATES.fullmatch(plain):
            return read_date(cell, typed, plain)
        return CellReading(cell, typed, doubtful=True, flags=tuple(flags))
    if clock:
        flags.append(f"“{typed}”像是被表格程序改成了时间，按比 {reading.amount} 读取")
    elif said != plain:
        flags.append(f"“{typed}”读作 {reading.amount}")
    doubtful = reading.status is ReadingStatus.ASK
    ratio = reading.amount
    if isinstance(ratio, Ratio) and ratio.right == 1 and ratio.left > 1:
        flags.append(f"写成了 {ratio}，是否应为 1:{format_amount(ratio.left)}")
        doubtful = True
    return CellReading(
        cell, typed, ratio, approximation=reading.approximation, stated=ratio, doubtful=doubtful, flags=tuple(flags)
    )
