"""自评得分与扣分 of a point."""

import uuid
from decimal import Decimal
from typing import Any

import msgspec
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QLabel, QLineEdit, QPushButton, QWidget

from eduduty_desktop.draft import Key
from eduduty_desktop.draft.assessment import deductions_of, point_score
from eduduty_desktop.draft.finding import Place
from eduduty_desktop.draft.records import Deduction, SelfScore
from eduduty_desktop.figures import format_amount, read_entry
from eduduty_desktop.framework import Point
from eduduty_desktop.gui.point.block import GRID, Block, caption, quiet
from eduduty_desktop.gui.point.fields import Binding, BoundLine
from eduduty_desktop.workspace.session import Session


class NumberLine(QLineEdit):
    """A number of a record: committed on leaving, kept with a message when it cannot be read."""

    def __init__(self, binding: Binding, name: str, complain: Any) -> None:
        super().__init__(binding.text())
        self.binding = binding
        self._complain = complain
        self.setAccessibleName(name)
        self.setMaximumWidth(10 * GRID)
        self.editingFinished.connect(self.commit)

    def commit(self) -> None:
        """Hand the number to the session; one that cannot be read stays in the field and is said."""
        if self.text().strip() == self.binding.text():
            return
        reading = read_entry(self.text(), unit="", kind="number")
        if reading.amount is None and self.text().strip():
            self._complain(f"✕ {self.accessibleName()}：{reading.message}")
            return
        self._complain("")
        self.binding.edit("" if reading.amount is None else format_amount(reading.amount))

    def refresh(self, keys: frozenset[Key]) -> None:
        if (self.binding.key in keys and not self.isModified()) or (self.binding.key in keys and not self.hasFocus()):
            self.setText(self.binding.text())


class ScoreBlock(Block):
    """Score, reason, and one row a deduction."""

    def __init__(self, session: Session, point: Point, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._point = point
        self.key = Key("scores", point.id)
        self.rows: dict[str, list[QWidget]] = {}
        self._message = quiet()
        head = QHBoxLayout()
        head.addWidget(caption("自评得分与扣分"))
        head.addStretch(1)
        self.add_button = QPushButton("添加扣分")
        self.add_button.clicked.connect(self.add)
        head.addWidget(self.add_button)
        self.column.addLayout(head)
        self._build_score()
        self._table = QGridLayout()
        self._table.setHorizontalSpacing(GRID)
        self._table.setVerticalSpacing(GRID // 2)
        self.column.addLayout(self._table)
        self.column.addWidget(self._message)
        self._arrange()
        self._show_total()

    def _build_score(self) -> None:
        self.score = NumberLine(
            Binding(self._session, self.key, _number_of("score"), _replace_number("score", SelfScore), "填写自评得分"),
            "自评得分",
            self._say,
        )
        self.reason = BoundLine(
            Binding(
                self._session,
                self.key,
                lambda record: record.reason if record else "",
                lambda record, text: msgspec.structs.replace(record or SelfScore(), reason=text),
                "填写得分说明",
            ),
            "得分说明",
            "得分或扣分的理由",
        )
        self.not_concerned = QCheckBox("不涉及")
        self.not_concerned.setToolTip("本县没有这一情形；按通知计满分或折算")
        self.not_concerned.clicked.connect(self._set_concerned)
        line = QHBoxLayout()
        line.setSpacing(GRID)
        for widget in (QLabel("得分"), self.score, QLabel(f"／ {self._point.full_score:f} 分")):
            line.addWidget(widget)
        line.addWidget(self.reason, 1)
        line.addWidget(self.not_concerned)
        self.column.addLayout(line)

    def _say(self, text: str) -> None:
        self._message.setText(text)

    def _set_concerned(self, checked: bool) -> None:
        record = msgspec.structs.replace(self._session.record(self.key) or SelfScore(), not_concerned=checked)
        self._session.edit([(self.key, record)], label="标为不涉及" if checked else "取消不涉及")

    def add(self) -> None:
        """A new deduction of this point."""
        mine = deductions_of(self._session.draft, self._point.id)
        row = uuid.uuid4().hex
        record = Deduction(self._point.id, max((d.order for d in mine), default=0) + 1)
        self._session.edit([(Key("deductions", row), record)], label="添加扣分")
        self.rows[row][0].setFocus()

    def _mine(self) -> list[str]:
        rows = self._session.draft.rows("deductions")
        mine = [(d.order, row) for (row, _), d in rows.items() if d.point == self._point.id]
        return [row for _, row in sorted(mine)]

    def _arrange(self) -> None:
        """One row of fields for each deduction; built again only when their number changes."""
        wanted = self._mine()
        if wanted == list(self.rows):
            return
        while (item := self._table.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.rows = {}
        if not wanted:
            return
        for column, word in enumerate(("条款", "次数", "每次扣分", "理由")):
            label = QLabel(word)
            label.setProperty("role", "label")
            self._table.addWidget(label, 0, column)
        for number, row in enumerate(wanted, 1):
            self.rows[row] = self._row(row)
            for column, widget in enumerate(self.rows[row]):
                self._table.addWidget(widget, number, column)
        self._table.setColumnStretch(0, 2)
        self._table.setColumnStretch(3, 3)

    def _row(self, row: str) -> list[QWidget]:
        key = Key("deductions", row)

        def text(field: str, name: str) -> BoundLine:
            binding = Binding(
                self._session,
                key,
                lambda record: getattr(record, field) if record else "",
                lambda record, value: msgspec.structs.replace(record or Deduction(), **{field: value}),
                f"填写{name}",
            )
            return BoundLine(binding, name, name)

        def number(field: str, name: str) -> NumberLine:
            binding = Binding(self._session, key, _number_of(field), _replace_number(field, Deduction), f"填写{name}")
            return NumberLine(binding, name, self._say)

        remove = QPushButton("移除")
        remove.setAccessibleName("移除这项扣分")
        remove.clicked.connect(lambda: self._session.edit([(key, None)], label="移除扣分"))
        return [
            text("clause", "扣分条款"),
            number("times", "次数"),
            number("points", "每次扣分"),
            text("reason", "扣分理由"),
            remove,
        ]

    def _show_total(self) -> None:
        record: SelfScore = self._session.record(self.key) or SelfScore()
        self.not_concerned.setChecked(record.not_concerned)
        computed = point_score(self._session.draft, self._point)
        self.score.setPlaceholderText("" if computed is None else format_amount(computed))
        self.score.setToolTip("不填则按满分减扣分计算" if self.rows else "")

    def refresh(self, keys: frozenset[Key]) -> None:
        if not any(key.table in {"deductions", "scores"} for key in keys):
            return
        self._arrange()
        for field in (self.score, self.reason, *(widget for row in self.rows.values() for widget in row)):
            if isinstance(field, BoundLine | NumberLine):
                field.refresh(keys)
        self._show_total()

    def seal(self) -> None:
        for field in self.findChildren(NumberLine):
            field.commit()

    def reveal(self, place: Place) -> QWidget | None:
        if place.table == "scores":
            self.score.setFocus()
            return self.score
        if place.table == "deductions":
            field = self.rows[place.row][0] if place.row in self.rows else self.add_button
            field.setFocus()
            return field
        return None


def _number_of(field: str) -> Any:
    def read(record: Any) -> str:
        value: Decimal | None = getattr(record, field) if record is not None else None
        return "" if value is None else format_amount(value)

    return read


def _replace_number(field: str, kind: type[Any]) -> Any:
    def write(record: Any, text: str) -> Any:
        usual = getattr(kind(), field)
        return msgspec.structs.replace(record or kind(), **{field: Decimal(text) if text else usual})

    return write
