"""Findings in groups of one severity; an update touches only the rows that differ."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import msgspec
from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from eduduty_desktop.draft import Finding
from eduduty_desktop.draft.cover_fields import COVER_FIELDS
from eduduty_desktop.framework import Framework, Severity
from eduduty_desktop.gui.outline_model import COVER, OTHER_TEXTS, OWN_PAGES, node_of, pages_of, title_of

_Index = QModelIndex | QPersistentModelIndex
ROW = Qt.ItemDataRole.UserRole  # the FindingRow, None for a group
GROUP = Qt.ItemDataRole.UserRole + 1  # the title of a group
WAIVED = "已保留"
GROUPS = (*(severity.value for severity in Severity), WAIVED)


class FindingRow(msgspec.Struct, frozen=True):
    """A finding as the panel shows it; `where` names its page, empty while only one page is shown."""

    finding: Finding
    where: str = ""
    waived: bool = False

    @property
    def group(self) -> str:
        return WAIVED if self.waived else self.finding.severity.value


class Counts(msgspec.Struct, frozen=True):
    """How many findings stand, by severity; waived ones apart."""

    errors: int = 0
    warnings: int = 0
    hints: int = 0
    waived: int = 0

    @classmethod
    def of(cls, rows: Iterable[FindingRow]) -> "Counts":
        groups = [row.group for row in rows]
        return cls(*(groups.count(group) for group in GROUPS))


def rows_of(
    framework: Framework, findings: Iterable[Finding], waived: Callable[[Finding], bool], *, only: str = ""
) -> list[FindingRow]:
    """Findings in the order of the groups and, within, of the outline; `only` keeps those of one page."""
    order = {node: rank for rank, node in enumerate(pages_of(framework))}
    rows = [
        FindingRow(finding, "" if only else _where_unless_said(framework, finding), waived(finding))
        for finding in findings
        if not only or node_of(finding) == only
    ]
    rank = {group: place for place, group in enumerate(GROUPS)}
    return sorted(rows, key=lambda row: (rank[row.group], order.get(node_of(row.finding), len(order))))


def _where_unless_said(framework: Framework, finding: Finding) -> str:
    """What of `where_of` the message does not say already."""
    parts = where_of(framework, finding).split(" · ")
    return " · ".join(part for part in parts if part not in finding.message)


def where_of(framework: Framework, finding: Finding) -> str:
    """The page and field that a finding is about, as people call it."""
    node, place = node_of(finding), finding.place
    if node not in framework.nodes and node not in OWN_PAGES:
        return ""
    page = title_of(framework, node)
    if node == COVER:
        field = COVER_FIELDS.get(place.row, "") or OTHER_TEXTS.get(place.node, "")
    else:
        field = framework.metrics[place.metric].printed_label if place.metric in framework.metrics else ""
    return f"{page} · {field}" if field else page


class FindingsModel(QAbstractItemModel):
    """Two levels: groups that are not empty, and their findings."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._groups: dict[str, list[FindingRow]] = {}

    @property
    def rows(self) -> list[FindingRow]:
        """All findings in the order shown."""
        return [row for rows in self._groups.values() for row in rows]

    def show(self, rows: Sequence[FindingRow]) -> None:
        """Show these rows, already in order, touching only what differs."""
        wanted: dict[str, list[FindingRow]] = {}
        for row in rows:
            wanted.setdefault(row.group, []).append(row)
        if list(wanted) != list(self._groups):
            self.beginResetModel()
            self._groups = wanted
            self.endResetModel()
            return
        for place, (group, after) in enumerate(wanted.items()):
            if self._groups[group] != after:
                self._replace(self.index(place, 0), self._groups[group], after)

    def index_of(self, identity: str) -> QModelIndex:
        """Index of the finding with an identity, invalid if it is not shown."""
        for place, rows in enumerate(self._groups.values()):
            for number, row in enumerate(rows):
                if row.finding.identity == identity:
                    return self.index(number, 0, self.index(place, 0))
        return QModelIndex()

    def index(self, row: int, column: int = 0, parent: _Index = QModelIndex()) -> QModelIndex:  # noqa: B008
        if column != 0 or not 0 <= row < self.rowCount(parent):
            return QModelIndex()
        return self.createIndex(row, 0, parent.row() + 1 if parent.isValid() else 0)

    def parent(self, index: _Index) -> QModelIndex:  # type: ignore[override]
        group = index.internalId() if index.isValid() else 0
        return self.createIndex(group - 1, 0, 0) if group else QModelIndex()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        if not parent.isValid():
            return len(self._groups)
        return 0 if parent.internalId() else len(self._rows(parent.row()))

    def columnCount(self, _parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 1

    def flags(self, index: _Index) -> Qt.ItemFlag:
        if index.isValid() and index.internalId():
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
        return Qt.ItemFlag.ItemIsEnabled if index.isValid() else Qt.ItemFlag.NoItemFlags

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if not index.internalId():
            group = list(self._groups)[index.row()]
            words = {Qt.ItemDataRole.DisplayRole: f"{group} {len(self._groups[group])}", GROUP: group}
            return words.get(role)
        row = self._rows(index.internalId() - 1)[index.row()]
        if role == ROW:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return "，".join(part for part in (row.group, row.where, row.finding.message, row.finding.advice) if part)
        return None

    def _rows(self, group: int) -> list[FindingRow]:
        return list(self._groups.values())[group]

    def _replace(self, parent: QModelIndex, before: list[FindingRow], after: list[FindingRow]) -> None:
        """Exchange the rows between the common head and the common tail of both lists."""
        most = min(len(before), len(after))
        head = next((n for n in range(most) if before[n] != after[n]), most)
        tail = next((n for n in range(most - head) if before[-1 - n] != after[-1 - n]), most - head)
        old, new = len(before) - head - tail, len(after) - head - tail
        same = min(old, new)
        before[head : head + same] = after[head : head + same]
        if same:
            self.dataChanged.emit(self.index(head, 0, parent), self.index(head + same - 1, 0, parent))
        if old > same:
            self.beginRemoveRows(parent, head + same, head + old - 1)
            del before[head + same : head + old]
            self.endRemoveRows()
        elif new > same:
            self.beginInsertRows(parent, head + same, head + new - 1)
            before[head + same : head + same] = after[head + same : head + new]
            self.endInsertRows()
        self.dataChanged.emit(parent, parent)
