"""What is known while one table is read: its columns, the band and the row that the next rows belong to."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from eduduty_desktop.draft import CURRENT, PREVIOUS, Draft
from eduduty_desktop.draft.assessment import year_of
from eduduty_desktop.framework import Metric
from eduduty_desktop.framework.choices import Stage
from eduduty_desktop.intake.returned.composing import Composer
from eduduty_desktop.intake.returned.doubts import plan_words, title_of_part, unknown_headings
from eduduty_desktop.intake.returned.header_rows import Column
from eduduty_desktop.intake.returned.headings import Role, meaning_of
from eduduty_desktop.intake.returned.layout import Layout, lay_out
from eduduty_desktop.intake.returned.matching import Matcher, Query
from eduduty_desktop.intake.returned.page import Page, address
from eduduty_desktop.intake.returned.result import CellReading, Row
from eduduty_desktop.intake.returned.row_values import SLOTS, RowValues
from eduduty_desktop.intake.returned.tables import Table
from eduduty_desktop.intake.returned.words import folded, label_of, stage_of

_LONGEST_LABEL = 80


_YEARS = frozenset({Role.CURRENT, Role.PREVIOUS, Role.OTHER_YEAR})


@dataclass
class Context:
    """One table on its way down; `band` and `parents` are the headings above the row that is read.

    `year` is what a band says about the rows below it, `group` what a row of stages above says they are of, `row_doubt`
    why this row's name makes its values doubtful.
    """

    draft: Draft
    page: Page
    matcher: Matcher
    table: Table
    owned: frozenset[str]
    layout: Layout
    values: RowValues
    band: list[str] = field(default_factory=list)
    parents: list[str] = field(default_factory=list)
    lost_parts: int = 0
    misses: int = 0
    joining: dict[int, bool] = field(default_factory=dict)
    year: int | None = None
    group: str = ""
    row_doubt: str = ""

    @cached_property
    def row_names(self) -> frozenset[str]:
        """What the rows of the table are called."""
        rows = range(self.table.first, self.table.last + 1)
        return frozenset(name for at in rows for label in self.layout.labels if (name := self.page.text(at, label)))

    @cached_property
    def is_one_row(self) -> bool:
        """Whether the table has one row only: then it needs no name."""
        rows = range(self.table.first, self.table.last + 1)
        return sum(len(self.page.cells(at)) > 1 for at in rows) == 1

    @cached_property
    def has_own_row(self) -> bool:
        """Whether a row is this county's among others, or one is this year's: then a row of sums is not what is asked for."""
        county = folded(self.draft.text("cover", "county"))
        year = year_of(self.draft)
        years = sum(meaning_of(name, year).role in _YEARS for name in self.row_names)
        return years > 1 or any(county and folded(name) == county for name in self.row_names)

    @cached_property
    def row_stages(self) -> frozenset[Stage]:
        """The stages that rows are named after."""
        found = {stage_of(name) for name in self.row_names} - {Stage.ALL}
        return frozenset(stage for stage in found if stage is not None)

    def title_of_part(self, metric: Metric) -> str:
        """Why the title says that the table is about a part of what a metric asks; a point's own title says nothing."""
        lines = [text for text in (*self.table.title, self.page.grid.name) if not self.matcher.is_title(text)]
        return title_of_part(lines, metric)

    @property
    def composer(self) -> Composer:
        return self.matcher.composer

    def says(self, at: int, column: Column) -> bool:
        """Whether something stands in a cell, be it a formula without a value."""
        return bool(self.page.own(at, column.at)) or (at, column.at) in self.page.grid.uncomputed

    def remember(self, path: list[str]) -> None:
        """A row that is no part is the one that the following parts (其中) belong to."""
        if path and not label_of(path[0]).is_part:
            self.parents = path[:1]

    def query(self, path: list[str], unit: str, *, stage: Stage | None = None, column: str = "") -> Query:
        """What is known of a row: `path` are its headings, the nearest first."""
        label = path[0] if path else ""
        above = [*path[1:], *(self.parents if label_of(label).is_part or stage is None else ())]
        context = (*self.band, *reversed(self.table.title), self.page.grid.name, *self.page.above)
        return Query(label, stage, tuple(dict.fromkeys(above)), tuple(dict.fromkeys(context)), unit, column)

    def reading(self, at: int, column: Column, label: str, unit: str = "") -> CellReading:
        """A cell that is not read yet, with all that is needed to read it once its metric is known."""
        around = self.values.around(at, column, label)
        return CellReading(address(at, column.at), self.page.own(at, column.at), unit=unit, around=around)

    def lost(
        self,
        at: int,
        label: str,
        columns: Sequence[Column],
        flags: tuple[str, ...],
        candidates: tuple[str, ...] = (),
        unit: str = "",
        slot: str = "",
    ) -> Row:
        """A row, or a cell, of which it is not known what it is about."""
        readings: dict[str, CellReading] = {}
        for column in columns:
            where = slot or SLOTS.get(column.slot or Role.CURRENT, CURRENT)
            readings.setdefault(where, self.reading(at, column, label, unit))
        return Row(
            self.page.grid.name,
            at + 1,
            re.sub(r"\s+", "", label)[:_LONGEST_LABEL],
            None,
            unit,
            readings.get(CURRENT),
            readings.get(PREVIOUS),
            remark=self.values.words_of(at, Role.REMARK),
            candidates=candidates,
            flags=flags,
        )


def context_of(draft: Draft, page: Page, matcher: Matcher, owned: frozenset[str], table: Table) -> Context:
    """What is known before the first row of a table."""
    layout = lay_out(page, table, matcher)
    doubts = unknown_headings(layout.slots, matcher)
    values = RowValues(draft, page, table, doubts, plan_words(table, page.grid.name))
    return Context(draft, page, matcher, table, owned, layout, values)
