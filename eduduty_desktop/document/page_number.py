"""页码: where it stands on a page (GB/T 9704-2012, 7.5; on a broad page as on the upright one, chapter 8)."""

from dataclasses import dataclass

from eduduty_desktop.document.paper import BASELINE, LINE, MM, PAGE_NUMBER, PORTRAIT, Sheet
from eduduty_desktop.document.typesetting import width_of

_CHARACTER = PAGE_NUMBER.em
_FOOT = 1361  # from the paper's lower edge to that of the number's line
_TURNED_BASELINE = (
    28 * MM + 220 - 400 * BASELINE
)  # the dashes, in the middle of their line, end 7 mm from the type area


@dataclass(frozen=True, slots=True)
class PageNumber:
    """`— 1 —` in 4号宋体: where its baseline begins, how broad it is; `turned` a quarter to the right."""

    text: str
    x: float
    y: float
    width: float
    turned: bool = False


def page_number(number: int, sheet: Sheet, *, centred: bool = False) -> PageNumber:
    """One character from the outer edge: right on odd pages, left on even ones, or in the middle."""
    text = f"— {number} —"
    width = width_of(text, PAGE_NUMBER)
    begin, end = (28 * MM, (210 - 26) * MM) if sheet.is_landscape else (sheet.left, sheet.left + sheet.text_width)
    outer = end - _CHARACTER - width if number % 2 else begin + _CHARACTER
    at = (begin + end - width) / 2 if centred else outer
    if sheet.is_landscape:
        return PageNumber(text, _TURNED_BASELINE, at, width, turned=True)
    return PageNumber(text, at, PORTRAIT.height - _FOOT - LINE * (1 - BASELINE), width)
