"""存在问题: every problem of the draft in one table; a row leads to the point where it is edited."""

import msgspec
from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QTableView, QVBoxLayout, QWidget

from eduduty_desktop.document.rectification import problems_of, source_words, summary
from eduduty_desktop.draft import Key
from eduduty_desktop.draft.records import Problem
from eduduty_desktop.draft.rectification import standing_of
from eduduty_desktop.gui.labels import wrapped
from eduduty_desktop.gui.outline_model import title_of
from eduduty_desktop.gui.point.evidence_choice import ChoicePopup, point_options
from eduduty_desktop.workspace.session import Applied, Session

COLUMNS = ("存在的问题", "测评点", "来源", "整改措施", "责任单位", "进展佐证", "销号")
SHARES = (19, 14, 14, 18, 13, 13, 13)
NO_POINT = "（双击选测评点）"
EMPTY = (
    "还没有登记存在的问题。\n\n请在有关测评点的“存在问题与整改”里登记：有未达标的数据、上年反馈或自查发现的，"
    "都应写明问题、措施、责任单位和期限。登记后汇总在这里，报告的“存在的问题”和“下一步工作打算”两章由此生成。"
)
NODE, ROW = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1


class _Ledger(QTableView):
    """As wide as the page: the texts get most of it."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.share_width()

    def share_width(self) -> None:
        """Give each column its part of the width."""
        room = left = self.viewport().width()
        for place, share in enumerate(SHARES):
            width = room * share // sum(SHARES) if place < len(SHARES) - 1 else left
            self.setColumnWidth(place, width)
            left -= width


class ProblemsPage(QWidget):
    """The ledger; problems are written on the pages of their points."""

    node_requested = Signal(str)
    feedback_asked = Signal()
    ledger_asked = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        title = QLabel("存在问题")
        title.setProperty("role", "title")
        note = QLabel("全部问题：从上年反馈、今年整改到佐证、销号。双击或按 Enter 到所在的测评点修改。")
        note.setProperty("role", "muted")
        self._empty = QLabel(EMPTY)
        self._empty.setProperty("role", "muted")
        self._empty.setWordWrap(True)
        self.model = QStandardItemModel(self)
        self.table = _Ledger()
        self.table.setModel(self.model)
        self.table.setAccessibleName("问题台账")
        self.table.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.table.setProperty("role", "rows")
        self.table.setWordWrap(True)
        self.table.verticalHeader().hide()
        header = self.table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        header.setMinimumSectionSize(24)
        fitting = QTimer(self)  # once for all columns that change their width together
        fitting.setSingleShot(True)
        fitting.timeout.connect(self.table.resizeRowsToContents)
        header.sectionResized.connect(lambda: fitting.start())
        self.table.activated.connect(self._choose)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(8)
        column.addLayout(self._head(title))
        self.summary = wrapped()
        for widget in (note, self.summary, self._empty):
            column.addWidget(widget)
        column.addWidget(self.table, 1)
        self._room = QWidget()
        column.addWidget(self._room, 1)
        session.subscribe(self._note)
        self.refresh()

    def refresh(self) -> None:
        """Read the problems anew."""
        draft = self._session.draft
        problems = problems_of(draft)
        self.summary.setText(f"{summary(draft)}。" if problems else "")
        self.summary.setVisible(bool(problems))
        self.model.clear()
        self.model.setHorizontalHeaderLabels(list(COLUMNS))
        for row, problem in problems:
            self.model.appendRow(self._row(row, problem))
        self.table.share_width()
        self.table.resizeRowsToContents()
        self.table.setVisible(bool(problems))
        self._empty.setVisible(not problems)
        self._room.setVisible(not problems)

    def _row(self, row: str, problem: Problem) -> list[QStandardItem]:
        framework = self._session.draft.framework
        points = [point for point in problem.points if point in framework.nodes]
        known = {row for row, _ in self._session.draft.rows("evidence")}
        proofs = {row for remedy in problem.remedies for row in remedy.evidence if row in known}
        texts = (
            problem.text,
            "、".join(title_of(framework, point) for point in points) or NO_POINT,
            source_words(problem),
            "；".join(remedy.text for remedy in problem.remedies),
            "\n".join(_each(*(word for remedy in problem.remedies for word in (remedy.owner, remedy.deadline)))),
            "\n".join(
                _each(*(remedy.progress for remedy in problem.remedies), f"佐证 {len(proofs)} 份" if proofs else "")
            ),
            closed_words(problem),
        )
        items = [QStandardItem(text) for text in texts]
        for item in items:
            item.setData(points[0] if points else "", NODE)
            item.setData(row, ROW)
        return items

    def _head(self, title: QLabel) -> QHBoxLayout:
        """The page's title, and what comes in from above and goes out as a ledger."""
        feedback, ledger = QPushButton("导入反馈…"), QPushButton("导出台账…")
        feedback.setToolTip("把上级反馈的问题清单（Excel、Word 表格）登记为存在问题")
        ledger.setToolTip("问题、整改措施、进展、佐证、销号情况，存成 Excel 或 Word")
        feedback.setEnabled(not self._session.read_only)
        feedback.clicked.connect(self.feedback_asked)
        ledger.clicked.connect(self.ledger_asked)
        line = QHBoxLayout()
        line.addWidget(title)
        line.addStretch(1)
        line.addWidget(feedback)
        line.addWidget(ledger)
        return line

    def _choose(self, index: QModelIndex) -> None:
        if index.data(NODE):
            self.node_requested.emit(index.data(NODE))
        elif not self._session.read_only:
            self.choice(index.data(ROW)).open_below(self.table)

    def choice(self, row: str) -> ChoicePopup:
        """The points to which a problem may be given that belongs to none: it came from a list, or the framework changed."""
        options = point_options(self._session.draft.framework, ())
        popup = ChoicePopup(options, "测评点", "没有相符的测评点，请换几个字。", self)
        popup.chosen.connect(lambda point: self.place(row, point))
        return popup

    def place(self, row: str, point: str) -> None:
        """Give a problem to a point."""
        key = Key("problems", row)
        problem: Problem | None = self._session.record(key)
        if problem is not None:
            self._session.edit([(key, msgspec.structs.replace(problem, points=(point,)))], label="问题归到测评点")

    def _note(self, applied: Applied) -> None:
        if any(change.key.table in ("problems", "evidence") for change in applied.changes):
            self.refresh()


def closed_words(problem: Problem) -> str:
    """`部分销号 1/2`, with the day of the last remedy that was closed."""
    if not problem.remedies:
        return "无措施"
    closed = sum(remedy.closed for remedy in problem.remedies)
    day = max((remedy.closed_on for remedy in problem.remedies if remedy.closed), default="")
    words = f"{standing_of(problem).value} {closed}/{len(problem.remedies)}"
    return f"{words}\n{day}" if day else words


def _each(*words: str) -> list[str]:
    """Every word once, in order."""
    return [word for word in dict.fromkeys(words) if word]
