"""What an amount can hardly be: beyond its bounds, negative, a thousand times last year's."""

from decimal import Decimal

from eduduty_desktop.figures import Amount, factor_between, format_amount
from eduduty_desktop.framework import Kind, Metric

_JUMPS = (100, 1000, 10_000, 100_000_000)
_FAR = 20
_FEW_YUAN = 100
_HUNDRED_MILLION = 100_000_000
_TOO_MUCH = {"元": _HUNDRED_MILLION, "万元": 100 * _HUNDRED_MILLION, "亿元": 1500 * _HUNDRED_MILLION}
"""In 元, what no figure of a county's or city's education comes to, by the unit it is asked in."""


def _in_yuan(metric: Metric, amount: Decimal) -> Decimal | None:
    factor = factor_between(metric.unit, "元") if metric.unit in _TOO_MUCH else None
    return None if factor is None else amount * factor


def implausible(metric: Metric, amount: Decimal, reference: Amount | None) -> list[tuple[str, bool]]:
    """Words about an amount that can hardly be meant, each with whether a person must confirm it."""
    found: list[tuple[str, bool]] = []
    bounds = metric.bounds
    printed = f"{format_amount(amount)}{metric.unit}"
    if bounds is not None and bounds.min is not None and amount < bounds.min:
        found.append((f"{printed}小于下限 {format_amount(bounds.min)}{metric.unit}：{bounds.because}", True))
    elif bounds is not None and bounds.max is not None and amount > bounds.max:
        found.append((f"{printed}大于上限 {format_amount(bounds.max)}{metric.unit}：{bounds.because}", True))
    elif amount < 0 and metric.kind in {Kind.COUNT, Kind.MONEY}:
        found.append((f"{printed}是负数，请核对", True))
    elif metric.kind is Kind.MONEY and metric.unit == "元" and 0 < amount < _FEW_YUAN and amount % 1:
        found.append((f"{printed}太小，可能填的是万元", True))
    elif (
        metric.kind is Kind.MONEY and (yuan := _in_yuan(metric, amount)) is not None and yuan >= _TOO_MUCH[metric.unit]
    ):
        found.append((f"{printed}太大，可能写错了单位", True))
    elif metric.kind is Kind.PERCENT and amount > 1000:
        found.append((f"{printed}太大，可能多乘了 100", True))
    if isinstance(reference, Decimal) and reference > 0 and amount > 0:
        times = max(amount / reference, reference / amount)
        way = "倍" if amount > reference else "分之一"
        jump = next((j for j in _JUMPS if Decimal("0.6") * j <= times <= Decimal("1.7") * j), 0)
        if jump and metric.kind in {Kind.MONEY, Kind.NUMBER, Kind.PERCENT}:
            said = f"约为{'上下年'}的{jump}{way}" if way == "倍" else f"约为上下年的{jump}{way}"
            found.append((f"{printed}{said}，可能写错了单位", True))
        elif times >= _FAR and metric.kind in {Kind.MONEY, Kind.NUMBER, Kind.PERCENT}:
            found.append((f"{printed}与上下年的 {format_amount(reference)}{metric.unit} 相差太大，请核对", False))
    return found
