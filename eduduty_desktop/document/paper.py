"""The sheet of paper and what each part of the report looks like on it: the figures of GB/T 9704-2012 as lengths.

All lengths are twips (1/20 pt, 1/1440 inch).  The same figures stand in the styles of the Word file
(`office.word_styles`); a test keeps the two alike.
"""

from dataclasses import dataclass
from enum import StrEnum

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
    """Font, size and spacing: `em` is the size, `condense` is what each character comes nearer to the next."""

    face: Face
    em: int = CHARACTER
    condense: int = 5
    bold: bool = False
    red: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page with its type area (版心): 5.1 and 5.2.1; `top` and `left` are the area's upper left corner."""

    width: int
    height: int
    left: int
    top: int
    text_width: int
    text_height: int


PORTRAIT = Sheet(11906, 16838, 1587, 2098, 11906 - 1587 - 1474, 16838 - 2098 - 1984)
LANDSCAPE = Sheet(16838, 11906, 2098, 1474, 16838 - 2098 - 1984, 11906 - 1474 - 1587)

TITLE = TextStyle(Face.TITLE, 440, 0)
BODY = TextStyle(Face.BODY)
HEADINGS = {1: TextStyle(Face.HEI), 2: TextStyle(Face.KAI), 3: BODY, 4: BODY}
TABLE_HEAD = TextStyle(Face.HEI, 240, 0)
TABLE_TEXT = TextStyle(Face.BODY, 240, 0)
PAGE_NUMBER = TextStyle(Face.SONG, 280, 0)

TABLE_LINE = 400
TABLE_RULE = 10
TABLE_PADDING = 108
FIRST_LINE = 2 * CHARACTER
