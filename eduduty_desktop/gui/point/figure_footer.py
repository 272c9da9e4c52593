"""The line under a table of figures: what a cell's reading says or asks, and its period, scope and source."""

from collections.abc import Callable
from functools import partial
from typing import Any

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QToolButton, QWidget

from eduduty_desktop.draft import Key
from eduduty_desktop.draft.records import Entry
from eduduty_desktop.figures import ReadingStatus
from eduduty_desktop.gui.labels import set_role, wrapped
from eduduty_desktop.gui.point.block import GRID
from eduduty_desktop.gui.point.cell_text import Choice, Typed, pending
from eduduty_desktop.gui.point.figure_grid import Cell, CellKind
from eduduty_desktop.gui.point.standard_text import summary
from eduduty_desktop.gui.point.target_text import target_summary
from eduduty_desktop.workspace.session import Session

_LINES = 2


class FigureFooter(QWidget):
    """Always as high as two lines, so that nothing jumps when it begins to speak."""

    details_toggled = Signal(bool)

    def __init__(self, session: Session, legend: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._legend = legend
        self.subject: Cell | None = None
        self._before: dict[Key, Any] = {}
        self.text = wrapped()
        self.text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.buttons: list[QPushButton] = []
        self.details = QToolButton()
        self.details.setText("期间与口径")
        self.details.setCheckable(True)
        self.details.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.details.setArrowType(Qt.ArrowType.DownArrow)
        self.details.setToolTip("当前数的期间、口径、来源、约数和口径说明（F4）")
        self.details.setAccessibleName("期间与口径")
        self.details.toggled.connect(self.details_toggled)
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(GRID)
        self._line.addWidget(self.text, 1)
        self._line.addWidget(self.details)
        self.setFixedHeight(_LINES * self.fontMetrics().lineSpacing() + GRID // 2)
        self.show_context(None)

    def remember(self, key: Key, record: Any) -> None:
        """Note what stood in a cell before a text was typed into it: 不填 puts it back."""
        if key not in self._before or record is None or not record.typed:
            self._before[key] = record

    def show_reading(self, cell: Cell, typed: Typed) -> None:
        """Say or ask what a committed text came to."""
        self._clear()
        self.subject = cell
        title = cell.title(self._session.draft.framework)
        mark = {ReadingStatus.REFUSED: "✕ ", ReadingStatus.ASK: "？ "}.get(typed.status, "")
        role = {ReadingStatus.REFUSED: "error", ReadingStatus.ASK: ""}.get(typed.status, "muted")
        self._say(f"{mark}{title}：{typed.message}" if typed.message else "", role)
        if typed.status is ReadingStatus.ASK and not self._session.read_only:
            for number, choice in enumerate(typed.choices, 1):
                self._offer(f"{choice.button}(&{number})", partial(self._take, cell, choice))
            self._offer("不填(&0)", partial(self._leave, cell))
        elif not typed.message:
            self.show_context(cell)

    def show_context(self, cell: Cell | None) -> None:
        """Say what is unread in a cell, else its period, scope and source; the legend without a cell."""
        if cell is not None and (unread := pending(self._session.draft, cell)):
            self.show_reading(cell, unread)
            return
        self._clear()
        self.subject = cell
        if cell is not None and cell.kind is CellKind.STANDARD:
            draft, metric = self._session.draft, self._session.draft.framework.metrics[cell.metric]
            against = [words for words in (summary(draft, metric), target_summary(draft, metric)) if words]
            self._say("　".join(against) or self._legend)
            return
        if cell is None or cell.kind in {CellKind.UNIT, CellKind.LABEL}:
            self._say(self._legend)
            return
        entry: Entry = self._session.record(Key("figures", cell.metric, cell.slot)) or Entry()
        words = [str(entry.period or ""), entry.scope, entry.source, entry.note]
        said = "　".join(word for word in words if word)
        self._say(f"{cell.title(self._session.draft.framework)}：{said}" if said else self._legend)

    def show_message(self, text: str) -> None:
        """Say something about the whole table."""
        self._clear()
        self.subject = None
        self._say(text)

    @property
    def asks(self) -> bool:
        return bool(self.buttons)

    def _say(self, text: str, role: str = "muted") -> None:
        self.text.setText(text)
        self.text.setToolTip(text)
        set_role(self.text, role)

    def _offer(self, text: str, run: Callable[[], None]) -> None:
        button = QPushButton(text, self)
        button.setAccessibleName(text.split("(&")[0])
        button.clicked.connect(lambda: run())
        self._line.insertWidget(self._line.count() - 1, button)
        self.buttons.append(button)

    def _take(self, cell: Cell, choice: Choice) -> None:
        label = self._session.draft.framework.metrics[cell.metric].printed_label
        self._session.edit([(cell.key, choice.record)], label=f"填写{label}", cause="typed")
        self.show_context(cell)

    def _leave(self, cell: Cell) -> None:
        label = self._session.draft.framework.metrics[cell.metric].printed_label
        record = self._session.record(cell.key)
        empty = msgspec.structs.replace(record, typed="") if record is not None else None
        self._session.edit([(cell.key, self._before.get(cell.key, empty))], label=f"不填{label}", cause="typed")
        self.show_context(cell)

    def _clear(self) -> None:
        for button in self.buttons:
            self._line.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.buttons = []
