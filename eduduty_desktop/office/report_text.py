"""A .docx as one text (design.md §5).

Body paragraphs and table cells in document order, then footnotes and endnotes, then text boxes, one line each.
"""

from collections.abc import Iterator
from pathlib import Path

from eduduty_desktop.office.package import DamagedError, Element, Package, attribute, local_name

BODY = "word/document.xml"
_PARTS = (BODY, "word/footnotes.xml", "word/endnotes.xml")
_NOT_TEXT = frozenset({"del", "moveFrom", "Fallback", "txbxContent", "instrText", "delText", "pPr", "rPr"})
_PLAIN = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_SEPARATORS = frozenset({"separator", "continuationSeparator", "continuationNotice"})


def text_of_docx(path: Path, data: bytes) -> str:
    """The text of a document's bytes; `path` is named in refusals.

    Raises DamagedError if it is no Word document or not sound, UserError if it is locked or unpacks to more than is sane.
    """
    with Package(path, data) as package:
        if BODY not in package:
            raise DamagedError(BODY)
        trees = [package.xml(part) for part in _PARTS if part in package]
    lines = [_line(paragraph) for tree in trees for paragraph in _paragraphs(tree)]
    lines += [_line(paragraph) for tree in trees for box in _boxes(tree) for paragraph in _paragraphs(box)]
    return "\n".join(lines)


def _paragraphs(container: Element) -> Iterator[Element]:
    """Paragraphs in document order, without those of text boxes inside, of separators and of a second reading."""
    for child in container:
        name = local_name(child)
        if name == "p":
            yield child
        elif name in {"footnote", "endnote"} and attribute(child, "type") in _SEPARATORS:
            continue
        elif name not in _NOT_TEXT:
            yield from _paragraphs(child)


def _boxes(container: Element) -> Iterator[Element]:
    """The contents of text boxes, each once: the older reading of a box in Fallback is left out."""
    for child in container:
        name = local_name(child)
        if name == "txbxContent":
            yield child
        if name != "Fallback":
            yield from _boxes(child)


def _line(paragraph: Element) -> str:
    parts: list[str] = []
    _collect(paragraph, parts)
    return "".join(parts)


def _collect(element: Element, parts: list[str]) -> None:
    for child in element:
        name = local_name(child)
        if name == "t":
            parts.append(child.text or "")
        elif name in _PLAIN:
            parts.append(_PLAIN[name])
        elif name not in _NOT_TEXT:
            _collect(child, parts)
