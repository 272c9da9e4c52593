"""A second table of the notice that only tells who is responsible for the points of the first."""

from collections.abc import Mapping, Sequence

from eduduty_desktop.framework.notice.reading import Role, TableReading
from eduduty_desktop.framework.notice.sprouts import Grown, Sprout
from eduduty_desktop.framework.notice.tables import View
from eduduty_desktop.framework.notice.tree import TreeBuilder

_OFFICES = frozenset({Role.LEAD, Role.ASSISTING, Role.DEPARTMENTS})
_SAME = 0.7  # share of the second table's entries that the first knows


def take_assignments(
    grown: Grown, views: Mapping[int, View], others: Sequence[TableReading]
) -> tuple[TableReading, ...]:
    """Gives points without departments those of the other tables; returns the tables that are still left."""
    left = []
    for reading in others:
        if not _OFFICES & set(reading.columns.values()) or not _take(grown, views[reading.part], reading):
            left.append(reading)
    return tuple(left)


def _take(grown: Grown, view: View, reading: TableReading) -> bool:
    builder = TreeBuilder()
    builder.table(view, reading)
    assigned = [leaf for root in builder.grown.roots for leaf in root.leaves() if leaf.departments]
    known: dict[str, list[Sprout]] = {}
    for root in grown.roots:
        for leaf in root.leaves():
            known.setdefault(_key(leaf), []).append(leaf)
    found = [(leaf, known[_key(leaf)]) for leaf in assigned if _key(leaf) in known]
    if len(found) < 2 or len(found) < _SAME * len(assigned):
        return False
    for leaf, same in found:
        for point in same:
            if not point.departments:
                point.lead, point.plain, point.assisting = [*leaf.lead], [*leaf.plain], [*leaf.assisting]
    return True


def _key(leaf: Sprout) -> str:
    return "".join(leaf.title.split())
