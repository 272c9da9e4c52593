"""目标对照表: a row for every target of a plan – goal, deadline, actual value, whether it is reached, difference."""

from eduduty_desktop.document.places import place_of
from eduduty_desktop.document.sheets import Column, Row, Sheet, center, ledger, text
from eduduty_desktop.draft import Reader
from eduduty_desktop.draft.targets import words_of_target
from eduduty_desktop.framework import Metric, Target

SHEET_NAME = "目标对照表"
COLUMNS = (
    Column("序号", 5),
    Column("指标号", 12),
    Column("指标", 28),
    Column("目标", 16),
    Column("期限", 13),
    Column("实际", 24),
    Column("是否达到", 13),
    Column("差额", 14),
    Column("说明", 28),
)


def targets_sheet(reader: Reader, subtitle: str, metrics: list[Metric]) -> Sheet | None:
    """The sheet over the given metrics in order; None if none of them has a target."""
    targets = [(metric, target) for metric in metrics for target in metric.targets]
    if not targets:
        return None
    rows = tuple(_row(reader, at, metric, target) for at, (metric, target) in enumerate(targets, 1))
    return ledger(SHEET_NAME, "工作目标完成情况对照表", subtitle, COLUMNS, rows, freeze_columns=3)


def _row(reader: Reader, at: int, metric: Metric, target: Target) -> Row:
    words = words_of_target(reader, metric, target)
    return (
        center(at),
        center(place_of(reader.framework, reader.framework.place_of_metric.get(metric.id, ""))),
        text(metric.printed_label),
        text(words.goal),
        center(words.deadline),
        text(words.actual),
        center(words.outcome),
        center(words.gap),
        text(words.remark),
    )
