"""Rows of wrapped lines are as high as their text, also when a scroll bar narrows the list."""

from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from eduduty_desktop.gui.grouped_delegate import GroupedDelegate, Index, Mark
from eduduty_desktop.gui.grouped_tree import GroupedTree
from eduduty_desktop.gui.look import Look

TEXT = "义务教育阶段与其他学段之和不等于教职工总数，请核对各分项与总数，改正后再报。"


class Delegate(GroupedDelegate):
    """Every row shows its text behind a mark."""

    def lines_of(self, index: Index) -> list[str]:
        return [str(index.data())]

    def mark_of(self, index: Index) -> Mark:
        assert index.isValid()
        return Mark.EMPTY

    def tint_of(self, index: Index) -> str:
        raise AssertionError(f"row {index.row()} is no group")


def test_rows_are_measured_for_the_width_they_have(qtbot: QtBot) -> None:
    tree = GroupedTree("发现")
    qtbot.addWidget(tree)
    model = QStandardItemModel(tree)
    tree.setModel(model)
    tree.setItemDelegate(Delegate(tree, Look.named("light").colours))
    tree.resize(260, 300)
    model.appendRow(QStandardItem(TEXT))
    with qtbot.waitExposed(tree):
        tree.show()
    wide, before = tree.viewport().width(), tree.visualRect(model.index(0, 0)).height()
    for _ in range(30):
        model.appendRow(QStandardItem(TEXT))
    qtbot.waitUntil(lambda: tree.viewport().width() < wide)
    option = QStyleOptionViewItem()
    option.font = tree.font()
    qtbot.waitUntil(
        lambda: (
            tree.visualRect(model.index(0, 0)).height()
            == tree.itemDelegate().sizeHint(option, model.index(0, 0)).height()
        )
    )
    assert tree.visualRect(model.index(0, 0)).height() >= before
    tree.resize(160, 300)
    qtbot.waitUntil(lambda: tree.visualRect(model.index(0, 0)).height() > before)
