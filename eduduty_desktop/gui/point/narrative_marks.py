"""Underlines in a narrative: wavy for findings, dotted for numbers that could be linked, thin for those that agree.

They move with the text.
"""

from collections.abc import Iterable
from typing import Any

from PySide6.QtGui import QColor, QGuiApplication, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit

from eduduty_desktop.gui.point.theme import Theme

_Style = QTextCharFormat.UnderlineStyle


_Place = tuple[int, int, int]  # first and last position, colour as rgb


class Marks:
    """Three layers of underlines over one editor; setting one leaves the others as they are."""

    def __init__(self, editor: QTextEdit) -> None:
        self._editor = editor
        self._layers: dict[_Style, dict[_Place, Any]] = {
            _Style.SingleUnderline: {},
            _Style.DotLine: {},
            _Style.WaveUnderline: {},
        }

    def show_findings(self, ranges: Iterable[tuple[int, int, bool]]) -> None:
        """Wavy lines under document ranges; grave ones (True) in the colour of errors."""
        theme = Theme.of(QGuiApplication.palette())
        coloured = ((start, end, theme.error if grave else theme.required) for start, end, grave in ranges)
        self._put(_Style.WaveUnderline, coloured)

    def show_offers(self, ranges: Iterable[tuple[int, int]]) -> None:
        """Quiet dots under document ranges."""
        colour = Theme.of(QGuiApplication.palette()).muted
        self._put(_Style.DotLine, ((start, end, colour) for start, end in ranges))

    def show_sound(self, cursors: Iterable[QTextCursor]) -> None:
        """Thin lines under figures that were recomputed and agree."""
        colour = Theme.of(QGuiApplication.palette()).good
        places = ((cursor.selectionStart(), cursor.selectionEnd(), colour) for cursor in cursors)
        self._put(_Style.SingleUnderline, places)

    def _put(self, style: _Style, ranges: Iterable[tuple[int, int, QColor]]) -> None:
        """Show a layer anew; what moved with the text to where it should stand is kept, not laid out again."""
        wanted = {(start, end, colour.rgb()): colour for start, end, colour in ranges}
        standing = {_place(selection): selection for selection in self._layers[style].values()}
        if wanted.keys() == standing.keys():
            return
        self._layers[style] = {
            place: standing.get(place) or self._selection(place, style, colour) for place, colour in wanted.items()
        }
        self._editor.setExtraSelections([one for layer in self._layers.values() for one in layer.values()])

    def _selection(self, place: _Place, style: _Style, colour: QColor) -> Any:
        selection: Any = QTextEdit.ExtraSelection()
        selection.cursor = QTextCursor(self._editor.document())
        selection.cursor.setPosition(place[0])
        selection.cursor.setPosition(place[1], QTextCursor.MoveMode.KeepAnchor)
        selection.format.setUnderlineStyle(style)
        selection.format.setUnderlineColor(colour)
        return selection


def _place(selection: Any) -> _Place:
    cursor = selection.cursor
    return cursor.selectionStart(), cursor.selectionEnd(), selection.format.underlineColor().rgb()
