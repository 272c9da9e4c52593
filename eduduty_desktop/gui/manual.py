"""The manual in a window: a field to search it, the page, ways back and to the contents."""

from pathlib import Path

from PySide6.QtCore import QPoint, QUrl
from PySide6.QtGui import QKeySequence, QShortcut, QTextCursor, QTextDocument
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from eduduty_desktop.gui.manual_pages import CHECKS, INDEX, ManualPages
from eduduty_desktop.gui.manual_paper import Paper, blocks_of, for_paper
from eduduty_desktop.gui.room import resize_within

MOST_BACK = 50
BOOK = "教育履职自评使用说明"


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
        self._paper = Paper(self)
        self.paper = _button("打印说明书…", "打印或存为 PDF：本页，或者全部（Ctrl+P）")
        self.paper.clicked.connect(self._offer_paper)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Print), self, self._offer_paper)
        close = _button("关闭", "关闭说明（Esc）")
        close.clicked.connect(self.reject)
        self._arrange((self.back, contents, checks, self.paper), close)

    def show_page(self, name: str, term: str = "") -> None:
        """Show a page by its name or a check's code, or `page#section`; the table of contents for an empty name.

        The line of the section that begins with the term is marked, if there is one.
        """
        page, _, section = name.partition("#")
        page = page or INDEX
        if self._shown and self._shown != page:
            self._before = [*self._before, self._shown][-MOST_BACK:]
        self._show(page, self._pages.text(page))
        self._go_to(section, term)

    def go_back(self) -> None:
        """Show the page before this one."""
        if self._before:
            page = self._before.pop()
            self._show(page, self._pages.text(page))

    def _show(self, page: str, text: str) -> None:
        self._shown = page
        self.browser.setMarkdown(text)
        self.back.setEnabled(bool(self._before))

    def _go_to(self, section: str, term: str) -> None:
        """Put a section's heading, or the line in it about a term, at the top."""
        document = self.browser.document()
        heading = next((b for b in blocks_of(document) if b.blockFormat().headingLevel() and b.text() == section), None)
        if heading is None:
            return
        wanted, block = heading, heading.next()
        while term and block.isValid() and not block.blockFormat().headingLevel():
            if block.text().startswith(term):
                wanted = block
                break
            block = block.next()
        cursor = QTextCursor(wanted)
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        self.browser.setTextCursor(cursor)
        top = document.documentLayout().blockBoundingRect(heading).top()
        self.browser.verticalScrollBar().setValue(int(top))
        self.browser.ensureCursorVisible()

    def _offer_paper(self) -> None:
        menu = QMenu(self)
        for text, work in (
            ("打印本页…", lambda: self._paper.print_out(self.title, self.leaf())),
            ("打印全部…", lambda: self._paper.print_out(BOOK, self.book())),
            ("本页存为 PDF…", lambda: self._paper.save_pdf(self.title, self.leaf())),
            ("全部存为 PDF…", lambda: self._paper.save_pdf(BOOK, self.book())),
        ):
            menu.addAction(text, work)
        menu.exec(self.paper.mapToGlobal(QPoint(0, 0)))
        menu.deleteLater()

    @property
    def title(self) -> str:
        """The heading of what is shown."""
        return next(b.text() for b in blocks_of(self.browser.document()) if b.text().strip())

    def leaf(self) -> QTextDocument:
        """What is shown, for paper."""
        return for_paper(self.browser.toMarkdown() if not self._shown else self._pages.text(self._shown), self._folder)

    def book(self) -> QTextDocument:
        """All pages in the order of the contents, for paper."""
        return for_paper("\n\n".join(self._pages.book()), self._folder)

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
            section = f"#{link.fragment()}" if link.hasFragment() else ""
            self.show_page(f"{Path(link.path()).stem}{section}")

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
