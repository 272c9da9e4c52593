"""The cells of one row of a table: each with the unit that holds for it and with what makes it doubtful."""

import msgspec

from eduduty_desktop.draft import CURRENT, PREVIOUS, Draft
from eduduty_desktop.draft.records import Period
from eduduty_desktop.draft.values import figure
from eduduty_desktop.figures import Amount
from eduduty_desktop.framework import PERIOD_WORDS, Metric
from eduduty_desktop.intake.returned.cells import read_cell
from eduduty_desktop.intake.returned.header_rows import Column
from eduduty_desktop.intake.returned.headings import Role
from eduduty_desktop.intake.returned.page import Page, address
from eduduty_desktop.intake.returned.result import Around, CellReading
from eduduty_desktop.intake.returned.tables import Table
from eduduty_desktop.intake.returned.words import folded, label_of, narrow, unit_in

SLOTS = {Role.CURRENT: CURRENT, Role.PREVIOUS: PREVIOUS}


class RowValues:
    """Reads cells of one table.

    `units` hold from here on, `part` says why the row may be about a part of the county only; both change on the way down.
    """

    def __init__(self, draft: Draft, page: Page, table: Table, doubts: dict[int, str], doubt_of_table: str) -> None:
        self._draft = draft
        self._page = page
        self._table = table
        self.doubts = doubts
        self._doubt_of_table = doubt_of_table
        self.units = table.units
        self.part = ""

    def other_year(self, metric: Metric, slot: str, readings: dict[str, CellReading]) -> Amount | None:
        """Another year's value to compare a cell with: last year's in the same row, else what the draft has."""
        near = readings.get(PREVIOUS) if slot == CURRENT else None
        if near is not None and near.amount is not None and not near.doubtful:
            return near.amount
        for other in (PREVIOUS, CURRENT) if slot == CURRENT else (CURRENT, PREVIOUS):
            amount = figure(self._draft, metric.id, other).amount
            if amount is not None:
                return amount
        return None

    def read(self, at: int, metric: Metric, column: Column, label: str, reference: Amount | None) -> CellReading | None:
        """One cell for a metric; `label` is what names it, `reference` the other year's amount."""
        around = self.around(at, column, label)
        own = figure(self._draft, metric.id, SLOTS[column.slot or Role.CURRENT]) if metric.formula else None
        computed = "本项由程序按公式算出，一般不用填" if own is not None and not own.is_missing else ""
        doubt = "；".join(filter(None, (around.doubt, computed, self.part)))
        around = msgspec.structs.replace(around, reference=reference, doubt=doubt)
        return read_cell(metric, address(at, column.at), self._page.grid.cell(at, column.at), around)

    def around(self, at: int, column: Column, label: str) -> Around:
        """What stands around a cell, whatever it is about."""
        grid, place = self._page.grid, (at, column.at)
        near = (self.unit_column(at), label_of(label).unit, column.unit)
        return Around(
            tuple(unit for unit in near if unit),
            self.units,
            None,
            " ".join(narrow(grid.notes.get(place, "")).split())[:200],
            self._page.is_hidden(*place),
            place in grid.uncomputed,
            place in grid.struck,
            "；".join(filter(None, (column.doubt, self.doubts.get(column.at, ""), self._doubt_of_table))),
            grid.shown.get(place),
        )

    def unit_column(self, at: int) -> str:
        for column in self._table.of(Role.UNIT):
            text = self._page.text(at, column.at)
            if text:
                said = narrow(text)
                return unit_in(said) or ("" if said in {"-", "—", "/", "无", "比", "比例", "是/否"} else said)
        return ""

    def own_unit(self, at: int, label: str) -> str:
        return (
            self.unit_column(at) or label_of(label).unit or next(iter(self.units if len(self.units) == 1 else ()), "")
        )

    def period(self, at: int) -> tuple[Period | None, list[str]]:
        text = narrow(self.words_of(at, Role.PERIOD))
        if not text or text in PERIOD_WORDS.values():
            return None, []
        try:
            return Period.parse(text), []
        except ValueError:
            return None, [f"期间写的是“{text}”，没有采用"]

    def scope(self, at: int, metric: Metric) -> str:
        text = self.words_of(at, Role.SCOPE)
        return "" if folded(text) == folded(metric.scope) else text

    def words_of(self, at: int, role: Role) -> str:
        return "；".join(text for column in self._table.of(role) if (text := self._page.text(at, column.at)))
