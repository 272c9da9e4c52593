"""The text of a report from outside: a .txt, or a .docx as one text (design.md §5)."""

from pathlib import Path

from eduduty_desktop.errors import UserError
from eduduty_desktop.office.files import read_bounded

MOST_BYTES = 50 * 1024 * 1024
MOST_CHARACTERS = 5_000_000
_SAVE_AS = "请用 WPS 或 Word 打开，另存为 .docx 后再用。"
_OLE, _ZIP = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PK\x03\x04"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def read_text(path: Path) -> str:
    """The text of a .txt (UTF-8, what is not is replaced) or a .docx; offsets of figures are indices into it.

    Raises UserError if the file cannot be read, is of another format, damaged, locked by a password or would
    unpack to more than is sane.
    """
    kind = path.suffix.lower()
    if kind == ".txt":
        return _bounded(path, _bytes_of(path).decode("utf-8", errors="replace"))
    if kind != ".docx":
        raise UserError(
            f"不能读这种文件（{kind or '没有扩展名'}），只读 .docx 和 .txt", what_to_do=_SAVE_AS, place=path.name
        )
    data = _bytes_of(path)
    if data.startswith(_OLE) and _ENCRYPTED in data:
        raise UserError("文件有打开密码", what_to_do="请用 WPS 或 Word 去掉打开密码，另存后再用。", place=path.name)
    if not data.startswith(_ZIP):
        raise UserError("不是 .docx 文件，可能只是改了扩展名", what_to_do=_SAVE_AS, place=path.name)
    from eduduty_desktop.office.package import DamagedError
    from eduduty_desktop.office.report_text import text_of_docx

    try:
        return _bounded(path, text_of_docx(path, data))
    except DamagedError as error:
        raise UserError("文件已损坏，读不出来", what_to_do=_SAVE_AS, place=path.name) from error


def _bytes_of(path: Path) -> bytes:
    advice = f"请删去图片，缩到 {MOST_BYTES // 1024 // 1024} MB 以内再用。"
    return read_bounded(path, MOST_BYTES, if_larger=advice)


def _bounded(path: Path, text: str) -> str:
    if len(text) > MOST_CHARACTERS:
        raise UserError(
            f"文字太多（{len(text)} 字），不像一份报告", what_to_do="请把要检查的部分另存为一个文件。", place=path.name
        )
    return text
