"""关于: version, licences, and what a maintainer wants to know of this machine; nothing of any draft."""

import os
import platform
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QLocale, QSysInfo, Qt, qVersion
from PySide6.QtGui import QFontInfo, QGuiApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QPlainTextEdit, QTabWidget, QVBoxLayout, QWidget

from eduduty_desktop import __version__, paths
from eduduty_desktop.gui.clipboard import copy_text
from eduduty_desktop.gui.room import resize_within

NO_NOTICE = (
    "本程序按 MIT 许可证发布。\n\n"
    "Qt、PySide6 按 GNU LGPL 第 3 版使用。这是源代码副本，没有随带其他组件；各组件的许可见其安装位置。"
)


def diagnostics() -> str:
    """The lines on program and machine that help to find a fault.

    Holds no text, figure or file name of a draft; the home folder, which names the user, is written ~.
    """
    screens = "；".join(
        f"{screen.size().width()}×{screen.size().height()}，{round(screen.devicePixelRatio() * 100)}%"
        for screen in QGuiApplication.screens()
    )
    kind = "绿色版" if paths.portable_folder() else "安装版" if getattr(sys, "frozen", False) else "源代码"
    lines = {
        "程序": f"教育履职自评 {__version__}（{kind}）",
        "系统": f"{QSysInfo.prettyProductName()}，{QSysInfo.kernelType()} {QSysInfo.kernelVersion()}，{platform.machine()}",
        "Python": platform.python_version(),
        "Qt": f"{qVersion()}（{QGuiApplication.platformName()}）",
        "屏幕": screens,
        "字体": QFontInfo(QGuiApplication.font()).family(),
        "语言": QLocale.system().name(),
        "输入法": os.environ.get("QT_IM_MODULE") or os.environ.get("XMODIFIERS") or "系统默认",
        "数据": without_home(paths.data_folder()),
        "设置": without_home(paths.config_folder()),
        "日志": without_home(paths.log_folder()),
    }
    return "\n".join(f"{name}：{said}" for name, said in lines.items())


def without_home(folder: Path) -> str:
    """The folder, with ~ for the user's own."""
    home = Path.home()
    return f"~{os.sep}{folder.relative_to(home)}" if folder.is_relative_to(home) else str(folder)


def notice() -> str:
    """Whose work the program contains, as the bundle's notice says."""
    folder = paths.licences_folder()
    file = folder / "NOTICE.txt" if folder else None
    return file.read_text(encoding="utf-8") if file and file.is_file() else NO_NOTICE


class AboutDialog(QDialog):
    """Two pages: what to tell a maintainer, and the licences."""

    def __init__(self, show_in_folder: Callable[[Path], None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("关于教育履职自评")
        resize_within(self, 640, 460)
        head = QLabel(f"教育履职自评 {__version__}")
        head.setProperty("role", "heading")
        words = QLabel("完全离线运行，不连接任何网络。更新时运行新版的安装程序即可，自评稿和备份不受影响。")
        words.setWordWrap(True)
        self.diagnostics = _reading(diagnostics(), "诊断信息")
        self.notice = _reading(notice(), "许可")
        tabs = QTabWidget()
        tabs.setAccessibleName("诊断信息与许可")
        tabs.addTab(self.diagnostics, "诊断信息")
        tabs.addTab(self.notice, "许可")
        buttons = QDialogButtonBox()
        copy = buttons.addButton("复制诊断信息", QDialogButtonBox.ButtonRole.ActionRole)
        folder = buttons.addButton("打开日志文件夹", QDialogButtonBox.ButtonRole.ActionRole)
        close = buttons.addButton("关闭", QDialogButtonBox.ButtonRole.RejectRole)
        for button in (copy, folder):
            button.setAutoDefault(False)
        close.setDefault(True)
        copy.clicked.connect(lambda: copy_text(self.diagnostics.toPlainText()))
        folder.clicked.connect(lambda: show_in_folder(paths.log_folder()))
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(8)
        for widget in (head, words, tabs, buttons):
            layout.addWidget(widget)


def _reading(text: str, name: str) -> QPlainTextEdit:
    """A text to read and to copy from."""
    field = QPlainTextEdit(text)
    field.setReadOnly(True)
    field.setTabChangesFocus(True)
    field.setAccessibleName(name)
    return field
