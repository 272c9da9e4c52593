"""图表: bars of what can be compared – this year beside last year, growth, value beside standard, scores.

Every chart stands under a small table of its own, whose cells fetch their values from the other sheets.  A chart is made
only where at least two values of both sides are there.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from eduduty_desktop.document.data_sheets import metrics_in_order
from eduduty_desktop.document.formulas import is_numeric
from eduduty_desktop.document.judging import judged
from eduduty_desktop.document.numbers import growth_link, score_cell, value_link
from eduduty_desktop.document.places import named
from eduduty_desktop.document.range_names import FULL_WORD, LIMIT_WORD, SCORE_WORD, name_of
from eduduty_desktop.document.sheets import ROWS_A_PAGE, TITLE_ROWS, BarChart, Cell, Row, Series, Sheet, live
from eduduty_desktop.draft import CURRENT, PREVIOUS, Reader
from eduduty_desktop.draft.score_total import section_score
from eduduty_desktop.draft.scoring import is_left_out, point_score
from eduduty_desktop.draft.standards import verdict
from eduduty_desktop.draft.thresholds import SIGNS
from eduduty_desktop.draft.values import Figure, figure, growth
from eduduty_desktop.draft.verdict import Outcome
from eduduty_desktop.framework import Kind, Metric, Node, Point
from eduduty_desktop.framework.wording import full_width
from eduduty_desktop.grid import Merge

SHEET_NAME = "图表"
FEWEST, MOST = 2, 8
"""Categories of a chart: fewer say nothing, more cannot be read."""

MOST_GROUPS = 8
MOST_SUMMANDS = 200  # a function takes 255
_CHART_ROWS = 11
_WIDTHS = (44.0, 22.0, 22.0, 22.0, 22.0)


@dataclass(frozen=True, slots=True)
class _Table:
    """What one chart shows: names of its series, then a category with one cell a series."""

    title: str
    unit: str
    series: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Cell, ...]], ...]


def chart_sheet(reader: Reader, subtitle: str) -> Sheet | None:
    """The sheet; None where nothing can be compared."""
    tables = [table for table in _tables(reader) if len(table.rows) >= FEWEST]
    rows: list[Row] = []
    charts: list[BarChart] = []
    merges: list[Merge] = []
    breaks: list[int] = []
    used = TITLE_ROWS
    for table in tables:
        height = len(table.rows) + _CHART_ROWS + 3
        if rows and used + height > ROWS_A_PAGE:
            breaks.append(len(rows))
            used = 0
        used += height + 1
        merges.append(Merge(len(rows), 0, len(rows), len(_WIDTHS) - 1))
        charts.append(_chart(table, len(rows)))
        rows.extend(_rows(table))
    if not tables:
        return None
    return Sheet(
        SHEET_NAME,
        "主要数据对比图",
        subtitle,
        _WIDTHS,
        tuple(rows),
        header_rows=0,
        merges=tuple(merges),
        charts=tuple(charts),
        breaks=tuple(breaks),
    )


def _chart(table: _Table, top: int) -> BarChart:
    first = top + 2
    last = first + len(table.rows) - 1
    series = tuple(Series(name, at) for at, name in enumerate(table.series, 1))
    return BarChart(table.title, table.unit, first, last, series, last + 2, _CHART_ROWS)


def _rows(table: _Table) -> Iterator[Row]:
    """Title, heads, values, and empty rows for the chart."""
    unit = f"（单位：{table.unit}）" if table.unit else ""
    yield (Cell(f"{table.title}{unit}", "group"),)
    yield (Cell("对比项", "header"), *(Cell(name, "header") for name in table.series))
    for category, cells in table.rows:
        yield (Cell(category), *cells)
    yield from [()] * (_CHART_ROWS + 2)


def _tables(reader: Reader) -> Iterator[_Table]:
    yield from list(_groups(reader))[:MOST_GROUPS]
    yield _growths(reader)
    yield _against_standards(reader)
    yield _scores(reader)


def _groups(reader: Reader) -> Iterator[_Table]:
    """A matrix, this year beside last year by stage."""
    framework, names = reader.framework, tuple(metric.id for metric in metrics_in_order(reader))
    for group, one in framework.groups.items():
        by_unit: dict[str, list[Metric]] = {}
        for metric in framework.group_members(group, names):
            if all(_is_number(metric, figure(reader, metric.id, slot)) for slot in (CURRENT, PREVIOUS)):
                by_unit.setdefault(metric.unit, []).append(metric)
        for unit, members in by_unit.items():
            rows = tuple(
                (metric.column_label, (value_link(reader, metric, PREVIOUS), value_link(reader, metric)))
                for metric in members[:MOST]
            )
            yield _Table(full_width(one.label), unit, ("上年值", "本年值"), rows)


def _growths(reader: Reader) -> _Table:
    """Growth in per cent of what stands in no matrix."""
    rows = []
    for metric in metrics_in_order(reader):
        found = growth(reader, metric.id)
        if not metric.group and found is not None and found.unit == "%" and is_numeric(found.amount):
            rows.append((metric.printed_label, (growth_link(reader, metric),)))
    return _Table("主要数据比上年增幅", "%", ("增长率（%）",), tuple(rows[:MOST]))


def _against_standards(reader: Reader) -> _Table:
    """Rates beside the rate that the standard demands."""
    rows = []
    for metric in metrics_in_order(reader):
        if metric.kind is not Kind.PERCENT or not _is_number(metric, figure(reader, metric.id)):
            continue
        found = verdict(reader, metric)
        if found.outcome not in (Outcome.MET, Outcome.MISSED) or found.threshold is None:
            continue
        name = name_of(LIMIT_WORD, metric.id)
        limit = judged(reader, metric, found, "", name).limit
        is_rate = found.threshold.amount is not None and found.threshold.standard.comparison in SIGNS
        if is_rate and isinstance(limit.value, Decimal):
            rows.append((metric.printed_label, (live(limit, name), value_link(reader, metric))))
    return _Table("实际值与标准对照", "%", ("标准值", "实际值"), tuple(rows[:MOST]))


def _scores(reader: Reader) -> _Table:
    """Self-score beside full score by first-level indicator."""
    rows = []
    for section in reader.framework.sections:
        found, points = section_score(reader, section), _counted(reader, section)
        if found.self is not None and found.full is not None:
            full = _sum(found.full, FULL_WORD, points, [point.full_score for point in points])
            mine = _sum(found.self, SCORE_WORD, points, [point_score(reader, point) for point in points])
            rows.append((named(section), (full, mine)))
    return _Table("一级指标得分", "分", ("分值合计", "自评得分合计"), tuple(rows[:MOST]))


def _counted(reader: Reader, node: Node) -> list[Point]:
    if isinstance(node, Point):
        counts = node in reader.framework.scored_points and not node.bonus and not is_left_out(reader, node)
        return [node] if counts else []
    return [point for child in node.children for point in _counted(reader, child)]


def _sum(total: Decimal, word: str, points: list[Point], parts: list[Decimal | None]) -> Cell:
    """A sum over the cells of 自评打分表, where they come to it."""
    cell = score_cell(total)
    if None in parts or len(points) > MOST_SUMMANDS or sum((p for p in parts if p is not None), Decimal(0)) != total:
        return cell
    return live(cell, f"SUM({','.join(name_of(word, point.id) for point in points)})")


def _is_number(metric: Metric, found: Figure) -> bool:
    return metric.kind not in (Kind.YESNO, Kind.TEXT, Kind.RATIO) and is_numeric(found.amount)
