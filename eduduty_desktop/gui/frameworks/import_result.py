"""The right side of the import dialog: what was understood – name and year, the tree, doubts, suggested figures."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QBrush, QColor
from PySide6.QtWidgets import (
    QGridLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QTabWidget,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from eduduty_desktop.draft.scoring import plain
from eduduty_desktop.framework import Framework
from eduduty_desktop.framework.scores import sum_of
from eduduty_desktop.framework.wording import full_width
from eduduty_desktop.gui.frameworks.fields import GRID, Line, choice, choose
from eduduty_desktop.gui.frameworks.tree import FrameworkTree
from eduduty_desktop.gui.frameworks.words import LEVELS
from eduduty_desktop.gui.labels import set_role, wrapped
from eduduty_desktop.gui.look import Look

if TYPE_CHECKING:
    from eduduty_desktop.framework.notice import Doubt
    from eduduty_desktop.framework.suggestions import Suggestion

TREE, DOUBTS, SUGGESTED = range(3)
_DATA = Qt.ItemDataRole.UserRole
NO_DOUBT = "没有存疑的地方。创建前仍请与通知核对一遍。"
SEARCHING = "正在与已知的指标体系比对…"
NO_SUGGESTION = "没有找到相近的数据。创建以后可以在“指标体系”页里逐项添加。"


class ImportResult(QWidget):
    """Shows what was understood; a person's own words in the fields stand until the fields are emptied."""

    node_chosen = Signal(str)
    doubt_chosen = Signal(object)  # Doubt
    about_changed = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.name = Line("指标体系名称", "照通知写全称")
        self.year = Line("年度", "例如 2024")
        self.region = Line("地区", "例如 湖南省")
        self.level = choice("层级", [(value, word) for value, word in LEVELS.items() if value])
        self.total = Line("总分", "没有写的空着")
        self.sum = wrapped("")
        self._groups: list[QTreeWidgetItem] = []
        self.typed: set[str] = set()  # fields that a person changed
        self.tree = FrameworkTree(look, "读出的指标")
        self.doubts = QListWidget()
        self.doubts.setAccessibleName("存疑的地方")
        self.doubts.setWordWrap(True)
        self.suggested = self._make_suggested()
        self.suggestions_note = wrapped(SEARCHING)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setDrawBase(False)
        self.tabs.tabBar().setAccessibleName("读出的指标、存疑、建议的数据")
        self.said = wrapped("", "warning")
        self._arrange()
        self.tree.node_chosen.connect(self.node_chosen)
        self.doubts.currentItemChanged.connect(self._tell_doubt)
        self.doubts.itemActivated.connect(self._tell_doubt)
        for field, name in ((self.name, "title"), (self.year, "year"), (self.region, "region"), (self.total, "total")):
            field.textEdited.connect(lambda _text, name=name: self._type(name))
        self.level.activated.connect(lambda _at: self._type("level"))

    def show_framework(self, framework: Framework, doubts: "Sequence[Doubt]", node: str = "") -> None:
        """Show what was understood; fields that a person changed stay as they are."""
        by_node: dict[str, str] = {}
        for doubt in doubts:
            if doubt.node:
                by_node[doubt.node] = "；".join(part for part in (by_node.get(doubt.node, ""), doubt.message) if part)
        self.tree.show_framework(framework, doubts=by_node, node=node)
        self._show_doubts(doubts)
        self._show_about(framework)
        count = len(framework.points)
        self.tabs.setTabText(TREE, f"读出的指标 {count}")

    def show_suggestions(self, framework: Framework, suggestions: "Sequence[Suggestion]") -> None:
        """Offer figures by point, none taken; those ticked before stay ticked."""
        ticked = {one.metric.id for one in self.taken}
        self._groups = []
        self.suggested.clear()
        groups: dict[str, QTreeWidgetItem] = {}
        for one in suggestions:
            if one.point not in framework.nodes:
                continue
            if one.point not in groups:
                point = framework.nodes[one.point]
                groups[one.point] = QTreeWidgetItem(
                    [full_width(f"{framework.number_path(one.point)} {point.title}".strip()), "", ""]
                )
                font = groups[one.point].font(0)
                font.setBold(True)
                groups[one.point].setFont(0, font)
            texts = (one.metric.printed_label, one.metric.unit, full_width(one.because))
            item = QTreeWidgetItem(texts)
            item.setData(0, _DATA, one)
            item.setCheckState(0, Qt.CheckState.Checked if one.metric.id in ticked else Qt.CheckState.Unchecked)
            item.setToolTip(0, f"{texts[0]}\n{texts[2]}（{one.source}，相近 {one.likeness:g}%）")
            item.setData(0, Qt.ItemDataRole.AccessibleTextRole, "，".join(text for text in texts if text))
            groups[one.point].addChild(item)
        self._groups = list(groups.values())
        self.suggested.addTopLevelItems(self._groups)
        self.suggested.expandAll()
        for group in groups.values():
            group.setFirstColumnSpanned(True)
        self.suggestions_note.setText(NO_SUGGESTION if not groups else "勾选的数据随指标体系一起创建；不勾就不要。")
        self._show_ticks()

    def searching(self) -> None:
        """Suggestions are being looked for."""
        self.suggestions_note.setText(SEARCHING)

    @property
    def taken(self) -> "list[Suggestion]":
        """The suggestions that were ticked."""
        items = [child for group in self._groups for child in (group.child(at) for at in range(group.childCount()))]
        return [item.data(0, _DATA) for item in items if item.checkState(0) is Qt.CheckState.Checked]

    def forget(self) -> None:
        """Nothing is typed or ticked any more: another file is coming."""
        self.typed.clear()
        self._groups = []
        self.suggested.clear()

    def step_doubt(self, by: int) -> bool:
        """Lead to the next doubt, round and round; whether there is one."""
        count = self.doubts.count()
        if not count:
            return False
        at = self.doubts.currentRow()
        next_row = (0 if by > 0 else count - 1) if at < 0 else (at + by) % count
        if next_row == at:
            self._tell_doubt()
        self.doubts.setCurrentRow(next_row)
        return True

    def _tell_doubt(self, *_: object) -> None:
        item: QListWidgetItem | None = self.doubts.currentItem()
        if item is not None:
            doubt: Doubt = item.data(_DATA)
            self.said.setText(f"! {doubt.message}")
            self.tree.choose(doubt.node)
            self.doubt_chosen.emit(doubt)

    def _type(self, name: str) -> None:
        self.typed.add(name)
        self.about_changed.emit()

    def _show_doubts(self, doubts: "Sequence[Doubt]") -> None:
        self.doubts.blockSignals(True)
        self.doubts.clear()
        for doubt in doubts:
            item = QListWidgetItem(f"! {full_width(doubt.message)}")
            item.setForeground(QBrush(QColor(self._look.colours.warning)))
            item.setData(_DATA, doubt)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"存疑：{doubt.message}")
            self.doubts.addItem(item)
        self.doubts.setCurrentRow(-1)
        self.doubts.blockSignals(False)
        self.tabs.setTabText(DOUBTS, f"! 存疑 {len(doubts)}" if doubts else "存疑 0")
        self.said.setText(f"! 有 {len(doubts)} 处存疑，按 F8 逐处查看。" if doubts else NO_DOUBT)
        set_role(self.said, "warning" if doubts else "muted")

    def _show_about(self, framework: Framework) -> None:
        for field, name, text in (
            (self.name, "title", framework.title),
            (self.year, "year", str(framework.year or "")),
            (self.region, "region", framework.region),
            (self.total, "total", "" if framework.total is None else plain(framework.total)),
        ):
            if name not in self.typed:
                field.show_text(text)
        if "level" not in self.typed:
            choose(self.level, framework.level)
        parts = sum_of(framework.sections)
        if parts is None:
            self.sum.setText("有的指标没有分值，合计不出总分")
            set_role(self.sum, "muted")
        else:
            same = framework.total is None or framework.total == parts
            self.sum.setText(f"{'' if same else '! '}各项合计 {plain(parts)} 分")
            set_role(self.sum, "good" if same else "warning")

    def _make_suggested(self) -> QTreeWidget:
        tree = QTreeWidget()
        tree.setAccessibleName("建议的数据")
        tree.setHeaderLabels(["数据", "单位", "为什么"])
        tree.setUniformRowHeights(True)
        tree.setColumnWidth(0, 230)
        tree.setColumnWidth(1, 56)
        tree.setProperty("role", "rows")
        tree.itemChanged.connect(lambda *_: self._show_ticks())
        return tree

    def _show_ticks(self) -> None:
        count = len(self.taken)
        self.tabs.setTabText(SUGGESTED, f"建议的数据（已勾 {count}）" if count else "建议的数据")

    def _arrange(self) -> None:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(GRID)
        grid.setVerticalSpacing(4)
        self._add(grid, 0, 0, "名称", self.name, span=5)
        self._add(grid, 1, 0, "年度", self.year)
        self._add(grid, 1, 2, "地区", self.region)
        self._add(grid, 1, 4, "层级", self.level)
        self._add(grid, 2, 0, "总分", self.total)
        grid.addWidget(self.sum, 2, 2, 1, 4)
        for place, stretch in ((1, 1), (3, 2), (5, 1)):
            grid.setColumnStretch(place, stretch)
        suggestions = QWidget()
        inner = QVBoxLayout(suggestions)
        inner.setContentsMargins(0, 4, 0, 0)
        inner.setSpacing(4)
        inner.addWidget(self.suggestions_note)
        inner.addWidget(self.suggested, 1)
        self.tabs.addTab(self.tree, "读出的指标")
        self.tabs.addTab(self.doubts, "存疑")
        self.tabs.addTab(suggestions, "建议的数据")
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID, GRID, 0, 0)
        column.setSpacing(GRID)
        column.addLayout(grid)
        column.addWidget(self.tabs, 1)
        column.addWidget(self.said)

    @staticmethod
    def _add(grid: QGridLayout, row: int, column: int, word: str, widget: QWidget, span: int = 1) -> None:
        label = QLabel(word)
        label.setBuddy(widget)
        grid.addWidget(label, row, column)
        grid.addWidget(widget, row, column + 1, 1, span)
