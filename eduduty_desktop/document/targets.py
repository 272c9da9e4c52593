"""目标对照表: a row for every target of a plan – goal, deadline, actual value, whether it is reached, difference."""

from dataclasses import replace

from eduduty_desktop.document.judging import judged_target
from eduduty_desktop.document.places import place_of
from eduduty_desktop.document.range_names import GOAL_WORD, REACHED_WORD, name_of
from eduduty_desktop.document.sheets import OPINION, Column, Row, Sheet, center, ledger, opinion, text
from eduduty_desktop.draft import Reader
from eduduty_desktop.draft.targets import judge_target, words_of_target
from eduduty_desktop.framework import Metric, Target

SHEET_NAME = "目标对照表"
COLUMNS = (
    Column("序号", 5),
    Column("指标号", 12),
    Column("指标", 28),
    Column("目标", 16),
    Column("期限", 13),
    Column("对照值", 15),
    Column("实际", 15),
    Column("是否达到", 13),
    Column("差额", 15),
    Column("说明", 26),
    Column(OPINION, 14),
)


def targets_sheet(reader: Reader, subtitle: str, metrics: list[Metric]) -> Sheet | None:
    """The sheet over the given metrics in order; None if none of them has a target."""
    targets = [(metric, nth) for metric in metrics for nth in range(len(metric.targets))]
    if not targets:
        return None
    rows = tuple(_row(reader, at, metric, nth) for at, (metric, nth) in enumerate(targets, 1))
    return ledger(SHEET_NAME, "工作目标完成情况对照表", subtitle, COLUMNS, rows, freeze_columns=3)


def _row(reader: Reader, at: int, metric: Metric, nth: int) -> Row:
    target: Target = metric.targets[nth]
    words = words_of_target(reader, metric, target)
    id = f"{metric.id}.{nth + 1}"
    cells = judged_target(reader, metric, judge_target(reader, metric, target), words.outcome, name_of(GOAL_WORD, id))
    return (
        center(at),
        center(place_of(reader.framework, reader.framework.place_of_metric.get(metric.id, ""))),
        text(metric.printed_label),
        text(words.goal),
        center(words.deadline),
        replace(cells.limit, name=name_of(GOAL_WORD, id)),
        cells.actual,
        replace(cells.outcome, name=name_of(REACHED_WORD, id)),
        cells.gap,
        text(words.remark),
        opinion(),
    )
