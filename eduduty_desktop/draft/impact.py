"""改一处，全文改: what hangs on one value – sentences, table cells, values computed by a formula, scores.

What hangs on a value is found by watching what printing a thing reads: a thing that does not read the value
cannot change with it.  Pure; findings are the checks' matter, the window adds them.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from typing import Any

import msgspec

from eduduty_desktop.draft.comparison import comparison_keys, comparison_of
from eduduty_desktop.draft.narrative import links, print_link, render
from eduduty_desktop.draft.records import CURRENT, PREVIOUS, Key
from eduduty_desktop.draft.scoring import point_score
from eduduty_desktop.draft.targets import standard_or_target, target_keys, words_of_target
from eduduty_desktop.draft.value import Reader, Row
from eduduty_desktop.draft.values import difference, figure, growth, print_difference, print_figure, print_growth
from eduduty_desktop.figures import format_amount
from eduduty_desktop.framework import Framework, Metric

_SENTENCE = re.compile(r"[^。；！？\n]+[。；！？]?")


class Table(StrEnum):
    """A table that goes upward."""

    DATA = "数据表"
    STAGES = "学段表"
    STANDARDS = "达标对照表"
    TARGETS = "目标对照表"
    REPORT = "报告中的数据表"


class Column(StrEnum):
    """A column, or a row of 学段表, that shows a value or what is computed from it."""

    CURRENT = "本年"
    PREVIOUS = "上年"
    DIFFERENCE = "增减"
    GROWTH = "增幅"
    ACTUAL = "实际"
    OUTCOME = "是否达标"
    GAP = "差额"
    REMARK = "说明"


VALUES = (Column.CURRENT, Column.PREVIOUS, Column.DIFFERENCE, Column.GROWTH)
AGAINST_STANDARD = (Column.ACTUAL, Column.OUTCOME, Column.GAP, Column.REMARK)


class Sentence(msgspec.Struct, frozen=True):
    """A sentence of a narrative; offsets are into its source."""

    node: str
    start: int
    end: int

    def text(self, reader: Reader) -> str:
        """The sentence as it is printed."""
        rendered = render(reader, reader.get(Key("narratives", self.node)).text)
        return rendered.text[rendered.to_text(self.start) : rendered.to_text(self.end)].strip()


class Cell(msgspec.Struct, frozen=True):
    """A cell of a table that goes upward; `at` is the target's place among its metric's."""

    table: Table
    metric: str
    column: Column
    at: int = 0

    def text(self, reader: Reader) -> str:
        """What the cell prints, empty if it has nothing."""
        metric = reader.framework.metrics[self.metric]
        match self.column:
            case Column.DIFFERENCE:
                amount = difference(reader, self.metric)
                return "" if amount is None else print_difference(metric, amount)
            case Column.GROWTH:
                found = growth(reader, self.metric)
                return "" if found is None else print_growth(found, bare=True)
            case Column.ACTUAL | Column.OUTCOME | Column.GAP | Column.REMARK:
                return self._against(reader, metric)
            case _:
                slot = PREVIOUS if self.column is Column.PREVIOUS else CURRENT
                return _printed(reader, self.metric, slot)

    def _against(self, reader: Reader, metric: Metric) -> str:
        if self.table is Table.DATA:
            return standard_or_target(reader, metric)[1]
        against = self.table is Table.TARGETS
        found = words_of_target(reader, metric, metric.targets[self.at]) if against else comparison_of(reader, metric)
        match self.column:
            case Column.ACTUAL:
                return found.actual
            case Column.OUTCOME:
                return found.outcome
            case Column.GAP:
                return found.gap
            case _:
                return found.remark


class Derived(msgspec.Struct, frozen=True):
    """A value that a formula gives."""

    metric: str
    slot: str

    def text(self, reader: Reader) -> str:
        """The value as the report prints it, empty while an operand is missing."""
        return _printed(reader, self.metric, self.slot)


class PointScore(msgspec.Struct, frozen=True):
    """The self-score of a point."""

    point: str

    def text(self, reader: Reader) -> str:
        """The score, empty while there is none."""
        points = {point.id: point for point in reader.framework.points}
        found = point_score(reader, points[self.point])
        return "" if found is None else format_amount(found)


Item = Sentence | Cell | Derived | PointScore


class Impact(msgspec.Struct, frozen=True):
    """Everything that hangs on one value, in printed order."""

    sentences: tuple[Sentence, ...] = ()
    cells: tuple[Cell, ...] = ()
    derived: tuple[Derived, ...] = ()
    scores: tuple[PointScore, ...] = ()

    @property
    def items(self) -> tuple[Item, ...]:
        return (*self.sentences, *self.cells, *self.derived, *self.scores)

    @property
    def reaches_further(self) -> bool:
        """Whether more hangs on the value than its own cells."""
        return bool(self.sentences or self.derived or self.scores)


class Changed(msgspec.Struct, frozen=True):
    """One thing as it was printed before and as it is after."""

    item: Item
    old: str
    new: str


def impact(reader: Reader, key: Key) -> Impact:
    """What reads the record under a key of figures, growths, scores or deductions, as the draft stands."""
    if key.table in {"scores", "deductions"}:
        return Impact(scores=tuple(_scores(reader, key)))
    if key.table not in {"figures", "growths"} or key.row not in reader.framework.metrics:
        return Impact()
    metrics = followers(reader.framework, key.row)
    return Impact(
        tuple(_sentences(reader, key, frozenset(metrics))),
        tuple(_cells(reader, key, metrics)),
        tuple(_derived(reader, key, metrics)),
        tuple(_scores_by_rule(reader, key, frozenset(metrics))),
    )


def changed(found: Impact, before: Reader, after: Reader) -> tuple[Changed, ...]:
    """Which of the things really print something else afterwards, and what."""
    both = ((item, item.text(before), item.text(after)) for item in found.items)
    return tuple(Changed(item, old, new) for item, old, new in both if old != new)


def followers(framework: Framework, metric: str) -> tuple[str, ...]:
    """A metric and all whose formula leads to it, in the framework's order, whatever was stated."""
    direct: dict[str, set[str]] = {}
    for operand, names in framework.dependents.items():
        direct.setdefault(operand.metric, set()).update(names)
    found, fresh = {metric}, {metric}
    while fresh:
        fresh = {name for one in fresh for name in direct.get(one, ())} - found
        found |= fresh
    return tuple(name for name in framework.metrics if name in found)


class _Watch:
    """A reader that notes what is read."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self.keys: set[Key] = set()
        self.tables: set[str] = set()

    @property
    def framework(self) -> Framework:
        return self._reader.framework

    def get(self, key: Key) -> Any:
        self.keys.add(key)
        return self._reader.get(key)

    def rows(self, table: str) -> Mapping[Row, Any]:
        self.tables.add(table)
        return self._reader.rows(table)

    def saw(self, key: Key) -> bool:
        return key in self.keys or key.table in self.tables


def _reads(reader: Reader, item: Cell | Derived | PointScore, key: Key) -> bool:
    watch = _Watch(reader)
    item.text(watch)
    return watch.saw(key)


def _printed(reader: Reader, metric: str, slot: str) -> str:
    found = figure(reader, metric, slot)
    return "" if found.is_missing else print_figure(reader.framework.metrics[metric], found)


def _sentences(reader: Reader, key: Key, metrics: frozenset[str]) -> Iterator[Sentence]:
    for row in _narratives_in_order(reader):
        source = reader.get(Key("narratives", row)).text
        if not any(link.metric in metrics for link in links(source)):
            continue
        rendered = render(reader, source)
        hits = []
        for span in rendered.spans:
            if span.link is not None and span.link.metric in metrics:
                watch = _Watch(reader)
                print_link(watch, span.link)
                hits += [span.text_start] if watch.saw(key) else []
        for match in _SENTENCE.finditer(rendered.text):
            if any(match.start() <= hit < match.end() for hit in hits):
                yield Sentence(row, rendered.to_source(match.start()), rendered.to_source(match.end()))


def _narratives_in_order(reader: Reader) -> Iterable[str]:
    rows = {row for row, _ in reader.rows("narratives")}
    known = [row for row in ("lead", "profile", "organisation", *reader.framework.nodes) if row in rows]
    return [*known, *sorted(rows.difference(known))]


def _cells(reader: Reader, key: Key, metrics: tuple[str, ...]) -> Iterator[Cell]:
    stated = _stated_in_text(reader)
    for name in metrics:
        tables = [Table.DATA]
        if reader.framework.metrics[name].group:
            tables.append(Table.STAGES)
        if name not in stated:
            tables.append(Table.REPORT)
        for column in VALUES:
            if _reads(reader, Cell(Table.DATA, name, column), key):
                shown = tables if column is not Column.DIFFERENCE else tables[:1]
                yield from (Cell(table, name, column) for table in shown)
    yield from _cells_against_standards(reader, key)
    yield from _cells_against_targets(reader, key)


def _cells_against_standards(reader: Reader, key: Key) -> Iterator[Cell]:
    """What compares with a standard, with last year or with another metric: wherever the value is read."""
    framework = reader.framework
    for metric in framework.metrics.values():
        if key not in comparison_keys(framework, metric):
            continue
        cells = [Cell(Table.STANDARDS, metric.id, column) for column in AGAINST_STANDARD]
        yield from (cell for cell in (Cell(Table.DATA, metric.id, Column.OUTCOME), *cells) if _reads(reader, cell, key))


def _cells_against_targets(reader: Reader, key: Key) -> Iterator[Cell]:
    """The same for a plan's targets; 数据表 shows one only where there is no standard."""
    framework = reader.framework
    for metric in framework.metrics.values():
        if key not in target_keys(framework, metric):
            continue
        cells = [] if metric.standard in framework.standards else [Cell(Table.DATA, metric.id, Column.OUTCOME)]
        rows = range(len(metric.targets))
        cells += [Cell(Table.TARGETS, metric.id, column, at) for at in rows for column in AGAINST_STANDARD]
        yield from (cell for cell in cells if _reads(reader, cell, key))


def _stated_in_text(reader: Reader) -> frozenset[str]:
    """Metrics whose value, or growth in its stead, a narrative prints: only the others stand in a table beside it."""
    found = [link for record in reader.rows("narratives").values() for link in links(record.text)]
    values = {link.metric for link in found if not {"growth", "diff", "previous"}.intersection(link.options)}
    grown = {link.metric for link in found if "growth" in link.options}
    return frozenset(values | {name for name in grown if figure(reader, name).is_missing})


def _derived(reader: Reader, key: Key, metrics: tuple[str, ...]) -> Iterator[Derived]:
    for name in metrics:
        for slot in (CURRENT, PREVIOUS):
            item = Derived(name, slot)
            own = key.table == "figures" and (name, slot) == (key.row, key.slot)
            if not own and name in reader.framework.expressions and _reads(reader, item, key):
                yield item


def _scores_by_rule(reader: Reader, key: Key, metrics: frozenset[str]) -> Iterator[PointScore]:
    """Points that are scored by one of the metrics."""
    for point in reader.framework.points:
        if point.scoring is not None and point.scoring.metric in metrics and _reads(reader, PointScore(point.id), key):
            yield PointScore(point.id)


def _scores(reader: Reader, key: Key) -> Iterator[PointScore]:
    record = reader.get(key)
    mine = {key.row, getattr(record, "point", "")}
    for point in reader.framework.points:
        if point.id in mine and _reads(reader, PointScore(point.id), key):
            yield PointScore(point.id)
