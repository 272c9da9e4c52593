"""What each column of the file is: shown as it was read, and to be corrected."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from eduduty_desktop.framework import STAGE_LABELS, Stage
from eduduty_desktop.grid import Grid
from eduduty_desktop.intake.schools import ROLES, Role, SchoolColumn, SchoolTable
from eduduty_desktop.intake.schools.columns import UNITS

COLUMNS = ("列", "表头", "头一行的内容", "导入为", "学段", "单位")
STAGES = (None, Stage.PRIMARY, Stage.JUNIOR, Stage.SENIOR)
ANY_STAGE, USUAL_UNIT = "不分", "—"
_AS, _STAGE, _UNIT = 3, 4, 5


class Mapping(QTableWidget):
    """A row a column of the file; a choice in it is told at once."""

    changed = Signal(object)  # the corrected SchoolTable

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(0, len(COLUMNS), parent)
        self.setHorizontalHeaderLabels(list(COLUMNS))
        self.setAccessibleName("表里每一列是什么")
        self.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QTableWidget.SelectionMode.NoSelection)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        for column, width in ((0, 40), (2, 110), (_AS, 230), (_STAGE, 90), (_UNIT, 100)):
            self.setColumnWidth(column, width)
        self._table: SchoolTable | None = None

    def show_table(self, table: SchoolTable, grid: Grid) -> None:
        """Show a table's columns; those without a heading and without a cell are left out."""
        self._table = None
        columns = [one for one in table.columns if one.heading or grid.cell(table.first, one.index)]
        self.setRowCount(len(columns))
        for row, column in enumerate(columns):
            self._show(row, column, grid.cell(table.first, column.index))
        self._table = table

    def box(self, index: int, place: int) -> QComboBox:
        """The choice of a column of the file, counted from 0: its role (3), stage (4) or unit (5)."""
        row = next(at for at in range(self.rowCount()) if self._item(at, 0).data(Qt.ItemDataRole.UserRole) == index)
        found = self.cellWidget(row, place)
        assert isinstance(found, QComboBox)
        return found

    def _item(self, row: int, column: int) -> QTableWidgetItem:
        found = self.item(row, column)
        assert found is not None
        return found

    def _show(self, row: int, column: SchoolColumn, sample: str) -> None:
        number = QTableWidgetItem(letters(column.index))
        number.setData(Qt.ItemDataRole.UserRole, column.index)
        heading = QTableWidgetItem(("! " if column.doubt else "") + column.heading)
        heading.setToolTip(f"{column.heading}\n{column.doubt}".strip())
        for place, item in enumerate((number, heading, QTableWidgetItem(sample.replace("\n", " ")[:40]))):
            self.setItem(row, place, item)
        roles = self._choice(row, _AS, list(ROLES.values()), list(ROLES).index(column.role), column, "导入为")
        self._choice(
            row,
            _STAGE,
            [STAGE_LABELS[stage] if stage else ANY_STAGE for stage in STAGES],
            STAGES.index(column.stage) if column.stage in STAGES else 0,
            column,
            "学段",
        )
        units = [USUAL_UNIT, *UNITS]
        self._choice(row, _UNIT, units, units.index(column.unit) if column.unit in units else 0, column, "单位")
        roles.setToolTip(column.doubt)
        self._enable(row, column.role)

    def _choice(
        self, row: int, place: int, words: list[str], current: int, column: SchoolColumn, name: str
    ) -> QComboBox:
        box = QComboBox()
        box.addItems(words)
        box.setCurrentIndex(current)
        box.setAccessibleName(f"{column.heading}：{name}")
        box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        box.wheelEvent = lambda event: event.ignore()  # type: ignore[method-assign]
        box.currentIndexChanged.connect(lambda _at, row=row, index=column.index: self._change(row, index))
        self.setCellWidget(row, place, box)
        return box

    def _change(self, row: int, index: int) -> None:
        if self._table is None:
            return
        role = list(ROLES)[self._at(row, _AS)]
        unit = self._at(row, _UNIT)
        self._enable(row, role)
        self._table = self._table.with_column(
            index, role=role, stage=STAGES[self._at(row, _STAGE)], unit=UNITS[unit - 1] if unit else ""
        )
        self.changed.emit(self._table)

    def _at(self, row: int, place: int) -> int:
        box = self.cellWidget(row, place)
        assert isinstance(box, QComboBox)
        return box.currentIndex()

    def _enable(self, row: int, role: Role) -> None:
        for place in (_STAGE, _UNIT):
            box = self.cellWidget(row, place)
            if box is not None:
                box.setEnabled(role.is_amount)


def letters(index: int) -> str:
    """A column as office programs call it: 0 is A, 26 is AA."""
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(65 + rest) + name
    return name
