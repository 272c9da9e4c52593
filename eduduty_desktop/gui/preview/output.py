"""What the buttons 打印 and 存为 PDF do: ask where to, show the progress, say what came out."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QFileDialog, QProgressDialog

from eduduty_desktop.document import Edition, report_name
from eduduty_desktop.draft import Draft
from eduduty_desktop.errors import UserError
from eduduty_desktop.gui.presenter import Presenter
from eduduty_desktop.gui.preview.panel import PreviewPanel
from eduduty_desktop.gui.preview.printing import Step, print_pages, write_pdf
from eduduty_desktop.gui.settings import Settings

PATIENCE_MILLISECONDS = 500


def pdf_name(draft: Draft) -> str:
    """The report's own name with another ending."""
    return Path(report_name(draft, Edition.REVIEW)).with_suffix(".pdf").name


class Output:
    """Prints and saves the pages of one panel."""

    def __init__(
        self, panel: PreviewPanel, presenter: Presenter, settings: Settings, say: Callable[[str], None]
    ) -> None:
        self._panel = panel
        self._presenter = presenter
        self._settings = settings
        self._say = say

    def save_pdf(self, draft: Draft, folder: Path) -> None:
        """Ask for a file and write it."""
        proposed = self._settings.folder("export", folder) / pdf_name(draft)
        chosen, _ = QFileDialog.getSaveFileName(self._panel, "存为 PDF", str(proposed), "PDF 文件（*.pdf）(*.pdf)")
        if chosen:
            path = Path(chosen)
            self.write(path if path.suffix.lower() == ".pdf" else path.with_name(f"{path.name}.pdf"))

    def write(self, path: Path) -> None:
        """Write the pages that are shown into a PDF file."""
        panel = self._panel
        panel.source.refresh()
        title = path.stem
        centred = panel.source.layout.centred_numbers
        if self._run(
            "正在写 PDF", lambda step: write_pdf(panel.pages, panel.fonts, path, title, step, centred=centred)
        ):
            self._settings.set_folder("export", path.parent)
            self._say(f"已存为“{path.name}”，共 {len(panel.pages.pages)} 页")

    def print_out(self, title: str) -> None:
        """Ask for a printer and print."""
        panel = self._panel
        panel.source.refresh()
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(title)
        printer.setFromTo(1, max(1, len(panel.pages.pages)))
        dialog = QPrintDialog(printer, panel)
        dialog.setWindowTitle("打印报告")
        dialog.setOption(QPrintDialog.PrintDialogOption.PrintCurrentPage, False)
        if self._presenter.run(dialog):
            self.send(printer)
        dialog.deleteLater()

    def send(self, printer: QPrinter) -> None:
        """Print the pages that the printer's dialog left chosen."""
        panel = self._panel
        if printer.printRange() is QPrinter.PrintRange.AllPages:
            printer.setFromTo(0, 0)
        centred = panel.source.layout.centred_numbers
        if self._run("正在打印", lambda step: print_pages(panel.pages, panel.fonts, printer, step, centred=centred)):
            self._say("已交给打印机")

    def _run(self, words: str, work: Callable[[Step], bool]) -> bool:
        """Do the work with progress and cancel, if it takes longer than a moment."""
        progress = QProgressDialog(words, "取消", 0, 0, self._panel)
        progress.setWindowModality(Qt.WindowModality.WindowModal)
        progress.setMinimumDuration(PATIENCE_MILLISECONDS)

        def step(done: int, of: int) -> bool:
            progress.setMaximum(of)
            progress.setValue(done)
            QCoreApplication.processEvents()
            return not progress.wasCanceled()

        try:
            done = work(step)
        except UserError as error:
            self._presenter.show_error(self._panel, error)
            return False
        finally:
            progress.close()
            progress.deleteLater()
        if not done:
            self._say("已取消，没有写出文件")
        return done
