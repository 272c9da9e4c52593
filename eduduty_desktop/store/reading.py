"""Reading a draft without opening it: for commands that change nothing, also while a window has it open."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import TypeVar

from eduduty_desktop.draft import Draft, Key
from eduduty_desktop.store import exports, log, rows, schema
from eduduty_desktop.store.connection import Mode, check_structure, connect, in_memory
from eduduty_desktop.store.exports import LoggedExport
from eduduty_desktop.store.failures import in_plain_words
from eduduty_desktop.store.header import read_header
from eduduty_desktop.store.log import LoggedChange
from eduduty_desktop.store.placing import refuse_long_name

T = TypeVar("T")
Job = Callable[[sqlite3.Connection, Path], T]

# After a crash in the middle of a commit the file must first be put right, which needs writing.
_NEEDS_ROLLBACK = {"SQLITE_READONLY_ROLLBACK", "SQLITE_READONLY_RECOVERY", "SQLITE_CANTOPEN"}


def read_draft(path: Path) -> Draft:
    """The draft of a file as it stands, with an edit that is still open; takes no lock and writes nothing.

    A draft of an older version is migrated in memory.  Raises UserError for whatever is no sound draft.
    """
    return _reading(path, _draft_in)


def read_history(path: Path, key: Key) -> list[LoggedChange]:
    """All sealed changes of one value of a file, newest first; otherwise as `read_draft`."""
    return _reading(path, lambda connection, file: log.history(connection, key, file))


def read_exports(path: Path) -> list[LoggedExport]:
    """All recorded exports of a file, newest first; otherwise as `read_draft`."""
    return _reading(path, lambda connection, _file: exports.read(connection))


def _reading(path: Path, job: Job[T]) -> T:
    path = path.resolve()
    refuse_long_name(path)
    header = read_header(path, schema.newest())
    with in_plain_words(path):
        try:
            return _read(path, "ro", header.version, job)
        except sqlite3.OperationalError as error:
            if getattr(error, "sqlite_errorname", "") not in _NEEDS_ROLLBACK:
                raise
            return _read(path, "rw", header.version, job)


def _read(path: Path, mode: Mode, version: int, job: Job[T]) -> T:
    with closing(connect(path, mode)) as connection:
        connection.execute("BEGIN")  # all tables as of one moment
        schema.refuse_strangers(connection, path)
        check_structure(connection, path)
        if version == schema.newest():
            schema.require_all(connection, path)
            return job(connection, path)
        with closing(in_memory()) as memory:
            connection.backup(memory)
            schema.migrate(memory)
            schema.require_all(memory, path)
            return job(memory, path)


def _draft_in(connection: sqlite3.Connection, path: Path) -> Draft:
    draft = rows.read_whole(connection, path)
    return draft.apply([item.change for item in log.open_edit(connection, draft, path)])
