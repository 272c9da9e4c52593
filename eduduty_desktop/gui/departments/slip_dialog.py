"""对数单 and 催办单: shown as they print; to a printer, or into a workbook."""

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QTextBrowser, QVBoxLayout, QWidget

from eduduty_desktop.draft import Draft
from eduduty_desktop.errors import UserError
from eduduty_desktop.gui.departments.paper import document_of, print_sheets
from eduduty_desktop.gui.labels import set_role, wrapped
from eduduty_desktop.gui.presenter import Presenter
from eduduty_desktop.gui.room import resize_within
from eduduty_desktop.gui.settings import Settings
from eduduty_desktop.workspace import slips

PURPOSE = "slips"


class Desk(Protocol):
    """What the dialog needs of its window."""

    @property
    def now(self) -> Callable[[], datetime]: ...
    @property
    def settings(self) -> Settings: ...
    @property
    def presenter(self) -> Presenter: ...
    @property
    def show_in_folder(self) -> Callable[[Path], None]: ...


class SlipDialog(QDialog):
    """Shows the sheets; nothing is written before it is asked for."""

    def __init__(
        self,
        draft: Draft,
        departments: Sequence[str] | None,
        desk: Desk,
        folder: Path,
        parent: QWidget | None = None,
        *,
        reminder: bool = False,
    ) -> None:
        super().__init__(parent)
        self._draft = draft
        self._departments = departments
        self._desk = desk
        self._folder = folder
        self._reminder = reminder
        self._written: Path | None = None
        today = desk.now().date()
        self.sheets = slips.reminder(draft, today) if reminder else slips.slips(draft, today, departments)
        if reminder:
            self.setWindowTitle("催办单")
        else:
            self.setWindowTitle("对数单")
        self.browser = QTextBrowser()
        self.browser.setAccessibleName("打印出来的样子")
        self.browser.setProperty("role", "paper")
        self.browser.setHorizontalScrollBarPolicy(
            Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        )  # a sheet is as wide as the page
        self.browser.setDocument(document_of(self.sheets))
        self.said = wrapped(self._about())
        self.save = QPushButton("存为 Excel…")
        self.print = QPushButton("打印…")
        self.open_folder = QPushButton("打开所在文件夹")
        self.open_folder.hide()
        self.close_it = QPushButton("关闭")
        for button in (self.save, self.open_folder, self.close_it):
            button.setAutoDefault(False)
        self.print.setDefault(True)
        self._arrange()
        self.save.clicked.connect(self._save)
        self.print.clicked.connect(self._print)
        self.open_folder.clicked.connect(self._open)
        self.close_it.clicked.connect(self.reject)
        resize_within(self, 940, 620)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to confirm, or nobody to remind."""
        return not self.sheets

    def write(self, folder: Path) -> Path:
        """Write the workbook into a folder.  Raises UserError where that cannot be done."""
        name = slips.name_of(self._draft, self._departments, is_reminder=self._reminder)
        return slips.write(self.sheets, folder / name, now=self._desk.now())

    def _about(self) -> str:
        if self._reminder:
            return "列出超过截止日期还没有报的单位和内容。截止日期在责任单位页填写。"
        return f"{len(self.sheets)} 个单位，每个单位一张：对不上的、没有报的、没读懂的数据，签字确认后交回。"

    def _save(self) -> None:
        folder = self._desk.presenter.choose_folder(
            self, "放在哪个文件夹", self._desk.settings.folder(PURPOSE, self._folder)
        )
        if folder is None:
            return
        try:
            self._written = self.write(folder)
        except UserError as error:
            self._desk.presenter.show_error(self, error)
            return
        self._desk.settings.set_folder(PURPOSE, folder)
        self.said.setText(f"✓ 已存到 {self._written}")
        set_role(self.said, "good")
        self.open_folder.show()
        self.open_folder.setFocus()

    def _print(self) -> None:
        if print_sheets(self.windowTitle(), self.sheets, self):
            self.said.setText("✓ 已送往打印机")
            set_role(self.said, "good")

    def _open(self) -> None:
        if self._written is not None:
            self._desk.show_in_folder(self._written)

    def _arrange(self) -> None:
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.said, 1)
        for button in (self.open_folder, self.save, self.print, self.close_it):
            foot.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(8)
        column.addWidget(self.browser, 1)
        column.addLayout(foot)
