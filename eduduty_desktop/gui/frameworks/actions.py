"""The commands of the framework page: words, icon and keys of each, and the bar above."""

from collections.abc import Mapping

from PySide6.QtCore import QObject, QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QSizePolicy, QToolBar, QToolButton, QWidget

from eduduty_desktop.gui.commands import Command, make_actions_of
from eduduty_desktop.gui.icons import SIZE
from eduduty_desktop.gui.look import Look

COMMANDS = (
    Command("import", "导入上级通知…", "把上级通知所附的指标表读成指标体系", ("Ctrl+I",), "open"),
    Command("copy", "另存为本县的", "复制一份可以修改的；原来的不动", ("Ctrl+Shift+S",), "save-as"),
    Command("compare", "比较…", "与另一个指标体系逐项比较", ("Ctrl+D",), "overview"),
    Command("export", "导出…", "存成 Excel 工作簿（.xlsx）或 .yaml 文件，可以发给别人导入", ("Ctrl+E",), "export"),
    Command("delete", "删除", "从本机删除这个指标体系；用它建的自评稿不受影响", (), "remove"),
    Command("new_draft", "用它新建自评稿…", "照这个指标体系开始一份新的自评稿", ("Ctrl+N",), "new"),
    Command("undo", "撤销", "撤销", ("Ctrl+Z",), "undo"),
    Command("redo", "重做", "重做", ("Ctrl+Y", "Ctrl+Shift+Z"), "redo"),
    Command("save", "立即保存", "修改自动保存；这里可以马上再存一次", ("Ctrl+S",), ""),
    Command("search", "搜索", "搜索标题、评价要求、数据、责任单位", ("Ctrl+F",), "search"),
    Command("next_part", "下一栏", "在列表、目录、说明之间切换", ("F6",), ""),
    Command("previous_part", "上一栏", "在说明、目录、列表之间切换", ("Shift+F6",), ""),
    Command("manual", "使用说明", "指标体系这一页怎么用", ("F1",), "help"),
    Command("close", "关闭", "关闭这一页", ("Ctrl+W",), ""),
)
BAR = ("import", "copy", "|", "undo", "redo", "|", "compare", "export", "delete", "|", "new_draft")
END = ("manual",)
ICON_ONLY = ("undo", "redo", "delete", "manual")


def actions_of(parent: QObject, look: Look) -> dict[str, QAction]:
    """One `QAction` a command, working anywhere in the window."""
    return make_actions_of(COMMANDS, parent, look)


def make_bar(actions: Mapping[str, QAction], *, reading: bool) -> QToolBar:
    """The bar above; while only reading it has what changes nothing."""
    bar = QToolBar("指标体系")
    bar.setMovable(False)
    bar.setIconSize(QSize(SIZE, SIZE))
    bar.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
    bar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    for name in ("copy", "compare", "export") if reading else BAR:
        if name == "|":
            bar.addSeparator()
        else:
            bar.addAction(actions[name])
    room = QWidget()
    room.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    bar.addWidget(room)
    for name in END:
        bar.addAction(actions[name])
    for name in ICON_ONLY:
        made = bar.widgetForAction(actions[name])
        if isinstance(made, QToolButton):
            made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
    for each in bar.findChildren(QToolButton):
        each.setAccessibleName(each.text().rstrip("…"))
        each.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return bar
