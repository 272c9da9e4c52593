"""达标对照表: a row for every metric that cites a standard – formula, standard, actual value, outcome, difference.

对照值 is the number that the value is compared with: the standard's, last year's, another metric's.

What is no hard threshold (基准定额, qualitative clauses, references) stands there too, marked 不判定 with the reason.
"""

from dataclasses import replace

from eduduty_desktop.document.judging import judged
from eduduty_desktop.document.places import place_of
from eduduty_desktop.document.range_names import GAP_WORD, LIMIT_WORD, OUTCOME_WORD, name_of
from eduduty_desktop.document.sheets import OPINION, Column, Row, Sheet, center, ledger, opinion, text
from eduduty_desktop.draft import Reader
from eduduty_desktop.draft.assessment import entry_of
from eduduty_desktop.draft.comparison import comparison_of
from eduduty_desktop.draft.standards import verdict
from eduduty_desktop.draft.thresholds import standard_of
from eduduty_desktop.framework import Metric, Standard
from eduduty_desktop.framework.expression import PREVIOUS, Operand
from eduduty_desktop.framework.wording import full_width

SHEET_NAME = "达标对照表"
COLUMNS = (
    Column("序号", 5),
    Column("指标号", 12),
    Column("指标", 25),
    Column("公式", 26),
    Column("标准", 18),
    Column("对照值", 14),
    Column("实际", 14),
    Column("是否达标", 11),
    Column("差额", 15),
    Column("来源部门", 10),
    Column("说明", 28),
    Column(OPINION, 12),
)


def standards_sheet(reader: Reader, subtitle: str, metrics: list[Metric]) -> Sheet | None:
    """The sheet over the given metrics in order; None if none of them cites a standard."""
    cited = [(metric, standard) for metric in metrics if (standard := standard_of(reader.framework, metric))]
    if not cited:
        return None
    rows = tuple(_row(reader, at, metric, standard) for at, (metric, standard) in enumerate(cited, 1))
    return ledger(SHEET_NAME, "履行教育职责达标对照表", subtitle, COLUMNS, rows, freeze_columns=3)


def _row(reader: Reader, at: int, metric: Metric, standard: Standard) -> Row:
    found = comparison_of(reader, metric)
    cells = judged(reader, metric, verdict(reader, metric), found.outcome, name_of(LIMIT_WORD, metric.id))
    stage = f"（{metric.column_label}）" if metric.group and metric.column_label not in metric.printed_label else ""
    return (
        center(at),
        center(place_of(reader.framework, reader.framework.place_of_metric.get(metric.id, ""))),
        text(f"{metric.printed_label}{stage}"),
        text(_formula(reader, metric) or full_width(standard.definition)),
        text(found.standard),
        replace(cells.limit, name=name_of(LIMIT_WORD, metric.id)),
        cells.actual,
        replace(cells.outcome, name=name_of(OUTCOME_WORD, metric.id)),
        replace(cells.gap, name=name_of(GAP_WORD, metric.id)),
        text(entry_of(reader, metric.id).source or metric.department),
        text(found.remark),
        opinion(),
    )


def _formula(reader: Reader, metric: Metric) -> str:
    """The metric's formula in labels; empty if it has none."""
    framework = reader.framework
    expression = framework.expressions.get(metric.id)

    def name(operand: Operand) -> str:
        label = framework.metrics[operand.metric].printed_label.removeprefix("其中：")
        return f"{label}（上年）" if operand.slot == PREVIOUS else label

    return expression.render(name) if expression is not None else ""
