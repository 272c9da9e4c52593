"""The outline as a tree: cover, 基本情况, sections and points, each with its state and its findings.

Built once; afterwards only the items that a change touches are written.
"""

from collections import Counter
from collections.abc import Iterable

from PySide6.QtCore import QModelIndex, QObject, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel

from eduduty_desktop.draft import PROFILE, Finding, Reader
from eduduty_desktop.draft.assessment import is_assessed, state_of
from eduduty_desktop.draft.records import Status
from eduduty_desktop.framework import Framework, Node, Point, Section, Severity
from eduduty_desktop.gui.marks import OF_STATUS, Mark

COVER, OVERVIEW, PROBLEMS, SENDING = "cover", "overview", "problems", "sending"
DEPARTMENTS, SCHOOLS = "departments", "schools"
# Texts that belong to no indicator; they are written on the cover's page.
OTHER_TEXTS = {
    "lead": "导语",
    "organisation": "自评工作组织情况",
    "next_steps": "下一步工作打算",
}
OWN_PAGES = {
    COVER: "封面信息",
    OVERVIEW: "总览",
    DEPARTMENTS: "责任单位",
    PROFILE: "基本情况",
    PROBLEMS: "存在问题",
    SCHOOLS: "学校基表",
    SENDING: "报送",
}  # pages that are no indicator
_WIDE = str.maketrans("():,", "（）：，")

NODE = Qt.ItemDataRole.UserRole
MARK = Qt.ItemDataRole.UserRole + 1
COUNTS = Qt.ItemDataRole.UserRole + 2  # (errors, warnings)
PROGRESS = Qt.ItemDataRole.UserRole + 3  # of a section: (assessed, points)


def title_of(framework: Framework, node: str) -> str:
    """What the outline calls a node."""
    if node in OWN_PAGES:
        return OWN_PAGES[node]
    found = framework.nodes[node]
    number, title = found.number.translate(_WIDE), found.title.translate(_WIDE)
    return f"{number}{title}" if number.endswith("）") else f"{number} {title}".strip()


def order_of(framework: Framework) -> list[str]:
    """The pages that 上一项 and 下一项 lead through, in the order of the outline; 总览, 责任单位, 学校基表 and 报送 have nothing to fill in."""
    return [COVER, PROFILE, *(point.id for point in framework.points), PROBLEMS]


def pages_of(framework: Framework) -> list[str]:
    """Every page in the order of the outline, those of sections too."""
    return [COVER, OVERVIEW, DEPARTMENTS, PROFILE, *framework.nodes, PROBLEMS, SCHOOLS, SENDING]


def node_of(finding: Finding) -> str:
    """The page that a finding belongs to."""
    place = finding.place
    if place.table in {"cover", "vetoes"} or place.node in OTHER_TEXTS:
        return COVER
    return PROBLEMS if place.table == "problems" and not place.node else place.node


class OutlineModel(QStandardItemModel):
    """The outline of one framework."""

    def __init__(self, framework: Framework, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._framework = framework
        self._items: dict[str, QStandardItem] = {}
        for node in (COVER, OVERVIEW, DEPARTMENTS, PROFILE):
            self.appendRow(self._item(node))
        for section in framework.sections:
            self.appendRow(self._branch(section))
        for node in (PROBLEMS, SCHOOLS, SENDING):
            self.appendRow(self._item(node))

    def index_of(self, node: str) -> QModelIndex:
        """A node's index, invalid for one that is not in the outline."""
        item = self._items.get(node)
        return item.index() if item else QModelIndex()

    def show_states(self, reader: Reader, points: Iterable[str] | None = None) -> None:
        """Write the marks of some points (all by default) and of the sections above them."""
        wanted = [point.id for point in self._framework.points] if points is None else list(points)
        sections: dict[str, None] = {}
        for point in wanted:
            if point not in self._items:
                continue
            self._write(point, MARK, OF_STATUS[state_of(reader, point).status])
            sections.update(dict.fromkeys(node.id for node in self._framework.path_of(point)[:-1]))
        for section in sections:
            self._show_section(reader, section)

    def show_counts(self, findings: Iterable[Finding]) -> None:
        """Write how many errors and warnings each page has, a section those of everything under it."""
        errors: Counter[str] = Counter()
        warnings: Counter[str] = Counter()
        for finding in findings:
            if finding.severity is Severity.HINT:
                continue
            counter = errors if finding.severity is Severity.ERROR else warnings
            node = node_of(finding)
            above = self._framework.path_of(node) if node in self._framework.nodes else ()
            counter.update([name.id for name in above] or [node])
        for node in self._items:
            self._write(node, COUNTS, (errors[node], warnings[node]))

    def _show_section(self, reader: Reader, section: str) -> None:
        points = list(_points(self._framework.nodes[section]))
        done = sum(is_assessed(reader, point.id) for point in points)
        started = done or any(state_of(reader, point.id).status is not Status.EMPTY for point in points)
        mark = Mark.CHECKED if points and done == len(points) else Mark.STARTED if started else Mark.EMPTY
        self._write(section, MARK, mark)
        self._write(section, PROGRESS, (done, len(points)))

    def _write(self, node: str, role: int, value: object) -> None:
        item = self._items[node]
        if item.data(role) != value:
            item.setData(value, role)
            item.setData(self._words(item), Qt.ItemDataRole.AccessibleTextRole)
            item.setToolTip(self._words(item))

    def _words(self, item: QStandardItem) -> str:
        mark, counts, progress = item.data(MARK), item.data(COUNTS), item.data(PROGRESS)
        words = [item.text()]
        if progress:
            words.append(f"已核{progress[0]}项，共{progress[1]}项")
        elif mark:
            words.append(mark.value)
        if counts and counts[0]:
            words.append(f"错误{counts[0]}处")
        if counts and counts[1]:
            words.append(f"警告{counts[1]}处")
        return "，".join(words)

    def _branch(self, node: Node) -> QStandardItem:
        item = self._item(node.id)
        if isinstance(node, Section):
            for child in node.children:
                item.appendRow(self._branch(child))
        return item

    def _item(self, node: str) -> QStandardItem:
        item = QStandardItem(title_of(self._framework, node))
        item.setEditable(False)
        item.setData(node, NODE)
        self._items[node] = item
        return item


def _points(node: Node) -> Iterable[Point]:
    if isinstance(node, Point):
        yield node
    else:
        for child in node.children:
            yield from _points(child)
