"""A threshold in words, as the data table shows it beside the figure."""

from eduduty_desktop.document import cover
from eduduty_desktop.draft import Key, Reader
from eduduty_desktop.draft.records import StandardOverride
from eduduty_desktop.framework import Metric, Standard

_SIGNS = {">=": "≥", "<=": "≤", "=": "＝", ">": "＞", "<": "＜"}
_WORDS = {"yoy_not_decrease": "不低于上年", "exists": "须有", "report": "如实填报"}


def print_standard(reader: Reader, metric: Metric) -> str:
    """`≥85%`, `不低于上年`, `≥公务员年平均工资`; empty for a metric without a standard."""
    standard = reader.framework.standards.get(metric.standard)
    if standard is None:
        return ""
    if standard.comparison in _WORDS:
        return _WORDS[standard.comparison]
    value, since = _threshold(reader, standard, metric)
    if standard.comparison == "yoy_decrease":
        return f"比上年下降{value}{standard.unit}以上" if value else "低于上年"
    other = reader.framework.metrics.get(standard.other)
    if not value and other is not None:
        value = other.label
    elif value and ":" not in value:
        value += standard.unit
    return f"{_SIGNS.get(standard.comparison, '')}{value}{since}" if value else standard.name


def _threshold(reader: Reader, standard: Standard, metric: Metric) -> tuple[str, str]:
    """The value that holds for this stage and year, and from when if that is still to come."""
    override: StandardOverride | None = reader.get(Key("standards", standard.id))
    if override is not None and override.value:
        return override.value, ""
    if metric.stage is not None and metric.stage in standard.by_stage:
        return standard.by_stage[metric.stage], ""
    if standard.by_year:
        this_year = cover.given(reader, "year") or str(reader.framework.year)
        past = [year for year in standard.by_year if year <= this_year]
        year = max(past) if past else min(standard.by_year)
        return standard.by_year[year], "" if past else f"（{year}年起）"
    return standard.value, ""
