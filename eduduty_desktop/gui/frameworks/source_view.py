"""The left side of the import dialog: tabs of the notice, over each column what it holds, below what a row is."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSize,
    Qt,
    Signal,
    SignalInstance,
)
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QTableView,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from eduduty_desktop.framework.notice import Role
from eduduty_desktop.gui.frameworks.fields import GRID, button, choice, choose, row_of, shortcut
from eduduty_desktop.gui.frameworks.readings import PartChoice
from eduduty_desktop.gui.frameworks.source_model import MOST_SPANS, Sheet, SourceModel, column_name
from eduduty_desktop.gui.look import Look
from eduduty_desktop.gui.marks import StyleOption

if TYPE_CHECKING:
    from eduduty_desktop.framework.notice import Source, Understood

LETTERS, BOX = 20, 28
NARROWEST, WIDEST, LINE, MOST_LINES = 92, 260, 17, 6
_SIZED_ROWS = 600  # more rows keep the same height: sizing them would hold the window up


class RoleHeader(QHeaderView):
    """Column letters with a choice of what the column holds under each."""

    role_chosen = Signal(int, object)

    def __init__(self, table: QTableView) -> None:
        super().__init__(Qt.Orientation.Horizontal, table)
        self._table = table
        self.boxes: dict[int, QComboBox] = {}
        self.setSectionsClickable(False)
        self.setDefaultAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter)
        self.sectionResized.connect(self._place)
        self.geometriesChanged.connect(self._place)
        table.horizontalScrollBar().valueChanged.connect(self._place)

    def make_boxes(self, count: int) -> None:
        """A choice for each of so many columns."""
        for column in range(count):
            box = choice(f"{column_name(column)}列是什么", [(role, role.label) for role in Role])
            box.setParent(self)
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            box.setToolTip("这一列是什么；改了以后马上重新读")
            box.activated.connect(lambda _at, column=column: self._chosen(column))
            box.installEventFilter(self)
            box.show()
            self.boxes[column] = box
        self._place()

    def show_choice(self, chosen: PartChoice) -> None:
        """Show what each column is read as."""
        for column, box in self.boxes.items():
            choose(box, chosen.role(column))

    def sizeHint(self) -> QSize:
        size = super().sizeHint()
        return QSize(size.width(), LETTERS + BOX + 4 if self.boxes else size.height())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A choice that takes the focus comes into sight; the wheel scrolls the table, it changes no choice."""
        if event.type() == QEvent.Type.FocusIn:
            column = next((column for column, box in self.boxes.items() if box is watched), None)
            if column is not None:
                bar = self._table.horizontalScrollBar()
                at, size = self.sectionViewportPosition(column), self.sectionSize(column)
                if at < 0:
                    bar.setValue(bar.value() + at)
                elif at + size > self.viewport().width():
                    bar.setValue(bar.value() + at + size - self.viewport().width())
        return event.type() == QEvent.Type.Wheel

    def _chosen(self, column: int) -> None:
        self.role_chosen.emit(column, Role(self.boxes[column].currentData()))

    def _place(self) -> None:
        for column, box in self.boxes.items():
            left = self.sectionViewportPosition(column)
            box.setGeometry(left + 2, LETTERS, max(24, self.sectionSize(column) - 5), BOX)
            box.setVisible(not self.isSectionHidden(column))


class _CellDelegate(QStyledItemDelegate):
    """A marked cell keeps its tint and gets a frame, so that it is found among tinted ones."""

    def __init__(self, table: QTableView, look: Look) -> None:
        super().__init__(table)
        self._pen = QPen(QColor(look.colours.accent), 2)

    def paint(self, painter: QPainter, option: StyleOption, index: QModelIndex | QPersistentModelIndex) -> None:
        marked = bool(option.state & QStyle.StateFlag.State_Selected)
        option.state &= ~(QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_HasFocus)
        super().paint(painter, option, index)
        if marked:
            painter.save()
            painter.setPen(self._pen)
            painter.drawRect(option.rect.adjusted(1, 1, -1, -1))
            painter.restore()


class SheetView(QWidget):
    """One tab."""

    cell_chosen = Signal(object)  # Source
    role_chosen = Signal(int, int, object)  # part, column, Role
    header_asked = Signal(int, object)  # part, frozenset of rows
    rows_asked = Signal(int, object, bool)  # part, rows, whether they are to be read
    taken_asked = Signal(int, bool)

    def __init__(self, sheet: Sheet, look: Look) -> None:
        super().__init__()
        self.sheet = sheet
        self._showing = False
        self.model = SourceModel(sheet, look, self)
        self.table = QTableView()
        self.table.setAccessibleName(f"通知原文：{sheet.name}")
        self.table.setModel(self.model)
        self.table.setItemDelegate(_CellDelegate(self.table, look))
        self.table.setWordWrap(True)
        self.table.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self.table.setTabKeyNavigation(False)
        self.table.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.table.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.roles = RoleHeader(self.table)
        self.table.setHorizontalHeader(self.roles)
        self.taken = QCheckBox("读取这张表")
        self.header = button("设为表头", "选中的行是表头（Ctrl+H）", lambda: self._mark(self.header_asked))
        self.leave = button("不是指标", "选中的行不是指标，不读（Delete）", lambda: self._read(False))
        self.take = button("读取这一行", "选中的行是指标（Insert）", lambda: self._read(True))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.table, 1)
        if sheet.is_grid:
            self.roles.make_boxes(sheet.width)
            foot = row_of(self.taken, self.header, self.leave, self.take)
            foot.setContentsMargins(GRID // 2, 0, GRID // 2, GRID // 2)
            column.addLayout(foot)
            for keys, each in (("Ctrl+H", self.header), ("Delete", self.leave), ("Insert", self.take)):
                key = shortcut(keys, self.table, each.click)
                key.setContext(Qt.ShortcutContext.WidgetShortcut)
        self._span()
        self._size()
        self.table.selectionModel().currentChanged.connect(self._tell)
        self.roles.role_chosen.connect(lambda at, role: self.role_chosen.emit(sheet.first, at, role))
        self.taken.clicked.connect(lambda on: self.taken_asked.emit(sheet.first, on))

    def show_choice(self, chosen: PartChoice) -> None:
        """Show how the grid is read."""
        self.model.show_choice(chosen)
        self.roles.show_choice(chosen)
        self.taken.setChecked(chosen.taken)

    def show_cell(self, row: int, column: int) -> None:
        """Mark a cell without telling of it, and bring it into sight."""
        index = self.model.index(row, min(column, self.model.columnCount() - 1))
        if index.isValid():
            self._showing = True
            self.table.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
            self._showing = False
            self.table.scrollTo(index, QTableView.ScrollHint.PositionAtCenter)

    def _rows(self) -> frozenset[int]:
        return frozenset(index.row() for index in self.table.selectionModel().selectedIndexes())

    def _mark(self, signal: SignalInstance) -> None:
        if self._rows():
            signal.emit(self.sheet.first, self._rows())

    def _read(self, read: bool) -> None:
        if self._rows():
            self.rows_asked.emit(self.sheet.first, self._rows(), read)

    def _tell(self) -> None:
        index = self.table.currentIndex()
        if index.isValid() and not self._showing:
            self.cell_chosen.emit(self.sheet.place_of(index.row(), index.column()))

    def _span(self) -> None:
        rows, columns = self.model.rowCount(), self.model.columnCount()
        for merge in self.sheet.merges[:MOST_SPANS]:
            bottom, right = min(merge.bottom, rows - 1), min(merge.right, columns - 1)
            high, wide = bottom - merge.top + 1, right - merge.left + 1
            if high >= 1 and wide >= 1 and high * wide > 1:
                self.table.setSpan(merge.top, merge.left, high, wide)

    def _size(self) -> None:
        """Columns as wide as most of their texts want, rows as high as the texts then need, both within bounds."""
        rows, columns = self.model.rowCount(), self.model.columnCount()
        self.table.verticalHeader().setDefaultSectionSize(2 * LINE + 6)
        if not self.sheet.is_grid:
            self.roles.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
            widths = {0: 400}
        else:
            widths = {}
            for column in range(columns):
                lengths = sorted(_width(self.model.text(row, column)) for row in range(min(rows, _SIZED_ROWS)))
                usual = lengths[len(lengths) * 9 // 10] if lengths else 0
                widths[column] = min(WIDEST, max(NARROWEST, usual + 16))
                self.table.setColumnWidth(column, widths[column])
                self.table.setColumnHidden(column, column in self.sheet.hidden_columns)
        covered = {
            (row, column): sum(widths.get(c, 0) for c in range(merge.left, merge.right + 1))
            if row == merge.top and column == merge.left
            else 0
            for merge in self.sheet.merges[:MOST_SPANS]
            for row in range(merge.top, min(merge.bottom, merge.top + 40) + 1)
            for column in range(merge.left, min(merge.right, columns - 1) + 1)
        }
        tall = {(m.top, m.left) for m in self.sheet.merges[:MOST_SPANS] if m.bottom > m.top}
        for row in range(min(rows, _SIZED_ROWS)):
            lines = 1
            for column in range(columns):
                wide = covered.get((row, column), widths.get(column, 0))
                text = self.model.text(row, column)
                if text and wide and (row, column) not in tall:
                    lines = max(lines, sum(1 + _width(part) // max(1, wide - 12) for part in text.split("\n")))
            self.table.setRowHeight(row, LINE * min(lines, MOST_LINES) + 8)
        for row in sorted(self.sheet.hidden_rows)[:_SIZED_ROWS]:
            self.table.setRowHidden(row, True)


class SourceView(QTabWidget):
    """All tabs; hears nothing of how a notice is understood but what it is shown."""

    cell_chosen = Signal(object)
    role_chosen = Signal(int, int, object)
    header_asked = Signal(int, object)
    rows_asked = Signal(int, object, bool)
    taken_asked = Signal(int, bool)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.views: list[SheetView] = []
        self.setDocumentMode(True)
        self.tabBar().setDrawBase(False)
        self.setUsesScrollButtons(True)
        self.tabBar().setAccessibleName("通知的表和文字")

    def show_sheets(self, sheets: tuple[Sheet, ...]) -> None:
        """Show a notice."""
        while self.count():
            self.widget(0).deleteLater()
            self.removeTab(0)
        self.views = []
        for sheet in sheets:
            view = SheetView(sheet, self._look)
            for signal, mine in (
                (view.cell_chosen, self.cell_chosen),
                (view.role_chosen, self.role_chosen),
                (view.header_asked, self.header_asked),
                (view.rows_asked, self.rows_asked),
                (view.taken_asked, self.taken_asked),
            ):
                signal.connect(mine)
            self.views.append(view)
            self.addTab(view, sheet.name if len(sheet.name) <= 16 else f"{sheet.name[:16]}…")
            self.setTabToolTip(self.count() - 1, sheet.name)

    def show_choices(self, choices: Mapping[int, PartChoice]) -> None:
        """Show how each grid is read."""
        for view in self.views:
            if view.sheet.first in choices:
                view.show_choice(choices[view.sheet.first])

    def show_understood(self, understood: "Understood") -> None:
        """Tint what was read and what is in doubt."""
        for view in self.views:
            view.model.show_understood(understood.sources.values(), understood.doubts)

    def show_part(self, part: int) -> None:
        """Show the tab of a table, from its beginning."""
        for at, view in enumerate(self.views):
            if view.sheet.holds(part):
                self.setCurrentIndex(at)

    def show_place(self, source: "Source") -> None:
        """Show a place of the notice."""
        for at, view in enumerate(self.views):
            if view.sheet.holds(source.part):
                self.setCurrentIndex(at)
                view.show_cell(*view.sheet.cell_of(source.part, source.row, source.column))
                return


def _width(text: str) -> int:
    """About how many pixels a text takes in one line."""
    longest = max(text.split("\n"), key=len) if "\n" in text else text
    return sum(7 if character.isascii() else 13 for character in longest[:400])
