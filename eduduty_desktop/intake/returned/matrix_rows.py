"""Rows of a matrix: each cell is about something of its own, which its row and its column say together."""

import re
from collections.abc import Iterator

import msgspec

from eduduty_desktop.draft import CURRENT, PREVIOUS
from eduduty_desktop.draft.assessment import year_of
from eduduty_desktop.intake.returned.context import Context
from eduduty_desktop.intake.returned.doubts import formula_words, part_of
from eduduty_desktop.intake.returned.header_rows import Column
from eduduty_desktop.intake.returned.headings import Role, meaning_of
from eduduty_desktop.intake.returned.layout import quantity_of
from eduduty_desktop.intake.returned.matching import Match
from eduduty_desktop.intake.returned.result import CellReading, Row
from eduduty_desktop.intake.returned.row_values import SLOTS
from eduduty_desktop.intake.returned.tables import is_sum
from eduduty_desktop.intake.returned.words import folded, label_of, stage_of

_WHOLE = re.compile(r"(?:[全本][县市区州旗])?(?:合计|总计|汇总|平均(?:值|数|水平)?|均值)?|(?:县|市|区)(?:平均|均值)")


def matrix_row(context: Context, at: int, path: list[str]) -> Iterator[Row]:
    """Each cell of its own: its row and its column together say what it is about."""
    label = path[0] if path else ""
    if label and folded(label) == folded(context.draft.text("cover", "county")):
        path = path[1:]
    is_other = _is_of_others(context, label)
    row_stage = stage_of(label)
    sideways = _slot_of_label(context, label)
    found: dict[str, dict[str, tuple[Column, Match]]] = {}
    for column in (*context.layout.cells, *(context.layout.others if sideways else ())):
        if not context.says(at, column):
            continue
        slot = SLOTS.get(column.slot) if column.slot is not None else sideways or CURRENT
        quantity = quantity_of(column, context.matcher) or (column.quantity if sideways else "")
        context.layout.used.add(column.at)
        stage = column.stage or row_stage
        unit = (
            context.values.unit_column(at)
            or label_of(label).unit
            or column.unit
            or next(iter(context.values.units if len(context.values.units) == 1 else ()), "")
        )
        rest = path if not sideways else path[1:]
        if stage is not None:
            names = [text for text in rest if not stage_of(text)] or [label if rest else ""]
            query = context.query(names, unit, stage=stage, column=quantity)
        else:
            query = context.query([quantity, *rest], unit)
        match = context.matcher.find(query, context.owned)
        if stage is None and not sideways and match.metric is not None:
            match = _of_whole_county(context, label, match)
        if is_other and match.metric is not None:
            match = Match(None, (match.metric,), (f"“{label}”一行不是所要的数，没有采用",))
        if match.metric is not None and (part := part_of(column, context.draft.framework.metrics[match.metric])):
            match = Match(None, (match.metric,), (f"“{part}”只是一部分，没有采用",))
        if match.metric is None:
            if is_sum("".join(column.headings)) or (is_sum(label) and not match.candidates):
                match = msgspec.structs.replace(match, flags=("合计，不对应哪一项数据，没有采用",), candidates=())
            heading = f"{label}·{''.join(column.headings[-1:])}"
            yield context.lost(at, heading, [column], match.flags, match.candidates, unit, slot or CURRENT)
            continue
        found.setdefault(match.metric, {}).setdefault(slot or CURRENT, (column, match))
    for id, slots in found.items():
        yield matrix_cells(context, at, label, id, slots)


def _is_of_others(context: Context, label: str) -> bool:
    """Whether a row is a mean of the province, a plan, a growth; or a sum where the county has a row of its own."""
    if context.matcher.names.is_metric(label):
        return False
    if is_sum_of_all(label):
        return context.has_own_row
    return meaning_of(label, year_of(context.draft)).role in {Role.IGNORED, Role.GROWTH, Role.OTHER_YEAR}


def is_whole(context: Context, label: str) -> bool:
    """Whether a row's name is that of the whole county: 合计, 全县, its own name."""
    county = folded(context.draft.text("cover", "county"))
    if county and folded(label) == county:
        return True
    return is_sum_of_all(label) and not context.has_own_row


def is_sum_of_all(label: str) -> bool:
    """Whether a name is of sums or means of everything: 合计, 全县平均."""
    said = label_of(label).plain
    return is_sum(label) or bool(said and _WHOLE.fullmatch(said))


def _of_whole_county(context: Context, label: str, match: Match) -> Match:
    """Under a metric's name only the row of the whole county counts: 合计, 全县, its own name; not a town's, not a month's."""
    if is_whole(context, label):
        return msgspec.structs.replace(match, flags=(*match.flags, f"按“{label}”一行读取"))
    said = f"“{label}”一行不是全县的数，没有采用"
    return Match(None, tuple(id for id in (match.metric,) if id is not None), (said,))


def matrix_cells(context: Context, at: int, label: str, id: str, slots: dict[str, tuple[Column, Match]]) -> Row:
    """The row of one metric, from its cells by year."""
    metric = context.draft.framework.metrics[id]
    readings: dict[str, CellReading] = {}
    flags: list[str] = formula_words(metric)
    context.values.part = "；".join(filter(None, (context.row_doubt, context.title_of_part(metric))))
    for slot in (PREVIOUS, CURRENT):
        if slot not in slots:
            continue
        column, match = slots[slot]
        named = column.quantity if label_of(column.quantity).unit else label
        reading = context.values.read(at, metric, column, named, context.values.other_year(metric, slot, readings))
        if reading is not None:
            readings[slot] = msgspec.structs.replace(reading, flags=(*match.flags, *reading.flags))
    context.values.part = ""
    heading = "·".join(dict.fromkeys((label, *(slots[s][0].headings[-1] for s in slots if slots[s][0].headings))))
    return Row(
        context.page.grid.name,
        at + 1,
        heading,
        id,
        metric.unit,
        readings.get(CURRENT),
        readings.get(PREVIOUS),
        remark=context.values.words_of(at, Role.REMARK),
        flags=tuple(dict.fromkeys(flags)),
        is_guess=any(match.is_guess for _, match in slots.values()),
    )


def _slot_of_label(context: Context, label: str) -> str:
    """This year or last year, where the rows are years and the columns are metrics."""
    return SLOTS.get(meaning_of(label, year_of(context.draft)).role or Role.ID, "")
