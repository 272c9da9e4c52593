"""The commands of the window 校核已有报告: words, icon and keys of each, and the bar above."""

from collections.abc import Mapping

from PySide6.QtCore import QObject, QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QSizePolicy, QToolBar, QToolButton

from eduduty_desktop.gui.commands import Command, make_actions_of
from eduduty_desktop.gui.icons import SIZE
from eduduty_desktop.gui.look import Look

COMMANDS = (
    Command("open", "选择报告…", "校核另一份报告（.docx、.txt），也可以拖进窗口", ("Ctrl+O",), "open"),
    Command("again", "重新校核", "报告改过以后，从文件再读一次", ("F5",), "check"),
    Command("previous", "上一处", "到上一处相互矛盾或残留", ("Shift+F8",), "previous"),
    Command("next", "下一处", "到下一处相互矛盾或残留", ("F8",), "next"),
    Command("result", "校核结果…", "一页结果：打印，存为 Word 或 Excel，复制", ("Ctrl+E",), "export"),
    Command("next_part", "下一栏", "在原文和发现之间切换", ("F6",), ""),
    Command("previous_part", "上一栏", "在发现和原文之间切换", ("Shift+F6",), ""),
    Command("manual", "使用说明", "校核已有报告这一页怎么用", ("F1",), "help"),
    Command("close", "关闭", "关闭这一页", ("Ctrl+W",), ""),
)
BAR = ("open", "again", "|", "previous", "next", "|", "result")
END = ("manual",)


def actions_of(parent: QObject, look: Look) -> dict[str, QAction]:
    """One `QAction` a command, working anywhere in the window."""
    return make_actions_of(COMMANDS, parent, look)


def make_bar(actions: Mapping[str, QAction], name: QLabel) -> QToolBar:
    """The bar above, with the report's name."""
    bar = QToolBar("校核已有报告")
    bar.setMovable(False)
    bar.setIconSize(QSize(SIZE, SIZE))
    bar.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
    bar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    for each in BAR:
        if each == "|":
            bar.addSeparator()
        else:
            bar.addAction(actions[each])
    name.setProperty("role", "heading")
    name.setContentsMargins(16, 0, 8, 0)
    name.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    name.setMinimumWidth(1)
    bar.addWidget(name)
    for each in END:
        bar.addAction(actions[each])
        made = bar.widgetForAction(actions[each])
        if isinstance(made, QToolButton):
            made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
    for button in bar.findChildren(QToolButton):
        button.setAccessibleName(button.text().rstrip("…"))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return bar
