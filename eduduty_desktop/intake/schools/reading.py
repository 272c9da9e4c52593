"""The rows of a 学校基表 as records: a school, or each of its stages; what is no school is passed over, and said.

Sums, captions, notes, the row of column numbers and hidden rows are no schools.
"""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import reduce
from itertools import product, zip_longest

import msgspec

from eduduty_desktop.draft.records import School
from eduduty_desktop.draft.resources import QUANTITIES, STAGES, STUDENTS
from eduduty_desktop.framework import STAGE_LABELS, Stage
from eduduty_desktop.grid import Grid
from eduduty_desktop.intake.schools.cells import read_column
from eduduty_desktop.intake.schools.columns import Role
from eduduty_desktop.intake.schools.header import SchoolTable
from eduduty_desktop.intake.schools.stages import Sharing, divide, part_of, stage_word, stages_of

MOST_NAME = 60
_TOTAL = re.compile(
    r"^(?:总?合计|总计|共计|全[县市区旗]|.{0,12}(?:小计|合计|总计)|平均值?|全[县市区旗].{0,6}(?:平均|合计|总计))[：:]?$"
)
_GRAND = re.compile(r"^(?:总?合计|总计|共计|全[县市区旗](?:合计|总计)?)[：:]?$")
_NOTE = re.compile(r"^(?:注|说明|备注|填表|制表|审核|单位负责人|统计|联系)[人：:0-9一（(、说数]?")
_NUMBERING = re.compile(r"^(?:[0-9]{1,2}|[甲乙丙丁])$")
_LATIN = re.compile(r"[A-Za-z]")
_BLANK = re.compile(r"\s+")
_NAMES = tuple(QUANTITIES)
Values = list[Decimal | None]
_SCHOOL_ENDINGS, _PART_ENDINGS = "学校点", "部段）)育"
_PRESENT = {
    present: tuple(stage for stage, is_there in zip((*STAGES, Stage.SENIOR), present, strict=True) if is_there)
    for present in product((False, True), repeat=3)
}
"""Stages by whether each has students."""


class Remark(msgspec.Struct, frozen=True):
    """What a person should look at: the row as the office program counts, the column's heading where it is about a cell.

    `is_lost`: something that stands there was not taken.
    """

    row: int
    school: str
    column: str
    message: str
    is_lost: bool = True


class Reading(msgspec.Struct, frozen=True):
    """The records with their ids, in the table's order, and what there is to say; `passed` are rows that are no schools."""

    schools: tuple[tuple[str, School], ...]
    remarks: tuple[Remark, ...] = ()
    rows: int = 0
    passed: int = 0
    hidden: int = 0


def read_schools(
    grid: Grid,
    table: SchoolTable,
    *,
    file: str,
    with_hidden: bool = False,
    sharing: Sharing = Sharing.FOLDED,
    order: int = 0,
) -> Reading:
    """Every school of a table; `order` is the number of the first.  Columns of other kinds are left alone."""
    return _Reader(grid, table, file, with_hidden, sharing, order).read()


class _Reader:
    """Reads one table; values are columns of lists by row from the table's first."""

    def __init__(
        self, grid: Grid, table: SchoolTable, file: str, with_hidden: bool, sharing: Sharing, order: int
    ) -> None:
        self.grid, self.table, self.sharing = grid, table, sharing
        self.origin = f"{file}·{table.sheet}"
        self.hidden = frozenset() if with_hidden else grid.hidden_rows
        self.order = order
        self.rows = grid.rows[table.first :]
        self.columns = _transposed(self.rows)
        self.cell_remarks: dict[tuple[int, int], str] = {}
        self.amounts = {
            column: read_column(grid, column, self._texts(column.index), table.first, self.cell_remarks)
            for column in table.columns
            if column.role.is_amount
        }
        self.by_row: dict[int, list[int]] = {}
        for row, at in self.cell_remarks:
            self.by_row.setdefault(row, []).append(at)
        self.own = {stage: self._quantities(stage, stage) for stage in (*STAGES, Stage.SENIOR)}
        self.common = {stage: self._quantities(None, stage) for stage in (*STAGES, Stage.SENIOR)}
        self.has_common = any(values is not None for values in self.common[Stage.PRIMARY].values())
        self.found: dict[str, School] = {}
        self.remarks: list[Remark] = []
        self.taken: list[int] = []
        self.numbers_of: dict[str, int] = {}
        self.kinds: dict[str, tuple[Stage, ...]] = {}

    def read(self) -> Reading:
        """The table's records."""
        passed = hidden = 0
        grand: int | None = None
        simple = {stage: self._simple(stage) for stage in STAGES}
        given = [_PRESENT[bool(a), bool(b), bool(c)] for a, b, c in zip(*self._students(), strict=True)]
        kinds, codes, areas, parts = (self._identity(role) for role in (Role.KIND, Role.CODE, Role.AREA, Role.STAGE))
        stage, before = self.table.stage, ""
        first, hidden_rows = self.table.first, self.hidden
        for at, raw in enumerate(self._names()):
            name = raw if raw.isalnum() else _BLANK.sub(" " if _LATIN.search(raw) else "", raw).strip()
            if first + at in hidden_rows:
                hidden += bool(name)
                continue
            if not name:
                if any(values[at] for values in self.amounts.values()):
                    name = before if parts[at] else ""
                    if not name:
                        self._tell(at, "", "这一行有数，但没有学校名称，没有导入")
                        continue
                else:
                    continue
            if name[-1] not in _SCHOOL_ENDINGS and _is_no_school(name):
                passed += 1
                grand = at if _GRAND.match(name) else grand
                continue
            if not given[at] and self._is_caption(at):
                passed += 1
                named = stages_of(name)
                stage = named[0] if len(named) == 1 and len(name) < 12 else stage
                continue
            before = name
            self._school(at, name, codes[at], kinds[at], areas[at], parts[at], given[at], stage, simple)
        if hidden:
            self.remarks.append(Remark(0, "", "", f"有 {hidden} 行是隐藏的，没有导入；要导入请勾选“隐藏的行也导入”"))
        self._check_total(grand)
        return Reading(tuple(self.found.items()), tuple(self.remarks), len(self.taken), passed, hidden)

    # one row ---------------------------------------------------------------------------------------------

    def _school(
        self,
        at: int,
        full_name: str,
        code: str,
        kind: str,
        area: str,
        part: str,
        given: tuple[Stage, ...],
        default: Stage | None,
        simple: Mapping[Stage, list[tuple[Decimal | None, ...]]],
    ) -> None:
        row = self.table.first + at
        plain_name = full_name[-1] not in _PART_ENDINGS and full_name.isalnum()
        name, own_stage = (full_name, None) if plain_name else part_of(full_name)
        if len(name) > MOST_NAME:
            self._tell(at, name[:20], "学校名称太长，像是一段说明，没有导入")
            return
        if row in self.by_row:
            self._tell_cells(at, name)
        only = (stage_word(part) if part else None) or own_stage
        stages = (only,) if only is not None else self._stages(at, name, kind, given, default)
        if isinstance(stages, str):
            self._tell(at, name, stages)
            return
        judged = [stage for stage in stages if stage in STAGES]
        if not judged:
            self._tell(at, name, "没有小学、初中学段，没有导入")
            return
        self.taken.append(at)
        divided = self._divided(at, name, stages) if len(stages) > 1 and self.has_common else {}
        source = f"{self.origin}·第{row + 1}行"
        for stage in judged:
            values = divided[stage] if divided else simple[stage][at]
            figures = tuple([(n, value) for n, value in zip(_NAMES, values, strict=True) if value is not None])
            if values[0] is None:
                self._tell(at, name, "没有在校学生数，不能计算")
            school = School(self.order + len(self.found), name, code, kind, str(stage), area, figures, source)
            self._add(at, school)

    def _add(self, at: int, school: School) -> None:
        id = f"{school.code or school.name}/{school.stage}"
        other = self.found.get(id)
        if other is not None and other.name != school.name:
            message = f"学校标识码与第{self.numbers_of[id]}行“{other.name}”相同，请核对"
            self._tell(at, school.name, message, lost=False)
            id = f"{school.name}/{school.stage}"
            other = self.found.get(id)
        if other is not None:
            self._tell(at, school.name, f"与第{self.numbers_of[id]}行重复，只导入前一行")
            return
        self.found[id] = school
        self.numbers_of[id] = self.table.first + at + 1

    def _stages(
        self, at: int, name: str, kind: str, staged: tuple[Stage, ...], default: Stage | None
    ) -> tuple[Stage, ...] | str:
        """The stages of a row: those whose students stand in it, else what its kind, its name or the sheet says.

        Words where that cannot be told.
        """
        kinds = self.kinds.get(kind)
        if kinds is None:
            kinds = self.kinds[kind] = stages_of(kind)
        if staged:
            if len(kinds) > len(staged) and self._has_common(at):
                rest = "、".join(STAGE_LABELS[stage] for stage in kinds if stage not in staged)
                self._tell(at, name, f"“{kind}”的{rest}没有学生数，合用的部分全部算在已有的学段，请核对", lost=False)
            return staged
        kinds = kinds or ((default,) if default is not None else ()) or stages_of(name)
        if len(kinds) > 1:
            words = "、".join(STAGE_LABELS[stage] for stage in kinds)
            return f"有{words}几个学段，但没有分学段的学生数，没有导入；请分学段填写学生数"
        return kinds or "看不出是小学还是初中，没有导入"

    def _has_common(self, at: int) -> bool:
        """Whether a row states something that is of no stage."""
        return any(_at(values, at) is not None for values in self.common[Stage.PRIMARY].values())

    def _divided(self, at: int, name: str, stages: tuple[Stage, ...]) -> dict[Stage, tuple[Decimal | None, ...]]:
        """The values of a school of several stages: its own a stage, and its part of what they share."""
        students = {
            stage: value for stage in stages if (own := self.own[stage][STUDENTS]) and (value := own[at]) is not None
        }
        found: dict[Stage, list[Decimal | None]] = {stage: [] for stage in stages}
        shared = False
        for quantity in _NAMES:
            each = {stage: _at(self.own[stage][quantity], at) for stage in stages}
            if quantity != STUDENTS and all(value is None for value in each.values()):
                for stage in stages:
                    amount = _at(self.common[stage][quantity], at)
                    if amount is not None:
                        each[stage] = divide(amount, students, self.sharing).get(stage)
                        shared = True
            for stage in stages:
                found[stage].append(each[stage])
        if shared:
            self._tell(at, name, f"各学段合用的部分已{self.sharing.words}分到各学段", lost=False)
        return {stage: tuple(values) for stage, values in found.items()}

    # columns ---------------------------------------------------------------------------------------------

    def _texts(self, index: int) -> Sequence[str]:
        return self.columns[index] if index < len(self.columns) else ("",) * len(self.rows)

    def _students(self) -> list[Values]:
        """The students of each stage's own columns by row, missing ones where there is no such column."""
        nothing: Values = [None] * len(self.rows)
        return [own[STUDENTS] or nothing for own in self.own.values()]

    def _identity(self, role: Role) -> list[str]:
        column = next((one for one in self.table.columns if one.role is role), None)
        if column is None:
            return [""] * len(self.rows)
        return [
            text if text.isalnum() else _BLANK.sub(" ", text).strip()[:MOST_NAME] for text in self._texts(column.index)
        ]

    def _names(self) -> list[str]:
        """The names, those of cells merged downwards repeated."""
        column = next(one for one in self.table.columns if one.role is Role.NAME)
        names, first = list(self._texts(column.index)), self.table.first
        for merge in self.grid.merges:
            if merge.left <= column.index <= merge.right and merge.bottom > merge.top >= first:
                for row in range(merge.top, min(merge.bottom + 1, first + len(names))):
                    names[row - first] = self.grid.cell(merge.top, merge.left)
        return names

    def _quantities(self, of: Stage | None, stage: Stage) -> dict[str, Values | None]:
        """By quantity the column of its values: of the columns of a stage, or (None) of those of no stage."""
        by_role: dict[Role, list[Values]] = {}
        for column, values in self.amounts.items():
            if column.stage is of:
                by_role.setdefault(column.role, []).append(values)

        def sum_of(*roles: Role) -> Values | None:
            lists = [values for role in roles for values in by_role.get(role, [])]
            return reduce(_added, lists) if lists else None

        known = self.cell_remarks

        def plain(values: Values | None) -> Values | None:
            """Without what could not be read, once everything is added."""
            if values is None or not known:
                return values
            return [None if value is not None and value.is_nan() else value for value in values]

        degrees = (Role.COLLEGE, Role.BACHELOR, Role.MASTER, Role.DOCTOR)[stage is not Stage.PRIMARY :]
        rooms, indoor = sum_of(Role.ROOMS), sum_of(Role.INDOOR)
        if rooms is not None and indoor is not None:
            rooms = list(map(_less, rooms, indoor))
        found = {
            STUDENTS: sum_of(Role.STUDENTS),
            "qualified": sum_of(Role.QUALIFIED) or sum_of(*degrees),
            "backbone": sum_of(Role.BACKBONE),
            "arts": sum_of(Role.ARTS) or sum_of(Role.ARTS_PART),
            "rooms": sum_of(Role.ROOMS_NET) or rooms,
            "sports": sum_of(Role.SPORTS) or sum_of(Role.SPORTS_PART),
            "equipment": sum_of(Role.EQUIPMENT),
            "classrooms": sum_of(Role.CLASSROOMS),
        }
        return {quantity: plain(values) for quantity, values in found.items()}

    def _simple(self, stage: Stage) -> list[tuple[Decimal | None, ...]]:
        """By row the values of a school of this stage alone, or of one whose columns are all of stages."""
        nothing: Values = [None] * len(self.rows)
        columns = []
        for quantity in _NAMES:
            own, common = self.own[stage][quantity], self.common[stage][quantity]
            if own is None or common is None:
                columns.append(own or common or nothing)
            else:
                columns.append([b if a is None else a for a, b in zip(own, common, strict=True)])
        return list(zip(*columns, strict=True))

    # what there is to say --------------------------------------------------------------------------------

    def _is_caption(self, at: int) -> bool:
        """`一、城区学校`: nothing but the name and perhaps its number."""
        return sum(bool(cell.strip()) for cell in self.rows[at]) <= 2 and not any(
            values[at] is not None for values in self.amounts.values()
        )

    def _tell(self, at: int, name: str, message: str, column: str = "", *, lost: bool = True) -> None:
        self.remarks.append(Remark(self.table.first + at + 1, name, column, message, lost))

    def _tell_cells(self, at: int, name: str) -> None:
        row = self.table.first + at
        headings = {column.index: column.heading for column in self.table.columns}
        for column in sorted(self.by_row[row]):
            message = self.cell_remarks[row, column]
            self._tell(at, name, message, headings.get(column, ""), lost="读作" not in message)

    def _check_total(self, grand: int | None) -> None:
        """The table's own sum against that of the rows that were read."""
        if grand is None:
            return
        for column, values in self.amounts.items():
            stated = values[grand]
            added = sum((value for at in self.taken if (value := values[at]) is not None), Decimal())
            if stated is not None and not added.is_nan() and not stated.is_nan() and stated != added:
                words = f"合计行是{stated.normalize():f}，各校相加是{added.normalize():f}（{column.role.unit}），请核对"
                self._tell(grand, "合计", words, column.heading, lost=False)


def _is_no_school(name: str) -> bool:
    return bool(
        _TOTAL.match(name)
        or _NUMBERING.match(name)
        or (_NOTE.match(name) and not name.endswith(("学校", "小学", "中学")))
    )


def _transposed(rows: Sequence[Sequence[str]]) -> list[tuple[str, ...]]:
    """By column the texts of every row."""
    return list(zip_longest(*rows, fillvalue="")) if len(set(map(len, rows))) > 1 else list(zip(*rows, strict=True))


def _added(left: Values, right: Values) -> Values:
    return [b if a is None else a if b is None else a + b for a, b in zip(left, right, strict=True)]


def _less(whole: Decimal | None, part: Decimal | None) -> Decimal | None:
    return whole if whole is None or part is None else whole - part


def _at(values: Values | None, at: int) -> Decimal | None:
    return None if values is None else values[at]
