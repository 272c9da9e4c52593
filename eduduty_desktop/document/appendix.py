"""The data appendix of a draft as neutral sheets, in the order of format.md §2.

自评打分表, 扣分明细, 数据表, 学段表, 达标对照表, 目标对照表, 学校资源配置表, 图表, 佐证目录, 问题整改台账; `workbook`
adds 追溯索引.

Everything is read through the `Reader`: what one leaves out (a 公示版 without some metrics) stands on no sheet, in no
formula's cached value and in no chart.
"""

from collections.abc import Iterator

from eduduty_desktop.document import cover
from eduduty_desktop.document.chart_sheet import chart_sheet
from eduduty_desktop.document.data_sheets import data_sheet, metrics_in_order, stage_sheet
from eduduty_desktop.document.deduction_sheet import deduction_sheet
from eduduty_desktop.document.places import place_of
from eduduty_desktop.document.range_names import EVIDENCE_WORD, name_of
from eduduty_desktop.document.school_sheet import school_sheet
from eduduty_desktop.document.score_sheet import score_sheet
from eduduty_desktop.document.sheets import OPINION, Cell, Column, Row, Sheet, center, ledger, opinion, text
from eduduty_desktop.document.standards import standards_sheet
from eduduty_desktop.document.targets import targets_sheet
from eduduty_desktop.draft import Key, Reader
from eduduty_desktop.draft.records import Evidence, Problem, Remedy
from eduduty_desktop.draft.references import file_name_of

EVIDENCE_COLUMNS = (
    Column("序号", 5),
    Column("指标号", 12),
    Column("材料编号", 13),
    Column("材料名称", 32),
    Column("文号", 18),
    Column("日期", 11),
    Column("形成单位", 14),
    Column("页码", 8),
    Column("原件/复印件", 10),
    Column("盖章", 6),
    Column("密级", 8),
    Column("提供人", 9),
    Column("文件名", 20),
    Column(OPINION, 14),
)
PROBLEM_COLUMNS = (
    Column("序号", 5),
    Column("问题", 38),
    Column("来源", 10),
    Column("整改措施", 38),
    Column("责任单位", 14),
    Column("责任人", 9),
    Column("时限", 12),
    Column("进展", 20),
    Column("销号", 8),
    Column(OPINION, 14),
)


def build_tables(reader: Reader) -> tuple[Sheet, ...]:
    """The sheets that state and compare; each metric's value of each year and its growth has exactly one traced cell."""
    subtitle = subtitle_of(reader)
    metrics = metrics_in_order(reader)
    evidence = evidence_sheet(reader, subtitle)
    deductions = deduction_sheet(reader, subtitle, evidence_numbers(evidence))
    sheets = (
        score_sheet(reader, subtitle, deductions),
        deductions.sheet,
        data_sheet(reader, subtitle),
        stage_sheet(reader, subtitle),
        standards_sheet(reader, subtitle, metrics),
        targets_sheet(reader, subtitle, metrics),
        school_sheet(reader, subtitle),
        chart_sheet(reader, subtitle),
        evidence,
        problem_sheet(reader, subtitle),
    )
    return tuple(sheet for sheet in sheets if sheet is not None)


def evidence_numbers(evidence: Sheet) -> dict[str, str]:
    """材料编号 by the document's id, in the order of 佐证目录."""
    headings = [column.heading for column in EVIDENCE_COLUMNS]
    number, name = headings.index("材料编号"), headings.index("材料名称")
    rows = ((row[name].trace, row[number].value) for row in evidence.rows[1:])
    return {trace.row: str(value) for trace, value in rows if trace is not None}


def subtitle_of(reader: Reader) -> str:
    """Who fills in for which year."""
    return f"填报单位：{cover.issuer(reader)}　　年度：{cover.field_text(reader, 'year')}年"


# --- 佐证目录, 问题整改台账 -----------------------------------------------------------------------------------


def evidence_sheet(reader: Reader, subtitle: str) -> Sheet:
    """佐证目录: a row a document, numbered 指标号-序号 under the first point that it proves."""
    rows = tuple(_evidence_rows(reader))
    return ledger("佐证目录", "佐证材料目录", subtitle, EVIDENCE_COLUMNS, rows, freeze_columns=4)


def _evidence_rows(reader: Reader) -> Iterator[Row]:
    framework = reader.framework
    order = {node: at for at, node in enumerate(framework.nodes)}

    def rank(found: tuple[str, Evidence]) -> tuple[int, int, str]:
        row, one = found
        return min((order.get(point, len(order)) for point in one.points), default=len(order)), one.order, row

    counts: dict[str, int] = {}
    known = [(row, evidence) for (row, _), evidence in reader.rows("evidence").items()]
    for at, (row, one) in enumerate(sorted(known, key=rank), 1):
        points = sorted(one.points, key=lambda point: order.get(point, len(order)))
        places = [place_of(framework, point) for point in points]
        first = places[0] if places else "其他"
        counts[first] = counts.get(first, 0) + 1
        yield (
            center(at),
            center("、".join(place for place in places if place)),
            center(f"{first}-{counts[first]}"),
            Cell(one.title or None, trace=Key("evidence", row), name=name_of(EVIDENCE_WORD, row)),
            *(text(word) for word in (one.document_number, one.date, one.issuer, one.pages)),
            center("原件" if one.original else "复印件"),
            center("是" if one.sealed else "否"),
            *(text(word) for word in (one.confidentiality, one.provider, file_name_of(one.file))),
            opinion(),
        )


def problem_sheet(reader: Reader, subtitle: str) -> Sheet:
    """问题整改台账: a row a remedy; a problem without one has its row all the same."""
    found = [(row, problem) for (row, _), problem in reader.rows("problems").items()]
    found.sort(key=lambda one: (one[1].order, one[0]))
    rows = tuple(
        _problem_row(at, row, problem, remedy, is_first=nth == 0)
        for at, (row, problem) in enumerate(found, 1)
        for nth, remedy in enumerate(problem.remedies or (Remedy(),))
    )
    return ledger("问题整改台账", "存在问题整改台账", subtitle, PROBLEM_COLUMNS, rows, freeze_columns=2)


def _problem_row(at: int, row: str, problem: Problem, remedy: Remedy, *, is_first: bool) -> Row:
    return (
        center(at),
        Cell(problem.text or None, trace=Key("problems", row) if is_first else None),
        center(problem.source),
        *(text(word) for word in (remedy.text, remedy.owner)),
        *(center(word) for word in (remedy.person, remedy.deadline)),
        text(remedy.progress),
        center(("已销号" if remedy.closed else "未销号") if remedy.text else ""),
        opinion(),
    )
