"""An open draft file as the rest of the program sees it: changes go in and return at once, futures say when durable."""

import atexit
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from datetime import datetime
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Self

from eduduty_desktop import __version__
from eduduty_desktop.draft import Change, Draft, Key
from eduduty_desktop.errors import UserError
from eduduty_desktop.store import exports, log, schema
from eduduty_desktop.store.exports import Export, LoggedExport
from eduduty_desktop.store.header import read_header
from eduduty_desktop.store.keeper import Keeper, Step, write_new
from eduduty_desktop.store.lock import Lock
from eduduty_desktop.store.log import LoggedChange
from eduduty_desktop.store.owner import Owner
from eduduty_desktop.store.placing import refuse_existing

Clock = Callable[[], datetime]
OnFailure = Callable[[Exception], None]


def _ignore(_error: Exception) -> None:
    """The future tells."""


class DraftFile:
    """A draft file that this session has locked; made by `create` or `open`.

    `draft` is what the file held when it was opened, `recovered` the changes found in its crash journal (they
    are part of `draft`, the tables and the log).  Failures to write are UserError where disk, file or rights
    are at fault; they go to the future and, on the owner thread and before it, to `on_failure`.  What could
    not be written is kept and written first by the next commit, export, open edit, copy or `close`.
    """

    def __init__(self, path: Path, lock: Lock, *, who: str, clock: Clock, on_failure: OnFailure) -> None:
        self.path = path
        self._lock = lock
        self._who = who
        self._clock = clock
        self._on_failure = on_failure
        self._keeper = Keeper(path, clock)
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
        cls, path: Path, draft: Draft, *, who: str, clock: Clock, on_failure: OnFailure = _ignore
    ) -> "DraftFile":
        """Write a draft into a new file and open it; nothing half-made is ever left under its name.

        `clock` gives times with their offset.  Raises UserError if the file exists or cannot be written.
        """
        path = path.resolve()
        refuse_existing(path)
        lock = Lock.acquire(path, who=who, clock=clock)
        try:
            write_new(path, draft, log.Origin(_text(clock()), who, "新建自评稿"), __version__)
        except BaseException:
            lock.release()
            raise
        return cls(path, lock, who=who, clock=clock, on_failure=on_failure)

    @classmethod
    def open(cls, path: Path, *, who: str, clock: Clock, on_failure: OnFailure = _ignore) -> "DraftFile":
        """Lock, check, migrate and read a draft file, and seal what a crash left unfinished.

        Raises LockedError while another session has it, UserError for whatever is no sound, writable draft.
        """
        path = path.resolve()
        read_header(path, schema.newest())
        lock = Lock.acquire(path, who=who, clock=clock)
        return cls(path, lock, who=who, clock=clock, on_failure=on_failure)

    def commit(self, changes: Sequence[Change], *, label: str) -> "Future[datetime]":
        """Write changes and log them under a label (`填写教职工总数`); returns at once.

        An open edit of the same keys ends with it.
        """
        return self._write(partial(self._sealing, tuple(changes), self._origin(label), clear=False))

    def save_open_edit(self, changes: Sequence[Change], *, label: str) -> "Future[datetime]":
        """Let the crash journal hold what is being typed, instead of what it held; returns at once."""
        return self._write(partial(self._opening, tuple(changes), self._origin(label)))

    def seal_open_edit(self, changes: Sequence[Change], *, label: str) -> "Future[datetime]":
        """Write and log the changes that the typing came to and clear the crash journal, in one transaction."""
        return self._write(partial(self._sealing, tuple(changes), self._origin(label), clear=True))

    def record_export(self, exported: Sequence[Export]) -> "Future[datetime]":
        """Remember exported files with their baselines; returns at once."""
        step = partial(exports.add, exports=tuple(exported), at=_text(self._clock()))
        return self._write(lambda: self._keeper.save([step]))

    def flush(self) -> "Future[datetime]":
        """Resolves when everything handed in so far is durable; tries again what had failed."""
        return self._write(lambda: self._keeper.save([]))

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
        lock = Lock.acquire(path, who=self._who, clock=self._clock)
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
        return log.Origin(_text(self._clock()), self._who, label)

    def _write(self, job: Callable[[], datetime]) -> "Future[datetime]":
        return self._owner.submit(partial(self._reporting, job))

    def _reporting(self, job: Callable[[], datetime]) -> datetime:
        try:
            return job()
        except Exception as error:
            self._on_failure(error)
            raise

    def _sealing(self, changes: tuple[Change, ...], origin: log.Origin, *, clear: bool) -> datetime:
        steps: list[Step] = [partial(log.write, item=item) for item in log.made_ready(changes, origin)]
        if clear:
            steps.append(partial(log.replace_open_edit, items=()))
        return self._keeper.save(steps)

    def _opening(self, changes: tuple[Change, ...], origin: log.Origin) -> datetime:
        step = partial(log.replace_open_edit, items=log.made_ready(changes, origin))
        return self._keeper.save([step], keep=False)


def _text(at: datetime) -> str:
    if at.utcoffset() is None:
        raise ValueError("the clock must give times with their offset")
    return at.isoformat(timespec="milliseconds")
