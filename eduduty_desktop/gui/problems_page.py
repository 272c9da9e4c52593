"""存在问题: every problem of the draft in one table; a row leads to the point where it is edited."""

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QLabel, QTableView, QVBoxLayout, QWidget

from eduduty_desktop.draft.records import Problem
from eduduty_desktop.gui.outline_model import title_of
from eduduty_desktop.workspace.session import Applied, Session

COLUMNS = ("存在的问题", "测评点", "来源", "整改措施", "责任单位", "期限", "销号")
SHARES = (24, 18, 10, 22, 12, 11, 9)
EMPTY = (
    "还没有登记存在的问题。\n\n请在有关测评点的“存在问题与整改”里登记：有未达标的数据、上年反馈或自查发现的，"
    "都应写明问题、措施、责任单位和期限。登记后汇总在这里，报告的“存在的问题”和“下一步工作打算”两章由此生成。"
)
NODE = Qt.ItemDataRole.UserRole


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

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        title = QLabel("存在问题")
        title.setProperty("role", "title")
        note = QLabel("全部问题和整改措施的台账。双击或按 Enter 到所在的测评点修改。")
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
        for widget in (title, note, self._empty):
            column.addWidget(widget)
        column.addWidget(self.table, 1)
        self._room = QWidget()
        column.addWidget(self._room, 1)
        session.subscribe(self._note)
        self.refresh()

    def refresh(self) -> None:
        """Read the problems anew."""
        problems: list[Problem] = sorted(self._session.draft.rows("problems").values(), key=lambda p: p.order)
        self.model.clear()
        self.model.setHorizontalHeaderLabels(list(COLUMNS))
        for problem in problems:
            self.model.appendRow(self._row(problem))
        self.table.share_width()
        self.table.resizeRowsToContents()
        self.table.setVisible(bool(problems))
        self._empty.setVisible(not problems)
        self._room.setVisible(not problems)

    def _row(self, problem: Problem) -> list[QStandardItem]:
        framework = self._session.draft.framework
        points = [point for point in problem.points if point in framework.nodes]
        closed = sum(remedy.closed for remedy in problem.remedies)
        texts = (
            problem.text,
            "、".join(title_of(framework, point) for point in points),
            problem.source,
            "；".join(remedy.text for remedy in problem.remedies),
            "、".join(dict.fromkeys(remedy.owner for remedy in problem.remedies if remedy.owner)),
            "\n".join(dict.fromkeys(remedy.deadline for remedy in problem.remedies if remedy.deadline)),
            f"{closed}/{len(problem.remedies)}" if problem.remedies else "无措施",
        )
        items = [QStandardItem(text) for text in texts]
        for item in items:
            item.setData(points[0] if points else "", NODE)
        return items

    def _choose(self, index: QModelIndex) -> None:
        if index.data(NODE):
            self.node_requested.emit(index.data(NODE))

    def _note(self, applied: Applied) -> None:
        if any(change.key.table == "problems" for change in applied.changes):
            self.refresh()
