"""Plain input widgets bound to one record of the session.

Typing goes through `session.type`, leaving the field seals it; a change from elsewhere is shown without moving
the cursor.  Undo belongs to the session: the widgets let its keys pass.
"""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import msgspec
from PySide6.QtCore import QEvent, QMimeData, Qt
from PySide6.QtGui import QFocusEvent, QFontMetrics, QInputMethodEvent, QKeyEvent, QKeySequence, QWheelEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QWidget

from eduduty_desktop.draft import Key
from eduduty_desktop.gui.point.pasted import clean_paste
from eduduty_desktop.workspace.session import Session

UNDO_KEYS = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)


def is_undo(event: QEvent) -> bool:
    """Whether a key event asks for undo or redo."""
    return isinstance(event, QKeyEvent) and any(event.matches(keys) for keys in UNDO_KEYS)


class Binding(msgspec.Struct, frozen=True):
    """How a field's text stands in a record: `read` gets the record or None, `write` gives the new one."""

    session: Session
    key: Key
    read: Callable[[Any], str]
    write: Callable[[Any, str], msgspec.Struct | None]
    label: str

    def text(self) -> str:
        return self.read(self.session.record(self.key))

    def type(self, text: str) -> None:
        self.session.type(self.key, self.write(self.session.record(self.key), text), label=self.label)

    def edit(self, text: str) -> None:
        self.session.edit([(self.key, self.write(self.session.record(self.key), text))], label=self.label)


if TYPE_CHECKING:
    _Field = QWidget
else:
    _Field = object  # Qt allows one class of its own among the bases


class UndoToSession(_Field):
    """What every text field mixes in before Qt's class: undo and redo are the session's, not the field's own."""

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ShortcutOverride and is_undo(event):
            event.ignore()
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_undo(event):
            event.ignore()
        else:
            super().keyPressEvent(event)


class BoundLine(UndoToSession, QLineEdit):
    """One line of text."""

    def __init__(self, binding: Binding, name: str, placeholder: str = "", parent: QWidget | None = None) -> None:
        super().__init__(binding.text(), parent)
        self.binding = binding
        self._typing = False
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        self.setCursorPosition(0)
        self.setReadOnly(bool(binding.session.read_only))
        self.textEdited.connect(self._typed)
        self.editingFinished.connect(self._left)

    def _typed(self, text: str) -> None:
        self._typing = True
        try:
            self.binding.type(text)
        finally:
            self._typing = False

    def _left(self) -> None:
        self.binding.session.seal()

    def refresh(self, keys: frozenset[Key]) -> None:
        """Show the record if it is among the keys and was not written by this very field."""
        if self.binding.key in keys and not self._typing and (text := self.binding.text()) != self.text():
            at = self.cursorPosition()
            self.setText(text)
            self.setCursorPosition(min(at, len(text)) if self.hasFocus() else 0)


class BoundText(UndoToSession, QPlainTextEdit):
    """A short text of a few lines."""

    def __init__(self, binding: Binding, name: str, placeholder: str = "", lines: int = 2) -> None:
        super().__init__(binding.text())
        self.binding = binding
        self._typing = self._composing = self._loading = False
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        height = QFontMetrics(self.font()).lineSpacing() * lines + 2 * int(self.document().documentMargin())
        self.setFixedHeight(height + 2 * self.frameWidth() + 2)
        self.textChanged.connect(self._typed)

    def _typed(self) -> None:
        if self._composing or self._loading:
            return
        self._typing = True
        try:
            self.binding.type(self.toPlainText())
        finally:
            self._typing = False

    def refresh(self, keys: frozenset[Key]) -> None:
        """Show the record if it is among the keys and was not written by this very field."""
        if self.binding.key not in keys or self._typing or (text := self.binding.text()) == self.toPlainText():
            return
        cursor = self.textCursor()
        at = cursor.position()
        self._loading = True
        self.setPlainText(text)
        self._loading = False
        cursor = self.textCursor()
        cursor.setPosition(min(at, self.document().characterCount() - 1))
        self.setTextCursor(cursor)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self._composing = bool(event.preeditString())
        super().inputMethodEvent(event)
        if not self._composing:
            self._typed()

    def insertFromMimeData(self, source: QMimeData) -> None:
        if source.hasText():
            self.insertPlainText(clean_paste(source.text()))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._composing = False
        self._typed()
        self.binding.session.seal()
        super().focusOutEvent(event)


class QuietCombo(QComboBox):
    """A combo box that the wheel does not change while the page is scrolled over it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class BoundChoice(QuietCombo):
    """One of a few words; choosing is one undoable step."""

    def __init__(self, binding: Binding, name: str, words: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self.binding = binding
        self.setAccessibleName(name)
        for shown, value in words:
            self.addItem(shown, value)
        self._show()
        self.setEnabled(not binding.session.read_only)
        self.activated.connect(self._chosen)

    def _show(self) -> None:
        text = self.binding.text()
        at = self.findData(text)
        if at < 0:  # a word from a file that this program does not offer stays what it is
            self.addItem(text, text)
            at = self.count() - 1
        self.setCurrentIndex(at)

    def _chosen(self) -> None:
        self.binding.edit(self.currentData())

    def refresh(self, keys: frozenset[Key]) -> None:
        if self.binding.key in keys:
            self._show()
