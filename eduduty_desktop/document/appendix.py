"""The data appendix of a draft as neutral sheets, in the order of format.md §2.

自评打分表, 数据表, 学段表, 佐证目录, 问题整改台账.
"""

from collections.abc import Iterator
from decimal import Decimal

from eduduty_desktop.document import cover
from eduduty_desktop.document.data_sheets import data_sheet, stage_sheet
from eduduty_desktop.document.numbers import score_cell
from eduduty_desktop.document.places import departments_of, named, place_of, print_departments
from eduduty_desktop.document.sheets import Cell, Column, Row, Sheet, center, header, ledger, text
from eduduty_desktop.draft import Key, Reader
from eduduty_desktop.draft.assessment import deductions_of, point_score, score, state_of
from eduduty_desktop.draft.records import Evidence, Problem, Remedy, SelfScore, Status
from eduduty_desktop.draft.references import file_name_of
from eduduty_desktop.framework import Framework, Point, ScoreStyle
from eduduty_desktop.grid import Merge

_TREE_COLUMNS = (Column("一级指标", 24), Column("二级指标", 24), Column("测评点", 30))
_SCORE_COLUMNS = (Column("分值", 7), Column("自评得分", 9), Column("得失分说明", 32))
_STATE_COLUMNS = (Column("责任单位", 26), Column("状态", 14))
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
)


def build_appendix(reader: Reader) -> tuple[Sheet, ...]:
    """Every sheet of the appendix; each metric's value of each year and its growth has exactly one traced cell."""
    subtitle = subtitle_of(reader)
    stages = stage_sheet(reader, subtitle)
    return (
        score_sheet(reader, subtitle),
        data_sheet(reader, subtitle),
        *((stages,) if stages else ()),
        evidence_sheet(reader, subtitle),
        problem_sheet(reader, subtitle),
    )


def subtitle_of(reader: Reader) -> str:
    """Who fills in for which year."""
    return f"填报单位：{cover.issuer(reader)}　　年度：{cover.field_text(reader, 'year')}年"


# --- 自评打分表 ---------------------------------------------------------------------------------------------


def score_sheet(reader: Reader, subtitle: str) -> Sheet:
    """自评打分表: a row a point; a framework without scores keeps its tree, departments and states."""
    framework = reader.framework
    scored = framework.score_style is not ScoreStyle.NONE
    columns = (*_TREE_COLUMNS, *(_SCORE_COLUMNS if scored else ()), *_STATE_COLUMNS)
    rows = [header(columns)]
    tree: list[tuple[str, str]] = []
    for point in framework.points:
        first, second = _ancestors(framework, point)
        tree.append((first, second))
        scores = _scores(reader, point) if scored else ()
        branches = (Cell(first or None, "tree"), Cell(second or None, "tree"))
        rows.append((*branches, text(named(point)), *scores, *_state(reader, point)))
    merges = _tree_merges(tree)
    if scored:
        rows.append(_total(reader, len(columns)))
        merges.append(Merge(len(rows) - 1, 0, len(rows) - 1, 2))
    name = "自评打分表" if scored else "自评情况表"
    return Sheet(
        "自评打分表",
        f"履行教育职责{name}",
        subtitle,
        tuple(c.width for c in columns),
        tuple(rows),
        merges=tuple(merges),
    )


def _ancestors(framework: Framework, point: Point) -> tuple[str, str]:
    """The first-level indicator, and what stands between it and the point."""
    above = framework.path_of(point.id)[:-1]
    return named(above[0]) if above else "", " ".join(named(node) for node in above[1:])


def _scores(reader: Reader, point: Point) -> tuple[Cell, ...]:
    stated: SelfScore | None = reader.get(Key("scores", point.id))
    reasons = [f"{d.clause}{_times(d.times, d.points)}{d.reason}".strip() for d in deductions_of(reader, point.id)]
    if stated is not None and stated.not_concerned:
        reasons.insert(0, "不涉及")
    if stated is not None and stated.reason.strip():
        reasons.insert(0, stated.reason.strip())
    mine = point_score(reader, point)
    return (score_cell(point.full_score), score_cell(mine, Key("scores", point.id)), text("；".join(reasons)))


def _times(times: Decimal, points: Decimal) -> str:
    each = f"扣{times * points:f}分" if times == 1 else f"扣{points:f}分×{times:f}次"
    return f"（{each}）"


def _state(reader: Reader, point: Point) -> tuple[Cell, Cell]:
    state = state_of(reader, point.id)
    reason = f"（{state.reason.strip()}）" if state.status is Status.NOT_APPLICABLE and state.reason.strip() else ""
    return text(print_departments(departments_of(reader, point))), center(f"{state.status.value}{reason}")


def _total(reader: Reader, columns: int) -> Row:
    total = score(reader)
    blank = [Cell(None, "total")] * (columns - 5)
    full = score_cell(total.full)
    mine = score_cell(total.self)
    head = (Cell("合计", "total"), Cell(None, "total"), Cell(None, "total"))
    return (*head, *(Cell(one.value, "total_number", one.number_format) for one in (full, mine)), *blank)


def _tree_merges(tree: list[tuple[str, str]]) -> list[Merge]:
    """Neighbouring rows of one indicator share its cell; row 0 is the header."""
    merges: list[Merge] = []
    for column in (0, 1):
        start = 0
        for at in range(1, len(tree) + 1):
            if at < len(tree) and tree[at][: column + 1] == tree[start][: column + 1]:
                continue
            if at - start > 1 and tree[start][column]:
                merges.append(Merge(start + 1, column, at, column))
            start = at
    return merges


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
            Cell(one.title or None, trace=Key("evidence", row)),
            *(text(word) for word in (one.document_number, one.date, one.issuer, one.pages)),
            center("原件" if one.original else "复印件"),
            center("是" if one.sealed else "否"),
            *(text(word) for word in (one.confidentiality, one.provider, file_name_of(one.file))),
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
    )
