"""A draft's records in SQL: reading them all, and putting one in place.

The texts of the statements never vary, so that sqlite3 keeps every one prepared.
"""

import sqlite3
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from eduduty_desktop.draft import TABLES, Draft, Key
from eduduty_desktop.framework import Framework
from eduduty_desktop.store.codec import SqlValue, columns, from_row
from eduduty_desktop.store.failures import DamagedError


@dataclass(frozen=True, slots=True)
class _Statements:
    read_all: str
    read: str
    put: str
    remove: str


@cache
def _statements(table: str) -> _Statements:
    names = [f'"{column.name}"' for column in columns(table)]
    fields = ", ".join(names)
    marks = ", ".join("?" * (len(names) + 2))
    updates = ", ".join(f"{name} = excluded.{name}" for name in names)
    here = 'WHERE "row" = ? AND "slot" = ?'
    return _Statements(
        read_all=f'SELECT "row", "slot", {fields} FROM "{table}"',
        read=f'SELECT {fields} FROM "{table}" {here}',
        put=f'INSERT INTO "{table}" ("row", "slot", {fields}) VALUES ({marks}) '
        f'ON CONFLICT ("row", "slot") DO UPDATE SET {updates}',
        remove=f'DELETE FROM "{table}" {here}',
    )


def stored(connection: sqlite3.Connection, key: Key) -> tuple[SqlValue, ...] | None:
    """The values that stand under a key, None if nothing does."""
    row: tuple[SqlValue, ...] | None = connection.execute(_statements(key.table).read, (key.row, key.slot)).fetchone()
    return row


def put(connection: sqlite3.Connection, key: Key, values: tuple[SqlValue, ...] | None) -> None:
    """Put values under a key, or nothing."""
    if values is None:
        connection.execute(_statements(key.table).remove, (key.row, key.slot))
    else:
        connection.execute(_statements(key.table).put, (key.row, key.slot, *values))


def write_whole(connection: sqlite3.Connection, draft: Draft, created_at: str, program_version: str) -> None:
    """Write what an empty, migrated file needs to know beside its records."""
    connection.execute('INSERT INTO "meta" VALUES (1, ?, ?, ?)', (draft.id, created_at, program_version))
    connection.execute('INSERT INTO "framework" VALUES (1, ?)', (msgspec.json.encode(draft.framework).decode(),))


def read_whole(connection: sqlite3.Connection, path: Path) -> Draft:
    """The draft of a file, without an open edit.

    Raises DamagedError where a value is none that the program writes.
    """
    meta = connection.execute('SELECT "draft_id" FROM "meta"').fetchone()
    framework = connection.execute('SELECT "snapshot" FROM "framework"').fetchone()
    if meta is None or framework is None:
        raise DamagedError(path, "缺少自评稿的基本信息")
    tables: dict[str, dict[tuple[str, str], Any]] = {}
    try:
        snapshot = msgspec.json.decode(framework[0], type=Framework)
    except msgspec.DecodeError as error:
        raise DamagedError(path, f"指标体系读不出（{error}）") from error
    for table in TABLES:
        found = {}
        for row, slot, *values in connection.execute(_statements(table).read_all):
            try:
                found[row, slot] = from_row(table, tuple(values))
            except (ValueError, ArithmeticError, LookupError) as error:
                raise DamagedError(path, f"数据表 {table} 的“{row}”读不出") from error
        if found:
            tables[table] = found
    return Draft(meta[0], snapshot, tables)
