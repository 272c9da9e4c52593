"""The manual on paper: pages for A4 with their pictures, to a printer or into a PDF file."""

from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QUrl
from PySide6.QtGui import (
    QPageSize,
    QPdfWriter,
    QTextBlock,
    QTextBlockFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
)
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from eduduty_desktop.errors import UserError
from eduduty_desktop.gui.presenter import error_box
from eduduty_desktop.gui.preview.printing import save_whole
from eduduty_desktop.gui.trace.printing import POINTS, printer_of

WIDEST = 600  # pixels of a picture: 17 cm of paper hold 640


class Paper:
    """Asks where to, and writes; what goes wrong is shown over the window."""

    def __init__(self, window: QWidget) -> None:
        self._window = window

    def print_out(self, title: str, document: QTextDocument) -> None:
        """Ask for a printer and print."""
        printer = printer_of(title)
        dialog = QPrintDialog(printer, self._window)
        dialog.setWindowTitle("打印说明书")
        if dialog.exec() == QDialog.DialogCode.Accepted:
            document.print_(printer)
        dialog.deleteLater()

    def save_pdf(self, title: str, document: QTextDocument) -> None:
        """Ask for a file and write it."""
        name = title.translate(str.maketrans('\\/:*?"<>|', "_" * 9))
        chosen, _ = QFileDialog.getSaveFileName(self._window, "存为 PDF", f"{name}.pdf", "PDF 文件（*.pdf）(*.pdf)")
        if chosen:
            try:
                write_pdf(document, Path(chosen), title)
            except UserError as error:
                error_box(self._window, error).exec()


def for_paper(markdown: str, folder: Path) -> QTextDocument:
    """A document of pages in Markdown: each first heading but the first begins a new sheet, pictures fit the paper.

    `folder` is where pictures are looked for.
    """
    document = QTextDocument()
    document.setBaseUrl(QUrl.fromLocalFile(f"{folder}/"))
    font = document.defaultFont()
    font.setPointSizeF(POINTS)
    document.setDefaultFont(font)
    document.setMarkdown(markdown)
    broken = QTextBlockFormat()
    broken.setPageBreakPolicy(QTextFormat.PageBreakFlag.PageBreak_AlwaysBefore)
    for block in list(blocks_of(document)):
        if block.blockFormat().headingLevel() == 1 and block.blockNumber():
            QTextCursor(block).mergeBlockFormat(broken)
    _fit_pictures(document)
    return document


def write_pdf(document: QTextDocument, path: Path, title: str) -> None:
    """Write a PDF file, A4 upright, pages numbered.  Raises UserError where the file cannot be written."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setTitle(title)
    writer.setCreator("")
    document.print_(writer)
    del writer  # it ends the file
    save_whole(bytes(buffer.data().data()), path)


def blocks_of(document: QTextDocument) -> Iterator[QTextBlock]:
    """Every paragraph."""
    block = document.begin()
    while block.isValid():
        yield block
        block = block.next()


def _fit_pictures(document: QTextDocument) -> None:
    for block in blocks_of(document):
        walk = block.begin()
        while not walk.atEnd():
            fragment = walk.fragment()
            kind = fragment.charFormat()
            if kind.isImageFormat():
                image = kind.toImageFormat()
                image.setWidth(WIDEST)
                cursor = QTextCursor(document)
                cursor.setPosition(fragment.position())
                cursor.setPosition(fragment.position() + fragment.length(), QTextCursor.MoveMode.KeepAnchor)
                cursor.setCharFormat(image)
            walk += 1
