"""Small parts that the pages of frameworks share: buttons, labels, fields that tell when they were left."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtGui import QFocusEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from eduduty_desktop.gui.labels import wrapped
from eduduty_desktop.gui.services import Services

GRID = 8


def button(text: str, tip: str, do: Callable[[], object]) -> QPushButton:
    """A button that Enter presses only where it has the focus."""
    made = QPushButton(text)
    made.setToolTip(tip)
    made.setAutoDefault(False)
    made.clicked.connect(lambda _checked=False: do())
    return made


def shortcut(keys: str, parent: QWidget, do: Callable[[], object]) -> QShortcut:
    """A key that works anywhere in the parent's window."""
    return QShortcut(QKeySequence(keys), parent, lambda: do())


def show_help(window: QWidget, services: Services, page: str, term: str = "") -> QDialog:
    """Open the manual at a page or `page#section`, over a window; one manual a window."""
    from eduduty_desktop.gui.manual import ManualDialog

    manual = window.findChild(ManualDialog)
    if manual is None:
        manual = ManualDialog(services.manual_folder, window)
    manual.show_page(page, term)
    manual.show()
    manual.activateWindow()
    return manual


class Line(QLineEdit):
    """One line; `left` tells that the person is done with it, by Enter or by leaving."""

    left = Signal()

    def __init__(self, name: str, placeholder: str = "") -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        self.editingFinished.connect(self.left)

    @property
    def said(self) -> str:
        return self.text().strip()

    def show_text(self, text: str) -> None:
        """Show a text that nobody typed; one that stands there already keeps the cursor."""
        if self.text() != text:
            with QSignalBlocker(self):
                self.setText(text)
            self.setCursorPosition(0)


class Lines(QPlainTextEdit):
    """Several lines; Tab leaves the field."""

    left = Signal()

    def __init__(self, name: str, placeholder: str = "", height: int = 88) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        self.setTabChangesFocus(True)
        self.setMinimumHeight(height)

    @property
    def said(self) -> str:
        return self.toPlainText().strip()

    def show_text(self, text: str) -> None:
        """Show a text that nobody typed."""
        if self.toPlainText() != text:
            with QSignalBlocker(self):
                self.setPlainText(text)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()


def choice(name: str, words: Sequence[tuple[str, str]]) -> QComboBox:
    """A choice among (value, word)."""
    box = QComboBox()
    box.setAccessibleName(name)
    for value, word in words:
        box.addItem(word, value)
    return box


def choose(box: QComboBox, value: str) -> None:
    """Show a value without telling of it; one that is not among the choices is added as it is."""
    with QSignalBlocker(box):
        at = box.findData(value)
        if at < 0:
            box.addItem(value, value)
            at = box.count() - 1
        box.setCurrentIndex(at)


def form_of(rows: Sequence[tuple[str, QWidget]]) -> QFormLayout:
    """Labels and fields in two columns; each label is its field's buddy."""
    form = QFormLayout()
    form.setContentsMargins(0, 0, 0, 0)
    form.setHorizontalSpacing(2 * GRID)
    form.setVerticalSpacing(GRID)
    form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
    for text, widget in rows:
        form.addRow(text, widget)
    return form


class AskingDialog(QDialog):
    """A small dialog: what `body` holds, a line for what is wrong, and two buttons."""

    def __init__(self, title: str, accept: str, parent: QWidget | None, *, size: tuple[int, int] = (480, 160)) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.resize(*size)
        self.body = QVBoxLayout()
        self.body.setSpacing(GRID)
        self.wrong = wrapped("", "error")
        self.buttons = QDialogButtonBox()
        self.ok = self.buttons.addButton(accept, QDialogButtonBox.ButtonRole.AcceptRole)
        cancel = self.buttons.addButton("取消", QDialogButtonBox.ButtonRole.RejectRole)
        self.ok.setDefault(True)
        cancel.setAutoDefault(False)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        column.setSpacing(GRID)
        column.addLayout(self.body, 1)
        column.addWidget(self.wrong)
        column.addWidget(self.buttons)

    def say(self, wrong: str) -> None:
        """Show what keeps the dialog from being accepted; nothing for an empty text."""
        self.wrong.setText(wrong)
        self.ok.setEnabled(not wrong)


def row_of(*widgets: QWidget, stretch: bool = True) -> QHBoxLayout:
    """Widgets side by side, with room at the end."""
    line = QHBoxLayout()
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(GRID)
    for widget in widgets:
        line.addWidget(widget)
    if stretch:
        line.addStretch(1)
    return line
