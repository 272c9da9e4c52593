"""The owner thread's side of an open draft file: connection, transactions, and what still waits to be written."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TypeVar

from eduduty_desktop import __version__
from eduduty_desktop.draft import Change, Draft
from eduduty_desktop.errors import UserError
from eduduty_desktop.store import log, rows, schema
from eduduty_desktop.store.backups import Backup, Backups, Reason
from eduduty_desktop.store.batch import Batch, Marks, marks_of, queued
from eduduty_desktop.store.connection import check_structure, connect, transaction
from eduduty_desktop.store.failures import in_plain_words, user_error
from eduduty_desktop.store.header import read_header
from eduduty_desktop.store.lock import Lock
from eduduty_desktop.store.placing import discard, place, temporary
from eduduty_desktop.store.reading import read_draft
from eduduty_desktop.store.rescue import Memory, compose, copy_of, fresh

T = TypeVar("T")


class ReplacedError(UserError):
    """Another file, or one that somebody else wrote into, lies where the draft was: it is not written into."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"“{path.name}”已被换成另一份文件，修改没有存上",
            what_to_do="请用“另存”把正在编辑的自评稿存为一个新文件，再比较两份。",
        )


class Keeper:
    """Every method runs on the owner thread and raises UserError for faults of disk, file or rights.

    What could not be written is kept and goes first with the next attempt, so that after a full disk or a
    pulled drive the file catches up with what people see.
    """

    def __init__(self, path: Path, lock: Lock, clock: Callable[[], datetime], backups: Backups | None) -> None:
        self._path = path
        self._lock = lock
        self._clock = clock
        self._backups = backups
        self._db: sqlite3.Connection | None = None
        self._opened: Draft | None = None
        self._backlog: tuple[Batch, ...] = ()
        self._written: list[tuple[Marks, Batch]] = []
        self._doubtful = False  # the file behind the connection may be gone
        self._marks = Marks("", 0, 0)
        self._hoped = self._marks  # after a commit that failed and yet may have come through

    @property
    def path(self) -> Path:
        return self._path

    @property
    def failing(self) -> bool:
        """Whether something handed in is not in the file."""
        return bool(self._backlog)

    def open(self) -> tuple[Draft, tuple[Change, ...]]:
        """Check, migrate and read the file, seal an open edit; returns the draft and the changes so recovered."""
        with in_plain_words(self._path):
            self._db = _connected(self._path)
            connection = self._db
            if schema.version_of(connection) < schema.newest():
                self._back_up_before_migration(connection)
                with transaction(connection):
                    self._lock.make_sure()
                schema.migrate(connection)
            schema.require_all(connection, self._path)
            draft = self._opened = rows.read_whole(connection, self._path)
            self._marks = self._hoped = marks_of(connection)
            items = log.open_edit(connection, draft, self._path)
            if items:
                self._seal_what_a_crash_left(items)
        changes = tuple(item.change for item in items)
        return draft.apply(changes), changes

    def _seal_what_a_crash_left(self, items: list[log.Write]) -> None:
        try:
            self.save(Batch(tuple(items), open_edit=()))
        finally:
            self._backlog = ()  # the file holds them already: there is nothing to make up for

    def save(self, batch: Batch | None = None) -> datetime:
        """Write a batch and whatever waits, in one transaction, and return when all of it was durable.

        What fails through no fault of the program is kept for the next attempt.
        """
        todo = self._backlog if batch is None else queued(self._backlog, batch)
        try:
            connection = self._connection()
            with transaction(connection):
                self._make_sure_it_is_ours(connection)
                for each in todo:
                    each.carry_out(connection)
                self._hoped = marks_of(connection)
        except Exception as error:
            known = user_error(error, self._path)
            if known is None:
                raise
            self._doubtful = True
            self._backlog = todo
            if known is error:
                raise
            raise known from error
        self._backlog = ()
        self._marks = self._hoped
        self._written += [(self._marks, each) for each in todo if not each.only_typing]
        return self._clock()

    def read(self, job: Callable[[sqlite3.Connection], T]) -> T:
        """What a job reads."""
        with in_plain_words(self._path):
            return job(self._connection())

    def copy_to(self, target: Path, *, overwrite: bool) -> None:
        """A consistent copy at another place, opened again and looked through before it gets its name."""
        if self._backlog:
            self.save()
        unfinished = temporary(target)
        with in_plain_words(target):
            try:
                self._copy(unfinished)
                _connected(unfinished).close()
                place(unfinished, target, overwrite=overwrite)
            finally:
                discard(unfinished)

    def back_up(self, draft: Draft, reason: Reason, origin: log.Origin) -> Backup:
        """A verified backup of a draft that the file holds; if it does not, one of what memory holds."""
        if self._backups is None:
            raise RuntimeError("no folder for backups")
        if not self._backlog:
            return self._backups.make(draft, self._path, reason, self._copy)
        from_memory = partial(self._compose, draft, origin)
        return self._backups.make(draft, self._path, Reason.FAILING, from_memory)

    def move_to(self, target: Path, lock: Lock, draft: Draft, origin: log.Origin) -> datetime:
        """Write a draft with all that is known of its log into a new file, and go on there.

        Nothing changes if that fails.  The old file stays as it is; its lock is the caller's to give back.
        """
        unfinished = temporary(target)
        with in_plain_words(target):
            try:
                self._compose(draft, origin, unfinished)
                place(unfinished, target)
            finally:
                discard(unfinished)
            db = _connected(target)
            marks = marks_of(db)
        if self._db is not None:
            self._db.close()
        self._db, self._path, self._lock = db, target, lock
        self._marks = self._hoped = marks
        self._opened, self._backlog, self._written, self._doubtful = draft, (), [], False
        return self._clock()

    def close(self) -> None:
        """Try once more to write what waits, and let the file go in any case."""
        try:
            if self._backlog:
                self.save()
        finally:
            if self._db is not None:
                self._db.close()

    def _make_sure_it_is_ours(self, connection: sqlite3.Connection) -> None:
        self._lock.make_sure()
        if marks_of(connection) not in (self._marks, self._hoped):
            raise ReplacedError(self._path)

    def _copy(self, target: Path) -> None:
        with closing(connect(target, "rwc")) as copy:
            self._connection().backup(copy)

    def _compose(self, draft: Draft, origin: log.Origin, target: Path) -> None:
        memory = Memory(self._opened or draft, self._written, self._backlog, __version__)
        bases = [copy_of(self._path, lambda marks: marks in (self._marks, self._hoped))]
        known = [] if self._backups is None else self._backups.of_file(self._path)
        bases += [copy_of(backup.path, self._preceding) for backup in known[:3]]
        compose(target, draft, memory, bases, origin)

    def _preceding(self, marks: Marks) -> bool:
        return marks.draft_id == self._marks.draft_id and marks.change <= self._hoped.change

    def _back_up_before_migration(self, connection: sqlite3.Connection) -> None:
        if self._backups is not None:

            def make_copy(target: Path) -> None:
                with closing(connect(target, "rwc")) as copy:
                    connection.backup(copy)

            self._backups.make(read_draft(self._path), self._path, Reason.MIGRATION, make_copy)

    def _connection(self) -> sqlite3.Connection:
        if self._db is None:
            raise RuntimeError("not open")
        if self._doubtful:
            self._reconnect()
        return self._db

    def _reconnect(self) -> None:
        """A drive that was pulled and put back answers to a new connection only."""
        anew = _connected(self._path)
        marks = marks_of(anew)
        if marks not in (self._marks, self._hoped):
            anew.close()
            self._lock.refuse_if_taken()
            raise ReplacedError(self._path)
        self._marks = self._hoped = marks
        if self._db is not None:
            self._db.close()
        self._db, self._doubtful = anew, False


def _connected(path: Path) -> sqlite3.Connection:
    """A file that was looked at from outside and inside, and that can be written."""
    read_header(path, schema.newest())
    db = connect(path, "rw")
    try:
        schema.refuse_strangers(db, path)
        check_structure(db, path)
        with transaction(db):
            pass  # a file that is read-only or in use says so now, not at the first edit
    except BaseException:
        db.close()
        raise
    return db


def write_new(path: Path, draft: Draft, origin: log.Origin) -> None:
    """Write a draft as a new file, whole or not at all.

    Raises UserError if the file exists or cannot be written.
    """
    unfinished = temporary(path)
    with in_plain_words(path):
        try:
            fresh(unfinished, draft, origin, __version__)
            place(unfinished, path)
        finally:
            discard(unfinished)
