"""The text of a report from outside: a .txt, or a .docx as one text (design.md §5).

Body paragraphs and table cells in document order, then footnotes and endnotes, then text boxes, one line each.
Whatever the file says of itself is not believed: sizes are counted while unpacking, entities are never expanded.
"""

import io
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from eduduty_desktop.errors import UserError
from eduduty_desktop.office.files import read_bounded

if TYPE_CHECKING:
    from lxml import etree

MOST_BYTES = 50 * 1024 * 1024
MOST_UNPACKED = 100 * 1024 * 1024  # of one part
MOST_CHARACTERS = 5_000_000
_SAVE_AS = "请用 WPS 或 Word 打开，另存为 .docx 后再用。"
_OLE, _ZIP = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PK\x03\x04"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_NOT_TEXT = frozenset({"del", "moveFrom", "Fallback", "txbxContent", "instrText", "delText", "pPr", "rPr"})
_PLAIN = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_SEPARATORS = frozenset({"separator", "continuationSeparator", "continuationNotice"})


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
    return _bounded(path, _docx_text(path, data))


def _bytes_of(path: Path) -> bytes:
    advice = f"请删去图片，缩到 {MOST_BYTES // 1024 // 1024} MB 以内再用。"
    return read_bounded(path, MOST_BYTES, if_larger=advice)


def _bounded(path: Path, text: str) -> str:
    if len(text) > MOST_CHARACTERS:
        raise UserError(
            f"文字太多（{len(text)} 字），不像一份报告", what_to_do="请把要检查的部分另存为一个文件。", place=path.name
        )
    return text


def _docx_text(path: Path, data: bytes) -> str:
    from lxml import etree

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            if "word/document.xml" not in names:
                raise UserError("不是 Word 文档，或文件已损坏", what_to_do=_SAVE_AS, place=path.name)
            parts = ("word/document.xml", "word/footnotes.xml", "word/endnotes.xml")
            trees = [_parse(path, archive, part) for part in parts if part in names]
    except (zipfile.BadZipFile, zlib.error, EOFError, KeyError, NotImplementedError, RuntimeError, OSError) as error:
        raise UserError("文件已损坏，读不出来", what_to_do=_SAVE_AS, place=path.name) from error
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UserError("文件内容已损坏，读不出来", what_to_do=_SAVE_AS, place=path.name) from error
    lines = [_line(paragraph) for tree in trees for paragraph in _paragraphs(tree)]
    lines += [_line(paragraph) for tree in trees for box in _boxes(tree) for paragraph in _paragraphs(box)]
    return "\n".join(lines)


def _parse(path: Path, archive: zipfile.ZipFile, part: str) -> "etree._Element":
    from lxml import etree

    with archive.open(part) as stream:
        data = stream.read(MOST_UNPACKED + 1)
    if len(data) > MOST_UNPACKED:
        raise UserError(
            "文件展开后太大，可能不是正常的文档", what_to_do="请向提供单位核实后重新取得。", place=path.name
        )
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    root = etree.fromstring(data, parser)
    if root.getroottree().docinfo.internalDTD is not None:
        raise ValueError("a part of an office file has no document type")
    return root


def _name(element: "etree._Element") -> str:
    """The local name, the same in the transitional and the strict format; empty for a comment."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _paragraphs(container: "etree._Element") -> Iterator["etree._Element"]:
    """Paragraphs in document order, without those of text boxes inside, of separators and of a second reading."""
    for child in container:
        name = _name(child)
        if name == "p":
            yield child
        elif name in {"footnote", "endnote"} and _attribute(child, "type") in _SEPARATORS:
            continue
        elif name not in _NOT_TEXT:
            yield from _paragraphs(child)


def _boxes(container: "etree._Element") -> Iterator["etree._Element"]:
    """The contents of text boxes, each once: the older reading of a box in Fallback is left out."""
    for child in container:
        name = _name(child)
        if name == "txbxContent":
            yield child
        if name != "Fallback":
            yield from _boxes(child)


def _line(paragraph: "etree._Element") -> str:
    parts: list[str] = []
    _collect(paragraph, parts)
    return "".join(parts)


def _collect(element: "etree._Element", parts: list[str]) -> None:
    for child in element:
        name = _name(child)
        if name == "t":
            parts.append(child.text or "")
        elif name in _PLAIN:
            parts.append(_PLAIN[name])
        elif name not in _NOT_TEXT:
            _collect(child, parts)


def _attribute(element: "etree._Element", name: str) -> str:
    return next((str(value) for key, value in element.items() if str(key).rpartition("}")[2] == name), "")
