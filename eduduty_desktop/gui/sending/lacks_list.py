"""The list of what is still missing: a row a thing, with what to do; Enter leads to where it is put right."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from eduduty_desktop.workspace.readiness import Lack

COLUMNS = ("还缺什么", "怎么办")
MOST_ROWS = 9
_LACK = Qt.ItemDataRole.UserRole


class LacksList(QTreeWidget):
    """As high as its rows, up to nine; then it scrolls."""

    lack_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setColumnCount(len(COLUMNS))
        self.setHeaderLabels(list(COLUMNS))
        self.setAccessibleName("报送前还缺什么")
        self.setToolTip("双击或按 Enter 到要改的地方")
        self.setProperty("role", "rows")
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setAllColumnsShowFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        header = self.header()
        header.setStretchLastSection(False)
        for column in range(len(COLUMNS)):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        self.itemActivated.connect(self._choose)

    def show_lacks(self, lacks: Sequence[Lack]) -> None:
        """Show these, the line that was current staying so."""
        at = self.indexOfTopLevelItem(self.currentItem()) if self.currentItem() is not None else 0
        self.clear()
        for lack in lacks:
            word, mark = mark_of(lack)
            item = QTreeWidgetItem(self, [f"{mark} {lack.message}", lack.what_to_do])
            item.setData(0, _LACK, lack)
            item.setData(0, Qt.ItemDataRole.AccessibleTextRole, f"{word}：{lack.message}")
            item.setToolTip(0, lack.message)
            item.setToolTip(1, lack.what_to_do)
        if lacks:
            self.setCurrentItem(self.topLevelItem(min(max(at, 0), len(lacks) - 1)))  # type: ignore[arg-type]
        row = max(22, self.sizeHintForRow(0))
        self.setFixedHeight(row * min(max(len(lacks), 1), MOST_ROWS) + self.header().sizeHint().height() + 4)

    def _choose(self, item: QTreeWidgetItem) -> None:
        self.lack_chosen.emit(item.data(0, _LACK))


def mark_of(lack: Lack) -> tuple[str, str]:
    """The word and the sign of how grave a thing is."""
    if lack.is_blocking:
        return "错误", "✕"
    return ("可能", "·") if lack.is_doubt else ("还缺", "!")
