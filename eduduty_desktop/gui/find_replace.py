"""查找和替换 over the whole draft: the words, the hits with what stands around them, one undo step a press.

In a draft for reading only it is 查找 alone.
"""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from eduduty_desktop.checks.wording import node_name
from eduduty_desktop.draft.cover_fields import COVER_FIELDS
from eduduty_desktop.gui.find_text import MOST_HITS, Field, Hit, Part, find, replaced
from eduduty_desktop.gui.outline_model import OTHER_TEXTS, OWN_PAGES
from eduduty_desktop.gui.point.theme import Theme
from eduduty_desktop.gui.room import resize_within
from eduduty_desktop.workspace.session import Applied, Session

_AFTER_MS = 150
_SIZE = (760, 340)
LINKED_TIP = "含关联数据，不替换。要改这个数，请到数据表里改，正文会跟着改。"


class _Before(QStyledItemDelegate):
    """What stands before a hit: where there is too much of it, the words nearest to the hit are shown."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        super().initStyleOption(option, index)
        option.textElideMode = Qt.TextElideMode.ElideLeft  # type: ignore[attr-defined]  # missing from the stubs


class FindReplace(QDialog):
    """Stays open beside the work; `chosen` tells of the hit that was picked."""

    chosen = Signal(object)  # Hit

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._hits: list[Hit] = []
        self._only_finds = bool(session.read_only)
        self.setWindowTitle("查找" if self._only_finds else "查找和替换")
        self.setModal(False)
        resize_within(self, *_SIZE)
        self.wanted = self._line("要查找的文字", "查找内容")
        self.by = self._line("替换成的文字，留空就是删去", "替换内容")
        self.any_width = QCheckBox("不分全角和半角(&W)")
        self.any_width.setChecked(True)
        self.hits = self._make_list()
        self.said = QLabel()
        self.said.setProperty("role", "muted")
        self.said.setWordWrap(True)
        self.next = self._button("下一处(&N)", "到下一处（Enter）")
        self.one = self._button("替换这一处(&R)", "替换列表里选中的这一处，再到下一处")
        self.all = self._button("全部替换(&A)", "一次替换全部，一次撤销也全部还原")
        shut = self._button("关闭", "关闭（Esc）")
        self.next.setDefault(True)
        self._arrange(shut)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_AFTER_MS)
        self._timer.timeout.connect(self.search)
        self.wanted.textChanged.connect(self._typed)
        self.any_width.toggled.connect(self.search)
        self.hits.currentItemChanged.connect(lambda: self._enable())
        self.hits.itemClicked.connect(lambda: self._tell())
        self.hits.itemActivated.connect(lambda: self._tell())
        self.next.clicked.connect(self.go_next)
        self.one.clicked.connect(self.replace_one)
        self.all.clicked.connect(self.replace_all)
        shut.clicked.connect(self.close)
        unsubscribe = session.subscribe(self._applied)
        self.destroyed.connect(lambda: unsubscribe())
        self._enable()

    def open_with(self, words: str) -> None:
        """Show the dialog, looking for some words if any are given."""
        if words:
            self.wanted.setText(words)
        self.search()
        if not self.isVisible():
            self._stand_aside()
        self.show()
        self.activateWindow()
        self.wanted.setFocus()
        self.wanted.selectAll()

    def _stand_aside(self) -> None:
        """At the lower right, where it hides the least of the text."""
        window = self.parentWidget()
        if window is not None:
            room = window.frameGeometry()
            self.move(room.right() - self.width() - 16, room.bottom() - self.height() - 48)

    def search(self) -> None:
        """List every hit; the one that was current stays so if it is still there."""
        self._timer.stop()
        at = self._current()
        self._hits = find(self._session.draft, self.wanted.text(), any_width=self.any_width.isChecked())
        self.hits.clear()
        self.hits.addTopLevelItems([self._item(hit) for hit in self._hits])
        if self._hits:
            self._go_to(min(max(0, at), len(self._hits) - 1))
        self.said.setText(self._summary())
        self._enable()

    def _typed(self, words: str) -> None:
        """The list follows in a moment; the buttons work at once."""
        self._timer.start()
        for button in (self.next, self.one, self.all):
            button.setEnabled(bool(words))

    def go_next(self) -> None:
        """Lead to the next hit, after the last to the first."""
        if self._timer.isActive():
            self.search()
        elif self._hits:
            self._go_to((self._current() + 1) % len(self._hits))
        self._tell()

    def replace_one(self) -> None:
        """Replace the current hit."""
        if self._timer.isActive():
            self.search()
        at = self._current()
        if 0 <= at < len(self._hits) and not self._hits[at].linked:
            self._replace([self._hits[at]])
            self._tell()

    def replace_all(self) -> None:
        """Replace every hit that holds no linked figure, in one step."""
        self.search()
        self._replace(self._hits)

    def _replace(self, hits: list[Hit]) -> None:
        free = [hit for hit in hits if not hit.linked]
        edits = replaced(self._session.draft, free, self.by.text())
        if edits:
            self._session.edit(edits, label=f"替换“{self.wanted.text()}” {len(free)} 处", cause="replaced")
        self.search()
        left = len(hits) - len(free)
        self.said.setText(
            f"已替换 {len(free)} 处。" + (f"{left} 处含关联数据，没有动。" if left else "") + "可用 Ctrl+Z 撤销。"
        )

    def _applied(self, applied: Applied) -> None:
        if self.isVisible() and applied.source != "edit":
            self._timer.start()

    def _current(self) -> int:
        return self.hits.indexOfTopLevelItem(self.hits.currentItem())

    def _go_to(self, row: int) -> None:
        item = self.hits.topLevelItem(row)
        if item is not None:
            self.hits.setCurrentItem(item)

    def _tell(self) -> None:
        at = self._current()
        if 0 <= at < len(self._hits):
            self.chosen.emit(self._hits[at])

    def _enable(self) -> None:
        at = self._current()
        self.next.setEnabled(bool(self._hits))
        self.one.setEnabled(0 <= at < len(self._hits) and not self._hits[at].linked)
        self.all.setEnabled(any(not hit.linked for hit in self._hits))

    def _summary(self) -> str:
        if not self.wanted.text():
            return "查找正文、正文标题、存在问题、整改措施和封面信息里的文字。"
        if not self._hits:
            return f"没有找到“{self.wanted.text()}”。"
        linked = sum(hit.linked for hit in self._hits)
        many = "，只列出前面的" if len(self._hits) == MOST_HITS else ""
        return f"共 {len(self._hits)} 处{many}" + (
            f"，其中 {linked} 处含关联数据，不会替换。" if linked and not self._only_finds else "。"
        )

    def _item(self, hit: Hit) -> QTreeWidgetItem:
        found = f"{hit.found}（关联）" if hit.linked else hit.found
        item = QTreeWidgetItem([self._where(hit.field), hit.before, found.replace("\n", "⏎"), hit.after])
        item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        font = QFont(self.hits.font())
        font.setBold(not hit.linked)
        item.setFont(2, font)
        item.setForeground(0, Theme.of(self.palette()).muted)
        if hit.linked:
            item.setForeground(2, Theme.of(self.palette()).muted)
            item.setToolTip(2, "" if self._only_finds else LINKED_TIP)
        item.setToolTip(0, self._where(hit.field))
        return item

    def _where(self, field: Field) -> str:
        row, framework = field.key.row, self._session.draft.framework
        if field.part is Part.COVER:
            return f"封面 {COVER_FIELDS[row]}"
        if field.key.table == "problems":
            return str(field.part)
        names = {**OTHER_TEXTS, **OWN_PAGES}
        return f"{field.part} {names[row] if row in names else node_name(framework, row)}"

    # building --------------------------------------------------------------------------------------------

    def _line(self, placeholder: str, name: str) -> QLineEdit:
        line = QLineEdit()
        line.setPlaceholderText(placeholder)
        line.setAccessibleName(name)
        line.setClearButtonEnabled(True)
        return line

    def _button(self, text: str, tip: str) -> QPushButton:
        button = QPushButton(text)
        button.setToolTip(tip)
        button.setAutoDefault(False)
        return button

    def _make_list(self) -> QTreeWidget:
        tree = QTreeWidget()
        tree.setAccessibleName("找到的地方")
        tree.setColumnCount(4)
        tree.setHeaderHidden(True)
        tree.setProperty("role", "rows")
        tree.setItemDelegateForColumn(1, _Before(tree))
        tree.setRootIsDecorated(False)
        tree.setUniformRowHeights(True)
        tree.setAllColumnsShowFocus(True)
        header = tree.header()
        header.setStretchLastSection(True)
        mode = QHeaderView.ResizeMode
        for column, how in enumerate((mode.Interactive, mode.Interactive, mode.ResizeToContents, mode.Stretch)):
            header.setSectionResizeMode(column, how)
        em = tree.fontMetrics().horizontalAdvance("字")
        tree.setColumnWidth(0, 14 * em)
        tree.setColumnWidth(1, 15 * em)
        return tree

    def _arrange(self, shut: QPushButton) -> None:
        fields = QGridLayout()
        fields.setHorizontalSpacing(8)
        lines = (
            [("查找(&F)", self.wanted)] if self._only_finds else [("查找(&F)", self.wanted), ("替换为(&P)", self.by)]
        )
        for row, (word, line) in enumerate(lines):
            label = QLabel(word)
            label.setBuddy(line)
            fields.addWidget(label, row, 0)
            fields.addWidget(line, row, 1)
        fields.addWidget(self.any_width, 0, 2)
        buttons = QHBoxLayout()
        buttons.addWidget(self.said, 1)
        for button in (self.next, shut) if self._only_finds else (self.next, self.one, self.all, shut):
            buttons.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(8)
        column.addLayout(fields)
        column.addWidget(self.hits, 1)
        column.addLayout(buttons)
