"""The lock file beside a draft: who has it open, on which computer, since when.

It keeps people from editing one draft twice; that two processes never write at once is SQLite's own doing.
"""

import os
import platform
import secrets
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import msgspec

from eduduty_desktop.errors import UserError
from eduduty_desktop.store.failures import in_plain_words
from eduduty_desktop.store.processes import started

SUFFIX = ".eduduty"
_READ_ONLY = "请把文件复制到可以写入的文件夹（例如“文档”）后再打开。"


class Holder(msgspec.Struct, frozen=True):
    """Who holds a draft: `time` is ISO 8601 with offset, `started` a mark that tells reused process ids apart."""

    computer: str = ""
    user: str = ""
    pid: int = 0
    time: str = ""
    started: str = ""
    session: str = ""


class LockedError(UserError):
    """Another live session has the draft open; `holder` says which, None if its lock file cannot be read."""

    def __init__(self, path: Path, lock: Path, holder: Holder | None) -> None:
        super().__init__(f"自评稿“{path.name}”{_whose(holder)}", what_to_do=_advice(lock, holder))
        self.holder = holder
        self.lock = lock


def lock_path(path: Path) -> Path:
    """The lock file of a draft: `.~lock.<name>.eduduty#` in the same folder."""
    name = path.name if path.name.endswith(SUFFIX) else path.name + SUFFIX
    return path.with_name(f".~lock.{name}#")


class Lock:
    """A held lock; `release` gives it back."""

    def __init__(self, file: Path, holder: Holder) -> None:
        self._file = file
        self._holder = holder

    @classmethod
    def acquire(cls, path: Path, *, who: str, clock: Callable[[], datetime]) -> "Lock":
        """Take the lock of a draft, also from a session of this computer that has died.

        Raises LockedError while another session holds it, and UserError where file or folder cannot be written.
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
        )
        with in_plain_words(path):
            if path.exists() and not os.access(path, os.W_OK):
                raise UserError(f"自评稿“{path.name}”是只读的，不能编辑", what_to_do=_READ_ONLY)
            if not _create(file, holder):
                _set_aside(path, file, holder.session)
                if not _create(file, holder):
                    raise LockedError(path, file, _read(file))
        return cls(file, holder)

    def release(self) -> None:
        """Remove the lock file if it is still this session's; a second call does nothing."""
        if _read(self._file) == self._holder:
            self._file.unlink(missing_ok=True)


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
    except (FileNotFoundError, msgspec.DecodeError):
        return None


def _set_aside(path: Path, file: Path, token: str) -> None:
    """Remove a dead session's lock; raises LockedError for a live one.

    Renaming first makes sure that of two who find the same stale lock only one removes it.
    """
    holder = _read(file)
    if not file.exists():
        return
    if holder is None or not _is_dead(holder):
        raise LockedError(path, file, holder)
    aside = file.with_name(f"{file.name}.{token}")
    try:
        file.rename(aside)
    except FileNotFoundError:
        return  # another session was faster; creating ours will fail or not
    taken = _read(aside)
    if taken != holder and not file.exists():
        aside.rename(file)
        raise LockedError(path, file, taken)
    aside.unlink()


def _is_dead(holder: Holder) -> bool:
    if holder.computer != platform.node() or holder.pid <= 0:
        return False
    mark = started(holder.pid)
    return mark is None or bool(mark and holder.started and mark != holder.started)


def _whose(holder: Holder | None) -> str:
    if holder is None:
        return "可能正由另一处打开（锁文件读不出是谁）"
    since = holder.time.replace("T", " ")[:16]
    place = "在本机" if holder.computer == platform.node() else f"在计算机“{holder.computer}”上"
    return f"已由“{holder.user}”于 {since} {place}打开"


def _advice(lock: Path, holder: Holder | None) -> str:
    if holder is not None and holder.computer == platform.node():
        return "请切换到已经打开的窗口继续编辑，或在那里关闭后再打开。"
    return f"请与对方联系，等其关闭后再打开；确认无人使用时，删除同一文件夹中的“{lock.name}”即可打开。"
