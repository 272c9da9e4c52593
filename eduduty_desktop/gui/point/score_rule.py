"""What a point's rule needs to be told: how often each clause applies, which elements are met, which band was reached."""

import uuid
from decimal import Decimal

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLabel, QSpinBox, QVBoxLayout, QWidget

from eduduty_desktop.draft import Key
from eduduty_desktop.draft.records import Deduction, SelfScore
from eduduty_desktop.draft.scoring import COMPARISON_SIGNS, losses, plain
from eduduty_desktop.framework import Clause, Element, Framework, Point, Scoring, ScoringMethod
from eduduty_desktop.framework.wording import full_width
from eduduty_desktop.gui.labels import set_role, wrapped
from eduduty_desktop.gui.point.block import GRID
from eduduty_desktop.gui.point.fields import Binding, BoundChoice, UndoToSession
from eduduty_desktop.workspace.session import Session

_MOST_TIMES = 9999


class RulePart(QWidget):
    """What stands between the score and the deductions; `refresh` shows the draft as it is."""

    told = Signal(str)

    def refresh(self, keys: frozenset[Key]) -> None:
        """Show what changed under the keys."""
        del keys

    def seal(self) -> None:
        """Hand what is being typed to the session."""


def rule_part(session: Session, point: Point) -> RulePart | None:
    """The part for a point's method, None where the rule is words only."""
    rule = point.scoring
    match rule.method if rule is not None else None:
        case ScoringMethod.DEDUCT:
            return ClauseList(session, point)
        case ScoringMethod.ELEMENTS:
            return ElementBoxes(session, point)
        case ScoringMethod.BANDS:
            return BandChoice(session, point)
        case ScoringMethod.STEPS | ScoringMethod.RAMP:
            return ByValue(session.draft.framework, point)
    return None


class TimesSpin(UndoToSession, QSpinBox):
    """次数; the wheel scrolls the page unless the field has the focus."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setRange(0, _MOST_TIMES)
        self.setSuffix(" 次")
        self.setKeyboardTracking(False)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


def clause_words(clause: Clause) -> str:
    """`每次 0.5 分，最多 2 分`, or what the clause takes at once."""
    if clause.zero:
        return "扣完全部分值"
    each = "" if clause.each is None else f"每次 {plain(clause.each)} 分"
    most = "" if clause.most is None else f"最多 {plain(clause.most)} 分"
    return "，".join(word for word in (each, most) if word) or "扣分另填"


class ClauseList(RulePart):
    """扣分制: one line a clause with how often it applies; its deduction comes and goes with the number."""

    def __init__(self, session: Session, point: Point) -> None:
        super().__init__()
        self._session = session
        self._point = point
        self.fields: dict[str, TimesSpin | QCheckBox] = {}
        self.sums: dict[str, QLabel] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(GRID)
        grid.setVerticalSpacing(GRID // 2)
        for row, clause in enumerate(self._clauses):
            text = QLabel(full_width(clause.text))
            text.setWordWrap(True)
            text.setTextFormat(Qt.TextFormat.PlainText)
            points = QLabel(clause_words(clause))
            set_role(points, "muted")
            field = self._field(clause)
            text.setBuddy(field)
            self.fields[clause.id], self.sums[clause.id] = field, QLabel()
            self.sums[clause.id].setMinimumWidth(14 * GRID)
            for column, widget in enumerate((text, points, field, self.sums[clause.id])):
                grid.addWidget(widget, row, column)
        grid.setColumnStretch(0, 1)
        self._show()

    @property
    def _clauses(self) -> tuple[Clause, ...]:
        return self._point.scoring.clauses if self._point.scoring is not None else ()

    def _field(self, clause: Clause) -> "TimesSpin | QCheckBox":
        name = full_width(clause.text)
        if clause.zero:
            box = QCheckBox("有这一情形")
            box.setAccessibleName(f"{name}：有这一情形")
            box.clicked.connect(lambda checked, clause=clause: self._put(clause, int(checked)))
            return box
        spin = TimesSpin(f"{name}的次数")
        spin.valueChanged.connect(lambda value, clause=clause: self._put(clause, value))
        return spin

    def _mine(self, clause: str) -> list[tuple[str, Deduction]]:
        rows = self._session.draft.rows("deductions")
        found = [(row, d) for (row, _), d in rows.items() if d.point == self._point.id and d.clause == clause]
        return sorted(found, key=lambda one: (one[1].order, one[0]))

    def _put(self, clause: Clause, times: int) -> None:
        """The clause applies so often: its deduction is made, changed or taken away, as one step."""
        mine = self._mine(clause.id)
        if len(mine) > 1 or (mine and mine[0][1].times == times) or (not mine and not times):
            return
        label = f"“{full_width(clause.text)}”扣 {times} 次" if times else f"取消“{full_width(clause.text)}”的扣分"
        if mine:
            row, before = mine[0]
            after = msgspec.structs.replace(before, times=Decimal(times), typed_times="") if times else None
            self._session.edit([(Key("deductions", row), after)], label=label)
            if not times and before.reason.strip():
                self.told.emit("已取消扣分，连同写好的理由；按 Ctrl+Z 可以恢复。")
            return
        every = self._session.draft.rows("deductions").values()
        order = max((d.order for d in every if d.point == self._point.id), default=0) + 1
        fresh = Deduction(self._point.id, order, clause.id, Decimal(times), clause.each or Decimal(0))
        self._session.edit([(Key("deductions", uuid.uuid4().hex), fresh)], label=label)

    def refresh(self, keys: frozenset[Key]) -> None:
        if any(key.table == "deductions" for key in keys):
            self._show()

    def seal(self) -> None:
        for field in self.fields.values():
            if isinstance(field, TimesSpin):
                field.interpretText()

    def _show(self) -> None:
        for clause in self._clauses:
            mine, field = self._mine(clause.id), self.fields[clause.id]
            times = sum((one.times for _, one in mine), Decimal(0))
            is_whole = times == times.to_integral_value() and 0 <= times <= _MOST_TIMES
            one_step = len(mine) < 2 and is_whole and not any(one.typed_times for _, one in mine)
            field.setEnabled(one_step)
            field.setToolTip("" if one_step else "这一条有几笔扣分，或次数不是整数，请在下面逐笔修改")
            field.blockSignals(True)  # shows the draft; nobody changed it here
            if isinstance(field, QCheckBox):
                field.setChecked(bool(times))
            elif is_whole:
                field.setValue(int(times))
            field.blockSignals(False)
            self.sums[clause.id].setText(self._sum_words([one for _, one in mine]))

    def _sum_words(self, mine: list[Deduction]) -> str:
        if not mine:
            return ""
        (loss,) = losses(self._point, mine)
        if loss.counted is None:
            return "扣完"
        capped = "（已到上限）" if loss.counted < loss.taken else ""
        return f"扣 {plain(loss.counted)} 分{capped}"


class ElementBoxes(RulePart):
    """要素制: one box an element; ticking is one undoable step."""

    def __init__(self, session: Session, point: Point) -> None:
        super().__init__()
        self._session = session
        self._key = Key("scores", point.id)
        self.boxes: dict[str, QCheckBox] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID // 2)
        for element in point.scoring.elements if point.scoring is not None else ():
            box = QCheckBox(choice_words(element))
            box.setAccessibleName(f"具备要素：{choice_words(element)}")
            box.clicked.connect(self._put)
            self.boxes[element.id] = box
            column.addWidget(box)
        self._show()

    def _record(self) -> SelfScore:
        found: SelfScore | None = self._session.record(self._key)
        return found or SelfScore()

    def _put(self) -> None:
        met = tuple(element for element, box in self.boxes.items() if box.isChecked())
        record = msgspec.structs.replace(self._record(), elements=met)
        self._session.edit([(self._key, record)], label="勾选要素")

    def refresh(self, keys: frozenset[Key]) -> None:
        if self._key in keys:
            self._show()

    def _show(self) -> None:
        met = self._record().elements
        for element, box in self.boxes.items():
            box.setChecked(element in met)


class BandChoice(RulePart):
    """档次: one of the bands."""

    def __init__(self, session: Session, point: Point) -> None:
        super().__init__()
        binding = Binding(
            session,
            Key("scores", point.id),
            lambda record: record.band if record else "",
            lambda record, text: msgspec.structs.replace(record or SelfScore(), band=text),
            "选择档次",
        )
        bands = point.scoring.bands if point.scoring is not None else ()
        words = [("（未选）", ""), *((choice_words(band), band.id) for band in bands)]
        self.choice = BoundChoice(binding, "档次", words)
        label = QLabel("档次")
        set_role(label, "label")
        label.setBuddy(self.choice)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.addWidget(label, 0, 0)
        grid.addWidget(self.choice, 0, 1)
        grid.setColumnStretch(2, 1)

    def refresh(self, keys: frozenset[Key]) -> None:
        self.choice.refresh(keys)


class ByValue(RulePart):
    """阶梯、递减: nothing to be told, the figure decides; the rule in words."""

    def __init__(self, framework: Framework, point: Point) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        rule = point.scoring
        self.words = wrapped(value_words(framework, rule) if rule is not None else "")
        column.addWidget(self.words)


def choice_words(element: Element) -> str:
    """An element or a band with what it scores."""
    return f"{full_width(element.text)}（{plain(element.score)} 分）"


def value_words(framework: Framework, rule: Scoring) -> str:
    """`按“研究教育次数”计分：≥4 得 5 分；≥2 得 3 分；其余 0 分。`"""
    metric = framework.metrics[rule.metric]
    name = f"按“{metric.printed_label}”计分："
    if rule.ramp is not None:
        ramp = rule.ramp
        reach, short = ("不高于", "每高") if ramp.falling else ("达到", "每低")
        unit = "个百分点" if metric.unit == "%" else metric.unit
        return (
            f"{name}{reach} {plain(ramp.full_at)}{metric.unit} 得满分；{short} {plain(ramp.every)}{unit} "
            f"扣 {plain(ramp.lose)} 分，不足的按 {plain(ramp.every)}{unit} 算，扣完为止。"
        )
    steps = "；".join(
        f"{COMPARISON_SIGNS[step.comparison]}{plain(step.value)}{metric.unit} 得 {plain(step.score)} 分"
        for step in rule.steps
    )
    return f"{name}{steps}；其余 0 分。"
