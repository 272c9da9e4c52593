"""Where a 学校基表 stands on a sheet: its header rows, what each column is, and the first row of a school.

A header has one to four rows; merged cells, and blank ones right of a group's heading where a .csv lost the merge, take
the heading of the group.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

import msgspec

from eduduty_desktop.figures.units import factor_between
from eduduty_desktop.framework import Stage
from eduduty_desktop.grid import Grid, Merge
from eduduty_desktop.intake.schools.columns import (
    PARTS,
    Role,
    SchoolColumn,
    column_of,
    compact,
    stage_in,
)

SEARCHED_ROWS = 25
MOST_HEADER_ROWS = 4
FEWEST_AMOUNTS = 2
MOST_COLUMNS = 300
PLAUSIBLE_ROWS, LEAST_A_HEAD = 200, 100
_NUMBER = re.compile(r"[-+]?[0-9][0-9,]*(?:\.[0-9]+)?%?")
_UNITS_STATED = re.compile(r"单位[：:]\s*([^\n]{1,40})")
_MONEY = re.compile(r"[千万亿]?元")


class SchoolTable(msgspec.Struct, frozen=True):
    """A table on a sheet: `first` is its first row of a school, from 0; `stage` what the sheet's name or title says.

    `doubts` are words for people about the table as a whole.
    """

    sheet: str
    header: int
    first: int
    columns: tuple[SchoolColumn, ...]
    stage: Stage | None = None
    doubts: tuple[str, ...] = ()
    hidden: bool = False

    def with_column(self, index: int, *, role: Role, stage: Stage | None, unit: str) -> "SchoolTable":
        """The same table with a column that a person said is something else; its doubt is settled."""
        known = unit if role.is_amount and unit and factor_between(unit, role.unit) is not None else ""
        changed = tuple(
            SchoolColumn(one.index, one.heading, role, stage if role.is_amount else None, known)
            if one.index == index
            else one
            for one in self.columns
        )
        return msgspec.structs.replace(self, columns=changed)

    def roles(self) -> set[Role]:
        """What its columns give."""
        return {column.role for column in self.columns}

    @property
    def is_complete(self) -> bool:
        """Whether schools can be read from it at all."""
        return {Role.NAME, Role.STUDENTS} <= self.roles()


def find_tables(grids: Iterable[Grid]) -> tuple[SchoolTable, ...]:
    """One table a sheet that has one, in the order of the sheets; empty if none has."""
    return tuple(found for grid in grids if (found := _find(grid)) is not None)


def _find(grid: Grid) -> SchoolTable | None:
    for row in range(min(SEARCHED_ROWS, len(grid.rows))):
        names = [at for at, cell in enumerate(grid.rows[row][:MOST_COLUMNS]) if _names_schools(cell)]
        if not names:
            continue
        top, bottom = _header_rows(grid, row, names[0])
        columns = _columns(grid, top, bottom)
        if sum(column.role.is_amount for column in columns) >= FEWEST_AMOUNTS:
            return _table(grid, top, bottom, columns)
    return None


def _names_schools(cell: str) -> bool:
    return bool(cell) and len(cell) < 30 and column_of(0, (cell,)).role is Role.NAME


def _header_rows(grid: Grid, row: int, name: int) -> tuple[int, int]:
    """First and last header row, both inclusive, of a header whose name column stands in `row`."""
    top = bottom = row
    merge = next((m for m in grid.merges if m.left <= name <= m.right and m.top <= row <= m.bottom), None)
    if merge is not None:
        bottom = min(merge.bottom, row + MOST_HEADER_ROWS - 1)
    while bottom + 1 < len(grid.rows) and bottom - top + 1 < MOST_HEADER_ROWS and _goes_on(grid, bottom + 1, name):
        bottom += 1
    while top > 0 and bottom - top + 1 < MOST_HEADER_ROWS and _is_group_row(grid, top - 1, name):
        top -= 1
    return top, bottom


def _goes_on(grid: Grid, row: int, name: int) -> bool:
    """A row under the name's heading is of the header too if it has words, and no name and no number."""
    cells = [cell.strip() for cell in grid.rows[row]]
    given = [cell for cell in cells if cell]
    if not given or (name < len(cells) and cells[name]):
        return False
    return not any(_NUMBER.fullmatch(cell) for cell in given)


def _is_group_row(grid: Grid, row: int, name: int) -> bool:
    """A row above is of the header if it heads groups of columns; a title, or a line under it, stands alone."""
    cells = [(at, cell.strip()) for at, cell in enumerate(grid.rows[row]) if cell.strip()]
    if len(cells) < 2 or grid.cell(row, name).strip() or any(_NUMBER.fullmatch(cell) for _, cell in cells):
        return False
    return sum(column_of(0, (cell, "合计")).role.is_amount or stage_in(cell) is not None for _, cell in cells) >= 2


def _columns(grid: Grid, top: int, bottom: int) -> tuple[SchoolColumn, ...]:
    width = min(max((len(row) for row in grid.rows[top : bottom + 1]), default=0), MOST_COLUMNS)
    merges = [m for m in grid.merges if m.top <= bottom and m.bottom >= top]
    rows = [_spread(grid, row, width, merges, is_last=row == bottom) for row in range(top, bottom + 1)]
    found = [column_of(at, _levels([row[at] for row in rows])) for at in range(width)]
    return tuple(_settled(found))


def _spread(grid: Grid, row: int, width: int, merges: Sequence[Merge], *, is_last: bool) -> list[str]:
    """The texts of a header row with those of merged and of lost groups repeated in every column that they head."""
    texts = [grid.cell(row, at).strip() for at in range(width)]
    covered = set()
    for merge in merges:
        if merge.top <= row <= merge.bottom:
            text = grid.cell(merge.top, merge.left).strip()
            for at in range(merge.left, min(merge.right + 1, width)):
                texts[at] = text
                covered.add(at)
    if is_last:
        return texts
    group = ""
    for at, text in enumerate(texts):
        if text:
            group = "" if at in covered else text
        elif group and grid.cell(row + 1, at).strip() and column_of(0, (grid.cell(row + 1, at),)).role is not Role.NAME:
            texts[at] = group
        else:
            group = ""
    return texts


def _levels(texts: list[str]) -> tuple[str, ...]:
    levels: list[str] = []
    for text in texts:
        if text and (not levels or levels[-1] != text):
            levels.append(text)
    return tuple(levels)


def _settled(columns: list[SchoolColumn]) -> Iterator[SchoolColumn]:
    """Two columns for one thing: the first counts, the other is left out and says so."""
    taken: dict[tuple[Role, Stage | None], SchoolColumn] = {}
    for column in columns:
        if column.role is Role.IGNORED or column.role in PARTS:
            yield column
            continue
        first = taken.setdefault((column.role, column.stage), column)
        if first is column:
            yield column
        else:
            doubt = f"与第{first.index + 1}列都像“{column.role.words}”，只导入前一列"
            yield msgspec.structs.replace(column, role=Role.IGNORED, doubt=doubt)


def _table(grid: Grid, top: int, bottom: int, columns: tuple[SchoolColumn, ...]) -> SchoolTable:
    above = [cell for row in grid.rows[:top] for cell in row if cell.strip()]
    words = "\n".join(above)[:2000]
    stage = stage_in(grid.name) or stage_in(compact(words))
    first = bottom + 1
    columns = tuple(_with_money_unit(grid, column, words, first, columns) for column in columns)
    return SchoolTable(grid.name, top, first, columns, stage, tuple(_doubts(columns)), grid.hidden)


def _with_money_unit(
    grid: Grid, column: SchoolColumn, words: str, first: int, columns: Sequence[SchoolColumn]
) -> SchoolColumn:
    """Money without a unit in its heading: what stands over the table, else what is plausible, and that is said."""
    if column.role is not Role.EQUIPMENT or column.unit:
        return column
    stated = {unit for line in _UNITS_STATED.findall(words) for unit in _MONEY.findall(line)}
    if len(stated) == 1:
        return msgspec.structs.replace(column, unit=stated.pop())
    unit = _plausible_unit(grid, column, first, columns)
    return msgspec.structs.replace(
        column, unit=unit, doubt=f"表头没有写明“{column.role.words}”的单位，暂按{unit}读，请核对"
    )


def _plausible_unit(grid: Grid, column: SchoolColumn, first: int, columns: Sequence[SchoolColumn]) -> str:
    """元, unless most schools would then have less than 100 yuan a head."""
    heads = [
        one.index
        for one in columns
        if one.role is Role.STUDENTS and (column.stage is None or one.stage in (column.stage, None))
    ]
    shares = []
    for row in range(first, min(first + PLAUSIBLE_ROWS, len(grid.rows))):
        amount, students = _number(grid.cell(row, column.index)), sum(_number(grid.cell(row, at)) for at in heads)
        if amount and students:
            shares.append(amount / students)
    return "万元" if shares and sorted(shares)[len(shares) // 2] < LEAST_A_HEAD else "元"


def _number(text: str) -> Decimal:
    """A plain number, 0 for anything else."""
    plain = text.strip().replace(",", "")
    return Decimal(plain) if _NUMBER.fullmatch(plain) and not plain.endswith("%") else Decimal()


def _doubts(columns: Sequence[SchoolColumn]) -> Iterator[str]:
    roles = {column.role for column in columns}
    if Role.STUDENTS not in roles:
        yield "没有认出“在校学生数”一列，请在对照表里指定"
    if Role.ROOMS in roles and not {Role.INDOOR, Role.ROOMS_NET} & roles:
        yield "没有“室内体育用房面积”一列，教学及辅助用房面积按没有室内体育用房计算"
    for role, kin in _NEEDED:
        if not ({role, *kin} & roles):
            yield f"没有认出“{role.words}”一列，这项指标算不出"


_NEEDED: tuple[tuple[Role, tuple[Role, ...]], ...] = (
    (Role.QUALIFIED, (Role.COLLEGE, Role.BACHELOR, Role.MASTER, Role.DOCTOR)),
    (Role.BACKBONE, ()),
    (Role.ARTS, (Role.ARTS_PART,)),
    (Role.ROOMS, (Role.ROOMS_NET,)),
    (Role.SPORTS, (Role.SPORTS_PART,)),
    (Role.EQUIPMENT, ()),
    (Role.CLASSROOMS, ()),
)
