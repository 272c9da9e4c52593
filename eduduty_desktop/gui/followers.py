"""What of the window follows the draft: a table says which change is shown anew by whom.

Pages follow the session themselves; here is what stands around them: title, undo, counts, progress and score.
"""

from collections.abc import Callable, Set

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QMainWindow

from eduduty_desktop.draft import Finding
from eduduty_desktop.draft.assessment import completeness
from eduduty_desktop.draft.score_total import score
from eduduty_desktop.gui.checking import CheckLoop
from eduduty_desktop.gui.commands import describe_undo
from eduduty_desktop.gui.findings_panel import FindingsPanel
from eduduty_desktop.gui.outline import Outline
from eduduty_desktop.gui.services import OpenedDraft
from eduduty_desktop.gui.status import StatusLine
from eduduty_desktop.workspace.session import Applied

TEXTS = frozenset({"narratives", "headings", "cover", "notes"})
"""Tables on which neither the progress nor the score depends."""


class Followers(QObject):
    """Belongs to one window; progress and score wait until the checks have settled."""

    ready = Signal()  # once: the findings of the draft as it was opened are shown

    def __init__(
        self,
        opened: OpenedDraft,
        actions: dict[str, QAction],
        outline: Outline,
        panel: FindingsPanel,
        status: StatusLine,
        title: QLabel,
        window: QMainWindow,
    ) -> None:
        super().__init__(window)
        self._opened = opened
        self._session = opened.session
        self._actions = actions
        self._outline = outline
        self._panel = panel
        self._status = status
        self._title = title
        self._window = window
        self._is_ready = False
        self._numbers_stale = False
        self._operations: tuple[tuple[Callable[[Set[str]], bool], Callable[[], None]], ...] = (
            (lambda tables: "cover" in tables, self.show_title),
            (lambda tables: "waivers" in tables, self._show_waivers),
            (lambda tables: not tables <= TEXTS, self._expect_numbers),
        )
        self.show_title()
        self._show_undo()
        self._show_numbers()

    def follow(self, checks: CheckLoop) -> None:
        """Begin: hear of every change, and of what the checks find."""
        checks.findings_changed.connect(self._show_findings)
        checks.settled.connect(self._settle)
        self._session.subscribe(self._note)

    def show_title(self) -> None:
        """Name the draft in the window's title and in the bar at the top."""
        draft = self._session.draft
        county, year = draft.text("cover", "county"), draft.text("cover", "year")
        name = f"{county} {year} 年度自评".strip() if county or year else self._opened.path.stem
        self._title.setText(name)
        self._window.setWindowTitle(f"{name} – 教育履职自评")

    def _note(self, applied: Applied) -> None:
        self._show_undo()
        tables = {change.key.table for change in applied.changes}
        for concerns, show in self._operations:
            if concerns(tables):
                show()

    def _show_undo(self) -> None:
        describe_undo(self._actions, self._session.undo_label, self._session.redo_label)

    def _show_waivers(self) -> None:
        self._panel.refresh()
        self._show_counts()

    def _show_findings(self, findings: tuple[Finding, ...]) -> None:
        self._panel.show_findings(findings)
        self._show_counts()

    def _show_counts(self) -> None:
        self._status.show_counts(self._panel.counts)
        self._outline.model.show_counts(self._panel.standing)

    def _expect_numbers(self) -> None:
        self._numbers_stale = True

    def _show_numbers(self) -> None:
        self._numbers_stale = False
        self._status.show_completeness(completeness(self._session.draft))
        self._status.show_score(score(self._session.draft))

    def _settle(self) -> None:
        if not self._is_ready:
            self._is_ready = True
            self.ready.emit()
        if self._numbers_stale:
            self._show_numbers()
