"""自评打分表 of the appendix: tree, full scores, rules, self-scores, and what was lost and why (format.md §2, table 1)."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from eduduty_desktop.document.deduction_sheet import Deductions
from eduduty_desktop.document.numbers import score_cell
from eduduty_desktop.document.places import named, print_departments
from eduduty_desktop.document.range_names import (
    FULL_WORD,
    GRADE_NAME,
    LOST_WORD,
    SCORE_WORD,
    TOTAL_NAME,
    name_of,
)
from eduduty_desktop.document.rule_formulas import score_formula
from eduduty_desktop.document.sheets import (
    FIRST_ROW,
    OPINION,
    Cell,
    Column,
    Row,
    Sheet,
    center,
    header,
    live,
    opinion,
    text,
)
from eduduty_desktop.draft import Key, Reader
from eduduty_desktop.draft.assessment import state_of
from eduduty_desktop.draft.duties import departments_of
from eduduty_desktop.draft.records import Deduction, SelfScore, Status
from eduduty_desktop.draft.score_total import CONVERTED_DECIMALS, GRADE, SCORE_TOTAL, Score, score
from eduduty_desktop.draft.scoring import (
    clause_text,
    deductions_of,
    is_left_out,
    is_not_concerned,
    losses,
    plain,
    point_score,
    points_lost,
    rule_score,
)
from eduduty_desktop.framework import Framework, NotConcerned, Point, ScoreStyle
from eduduty_desktop.framework.wording import full_width
from eduduty_desktop.grid import Merge

TREE_COLUMNS = (Column("一级指标", 21), Column("二级指标", 21), Column("测评点", 28))
SCORE_COLUMNS = (Column("分值", 7), Column("扣减分值", 9), Column("自评得分", 9), Column("得失分说明", 29))
RULE_COLUMN = Column("评分细则", 32)
STATE_COLUMNS = (Column("责任单位", 20), Column("状态", 10), Column(OPINION, 12))
_FULL = len(TREE_COLUMNS)
_NO_DEDUCTIONS = Deductions(None, {})


@dataclass(frozen=True, slots=True)
class _Layout:
    """Where the scores stand: the columns' letters depend on whether the rules have one."""

    columns: int
    has_rules: bool

    @property
    def score(self) -> int:
        """Column of 自评得分, from 0."""
        return self.lost + 1

    @property
    def lost(self) -> int:
        """Column of 扣减分值."""
        return _FULL + 1 + self.has_rules

    def letter(self, column: int) -> str:
        return "ABCDEFGHIJKL"[column]


def score_sheet(reader: Reader, subtitle: str, deductions: Deductions = _NO_DEDUCTIONS) -> Sheet:
    """自评打分表: a row a point, then total, bonus and grade; a framework without scores keeps its tree and states.

    评分细则 stands only where the framework knows it.
    """
    framework = reader.framework
    scored = framework.score_style is not ScoreStyle.NONE
    has_rules = scored and any(point.scoring is not None and point.scoring.text for point in framework.points)
    rule = (RULE_COLUMN,) if has_rules else ()
    columns = (
        *TREE_COLUMNS,
        *((SCORE_COLUMNS[0], *rule, *SCORE_COLUMNS[1:]) if scored else ()),
        *STATE_COLUMNS,
    )
    layout = _Layout(len(columns), has_rules)
    rows = [header(columns)]
    tree: list[tuple[str, str]] = []
    for at, point in enumerate(framework.points, 1):
        first, second = _ancestors(framework, point)
        tree.append((first, second))
        scores = _scores(reader, point, layout, FIRST_ROW + at, deductions) if scored else ()
        branches = (Cell(first or None, "tree"), Cell(second or None, "tree"))
        rows.append((*branches, text(named(point)), *scores, *_state(reader, point)))
    merges = _tree_merges(tree)
    for ending in _endings(reader, layout) if scored else ():
        rows.append(ending)
        merges.append(Merge(len(rows) - 1, 0, len(rows) - 1, 2))
    name = "自评打分表" if scored else "自评情况表"
    widths = tuple(c.width for c in columns)
    return Sheet("自评打分表", f"履行教育职责{name}", subtitle, widths, tuple(rows), merges=tuple(merges))


def _ancestors(framework: Framework, point: Point) -> tuple[str, str]:
    """The first-level indicator, and what stands between it and the point."""
    above = framework.path_of(point.id)[:-1]
    return named(above[0]) if above else "", " ".join(named(node) for node in above[1:])


def _scores(reader: Reader, point: Point, layout: _Layout, row: int, deductions: Deductions) -> tuple[Cell, ...]:
    rule = (text(full_width(point.scoring.text) if point.scoring else ""),) if layout.has_rules else ()
    full = center("加分") if point.bonus and point.full_score is None else score_cell(point.full_score)
    lost = _lost_cell(reader, point, row, deductions)
    mine = score_cell(point_score(reader, point), Key("scores", point.id))
    mine = live(mine, score_formula(reader, point, lost.value if isinstance(lost.value, Decimal) else None))
    return (
        replace(full, name=name_of(FULL_WORD, point.id)),
        *rule,
        replace(lost, name=name_of(LOST_WORD, point.id)),
        replace(mine, name=name_of(SCORE_WORD, point.id)),
        text("；".join(explanations(reader, point))),
    )


def _lost_cell(reader: Reader, point: Point, row: int, deductions: Deductions) -> Cell:
    """What the deductions cost, over 扣分明细; empty without any."""
    mine = deductions_of(reader, point.id)
    lost = points_lost(point, mine) if mine else None
    cell, sums = score_cell(lost), deductions.lost.get(point.id, "")
    if lost is None:
        return cell
    if not sums:  # a clause takes the whole score
        return live(cell, f"D{row}") if deductions.sheet is not None and lost == point.full_score else cell
    return live(cell, sums if point.full_score is None else f"MIN(D{row},{sums})")


def explanations(reader: Reader, point: Point) -> list[str]:
    """得失分说明: what people wrote, 不涉及, what the rule found, and every deduction with its clause."""
    stated: SelfScore = reader.get(Key("scores", point.id)) or SelfScore()
    found = [stated.reason.strip()]
    if is_not_concerned(reader, point):
        found.append("不涉及，不计分" if is_left_out(reader, point) else "不涉及")
    elif point.scoring is not None and point.scoring.method is not None:
        by_rule = rule_score(reader, point)
        said = by_rule.undecided or ("" if by_rule.assumed else by_rule.working)
        found.append(said.partition("，共扣")[0] if not said.startswith("满分") else "")
    deductions = deductions_of(reader, point.id)
    found += [f"{clause_text(point, d.clause)}{_times(d)}{d.reason}".strip() for d in deductions]
    for loss in losses(point, deductions):
        if loss.counted is None:
            found.append(f"“{loss.name}”扣完全部分值")
        elif loss.counted != loss.taken:
            found.append(f"“{loss.name}”按最多{plain(loss.counted)}分计")
    return [words for words in found if words]


def _times(deduction: Deduction) -> str:
    times, points = deduction.times, deduction.points
    each = f"扣{times * points:f}分" if times == 1 else f"扣{points:f}分×{times:f}次"
    return f"（{each}）"


def _state(reader: Reader, point: Point) -> tuple[Cell, Cell, Cell]:
    state = state_of(reader, point.id)
    reason = f"（{state.reason.strip()}）" if state.status is Status.NOT_APPLICABLE and state.reason.strip() else ""
    return text(print_departments(departments_of(reader, point))), center(f"{state.status.value}{reason}"), opinion()


# --- the rows under the points -----------------------------------------------------------------------------


def _endings(reader: Reader, layout: _Layout) -> list[Row]:
    found = score(reader)
    sums = _Sums(reader, layout)
    total = score_cell(found.self, SCORE_TOTAL)
    total = replace(live(total, sums.total(found)), name=TOTAL_NAME)
    full = live(score_cell(found.full), sums.full(found.full))
    rows = [_ending("合计", full, total, _remark(reader, found), layout)]
    if any(point.bonus for point in reader.framework.scored_points):
        cap = reader.framework.bonus
        words = "" if cap is None else f"加分最多计{plain(cap)}分"
        bonus = live(score_cell(found.bonus), sums.bonus)
        rows.append(_ending("其中：加分", Cell(), bonus, words, layout))
    if found.lost and found.full is None:
        rows.append(_ending("其中：扣分", Cell(), live(score_cell(-found.lost), sums.lost(found.lost)), "", layout))
    if found.grade:
        rows.append(_ending("自评等级", Cell(), Cell(found.grade, "total", trace=GRADE, name=GRADE_NAME), "", layout))
    return rows


class _Sums:
    """Formulas of the sums under the points."""

    def __init__(self, reader: Reader, layout: _Layout) -> None:
        self._reader = reader
        self._layout = layout
        self._scored = {point.id for point in reader.framework.scored_points}
        self._cap = reader.framework.bonus

    def _cells(self, column: int, *, bonus: bool) -> str:
        """`D4:D12,D14:D20`: the cells of all points that count, neighbours as a range."""
        rows = [
            FIRST_ROW + at
            for at, point in enumerate(self._reader.framework.points, 1)
            if point.id in self._scored and point.bonus == bonus and not is_left_out(self._reader, point)
        ]
        letter, runs = self._layout.letter(column), list[list[int]]()
        for row in rows:
            if runs and runs[-1][-1] == row - 1:
                runs[-1].append(row)
            else:
                runs.append([row])
        return ",".join(f"{letter}{run[0]}:{letter}{run[-1]}" for run in runs)

    @property
    def _points(self) -> list[Point]:
        scored = self._reader.framework.scored_points
        return [point for point in scored if not point.bonus and not is_left_out(self._reader, point)]

    @property
    def bonus(self) -> str:
        cells = self._cells(self._layout.score, bonus=True)
        return "" if not cells else f"SUM({cells})" if self._cap is None else f"MIN(SUM({cells}),{self._cap:f})"

    def full(self, shown: Decimal | None) -> str:
        """Only where the points' full scores add up to what the notice states."""
        cells = self._cells(_FULL, bonus=False)
        return (
            f"SUM({cells})" if cells and shown is not None and _sum(p.full_score for p in self._points) == shown else ""
        )

    def lost(self, shown: Decimal) -> str:
        """Only where all that was lost are deductions."""
        cells = self._cells(self._layout.lost, bonus=False)
        taken = [points_lost(point, deductions_of(self._reader, point.id)) for point in self._points]
        return f"-SUM({cells})" if cells and _sum(taken) == shown else ""

    def total(self, found: Score) -> str:
        """The sum, converted where 不涉及 is left out; a total that the cover states otherwise has no formula."""
        cells = self._cells(self._layout.score, bonus=False)
        if not cells or found.computed is None or found.self != found.computed:
            return ""
        base = _sum(point_score(self._reader, point) for point in self._points)
        if base is None:
            return self._less_deductions(found)
        bonus = f"+{self.bonus}" if found.bonus else ""
        if base + found.bonus == found.self:
            return f"SUM({cells}){bonus}"
        if found.converted and found.full is not None:
            whole = self._cells(_FULL, bonus=False)
            return f"ROUND(SUM({cells})*{found.full:f}/SUM({whole}),{CONVERTED_DECIMALS}){bonus}"
        return ""

    def _less_deductions(self, found: Score) -> str:
        """总分减扣分, where nothing but deductions is noted."""
        taken = _sum(points_lost(point, deductions_of(self._reader, point.id)) for point in self._points)
        if found.full is None or taken is None or found.self != max(Decimal(0), found.full - taken) + found.bonus:
            return ""
        bonus = f"+{self.bonus}" if found.bonus else ""
        return f"MAX(0,{found.full:f}-SUM({self._cells(self._layout.lost, bonus=False)})){bonus}"


def _sum(values: Iterable[Decimal | None]) -> Decimal | None:
    """The sum of all; None where one is unknown."""
    found = list(values)
    return None if None in found else sum((one for one in found if one is not None), Decimal(0))


def _remark(reader: Reader, found: Score) -> str:
    if found.computed is not None and found.self == found.computed and (found.converted or found.bonus):
        return found.working
    if reader.framework.not_concerned is NotConcerned.CONVERTED and found.converted:
        return "不涉及的不计，按比例折算"
    return ""


def _ending(name: str, full: Cell, mine: Cell, remark: str, layout: _Layout) -> Row:
    cells = [Cell(None, "total")] * layout.columns
    cells[0] = Cell(name, "total")
    cells[_FULL], cells[layout.score] = replace(full, style="total"), replace(mine, style="total")
    cells[layout.score + 1] = Cell(remark or None, "total")
    cells[-1] = opinion()
    return tuple(cells)


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
