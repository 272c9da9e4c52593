"""What a file is, read from its first hundred bytes before SQLite touches it.

Offsets are those of the SQLite file format, §1.3 (https://www.sqlite.org/fileformat2.html).
"""

from dataclasses import dataclass
from pathlib import Path

from eduduty_desktop import __version__
from eduduty_desktop.errors import UserError
from eduduty_desktop.store.failures import DamagedError, in_plain_words

APPLICATION_ID = int.from_bytes(b"EDUD", "big")
MAGIC = b"SQLite format 3\0"
SIZE = 100

_FOREIGN: tuple[tuple[bytes, str], ...] = (
    (b"PK", "Word、Excel、WPS 文件（.docx、.xlsx）或压缩包"),
    (b"\xd0\xcf\x11\xe0", "旧版 Word、Excel、WPS 文件（.doc、.xls、.wps）"),
    (b"%PDF", "PDF 文件"),
    (b"\xff\xd8\xff", "图片（JPEG）"),
    (b"\x89PNG", "图片（PNG）"),
    (b"Rar!", "压缩包（RAR）"),
    (b"7z\xbc\xaf", "压缩包（7z）"),
)
_CHOOSE = "请选择扩展名为 .eduduty 的自评稿。"
_FETCH_AGAIN = "请重新复制或重新下载这个文件，或找回备份。"


@dataclass(frozen=True, slots=True)
class Header:
    """What the header of a draft file says: its version is the number of the last migration."""

    version: int


def read_header(path: Path, newest: int) -> Header:
    """Make sure that a file can be a draft of version 1 to `newest`, and return its header.

    Raises UserError for a missing, empty, foreign, newer, truncated or damaged file.
    """
    with in_plain_words(path):
        if not path.exists():
            raise UserError(f"自评稿“{path.name}”不存在", what_to_do="请检查路径；文件若在U盘或网络盘上，请先接好。")
        if path.is_dir():
            raise UserError(f"“{path.name}”是一个文件夹，不是自评稿", what_to_do=_CHOOSE)
        size = path.stat().st_size
        with path.open("rb") as file:
            head = file.read(SIZE)
    if not head:
        raise UserError(f"文件“{path.name}”是空的（0 字节）", what_to_do=_FETCH_AGAIN)
    _refuse_foreign(path, head)
    if len(head) < SIZE:
        raise _truncated(path)
    version = _refuse_other_versions(path, head, newest)
    _refuse_truncated(path, head, size)
    return Header(version)


def _refuse_foreign(path: Path, head: bytes) -> None:
    if MAGIC.startswith(head[: len(MAGIC)]):  # also when the file ends within the magic
        return
    kind = next((words for beginning, words in _FOREIGN if head.startswith(beginning)), "")
    what = f"是{kind}，不是自评稿" if kind else "不是自评稿，或开头已损坏"
    raise UserError(f"文件“{path.name}”{what}", what_to_do=_CHOOSE)


def _refuse_other_versions(path: Path, head: bytes, newest: int) -> int:
    if _number(head, 68) != APPLICATION_ID:
        raise UserError(f"文件“{path.name}”是其他程序的数据库，不是自评稿", what_to_do=_CHOOSE)
    version = int.from_bytes(head[60:64], "big", signed=True)
    if version > newest:
        raise UserError(
            f"自评稿“{path.name}”由新版程序创建，本程序打不开",
            what_to_do=(
                f"它的格式是第 {version} 版，本程序 {__version__} 认得到第 {newest} 版。"
                "请安装新版程序后再打开；文件没有被改动，旧版程序能打开的备份在“恢复备份”里。"
            ),
        )
    if version < 1:
        raise DamagedError(path, "文件头里的版本号有误")
    return version


def _refuse_truncated(path: Path, head: bytes, size: int) -> None:
    page = _number(head, 16, 2)
    page = 65536 if page == 1 else page
    if page < 512 or page & (page - 1):
        raise DamagedError(path, "文件头有误")
    if journal_of(path).exists():
        return  # a commit was cut short: SQLite puts the right length back
    stated = _number(head, 28) if _number(head, 24) == _number(head, 92) else 0
    if size % page or size < stated * page:
        raise _truncated(path)


def _truncated(path: Path) -> DamagedError:
    return DamagedError(path, "文件不完整，可能没有复制完或没有下载完")


def _number(head: bytes, at: int, length: int = 4) -> int:
    return int.from_bytes(head[at : at + length], "big")


def journal_of(path: Path) -> Path:
    """SQLite's rollback journal beside a file; it exists only during a commit, or after one was cut short."""
    return path.with_name(path.name + "-journal")
