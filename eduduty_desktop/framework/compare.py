"""Two frameworks side by side: which points and metrics answer each other, and what differs.

Nodes pair by id where both frameworks are of one family (the same id with a like title), else by their titles;
a pair is a suggestion for people.
"""

import re
from collections.abc import Iterable
from enum import StrEnum

import msgspec
from rapidfuzz import fuzz, process

from eduduty_desktop.framework.captions import HEADINGS, WORDS
from eduduty_desktop.framework.model import Framework, Metric, Node, Point

SAME_TITLE = 86.0
"""From which likeness (0–100) two titles are taken for one; below it, notices of different provinces differ in sense."""
LIKE_TITLE = 60.0
_MARKS = re.compile(r"[\s\W_]+")


class What(StrEnum):
    """What happened to a node or a metric from the first framework to the second."""

    ADDED = "新增"
    REMOVED = "删除"
    CHANGED = "修改"


class Difference(msgspec.Struct, frozen=True):
    """One difference: of a node or a metric, whole (`field` empty) or in one field."""

    what: What
    name: str
    field: str
    old: str
    new: str
    old_id: str = ""
    new_id: str = ""
    metric: bool = False


def paired(old: Framework, new: Framework) -> dict[str, str]:
    """The new framework's node for each of the old one's that has one; a node is used once.

    Points pair with points and sections with sections.
    """
    pairs: dict[str, str] = {}
    for is_point in (False, True):
        olds = [node for node in old.nodes.values() if isinstance(node, Point) is is_point]
        news = {node.id: node for node in new.nodes.values() if isinstance(node, Point) is is_point}
        for node in olds:
            twin = news.get(node.id)
            if twin is not None and _likeness(node, twin) >= LIKE_TITLE:
                pairs[node.id] = twin.id
        used = set(pairs.values())
        left = {key: _folded(node.title) for key, node in news.items() if key not in used}
        for node in olds:
            if node.id in pairs or not left:
                continue
            found = process.extractOne(_folded(node.title), left, scorer=fuzz.ratio, score_cutoff=SAME_TITLE)
            if found is not None:
                pairs[node.id] = found[2]
                del left[found[2]]
    return pairs


def differences(old: Framework, new: Framework) -> tuple[Difference, ...]:
    """Everything that the second framework asks otherwise than the first, in the second's printed order.

    What only the first has comes last.
    """
    pairs = paired(old, new)
    back = {new_id: old_id for old_id, new_id in pairs.items()}
    found: list[Difference] = []
    for node in new.nodes.values():
        if node.id in back:
            found += _fields_that_differ(old.nodes[back[node.id]], node)
        else:
            found.append(Difference(What.ADDED, _name(node), "", "", "", "", node.id))
    for key, metric in new.metrics.items():
        if key in old.metrics:
            found += _fields_that_differ(old.metrics[key], metric)
        else:
            found.append(Difference(What.ADDED, metric.printed_label, "", "", "", "", key, True))
    for node in old.nodes.values():
        if node.id not in pairs:
            found.append(Difference(What.REMOVED, _name(node), "", "", "", node.id))
    for key, metric in old.metrics.items():
        if key not in new.metrics:
            found.append(Difference(What.REMOVED, metric.printed_label, "", "", "", key, "", True))
    return tuple(found)


_COMPARED: dict[type[msgspec.Struct], tuple[str, ...]] = {
    Metric: ("label", "unit", "kind", "formula", "standard", "scope", "period", "department"),
}
_NODE_FIELDS = ("number", "title", "full_score", "requirement", "departments", "metrics")


def _fields_that_differ(old: Node | Metric, new: Node | Metric) -> Iterable[Difference]:
    is_metric = isinstance(new, Metric)
    for field in _COMPARED[Metric] if is_metric else _NODE_FIELDS:
        before, after = getattr(old, field, None), getattr(new, field, None)
        if before == after:
            continue
        name = new.printed_label if isinstance(new, Metric) else _name(new)
        heading = HEADINGS[Metric if is_metric else Point][field]
        yield Difference(What.CHANGED, name, heading, _said(before), _said(after), old.id, new.id, is_metric)


def _said(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, tuple):
        return "、".join(value)
    if isinstance(value, StrEnum):
        return WORDS[type(value)][value]
    return f"{value}"


def _name(node: Node) -> str:
    return f"{node.number} {node.title}".strip()


def _folded(title: str) -> str:
    return _MARKS.sub("", title)


def _likeness(one: Node, other: Node) -> float:
    return fuzz.ratio(_folded(one.title), _folded(other.title))
