"""The few colours that the point page paints itself, read from the palette that the window set."""

from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtGui import QColor, QPalette

_DARK_BELOW = 0.5


@dataclass(frozen=True, slots=True)
class Theme:
    """Colours by what they are for; every text colour stands 4.5 : 1 or better on the base."""

    text: QColor
    muted: QColor
    line: QColor
    required: QColor
    error: QColor
    good: QColor
    chip: QColor
    chip_missing: QColor

    @classmethod
    def of(cls, palette: QPalette) -> "Theme":
        """The theme that goes with a palette, light or dark."""
        role = QPalette.ColorRole
        return _theme(*(palette.color(each).rgb() for each in (role.Text, role.Base, role.Highlight)))


@lru_cache(maxsize=4)
def _theme(text_colour: int, base_colour: int, highlight: int) -> Theme:
    """Asked for at every cell that is painted, and there are but two."""
    text, base = QColor(text_colour), QColor(base_colour)
    dark = base.lightnessF() < _DARK_BELOW
    chip = QColor(highlight)
    chip.setAlphaF(0.34 if dark else 0.16)
    return Theme(
        text=text,
        muted=_mixed(text, base, 0.64),
        line=_mixed(text, base, 0.2),
        required=QColor("#e39a7c" if dark else "#9c3d1e"),
        error=QColor("#ff9a8f" if dark else "#b3261e"),
        good=QColor("#7fcf9a" if dark else "#1e6b3a"),
        chip=chip,
        chip_missing=QColor(214, 140, 20, 90 if dark else 64),
    )


def _mixed(front: QColor, back: QColor, share: float) -> QColor:
    rest = 1 - share
    return QColor.fromRgbF(
        front.redF() * share + back.redF() * rest,
        front.greenF() * share + back.greenF() * rest,
        front.blueF() * share + back.blueF() * rest,
    )
