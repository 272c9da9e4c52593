"""The unit in which a cell is to be read for a metric: of its row, its label, its column, its table."""

import re
from decimal import Decimal

from eduduty_desktop.figures import factor_between
from eduduty_desktop.figures.units import plain_unit
from eduduty_desktop.framework import Kind, Metric
from eduduty_desktop.intake.returned.result import Around

COUNTED = frozenset("个所人名位次项件份台辆场家间套条处座例天门篇期批班户瓶册本起只支把张棵盏块") | {"人次", "场次"}
"""Words that count whole things; one is written for another."""

_APART = (frozenset({"人", "人次"}), frozenset({"次", "人次"}), frozenset({"场次", "人次"}))
"""Those are not: five persons may have come ten times."""

_SCALES = "千万亿"
_PER = re.compile(r"([^/]{1,4})/(生|人|年)(?:[·.]?年)?")


def unit_around(metric: Metric, around: Around) -> tuple[str, bool, str]:
    """The unit that holds for a cell (empty if none was said), whether one was stated, and what contradicts it."""
    if around.near:
        return around.near[0], True, _contradiction(around.near)
    fitting = [
        u
        for u in around.table
        if factor_between(u, metric.unit) is not None or u in {"万", "亿"} or _is_told_per(metric, u)
    ]
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
    if (
        (per := _PER.fullmatch(stated)) is not None
        and factor_between(per[1], own) is not None
        and _is_per(metric, per[2])
    ):
        flags.append(f"单位写的是“{said}”，按{per[1]}读取")
        return per[1], ""
    if metric.kind is Kind.COUNT and (alike := counted_as(stated, own)):
        flags.append(f"单位写的是“{stated}”，按“{alike}”读取")
        return alike, ""
    if metric.kind is Kind.PERCENT and stated in {"百分点", "分"}:
        return own, f"表中单位是“{stated}”，本项单位是“{own}”，没有读取"
    return own, f"表中单位是“{said}”，本项单位是“{metric.unit}”，不能换算，没有读取"


def counted_as(one: str, other: str) -> str:
    """The second unit as many at once as the first says: 万只 under 个 are 万个; empty if they count other things."""
    scale = one[0] if len(one) > 1 and one[0] in _SCALES else ""
    base = other.lstrip(_SCALES) if len(other) > 1 else other
    return scale + base if are_counted_alike(one.removeprefix(scale), base) else ""


def _is_per(metric: Metric, what: str) -> bool:
    """Whether a metric is of each pupil, person or year anyway: 生均公用经费 in 元/生."""
    named = metric.label + metric.scope
    return any(word in named for word in ("均", "每生", "每人") if what in "生人") or (what == "年" and "年" in named)


def are_counted_alike(one: str, other: str) -> bool:
    """Whether two words count the same things: 57条 are 57个, but five persons are not five visits."""
    return one in COUNTED and other in COUNTED and {one, other} not in _APART


def _is_told_per(metric: Metric, unit: str) -> bool:
    """Whether a unit is of each pupil, person or year, and so is the metric."""
    per = _PER.fullmatch(unit)
    return per is not None and factor_between(per[1], metric.unit) is not None and _is_per(metric, per[2])


def is_told_in(metric: Metric, unit: str) -> bool:
    """Whether a metric can be told in a unit: it converts, is of each pupil anyway, or counts the same things."""
    if factor_between(unit, metric.unit) is not None:
        return True
    per = _PER.fullmatch(unit)
    if per is not None:
        return factor_between(per[1], metric.unit) is not None and _is_per(metric, per[2])
    stated, own = plain_unit(unit), plain_unit(metric.unit)
    return metric.kind is Kind.COUNT and len(stated) > 1 and stated[0] in _SCALES and bool(counted_as(stated, own))
