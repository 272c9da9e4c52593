"""自评打分表 of the appendix: tree, full scores, rules, self-scores, and what was lost and why (format.md §2, table 1)."""

from decimal import Decimal

from eduduty_desktop.document.numbers import score_cell
from eduduty_desktop.document.places import departments_of, named, print_departments
from eduduty_desktop.document.sheets import Cell, Column, Row, Sheet, center, header, text
from eduduty_desktop.draft import Key, Reader
from eduduty_desktop.draft.assessment import state_of
from eduduty_desktop.draft.records import Deduction, SelfScore, Status
from eduduty_desktop.draft.score_total import GRADE, SCORE_TOTAL, Score, score
from eduduty_desktop.draft.scoring import (
    clause_text,
    deductions_of,
    is_left_out,
    is_not_concerned,
    losses,
    plain,
    point_score,
    rule_score,
)
from eduduty_desktop.framework import Framework, NotConcerned, Point, ScoreStyle
from eduduty_desktop.framework.wording import full_width
from eduduty_desktop.grid import Merge

TREE_COLUMNS = (Column("一级指标", 24), Column("二级指标", 24), Column("测评点", 30))
SCORE_COLUMNS = (Column("分值", 7), Column("自评得分", 9), Column("得失分说明", 32))
RULE_COLUMN = Column("评分细则", 36)
STATE_COLUMNS = (Column("责任单位", 26), Column("状态", 14))


def score_sheet(reader: Reader, subtitle: str) -> Sheet:
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
    rows = [header(columns)]
    tree: list[tuple[str, str]] = []
    for point in framework.points:
        first, second = _ancestors(framework, point)
        tree.append((first, second))
        scores = _scores(reader, point, has_rules=has_rules) if scored else ()
        branches = (Cell(first or None, "tree"), Cell(second or None, "tree"))
        rows.append((*branches, text(named(point)), *scores, *_state(reader, point)))
    merges = _tree_merges(tree)
    for ending in _endings(reader, len(columns), has_rules=has_rules) if scored else ():
        rows.append(ending)
        merges.append(Merge(len(rows) - 1, 0, len(rows) - 1, 2))
    name = "自评打分表" if scored else "自评情况表"
    widths = tuple(c.width for c in columns)
    return Sheet("自评打分表", f"履行教育职责{name}", subtitle, widths, tuple(rows), merges=tuple(merges))


def _ancestors(framework: Framework, point: Point) -> tuple[str, str]:
    """The first-level indicator, and what stands between it and the point."""
    above = framework.path_of(point.id)[:-1]
    return named(above[0]) if above else "", " ".join(named(node) for node in above[1:])


def _scores(reader: Reader, point: Point, *, has_rules: bool) -> tuple[Cell, ...]:
    rule = (text(full_width(point.scoring.text) if point.scoring else ""),) if has_rules else ()
    full = center("加分") if point.bonus and point.full_score is None else score_cell(point.full_score)
    mine = score_cell(point_score(reader, point), Key("scores", point.id))
    return (full, *rule, mine, text("；".join(explanations(reader, point))))


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


def _state(reader: Reader, point: Point) -> tuple[Cell, Cell]:
    state = state_of(reader, point.id)
    reason = f"（{state.reason.strip()}）" if state.status is Status.NOT_APPLICABLE and state.reason.strip() else ""
    return text(print_departments(departments_of(reader, point))), center(f"{state.status.value}{reason}")


# --- the rows under the points -----------------------------------------------------------------------------


def _endings(reader: Reader, columns: int, *, has_rules: bool) -> list[Row]:
    found = score(reader)
    rows = [_ending("合计", found.full, found.self, _remark(reader, found), columns, has_rules=has_rules)]
    if any(point.bonus for point in reader.framework.scored_points):
        cap = reader.framework.bonus
        words = "" if cap is None else f"加分最多计{plain(cap)}分"
        rows.append(_ending("其中：加分", None, found.bonus, words, columns, has_rules=has_rules))
    if found.lost and found.full is None:
        rows.append(_ending("其中：扣分", None, -found.lost, "", columns, has_rules=has_rules))
    if found.grade:
        grade = _ending("自评等级", None, None, "", columns, has_rules=has_rules)
        at = _score_column(has_rules=has_rules)
        rows.append((*grade[:at], Cell(found.grade, "total", trace=GRADE), *grade[at + 1 :]))
    return rows


def _remark(reader: Reader, found: Score) -> str:
    if found.computed is not None and found.self == found.computed and (found.converted or found.bonus):
        return found.working
    if reader.framework.not_concerned is NotConcerned.CONVERTED and found.converted:
        return "不涉及的不计，按比例折算"
    return ""


def _score_column(*, has_rules: bool) -> int:
    return len(TREE_COLUMNS) + 1 + has_rules


def _ending(
    name: str, full: Decimal | None, mine: Decimal | None, remark: str, columns: int, *, has_rules: bool
) -> Row:
    blank = Cell(None, "total")
    cells = [blank] * columns
    cells[0] = Cell(name, "total")
    at = _score_column(has_rules=has_rules)
    for place, value in ((len(TREE_COLUMNS), full), (at, mine)):
        number = score_cell(value)
        cells[place] = Cell(number.value, "total_number", number.number_format)
    if name == "合计":
        cells[at] = Cell(cells[at].value, "total_number", cells[at].number_format, SCORE_TOTAL)
    cells[at + 1] = Cell(remark or None, "total")
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
