"""追溯索引: for an inspector, where every figure comes from and where the report states it.

A row a metric: point, value (fetched from 数据表), its cell and its name in the workbook, place in the report, standard,
department, evidence.  A click on the cell or on the first piece of evidence leads there.
"""

from collections.abc import Iterable, Iterator

from eduduty_desktop.document.blocks import Block, Heading, Paragraph, TableBlock
from eduduty_desktop.document.data_sheets import DATA_COLUMNS, metrics_in_order
from eduduty_desktop.document.numbers import growth_link, value_link
from eduduty_desktop.document.places import place_of
from eduduty_desktop.document.range_names import EVIDENCE_WORD, figure_name, growth_name, name_of
from eduduty_desktop.document.sheets import (
    FIRST_ROW,
    OPINION,
    Cell,
    Column,
    Row,
    Sheet,
    center,
    ledger,
    opinion,
    text,
)
from eduduty_desktop.draft import Key, Reader
from eduduty_desktop.draft.assessment import entry_of
from eduduty_desktop.draft.records import Evidence
from eduduty_desktop.draft.targets import standard_or_target
from eduduty_desktop.draft.values import figure, growth
from eduduty_desktop.framework import Metric

SHEET_NAME = "追溯索引"
MOST_PLACES = 4
LONGEST_HEADING = 14
NOWHERE = "未在正文列出"
COLUMNS = (
    Column("序号", 5),
    Column("指标号", 12),
    Column("指标数据", 24),
    Column("数值", 13),
    Column("单位", 7),
    Column("所在单元格", 12),
    Column("单元格名称", 34),
    Column("报告位置", 22),
    Column("标准", 17),
    Column("来源部门", 10),
    Column("佐证材料编号", 18),
    Column(OPINION, 12),
)
_HEADINGS = [column.heading for column in DATA_COLUMNS]


def trace_sheet(reader: Reader, subtitle: str, blocks: Iterable[Block], numbers: dict[str, str]) -> Sheet:
    """The index; `blocks` are the report's, `numbers` 材料编号 by document in the order of 佐证目录."""
    places = report_places(blocks)
    proofs = _proofs(reader, numbers)
    rows = tuple(
        _row(reader, at, metric, places.get(metric.id, ()), proofs)
        for at, metric in enumerate(metrics_in_order(reader), 1)
    )
    return ledger(SHEET_NAME, "数据追溯索引", subtitle, COLUMNS, rows, freeze_columns=3)


def _row(reader: Reader, at: int, metric: Metric, places: tuple[str, ...], proofs: dict[str, list[str]]) -> Row:
    point = reader.framework.place_of_metric.get(metric.id, "")
    grown = figure(reader, metric.id).is_missing and growth(reader, metric.id) is not None
    value = growth_link(reader, metric) if grown else value_link(reader, metric)
    column = "ABCDEFGHIJKLMNO"[_HEADINGS.index("增幅" if grown else "本年")]
    name = growth_name(metric.id) if grown else figure_name(metric.id)
    documents = proofs.get(point, [])
    first = name_of(EVIDENCE_WORD, documents[0].partition("\n")[0]) if documents else ""
    is_stated = value.value is not None
    return (
        center(at),
        center(place_of(reader.framework, point)),
        text(metric.printed_label),
        value,
        center("" if grown else metric.unit),
        Cell(f"数据表!{column}{FIRST_ROW + at}", "link", link=name),
        Cell(name, "name"),
        text(_listed(places) if places else NOWHERE if is_stated else ""),
        text(standard_or_target(reader, metric)[0]),
        text(entry_of(reader, metric.id).source or metric.department),
        Cell("、".join(one.partition("\n")[2] for one in documents) or None, "link" if first else "text", link=first),
        opinion(),
    )


def _listed(places: tuple[str, ...]) -> str:
    more = f"等{len(places)}处" if len(places) > MOST_PLACES else ""
    return "；".join(places[:MOST_PLACES]) + more


def _proofs(reader: Reader, numbers: dict[str, str]) -> dict[str, list[str]]:
    """By point, its documents as id, line feed, 材料编号."""
    found: dict[str, list[str]] = {}
    for row, number in numbers.items():
        one: Evidence | None = reader.get(Key("evidence", row))
        for point in one.points if one is not None else ():
            found.setdefault(point, []).append(f"{row}\n{number}")
    return found


# --- places in the report ---------------------------------------------------------------------------------------


def report_places(blocks: Iterable[Block]) -> dict[str, tuple[str, ...]]:
    """By metric, where the report states it: `四（一）第2段`, `基本情况所附数据表`; each place once, in printed order."""
    found: dict[str, dict[str, None]] = {}
    for metric, place in _stated(blocks):
        found.setdefault(metric, {})[place] = None
    return {metric: tuple(places) for metric, places in found.items()}


def _stated(blocks: Iterable[Block]) -> Iterator[tuple[str, str]]:
    above: list[Heading] = []
    paragraph = 0
    for block in blocks:
        if isinstance(block, Heading):
            above = [one for one in above if one.level < block.level] + [block]
            paragraph = 0
        elif isinstance(block, Paragraph):
            paragraph += 1
            keys = (run.key for run in block.runs if run.key is not None)
            yield from ((key.row, f"{_chapter(above)}第{paragraph}段") for key in keys if _is_figure(key))
        elif isinstance(block, TableBlock):
            yield from ((key.row, f"{_chapter(above)}所附数据表") for key in block.traces if _is_figure(key))


def _is_figure(key: Key) -> bool:
    return key.table in {"figures", "growths"}


def _chapter(above: list[Heading]) -> str:
    """`四（一）`; a first-level heading alone with its text, `一、基本情况`."""
    if not above:
        return "导语"
    numbers = "".join(one.number.strip("、") for one in above)
    return numbers if len(above) > 1 and numbers else f"{above[-1].printed[:LONGEST_HEADING]}"
