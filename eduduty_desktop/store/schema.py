"""The tables of a draft file: numbered migrations from `db/migrations`, and that a file has these tables only."""

import re
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from eduduty_desktop import assets
from eduduty_desktop.draft import TABLES
from eduduty_desktop.errors import UserError
from eduduty_desktop.store.codec import columns
from eduduty_desktop.store.failures import DamagedError

if TYPE_CHECKING:
    from sqlite_utils import Database, Migrations

MIGRATION_SET = "draft"
KNOWN = frozenset(
    {("table", name) for name in (*TABLES, "meta", "framework", "change_log", "open_edit", "exports")}
    | {
        ("index", "change_log_by_key"),
        ("table", "_sqlite_migrations"),
        ("index", "idx__sqlite_migrations_migration_set_name"),
    }
)
_FILE = re.compile(r"(\d{4})_[a-z0-9_]+\.sql")


def scripts() -> dict[int, Path]:
    """The migrations' files by number.  Raises ValueError unless they are numbered 1, 2, 3 … without a gap."""
    found: dict[int, Path] = {}
    for file in sorted(assets.path("db", "migrations").glob("*.sql")):
        match = _FILE.fullmatch(file.name)
        if match is None or int(match[1]) != len(found) + 1:
            raise ValueError(f"{file.name}: migrations are named 0001_words.sql, 0002_words.sql …, without a gap")
        found[int(match[1])] = file
    return found


def newest() -> int:
    """The version that this program writes: the number of its last migration."""
    return max(scripts())


def version_of(connection: sqlite3.Connection) -> int:
    """The number of the last migration that a file has seen, 0 for none."""
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    return version


def migrate(connection: sqlite3.Connection, version: int | None = None) -> None:
    """Bring a file to a version, the newest if none is said.

    Each migration is one transaction, and one already applied is skipped.
    """
    version = newest() if version is None else version
    if version_of(connection) < version:
        from sqlite_utils import Database  # 40 ms and 14 MB that a file of this version does not need

        db = Database(connection, recursive_triggers=False, execute_plugins=False)
        following = scripts().get(version + 1)
        _migrations().apply(db, stop_before=None if following is None else following.stem)


def _migrations() -> "Migrations":
    from sqlite_utils import Migrations

    known = Migrations(MIGRATION_SET)
    for number, file in scripts().items():
        known(name=file.stem)(_step(number, file))
    return known


def _step(number: int, file: Path) -> Callable[["Database"], None]:
    def migration(db: "Database") -> None:
        db.executescript(file.read_text(encoding="utf-8"))
        db.conn.execute(f"PRAGMA user_version = {number}")

    return migration


def refuse_strangers(connection: sqlite3.Connection, path: Path) -> None:
    """Raises UserError if a file holds anything that no version of this program has put there."""
    for kind, name, sql in connection.execute("SELECT type, name, sql FROM sqlite_master"):
        if name.startswith("sqlite_") and kind in {"table", "index"}:
            continue
        if (kind, name) not in KNOWN or "CREATE VIRTUAL" in (sql or "").upper()[:20]:
            raise UserError(
                f"自评稿“{path.name}”里有不属于本程序的内容（{kind} {name}），为安全起见没有打开",
                what_to_do="请向发来文件的人核实，或找回备份。",
            )


def require_all(connection: sqlite3.Connection, path: Path) -> None:
    """Raises DamagedError unless a migrated file has every table and index, and the draft's tables their columns."""
    present = set(connection.execute("SELECT type, name FROM sqlite_master"))
    missing = sorted(name for kind, name in KNOWN - present)
    if missing:
        raise DamagedError(path, f"缺少数据表 {'、'.join(missing)}")
    for table in TABLES:
        found = {name for _, name, *_ in connection.execute(f'PRAGMA table_info("{table}")')}
        if found != {"row", "slot", *(column.name for column in columns(table))}:
            raise DamagedError(path, f"数据表 {table} 的列不对")
