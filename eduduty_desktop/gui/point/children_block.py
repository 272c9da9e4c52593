"""The children of a section: one row each with state and what is still missing; Enter leads there."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from eduduty_desktop.draft import Key, Reader
from eduduty_desktop.draft.assessment import is_assessed, is_given, is_required, state_of
from eduduty_desktop.framework import Framework, Point, Section
from eduduty_desktop.framework.wording import full_width
from eduduty_desktop.gui.point.block import GRID, Block, caption
from eduduty_desktop.workspace.session import Session

_COLUMNS = ("编号", "名称", "状态", "缺必填数据")
_NODE = Qt.ItemDataRole.UserRole
_TABLES = frozenset({"states", "figures", "growths", "headings"})


def points_below(framework: Framework, node: Section | Point) -> list[Point]:
    """The points of a section at any depth; a point itself."""
    if isinstance(node, Point):
        return [node]
    return [point for child in node.children for point in points_below(framework, child)]


def child_texts(reader: Reader, node: Section | Point) -> tuple[str, str, str, str]:
    """Number, printed heading, state and missing count of a child."""
    framework = reader.framework
    points = points_below(framework, node)
    metrics = [framework.metrics[m] for point in points for m in point.metrics]
    missing = sum(is_required(reader, m) and not is_given(reader, m) for m in metrics)
    if isinstance(node, Point):
        state = state_of(reader, node.id).status.value
    else:
        state = f"已核定 {sum(is_assessed(reader, p.id) for p in points)}/{len(points)}"
    heading = reader.get(Key("headings", node.id))
    title = heading.text if heading is not None and heading.text else node.title
    return full_width(node.number), title, state, f"缺 {missing} 项" if missing else "—"


class ChildrenBlock(Block):
    """A read-only table; `node_requested` names the child to show."""

    node_requested = Signal(str)

    def __init__(self, session: Session, section: Section, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._section = section
        self.table = QTableWidget(len(section.children), len(_COLUMNS), self)
        self.table.setHorizontalHeaderLabels(list(_COLUMNS))
        self.table.setAccessibleName(f"{section.title}下的指标")
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setTabKeyNavigation(False)
        self.table.verticalHeader().hide()
        self.table.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        header = self.table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        self.column.addWidget(caption("本项下的指标"))
        self.column.addWidget(self.table)
        self.table.itemActivated.connect(self._open)
        self.table.setToolTip("回车或双击打开")
        self._fill()
        line = self.fontMetrics().lineSpacing() + GRID + 2
        self.table.verticalHeader().setDefaultSectionSize(line)
        self.table.horizontalHeader().setFixedHeight(line)
        self.table.setFixedHeight(line * (len(section.children) + 1) + 2 * self.table.frameWidth())

    def _fill(self) -> None:
        for row, child in enumerate(self._section.children):
            for column, text in enumerate(child_texts(self._session.draft, child)):
                item = self.table.item(row, column)
                if item is None:
                    item = QTableWidgetItem()
                    self.table.setItem(row, column, item)
                item.setText(text)
                item.setData(_NODE, child.id)
                if column == 1:
                    item.setToolTip(text)

    def _open(self, item: QTableWidgetItem) -> None:
        self.node_requested.emit(item.data(_NODE))

    def refresh(self, keys: frozenset[Key]) -> None:
        if any(key.table in _TABLES for key in keys):
            self._fill()
