"""The dialog 从上年自评稿滚动: which year and framework, where the new file goes, and what comes along."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from eduduty_desktop.draft import Draft
from eduduty_desktop.draft.assessment import year_of
from eduduty_desktop.draft.rolling import FATE_WORDS, Fate, Item, Roll
from eduduty_desktop.errors import UserError
from eduduty_desktop.framework import Framework
from eduduty_desktop.framework.wording import full_width
from eduduty_desktop.gui.labels import button_row, wrapped
from eduduty_desktop.gui.new_draft import file_name_of
from eduduty_desktop.gui.room import resize_within
from eduduty_desktop.workspace.rolling import plan_roll

_MEANINGS = {
    Fate.KEPT: "带到新的自评稿里",
    Fate.CLEARED: "不带，今年重新填",
    Fate.LOST: "新指标体系或上年栏里没有它的位置，请逐项核对",
}


@dataclass(frozen=True, slots=True)
class RollChoice:
    """What the dialog came to; `framework` None is last year's."""

    old: Path
    new: Path
    year: int
    framework: Framework | None


class RollDialog(QDialog):
    """Shows what a roll would do; does none of it itself."""

    def __init__(
        self,
        old: Draft,
        file: Path,
        frameworks: Sequence[Framework],
        folder: Path,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("从上年自评稿滚动")
        resize_within(self, 760, 620)
        self._old = old
        self._file = file
        self._frameworks = [framework for framework in frameworks if framework.id != old.framework.id]
        self._planned: Roll | None = None
        self.framework = QComboBox()
        self.framework.setMinimumContentsLength(24)
        self.framework.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.framework.addItem(f"沿用上年的：{full_width(old.framework.title)}")
        for framework in self._frameworks:
            self.framework.addItem(f"改用：{full_width(framework.title)}")
        self.year = QSpinBox()
        self.year.setRange(2000, 2099)
        self.year.setValue((year_of(old) or 2000) + 1)
        self.folder = QLineEdit(str(folder))
        self.browse = QPushButton("浏览…")
        self.browse.setAutoDefault(False)
        self.browse.clicked.connect(self._browse)
        self.name = wrapped()
        self.tree = QTreeWidget()
        self.tree.setHeaderLabels(["内容", "数量", "说明"])
        self.tree.setAccessibleName("带过来的内容")
        self.tree.setUniformRowHeights(True)
        self.tree.setProperty("role", "rows")
        self.tree.ensurePolished()  # rows are measured once, with their style
        self.told = wrapped("", "error")
        self.create_button = QPushButton("新建")
        self.create_button.setDefault(True)
        self.cancel = QPushButton("取消")
        self.create_button.clicked.connect(self.accept)
        self.cancel.clicked.connect(self.reject)
        self._arrange()
        self.framework.currentIndexChanged.connect(self.refresh)
        self.year.valueChanged.connect(self.refresh)
        self.folder.textChanged.connect(self._follow)
        self.refresh()
        self.year.setFocus()

    @property
    def choice(self) -> RollChoice:
        return RollChoice(self._file, self.path, self.year.value(), self._chosen)

    @property
    def path(self) -> Path:
        """Where the new file goes."""
        return Path(self.folder.text().strip()) / file_name_of(self._old.text("cover", "county"), self.year.value())

    @property
    def _chosen(self) -> Framework | None:
        at = self.framework.currentIndex()
        return self._frameworks[at - 1] if at > 0 else None

    def refresh(self) -> None:
        """Work out anew what would come along."""
        try:
            self._planned = plan_roll(self._old, self._file.name, self.year.value(), self._chosen)
            self._wrong = ""
        except UserError as error:
            self._planned = None
            self._wrong = f"{error.message}。{error.what_to_do}"
        self._fill(self._planned.items if self._planned is not None else ())
        self._follow()

    def _follow(self) -> None:
        self.name.setText(f"新文件：{self.path.name}　上年的文件不动。")
        wrong = self._wrong
        if not wrong and not self.folder.text().strip():
            wrong = "请选存放的文件夹。"
        elif not wrong and self.path.exists():
            wrong = f"文件夹里已有“{self.path.name}”。请换一个文件夹。"
        self.told.setText(wrong)
        self.told.setVisible(bool(wrong))
        self.create_button.setEnabled(not wrong)

    def _fill(self, items: Sequence[Item]) -> None:
        self.tree.clear()
        for fate in (Fate.LOST, Fate.KEPT, Fate.CLEARED):
            mine = [item for item in items if item.fate is fate]
            if not mine:
                continue
            group = QTreeWidgetItem(self.tree, [FATE_WORDS[fate], "", _MEANINGS[fate]])
            font = group.font(0)
            font.setBold(True)
            group.setFont(0, font)
            group.setExpanded(True)
            for item in mine:
                self._add(group, item)

    def _add(self, group: QTreeWidgetItem, item: Item) -> None:
        row = QTreeWidgetItem(group, [item.what, str(item.count), item.note])
        row.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row.setToolTip(2, item.note)
        for name in item.names:
            QTreeWidgetItem(row, [name]).setToolTip(0, name)

    def _browse(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, "选存放自评稿的文件夹", self.folder.text())
        if chosen:
            self.folder.setText(chosen)

    def _arrange(self) -> None:
        place = QHBoxLayout()
        place.addWidget(self.folder, 1)
        place.addWidget(self.browse)
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(8)
        file = QLabel(self._file.name)
        file.setToolTip(str(self._file))
        form.addRow("上年自评稿", file)
        form.addRow("新的年度", self.year)
        form.addRow("指标体系", self.framework)
        form.addRow("存放文件夹", place)
        form.addRow("", self.name)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(8)
        column.addLayout(form)
        column.addWidget(self.tree, 1)
        column.addWidget(self.told)
        column.addLayout(button_row(self.create_button, self.cancel, right=True))
        for at, width in enumerate((300, 56)):
            self.tree.setColumnWidth(at, width)
