"""One metric with one standard, filled in, for the tests of what is judged."""

from decimal import Decimal
from typing import Any

import msgspec

from eduduty_desktop.draft import CURRENT, PREVIOUS, Draft, Key
from eduduty_desktop.draft.records import Entry, Growth, PointState, Status, Text
from eduduty_desktop.draft.standards import verdict
from eduduty_desktop.draft.thresholds import Threshold, print_threshold, threshold_of
from eduduty_desktop.draft.verdict import Verdict
from eduduty_desktop.figures import parse_amount
from eduduty_desktop.framework import Framework, Kind, Metric, Point, Section, Standard

OTHER = Metric("pay.servant", "公务员年平均工资", "元", Kind.MONEY)


def framework(standard: Standard, *metrics: Metric, region: str = "湖南省怀化市", year: int | None = 2024) -> Framework:
    """A framework of one point that asks for these metrics."""
    point = Point("p", "(一)", "测评点", metrics=tuple(m.id for m in metrics))
    return Framework(
        "one",
        "一项",
        "county",
        region,
        "测试",
        (Section("s", "一", "一", (point,)),),
        year=year,
        metrics={m.id: m for m in metrics},
        standards={standard.id: standard},
    )


def metric(kind: Kind = Kind.PERCENT, unit: str = "%", **more: Any) -> Metric:
    return Metric("own.value", more.pop("label", "本项比例"), unit, kind, standard="std", **more)


def standard(comparison: str = ">=", unit: str = "%", **more: Any) -> Standard:
    return Standard("std", "某标准", unit, comparison, **more)


def stated(text: str) -> Entry:
    """`49.9`, `50余`, `近50`: a stated figure with its approximation."""
    for word in ("余", "多", "以上", "近", "约"):
        if word in text:
            return Entry(parse_amount(text.replace(word, "")), word)
    return Entry(parse_amount(text))


def filled(definition: Framework, **values: str) -> Draft:
    """A draft: `now`, `before`, `growth` of the metric, `servant`, and `year`, `county` of the cover."""
    keys = {
        "now": Key("figures", "own.value", CURRENT),
        "before": Key("figures", "own.value", PREVIOUS),
        "servant": Key("figures", OTHER.id, CURRENT),
    }
    draft = Draft("d", definition)
    records: dict[Key, msgspec.Struct] = {keys[k]: stated(v) for k, v in values.items() if k in keys}
    records |= {Key("cover", k): Text(v) for k, v in values.items() if k in {"year", "county"}}
    if "growth" in values:
        points = values["growth"].endswith("点")
        amount = Decimal(values["growth"].removesuffix("点").removesuffix("%"))
        records[Key("growths", "own.value")] = Growth(amount, "百分点" if points else "%")
    if "status" in values:
        records[Key("states", "p")] = PointState(Status(values["status"]), "没有")
    return draft.apply([draft.change(key, record) for key, record in records.items()])


def judged(one: Standard, of: Metric | None = None, *more: Metric, **values: str) -> Verdict:
    """The verdict on the metric."""
    own = of or metric()
    region = values.pop("region", "湖南省怀化市")
    return verdict(filled(framework(one, own, *more, region=region), **values), own)


def threshold(one: Standard, of: Metric | None = None, **values: str) -> Threshold:
    """The threshold that holds for the metric."""
    own = of or metric()
    region = values.pop("region", "湖南省怀化市")
    found = threshold_of(filled(framework(one, own, region=region), **values), own)
    assert found is not None
    return found


def printed(one: Standard, of: Metric | None = None, **values: str) -> str:
    """The threshold in words."""
    own = of or metric()
    draft = filled(framework(one, own, OTHER), **values)
    found = threshold_of(draft, own)
    assert found is not None
    return print_threshold(draft, own, found)
