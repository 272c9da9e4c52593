"""The bar above: the way home and the draft's name at the left, commands at the right."""

from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QMenu, QSizePolicy, QToolBar, QToolButton, QWidget

from eduduty_desktop.gui.icons import SIZE

LEFT = ("home",)
RIGHT = ("previous", "next", "next_open", "|", "undo", "redo", "|", "check", "preview", "export")

MENU: dict[str, tuple[str, ...]] = {
    "转到(&G)": (
        *("cover", "overview", "departments", "problems", "schools", "sending", "|"),
        *("previous", "next", "next_open", "next_finding", "previous_finding", "next_part", "previous_part"),
    ),
    "编辑(&E)": ("undo", "redo", "search", "replace", "trace"),
    "上年和整改(&L)": ("last_report", "feedback", "ledger"),
    "指标体系(&T)": ("framework", "frameworks"),
    "核验和输出(&O)": ("check", "preview", "export", "stale", "|", "print", "pdf"),
    "版本和定稿(&D)": ("withhold", "sign_off", "lift"),
    "工具(&K)": ("proofing",),
    "文件(&F)": ("save", "save_elsewhere", "back_up", "restore", "folder"),
    "": ("manual", "about", "home", "close"),
}
"""Every command by what it is for; those without a group's name stand in the menu itself."""


def make_menu(actions: Mapping[str, QAction], parent: QWidget) -> QMenu:
    """Every command of the window with its shortcut, in groups: low enough for a small screen at 150 %."""
    menu = QMenu("菜单", parent)
    for title, names in MENU.items():
        group = menu.addMenu(title) if title else menu
        if not title:
            menu.addSeparator()
        for name in names:
            if name == "|":
                group.addSeparator()
            else:
                group.addAction(actions[name])
    return menu


def make_top_bar(actions: Mapping[str, QAction], title: QLabel) -> QToolBar:
    """The bar with its buttons; each has the words of its tooltip for those who hear the screen."""
    bar = QToolBar("常用")
    bar.setMovable(False)
    bar.setIconSize(QSize(SIZE, SIZE))
    bar.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
    bar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    title.setProperty("role", "heading")
    title.setContentsMargins(4, 0, 8, 0)
    room = QWidget()
    room.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    for name in LEFT:
        bar.addAction(actions[name])
    bar.addWidget(title)
    bar.addWidget(room)
    for name in RIGHT:
        if name == "|":
            bar.addSeparator()
            continue
        bar.addAction(actions[name])
    button = QToolButton()
    button.setObjectName("menuButton")
    button.setIcon(actions["menu"].icon())
    button.setText(actions["menu"].text())
    button.setToolTip(actions["menu"].toolTip())
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
    button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    button.setMenu(make_menu(actions, button))
    actions["menu"].triggered.connect(button.showMenu)
    bar.addWidget(button)
    for each in bar.findChildren(QToolButton):
        each.setAccessibleName(each.text().rstrip("…"))
        each.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return bar
