"""A small list beside the text that is being typed: it offers, never takes the focus, and is gone on Esc.

A plain child of the window, not a window of its own, so that neither typing nor an input method notices it.
The one who shows it hands it the keys.
"""

from collections.abc import Sequence
from functools import cached_property

import msgspec
from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QToolButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from eduduty_desktop.gui.labels import wrapped
from eduduty_desktop.gui.point.block import GRID
from eduduty_desktop.gui.point.theme import Theme

_WIDEST, _NARROWEST = 520, 280
_MOST_ROWS = 8
MODIFIERS = frozenset({Qt.Key.Key_Alt, Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Meta, Qt.Key.Key_AltGr})
"""Keys that say nothing by themselves."""


class Offer(msgspec.Struct, frozen=True):
    """One row: what is offered, what it would print, and where it comes from."""

    text: str
    printed: str = ""
    where: str = ""


class QuietList(QFrame):
    """Rows to choose from, and below them forms that change what the rows print."""

    chosen = Signal(int)  # row
    form_chosen = Signal(int)
    moved = Signal()  # another row is current

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName("quietList")
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._name = name
        self.forms: list[QToolButton] = []
        self._form = 0
        self._line = QHBoxLayout()
        self._line.setSpacing(0)
        self._line.addStretch(1)
        self.hint = wrapped()
        self.hint.setWordWrap(False)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(GRID // 2, GRID // 2, GRID // 2, GRID // 2)
        self._column.setSpacing(2)
        self._column.addLayout(self._line)
        self._column.addWidget(self.hint)
        self.hide()

    @cached_property
    def rows(self) -> QTreeWidget:
        """Made when first wanted: most pages are read, and not written on."""
        rows = QTreeWidget()
        rows.setAccessibleName(self._name)
        rows.setColumnCount(3)
        rows.setHeaderHidden(True)
        rows.setRootIsDecorated(False)
        rows.setUniformRowHeights(True)
        rows.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        rows.setFrameShape(QFrame.Shape.NoFrame)
        rows.setStyleSheet("QTreeView { border: none; }")  # a frame within a frame says nothing
        rows.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        for policy in (rows.setHorizontalScrollBarPolicy, rows.setVerticalScrollBarPolicy):
            policy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        header = rows.header()
        header.setStretchLastSection(False)
        header.setMinimumSectionSize(0)
        for at, mode in enumerate((QHeaderView.ResizeMode.Stretch, *[QHeaderView.ResizeMode.ResizeToContents] * 2)):
            header.setSectionResizeMode(at, mode)
        rows.itemClicked.connect(lambda item: self._choose(rows.indexOfTopLevelItem(item)))
        rows.currentItemChanged.connect(lambda: self.moved.emit())
        self._column.insertWidget(0, rows)
        return rows

    @property
    def current(self) -> int:
        """The row that Tab or Enter takes."""
        return self.rows.indexOfTopLevelItem(self.rows.currentItem())

    def show_rows(self, offers: Sequence[Offer], *, keep: bool = False) -> None:
        """Fill in the rows; `keep` leaves the current one current."""
        at = max(0, self.current) if keep else 0
        self.rows.clear()
        for offer in offers[:_MOST_ROWS]:
            item = QTreeWidgetItem([offer.text, offer.printed, offer.where])
            item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            item.setForeground(2, Theme.of(self.palette()).muted)
            item.setToolTip(0, offer.text)
            self.rows.addTopLevelItem(item)
        self._go_to(min(at, self.rows.topLevelItemCount() - 1))

    def show_forms(self, words: Sequence[str], chosen: int, hint: str) -> None:
        """Offer forms, the first by Alt+1; an empty sequence offers none."""
        if [button.text() for button in self.forms] != list(words):
            for button in self.forms:
                self._line.removeWidget(button)
                button.hide()
                button.deleteLater()
            self.forms = [self._form_button(number, word) for number, word in enumerate(words)]
        self._form = chosen
        for number, button in enumerate(self.forms):
            button.setChecked(number == chosen)
        self.hint.setText(hint)

    def _form_button(self, number: int, word: str) -> QToolButton:
        button = QToolButton()
        button.setText(word)
        button.setCheckable(True)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.setToolTip(f"填入{word}（Alt+{number + 1}）")
        button.clicked.connect(lambda: self.form_chosen.emit(number))
        self._line.insertWidget(number, button)
        return button

    def place(self, window: QWidget, text: QRect) -> None:
        """Stand below a rectangle of the screen (the words that are typed), or above where there is no room."""
        if self.parent() is not window:
            self.setParent(window)
        edge = Theme.of(window.palette()).muted.name()
        self.setStyleSheet(f"QFrame#quietList {{ border: 1px solid {edge}; }}")
        metrics = self.fontMetrics()
        longest = max(
            (
                sum(metrics.horizontalAdvance(item.text(column)) + 3 * GRID for column in range(3))
                for item in (self.rows.topLevelItem(row) for row in range(self.rows.topLevelItemCount()))
                if item is not None
            ),
            default=0,
        )
        wanted = max(longest, self._line.sizeHint().width(), self.hint.sizeHint().width()) + 2 * GRID
        width = min(max(_NARROWEST, wanted), _WIDEST, window.width() - 2 * GRID)
        self.rows.setFixedHeight(self.rows.topLevelItemCount() * max(1, self.rows.sizeHintForRow(0)) + 2)
        self.ensurePolished()
        self.resize(width, self.sizeHint().height())
        corner = window.mapFromGlobal(text.bottomLeft() + QPoint(0, GRID // 2))
        top = corner.y()
        if top + self.height() > window.height():
            top = max(0, window.mapFromGlobal(text.topLeft()).y() - self.height() - GRID // 2)
        self.move(max(GRID, min(corner.x(), window.width() - width - GRID)), top)
        self.show()
        self.raise_()

    def takes(self, event: QKeyEvent) -> bool:
        """Whether a key is the list's: Tab and Enter take, Esc closes, arrows move, Alt with a digit picks a form."""
        return self.isVisible() and (self._step(event) is not None or self._is_choice(event) or self._digit(event) >= 0)

    def handle(self, event: QKeyEvent) -> bool:
        """Do what a key asks; False if it is none of the list's."""
        if not self.takes(event):
            return False
        if (form := self._digit(event)) >= 0:
            self.form_chosen.emit(form)
        elif (step := self._step(event)) is not None:
            self._go_to((self.current + step) % max(1, self.rows.topLevelItemCount()))
        elif event.key() == Qt.Key.Key_Escape:
            self.hide()
        else:
            self._choose(self.current)
        return True

    def _is_choice(self, event: QKeyEvent) -> bool:
        keys = (Qt.Key.Key_Tab, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape)
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        return event.key() in keys and plain

    def _step(self, event: QKeyEvent) -> int | None:
        if event.modifiers() not in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier):
            return None
        return {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))

    def _digit(self, event: QKeyEvent) -> int:
        number = event.key() - Qt.Key.Key_1
        alt = event.modifiers() == Qt.KeyboardModifier.AltModifier
        return number if alt and 0 <= number < len(self.forms) else -1

    def _choose(self, row: int) -> None:
        self.hide()
        if row >= 0:
            self.chosen.emit(row)

    def _go_to(self, row: int) -> None:
        item = self.rows.topLevelItem(row) if row >= 0 else None
        if item is not None:
            self.rows.setCurrentItem(item)
