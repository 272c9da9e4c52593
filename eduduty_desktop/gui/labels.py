"""Labels and rows of buttons as every page has them; what a role looks like is the style sheet's matter."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton


def wrapped(text: str = "", role: str = "muted") -> QLabel:
    """A label whose words take as many lines as they need; quiet where nothing else is said."""
    label = QLabel(text)
    label.setWordWrap(True)
    set_role(label, role)
    return label


def heading(text: str) -> QLabel:
    """The heading of a part of a page."""
    label = QLabel(text)
    set_role(label, "heading")
    return label


def title(text: str) -> QLabel:
    """The heading of a page."""
    label = QLabel(text)
    set_role(label, "title")
    return label


def set_role(label: QLabel, role: str) -> None:
    """What a label is to the style sheet; one that was never shown is dressed when it is."""
    if label.property("role") == role:
        return
    label.setProperty("role", role)
    if label.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        label.style().unpolish(label)
        label.style().polish(label)


def button_row(*buttons: QPushButton, right: bool = False) -> QHBoxLayout:
    """Buttons beside each other, at the left unless said otherwise."""
    line = QHBoxLayout()
    if right:
        line.addStretch(1)
    for button in buttons:
        line.addWidget(button)
    if not right:
        line.addStretch(1)
    return line
