"""The row that unfolds under a table: 期间, 约数, 口径, 来源 and 口径说明 of the current value."""

from collections.abc import Callable
from typing import Any

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QPushButton, QWidget

from eduduty_desktop.draft import CURRENT, Key
from eduduty_desktop.draft.assessment import year_of
from eduduty_desktop.draft.records import Entry, Period
from eduduty_desktop.draft.round import reported_words
from eduduty_desktop.draft.values import WORDED
from eduduty_desktop.framework import PERIOD_WORDS, Metric, PeriodKind
from eduduty_desktop.gui.labels import wrapped
from eduduty_desktop.gui.point.block import GRID
from eduduty_desktop.gui.point.fields import Binding, BoundChoice, BoundLine
from eduduty_desktop.gui.point.figure_grid import YEAR_WORDS, Cell, CellKind
from eduduty_desktop.gui.point.standard_override import StandardDialog, ask_override, offers_override
from eduduty_desktop.workspace.session import Session

_APPROXIMATIONS = [("准确数", ""), ("约", "约"), ("余", "余"), ("多", "多"), ("近", "近"), ("以上", "以上")]
_PERIODS = [(word, str(kind)) for kind, word in PERIOD_WORDS.items()]


class FigureDetails(QFrame):
    """Bound to one value at a time; follows the table's current cell."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._cell: Cell | None = None
        self._show_history: Callable[[], None] | None = None
        self.dialog: StandardDialog | None = None
        self.fields: list[BoundLine | BoundChoice] = []
        self.setProperty("role", "details")
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(GRID, GRID // 2, GRID, GRID)
        self._grid.setHorizontalSpacing(GRID)
        self._grid.setVerticalSpacing(GRID // 2)
        self.show_cell(None)

    def show_cell(self, cell: Cell | None) -> None:
        """Bind the fields to a cell's value; a growth stands for this year's value."""
        if cell is not None and cell.kind is not CellKind.FIGURE:
            cell = Cell(CellKind.FIGURE, cell.metric, CURRENT)
        if cell == self._cell and self._grid.count():
            return
        self._session.seal()
        self._cell = cell
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.fields = []
        if cell is None:
            self._grid.addWidget(wrapped("先在表中选一个数，再填它的期间、口径、来源、约数和口径说明。"), 0, 0)
        else:
            self._build(cell)

    def offer_history(self, show: Callable[[], None]) -> None:
        """Let a button lead to the history of the value."""
        self._show_history = show

    def _add_history(self, show: Callable[[], None]) -> None:
        button = QPushButton("填报历史…")
        button.setProperty("role", "choice")
        button.setToolTip("这个数每次改动的时间、填报人、来源和数值")
        button.clicked.connect(lambda: show())
        self._grid.addWidget(button, 0, 6, Qt.AlignmentFlag.AlignRight)

    def _add_standard(self, metric: Metric) -> None:
        button = QPushButton("另定标准…")
        button.setProperty("role", "choice")
        button.setToolTip("本地另有规定时，在本稿改用另一个标准值，并写明理由")
        button.clicked.connect(lambda: self._ask_override(metric))
        self._grid.addWidget(button, 0, 4, Qt.AlignmentFlag.AlignRight)

    def _ask_override(self, metric: Metric) -> None:
        self.dialog = ask_override(self._session, metric, self)

    def refresh(self, keys: frozenset[Key]) -> None:
        for field in self.fields:
            field.refresh(keys)

    def _build(self, cell: Cell) -> None:
        metric = self._session.draft.framework.metrics[cell.metric]
        title = QLabel(f"{metric.printed_label} · {YEAR_WORDS[cell.slot]}")
        title.setProperty("role", "label")
        self._grid.addWidget(title, 0, 0, 1, 4)
        if offers_override(self._session, metric):
            self._add_standard(metric)
        if self._show_history is not None:
            self._add_history(self._show_history)
        period = self._line(cell, "期间", _read_period, self._write_period, self._usual_year(cell))
        kind = BoundChoice(
            self._binding(cell, "期间", self._read_kind, self._write_kind),
            f"{metric.printed_label}的期间类别",
            _PERIODS,
        )
        approximations = [] if metric.kind in WORDED else [self._approximation(cell, metric)]
        scope = self._line(cell, "口径", _text_of("scope"), _replace("scope"), metric.scope or "如：决算，含教育费附加")
        source = self._line(cell, "来源", _text_of("source"), _replace("source"), metric.department or "部门或文件")
        note = self._line(cell, "口径说明", _text_of("note"), _replace("note"), "随报告附表上报，如：不含民办学校")
        places: list[tuple[str, list[QWidget]]] = [
            ("期间", [kind, period]),
            ("来源", [source]),
        ]
        if approximations:
            places.append(("约数", [*approximations]))
        column = 0
        for word, widgets in places:
            self._grid.addWidget(QLabel(word), 1, column)
            for widget in widgets:
                column += 1
                self._grid.addWidget(widget, 1, column)
            column += 1
        self._grid.addWidget(QLabel("口径"), 2, 0)
        self._grid.addWidget(scope, 2, 1, 1, 2)
        self._grid.addWidget(QLabel("口径说明"), 2, 3)
        self._grid.addWidget(note, 2, 4, 1, 3)
        said = reported_words(self._session.draft, metric, cell.slot)
        if said:
            words = wrapped(f"部门报的：{'；'.join(said)}")
            words.setTextFormat(Qt.TextFormat.PlainText)
            self._grid.addWidget(words, 3, 0, 1, 7)
        self._grid.setColumnStretch(2, 2)
        self._grid.setColumnStretch(4, 3)
        self.fields = [kind, period, source, *approximations, scope, note]
        for first, second in zip(self.fields, self.fields[1:], strict=False):
            QWidget.setTabOrder(first, second)

    def _approximation(self, cell: Cell, metric: Metric) -> BoundChoice:
        binding = self._binding(cell, "约数", _text_of("approximation"), _replace("approximation"))
        return BoundChoice(binding, f"{metric.printed_label}的约数", _APPROXIMATIONS)

    def _line(
        self, cell: Cell, word: str, read: Callable[[Any], str], write: Callable[[Any, str], Entry], placeholder: str
    ) -> BoundLine:
        label = self._session.draft.framework.metrics[cell.metric].printed_label
        return BoundLine(self._binding(cell, word, read, write), f"{label}的{word}", placeholder)

    def _binding(
        self, cell: Cell, word: str, read: Callable[[Any], str], write: Callable[[Any, str], Entry]
    ) -> Binding:
        label = self._session.draft.framework.metrics[cell.metric].printed_label
        return Binding(self._session, cell.key, read, write, f"填写{label}的{word}")

    def _usual_year(self, cell: Cell) -> str:
        year = year_of(self._session.draft)
        if year is None:
            return ""
        return str(year if cell.slot == CURRENT else year - 1)

    def _usual_kind(self) -> PeriodKind:
        assert self._cell is not None
        return self._session.draft.framework.metrics[self._cell.metric].period

    def _read_kind(self, entry: Entry | None) -> str:
        return str(entry.period.kind if entry and entry.period else self._usual_kind())

    def _write_kind(self, entry: Entry | None, kind: str) -> Entry:
        assert self._cell is not None
        text = entry.period.text if entry and entry.period else self._usual_year(self._cell)
        return msgspec.structs.replace(entry or Entry(), period=Period(PeriodKind(kind), text))

    def _write_period(self, entry: Entry | None, text: str) -> Entry:
        kind = PeriodKind(self._read_kind(entry))
        return msgspec.structs.replace(entry or Entry(), period=Period(kind, text) if text.strip() else None)


def _read_period(entry: Entry | None) -> str:
    return entry.period.text if entry and entry.period else ""


def _text_of(field: str) -> Callable[[Any], str]:
    return lambda entry: getattr(entry, field) if entry is not None else ""


def _replace(field: str) -> Callable[[Any, str], Entry]:
    return lambda entry, text: msgspec.structs.replace(entry or Entry(), **{field: text})
