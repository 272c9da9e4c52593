"""The draft itself: an immutable value with structural sharing, and the changes that lead from one to the next.

Files, windows and findings are elsewhere; everything here is pure.
"""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any, Protocol, Self, TypeVar, cast

import msgspec

from eduduty_desktop.draft.records import TABLES, Key, is_blank
from eduduty_desktop.framework import Framework

Row = tuple[str, str]
R = TypeVar("R", bound=msgspec.Struct)
_EMPTY: Mapping[Row, Any] = MappingProxyType({})


class StaleChangeError(Exception):
    """A change was applied to a draft that no longer holds its old value: a bug of the caller."""


def identical(one: Any, other: Any) -> bool:
    """Whether two records say the same to the letter: 50.1 and 50.10 are equal numbers, but stated differently."""
    return one is other or (one == other and msgspec.json.encode(one) == msgspec.json.encode(other))


class Reader(Protocol):
    """What computations need of a draft; a check gets one that also watches what is read."""

    @property
    def framework(self) -> Framework: ...

    def get(self, key: Key) -> Any:
        """The record under a key, None if nothing was said."""

    def rows(self, table: str) -> Mapping[Row, Any]:
        """All records of a table by (row, slot)."""


class Change(msgspec.Struct, frozen=True):
    """One record replaced: the old and the new one, None for nothing said.

    `group` ties the changes that one undo takes back together; `cause` says where it came from (typed, pasted,
    a file's name) for the history of a value.
    """

    key: Key
    old: Any
    new: Any
    group: str = ""
    cause: str = ""

    @property
    def is_idle(self) -> bool:
        """Whether it changes nothing, not even the digits a figure was stated with."""
        return identical(self.old, self.new)

    def inverse(self) -> "Change":
        return Change(self.key, self.new, self.old, self.group, self.cause)


class Draft(msgspec.Struct, frozen=True):
    """自评稿: a framework's snapshot and what was said to it.

    `tables` holds, by table name, records by (row, slot).  Treat it as read-only; `apply` shares every table
    that it does not touch.
    """

    id: str
    framework: Framework
    tables: Mapping[str, Mapping[Row, Any]] = {}

    def get(self, key: Key) -> Any:
        return self.tables.get(key.table, _EMPTY).get((key.row, key.slot))

    def rows(self, table: str) -> Mapping[Row, Any]:
        return self.tables.get(table, _EMPTY)

    def record(self, key: Key, kind: type[R]) -> R:
        """The record under a key, the type's empty value if nothing was said."""
        found = self.get(key)
        return kind() if found is None else cast(R, found)

    def text(self, table: str, row: str) -> str:
        """The text of a `Text` or `Narrative` record, empty if nothing was said."""
        found = self.get(Key(table, row))
        return found.text if found is not None else ""

    def change(self, key: Key, new: msgspec.Struct | None, *, group: str = "", cause: str = "") -> Change:
        """The change that puts `new` under a key; a record that says nothing becomes None.

        Raises KeyError for an unknown table and TypeError for a record of another table's type.
        """
        kind = TABLES[key.table]
        if new is not None and type(new) is not kind:
            raise TypeError(f"{key.table}: {type(new).__name__} instead of {kind.__name__}")
        blank = new is None or is_blank(new)
        return Change(key, self.get(key), None if blank else new, group, cause)

    def apply(self, changes: Iterable[Change]) -> Self:
        """The draft after the changes, in order.

        Raises StaleChangeError if an old value does not match; the receiver is unchanged in any case.
        """
        touched: dict[str, dict[Row, Any]] = {}
        for change in changes:
            table, row = change.key.table, (change.key.row, change.key.slot)
            rows = touched.get(table)
            if rows is None:
                TABLES[table]
                rows = touched[table] = dict(self.tables.get(table, _EMPTY))
            if not identical(rows.get(row), change.old):
                raise StaleChangeError(f"{change.key}: {rows.get(row)!r} is not {change.old!r}")
            if change.new is None:
                rows.pop(row, None)
            else:
                rows[row] = change.new
        merged = {name: rows for name, rows in {**self.tables, **touched}.items() if rows}
        return msgspec.structs.replace(self, tables=merged)


def canonical(draft: Draft) -> bytes:
    """One byte string for one value: drafts identical to the last digit, and only they, serialise equally."""
    tables = {
        name: [[row, slot, record] for (row, slot), record in sorted(rows.items(), key=lambda item: item[0])]
        for name, rows in sorted(draft.tables.items())
    }
    return msgspec.json.encode({"id": draft.id, "framework": draft.framework, "tables": tables}, order="sorted")
