"""Printing and 存为 PDF: the pages of the preview as vectors, A4, with the fonts of this machine embedded."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QSaveFile
from PySide6.QtGui import QPagedPaintDevice, QPageLayout, QPageSize, QPainter, QPdfWriter
from PySide6.QtPrintSupport import QPrinter

from eduduty_desktop.document.pagination import Page, Pages
from eduduty_desktop.errors import UserError
from eduduty_desktop.gui.preview.fonts import Fonts
from eduduty_desktop.gui.preview.painting import PagePainter

RESOLUTION = 1440  # a dot is a twip
Step = Callable[[int, int], bool]
"""Told how many pages of how many are done; False stops."""


def write_pdf(pages: Pages, fonts: Fonts, path: Path, title: str, step: Step, *, centred: bool = False) -> bool:
    """Write a PDF file; False if `step` stopped it, and an earlier file of the name is as it was.

    Raises UserError where the file cannot be written.
    """
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(RESOLUTION)
    writer.setTitle(title)
    writer.setCreator("")
    done = _paint_all(writer, pages.pages, fonts, 1.0, step, centred=centred)
    if done:
        _save(bytes(buffer.data().data()), path)
    return done


def print_pages(pages: Pages, fonts: Fonts, printer: QPrinter, step: Step, *, centred: bool = False) -> bool:
    """Send the chosen pages to a printer, each copy as the printer's dialog says; False if `step` stopped it.

    Raises UserError where the printer cannot be opened.
    """
    first, last = printer.fromPage(), printer.toPage()
    chosen = pages.pages[first - 1 : last] if first and last >= first else pages.pages
    if printer.pageOrder() is QPrinter.PageOrder.LastPageFirst:
        chosen = chosen[::-1]
    printer.setFullPage(True)
    return _paint_all(printer, chosen, fonts, printer.resolution() / RESOLUTION, step, centred=centred)


def _paint_all(
    device: QPagedPaintDevice, pages: tuple[Page, ...], fonts: Fonts, scale: float, step: Step, *, centred: bool
) -> bool:
    if not pages:
        raise UserError("没有可以打印的页", what_to_do="请在打印窗口里重新选择页码范围。")
    _set_paper(device, pages[0])
    painter = QPainter()
    if not painter.begin(device):
        raise UserError("打印机没有响应", what_to_do="请检查打印机是否连接、有纸，或者先存为 PDF 再打印。")
    paint = PagePainter(fonts, scale, centred=centred)
    try:
        for number, page in enumerate(pages):
            if not step(number, len(pages)):
                return False
            if number:
                _set_paper(device, page)
                device.newPage()
            paint.paint(painter, page)
        return step(len(pages), len(pages))
    finally:
        painter.end()


def _set_paper(device: QPagedPaintDevice, page: Page) -> None:
    """A4, upright or broad, without margins: the pages have their own."""
    turned = QPageLayout.Orientation.Landscape if page.sheet.is_landscape else QPageLayout.Orientation.Portrait
    device.setPageLayout(QPageLayout(QPageSize(QPageSize.PageSizeId.A4), turned, QMarginsF(0, 0, 0, 0)))


def _save(content: bytes, path: Path) -> None:
    """Put a file in its place only when it is whole."""
    file = QSaveFile(str(path))
    written = file.open(QIODevice.OpenModeFlag.WriteOnly) and file.write(content) == len(content) and file.commit()
    if not written:
        raise UserError(
            f"不能写入“{path.name}”（{file.errorString()}）",
            what_to_do="请关闭正在打开它的程序，或换一个可以写入的文件夹，再存一次。",
            place=str(path.parent),
        )
