"""The bar above: the way home and the draft's name at the left, commands at the right."""

from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QSizePolicy, QToolBar, QToolButton, QWidget

from eduduty_desktop.gui.icons import SIZE

LEFT = ("home",)
RIGHT = ("previous", "next", "next_open", "|", "undo", "redo", "|", "check", "export")


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
    for button in bar.findChildren(QToolButton):
        button.setAccessibleName(button.text().rstrip("…"))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return bar
