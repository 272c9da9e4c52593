"""The parts of a 填报表 that are written in words: 文字材料 with one box a point, 佐证材料 as a list."""

import math

from eduduty_desktop.document.cover import printed_date
from eduduty_desktop.document.places import place_of
from eduduty_desktop.document.sheets import Cell, Column, InputRule, Row, Sheet, Takes, header
from eduduty_desktop.document.task_changes import EVIDENCE, TEXT, own_deadline, points_of, thing_of
from eduduty_desktop.document.task_figures import ID, ROW_HEIGHT, TEXT_FORMAT, Marks
from eduduty_desktop.draft import Key, Reader
from eduduty_desktop.draft.duties import Task
from eduduty_desktop.draft.records import Evidence, Reported
from eduduty_desktop.framework import Point
from eduduty_desktop.framework.wording import full_width
from eduduty_desktop.grid import Merge

TEXTS, PROOFS = "文字材料", "佐证材料"
REQUIREMENT, BOX = "要求", "填写"
EVIDENCE_COLUMNS = (
    Column(ID, 10),
    Column("材料编号", 13),
    Column("测评点", 22),
    Column("材料名称", 28),
    Column("文号", 16),
    Column("日期", 11),
    Column("页数", 6),
    Column("原件/复印件", 12),
    Column("盖章", 6),
    Column("备注", 14),
)
LONGEST_TEXT = 32_000
"""Characters that are put into a box again; a cell takes 32,767."""

_ASSISTING, _LEADING, _FEWEST = 6, 15, 8
"""Rows of a box: of a point that is assisted, of a lead's with what stands over it (two to a page), and at least."""

_EVIDENCE_ROWS = {"牵头": 3, "配合": 2}
_ROW, _LINE, _LINE_CHARACTERS = 20.5, 14.5, 34
_PAGE, _HEAD = 720.0, 56.0
_TEXT_WIDTHS = (10.0, 9.0, 75.0)
_ORIGINAL = InputRule(Takes.CHOICE, choices=("原件", "复印件"), reason="本格填“原件”或“复印件”。")
_SEALED = InputRule(Takes.CHOICE, choices=("是", "否"), reason="本格填“是”或“否”。")
_DAY = InputRule(hint="材料上的日期，如 2025-03-10。")


def text_sheet(reader: Reader, task: Task, subtitle: str, foot: str, marks: Marks) -> Sheet | None:
    """文字材料: for each point its title, its requirement and a box; None for a task without points."""
    boxes = _Boxes(reader, task, marks)
    for id, role in points_of(task):
        boxes.add(id, role)
    if not boxes.rows:
        return None
    return Sheet(
        TEXTS,
        "文字材料填报表",
        subtitle,
        _TEXT_WIDTHS,
        tuple(boxes.rows),
        header_rows=0,
        merges=tuple(boxes.merges),
        protected=True,
        breaks=tuple(boxes.breaks),
        foot=foot,
        hidden=(0,),
        portrait=True,
    )


class _Boxes:
    """Bands, requirements and boxes under each other; a page begins where the next would not fit."""

    def __init__(self, reader: Reader, task: Task, marks: Marks) -> None:
        self._reader, self._task, self._marks = reader, task, marks
        self._used = _HEAD
        self.rows: list[Row] = []
        self.merges: list[Merge] = []
        self.breaks: list[int] = []

    def add(self, id: str, role: str) -> None:
        """One point."""
        point = self._reader.framework.nodes[id]
        assert isinstance(point, Point)
        requirement = full_width(point.requirement.strip())
        height = _height(requirement)
        box_rows = _ASSISTING if role == "配合" else max(_FEWEST, _LEADING - math.ceil(height / _ROW))
        self._make_room(_ROW * (1 + box_rows) + height)
        thing = thing_of(TEXT, id)
        head = Cell(_head(self._reader, self._task, point, role), "new" if thing in self._marks else "band")
        self.merges.append(Merge(len(self.rows), 1, len(self.rows), 2))
        self.rows.append((Cell(None, "id"), head, Cell(None, "band")))
        if requirement:
            self.rows.append((Cell(None, "id"), Cell(REQUIREMENT, "center"), Cell(requirement)))
        first, last = len(self.rows), len(self.rows) + box_rows - 1
        self.merges += [Merge(first, 1, last, 1), Merge(first, 2, last, 2)]
        self.rows.append((Cell(thing, "id"), Cell(BOX, "center"), Cell(self._said(id), "input_box", TEXT_FORMAT)))
        self.rows += [(Cell(None, "id"), Cell(None, "center"), Cell(None, "input_box"))] * (last - first)

    def _make_room(self, block: float) -> None:
        if self.rows and self._used + block > _PAGE:
            self.breaks.append(len(self.rows))
            self._used = 0.0
        self._used += block

    def _said(self, id: str) -> str | None:
        """What the department wrote the last time."""
        said: Reported | None = self._reader.get(Key("reported", id, f"{TEXT}/{self._task.department}"))
        return said.typed if said is not None and 0 < len(said.typed) <= LONGEST_TEXT else None


def _height(requirement: str) -> float:
    """Points that the row of a requirement takes."""
    if not requirement:
        return 0.0
    lines = sum(1 + len(line) // _LINE_CHARACTERS for line in requirement.split("\n"))
    return max(_ROW, lines * _LINE + 6)


def _head(reader: Reader, task: Task, point: Point, role: str) -> str:
    day = own_deadline(reader, task.department, point=point.id)
    said = f"{role}，{printed_date(day)}前" if day else role
    number = place_of(reader.framework, point.id)
    title = full_width(point.title)
    return f"{number}　{title}（{said}）" if number != title else f"{title}（{said}）"


def evidence_sheet(reader: Reader, task: Task, subtitle: str, foot: str, marks: Marks) -> Sheet | None:
    """佐证材料: some numbered rows a point; None for a task without points."""
    rows = [row for id, role in points_of(task) for row in _evidence_rows(reader, id, role, marks)]
    if not rows:
        return None
    return Sheet(
        PROOFS,
        "佐证材料填报表",
        subtitle,
        tuple(column.width for column in EVIDENCE_COLUMNS),
        (header(EVIDENCE_COLUMNS), *rows),
        freeze_columns=3,
        protected=True,
        foot=foot,
        hidden=(0,),
        row_height=ROW_HEIGHT,
    )


def _evidence_rows(reader: Reader, id: str, role: str, marks: Marks) -> list[Row]:
    point = reader.framework.nodes[id]
    assert isinstance(point, Point)
    thing, number = thing_of(EVIDENCE, id), place_of(reader.framework, id)
    said = [full_width(point.title), full_width(point.evidence_required), *_to_renew(reader, id)]
    words = "\n".join(word for word in said if word)
    return [
        (
            Cell(thing, "id"),
            Cell(f"{number}-{at}", "center"),
            Cell(words if at == 1 else "同上", "new" if thing in marks else "text"),
            Cell(None, "input", TEXT_FORMAT),
            Cell(None, "input", TEXT_FORMAT),
            Cell(None, "input_center", TEXT_FORMAT, rule=_DAY),
            Cell(None, "input_center", TEXT_FORMAT),
            Cell(None, "input_center", TEXT_FORMAT, rule=_ORIGINAL),
            Cell(None, "input_center", TEXT_FORMAT, rule=_SEALED),
            Cell(None, "input", TEXT_FORMAT),
        )
        for at in range(1, _EVIDENCE_ROWS[role] + 1)
    ]


def _to_renew(reader: Reader, id: str) -> list[str]:
    """Last year's documents of a point that must be replaced by this year's."""
    known: list[Evidence] = [one for one in reader.rows("evidence").values() if one.renew and id in one.points]
    return [f"上年材料《{one.title}》须更新" for one in sorted(known, key=lambda one: one.order) if one.title]
