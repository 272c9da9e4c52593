"""The panel 追溯: what stands behind one figure, group by group; Enter leads on, to a page or to a file.

It stays open beside the window and follows the draft.
"""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from eduduty_desktop.draft import Key
from eduduty_desktop.errors import UserError
from eduduty_desktop.workspace.causes import History
from eduduty_desktop.workspace.session import Applied, Session
from eduduty_desktop.workspace.tracing import Trace, in_text, trace

SIZE = QSize(640, 560)
LINES_OF_WHOLE = 3
LABEL_EMS = 13
_ROW = Qt.ItemDataRole.UserRole
NO_PROOF = "这一项没有登记佐证材料"
NO_HISTORY = "没有改动记录（新建或样例带来的数，没有逐次的记录）"
NOT_PRINTED = "正文和附表里都没有"


@dataclass(frozen=True, slots=True)
class Row:
    """What a line of the panel leads to: another figure, a page, or a document's file."""

    whole: str
    key: Key | None = None
    node: str = ""
    evidence: str = ""

    @property
    def verb(self) -> str:
        return "追溯这个数" if self.key else "打开文件" if self.evidence else "转到" if self.node else ""


class TracePanel(QDialog):
    """Shows one figure at a time and remembers the way back."""

    node_requested = Signal(str)
    evidence_requested = Signal(str)  # a document's id
    print_requested = Signal(str, str)  # title, text

    def __init__(
        self, session: Session, history: History, complain: Callable[[UserError], None], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._history = history
        self._complain = complain
        self._way: list[Key] = []
        self.found: Trace | None = None
        self.setWindowTitle("追溯")
        self.resize(SIZE)
        self.title = QLabel()
        self.title.setProperty("role", "heading")
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        self.title.setWordWrap(True)
        self.value = QLabel()
        self.value.setProperty("role", "figure")
        self.value.setTextFormat(Qt.TextFormat.PlainText)
        self.value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.tree = self._make_tree()
        self.whole = QPlainTextEdit()
        self.whole.setReadOnly(True)
        self.whole.setTabChangesFocus(True)
        self.whole.setAccessibleName("所选的一行")
        self.whole.setFixedHeight(self.fontMetrics().lineSpacing() * LINES_OF_WHOLE + 16)
        self.back = self._button("返回上一个数", self.go_back, "Alt+←")
        self.lead = self._button("转到", self.follow, "Enter")
        self.copy = self._button("复制全部", self.copy_all, "Ctrl+Shift+C")
        self.paper = self._button("打印…", self._print, "Ctrl+P")
        self.close_button = self._button("关闭", self.reject, "Esc")
        self._arrange()
        for keys, run in (("Alt+Left", self.go_back), ("Ctrl+Shift+C", self.copy_all), ("Ctrl+P", self._print)):
            QShortcut(QKeySequence(keys), self, run)
        self._unsubscribe = session.subscribe(self._note)
        self.destroyed.connect(self._unsubscribe)

    def show_key(self, key: Key) -> None:
        """Trace a figure; the one shown before is a step back."""
        if self.found is not None and self.found.key != key:
            self._way.append(self.found.key)
        self._session.seal()
        self._show(key)

    def go_back(self) -> None:
        """The figure that was traced before."""
        if self._way:
            self._show(self._way.pop())

    def follow(self) -> None:
        """Go where the current line leads."""
        row = self._current()
        if row is None:
            return
        if row.key is not None:
            self.show_key(row.key)
        elif row.evidence:
            self.evidence_requested.emit(row.evidence)
        elif row.node:
            self.node_requested.emit(row.node)

    def copy_all(self) -> None:
        """Put the whole on the clipboard as plain text."""
        if self.found is not None:
            QGuiApplication.clipboard().setText(in_text(self.found))

    # inside ----------------------------------------------------------------------------------------------

    def _show(self, key: Key) -> None:
        try:
            changes = self._history(key)
        except UserError as error:
            self._complain(error)
            changes = []
        self.found = trace(self._session.draft, key, changes)
        self._fill(self.found)

    def _note(self, applied: Applied) -> None:
        """The figure may have changed, or what hangs on it; while somebody types it waits for the end."""
        if self.isVisible() and self.found is not None and applied.source != "type":
            self._show(self.found.key)

    def _print(self) -> None:
        if self.found is not None:
            self.print_requested.emit(f"{self.found.title}的来历", in_text(self.found))

    def _fill(self, found: Trace) -> None:
        place = self._place()
        self.setWindowTitle(f"追溯：{found.title}")
        self.title.setText(found.title)
        self.value.setText(found.value)
        self.value.setAccessibleName(f"{found.title}：{found.value}")
        self.tree.clear()
        self._group("来历", [(fact.label, fact.text, Row(fact.text)) for fact in found.facts])
        rows = [("公式", found.formula, Row(found.formula))] if found.formula else []
        rows += [(part.title, part.value, Row(f"{part.title}：{part.value}", key=part.key)) for part in found.parts]
        self._group("由什么算出", rows)
        self._group("标准与结论", [(fact.label, fact.text, Row(fact.text)) for fact in found.standard])
        steps = [(step.at, f"{step.who}　{step.how}　{step.old} → {step.new}") for step in found.history]
        self._group("填报经过", [(at, text, Row(f"{at}　{text}")) for at, text in steps], NO_HISTORY)
        printed = [
            (
                one.where,
                one.text,
                Row(f"{one.where}{'（由它算出）' if one.is_derived else ''}：{one.text}", node=one.node),
            )
            for one in found.printed
        ]
        self._group("印在哪里", printed, NOT_PRINTED)
        proofs = []
        for proof in found.proofs:
            pages = f"　页码 {proof.pages}" if proof.pages else ""
            said = f"{proof.title}{pages}　{proof.remark}"
            whole = f"{proof.number}　{said}" + (f"\n文件：{proof.file}" if proof.file else "\n没有电子文件，请看实物")
            proofs.append((proof.number, said, Row(whole, evidence=proof.row if proof.file else "")))
        self._group("佐证材料", proofs, NO_PROOF)
        self.tree.expandAll()
        self._choose(*place)
        self.back.setEnabled(bool(self._way))

    def _group(self, title: str, rows: list[tuple[str, str, Row]], nothing: str = "") -> None:
        if not rows and not nothing:
            return
        head = QTreeWidgetItem(self.tree, [title])
        head.setFirstColumnSpanned(True)
        font = self.tree.font()
        font.setBold(True)
        head.setFont(0, font)
        if not rows:
            rows = [("", nothing, Row(nothing))]
        for label, text, row in rows:
            item = QTreeWidgetItem(head, [label, text.replace("\n", " ")])
            item.setData(0, _ROW, row)
            item.setData(0, Qt.ItemDataRole.AccessibleTextRole, f"{title}，{label} {text}")
            item.setToolTip(1, row.whole)

    def _place(self) -> tuple[str, int]:
        """The group of the current line, and its place in it."""
        at: QTreeWidgetItem | None = self.tree.currentItem()
        head: QTreeWidgetItem | None = at.parent() if at is not None else None
        return ("", 0) if at is None or head is None else (head.text(0), head.indexOfChild(at))

    def _choose(self, group: str, at: int) -> None:
        """The line that was current before, else the first."""
        heads = [self.tree.topLevelItem(n) for n in range(self.tree.topLevelItemCount())]
        head = next((one for one in heads if one is not None and one.text(0) == group), heads[0] if heads else None)
        if head is not None:
            self.tree.setCurrentItem(head.child(min(at, head.childCount() - 1)))

    def _current(self) -> Row | None:
        item: QTreeWidgetItem | None = self.tree.currentItem()
        row = item.data(0, _ROW) if item is not None else None
        return row if isinstance(row, Row) else None

    def _show_current(self) -> None:
        row = self._current()
        self.whole.setPlainText(row.whole if row is not None else "")
        verb = row.verb if row is not None else ""
        self.lead.setText(verb or "转到")
        self.lead.setEnabled(bool(verb))

    # building --------------------------------------------------------------------------------------------

    def _make_tree(self) -> QTreeWidget:
        tree = QTreeWidget()
        tree.setColumnCount(2)
        tree.setHeaderHidden(True)
        tree.setAccessibleName("这个数的来历和去处")
        tree.setProperty("role", "rows")
        tree.setUniformRowHeights(True)
        tree.setRootIsDecorated(False)
        tree.setIndentation(16)
        tree.setAllColumnsShowFocus(True)
        tree.setItemsExpandable(False)
        tree.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        tree.setTextElideMode(Qt.TextElideMode.ElideRight)
        header = tree.header()
        header.setStretchLastSection(True)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Interactive)
        header.resizeSection(0, LABEL_EMS * tree.fontMetrics().horizontalAdvance("字"))
        tree.currentItemChanged.connect(lambda *_: self._show_current())
        tree.itemActivated.connect(lambda *_: self.follow())
        return tree

    def _button(self, text: str, run: Callable[[], object], keys: str) -> QPushButton:
        button = QPushButton(text)
        button.setAutoDefault(False)
        button.setToolTip(f"{text}（{keys}）")
        button.clicked.connect(lambda: run())
        return button

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(8)
        for widget in (self.title, self.value):
            column.addWidget(widget)
        column.addWidget(self.tree, 1)
        column.addWidget(self.whole)
        line = QHBoxLayout()
        line.addWidget(self.back)
        line.addWidget(self.lead)
        line.addStretch(1)
        for button in (self.copy, self.paper, self.close_button):
            line.addWidget(button)
        column.addLayout(line)
