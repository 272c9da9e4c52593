"""The result of a proof on one page: to read, print, save as Word or Excel, or copy."""

from collections.abc import Callable
from datetime import datetime
from html import escape
from pathlib import Path

from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut, QTextDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QPushButton, QTextBrowser, QVBoxLayout, QWidget

from eduduty_desktop.errors import UserError
from eduduty_desktop.gui.labels import wrapped
from eduduty_desktop.gui.opening import busy
from eduduty_desktop.gui.presenter import Presenter
from eduduty_desktop.gui.room import resize_within
from eduduty_desktop.gui.settings import Settings
from eduduty_desktop.gui.trace.printing import POINTS, printer_of
from eduduty_desktop.workspace.proofing import NOT_COVERED, Group, ProvenReport
from eduduty_desktop.workspace.proofing_paper import (
    about,
    quotes,
    result_name,
    result_text,
    save_result,
    shown_on_page,
    title_of,
)

WORD, EXCEL = "Word 文件（*.docx）(*.docx)", "Excel 工作簿（*.xlsx）(*.xlsx)"


class ResultDialog(QDialog):
    """Shows what is printed."""

    def __init__(
        self,
        report: ProvenReport,
        now: datetime,
        settings: Settings,
        presenter: Presenter,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._report, self._now = report, now
        self._settings, self._presenter = settings, presenter
        self.setWindowTitle("校核结果")
        self.page = QTextBrowser()
        self.page.setAccessibleName("校核结果")
        self.page.setTabChangesFocus(True)
        self.page.setDocument(page_of(report, now))
        self.page.document().setDocumentMargin(24)
        self.said = wrapped("")
        self.paper = self._button("打印…", "打印这一页（Ctrl+P）", self.print_out)
        self.word = self._button("存为 Word…", "这一页存成 .docx", lambda: self.ask_save(WORD))
        self.excel = self._button(
            "存为 Excel…", "全部发现的清单，连同相符和无法复算的，存成 .xlsx", lambda: self.ask_save(EXCEL)
        )
        self.copy = self._button("复制", "把这一页复制成文字（Ctrl+Shift+C）", self.copy_all)
        self.close_button = self._button("关闭", "关闭（Esc）", self.reject)
        buttons = QHBoxLayout()
        for each in (self.paper, self.word, self.excel, self.copy):
            buttons.addWidget(each)
        buttons.addStretch(1)
        buttons.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(8)
        column.addWidget(self.page, 1)
        column.addWidget(self.said)
        column.addLayout(buttons)
        for keys, run in (("Ctrl+P", self.print_out), ("Ctrl+Shift+C", self.copy_all)):
            QShortcut(QKeySequence(keys), self, run)
        resize_within(self, 800, 640)

    def copy_all(self) -> None:
        """Put the page on the clipboard as plain text."""
        QGuiApplication.clipboard().setText(result_text(self._report, self._now))
        self.said.setText("已复制，可以贴到别处。")

    def print_out(self) -> None:
        """Ask for a printer and print."""
        printer = printer_of(title_of(self._report))
        dialog = QPrintDialog(printer, self)
        if self._presenter.run(dialog):
            self.print_on(printer)
        dialog.deleteLater()

    def print_on(self, printer: QPrinter) -> None:
        """Print the page."""
        page_of(self._report, self._now).print_(printer)
        self.said.setText("已交给打印机。")

    def ask_save(self, kind: str) -> None:
        """Ask for a file and write the result."""
        suffix = ".docx" if kind == WORD else ".xlsx"
        folder = self._settings.folder("proof_result", self._report.path.parent)
        proposed = folder / f"{result_name(self._report)}{suffix}"
        chosen, _ = QFileDialog.getSaveFileName(self, "存放校核结果", str(proposed), kind)
        if chosen:
            path = Path(chosen)
            self.save(path if path.suffix.lower() == suffix else path.with_name(path.name + suffix))

    def save(self, path: Path) -> None:
        """Write the result to a file."""
        try:
            with busy():
                save_result(self._report, path, self._now)
        except UserError as error:
            self._presenter.show_error(self, error)
            return
        self._settings.set_folder("proof_result", path.parent)
        self.said.setText(f"已存到 {path}")

    def _button(self, text: str, tip: str, do: Callable[[], None]) -> QPushButton:
        made = QPushButton(text)
        made.setToolTip(tip)
        made.setAutoDefault(False)
        made.clicked.connect(lambda _checked=False: do())
        return made


def page_of(report: ProvenReport, now: datetime) -> QTextDocument:
    """The page as it is read and printed."""
    parts = [f"<h3 align='center'>{escape(title_of(report))}</h3>"]
    parts += [f"<p>{escape(line)}</p>" for line in about(report, now)]
    for group in (Group.CONTRADICTION, Group.RESIDUE):
        shown, more = shown_on_page(report, group)
        if shown:
            parts.append(f"<h4>{group}</h4>")
        for at, one in enumerate(shown, 1):
            parts.append(f"<p>{at}. {report.place(one.item)}　{escape(one.said)}</p>")
            if quotes(one.item):
                parts.append(f"<p class='quoted'>原文：{escape(one.item.sentence)}</p>")
        if more:
            parts.append(f"<p>{escape(more)}</p>")
    parts.append("<h4>未覆盖</h4>")
    parts += [f"<p>· {escape(sentence)}</p>" for sentence in NOT_COVERED]
    document = QTextDocument()
    font = document.defaultFont()
    font.setPointSizeF(POINTS)
    document.setDefaultFont(font)
    document.setDefaultStyleSheet(
        "p { margin: 0 0 4px 0; line-height: 140%; } h4 { margin: 12px 0 4px 0; } .quoted { margin-left: 20px; }"
    )
    document.setHtml("".join(parts))
    return document
