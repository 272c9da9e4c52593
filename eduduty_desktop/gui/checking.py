"""Keeps the findings up to date in slices between two events, so that typing never waits for a check."""

import time

from PySide6.QtCore import QObject, QTimer, Signal

from eduduty_desktop.draft import Finding
from eduduty_desktop.workspace.session import Applied, Session

SLICE_SECONDS = 0.006
CASES_AT_ONCE = 4


class CheckLoop(QObject):
    """Steps the session's runner from a zero timer after every change.

    `settled` comes after each finished run; `findings_changed` before it, only where the findings differ
    from the last ones told.
    """

    findings_changed = Signal(tuple)
    settled = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._told: tuple[Finding, ...] | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._step)
        self._unsubscribe = session.subscribe(self._note)

    def start(self) -> None:
        """Run what waits, soon."""
        self._timer.start(0)

    def finish(self) -> tuple[Finding, ...]:
        """Run everything that waits now and return the findings."""
        self._session.runner.findings()
        self._tell()
        return self._told or ()

    def stop(self) -> None:
        """Stop for good; the session may live on."""
        self._timer.stop()
        self._unsubscribe()

    def _note(self, _applied: Applied) -> None:
        self._timer.start(0)

    def _step(self) -> None:
        end = time.perf_counter() + SLICE_SECONDS
        self._timer.start(0)  # a check that fails must not keep the others from running
        while not self._session.runner.step(CASES_AT_ONCE):
            if time.perf_counter() > end:
                return
        self._timer.stop()
        self._tell()

    def _tell(self) -> None:
        self._timer.stop()
        findings = self._session.findings()
        if findings is not self._told and findings != self._told:
            self._told = findings
            self.findings_changed.emit(findings)
        self.settled.emit()
