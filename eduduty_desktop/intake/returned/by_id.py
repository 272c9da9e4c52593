"""A row's metric by the hidden id, unless the visible name beside it says something else.

Departments sort, copy and re-type rows; what a person sees counts more than what is hidden.
"""

from eduduty_desktop.framework import Framework, Metric
from eduduty_desktop.intake.returned.matching import Match, Matcher, Query
from eduduty_desktop.intake.returned.page import Page
from eduduty_desktop.intake.returned.words import label_of


def match_by_id(page: Page, framework: Framework, matcher: Matcher, name: str, label: str) -> Match:
    """By id, unless what stands beside it is precisely another figure's name: then somebody moved only one of them."""
    others = matcher.names.exactly(label) if label else ()
    if name not in framework.metrics:
        if len(others) == 1:
            return Match(others[0], flags=(f"编号“{name}”不在本指标体系里，按名称“{label}”读取",))
        return Match(None, others, (f"编号“{name}”不在本指标体系里",))
    if others and name not in others:
        if len(others) == 1:
            said = framework.metrics[name].printed_label
            return Match(others[0], flags=(f"隐藏的编号是“{said}”的，名称写的是“{label}”，按名称读取，请核对",))
        return Match(None, (name, *others), (f"隐藏的编号与名称“{label}”不符，请指定是哪一项",))
    if label and not others and not _resembles(label, framework.metrics[name]):
        found = matcher.find(Query(label), frozenset())
        if found.metric is not None and found.metric != name:
            return Match(None, (name, found.metric), (f"隐藏的编号与名称“{label}”不符，请指定是哪一项",))
        said = framework.metrics[name].printed_label
        if sum(name == other for _, _, other in page.ids.values()) > 1:
            return Match(None, (name,), (f"隐藏的编号与另一行重复，名称写的是“{label}”，没有读懂",))
        if not matcher.is_like(label, name):
            return Match(None, (name,), (f"隐藏的编号是“{said}”的，名称写的是“{label}”，请指定是哪一项",))
        return Match(name, flags=(f"名称改成了“{label}”，按编号读作“{said}”，请核对",))
    return Match(name)


def _resembles(label: str, metric: Metric) -> bool:
    one, other = label_of(label).plain, label_of(metric.label).plain
    return one in other or other in one
