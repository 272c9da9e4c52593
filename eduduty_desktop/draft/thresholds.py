"""Which value of a standard holds for a metric of a draft, and how it is written.

The draft's own (with a reason) goes before the framework's snapshot, in which the notice's own standards went before
the library's.
"""

import msgspec

from eduduty_desktop.draft.assessment import year_of
from eduduty_desktop.draft.records import Key, StandardOverride, Text
from eduduty_desktop.draft.regions import is_within
from eduduty_desktop.draft.value import Reader
from eduduty_desktop.figures import Amount, Ratio, format_amount, parse_amount
from eduduty_desktop.framework import Framework, Limit, Metric, Standard

SIGNS = {">=": "≥", "<=": "≤", "=": "＝", ">": "＞", "<": "＜"}
UNVERIFIED = "待核实"
_WORDS = {
    "yoy_not_decrease": "不低于上年",
    "yoy_decrease": "低于上年",
    "exists": "须有",
    "report": "如实填报",
    "meets": "逐项判断",
}
_YEAR, _COUNTY = Key("cover", "year"), Key("cover", "county")


class Threshold(msgspec.Struct, frozen=True):
    """The value that holds, as the standard or the draft writes it, in the standard's unit.

    `text` is empty for a standard without a number; `amount` is None then, and where an own value cannot be read.
    `since`: it holds only from that year on; `until`: it held until that year; neither is given for one that holds.
    `reason` is the draft's for its own value.
    """

    standard: Standard
    text: str = ""
    amount: Amount | None = None
    since: str = ""
    until: str = ""
    because: str = ""
    is_own: bool = False
    reason: str = ""

    @property
    def holds(self) -> bool:
        """Whether it binds the draft's year."""
        return not self.since and not self.until


def standard_of(framework: Framework, metric: Metric) -> Standard | None:
    """The standard that a metric cites, None if it cites none."""
    return framework.standards.get(metric.standard) if metric.standard else None


def override_key(metric: Metric, standard: Standard) -> Key:
    """Where the draft keeps its own value: of the metric's stage, where the standard differs by stage."""
    by_stage = metric.stage is not None and any(limit.stage == metric.stage for limit in standard.all_limits)
    return Key("standards", standard.id, str(metric.stage) if by_stage else "")


def threshold_keys(metric: Metric, standard: Standard) -> frozenset[Key]:
    """Every key that `threshold_of` may read."""
    limits = standard.all_limits
    keys = {override_key(metric, standard), Key("standards", standard.id)}
    keys |= {_YEAR} if any(limit.since or limit.until for limit in limits) else set()
    return frozenset(keys | ({_COUNTY} if any(limit.region for limit in limits) else set()))


def own_value(reader: Reader, metric: Metric, standard: Standard) -> StandardOverride | None:
    """What the draft says instead of the standard: for the metric's stage, else for all."""
    for key in dict.fromkeys((override_key(metric, standard), Key("standards", standard.id))):
        found: StandardOverride | None = reader.get(key)
        if found is not None and found.value.strip():
            return found
    return None


def threshold_of(reader: Reader, metric: Metric) -> Threshold | None:
    """The threshold of a metric in this draft's place and year; None if it cites no standard."""
    standard = standard_of(reader.framework, metric)
    if standard is None:
        return None
    own = own_value(reader, metric, standard)
    if own is not None:
        text = own.value.strip()
        return Threshold(standard, text, read_value(text, standard), is_own=True, reason=own.reason.strip())
    return library_threshold(reader, metric, standard)


def library_threshold(reader: Reader, metric: Metric, standard: Standard) -> Threshold:
    """What holds without the draft's own value."""
    fitting = [limit for limit in standard.all_limits if _fits(reader, limit, metric)]
    if not fitting:
        return Threshold(standard)
    dated = any(limit.since or limit.until for limit in standard.all_limits)
    year = str(year_of(reader) or "") if dated else ""
    binding = [limit for limit in fitting if _binds(limit, year)]
    if binding:
        found = max(binding, key=_specialty)
        return Threshold(standard, found.value, parse_amount(found.value), because=found.because)
    coming = [limit for limit in fitting if limit.since > year]
    # The value to show is the next to come, else the last that held.
    found = min(coming, key=lambda one: one.since) if coming else max(fitting, key=lambda one: one.until)
    since, until = (found.since, "") if coming else ("", found.until)
    return Threshold(standard, found.value, parse_amount(found.value), since, until, found.because)


def is_overridable(standard: Standard) -> bool:
    """Whether a draft can set a value of its own: the standard compares with a number, or with another metric's."""
    return standard.comparison in (*SIGNS, "yoy_decrease") and not standard.by_growth


def read_value(text: str, standard: Standard) -> Amount | None:
    """A value as people type it: `85`, `85%`, `1:19`, `1：19`, with the standard's unit or without; None if unreadable."""
    plain = text.strip().replace("：", ":").replace("％", "%")
    unit = standard.unit.partition("/")[0]
    try:
        return parse_amount(plain.removesuffix(standard.unit).removesuffix(unit).removesuffix("%").strip())
    except ValueError:
        return None


def _fits(reader: Reader, limit: Limit, metric: Metric) -> bool:
    """Whether a limit's stage, word and region are the metric's and the draft's; its years are another matter."""
    if limit.stage is not None and limit.stage != metric.stage:
        return False
    if limit.word and limit.word not in metric.label:
        return False
    if not limit.region:
        return True
    county: Text | None = reader.get(_COUNTY)
    return is_within(limit.region, reader.framework.region, county.text if county is not None else "")


def _binds(limit: Limit, year: str) -> bool:
    """Whether a limit holds in a year; without a year only one that always holds does."""
    return limit.since <= year and (not limit.until or (bool(year) and year <= limit.until))


def _specialty(limit: Limit) -> tuple[int, int, str]:
    """Word before stage and year, stage, region, year, plain; the longer word and the later year among equals."""
    conditions = (limit.stage, limit.region, limit.since or limit.until)
    rank = sum(weight for weight, given in zip((4, 2, 1), conditions, strict=True) if given)
    return len(limit.word), rank, limit.since


def print_amount(amount: Amount, unit: str) -> str:
    """`85%`, `6000元`, `1:19`."""
    return str(amount) if isinstance(amount, Ratio) else f"{format_amount(amount)}{unit.partition('/')[0]}"


def print_threshold(reader: Reader, metric: Metric, found: Threshold, *, short: bool = False) -> str:
    """`≥85%`, `不低于上年`, `≥公务员年平均工资`, `≥50%（2022年起）`; `short` leaves out what the metric's label says."""
    standard, value = found.standard, found.text
    if found.amount is not None:
        value = print_amount(found.amount, standard.unit or metric.unit)
    when = f"（{found.since}年起）" if found.since else f"（至{found.until}年）" if found.until else ""
    if standard.comparison == "yoy_decrease" and value:
        return f"比上年下降{value}以上{when}"
    if standard.comparison in _WORDS:
        return _WORDS[standard.comparison]
    if standard.comparison == "about":
        return f"约{value}" if value else standard.name
    sign = SIGNS.get(standard.comparison, "")
    other = reader.framework.metrics.get(standard.other)
    if not value and is_difference(reader.framework, metric):
        value = "0"
    elif not value and other is not None:
        label = other.printed_label
        value = _distinct(label, metric.printed_label) if short else label
        value += "增幅" if standard.by_growth else ""
    return f"{sign}{value}{when}" if value else standard.name


def is_difference(framework: Framework, metric: Metric) -> bool:
    """Whether a metric is itself the difference to the metric that its standard compares with (工资差额)."""
    standard, expression = standard_of(framework, metric), framework.expressions.get(metric.id)
    taken = expression.subtrahend() if expression is not None else None
    return standard is not None and bool(standard.other) and taken is not None and taken.metric == standard.other


def _distinct(other: str, own: str) -> str:
    """The other label without the ending that both share: 公务员年平均工资 beside 教师年平均工资 is 公务员."""
    same = 0
    while same < min(len(other), len(own)) and other[-1 - same] == own[-1 - same]:
        same += 1
    return other[: len(other) - same] if len(other) - same >= 2 else other
