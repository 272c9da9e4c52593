"""上年内容 below the text of a page: greyed, to write from, until somebody says that it was dealt with."""

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QToolButton, QWidget

from eduduty_desktop.draft import CURRENT, PREVIOUS, PROFILE, Key
from eduduty_desktop.draft.finding import Place
from eduduty_desktop.draft.last_year import as_narrative, last_year_of, shown
from eduduty_desktop.draft.records import LastYear, Narrative
from eduduty_desktop.draft.values import figure, growth, growth_keys, print_figure, print_growth
from eduduty_desktop.framework import Framework, Point
from eduduty_desktop.gui.labels import wrapped
from eduduty_desktop.gui.point.block import GRID, Block
from eduduty_desktop.workspace.session import Session

_MOST_LINES = 9
_MOST_CHANGES = 8
TAKE, DONE, NOT_DONE = "采用为底稿", "已处理", "改为未处理"
_UNTOUCHED, _DEALT_WITH = "只供参考，不进报告；用过或者不用的，点“已处理”。", "已处理。"


class ReferenceBlock(Block):
    """Nothing at all where last year's report says nothing; folded once it was dealt with."""

    def __init__(self, session: Session, node: str, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._node = node
        self._title = title
        self.key = Key("last_year", node)
        self._shown: LastYear | None = None
        self._metrics = _metrics_of(session.draft.framework, node)
        self._reads = frozenset(key for metric in self._metrics for key in growth_keys(session.draft.framework, metric))
        self.body: QWidget | None = None
        self.setVisible(False)
        self._show()

    def refresh(self, keys: frozenset[Key]) -> None:
        if self.key in keys:
            self._show()
        elif self.body is not None and keys & self._reads:
            self._show_changes()

    def reveal(self, place: Place) -> QWidget | None:
        if place.table != "last_year" or self.body is None:
            return None
        self.fold.setChecked(True)
        self.text.setFocus()
        return self

    def take(self) -> None:
        """Put the reference into this year's text, its links alive, behind what stands there; it is dealt with then."""
        reference = last_year_of(self._session.draft, self._node)
        if reference is None:
            return
        key = Key("narratives", self._node)
        before: Narrative = self._session.record(key) or Narrative()
        source = as_narrative(reference.text)
        text = f"{before.text.rstrip()}\n{source}" if before.text.strip() else source
        edits = [
            (key, msgspec.structs.replace(before, text=text)),
            (self.key, msgspec.structs.replace(reference, confirmed=True)),
        ]
        self._session.edit(edits, label=f"采用“{self._title}”的上年内容", cause=reference.source or "上年内容")
        self.status_message.emit("上年内容已放进正文，请改写成今年的。按 Ctrl+Z 可以撤销。")

    def settle(self) -> None:
        """Say that it was dealt with, or take that back."""
        reference = last_year_of(self._session.draft, self._node)
        if reference is not None:
            done = not reference.confirmed
            label = f"{'处理' if done else '重新打开'}“{self._title}”的上年内容"
            self._session.edit([(self.key, msgspec.structs.replace(reference, confirmed=done))], label=label)

    def _show(self) -> None:
        found = last_year_of(self._session.draft, self._node)
        if found is None:
            self.setVisible(False)
            self._shown = None
            return
        if self.body is None:
            self._make()
        was = self._shown
        self._shown = found
        if was is None or was.text != found.text:
            self.text.setPlainText(shown(found.text))
            self._fit()
        self.source.setText(found.source)
        self.state.setText(_DEALT_WITH if found.confirmed else _UNTOUCHED)
        self.done.setText(NOT_DONE if found.confirmed else DONE)
        if was is None or was.confirmed != found.confirmed:
            self.fold.setChecked(not found.confirmed)
        self._show_changes()
        self.setVisible(True)

    def _show_changes(self) -> None:
        said = _changes(self._session, self._metrics)
        self.changes.setText(said)
        self.changes.setVisible(bool(said) and self.fold.isChecked())

    def _make(self) -> None:
        self.fold = QToolButton()
        self.fold.setText("上年内容")
        self.fold.setAccessibleName(f"{self._title}的上年内容")
        self.fold.setToolTip("展开或收起上年内容")
        self.fold.setProperty("role", "fold")
        self.fold.setAutoRaise(True)
        self.fold.setCheckable(True)
        self.fold.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        font = self.fold.font()
        font.setBold(True)
        self.fold.setFont(font)
        self.source = QLabel()
        self.source.setProperty("role", "muted")
        self.source.setTextFormat(Qt.TextFormat.PlainText)
        self.source.setMinimumWidth(1)
        self.take_button = QPushButton(TAKE)
        self.take_button.setProperty("role", "choice")
        self.take_button.setToolTip("放进正文，接在已有的文字后面；关联的数据会换成今年的数")
        self.take_button.clicked.connect(self.take)
        self.done = QPushButton(DONE)
        self.done.setProperty("role", "choice")
        self.done.clicked.connect(self.settle)
        line = QHBoxLayout()
        line.setSpacing(GRID)
        line.addWidget(self.fold)
        line.addWidget(self.source, 1)
        line.addWidget(self.take_button)
        line.addWidget(self.done)
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setAccessibleName(f"{self._title}的上年内容")
        self.text.setTabChangesFocus(True)
        self.changes = wrapped()
        self.changes.setTextFormat(Qt.TextFormat.PlainText)
        self.state = wrapped()
        self.body = QWidget()
        self.column.addLayout(line)
        for widget in (self.text, self.changes, self.state):
            self.column.addWidget(widget)
        self.fold.toggled.connect(self._unfold)
        self._unfold(False)
        if self._session.read_only:
            self.take_button.setEnabled(False)
            self.done.setEnabled(False)

    def _unfold(self, wanted: bool) -> None:
        self.fold.setArrowType(Qt.ArrowType.DownArrow if wanted else Qt.ArrowType.RightArrow)
        self.text.setVisible(wanted)
        self.changes.setVisible(wanted and bool(self.changes.text()))

    def _fit(self) -> None:
        """As high as the text, up to nine lines."""
        metrics = QFontMetrics(self.text.font())
        width = max(self.text.viewport().width(), 40 * metrics.averageCharWidth())
        per_line = max(10, width // max(1, metrics.horizontalAdvance("字")))
        lines = sum(max(1, -(-len(line) // per_line)) for line in self.text.toPlainText().split("\n"))
        self.text.setFixedHeight(min(lines + 1, _MOST_LINES) * metrics.lineSpacing() + 2 * GRID)

    def resizeEvent(self, event: object) -> None:
        """The number of lines follows the width."""
        super().resizeEvent(event)  # type: ignore[arg-type]
        if self.body is not None:
            self._fit()


def _metrics_of(framework: Framework, node: str) -> tuple[str, ...]:
    if node == PROFILE:
        return framework.profile.metrics
    found = framework.nodes.get(node)
    return found.metrics if isinstance(found, Point) else ()


def _changes(session: Session, metrics: tuple[str, ...]) -> str:
    """`与上年比：会议次数 4次→5次（增长25%）；…`, of the figures that have both years."""
    draft = session.draft
    parts = []
    for name in metrics:
        metric = draft.framework.metrics[name]
        now, before = figure(draft, name, CURRENT), figure(draft, name, PREVIOUS)
        grown = growth(draft, name)
        if now.is_missing or before.is_missing or grown is None:
            continue
        change = f"{print_figure(metric, before)}→{print_figure(metric, now)}（{print_growth(grown)}）"
        parts.append(f"{metric.printed_label.removeprefix('其中：')} {change}")
    if not parts:
        return ""
    more = f"；等 {len(parts)} 项" if len(parts) > _MOST_CHANGES else ""
    return f"与上年比：{'；'.join(parts[:_MOST_CHANGES])}{more}。"
