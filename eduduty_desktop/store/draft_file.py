"""An open draft file as the rest of the program sees it: changes go in and return at once, futures say when durable."""

import atexit
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Self

from eduduty_desktop.draft import Change, Draft, Key
from eduduty_desktop.errors import UserError
from eduduty_desktop.store import exports, log, schema
from eduduty_desktop.store.backups import Backup, Backups, Reason
from eduduty_desktop.store.batch import Batch
from eduduty_desktop.store.exports import Export, LoggedExport
from eduduty_desktop.store.header import read_header
from eduduty_desktop.store.keeper import Keeper, ReplacedError, write_new
from eduduty_desktop.store.lock import Lock, TakenOverError
from eduduty_desktop.store.log import LoggedChange
from eduduty_desktop.store.owner import Owner
from eduduty_desktop.store.placing import refuse_existing, refuse_long_name
from eduduty_desktop.store.state import SaveState, SaveTracker

Clock = Callable[[], datetime]
OnFailure = Callable[[Exception], None]


@dataclass(frozen=True, slots=True)
class Opener:
    """Who opens a draft: the person, the time, the computer's random name, and where backups go (None: nowhere)."""

    who: str
    clock: Clock
    machine: str = ""
    backups: Backups | None = None


def _ignore(_error: Exception) -> None:
    """The future tells."""


class DraftFile:
    """A draft file that this session has locked; made by `create` or `open`.

    `draft` is what the file held when it was opened, `recovered` the changes found in its crash journal (they
    are part of `draft`, the tables and the log).  Failures to write are UserError where disk, file or rights
    are at fault; they go to the future, to `state` and, on the owner thread and before it, to `on_failure`.
    What could not be written is kept and written first by the next write, `flush`, copy or `close`;
    `save_elsewhere` takes it to another file.
    """

    def __init__(self, path: Path, lock: Lock, opener: Opener, on_failure: OnFailure) -> None:
        self._lock = lock
        self._opener = opener
        self._on_failure = on_failure
        self._tracker = SaveTracker(opener.clock)
        self._keeper = Keeper(path, lock, opener.clock, opener.backups)
        self._owner = Owner(f"draft {path.name}")
        self._ending: Future[None] | None = None
        self._released = False
        atexit.register(self.close)
        try:
            self.draft, self.recovered = self._owner.submit(self._keeper.open).result()
        except BaseException:
            self.close()
            raise

    @classmethod
    def create(
        cls,
        path: Path,
        draft: Draft,
        *,
        who: str,
        clock: Clock,
        on_failure: OnFailure = _ignore,
        machine: str = "",
        backups: Backups | None = None,
    ) -> "DraftFile":
        """Write a draft into a new file and open it; nothing half-made is ever left under its name.

        `clock` gives times with their offset; `machine` is this computer's random name.  Raises UserError if
        the file exists or cannot be written.
        """
        path = path.resolve()
        refuse_existing(path)
        lock = Lock.acquire(path, who=who, clock=clock, machine=machine)
        try:
            write_new(path, draft, log.Origin(_text(clock()), who, "新建自评稿"))
        except BaseException:
            lock.release()
            raise
        return cls(path, lock, Opener(who, clock, machine, backups), on_failure)

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        who: str,
        clock: Clock,
        on_failure: OnFailure = _ignore,
        machine: str = "",
        backups: Backups | None = None,
        take_over: bool = False,
    ) -> "DraftFile":
        """Lock, check, back up and migrate if it is old, and read a draft file; seal what a crash left unfinished.

        `take_over` takes it from a living session too; that one may no longer write.  Raises LockedError while
        another session has it, UserError for whatever is no sound, writable draft.
        """
        path = path.resolve()
        refuse_long_name(path)
        read_header(path, schema.newest())
        lock = Lock.acquire(path, who=who, clock=clock, machine=machine, take_over=take_over)
        return cls(path, lock, Opener(who, clock, machine, backups), on_failure)

    @property
    def path(self) -> Path:
        """Where the draft is; another place after `save_elsewhere`."""
        return self._keeper.path

    @property
    def state(self) -> SaveState:
        """Whether what was handed in is in the file; may be asked from any thread."""
        return self._tracker.state

    def on_state(self, listener: Callable[[SaveState], None]) -> Callable[[], None]:
        """Call `listener` with every new state, on whichever thread brought it; returns the way out."""
        return self._tracker.subscribe(listener)

    def commit(self, changes: Sequence[Change], *, label: str) -> "Future[datetime]":
        """Write changes and log them under a label (`填写教职工总数`); returns at once.

        An open edit of the same keys ends with it.
        """
        return self._write(partial(_sealed, tuple(changes), self._origin(label)))

    def save_open_edit(self, changes: Sequence[Change], *, label: str) -> "Future[datetime]":
        """Let the crash journal hold what is being typed, instead of what it held; returns at once."""
        return self._write(partial(_opened, tuple(changes), self._origin(label)))

    def seal_open_edit(self, changes: Sequence[Change], *, label: str) -> "Future[datetime]":
        """Write and log the changes that the typing came to and clear the crash journal, in one transaction."""
        return self._write(partial(_sealed, tuple(changes), self._origin(label), clear=True))

    def record_export(self, exported: Sequence[Export]) -> "Future[datetime]":
        """Remember exported files with their baselines; returns at once."""
        batch = Batch(exports=tuple(exported), exported_at=_text(self._opener.clock()))
        return self._write(lambda: batch)

    def flush(self) -> "Future[datetime]":
        """Resolves when everything handed in so far is durable; tries again what had failed."""
        return self._write(lambda: None)

    def back_up(self, draft: Draft, reason: Reason) -> "Future[Backup]":
        """Have a verified backup made of a draft, everything of which was handed in before; returns at once.

        While the file cannot be written, the backup holds what memory does.  The future raises UserError.
        Raises RuntimeError where no folder for backups was given.
        """
        if self._opener.backups is None:
            raise RuntimeError("no folder for backups")
        return self._owner.submit(partial(self._keeper.back_up, draft, reason, self._origin("备份")))

    def save_elsewhere(self, path: Path, draft: Draft) -> None:
        """Write a draft with all that is known of its log into a new file and go on there; waits until it is done.

        Works whatever has become of the old file, which is left as it is.  Everything of `draft` must have been
        handed in.  Raises UserError if the new file exists or cannot be written; then nothing has changed.
        """
        path = path.resolve()
        refuse_existing(path)
        opener = self._opener
        lock = Lock.acquire(path, who=opener.who, clock=opener.clock, machine=opener.machine)
        try:
            job = partial(self._keeper.move_to, path, lock, draft, self._origin("另存"))
            at = self._owner.submit(job).result()
        except BaseException:
            lock.release()
            raise
        old, self._lock = self._lock, lock
        self._tracker.moved(at)
        with suppress(UserError):  # the old place may be gone, and its lock with it
            old.release()

    def exports(self) -> list[LoggedExport]:
        """All recorded exports, newest first; waits for what is being written."""
        return self._owner.submit(lambda: self._keeper.read(exports.read)).result()

    def history(self, key: Key) -> list[LoggedChange]:
        """All sealed changes of one value, newest first; waits for what is being written."""
        job = partial(log.history, key=key, path=self.path)
        return self._owner.submit(lambda: self._keeper.read(job)).result()

    def copy_to(self, path: Path, *, overwrite: bool = False) -> None:
        """Write a consistent, verified copy; waits until it is there.

        Raises UserError if the target exists (without `overwrite`), is open somewhere, or cannot be written.
        """
        path = path.resolve()
        if not overwrite:
            refuse_existing(path)
        lock = Lock.acquire(path, who=self._opener.who, clock=self._opener.clock)
        try:
            self._owner.submit(partial(self._keeper.copy_to, path, overwrite=overwrite)).result()
        finally:
            lock.release()

    def close(self, timeout: float = 30.0) -> None:
        """Write what is queued, let the file go and release the lock; a second call does nothing.

        Raises UserError if something could not be written, or if it takes longer than `timeout` seconds (then
        the lock stays and `close` may be called again).
        """
        if self._released:
            return
        if self._ending is None:
            self._ending = self._owner.stop(self._keeper.close)
        if not self._owner.join(timeout):
            raise UserError(
                f"自评稿“{self.path.name}”还在写入，没有关闭", what_to_do="磁盘反应很慢，请稍候再关闭，不要拔出U盘。"
            )
        self._released = True
        atexit.unregister(self.close)
        try:
            self._ending.result()
        finally:
            self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self.close()

    def _origin(self, label: str) -> log.Origin:
        return log.Origin(_text(self._opener.clock()), self._opener.who, label)

    def _write(self, batch: Callable[[], Batch | None]) -> "Future[datetime]":
        self._tracker.handed_in()
        return self._owner.submit(partial(self._reporting, batch))

    def _reporting(self, batch: Callable[[], Batch | None]) -> datetime:
        try:
            at = self._keeper.save(batch())
        except Exception as error:
            self._tracker.failed(error, must_move=isinstance(error, TakenOverError | ReplacedError))
            self._on_failure(error)
            raise
        self._tracker.written(at)
        return at


def _sealed(changes: tuple[Change, ...], origin: log.Origin, *, clear: bool = False) -> Batch:
    return Batch(tuple(log.made_ready(changes, origin)), open_edit=() if clear else None)


def _opened(changes: tuple[Change, ...], origin: log.Origin) -> Batch:
    return Batch(open_edit=tuple(log.made_ready(changes, origin)))


def _text(at: datetime) -> str:
    if at.utcoffset() is None:
        raise ValueError("the clock must give times with their offset")
    return at.isoformat(timespec="milliseconds")
