"""Giving figures and points to departments, and their own deadlines: records for one undoable step.  No widgets."""

from collections.abc import Sequence

import msgspec

from eduduty_desktop.draft import Draft, Key
from eduduty_desktop.draft.duties import departments_of, owner_of
from eduduty_desktop.draft.records import Assignment, Duty
from eduduty_desktop.framework import Point
from eduduty_desktop.gui.departments.words import FIGURE, LEAD, OwedRow

Edit = tuple[Key, msgspec.Struct | None]


def given_to(draft: Draft, rows: Sequence[OwedRow], department: str) -> list[Edit]:
    """Give figures, and the lead of points, to a department; what it assists in stays as it is.

    A figure whose owner by framework and point is the department again needs no record of its own.
    """
    edits: list[Edit] = []
    for row in rows:
        if row.kind == FIGURE:
            edits.append(_figure_given(draft, row.target, department))
        elif row.kind == LEAD:
            edits.append(_lead_given(draft, row.target, department))
    return edits


def _figure_given(draft: Draft, metric: str, department: str) -> Edit:
    key = Key("duties", metric)
    plain = msgspec.structs.replace(draft.record(key, Duty), department="")
    without = draft.apply([draft.change(key, plain)])
    usual = owner_of(without, draft.framework.metrics[metric])
    return key, plain if usual == department else msgspec.structs.replace(plain, department=department)


def _lead_given(draft: Draft, point: str, department: str) -> Edit:
    key = Key("assignments", point)
    known = draft.record(key, Assignment)
    definition = draft.framework.nodes[point]
    assert isinstance(definition, Point)
    others = tuple(name for name in departments_of(draft, definition)[1:] if name != department)
    if (department, *others) == definition.departments:
        return key, Assignment(deadline=known.deadline)
    return key, Assignment(department, others, known.deadline)


def due_on(draft: Draft, rows: Sequence[OwedRow], deadline: str) -> list[Edit]:
    """A deadline of their own for figures and led points; an empty one lets the department's count."""
    edits: list[Edit] = []
    for row in rows:
        if row.kind == FIGURE:
            key = Key("duties", row.target)
            edits.append((key, msgspec.structs.replace(draft.record(key, Duty), deadline=deadline)))
        elif row.kind == LEAD:
            key = Key("assignments", row.target)
            edits.append((key, msgspec.structs.replace(draft.record(key, Assignment), deadline=deadline)))
    return edits
