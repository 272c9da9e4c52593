"""The manual in a window: a field to search it, the page, ways back and to the contents."""

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from eduduty_desktop.gui.manual_pages import CHECKS, INDEX, ManualPages
from eduduty_desktop.gui.room import resize_within

MOST_BACK = 50


class ManualDialog(QDialog):
    """Shows pages; links between them work, others are not followed."""

    def __init__(self, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("使用说明")
        resize_within(self, 980, 640)  # the width of its pictures
        self._folder = folder
        self._pages = ManualPages(folder)
        self._shown = ""
        self._before: list[str] = []
        self.search = QLineEdit()
        self.search.setAccessibleName("在说明里查找")
        self.search.setPlaceholderText("在说明里查找（Ctrl+F），按 Enter")
        self.search.setClearButtonEnabled(True)
        self.search.returnPressed.connect(self._find)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self, self._go_search)
        self.browser = QTextBrowser()
        self.browser.setAccessibleName("使用说明")
        self.browser.setOpenLinks(False)
        self.browser.setSearchPaths([str(folder)])
        self.browser.document().setDocumentMargin(16)
        self.browser.anchorClicked.connect(self._follow)
        self.back = _button("后退", "回到刚才那一页（Alt+左箭头）")
        self.back.clicked.connect(self.go_back)
        QShortcut(QKeySequence("Alt+Left"), self, self.go_back)
        contents = _button("目录", "说明书的目录")
        contents.clicked.connect(lambda: self.show_page(INDEX))
        checks = _button("核验说明", "每一条核验的说明")
        checks.clicked.connect(lambda: self.show_page(CHECKS))
        close = _button("关闭", "关闭说明（Esc）")
        close.clicked.connect(self.reject)
        self._arrange((self.back, contents, checks), close)

    def show_page(self, name: str) -> None:
        """Show a page by its name or a check's code; the table of contents for an empty name."""
        page = name or INDEX
        if self._shown and self._shown != page:
            self._before = [*self._before, self._shown][-MOST_BACK:]
        self._show(page, self._pages.text(page))

    def go_back(self) -> None:
        """Show the page before this one."""
        if self._before:
            page = self._before.pop()
            self._show(page, self._pages.text(page))

    def _show(self, page: str, text: str) -> None:
        self._shown = page
        self.browser.setMarkdown(text)
        self.back.setEnabled(bool(self._before))

    def _find(self) -> None:
        if self.search.text().strip():
            if self._shown:
                self._before = [*self._before, self._shown][-MOST_BACK:]
            self._show("", self._pages.found(self.search.text()))
            self.browser.setFocus()

    def _go_search(self) -> None:
        self.search.setFocus()
        self.search.selectAll()

    def _follow(self, link: QUrl) -> None:
        if link.isRelative():
            self.show_page(Path(link.path()).stem)

    def _arrange(self, left: tuple[QPushButton, ...], close: QPushButton) -> None:
        find = QLabel("查找(&S)")
        find.setBuddy(self.search)
        head = QHBoxLayout()
        head.addWidget(find)
        head.addWidget(self.search, 1)
        foot = QHBoxLayout()
        for button in left:
            foot.addWidget(button)
        foot.addStretch(1)
        foot.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.setSpacing(8)
        layout.addLayout(head)
        layout.addWidget(self.browser, 1)
        layout.addLayout(foot)
        self.browser.setFocus()


def _button(text: str, tip: str) -> QPushButton:
    button = QPushButton(text)
    button.setToolTip(tip)
    button.setAutoDefault(False)
    return button
