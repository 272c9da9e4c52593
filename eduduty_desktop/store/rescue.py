"""A new file from what memory holds, where the old one cannot be written or read any more.

The change log comes from the best base there is (the old file, a backup, or the draft as it was opened), the
session's own writes are replayed on it, and what still differs from the draft is written at last.
"""

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from eduduty_desktop.draft import Change, Draft, Key, canonical
from eduduty_desktop.store import log, rows, schema
from eduduty_desktop.store.batch import Batch, Marks, marks_of
from eduduty_desktop.store.connection import check_structure, connect, transaction
from eduduty_desktop.store.failures import DamagedError, user_error
from eduduty_desktop.store.header import read_header
from eduduty_desktop.store.placing import discard
from eduduty_desktop.store.reading import read_draft

MakeBase = Callable[[Path], None]


@dataclass(frozen=True, slots=True)
class Memory:
    """What a session knows beside its file: the draft as it was opened with its log's words, its own writes with
    the marks after each, and what has not been written.
    """

    opened: Draft
    written: Sequence[tuple[Marks, Batch]]
    backlog: Sequence[Batch]
    program_version: str


def fresh(path: Path, draft: Draft, origin: log.Origin, program_version: str) -> None:
    """Write a draft into an empty file.  Raises sqlite3.Error."""
    with closing(connect(path, "rwc")) as connection:
        schema.migrate(connection)
        with transaction(connection):
            rows.write_whole(connection, draft, origin.at, program_version)
            _write_differences(connection, Draft(draft.id, draft.framework), draft, origin, "create")


def copy_of(source: Path, accept: Callable[[Marks], bool]) -> MakeBase:
    """A base: the copy of a sound draft file of this version whose marks are acceptable."""

    def make(target: Path) -> None:
        if read_header(source, schema.newest()).version != schema.newest():
            raise DamagedError(source, "版本较旧")
        with closing(connect(source, "ro")) as old:
            schema.refuse_strangers(old, source)
            check_structure(old, source)
            if not accept(marks_of(old)):
                raise DamagedError(source, "不是同一份自评稿")
            with closing(connect(target, "rwc")) as copy:
                old.backup(copy)

    return make


def compose(target: Path, draft: Draft, memory: Memory, bases: Iterable[MakeBase], origin: log.Origin) -> None:
    """Write a draft with all of its log that is known into a new file, and read it back.

    Bases are tried in turn; one that cannot be used is left for the next.  Raises sqlite3.Error, OSError and
    UserError about the target.
    """

    def from_memory(path: Path) -> None:
        fresh(path, memory.opened, origin, memory.program_version)

    for make in (*bases, from_memory):
        try:
            make(target)
            _catch_up(target, draft, memory, origin)
            return
        except Exception as error:
            discard(target)
            if make is from_memory or user_error(error, target) is None:
                raise  # else this base does not serve, but the next may


def _catch_up(path: Path, draft: Draft, memory: Memory, origin: log.Origin) -> None:
    with closing(connect(path, "rw")) as connection, transaction(connection):
        base = marks_of(connection)
        for marks, batch in memory.written:
            batch.replay(connection, marks, base)
        for batch in memory.backlog:
            batch.carry_out(connection)
        log.replace_open_edit(connection, ())
        _write_differences(connection, rows.read_whole(connection, path), draft, origin, "rescue")
    if canonical(read_draft(path)) != canonical(draft):
        raise DamagedError(path, "写出的内容与窗口里的不一致")


def _write_differences(
    connection: sqlite3.Connection, held: Draft, draft: Draft, origin: log.Origin, cause: str
) -> None:
    for item in log.made_ready(changes_between(held, draft, cause), origin):
        log.write(connection, item)


def changes_between(old: Draft, new: Draft, cause: str) -> list[Change]:
    """The changes that lead from one draft to another of the same framework; none that is idle."""
    found = []
    for table in sorted({*old.tables, *new.tables}):
        before, after = old.rows(table), new.rows(table)
        for row, slot in sorted({*before, *after}):
            change = Change(Key(table, row, slot), before.get((row, slot)), after.get((row, slot)), cause=cause)
            if not change.is_idle:
                found.append(change)
    return found
