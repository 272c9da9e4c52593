"""Underlines in a narrative: wavy for findings, dotted for numbers that could be linked, thin for those that agree.

They move with the text.
"""

from collections.abc import Sequence
from typing import Any

from PySide6.QtGui import QColor, QGuiApplication, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit

from eduduty_desktop.gui.point.theme import Theme

_Style = QTextCharFormat.UnderlineStyle


class Marks:
    """Three layers of underlines over one editor; setting one leaves the others as they are."""

    def __init__(self, editor: QTextEdit) -> None:
        self._editor = editor
        self._findings: list[Any] = []
        self._offers: list[Any] = []
        self._sound: list[Any] = []

    def show_findings(self, ranges: Sequence[tuple[int, int, bool]]) -> None:
        """Wavy lines under document ranges; grave ones (True) in the colour of errors."""
        theme = Theme.of(QGuiApplication.palette())
        fresh = [
            self._selection(start, end, _Style.WaveUnderline, theme.error if grave else theme.required)
            for start, end, grave in ranges
        ]
        if _places(fresh) != _places(self._findings):
            self._findings = fresh
            self._show()

    def show_offers(self, ranges: Sequence[tuple[int, int]]) -> None:
        """Quiet dots under document ranges."""
        colour = Theme.of(QGuiApplication.palette()).muted
        fresh = [self._selection(start, end, _Style.DotLine, colour) for start, end in ranges]
        if _places(fresh) != _places(self._offers):
            self._offers = fresh
            self._show()

    def show_sound(self, cursors: Sequence[QTextCursor]) -> None:
        """Thin lines under figures that were recomputed and agree."""
        colour = Theme.of(QGuiApplication.palette()).good
        fresh = [_over(cursor, _Style.SingleUnderline, colour) for cursor in cursors]
        if _places(fresh) != _places(self._sound):
            self._sound = fresh
            self._show()

    def _show(self) -> None:
        self._editor.setExtraSelections([*self._sound, *self._offers, *self._findings])

    def _selection(self, start: int, end: int, style: QTextCharFormat.UnderlineStyle, colour: QColor) -> Any:
        cursor = QTextCursor(self._editor.document())
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        return _over(cursor, style, colour)


def _places(selections: Sequence[Any]) -> list[tuple[int, int, int]]:
    """Where selections stand now and in which colour: what is shown already is not laid out again."""
    return [
        (one.cursor.selectionStart(), one.cursor.selectionEnd(), one.format.underlineColor().rgb())
        for one in selections
    ]


def _over(cursor: QTextCursor, style: QTextCharFormat.UnderlineStyle, colour: QColor) -> Any:
    selection: Any = QTextEdit.ExtraSelection()
    selection.cursor = cursor
    selection.format.setUnderlineStyle(style)
    selection.format.setUnderlineColor(colour)
    return selection
