"""Tables of figures on a page → rows: each cell with what it is about, by its id or by its headings."""

import re
from collections.abc import Iterator

import msgspec

from eduduty_desktop.draft import Draft
from eduduty_desktop.draft.assessment import year_of
from eduduty_desktop.framework.choices import Stage
from eduduty_desktop.intake.returned.columns_apart import joined_cells
from eduduty_desktop.intake.returned.composed_cells import composed_cells
from eduduty_desktop.intake.returned.context import Context, context_of
from eduduty_desktop.intake.returned.dated_tables import take_year, year_of_line
from eduduty_desktop.intake.returned.header_rows import is_number
from eduduty_desktop.intake.returned.headings import Role, meaning_of
from eduduty_desktop.intake.returned.layout import is_ids, quantity_of
from eduduty_desktop.intake.returned.list_rows import list_row
from eduduty_desktop.intake.returned.matching import Matcher
from eduduty_desktop.intake.returned.matrix_rows import is_whole, matrix_row
from eduduty_desktop.intake.returned.page import Page
from eduduty_desktop.intake.returned.result import Row
from eduduty_desktop.intake.returned.settling import forgotten
from eduduty_desktop.intake.returned.tables import (
    band_of,
    find_tables,
    headless,
    is_footnote,
    is_list_of_schools,
    is_sum,
)
from eduduty_desktop.intake.returned.unknown_tables import MOST_CELLS, unread_cells, vanished_cells
from eduduty_desktop.intake.returned.words import label_of, narrow, stage_of, stated_units

_YEAR = re.compile("20[0-9]{2}")
_YEARS = frozenset({Role.CURRENT, Role.PREVIOUS})
_GROUP = re.compile(r"([^:：—–-]{2,30}+)[:：—–-]{1,3} ?([^:：—–-]{2,8})")


def read_figures(
    draft: Draft, page: Page, matcher: Matcher, year: int | None, department: str, *, strange: bool = False
) -> tuple[list[Row], list[str]]:
    """Rows of every table of figures on a page, and words about the page for people; `strange` as in find_tables."""
    found: list[Row] = []
    messages: list[str] = []
    tables = find_tables(page, year, matcher.names.is_metric, strange=strange)
    if not tables and (guessed := headless(page, matcher.names.is_metric)) is not None:
        tables = [guessed]
    owned = matcher.owned_by(department)
    top = tables[0].title if tables else []
    for table in tables:
        if said := take_year(page, table, year, top):
            messages.append(said)
        if table.is_of_another_year:
            continue
        if is_list_of_schools(table):
            said = f"工作表“{page.grid.name}”是学校（人员）明细，不是汇总数，没有读取"
            whole = list(_sums(context_of(draft, page, matcher, owned, table)))
            messages.append(f"{said}，只读了合计行" if whole else said)
            found += whole
            continue
        context = context_of(draft, page, matcher, owned, table)
        rows = list(_strange_rows(context) if table.is_strange else _rows(context))
        if table.is_strange and sum(row.metric is None for row in rows) > MOST_CELLS:
            rows = [row for row in rows if row.metric is not None]
            messages.append(f"工作表“{page.grid.name}”的表头没有读懂，{MOST_CELLS} 多个数没有逐个列出，没有读取")
        lost = [] if table.is_strange else vanished_cells(context, rows)
        if len(lost) > MOST_CELLS:
            messages.append(f"工作表“{page.grid.name}”有 {len(lost)} 个数没有读懂，没有逐个列出，没有读取")
        else:
            rows += lost
        found += rows
        messages += _messages(context)
    if not tables and any(kind == "figures" for _, kind, _ in page.ids.values()):
        messages.append(f"工作表“{page.grid.name}”有编号，但找不到“本年”“上年”的表头，没有读取")
    return found, messages


def _messages(context: Context) -> list[str]:
    """Columns that say something and that were not read."""
    said = []
    page, layout = context.page, context.layout
    for column in context.table.columns:
        extra = column.role in {Role.OTHER_YEAR, Role.IGNORED} or (
            column.role is None
            and column.headings
            and column.at not in layout.labels
            and not quantity_of(column, context.matcher)
        )
        heading = "".join(column.headings).replace("\n", "")
        is_filled = any(page.own(row, column.at) for row in range(context.table.first, context.table.last + 1))
        if extra and heading and is_filled and column.at not in layout.used and not is_ids(page, column.at):
            said.append(f"工作表“{page.grid.name}”的“{heading}”一栏不在填报范围内，没有读取")
    return list(dict.fromkeys(said))


def _rows(context: Context) -> Iterator[Row]:
    page = context.page
    above: dict[int, str] = {}
    for at in range(context.table.first, context.table.last + 1):
        if not page.cells(at):
            continue
        is_blank = not any((at, column.at) in page.grid.uncomputed for column in context.layout.slots)
        if is_blank and (band := band_of(page, at)):
            if _take_band(context, band):
                above = {}
            continue
        yield from _row(context, at, _path(context, at, above))


def _take_band(context: Context, text: str) -> bool:
    """A line over the whole table: its unit holds from here on; whether it heads the rows below."""
    if is_footnote(text):
        return False
    units = stated_units(text)
    if units:
        context.values.units = units
    if not label_of(text).plain:
        return False
    own = year_of(context.draft)
    if own is not None and (year := year_of_line(text, own)) is not None:
        context.year = year
    context.group = ""
    context.band = [text]
    context.parents = []
    return True


def _strange_rows(context: Context) -> Iterator[Row]:
    """Rows under a header that says nothing known; what is not read is shown to a person."""
    page = context.page
    above: dict[int, str] = {}
    lost = 0
    for at in range(context.table.first, context.table.last + 1):
        if not page.cells(at):
            continue
        if band := band_of(page, at):
            if _take_band(context, band):
                above = {}
            continue
        path = _path(context, at, above)
        rows = list(_row(context, at, path))
        yield from rows
        lost += sum(row.metric is None for row in rows)
        if lost > MOST_CELLS:
            continue
        for row in unread_cells(context, at, path[0] if path else "", rows):
            lost += 1
            yield row
        context.layout.used |= {column.at for column in context.layout.others}


def _sums(context: Context) -> Iterator[Row]:
    """Of a list of schools only what stands in its row of sums."""
    above: dict[int, str] = {}
    for at in range(context.table.first, context.table.last + 1):
        path = _path(context, at, above)
        if path and is_whole(context, path[0]):
            yield from composed_cells(context, at, path, ())


def _row(context: Context, at: int, path: list[str]) -> Iterator[Row]:
    path, said = _in_group(context, path)
    meaning = meaning_of(path[0], year_of(context.draft)) if path else None
    context.row_doubt = meaning.doubt if meaning is not None and meaning.role in _YEARS else ""
    for row in composed_cells(context, at, path, list(_by_names(context, at, path))):
        row = _of_band(context, row)
        yield msgspec.structs.replace(row, flags=(*row.flags, said)) if said else row


def _in_group(context: Context, path: list[str]) -> tuple[list[str], str]:
    """A bare stage below `新增学位（个）：学前` is of the same thing; its name, and words about it."""
    if not path:
        return path, ""
    stage = stage_of(path[0])
    if stage is not None and stage is not Stage.ALL:
        if not context.group or len(path) > 1:
            return path, ""
        return [path[0], context.group], f"“{path[0]}”接在“{context.group}”下面，按它的一项读取，请核对"
    match = _GROUP.fullmatch(narrow(path[0]))
    if match is not None and stage_of(match[2]) not in (None, Stage.ALL):
        context.group = match[1]
    elif not is_sum(path[0]):
        context.group = ""
    return path, ""


def _of_band(context: Context, row: Row) -> Row:
    """What stands below a band that says another year: last year's, or nothing that was asked for."""
    own = year_of(context.draft)
    if own is None or context.year in (None, own) or row.current is None or row.metric is None:
        return row
    said = f"上面写的是 {context.year} 年"
    if context.year == own - 1 and row.previous is None:
        return msgspec.structs.replace(
            row, current=None, previous=row.current, flags=(*row.flags, f"{said}，按上年的数读取")
        )
    if row.previous is not None and row.current.typed and row.previous.typed:
        current, previous = (msgspec.structs.replace(one, doubtful=True) for one in (row.current, row.previous))
        return msgspec.structs.replace(
            row, current=current, previous=previous, flags=(*row.flags, f"{said}，请核对是哪一年的数")
        )
    return forgotten(msgspec.structs.replace(row, flags=(*row.flags, f"{said}，不是自评稿的年度，没有采用")))


def _by_names(context: Context, at: int, path: list[str]) -> Iterator[Row]:
    """What the row's name, or the row's and the column's, say alone."""
    layout = context.layout
    id = context.page.ids.get(at)
    values = [c for c in (*layout.slots, *layout.cells) if context.says(at, c)]
    label = path[0] if path else ""
    if not label and id is None:
        if values:
            yield context.lost(at, "", values, ("没有指标名称，没有读取",))
        return
    if id is None and is_footnote(label):
        return
    if layout.cells and (id is None or not layout.slots):
        yield from matrix_row(context, at, path)
        if not layout.slots or not values:
            context.remember(path)
            return
    if id is not None and id[1] != "figures":
        return
    if not (layout.slots and id is None and label and _is_part_of_names(context, label)):
        yield from list_row(context, at, path, id)
    if label and id is None:
        yield from joined_cells(context, at, path)
    context.remember(path)


def _is_part_of_names(context: Context, label: str) -> bool:
    """Whether the row's name alone says nothing, and with a column's heading it does: 学前幼儿资助 and 受益人次."""
    return not context.matcher.names.is_metric(label) and any(
        context.matcher.names.joined(label, heading) for column in context.layout.slots for heading in column.headings
    )


def _path(context: Context, at: int, above: dict[int, str]) -> list[str]:
    """Headings of a row, the nearest first: the rightmost of the label columns that says something stands first."""
    labels = context.layout.labels
    texts = [context.page.text(at, column) for column in labels]
    for place, column in enumerate(labels[:-1]):
        # A category stands once, above the rows it is about; in a .csv its merged cell is gone.
        if texts[place]:
            above[column] = texts[place]
            for lower in labels[place + 1 :]:
                above.pop(lower, None)
        elif texts[-1]:
            texts[place] = above.get(column, "")
    found = [text for text in texts if text and not (is_number(text) and len(texts) > 1 and not _YEAR.fullmatch(text))]
    return list(dict.fromkeys(reversed(found)))
