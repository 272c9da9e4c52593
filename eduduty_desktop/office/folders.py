"""Folders as wholes: a finished one is filled beside its target and put in its place by renaming."""

import contextlib
import hashlib
import os
import secrets
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

from eduduty_desktop.errors import UserError
from eduduty_desktop.office.files import refusal, stop_if

_CHUNK = 1 << 20
_LITTER = frozenset({"thumbs.db", "desktop.ini", ".ds_store"})


@contextlib.contextmanager
def replacing_folder(path: Path, ours: frozenset[str] = frozenset()) -> Iterator[Path]:
    """A folder to fill; it stands at `path` once the block ends well, and nothing of it if it does not.

    An earlier folder there is replaced as a whole if it holds nothing but `ours` (names relative to it, with `/`): what
    a person put there is never deleted.  Raises UserError for such a folder, one that is missing, not writable or open
    in another program, and for a full disk; what stood at `path` is then untouched.
    """
    refuse_foreign(path, ours)
    beside = path.with_name(f".~{os.getpid()}-{secrets.token_hex(4)}.tmp")
    try:
        try:
            beside.mkdir()
        except OSError as error:
            raise refusal(beside, "不能在这个文件夹里写文件", error) from error
        yield beside
        _swap(beside, path)
    except OSError as error:
        raise refusal(path, "写文件时出错", error) from error
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def refuse_foreign(path: Path, ours: frozenset[str]) -> None:
    """Raises UserError where a folder cannot be replaced, because it is a file or holds what is not ours."""
    if not path.exists():
        return
    if not path.is_dir():
        raise UserError(f"已有同名的文件“{path.name}”", what_to_do="请把它移走，或另选一个文件夹。", place=str(path))
    known = {name.casefold() for name in ours}
    for found in sorted(path.rglob("*")):
        name = found.relative_to(path).as_posix()
        if found.is_dir() and not found.is_symlink():
            continue
        if name.casefold() not in known and found.name.lower() not in _LITTER:
            raise UserError(
                f"文件夹“{path.name}”里有不是本程序放进去的文件“{name}”，没有覆盖",
                what_to_do="请把它移走，或另选一个文件夹。",
                place=str(path),
            )


def _swap(beside: Path, path: Path) -> None:
    """Put the new folder in place of the old one; if that fails the old one is put back."""
    if not path.exists():
        beside.rename(path)
        return
    aside = beside.with_suffix(".old")
    try:
        path.rename(aside)
    except OSError as error:
        raise UserError(
            f"文件夹“{path.name}”正被其他程序使用，没有替换（{error.strerror or error}）",
            what_to_do="请关闭正在打开它或其中文件的程序，再试一次。",
            place=str(path),
        ) from error
    try:
        beside.rename(path)
    except OSError:
        aside.rename(path)
        raise
    shutil.rmtree(aside, ignore_errors=True)


def copy_file(
    source: Path,
    target: Path,
    *,
    progress: Callable[[int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> tuple[int, str]:
    """Copy a file's bytes and time to the disk; the bytes copied and their SHA-256 in hex.

    `progress` is told the bytes of every step.  Raises OSError (of the target as UserError, so that the two can be told
    apart) and ExportCancelledError.
    """
    digest, size = hashlib.sha256(), 0
    with open(source, "rb", buffering=0, opener=_without_waiting) as reading:
        found = os.fstat(reading.fileno())
        with _words(target):
            writing = target.open("xb", buffering=0)
        with writing:
            while chunk := reading.read(_CHUNK):
                stop_if(cancelled)
                with _words(target):
                    _write_whole(writing.fileno(), chunk)
                digest.update(chunk)
                size += len(chunk)
                if progress is not None:
                    progress(len(chunk))
            with _words(target):
                os.fsync(writing.fileno())
    with contextlib.suppress(OSError):  # a disk that keeps no such times
        os.utime(target, ns=(found.st_atime_ns, found.st_mtime_ns))
    return size, digest.hexdigest()


def _write_whole(descriptor: int, chunk: bytes) -> None:
    left = memoryview(chunk)
    while left:
        left = left[os.write(descriptor, left) :]


def _without_waiting(path: str, flags: int) -> int:
    """Open without waiting for the other end of a pipe."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


@contextlib.contextmanager
def _words(target: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise refusal(target, "写文件时出错", error) from error
