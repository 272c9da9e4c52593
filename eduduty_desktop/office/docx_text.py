"""The text of a Word paragraph as a reader of the page sees it, and the text boxes that hang on it.

Insertions under review are kept, deletions left out; hidden text, field codes and phonetic guides are no text.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import Enum

from eduduty_desktop.office.docx_numbering import Numbering
from eduduty_desktop.office.docx_styles import ParagraphStyle, Styles, list_id, list_level, switch
from eduduty_desktop.office.package import Element, attribute, child, local_name

_NOT_TEXT = frozenset(
    {"del", "moveFrom", "instrText", "delText", "delInstrText", "pPr", "rPr", "rt", "sdtPr", "sdtEndPr", "ctrlPr"}
)
_SIGNS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
# Ticks and boxes of the fonts Wingdings and Wingdings 2, which have no text of their own.
_SYMBOLS = {
    "wingdings": {0xA8: "□", 0x6F: "□", 0xFE: "☑", 0xFD: "☒", 0xFC: "✓", 0xFB: "✗"},
    "wingdings 2": {0xA3: "□", 0x2A: "□", 0x52: "☑", 0x53: "☒", 0x50: "✓", 0x4F: "✗"},
}


class End(Enum):
    """The end of a paragraph; the next one goes on in the same line after a deleted or hidden one."""

    KEPT, DELETED, HIDDEN = range(3)


@dataclass(slots=True)
class Line:
    """A paragraph as read, its number not yet counted; text boxes hang on it."""

    text: str
    style: ParagraphStyle
    properties: Element | None
    end: End
    boxes: list[Element] = field(default_factory=list)


class Prose:
    """Reads paragraphs in document order, counting the numbered ones."""

    def __init__(self, styles: Styles, numbering: Numbering) -> None:
        self._styles = styles
        self._numbering = numbering

    def line(self, paragraph: Element) -> Line:
        """A paragraph's own text, without its number."""
        properties = child(paragraph, "pPr")
        style = self._styles.paragraph(_value(child(properties, "pStyle")))
        parts: list[str] = []
        boxes: list[Element] = []
        self._collect(paragraph, style.hidden, parts, boxes)
        return Line("".join(parts), style, properties, self._end(properties, style), boxes)

    def number(self, line: Line) -> str:
        """Count a line and return the number printed before it, empty if it has none."""
        numbering = child(line.properties, "numPr")
        own = list_id(numbering)
        style = line.style
        key = style.list_id if own is None else own
        if key in {"", "0"} or key not in self._numbering:
            return ""
        level = list_level(numbering)
        if level is None:  # a level that names the style goes before the one that the style names (17.9.23)
            level = self._numbering.level_of_style(key, style.chain)
        if level is None:
            level = style.list_level
        return self._numbering.next_number(key, level or 0)

    def level(self, line: Line) -> int:
        """The outline level from 1, 0 for body text."""
        own = child(line.properties, "outlineLvl")
        if own is None:
            return line.style.level
        outline = int(_value(own) or 9)
        return outline + 1 if 0 <= outline < 9 else 0

    def _end(self, properties: Element | None, style: ParagraphStyle) -> End:
        mark = child(properties, "rPr")
        if child(mark, "del") is not None or child(mark, "moveFrom") is not None:
            return End.DELETED
        hidden = switch(mark, "vanish")
        return End.HIDDEN if (style.hidden if hidden is None else hidden) else End.KEPT

    def _collect(self, element: Iterable[Element], hidden: bool, parts: list[str], boxes: list[Element]) -> None:
        for one in element:
            name = local_name(one)
            if name == "r":
                self._collect(one, self._is_hidden(one, hidden), parts, boxes)
            elif name == "t":
                if not hidden:
                    parts.append(one.text or "")
            elif name in _SIGNS:
                if not hidden:
                    parts.append(_SIGNS[name])
            elif name == "sym":
                if not hidden:
                    parts.append(_symbol(one))
            elif name == "txbxContent":
                if not hidden:
                    boxes.append(one)
            elif name == "AlternateContent":
                self._collect(chosen(one), hidden, parts, boxes)
            elif name not in _NOT_TEXT:
                self._collect(one, hidden, parts, boxes)

    def _is_hidden(self, run: Element, by_paragraph: bool) -> bool:
        properties = child(run, "rPr")
        if properties is None:
            return by_paragraph
        own = switch(properties, "vanish")
        if own is None:
            own = self._styles.is_hidden(_value(child(properties, "rStyle")))
        return by_paragraph if own is None else own


def chosen(alternatives: Element) -> Iterable[Element]:
    """The one reading of several: the newer, else the older."""
    newer = child(alternatives, "Choice")
    if newer is None:
        newer = child(alternatives, "Fallback")
    return () if newer is None else newer


def _symbol(element: Element) -> str:
    code = int(attribute(element, "char", "0"), 16)
    sign = _SYMBOLS.get(attribute(element, "font").lower(), {}).get(code & 0xFF, "")
    if sign or 0xE000 <= code < 0xF900:
        return sign
    return chr(code) if 32 <= code < 0xD800 else ""


def _value(element: Element | None) -> str:
    return "" if element is None else attribute(element, "val")
