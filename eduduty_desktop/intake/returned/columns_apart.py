"""Columns whose heading and a row's name are a metric's name together: 学前幼儿资助 and 受益人次, 公开招聘教师 and 其中本科."""

from collections.abc import Iterator

import msgspec

from eduduty_desktop.draft import CURRENT
from eduduty_desktop.intake.returned.context import Context
from eduduty_desktop.intake.returned.header_rows import Column
from eduduty_desktop.intake.returned.headings import Role
from eduduty_desktop.intake.returned.matching import Match
from eduduty_desktop.intake.returned.matrix_rows import matrix_cells
from eduduty_desktop.intake.returned.result import Row
from eduduty_desktop.intake.returned.row_values import SLOTS
from eduduty_desktop.intake.returned.tables import is_sum
from eduduty_desktop.intake.returned.words import label_of

MOST_LOST = 60
"""Cells of a table that are shown to a person one by one; beyond that its columns are named as not read."""


def joined_cells(context: Context, at: int, path: list[str]) -> Iterator[Row]:
    """Cells of a row in columns of their own, each with the metric that both names make."""
    label = path[0]
    if is_sum(label):
        return
    layout, matcher = context.layout, context.matcher
    for column in (*layout.slots, *layout.others):
        if not column.headings or not context.says(at, column):
            continue
        found = {id for text in column.headings for id in matcher.names.joined(label, text)}
        if len(found) == 1 and not matcher.names.is_metric(label):
            match = Match(found.pop())
        elif label_of(column.headings[-1]).is_part:
            match = _of_part(context, label, column, (f"{label_of(label).plain}中", ""))
        elif column in layout.others and _joins(context, column):
            match = _of_part(context, label, column, ("", label_of(label).plain))
        else:
            continue
        layout.used.add(column.at)
        slot = SLOTS.get(column.slot or Role.CURRENT, CURRENT)
        if match.metric is None:
            context.lost_parts += 1
            if context.lost_parts > MOST_LOST:
                layout.used.discard(column.at)
                continue
            heading = f"{label}·{column.headings[-1]}"
            yield context.lost(at, heading, [column], match.flags, match.candidates, column.unit, slot)
            continue
        id = match.metric
        name = context.draft.framework.metrics[id].printed_label
        said = f"按“{label}”和“{''.join(column.headings)}”读作“{name}”，请核对"
        match = msgspec.structs.replace(match, flags=(said,))
        yield matrix_cells(context, at, label, id, {slot: (column, match)})


def _joins(context: Context, column: Column) -> bool:
    """Whether a column's heading makes a metric's name with the name of any row."""
    known = context.joining.get(column.at)
    if known is None:
        page, labels = context.page, context.layout.labels
        rows = range(context.table.first, context.table.last + 1)
        names = {name for at in rows for label in labels if (name := page.text(at, label))}
        known = any(context.matcher.names.joined(name, text) for name in names for text in column.headings)
        context.joining[column.at] = known
    return known


def _of_part(context: Context, label: str, column: Column, around: tuple[str, str]) -> Match:
    """`公开招聘教师` and `其中本科` are `公开招聘教师中本科学历人数`: never the figure of the row itself."""
    joined = label_of(column.headings[-1]).plain.join(around)
    match = context.matcher.find(context.query([joined], column.unit), context.owned)
    itself = context.matcher.find(context.query([label], column.unit), context.owned)
    if match.metric is not None and match.metric != itself.metric:
        return match
    return Match(None, match.candidates, (f"“{label}”“{column.headings[-1]}”说的是哪一项数据，没有读懂",))
