"""The two halves of the page: the list of departments, and the chosen one's card, state and duties."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from eduduty_desktop.draft import CURRENT, Key
from eduduty_desktop.draft.duties import NOBODY, tasks_of
from eduduty_desktop.draft.round import DepartmentRound, Disagreement
from eduduty_desktop.gui.departments.card import CardForm
from eduduty_desktop.gui.departments.listing import DepartmentList
from eduduty_desktop.gui.departments.outcome import Outcome
from eduduty_desktop.gui.departments.owed import OwedTree
from eduduty_desktop.gui.departments.parts import WholeLabel
from eduduty_desktop.gui.departments.words import file_words, name_of, owed_rows, round_words, standing_words
from eduduty_desktop.gui.keyboard import order_tabs
from eduduty_desktop.gui.labels import set_role, title, wrapped
from eduduty_desktop.gui.look import Look
from eduduty_desktop.workspace.session import Session

DROP_HINT = "交回的文件可以拖到这一页。双击“由谁填”“截止日期”可以改。"
NO_DEPARTMENTS = (
    "还没有责任单位。\n\n请在各测评点的“责任单位”里写上牵头单位和配合单位；指标体系写了的会自动带入。"
    "写好以后，在这里给每个单位生成填报表，收回来逐项核对。"
)
NOBODYS = "下面这些还没有指定由谁填，不会下发给任何人。双击“由谁填”选一个单位，选中几行可以一起改。"
_MOST_CLASHES = 3


class DeskView(QWidget):
    """Shows; what is asked for is the page's business."""

    def __init__(self, session: Session, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._rounds: Sequence[DepartmentRound] = ()
        self._today = date.min
        self.headline = wrapped()
        self.issue = QPushButton("生成填报表…")
        self.issue.setProperty("role", "primary")
        self.collect = QPushButton("收回填报表")
        self.slips = QPushButton("对数单、催办单")
        for button in (self.collect, self.slips):
            button.setProperty("role", "menu")
        self.outcome = Outcome()
        self.list = DepartmentList(look)
        self.name = title("")
        self.state = WholeLabel("muted")
        self.round = wrapped()
        self.clashes = WholeLabel("warning")
        self.settle = QPushButton("按自评稿的数对清")
        self.settle.setToolTip("对数单签回以后：记下单位同意自评稿的数，原来报的留在说明里")
        self.card: CardForm | None = None
        self._card_place = QVBoxLayout()
        self.owed = OwedTree(look)
        self.hint = wrapped(DROP_HINT)
        self._empty = wrapped(NO_DEPARTMENTS)
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._arrange()
        self.list.department_chosen.connect(lambda _: self._show_department())
        self.owed.may_edit = not session.read_only

    @property
    def department(self) -> str | None:
        """The department that is shown."""
        return self.list.current

    def show_rounds(self, rounds: Sequence[DepartmentRound], today: date) -> None:
        """Show where every department stands."""
        self._rounds, self._today = rounds, today
        self.list.show_rounds(rounds)
        self._splitter.setVisible(bool(rounds))
        self._empty.setVisible(not rounds)
        self._show_department()

    def refresh_card(self, keys: frozenset[Key]) -> None:
        """Show what changed elsewhere in the card."""
        if self.card is not None:
            self.card.refresh(keys)

    def _show_department(self) -> None:
        one = next((one for one in self._rounds if one.department == self.department), None)
        if one is None:
            return
        is_nobody = one.department == NOBODY
        self.name.setText(name_of(one.department))
        self.state.setText(NOBODYS if is_nobody else f"{standing_words(one)}。{round_words(one)}")
        self.state.setToolTip(file_words(one))
        set_role(self.state, "error" if one.days_late else "warning" if is_nobody or one.disagreements else "muted")
        self._show_card(one.department)
        self._show_clashes(one)
        names = [task.department for task in tasks_of(self._session.draft) if task.department != NOBODY]
        self.owed.show_rows(owed_rows(self._session.draft, one, self._today), names)

    def _show_card(self, department: str) -> None:
        if self.card is not None and self.card.department == department:
            return
        if self.card is not None:
            self._card_place.removeWidget(self.card)
            self.card.hide()
            self.card.deleteLater()
        self.card = CardForm(self._session, department) if department != NOBODY else None
        if self.card is not None:
            self._card_place.addWidget(self.card)
        order_tabs(self)

    def _show_clashes(self, one: DepartmentRound) -> None:
        lines = [self._clash_words(found) for found in one.disagreements[:_MOST_CLASHES]]
        if len(one.disagreements) > _MOST_CLASHES:
            lines.append(f"……等 {len(one.disagreements)} 项，见对数单")
        self.clashes.setText("\n".join(f"! {line}" for line in lines))
        self.clashes.setVisible(bool(lines))
        self.settle.setVisible(bool(lines))
        self.settle.setEnabled(not self._session.read_only)

    def _clash_words(self, found: Disagreement) -> str:
        metric = self._session.draft.framework.metrics[found.metric]
        year = "" if found.slot == CURRENT else "（上年）"
        sides = "，".join(f"{side.department or '自评稿'} {side.printed}" for side in found.sides)
        return f"{metric.printed_label}{year}：{sides}"

    def _arrange(self) -> None:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 8, 0)
        column.addWidget(self.list)
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(8, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.name)
        column.addWidget(self.state)
        column.addLayout(self._card_place)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.clashes, 1)
        line.addWidget(self.settle, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(line)
        column.addWidget(self.owed, 1)
        column.addWidget(self.hint)
        self._splitter.addWidget(left)
        self._splitter.addWidget(right)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.setHandleWidth(1)
        self._splitter.setStretchFactor(0, 0)
        self._splitter.setStretchFactor(1, 1)
        self._splitter.setSizes([196, 600])
        left.setMinimumWidth(150)
        right.setMinimumWidth(320)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in (self.issue, self.collect, self.slips):
            buttons.addWidget(button)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(8)
        column.addWidget(title("责任单位"))
        column.addWidget(self.headline)
        column.addLayout(buttons)
        column.addWidget(self.outcome)
        column.addWidget(self._empty)
        column.addWidget(self._splitter, 1)
