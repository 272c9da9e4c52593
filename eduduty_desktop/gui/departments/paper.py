"""Neutral sheets on screen and on paper: a table of HTML each, A4 across."""

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import QMarginsF
from PySide6.QtGui import QPageLayout, QPageSize, QTextDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QWidget

from eduduty_desktop.document.sheets import Cell, Sheet

MARGIN_MILLIMETRES = 4.0  # a document brings 20 of its own
POINTS = 9
_NEW_PAGE = " style='page-break-before:always'"
_ALIGNED = {"center": "center", "header": "center", "number_text": "right", "number": "right"}


def document_of(sheets: Sequence[Sheet]) -> QTextDocument:
    """Every sheet on a page of its own."""
    document = QTextDocument()
    font = document.defaultFont()
    font.setPointSizeF(POINTS)
    document.setDefaultFont(font)
    document.setHtml("".join(html_of(sheet, new_page=at > 0) for at, sheet in enumerate(sheets)))
    return document


def html_of(sheet: Sheet, *, new_page: bool = False) -> str:
    """One sheet: title, the line under it, the table; what is merged is one cell."""
    spans = {(m.top, m.left): (m.bottom - m.top + 1, m.right - m.left + 1) for m in sheet.merges}
    covered = {
        (row, column)
        for m in sheet.merges
        for row in range(m.top, m.bottom + 1)
        for column in range(m.left, m.right + 1)
        if (row, column) != (m.top, m.left)
    }
    total = sum(sheet.widths)
    boxed, after = [], []
    for row, cells in enumerate(sheet.rows):
        if all(cell.style == "note" for cell in cells):
            after.append("".join(f"<td width='25%'>{_spaced(cell)}</td>" for cell in cells if cell.value))
            continue
        parts = [
            _cell(cell, spans.get((row, column), (1, 1)), round(sheet.widths[column] * 100 / total))
            for column, cell in enumerate(cells)
            if (row, column) not in covered
        ]
        boxed.append(f"<tr>{''.join(parts)}</tr>")
    signatures = "".join(f"<p>&nbsp;</p><table width='100%'><tr>{line}</tr></table>" for line in after if line)
    return (
        f"<h3 align='center'{_NEW_PAGE if new_page else ''}>{escape(sheet.title)}</h3><p>{escape(sheet.subtitle)}</p>"
        f"<table border='1' cellspacing='0' cellpadding='6' width='100%' "
        f"style='border-collapse:collapse; border-style:solid'>{''.join(boxed)}</table>{signatures}"
    )


def print_sheets(title: str, sheets: Sequence[Sheet], parent: QWidget) -> bool:
    """Ask for a printer and print; whether it was printed."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    side = MARGIN_MILLIMETRES
    margins = QMarginsF(side, side, side, side)
    page = QPageSize(QPageSize.PageSizeId.A4)
    printer.setPageLayout(QPageLayout(page, QPageLayout.Orientation.Landscape, margins, QPageLayout.Unit.Millimeter))
    dialog = QPrintDialog(printer, parent)
    wanted = dialog.exec() == QDialog.DialogCode.Accepted
    dialog.deleteLater()
    if wanted:
        document_of(sheets).print_(printer)
    return wanted


def _spaced(cell: Cell) -> str:
    """The blanks between words are room to write in."""
    return escape(str(cell.value)).replace("\u3000", "&nbsp;&nbsp;")


def _cell(cell: Cell, span: tuple[int, int], width: int) -> str:
    rows, columns = span
    tag = "th" if cell.style == "header" else "td"
    said = "" if cell.value is None else escape(str(cell.value)).replace("\n", "<br>")
    around = (f" rowspan='{rows}'" if rows > 1 else "") + (f" colspan='{columns}'" if columns > 1 else "")
    aligned = _ALIGNED.get(cell.style, "left")
    return f"<{tag} width='{width}%' align='{aligned}' valign='middle'{around}>{said or '&nbsp;'}</{tag}>"
