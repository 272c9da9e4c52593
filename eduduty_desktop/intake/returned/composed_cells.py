"""Cells that neither their row nor their column names alone, read by what stands around them together."""

import re
from collections.abc import Iterator, Sequence

import msgspec

from eduduty_desktop.draft import CURRENT, PREVIOUS
from eduduty_desktop.draft.assessment import year_of
from eduduty_desktop.framework import Metric
from eduduty_desktop.framework.choices import Stage
from eduduty_desktop.intake.returned.composing import Composed, Names, usual
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
_NORM = re.compile("标准|目标|计划|规划|任务")
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
    if of_row and of_row[0] in {Role.OTHER_YEAR, Role.GROWTH}:
        return ""
    of_row = [role for role in of_row if role in SLOTS]
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
    if found.metric is None:
        found = _part_of_row(context, path, column, names)
    if found.metric is None or _is_of_part(context, path, column, found.metric):
        return None
    name = context.draft.framework.metrics[found.metric].printed_label
    said = "”和“".join(dict.fromkeys(text.replace("\n", "") for text in (*path[:2], *column.headings)))
    how = "可能是“{}”，请确认" if found.is_guess else "读作“{}”，请核对"
    return Match(found.metric, flags=(f"按“{said}”{how.format(name)}",), is_guess=found.is_guess)


def _part_of_row(context: Context, path: list[str], column: Column, names: Names) -> Composed:
    """`外县市调入` and `本科` under 其中: of what the row is about the one part that the heading names."""
    heading = usual(column.headings[-1]) if column.headings and path else ""
    if len(heading) < 2 or not any(label_of(text).is_part or "其中" in text for text in column.headings):
        return Composed(None)
    metrics = context.draft.framework.metrics
    row = context.matcher.find(context.query(path[:1], ""), context.owned).metric
    if row is None:
        row = context.composer.find(
            msgspec.structs.replace(names, own=tuple(path[:1]), is_guessed=True), context.owned
        ).metric
    parts = [m.id for m in metrics.values() if row and m.id.startswith(f"{row}_") and heading in usual(m.label)]
    return Composed(parts[0], is_guess=True) if len(parts) == 1 else Composed(None)


_COUNTED = re.compile(r"(?:总?人数|人次|总?[数量额]|次数|个数|所数|项目数|金额|总数)$")


def _is_said_by_title(heading: str, context: Sequence[str]) -> bool:
    """Whether a heading says nothing but a title's word and that it is counted: 补充人数 under 教师补充情况."""
    if PLANNED.search(heading) or not_asked(heading, ""):
        return False
    core = _COUNTED.sub("", label_of(heading).plain)
    return len(core) >= 2 and core != label_of(heading).plain and any(core in text for text in context)


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
    if last in names.own and len(names.own) > 1 and _is_said_by_title(last, names.context):
        fewer = tuple(text for text in names.own if text != last)
        bare = msgspec.structs.replace(names, own=fewer, free=(*names.free, last))
        yield bare
        yield msgspec.structs.replace(bare, is_guessed=True)
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
    titles = (*context.band, *reversed(context.table.title))
    said_besides = [found for text in titles for found in BRACKETED.findall(narrow(text)) if not stated_units(found)]
    inside = [found for text in (*path[:1], *column.headings) for found in BRACKETED.findall(narrow(text))]
    own += [text for text in inside if is_narrowing(text)]
    above = (
        *inside,
        *parents,
        *titles,
        *said_besides,
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
    if any(meaning_of(text, None).role is Role.IGNORED and not_asked(text, metric.label) for text in path[:1]):
        return True
    said = metric.label + metric.scope
    if _NORM.search(metric.label) and any("实际" in text and "执行" not in text for text in column.headings):
        return True
    if any(word not in said for text in path[:1] for word in PLANNED.findall(text)):
        return True
    around = (*path, *context.parents, *context.band, *column.headings)
    return any(word in text and word not in said for text in around for word in PARTS)


def _is_of_stage(metric: Metric, stages: frozenset[Stage]) -> bool:
    """Whether a metric is about one of several stages: a sum of them is not its value."""
    if not stages or metric.stage in (None, Stage.ALL):
        return False
    return metric.stage is not Stage.COMPULSORY or not stages <= {Stage.PRIMARY, Stage.JUNIOR, Stage.COMPULSORY}
