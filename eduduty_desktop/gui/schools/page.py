"""学校基表: import and export, the seven indicators of the county, every school with what it misses."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent, QHideEvent, QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QScrollArea,
    QTableView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from eduduty_desktop.draft.resources import INDICATORS, METHOD_NOTES, Method, Resources, method_of, resources_of
from eduduty_desktop.draft.thresholds import UNVERIFIED
from eduduty_desktop.errors import UserError
from eduduty_desktop.framework import STAGE_LABELS, Stage
from eduduty_desktop.gui.labels import heading, title, wrapped
from eduduty_desktop.gui.look import Look
from eduduty_desktop.gui.presenter import Presenter
from eduduty_desktop.gui.schools.import_dialog import SchoolImportDialog
from eduduty_desktop.gui.schools.results import (
    SUMMARY_OF_A_STAGE,
    SchoolsModel,
    stage_words,
    summary_cell,
)
from eduduty_desktop.gui.settings import Settings
from eduduty_desktop.gui.work import Cancelled, OneWork, Progress
from eduduty_desktop.workspace.schools import (
    SchoolFile,
    export_name,
    export_schools,
    open_school_file,
    remove_schools,
    set_method,
    take_over,
)
from eduduty_desktop.workspace.session import Applied, Session

EMPTY = (
    "还没有导入学校基表。\n\n一行一所学校（.xlsx、.xls、.ods、.csv），写明在校学生数和教师、用房、运动场馆、仪器设备、多媒体教室；"
    "表头几行都行，合计行、隐藏行会自动跳过。点“导入…”或把文件拖到这里，程序按小学、初中算出七项指标和差异系数，"
    "并标出每所学校哪些不达标。"
)
FOLDER = "schools"
KINDS = "表格文件 (*.xlsx *.xlsm *.xls *.et *.ods *.csv);;所有文件 (*)"
SUFFIXES = frozenset({".xlsx", ".xlsm", ".xls", ".et", ".ods", ".csv"})
DELETE, KEEP = "删除", "取消"
_TABLES = frozenset({"schools", "standards", "cover"})
_WIDTHS = (120, 44, 100, 56, 58, 54, 54, 68, 68, 80, 58)
"""All eleven are seen on a screen of 1366 pixels."""


@dataclass(frozen=True)
class Desk:
    """What the page needs of its window."""

    settings: Settings
    presenter: Presenter


class SchoolsPage(QWidget):
    """Follows the draft while it is shown; a file may be dropped on it."""

    status_message = Signal(str)
    work_ended = Signal()  # a file was read, or could not be

    def __init__(self, session: Session, look: Look, desk: Desk, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("changes_nothing", True)  # it looks after drafts that cannot be changed itself
        self.setAcceptDrops(True)
        self._session, self._desk, self._folder = session, desk, folder
        self._error = QColor(look.colours.error)
        self.work = OneWork(self, self._finish)
        self._stale = True
        self.resources: Resources | None = None
        self.take = QPushButton("导入…")
        self.take.setProperty("role", "primary")
        self.give = QPushButton("导出…")
        self.delete = QPushButton("删除")
        self.method = QComboBox()
        for method in Method:
            self.method.addItem(method.words, method)
            self.method.setItemData(self.method.count() - 1, METHOD_NOTES[method], Qt.ItemDataRole.ToolTipRole)
        self.method.setAccessibleName("差异系数的算法")
        self.empty = wrapped(EMPTY)
        self.words = wrapped("", "")
        self.notes = wrapped()
        self.summary = QTableWidget(len(INDICATORS), 0)
        self.model = SchoolsModel(look, self)
        self.table = QTableView()
        self.stage = QComboBox()
        for word, stage in (("小学和初中", None), ("小学", Stage.PRIMARY), ("初中", Stage.JUNIOR)):
            self.stage.addItem(word, stage)
        self.stage.setAccessibleName("学段")
        self.only_missed = QCheckBox("只看未达到要求的")
        self.counted = QLabel()
        self._body = QWidget()
        self._arrange()
        self._connect()

    # following the draft ---------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self.refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not self.window().isVisible():
            self.work.end()

    def refresh(self) -> None:
        """Compute anew and show it."""
        self._stale = False
        draft = self._session.draft
        self.resources = resources_of(draft)
        self.method.blockSignals(True)
        self.method.setCurrentIndex(self.method.findData(method_of(draft)))
        self.method.blockSignals(False)
        has = self.resources is not None
        self.empty.setVisible(not has)
        self._body.setVisible(has)
        self._enable()
        if self.resources is not None:
            self._show_summary(self.resources)
        self._show_schools()

    def _note(self, applied: Applied) -> None:
        if any(change.key.table in _TABLES for change in applied.changes):
            self._stale = True
            if self.isVisible():
                self.refresh()

    def _enable(self) -> None:
        free = not self.work.is_running
        writable = free and not self._session.read_only
        self.take.setEnabled(writable)
        self.give.setEnabled(free and self.resources is not None)
        self.delete.setEnabled(writable and self.resources is not None)
        self.method.setEnabled(writable)

    # importing -------------------------------------------------------------------------------------------

    def ask_file(self) -> None:
        """Ask for a file and read it."""
        start = self._desk.settings.folder(FOLDER, self._folder)
        chosen = self._desk.presenter.choose_files(self, "导入学校基表", start, KINDS)
        if chosen:
            self.open(chosen[0])

    def open(self, path: Path) -> None:
        """Read a file on a thread of its own, then show what it comes to."""
        if self.work.is_running:
            return

        def job(_progress: Progress, _cancelled: Cancelled) -> SchoolFile:
            return open_school_file(path)

        self.work.begin(job, done=self._ask, failed=self._fail, stopped=lambda: None)
        self._enable()
        self.status_message.emit(f"正在读取“{path.name}”…")

    def _finish(self, then: Callable[[], None]) -> None:
        self._enable()
        try:
            then()
        finally:
            self.work_ended.emit()

    def _fail(self, error: Exception) -> None:
        self.status_message.emit("没有导入")
        if not isinstance(error, UserError):
            raise error
        self._desk.presenter.show_error(self, error)

    def _ask(self, file: SchoolFile) -> None:
        self.status_message.emit("")
        method = Method(self.method.currentData())
        dialog = SchoolImportDialog(self._session.draft, file, method, self.window())
        if self._desk.presenter.run(dialog) and dialog.computed is not None:
            self._take(dialog, file)
        dialog.deleteLater()

    def _take(self, dialog: SchoolImportDialog, file: SchoolFile) -> None:
        assert dialog.computed is not None
        with_metrics = bool(dialog.computed.metrics) and dialog.metrics.isChecked()
        reading = dialog.computed.reading
        try:
            applied = take_over(self._session, reading, file.path.name, with_metrics=with_metrics)
        except UserError as error:
            self._desk.presenter.show_error(self, error)
            return
        self._desk.settings.set_folder(FOLDER, file.path.parent)
        filled = sum(change.key.table == "figures" for change in applied.changes)
        also = f"，填入 {filled} 项指标数据" if filled else ""
        self.status_message.emit(f"已导入 {reading.rows} 所学校{also}；可以撤销")

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self.take.isEnabled() and _dropped(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = _dropped(event)
        if path is not None:
            event.acceptProposedAction()
            self.open(path)

    # other commands --------------------------------------------------------------------------------------

    def export(self) -> None:
        """Write the tables into a folder that is asked for."""
        draft = self._session.draft
        start = self._desk.settings.folder(FOLDER, self._folder)
        folder = self._desk.presenter.choose_folder(self, "导出到哪个文件夹", start)
        if folder is None:
            return
        path = folder / export_name(draft)
        if path.exists():
            answer = self._desk.presenter.ask(
                self, "已有这个文件", f"“{path.name}”已经有了，覆盖后不能恢复。", ["覆盖", KEEP], safe=KEEP
            )
            if answer == KEEP:
                return
        try:
            export_schools(draft, path)
        except UserError as error:
            self._desk.presenter.show_error(self, error)
            return
        self._desk.settings.set_folder(FOLDER, folder)
        self.status_message.emit(f"已导出：{path}")

    def ask_delete(self) -> None:
        """Take the table out of the draft after asking."""
        text = "要从自评稿里删去学校基表吗？\n\n已填入的指标数据不变；可以撤销。"
        if self._desk.presenter.ask(self, "删除学校基表", text, [DELETE, KEEP], safe=KEEP) == DELETE:
            remove_schools(self._session)

    def _choose_method(self) -> None:
        set_method(self._session, Method(self.method.currentData()))

    # showing ---------------------------------------------------------------------------------------------

    def _show_summary(self, resources: Resources) -> None:
        stages = [one for one in resources.stages if one.schools]
        names = ["指标", *(f"{STAGE_LABELS[one.stage]}\n{word}" for one in stages for word in SUMMARY_OF_A_STAGE)]
        self.summary.setColumnCount(len(names))
        self.summary.setHorizontalHeaderLabels(names)
        for at, indicator in enumerate(INDICATORS):
            label = QTableWidgetItem(f"{indicator.label}（{indicator.unit}）")
            label.setToolTip(label.text())
            self.summary.setItem(at, 0, label)
            for place, stage in enumerate(stages):
                for column in range(len(SUMMARY_OF_A_STAGE)):
                    text, missed, tip = summary_cell(resources, stage, at, column)
                    self._put(at, 1 + place * len(SUMMARY_OF_A_STAGE) + column, text, tip, missed=missed)
        header = self.summary.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        rows = sum(self.summary.rowHeight(row) for row in range(self.summary.rowCount()))
        self.summary.setFixedHeight(rows + header.sizeHint().height() + 4)
        self.words.setText(stage_words(resources.stages) + "。")
        self._show_notes(resources)

    def _put(self, row: int, column: int, text: str, tip: str, *, missed: bool) -> None:
        item = QTableWidgetItem(text)
        item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        item.setToolTip(tip)
        if missed:
            item.setForeground(self._error)
        self.summary.setItem(row, column, item)

    def _show_notes(self, resources: Resources) -> None:
        notes = [f"差异系数：{METHOD_NOTES[resources.method]}。每校至少6项达标、其余不低于标准的85%为达到要求"]
        if not resources.rules.verified:
            notes.append(f"标准{UNVERIFIED}（教督〔2017〕6号，未核对原文）")
        if resources.left_out:
            notes.append(
                f"未计入 {len(resources.left_out)} 行：" + "；".join(sorted({o.reason for o in resources.left_out}))
            )
        self.notes.setText("；".join(notes) + "。")

    def _show_schools(self) -> None:
        self.model.show_rows(self.resources, self.stage.currentData(), only_missed=self.only_missed.isChecked())
        self.counted.setText(f"{self.model.rowCount()} 行")

    # building --------------------------------------------------------------------------------------------

    def _connect(self) -> None:
        self.take.clicked.connect(lambda: self.ask_file())
        self.give.clicked.connect(lambda: self.export())
        self.delete.clicked.connect(lambda: self.ask_delete())
        self.method.activated.connect(lambda: self._choose_method())
        self.stage.currentIndexChanged.connect(lambda: self._show_schools())
        self.only_missed.toggled.connect(lambda: self._show_schools())
        self._session.subscribe(self._note)

    def _arrange(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        scrolled = QScrollArea()  # on a low screen the tables keep their heights
        scrolled.setWidgetResizable(True)
        scrolled.setFrameShape(QFrame.Shape.NoFrame)
        scrolled.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        outer.addWidget(scrolled)
        whole = QWidget()
        scrolled.setWidget(whole)
        column = QVBoxLayout(whole)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        column.addWidget(title("学校基表"))
        line = QHBoxLayout()
        for widget in (self.take, self.give, self.delete):
            line.addWidget(widget)
        line.addStretch(1)
        label = QLabel("差异系数(&D)：")
        label.setBuddy(self.method)
        line.addWidget(label)
        line.addWidget(self.method)
        column.addLayout(line)
        column.addWidget(self.empty)
        self._arrange_body()
        column.addWidget(self._body, 1)
        column.addStretch(0)

    def _arrange_body(self) -> None:
        body = QVBoxLayout(self._body)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(8)
        self._dress_tables()
        body.addWidget(self.words)
        body.addWidget(self.summary)
        body.addWidget(self.notes)
        line = QHBoxLayout()
        line.addWidget(heading("各校情况"))
        line.addStretch(1)
        for widget in (self.counted, self.only_missed, self.stage):
            line.addWidget(widget)
        body.addLayout(line)
        body.addWidget(self.table, 1)

    def _dress_tables(self) -> None:
        self.summary.setAccessibleName("七项指标")
        self.table.setAccessibleName("各校七项指标")
        self.table.setModel(self.model)
        for view in (self.summary, self.table):
            view.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
            view.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
            view.setTabKeyNavigation(False)
            view.verticalHeader().hide()
            view.verticalHeader().setDefaultSectionSize(24)
            view.horizontalHeader().setHighlightSections(False)
            view.setWordWrap(False)
        self.summary.setTextElideMode(Qt.TextElideMode.ElideLeft)  # names begin alike and differ at their ends
        self.summary.setSelectionMode(QTableWidget.SelectionMode.NoSelection)
        self.summary.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.summary.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.counted.setProperty("role", "muted")
        self.table.setMinimumHeight(210)
        header = self.table.horizontalHeader()
        header.setMinimumSectionSize(36)
        for place, width in enumerate(_WIDTHS):
            header.resizeSection(place, width)


def _dropped(event: QDragEnterEvent | QDropEvent) -> Path | None:
    paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
    return paths[0] if len(paths) == 1 and paths[0].suffix.lower() in SUFFIXES else None
