"""Turns a page into one that can be read, copied from and walked through, but not written on."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QDateEdit,
    QLineEdit,
    QPlainTextEdit,
    QSpinBox,
    QTextEdit,
    QWidget,
)

_HARMLESS_ROLES = {"fold"}  # buttons that only show something
_HARMLESS_WORDS = {"修改历史…", "填报历史…", "期间与口径"}
_MOVING = {
    Qt.Key.Key_Tab,
    Qt.Key.Key_Backtab,
    Qt.Key.Key_Left,
    Qt.Key.Key_Right,
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_Home,
    Qt.Key.Key_End,
    Qt.Key.Key_PageUp,
    Qt.Key.Key_PageDown,
    Qt.Key.Key_Escape,
}
_REFUSED = {QEvent.Type.InputMethod, QEvent.Type.DragEnter, QEvent.Type.Drop, QEvent.Type.ContextMenu}


class ReadingOnly(QObject):
    """Keeps edits from everything it was applied to; what cannot be told not to be edited loses its events."""

    def apply(self, page: QWidget) -> None:
        """Set every input of a page to reading only; call it again when the page has new ones."""
        if page.property("changes_nothing"):
            return
        page.installEventFilter(self)
        for line in page.findChildren(QLineEdit):
            line.setReadOnly(True)
            line.installEventFilter(self)
            _restyle(line)
        texts: list[QPlainTextEdit | QTextEdit] = [*page.findChildren(QPlainTextEdit), *page.findChildren(QTextEdit)]
        for text in texts:
            text.setReadOnly(True)
            text.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
            text.installEventFilter(self)
            text.viewport().installEventFilter(self)
            _restyle(text)
        for box in (*page.findChildren(QComboBox), *page.findChildren(QSpinBox), *page.findChildren(QDateEdit)):
            box.setEnabled(False)
        for button in page.findChildren(QAbstractButton):
            harmless = button.property("role") in _HARMLESS_ROLES or button.text() in _HARMLESS_WORDS
            button.setEnabled(button.isEnabled() and harmless)
        for view in page.findChildren(QAbstractItemView):
            view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
            view.installEventFilter(self)
            view.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Eat what would edit."""
        if event.type() in _REFUSED:
            return True
        if event.type() in {QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride} and isinstance(event, QKeyEvent):
            taken = isinstance(watched, QAbstractItemView) and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            return event.type() == QEvent.Type.KeyPress and not taken and _would_edit(event)
        return False


def _restyle(widget: QWidget) -> None:
    """Let the style sheet see that it is read only."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def _would_edit(event: QKeyEvent) -> bool:
    if event.matches(QKeySequence.StandardKey.Copy) or event.matches(QKeySequence.StandardKey.SelectAll):
        return False
    return Qt.Key(event.key()) not in _MOVING and not Qt.Key.Key_F1 <= event.key() <= Qt.Key.Key_F35
