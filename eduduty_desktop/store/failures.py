"""What the disk and SQLite can say, in words for people; anything else stays the bug that it is."""

import errno
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from eduduty_desktop.errors import UserError

_SAVE_ELSEWHERE = "没有存上的修改仍在窗口里，会随下一次修改再次保存；也可以“另存”到别的磁盘。"
_IN_USE = (
    "文件正被其他程序占用（同步盘、备份或杀毒软件）",
    "请稍候再试；若一直如此，请把文件移出同步文件夹。",
)

# By the beginning of SQLite's error name: what happened, what to do.
_SQLITE: tuple[tuple[str, str, str], ...] = (
    ("SQLITE_FULL", "磁盘空间不足，修改没有存上", f"请在该磁盘上腾出空间。{_SAVE_ELSEWHERE}"),
    (
        "SQLITE_READONLY_DBMOVED",
        "打开期间文件被移动、改名或删除，修改没有存上",
        f"请把文件移回原处。{_SAVE_ELSEWHERE}",
    ),
    ("SQLITE_READONLY", "文件或所在文件夹是只读的，不能写入", "请把文件复制到可以写入的文件夹（例如“文档”）后再打开。"),
    ("SQLITE_PERM", "没有读写权限", "请把文件复制到可以写入的文件夹（例如“文档”）后再打开。"),
    ("SQLITE_IOERR", "读写磁盘出错，U盘或网络盘可能已断开", f"请重新接好磁盘。{_SAVE_ELSEWHERE}"),
    ("SQLITE_CANTOPEN", "不能打开，磁盘可能已断开，或文件夹已不存在", f"请检查磁盘和文件夹。{_SAVE_ELSEWHERE}"),
    ("SQLITE_BUSY", *_IN_USE),
    ("SQLITE_LOCKED", *_IN_USE),
)
_OS: dict[int, tuple[str, str]] = {
    errno.ENOSPC: ("磁盘空间不足", "请在该磁盘上腾出空间，或换一个磁盘。"),
    errno.EACCES: ("没有读写权限", "请换到可以写入的文件夹（例如“文档”）。"),
    errno.EPERM: ("没有读写权限", "请换到可以写入的文件夹（例如“文档”）。"),
    errno.EROFS: ("所在磁盘是只读的", "请换到可以写入的文件夹（例如“文档”）。"),
    errno.ENOENT: ("文件或文件夹不存在", "请检查路径；文件若在U盘或网络盘上，请先接好。"),
    errno.ENOTDIR: ("路径的上一级不是文件夹", "请检查路径。"),
    errno.EISDIR: ("这是一个文件夹，不是文件", "请选择扩展名为 .eduduty 的文件。"),
    errno.EEXIST: ("同名文件已经存在", "请换一个文件名。"),
    errno.EIO: ("读写磁盘出错，U盘或网络盘可能已断开", "请重新接好磁盘，或换一个磁盘。"),
    errno.ENODEV: ("磁盘已断开", "请重新接好磁盘，或换一个磁盘。"),
    errno.ENXIO: ("磁盘已断开", "请重新接好磁盘，或换一个磁盘。"),
    errno.EBUSY: _IN_USE,
    errno.ENAMETOOLONG: ("文件名太长", "请换一个较短的文件名。"),
}
_DAMAGED = ("SQLITE_CORRUPT", "SQLITE_NOTADB", "SQLITE_FORMAT")


class DamagedError(UserError):
    """The file is a draft, but its content can no longer be relied upon."""

    def __init__(self, path: Path, detail: str) -> None:
        super().__init__(
            f"自评稿“{path.name}”已损坏：{detail}",
            what_to_do="请不要再往这个文件里保存；找回备份或发送过的上一份，用它继续。",
        )


def user_error(error: Exception, path: Path) -> UserError | None:
    """The error in words for people; None if it is a bug and no fault of disk, file or rights."""
    if isinstance(error, UserError):
        return error
    if isinstance(error, sqlite3.Error):
        return _of_sqlite(error, path)
    if isinstance(error, OSError):
        return _of_system(error, path)
    return None


def _of_system(error: OSError, path: Path) -> UserError:
    what, advice = _OS.get(error.errno or 0, ("读写出错", "请检查磁盘，或换一个文件夹再试。"))
    return UserError(f"自评稿“{path.name}”：{what}", what_to_do=advice)


def _of_sqlite(error: sqlite3.Error, path: Path) -> UserError | None:
    name: str = getattr(error, "sqlite_errorname", "")  # absent where Python itself raised it
    if name.startswith(_DAMAGED):
        return DamagedError(path, "数据库内部结构有误")
    if name.startswith("SQLITE_CANTOPEN") and (reason := _why_no_file(path.parent)) is not None:
        return _of_system(reason, path)
    for beginning, what, advice in _SQLITE:
        if name.startswith(beginning):
            return UserError(f"自评稿“{path.name}”：{what}", what_to_do=advice)
    return None


def _why_no_file(folder: Path) -> OSError | None:
    """SQLite says only that it could not make its journal; why no file can be made there, the system says."""
    try:
        with tempfile.TemporaryFile(dir=folder):
            return None
    except OSError as error:
        return error


@contextmanager
def in_plain_words(path: Path) -> Iterator[None]:
    """Inside, faults of disk, file or rights surface as UserError about `path`; bugs pass unchanged."""
    try:
        yield
    except Exception as error:
        known = user_error(error, path)
        if known is None or known is error:
            raise
        raise known from error
