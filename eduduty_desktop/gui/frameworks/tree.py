"""The tree of a framework: number, title and full score, what does not add up marked !, searched as one types."""

from collections.abc import Iterable

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QDropEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from eduduty_desktop.framework import Framework, Node, Section
from eduduty_desktop.framework.scores import full_score, total_of
from eduduty_desktop.framework.wording import full_width
from eduduty_desktop.gui.frameworks.edits import place_of
from eduduty_desktop.gui.frameworks.words import PROFILE, WHOLE, gaps_of, haystack, score_words
from eduduty_desktop.gui.look import Look
from eduduty_desktop.gui.marks import Mark, StyleOption, paint_mark

ROW_HEIGHT = 24
NODE = Qt.ItemDataRole.UserRole
DOUBT = Qt.ItemDataRole.UserRole + 1
_MARK_WIDTH = 20
_LONGEST = 80
_Index = QModelIndex | QPersistentModelIndex


class FrameworkTree(QTreeWidget):
    """Shows one framework; the framework itself and 基本情况 stand above the sections."""

    node_chosen = Signal(str)
    move_asked = Signal(str, str, int)  # node, new parent (empty: first level), place among its children

    def __init__(self, look: Look, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._framework: Framework | None = None
        self._items: dict[str, QTreeWidgetItem] = {}
        self._haystacks: dict[str, str] = {}
        self._doubts: dict[str, str] = {}
        self._words = ""
        self._filling = False
        self.setAccessibleName(name)
        self.setColumnCount(2)
        self.setHeaderLabels(["指标", "满分"])
        self.setUniformRowHeights(True)
        self.setIndentation(14)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setExpandsOnDoubleClick(False)
        self.setItemDelegate(_TreeDelegate(self, look))
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Interactive)
        header.setSectionsMovable(False)
        self.setColumnWidth(1, 72)
        self.currentItemChanged.connect(self._choose)

    @property
    def node(self) -> str:
        """The node that is marked."""
        item: QTreeWidgetItem | None = self.currentItem()
        return item.data(0, NODE) if item is not None else WHOLE

    def nodes_shown(self) -> list[str]:
        """Nodes that are not hidden, in printed order."""
        return [node for node, item in self._items.items() if not item.isHidden()]

    def let_drag(self, allowed: bool) -> None:
        """Whether nodes can be moved by mouse."""
        mode = QAbstractItemView.DragDropMode
        self.setDragDropMode(mode.InternalMove if allowed else mode.NoDragDrop)

    def show_framework(self, framework: Framework, *, doubts: dict[str, str] | None = None, node: str = WHOLE) -> None:
        """Show a framework with sentences of doubt by node, and mark a node without telling of it.

        What was folded stays so.
        """
        folded = {key for key, item in self._items.items() if item.childCount() and not item.isExpanded()}
        at = self.verticalScrollBar().value()
        self._filling = True
        self._framework = framework
        self._haystacks = {}
        self._doubts = gaps_of(framework) | (doubts or {})
        self.clear()
        self._items = {}
        tops = [self._whole(framework)]
        if framework.profile.metrics:
            tops.append(self._item(PROFILE, "基本情况", f"{len(framework.profile.metrics)} 项数据"))
        tops += [self._branch(section) for section in framework.sections]
        self.addTopLevelItems(tops)
        self.expandAll()
        for key in folded & self._items.keys():
            self._items[key].setExpanded(False)
        self.verticalScrollBar().setValue(at)
        self._hide()
        self.choose(node if node in self._items else WHOLE)
        self._filling = False

    def choose(self, node: str) -> None:
        """Mark a node and bring it into sight."""
        item = self._items.get(node)
        if item is not None:
            self.setCurrentItem(item)
        item = self._items.get(node)  # who heard of it may have shown the framework anew
        if item is not None:
            self.scrollToItem(item)

    def search(self, words: str) -> int:
        """Show only what matches every word, with the sections above; returns how many nodes match."""
        self._words = words
        return self._hide()

    def dropEvent(self, event: QDropEvent) -> None:
        """A node let go: asks for the move; the tree itself is shown anew by whoever does it."""
        node = self.node
        target: QTreeWidgetItem | None = self.itemAt(event.position().toPoint())
        event.setDropAction(Qt.DropAction.IgnoreAction)
        event.ignore()
        if self._framework is None or target is None or node not in self._framework.nodes:
            return
        onto = target.data(0, NODE)
        place = self._dropped(self._framework, node, onto, self.dropIndicatorPosition())
        if place is not None:
            self.move_asked.emit(node, *place)

    @staticmethod
    def _dropped(
        framework: Framework, node: str, onto: str, position: QAbstractItemView.DropIndicatorPosition
    ) -> tuple[str, int] | None:
        """The parent and place that letting go on, above or below a node means; None where it means nothing."""
        if onto not in framework.nodes or onto == node:
            return None
        found = framework.nodes[onto]
        if position is QAbstractItemView.DropIndicatorPosition.OnItem and isinstance(found, Section):
            return onto, sum(child.id != node for child in found.children)
        parent, at = place_of(framework, onto)
        if position is not QAbstractItemView.DropIndicatorPosition.AboveItem:
            at += 1
        own_parent, own_at = place_of(framework, node)
        return parent, at - (own_parent == parent and own_at < at)

    def _hide(self) -> int:
        terms = self._words.casefold().split()
        framework = self._framework
        if framework is None:
            return 0
        shown: set[str] = set()
        matches = 0
        for key in self._items:
            if key not in self._haystacks:
                self._haystacks[key] = haystack(framework, key)
            if not terms or all(term in self._haystacks[key] for term in terms):
                matches += 1
                shown |= {one.id for one in framework.path_of(key)} if key in framework.nodes else {key}
        for key, item in self._items.items():
            item.setHidden(key not in shown)
            if terms and item.childCount() and key in shown:
                item.setExpanded(True)
        return matches

    def _choose(self, item: QTreeWidgetItem | None) -> None:
        if item is not None and not self._filling:
            self.node_chosen.emit(item.data(0, NODE))

    def _whole(self, framework: Framework) -> QTreeWidgetItem:
        item = self._item(WHOLE, full_width(framework.title), score_words(total_of(framework)))
        font = item.font(0)
        font.setBold(True)
        item.setFont(0, font)
        return item

    def _branch(self, node: Node) -> QTreeWidgetItem:
        score = score_words(full_score(node))
        stated = isinstance(node, Section) and node.full_score is None
        title = full_width(f"{node.number} {node.title}".strip())
        item = self._item(node.id, title, f"({score})" if score and stated else score)
        if stated and score:
            item.setForeground(1, QBrush(QColor(self._look.colours.muted)))
            item.setToolTip(1, "通知没有写，是下面各项的合计")
        if isinstance(node, Section):
            font = item.font(0)
            font.setBold(True)
            item.setFont(0, font)
            item.addChildren([self._branch(child) for child in node.children])
        return item

    def _item(self, node: str, title: str, score: str) -> QTreeWidgetItem:
        line = " ".join(title.split())
        item = QTreeWidgetItem([line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…", score])
        item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        item.setData(0, NODE, node)
        doubt = self._doubts.get(node, "")
        item.setData(0, DOUBT, doubt)
        words: Iterable[str] = (
            title,
            f"满分{score}" if score and node != PROFILE else score,
            f"存疑：{doubt}" if doubt else "",
        )
        item.setData(0, Qt.ItemDataRole.AccessibleTextRole, "，".join(word for word in words if word))
        item.setToolTip(0, f"{title}\n! {doubt}" if doubt else title)
        if doubt:
            item.setForeground(0, QBrush(QColor(self._look.colours.warning)))
        flags = item.flags() & ~Qt.ItemFlag.ItemIsEditable
        item.setFlags(flags if node not in (WHOLE, PROFILE) else flags & ~Qt.ItemFlag.ItemIsDragEnabled)
        self._items[node] = item
        return item


class _TreeDelegate(QStyledItemDelegate):
    """A row of even height, with ! at its end where there is a doubt."""

    def __init__(self, tree: QTreeWidget, look: Look) -> None:
        super().__init__(tree)
        self._look = look

    def sizeHint(self, option: StyleOption, index: _Index) -> QSize:
        return QSize(super().sizeHint(option, index).width(), ROW_HEIGHT)

    def paint(self, painter: QPainter, option: StyleOption, index: _Index) -> None:
        doubtful = index.column() == 0 and bool(index.data(DOUBT))
        if doubtful:
            box = QRectF(option.rect.right() - _MARK_WIDTH, option.rect.top(), _MARK_WIDTH, option.rect.height())
            option.rect.adjust(0, 0, -_MARK_WIDTH, 0)
        super().paint(painter, option, index)
        if doubtful:
            if option.state & QStyle.StateFlag.State_Selected:
                painter.fillRect(box, QColor(self._look.colours.accent_soft))
            paint_mark(painter, box, Mark.WARNING, self._look.colours)
