"""The figures that can be put into a narrative, as a list to filter.  No Qt."""

import msgspec

from eduduty_desktop.draft import CURRENT, PREVIOUS, PROFILE, Key, Reader
from eduduty_desktop.draft.narrative import Link, print_link
from eduduty_desktop.draft.records import Entry
from eduduty_desktop.draft.values import WORDED
from eduduty_desktop.framework import Kind, Metric
from eduduty_desktop.framework.wording import full_width

FORMS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("本年", ()),
    ("上年", ("previous",)),
    ("增幅", ("growth",)),
    ("增减", ("diff",)),
)


class LinkChoice(msgspec.Struct, frozen=True):
    """One row of the list: a metric in one form, with what it would print."""

    link: Link
    label: str
    printed: str
    where: str
    near: bool


def link_choices(reader: Reader, node: str, form: tuple[str, ...], words: str = "") -> list[LinkChoice]:
    """The node's own metrics first, then all others in printed order; every word must occur in label or place."""
    framework = reader.framework
    wanted = words.lower().split()
    result = []
    for metric in framework.metrics.values():
        if form and (metric.kind is Kind.RATIO or (metric.kind in WORDED and form != ("previous",))):
            continue
        place = framework.place_of_metric.get(metric.id, "")
        where = _where(reader, place)
        text = f"{metric.label} {metric.id} {where} {metric.department}".lower()
        if all(word in text for word in wanted):
            link = Link(metric.id, form)
            result.append(LinkChoice(link, metric.label, print_link(reader, link), where, place == node))
    return sorted(result, key=lambda choice: not choice.near)


def _where(reader: Reader, place: str) -> str:
    if place == PROFILE:
        return "基本情况"
    return full_width(reader.framework.number_path(place)) if place in reader.framework.nodes else ""


def place_name(reader: Reader, metric: str) -> str:
    """Where a metric is entered: a point's number, or 基本情况."""
    return _where(reader, reader.framework.place_of_metric.get(metric, ""))


def explain_link(reader: Reader, link: Link) -> str:
    """A chip's tooltip: label, form, value, source."""
    metric: Metric | None = reader.framework.metrics.get(link.metric)
    printed = print_link(reader, link)
    if metric is None:
        return printed
    form = next((word for word, options in FORMS if options and options[0] in link.options), "本年")
    lines = [f"{metric.label}（{form}）：{printed}"]
    entry: Entry | None = reader.get(Key("figures", metric.id, PREVIOUS if form == "上年" else CURRENT))
    source = (entry.source if entry else "") or metric.department
    place = _where(reader, reader.framework.place_of_metric.get(metric.id, ""))
    lines += [f"来源：{source}" if source else "", f"填报处：{place}" if place else ""]
    return "\n".join(line for line in lines if line)
