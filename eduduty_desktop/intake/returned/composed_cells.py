"""Cells that neither their row nor their column names alone, read by what stands around them together."""

import re
from collections.abc import Iterator, Sequence

import msgspec

from eduduty_desktop.draft import CURRENT, PREVIOUS
from eduduty_desktop.draft.assessment import year_of
from eduduty_desktop.framework import Metric
from eduduty_desktop.framework.choices import Stage
from eduduty_desktop.intake.returned.composing import Names
from eduduty_desktop.intake.returned.context import Context
from eduduty_desktop.intake.returned.doubts import EARLIER, PARTS, PLANNED, is_narrowing, part_of
from eduduty_desktop.intake.returned.header_rows import VALUE, Column
from eduduty_desktop.intake.returned.headings import NOT_WHOLE, Role, is_part_of_a_year, meaning_of, not_asked
from eduduty_desktop.intake.returned.matching import Match
from eduduty_desktop.intake.returned.matrix_rows import is_sum_of_all, is_whole, matrix_cells
from eduduty_desktop.intake.returned.page import address
from eduduty_desktop.intake.returned.result import CellReading, Row
from eduduty_desktop.intake.returned.row_values import SLOTS
from eduduty_desktop.intake.returned.words import BRACKETED, label_of, narrow, stage_of, stated_units, unit_behind

_READ = frozenset({None, Role.CURRENT, Role.PREVIOUS, Role.STAGE, Role.CATEGORY, Role.LABEL, Role.IGNORED})
MOST_MISSES = 300
"""Cells of a table that may say nothing together; a table with more is about something else, only its sums are looked at."""
_SUBTOTAL, _TOTALS = "小计", frozenset({"合计", "总计", "共计"})
_TWO = re.compile(r"[0-9] ?[/／] ?[0-9]")
_SAYS_NOTHING = frozenset({Role.CURRENT, Role.PREVIOUS})


def composed_cells(context: Context, at: int, path: list[str], rows: Sequence[Row]) -> Iterator[Row]:
    """The rows that were read, those not understood replaced where all names around a cell mean one metric together."""
    sure = {one.cell for row in rows if row.metric is not None and not row.is_guess for one in _cells(row)}
    known = {(row.metric, slot) for row in rows if not row.is_guess for slot in _slots(row)}
    found: dict[str, dict[str, tuple[Column, Match]]] = {}
    read: set[str] = set()
    if context.misses > MOST_MISSES and not (path and is_sum_of_all(path[0])):
        yield from rows
        return
    for column in context.table.columns:
        if not _may_hold(context, at, column) or address(at, column.at) in sure:
            continue
        slot = _slot(context, path, column)
        match = _match(context, at, path, column) if slot else None
        context.misses += match is None
        if match is None or match.metric is None or (match.metric, slot) in known:
            continue
        if slot in found.get(match.metric, {}):
            continue
        found.setdefault(match.metric, {})[slot] = (column, match)
        read.add(address(at, column.at))
        context.layout.used.add(column.at)
    for row in rows:
        left = row if row.metric is not None and not row.is_guess else _without(row, read)
        if left is not None:
            yield left
    for id, slots in found.items():
        yield matrix_cells(context, at, path[0] if path else "", id, slots)


def _cells(row: Row) -> list[CellReading]:
    return [one for one in (row.current, row.previous) if one is not None]


def _slots(row: Row) -> list[str]:
    return [slot for slot, one in ((CURRENT, row.current), (PREVIOUS, row.previous)) if one is not None]


def _without(row: Row, read: set[str]) -> Row | None:
    """A row without the cells that are read now; None if nothing is left of it."""
    if not any(one.cell in read for one in _cells(row)):
        return row
    current = row.current if row.current is not None and row.current.cell not in read else None
    previous = row.previous if row.previous is not None and row.previous.cell not in read else None
    if current is None and previous is None:
        return None
    return msgspec.structs.replace(row, current=current, previous=previous)


def _may_hold(context: Context, at: int, column: Column) -> bool:
    """Whether a cell holds a value that is not looked for elsewhere."""
    if column.role not in _READ or column.at in context.layout.labels or NOT_WHOLE in column.doubt:
        return False
    if column.doubt == EARLIER or any(is_part_of_a_year(text) for text in column.headings):
        return False
    text = context.page.own(at, column.at)
    return VALUE.match(text) is not None and _TWO.search(text) is None


def _slot(context: Context, path: list[str], column: Column) -> str:
    """Which year a cell is of, by its column or by its row; empty for another year."""
    of_row = [role for text in path[:1] if (role := meaning_of(text, year_of(context.draft)).role) is not None]
    if of_row and of_row[0] in {Role.OTHER_YEAR, Role.IGNORED, Role.GROWTH}:
        return ""
    return SLOTS.get(column.slot or next(iter(of_row), Role.CURRENT), CURRENT)


def _match(context: Context, at: int, path: list[str], column: Column) -> Match | None:
    if (not path and not context.is_one_row) or (context.has_own_row and any(is_sum_of_all(text) for text in path[:1])):
        return None
    if (
        path
        and label_of(path[0]).plain == _SUBTOTAL
        and any(label_of(name).plain in _TOTALS for name in context.row_names)
    ):
        return None
    names = _names(context, at, path, column)
    found = context.composer.find(names, context.owned)
    for fewer in _with_less(names, column):
        if found.metric is None:
            found = context.composer.find(fewer, context.owned)
    if found.metric is None or _is_of_part(context, path, column, found.metric):
        return None
    name = context.draft.framework.metrics[found.metric].printed_label
    said = "”和“".join(dict.fromkeys(text.replace("\n", "") for text in (*path[:2], *column.headings)))
    how = "可能是“{}”，请确认" if found.is_guess else "读作“{}”，请核对"
    return Match(found.metric, flags=(f"按“{said}”{how.format(name)}",), is_guess=found.is_guess)


_ONLY_COUNTS = re.compile(r"(?!应|需|拟|未|计划|核定|目标|不|非|缺|空|其中).{0,4}(?:数量|总数|总量|总额|金额|个数)")


def _with_less(names: Names, column: Column) -> Iterator[Names]:
    """With less that must be said: the upper headings of a column head a group, 检查数量 may only say that it is a number."""
    upper = [text for text in column.headings[:-1] if text in names.own]
    if upper and len(upper) < len(names.own):
        own = tuple(text for text in names.own if text not in upper)
        yield msgspec.structs.replace(names, own=own, context=(*upper, *names.context))
    last = column.headings[-1] if column.headings else ""
    if last in names.own and len(names.own) > 1 and _ONLY_COUNTS.fullmatch(label_of(last).plain):
        yield msgspec.structs.replace(
            names, own=tuple(text for text in names.own if text != last), free=(*names.free, last)
        )
    yield msgspec.structs.replace(names, is_guessed=True)
    if upper and len(upper) < len(names.own):
        yield msgspec.structs.replace(names, own=own, context=(*upper, *names.context), is_guessed=True)


def _names(context: Context, at: int, path: list[str], column: Column) -> Names:
    """What stands around a cell, without years, sums and the county, which say nothing about its metric."""
    year = year_of(context.draft)
    own: list[str] = []
    free: list[str] = []
    for text in (*path[: _said_by(context, path)], *column.headings):
        meaning = meaning_of(text, year)
        if is_whole(context, text) or is_sum_of_all(text) or not label_of(text).plain:
            continue
        if meaning.role in _SAYS_NOTHING and meaning.stage is None:
            free.append(text)
        elif meaning.role is Role.STAGE and stage_of(text) is None:
            continue
        else:
            own.append(text)
    unit = context.values.own_unit(at, path[0] if path else "")
    said = context.values.unit_column(at) or label_of(path[0] if path else "").unit or column.unit
    typed = unit_behind(context.page.own(at, column.at))
    typed = "" if typed in {"千", "百", "万", "亿"} else typed
    parents = (*path[_said_by(context, path) :], *context.parents)
    inside = [found for text in (*path[:1], *column.headings) for found in BRACKETED.findall(narrow(text))]
    own += [text for text in inside if is_narrowing(text)]
    above = (
        *inside,
        *parents,
        *context.band,
        *reversed(context.table.title),
        context.page.grid.name,
        *context.page.above,
    )
    around = tuple(text for text in above if not stated_units(text) or len(label_of(text).plain) > 2)
    return Names(
        tuple(dict.fromkeys(own)),
        tuple(dict.fromkeys(free)),
        around,
        typed or said or unit,
        bool(said or typed),
    )


def _said_by(context: Context, path: list[str]) -> int:
    """How many of a row's names say what it is about: the nearest, and those above one that is only a year or a sum."""
    year = year_of(context.draft)
    for count, text in enumerate(path, 1):
        is_bare = is_whole(context, text) or meaning_of(text, year).role in {*_SAYS_NOTHING, Role.STAGE}
        if not is_bare:
            return count
    return len(path)


def _is_of_part(context: Context, path: list[str], column: Column, id: str) -> bool:
    """Whether anything above says 公办, 城区 … while the metric is about all of them."""
    metric = context.draft.framework.metrics[id]
    if path and is_whole(context, path[0]) and (metric.formula or _is_of_stage(metric, context.row_stages)):
        return True
    if part_of(column, metric) or any(not_asked(text, metric.label) for text in column.headings):
        return True
    said = metric.label + metric.scope
    if any(word not in said for text in path[:1] for word in PLANNED.findall(text)):
        return True
    around = (*path, *context.parents, *context.band, *column.headings)
    return any(word in text and word not in said for text in around for word in PARTS)


def _is_of_stage(metric: Metric, stages: frozenset[Stage]) -> bool:
    """Whether a metric is about one of several stages: a sum of them is not its value."""
    if not stages or metric.stage in (None, Stage.ALL):
        return False
    return metric.stage is not Stage.COMPULSORY or not stages <= {Stage.PRIMARY, Stage.JUNIOR, Stage.COMPULSORY}
