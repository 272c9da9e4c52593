"""数据表 and 学段表: every metric with both years, difference and growth, each in a cell of its own."""

from collections.abc import Iterator

from eduduty_desktop.document.numbers import difference_cell, growth_cell, growth_link, value_cell, value_link
from eduduty_desktop.document.places import place_of
from eduduty_desktop.document.range_names import OUTCOME_WORD, REACHED_WORD, name_of
from eduduty_desktop.document.sheets import (
    FIRST_ROW,
    OPINION,
    ROWS_A_PAGE,
    TITLE_ROWS,
    Cell,
    Column,
    Row,
    Sheet,
    center,
    ledger,
    live,
    opinion,
    text,
)
from eduduty_desktop.draft import CURRENT, PREVIOUS, PROFILE, Key, Reader
from eduduty_desktop.draft.assessment import entry_of, is_not_applicable, state_of
from eduduty_desktop.draft.comparison import comparison_of
from eduduty_desktop.draft.records import Entry, Growth
from eduduty_desktop.draft.targets import current_target, standard_or_target
from eduduty_desktop.draft.values import figure, stated_words
from eduduty_desktop.framework import Metric
from eduduty_desktop.framework.wording import full_width
from eduduty_desktop.grid import Merge

NOT_RECOMPUTABLE = "无法复算"
DATA_COLUMNS = (
    Column("序号", 5),
    Column("指标号", 12),
    Column("指标数据", 24),
    Column("单位", 7),
    Column("本年", 12),
    Column("上年", 12),
    Column("增减", 11),
    Column("增幅", 12),
    Column("期间", 13),
    Column("口径", 11),
    Column("标准", 17),
    Column("是否达标", 11),
    Column("来源部门", 11),
    Column("备注", 17),
    Column(OPINION, 12),
)
_CORNER = 26.0
_STAGE = 13.0
_TABLE_ROWS = 6  # of a group, the empty one above it too


def data_sheet(reader: Reader, subtitle: str) -> Sheet:
    """数据表: one row a metric, 基本情况 first, then in the order of the indicators."""
    rows = tuple(_row(reader, at, metric) for at, metric in enumerate(metrics_in_order(reader), 1))
    return ledger("数据表", "履行教育职责数据表", subtitle, DATA_COLUMNS, rows, freeze_columns=3)


def stage_sheet(reader: Reader, subtitle: str) -> Sheet | None:
    """学段表: a table a group, 本年 上年 增幅 over the stages; None where the framework has no group."""
    framework, metrics = reader.framework, tuple(metric.id for metric in metrics_in_order(reader))
    rows: list[Row] = []
    merges: list[Merge] = []
    groups = [(framework.groups[group], framework.group_members(group, metrics)) for group in framework.groups]
    tables = [(group.label, members) for group, members in groups if members]
    if not tables:
        return None
    columns = 1 + max(len(members) for _, members in tables)
    breaks: list[int] = []
    used = TITLE_ROWS
    for label, members in tables:
        if rows:
            rows.append(())
        if rows and used + _TABLE_ROWS > ROWS_A_PAGE:
            breaks.append(len(rows))
            used = 0
        used += _TABLE_ROWS
        merges.append(Merge(len(rows), 0, len(rows), columns - 1))
        rows.extend(_stage_table(reader, label, members, columns))
    widths = (_CORNER, *([_STAGE] * (columns - 1)))
    return Sheet(
        "学段表",
        "分学段数据表",
        subtitle,
        widths,
        tuple(rows),
        header_rows=0,
        merges=tuple(merges),
        breaks=tuple(breaks),
    )


def _stage_table(reader: Reader, label: str, members: tuple[Metric, ...], columns: int) -> Iterator[Row]:
    units = {metric.unit for metric in members}
    unit = f"（单位：{units.pop()}）" if len(units) == 1 and "" not in units else ""
    yield (Cell(f"{label}{unit}", "group"), *([Cell(None, "group")] * (columns - 1)))
    heads = (metric.column_label + ("" if unit or not metric.unit else f"（{metric.unit}）") for metric in members)
    yield (Cell("年度", "header"), *(Cell(full_width(head), "header") for head in heads))
    for head, slot in (("本年", CURRENT), ("上年", PREVIOUS)):
        yield (Cell(head, "center"), *(value_link(reader, metric, slot) for metric in members))
    yield (Cell("增幅", "center"), *(growth_link(reader, metric) for metric in members))


def metrics_in_order(reader: Reader) -> list[Metric]:
    """Every metric once: by the place where it is entered, those that no place asks for last."""
    framework = reader.framework
    points = (metric for point in framework.points for metric in point.metrics)
    names = dict.fromkeys((*framework.profile.metrics, *points, *framework.metrics))
    return [framework.metrics[name] for name in names]


def _row(reader: Reader, at: int, metric: Metric) -> Row:
    entry, before = entry_of(reader, metric.id), entry_of(reader, metric.id, PREVIOUS)
    place = reader.framework.place_of_metric.get(metric.id, "")
    standard, outcome = standard_or_target(reader, metric)
    years = (f"E{FIRST_ROW + at}", f"F{FIRST_ROW + at}")
    return (
        center(at),
        center(place_of(reader.framework, place)),
        text(metric.printed_label),
        center(metric.unit),
        value_cell(reader, metric, CURRENT),
        value_cell(reader, metric, PREVIOUS),
        difference_cell(reader, metric, years),
        growth_cell(reader, metric, years),
        text(_periods(entry, before)),
        text(full_width(entry.scope or metric.scope)),
        text(standard),
        live(center(outcome), _outcome_name(reader, metric)),
        text(entry.source or metric.department),
        text("；".join(_remarks(reader, metric, place, entry, before))),
        opinion(),
    )


def _outcome_name(reader: Reader, metric: Metric) -> str:
    """The name of the cell in 达标对照表, or in 目标对照表, that says whether the metric meets what it shall."""
    if comparison_of(reader, metric).standard:
        return name_of(OUTCOME_WORD, metric.id)
    target = current_target(reader, metric)
    return name_of(REACHED_WORD, f"{metric.id}.{metric.targets.index(target) + 1}") if target is not None else ""


def _periods(entry: Entry, before: Entry) -> str:
    """Both years' periods; last year's is named only where it is stated."""
    words = [str(entry.period) if entry.period else "", f"上年：{before.period}" if before.period else ""]
    return "；".join(word for word in words if word)


def _remarks(reader: Reader, metric: Metric, place: str, entry: Entry, before: Entry) -> Iterator[str]:
    if place and place != PROFILE and is_not_applicable(reader, place):
        yield f"不适用：{state_of(reader, place).reason.strip() or '未说明原因'}"
    stated: Growth | None = reader.get(Key("growths", metric.id))
    amounts = (figure(reader, metric.id).amount, figure(reader, metric.id, PREVIOUS).amount)
    if stated is not None and stated.amount is not None and None in amounts:
        yield f"增幅{NOT_RECOMPUTABLE}"
    for year, one in (("本年", entry), ("上年", before)):
        is_worded = bool(stated_words(metric, one))
        if one.approximation and one.amount is not None:
            yield f"{year}为约数（{one.approximation}）"
        if one.typed and one.amount is None and not is_worded:
            yield f"{year}填报原文“{one.typed}”"
        if one.note.strip():
            yield f"{year}口径说明：{one.note.strip()}" if year == "上年" else f"口径说明：{one.note.strip()}"
    if stated is not None and stated.typed and stated.amount is None:
        yield f"增幅填报原文“{stated.typed}”"
