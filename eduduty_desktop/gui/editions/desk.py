"""What the window does about editions: choosing what is withheld, signing off, telling that files are out of date."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from eduduty_desktop.draft import Draft, Finding
from eduduty_desktop.draft.sign_off import SignOff
from eduduty_desktop.errors import UserError
from eduduty_desktop.framework import Severity
from eduduty_desktop.gui.presenter import Presenter
from eduduty_desktop.gui.services import OpenedDraft
from eduduty_desktop.workspace.session import Applied

if TYPE_CHECKING:  # it brings what compares, not before the first paint
    from eduduty_desktop.workspace.staleness import Stale

LOOK_AFTER_MS = 2500
"""Files are compared with the draft when nothing has been changed for so long: never while somebody types."""


class EditionDesk(QObject):
    """One for a window; dialogs and comparisons load when they are first needed."""

    reopen_asked = Signal()  # signed off or lifted: every field changes between writing and reading
    said = Signal(str)
    stale_changed = Signal(tuple)  # of workspace.staleness.Stale
    place_chosen = Signal(object)  # a Key

    def __init__(
        self, opened: OpenedDraft, presenter: Presenter, findings: Callable[[], Sequence[Finding]], window: QWidget
    ) -> None:
        super().__init__(window)
        self._opened = opened
        self._session = opened.session
        self._presenter = presenter
        self._findings = findings
        self._window = window
        self._seen: Draft | None = None
        self.stale: tuple[Stale, ...] = ()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(LOOK_AFTER_MS)
        self._timer.timeout.connect(self.look)
        self._session.subscribe(self._note)
        self._timer.start()

    # files that are out of date --------------------------------------------------------------------------

    def look(self) -> None:
        """Compare the last files of every edition with the draft as it is now."""
        from eduduty_desktop.workspace.staleness import all_stale

        if self._seen is self._session.draft:
            return
        self._seen = self._session.draft
        try:
            exports = self._opened.exports()
        except UserError:
            return  # the file cannot be read now, which the window tells already
        found = all_stale(self._session.draft, exports)
        if found != self.stale:
            self.stale = found
            self.stale_changed.emit(found)

    def look_again(self) -> None:
        """After an export: compare soon, whether or not the draft has changed."""
        self._seen = None
        self._timer.start()

    def stop(self) -> None:
        """The window closes."""
        self._timer.stop()

    def show_stale(self) -> None:
        """List what differs; choosing a place leads there."""
        from eduduty_desktop.gui.editions.stale_dialog import StaleDialog

        self._seen = None
        self.look()
        if not self.stale:
            self.said.emit("已导出的文件与自评稿一致")
            return
        dialog = StaleDialog(self._session.draft.framework, self.stale, self._window)
        dialog.place_chosen.connect(self.place_chosen)
        self._presenter.run(dialog)
        dialog.deleteLater()

    def _note(self, applied: Applied) -> None:
        if applied.changes:
            self._timer.start()

    # what is withheld ------------------------------------------------------------------------------------

    def choose_withheld(self) -> Draft:
        """Ask what a 公示版 withholds and keep it in the draft, which is given back."""
        from eduduty_desktop.draft.withholding import texts_of
        from eduduty_desktop.gui.editions.withheld_dialog import WithheldDialog

        dialog = WithheldDialog(self._session.draft, self._window)
        if self._session.only_looked_at:
            dialog.keep.setEnabled(False)
        if self._presenter.run(dialog):
            self._session.edit(texts_of(dialog.choice).items(), label="选择公示版不公开的内容")
            self.said.emit(f"公示版不公开 {len(dialog.choice.metrics)} 项数据")
        dialog.deleteLater()
        return self._session.draft

    # sign-off --------------------------------------------------------------------------------------------

    def sign_off(self) -> None:
        """Ask for the names and freeze the draft."""
        from eduduty_desktop.gui.editions.sign_off_dialog import SignOffDialog
        from eduduty_desktop.workspace.signing import sign

        findings = self._findings()
        standing = [one for one in findings if not self._session.waived(one)]
        errors, warnings = (
            sum(one.severity is severity for one in standing) for severity in (Severity.ERROR, Severity.WARNING)
        )
        draft = self._session.draft
        proposed = SignOff(issuer=draft.text("cover", "signatory"), on=draft.text("cover", "date"))
        dialog = SignOffDialog(proposed, errors, warnings, self._window)
        if self._presenter.run(dialog):
            self._decide(lambda: sign(self._session, findings, dialog.sign_off))
        dialog.deleteLater()

    def lift(self) -> None:
        """Ask for the reason and let the draft be edited again."""
        from eduduty_desktop.gui.editions.sign_off_dialog import LiftDialog
        from eduduty_desktop.workspace.signing import lift

        dialog = LiftDialog(self._session.frozen, self._window)
        if self._presenter.run(dialog):
            self._decide(lambda: lift(self._session, dialog.reason.toPlainText()))
        dialog.deleteLater()

    def _decide(self, decide: Callable[[], Applied]) -> None:
        try:
            decide()
        except UserError as error:
            self._presenter.show_error(self._window, error)
            return
        self.reopen_asked.emit()
