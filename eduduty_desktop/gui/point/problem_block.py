"""存在问题与整改 of a point: one card a problem, one row a remedy; removing asks nothing and can be undone."""

import uuid
from collections.abc import Callable

import msgspec
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from eduduty_desktop.draft import Key
from eduduty_desktop.draft.finding import Place
from eduduty_desktop.draft.records import Problem
from eduduty_desktop.gui.labels import wrapped
from eduduty_desktop.gui.point.block import GRID, Block, caption
from eduduty_desktop.gui.point.problem_card import ProblemCard
from eduduty_desktop.workspace.session import Session


class ProblemBlock(Block):
    """The problems whose `points` name this point, in their order."""

    def __init__(self, session: Session, point: str, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._point = point
        self._title = title
        self.cards: dict[str, ProblemCard] = {}
        self.add_button = QPushButton("添加问题")
        self.add_button.setAccessibleName("添加存在问题")
        self.add_button.setProperty("role", "choice")
        self.add_button.clicked.connect(self.add)
        line = QHBoxLayout()
        line.addWidget(caption("存在问题与整改"))
        line.addStretch(1)
        line.addWidget(self.add_button)
        self.column.addLayout(line)
        self.nothing = wrapped("还没有登记问题。未达到标准的、上年反馈的、自查发现的问题写在这里，每个问题附整改措施。")
        self.column.addWidget(self.nothing)
        self._cards = QVBoxLayout()
        self._cards.setSpacing(GRID)
        self.column.addLayout(self._cards)
        self._arrange()

    def problems(self) -> list[tuple[str, Problem]]:
        """This point's problems with their ids, in order."""
        mine = [(row, p) for (row, _), p in self._session.draft.rows("problems").items() if self._point in p.points]
        return sorted(mine, key=lambda item: (item[1].order, item[0]))

    def add(self) -> None:
        """A new problem, ready to be typed."""
        orders = [problem.order for problem in self._session.draft.rows("problems").values()]
        row = uuid.uuid4().hex
        problem = Problem(order=max(orders, default=0) + 1, source="自查", points=(self._point,))
        self._session.edit([(Key("problems", row), problem)], label=f"添加“{self._title}”的问题")
        self.cards[row].text.setFocus()

    def remove(self, row: str) -> None:
        """Take a problem away from this point; one that touches other points stays with them."""
        problem: Problem | None = self._session.record(Key("problems", row))
        if problem is None:
            return
        others = tuple(point for point in problem.points if point != self._point)
        left = msgspec.structs.replace(problem, points=others) if others else None
        self._session.edit([(Key("problems", row), left)], label=f"移除“{self._title}”的问题")
        self.add_button.setFocus()
        self.status_message.emit("已移除问题，按 Ctrl+Z 可以恢复。")

    def _arrange(self) -> None:
        """Make and remove cards so that there is one for each problem; the others are left alone."""
        wanted = [row for row, _ in self.problems()]
        for row in [row for row in self.cards if row not in wanted]:
            card = self.cards.pop(row)
            self._cards.removeWidget(card)
            card.hide()
            card.deleteLater()
        for number, row in enumerate(wanted):
            if row not in self.cards:
                self.cards[row] = ProblemCard(self._session, self._point, row, self._remover(row), self)
                self._cards.insertWidget(number, self.cards[row])
            self.cards[row].set_number(number + 1)
        self.nothing.setVisible(not wanted)

    def _remover(self, row: str) -> Callable[[], None]:
        return lambda: self.remove(row)

    def refresh(self, keys: frozenset[Key]) -> None:
        if not any(key.table == "problems" for key in keys):
            return
        self._arrange()
        for card in self.cards.values():
            card.refresh(keys)

    def reveal(self, place: Place) -> QWidget | None:
        if place.table != "problems":
            return None
        card = self.cards.get(place.row)
        if card is None:
            self.add_button.setFocus()
            return self.add_button
        card.text.setFocus()
        return card
