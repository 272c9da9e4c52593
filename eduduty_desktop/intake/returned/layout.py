"""Which columns of a table name its rows, which hold values, which are cells of a matrix, which nobody asked for."""

import re
from dataclasses import dataclass, field

from eduduty_desktop.intake.returned.doubts import leave_earlier, whole_years
from eduduty_desktop.intake.returned.header_rows import MARKS, Column, is_number, is_value
from eduduty_desktop.intake.returned.headings import NOT_WHOLE, Role
from eduduty_desktop.intake.returned.matching import Matcher
from eduduty_desktop.intake.returned.page import Page
from eduduty_desktop.intake.returned.row_values import SLOTS
from eduduty_desktop.intake.returned.tables import Table
from eduduty_desktop.intake.returned.words import folded, narrow

_GOAL = re.compile("目标|要求|计划|标准")
_YEARS = re.compile("(?:统计|报告|所属)?(?:年份|年度|年)")
_YEAR = re.compile("20[0-9]{2}(?:年|年度|学年)?")


@dataclass(slots=True)
class Layout:
    """Columns of one table by what they are for.

    `labels` name the rows, from the left; `slots` hold one value a row; `cells` are those of a matrix, each about
    something of its own; `others` stand under headings that are not known.  `used` grows by further columns that turned
    out to say something.
    """

    labels: list[int]
    slots: list[Column]
    cells: list[Column]
    others: list[Column]
    used: set[int] = field(default_factory=set)


def lay_out(page: Page, table: Table, matcher: Matcher) -> Layout:
    """The columns of one table by what they are for."""
    labels = _label_columns(page, table, matcher)
    slots = [c for c in table.columns if c.role in SLOTS and not c.stage and not quantity_of(c, matcher)]
    slots = leave_earlier(whole_years(slots))
    cells = [
        column
        for column in table.columns
        if column not in slots
        and (column.stage or quantity_of(column, matcher))
        and column.at not in labels
        and column.role in {None, Role.STAGE, Role.CURRENT, Role.PREVIOUS}
        and NOT_WHOLE not in column.doubt
    ]
    others = [c for c in table.columns if c.role is None and c.headings and c.at not in labels and c not in cells]
    return Layout(labels, slots, cells, others)


def quantity_of(column: Column, matcher: Matcher) -> str:
    """The metric's name that a column stands under, if it does."""
    return column.quantity if column.quantity and matcher.names.is_metric(column.quantity) else ""


def _label_columns(page: Page, table: Table, matcher: Matcher) -> list[int]:
    """Columns that name rows, from the left: those headed so, and those without a heading left of the first value."""
    values = [c.at for c in table.columns if c.role in SLOTS or c.role is Role.STAGE or quantity_of(c, matcher)]
    first = min(values, default=0)
    named = [c.at for c in table.columns if c.role in {Role.LABEL, Role.CATEGORY} and c.at < max(values, default=0)]
    unknown = [c.at for c in table.columns if c.role is None and c.at < first and not is_ids(page, c.at)]
    years = [c.at for c in table.columns if c.at <= first and _has_years(page, table, c)]
    found = sorted({*named, *years, *(at for at in unknown if not _has_numbers_only(page, table, at))})
    named = [at for at in found if at in years or not _has_values_mostly(page, table, at)]
    found = named or found
    if not found and table.is_strange:
        found = [c.at for c in table.columns if c.role is Role.LABEL][:1]
    if not found:
        found = [
            c.at
            for c in table.columns
            if c.role in {Role.INDEX, Role.ID} and c.at < first and _has_words(page, table, c.at)
        ][:1]
    if not found:
        found = [
            c.at for c in table.columns if c.at < first and c.role is Role.SOURCE and _has_words(page, table, c.at)
        ][:1]
    return found or [c.at for c in table.columns if c.role is Role.LABEL and c.at not in values][:1]


def is_ids(page: Page, column: int) -> bool:
    """Whether a column holds the ids of rows."""
    return any(at == column for at, _, _ in page.ids.values())


def _has_numbers_only(page: Page, table: Table, column: int) -> bool:
    """Whether a column under a heading holds numbers and no names: 预算安排 left of 实际支出."""
    cells = [text for row in range(table.first, table.last + 1) if (text := page.own(row, column))]
    return bool(cells) and any(c.at == column and c.headings for c in table.columns) and all(map(is_number, cells))


def _has_values_mostly(page: Page, table: Table, column: int) -> bool:
    """Whether a column holds values, or marks and words for none, rather than names: 40, — and 全部 under 目标任务."""
    heading = next((c for c in table.columns if c.at == column), None)
    if heading is None or not heading.headings:
        return False
    cells = [text for row in range(table.first, table.last + 1) if (text := page.own(row, column))]
    values = sum(is_value(text) for text in cells)
    marks = sum(text in MARKS for text in cells)
    is_goal = any(_GOAL.search(folded(text)) for text in heading.headings)
    return bool(cells) and (2 * (values + marks) > len(cells) if values or is_goal else marks == len(cells))


def _has_years(page: Page, table: Table, column: Column) -> bool:
    """Whether a column under 年份 or 年度 holds years: 2021, without 年."""
    if not any(_YEARS.fullmatch(folded(text)) for text in column.headings):
        return False
    cells = [text for row in range(table.first, table.last + 1) if (text := page.own(row, column.at))]
    return any(_YEAR.fullmatch(narrow(text)) for text in cells)


def _has_words(page: Page, table: Table, column: int) -> bool:
    cells = [page.own(row, column) for row in range(table.first, table.last + 1)]
    return any(len(text) > 1 and not is_number(text) for text in cells)
