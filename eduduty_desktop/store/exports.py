"""The record of what was exported: which file, and the baseline that an edited one is compared with."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Export:
    """One exported file: `edition` and `kind` by their code names, `sha256` as hex digits, `baseline` JSON or empty."""

    edition: str
    kind: str
    file_name: str
    sha256: str
    baseline: str = ""


@dataclass(frozen=True, slots=True)
class LoggedExport:
    """An export with when it was made."""

    at: datetime
    export: Export


def add(connection: sqlite3.Connection, exports: Sequence[Export], at: str) -> None:
    """Record exports; one that is recorded already is not again.  Needs a transaction."""
    connection.executemany(
        'INSERT INTO "exports" ("at", "edition", "kind", "file_name", "sha256", "baseline") '
        'SELECT ?1, ?2, ?3, ?4, ?5, ?6 WHERE NOT EXISTS (SELECT 1 FROM "exports" '
        'WHERE ("at", "edition", "kind", "file_name", "sha256") = (?1, ?2, ?3, ?4, ?5))',
        [(at, e.edition, e.kind, e.file_name, e.sha256, e.baseline or None) for e in exports],
    )


def read(connection: sqlite3.Connection) -> list[LoggedExport]:
    """All recorded exports, newest first."""
    found = connection.execute(
        'SELECT "at", "edition", "kind", "file_name", "sha256", "baseline" FROM "exports" ORDER BY "seq" DESC'
    )
    return [
        LoggedExport(datetime.fromisoformat(at), Export(edition, kind, file_name, sha256, baseline or ""))
        for at, edition, kind, file_name, sha256, baseline in found
    ]
