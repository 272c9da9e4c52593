"""Raw rows of a damaged file into the tables of a new one; what these do not take is remembered."""

import sqlite3
from dataclasses import dataclass, field

from eduduty_desktop.draft import TABLES, Key
from eduduty_desktop.store.fragments import OWN_TABLES, Fragments, Row


@dataclass(slots=True)
class Poured:
    """`torn`: rows of the draft's tables with a text that is no text any more, by key; `refused`: by table, others."""

    torn: dict[Key, Row] = field(default_factory=dict)
    refused: dict[str, int] = field(default_factory=dict)


def pour(connection: sqlite3.Connection, found: Fragments) -> Poured:
    """Write all rows into the empty tables of the file's version.  Needs a transaction.

    A row that is there twice (a stale page) is taken once, the first time.
    """
    poured = Poured()
    for table in OWN_TABLES:
        names = [name for _, name, *_ in connection.execute(f'PRAGMA table_info("{table}")')]
        for row in found.rows[table]:
            if not _put(connection, table, names, row):
                _refuse(poured, table, row)
                found.incomplete.add(table)
    return poured


def _put(connection: sqlite3.Connection, table: str, names: list[str], row: Row) -> bool:
    if len(row) > len(names):
        return False
    fields = ", ".join(f'"{name}"' for name in names[: len(row)])
    marks = ", ".join("?" * len(row))
    statement = f'INSERT INTO "{table}" ({fields}) VALUES ({marks})'
    try:
        connection.execute(statement, row)
    except (sqlite3.IntegrityError, OverflowError) as error:
        code = getattr(error, "sqlite_errorname", "")
        return code in {"SQLITE_CONSTRAINT_PRIMARYKEY", "SQLITE_CONSTRAINT_UNIQUE", "SQLITE_CONSTRAINT_ROWID"}
    return True


def _refuse(poured: Poured, table: str, row: Row) -> None:
    if table in TABLES and len(row) > 2 and isinstance(row[0], str) and isinstance(row[1], str) and row[0]:
        poured.torn[Key(table, row[0], row[1])] = row
    else:
        poured.refused[table] = poured.refused.get(table, 0) + 1
