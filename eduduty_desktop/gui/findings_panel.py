"""The right panel 核验: what the checks found, grave ones first; a click or Enter leads to the field."""

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from eduduty_desktop.draft import Finding
from eduduty_desktop.gui.findings_delegate import FindingsDelegate
from eduduty_desktop.gui.findings_model import ROW, Counts, FindingRow, FindingsModel, rows_of
from eduduty_desktop.gui.grouped_tree import GroupedTree
from eduduty_desktop.gui.look import Look
from eduduty_desktop.workspace.session import Session

EMPTY_PAGE = "本项没有发现问题。\n\n选“全部”可看其他各项。"
EMPTY_ALL = "核验没有发现问题。\n\n填写数据和正文时会自动核验，发现的问题列在这里，点一下就到所在的栏目。"


class FindingsPanel(QFrame):
    """Findings of the page shown, or of the whole draft."""

    finding_chosen = Signal(object)  # Finding: lead me there
    waiver_asked = Signal(object)  # FindingRow: let it stand, or no longer
    manual_asked = Signal(str)  # code of a check
    filter_changed = Signal(bool)  # whether only the page shown

    def __init__(self, session: Session, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("findingsPanel")
        self._session = session
        self._findings: tuple[Finding, ...] = ()
        self._node = ""
        self._last = ""  # identity that F8 goes on from
        self._everything: list[FindingRow] = []
        self.counts = Counts()
        self.model = FindingsModel(self)
        self.only_page = self._choice("本项", "只列当前这一项的发现")
        self.all_pages = self._choice("全部", "列出整份自评稿的发现")
        self.all_pages.setChecked(True)
        self.fold = QPushButton("收起")
        self.fold.setProperty("role", "choice")
        self.fold.setToolTip("给填报页让出地方；点下面的错误、警告数，或按 F7、F8，再打开")
        self.fold.setAccessibleName("收起核验")
        self.fold.setAutoDefault(False)
        self.fold.hide()
        self._empty = self._make_empty()
        self.tree = self._make_tree(look)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._make_head())
        layout.addWidget(self._empty)
        layout.addWidget(self.tree, 1)
        layout.addWidget(self._make_foot(look))
        self._enable_buttons()

    def show_findings(self, findings: tuple[Finding, ...]) -> None:
        """Show these findings of the whole draft."""
        self._findings = findings
        self.refresh()

    @property
    def standing(self) -> list[Finding]:
        """Findings of the whole draft that no waiver covers."""
        return [row.finding for row in self._everything if not row.waived]

    def show_node(self, node: str) -> None:
        """Take note of the page shown; the list follows where it is limited to it."""
        self._node = node
        if self.only_page.isChecked():
            self.refresh()

    def show_only_page(self, only: bool) -> None:
        """Limit the list to the page shown, or not."""
        (self.only_page if only else self.all_pages).setChecked(True)

    @property
    def current(self) -> FindingRow | None:
        """The finding that is marked in the list."""
        row = self.tree.currentIndex().data(ROW) if self.tree.currentIndex().isValid() else None
        return row if isinstance(row, FindingRow) else None

    def step(self, by: int) -> FindingRow | None:
        """Go to the next finding (1) or the previous one (-1) and lead there; waived ones are passed over."""
        rows = [row for row in self.model.rows if not row.waived]
        if not rows:
            return None
        places = {row.finding.identity: place for place, row in enumerate(rows)}
        current = self.current
        at = places.get(current.finding.identity if current else self._last)
        if at is None:
            at = -1 if by > 0 else 0
        row = rows[(at + by) % len(rows)]
        self._mark(row)
        self.finding_chosen.emit(row.finding)
        return row

    def refresh(self) -> None:
        """Show the findings as they stand and are waived now."""
        framework, only = self._session.draft.framework, self._node if self.only_page.isChecked() else ""
        self._everything = rows_of(framework, self._findings, self._session.waived)
        self.counts = Counts.of(self._everything)
        rows = self._everything
        if only:
            rows = rows_of(framework, self._findings, self._session.waived, only=only)
        marked = self.current.finding.identity if self.current else ""
        open_groups = self.model.rowCount()
        self.model.show(rows)
        if self.model.rowCount() != open_groups or not self.tree.isExpanded(self.model.index(0)):
            self.tree.expandAll()
        if marked and self.current is None:
            self.tree.setCurrentIndex(self.model.index_of(marked))
        self._empty.setText(EMPTY_PAGE if only else EMPTY_ALL)
        self._empty.setVisible(not rows)
        self.tree.setVisible(bool(rows))
        self._enable_buttons()

    def _mark(self, row: FindingRow) -> None:
        self._last = row.finding.identity
        index = self.model.index_of(row.finding.identity)
        self.tree.setCurrentIndex(index)
        self.tree.scrollTo(index)

    def _choose(self, index: QModelIndex) -> None:
        row = index.data(ROW)
        if isinstance(row, FindingRow):
            self._last = row.finding.identity
            self.finding_chosen.emit(row.finding)

    def _ask_waiver(self) -> None:
        if self.current:
            self.waiver_asked.emit(self.current)

    def _ask_manual(self) -> None:
        self.manual_asked.emit(self.current.finding.code if self.current else "")

    def _enable_buttons(self) -> None:
        row = self.current
        self._waive.setEnabled(row is not None and not self._session.read_only)
        self._waive.setText("取消保留" if row and row.waived else "保留意见…")

    def _context_menu(self, position: object) -> None:
        if self.current is None:
            return
        menu = QMenu(self)
        menu.addAction("到所在栏目", lambda: self._choose(self.tree.currentIndex()))
        if self._waive.isEnabled():
            menu.addAction(self._waive.text(), self._ask_waiver)
        menu.addAction("查看说明", self._ask_manual)
        menu.popup(self.tree.viewport().mapToGlobal(position))  # type: ignore[call-overload]

    # building --------------------------------------------------------------------------------------------

    def _choice(self, text: str, tip: str) -> QPushButton:
        button = QPushButton(text)
        button.setCheckable(True)
        button.setProperty("role", "choice")
        button.setToolTip(tip)
        button.setAccessibleName(tip)
        button.setAutoDefault(False)
        return button

    def _make_head(self) -> QFrame:
        head = QFrame()
        head.setObjectName("panelHead")
        title = QLabel("核验")
        title.setProperty("role", "heading")
        layout = QHBoxLayout(head)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.setSpacing(4)
        layout.addWidget(title)
        layout.addStretch(1)
        group = QButtonGroup(self)
        for button in (self.only_page, self.all_pages):
            group.addButton(button)
            layout.addWidget(button)
        layout.addWidget(self.fold)
        self.only_page.toggled.connect(self.refresh)
        self.only_page.toggled.connect(self.filter_changed)
        return head

    def _make_empty(self) -> QLabel:
        label = QLabel(EMPTY_ALL)
        label.setProperty("role", "muted")
        label.setWordWrap(True)
        label.setAlignment(Qt.AlignmentFlag.AlignTop)
        label.setContentsMargins(8, 8, 8, 8)
        return label

    def _make_tree(self, look: Look) -> QTreeView:
        tree = GroupedTree("核验发现")
        tree.setModel(self.model)
        tree.setItemDelegate(FindingsDelegate(tree, look.colours))
        tree.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        tree.customContextMenuRequested.connect(self._context_menu)
        tree.clicked.connect(self._choose)
        tree.activated.connect(self._choose)
        tree.selectionModel().currentChanged.connect(lambda *_: self._enable_buttons())
        self._empty.hide()
        return tree

    def _make_foot(self, look: Look) -> QFrame:
        foot = QFrame()
        foot.setObjectName("panelFoot")
        self._waive = QPushButton(look.icons.named("waive"), "保留意见…")
        self._waive.setToolTip("说明理由后让这一条发现保留，不再妨碍报送稿；理由只在内部留存")
        self._waive.clicked.connect(self._ask_waiver)
        manual = QPushButton(look.icons.named("help"), "查看说明")
        manual.setToolTip("这一条核验查什么、怎么改（F1）")
        manual.clicked.connect(self._ask_manual)
        layout = QHBoxLayout(foot)
        layout.setContentsMargins(8, 4, 8, 4)
        layout.setSpacing(4)
        for button in (self._waive, manual):
            button.setProperty("role", "link")
            button.setAutoDefault(False)
            layout.addWidget(button)
        layout.addStretch(1)
        return foot
