"""Finds the pages that a person means by words, by number or by the label of a figure."""

from dataclasses import dataclass

from eduduty_desktop.draft import PROFILE, Key, Reader
from eduduty_desktop.draft.cover_fields import COVER_FIELDS
from eduduty_desktop.framework import Framework, Point
from eduduty_desktop.gui.outline_model import COVER, OTHER_TEXTS, pages_of, title_of

_WIDE = str.maketrans("（）：，", "():,")


@dataclass(frozen=True, slots=True)
class Hit:
    """A page that matches; `metric` where it was found by a figure's label."""

    node: str
    metric: str = ""


def find_pages(framework: Framework, reader: Reader, text: str) -> list[Hit]:
    """Pages in which every word of the text occurs, in the outline's order; none for an empty text."""
    terms = _plain(text).split()
    if not terms:
        return []
    hits = []
    for node in pages_of(framework):
        names = _plain("\n".join(_names(framework, reader, node)))
        if all(term in names for term in terms):
            hits.append(Hit(node))
            continue
        labels = {metric: _plain(_label(framework, metric)) for metric in _metrics(framework, node)}
        everything = "\n".join((names, *labels.values()))
        if all(term in everything for term in terms):
            hits.append(Hit(node, max(labels, key=lambda metric: sum(term in labels[metric] for term in terms))))
    return hits


def _names(framework: Framework, reader: Reader, node: str) -> list[str]:
    names = [title_of(framework, node)]
    heading = reader.get(Key("headings", node))
    if heading is not None:
        names.append(heading.text)
    if node == COVER:
        names.extend((*COVER_FIELDS.values(), *OTHER_TEXTS.values()))
    found = framework.nodes.get(node)
    if found is not None:
        names.append(framework.number_path(node))
    if isinstance(found, Point):
        names.extend(found.departments)
    return names


def _metrics(framework: Framework, node: str) -> tuple[str, ...]:
    if node == PROFILE:
        return framework.profile.metrics
    found = framework.nodes.get(node)
    return found.metrics if isinstance(found, Point) else ()


def _label(framework: Framework, metric: str) -> str:
    """A figure's label, with that of the table in which it stands."""
    found = framework.metrics[metric]
    group = framework.groups.get(found.group)
    return f"{group.label} {found.printed_label}" if group else found.printed_label


def _plain(text: str) -> str:
    return text.translate(_WIDE).casefold()
