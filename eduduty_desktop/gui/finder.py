"""Opens 查找和替换 over a window, when it is first asked for."""

from collections.abc import Callable

from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QTextEdit, QWidget

from eduduty_desktop.draft import Finding
from eduduty_desktop.framework import Severity
from eduduty_desktop.workspace.session import Session

_LONGEST = 40


def open_finder(window: QWidget, session: Session, reveal: Callable[[Finding], object]) -> QDialog:
    """The window's one dialog, shown, with the words that are selected in the text; `reveal` leads to a hit."""
    from eduduty_desktop.gui.find_replace import FindReplace

    words = selected_words()
    dialog = window.findChild(FindReplace)
    if dialog is None:
        dialog = FindReplace(session, window)
        dialog.chosen.connect(lambda hit: reveal(Finding("", Severity.HINT, hit.place(), "", "")))
    dialog.open_with(words)
    return dialog


def selected_words() -> str:
    """What is selected where the cursor stands, if it is a few words of one line."""
    widget = QApplication.focusWidget()
    words = ""
    if isinstance(widget, QTextEdit):
        words = widget.textCursor().selectedText()
    elif isinstance(widget, QLineEdit):
        words = widget.selectedText()
    plain = not any(mark in words for mark in "\u2029\n\ufffc")
    return words if plain and len(words) <= _LONGEST else ""
