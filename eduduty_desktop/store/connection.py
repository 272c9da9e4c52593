"""Opening SQLite: always through sqlite-utils, always with the same pragmas."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal
from urllib.parse import quote

from eduduty_desktop.store.failures import DamagedError

Mode = Literal["ro", "rw", "rwc"]

# A draft is one file at all times, survives a power cut once a commit was acknowledged, and runs no code of
# strangers; cell_size_check finds damage before it spreads.
PRAGMAS = (
    "PRAGMA trusted_schema = OFF",
    "PRAGMA cell_size_check = ON",
    "PRAGMA foreign_keys = ON",
    "PRAGMA synchronous = EXTRA",
)
JOURNAL = "PRAGMA journal_mode = DELETE"


def connect(path: Path, mode: Mode) -> sqlite3.Connection:
    """Open a file; `ro` cannot write, `rw` does not create, `rwc` does.  The connection belongs to this thread.

    Raises sqlite3.Error.
    """
    connection = sqlite3.connect(uri_of(path.absolute().as_posix(), mode), uri=True, isolation_level=None)
    try:
        for pragma in PRAGMAS:
            connection.execute(pragma)
        if mode != "ro":
            connection.execute(JOURNAL)
        return connection
    except BaseException:
        connection.close()
        raise


def in_memory() -> sqlite3.Connection:
    """An empty database that no file belongs to."""
    return sqlite3.connect(":memory:", isolation_level=None)


def uri_of(absolute: str, mode: Mode) -> str:
    """SQLite's URI of an absolute path with forward slashes, for drive letters and network shares too."""
    return f"file://{'' if absolute.startswith('/') else '/'}{quote(absolute, safe='/:')}?mode={mode}"


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """All of it or nothing, and on disk at the end.  Raises sqlite3.Error."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:  # SQLite has rolled some failures back itself
            connection.execute("ROLLBACK")
        raise


def check_structure(connection: sqlite3.Connection, path: Path) -> None:
    """Let SQLite look through all pages; raises DamagedError."""
    (verdict,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    if verdict != "ok":
        raise DamagedError(path, "数据库内部结构有误")
