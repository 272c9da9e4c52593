"""导入学校基表: what each column is, what comes of it, and what a person should look at, before anything is taken over."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QGridLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QSplitter,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from eduduty_desktop.draft import Draft
from eduduty_desktop.draft.resources import Method
from eduduty_desktop.errors import UserError
from eduduty_desktop.gui.labels import button_row, set_role, wrapped
from eduduty_desktop.gui.room import resize_within
from eduduty_desktop.gui.schools.mapping import Mapping
from eduduty_desktop.gui.schools.results import stage_words
from eduduty_desktop.intake.schools import Remark, SchoolTable, Sharing
from eduduty_desktop.workspace.schools import Computed, SchoolFile, compute, read_school_file

WAIT_MILLISECONDS = 150
MOST_REMARKS = 500
REMARK_COLUMNS = ("行", "学校", "列", "说明")


class SchoolImportDialog(QDialog):
    """`computed` is what would be taken over; None while the table cannot be read."""

    def __init__(self, draft: Draft, file: SchoolFile, method: Method, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(f"导入学校基表 – {file.path.name}")
        self._draft = draft
        self.file = file
        self._method = method
        self.computed: Computed | None = None
        self._grids = {grid.name: grid for grid in file.grids}
        self.sheet = QComboBox()
        self.sheet.addItems([one.sheet + ("（隐藏）" if one.hidden else "") for one in file.tables])
        self.sheet.setAccessibleName("工作表")
        self.every = QCheckBox("各工作表合在一起导入")
        self.every.setChecked(True)
        several = len(file.tables) > 1
        self.sheet.setVisible(several)
        self.every.setVisible(several)
        self.mapping = Mapping()
        self.hidden = QCheckBox("隐藏的行也导入")
        self.hidden.setVisible(any(grid.hidden_rows for grid in file.grids))
        self.sharing = QComboBox()
        for sharing in Sharing:
            self.sharing.addItem(sharing.words, sharing)
        self.sharing.setAccessibleName("一贯制学校合用的部分怎样分到各学段")
        self.outcome = wrapped("", "")
        self.remarks = _remark_list()
        self.metrics = QCheckBox()
        self.metrics.setChecked(True)
        self.accept_button = QPushButton("导入")
        self.accept_button.setDefault(True)
        self.cancel_button = QPushButton("取消")
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(WAIT_MILLISECONDS)
        self._arrange()
        self._connect()
        first = next((at for at, one in enumerate(file.tables) if not one.hidden), 0)
        self.sheet.setCurrentIndex(first)
        self._show_sheet()
        self.compute()
        resize_within(self, 1040, 640)

    @property
    def table(self) -> SchoolTable:
        """The table whose columns are shown."""
        return self.file.tables[self.sheet.currentIndex()]

    def compute(self) -> None:
        """Read the file as it is understood now and show what comes of it."""
        self._wait.stop()
        sheets = None if self.every.isChecked() and not self.table.hidden else [self.table.sheet]
        try:
            reading = read_school_file(
                self.file,
                with_hidden=self.hidden.isChecked(),
                sharing=Sharing(self.sharing.currentData()),
                sheets=sheets,
            )
        except UserError as error:
            self.computed = None
            self._show_problem(error)
            return
        self.computed = compute(self._draft, reading, self._method)
        self._show_outcome(self.computed)

    # inside ----------------------------------------------------------------------------------------------

    def _show_sheet(self) -> None:
        self.mapping.show_table(self.table, self._grids[self.table.sheet])

    def _change_sheet(self) -> None:
        self._show_sheet()
        self.compute()

    def _correct(self, table: SchoolTable) -> None:
        self.file = self.file.with_table(table)
        self.accept_button.setEnabled(False)  # until it was read anew
        self._wait.start()

    def _show_problem(self, error: UserError) -> None:
        self.outcome.setText(f"✕ {error.one_line()}")
        set_role(self.outcome, "error")
        self.remarks.clear()
        self.metrics.hide()
        self.accept_button.setEnabled(False)

    def _show_outcome(self, computed: Computed) -> None:
        reading = computed.reading
        lost = sum(one.is_lost for one in reading.remarks)
        doubts = [*self.table.doubts, *(one.doubt for one in self.table.columns if one.doubt)]
        words = f"读到 {reading.rows} 所学校：{stage_words(computed.resources.stages) or '没有可计算的小学、初中'}。"
        if computed.resources.left_out:
            words += f"{len(computed.resources.left_out)} 行不计入。"
        words += f"没有采用的 {lost} 处，另有 {len(reading.remarks) - lost} 处请核对。" if reading.remarks else ""
        self.outcome.setText("\n".join([words, *(f"! {one}" for one in doubts[:4])]))
        set_role(self.outcome, "warning" if lost or doubts else "")
        self._show_remarks(reading.remarks)
        self.metrics.setText(f"同时填入 {len(computed.metrics)} 项指标数据")
        self.metrics.setVisible(bool(computed.metrics))
        self.metrics.setToolTip("\n".join(f"{one.words}：{one.amount:f}" for one in computed.metrics))
        self.accept_button.setEnabled(bool(reading.schools))

    def _show_remarks(self, remarks: Sequence[Remark]) -> None:
        self.remarks.clear()
        ordered = sorted(remarks, key=lambda one: not one.is_lost)
        for one in ordered[:MOST_REMARKS]:
            mark = "✕ " if one.is_lost else "! "
            item = QTreeWidgetItem([str(one.row or ""), one.school, one.column, mark + one.message])
            for column in range(len(REMARK_COLUMNS)):
                item.setToolTip(column, item.text(column))
            self.remarks.addTopLevelItem(item)
        if len(ordered) > MOST_REMARKS:
            self.remarks.addTopLevelItem(QTreeWidgetItem(["", "", "", f"……另有 {len(ordered) - MOST_REMARKS} 处"]))

    def _connect(self) -> None:
        self.sheet.currentIndexChanged.connect(lambda: self._change_sheet())
        self.every.toggled.connect(self.compute)
        self.hidden.toggled.connect(self.compute)
        self.sharing.currentIndexChanged.connect(lambda: self.compute())
        self.mapping.changed.connect(self._correct)
        self._wait.timeout.connect(self.compute)
        self.accept_button.clicked.connect(self.accept)
        self.cancel_button.clicked.connect(self.reject)

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        line = QGridLayout()
        line.addWidget(wrapped("先看每一列认得对不对，不对的直接改；带 ! 的请特别核对。"), 0, 0)
        line.addWidget(self.sheet, 0, 1)
        line.addWidget(self.every, 0, 2)
        line.setColumnStretch(0, 1)
        column.addLayout(line)
        splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.addWidget(self.mapping)
        splitter.addWidget(self._lower())
        splitter.setStretchFactor(0, 3)
        splitter.setStretchFactor(1, 2)
        splitter.setChildrenCollapsible(False)
        column.addWidget(splitter, 1)
        column.addLayout(button_row(self.accept_button, self.cancel_button, right=True))

    def _lower(self) -> QWidget:
        part = QWidget()
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.outcome)
        column.addWidget(self.remarks, 1)
        line = QGridLayout()
        label = QLabel("一贯制学校合用的部分(&Y)：")
        label.setBuddy(self.sharing)
        for place, widget in enumerate((label, self.sharing, self.hidden, self.metrics)):
            line.addWidget(widget, 0, place)
        line.setColumnStretch(4, 1)
        column.addLayout(line)
        return part


def _remark_list() -> QTreeWidget:
    tree = QTreeWidget()
    tree.setColumnCount(len(REMARK_COLUMNS))
    tree.setHeaderLabels(list(REMARK_COLUMNS))
    tree.setRootIsDecorated(False)
    tree.setUniformRowHeights(True)
    tree.setProperty("role", "rows")
    tree.setAccessibleName("要看的地方")
    tree.setMinimumHeight(96)
    header = tree.header()
    for place, width in ((0, 48), (1, 160), (2, 200)):
        tree.setColumnWidth(place, width)
    header.setSectionResizeMode(3, QHeaderView.ResizeMode.Stretch)
    return tree
