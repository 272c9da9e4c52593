"""任务分工: who owes what – points, figures, text and evidence by department, and by when.

What a draft says (assignments, duties, departments) goes before what its framework suggests.
"""

import msgspec

from eduduty_desktop.draft.assessment import is_not_applicable
from eduduty_desktop.draft.records import PROFILE, Assignment, DepartmentCard, Duty, Key
from eduduty_desktop.draft.value import Reader
from eduduty_desktop.framework import Metric, Point

NOBODY = ""
"""The department of what has not been given to anybody."""


class Task(msgspec.Struct, frozen=True):
    """What one department owes: points it leads and assists, figures it states, in the framework's order.

    Figures that the program computes are owed by nobody, nor is anything of a point that is 不适用.
    """

    department: str
    leads: tuple[str, ...] = ()
    assists: tuple[str, ...] = ()
    metrics: tuple[str, ...] = ()


def departments_of(reader: Reader, point: Point) -> tuple[str, ...]:
    """责任单位, the lead first: as assigned, else the framework's default."""
    assigned: Assignment | None = reader.get(Key("assignments", point.id))
    if assigned is None or not (assigned.lead or assigned.assisting):
        return point.departments
    return tuple(name for name in (assigned.lead, *assigned.assisting) if name)


def owner_of(reader: Reader, metric: Metric) -> str:
    """The department that states a figure: as said for the figure, by the framework, or the lead of its point."""
    duty: Duty | None = reader.get(Key("duties", metric.id))
    if duty is not None and duty.department:
        return duty.department
    if metric.department:
        return metric.department
    place = reader.framework.nodes.get(reader.framework.place_of_metric[metric.id])
    return next(iter(departments_of(reader, place)), NOBODY) if isinstance(place, Point) else NOBODY


def card_of(reader: Reader, department: str) -> DepartmentCard:
    """Whom to ask there and by when."""
    return reader.get(Key("departments", department)) or DepartmentCard()


def deadline_of(reader: Reader, department: str, *, metric: str = "", point: str = "") -> str:
    """By which day (`2026-03-10`) something is owed: the figure's own, the point's own, else the department's."""
    duty: Duty | None = reader.get(Key("duties", metric)) if metric else None
    if duty is not None and duty.deadline:
        return duty.deadline
    assigned: Assignment | None = reader.get(Key("assignments", point)) if point else None
    if assigned is not None and assigned.deadline:
        return assigned.deadline
    return card_of(reader, department).deadline


def tasks_of(reader: Reader) -> tuple[Task, ...]:
    """Every department's task, in the order in which the framework first names them; NOBODY's last, if any."""
    leads: dict[str, list[str]] = {}
    assists: dict[str, list[str]] = {}
    metrics: dict[str, list[str]] = {}
    names: dict[str, None] = {}
    for point in reader.framework.points:
        if is_not_applicable(reader, point.id):
            continue
        lead, *others = departments_of(reader, point) or (NOBODY,)
        names.update(dict.fromkeys((lead, *others)))
        leads.setdefault(lead, []).append(point.id)
        for other in others:
            assists.setdefault(other, []).append(point.id)
    for metric in reader.framework.metrics.values():
        place = reader.framework.place_of_metric[metric.id]
        if metric.formula or (place != PROFILE and is_not_applicable(reader, place)):
            continue
        owner = owner_of(reader, metric)
        names[owner] = None
        metrics.setdefault(owner, []).append(metric.id)
    ordered = sorted(names, key=lambda name: name == NOBODY)
    return tuple(
        Task(name, tuple(leads.get(name, ())), tuple(assists.get(name, ())), tuple(metrics.get(name, ())))
        for name in ordered
    )
