"""总览: how far the draft is, what is missing, the score so far, both years side by side, values against standards."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QScrollArea,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from eduduty_desktop.gui.charts import ChartList, draw_progress, draw_standard, draw_years
from eduduty_desktop.gui.labels import wrapped
from eduduty_desktop.gui.look import Look
from eduduty_desktop.gui.overview import AgainstStandard, Bar, Missing, Overview, TwoYears, overview_of
from eduduty_desktop.workspace.session import Applied, Session

WAIT_MILLISECONDS = 250
MISSING_COLUMNS = ("所缺内容", "测评点", "种类")
MOST_MISSING_ROWS = 12
NO_YEARS = "还没有两年都填了的金额和百分比。填好上年和本年，这里会画出增减。"
NO_STANDARDS = "还没有填有标准可比的数据，或者本指标体系没有引用标准。"
NOTHING_MISSING = "必填数据、正文和佐证材料都有了。"
_ITEM = Qt.ItemDataRole.UserRole


class OverviewPage(QScrollArea):
    """Follows the draft while it is shown, and catches up when it is shown again."""

    node_requested = Signal(str)
    figure_requested = Signal(str, str)  # node and metric

    def __init__(self, session: Session, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._stale = True
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName("总览")
        self.headline = QGridLayout()
        self.sections = self._chart("各部分进度", 26, draw_progress, look)
        self.departments = self._chart("各责任单位进度", 26, draw_progress, look)
        self.missing = self._make_missing()
        self.years = self._chart("金额和百分比：上年与本年", 44, draw_years, look)
        self.standards = self._chart("与标准对照", 44, draw_standard, look)
        self._missing_note = wrapped("")
        self._years_note = wrapped("")
        self._standards_note = wrapped("")
        self._arrange()
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(WAIT_MILLISECONDS)
        self._wait.timeout.connect(self.refresh)
        session.subscribe(self._note)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self.refresh()

    def refresh(self) -> None:
        """Compute and show everything anew."""
        self._stale = False
        found = overview_of(self._session.draft)
        self._show_headline(found)
        self.sections.show_items(found.sections)
        self.departments.show_items(found.departments)
        self._show_missing(found.missing)
        self.years.show_items(found.years)
        self.standards.show_items(found.standards)
        self.years.setVisible(bool(found.years))
        self.standards.setVisible(bool(found.standards))
        rest = f"另有 {found.without_years} 项金额或百分比缺上年或本年，没有画出。" if found.without_years else ""
        legend = f"空心条是上年，实心条是本年；每一行各按自己的最大值画。{rest}"
        self._years_note.setText(legend if found.years else NO_YEARS)
        legend = "竖线是标准，条是本年的数；✓ 达到，✕ 未达到。※ 标准待核实：未对照原文。"
        self._standards_note.setText(legend if found.standards else NO_STANDARDS)

    # inside ----------------------------------------------------------------------------------------------

    def _note(self, _applied: Applied) -> None:
        self._stale = True
        if self.isVisible():
            self._wait.start()

    def _lead(self, item: Bar | Missing | TwoYears | AgainstStandard) -> None:
        metric = "" if isinstance(item, Bar) else item.metric
        if metric:
            self.figure_requested.emit(item.node, metric)
        else:
            self.node_requested.emit(item.node)

    def _show_headline(self, found: Overview) -> None:
        for place, (number, words) in enumerate(found.headline):
            cells = [self.headline.itemAtPosition(row, place) for row in (0, 1)]
            for cell, text, role in zip(cells, (number, words), ("figure", "muted"), strict=True):
                label = cell.widget() if cell is not None else None
                if not isinstance(label, QLabel):
                    label = QLabel()
                    label.setProperty("role", role)
                    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
                    self.headline.addWidget(label, 0 if role == "figure" else 1, place)
                label.setText(text)
                label.setAccessibleName(f"{words}：{number}")

    def _show_missing(self, missing: Sequence[Missing]) -> None:
        opened = {
            item.data(0, _ITEM)
            for row in range(self.missing.topLevelItemCount())
            if (item := self.missing.topLevelItem(row)) is not None and item.isExpanded()
        }
        self.missing.clear()
        groups: dict[str, QTreeWidgetItem] = {}
        counts: dict[str, int] = {}
        for one in missing:
            counts[one.department] = counts.get(one.department, 0) + 1
            if one.department not in groups:
                groups[one.department] = QTreeWidgetItem(self.missing)
                groups[one.department].setData(0, _ITEM, one.department)
            row = QTreeWidgetItem(groups[one.department], [one.what, one.place, one.kind])
            row.setData(0, _ITEM, one)
            row.setData(0, Qt.ItemDataRole.AccessibleTextRole, f"{one.place} {one.kind}：{one.what}")
            row.setToolTip(0, one.what)
        for name, group in groups.items():
            group.setText(0, f"{name}　缺 {counts[name]} 项")
            group.setFirstColumnSpanned(True)
            group.setExpanded(name in opened or len(groups) == 1)
        self._missing_note.setText(f"共缺 {len(missing)} 项，按责任单位列出。" if missing else NOTHING_MISSING)
        self.missing.setVisible(bool(missing))
        self._fit_missing()

    def _fit_missing(self) -> None:
        """As high as what is open in it, up to a dozen rows; then it scrolls."""
        rows = 0
        for at in range(self.missing.topLevelItemCount()):
            group = self.missing.topLevelItem(at)
            if group is not None:
                rows += 1 + (group.childCount() if group.isExpanded() else 0)
        height = max(22, self.missing.sizeHintForRow(0)) * min(max(rows, 2), MOST_MISSING_ROWS)
        self.missing.setFixedHeight(height + self.missing.header().sizeHint().height() + 4)

    def _choose_missing(self, item: QTreeWidgetItem) -> None:
        found = item.data(0, _ITEM)
        if isinstance(found, Missing):
            self._lead(found)
        else:
            item.setExpanded(not item.isExpanded())

    # building --------------------------------------------------------------------------------------------

    def _chart(self, name: str, row_height: int, draw: object, look: Look) -> ChartList:
        chart = ChartList(name, row_height, draw, look)  # type: ignore[arg-type]
        chart.row_chosen.connect(self._lead)
        return chart

    def _make_missing(self) -> QTreeWidget:
        tree = QTreeWidget()
        tree.setColumnCount(len(MISSING_COLUMNS))
        tree.setHeaderLabels(list(MISSING_COLUMNS))
        tree.setAccessibleName("所缺内容")
        tree.setToolTip("双击或按 Enter 到要填的地方；左右方向键展开、收起")
        tree.setProperty("role", "rows")
        tree.setUniformRowHeights(True)
        tree.setExpandsOnDoubleClick(False)
        tree.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        header = tree.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.ResizeToContents)
        tree.itemActivated.connect(self._choose_missing)
        tree.itemExpanded.connect(lambda _: self._fit_missing())
        tree.itemCollapsed.connect(lambda _: self._fit_missing())
        return tree

    def _arrange(self) -> None:
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(8)
        title = QLabel("总览")
        title.setProperty("role", "title")
        column.addWidget(title)
        self.headline.setHorizontalSpacing(40)
        self.headline.setVerticalSpacing(0)
        head = QHBoxLayout()
        head.addLayout(self.headline)
        head.addStretch(1)
        column.addLayout(head)
        for heading, parts in (
            ("各部分进度", (self.sections,)),
            ("各责任单位进度（按牵头）", (self.departments,)),
            ("还缺什么", (self._missing_note, self.missing)),
            ("金额和百分比：上年与本年", (self._years_note, self.years)),
            ("与标准对照", (self._standards_note, self.standards)),
        ):
            label = QLabel(heading)
            label.setProperty("role", "heading")
            label.setContentsMargins(0, 8, 0, 0)
            column.addWidget(label)
            for part in parts:
                column.addWidget(part)
        column.addStretch(1)
        self.setWidget(body)
