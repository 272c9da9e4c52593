"""Reading a draft without opening it: for commands that change nothing, also while a window has it open."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from eduduty_desktop.draft import Draft
from eduduty_desktop.store import log, rows, schema
from eduduty_desktop.store.connection import Mode, check_structure, connect, in_memory
from eduduty_desktop.store.failures import in_plain_words
from eduduty_desktop.store.header import read_header

if TYPE_CHECKING:
    from sqlite_utils import Database

# After a crash in the middle of a commit the file must first be put right, which needs writing.
_NEEDS_ROLLBACK = {"SQLITE_READONLY_ROLLBACK", "SQLITE_READONLY_RECOVERY", "SQLITE_CANTOPEN"}


def read_draft(path: Path) -> Draft:
    """The draft of a file as it stands, with an edit that is still open; takes no lock and writes nothing.

    A draft of an older version is migrated in memory.  Raises UserError for whatever is no sound draft.
    """
    path = path.resolve()
    header = read_header(path, schema.newest())
    with in_plain_words(path):
        try:
            return _read(path, "ro", header.version)
        except sqlite3.OperationalError as error:
            if getattr(error, "sqlite_errorname", "") not in _NEEDS_ROLLBACK:
                raise
            return _read(path, "rw", header.version)


def _read(path: Path, mode: Mode, version: int) -> Draft:
    db = connect(path, mode)
    with closing(db.conn) as connection:
        connection.execute("BEGIN")  # all tables as of one moment
        schema.refuse_strangers(connection, path)
        check_structure(connection, path)
        if version == schema.newest():
            return _draft_in(connection, path)
        memory = in_memory()
        with closing(memory.conn):
            connection.backup(memory.conn)
            return _migrated(memory, path)


def _migrated(db: "Database", path: Path) -> Draft:
    schema.migrate(db)
    return _draft_in(db.conn, path)


def _draft_in(connection: sqlite3.Connection, path: Path) -> Draft:
    schema.require_all(connection, path)
    draft = rows.read_whole(connection, path)
    return draft.apply([item.change for item in log.open_edit(connection, draft, path)])
