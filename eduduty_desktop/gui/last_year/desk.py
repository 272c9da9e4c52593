"""往年报告, 反馈问题清单, 销号台账: asks for files, shows what they come to, applies it in one step."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from eduduty_desktop.errors import UserError
from eduduty_desktop.gui.opening import busy
from eduduty_desktop.gui.presenter import Presenter
from eduduty_desktop.gui.services import OpenedDraft
from eduduty_desktop.gui.settings import Settings

if TYPE_CHECKING:
    from eduduty_desktop.workspace.last_report import Import

REPORTS = "报告（*.docx *.txt）(*.docx *.txt);;所有文件 (*)"
LISTS = "表格（*.xlsx *.xls *.et *.ods *.csv *.docx）(*.xlsx *.xls *.et *.ods *.csv *.docx);;所有文件 (*)"
LEDGERS = "Excel 工作簿（*.xlsx）(*.xlsx);;Word 文档（*.docx）(*.docx)"


class LastYearDesk(QObject):
    """One for a window; `said` is for the status line."""

    said = Signal(str)

    def __init__(self, opened: OpenedDraft, settings: Settings, presenter: Presenter, window: QWidget) -> None:
        super().__init__(window)
        self._opened = opened
        self._settings = settings
        self._presenter = presenter
        self._window = window

    # 往年报告 ----------------------------------------------------------------------------------------------

    def ask_report(self) -> None:
        """Ask for last year's report and import it."""
        path = self._ask_file("导入往年报告", REPORTS)
        if path is not None:
            self.import_report(path)

    def import_report(self, path: Path) -> None:
        """Show what a report comes to and put what is ticked into the draft."""
        from eduduty_desktop.gui.last_year.last_report_dialog import LastReportDialog
        from eduduty_desktop.workspace.last_report import apply

        try:
            done = self._read(path, None)
        except UserError as error:
            self._presenter.show_error(self._window, error)
            return
        dialog = LastReportDialog(done, lambda year: self._read(path, year), self._window)
        wanted = self._presenter.run(dialog)
        chosen, places, figures = dialog.done_reading, dialog.chosen_places, dialog.chosen_figures
        dialog.deleteLater()
        if wanted:
            apply(self._opened.session, chosen, places, figures)
            self.said.emit(f"已导入上年内容 {len(places)} 处、上年数 {len(figures)} 个，按 Ctrl+Z 可以全部撤销。")

    def _read(self, path: Path, year: int | None) -> "Import":
        from eduduty_desktop.workspace.last_report import read_report

        with busy():
            return read_report(self._opened.session.draft, path, year=year)

    # 反馈和销号 --------------------------------------------------------------------------------------------

    def ask_feedback(self) -> None:
        """Ask for the list of problems that came back, and import it."""
        path = self._ask_file("导入反馈问题清单", LISTS)
        if path is not None:
            self.import_feedback(path)

    def import_feedback(self, path: Path) -> None:
        """Show the problems of a list and put those that are ticked into the draft."""
        from eduduty_desktop.gui.last_year.feedback_dialog import FeedbackDialog
        from eduduty_desktop.workspace.rectification import apply_list, read_list

        try:
            with busy():
                rows = read_list(self._opened.session.draft, path)
        except UserError as error:
            self._presenter.show_error(self._window, error)
            return
        dialog = FeedbackDialog(rows, path.name, self._opened.session.draft.framework, self._window)
        wanted, chosen = self._presenter.run(dialog), dialog.chosen
        dialog.deleteLater()
        if wanted and chosen:
            apply_list(self._opened.session, chosen, path.name)
            self.said.emit(f"已登记反馈问题 {len(chosen)} 个，按 Ctrl+Z 可以全部撤销。")

    def save_ledger(self) -> None:
        """Ask where, and write the 销号台账."""
        from eduduty_desktop.document.rectification import ledger_name

        proposed = self._opened.path.parent / ledger_name(self._opened.session.draft)
        chosen, kind = QFileDialog.getSaveFileName(self._window, "导出销号台账", str(proposed), LEDGERS)
        if chosen:
            path = Path(chosen)
            ending = ".docx" if "docx" in kind else ".xlsx"
            self.write_ledger(path if path.suffix.lower() in (".xlsx", ".docx") else path.with_name(path.name + ending))

    def write_ledger(self, path: Path) -> None:
        """Write the 销号台账 to a file."""
        from eduduty_desktop.workspace.rectification import write_ledger

        try:
            with busy():
                write_ledger(self._opened.session.draft, path)
        except UserError as error:
            self._presenter.show_error(self._window, error)
            return
        self.said.emit(f"已导出：{path}")

    def _ask_file(self, title: str, kinds: str) -> Path | None:
        folder = self._settings.folder("import", self._opened.path.parent)
        chosen, _ = QFileDialog.getOpenFileName(self._window, title, str(folder), kinds)
        if not chosen:
            return None
        self._settings.set_folder("import", Path(chosen).parent)
        return Path(chosen)
