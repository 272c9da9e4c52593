"""The text of a report from outside: a .txt, or a .docx as one text (design.md §5)."""

import hashlib
from collections import Counter
from pathlib import Path

import msgspec

from eduduty_desktop.errors import UserError
from eduduty_desktop.office.files import read_bounded

MOST_BYTES = 50 * 1024 * 1024
MOST_CHARACTERS = 5_000_000
UTF_8, GB_18030, UTF_16, WORD = "UTF-8", "GB18030", "UTF-16", "Word"
_SAVE_AS = "请用 WPS 或 Word 打开，另存为 .docx 后再用。"
_NOT_THE_PDF = "请找到它原来的 Word 文件，或用 WPS 把 PDF 另存为 .docx 后再用；扫描件读不出文字。"
_OLE, _ZIP, _PDF = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PK\x03\x04", b"%PDF-"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_BOMS = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
_SAMPLE = 100_000
_PLAUSIBLE = 0.7


class SourceText(msgspec.Struct, frozen=True):
    """A report's text as read: `sha256` (hex) is that of the file's bytes, `coding` how the text was coded in it."""

    text: str
    sha256: str
    coding: str


def read_text(path: Path) -> str:
    """The text of a .txt or a .docx; offsets of figures are indices into it.  Otherwise as `read_source`."""
    return read_source(path).text


def read_source(path: Path) -> SourceText:
    """The text of a .txt or a .docx with what identifies the file.

    A .txt is UTF-8 and what is not UTF-8 is replaced, a character for a broken sequence; one that is no UTF-8 but reads as
    Chinese in GB18030, or in UTF-16 with its mark, is read so.  Raises UserError if the file cannot be read, is of
    another format, damaged, locked by a password or would unpack to more than is sane.
    """
    kind = path.suffix.lower()
    if kind not in {".txt", ".docx"}:
        raise UserError(
            f"不能读这种文件（{kind or '没有扩展名'}），只读 .docx 和 .txt",
            what_to_do=_NOT_THE_PDF if kind == ".pdf" else _SAVE_AS,
            place=path.name,
        )
    data = _bytes_of(path)
    text, coding = _plain(path, data) if kind == ".txt" else (_word(path, data), WORD)
    if len(text) > MOST_CHARACTERS:
        raise UserError(
            f"文字太多（{len(text)} 字），不像一份报告", what_to_do="请把要检查的部分另存为一个文件。", place=path.name
        )
    return SourceText(text, hashlib.sha256(data).hexdigest(), coding)


def _plain(path: Path, data: bytes) -> tuple[str, str]:
    if data.startswith((_OLE, _ZIP, _PDF)):
        raise UserError("不是文本文件，可能只是改了扩展名", what_to_do=_SAVE_AS, place=path.name)
    try:
        return data.decode("utf-8"), UTF_8
    except UnicodeDecodeError:
        wide = _BOMS.get(data[:2])
        others = [(wide, UTF_16, data[2:])] if wide else []
        for codec, name, content in (*others, ("gb18030", GB_18030, data)):
            text = content.decode(codec, errors="replace")
            if _reads_as_chinese(text):
                return text, name
        return data.decode("utf-8", errors="replace"), UTF_8


def _reads_as_chinese(text: str) -> bool:
    """Whether what is not ASCII is mostly Han of daily use (level 1 of GB/T 2312-1980) and Chinese punctuation.

    UTF-8 taken for GB18030 gives rare characters and fails.
    """
    counted = Counter(text[:_SAMPLE])
    other = {char: times for char, times in counted.items() if not char.isascii()}
    usual = sum(times for char, times in other.items() if _is_usual(char))
    return usual > _PLAUSIBLE * sum(other.values()) and counted["\0"] == 0


def _is_usual(char: str) -> bool:
    try:
        lead = char.encode("gb2312")[0]
    except UnicodeEncodeError:
        return char in "—·"
    return 0xA1 <= lead <= 0xA3 or 0xB0 <= lead <= 0xD7


def _word(path: Path, data: bytes) -> str:
    if data.startswith(_OLE) and _ENCRYPTED in data:
        raise UserError("文件有打开密码", what_to_do="请用 WPS 或 Word 去掉打开密码，另存后再用。", place=path.name)
    if not data.startswith(_ZIP):
        raise UserError("不是 .docx 文件，可能只是改了扩展名", what_to_do=_SAVE_AS, place=path.name)
    from eduduty_desktop.office.package import DamagedError
    from eduduty_desktop.office.report_text import text_of_docx

    try:
        return text_of_docx(path, data)
    except DamagedError as error:
        raise UserError("文件已损坏，读不出来", what_to_do=_SAVE_AS, place=path.name) from error


def _bytes_of(path: Path) -> bytes:
    advice = f"请删去图片，缩到 {MOST_BYTES // 1024 // 1024} MB 以内再用。"
    return read_bounded(path, MOST_BYTES, if_larger=advice)
