"""The plan of a framework workbook, for both ways: its tables, and of every table the columns and their cells."""

import types
import typing
from decimal import Decimal
from enum import StrEnum
from typing import Any

import msgspec

from eduduty_desktop.framework.captions import HEADINGS, WORDS
from eduduty_desktop.framework.model import (
    Framework,
)
from eduduty_desktop.framework.scoring_rules import Clause, Element, Step

MARK = "教育履职自评指标体系"
ABOUT, NODES = "说明", "指标"
PROFILE = "基本情况的数据"
DEPTH, POINT, OWNER = "层次", "测评点", "属于"
RULE_TABLES: tuple[tuple[str, type[msgspec.Struct], str], ...] = (
    ("扣分条款", Clause, "clauses"),
    ("阶梯", Step, "steps"),
    ("要素", Element, "elements"),
    ("档次", Element, "bands"),
)
"""Name of each table of a point's scoring rule, the struct of its rows, and the rule's field."""


class Column(msgspec.Struct, frozen=True):
    """A column of a struct's table: the path of fields that leads to the value, and the value's type."""

    heading: str
    path: tuple[str, ...]
    kind: Any

    @property
    def is_number(self) -> bool:
        return plain_kind(self.kind) in (int, Decimal)

    def cell(self, value: Any) -> str:
        for name in self.path:
            value = getattr(value, name, None)
        return text_of(value)


def columns_of(kind: type[msgspec.Struct], path: tuple[str, ...] = ()) -> tuple[Column, ...]:
    """Every column of a struct; a struct in a field gives its own columns, a list of structs none."""
    hints = typing.get_type_hints(kind)
    found: list[Column] = []
    for field in msgspec.structs.fields(kind):
        inner = plain_kind(hints[field.name])
        if is_struct(inner):
            found += columns_of(inner, (*path, field.name))
        elif not (typing.get_origin(inner) is tuple and is_struct(typing.get_args(inner)[0])):
            found.append(Column(HEADINGS[kind][field.name], (*path, field.name), hints[field.name]))
    return tuple(found)


def columns_of_about() -> tuple[Column, ...]:
    """The single values of a framework, which stand one below the other."""
    hints = typing.get_type_hints(Framework)
    return tuple(Column(heading, (name,), hints[name]) for name, heading in HEADINGS[Framework].items())


def plain_kind(kind: Any) -> Any:
    """The type without its `| None`."""
    if typing.get_origin(kind) in (types.UnionType, typing.Union):
        return next(inner for inner in typing.get_args(kind) if inner is not type(None))
    return kind


def is_struct(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, msgspec.Struct)


def text_of(value: Any) -> str:
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
        return "\n".join(f"{text_of(key)}={inner}" for key, inner in value.items())
    if isinstance(value, tuple):
        return "\n".join(text_of(inner) for inner in value)
    return str(value)
