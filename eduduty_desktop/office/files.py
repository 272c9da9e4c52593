"""Files as wholes: one read in, bounded; a finished one put in place, written beside its target and moved over it."""

import contextlib
import os
import secrets
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

from eduduty_desktop.errors import UserError


class ExportCancelledError(Exception):
    """The person asked to stop; nothing was written."""


def read_bounded(path: Path, most_bytes: int, *, if_larger: str) -> bytes:
    """A file's bytes; `if_larger` says what to do about one of more than `most_bytes`.

    Raises UserError for a file that is too large, missing or cannot be read.
    """
    try:
        size = path.stat().st_size
        if size > most_bytes:
            raise UserError(f"文件太大（{size // 1024 // 1024} MB）", what_to_do=if_larger, place=path.name)
        return path.read_bytes()
    except FileNotFoundError as error:
        raise UserError("文件不存在", what_to_do="请检查文件名和所在的文件夹。", place=str(path)) from error
    except OSError as error:
        raise UserError(
            f"文件打不开（{error.strerror or error}）",
            what_to_do="请关闭正在使用它的程序，确认这是一个可以读的文件。",
            place=str(path),
        ) from error


@contextlib.contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """A stream whose content stands at `path` once the block ends well, and nowhere if it does not.

    Raises UserError if the folder is missing or not writable, the disk full, or the target held open by
    another program (Windows); the earlier file is then untouched.
    """
    beside = path.with_name(f".~{os.getpid()}-{secrets.token_hex(4)}.tmp")
    try:
        with _words_for_people(path, "不能在这个文件夹里写文件"):
            stream = beside.open("xb")
        with stream:
            yield stream
            with _words_for_people(path, "写文件时出错"):
                stream.flush()
                os.fsync(stream.fileno())
        with _words_for_people(path, "文件正被其他程序打开，或不允许覆盖"):
            os.replace(beside, path)
    except OSError as error:
        raise refusal(path, "写文件时出错", error) from error
    finally:
        with contextlib.suppress(OSError):
            beside.unlink(missing_ok=True)


def report_progress(done: int, total: int, progress: Callable[[int, int], None] | None) -> None:
    """Tell how far the work is, if anyone listens."""
    if progress is not None:
        progress(done, total)


def stop_if(cancelled: Callable[[], bool] | None) -> None:
    """Raise ExportCancelledError if the person asked to stop."""
    if cancelled is not None and cancelled():
        raise ExportCancelledError


@contextlib.contextmanager
def _words_for_people(path: Path, refused: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise refusal(path, refused, error) from error


def refusal(path: Path, refused: str, error: OSError) -> UserError:
    """A failure to write in words; `refused` says what was not allowed."""
    if isinstance(error, FileNotFoundError):
        return UserError(
            "要存放的文件夹不存在", what_to_do="请先建好文件夹，或另选一个文件夹。", place=str(path.parent)
        )
    if isinstance(error, (PermissionError, IsADirectoryError)):
        return UserError(
            refused, what_to_do="请关闭正在打开它的 Word、WPS 或 Excel，或另选一个文件夹，再导出一次。", place=str(path)
        )
    if error.errno == 28:  # ENOSPC, the same number on Windows
        return UserError("磁盘空间不足，没有写成", what_to_do="请清理磁盘或另选一个盘，再导出一次。", place=str(path))
    return UserError(
        f"没有写成（{error.strerror or error}）", what_to_do="请另选一个文件夹，再导出一次。", place=str(path)
    )
