"""Random drafts: every field of every table by its type, so that a new one is tried without a word here."""

from decimal import Decimal
from enum import StrEnum
from types import NoneType, UnionType
from typing import Any, get_args, get_origin

import msgspec
from hypothesis import strategies as st

from eduduty_desktop.draft import TABLES, Draft
from tests.store.samples import FRAMEWORK

_DECIMALS = st.decimals(allow_nan=False, allow_infinity=False) | st.decimals(-(10**9), 10**9, places=2)


def values(annotation: Any) -> st.SearchStrategy[Any]:
    """Values of a field's type."""
    if annotation is Decimal:
        return _DECIMALS
    if annotation is int:
        return st.integers(-(2**63), 2**63 - 1)
    if annotation in (str, bool):
        return st.from_type(annotation)
    if annotation is NoneType:
        return st.none()
    if get_origin(annotation) is UnionType:
        return st.one_of(*map(values, get_args(annotation)))
    if get_origin(annotation) is tuple:
        inner = get_args(annotation)
        if inner[-1] is Ellipsis:
            return st.lists(values(inner[0]), max_size=3).map(tuple)
        return st.tuples(*map(values, inner))
    if issubclass(annotation, StrEnum):
        return st.sampled_from(annotation)
    return records(annotation)


def records(kind: type[msgspec.Struct]) -> st.SearchStrategy[Any]:
    """Records of a type."""
    return st.builds(kind, *(values(field.type) for field in msgspec.structs.fields(kind)))


def tables() -> st.SearchStrategy[dict[str, Any]]:
    """What a draft says: some tables, each with one to four records."""
    choices = {}
    for name, kind in TABLES.items():
        slots = st.sampled_from(["current", "previous"]) if name == "figures" else st.just("")
        rows = st.tuples(st.text(min_size=1, max_size=20), slots)
        choices[name] = st.dictionaries(rows, records(kind), min_size=1, max_size=4)
    return st.fixed_dictionaries({}, optional=choices)


def drafts() -> st.SearchStrategy[Draft]:
    """Drafts over the small framework."""
    return st.builds(Draft, st.uuids().map(str), st.just(FRAMEWORK), tables())
