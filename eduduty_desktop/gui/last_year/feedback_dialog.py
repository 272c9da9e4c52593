"""The dialog 导入反馈问题清单: the list's rows as problems, those that are new ticked."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QPushButton, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from eduduty_desktop.framework import Framework
from eduduty_desktop.gui.labels import button_row, wrapped
from eduduty_desktop.gui.outline_model import title_of
from eduduty_desktop.gui.room import resize_within
from eduduty_desktop.intake.feedback import FeedbackRow, Standing


class FeedbackDialog(QDialog):
    """Offers every row; registers none itself."""

    def __init__(
        self, rows: Sequence[FeedbackRow], file: str, framework: Framework, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("导入反馈问题清单")
        resize_within(self, 940, 520)
        self._rows = rows
        self.table = QTreeWidget()
        self.table.setHeaderLabels(["反馈的问题", "测评点", "说明", "整改措施", "责任单位", "期限", "销号"])
        self.table.setAccessibleName("反馈的问题")
        self.table.setRootIsDecorated(False)
        self.table.setProperty("role", "rows")
        self.table.ensurePolished()  # rows are measured once, with their style
        self.table.setUniformRowHeights(True)
        for row in rows:
            self.table.addTopLevelItem(_item(row, framework))
        for at, width in enumerate((200, 150, 130, 140, 80, 88)):
            self.table.setColumnWidth(at, width)
        self.told = wrapped()
        self.take = QPushButton("登记所选")
        self.take.setDefault(True)
        cancel = QPushButton("取消")
        self.take.clicked.connect(self.accept)
        cancel.clicked.connect(self.reject)
        self.table.itemChanged.connect(self._count)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(8)
        column.addWidget(
            wrapped(f"“{file}”里的问题，来源记为“上年反馈”。没有认出测评点的，登记后在“存在问题”页里能找到。")
        )
        column.addWidget(self.table, 1)
        column.addWidget(self.told)
        column.addLayout(button_row(self.take, cancel, right=True))
        self._count()

    @property
    def chosen(self) -> tuple[FeedbackRow, ...]:
        """The ticked rows in the list's order."""
        items = (self.table.topLevelItem(at) for at in range(len(self._rows)))
        checked = [item is not None and item.checkState(0) == Qt.CheckState.Checked for item in items]
        return tuple(row for row, ticked in zip(self._rows, checked, strict=True) if ticked)

    def _count(self) -> None:
        self.told.setText(f"共 {len(self._rows)} 条，已勾选 {len(self.chosen)} 条；一次撤销可以全部退回。")
        self.take.setEnabled(bool(self.chosen))


def _item(row: FeedbackRow, framework: Framework) -> QTreeWidgetItem:
    problem = row.problem
    remedy = problem.remedies[0] if problem.remedies else None
    texts = [
        problem.text,
        "、".join(title_of(framework, point) for point in problem.points),
        "；".join(row.flags),
        remedy.text if remedy else "",
        remedy.owner if remedy else "",
        remedy.deadline if remedy else "",
        "是" if remedy and remedy.closed else "",
    ]
    item = QTreeWidgetItem(texts)
    item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
    item.setCheckState(0, Qt.CheckState.Checked if row.standing is Standing.NEW else Qt.CheckState.Unchecked)
    for at, text in enumerate(texts):
        item.setToolTip(at, text)
    return item
