"""填报历史 of one value: when, by whom, from where, what it was and what it became; any of them can be put back."""

from collections.abc import Sequence
from typing import Any

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QPlainTextEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from eduduty_desktop.draft import Key
from eduduty_desktop.draft.history import splice
from eduduty_desktop.draft.narrative import distinct_links
from eduduty_desktop.draft.value import identical
from eduduty_desktop.draft.values import WORDED
from eduduty_desktop.framework import Framework, Metric
from eduduty_desktop.gui.labels import wrapped
from eduduty_desktop.gui.point.block import GRID
from eduduty_desktop.gui.room import resize_within
from eduduty_desktop.workspace.causes import RESTORED, LoggedChange, cause_words
from eduduty_desktop.workspace.differences import metric_of, words
from eduduty_desktop.workspace.session import Session

COLUMNS = ("时间", "填报人", "来源", "原来", "改为")
NOTHING = "（空）"
_SHORT = 60
_INDEX = Qt.ItemDataRole.UserRole


def readable(text: str, framework: Framework) -> str:
    """A narrative with the names of its linked figures in place of their tokens: `［教职工总数］`."""
    for link in distinct_links(text):
        metric = framework.metrics.get(link.metric)
        text = text.replace(link.source(), f"［{metric.printed_label if metric else link.metric}］")
    return text


def value_words(record: msgspec.Struct | None, unit: str = "", metric: Metric | None = None) -> str:
    """A value as the history shows it; a figure of which only the number is said gets its unit."""
    said = words(record, metric)
    return f"{said} {unit}" if unit and said and "：" not in said else said or NOTHING


def change_words(change: LoggedChange, unit: str = "", metric: Metric | None = None) -> tuple[str, str]:
    """Old and new in words; of long texts only what differs, between dots."""
    old, new = value_words(change.old, unit, metric), value_words(change.new, unit, metric)
    if max(len(old), len(new)) <= _SHORT or NOTHING in (old, new):
        return _short(old), _short(new)
    step = splice(old, new)
    before, after = ("…" if step.at else ""), ("…" if step.at + len(step.removed) < len(old) else "")
    return tuple(  # type: ignore[return-value]
        f"{before}{_short(part)}{after}" if part else "（无）" for part in (step.removed, step.inserted)
    )


def _short(text: str) -> str:
    line = text.replace("\n", "⏎")
    return line if len(line) <= _SHORT else f"{line[:_SHORT]}…"


class HistoryDialog(QDialog):
    """The history of one key, newest first; below it the whole of the chosen value."""

    def __init__(
        self, session: Session, key: Key, title: str, changes: Sequence[LoggedChange], parent: QWidget, unit: str = ""
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._key = key
        self._title = title
        self._metric = metric_of(session.draft.framework, key)
        self._unit = "" if self._metric is not None and self._metric.kind in WORDED else unit
        self._values = [change.new for change in changes] + [change.old for change in changes[-1:]]
        self.setWindowTitle(f"填报历史：{title}")
        resize_within(self, 820, 460)
        self.list = QTreeWidget()
        self.list.setAccessibleName("填报历史")
        self.list.setHeaderLabels(list(COLUMNS))
        self.list.setProperty("role", "rows")
        self.list.ensurePolished()  # rows are measured once, with their style
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        self.list.setAllColumnsShowFocus(True)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setAccessibleName("所选的值")
        self.text.setTabChangesFocus(True)
        self.text.setMaximumHeight(16 * GRID)
        box = QDialogButtonBox()
        self.restore_button = box.addButton("恢复为此值", QDialogButtonBox.ButtonRole.AcceptRole)
        self.close_button = box.addButton("关闭", QDialogButtonBox.ButtonRole.RejectRole)
        self.restore_button.setAutoDefault(False)
        self.close_button.setDefault(True)
        self.restore_button.clicked.connect(self.restore)
        self.close_button.clicked.connect(self.reject)
        column = QVBoxLayout(self)
        heading = QLabel(title)
        heading.setProperty("role", "heading")
        heading.setTextFormat(Qt.TextFormat.PlainText)
        for widget in (heading, self.list, self.text):
            column.addWidget(widget)
        self.nothing = wrapped("还没有改动记录。" if not changes else "恢复也是一步改动，可以撤销；其他数据不受影响。")
        column.addWidget(self.nothing)
        column.addWidget(box)
        self._fill(changes)
        self.list.currentItemChanged.connect(lambda: self._show())
        self._show()
        self.list.setFocus()

    def _fill(self, changes: Sequence[LoggedChange]) -> None:
        for number, change in enumerate(changes):
            old, new = map(self._readable, change_words(change, self._unit, self._metric))
            self._add(
                number, (f"{change.at.astimezone():%Y-%m-%d %H:%M:%S}", change.who, cause_words(change), old, new)
            )
        if changes and changes[-1].old is not None:
            self._add(len(changes), ("最初", "", "", "", self._short_value(changes[-1].old)))
        header = self.list.header()
        header.setStretchLastSection(False)
        for column, mode in enumerate(
            (*[QHeaderView.ResizeMode.ResizeToContents] * 3, *[QHeaderView.ResizeMode.Stretch] * 2)
        ):
            header.setSectionResizeMode(column, mode)
        if self.list.topLevelItemCount():
            self.list.setCurrentItem(self.list.topLevelItem(0))  # type: ignore[arg-type]

    def _add(self, number: int, texts: tuple[str, ...]) -> None:
        item = QTreeWidgetItem(list(texts))
        item.setData(0, _INDEX, number)
        for column, text in enumerate(texts):
            item.setToolTip(column, text)
        self.list.addTopLevelItem(item)

    def _value(self, record: Any) -> str:
        return value_words(record, self._unit, self._metric)

    def _short_value(self, record: Any) -> str:
        return _short(self._value(record))

    @property
    def _chosen(self) -> int:
        item: QTreeWidgetItem | None = self.list.currentItem()
        return item.data(0, _INDEX) if item is not None else -1

    def _readable(self, text: str) -> str:
        return readable(text, self._session.draft.framework) if self._key.table == "narratives" else text

    def _show(self) -> None:
        at = self._chosen
        self.text.setPlainText(self._readable(self._value(self._values[at])) if at >= 0 else "")
        same = at < 0 or identical(self._values[at], self._session.record(self._key))
        self.restore_button.setEnabled(not same and not self._session.read_only)
        self.restore_button.setToolTip("现在就是这个值" if same else "")

    def restore(self) -> None:
        """Put the chosen value back as one step."""
        at = self._chosen
        if at >= 0 and not self._session.read_only:
            self._session.edit([(self._key, self._values[at])], label=f"恢复{self._title}的旧值", cause=RESTORED)
            self.accept()
