"""A filled table of self-scores → one proposal a row.

A sheet counts as a table of scores when one of its first rows names a column for the point (its id, number or title)
and one for the self-score or the deduction.  The program's own 自评打分表 is such a table.
"""

import re
import uuid
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

import msgspec

from eduduty_desktop.draft import Draft, Key
from eduduty_desktop.draft.records import Deduction, SelfScore, Text
from eduduty_desktop.draft.score_total import GRADE, SCORE_TOTAL, score, stated_total
from eduduty_desktop.draft.scoring import clause_of, plain, point_score
from eduduty_desktop.figures import read_entry
from eduduty_desktop.figures.amount import quantise
from eduduty_desktop.framework import Clause, Framework, Point
from eduduty_desktop.grid import Grid
from eduduty_desktop.intake.workbook import HEADER_ROWS, Proposal, Status

NAMES: dict[str, tuple[str, ...]] = {
    "point": ("测评点", "测评点编号", "测评点号", "观测点", "评价要点", "指标号", "编号", "id"),
    "title": ("测评点名称", "名称", "指标名称"),
    "score": ("自评得分", "自评打分", "自评分", "得分"),
    "reason": ("得分说明", "自评说明"),
    "deducted": ("扣分", "扣分合计", "失分"),
    "times": ("次数", "扣分次数"),
    "each": ("每次扣分",),
    "clause": ("扣分条款", "条款"),
    "why": ("扣分原因", "扣分理由", "扣分说明", "失分说明", "失分原因"),
}
TOTAL_ROWS = frozenset({"合计", "总分", "总计", "自评总分"})
GRADE_ROWS = frozenset({"等级", "等次", "自评等级", "自评等次"})
_SPACE = uuid.UUID("6b0f2a54-5c0e-4d0a-9a3e-7c1f9a0d4e21")  # ids of deductions that come from a table
_BLANKS = re.compile(r"\s+")
_UNIT = "分"
_DECIMALS = 4  # of a share that is computed


class _UnreadError(Exception):
    """A cell that cannot be taken; the text is for people."""


def propose_scores(draft: Draft, grids: Iterable[Grid]) -> tuple[Proposal, ...]:
    """A proposal for every row of every table of scores; empty if no sheet holds one."""
    names = _points_by_name(draft.framework)
    return tuple(proposal for grid in grids for proposal in _sheet(draft, grid, names))


def find_score_header(grid: Grid) -> tuple[int, dict[str, int]] | None:
    """Row and columns by meaning of a table of scores, None if the sheet holds none."""
    for row in range(min(HEADER_ROWS, len(grid.rows))):
        columns: dict[str, int] = {}
        for column, cell in enumerate(grid.rows[row]):
            text = re.split(r"[*＊（(]", _BLANKS.sub("", cell), maxsplit=1)[0].lower()
            for name, words in NAMES.items():
                if text in words and name not in columns:
                    columns[name] = column
        if "point" in columns and {"score", "deducted", "each"} & columns.keys():
            return row, columns
    return None


def _sheet(draft: Draft, grid: Grid, names: dict[str, Point | None]) -> Iterator[Proposal]:
    found = find_score_header(grid)
    if found is None:
        return
    header, columns = found
    for row in range(header + 1, len(grid.rows)):
        cells = {name: grid.cell(row, column).strip() for name, column in columns.items()}
        says_something = any(cells.get(name) for name in ("score", "deducted", "times", "each"))
        whole = next((text for text in map(_folded, grid.rows[row]) if text in TOTAL_ROWS | GRADE_ROWS), "")
        point = names.get(_folded(cells["point"])) or names.get(_folded(cells.get("title", "")))
        if point is not None:
            yield _Row(draft, point, cells).proposal(grid.name, grid.row_label(row))
        elif whole and cells.get("score"):
            yield _whole(draft, whole, cells["score"], grid.name, grid.row_label(row))
        elif says_something and (cells["point"] or cells.get("title")):
            label = cells["point"] or cells.get("title", "")
            many = _folded(label) in names
            flag = f"有几个测评点都叫“{label}”，请改写编号" if many else f"本指标体系里没有“{label}”这个计分的测评点"
            yield _proposal(grid.name, grid.row_label(row), label, None, Status.UNKNOWN, (flag,))


def _points_by_name(framework: Framework) -> dict[str, Point | None]:
    """Scored points by id, cited number, number with title, title, and number alone; None where two share a name."""
    found: dict[str, Point | None] = {}
    spellings: tuple[Any, ...] = (
        lambda point: point.id,
        lambda point: framework.number_path(point.id),
        lambda point: f"{framework.number_path(point.id)}{point.title}",
        lambda point: f"{point.number}{point.title}",
        lambda point: f"{point.number}、{point.title}",  # as the appendix prints what is no usual number
        lambda point: point.title,
        lambda point: point.number,
    )
    for spell in spellings:
        mine: dict[str, Point | None] = {}
        for point in framework.scored_points:
            name = _folded(spell(point))
            mine[name] = None if name in mine else point
        found = mine | found  # what was found by a stricter spelling stays
    found.pop("", None)
    return found


def _folded(text: str) -> str:
    """A name without blanks, width and the marks after a number."""
    narrow = _BLANKS.sub("", text).translate(str.maketrans("（）：，．。", "():,.."))
    return re.sub(r"(?<=[0-9一二三四五六七八九十)])[、.](?=\D)|[、.]$", "", narrow)


def _proposal(
    sheet: str,
    row: int,
    label: str,
    current: Decimal | None,
    status: Status,
    flags: tuple[str, ...] = (),
    edits: tuple[tuple[Key, Any], ...] = (),
) -> Proposal:
    return Proposal(sheet, row, label, None, _UNIT, current, None, status, flags, edits)


def _whole(draft: Draft, name: str, text: str, sheet: str, row: int) -> Proposal:
    """合计 or 等级: what the cover states, unless the draft comes to it anyway."""
    if name in GRADE_ROWS:
        agrees = score(draft).grade == text
        status = Status.AGREES if agrees else Status.CHANGED if draft.get(GRADE) else Status.NEW
        return _proposal(sheet, row, name, None, status, (), () if agrees else ((GRADE, Text(text)),))
    try:
        total = _number(text, name)
    except _UnreadError as error:
        return _proposal(sheet, row, name, None, Status.UNREAD, (str(error),))
    if total is None or total == score(draft).self:
        return _proposal(sheet, row, name, total, Status.AGREES)
    status = Status.NEW if stated_total(draft) is None else Status.CHANGED
    return _proposal(sheet, row, name, total, status, (), ((SCORE_TOTAL, Text(plain(total))),))


def _number(text: str, column: str) -> Decimal | None:
    """A cell's number of points; None for an empty one."""
    if not text:
        return None
    reading = read_entry(text, unit=_UNIT, kind="number")
    if not isinstance(reading.amount, Decimal) or reading.approximation:
        raise _UnreadError(f"{column}“{text}”读不成数，未采用" + (f"：{reading.message}" if reading.message else ""))
    return reading.amount


class _Row:
    """Reads the cells of one row that belongs to a point."""

    def __init__(self, draft: Draft, point: Point, cells: dict[str, str]) -> None:
        self.draft = draft
        self.point = point
        self.cells = cells
        self.flags: list[str] = []
        self.statuses: list[Status] = []
        self.edits: list[tuple[Key, Any]] = []

    def proposal(self, sheet: str, row: int) -> Proposal:
        stated = None
        for read in (self._score, self._deduction):
            try:
                stated = read() or stated
            except _UnreadError as error:
                self.flags.append(str(error))
                self.statuses.append(Status.UNREAD)
        order = (Status.UNREAD, Status.CHANGED, Status.NEW, Status.AGREES)
        status = next(s for s in order if s in (*self.statuses, Status.AGREES))
        label = f"{self.draft.framework.number_path(self.point.id)}{self.point.title}"
        return _proposal(sheet, row, label, stated, status, tuple(self.flags), tuple(self.edits))

    def _score(self) -> Decimal | None:
        value, reason = _number(self.cells.get("score", ""), "自评得分"), self.cells.get("reason", "")
        key = Key("scores", self.point.id)
        before: SelfScore = self.draft.get(key) or SelfScore()
        after = before
        if value is not None and (before.typed or value != point_score(self.draft, self.point)):
            after = msgspec.structs.replace(after, score=value, typed="")
        if reason:
            after = msgspec.structs.replace(after, reason=reason)
        if after == before:
            self.statuses.append(Status.AGREES)
            return value
        replaces = (
            before.score not in (None, after.score)
            or before.typed not in ("", after.typed)
            or before.reason not in ("", after.reason)
        )
        self.statuses.append(Status.CHANGED if replaces else Status.NEW)
        self.edits.append((key, after))
        return value

    def _deduction(self) -> Decimal | None:
        words, why = self.cells.get("clause", ""), self.cells.get("why", "")
        clause = self._clause(words)
        times = _number(self.cells.get("times", ""), "次数")
        each = _number(self.cells.get("each", ""), "每次扣分")
        taken = _number(self.cells.get("deducted", ""), "扣分")
        if taken is None and each is None and (times is None or clause is None):
            return None
        if any(value is not None and value < 0 for value in (times, each)):
            raise _UnreadError("次数或每次扣分是负数，未采用")
        times, each = _times_and_each(clause, times, each, None if taken is None else abs(taken))
        if not times * each and not (clause and clause.zero and times):
            return None
        mine = {row: d for (row, _), d in self.draft.rows("deductions").items() if d.point == self.point.id}
        name = clause.id if clause else words
        same = next((row for row, d in mine.items() if (d.clause, d.reason) == (name, why)), "")
        row = same or uuid.uuid5(_SPACE, "\n".join((self.point.id, name, why))).hex
        before: Deduction | None = self.draft.get(Key("deductions", row))
        fresh = Deduction(self.point.id, max((d.order for d in mine.values()), default=0) + 1, name, reason=why)
        after = msgspec.structs.replace(before or fresh, times=times, points=each, typed_times="", typed_points="")
        is_read = before is None or not (before.typed_times or before.typed_points)
        if before is not None and is_read and before.times * before.points == times * each:
            self.statuses.append(Status.AGREES)
            return None
        self.statuses.append(Status.NEW if before is None else Status.CHANGED)
        self.edits.append((Key("deductions", row), after))
        return None

    def _clause(self, words: str) -> Clause | None:
        """The point's clause by id or by its text."""
        rule = self.point.scoring
        known = clause_of(self.point, words)
        if known is not None or rule is None or not words:
            return known
        return next((clause for clause in rule.clauses if _folded(clause.text) == _folded(words)), None)


def _times_and_each(
    clause: Clause | None, times: Decimal | None, each: Decimal | None, taken: Decimal | None
) -> tuple[Decimal, Decimal]:
    """次数 and 每次扣分 of a row: as written, else by the clause's own points, else once what was taken."""
    usual = each if each is not None else clause.each if clause is not None else None
    if taken is None:
        return (Decimal(1) if times is None else times), usual or Decimal(0)
    if times is None and usual and taken % usual == 0:
        return taken / usual, usual
    if times:
        share = each if each is not None else quantise(taken / times, _DECIMALS)
        if share * times == taken:
            return times, Decimal(plain(share))
    return Decimal(1), taken
