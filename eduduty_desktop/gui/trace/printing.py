"""Puts a title and plain lines on paper, or into a PDF file, by the system's own dialog."""

from html import escape

from PySide6.QtCore import QMarginsF
from PySide6.QtGui import QPageLayout, QPageSize, QTextDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

MARGIN_MILLIMETRES = 20
POINTS = 10.5


def page_of(title: str, text: str) -> QTextDocument:
    """The page: the title in the middle, the lines below; indented ones stay so."""
    lines = "<br>".join(escape(line) for line in text.splitlines())
    document = QTextDocument()
    font = document.defaultFont()
    font.setPointSizeF(POINTS)
    document.setDefaultFont(font)
    document.setHtml(f"<h3 align='center'>{escape(title)}</h3><p style='line-height:150%'>{lines}</p>")
    return document


def printer_of(title: str) -> QPrinter:
    """A4 upright with margins for a folder's holes."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    side = float(MARGIN_MILLIMETRES)
    printer.setPageLayout(
        QPageLayout(
            QPageSize(QPageSize.PageSizeId.A4),
            QPageLayout.Orientation.Portrait,
            QMarginsF(side, side, side, side),
            QPageLayout.Unit.Millimeter,
        )
    )
    return printer


def print_text(title: str, text: str, parent: QWidget) -> bool:
    """Ask for a printer and print; whether it was printed."""
    printer = printer_of(title)
    if QPrintDialog(printer, parent).exec() != QPrintDialog.DialogCode.Accepted:
        return False
    page_of(title, text).print_(printer)
    return True
