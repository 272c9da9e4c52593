"""生成填报表: to whom, into which folder, with letters or not; says beforehand what comes out and what is missing."""

from collections.abc import Sequence
from pathlib import Path

import msgspec
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from eduduty_desktop.draft import Draft
from eduduty_desktop.draft.duties import card_of, deadline_of
from eduduty_desktop.gui.labels import button_row, wrapped
from eduduty_desktop.gui.presenter import Presenter
from eduduty_desktop.workspace.tasks import Plan, Unassigned, plans_of, unassigned_of

ALL, CHANGED, ONE = "all", "changed", "one"
_NAMED = 6


class IssueOrder(msgspec.Struct, frozen=True):
    """What is to be made: `departments` None means all, with 任务分工."""

    folder: Path
    departments: tuple[str, ...] | None
    changed: bool
    letters: bool


class IssueDialog(QDialog):
    """Asks; 生成 is offered once there is something to make and somewhere to put it."""

    def __init__(
        self, draft: Draft, department: str, folder: Path, presenter: Presenter, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("生成填报表")
        self._draft = draft
        self._department = department
        self._presenter = presenter
        self._plans = plans_of(draft)
        self._unassigned: Unassigned = unassigned_of(draft)
        changed = [plan for plan in self._plans if plan.is_changed]
        again = any(not plan.is_new for plan in self._plans)
        self.all = QRadioButton(f"全部单位（{len(self._plans)} 个），另附任务分工表")
        self.changed = QRadioButton(f"内容有变化、还没下发过的单位（{len(changed)} 个）")
        self.one = QRadioButton(f"只给{department}" if department else "只给一个单位")
        self.one.setEnabled(any(plan.task.department == department for plan in self._plans))
        self._choices = QButtonGroup(self)
        for button in (self.all, self.changed, self.one):
            self._choices.addButton(button)
        (self.changed if again else self.all).setChecked(True)
        self.folder = QLineEdit(str(folder))
        self.folder.setAccessibleName("文件夹")
        self.browse = QPushButton("选择…")
        self.browse.setAutoDefault(False)
        self.browse.setAccessibleName("选择文件夹")
        self.letters = QCheckBox("同时给每个单位写一封邮件草稿（.eml），填报表作附件")
        self.letters.setChecked(True)
        self.note = wrapped()
        self.warning = wrapped(role="warning")
        self.make = QPushButton("生成")
        self.make.setDefault(True)
        self.cancel = QPushButton("取消")
        self.cancel.setAutoDefault(False)
        self._arrange()
        self._choices.buttonClicked.connect(lambda _: self._show())
        self.folder.textChanged.connect(lambda _: self._show())
        self.letters.toggled.connect(lambda _: self._show())
        self.browse.clicked.connect(self._browse)
        self.make.clicked.connect(self.accept)
        self.cancel.clicked.connect(self.reject)
        self._show()

    @property
    def order(self) -> IssueOrder:
        """What was chosen."""
        one = (self._department,) if self.one.isChecked() else None
        return IssueOrder(
            Path(self.folder.text().strip()).expanduser(), one, self.changed.isChecked(), self.letters.isChecked()
        )

    def _chosen(self) -> list[Plan]:
        if self.one.isChecked():
            return [plan for plan in self._plans if plan.task.department == self._department]
        return [plan for plan in self._plans if plan.is_changed or not self.changed.isChecked()]

    def _show(self) -> None:
        chosen = self._chosen()
        names = [plan.task.department for plan in chosen]
        self.note.setText(f"将生成 {len(chosen)} 份填报表：{_named(names)}。" if chosen else "没有要生成的填报表。")
        self.warning.setText("\n".join(f"! {line}" for line in self._lacks(names)))
        self.make.setEnabled(bool(chosen) and bool(self.folder.text().strip()))

    def _lacks(self, names: Sequence[str]) -> list[str]:
        """What a department will miss; it can be handed out all the same."""
        found = []
        endless = [name for name in names if not deadline_of(self._draft, name)]
        if endless:
            found.append(f"没有截止日期：{_named(endless)}，表上写“另行通知”。")
        nameless = [name for name in names if not card_of(self._draft, name).email.strip()]
        if nameless and self.letters.isChecked():
            found.append(f"没有邮箱：{_named(nameless)}，邮件没有收件人。")
        if not self._unassigned.is_empty:
            points, metrics = len(self._unassigned.points), len(self._unassigned.metrics)
            found.append(f"{points} 个测评点、{metrics} 项数据没有指定由谁填，不会下发给任何人。")
        return found

    def _browse(self) -> None:
        chosen = self._presenter.choose_folder(self, "填报表放在哪个文件夹", self.order.folder)
        if chosen is not None:
            self.folder.setText(str(chosen))

    def _arrange(self) -> None:
        label = QLabel("文件夹")
        label.setBuddy(self.folder)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(label)
        line.addWidget(self.folder, 1)
        line.addWidget(self.browse)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(8)
        for button in (self.all, self.changed, self.one):
            column.addWidget(button)
        column.addLayout(line)
        column.addWidget(self.letters)
        column.addWidget(self.note)
        column.addWidget(self.warning)
        column.addStretch(1)
        column.addLayout(button_row(self.make, self.cancel, right=True))
        self.setMinimumWidth(560)
        self.setMinimumHeight(300)


def _named(names: Sequence[str]) -> str:
    shown = "、".join(names[:_NAMED])
    return f"{shown}等 {len(names)} 个单位" if len(names) > _NAMED else shown
