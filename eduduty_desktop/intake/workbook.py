"""A filled table of figures → one proposal a row.

A sheet counts as a table of figures when one of its first rows names a column for the metric (its id or its
label) and one for this year's or last year's value.  The program's own appendix is such a table.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from enum import StrEnum

import msgspec

from eduduty_desktop.draft import CURRENT, PREVIOUS, Draft, Key
from eduduty_desktop.draft.assessment import entry_of
from eduduty_desktop.draft.records import Entry, Growth, Period
from eduduty_desktop.draft.values import IN_POINTS, POINTS, WORDED, figure, figure_key, growth, stated_words
from eduduty_desktop.figures import Amount, Reading, ReadingStatus, convert, factor_between, read_entry
from eduduty_desktop.figures.units import plain_unit
from eduduty_desktop.framework import Framework, Kind, Metric
from eduduty_desktop.grid import Grid

HEADER_ROWS = 15
NAMES: dict[str, tuple[str, ...]] = {
    "metric": ("指标号", "指标", "编号", "id"),
    "label": ("指标数据", "名称", "指标名称", "填报项目", "项目", "数据项"),
    "unit": ("单位", "计量单位"),
    "current": ("本年", "本年度", "今年", "本年数"),
    "previous": ("上年", "上年度", "去年", "上年数"),
    "current_period": ("本年期间", "期间"),
    "previous_period": ("上年期间",),
    "growth": ("增幅", "增长率"),
    "growth_unit": ("增幅单位",),
    "approximation": ("约数",),
    "scope": ("口径",),
    "source": ("来源部门", "来源", "责任单位"),
}
_APPROXIMATIONS = frozenset({"余", "多", "近", "约", "以上"})


class Status(StrEnum):
    """What a row comes to."""

    AGREES = "agrees"  # says what the draft says, or nothing
    NEW = "new"  # fills what was empty
    CHANGED = "changed"  # replaces another value
    CONFLICT = "conflict"  # two departments, or two places, say different things
    UNKNOWN = "unknown"  # no such metric
    UNREAD = "unread"  # a value that cannot be taken without asking


class Proposal(msgspec.Struct, frozen=True):
    """What one row would put into the draft; amounts are in the metric's unit, `flags` are words for people.

    是 and 否 are 1 and 0; the value of a metric that is a text is its words.
    """

    sheet: str
    row: int
    label: str
    metric: str | None
    unit: str
    current: Amount | str | None
    previous: Amount | str | None
    status: Status
    flags: tuple[str, ...] = ()
    edits: tuple[tuple[Key, Entry | Growth], ...] = ()


def propose(draft: Draft, grids: Iterable[Grid]) -> tuple[Proposal, ...]:
    """A proposal for every row of every table of figures; empty if no sheet holds one."""
    labels = _metrics_by_label(draft.framework)
    return tuple(p for grid in grids for p in _sheet(draft, grid, labels))


def edits_of(proposals: Sequence[Proposal]) -> tuple[tuple[Key, Entry | Growth], ...]:
    """What applying the proposals comes to; of two rows for one key the later counts."""
    return tuple({key: (key, record) for p in proposals for key, record in p.edits}.values())


def _sheet(draft: Draft, grid: Grid, labels: dict[str, str | None]) -> Iterator[Proposal]:
    found = find_header(grid)
    if found is None:
        return
    header, columns = found
    for row in range(header + 1, len(grid.rows)):
        cells = {name: grid.cell(row, column).strip() for name, column in columns.items()}
        name = cells.get("metric", "")
        metric = name if name in draft.framework.metrics else labels.get(_folded(cells.get("label", "")))
        if metric is None:
            if any(cells.get(slot) for slot in (CURRENT, PREVIOUS)) and not _is_note(cells):
                yield _unknown(grid, row, cells)
            continue
        yield _Row(draft, draft.framework.metrics[metric], cells).proposal(grid.name, grid.row_label(row))


def find_header(grid: Grid) -> tuple[int, dict[str, int]] | None:
    """Row and columns by meaning of a table of figures, None if the sheet holds none."""
    for row in range(min(HEADER_ROWS, len(grid.rows))):
        columns: dict[str, int] = {}
        for column, cell in enumerate(grid.rows[row]):
            text = re.sub(r"[\s*＊（(].*$", "", cell.strip()).lower()
            for name, words in NAMES.items():
                if text in words and name not in columns:
                    columns[name] = column
        if {"metric", "label"} & columns.keys() and {CURRENT, PREVIOUS, "growth"} & columns.keys():
            return row, columns
    return None


def _is_note(cells: dict[str, str]) -> bool:
    return not cells.get("metric") and not cells.get("label")


def _unknown(grid: Grid, row: int, cells: dict[str, str]) -> Proposal:
    label = cells.get("label") or cells.get("metric", "")
    flag = f"本指标体系里没有“{label}”这项数据"
    unit = cells.get("unit", "")
    return Proposal(grid.name, grid.row_label(row), label, None, unit, None, None, Status.UNKNOWN, (flag,))


class _Row:
    """Reads the cells of one row that belongs to a metric."""

    def __init__(self, draft: Draft, metric: Metric, cells: dict[str, str]) -> None:
        self.draft = draft
        self.metric = metric
        self.cells = cells
        self.flags: list[str] = []
        self.edits: list[tuple[Key, Entry | Growth]] = []
        self.statuses: list[Status] = []

    def proposal(self, sheet: str, row: int) -> Proposal:
        current = self._value(CURRENT)
        previous = self._value(PREVIOUS)
        self._growth()
        order = (Status.UNREAD, Status.CHANGED, Status.NEW, Status.AGREES)
        status = next(s for s in order if s in (*self.statuses, Status.AGREES))
        return Proposal(
            sheet,
            row,
            self.metric.label,
            self.metric.id,
            self.metric.unit,
            current,
            previous,
            status,
            tuple(self.flags),
            tuple(self.edits),
        )

    def _value(self, slot: str) -> Amount | str | None:
        text = self.cells.get(slot, "")
        period = self._period(slot)
        reading = self._read(text)
        if reading is None:
            self._keep_period(slot, period)
            return None
        if reading.message:
            self.flags.append(reading.message)
        read = reading.words or reading.amount
        if reading.status in {ReadingStatus.ASK, ReadingStatus.REFUSED} or read is None:
            self.statuses.append(Status.UNREAD)
            return None
        before = entry_of(self.draft, self.metric.id, slot)
        shown = figure(self.draft, self.metric.id, slot)
        if (shown.amount, shown.words) == (reading.amount, reading.words):
            # The draft already comes to this, stated or computed: a formula's value is not overwritten by itself.
            self.statuses.append(Status.AGREES)
            return read
        approximation = reading.approximation or self._approximation()
        entry = msgspec.structs.replace(
            before,
            amount=reading.amount,
            typed=reading.words,
            approximation=approximation,
            period=period or before.period,
            scope=self._unless_default("scope", self.metric.scope) or before.scope,
            source=self._unless_default("source", self.metric.department) or before.source,
        )
        was = Status.NEW if before.amount is None and not stated_words(self.metric, before) else Status.CHANGED
        self.statuses.append(was)
        self.edits.append((figure_key(self.metric.id, slot), entry))
        return read

    def _keep_period(self, slot: str, period: Period | None) -> None:
        """A growth stated without its amounts still names the year that it is about."""
        before = entry_of(self.draft, self.metric.id, slot)
        if period and self.cells.get("growth") and before.period is None:
            self.edits.append((figure_key(self.metric.id, slot), msgspec.structs.replace(before, period=period)))

    def _unless_default(self, column: str, default: str) -> str:
        text = self.cells.get(column, "")
        return "" if text == default else text

    def _read(self, text: str) -> Reading | None:
        """The cell's reading in the metric's unit; None for an empty cell."""
        if not text:
            return None
        if self.metric.kind is Kind.YESNO:  # whatever stands in the unit's column, 是/否 included
            return read_entry(text, unit="", kind=self.metric.kind)
        unit = plain_unit(self.cells.get("unit", "")) or self.metric.unit
        factor = factor_between(unit, self.metric.unit)
        if factor is None:
            return Reading(
                ReadingStatus.REFUSED,
                message=f"表中单位是“{unit}”，本项单位是“{self.metric.unit}”，不能换算",
            )
        reading = read_entry(text, unit=unit, kind=self.metric.kind)
        if reading.words and factor != 1:
            message = f"“{reading.words}”是文字，不能由{unit}换算为{self.metric.unit}"
            return Reading(ReadingStatus.REFUSED, message=message)
        if reading.amount is None or factor == 1:
            return reading
        amount = convert(reading.amount, unit, self.metric.unit)
        return msgspec.structs.replace(
            reading, amount=amount, message=f"{text}{unit}换算为{amount:f}{self.metric.unit}"
        )

    def _period(self, slot: str) -> Period | None:
        text = self.cells.get("current_period" if slot == CURRENT else "previous_period", "")
        if not text:
            return None
        try:
            return Period.parse(text)
        except ValueError as error:
            if self.cells.get(slot):
                self.flags.append(str(error))
            return None

    def _approximation(self) -> str:
        text = self.cells.get("approximation", "") if self.metric.kind not in WORDED else ""
        if text and text not in _APPROXIMATIONS:
            self.flags.append(f"约数“{text}”应为 {'、'.join(sorted(_APPROXIMATIONS))} 之一，未采用")
            return ""
        return text

    def _growth(self) -> None:
        text = self.cells.get("growth", "").removesuffix("%").strip()
        unit = self.cells.get("growth_unit", "") or (POINTS if self.metric.kind in IN_POINTS else "%")
        if not text:
            return
        if self.metric.kind in WORDED:
            self.flags.append("本项填的是文字或是、否，没有增幅，未采用")
            return
        try:
            amount = Decimal(text)
        except ArithmeticError:
            self.flags.append(f"增幅“{text}”读不成数，未采用")
            self.statuses.append(Status.UNREAD)
            return
        key = Key("growths", self.metric.id)
        before = growth(self.draft, self.metric.id)
        stated = self.draft.get(key)
        if "growth_unit" not in self.cells or (before and (before.amount, before.unit) == (amount, unit)):
            return  # without a unit column it is the appendix's own computed growth
        self.statuses.append(Status.NEW if stated is None else Status.CHANGED)
        self.edits.append((key, Growth(amount, unit)))


def _metrics_by_label(framework: Framework) -> dict[str, str | None]:
    """Metric by folded label; None where two share it, so that neither is guessed."""
    found: dict[str, str | None] = {}
    for metric in framework.metrics.values():
        folded = _folded(metric.label)
        found[folded] = None if folded in found else metric.id
    found.pop("", None)
    return found


def _folded(label: str) -> str:
    """A label without spaces, width and 其中."""
    narrow = label.translate(str.maketrans("（）：，", "():,"))
    return re.sub(r"\s+", "", narrow).removeprefix("其中:")
