"""Tables and records agree, and old files become new ones."""

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from enum import StrEnum
from pathlib import Path

import msgspec
import pytest

from eduduty_desktop import assets
from eduduty_desktop.draft import TABLES, Draft, Key, canonical
from eduduty_desktop.errors import UserError
from eduduty_desktop.store import DraftFile, read_draft, schema
from eduduty_desktop.store.codec import columns
from eduduty_desktop.store.connection import in_memory, uri_of
from eduduty_desktop.store.header import APPLICATION_ID
from tests.store.samples import WHO

Clock = Callable[[], datetime]


def migrated() -> sqlite3.Connection:
    db = in_memory()
    schema.migrate(db)
    return db


@pytest.mark.parametrize("table", TABLES)
def test_a_table_has_the_columns_of_its_record(table: str) -> None:
    with closing(migrated()) as connection:
        info = connection.execute(f'PRAGMA table_info("{table}")').fetchall()
    found = {(name, kind, not required) for _, name, kind, required, _, _ in info}
    expected = {(column.name, column.sql_type, column.nullable) for column in columns(table)}
    assert found == expected | {("row", "TEXT", False), ("slot", "TEXT", False)}
    assert [name for _, name, _, _, _, place in sorted(info, key=lambda column: column[5]) if place] == ["row", "slot"]


@pytest.mark.parametrize("table", TABLES)
def test_a_table_takes_every_word_of_its_enumerations(table: str) -> None:
    kind = TABLES[table]
    with closing(migrated()) as connection:
        for field in msgspec.structs.fields(kind):
            if isinstance(field.type, type) and issubclass(field.type, StrEnum):
                for word in field.type:
                    draft = Draft("x", None, {})  # type: ignore[arg-type]
                    record = msgspec.structs.replace(kind(), **{field.name: word})
                    write_one(connection, draft, Key(table, word), record)


def write_one(connection: sqlite3.Connection, draft: Draft, key: Key, record: msgspec.Struct) -> None:
    from eduduty_desktop.store.log import Origin, made_ready, write

    change = msgspec.structs.replace(draft.change(key, record), new=record)
    (item,) = made_ready([change], Origin("2024-01-01T00:00:00+08:00", "", ""))
    write(connection, item)


def test_all_tables_are_strict_and_known() -> None:
    with closing(migrated()) as connection:
        listed = connection.execute("PRAGMA table_list").fetchall()
        present = set(
            connection.execute("SELECT type, name FROM sqlite_master WHERE name NOT LIKE 'sqlite@_%' ESCAPE '@'")
        )
    ours = [row for row in listed if not row[1].startswith(("sqlite_", "_sqlite"))]
    assert {row[1] for row in ours if not row[5]} == set()
    assert present == schema.KNOWN


def test_migrating_from_nothing_and_again() -> None:
    db = in_memory()
    schema.migrate(db)
    dump = list(db.iterdump())
    schema.migrate(db)
    assert list(db.iterdump()) == dump
    assert schema.version_of(db) == schema.newest()
    assert db.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
    db.close()


def with_another_migration(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sql: str) -> None:
    """Let the program have one migration more."""
    root = tmp_path / "program"
    shutil.copytree(assets.folder("db"), root / "db")
    (root / "db" / "migrations" / f"{schema.newest() + 1:04}_more.sql").write_text(sql, encoding="utf-8")
    monkeypatch.setattr(assets, "root", lambda: root)


def test_an_older_file_is_migrated_when_opened_and_only_read_otherwise(
    closed: Path, draft: Draft, clock: Clock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = closed.read_bytes()
    with_another_migration(tmp_path, monkeypatch, "UPDATE notes SET text = '新' || text;\n")
    assert read_draft(closed).text("notes", "p1") == "新待补"
    assert closed.read_bytes() == before
    with DraftFile.open(closed, who=WHO, clock=clock) as file:
        assert file.draft.text("notes", "p1") == "新待补"
    monkeypatch.undo()
    with pytest.raises(UserError, match="由新版程序创建"):
        DraftFile.open(closed, who=WHO, clock=clock)


def test_a_migration_that_fails_leaves_the_file_as_it_was(
    closed: Path, draft: Draft, clock: Clock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_another_migration(tmp_path, monkeypatch, "DELETE FROM notes; INSERT INTO nowhere VALUES (1);\n")
    with pytest.raises(sqlite3.OperationalError, match="nowhere"):
        DraftFile.open(closed, who=WHO, clock=clock)
    monkeypatch.undo()
    assert canonical(read_draft(closed)) == canonical(draft)


@pytest.mark.parametrize("name", ["0009_gap.sql", "0001_twice.sql", "words.sql"])
def test_wrongly_numbered_migrations_are_a_bug(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with_another_migration(tmp_path, monkeypatch, "SELECT 1;\n")
    migrations = assets.path("db", "migrations")
    (migrations / f"{schema.newest():04}_more.sql").rename(migrations / name)
    with pytest.raises(ValueError, match="without a gap"):
        schema.newest()


def test_the_readme_names_every_table() -> None:
    text = assets.path("db", "README.md").read_text(encoding="utf-8")
    assert [name for _, name in sorted(schema.KNOWN) if f"`{name}`" not in text] == []


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        ("/home/a b/某.eduduty", "file:///home/a%20b/%E6%9F%90.eduduty?mode=rw"),
        ("C:/100%#?.eduduty", "file:///C:/100%25%23%3F.eduduty?mode=rw"),
        ("//server/share/x.eduduty", "file:////server/share/x.eduduty?mode=rw"),
    ],
)
def test_the_uri_of_a_path(path: str, uri: str) -> None:
    assert uri_of(path, "rw") == uri
