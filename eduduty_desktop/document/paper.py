"""The sheet of paper and what each part of the report looks like on it: the figures of GB/T 9704-2012 as lengths.

All lengths are twips (1/20 pt, 1/1440 inch).  The same figures stand in the styles of the Word file
(`office.word_styles`); a test keeps the two alike.
"""

from dataclasses import dataclass, replace
from enum import StrEnum

from eduduty_desktop.document.layout import Latin, Layout

MM = 1440 / 25.4
LINE = 579
"""Height of a line (22 of them fill 225 mm; 5.2.3)."""
BASELINE = 0.8
"""Share of a line's height above the baseline where the height is exact, as LibreOffice sets it."""
CHARACTER = 320
"""One character of 3号 (3.1)."""
LINE_CHARACTERS = 28


class Face(StrEnum):
    """Which of the document's Chinese fonts."""

    TITLE = "title"
    BODY = "body"
    KAI = "kai"
    HEI = "hei"
    SONG = "song"


@dataclass(frozen=True, slots=True)
class TextStyle:
    """Font, size and spacing: `em` is the size, `condense` is what each character comes nearer to the next.

    `half` sets digits and Latin letters in the Chinese font; `scale` is the width of characters, 1 as a rule.
    """

    face: Face
    em: int = CHARACTER
    condense: int = 5
    bold: bool = False
    red: bool = False
    half: bool = False
    scale: float = 1.0


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page with its type area (版心): 5.1 and 5.2.1; `top` and `left` are the area's upper left corner."""

    width: int
    height: int
    left: int
    top: int
    text_width: int
    text_height: int

    @property
    def is_landscape(self) -> bool:
        return self.width > self.height


PORTRAIT = Sheet(11906, 16838, 1587, 2098, 11906 - 1587 - 1474, 16838 - 2098 - 1984)
LANDSCAPE = Sheet(16838, 11906, 1984, 1587, 16838 - 1984 - 2098, 11906 - 1587 - 1474)

TABLE_LINE = 400
BROAD_LINE = 320
TABLE_RULE = 10
TABLE_PADDING = 108
FIRST_LINE = 2 * CHARACTER
IMPRINT_LINE = 500
IMPRINT_CHARACTER = 280


class Styles:
    """The styles of a report in the chosen layout."""

    def __init__(self, layout: Layout) -> None:
        half = layout.latin is Latin.BODY
        self.body = TextStyle(Face.BODY, half=half)
        self.title = TextStyle(Face.TITLE, 440, 0, half=half)
        self.hei = TextStyle(Face.HEI, half=half)
        self.kai = TextStyle(Face.KAI, half=half)
        self.third = replace(self.body, bold=layout.bold_third)
        self.table_head = TextStyle(Face.HEI, 240, 0, half=half)
        self.table_text = TextStyle(Face.BODY, 240, 0, half=half)
        self.broad_head = TextStyle(Face.HEI, 210, 0, half=half)
        self.broad_text = TextStyle(Face.BODY, 210, 0, half=half)
        self.head_text = TextStyle(Face.BODY, CHARACTER, 0, half=half)
        self.head_hei = replace(self.head_text, face=Face.HEI)
        self.head_kai = replace(self.head_text, face=Face.KAI)
        self.imprint = TextStyle(Face.BODY, IMPRINT_CHARACTER, 0, half=half)

    def heading(self, level: int) -> TextStyle:
        """7.3.3: 一、黑体 （一）楷体 1.和（1）仿宋."""
        return {1: self.hei, 2: self.kai, 3: self.third}.get(level, self.body)


PAGE_NUMBER = TextStyle(Face.SONG, 280, 0, half=True)
