"""From a printed line to the field it comes from, and from a change to the place in the report that follows it."""

from collections.abc import Sequence

from eduduty_desktop.document import Trace
from eduduty_desktop.draft import PROFILE, Change, Draft, Finding, Key, Place
from eduduty_desktop.framework import Severity


def leading_to(draft: Draft, trace: Trace) -> Finding | None:
    """What the window's `reveal` is told to lead to the field of a line; None where no field prints it."""
    place = _place(draft, trace)
    return None if place is None else Finding("", Severity.HINT, place, "", "")


def _place(draft: Draft, trace: Trace) -> Place | None:
    key = trace.key
    if key.table == "narratives":
        return Place(node=key.row, table="narratives", row=key.row, start=trace.start, end=trace.start)
    if key.table in ("figures", "growths"):
        return Place(_node_of_metric(draft, key.row), key.row, key.slot, key.table)
    if key.table == "problems":
        problem = draft.get(key)
        return Place(problem.points[0] if problem and problem.points else "", table="problems", row=key.row)
    if key.table == "cover":
        return Place(table="cover", row=key.row)
    if key.row in draft.framework.nodes or key.row == PROFILE:
        return Place(node=key.row, table=key.table, row=key.row)
    if key.table == "headings":
        return Place(table="problems" if key.row == "problems" else "cover", row=key.row)
    return Place(table="cover", row=key.row)


def _node_of_metric(draft: Draft, metric: str) -> str:
    framework = draft.framework
    return next((point.id for point in framework.points if metric in point.metrics), PROFILE)


def followed(changes: Sequence[Change]) -> tuple[Key, int] | None:
    """The record that the last of some changes is about, and in a text the offset at which it was changed."""
    if not changes:
        return None
    change = changes[-1]
    if change.key.table != "narratives":
        return change.key, -1
    old, new = (getattr(record, "text", "") for record in (change.old, change.new))
    return change.key, _first_difference(old, new)


def _first_difference(old: str, new: str) -> int:
    """Where two texts part, found by halves: texts are long and typing changes one character."""
    low, high = 0, min(len(old), len(new))
    while low < high:
        middle = (low + high + 1) // 2
        if old[:middle] == new[:middle]:
            low = middle
        else:
            high = middle - 1
    return low
