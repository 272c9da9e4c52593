"""The fields of one deduction: clause, times, points each, what they come to, reason, evidence, remove."""

from collections.abc import Callable

import msgspec
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QMenu, QPushButton, QToolButton, QWidget

from eduduty_desktop.draft import Key
from eduduty_desktop.draft.records import Deduction
from eduduty_desktop.draft.scoring import clause_of, clause_text, plain
from eduduty_desktop.framework import Clause, Point
from eduduty_desktop.gui.point.block import GRID
from eduduty_desktop.gui.point.fields import Binding, BoundChoice, BoundLine
from eduduty_desktop.gui.point.score_number import POINTS, TIMES, NumberField, NumberLine
from eduduty_desktop.workspace.evidence import evidence_of
from eduduty_desktop.workspace.session import Session

_CLAUSE_CHARACTERS = 5  # at least; the column takes what room there is
_REASON_WIDTH = 14 * GRID


class DeductionRow:
    """One deduction of a point; where the framework has clauses, one of them is chosen and brings its points."""

    def __init__(self, session: Session, key: Key, point: Point, number: int, said: Callable[[], None]) -> None:
        self._session = session
        self._point = point
        self.key = key
        rule = point.scoring
        self.clause: BoundLine | BoundChoice = (
            self._choice(rule.clauses, number)
            if rule is not None and rule.clauses
            else self._text("clause", f"第 {number} 项扣分的条款", "如：班额超标")
        )
        self.times = self._number(TIMES, f"第 {number} 项扣分的次数", said)
        self.points = self._number(POINTS, f"第 {number} 项每次扣分", said)
        self.product = QLabel()
        self.reason = self._text("reason", f"第 {number} 项扣分的理由", "为什么扣")
        self.evidence = QToolButton()
        self.evidence.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.evidence.setProperty("role", "choice")
        self.evidence.setToolTip("这项扣分依据哪些佐证材料")
        self._menu = QMenu(self.evidence)
        self._menu.aboutToShow.connect(self._fill_menu)
        self.evidence.setMenu(self._menu)
        self.reason.setMinimumWidth(_REASON_WIDTH)
        for number_line in (self.times, self.points):
            number_line.setMaximumWidth(7 * GRID)
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

    def _choice(self, clauses: tuple[Clause, ...], number: int) -> BoundChoice:
        binding = Binding(
            self._session,
            self.key,
            lambda record: record.clause if record else "",
            self._with_clause,
            f"选择第 {number} 项扣分的条款",
        )
        words = [("（未选条款）", ""), *((clause.text, clause.id) for clause in clauses)]
        choice = BoundChoice(binding, f"第 {number} 项扣分的条款", words)
        choice.setSizeAdjustPolicy(BoundChoice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        choice.setMinimumContentsLength(_CLAUSE_CHARACTERS)
        return choice

    def _with_clause(self, record: Deduction | None, clause: str) -> Deduction:
        known = clause_of(self._point, clause)
        record = record or Deduction()
        fresh = msgspec.structs.replace(record, clause=clause)
        if known is None or known.each is None:
            return fresh
        return msgspec.structs.replace(fresh, points=known.each, typed_points="")

    def _number(self, field: NumberField, name: str, said: Callable[[], None]) -> NumberLine:
        return NumberLine(field, field.binding(self._session, self.key, f"填写{name}"), name, said)

    def _show(self) -> None:
        record = self._deduction()
        if isinstance(self.clause, BoundChoice):
            self.clause.setToolTip(clause_text(self._point, record.clause))
        self.product.setText(f"{plain(record.times * record.points)} 分")
        known = [row for row in record.evidence if self._session.record(Key("evidence", row)) is not None]
        self.evidence.setText(f"{len(known)} 份 ▾" if known else "选依据 ▾")
        self.evidence.setAccessibleName(f"{self._number_words}的依据：{len(known)} 份")

    def _fill_menu(self) -> None:
        self._menu.clear()
        chosen = self._deduction().evidence
        mine = evidence_of(self._session.draft, self._point.id)
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
