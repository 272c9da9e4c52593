"""自评得分与扣分 of a point: what its rule needs, the score beside the computed one, 不涉及, and one row a deduction."""

import uuid
from decimal import Decimal

import msgspec
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QLabel, QPushButton, QWidget

from eduduty_desktop.draft import Key
from eduduty_desktop.draft.finding import Place
from eduduty_desktop.draft.records import Deduction, SelfScore
from eduduty_desktop.draft.scoring import (
    RuleScore,
    deductions_of,
    is_left_out,
    is_not_concerned,
    plain,
    point_score,
    points_lost,
    rule_score,
)
from eduduty_desktop.draft.values import figure_keys
from eduduty_desktop.figures import format_amount
from eduduty_desktop.framework import NotConcerned, Point
from eduduty_desktop.framework.wording import full_width
from eduduty_desktop.gui.labels import set_role, wrapped
from eduduty_desktop.gui.point.block import GRID, Block, caption
from eduduty_desktop.gui.point.deduction_row import DeductionRow
from eduduty_desktop.gui.point.fields import Binding, BoundLine
from eduduty_desktop.gui.point.score_number import SCORE, NumberLine
from eduduty_desktop.gui.point.score_rule import rule_part
from eduduty_desktop.workspace.session import Session

_HEADINGS = ("扣分条款", "次数", "每次扣分", "小计", "扣分理由", "依据")
_TABLES = frozenset({"deductions", "scores", "evidence", "states"})
_NOT_CONCERNED = {
    NotConcerned.FULL: "本县没有这一情形；不填得分时按满分计，请在得分说明里写明原因",
    NotConcerned.CONVERTED: "本县没有这一情形；不计分，总分由其他测评点按比例折算，请在得分说明里写明原因",
}


class ScoreBlock(Block):
    """Score, reason, what the rule asks, and one row a deduction."""

    def __init__(self, session: Session, point: Point, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._point = point
        self.key = Key("scores", point.id)
        metric = point.scoring.metric if point.scoring is not None else ""
        self._figures = figure_keys(session.draft.framework, metric) if metric else frozenset()
        self.rows: dict[str, DeductionRow] = {}
        self.message = wrapped()
        self.total = wrapped()
        head = QHBoxLayout()
        head.addWidget(caption("加分项得分" if point.bonus else "自评得分与扣分"))
        head.addStretch(1)
        self.add_button = QPushButton("添加扣分")
        self.add_button.setProperty("role", "choice")
        self.add_button.clicked.connect(self.add)
        head.addWidget(self.add_button)
        self.column.addLayout(head)
        self.add_button.setVisible(not point.bonus)  # only now: a widget of no window would open one of its own
        if point.scoring is not None and point.scoring.text:
            self.column.addWidget(wrapped(full_width(point.scoring.text)))
        self.rule = rule_part(session, point)
        if self.rule is not None:
            self.rule.told.connect(self.status_message)
            self.column.addWidget(self.rule)
        self._build_score()
        self._table = QGridLayout()
        self._table.setHorizontalSpacing(GRID)
        self._table.setVerticalSpacing(GRID // 2)
        self.column.addLayout(self._table)
        self.column.addWidget(self.message)
        self._arrange()
        self._show_total()
        self._say()

    def _build_score(self) -> None:
        binding = SCORE.binding(self._session, self.key, "填写自评得分")
        self.score = NumberLine(SCORE, binding, "自评得分", self._say)
        self.adopt = QPushButton("一键采用")
        self.adopt.setProperty("role", "choice")
        self.adopt.setToolTip("把按评分标准算出的得分填进自评得分")
        self.adopt.clicked.connect(self._adopt)
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
        self.not_concerned.setToolTip(_NOT_CONCERNED[self._session.draft.framework.not_concerned])
        self.not_concerned.clicked.connect(self._set_concerned)
        full = self._point.full_score
        line = QHBoxLayout()
        line.setSpacing(GRID)
        for widget in (QLabel("得分"), self.score, QLabel("分" if full is None else f"／ {full:f} 分")):
            line.addWidget(widget)
        line.addWidget(self.reason, 1)
        line.addWidget(self.not_concerned)
        self.column.addLayout(line)
        below = QHBoxLayout()
        below.setSpacing(GRID)
        below.addWidget(self.total, 1)
        below.addWidget(self.adopt)
        self.column.addLayout(below)

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

    def _adopt(self) -> None:
        """State the computed score; what was typed and could not be read is given up for it."""
        computed = rule_score(self._session.draft, self._point).score
        if computed is None:
            return
        self.score.give_up()
        before = self._session.record(self.key) or SelfScore()
        record = msgspec.structs.replace(before, score=Decimal(plain(computed)), typed="")
        self._session.edit([(self.key, record)], label="采用算出的得分")
        self.score.setFocus()

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
            fields = DeductionRow(self._session, Key("deductions", row), self._point, number, self._say)
            fields.remove.clicked.connect(lambda _=False, row=row: self._remove(row))
            self.rows[row] = fields
            for column, widget in enumerate(fields.widgets):
                self._table.addWidget(widget, number, column)
        self._table.setColumnStretch(0, 2)
        self._table.setColumnStretch(4, 3)

    def _show_total(self) -> None:
        draft = self._session.draft
        record: SelfScore = self._session.record(self.key) or SelfScore()
        self.not_concerned.setChecked(record.not_concerned)
        shown, found = point_score(draft, self._point), rule_score(draft, self._point)
        self.score.setPlaceholderText("" if shown is None else format_amount(shown))
        self.score.setToolTip("不填则按评分标准和扣分计算" if self.rows or self.rule is not None else "")
        words = self._total_words(record, found)
        self.total.setText(words)
        set_role(self.total, "warning" if words.startswith("!") else "muted")
        concerned = not is_not_concerned(draft, self._point)
        self.adopt.setVisible(concerned and (self.rule is not None or found.score is not None))
        self.adopt.setEnabled(found.score is not None and found.score != record.score)
        self.total.setVisible(bool(words))

    def _total_words(self, record: SelfScore, found: RuleScore) -> str:
        draft, full = self._session.draft, self._point.full_score
        deductions = deductions_of(draft, self._point.id)
        taken = points_lost(self._point, deductions) or Decimal(0)
        if is_not_concerned(draft, self._point) and record.score is None:
            if self._point.bonus:
                return "不涉及：没有加分。"
            if is_left_out(draft, self._point):
                return "不涉及：不计分，总分由其他测评点按比例折算。"
            left = "按满分计" if full is None else f"按满分 {plain(full)} 分计"
            return f"不涉及：{left}" + ("，下列扣分不算在内。" if taken else "。")
        if found.undecided:
            return f"! {found.undecided}。请填准确数，或直接填得分。"
        if found.score is None:
            return f"共扣 {plain(taken)} 分；本项的满分不知道，得分请直接填。" if taken and full is None else ""
        if self.rule is None and full is not None:
            words = f"满分 {plain(full)} − 扣分 {plain(taken)} = {plain(found.score)}"
        else:
            words = f"按评分标准应得 {plain(found.score)} 分：{found.working}"
        differs = record.score is not None and record.score != found.score and not found.assumed
        return f"! {words}，与填的得分 {plain(record.score)} 不同。" if differs and record.score is not None else words

    def refresh(self, keys: frozenset[Key]) -> None:
        if not any(key.table in _TABLES or key in self._figures for key in keys):
            return
        self._arrange()
        self.score.refresh(keys)
        self.reason.refresh(keys)
        if self.rule is not None:
            self.rule.refresh(keys)
        for row in self.rows.values():
            row.refresh(keys)
        self._show_total()
        self._say()

    def seal(self) -> None:
        if self.rule is not None:
            self.rule.seal()
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
