"""Rows of a list: one metric a row, its values in the columns of the years."""

import re
from collections.abc import Iterator

import msgspec

from eduduty_desktop.draft import CURRENT, PREVIOUS
from eduduty_desktop.draft.assessment import year_of
from eduduty_desktop.framework import Kind, Metric
from eduduty_desktop.intake.returned.by_id import match_by_id
from eduduty_desktop.intake.returned.cells import corrects
from eduduty_desktop.intake.returned.context import Context
from eduduty_desktop.intake.returned.doubts import PARTS, PLANNED, formula_words
from eduduty_desktop.intake.returned.header_rows import Column
from eduduty_desktop.intake.returned.headings import Role
from eduduty_desktop.intake.returned.matching import Match
from eduduty_desktop.intake.returned.result import CellReading, Row
from eduduty_desktop.intake.returned.row_values import SLOTS
from eduduty_desktop.intake.returned.tables import is_sum
from eduduty_desktop.intake.returned.words import narrow, stage_of, unit_behind

_WORDS = {CURRENT: "本年", PREVIOUS: "上年"}
_MISPLACED = (Role.REMARK, Role.SCOPE, Role.PERIOD, Role.UNIT, Role.GROWTH)
_LONE_NUMBER = re.compile(
    r"[约近共]{0,2}[0-9][0-9,]{0,20}(?:\.[0-9]{1,8})?[余多]?[百千万亿]?(?:[^0-9\s,.;:、()]{0,3})(?:左右|以上)?"
)
_RECHECKED = re.compile("核实|核定|审核|复核|修正|更正|调整")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}(?:年度?)?")


def list_row(context: Context, at: int, path: list[str], id: tuple[int, str, str] | None) -> Iterator[Row]:
    """One row, by its id where it has one, else by its name."""
    values = [column for column in context.layout.slots if context.says(at, column)]
    if id is None and path and (dated := year_of_label(path[0])) is not None:
        yield from _dated_row(context, at, [dated[1], *path[1:]], dated[0])
        return
    label = path[0] if path else ""
    unit = context.values.own_unit(at, label)
    if id is not None:
        match = match_by_id(context.page, context.draft.framework, context.matcher, id[2], label)
    elif is_sum(label) or (path and all(is_sum(text) for text in path)):
        if values:
            yield context.lost(at, label, values, ("合计行，不对应哪一项数据，没有采用",))
        return
    else:
        query = context.query(path, unit or _typed_unit(context, at, values), stage=stage_of(label))
        match = context.matcher.find(query, context.owned)
    if match.metric is None:
        if values:
            yield context.lost(at, label, values, match.flags, match.candidates, unit)
        return
    metric = context.draft.framework.metrics[match.metric]
    context.values.part = "" if id is not None else _partial(context, path, metric)
    row = _read_row(context, at, label, metric, match)
    context.values.part = ""
    if id is not None or row.current is not None or row.previous is not None:
        yield row


def _dated_row(context: Context, at: int, path: list[str], year: int) -> Iterator[Row]:
    """A row whose name has a year: 2020年教师培训经费 beside 金额 is last year's value."""
    own = year_of(context.draft)
    if own is None or year == own:
        yield from list_row(context, at, path, None)
        return
    values = [column for column in context.layout.slots if context.says(at, column)]
    if year != own - 1 or any(column.slot is Role.PREVIOUS for column in values):
        if values:
            flags = (f"“{path[0]}”是 {year} 年的，不是自评稿的年度，没有采用",)
            yield context.lost(at, f"{year}年{path[0]}", values, flags)
        return
    for row in list_row(context, at, path, None):
        said = f"名称里写的是 {year} 年，按上年的数读取"
        yield msgspec.structs.replace(row, current=None, previous=row.current, flags=(*row.flags, said))


_DATED = re.compile(r"(20[0-9]{2}) ?年度?末?(?![0-9一二三四五六七八九十]{1,3}月|[—~至-]|[春秋上下])(.{3,60})")


def year_of_label(text: str) -> tuple[int, str] | None:
    """The year that begins a row's name, and the rest of it: `1.2020年教师培训经费`."""
    said = narrow(text).lstrip("0123456789.、()（） ") if not narrow(text).startswith("20") else narrow(text)
    match = _DATED.fullmatch(said)
    return (int(match[1]), match[2].strip()) if match is not None else None


def _typed_unit(context: Context, at: int, values: list[Column]) -> str:
    """The unit that is typed behind a value: `320人次`."""
    return next((unit for c in values if (unit := unit_behind(context.page.own(at, c.at)))), "")


def _partial(context: Context, path: list[str], metric: Metric) -> str:
    """Words about a row that stands under 公办, 城区 … while the metric is about all of them."""
    plan = PLANNED.search(path[0]) if path else None
    if plan is not None and plan[0] not in metric.label + metric.scope:
        return f"名称“{path[0][:20]}”里有“{plan[0]}”，可能不是实际数"
    for text in (*path[1:], *context.band):
        if context.matcher.is_title(text):
            continue
        found = next((word for word in PARTS if word in text and word not in metric.label), "")
        if found:
            return f"这一行在“{text[:20]}”下面，可能只是{found}的数"
    return context.title_of_part(metric)


def _read_row(context: Context, at: int, label: str, metric: Metric, match: Match) -> Row:
    flags = [*match.flags, *formula_words(metric)]
    readings: dict[str, CellReading] = {}
    for slot in (PREVIOUS, CURRENT):
        for column in _columns_of(context, slot, metric):
            reference = context.values.other_year(metric, slot, readings)
            reading = context.values.read(at, metric, column, label, reference)
            if reading is None:
                continue
            known = readings.get(slot)
            if known is None or (known.value is None and reading.value is not None):
                readings[slot] = reading
            elif reading.value is not None and reading.value != known.value:
                said = f"{_WORDS[slot]}有两栏，{known.cell} 是 {known.typed}，{reading.cell} 是 {reading.typed}"
                readings[slot] = msgspec.structs.replace(known, doubtful=True, flags=(*known.flags, said))
    if (
        CURRENT not in readings
        and not context.table.is_previous
        and (reading := _misplaced(context, at, metric, label)) is not None
    ):
        readings[CURRENT] = reading
    if CURRENT in readings and (said := _rechecked(context, at, metric, label, readings[CURRENT])):
        known = readings[CURRENT]
        readings[CURRENT] = msgspec.structs.replace(known, doubtful=True, flags=(*known.flags, said))
    remark = context.values.words_of(at, Role.REMARK)
    if CURRENT in readings and corrects(remark):
        readings[CURRENT] = msgspec.structs.replace(readings[CURRENT], doubtful=True)
    period, remarks = context.values.period(at)
    return Row(
        context.page.grid.name,
        at + 1,
        label or metric.printed_label,
        metric.id,
        metric.unit,
        readings.get(CURRENT),
        readings.get(PREVIOUS),
        period,
        context.values.scope(at, metric),
        remark,
        match.candidates,
        (*flags, *remarks),
        match.is_guess,
    )


def _rechecked(context: Context, at: int, metric: Metric, label: str, known: CellReading) -> str:
    """Words about another value in a column of what was checked or corrected later; that column itself is never taken."""
    for column in context.table.of(Role.IGNORED):
        heading = "".join(column.headings)
        if not _RECHECKED.search(heading) or not context.says(at, column):
            continue
        reading = context.values.read(at, metric, column, label, None)
        if reading is not None and reading.value is not None and reading.value != known.value:
            return f"“{heading}”一栏写的是 {reading.typed}，请核对用哪一个"
    return ""


def _columns_of(context: Context, slot: str, metric: Metric) -> list[Column]:
    """The columns of a year: those without a doubt if there are some, and of those the ones whose unit fits."""
    columns = [c for c in context.layout.slots if SLOTS[c.role or Role.CURRENT] == slot]
    sure = [c for c in columns if not c.doubt and c.at not in context.values.doubts] or columns
    fitting = [c for c in sure if context.matcher.fits(metric.id, c.unit)]
    return fitting if len(fitting) < len(sure) and fitting else sure


def _misplaced(context: Context, at: int, metric: Metric, label: str) -> CellReading | None:
    """A lone number in 备注 or 口径 where this year's cell is empty: it may be the value, which a person must say."""
    if metric.kind in {Kind.TEXT, Kind.YESNO}:
        return None
    for column in context.table.of(*_MISPLACED):
        text = narrow(context.page.own(at, column.at))
        if not _LONE_NUMBER.fullmatch(text) or _YEAR.fullmatch(text):
            continue
        reading = context.values.read(at, metric, column, label, None)
        if reading is not None and reading.value is not None:
            said = f"本年一栏没有填，“{''.join(column.headings)}”里写着“{text}”，请核对是不是填错了栏"
            return msgspec.structs.replace(reading, doubtful=True, flags=(said, *reading.flags))
    return None
