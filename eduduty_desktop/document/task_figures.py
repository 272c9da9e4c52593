"""The tables of figures in a 填报表: 数据 for single figures, 分学段数据 with one table a matrix.

Both have the same columns, so that a row means the same on either sheet.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

from eduduty_desktop.document.cover import printed_date
from eduduty_desktop.document.numbers import amount_cell, value_cell
from eduduty_desktop.document.places import place_of
from eduduty_desktop.document.sheets import Cell, Column, InputRule, Row, Sheet, Takes, header
from eduduty_desktop.document.task_changes import FIGURES, ChangeKind, own_deadline, thing_of
from eduduty_desktop.draft import CURRENT, PREVIOUS, PROFILE, Key, Reader
from eduduty_desktop.draft.assessment import entry_of, year_of
from eduduty_desktop.draft.duties import Task
from eduduty_desktop.draft.records import Reported
from eduduty_desktop.draft.values import figure, is_exact
from eduduty_desktop.figures.units import plain_unit
from eduduty_desktop.figures.worded import is_plain_number
from eduduty_desktop.framework import PERIOD_WORDS, Kind, Metric, PeriodKind
from eduduty_desktop.framework.wording import full_width
from eduduty_desktop.grid import Merge

ID = "编号"
SINGLE, STAGED = "数据", "分学段数据"
COLUMNS = (
    Column(ID, 10),
    Column("序号", 5),
    Column("指标号", 10),
    Column("指标数据", 34),
    Column("单位", 7),
    Column("期间", 15),
    Column("口径", 13),
    Column("上年", 12),
    Column("本年", 12),
    Column("备注", 16),
)
DEADLINE = Column("时限", 12)
"""A column after 口径, only where some figure is owed by a day of its own."""

ROW_HEIGHT = 24.0
"""Points of a row, roomy enough for a pen."""

TEXT_FORMAT = "@"
"""The number format under which an office program keeps `1:19` as it was typed, instead of making it a time."""

_NAMED_BY_YEAR = frozenset({PeriodKind.FISCAL, PeriodKind.CALENDAR})
_KEEP = "确实如此或是约数，可以保留。"
_ANSWERS = ("是", "否")

Marks = Mapping[str, ChangeKind]


def figure_sheets(reader: Reader, task: Task, subtitle: str, foot: str, marks: Marks) -> Iterator[Sheet]:
    """Sheets for the figures of a task; none without any."""
    metrics = [reader.framework.metrics[id] for id in task.metrics]
    matrices = matrices_of(reader, metrics)
    staged = {metric.id for _, members in matrices for metric in members}
    single = [metric for metric in metrics if metric.id not in staged]
    if single:
        rows = _Rows(reader, task.department, marks, single)
        table = (rows.header, *(rows.row(at, metric) for at, metric in enumerate(single, 1)))
        yield _sheet(SINGLE, "数据填报表", subtitle, foot, rows, table, ())
    if matrices:
        rows = _Rows(reader, task.department, marks, [metric for _, members in matrices for metric in members])
        lines, merges = _bands(rows, matrices)
        yield _sheet(STAGED, "分学段数据填报表", subtitle, foot, rows, lines, merges)


def matrices_of(reader: Reader, metrics: list[Metric]) -> list[tuple[str, list[Metric]]]:
    """Label and members of each matrix of which at least two figures are owed, in the framework's order."""
    found: dict[str, list[Metric]] = {}
    for metric in metrics:
        if metric.group:
            found.setdefault(metric.group, []).append(metric)
    return [
        (full_width(reader.framework.groups[group].label), members)
        for group, members in found.items()
        if len(members) > 1
    ]


def _sheet(
    name: str, title: str, subtitle: str, foot: str, rows: "_Rows", lines: tuple[Row, ...], merges: tuple[Merge, ...]
) -> Sheet:
    widths = tuple(column.width for column in rows.columns)
    return Sheet(
        name,
        title,
        subtitle,
        widths,
        lines,
        freeze_columns=4,
        merges=merges,
        protected=True,
        foot=foot,
        hidden=(0,),
        row_height=ROW_HEIGHT,
    )


def _bands(rows: "_Rows", matrices: list[tuple[str, list[Metric]]]) -> tuple[tuple[Row, ...], tuple[Merge, ...]]:
    """One table a matrix, its label above its rows, one row a stage."""
    lines: list[Row] = [rows.header]
    merges: list[Merge] = []
    at = 0
    for label, members in matrices:
        units = {metric.unit for metric in members}
        unit = f"（单位：{units.pop()}）" if len(units) == 1 and "" not in units else ""
        merges.append(Merge(len(lines), 1, len(lines), len(rows.columns) - 1))
        blank = (Cell(None, "band"),) * (len(rows.columns) - 2)
        lines.append((Cell(None, "id"), Cell(f"{label}{unit}", "band"), *blank))
        for metric in members:
            at += 1
            lines.append(rows.row(at, metric))
    return tuple(lines), tuple(merges)


class _Rows:
    """Rows of figures for one department."""

    def __init__(self, reader: Reader, department: str, marks: Marks, metrics: list[Metric]) -> None:
        self._reader = reader
        self._department = department
        self._marks = marks
        self._has_deadlines = any(own_deadline(reader, department, metric=metric.id) for metric in metrics)
        self.columns = (*COLUMNS[:7], *((DEADLINE,) if self._has_deadlines else ()), *COLUMNS[7:])
        self.header = header(self.columns)

    def row(self, at: int, metric: Metric) -> Row:
        """One figure: what is asked on the left, what is typed on the right."""
        framework = self._reader.framework
        thing = thing_of(FIGURES, metric.id)
        day = own_deadline(self._reader, self._department, metric=metric.id)
        return (
            Cell(thing, "id"),
            Cell(at, "center"),
            Cell(place_of(framework, framework.place_of_metric.get(metric.id, PROFILE)) or None, "center"),
            Cell(metric.printed_label, "new" if thing in self._marks else "text"),
            Cell(metric.unit or None, "center"),
            self._period(metric),
            Cell(full_width(metric.scope) or None),
            *((Cell(printed_date(day) or None, "center"),) if self._has_deadlines else ()),
            self._previous(metric),
            self._current(metric),
            Cell(None, "input", TEXT_FORMAT),
        )

    def _period(self, metric: Metric) -> Cell:
        """The period where it is certain; else the word for it, to which the department adds the day or term."""
        stated = entry_of(self._reader, metric.id).period
        if stated is not None:
            return Cell(str(stated), "center")
        year, word = year_of(self._reader), PERIOD_WORDS[metric.period]
        if metric.period in _NAMED_BY_YEAR and year is not None:
            return Cell(f"{word} {year}", "center")
        hint = f"请写明哪一期，如“{word} {_example(metric.period, year or 2025)}”。"
        return Cell(word, "input_center", TEXT_FORMAT, rule=InputRule(hint=hint))

    def _previous(self, metric: Metric) -> Cell:
        """Last year's value, grey; an empty input cell where the draft has none."""
        if figure(self._reader, metric.id, PREVIOUS).is_missing:
            return _input(metric, None)
        shown = value_cell(self._reader, metric, PREVIOUS)
        return replace(shown, style="previous", trace=None, name="", formula="", rule=rule_of(metric))

    def _current(self, metric: Metric) -> Cell:
        """Empty, or what the department itself reported the last time."""
        said: Reported | None = self._reader.get(Key("reported", metric.id, f"{CURRENT}/{self._department}"))
        same_unit = said is not None and plain_unit(said.unit) in ("", plain_unit(metric.unit))
        return _input(metric, said.typed if said is not None and same_unit else None)


def _example(period: PeriodKind, year: int) -> str:
    return {
        PeriodKind.SCHOOL_YEAR: f"{year - 1}—{year}",
        PeriodKind.SEMESTER: f"{year}秋",
        PeriodKind.AS_OF: f"{year}-12-31",
        PeriodKind.RANGE: f"{year}-01/{year}-12",
        PeriodKind.THREE_YEARS: f"{year - 2}—{year}",
    }.get(period, str(year))


def _input(metric: Metric, typed: str | None) -> Cell:
    worded = metric.kind in (Kind.RATIO, Kind.TEXT, Kind.YESNO)
    style = "input_center" if worded else "input_number"
    cell = Cell(typed or None, style, TEXT_FORMAT if worded else "", rule=rule_of(metric))
    if typed and not worded and is_plain_number(typed):
        return replace(amount_cell(Decimal(typed)), style=style, rule=cell.rule)
    return cell


def rule_of(metric: Metric) -> InputRule | None:
    """What may be typed for a metric: whole or decimal numbers within its bounds, 是 or 否, a ratio; words are free."""
    if metric.kind is Kind.TEXT:
        return InputRule(hint="填文字，照实写，如“不足百人”。")
    if metric.kind is Kind.YESNO:
        return InputRule(Takes.CHOICE, choices=_ANSWERS, hint="请选“是”或“否”。", reason="本格填“是”或“否”。")
    if metric.kind is Kind.RATIO:
        return InputRule(hint="请写成 1:19 的样子。")
    least, most, because = _limits(metric)
    takes = Takes.WHOLE if is_exact(metric) else Takes.DECIMAL
    kind = "整数" if takes is Takes.WHOLE else "数"
    hint = f"单位是{metric.unit}，只填数字。" if metric.unit else ""
    if metric.kind is Kind.PERCENT:
        hint = "填百分数，如 95.2 表示95.2%。"
    reason = f"本格填{kind}{f'，单位是{metric.unit}' if metric.unit else ''}。{because}{_KEEP}"
    return InputRule(takes, least, most, hint=hint, reason=reason)


def _limits(metric: Metric) -> tuple[Decimal | None, Decimal | None, str]:
    """Bounds of the framework with their reason; counts and money are not negative in any case."""
    least = Decimal(0) if metric.kind in (Kind.COUNT, Kind.MONEY) else None
    if metric.bounds is None:
        return least, None, ""
    because = full_width(metric.bounds.because).rstrip("。")
    stated = metric.bounds.min if metric.bounds.min is not None else least
    return stated, metric.bounds.max, f"{because}。" if because else ""
