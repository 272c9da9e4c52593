"""The owner thread's side of an open draft file: connection, transactions, and what still waits to be written."""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from eduduty_desktop.draft import Change, Draft, Key
from eduduty_desktop.errors import UserError
from eduduty_desktop.store import log, rows, schema
from eduduty_desktop.store.connection import check_structure, connect
from eduduty_desktop.store.failures import in_plain_words, user_error
from eduduty_desktop.store.header import read_header
from eduduty_desktop.store.placing import discard, place, temporary

if TYPE_CHECKING:
    from sqlite_utils import Database

T = TypeVar("T")
Step = Callable[[sqlite3.Connection], None]


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


class Keeper:
    """Every method runs on the owner thread and raises UserError for faults of disk, file or rights.

    What could not be written is kept and goes first with the next attempt, so that after a full disk or a
    pulled drive the file catches up with what people see.
    """

    def __init__(self, path: Path, clock: Callable[[], datetime]) -> None:
        self._path = path
        self._clock = clock
        self._db: Database | None = None
        self._backlog: list[Step] = []
        self._doubtful = False  # the file behind the connection may be gone
        self._draft_id = ""
        self._last_seq = 0

    def open(self) -> tuple[Draft, tuple[Change, ...]]:
        """Check, migrate and read the file, seal an open edit; returns the draft and the changes so recovered."""
        with in_plain_words(self._path):
            self._db = _connected(self._path)
            schema.migrate(self._db)
            connection = self._db.conn
            schema.require_all(connection, self._path)
            draft = rows.read_whole(connection, self._path)
            self._draft_id = draft.id
            items = log.open_edit(connection, draft, self._path)
            if items:
                steps = [partial(log.write, item=item) for item in items]
                self.save([*steps, partial(log.replace_open_edit, items=())], keep=False)
        changes = tuple(item.change for item in items)
        return draft.apply(changes), changes

    def save(self, steps: Sequence[Step], *, keep: bool = True) -> datetime:
        """Carry out the steps in one transaction and return when they were durable.

        Steps that fail through no fault of the program are kept for the next attempt, unless `keep` is false.
        """
        todo = [*self._backlog, *steps]
        try:
            connection = self._connection()
            with transaction(connection):
                for step in todo:
                    step(connection)
                (last_seq,) = connection.execute('SELECT max("seq") FROM "change_log"').fetchone()
        except Exception as error:
            known = user_error(error, self._path)
            if known is None:
                raise
            self._doubtful = True
            if keep:
                self._backlog = todo
            if known is error:
                raise
            raise known from error
        self._backlog = []
        self._last_seq = last_seq or 0
        return self._clock()

    def read(self, job: Callable[[sqlite3.Connection], T]) -> T:
        """What a job reads."""
        with in_plain_words(self._path):
            return job(self._connection())

    def copy_to(self, target: Path, *, overwrite: bool) -> None:
        """A consistent copy at another place, opened again and looked through before it gets its name."""
        if self._backlog:
            self.save(())
        unfinished = temporary(target)
        with in_plain_words(target):
            try:
                with closing(connect(unfinished, "rwc").conn) as copy:
                    self._connection().backup(copy)
                _connected(unfinished).close()
                place(unfinished, target, overwrite=overwrite)
            finally:
                discard(unfinished)

    def close(self) -> None:
        """Try once more to write what waits, and let the file go in any case."""
        try:
            if self._backlog:
                self.save(())
        finally:
            if self._db is not None:
                self._db.close()

    def _connection(self) -> sqlite3.Connection:
        if self._db is None:
            raise RuntimeError("not open")
        if self._doubtful:
            self._reconnect()
        return self._db.conn

    def _reconnect(self) -> None:
        """A drive that was pulled and put back answers to a new connection only."""
        fresh = _connected(self._path)
        (draft_id,) = fresh.conn.execute('SELECT "draft_id" FROM "meta"').fetchone()
        (last_seq,) = fresh.conn.execute('SELECT max("seq") FROM "change_log"').fetchone()
        if draft_id != self._draft_id or (last_seq or 0) < self._last_seq:
            fresh.close()
            raise UserError(
                f"“{self._path.name}”已被换成另一份文件，修改没有存上",
                what_to_do="请用“另存”把正在编辑的自评稿存为一个新文件，再比较两份。",
            )
        if self._db is not None:
            self._db.close()
        self._db, self._doubtful = fresh, False


def _connected(path: Path) -> "Database":
    """A file that was looked at from outside and inside, and that can be written."""
    read_header(path, schema.newest())
    db = connect(path, "rw")
    try:
        schema.refuse_strangers(db.conn, path)
        check_structure(db.conn, path)
        with transaction(db.conn):
            pass  # a file that is read-only or in use says so now, not at the first edit
    except BaseException:
        db.close()
        raise
    return db


def write_new(path: Path, draft: Draft, origin: log.Origin, program_version: str) -> None:
    """Write a draft as a new file, whole or not at all.

    Raises UserError if the file exists or cannot be written.
    """
    unfinished = temporary(path)
    with in_plain_words(path):
        try:
            db = connect(unfinished, "rwc")
            with closing(db.conn) as connection:
                schema.migrate(db)
                changes = [
                    Change(Key(table, row, slot), None, record, "create")
                    for table, records in draft.tables.items()
                    for (row, slot), record in records.items()
                ]
                with transaction(connection):
                    rows.write_whole(connection, draft, origin.at, program_version)
                    for item in log.made_ready(changes, origin):
                        log.write(connection, item)
            place(unfinished, path)
        finally:
            discard(unfinished)
