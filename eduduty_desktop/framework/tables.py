"""A framework as plain tables: what `framework export` puts into a workbook; `table_reader.py` reads them back.

One table a kind of thing, one row a thing, every field of the model in its own column; lists of small things
(clauses, targets, limits) stand in tables of their own that name their owner.  The tables are derived from the model:
a field without a heading fails at once, so nothing can be left out silently.
"""

from collections.abc import Iterable, Iterator

import msgspec

from eduduty_desktop.framework.model import (
    Framework,
    Grade,
    Group,
    Metric,
    Point,
    Relation,
    Target,
    Veto,
)
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
    text_of,
)


class Table(msgspec.Struct, frozen=True):
    """One table: its name, headings, rows of texts, and which columns hold numbers."""

    name: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: frozenset[int] = frozenset()


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
            for name, kind, field in RULE_TABLES
        ),
        _table("勾稽关系", Relation, framework.relations),
        _table("一票否决", Veto, framework.vetoes),
        _table("等次", Grade, framework.grades),
        _table("标准", Standard, framework.standards.values()),
        _owned("标准分档", Limit, ((s.id, limit) for s in framework.standards.values() for limit in s.limits)),
    ]
    return tuple(part for part in parts if part.rows)


def _about(framework: Framework) -> Table:
    rows = [("格式", MARK)]
    rows += [(column.heading, column.cell(framework)) for column in columns_of_about()]
    rows.append((PROFILE, text_of(framework.profile.metrics)))
    return Table(ABOUT, ("项目", "内容"), tuple(row for row in rows if row[1]))


def _node_table(framework: Framework) -> Table:
    columns = columns_of(Point)
    rows = []
    for node in framework.nodes.values():
        is_point = isinstance(node, Point)
        depth = str(len(framework.path_of(node.id)))
        rows.append((depth, "是" if is_point else "", *_cells(node, Point)))
    numbers = {2 + at for at, column in enumerate(columns) if column.is_number}
    return Table(NODES, (DEPTH, POINT, *(c.heading for c in columns)), tuple(rows), frozenset({0, *numbers}))


def _rules(framework: Framework) -> Iterator[tuple[Point, Scoring]]:
    return ((point, point.scoring) for point in framework.points if point.scoring is not None)


def _table(name: str, kind: type[msgspec.Struct], values: Iterable[msgspec.Struct]) -> Table:
    columns = columns_of(kind)
    rows = tuple(_cells(value, kind) for value in values)
    numbers = frozenset(at for at, column in enumerate(columns) if column.is_number)
    return Table(name, tuple(column.heading for column in columns), rows, numbers)


def _owned(name: str, kind: type[msgspec.Struct], values: Iterable[tuple[str, msgspec.Struct]]) -> Table:
    pairs = tuple(values)
    table = _table(name, kind, (value for _, value in pairs))
    rows = tuple((owner, *row) for (owner, _), row in zip(pairs, table.rows, strict=True))
    return Table(name, (OWNER, *table.headings), rows, frozenset(at + 1 for at in table.numbers))


def _cells(value: msgspec.Struct, kind: type[msgspec.Struct]) -> tuple[str, ...]:
    return tuple(column.cell(value) for column in columns_of(kind))
