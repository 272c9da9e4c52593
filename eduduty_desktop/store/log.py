"""The change log: every value with when, by whom and from where; and the open edit, the crash journal.

A change of a long text is logged as a splice: `old` and `new` then carry the record with an empty `text`.
Read from the newest backwards, beginning with the record as it stands, the log gives every text back.
"""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec

from eduduty_desktop.draft import Change, Draft, Key
from eduduty_desktop.draft.history import Splice, splice, unsplice
from eduduty_desktop.store.codec import SqlValue, from_json, from_row, to_json, to_row
from eduduty_desktop.store.failures import DamagedError
from eduduty_desktop.store.rows import put, stored

LONG_TEXT = 200  # characters; a shorter text is logged whole, for whoever reads the log with other tools

_ADD = (
    'INSERT INTO "change_log" ("at", "who", "group_id", "group_label", "cause", "table", "row", "slot", '
    '"old", "new", "splice") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)'
)
_OF_KEY = (
    'SELECT "seq", "at", "who", "group_id", "group_label", "cause", "old", "new", "splice" FROM "change_log" '
    'WHERE "table" = ? AND "row" = ? AND "slot" = ? ORDER BY "seq" DESC'
)
_CLEAR_ONE = 'DELETE FROM "open_edit" WHERE "table" = ? AND "row" = ? AND "slot" = ?'
_CLEAR_ALL = 'DELETE FROM "open_edit"'
_ADD_OPEN = (
    'INSERT INTO "open_edit" ("table", "row", "slot", "at", "who", "group_id", "group_label", "cause", '
    '"old", "new") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)'
)
_READ_OPEN = 'SELECT "table", "row", "slot", "at", "who", "group_id", "group_label", "cause", "new" FROM "open_edit"'


@dataclass(frozen=True, slots=True)
class LoggedChange:
    """One line of a value's history; `old` and `new` are records, None for nothing said."""

    seq: int
    at: datetime
    who: str
    group: str
    label: str
    cause: str
    key: Key
    old: Any
    new: Any


@dataclass(frozen=True, slots=True)
class Origin:
    """What the log adds to a change: when (ISO 8601 with offset), who, and the words of its group."""

    at: str
    who: str
    label: str


@dataclass(frozen=True, slots=True)
class Write:
    """A change made ready outside any transaction: `values` are the columns of its new record."""

    change: Change
    values: tuple[SqlValue, ...] | None
    origin: Origin


def made_ready(changes: Sequence[Change], origin: Origin) -> list[Write]:
    """Encode new records; raises KeyError, TypeError or ValueError for what no table can hold."""
    return [Write(change, _values(change.key, change.new), origin) for change in changes]


def _values(key: Key, record: msgspec.Struct | None) -> tuple[SqlValue, ...] | None:
    return None if record is None else to_row(key.table, record)


def write(connection: sqlite3.Connection, item: Write) -> None:
    """Put a record in place and log it; also ends an open edit of the same key.  Needs a transaction.

    The log says what the file really held before; what it holds already is not logged again.  So a change
    may be handed in twice (a caller tries again after a failure) without harm.
    """
    key = item.change.key
    connection.execute(_CLEAR_ONE, key)
    before = stored(connection, key)
    if before == item.values:
        return
    put(connection, key, item.values)
    old = None if before is None else from_row(key.table, before)
    _log(connection, key, old, item)


def _log(connection: sqlite3.Connection, key: Key, old: Any, item: Write) -> None:
    new, step = item.change.new, None
    if _has_long_text(old) and _has_long_text(new):
        step = msgspec.json.encode(splice(old.text, new.text)).decode()
        old, new = msgspec.structs.replace(old, text=""), msgspec.structs.replace(new, text="")
    connection.execute(
        _ADD,
        (
            *(item.origin.at, item.origin.who, item.change.group, item.origin.label, item.change.cause),
            *(*key, to_json(old), to_json(new), step),
        ),
    )


def _has_long_text(record: Any) -> bool:
    return len(getattr(record, "text", "")) >= LONG_TEXT


def history(connection: sqlite3.Connection, key: Key, path: Path) -> list[LoggedChange]:
    """All changes of one value, newest first, long texts put together again.

    Raises DamagedError if the log does not fit the record that stands there.
    """
    values = stored(connection, key)
    text = "" if values is None else getattr(from_row(key.table, values), "text", "")
    found: list[LoggedChange] = []
    for seq, at, who, group, label, cause, old_json, new_json, step in connection.execute(_OF_KEY, key):
        old, new = from_json(key.table, old_json), from_json(key.table, new_json)
        if step is not None:
            try:
                before = unsplice(text, msgspec.json.decode(step, type=Splice))
            except ValueError as error:
                raise DamagedError(path, "修改记录与正文对不上") from error
            old, new = msgspec.structs.replace(old, text=before), msgspec.structs.replace(new, text=text)
        found.append(LoggedChange(seq, datetime.fromisoformat(at), who, group, label, cause, key, old, new))
        text = getattr(old, "text", "")
    return found


def replace_open_edit(connection: sqlite3.Connection, items: Sequence[Write]) -> None:
    """Let the crash journal hold these changes and no others.  Needs a transaction."""
    connection.execute(_CLEAR_ALL)
    for item in items:
        change, origin = item.change, item.origin
        connection.execute(
            _ADD_OPEN,
            (
                *(*change.key, origin.at, origin.who, change.group, origin.label, change.cause),
                *(to_json(change.old), to_json(change.new)),
            ),
        )


def open_edit(connection: sqlite3.Connection, draft: Draft, path: Path) -> list[Write]:
    """What the crash journal adds to a draft; raises DamagedError if it cannot be read."""
    found = []
    for table, row, slot, at, who, group, label, cause, new_json in connection.execute(_READ_OPEN):
        key = Key(table, row, slot)
        try:
            new = from_json(table, new_json)
        except (ValueError, LookupError) as error:
            raise DamagedError(path, f"未完成的修改读不出（{table}“{row}”）") from error
        item = Write(Change(key, draft.get(key), new, group, cause), _values(key, new), Origin(at, who, label))
        if _values(key, item.change.old) != item.values:
            found.append(item)
    return found
