"""A framework from the tables of a workbook, as a person may have changed them: the inverse of `tables.py`."""

import typing
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from enum import StrEnum
from typing import Any, NoReturn, TypeVar

import msgspec

from eduduty_desktop.errors import UserError
from eduduty_desktop.framework.captions import HEADINGS, WORDS
from eduduty_desktop.framework.model import (
    Framework,
    Grade,
    Group,
    Metric,
    Node,
    Point,
    Profile,
    Relation,
    Section,
    Target,
    Veto,
)
from eduduty_desktop.framework.scalars import NUMBER, WHOLE
from eduduty_desktop.framework.scoring_rules import Scoring
from eduduty_desktop.framework.standard import Limit, Standard
from eduduty_desktop.framework.table_columns import (
    ABOUT,
    DEPTH,
    MARK,
    NODES,
    OWNER,
    POINT,
    PROFILE,
    RULE_TABLES,
    columns_of,
    columns_of_about,
    is_struct,
    plain_kind,
)
from eduduty_desktop.framework.validation import validate
from eduduty_desktop.grid import Grid

S = TypeVar("S", bound=msgspec.Struct)
HEADER_WITHIN = 6  # rows above the headings: a title and a line under it


class TableError(UserError):
    """A table of a framework workbook is wrong; `place` is sheet and row."""


def is_framework(grids: Sequence[Grid]) -> bool:
    """Whether grids are a workbook that `tables_of` made, whatever a person changed in it since."""
    return any(grid.name == ABOUT and any(MARK in row for row in grid.rows) for grid in grids)


def framework_of(grids: Sequence[Grid]) -> Framework:
    """The inverse of `tables_of`, held to the same rules as a file.  Raises TableError with sheet and row."""
    return _Workbook(grids).framework()


class _Line(typing.NamedTuple):
    """A row of a table by heading, with the row number that the office program shows."""

    sheet: str
    row: int
    cells: dict[str, str]

    def fail(self, text: str) -> NoReturn:
        raise TableError(text, place=f"工作表“{self.sheet}”第{self.row}行", what_to_do="请改正后再导入。")


class _Workbook:
    """Reads the tables of one workbook; `_marks` remembers where each part of the framework stands."""

    def __init__(self, grids: Sequence[Grid]) -> None:
        self._grids = {grid.name: grid for grid in grids}
        self._marks: dict[tuple[str, ...], _Line] = {}

    def framework(self) -> Framework:
        about = {line.cells["项目"].strip(): line for line in self._lines(ABOUT, ("项目", "内容"))}
        fields: dict[str, Any] = {}
        for column in columns_of_about():
            line = about.get(column.heading, _Line(ABOUT, 1, {"内容": ""}))
            self._marks[column.path] = line
            if said := line.cells["内容"]:
                fields[column.path[0]] = _value(said, column.kind, line, column.heading)
        sections = self._sections()
        missing = [name for name in ("id", "title") if name not in fields]
        if missing:
            _Line(ABOUT, 1, {}).fail(f"缺少“{HEADINGS[Framework][missing[0]]}”")
        profile = about[PROFILE].cells["内容"] if PROFILE in about else ""
        framework = Framework(
            **{"level": "", "region": "", "basis": ""} | fields,
            sections=sections,
            metrics=self._by_id("metrics", self._metrics()),
            groups={line.cells[OWNER]: group for line, group in self._structs("分组", Group, (OWNER,))},
            profile=Profile(_lines_of(profile)),
            relations=tuple(relation for _, relation in self._structs("勾稽关系", Relation)),
            vetoes=tuple(veto for _, veto in self._structs("一票否决", Veto)),
            grades=tuple(grade for _, grade in self._structs("等次", Grade)),
            standards=self._by_id("standards", self._standards()),
        )
        self._mark_nodes(framework)
        validate(framework, framework.standards, self._fail)
        return framework

    def _fail(self, path: tuple[str, ...], text: str) -> NoReturn:
        while path and path not in self._marks:
            path = path[:-1]
        self._marks.get(path, _Line(NODES, 1, {})).fail(text)

    # --- nodes ---

    def _sections(self) -> tuple[Section, ...]:
        headings = tuple(column.heading for column in columns_of(Point))
        self._node_lines = list(self._lines(NODES, (DEPTH, POINT, *headings)))
        lists = {name: self._grouped(name, kind) for name, kind, _ in RULE_TABLES}
        roots: list[_Branch] = []
        open_branches: list[_Branch] = []
        for line in self._node_lines:
            depth = line.cells[DEPTH].strip()
            if not depth.isdecimal() or not 1 <= int(depth) <= len(open_branches) + 1:
                line.fail(f"层次“{depth}”应为 1 到 {len(open_branches) + 1} 的整数")
            del open_branches[int(depth) - 1 :]
            branch = _Branch(line, self._node(line, lists), [])
            (open_branches[-1].children if open_branches else roots).append(branch)
            if isinstance(branch.node, Section):
                open_branches.append(branch)
        for branch in roots:
            if isinstance(branch.node, Point):
                branch.line.fail("第一层不能是测评点，请在它上面加一行指标")
        return tuple(section for branch in roots if isinstance(section := branch.built(), Section))

    def _node(self, line: _Line, lists: dict[str, dict[str, tuple[Any, ...]]]) -> Node:
        if not _value(line.cells[POINT], bool, line, POINT):
            return _struct(line, Section)
        point = _struct(line, Point)
        own = {field: lists[name].get(point.id, ()) for name, _, field in RULE_TABLES}
        if any(own.values()):
            point = msgspec.structs.replace(point, scoring=msgspec.structs.replace(point.scoring or Scoring(), **own))
        return point

    def _mark_nodes(self, framework: Framework) -> None:
        lines = iter(self._node_lines)

        def visit(node: Node, path: tuple[str, ...]) -> None:
            self._marks[path] = next(lines)
            if isinstance(node, Section):
                for at, child in enumerate(node.children):
                    visit(child, (*path, "children", str(at)))

        for at, section in enumerate(framework.sections):
            visit(section, ("sections", str(at)))

    # --- the other tables ---

    def _metrics(self) -> Iterator[tuple[_Line, Metric]]:
        targets = self._grouped("目标", Target)
        for line, metric in self._structs("指标数据", Metric):
            yield line, msgspec.structs.replace(metric, targets=targets.get(metric.id, ()))

    def _standards(self) -> Iterator[tuple[_Line, Standard]]:
        limits = self._grouped("标准分档", Limit)
        for line, standard in self._structs("标准", Standard):
            yield line, msgspec.structs.replace(standard, limits=limits.get(standard.id, ()))

    def _by_id(self, name: str, found: Iterable[tuple[_Line, S]]) -> dict[str, S]:
        values: dict[str, S] = {}
        for line, value in found:
            key: str = value.id  # type: ignore[attr-defined]
            if key in values:
                line.fail(f"编号“{key}”重复")
            values[key] = value
            self._marks[name, key] = line
        return values

    def _grouped(self, sheet: str, kind: type[S]) -> dict[str, tuple[S, ...]]:
        """The structs of a table by their owner."""
        found: dict[str, tuple[S, ...]] = {}
        for line, value in self._structs(sheet, kind, (OWNER,)):
            owner = line.cells[OWNER]
            found[owner] = (*found.get(owner, ()), value)
        return found

    def _structs(self, sheet: str, kind: type[S], before: tuple[str, ...] = ()) -> Iterator[tuple[_Line, S]]:
        if sheet in self._grids:
            for line in self._lines(sheet, (*before, *(column.heading for column in columns_of(kind)))):
                yield line, _struct(line, kind)

    def _lines(self, sheet: str, headings: tuple[str, ...]) -> Iterator[_Line]:
        """The rows below the headings, blank ones left out; a column that a person took away is empty."""
        grid = self._grids.get(sheet)
        if grid is None:
            raise TableError(f"没有工作表“{sheet}”", what_to_do="请用程序导出的文件修改后再导入。")
        header = next((r for r in range(min(HEADER_WITHIN, len(grid.rows))) if headings[0] in grid.rows[r]), None)
        if header is None:
            raise TableError(f"工作表“{sheet}”没有“{headings[0]}”一栏", what_to_do="请恢复表头后再导入。")
        at = {heading: column for column, heading in enumerate(grid.rows[header]) if heading}
        for row in range(header + 1, len(grid.rows)):
            cells = {heading: grid.cell(row, at[heading]) if heading in at else "" for heading in headings}
            if any(text.strip() for text in cells.values()):
                yield _Line(sheet, grid.row_label(row), cells)


class _Branch(typing.NamedTuple):
    """A node while its children are still being collected."""

    line: _Line
    node: Node
    children: list["_Branch"]

    def built(self) -> Node:
        if isinstance(self.node, Point):
            return self.node
        return msgspec.structs.replace(self.node, children=tuple(child.built() for child in self.children))


def _struct(line: _Line, kind: type[S]) -> S:
    """A struct from a row; a struct within it is there if one of its own cells says something."""
    hints = typing.get_type_hints(kind)
    fields: dict[str, Any] = {}
    for field in msgspec.structs.fields(kind):
        inner = plain_kind(hints[field.name])
        if is_struct(inner):
            said = any(line.cells.get(column.heading) for column in columns_of(inner))
            fields[field.name] = _struct(line, inner) if said else None
        elif heading := HEADINGS[kind].get(field.name, ""):
            text = line.cells[heading]
            if text or (field.required and inner is str):
                fields[field.name] = _value(text, inner, line, heading)
            elif field.required:
                line.fail(f"“{heading}”不能空着")
        elif field.required:
            fields[field.name] = ()
    return kind(**fields)


def _value(text: str, kind: Any, line: _Line, heading: str) -> Any:
    """A cell's text as a field's value."""
    kind = plain_kind(kind)
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if kind is str:
        return text
    if origin is tuple:
        return tuple(_value(one, arguments[0], line, heading) for one in _lines_of(text))
    if origin is dict:
        pairs = [one.partition("=") for one in _lines_of(text)]
        return {_value(key, arguments[0], line, heading): value for key, _, value in pairs}
    plain = text.strip()
    if kind is bool:
        if plain in {"是", "否", ""}:
            return plain == "是"
        line.fail(f"“{heading}”应为 是 或空着，不是“{plain}”")
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        for value, word in WORDS[kind].items():
            if plain in (word, value):
                return kind(value)
        line.fail(f"“{heading}”不能是“{plain}”，可用：{'、'.join(WORDS[kind].values())}")
    if not (WHOLE if kind is int else NUMBER).fullmatch(plain):
        line.fail(f"“{heading}”应为{'整数' if kind is int else '数'}，不是“{plain}”")
    return int(plain) if kind is int else Decimal(plain)


def _lines_of(text: str) -> tuple[str, ...]:
    return tuple(one for one in text.split("\n") if one.strip())
