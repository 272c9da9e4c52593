"""The unit in which a cell is to be read for a metric: of its row, its label, its column, its table."""

from decimal import Decimal

from eduduty_desktop.figures import factor_between
from eduduty_desktop.figures.units import plain_unit
from eduduty_desktop.framework import Kind, Metric
from eduduty_desktop.intake.returned.result import Around

COUNTED = frozenset("个所人名位次项件份台辆场家间套条处座例天门篇期批班户瓶册本起") | {"人次", "场次"}
"""Words that count whole things; one is written for another."""

_APART = (frozenset({"人", "人次"}), frozenset({"次", "人次"}), frozenset({"场次", "人次"}))
"""Those are not: five persons may have come ten times."""

_SCALES = "千万亿"


def unit_around(metric: Metric, around: Around) -> tuple[str, bool, str]:
    """The unit that holds for a cell (empty if none was said), whether one was stated, and what contradicts it."""
    if around.near:
        return around.near[0], True, _contradiction(around.near)
    fitting = [u for u in around.table if factor_between(u, metric.unit) is not None or u in {"万", "亿"}]
    if len(fitting) == 1:
        return fitting[0], True, ""
    if fitting:
        return "", True, f"表上写了几个单位（{'、'.join(fitting)}），不知道是哪一个"
    base = metric.unit.lstrip(_SCALES)
    odd = [unit for unit in around.table if base and unit.endswith(base)]
    if odd:
        return "", False, f"表上写的单位是“{'、'.join(odd)}”，与本项的“{metric.unit}”不能换算，请核对"
    return "", False, ""


def _contradiction(near: tuple[str, ...]) -> str:
    different = {unit for unit in near if factor_between(unit, near[0]) not in (None, Decimal(1))}
    return f"单位写了“{near[0]}”，又写了“{'、'.join(sorted(different))}”，请核对" if different else ""


def unit_to_read_in(metric: Metric, said: str, flags: list[str]) -> tuple[str, str]:
    """The unit to read in, or why the stated one does not fit; counting words for one another are said, not refused."""
    own, stated = plain_unit(metric.unit), plain_unit(said)
    if not stated or stated == own:
        return own, ""
    if stated in {"万", "亿", "千", "百"}:
        joined = own if own.startswith(stated) else stated + own.lstrip(_SCALES)
        if factor_between(joined, own) is not None:
            flags.append(f"单位写的是“{stated}”，按{joined}读取")
            return joined, ""
    if factor_between(stated, own) is not None:
        return stated, ""
    if metric.kind is Kind.COUNT and are_counted_alike(stated, own):
        flags.append(f"单位写的是“{stated}”，按“{own}”读取")
        return own, ""
    if metric.kind is Kind.PERCENT and stated in {"百分点", "分"}:
        return own, f"表中单位是“{stated}”，本项单位是“{own}”，没有读取"
    return own, f"表中单位是“{said}”，本项单位是“{metric.unit}”，不能换算，没有读取"


def are_counted_alike(one: str, other: str) -> bool:
    """Whether two words count the same things: 57条 are 57个, but five persons are not five visits."""
    return one in COUNTED and other in COUNTED and {one, other} not in _APART
