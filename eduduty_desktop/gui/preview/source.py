"""Keeps the pages up to date with the draft while somebody looks at them."""

from PySide6.QtCore import QObject, QTimer, Signal

from eduduty_desktop.document import build_report, settled
from eduduty_desktop.document.layout import layout_of
from eduduty_desktop.document.pagination import Pages, Paginator, Spot
from eduduty_desktop.draft import Draft, Key
from eduduty_desktop.gui.preview.places import followed
from eduduty_desktop.workspace.session import Applied, Session

DELAY_MILLISECONDS = 100
"""From the first change to the new pages; those typed meanwhile are seen at once with it."""


class PreviewSource(QObject):
    """The pages of a session's draft.

    `pages_changed` carries the record that was changed and the offset in its text, or None; nothing is computed
    while `active` is off.
    """

    pages_changed = Signal(object)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._paginator = Paginator()
        self._shown: Draft | None = None
        self._follow: tuple[Key, int] | None = None
        self.pages = Pages((), ())
        self.layout = layout_of(session.draft)
        self._active = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(DELAY_MILLISECONDS)
        self._timer.timeout.connect(self.refresh)
        self._unsubscribe = session.subscribe(self._note)

    def activate(self, active: bool) -> None:
        """Follow the draft from now on, or no longer."""
        self._active = active
        if active:
            self.refresh()

    def refresh(self) -> None:
        """Bring the pages up to date now, if anything was changed since."""
        self._timer.stop()
        draft = self._session.draft
        if draft is self._shown:
            return
        self._shown = draft
        self.layout = layout_of(draft)
        blocks = settled(build_report(draft, self.layout), self.layout, self._paginator)
        self.pages = self._paginator.paginate(blocks, self.layout)
        follow, self._follow = self._follow, None
        self.pages_changed.emit(follow)

    def stop(self) -> None:
        """Stop for good; the session may live on."""
        self._timer.stop()
        self._unsubscribe()

    def line_of(self, key: Key, offset: int) -> Spot | None:
        """The line in which a record stands."""
        return self.pages.line_of(key, offset)

    def _note(self, applied: Applied) -> None:
        self._follow = followed(applied.changes) or self._follow
        if self._active and not self._timer.isActive():
            self._timer.start()
