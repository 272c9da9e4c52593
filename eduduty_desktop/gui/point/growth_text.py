"""Reading what a person types as a growth: `1.42%`, `-1`, `下降1个百分点`.  No Qt.

A percentage changes by percentage points; `1%` typed for one could mean either and is asked.
"""

import re
from decimal import Decimal

import msgspec

from eduduty_desktop.draft.records import Growth
from eduduty_desktop.draft.values import IN_POINTS, POINTS
from eduduty_desktop.figures import ReadingStatus
from eduduty_desktop.framework import Kind, Metric

PER_CENT = "%"

_UP = "增长|增加|增幅|提高|提升|上升|上涨|增|升|↑|\\+"
_DOWN = "负增长|下降|减少|降低|回落|下滑|减|降|↓"
_GROWTH = re.compile(
    r"(?:(?:同比|较上年|比上年|较去年|比去年)(?:同期)?)?"
    rf"(?:(?P<up>{_UP})|(?P<down>{_DOWN}))?了?"
    r"(?P<number>-?(?:\d{1,12}(?:\.\d{1,12})?|\.\d{1,12}))(?P<unit>%|个?百分点)?"
)
_NARROW = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20, ord("−"): ord("-")}
_LEVEL = {"持平", "不变", "与上年持平", "同比持平", "无变化"}


class GrowthReading(msgspec.Struct, frozen=True):
    """What was made of a typed growth; `choices` are what an ASK offers, the likelier first."""

    status: ReadingStatus
    growth: Growth = Growth()
    message: str = ""
    choices: tuple[Growth, ...] = ()


def usual_unit(metric: Metric) -> str:
    """What this metric's change is stated in."""
    return POINTS if metric.kind in IN_POINTS else PER_CENT


def read_growth(text: str, metric: Metric) -> GrowthReading:
    """Read a stated growth of a metric.  Never raises; what is not plain is asked or refused with the reason."""
    typed = text.strip()
    if not typed:
        return GrowthReading(ReadingStatus.EMPTY)
    plain = re.sub(r"\s+", "", typed.translate(_NARROW))
    usual = usual_unit(metric)
    if plain in _LEVEL:
        return GrowthReading(ReadingStatus.PLAIN, Growth(Decimal(0), usual))
    match = _GROWTH.fullmatch(plain)
    if match is None:
        example = "下降1个百分点" if usual == POINTS else "1.42%”或“下降1.42%"
        return _refuse(f"“{typed}”读不成增幅。请按“{example}”的样子填写。")
    number = Decimal(match["number"])
    if number < 0 and (match["up"] or match["down"]):
        return _refuse(f"“{typed}”里文字和负号重复，说不准是升是降。请只留一个。")
    amount = -number if match["down"] else number
    unit = {"": usual, "%": PER_CENT}.get(match["unit"] or "", POINTS)
    if unit == POINTS and usual != POINTS:
        return _refuse(f"“{metric.printed_label}”的单位是{metric.unit}，增幅用%，百分点只用于百分比。请核对后重填。")
    if unit == PER_CENT and metric.kind is Kind.PERCENT_POINTS:
        return _refuse(f"“{metric.printed_label}”的单位是百分点，增减也用百分点，不用%。请核对后重填。")
    if unit == PER_CENT and usual == POINTS:
        message = f"“{metric.printed_label}”是百分比，增减用百分点。“{typed}”是指 {amount:f}个百分点，还是原数的 {amount:f}%？"
        return GrowthReading(ReadingStatus.ASK, Growth(), message, (Growth(amount, POINTS), Growth(amount, PER_CENT)))
    return GrowthReading(ReadingStatus.PLAIN, Growth(amount, unit))


def _refuse(message: str) -> GrowthReading:
    return GrowthReading(ReadingStatus.REFUSED, message=message)
