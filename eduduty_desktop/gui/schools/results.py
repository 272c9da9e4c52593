"""The tables of the page: every school with its seven values, and the indicators of the county over both stages."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QFont

from eduduty_desktop.draft.resource_values import VALUE_DECIMALS
from eduduty_desktop.draft.resources import INDICATORS, STUDENTS, Resources, SchoolResult, StageResult, Verdict
from eduduty_desktop.figures.amount import quantise
from eduduty_desktop.framework import STAGE_LABELS, Stage
from eduduty_desktop.gui.look import Look

MISSED, LACKING, MET = "✕", "—", "✓"
_Index = QModelIndex | QPersistentModelIndex
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_CENTER = Qt.AlignmentFlag.AlignCenter
COLUMNS = ("学校", "学段", "结论", "学生数", "高学历", "骨干", "体艺", "教辅用房", "运动场馆", "仪器设备", "多媒体")
_NAME, _STAGE, _VERDICT, _STUDENTS, FIRST_VALUE = range(5)
_VERDICT_MARKS = {Verdict.MET: MET, Verdict.MISSED: MISSED, Verdict.UNKNOWN: LACKING}


def shown(value: Decimal | None) -> str:
    """A value to two decimals, `—` where it cannot be computed."""
    return LACKING if value is None else f"{quantise(value, VALUE_DECIMALS):f}"


def plain(amount: Decimal) -> str:
    """A count without needless zeros."""
    whole = amount.to_integral_value()
    return f"{whole if whole == amount else quantise(amount, VALUE_DECIMALS):f}"


class SchoolsModel(QAbstractTableModel):
    """One row a school and stage; what a school misses has a sign, not only a colour."""

    def __init__(self, look: Look, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._error = QColor(look.colours.error)
        self._good = QColor(look.colours.good)
        self._rows: list[tuple[Stage, SchoolResult]] = []
        self._resources: Resources | None = None
        self._bold = QFont()
        self._bold.setBold(True)

    def show_rows(self, resources: Resources | None, stage: Stage | None, *, only_missed: bool) -> None:
        """Show the schools of a stage (of all), only those that do not meet the rule where that is asked."""
        self.beginResetModel()
        self._resources = resources
        self._rows = [
            (each.stage, one)
            for each in (resources.stages if resources is not None else ())
            if stage in (None, each.stage)
            for one in each.schools
            if not only_missed or one.verdict is not Verdict.MET
        ]
        self.endResetModel()

    def school(self, row: int) -> SchoolResult:
        """What stands in a row."""
        return self._rows[row][1]

    def rowCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return COLUMNS[section]
        value = FIRST_VALUE <= section < FIRST_VALUE + len(INDICATORS)
        if role == Qt.ItemDataRole.ToolTipRole and value:
            indicator = INDICATORS[section - FIRST_VALUE]
            return f"{indicator.label}（{indicator.unit}）"
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        stage, one = self._rows[index.row()]
        column = index.column()
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._text(stage, one, column)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _LEFT if column in (_NAME, _VERDICT) else _CENTER if column == _STAGE else _RIGHT
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tip(stage, one, column)
        is_missed = column - FIRST_VALUE in one.missed
        if role == Qt.ItemDataRole.ForegroundRole:
            return self._colour(one, column, is_missed=is_missed)
        if role == Qt.ItemDataRole.FontRole and is_missed:
            return self._bold
        return None

    def _text(self, stage: Stage, one: SchoolResult, column: int) -> str:
        at = column - FIRST_VALUE
        if 0 <= at < len(INDICATORS):
            return f"{MISSED} {shown(one.values[at])}" if at in one.missed else shown(one.values[at])
        if column == _NAME:
            return one.school.name
        if column == _STAGE:
            return STAGE_LABELS[stage]
        if column == _STUDENTS:
            return plain(dict(one.school.figures)[STUDENTS])
        return f"{_VERDICT_MARKS[one.verdict]} {one.verdict.value} {one.met}/{len(INDICATORS)}"

    def _tip(self, stage: Stage, one: SchoolResult, column: int) -> str:
        at = column - FIRST_VALUE
        if not 0 <= at < len(INDICATORS) or self._resources is None:
            school = one.school
            return "\n".join(
                word for word in (school.name, school.code, school.kind, school.area, school.source) if word
            )
        least = self._resources.rules.least[at, stage]
        weak = "，不到标准的85%" if at in one.weak else ""
        return f"{INDICATORS[at].label}：{shown(one.values[at])}{INDICATORS[at].unit}，标准 ≥{least:f}{weak}"

    def _colour(self, one: SchoolResult, column: int, *, is_missed: bool) -> QColor | None:
        if is_missed:
            return self._error
        if column != _VERDICT:
            return None
        return {Verdict.MISSED: self._error, Verdict.MET: self._good}.get(one.verdict)


SUMMARY_OF_A_STAGE = ("全县值", "差异系数", "未达标")


def summary_cell(resources: Resources, stage: StageResult, at: int, column: int) -> tuple[str, bool, str]:
    """Text, whether it is missed, and the tooltip of a cell of the county's table."""
    result, label = stage.indicators[at], INDICATORS[at].label
    least, limit = resources.rules.least[at, stage.stage], resources.rules.coefficient[stage.stage]
    if column == 0:
        return (
            shown(result.value),
            False,
            f"{label}：每校标准 ≥{least:f}{INDICATORS[at].unit}，{result.counted} 所学校有数",
        )
    if column == 1:
        over = result.coefficient is not None and result.coefficient > limit
        text = LACKING if result.coefficient is None else f"{result.coefficient:f}"
        return f"{MISSED} {text}" if over else text, over, f"差异系数（{resources.method.words}），上限 {limit:f}"
    words = f"{result.missed} 所学校不到 {least:f}{INDICATORS[at].unit}"
    return f"{result.missed} 所" if result.missed else "0", False, words


def stage_words(stages: Sequence[StageResult]) -> str:
    """How many schools of each stage meet the rule."""
    parts = []
    for stage in stages:
        if stage.schools:
            lacking = stage.count(Verdict.UNKNOWN)
            parts.append(
                f"{STAGE_LABELS[stage.stage]} {len(stage.schools)} 所，{stage.count(Verdict.MISSED)} 所未达到要求"
                + (f"，{lacking} 所缺数据" if lacking else "")
            )
    return "；".join(parts)
