"""One value with everybody who says something of it, side by side; a button takes a side."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from eduduty_desktop.gui.departments.choices import OWN, Side
from eduduty_desktop.gui.labels import heading

HEIGHT, LOW = 122, 98
NARROWEST, WIDTH, WIDE = 168, 236, 360
PADDING = 8
_LONG = 32
KEEP, TAKE = "保留", "采用"


class SidesView(QScrollArea):
    """Cards from left to right, the draft's own first."""

    chosen = Signal(str)  # id of a proposal; empty to keep what the draft has

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("各方的数")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFixedHeight(HEIGHT + 12)  # and a scroll bar
        self.buttons: dict[str, QPushButton] = {}
        self._height = HEIGHT

    def fit(self, *, low: bool) -> None:
        """On a low page what stood in the file and where share a line."""
        self._height = LOW if low else HEIGHT
        self.setFixedHeight(self._height + 12)

    def show_sides(self, sides: Sequence[Side], ticked: Sequence[str], *, may_choose: bool) -> None:
        """Show sides; the one whose proposal is ticked is marked, the draft's own if none is."""
        body = QWidget()
        line = QHBoxLayout(body)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        self.buttons = {}
        room = self.viewport().width() // max(len(sides), 1) - 8
        width = max(NARROWEST, min(WIDTH, room))
        taken = {side.proposal for side in sides if side.proposal} & set(ticked)
        for at, side in enumerate(sides):
            is_own = side.who == OWN and at == 0
            button = None
            if may_choose and (side.proposal or is_own):
                marked = side.proposal in taken if side.proposal else not taken
                button = self._button(side, marked=marked)
            line.addWidget(_card(side, button, width, self._height), 0, Qt.AlignmentFlag.AlignTop)
        line.addStretch(1)
        self.setWidget(body)

    def _button(self, side: Side, *, marked: bool) -> QPushButton:
        word = TAKE if side.proposal else KEEP
        button = QPushButton(f"✓ {word}" if marked else word)
        button.setProperty("role", "choice")
        button.setCheckable(True)
        button.setChecked(marked)
        button.setAutoDefault(False)
        button.setAccessibleName(f"{word}：{side.who} {side.printed}")
        button.clicked.connect(lambda _=False, id=side.proposal: self.chosen.emit(id))
        self.buttons[side.proposal] = button
        return button


def _card(side: Side, button: QPushButton | None, width: int, height: int) -> QFrame:
    card = QFrame()
    card.setProperty("role", "card")
    card.setFixedHeight(height)
    is_long = len(side.printed) > _LONG or "\n" in side.printed
    width = WIDE if is_long else width
    card.setFixedWidth(width)
    column = QVBoxLayout(card)
    column.setContentsMargins(PADDING, PADDING, PADDING, PADDING)
    column.setSpacing(4)
    head = QHBoxLayout()
    room = width - 2 * PADDING
    head.addWidget(_elided(side.who, "heading", room - (72 if button is not None else 0)), 1)
    if button is not None:
        head.addWidget(button)
    column.addLayout(head)
    if is_long:
        text = QPlainTextEdit(side.printed)
        text.setReadOnly(True)
        text.setTabChangesFocus(True)
        text.setAccessibleName(f"{side.who}的文字")
        column.addWidget(text, 1)
        if side.place:
            column.addWidget(_elided(side.place, "muted", room))
        return card
    value = _elided(side.printed, "figure", room)
    value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    column.addWidget(value)
    typed = f"原文 {side.typed}" if side.typed and side.typed != side.printed else ""
    lines = [typed, side.place] if height == HEIGHT else ["，".join(text for text in (typed, side.place) if text)]
    for words in lines:
        if words:
            column.addWidget(_elided(words, "muted", room))
    column.addStretch(1)
    return card


def _elided(text: str, role: str, room: int) -> QLabel:
    """A label of one line that loses its middle where there is no room; its tooltip has it all."""
    label = heading("")
    label.setProperty("role", role)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.ensurePolished()
    plain = " ".join(text.split())
    label.setText(label.fontMetrics().elidedText(plain, Qt.TextElideMode.ElideMiddle, room))
    label.setToolTip(text)
    label.setAccessibleName(text)
    return label
