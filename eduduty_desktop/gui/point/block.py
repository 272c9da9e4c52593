"""What the parts of a page have in common: they follow the session, can be led to, and keep their field's place."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from eduduty_desktop.draft import Key
from eduduty_desktop.draft.finding import Place

GRID = 8


class Block(QWidget):
    """One part of a page, from its caption down."""

    status_message = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(GRID // 2)

    def refresh(self, keys: frozenset[Key]) -> None:
        """Show what changed under the keys; nothing else is touched."""

    def seal(self) -> None:
        """Hand what is being typed to the session."""

    def reveal(self, place: Place) -> QWidget | None:
        """Focus the field that a place names; the widget to scroll to, None if it is none of this block's."""
        del place
        return None


def caption(text: str, *, hint: str = "") -> QLabel:
    """The heading of a block: weight, not size."""
    label = QLabel(text)
    label.setProperty("role", "heading")
    font = label.font()
    font.setBold(True)
    label.setFont(font)
    if hint:
        label.setToolTip(hint)
    return label
