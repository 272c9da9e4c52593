"""The lock file beside a draft: who has it open, on which computer, since when.

It keeps people from editing one draft twice; that two processes never write at once is SQLite's own doing.
A lock can be taken over on a person's word: whoever held it finds out inside its next transaction, before
anything is written.
"""

import hashlib
import os
import platform
import secrets
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import msgspec

from eduduty_desktop.errors import UserError
from eduduty_desktop.store.failures import in_plain_words
from eduduty_desktop.store.placing import discard, temporary
from eduduty_desktop.store.processes import started

SUFFIX = ".eduduty"
_LONGEST = 255  # bytes of a file's name
_HERE = "请切换到已经打开的窗口继续编辑，或在那里关闭后再打开。"
_ELSEWHERE = (
    "请与对方联系，等其关闭后再打开；也可以只读打开。确认无人使用时，可以在窗口里接管，"
    "或删除同一文件夹中的“{}”后再打开。"
)
_READ_ONLY = "请把文件复制到可以写入的文件夹（例如“文档”）后再打开。"


class Holder(msgspec.Struct, frozen=True):
    """Who holds a draft: `time` is ISO 8601 with offset, `started` a mark that tells reused process ids apart.

    `machine` is the random name of the computer (`machine.py`), empty in locks of old or foreign programs.
    """

    computer: str = ""
    user: str = ""
    pid: int = 0
    time: str = ""
    started: str = ""
    session: str = ""
    machine: str = ""

    def shares_machine_with(self, other: "Holder") -> bool:
        """Whether both are on one computer; equal host names alone do not say so where a random name is known."""
        return (self.computer, self.machine) == (other.computer, other.machine)


class LockedError(UserError):
    """Another live session has the draft open; `holder` says which, None if its lock file cannot be read."""

    def __init__(self, path: Path, lock: Path, holder: Holder | None, own: Holder) -> None:
        here = holder is not None and holder.shares_machine_with(own)
        super().__init__(
            f"自评稿“{path.name}”{_whose(holder, here)}", what_to_do=_HERE if here else _ELSEWHERE.format(lock.name)
        )
        self.holder = holder
        self.lock = lock
        self.same_machine = here


class TakenOverError(UserError):
    """Another session has taken this one's draft over: nothing more is written into the file."""

    def __init__(self, path: Path, holder: Holder | None) -> None:
        whom = "另一处" if holder is None else f"“{holder.user}”在计算机“{holder.computer}”上"
        super().__init__(
            f"自评稿“{path.name}”已由{whom}接管，这里的修改没有写入",
            what_to_do="请用“另存”把这里的自评稿存为一个新文件，再与对方的那一份比较。",
        )
        self.holder = holder


def lock_path(path: Path) -> Path:
    """The lock file of a draft: `.~lock.<name>.eduduty#` in the same folder, by a digest where that is too long."""
    name = path.name if path.name.endswith(SUFFIX) else path.name + SUFFIX
    if len(os.fsencode(f".~lock.{name}#")) > _LONGEST:
        name = hashlib.sha256(os.fsencode(path.name)).hexdigest()[:16] + SUFFIX
    return path.with_name(f".~lock.{name}#")


def holder_of(path: Path) -> Holder | None:
    """Who holds a draft, by its lock file, alive or not; None if there is none or it names nobody."""
    with in_plain_words(path):
        return _read(lock_path(path.resolve()))


class Lock:
    """A held lock; `release` gives it back."""

    def __init__(self, path: Path, file: Path, holder: Holder) -> None:
        self._path = path
        self._file = file
        self._holder = holder

    @classmethod
    def acquire(
        cls, path: Path, *, who: str, clock: Callable[[], datetime], machine: str = "", take_over: bool = False
    ) -> "Lock":
        """Take the lock of a draft, also from a session of this computer that has died.

        With `take_over`, also from a living one, which a person must have said.  Raises LockedError while
        another session holds it, and UserError where file or folder cannot be written.
        """
        path = path.resolve()
        file = lock_path(path)
        holder = Holder(
            computer=platform.node(),
            user=who,
            pid=os.getpid(),
            time=clock().isoformat(timespec="seconds"),
            started=started(os.getpid()) or "",
            session=secrets.token_hex(8),
            machine=machine,
        )
        with in_plain_words(path):
            if path.exists() and not os.access(path, os.W_OK):
                raise UserError(f"自评稿“{path.name}”是只读的，不能编辑", what_to_do=_READ_ONLY)
            if take_over:
                _replace(file, holder)
            elif not _create(file, holder):
                _set_aside(path, file, holder)
                if not _create(file, holder):
                    raise LockedError(path, file, _read(file), holder)
        return cls(path, file, holder)

    def make_sure(self) -> None:
        """Make sure that the lock is still this session's; one that was only removed is put back.

        Call it inside a transaction: a session that takes over waits for that one to end before it reads.
        Raises TakenOverError, and OSError where the lock cannot be read or put back.
        """
        if _read(self._file) == self._holder:
            return
        if not self._file.exists() and _create(self._file, self._holder):
            return
        self.refuse_if_taken()

    def refuse_if_taken(self) -> None:
        """Raises TakenOverError if another session's lock is there, and OSError where it cannot be read."""
        found = _read(self._file)
        if found != self._holder and self._file.exists():
            raise TakenOverError(self._path, found)

    def release(self) -> None:
        """Remove the lock file if it is still this session's; a second call does nothing.

        Raises UserError where that cannot be done.
        """
        with in_plain_words(self._path):
            if _read(self._file) == self._holder:
                self._file.unlink(missing_ok=True)


def _replace(file: Path, holder: Holder) -> None:
    unfinished = temporary(file)
    try:
        _create(unfinished, holder)
        unfinished.replace(file)
    finally:
        discard(unfinished)


def _create(file: Path, holder: Holder) -> bool:
    try:
        descriptor = os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o644)
    except FileExistsError:
        return False
    with os.fdopen(descriptor, "wb") as stream:
        stream.write(msgspec.json.encode(holder))
        stream.flush()
        os.fsync(stream.fileno())  # an empty lock file after a power cut would name nobody
    return True


def _read(file: Path) -> Holder | None:
    try:
        return msgspec.json.decode(file.read_bytes(), type=Holder)
    except (FileNotFoundError, NotADirectoryError, msgspec.DecodeError):
        return None


def _set_aside(path: Path, file: Path, own: Holder) -> None:
    """Remove a dead session's lock; raises LockedError for a live one.

    Renaming first makes sure that of two who find the same stale lock only one removes it.
    """
    holder = _read(file)
    if not file.exists():
        return
    if holder is None or not _is_dead(holder, own):
        raise LockedError(path, file, holder, own)
    aside = temporary(file)
    try:
        file.rename(aside)
    except FileNotFoundError:
        return  # another session was faster; creating ours will fail or not
    taken = _read(aside)
    if taken != holder and not file.exists():
        aside.rename(file)
        raise LockedError(path, file, taken, own)
    aside.unlink()


def _is_dead(holder: Holder, own: Holder) -> bool:
    if not holder.shares_machine_with(own) or holder.pid <= 0:
        return False
    mark = started(holder.pid)
    return mark is None or bool(mark and holder.started and mark != holder.started)


def _whose(holder: Holder | None, here: bool) -> str:
    if holder is None:
        return "可能正由另一处打开（锁文件读不出是谁）"
    since = holder.time.replace("T", " ")[:16]
    place = "在本机" if here else f"在计算机“{holder.computer}”上"
    return f"已由“{holder.user}”于 {since} {place}打开"
