"""What can be done with the current row of returned files: links in the panel, and the same in the table's own menu."""

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QPushButton

from eduduty_desktop.gui.departments.assigning import can_be_assigned
from eduduty_desktop.gui.departments.review_table import ASSIGN, ReviewTable
from eduduty_desktop.intake.returned import Proposal


class Handlers(NamedTuple):
    """What the actions do."""

    assign: Callable[[], object]
    cancel: Callable[[], object]
    go: Callable[[], object]


class RowActions:
    """Shows what fits the row; F2 is heard while the table has the focus."""

    def __init__(self, table: ReviewTable) -> None:
        self.assign = _link(ASSIGN, "这一行是哪一项指标数据，从列表里选（F2）")
        self.cancel = _link("取消指定", "这一行恢复成刚读进来的样子")
        self.go = _link("到这一项", "到填报页上的这一项")
        self.menu = {name: QAction(word, table) for name, word in _MENU.items()}
        self.menu["assign"].setShortcut(QKeySequence(Qt.Key.Key_F2))
        for action in self.menu.values():
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            table.addAction(action)
        self.menu["tick"].triggered.connect(lambda: table.toggle())

    def connect(self, handlers: Handlers) -> None:
        """Say what the actions do."""
        for name, handler in handlers._asdict().items():
            self.menu[name].triggered.connect(lambda _=False, handler=handler: handler())
            getattr(self, name).clicked.connect(lambda _=False, handler=handler: handler())

    def show(self, one: Proposal | None, *, is_assigned: bool = False, read_only: bool = False) -> None:
        """Offer what can be done with a row, or nothing where there is none."""
        free = one is not None and not read_only
        may_assign = free and one is not None and can_be_assigned(one)
        can = {
            "tick": free and one is not None and one.can_be_applied,
            "assign": may_assign,
            "cancel": may_assign and is_assigned,
            "go": one is not None and (one.target is not None or bool(one.candidates)),
        }
        for name, action in self.menu.items():
            action.setEnabled(can[name])
        for name, link in (("assign", self.assign), ("cancel", self.cancel), ("go", self.go)):
            link.setVisible(can[name])

    def add_to(self, line: QHBoxLayout) -> None:
        """Put the links at the end of a line."""
        for link in (self.assign, self.cancel, self.go):
            line.addWidget(link)


_MENU = {"tick": "勾选、去掉勾选", "assign": ASSIGN, "cancel": "取消指定", "go": "到这一项"}


def _link(text: str, tip: str) -> QPushButton:
    button = QPushButton(text)
    button.setProperty("role", "link")
    button.setToolTip(tip)
    button.setAutoDefault(False)
    return button
