"""上年反馈的问题清单 (a table of a workbook or a Word document) → problems with what the list says of their remedies.

A table counts as such a list when one of its first rows names a column for the problem.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from enum import StrEnum

import msgspec
from rapidfuzz import fuzz, process

from eduduty_desktop.draft import Draft
from eduduty_desktop.draft.records import Problem, Remedy
from eduduty_desktop.draft.rectification import FEEDBACK
from eduduty_desktop.framework import Framework, Point
from eduduty_desktop.grid import Grid
from eduduty_desktop.intake.last_report.places import likeness

HEADER_ROWS = 15
NAMES: dict[str, tuple[str, ...]] = {
    "problem": (
        "问题",
        "存在问题",
        "存在的问题",
        "反馈问题",
        "问题描述",
        "问题清单",
        "具体问题",
        "主要问题",
        "问题内容",
        "反馈的问题",
    ),
    "point": (
        "指标",
        "测评点",
        "评价要点",
        "所属指标",
        "对应指标",
        "涉及指标",
        "指标号",
        "指标名称",
        "三级指标",
        "二级指标",
    ),
    "remedy": ("整改措施", "措施", "整改要求", "整改任务", "整改建议"),
    "owner": ("责任单位", "牵头单位", "整改单位", "责任部门"),
    "person": ("责任人", "负责人"),
    "deadline": ("整改时限", "期限", "时限", "整改期限", "完成时限", "完成时间"),
    "progress": ("整改进展", "进展", "整改情况", "进展情况", "落实情况", "整改成效"),
    "closed": ("销号", "销号情况", "是否销号", "是否完成", "整改状态", "完成情况"),
    "number": ("序号", "编号"),
}
_MARKS = re.compile(r"[\s\W_]+")
_CLOSED = frozenset({"是", "已销号", "销号", "已完成", "完成", "已整改", "整改完成", "已办结", "√", "✓"})
_OPEN = frozenset({"", "否", "未销号", "未完成", "整改中", "未整改", "正在整改", "部分完成", "推进中", "×"})
_SAME = 92.0
_SAME_POINT = 80.0


class Standing(StrEnum):
    """How a row stands to the draft."""

    NEW = "new"
    KNOWN = "known"  # a problem of much the same words is there already


class FeedbackRow(msgspec.Struct, frozen=True):
    """One row of the list as a problem; `flags` are words for people."""

    sheet: str
    row: int
    problem: Problem
    standing: Standing
    flags: tuple[str, ...] = ()


def read_feedback(draft: Draft, grids: Iterable[Grid], document: str) -> tuple[FeedbackRow, ...]:
    """The problems of every such table; `document` is what the feedback is called (文号 or file).  Empty if none is found."""
    known = [_folded(problem.text) for problem in draft.rows("problems").values()]
    rows: list[FeedbackRow] = []
    for grid in grids:
        for made in _of_grid(draft.framework, grid, document):
            folded = _folded(made.problem.text)
            same = process.extractOne(folded, known, scorer=fuzz.ratio, score_cutoff=_SAME)
            known.append(folded)
            flags = (*made.flags, "与已有的问题相同") if same else made.flags
            rows.append(msgspec.structs.replace(made, standing=Standing.KNOWN if same else Standing.NEW, flags=flags))
    return tuple(rows)


def _of_grid(framework: Framework, grid: Grid, document: str) -> Iterator[FeedbackRow]:
    found = _header(grid)
    if found is None:
        return
    header, columns = found
    above = ""
    for row in range(header + 1, len(grid.rows)):
        cells = {name: _plain(grid.cell(row, column)) for name, column in columns.items()}
        text = cells.get("problem", "")
        is_taken = bool(above) and not cells.get("point", "") and not _is_merged(grid, row, columns.get("point", -1))
        above = cells.get("point", "") or above
        if not text or _folded(text) in _HEADINGS:
            continue
        found_row = _row(framework, grid.name, grid.row_label(row), cells, above, document)
        said = f"指标一格空着，按上一行的“{above}”归入，请核对"
        yield msgspec.structs.replace(found_row, flags=(*found_row.flags, said)) if is_taken else found_row


def _is_merged(grid: Grid, row: int, column: int) -> bool:
    """Whether a cell is merged with the one above it, so that its text holds for it as well."""
    return any(m.top < row <= m.bottom and m.left <= column <= m.right for m in grid.merges)


def _header(grid: Grid) -> tuple[int, dict[str, int]] | None:
    for row in range(min(HEADER_ROWS, len(grid.rows))):
        columns: dict[str, int] = {}
        for column, cell in enumerate(grid.rows[row]):
            text = _folded(re.sub(r"[（(].*$", "", cell.strip()))
            for name, words in NAMES.items():
                if name not in columns and text in words:
                    columns[name] = column
        if "problem" in columns and len(columns) > 1:
            return row, columns
    return None


def _row(framework: Framework, sheet: str, row: int, cells: dict[str, str], point: str, document: str) -> FeedbackRow:
    flags: list[str] = []
    node = point_named(framework, point) if point else None
    if point and node is None:
        flags.append(f"没有认出指标“{point}”")
    said = cells.get("closed", "")
    if said not in _CLOSED | _OPEN:
        flags.append(f"“{said}”看不出是否销号，按未销号")
    remedy = Remedy(
        cells.get("remedy", ""),
        cells.get("owner", ""),
        cells.get("person", ""),
        cells.get("deadline", ""),
        cells.get("progress", ""),
        closed=said in _CLOSED,
    )
    number = cells.get("number", "")
    problem = Problem(
        text=cells["problem"],
        source=FEEDBACK,
        points=(node.id,) if node is not None else (),
        remedies=(remedy,) if remedy != Remedy() else (),
        feedback=f"{document} 第{number}条" if number else document,
    )
    return FeedbackRow(sheet, row, problem, Standing.NEW, tuple(flags))


def point_named(framework: Framework, words: str) -> Point | None:
    """The point that a cell names: by its number, or by its title; None if none or several fit."""
    folded = _folded(words)
    by_number = [p for p in framework.points if folded and folded == _folded(framework.number_path(p.id))]
    if len(by_number) == 1:
        return by_number[0]
    scored = sorted(((likeness(words, point.title), point) for point in framework.points), key=lambda one: -one[0])
    if not scored or scored[0][0] < _SAME_POINT or (len(scored) > 1 and scored[0][0] - scored[1][0] < 5):
        return None
    return scored[0][1]


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip() if len(text) < 4 else text.strip()


def _folded(text: str) -> str:
    return _MARKS.sub("", text)


_HEADINGS = frozenset(_folded(word) for word in NAMES["problem"])
