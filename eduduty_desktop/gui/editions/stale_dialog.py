"""The dialog that lists where exported files and the draft differ; Enter or a double click leads to the place."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from eduduty_desktop.draft import Key
from eduduty_desktop.framework import Framework
from eduduty_desktop.gui.room import resize_within
from eduduty_desktop.workspace.staleness import Stale, page_of, said_differently, sides

PLACE = Qt.ItemDataRole.UserRole
UNKNOWN = "没有留下逐处的记录，只知道两者不同（指标体系改过，或由旧版程序导出）。"


class StaleDialog(QDialog):
    """Editions with their differences."""

    place_chosen = Signal(object)  # the Key of a record

    def __init__(self, framework: Framework, found: Sequence[Stale], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("已导出的文件与自评稿不一致")
        resize_within(self, 780, 440)
        self.tree = QTreeWidget()
        self.tree.setHeaderLabels(["位置", "导出时", "现在"])
        self.tree.setAccessibleName("不一致的各处")
        self.tree.setWordWrap(True)
        self.go = QPushButton("到这一处")
        self.go.setDefault(True)
        self.close_button = QPushButton("关闭")
        for one in found:
            self._add(framework, one)
        self.tree.expandAll()
        for at, width in enumerate((260, 230)):
            self.tree.setColumnWidth(at, width)
        self.tree.itemSelectionChanged.connect(self._enable)
        self.tree.itemActivated.connect(lambda _item, _column: self._go())
        self.go.clicked.connect(self._go)
        self.close_button.clicked.connect(self.reject)
        note = QLabel("要让文件跟上自评稿，重新导出这一种；已经报出的，补报时说明改动。")
        note.setWordWrap(True)
        note.setProperty("role", "muted")
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.go)
        buttons.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(8)
        column.addWidget(note)
        column.addWidget(self.tree, 1)
        column.addLayout(buttons)
        first = self.tree.topLevelItem(0)
        if first is not None:
            self.tree.setCurrentItem(first.child(0) if first.childCount() else first)
        self._enable()
        self.tree.setFocus()

    def _add(self, framework: Framework, one: Stale) -> None:
        head = QTreeWidgetItem(self.tree, [one.words])
        head.setFirstColumnSpanned(True)
        for difference in one.differences:
            words = said_differently(difference)
            item = QTreeWidgetItem(
                head, [f"{difference.table}　{difference.place}", *(side or "—" for side in sides(difference))]
            )
            item.setToolTip(0, item.text(0))
            for column in (1, 2):
                item.setToolTip(column, words)
            if page_of(framework, difference.key):
                item.setData(0, PLACE, tuple(difference.key))
        if not one.differences:
            QTreeWidgetItem(head, [UNKNOWN]).setFirstColumnSpanned(True)

    def _chosen(self) -> tuple[str, str, str] | None:
        places = [item.data(0, PLACE) for item in self.tree.selectedItems()]
        return places[0] if places else None

    def _enable(self) -> None:
        self.go.setEnabled(self._chosen() is not None)

    def _go(self) -> None:
        place = self._chosen()
        if place is not None:
            self.place_chosen.emit(Key(*place))
            self.accept()
