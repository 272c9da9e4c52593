"""The manual in a window: one Markdown page a check, shown as it lies in `resources/manual`."""

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QTextBrowser, QVBoxLayout, QWidget

INDEX = "index"
NO_PAGE = "# 还没有这一页\n\n说明书里没有“{page}”这一页。核验发现下面的灰字写着怎么改。"


class ManualDialog(QDialog):
    """Shows pages; links between them work, others are not followed."""

    def __init__(self, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("使用说明")
        self.resize(640, 560)
        self._folder = folder
        self.browser = QTextBrowser()
        self.browser.setAccessibleName("使用说明")
        self.browser.setOpenLinks(False)
        self.browser.document().setDocumentMargin(16)
        self.browser.anchorClicked.connect(self._follow)
        buttons = QDialogButtonBox()
        contents = buttons.addButton("目录", QDialogButtonBox.ButtonRole.ActionRole)
        contents.setAutoDefault(False)
        contents.clicked.connect(lambda: self.show_page(INDEX))
        close = buttons.addButton("关闭", QDialogButtonBox.ButtonRole.RejectRole)
        close.setDefault(True)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.addWidget(self.browser)
        layout.addWidget(buttons)

    def show_page(self, name: str) -> None:
        """Show the page of a check's code; the table of contents for an empty name."""
        page = name or INDEX
        file = self._folder / f"{page}.md"
        if file.is_file() and file.resolve().is_relative_to(self._folder.resolve()):
            text = file.read_text(encoding="utf-8")
        elif page == INDEX:
            text = self._contents()
        else:
            text = NO_PAGE.format(page=page)
        self.browser.setMarkdown(text)

    def _follow(self, link: QUrl) -> None:
        if link.isRelative():
            self.show_page(Path(link.path()).stem)

    def _contents(self) -> str:
        """A table of contents made of the pages' first lines, for a manual without one of its own."""
        lines = ["# 目录", ""]
        for file in sorted(self._folder.glob("*.md")):
            title = file.read_text(encoding="utf-8").partition("\n")[0].lstrip("# ").strip()
            lines.append(f"- [{title or file.stem}]({file.name})")
        return "\n".join(lines)
