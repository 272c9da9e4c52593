"""自评得分与扣分 of a point: the score, 不涉及, and one row a deduction with the evidence that it rests on."""

import uuid
from collections.abc import Callable
from decimal import Decimal

import msgspec
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QLabel, QMenu, QPushButton, QToolButton, QWidget

from eduduty_desktop.draft import Key
from eduduty_desktop.draft.assessment import deductions_of, point_score
from eduduty_desktop.draft.finding import Place
from eduduty_desktop.draft.records import Deduction, SelfScore
from eduduty_desktop.figures import format_amount
from eduduty_desktop.framework import Point
from eduduty_desktop.gui.point.block import GRID, Block, caption, quiet, set_role
from eduduty_desktop.gui.point.fields import Binding, BoundLine
from eduduty_desktop.gui.point.score_number import NumberField, NumberLine
from eduduty_desktop.workspace.evidence import evidence_of
from eduduty_desktop.workspace.session import Session

_SCORE = NumberField(SelfScore, "score", "typed", "分")
_TIMES = NumberField(Deduction, "times", "typed_times", "次")
_POINTS = NumberField(Deduction, "points", "typed_points", "分")
_HEADINGS = ("扣分条款", "次数", "每次扣分", "小计", "扣分理由", "依据")


class ScoreBlock(Block):
    """Score, reason, and one row a deduction."""

    def __init__(self, session: Session, point: Point, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._point = point
        self.key = Key("scores", point.id)
        self.rows: dict[str, DeductionRow] = {}
        self.message = quiet()
        self.total = quiet()
        head = QHBoxLayout()
        head.addWidget(caption("自评得分与扣分"))
        head.addStretch(1)
        self.add_button = QPushButton("添加扣分")
        self.add_button.setProperty("role", "choice")
        self.add_button.clicked.connect(self.add)
        head.addWidget(self.add_button)
        self.column.addLayout(head)
        self._build_score()
        self._table = QGridLayout()
        self._table.setHorizontalSpacing(GRID)
        self._table.setVerticalSpacing(GRID // 2)
        self.column.addLayout(self._table)
        self.column.addWidget(self.total)
        self.column.addWidget(self.message)
        self._arrange()
        self._show_total()
        self._say()

    def _build_score(self) -> None:
        binding = _SCORE.binding(self._session, self.key, "填写自评得分")
        self.score = NumberLine(_SCORE, binding, "自评得分", self._say)
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
        self.not_concerned.setToolTip("本县没有这一情形；不填得分时按满分计，请在得分说明里写明原因")
        self.not_concerned.clicked.connect(self._set_concerned)
        line = QHBoxLayout()
        line.setSpacing(GRID)
        for widget in (QLabel("得分"), self.score, QLabel(f"／ {self._point.full_score:f} 分")):
            line.addWidget(widget)
        line.addWidget(self.reason, 1)
        line.addWidget(self.not_concerned)
        self.column.addLayout(line)

    def _numbers(self) -> list[NumberLine]:
        return [self.score, *(line for row in self.rows.values() for line in (row.times, row.points))]

    def _say(self) -> None:
        """Every text that could not be read, with what to do; it stays until it is put right."""
        said = [line.complaint for line in self._numbers() if line.complaint]
        self.message.setText("\n".join(said))
        set_role(self.message, "error")
        self.message.setVisible(bool(said))

    def _set_concerned(self, checked: bool) -> None:
        record = msgspec.structs.replace(self._session.record(self.key) or SelfScore(), not_concerned=checked)
        self._session.edit([(self.key, record)], label="标为不涉及" if checked else "取消不涉及")

    def add(self) -> None:
        """A new deduction of this point."""
        mine = deductions_of(self._session.draft, self._point.id)
        row = uuid.uuid4().hex
        record = Deduction(self._point.id, max((d.order for d in mine), default=0) + 1)
        self._session.edit([(Key("deductions", row), record)], label="添加扣分")
        self.rows[row].clause.setFocus()

    def _remove(self, row: str) -> None:
        self._session.edit([(Key("deductions", row), None)], label="移除扣分")
        self.add_button.setFocus()
        self.status_message.emit("已移除扣分，按 Ctrl+Z 可以恢复。")

    def _mine(self) -> list[str]:
        rows = self._session.draft.rows("deductions")
        mine = [(d.order, row) for (row, _), d in rows.items() if d.point == self._point.id]
        return [row for _, row in sorted(mine)]

    def _arrange(self) -> None:
        """One row of fields for each deduction; built again only when there are others than before."""
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
        for column, word in enumerate(_HEADINGS):
            label = QLabel(word)
            label.setProperty("role", "label")
            self._table.addWidget(label, 0, column)
        for number, row in enumerate(wanted, 1):
            fields = DeductionRow(self._session, Key("deductions", row), self._point.id, number, self._say)
            fields.remove.clicked.connect(lambda _=False, row=row: self._remove(row))
            self.rows[row] = fields
            for column, widget in enumerate(fields.widgets):
                self._table.addWidget(widget, number, column)
        self._table.setColumnStretch(0, 2)
        self._table.setColumnStretch(4, 3)

    def _show_total(self) -> None:
        record: SelfScore = self._session.record(self.key) or SelfScore()
        self.not_concerned.setChecked(record.not_concerned)
        computed = point_score(self._session.draft, self._point)
        self.score.setPlaceholderText("" if computed is None else format_amount(computed))
        self.score.setToolTip("不填则按满分减扣分计算" if self.rows else "")
        self.total.setText(self._total_words(record, computed))
        self.total.setVisible(bool(self.total.text()))

    def _total_words(self, record: SelfScore, computed: Decimal | None) -> str:
        full = self._point.full_score
        taken = sum((d.times * d.points for d in deductions_of(self._session.draft, self._point.id)), Decimal(0))
        if record.not_concerned and record.score is None:
            return f"不涉及：按满分 {_plain(full or Decimal(0))} 分计" + ("，下列扣分不算在内。" if taken else "。")
        if not self.rows or full is None:
            return ""
        left = max(Decimal(0), full - taken)
        words = f"满分 {_plain(full)} − 扣分 {_plain(taken)} = {_plain(left)}"
        differs = record.score is not None and computed is not None and computed != left
        return f"{words}，与填的得分 {_plain(record.score)} 不同。" if differs and record.score else words

    def refresh(self, keys: frozenset[Key]) -> None:
        if not any(key.table in {"deductions", "scores", "evidence"} for key in keys):
            return
        self._arrange()
        self.score.refresh(keys)
        self.reason.refresh(keys)
        for row in self.rows.values():
            row.refresh(keys)
        self._show_total()
        self._say()

    def seal(self) -> None:
        for line in self._numbers():
            line.commit()

    def reveal(self, place: Place) -> QWidget | None:
        field: QWidget | None = None
        if place.table == "scores":
            field = self.score
        elif place.table == "deductions":
            field = self.rows[place.row].clause if place.row in self.rows else self.add_button
        if field is not None:
            field.setFocus()
        return field


class DeductionRow:
    """The fields of one deduction: clause, times, points each, what they come to, reason, evidence, remove."""

    def __init__(self, session: Session, key: Key, point: str, number: int, said: Callable[[], None]) -> None:
        self._session = session
        self._point = point
        self.key = key
        self.clause = self._text("clause", f"第 {number} 项扣分的条款", "如：班额超标")
        self.times = self._number(_TIMES, f"第 {number} 项扣分的次数", said)
        self.points = self._number(_POINTS, f"第 {number} 项每次扣分", said)
        self.product = QLabel()
        self.reason = self._text("reason", f"第 {number} 项扣分的理由", "为什么扣")
        self.evidence = QToolButton()
        self.evidence.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.evidence.setProperty("role", "choice")
        self.evidence.setToolTip("这项扣分依据哪些佐证材料")
        self._menu = QMenu(self.evidence)
        self._menu.aboutToShow.connect(self._fill_menu)
        self.evidence.setMenu(self._menu)
        self.remove = QPushButton("移除")
        self.remove.setProperty("role", "choice")
        self.remove.setAccessibleName(f"移除第 {number} 项扣分")
        self._number_words = f"第 {number} 项扣分"
        self._show()

    @property
    def widgets(self) -> tuple[QWidget, ...]:
        return (self.clause, self.times, self.points, self.product, self.reason, self.evidence, self.remove)

    def _deduction(self) -> Deduction:
        found: Deduction | None = self._session.record(self.key)
        return found or Deduction()

    def _text(self, field: str, name: str, placeholder: str) -> BoundLine:
        binding = Binding(
            self._session,
            self.key,
            lambda record: getattr(record, field) if record else "",
            lambda record, value: msgspec.structs.replace(record or Deduction(), **{field: value}),
            f"填写{name}",
        )
        return BoundLine(binding, name, placeholder)

    def _number(self, field: NumberField, name: str, said: Callable[[], None]) -> NumberLine:
        return NumberLine(field, field.binding(self._session, self.key, f"填写{name}"), name, said)

    def _show(self) -> None:
        record = self._deduction()
        self.product.setText(f"{_plain(record.times * record.points)} 分")
        known = [row for row in record.evidence if self._session.record(Key("evidence", row)) is not None]
        self.evidence.setText(f"{len(known)} 份 ▾" if known else "选依据 ▾")
        self.evidence.setAccessibleName(f"{self._number_words}的依据：{len(known)} 份")

    def _fill_menu(self) -> None:
        self._menu.clear()
        chosen = self._deduction().evidence
        mine = evidence_of(self._session.draft, self._point)
        for row, number, one in mine:
            action = QAction(f"{number}　{one.title or '（未写名称）'}", self._menu)
            action.setCheckable(True)
            action.setChecked(row in chosen)
            action.triggered.connect(lambda checked, row=row: self.rest_on(row, chosen=checked))
            self._menu.addAction(action)
        if not mine:
            self._menu.addAction("本项还没有佐证材料").setEnabled(False)

    def rest_on(self, row: str, *, chosen: bool) -> None:
        """Note that the deduction rests on a document, or no longer does."""
        record = self._deduction()
        others = tuple(each for each in record.evidence if each != row)
        fresh = msgspec.structs.replace(record, evidence=(*others, row) if chosen else others)
        self._session.edit([(self.key, fresh)], label="选择扣分的依据")

    def refresh(self, keys: frozenset[Key]) -> None:
        for line in (self.clause, self.times, self.points, self.reason):
            line.refresh(keys)
        self._show()


def _plain(number: Decimal) -> str:
    """A computed number without zeros at its end."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
