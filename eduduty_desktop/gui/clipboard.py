"""The clipboard: our own format for text with linked figures, and what is left there when the program ends."""

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

NARRATIVE_MIME = "application/x-eduduty-narrative"
"""Narrative source as UTF-8, so that links survive copying within the program."""


def copy_text(text: str) -> None:
    """Put plain text onto the clipboard."""
    QGuiApplication.clipboard().setText(text)


def leave_plain_text() -> None:
    """Put text copied with its links onto the clipboard once more, as plain text, before Python ends.

    Qt frees the clipboard's content after Python is gone; content made by Python code would then crash it.
    """
    clipboard = QGuiApplication.clipboard()
    content: QMimeData | None = clipboard.mimeData()  # None on an empty clipboard, whatever the stubs say
    if content is not None and content.hasFormat(NARRATIVE_MIME):
        clipboard.setText(clipboard.text())
