"""The list beside the text: the result in a sentence, then the findings in groups."""

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractItemView, QFrame, QTreeView, QVBoxLayout, QWidget

from eduduty_desktop.gui.grouped_tree import GroupedTree
from eduduty_desktop.gui.labels import set_role, wrapped
from eduduty_desktop.gui.look import Look
from eduduty_desktop.gui.proofing.items_model import NUMBER, ItemsDelegate, ItemsModel
from eduduty_desktop.workspace.proofing import Group, ProvenReport

GRAVE = (Group.CONTRADICTION, Group.RESIDUE)  # they stand before the others


class ItemsPanel(QFrame):
    """`item_chosen` tells the number of the finding that the person went to."""

    item_chosen = Signal(int)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("findingsPanel")
        self.model = ItemsModel(self)
        self._marking = False
        self.verdict = wrapped("", "heading")
        self.verdict.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._note = wrapped()
        self.tree = self._make_tree(look)
        head = QFrame()
        head.setObjectName("panelHead")
        column = QVBoxLayout(head)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(4)
        column.addWidget(self.verdict)
        column.addWidget(self._note)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(head)
        layout.addWidget(self.tree, 1)

    def show_report(self, report: ProvenReport) -> None:
        """Show the findings of a report; what needs no attention stays folded."""
        self.verdict.setText(report.verdict)
        set_role(self.verdict, "error" if report.counts.errors else "heading")
        many = f"发现太多，有 {report.unlisted} 处没有列出。" if report.unlisted else ""
        self._note.setText(f"{many}没有列出问题，不等于没有问题；没有覆盖的见“校核结果”。")
        self.model.show(report)
        for row, group in enumerate(self.model.groups):
            self.tree.setExpanded(self.model.index(row, 0), group in GRAVE)

    def mark(self, number: int) -> None:
        """Mark a finding without going to it."""
        index = self.model.index_of(number)
        self._marking = True
        self.tree.expand(index.parent())
        self.tree.setCurrentIndex(index)
        self.tree.scrollTo(index)
        self._marking = False

    def step(self, by: int) -> int | None:
        """Go to the next finding (1) or the one before (-1) that needs attention; None if there is none."""
        grave = self.model.count_of(GRAVE)
        if not grave:
            return None
        current = self.tree.currentIndex().data(NUMBER)
        at = current if current is not None and current < grave else (-1 if by > 0 else 0)
        number: int = (at + by) % grave
        self.mark(number)
        self.item_chosen.emit(number)
        return number

    def _follow(self, index: QModelIndex) -> None:
        """The arrow keys take the text along; a click tells of itself."""
        number = index.data(NUMBER)
        if number is not None and not self._marking and QGuiApplication.mouseButtons() == Qt.MouseButton.NoButton:
            self.item_chosen.emit(number)

    def _choose(self, index: QModelIndex) -> None:
        number = index.data(NUMBER)
        if number is not None:
            self.item_chosen.emit(number)
        elif self.model.rowCount(index):
            self.tree.setExpanded(index, not self.tree.isExpanded(index))

    def _make_tree(self, look: Look) -> QTreeView:
        tree = GroupedTree("校核发现")
        tree.setModel(self.model)
        tree.setItemDelegate(ItemsDelegate(tree, look.colours))
        tree.setExpandsOnDoubleClick(False)
        tree.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        tree.clicked.connect(self._choose)
        tree.activated.connect(self._choose)
        tree.selectionModel().currentChanged.connect(lambda index, _before: self._follow(index))
        return tree
