"""The card of one department: whom to ask there and by when; every field is one undoable edit."""

from collections.abc import Callable
from datetime import date

import msgspec
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from eduduty_desktop.document.cover import printed_date
from eduduty_desktop.draft import Key
from eduduty_desktop.draft.records import DepartmentCard
from eduduty_desktop.gui.cover_fields import DateRow, read_date
from eduduty_desktop.gui.point.fields import Binding, BoundLine
from eduduty_desktop.workspace.session import Session

FIELDS = (
    ("contact", "联系人", "姓名"),
    ("phone", "电话", "座机或手机"),
    ("email", "邮箱", "几个邮箱用逗号分开"),
    ("note", "备注", "例如 送分管副局长审核"),
)


def iso_of(text: str) -> str:
    """A deadline as it is kept: `2026-03-10` for a whole date, other words as they are."""
    day: date | None = read_date(text)
    return day.isoformat() if day is not None else text


class CardForm(QWidget):
    """The fields of the department that is shown."""

    def __init__(self, session: Session, department: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.department = department
        self.fields = {name: self._line(session, name, word, hint) for name, word, hint in FIELDS}
        self.deadline = BoundLine(
            self._binding(session, "deadline", "截止日期", lambda text: printed_date(text), iso_of),
            "截止日期",
            "例如 2026年3月10日",
        )
        self.deadline.setToolTip("这个单位交回填报表的日期；个别数据、测评点可以在下表里另定")
        row = DateRow(self.deadline, self._choose_day)
        row.pick.setAccessibleName("用日历选截止日期")
        row.pick.setToolTip("用日历选截止日期")
        row.pick.setEnabled(not session.read_only)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(8)
        for word, widget, buddy, line, column in (
            ("联系人", self.fields["contact"], self.fields["contact"], 0, 0),
            ("电话", self.fields["phone"], self.fields["phone"], 0, 2),
            ("邮箱", self.fields["email"], self.fields["email"], 1, 0),
            ("备注", self.fields["note"], self.fields["note"], 1, 2),
            ("截止日期", row, self.deadline, 2, 0),
        ):
            label = QLabel(word)
            label.setProperty("role", "label")
            label.setBuddy(buddy)
            grid.addWidget(label, line, column)
            grid.addWidget(widget, line, column + 1, 1, 3 if word == "截止日期" else 1)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(3, 1)

    def refresh(self, keys: frozenset[Key]) -> None:
        """Show what changed elsewhere."""
        for field in (*self.fields.values(), self.deadline):
            field.refresh(keys)

    def _choose_day(self, text: str) -> None:
        self.deadline.binding.edit(text)
        self.deadline.setText(text)

    def _line(self, session: Session, name: str, word: str, hint: str) -> BoundLine:
        return BoundLine(self._binding(session, name, word, str, str), word, hint)

    def _binding(
        self, session: Session, name: str, word: str, shown: Callable[[str], str], kept: Callable[[str], str]
    ) -> Binding:
        return Binding(
            session,
            Key("departments", self.department),
            lambda record: shown(getattr(record or DepartmentCard(), name)),
            lambda record, text: msgspec.structs.replace(record or DepartmentCard(), **{name: kept(text)}),
            f"修改{self.department}的{word}",
        )
