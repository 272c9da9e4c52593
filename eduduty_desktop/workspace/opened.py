"""An open draft: its session, its file, and what keeps it from being lost."""

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from eduduty_desktop.draft import Key
from eduduty_desktop.errors import UserError
from eduduty_desktop.workspace.session import ReadOnlyError, Session

if TYPE_CHECKING:
    from eduduty_desktop.store import Backup, Backups, DraftFile, LoggedChange, LoggedExport, Reason, SaveState

EVERY = timedelta(minutes=30)
EVERY_WHILE_FAILING = timedelta(minutes=1)
CLOSING_SECONDS = 30.0


class Exported(Protocol):
    """A file that an export wrote: `exporting.ExportedFile`."""

    @property
    def kind(self) -> str: ...
    @property
    def path(self) -> Path: ...
    @property
    def sha256(self) -> str: ...


class OpenDraft:
    """A draft with its session, opened for editing or, without a file of its own, for reading only.

    `recovered` counts changes that a crash had left unsaved.
    """

    def __init__(
        self,
        session: Session,
        file: "DraftFile | Path",
        *,
        clock: Callable[[], datetime],
        backups: "Backups | None",
    ) -> None:
        self.session = session
        self._file = None if isinstance(file, Path) else file
        self._path = file if isinstance(file, Path) else file.path
        self.recovered = 0 if self._file is None else len(self._file.recovered)
        self._clock = clock
        self._backups = backups
        self._backed_up = session.draft
        self._tried_at = clock()
        self._flushed = False

    @property
    def path(self) -> Path:
        """Where the draft is; another place after `save_elsewhere`."""
        return self._path if self._file is None else self._file.path

    @property
    def read_only(self) -> bool:
        return self._file is None

    # saving ----------------------------------------------------------------------------------------------

    @property
    def state(self) -> "SaveState":
        """Whether everything is in the file: phase, since when not, and why.  A typed edit not yet journalled is
        not counted.
        """
        from eduduty_desktop.store import SaveState

        return SaveState() if self._file is None else self._file.state

    def on_state(self, listener: Callable[["SaveState"], None]) -> Callable[[], None]:
        """Call `listener` with every new state, mostly on the store's thread; returns the way out."""
        return (lambda: None) if self._file is None else self._file.on_state(listener)

    def retry(self) -> "Future[datetime]":
        """Try at once to write what has not reached the file; resolves when all of it is durable.

        Raises ReadOnlyError.
        """
        self.session.journal()
        return self._own_file().flush()

    def save_elsewhere(self, path: Path) -> None:
        """Write everything in memory into a new file and go on there; waits until it is durable.

        The old file is left as it is.  Raises UserError if the new one exists or cannot be written: then
        nothing has changed and it may be tried again.  Raises ReadOnlyError.
        """
        file = self._own_file()
        self.session.seal()
        file.save_elsewhere(path, self.session.draft)

    # backups ---------------------------------------------------------------------------------------------

    def back_up_before_import(self) -> None:
        """A backup, waited for, so that an import can be taken back even after the undo steps are gone."""
        from eduduty_desktop.store import Reason

        self.back_up(Reason.IMPORT).result()

    def due(self, now: datetime) -> bool:
        """Whether a backup should be made: the draft has changed, and the last try was 30 minutes ago.

        While the file cannot be written, one minute.  A clock that was set back makes one due at once.
        """
        if self._file is None or self.session.draft is self._backed_up:
            return False
        every = EVERY_WHILE_FAILING if self.state.failing_since else EVERY
        return not timedelta(0) <= now - self._tried_at < every

    def back_up(self, reason: "Reason | None" = None) -> "Future[Backup]":
        """Have a verified backup made of the draft as it is now (default: 手动); returns at once.

        Before an import wait for its result.  The future raises UserError: the backup was not sound, or could
        not be written.  Raises ReadOnlyError.
        """
        from eduduty_desktop.store import Reason

        file = self._own_file()
        self.session.journal()
        draft, self._tried_at = self.session.draft, self._clock()
        future = file.back_up(draft, reason or Reason.ASKED)

        def remember(done: "Future[Backup]") -> None:
            if done.exception() is None:
                self._backed_up = draft

        future.add_done_callback(remember)
        return future

    def back_up_if_due(self, now: datetime) -> "Future[Backup] | None":
        """Make a backup if one is due; call it every minute or so.  None if none is."""
        from eduduty_desktop.store import Reason

        return self.back_up(Reason.REGULAR) if self.due(now) else None

    def back_up_on_opening(self) -> "Future[Backup] | None":
        """Make a backup unless the newest one is the draft as it is; call it once, after the first paint."""
        from eduduty_desktop.store import Reason, digest_of

        if self._backups is None:
            return None
        newest = self._backups.newest(self.session.draft.id, self.path)
        if newest is not None and newest.digest == digest_of(self.session.draft):
            return None
        return self.back_up(Reason.OPENED)

    # what the file knows ---------------------------------------------------------------------------------

    def history(self, key: Key) -> list["LoggedChange"]:
        """All sealed changes of one value, newest first.  Raises UserError if the file cannot be read."""
        from eduduty_desktop.store import read_history

        return read_history(self._path, key) if self._file is None else self._file.history(key)

    def exports(self) -> list["LoggedExport"]:
        """All recorded exports, newest first.  Raises UserError if the file cannot be read."""
        from eduduty_desktop.store import read_exports

        return read_exports(self._path) if self._file is None else self._file.exports()

    def record_export(self, edition: str, files: Sequence[Exported], *, baseline: str = "") -> "Future[datetime]":
        """Remember what was exported, and what it is compared with later; call it once an export.

        Raises ReadOnlyError.
        """
        from eduduty_desktop.store import Export

        kept = [baseline, *[""] * len(files)]  # once: it holds all that was said
        exported = [
            Export(edition, file.kind, file.path.name, file.sha256, said)
            for file, said in zip(files, kept, strict=False)
        ]
        return self._own_file().record_export(exported)

    def close(self) -> None:
        """Seal what is being typed, wait until it is in the file, let go of the file.

        Raises UserError if something could not be written; that is then in a backup, and the error says so.
        """
        if self._file is None:
            return
        kept = False
        if not self._flushed:
            self.session.seal()
            self._flushed = True
            kept = not _succeeds(self._file.flush()) and self._backups is not None and _succeeds(self.back_up())
        try:
            self._file.close()
        except UserError as error:
            if not kept:
                raise
            raise UserError(
                f"{error.message}；没有存上的内容已经放进备份",
                what_to_do="请在“恢复备份”里选择“存不上时”的那一份，把它恢复为一个新文件。",
            ) from error

    def _own_file(self) -> "DraftFile":
        if self._file is None:
            raise ReadOnlyError(self.session.read_only)
        return self._file


def _succeeds(future: "Future[Any]") -> bool:
    """Whether it does so within the time for closing; what it raised is raised again by closing the file."""
    try:
        return future.exception(CLOSING_SECONDS) is None
    except TimeoutError:
        return False
