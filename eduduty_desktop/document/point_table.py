"""The table that prints under a point what its text does not state, so that no stated value is lost."""

from eduduty_desktop.document.blocks import Align, Block, Paragraph, Run, TableBlock
from eduduty_desktop.document.prose import Cited
from eduduty_desktop.draft import CURRENT, PREVIOUS, Key, Reader
from eduduty_desktop.draft.values import figure, growth, print_figure, print_growth
from eduduty_desktop.framework import Metric

NOTHING = "—"
INTRODUCTION = "有关数据见下表："


def metric_table(reader: Reader, metrics: tuple[str, ...], cited: Cited) -> tuple[Block, ...]:
    """A sentence and a table of the metrics with a value of this year, or a growth, that no text states.

    Columns 指标 单位 上年 本年 增幅; 上年 and 增幅 are left out where no row has one.  Empty if nothing is left over.
    """
    left_over = [reader.framework.metrics[m] for m in metrics if _is_left_over(reader, m, cited)]
    if not left_over:
        return ()
    rows = [_row(reader, metric) for metric in left_over]
    kept = [at for at in range(5) if at not in (2, 4) or any(row[at] != NOTHING for row in rows)]
    header = ("指标", "单位", "上年", "本年", "增幅")
    aligns = (Align.LEFT, Align.CENTER, Align.RIGHT, Align.RIGHT, Align.RIGHT)
    widths = (44, 10, 16, 16, 14)
    table = TableBlock(
        tuple(header[at] for at in kept),
        tuple(tuple(row[at] for at in kept) for row in rows),
        tuple(aligns[at] for at in kept),
        tuple(widths[at] for at in kept),
        tuple(Key("figures", metric.id, CURRENT) for metric in left_over),
    )
    return (Paragraph((Run(INTRODUCTION),), keep_with_next=True), table)


def _is_left_over(reader: Reader, metric: str, cited: Cited) -> bool:
    if not figure(reader, metric).is_missing:
        return metric not in cited.current
    return growth(reader, metric) is not None and metric not in cited.growth


def _row(reader: Reader, metric: Metric) -> tuple[str, ...]:
    change = growth(reader, metric.id)
    return (
        metric.printed_label,
        metric.unit,
        _value(reader, metric, PREVIOUS),
        _value(reader, metric, CURRENT),
        print_growth(change, bare=True) if change else NOTHING,
    )


def _value(reader: Reader, metric: Metric, slot: str) -> str:
    found = figure(reader, metric.id, slot)
    return NOTHING if found.is_missing else print_figure(metric, found, bare=True)
