"""A framework as plain tables and back: what `framework export` puts into a workbook and `import` reads again.

One table a kind of thing, one row a thing, every field of the model in its own column; lists of small things
(clauses, targets, limits) stand in tables of their own that name their owner.  The tables are derived from the model:
a field without a heading fails at once, so nothing can be left out silently.
"""

import re
import types
import typing
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from enum import StrEnum
from typing import Any, NoReturn, TypeVar

import msgspec

from eduduty_desktop.errors import UserError
from eduduty_desktop.framework.model import (
    STAGE_LABELS,
    Bounds,
    Clause,
    Element,
    Framework,
    Grade,
    Group,
    Kind,
    Limit,
    Metric,
    Node,
    NotConcerned,
    PeriodKind,
    Point,
    Profile,
    Ramp,
    Relation,
    ScoreStyle,
    Scoring,
    ScoringMethod,
    Section,
    Severity,
    Stage,
    Standard,
    Step,
    Target,
    Veto,
    VetoEffect,
)
from eduduty_desktop.framework.validation import validate
from eduduty_desktop.grid import Grid

S = TypeVar("S", bound=msgspec.Struct)
MARK = "教育履职自评指标体系"
HEADER_WITHIN = 6  # rows above the headings: a title and a line under it
ABOUT, NODES = "说明", "指标"

WORDS: dict[type[StrEnum], dict[str, str]] = {
    Kind: {
        Kind.COUNT: "计数",
        Kind.MONEY: "金额",
        Kind.PERCENT: "百分比",
        Kind.PERCENT_POINTS: "百分点",
        Kind.RATIO: "比",
        Kind.NUMBER: "数值",
        Kind.YESNO: "是否",
        Kind.TEXT: "文字",
    },
    Stage: STAGE_LABELS,
    PeriodKind: {
        PeriodKind.FISCAL: "财政年度",
        PeriodKind.CALENDAR: "自然年",
        PeriodKind.SCHOOL_YEAR: "学年",
        PeriodKind.SEMESTER: "学期",
        PeriodKind.AS_OF: "截至",
        PeriodKind.RANGE: "期间",
        PeriodKind.THREE_YEARS: "近三年",
    },
    ScoreStyle: {
        ScoreStyle.LEAD: "导语",
        ScoreStyle.HEADING: "标题",
        ScoreStyle.ITEM_END: "条末",
        ScoreStyle.APPENDIX: "附表",
        ScoreStyle.NONE: "不打分",
    },
    ScoringMethod: {
        ScoringMethod.DEDUCT: "扣分",
        ScoringMethod.STEPS: "阶梯",
        ScoringMethod.RAMP: "递减",
        ScoringMethod.ELEMENTS: "要素",
        ScoringMethod.BANDS: "档次",
    },
    VetoEffect: {VetoEffect.FAIL: "一票否决", VetoEffect.DOWNGRADE: "降等", VetoEffect.NOT_BEST: "不得评优"},
    NotConcerned: {NotConcerned.FULL: "计满分", NotConcerned.CONVERTED: "折算"},
    Severity: {word: word for word in Severity},
}
"""The word of every choice, as the tables, the dialogs and the framework page show it."""

_OWNER = "属于"
HEADINGS: dict[type[msgspec.Struct], dict[str, str]] = {
    Framework: {
        "id": "编号",
        "title": "标题",
        "level": "层级",
        "region": "地区",
        "basis": "依据",
        "year": "年度",
        "score_style": "分数印在",
        "layout": "章次类型",
        "total": "总分",
        "bonus": "加分上限",
        "not_concerned": "不涉及的测评点",
        "word_limit": "全文字数上限",
    },
    Section: {"id": "编号", "number": "序号", "title": "标题", "full_score": "满分"},
    Point: {
        "id": "编号",
        "number": "序号",
        "title": "标题",
        "full_score": "满分",
        "bonus": "加分项",
        "requirement": "评价要求",
        "scoring": "",
        "departments": "责任单位",
        "departments_basis": "责任单位依据",
        "metrics": "指标数据",
        "narrative_optional": "可不写正文的理由",
        "evidence_required": "须有佐证的理由",
        "word_limit": "字数上限",
    },
    Scoring: {
        "text": "评分标准",
        "method": "计分法",
        "metric": "计分用的数据",
        "clauses": "",
        "steps": "",
        "ramp": "",
        "elements": "",
        "bands": "",
    },
    Ramp: {"full_at": "满分值", "every": "每差", "lose": "扣分", "falling": "越低越好"},
    Metric: {
        "id": "编号",
        "label": "名称",
        "unit": "单位",
        "kind": "类型",
        "decimals": "小数位",
        "group": "分组",
        "stage": "学段",
        "column": "列名",
        "scope": "口径",
        "period": "期间",
        "department": "责任单位",
        "formula": "公式",
        "standard": "标准",
        "targets": "",
        "printed_in": "另印在",
        "required": "必填的理由",
        "bounds": "",
    },
    Bounds: {"because": "合理范围的理由", "min": "不小于", "max": "不大于"},
    Target: {"comparison": "比较", "deadline": "期限", "value": "目标值", "max": "至多"},
    Group: {"label": "名称"},
    Clause: {"id": "编号", "text": "内容", "each": "每次扣分", "most": "最多扣", "zero": "扣完"},
    Element: {"id": "编号", "text": "内容", "score": "得分"},
    Step: {"comparison": "比较", "value": "值", "score": "得分"},
    Relation: {"id": "编号", "expr": "关系式", "severity": "程度", "because": "理由"},
    Veto: {"id": "编号", "text": "内容", "effect": "后果"},
    Grade: {"name": "等次", "at_least": "分数线"},
    Standard: {
        "id": "编号",
        "name": "名称",
        "unit": "单位",
        "comparison": "比较",
        "definition": "定义",
        "value": "标准值",
        "by_stage": "分学段",
        "by_year": "分年度",
        "by_region": "分地区",
        "limits": "",
        "also": "其他场合",
        "other": "比照的数据",
        "by_growth": "比增幅",
        "stages": "只判学段",
        "same_units": "同义单位",
        "allocation": "基准定额",
        "reference": "仅作参照",
        "applies_to": "适用",
        "policy": "文件",
        "clause": "条款",
        "department": "责任单位",
        "confidence": "可信度",
        "source": "出处",
        "verified": "已核原件",
        "note": "说明",
    },
    Limit: {
        "value": "标准值",
        "stage": "学段",
        "region": "地区",
        "since": "起始年",
        "until": "截止年",
        "word": "名称含",
        "because": "理由",
    },
}
"""Heading of every field's column; an empty one is a field that has columns or a table of its own."""


class Table(msgspec.Struct, frozen=True):
    """One table: its name, headings, rows of texts, and which columns hold numbers."""

    name: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: frozenset[int] = frozenset()


class TableError(UserError):
    """A table of a framework workbook is wrong; `place` is sheet and row."""


def tables_of(framework: Framework) -> tuple[Table, ...]:
    """A framework as tables, in the order a person reads them."""
    parts = [
        _about(framework),
        _node_table(framework),
        _table("指标数据", Metric, framework.metrics.values()),
        _owned("目标", Target, ((m.id, t) for m in framework.metrics.values() for t in m.targets)),
        _owned("分组", Group, framework.groups.items()),
        *(
            _owned(name, kind, ((point.id, one) for point, rule in _rules(framework) for one in getattr(rule, field)))
            for name, kind, field in _RULE_TABLES
        ),
        _table("勾稽关系", Relation, framework.relations),
        _table("一票否决", Veto, framework.vetoes),
        _table("等次", Grade, framework.grades),
        _table("标准", Standard, framework.standards.values()),
        _owned("标准分档", Limit, ((s.id, limit) for s in framework.standards.values() for limit in s.limits)),
    ]
    return tuple(part for part in parts if part.rows)


_RULE_TABLES: tuple[tuple[str, type[msgspec.Struct], str], ...] = (
    ("扣分条款", Clause, "clauses"),
    ("阶梯", Step, "steps"),
    ("要素", Element, "elements"),
    ("档次", Element, "bands"),
)


def is_framework(grids: Sequence[Grid]) -> bool:
    """Whether grids are a workbook that `tables_of` made, whatever a person changed in it since."""
    return any(grid.name == ABOUT and any(MARK in row for row in grid.rows) for grid in grids)


def framework_of(grids: Sequence[Grid]) -> Framework:
    """The inverse of `tables_of`, held to the same rules as a file.  Raises TableError with sheet and row."""
    return _Workbook(grids).framework()


# --- writing ------------------------------------------------------------------------------------------------


def _about(framework: Framework) -> Table:
    rows = [("格式", MARK)]
    rows += [(column.heading, column.cell(framework)) for column in _columns_of_about()]
    rows.append((_PROFILE, _text(framework.profile.metrics)))
    return Table(ABOUT, ("项目", "内容"), tuple(row for row in rows if row[1]))


_PROFILE = "基本情况的数据"
_DEPTH, _POINT = "层次", "测评点"


def _node_table(framework: Framework) -> Table:
    columns = _columns(Point)
    rows = []
    for node in framework.nodes.values():
        is_point = isinstance(node, Point)
        depth = str(len(framework.path_of(node.id)))
        rows.append((depth, "是" if is_point else "", *_cells(node, Point)))
    numbers = {2 + at for at, column in enumerate(columns) if column.is_number}
    return Table(NODES, (_DEPTH, _POINT, *(c.heading for c in columns)), tuple(rows), frozenset({0, *numbers}))


def _rules(framework: Framework) -> Iterator[tuple[Point, Scoring]]:
    return ((point, point.scoring) for point in framework.points if point.scoring is not None)


def _table(name: str, kind: type[msgspec.Struct], values: Iterable[msgspec.Struct]) -> Table:
    columns = _columns(kind)
    rows = tuple(_cells(value, kind) for value in values)
    numbers = frozenset(at for at, column in enumerate(columns) if column.is_number)
    return Table(name, tuple(column.heading for column in columns), rows, numbers)


def _owned(name: str, kind: type[msgspec.Struct], values: Iterable[tuple[str, msgspec.Struct]]) -> Table:
    pairs = tuple(values)
    table = _table(name, kind, (value for _, value in pairs))
    rows = tuple((owner, *row) for (owner, _), row in zip(pairs, table.rows, strict=True))
    return Table(name, (_OWNER, *table.headings), rows, frozenset(at + 1 for at in table.numbers))


def _cells(value: msgspec.Struct, kind: type[msgspec.Struct]) -> tuple[str, ...]:
    return tuple(column.cell(value) for column in _columns(kind))


def _text(value: Any) -> str:
    """A field's value in a cell; nothing said is an empty cell."""
    if value is None or value is False:
        return ""
    if value is True:
        return "是"
    if isinstance(value, StrEnum):
        return WORDS[type(value)][value]
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, dict):
        return "\n".join(f"{_text(key)}={inner}" for key, inner in value.items())
    if isinstance(value, tuple):
        return "\n".join(_text(inner) for inner in value)
    return str(value)


# --- columns, for both ways ---------------------------------------------------------------------------------


class _Column(msgspec.Struct, frozen=True):
    """A column of a struct's table: the path of fields that leads to the value, and the value's type."""

    heading: str
    path: tuple[str, ...]
    kind: Any

    @property
    def is_number(self) -> bool:
        return _plain_kind(self.kind) in (int, Decimal)

    def cell(self, value: Any) -> str:
        for name in self.path:
            value = getattr(value, name, None)
        return _text(value)


def _columns(kind: type[msgspec.Struct], path: tuple[str, ...] = ()) -> tuple[_Column, ...]:
    """Every column of a struct; a struct in a field gives its own columns, a list of structs none."""
    hints = typing.get_type_hints(kind)
    found: list[_Column] = []
    for field in msgspec.structs.fields(kind):
        inner = _plain_kind(hints[field.name])
        if _is_struct(inner):
            found += _columns(inner, (*path, field.name))
        elif not (typing.get_origin(inner) is tuple and _is_struct(typing.get_args(inner)[0])):
            found.append(_Column(HEADINGS[kind][field.name], (*path, field.name), hints[field.name]))
    return tuple(found)


def _columns_of_about() -> tuple[_Column, ...]:
    """The single values of a framework, which stand one below the other."""
    hints = typing.get_type_hints(Framework)
    return tuple(_Column(heading, (name,), hints[name]) for name, heading in HEADINGS[Framework].items())


def _plain_kind(kind: Any) -> Any:
    """The type without its `| None`."""
    if typing.get_origin(kind) in (types.UnionType, typing.Union):
        return next(inner for inner in typing.get_args(kind) if inner is not type(None))
    return kind


def _is_struct(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, msgspec.Struct)


# --- reading ------------------------------------------------------------------------------------------------

_WHOLE, _NUMBER = re.compile(r"-?[0-9]{1,15}"), re.compile(r"-?[0-9]{1,15}(?:\.[0-9]{1,12})?")


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
        for column in _columns_of_about():
            line = about.get(column.heading, _Line(ABOUT, 1, {"内容": ""}))
            self._marks[column.path] = line
            if said := line.cells["内容"]:
                fields[column.path[0]] = _value(said, column.kind, line, column.heading)
        sections = self._sections()
        missing = [name for name in ("id", "title") if name not in fields]
        if missing:
            _Line(ABOUT, 1, {}).fail(f"缺少“{HEADINGS[Framework][missing[0]]}”")
        profile = about[_PROFILE].cells["内容"] if _PROFILE in about else ""
        framework = Framework(
            **{"level": "", "region": "", "basis": ""} | fields,
            sections=sections,
            metrics=self._by_id("metrics", self._metrics()),
            groups={line.cells[_OWNER]: group for line, group in self._structs("分组", Group, (_OWNER,))},
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
        headings = tuple(column.heading for column in _columns(Point))
        self._node_lines = list(self._lines(NODES, (_DEPTH, _POINT, *headings)))
        lists = {name: self._grouped(name, kind) for name, kind, _ in _RULE_TABLES}
        roots: list[_Branch] = []
        open_branches: list[_Branch] = []
        for line in self._node_lines:
            depth = line.cells[_DEPTH].strip()
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
        if not _value(line.cells[_POINT], bool, line, _POINT):
            return _struct(line, Section)
        point = _struct(line, Point)
        own = {field: lists[name].get(point.id, ()) for name, _, field in _RULE_TABLES}
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
        for line, value in self._structs(sheet, kind, (_OWNER,)):
            owner = line.cells[_OWNER]
            found[owner] = (*found.get(owner, ()), value)
        return found

    def _structs(self, sheet: str, kind: type[S], before: tuple[str, ...] = ()) -> Iterator[tuple[_Line, S]]:
        if sheet in self._grids:
            for line in self._lines(sheet, (*before, *(column.heading for column in _columns(kind)))):
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
        inner = _plain_kind(hints[field.name])
        if _is_struct(inner):
            said = any(line.cells.get(column.heading) for column in _columns(inner))
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
    kind = _plain_kind(kind)
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
    if not (_WHOLE if kind is int else _NUMBER).fullmatch(plain):
        line.fail(f"“{heading}”应为{'整数' if kind is int else '数'}，不是“{plain}”")
    return int(plain) if kind is int else Decimal(plain)


def _lines_of(text: str) -> tuple[str, ...]:
    return tuple(one for one in text.split("\n") if one.strip())
