"""The findings of a proof in groups, as a list shows them."""

from collections.abc import Collection
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPointF, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyle

from eduduty_desktop.gui.grouped_delegate import GroupedDelegate, Index
from eduduty_desktop.gui.marks import OF_SEVERITY, Mark, StyleOption
from eduduty_desktop.workspace.proofing import Group, Item, ProvenReport

ITEM = Qt.ItemDataRole.UserRole  # the Item, None for a group
GROUP = Qt.ItemDataRole.UserRole + 1
NUMBER = Qt.ItemDataRole.UserRole + 2  # of the item among all
PLACE = Qt.ItemDataRole.UserRole + 3
_MARKS = {Group.UNCHECKABLE: Mark.NOT_APPLICABLE, Group.SOUND: Mark.CHECKED}


class ItemsModel(QAbstractItemModel):
    """Two levels: groups that are not empty, and their findings; what a report has does not change."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._report: ProvenReport | None = None
        self._groups: list[tuple[Group, range]] = []

    def show(self, report: ProvenReport | None) -> None:
        """Show the findings of a report, which stand in the order of their groups."""
        self.beginResetModel()
        self._report = report
        items = report.items if report is not None else ()
        self._groups = []
        at = 0
        for group in Group:
            first = at
            while at < len(items) and items[at].group is group:
                at += 1
            if at > first:
                self._groups.append((group, range(first, at)))
        self.endResetModel()

    @property
    def groups(self) -> list[Group]:
        """The groups that are shown."""
        return [group for group, _ in self._groups]

    def item(self, number: int) -> Item:
        """A finding by its number among all."""
        assert self._report is not None
        return self._report.items[number]

    def count_of(self, groups: Collection[Group]) -> int:
        """How many findings are in some groups."""
        return sum(len(numbers) for group, numbers in self._groups if group in groups)

    def index_of(self, number: int) -> QModelIndex:
        """Where a finding stands in the list."""
        for row, (_, numbers) in enumerate(self._groups):
            if number in numbers:
                return self.index(number - numbers.start, 0, self.index(row, 0))
        return QModelIndex()

    def index(self, row: int, column: int = 0, parent: Index = QModelIndex()) -> QModelIndex:  # noqa: B008
        if column != 0 or not 0 <= row < self.rowCount(parent):
            return QModelIndex()
        return self.createIndex(row, 0, parent.row() + 1 if parent.isValid() else 0)

    def parent(self, index: Index) -> QModelIndex:  # type: ignore[override]
        group = index.internalId() if index.isValid() else 0
        return self.createIndex(group - 1, 0, 0) if group else QModelIndex()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        if not parent.isValid():
            return len(self._groups)
        return 0 if parent.internalId() else len(self._groups[parent.row()][1])

    def columnCount(self, _parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 1

    def flags(self, index: Index) -> Qt.ItemFlag:
        if index.isValid() and index.internalId():
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable if index.isValid() else Qt.ItemFlag.NoItemFlags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or self._report is None:
            return None
        if not index.internalId():
            group, numbers = self._groups[index.row()]
            words = {Qt.ItemDataRole.DisplayRole: f"{group} {len(numbers)}", GROUP: group}
            return words.get(role)
        number = self._groups[index.internalId() - 1][1][index.row()]
        item = self._report.items[number]
        if role == ITEM:
            return item
        if role == NUMBER:
            return number
        if role == PLACE:
            return " · ".join(word for word in (self._report.place(item), item.word) if word)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return "，".join(
                word for word in (item.group.value, self._report.place(item), item.message, item.advice) if word
            )
        if role == Qt.ItemDataRole.ToolTipRole:
            return item.sentence
        return None


class ItemsDelegate(GroupedDelegate):
    """A finding with mark, message, place and what to do."""

    def lines_of(self, index: Index) -> list[str]:
        item = index.data(ITEM)
        if not isinstance(item, Item):
            return []
        return [text for text in (item.message, index.data(PLACE), item.advice) if text]

    def mark_of(self, index: Index) -> Mark:
        item: Item = index.data(ITEM)
        return _MARKS.get(item.group) or OF_SEVERITY[item.severity]

    def _paint_group(self, painter: QPainter, option: StyleOption, index: Index) -> None:
        super()._paint_group(painter, option, index)
        middle = QPointF(option.rect.right() - 16, option.rect.center().y())
        down = self._tree.isExpanded(index)
        corners = [(-4, -2), (4, -2), (0, 3)] if down else [(-2, -4), (3, 0), (-2, 4)]
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QColor(self.colours.accent))
            painter.drawRect(option.rect.adjusted(0, 0, -1, -1))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self.colours.muted))
        painter.drawPolygon([middle + QPointF(x, y) for x, y in corners])

    def tint_of(self, index: Index) -> str:
        colours = self.colours
        tints = {Group.CONTRADICTION: colours.error, Group.RESIDUE: colours.warning, Group.SOUND: colours.good}
        return tints.get(index.data(GROUP), colours.muted)
