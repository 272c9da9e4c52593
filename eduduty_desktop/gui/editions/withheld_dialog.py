"""The dialog 公示版不公开的内容: figures by indicator with a tick each, words that are masked, and what follows from both."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from eduduty_desktop.document.places import place_of
from eduduty_desktop.draft import Draft
from eduduty_desktop.draft.equations import leaks, with_derived
from eduduty_desktop.draft.values import figure, growth, print_figure, print_growth
from eduduty_desktop.draft.withholding import Choice, choice_of, suggested
from eduduty_desktop.framework.wording import full_width
from eduduty_desktop.gui.room import resize_within

METRIC = Qt.ItemDataRole.UserRole
MOST_WARNINGS = 3


class WithheldDialog(QDialog):
    """Offers every figure; what is computed from a ticked one says so and goes with it."""

    def __init__(self, draft: Draft, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("公示版不公开的内容")
        resize_within(self, 720, 620)
        self._draft = draft
        self._suggested = suggested(draft)
        self._items: dict[str, QTreeWidgetItem] = {}
        chosen = choice_of(draft)
        self.search = QLineEdit()
        self.search.setPlaceholderText("按名称查找数据")
        self.search.setAccessibleName("按名称查找数据")
        self.search.setClearButtonEnabled(True)
        self.only_chosen = QCheckBox("只看不公开的")
        self.suggest = QPushButton(f"勾选建议的 {len(self._suggested)} 项")
        self.suggest.setAutoDefault(False)
        self.suggest.setToolTip("名称、口径像是涉密或涉及个人的，或者佐证材料标了密级的")
        self.suggest.setVisible(bool(self._suggested))
        self.tree = QTreeWidget()
        self.tree.setHeaderLabels(["数据", "现在的值", "说明"])
        self.tree.setRootIsDecorated(False)
        self.tree.setUniformRowHeights(True)
        self.tree.setAccessibleName("不公开的数据")
        self.told = QLabel()
        self.told.setWordWrap(True)
        self.words = QPlainTextEdit("\n".join(chosen.words))
        self.words.setAccessibleName("另外不公开的字词，一行一个")
        self.words.setPlaceholderText("一行一个，例如人名、住址、学校名")
        self.words.setTabChangesFocus(True)
        self.words.setFixedHeight(64)
        self.keep = QPushButton("确定")
        self.keep.setDefault(True)
        self.cancel = QPushButton("取消")
        self._fill(frozenset(chosen.metrics))
        self._arrange()
        self.tree.itemChanged.connect(lambda _item, column: self._follow() if column == 0 else None)
        self.search.textChanged.connect(self._filter)
        self.only_chosen.toggled.connect(self._filter)
        self.suggest.clicked.connect(lambda: self.tick(self._suggested))
        self.keep.clicked.connect(self.accept)
        self.cancel.clicked.connect(self.reject)
        self._follow()

    @property
    def choice(self) -> Choice:
        """What is ticked and written now."""
        words = tuple(line.strip() for line in self.words.toPlainText().splitlines() if line.strip())
        return Choice(self._ticked(), words)

    def tick(self, metrics: Iterable[str]) -> None:
        """Tick further figures."""
        self.tree.blockSignals(True)
        for metric in metrics:
            self._items[metric].setCheckState(0, Qt.CheckState.Checked)
        self.tree.blockSignals(False)
        self._follow()

    def _ticked(self) -> tuple[str, ...]:
        return tuple(id for id, item in self._items.items() if item.checkState(0) == Qt.CheckState.Checked)

    def _fill(self, chosen: frozenset[str]) -> None:
        framework = self._draft.framework
        for id, metric in framework.metrics.items():
            place = place_of(framework, framework.place_of_metric.get(id, ""))
            item = QTreeWidgetItem(self.tree, [f"{place}　{full_width(metric.printed_label)}", self._value(id), ""])
            item.setData(0, METRIC, id)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(0, Qt.CheckState.Checked if id in chosen else Qt.CheckState.Unchecked)
            self._items[id] = item
        for column, width in enumerate((320, 110)):
            self.tree.setColumnWidth(column, width)
        if self._items:
            self.tree.setCurrentItem(next(iter(self._items.values())))

    def _value(self, metric: str) -> str:
        found = figure(self._draft, metric)
        if not found.is_missing:
            return print_figure(self._draft.framework.metrics[metric], found)
        grown = growth(self._draft, metric)
        return print_growth(grown) if grown is not None else "—"

    def _follow(self) -> None:
        """Say of each figure why it goes, and warn of what can still be worked out."""
        framework = self._draft.framework
        ticked = frozenset(self._ticked())
        hidden = with_derived(framework, ticked)
        self.tree.blockSignals(True)
        for id, item in self._items.items():
            follows = id in hidden and id not in ticked
            words = "由不公开的数据算出，一并不公开" if follows else self._suggested.get(id, "")
            item.setText(2, words)
            item.setToolTip(2, words)
        self.tree.blockSignals(False)
        found = leaks(framework, hidden)
        lines = [
            f"不公开 {len(hidden)} 项数据"
            + (f"，其中 {len(hidden - ticked)} 项由它们算出。" if hidden - ticked else "。")
        ]
        for leak in found[:MOST_WARNINGS]:
            sources = "、".join(f"“{framework.metrics[one].printed_label}”" for one in leak.sources)
            label = framework.metrics[leak.metric].printed_label
            lines.append(f"! “{label}”还能由{sources}算出来，请把其中一项也勾上。")
        if len(found) > MOST_WARNINGS:
            lines.append(f"! 另有 {len(found) - MOST_WARNINGS} 项也能算出来。")
        self.told.setText("\n".join(lines))
        self.told.setProperty("role", "warning" if found else "muted")
        self.told.style().unpolish(self.told)
        self.told.style().polish(self.told)

    def _filter(self) -> None:
        said = self.search.text().strip()
        hidden = with_derived(self._draft.framework, self._ticked()) if self.only_chosen.isChecked() else self._items
        for id, item in self._items.items():
            item.setHidden(said not in item.text(0) or id not in hidden)

    def _arrange(self) -> None:
        note = QLabel(
            "勾选的数据在公示版里印作“（不公开）”，由它算出的合计、占比、增幅也不印。正文里手工写的同一数值、"
            "电话号码、证件号码一并遮去；联系人、责任人、提供人和标有密级的佐证材料不列入。"
        )
        note.setWordWrap(True)
        note.setProperty("role", "muted")
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(8)
        column.addWidget(note)
        line = QHBoxLayout()
        line.addWidget(self.search, 1)
        line.addWidget(self.only_chosen)
        line.addWidget(self.suggest)
        column.addLayout(line)
        column.addWidget(self.tree, 1)
        column.addWidget(self.told)
        label = QLabel("另外不公开的字词")
        label.setBuddy(self.words)
        column.addWidget(label)
        column.addWidget(self.words)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.keep)
        buttons.addWidget(self.cancel)
        column.addLayout(buttons)
        self.tree.setFocus()
