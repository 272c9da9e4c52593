"""One running window: a second start leaves its file in a folder that the first one watches.

A running window holds a lock in a folder of its own inside `inbox` of the program's data.  The folder's name tells
computer, user and desktop session, so that two users, or two computers with one home on a server, never meet.
A request is one small file, put there whole; whoever removes it has it: the running window takes it, and the
second start withdraws what nobody took, and opens a window of its own.  Knows nothing of windows.
"""

import hashlib
import logging
import os
import platform
import secrets
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from eduduty_desktop import paths
from eduduty_desktop.errors import UserError
from eduduty_desktop.workspace.drafts import now
from eduduty_desktop.workspace.people import person

if TYPE_CHECKING:
    from eduduty_desktop.store import Lock

FOLDER = "inbox"
HEAD = b"eduduty-open 1\n"
SUFFIX = ".open"
MOST_BYTES = 65_536
PATIENCE = 5.0  # seconds for a window that is busy to take a request
FRESH = 60  # seconds after which a request has outlived whoever made it
_STEP = 0.02
_log = logging.getLogger(__name__)


class DamagedRequestError(ValueError):
    """A file that no second start has written."""


class Inbox:
    """The running window's own: `take` what has come, `close` it in the end."""

    def __init__(self, folder: Path, lock: "Lock") -> None:
        self.folder = folder
        self._lock = lock

    def take(self) -> list[Path | None]:
        """What was asked for since the last time, oldest first: a draft, or None where none was named.

        Files that are damaged, or older than those who could have waited, are removed with a line in the log.
        """
        wishes: list[Path | None] = []
        try:
            if not self.folder.is_dir():  # somebody tidied up
                self.folder.mkdir(parents=True, exist_ok=True)
                self._lock.make_sure()
            files = sorted(self.folder.glob(f"*{SUFFIX}"))
        except (OSError, UserError) as error:
            _log.warning("收件夹“%s”读不了：%s", self.folder, error)
            return wishes
        for file in files:
            try:
                content = _read(file)
                file.unlink()  # whoever removes it has it
            except FileNotFoundError:
                continue  # withdrawn
            except OSError as error:  # a virus scanner has it: it is there at the next look
                _log.warning("“%s”读不了：%s", file, error)
                continue
            try:
                wishes.append(_wish(file, content))
            except DamagedRequestError as error:
                _log.warning("没有理会“%s”：%s", file.name, error)
        return wishes

    def close(self) -> None:
        """Let the next start have the place."""
        try:
            self._lock.release()
        except UserError as error:
            _log.warning("收件夹没有收好：%s", error.one_line())


@dataclass(frozen=True, slots=True)
class Entry:
    """How a start goes on: handed over to the running window, or with an inbox of its own, None without a place."""

    handed_over: bool = False
    inbox: Inbox | None = None


def enter(
    wish: Path | None,
    *,
    data: Path | None = None,
    clock: Callable[[], datetime] = now,
    session: str | None = None,
    patience: float = PATIENCE,
) -> Entry:
    """Hand a wish over to the running window, else become the one that takes such wishes.

    `data` is another folder than the user's for the program's own data; `session` another desktop session than
    this one's; `patience` is in seconds.  Never raises for a folder that cannot be written: then the window has no
    inbox, and nobody can hand anything over to it.
    """
    folder = folder_of(data, person(), desktop_session() if session is None else session)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        inbox, pid = _claim(folder, clock)
        if inbox is None and pid and _hand_over(folder, wish, pid, patience):
            return Entry(handed_over=True)
        if inbox is None and pid:
            inbox, _ = _claim(folder, clock)  # it was just being closed; else it hangs, and we go on without
    except (OSError, UserError) as error:
        _log.warning("没有收件夹，第二次打开会另开一个窗口：%s", error)
        return Entry()
    return Entry(inbox=inbox)


def folder_of(data: Path | None, user: str, session: str) -> Path:
    """The inbox of one user in one desktop session of this computer."""
    from eduduty_desktop.store.machine import here

    parts = (here(), user, session)
    digest = hashlib.sha256("\0".join(parts).encode(errors="surrogateescape")).hexdigest()[:16]
    plain = "-".join("".join(c if c.isalnum() else "_" for c in text)[:20] for text in (platform.node(), user))
    return (data or paths.data_folder()) / FOLDER / f"{plain}-{digest}"


if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    def desktop_session() -> str:
        """The Windows session that this process runs in: people who switch users have one each."""
        number = wintypes.DWORD()
        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        return str(number.value) if kernel.ProcessIdToSessionId(os.getpid(), ctypes.byref(number)) else ""

    def _let_come_forward(pid: int) -> None:
        """Windows lets only the program that was just started put a window in front, or one that it names."""
        ctypes.WinDLL("user32").AllowSetForegroundWindow(pid)

else:

    def desktop_session() -> str:
        """The screen that windows appear on."""
        return "|".join(os.environ.get(name, "") for name in ("DISPLAY", "WAYLAND_DISPLAY"))

    def _let_come_forward(_pid: int) -> None:
        """Other desktops need no leave."""


def _claim(folder: Path, clock: Callable[[], datetime]) -> tuple[Inbox | None, int]:
    """The inbox, or the process that has it; neither where that one is of another computer."""
    from eduduty_desktop.store import Lock, LockedError
    from eduduty_desktop.store.machine import here

    place = folder / "window"
    try:
        return Inbox(folder, Lock.acquire(place, who=person(), clock=clock, machine=here())), 0
    except LockedError as error:
        if error.holder is None:  # a damaged lock names nobody who could be asked
            _log.warning("收件夹的锁文件“%s”已损坏，由本程序接手", error.lock)
            taken = Lock.acquire(place, who=person(), clock=clock, machine=here(), take_over=True)
            return Inbox(folder, taken), 0
        return None, error.holder.pid if error.same_machine else 0


def _hand_over(folder: Path, wish: Path | None, pid: int, patience: float) -> bool:
    """Leave a request, and wait until it is taken; it is withdrawn if nobody does."""
    _let_come_forward(pid)
    name = f"{time.time_ns():020d}-{os.getpid()}-{secrets.token_hex(4)}"
    file, unfinished = folder / f"{name}{SUFFIX}", folder / f"{name}.tmp"
    try:
        unfinished.write_bytes(request(wish))
        unfinished.rename(file)
    finally:
        unfinished.unlink(missing_ok=True)
    deadline = time.monotonic() + patience
    while file.exists():
        if time.monotonic() > deadline:
            try:
                file.unlink()
            except FileNotFoundError:
                return True  # at the last moment
            return False
        time.sleep(_STEP)
    return True


def request(wish: Path | None) -> bytes:
    """The content of a request: a head, the absolute path (UTF-8, empty for none), an end that shows it is whole."""
    text = "" if wish is None else os.path.abspath(wish)
    return HEAD + text.encode(errors="surrogateescape") + b"\0"


def _read(file: Path) -> bytes:
    with file.open("rb") as stream:
        return stream.read(MOST_BYTES + 1)


def _wish(file: Path, content: bytes) -> Path | None:
    stamp = file.name.partition("-")[0]
    made = int(stamp) if stamp.isascii() and stamp.isdigit() else 0
    if abs(time.time_ns() - made) > FRESH * 10**9:
        raise DamagedRequestError("是以前留下的")
    if not content.startswith(HEAD) or not content.endswith(b"\0") or len(content) > MOST_BYTES:
        raise DamagedRequestError("内容不完整，或不是本程序写的")
    text = content[len(HEAD) : -1].decode(errors="surrogateescape")
    if not text:
        return None
    if "\0" in text or not os.path.isabs(text):
        raise DamagedRequestError("里面不是文件的完整路径")
    return Path(text)
