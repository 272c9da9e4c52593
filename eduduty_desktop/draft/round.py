"""How far the round with the departments is: who was asked, who answered, what is missing, late, or said twice.

Computed, never stored; the day it is seen from is handed in.
"""

from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

import msgspec

from eduduty_desktop.draft.assessment import entry_of, is_given, narrative_of
from eduduty_desktop.draft.dates import read_day
from eduduty_desktop.draft.duties import NOBODY, Task, deadline_of, tasks_of
from eduduty_desktop.draft.records import CURRENT, PREVIOUS, Entry, Issued, Key, Reported, Returned
from eduduty_desktop.draft.value import Reader
from eduduty_desktop.draft.values import Figure, Origin, figure, figure_key, is_exact, print_figure, stated_words
from eduduty_desktop.figures import Interval, Ratio, factor_between, interval_of
from eduduty_desktop.framework import Metric

SLOTS = (CURRENT, PREVIOUS)
TEXT = "text"


class Standing(StrEnum):
    """Where a department stands; the values are the words people see."""

    IDLE = "没有任务"
    READY = "未下发"
    WAITING = "待收回"
    OVERDUE = "已超期"
    PARTLY = "未报全"
    CONFLICT = "有冲突"
    DONE = "已报齐"


class Side(msgspec.Struct, frozen=True):
    """What one department says of a value, the draft itself where `department` is empty.

    `printed` is in the metric's unit, `bare` without it, `typed` as it stood in the file; `place` is `file·sheet·cell`,
    of the draft's own what it names as its source.
    """

    department: str
    printed: str
    typed: str = ""
    place: str = ""
    bare: str = ""


class Disagreement(msgspec.Struct, frozen=True):
    """One value of which different things are said: the draft's side first, if it has one."""

    metric: str
    slot: str
    sides: tuple[Side, ...]

    @property
    def departments(self) -> tuple[str, ...]:
        return tuple(side.department for side in self.sides if side.department)


class DepartmentRound(msgspec.Struct, frozen=True):
    """One department: what it was asked, what came back, what is still open.

    `arrived` and `missing` are the figures it owes: a figure has arrived when the department stated it or the draft has
    it.  `unread` are missing ones of which its file says something that could not be read.  `is_back` says that a file
    came since the table was last handed out; `days_late` counts from the first deadline that passed with something open.
    """

    task: Task
    issued: Issued | None = None
    returned: tuple[Returned, ...] = ()
    is_back: bool = False
    arrived: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
    texts_missing: tuple[str, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()
    deadline: str = ""
    days_left: int | None = None
    days_late: int = 0

    @property
    def department(self) -> str:
        return self.task.department

    @property
    def owes(self) -> bool:
        """Whether it has anything to do at all."""
        return bool(self.task.leads or self.task.assists or self.task.metrics)

    @property
    def standing(self) -> Standing:
        """The one word for it; what is late comes first, then what contradicts."""
        if self.days_late:
            return Standing.OVERDUE
        if self.disagreements:
            return Standing.CONFLICT
        if not self.owes:
            return Standing.IDLE
        if self.is_back:
            return Standing.PARTLY if self.missing else Standing.DONE
        if self.issued is not None:
            return Standing.WAITING
        return Standing.READY


def round_of(reader: Reader, today: date) -> tuple[DepartmentRound, ...]:
    """Every department that owes something or was ever asked, in the order of the framework; NOBODY's is last."""
    tasks = {task.department: task for task in tasks_of(reader)}
    files = _returned(reader)
    names = [name for name in tasks if name != NOBODY]
    names += [row for row, _ in reader.rows("issued") if row not in tasks]
    names += [name for name in files if name and name not in tasks]
    names += [NOBODY] if NOBODY in tasks else []
    said = _said_by(reader)
    clashes: dict[str, list[Disagreement]] = defaultdict(list)
    for one in disagreements_of(reader):
        for name in one.departments:
            clashes[name].append(one)
    return tuple(
        _of(reader, tasks.get(name, Task(name)), files.get(name, ()), said.get(name, {}), clashes[name], today)
        for name in dict.fromkeys(names)
    )


def last_day(text: str) -> date | None:
    """The last day of a deadline: `2026-03-10`, `2026年3月` means its end; None for words that name no day."""
    found = read_day(text)
    if found is None:
        return None
    month = found.month or 12
    return date(found.year, month, found.day or monthrange(found.year, month)[1])


def _of(
    reader: Reader,
    task: Task,
    files: Sequence[Returned],
    said: Mapping[str, Reported],
    clashes: Sequence[Disagreement],
    today: date,
) -> DepartmentRound:
    name = task.department
    issued: Issued | None = reader.get(Key("issued", name)) if name else None
    metrics = reader.framework.metrics
    arrived = [one for one in task.metrics if _says(metrics[one], said.get(one)) or is_given(reader, metrics[one])]
    missing = [one for one in task.metrics if one not in set(arrived)]
    texts = [one for one in task.leads if narrative_of(reader, one) is None and not _text_of(reader, one, name)]
    deadline = deadline_of(reader, name)
    is_back = any(issued is None or _moment(one.at) >= _moment(issued.at) for one in files)
    passed = [days for id in missing for days in _late(deadline_of(reader, name, metric=id), today)]
    if issued is not None:  # texts are owed by those who were asked; else the clerk writes them
        passed += [days for id in texts for days in _late(deadline_of(reader, name, point=id), today)]
        passed += _late(deadline, today) if not is_back and (task.leads or task.metrics) else []
    last = last_day(deadline)
    return DepartmentRound(
        task,
        issued,
        tuple(files),
        is_back,
        tuple(arrived),
        tuple(missing),
        tuple(one for one in missing if one in said and said[one].typed.strip()),
        tuple(texts),
        tuple(clashes),
        deadline,
        (last - today).days if last is not None else None,
        max(passed, default=0) if name != NOBODY else 0,
    )


def days_late(deadline: str, today: date) -> int:
    """By how many days a deadline has passed, 0 if it has not."""
    return next(iter(_late(deadline, today)), 0)


def _late(deadline: str, today: date) -> list[int]:
    last = last_day(deadline)
    return [(today - last).days] if last is not None and today > last else []


def _moment(text: str) -> datetime:
    """When something was noted; the earliest of all for what says nothing."""
    try:
        return datetime.fromisoformat(text).replace(tzinfo=None)
    except ValueError:
        return datetime.min


def _returned(reader: Reader) -> dict[str, list[Returned]]:
    """The files of each department, the newest first."""
    found: dict[str, list[Returned]] = defaultdict(list)
    for one in sorted(reader.rows("returned").values(), key=lambda one: _moment(one.at), reverse=True):
        found[one.department].append(one)
    return found


# what is said ----------------------------------------------------------------------------------------------


def _said_by(reader: Reader) -> dict[str, dict[str, Reported]]:
    """This year's statements by department and metric."""
    found: dict[str, dict[str, Reported]] = defaultdict(dict)
    for (row, slot_and_department), said in reader.rows("reported").items():
        slot, _, department = slot_and_department.partition("/")
        if slot == CURRENT and row in reader.framework.metrics:
            found[department][row] = said
    return found


def _says(metric: Metric, said: Reported | None) -> bool:
    return said is not None and (said.amount is not None or bool(_words(metric, said)))


def _words(metric: Metric, said: Reported) -> str:
    return stated_words(metric, Entry(typed=said.typed)) if said.amount is None else ""


def _text_of(reader: Reader, node: str, department: str) -> bool:
    said: Reported | None = reader.get(Key("reported", node, f"{TEXT}/{department}"))
    return said is not None and bool(said.typed.strip())


def print_said(metric: Metric, said: Reported, *, bare: bool = False) -> str:
    """What a department stated, in the metric's unit; its own words where they could not be read."""
    if not _says(metric, said):
        return said.typed
    found = Figure(said.amount, said.approximation, Origin.STATED, _words(metric, said))
    return print_figure(metric, found, bare=bare)


def place_of_said(reader: Reader, said: Reported) -> str:
    """`file·sheet·cell` as far as it is known."""
    file: Returned | None = reader.get(Key("returned", said.returned)) if said.returned else None
    return "·".join(part for part in (file.file if file is not None else "", said.sheet, said.cell) if part)


def said_of(reader: Reader, metric: str, slot: str = CURRENT) -> dict[str, Reported]:
    """What each department states of one value."""
    found = {}
    for (row, slot_and_department), said in reader.rows("reported").items():
        at, _, department = slot_and_department.partition("/")
        if row == metric and at == slot:
            found[department] = said
    return found


def reported_words(reader: Reader, metric: Metric, slot: str = CURRENT) -> list[str]:
    """What each department states of a value and where: `财政局 60000万元（填报表.xlsx·数据·I12，原文“6亿”）`."""
    lines = []
    for department, said in said_of(reader, metric.id, slot).items():
        printed = print_said(metric, said)
        parts = [
            place_of_said(reader, said),
            f"原文“{said.typed}”" if said.typed not in ("", printed) else "",
            said.note,
        ]
        about = "，".join(part for part in parts if part)
        lines.append(f"{department or '没写单位'} {printed}{f'（{about}）' if about else ''}")
    return lines


class _Statement(msgspec.Struct, frozen=True):
    side: Side
    interval: Interval | None
    words: str

    def contradicts(self, other: "_Statement") -> bool:
        """Whether both cannot be true: what differs by rounding only can."""
        if self.words or other.words:
            return self.words != other.words
        return self.interval is not None and other.interval is not None and not self.interval.meets(other.interval)


def disagreements_of(reader: Reader) -> tuple[Disagreement, ...]:
    """Every value of which departments, or the draft and a department, say different things, in the framework's order."""
    said: dict[tuple[str, str], dict[str, Reported]] = defaultdict(dict)
    for (row, slot_and_department), one in reader.rows("reported").items():
        slot, _, department = slot_and_department.partition("/")
        metric = reader.framework.metrics.get(row)
        if slot in SLOTS and metric is not None and _says(metric, one):
            said[row, slot][department] = one
    return tuple(
        found
        for metric in reader.framework.metrics.values()
        for slot in SLOTS
        if (metric.id, slot) in said
        for found in _disagreement(reader, metric, slot, said[metric.id, slot])
    )


def _disagreement(reader: Reader, metric: Metric, slot: str, said: Mapping[str, Reported]) -> Iterator[Disagreement]:
    statements = [_of_department(reader, metric, name, one) for name, one in said.items()]
    own = figure(reader, metric.id, slot)
    if own.origin is Origin.STATED:
        exact = is_exact(metric)
        span = None if own.amount is None else interval_of(own.amount, exact=exact, approximation=own.approximation)
        source = entry_of(reader, metric.id, slot).source
        side = Side("", print_figure(metric, own), "", source, print_figure(metric, own, bare=True))
        statements.insert(0, _Statement(side, span, own.words))
    if any(one.contradicts(two) for at, one in enumerate(statements) for two in statements[:at]):
        yield Disagreement(metric.id, slot, tuple(one.side for one in statements))


def _of_department(reader: Reader, metric: Metric, name: str, said: Reported) -> _Statement:
    bare = print_said(metric, said, bare=True)
    side = Side(name, print_said(metric, said), said.typed, place_of_said(reader, said), bare)
    return _Statement(side, _interval(metric, said), _words(metric, said))


def _interval(metric: Metric, said: Reported) -> Interval | None:
    """What it may really be, in the metric's unit; the last digit counts in the unit it was written in."""
    if said.amount is None:
        return None
    factor = factor_between(said.unit, metric.unit) if said.unit else None
    if factor is None or factor == 1 or isinstance(said.amount, Ratio):
        return interval_of(said.amount, exact=is_exact(metric), approximation=said.approximation)
    stated = said.amount / factor
    stated = stated.quantize(Decimal(1)) if stated == stated.to_integral_value() else stated.normalize()
    found = interval_of(stated, exact=is_exact(metric) and factor < 1, approximation=said.approximation)
    return Interval(found.low * factor, found.high * factor)


def settled(reader: Reader, found: Disagreement, department: str, on: date) -> list[tuple[Key, Reported]]:
    """The record that says a department agreed to the draft's value on a day; what it said before stays in the note.

    Empty where the draft has no value, or the department said the very same: then the others must agree.
    """
    entry: Entry | None = reader.get(figure_key(found.metric, found.slot))
    metric = reader.framework.metrics[found.metric]
    if entry is None or (entry.amount is None and not stated_words(metric, entry)):
        return []
    own = print_figure(metric, figure(reader, found.metric, found.slot))
    edits = []
    for side in found.sides:
        if side.department != department or side.printed == own:
            continue
        key = Key("reported", found.metric, f"{found.slot}/{side.department}")
        old: Reported = reader.get(key)
        note = f"{on:%Y-%m-%d}对数确认，原报“{old.typed}”"
        edits.append(
            (
                key,
                msgspec.structs.replace(
                    old,
                    typed=entry.typed or own,
                    amount=entry.amount,
                    approximation=entry.approximation,
                    unit=metric.unit,
                    note="；".join(part for part in (old.note, note) if part),
                ),
            )
        )
    return edits
