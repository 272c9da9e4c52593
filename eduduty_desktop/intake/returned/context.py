"""What is known while one table is read: its columns, the band and the row that the next rows belong to."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from eduduty_desktop.draft import CURRENT, PREVIOUS, Draft
from eduduty_desktop.framework.choices import Stage
from eduduty_desktop.intake.returned.doubts import plan_words, unknown_headings
from eduduty_desktop.intake.returned.headings import Role
from eduduty_desktop.intake.returned.layout import Layout, lay_out
from eduduty_desktop.intake.returned.matching import Matcher, Query
from eduduty_desktop.intake.returned.page import Page, address
from eduduty_desktop.intake.returned.result import CellReading, Row
from eduduty_desktop.intake.returned.row_values import SLOTS, RowValues
from eduduty_desktop.intake.returned.tables import Column, Table
from eduduty_desktop.intake.returned.words import label_of

_LONGEST_LABEL = 80


@dataclass(slots=True)
class Context:
    """One table on its way down; `band` and `parents` are the headings above the row that is read."""

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
    joining: dict[int, bool] = field(default_factory=dict)

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
        context = (*self.band, *reversed(self.table.title), self.page.grid.name)
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
