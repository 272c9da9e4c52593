"""比较指标体系: two frameworks and what differs, grouped 新增 删除 修改; a row leads to its node."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QGridLayout,
    QHeaderView,
    QLabel,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from eduduty_desktop.framework import Framework
from eduduty_desktop.framework.compare import Difference, What, differences
from eduduty_desktop.framework.wording import full_width
from eduduty_desktop.gui.frameworks.fields import GRID, button, row_of
from eduduty_desktop.gui.labels import wrapped
from eduduty_desktop.gui.look import Look
from eduduty_desktop.gui.opening import busy

COLUMNS = ("项目", "内容", "原来", "现在")
_PLACE = Qt.ItemDataRole.UserRole
_SHORT, _LONG = 80, 1200
_MARKS = {What.ADDED: "＋", What.REMOVED: "－", What.CHANGED: "≠"}


class CompareDialog(QDialog):
    """`place_chosen` tells framework and node that a row is about; the dialog stays open."""

    place_chosen = Signal(str, str)

    def __init__(
        self, frameworks: list[Framework], newer: Framework | None, look: Look, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("比较指标体系")
        self.resize(1040, 600)
        self._frameworks = frameworks
        self._look = look
        self.old, self.new = self._choice("原来的"), self._choice("现在的")
        self.said = wrapped("", "heading")
        self.tree = self._make_tree()
        self.swap = button("对换", "把原来的和现在的对换", self._swap)
        self.go = button("到这一项", "在指标体系页里显示选中的一项（Enter）", self._go)
        close = button("关闭", "关闭（Esc）", self.reject)
        places = {one.id: at for at, one in enumerate(frameworks)}
        self.new.setCurrentIndex(places.get(newer.id, 0) if newer is not None else 0)
        self.old.setCurrentIndex(self._likely(newer))
        self._arrange(close)
        for box in (self.old, self.new):
            box.currentIndexChanged.connect(self.show_differences)
        self.tree.itemActivated.connect(lambda _: self._go())
        self.tree.currentItemChanged.connect(lambda *_: self._enable())
        self.show_differences()
        self.tree.setFocus()

    def show_differences(self) -> None:
        """Compare the two chosen frameworks."""
        old, new = self._frameworks[self.old.currentIndex()], self._frameworks[self.new.currentIndex()]
        with busy():
            found = differences(old, new)
        self.tree.clear()
        groups = {what: [one for one in found if one.what is what] for what in What}
        for what, members in groups.items():
            if members:
                self._add_group(what, members)
        counts = "，".join(f"{what.value} {len(members)}" for what, members in groups.items() if members)
        self.said.setText(f"共 {len(found)} 处不同：{counts}" if found else "两个指标体系的内容完全相同。")
        self.tree.setCurrentIndex(self.tree.model().index(0, 0))
        self._enable()

    def _add_group(self, what: What, members: list[Difference]) -> None:
        group = QTreeWidgetItem([f"{_MARKS[what]} {what.value} {len(members)}"])
        font = group.font(0)
        font.setBold(True)
        group.setFont(0, font)
        self.tree.addTopLevelItem(group)
        group.addChildren([self._row(one) for one in members])
        group.setFirstColumnSpanned(True)
        group.setExpanded(True)

    def _row(self, one: Difference) -> QTreeWidgetItem:
        name = full_width(one.name)
        texts = (f"数据“{name}”" if one.metric else name, one.field, full_width(one.old), full_width(one.new))
        item = QTreeWidgetItem([_cut(text) for text in texts])
        for column, text in enumerate(texts):
            if text:
                item.setToolTip(column, text[:_LONG])
        words = (
            one.what.value,
            texts[0],
            one.field,
            f"原来：{texts[2] or '没有'}" if one.field else "",
            f"现在：{texts[3] or '没有'}" if one.field else "",
        )
        item.setData(0, Qt.ItemDataRole.AccessibleTextRole, "，".join(word for word in words if word))
        item.setData(0, _PLACE, self._place(one))
        return item

    def _place(self, one: Difference) -> tuple[str, str]:
        """The framework and node that a difference is seen in: the newer one's, else the older one's."""
        gone = one.what is What.REMOVED
        framework = self._frameworks[(self.old if gone else self.new).currentIndex()]
        name = one.old_id if gone else one.new_id
        return framework.id, framework.place_of_metric.get(name, "") if one.metric else name

    def _go(self) -> None:
        item: QTreeWidgetItem | None = self.tree.currentItem()
        place = item.data(0, _PLACE) if item is not None else None
        if place:
            self.place_chosen.emit(*place)
            self.accept()

    def _enable(self) -> None:
        item: QTreeWidgetItem | None = self.tree.currentItem()
        self.go.setEnabled(item is not None and bool(item.data(0, _PLACE)))

    def _swap(self) -> None:
        old, new = self.old.currentIndex(), self.new.currentIndex()
        for box, place in ((self.old, new), (self.new, old)):
            box.blockSignals(True)
            box.setCurrentIndex(place)
            box.blockSignals(False)
        self.show_differences()

    def _likely(self, newer: Framework | None) -> int:
        """The framework that the newer one was probably made from: its copy's source, else another of its region."""
        others = [(at, one) for at, one in enumerate(self._frameworks) if newer is None or one.id != newer.id]
        for at, one in others:
            if newer is not None and (newer.id.startswith(one.id) or one.id.startswith(newer.id)):
                return at
        for at, one in others:
            if newer is not None and one.region == newer.region:
                return at
        return others[0][0] if others else 0

    def _choice(self, name: str) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName(name)
        box.setMinimumContentsLength(20)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        for framework in self._frameworks:
            year = f"（{framework.year}）" if framework.year else ""
            box.addItem(full_width(f"{framework.title}{year}"))
        return box

    def _make_tree(self) -> QTreeWidget:
        tree = QTreeWidget()
        tree.setAccessibleName("不同之处")
        tree.setHeaderLabels(list(COLUMNS))
        tree.setAlternatingRowColors(True)
        tree.setProperty("role", "rows")
        header = tree.header()
        for column, width in enumerate((320, 88)):
            tree.setColumnWidth(column, width)
        header.setStretchLastSection(False)
        for column in (2, 3):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        return tree

    def _arrange(self, close: QWidget) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(GRID)
        for row, (word, box) in enumerate((("原来的", self.old), ("现在的", self.new))):
            label = QLabel(word)
            label.setBuddy(box)
            grid.addWidget(label, row, 0)
            grid.addWidget(box, row, 1)
        grid.addWidget(self.swap, 0, 2, 2, 1)
        grid.setColumnStretch(1, 1)
        foot = row_of(wrapped("双击或按 Enter，到指标体系页看这一项。"), stretch=True)
        foot.setStretch(0, 1)
        foot.addWidget(self.go)
        foot.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        column.setSpacing(GRID)
        column.addLayout(grid)
        column.addWidget(self.said)
        column.addWidget(self.tree, 1)
        column.addLayout(foot)


def _cut(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHORT else f"{line[:_SHORT]}…"
