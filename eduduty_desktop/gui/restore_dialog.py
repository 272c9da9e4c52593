"""恢复备份: the backups of one draft, what each differs in from now, and the two ways to have one back."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QSplitter,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from eduduty_desktop.draft import Draft
from eduduty_desktop.errors import UserError
from eduduty_desktop.gui.room import resize_within

if TYPE_CHECKING:
    from eduduty_desktop.store import Backup
    from eduduty_desktop.workspace.differences import Difference

AS_NEW, REPLACE = "new", "replace"
NO_BACKUPS = (
    "这份自评稿还没有备份。\n\n打开后有改动，程序会在打开时和每半小时各留一份，核对无误才算数；"
    "保留最近一天的全部，以及 12 天、10 周、9 个月的各一份。"
)
BACKUP_COLUMNS = ("备份时间", "原因", "大小")
DIFFERENCE_COLUMNS = ("位置", "备份里", "现在")
_BACKUP = Qt.ItemDataRole.UserRole
_SHORT = 120  # characters of a text in the list; the tooltip has more
_LONG = 1200
Compare = Callable[[Path, Draft], "Sequence[Difference]"]


class RestoreDialog(QDialog):
    """Asks which backup and how; restores nothing itself.  `now` is None where the file cannot be read."""

    def __init__(
        self,
        path: Path,
        backups: "Sequence[Backup]",
        now: Draft | None,
        compare: Compare,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("恢复备份")
        resize_within(self, 900, 520)
        self._path = path
        self._now = now
        self._compare = compare
        self._known: dict[Path, str | Sequence[Difference]] = {}
        self.action = ""
        self.list = self._make_list(backups)
        self.said = QLabel()
        self.said.setWordWrap(True)
        self.said.setProperty("role", "heading")
        self.differences = self._make_differences()
        self.as_new = _button("恢复为新文件…", "另存成一个新文件再打开，现在的文件不动")
        self.replace = _button("用它替换现在的…", "现在的文件改名留在旁边，不会丢")
        self.cancel = _button("取消", "什么都不做（Esc）")
        self.as_new.clicked.connect(lambda: self._choose(AS_NEW))
        self.replace.clicked.connect(lambda: self._choose(REPLACE))
        self.cancel.clicked.connect(self.reject)
        self.as_new.setDefault(True)
        self._arrange(bool(backups))
        self.list.currentItemChanged.connect(lambda *_: self._show_difference())
        if backups:
            self.list.setCurrentIndex(self.list.model().index(0, 0))
            self.list.setFocus()
        self._show_difference()

    @property
    def backup(self) -> "Backup | None":
        """The backup that is marked."""
        item: QTreeWidgetItem | None = self.list.currentItem()
        return None if item is None else item.data(0, _BACKUP)

    def _choose(self, action: str) -> None:
        self.action = action
        self.accept()

    def _show_difference(self) -> None:
        backup = self.backup
        self.differences.clear()
        self.as_new.setEnabled(backup is not None)
        self.replace.setEnabled(backup is not None)
        if backup is None:
            self.said.setText("")
            return
        found = self._found(backup)
        if isinstance(found, str):
            self.said.setText(found)
            self.differences.hide()
            return
        words = f"与现在相比，有 {len(found)} 处不同：" if found else "与现在的内容完全相同。"
        self.said.setText(words)
        self.differences.setVisible(bool(found))
        for one in found:
            title = one.place if one.table in one.place else f"{one.table}　{one.place}"
            texts = (title, one.old or "（没有）", one.new or "（没有）")
            item = QTreeWidgetItem(self.differences, [_cut(text, _SHORT) for text in texts])
            for column, text in enumerate(texts):
                item.setToolTip(column, _cut(text, _LONG, one_line=False))
            item.setData(0, Qt.ItemDataRole.AccessibleTextRole, "{}，备份里：{}，现在：{}".format(*texts))

    def _found(self, backup: "Backup") -> "str | Sequence[Difference]":
        if self._now is None:
            return "现在的文件打不开，不能比较。"
        if backup.path not in self._known:
            try:
                self._known[backup.path] = self._compare(backup.path, self._now)
            except UserError as error:
                self._known[backup.path] = f"这一份备份读不出来：{error.message}"
        return self._known[backup.path]

    # building --------------------------------------------------------------------------------------------

    def _make_list(self, backups: "Sequence[Backup]") -> QTreeWidget:
        tree = _tree(BACKUP_COLUMNS, "备份")
        for backup in backups:
            moment = backup.at.astimezone()
            texts = [f"{moment:%Y-%m-%d %H:%M:%S}", backup.reason.words, size_text(backup.bytes)]
            item = QTreeWidgetItem(tree, texts)
            item.setData(0, _BACKUP, backup)
            elsewhere = "" if backup.origin == self._path else f"，原文件在“{backup.origin}”"
            item.setToolTip(0, f"{texts[0]} {texts[1]}{elsewhere}")
            item.setData(0, Qt.ItemDataRole.AccessibleTextRole, f"{texts[0]}，{texts[1]}，{texts[2]}{elsewhere}")
            item.setTextAlignment(2, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        tree.header().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        tree.header().setStretchLastSection(True)
        return tree

    def _make_differences(self) -> QTreeWidget:
        tree = _tree(DIFFERENCE_COLUMNS, "与现在的差别")
        tree.header().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        tree.header().setStretchLastSection(True)
        tree.setColumnWidth(0, 250)
        tree.setColumnWidth(1, 150)
        return tree

    def _arrange(self, some: bool) -> None:
        name = QLabel(f"“{self._path.name}”的备份")
        name.setProperty("role", "title")
        name.setWordWrap(True)
        note = QLabel(NO_BACKUPS if not some else f"备份在本机，不在U盘上。文件位置：{self._path.parent}")
        note.setProperty("role", "muted")
        note.setWordWrap(True)
        right = QWidget()
        side = QVBoxLayout(right)
        side.setContentsMargins(8, 0, 0, 0)
        side.addWidget(self.said)
        side.addWidget(self.differences, 1)
        side.addStretch(0)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.addWidget(self.list)
        split.addWidget(right)
        split.setStretchFactor(1, 1)
        split.setSizes([304, 576])
        split.setVisible(some)
        row = QHBoxLayout()
        row.addStretch(1)
        for button in (self.as_new, self.replace, self.cancel):
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(8)
        column.addWidget(name)
        column.addWidget(note)
        column.addWidget(split, 1)
        if not some:
            column.addStretch(1)
        column.addLayout(row)


def size_text(size: int) -> str:
    """`96 KB`, `1.2 MB`."""
    return f"{size / 1024:.0f} KB" if size < 1024 * 1024 else f"{size / 1024 / 1024:.1f} MB"


def _cut(text: str, length: int, *, one_line: bool = True) -> str:
    text = " ".join(text.split()) if one_line else text
    return text if len(text) <= length else f"{text[:length]}…"


def _tree(columns: tuple[str, ...], name: str) -> QTreeWidget:
    tree = QTreeWidget()
    tree.setHeaderLabels(list(columns))
    tree.setAccessibleName(name)
    tree.setProperty("role", "rows")
    tree.setRootIsDecorated(False)
    tree.setUniformRowHeights(True)
    tree.setAlternatingRowColors(True)
    tree.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    return tree


def _button(text: str, tip: str) -> QPushButton:
    button = QPushButton(text)
    button.setToolTip(tip)
    return button
