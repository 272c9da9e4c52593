"""Tables whose header says nothing known: their cells are shown to a person, with what their names together may mean.

Nothing here is ever sure: 市级 over 一等奖 is likely the first prizes of the city, a person says so.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import msgspec

from eduduty_desktop.draft import CURRENT, Draft
from eduduty_desktop.draft.assessment import year_of
from eduduty_desktop.intake.returned.composed_cells import composed_cells
from eduduty_desktop.intake.returned.context import Context, context_of
from eduduty_desktop.intake.returned.dated_tables import take_year
from eduduty_desktop.intake.returned.header_rows import Column, is_number, is_value
from eduduty_desktop.intake.returned.headings import Role, meaning_of
from eduduty_desktop.intake.returned.matching import Match, Matcher
from eduduty_desktop.intake.returned.matrix_rows import matrix_cells
from eduduty_desktop.intake.returned.page import Page, address
from eduduty_desktop.intake.returned.result import Row
from eduduty_desktop.intake.returned.row_values import SLOTS
from eduduty_desktop.intake.returned.tables import Table, is_footnote, is_list_of_schools, is_sum
from eduduty_desktop.intake.returned.words import label_of, stated_units

MOST_CELLS = 60
_OUTSIDE = frozenset({Role.OTHER_YEAR, Role.GROWTH, Role.INDEX, Role.REMARK, Role.SOURCE})


@dataclass(frozen=True, slots=True)
class _Cell:
    at: int
    label: str
    column: Column


def read_unknown(
    draft: Draft, page: Page, matcher: Matcher, owned: frozenset[str], year: int | None
) -> tuple[list[Row], list[str]]:
    """A row a number that stands under a heading and beside a name, and words for people if there are too many."""
    header = next((row for row in range(page.height) if _is_header(page, row)), None)
    if header is None:
        return [], []
    title = ["　".join(text for _, text in page.cells(row)) for row in range(header) if page.cells(row)]
    columns = [
        Column(at, Role.LABEL if at == page.cells(header)[0][0] else None, (text,), label_of(text).unit)
        for at, text in page.cells(header)
        if meaning_of(text, year).role not in _OUTSIDE
    ]
    units = next((units for line in reversed(title) if (units := stated_units(line))), ())
    table = Table(header + 1, page.height - 1, columns, title, units)
    if is_list_of_schools(table):
        return [], []
    said = take_year(page, table, year, title)
    if table.is_of_another_year:
        return [], [said]
    context = context_of(draft, page, matcher, owned, table)
    count = sum(1 for _ in _cells(context))
    if count > MOST_CELLS:
        return [], [f"工作表“{page.grid.name}”的表头没有读懂，{count} 个数没有逐个列出，没有读取"]
    rows: list[Row] = []
    for at in range(table.first, table.last + 1):
        name = next((text for _, text in page.cells(at) if not is_number(text)), "")
        found = list(composed_cells(context, at, [name], ())) if name and not is_footnote(name) else []
        rows += [*found, *unread_cells(context, at, name, found)]
    return rows, [said] if said else []


def unread_cells(context: Context, at: int, label: str, rows: Sequence[Row]) -> Iterator[Row]:
    """Numbers of a row that were not read, each with what it may be."""
    read = {one.cell for row in rows for one in (row.current, row.previous) if one is not None}
    for cell in _cells_of(context, at, label):
        if address(at, cell.column.at) not in read:
            yield _row(context, cell)


def vanished_cells(context: Context, rows: Sequence[Row]) -> list[Row]:
    """Numbers under headings that were understood, of which no row says anything: each as one that was not read."""
    read = {one.cell for row in rows for one in (row.current, row.previous) if one is not None}
    layout, page = context.layout, context.page
    known = {c.at for c in (*layout.slots, *layout.cells)} | layout.used
    columns = [c for c in context.table.columns if c.at in known and c.headings and c.role not in _OUTSIDE]
    found: list[Row] = []
    for at in range(context.table.first, context.table.last + 1):
        names = [name for column in layout.labels if (name := page.text(at, column))]
        if at in page.ids or any(is_sum(name) or is_footnote(name) for name in names):
            continue
        if any(meaning_of(name, year_of(context.draft)).role in _OUTSIDE for name in names):
            continue
        for column in columns:
            if address(at, column.at) in read or not is_value(page.own(at, column.at)):
                continue
            label = names[-1] if names else ""
            flags = (f"“{label}·{column.headings[-1]}”没有读取，请核对是哪一项数据",)
            slot = SLOTS.get(column.slot or Role.CURRENT, CURRENT)
            found.append(context.lost(at, f"{label}·{column.headings[-1]}", [column], flags, (), column.unit, slot))
    return found


def _is_header(page: Page, row: int) -> bool:
    """A row of words, and below it a row with a name and a number under one of them."""
    cells = page.cells(row)
    if len(cells) < 2 or any(is_number(text) for _, text in cells) or row + 1 >= page.height:
        return False
    below = page.cells(row + 1)
    headed = {at for at, _ in cells}
    return (
        bool(below) and not is_number(below[0][1]) and any(is_number(text) and at in headed for at, text in below[1:])
    )


def _cells(context: Context) -> Iterator[_Cell]:
    for at in range(context.table.first, context.table.last + 1):
        names = [text for _, text in context.page.cells(at) if not is_number(text)]
        if names:
            yield from _cells_of(context, at, names[0])


def _cells_of(context: Context, at: int, label: str) -> Iterator[_Cell]:
    if not label or is_sum(label) or is_footnote(label):
        return
    for column in context.table.columns[1:]:
        if column.at in context.layout.labels or column.role in _OUTSIDE or not column.headings:
            continue
        if is_value(context.page.own(at, column.at)) and not is_sum(column.headings[0]):
            yield _Cell(at, label, column)


def _row(context: Context, cell: _Cell) -> Row:
    heading = cell.column.headings[-1]
    unit = cell.column.unit or next(iter(context.table.units), "")
    name = f"{cell.label}·{heading}"
    slot = SLOTS.get(cell.column.slot or Role.CURRENT, CURRENT)
    match = _match(context, cell.label, heading, unit)
    if match.metric is None:
        flags = (f"“{name}”说的是哪一项数据，没有读懂",)
        return context.lost(cell.at, name, [cell.column], flags, match.candidates, unit, slot)
    printed = context.draft.framework.metrics[match.metric].printed_label
    guess = msgspec.structs.replace(match, flags=(f"“{name}”可能是“{printed}”，请确认",), is_guess=True)
    return matrix_cells(context, cell.at, cell.label, match.metric, {slot: (cell.column, guess)})


def _match(context: Context, label: str, heading: str, unit: str) -> Match:
    """What both names together mean; a name alone is no more than a candidate."""
    one, other = label_of(label).plain, label_of(heading).plain
    candidates: list[str] = []
    for name in (f"{other}{one}", f"{one}{other}"):
        found = context.matcher.find(context.query([name], unit), context.owned)
        if found.metric is not None:
            return found
        candidates += found.candidates
    alone = context.matcher.find(context.query([label], unit), context.owned)
    ids = (*((alone.metric,) if alone.metric else ()), *alone.candidates, *candidates)
    return Match(None, tuple(dict.fromkeys(ids))[:5])
