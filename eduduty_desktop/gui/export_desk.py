"""What the window does about exporting: the dialog on the draft as it is now, and the record of what went out."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from eduduty_desktop.draft import Draft
from eduduty_desktop.gui.checking import CheckLoop
from eduduty_desktop.gui.editions.desk import EditionDesk
from eduduty_desktop.gui.presenter import Presenter
from eduduty_desktop.gui.services import OpenedDraft, Services, WrittenFile
from eduduty_desktop.gui.settings import Settings

if TYPE_CHECKING:  # loaded when first shown, so that the window comes up sooner
    from eduduty_desktop.gui.export_dialog import ExportDialog


class ExportDesk(QObject):
    """One for a window; the dialog is made anew for each export."""

    said = Signal(str)

    def __init__(
        self,
        opened: OpenedDraft,
        services: Services,
        settings: Settings,
        presenter: Presenter,
        checks: CheckLoop,
        editions: EditionDesk,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._opened = opened
        self._session = opened.session
        self._services = services
        self._settings = settings
        self._presenter = presenter
        self._checks = checks
        self._editions = editions
        self._window = window

    def run(self) -> None:
        """Open the dialog and wait until it is closed."""
        dialog = self.make_dialog()
        dialog.exec()
        if dialog.written:
            self._settings.set_folder("export", dialog.chosen_folder.parent)
            self.said.emit(f"已导出 {len(dialog.written)} 个文件")
        dialog.deleteLater()

    def make_dialog(self) -> "ExportDialog":
        """The dialog with the draft's snapshot and its findings."""
        from eduduty_desktop.gui.export_dialog import ExportDialog, ExportSource
        from eduduty_desktop.gui.findings_model import Counts, rows_of

        findings = self._checks.finish()
        waived = frozenset(f.identity for f in findings if self._session.waived(f))
        self._editions.look()
        source = ExportSource(
            self._session.draft,
            findings,
            waived,
            Counts.of(rows_of(self._session.draft.framework, findings, self._session.waived)),
            {one.edition: one.words for one in self._editions.stale},
        )
        parent = self._settings.folder("export", self._opened.path.parent)
        folder = parent / f"{self._opened.path.stem}导出"
        dialog = ExportDialog(
            source, folder, self._services, self._presenter, self._window, withhold=self._editions.choose_withheld
        )
        dialog.exported.connect(lambda edition, files: self._record(edition, files, dialog.draft))
        return dialog

    def _record(self, edition: str, files: tuple[WrittenFile, ...], draft: Draft) -> None:
        """Note in the draft what went out; a draft of somebody else's is only looked at."""
        from eduduty_desktop.document.names import Edition
        from eduduty_desktop.workspace.baseline import baseline_of

        if not self._session.only_looked_at:
            self._opened.record_export(edition, files, baseline=baseline_of(draft, Edition(edition)))
            self._editions.look_again()
