"""The dialog 导入往年报告: headings → points and figures → 上年数, each line with its confidence and a tick."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QSpinBox,
    QTabWidget,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from eduduty_desktop.gui.labels import button_row, wrapped
from eduduty_desktop.gui.room import resize_within
from eduduty_desktop.intake.last_report import HIGH, SURE_PLACE
from eduduty_desktop.workspace.last_report import FigureLine, Import, PlaceLine, Standing

ROW = Qt.ItemDataRole.UserRole
_MIDDLE = 0.6
_STANDINGS = {Standing.NEW: "新填", Standing.AGREES: "已相同", Standing.CHANGED: "与已有的不同"}
_PREVIEW_HEIGHT = 96
_NUMBERS = (1, 2)  # columns of figures
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class LastReportDialog(QDialog):
    """Offers every line, the sure ones ticked; applies none itself."""

    def __init__(self, done: Import, read_again: Callable[[int], Import], parent: QWidget | None = None) -> None:
        """`read_again` reads the report as one about another year."""
        super().__init__(parent)
        self.setWindowTitle("导入往年报告")
        resize_within(self, 980, 640)
        self._read_again = read_again
        self.done_reading = done
        self.year = QSpinBox()
        self.year.setRange(2000, 2099)
        self.year.setValue(done.year or 2000)
        self.year.setSuffix(" 年度")
        self.year.setAccessibleName("报告的年度")
        self.doubtful = QCheckBox("只看没有把握的")
        self.places = _table(("报告里的标题", "对应的指标", "把握", "说明"), "标题对应")
        self.figures = _table(("指标数据", "报告里的数", "现在的上年数", "把握", "说明"), "数据对应")
        for at in _NUMBERS:
            self.figures.headerItem().setTextAlignment(at, _RIGHT)
        self.tabs = QTabWidget()
        self.tabs.addTab(self.places, "标题和正文")
        self.tabs.addTab(self.figures, "数据")
        self.preview = QPlainTextEdit()
        self.preview.setReadOnly(True)
        self.preview.setFixedHeight(_PREVIEW_HEIGHT)
        self.preview.setAccessibleName("报告原文")
        self.preview.setTabChangesFocus(True)
        self.told = wrapped()
        self.take = QPushButton("导入所选")
        self.take.setDefault(True)
        self.cancel = QPushButton("取消")
        self._arrange()
        self.take.clicked.connect(self.accept)
        self.cancel.clicked.connect(self.reject)
        self.doubtful.toggled.connect(self._filter)
        self.year.valueChanged.connect(self._change_year)
        for table in (self.places, self.figures):
            table.currentItemChanged.connect(lambda item, _before: self._show_words(item))
            table.itemChanged.connect(lambda item, _column, table=table: self._tick(table, item))
        self.tabs.currentChanged.connect(lambda _at: self._show_words(self._table.currentItem()))
        self._fill()

    @property
    def chosen_places(self) -> frozenset[str]:
        """Nodes whose texts are ticked."""
        return _ticked(self.places)

    @property
    def chosen_figures(self) -> frozenset[str]:
        """Ids of the figures that are ticked."""
        return _ticked(self.figures)

    @property
    def _table(self) -> QTreeWidget:
        return self.places if self.tabs.currentIndex() == 0 else self.figures

    def _change_year(self) -> None:
        self.done_reading = self._read_again(self.year.value())
        self._fill()

    def _fill(self) -> None:
        for table, rows in ((self.places, self._place_rows()), (self.figures, self._figure_rows())):
            table.blockSignals(True)
            table.clear()
            table.addTopLevelItems(rows)
            table.expandAll()
            table.blockSignals(False)
            if rows:
                table.setCurrentItem(rows[0])
        self._filter()
        self._count()
        self._show_words(self._table.currentItem())

    def _place_rows(self) -> list[QTreeWidgetItem]:
        return [_place_row(line) for line in self.done_reading.places]

    def _figure_rows(self) -> list[QTreeWidgetItem]:
        return [_figure_row(line) for line in self.done_reading.figures]

    def _filter(self) -> None:
        only = self.doubtful.isChecked()
        lines: Sequence[tuple[QTreeWidget, Sequence[PlaceLine | FigureLine]]] = (
            (self.places, self.done_reading.places),
            (self.figures, self.done_reading.figures),
        )
        for table, rows in lines:
            for at, line in enumerate(rows):
                item = table.topLevelItem(at)
                if item is not None:
                    item.setHidden(only and (line.ticked or line.standing is Standing.AGREES))
            self._step_to_seen(table)

    @staticmethod
    def _step_to_seen(table: QTreeWidget) -> None:
        """A row that was filtered away is no longer the current one."""
        rows = [row for at in range(table.topLevelItemCount()) if (row := table.topLevelItem(at)) is not None]
        seen = [row for row in rows if not row.isHidden()]
        if seen and table.currentItem().isHidden():
            table.setCurrentItem(seen[0])

    def _tick(self, table: QTreeWidget, ticked: QTreeWidgetItem) -> None:
        """Of what the report says differently of one figure one is taken: the tick moves."""
        if ticked.checkState(0) == Qt.CheckState.Checked:
            blocked = table.blockSignals(True)
            for row in _family(ticked):
                if row is not ticked and row.checkState(0) == Qt.CheckState.Checked:
                    row.setCheckState(0, Qt.CheckState.Unchecked)
            table.blockSignals(blocked)
            table.viewport().update()
        self._count()

    def _count(self) -> None:
        done = self.done_reading
        parts = [
            f"“{done.file}”：认出 {len(done.places)} 处正文、{len(done.figures)} 个数",
            f"已勾选 {len(self.chosen_places)} 处、{len(self.chosen_figures)} 个",
        ]
        open_ = sum(bool(line.others) for line in done.figures)
        if open_:
            parts.append(f"{open_} 个数报告里前后不一样，请选一个")
        if done.unmatched:
            parts.append(f"有 {len(done.unmatched)} 个标题没有对应项（{'、'.join(done.unmatched[:3])}…）")
        self.told.setText("；".join(parts) + "。正文作为灰色的上年内容，数填入上年栏；一次撤销可以全部退回。")
        self.take.setEnabled(bool(self.chosen_places or self.chosen_figures))

    def _show_words(self, item: QTreeWidgetItem | None) -> None:
        self.preview.setPlainText(item.data(1, ROW) if item is not None else "")

    def _arrange(self) -> None:
        line = QHBoxLayout()
        line.addWidget(QLabel("报告的年度"))
        line.addWidget(self.year)
        line.addWidget(wrapped("没有把握的不勾选，请对照原文决定。"), 1)
        line.addWidget(self.doubtful)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(8)
        column.addLayout(line)
        column.addWidget(self.tabs, 1)
        column.addWidget(QLabel("报告原文"))
        column.addWidget(self.preview)
        column.addWidget(self.told)
        column.addLayout(button_row(self.take, self.cancel, right=True))
        for table, widths in ((self.places, (260, 230, 76)), (self.figures, (240, 110, 100, 76))):
            for at, width in enumerate(widths):
                table.setColumnWidth(at, width)


def _table(headings: tuple[str, ...], name: str) -> QTreeWidget:
    table = QTreeWidget()
    table.setHeaderLabels(list(headings))
    table.setAccessibleName(name)
    table.setRootIsDecorated(False)
    table.setProperty("role", "rows")
    table.setUniformRowHeights(True)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    return table


def _ticked(table: QTreeWidget) -> frozenset[str]:
    tops = [row for at in range(table.topLevelItemCount()) if (row := table.topLevelItem(at)) is not None]
    rows = (row for top in tops for row in _family(top))
    return frozenset(row.data(0, ROW) for row in rows if row.checkState(0) == Qt.CheckState.Checked)


def _family(row: QTreeWidgetItem) -> list[QTreeWidgetItem]:
    """A row's metric with all that the report says of it."""
    above: QTreeWidgetItem | None = row.parent()
    top = row if above is None else above
    return [top, *(top.child(at) for at in range(top.childCount()))]


def _place_row(line: PlaceLine) -> QTreeWidgetItem:
    note = "；".join(part for part in (_said(line.standing), line.because) if part)
    row = QTreeWidgetItem([line.heading, line.name, confidence_words(line.confidence, SURE_PLACE), note])
    return _tickable(row, line.node, line.text, ticked=line.ticked, open_=line.standing is not Standing.AGREES)


def _figure_row(line: FigureLine) -> QTreeWidgetItem:
    row = _one_figure(line, line.label)
    row.addChildren([_one_figure(other, f"或：{other.label}") for other in line.others])
    return row


def _one_figure(line: FigureLine, name: str) -> QTreeWidgetItem:
    note = "；".join(part for part in (_said(line.standing), *line.flags) if part)
    texts = [name, line.value, line.stood or "—", confidence_words(line.confidence, HIGH), note]
    row = QTreeWidgetItem(texts)
    for at in _NUMBERS:
        row.setTextAlignment(at, _RIGHT)
    return _tickable(row, line.id, line.sentence, ticked=line.ticked, open_=line.standing is not Standing.AGREES)


def _tickable(row: QTreeWidgetItem, name: str, words: str, *, ticked: bool, open_: bool) -> QTreeWidgetItem:
    row.setData(0, ROW, name)
    row.setData(1, ROW, words)
    if open_:
        row.setFlags(row.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        row.setCheckState(0, Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
    for at in range(row.columnCount()):
        row.setToolTip(at, row.text(at))
    return row


def _said(standing: Standing) -> str:
    return "" if standing is Standing.NEW else _STANDINGS[standing]


def confidence_words(confidence: float, high: float) -> str:
    """`高 92%`, `中 65%`, `低 52%`."""
    word = "高" if confidence >= high else "中" if confidence >= _MIDDLE else "低"
    return f"{word} {confidence:.0%}"
