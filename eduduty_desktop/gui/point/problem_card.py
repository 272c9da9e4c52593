"""One problem: text, source, linked metrics and points, remedies."""

from collections.abc import Callable
from datetime import date
from typing import Any

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QFrame, QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from eduduty_desktop.document.places import place_of
from eduduty_desktop.draft import Key
from eduduty_desktop.draft.assessment import year_of
from eduduty_desktop.draft.dates import is_deadline, read_day
from eduduty_desktop.draft.narrative import Link
from eduduty_desktop.draft.records import Evidence, Problem, Remedy
from eduduty_desktop.draft.rectification import FEEDBACK
from eduduty_desktop.gui.labels import set_role, wrapped
from eduduty_desktop.gui.point.block import GRID
from eduduty_desktop.gui.point.evidence_choice import ChoicePopup, Option, point_options
from eduduty_desktop.gui.point.fields import Binding, BoundChoice, BoundLine, BoundText
from eduduty_desktop.gui.point.header_block import title_of
from eduduty_desktop.gui.point.link_popup import LinkPopup
from eduduty_desktop.workspace.session import Session

SOURCES = ("自查", "上年反馈", "实地")
_CHIPS_A_ROW, _CHIP_CHARACTERS = 3, 12


class _Chips(QWidget):
    """What a problem is linked to, each with a cross, and a button for more."""

    def __init__(self, word: str, more: str, more_name: str, remove: Callable[[str], None]) -> None:
        super().__init__()
        self._remove = remove
        self._word = word
        self._shown: tuple[object, ...] = (None,)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(GRID // 2)
        self._grid.setColumnStretch(_CHIPS_A_ROW + 1, 1)
        self._chips: list[QPushButton] = []
        self.add = QPushButton(more)
        self.add.setProperty("role", "choice")
        self.add.setAccessibleName(more_name)
        label = QLabel(word)
        label.setMinimumWidth(label.fontMetrics().horizontalAdvance("涉及测评点"))
        self._grid.addWidget(label, 0, 0)

    def show_chips(self, chips: list[tuple[str, str, str]], *, fixed: bool = False) -> None:
        """Show links by id, words and explanation; `fixed` ones cannot be taken away."""
        wanted = (*chips, fixed)
        if wanted == self._shown:
            return
        self._shown = wanted
        for chip in self._chips:
            self._grid.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._chips = [self._chip(*chip, fixed=fixed) for chip in chips]
        for number, chip in enumerate([*self._chips, self.add]):
            self._grid.addWidget(chip, number // _CHIPS_A_ROW, number % _CHIPS_A_ROW + 1)

    def _chip(self, name: str, words: str, explanation: str, *, fixed: bool) -> QPushButton:
        short = words if len(words) <= _CHIP_CHARACTERS else f"{words[: _CHIP_CHARACTERS - 1]}…"
        button = QPushButton(short if fixed else f"{short} ✕")
        button.setProperty("role", "choice")
        button.setToolTip(explanation if fixed else f"不再关联“{explanation}”")
        button.setAccessibleName(f"{self._word}{words}" if fixed else f"移除{self._word}{words}")
        button.setEnabled(not fixed)
        button.clicked.connect(lambda: self._remove(name))
        return button


class ProblemCard(QFrame):
    """Fields of one problem, every one bound to its part of the record."""

    def __init__(self, session: Session, point: str, row: str, remove: Callable[[], None], parent: Any = None) -> None:
        super().__init__(parent)
        self._session = session
        self._point = point
        self.key = Key("problems", row)
        self.setProperty("role", "card")
        self.setFrameShape(QFrame.Shape.StyledPanel)
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID, GRID, GRID, GRID)
        column.setSpacing(GRID // 2)
        self.number = QLabel()
        self.number.setProperty("role", "label")
        self.source = BoundChoice(
            self._binding(_text_of("source"), _replace("source"), "选择问题来源"),
            "问题来源",
            [("来源未定", ""), *((word, word) for word in SOURCES)],
        )
        take_away = QPushButton("移除问题")
        take_away.setProperty("role", "choice")
        take_away.clicked.connect(remove)
        head = QHBoxLayout()
        head.addWidget(self.number)
        head.addWidget(self.source)
        head.addStretch(1)
        head.addWidget(take_away)
        self.text = BoundText(
            self._binding(_text_of("text"), _replace("text"), "填写存在问题"),
            "存在问题",
            "写清问题、差距和原因，例如：乡镇学校专任教师本科以上占比低于标准 3 个百分点",
        )
        column.addLayout(head)
        column.addWidget(self.text)
        column.addWidget(self._origin())
        self._metrics = _Chips("关联数据", "关联数据…", "关联一项数据", self._unlink)
        self._points = _Chips("涉及测评点", "也涉及…", "也涉及另一个测评点", self._leave)
        self._metrics.add.clicked.connect(self._choose_metric)
        self._points.add.clicked.connect(self._choose_point)
        column.addWidget(self._metrics)
        column.addWidget(self._points)
        self._remedies = QVBoxLayout()
        self._remedies.setSpacing(GRID // 2)
        column.addLayout(self._remedies)
        self.add_remedy_button = QPushButton("添加整改措施")
        self.add_remedy_button.setProperty("role", "choice")
        self.add_remedy_button.clicked.connect(self.add_remedy)
        column.addWidget(self.add_remedy_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.rows: list[RemedyRow] = []
        self._show_links()
        self._arrange()

    def _origin(self) -> QWidget:
        """Who named the problem and since when it stands; shown for what is not this year's own finding."""
        self.feedback = BoundLine(
            self._binding(_text_of("feedback"), _replace("feedback"), "填写反馈文件"),
            "反馈的文件和条号",
            "反馈的文件和条号，如 ×教督函〔2025〕3号 第2条",
        )
        self.since = BoundLine(
            self._binding(_text_of("since"), _replace("since"), "填写起始年度"), "起始年度", "如 2023"
        )
        self.since.setMaximumWidth(12 * GRID)
        self.origin = QWidget()
        line = QHBoxLayout(self.origin)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(GRID)
        line.addWidget(QLabel("反馈文件"))
        line.addWidget(self.feedback, 1)
        line.addWidget(QLabel("起始年度"))
        line.addWidget(self.since)
        self._show_origin()
        return self.origin

    def _show_origin(self) -> None:
        problem = self.problem()
        self.origin.setVisible(bool(problem.source == FEEDBACK or problem.feedback or problem.since))

    def problem(self) -> Problem:
        found: Problem | None = self._session.record(self.key)
        return found or Problem()

    def set_number(self, number: int) -> None:
        self.number.setText(f"问题 {number}")

    def _binding(self, read: Callable[[Any], str], write: Callable[[Any, str], Problem], label: str) -> Binding:
        return Binding(self._session, self.key, read, write, label)

    def _edit(self, label: str, **fields: Any) -> None:
        self._session.edit([(self.key, msgspec.structs.replace(self.problem(), **fields))], label=label)

    # linked metrics and points ---------------------------------------------------------------------------

    def _show_links(self) -> None:
        framework = self._session.draft.framework
        problem = self.problem()
        labels = {m: framework.metrics[m].printed_label if m in framework.metrics else m for m in problem.metrics}
        self._metrics.show_chips([(name, label, label) for name, label in labels.items()])
        self._points.show_chips(
            [
                (p, place_of(framework, p) or p, title_of(framework, p)[1] if p in framework.nodes else p)
                for p in problem.points
            ],
            fixed=len(problem.points) < 2,
        )

    def _choose_metric(self) -> None:
        button = self._metrics.add
        popup = LinkPopup(self._session, self._point, self, forms=False)
        popup.chosen.connect(self.link)
        popup.open_at(button.mapToGlobal(button.rect().bottomLeft()))

    def link(self, link: Link) -> None:
        """Note that the problem is about a metric."""
        if link.metric not in self.problem().metrics:
            self._edit("关联问题的数据", metrics=(*self.problem().metrics, link.metric))

    def _unlink(self, name: str) -> None:
        self._edit("移除问题的关联数据", metrics=tuple(m for m in self.problem().metrics if m != name))

    def _choose_point(self) -> None:
        options = point_options(self._session.draft.framework, self.problem().points)
        popup = ChoicePopup(options, "测评点", "没有相符的测评点，请换几个字。", self)
        popup.chosen.connect(self.touch)
        popup.open_below(self._points.add)

    def touch(self, point: str) -> None:
        """Note that the problem touches another point too."""
        if point not in self.problem().points:
            self._edit("关联问题的测评点", points=(*self.problem().points, point))

    def _leave(self, point: str) -> None:
        left = tuple(each for each in self.problem().points if each != point)
        if left:
            self._edit("移除问题的测评点", points=left)

    # remedies --------------------------------------------------------------------------------------------

    def add_remedy(self) -> None:
        """A new, empty remedy, ready to be typed."""
        self._edit("添加整改措施", remedies=(*self.problem().remedies, Remedy()))
        self.rows[-1].fields[0].setFocus()

    def remove_remedy(self, number: int) -> None:
        self._edit("移除整改措施", remedies=tuple(r for i, r in enumerate(self.problem().remedies) if i != number))
        self.add_remedy_button.setFocus()

    def _arrange(self) -> None:
        while len(self.rows) > len(self.problem().remedies):
            row = self.rows.pop()
            self._remedies.removeWidget(row)
            row.hide()
            row.deleteLater()
        while len(self.rows) < len(self.problem().remedies):
            number = len(self.rows)
            row = RemedyRow(self, self._session, number)
            row.removed.clicked.connect(lambda _=False, number=number: self.remove_remedy(number))
            self.rows.append(row)
            self._remedies.addWidget(row)

    def refresh(self, keys: frozenset[Key]) -> None:
        if self.key not in keys:
            return
        self._show_links()
        self._arrange()
        self.text.refresh(keys)
        self.source.refresh(keys)
        self.feedback.refresh(keys)
        self.since.refresh(keys)
        self._show_origin()
        for row in self.rows:
            row.refresh(keys)


class RemedyRow(QFrame):
    """One remedy: text on the first line; owner, person, deadline, progress and 已销号 on the second."""

    def __init__(self, card: ProblemCard, session: Session, number: int) -> None:
        super().__init__(card)
        self._card = card
        self._session = session
        self._number = number
        self.setProperty("role", "remedy")
        grid = QGridLayout(self)
        grid.setContentsMargins(2 * GRID, 0, 0, GRID // 2)
        grid.setHorizontalSpacing(GRID)
        grid.setVerticalSpacing(GRID // 2)
        wanted = (
            ("text", "整改措施", "整改措施"),
            ("owner", "责任单位", "责任单位"),
            ("person", "责任人", "责任人"),
            ("deadline", "整改期限", "期限，如 2022-06"),
            ("progress", "整改进展", "进展"),
        )
        self.fields = [self._line(*field) for field in wanted]
        label = QLabel(f"措施 {number + 1}")
        label.setProperty("role", "label")
        grid.addWidget(label, 0, 0)
        grid.addWidget(self.fields[0], 0, 1, 1, 4)
        for column, field in enumerate(self.fields[1:], 1):
            grid.addWidget(field, 1, column)
        self.closed = QCheckBox("已销号")
        self.closed.setChecked(self._remedy().closed)
        self.closed.clicked.connect(self._close)
        self.removed = QPushButton("移除措施")
        self.removed.setProperty("role", "choice")
        grid.addWidget(self.removed, 0, 5)
        grid.addWidget(self.closed, 1, 5)
        for column, stretch in ((1, 4), (2, 2), (3, 3), (4, 4)):
            grid.setColumnStretch(column, stretch)
        self.warning = wrapped()
        set_role(self.warning, "error")
        grid.addWidget(self.warning, 2, 1, 1, 5)
        self.proof = _Chips("佐证", "选佐证材料…", f"措施 {number + 1} 选佐证材料", self._drop_proof)
        self.proof.add.clicked.connect(self._choose_proof)
        grid.addWidget(self.proof, 3, 1, 1, 5)
        self._show_proof()
        self.fields[3].editingFinished.connect(self._show_warning)
        self._show_warning()

    def _show_proof(self) -> None:
        """What proves the remedy, and the day of 销号."""
        remedy, draft = self._remedy(), self._session.draft
        known = [(row, draft.record(Key("evidence", row), Evidence).title or "未命名的材料") for row in remedy.evidence]
        self.proof.show_chips([(row, title, title) for row, title in known])
        self.closed.setText(f"已销号 {remedy.closed_on}".strip() if remedy.closed else "已销号")

    def _choose_proof(self) -> None:
        rows: dict[tuple[str, str], Evidence] = dict(self._session.draft.rows("evidence"))
        options = [
            Option(row, (one.title or "未命名的材料", one.document_number))
            for (row, _), one in rows.items()
            if row not in self._remedy().evidence
        ]
        popup = ChoicePopup(options, "佐证材料", "没有相符的材料；请先在“佐证材料”里登记。", self)
        popup.chosen.connect(self.prove)
        popup.open_below(self.proof.add)

    def prove(self, row: str) -> None:
        """Note that a document proves that the remedy was done."""
        self._prove_with((*self._remedy().evidence, row), "选整改佐证材料")

    def _drop_proof(self, row: str) -> None:
        self._prove_with(tuple(one for one in self._remedy().evidence if one != row), "移除整改佐证材料")

    def _prove_with(self, evidence: tuple[str, ...], label: str) -> None:
        problem = _with_remedy(self._card.problem(), self._number, evidence=evidence)
        self._session.edit([(self._card.key, problem)], label=label)

    def _remedy(self) -> Remedy:
        remedies = self._card.problem().remedies
        return remedies[self._number] if self._number < len(remedies) else Remedy()

    def _line(self, field: str, name: str, placeholder: str) -> BoundLine:
        def read(problem: Problem | None) -> str:
            known = problem.remedies if problem else ()
            return getattr(known[self._number], field) if self._number < len(known) else ""

        def write(problem: Problem | None, text: str) -> Problem:
            return _with_remedy(problem or Problem(), self._number, **{field: text})

        binding = Binding(self._session, self._card.key, read, write, f"填写{name}")
        return BoundLine(binding, f"措施 {self._number + 1} 的{name}", placeholder)

    def _close(self, closed: bool) -> None:
        day = date.today().isoformat() if closed else ""
        problem = _with_remedy(self._card.problem(), self._number, closed=closed, closed_on=day)
        self._session.edit([(self._card.key, problem)], label="整改销号" if closed else "取消销号")

    def refresh(self, keys: frozenset[Key]) -> None:
        for field in self.fields:
            field.refresh(keys)
        self.closed.setChecked(self._remedy().closed)
        self._show_proof()
        if not self.fields[3].hasFocus():  # nothing moves while it is being typed
            self._show_warning()

    def _show_warning(self) -> None:
        said = deadline_words(self._remedy(), year_of(self._session.draft))
        self.warning.setText(said)
        self.warning.setVisible(bool(said))


def deadline_words(remedy: Remedy, year: int | None) -> str:
    """What is wrong with a deadline; empty if nothing is, or none was given."""
    text = remedy.deadline.strip()
    if not text or remedy.closed:
        return ""
    day = read_day(text)
    if day is not None and year is not None and day.year < year:
        return f"✕ 期限“{text}”早于自评年度 {year} 年，请核对。"
    return "" if is_deadline(text) else f"✕ 期限“{text}”读不成日期，宜写成 2022-06 或 2022年6月底；长期的写“长期”。"


def _with_remedy(problem: Problem, number: int, **fields: Any) -> Problem:
    changed = [msgspec.structs.replace(r, **fields) if i == number else r for i, r in enumerate(problem.remedies)]
    return msgspec.structs.replace(problem, remedies=tuple(changed))


def _text_of(field: str) -> Callable[[Any], str]:
    return lambda problem: getattr(problem, field) if problem is not None else ""


def _replace(field: str) -> Callable[[Any, str], Problem]:
    return lambda problem, text: msgspec.structs.replace(problem or Problem(), **{field: text})
