"""Backups as the window uses them: listing, comparing with now, restoring.

They lie in `backups` in the program's data folder, one folder a draft; `data` names another data folder.
"""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from eduduty_desktop import paths
from eduduty_desktop.draft import Draft
from eduduty_desktop.errors import UserError

if TYPE_CHECKING:
    from eduduty_desktop.store import Backup, Backups, Restored
    from eduduty_desktop.workspace.differences import Difference

FOLDER = "backups"
Clock = Callable[[], datetime]


def backups_of(clock: Clock, data: Path | None = None) -> "Backups":
    """The folder of backups; it is made when the first one is."""
    from eduduty_desktop.store import Backups

    return Backups((data or paths.data_folder()) / FOLDER, clock)


def machine_of(data: Path | None = None) -> str:
    """This computer's random name; empty where the data folder cannot be written, as on a locked-down account."""
    from eduduty_desktop.store import machine_id

    try:
        return machine_id(data or paths.data_folder())
    except OSError:
        return ""  # locks then tell computers apart by their host names only


def list_backups(draft: Path | str, *, clock: Clock, data: Path | None = None) -> tuple["Backup", ...]:
    """The backups of a draft by its file, also a lost or damaged one, or by its id; newest first.

    Backups of the same draft made at other places follow after those of this file.
    """
    from eduduty_desktop.store import read_draft

    backups = backups_of(clock, data)
    if isinstance(draft, str):
        return tuple(backups.of_draft(draft))
    own = backups.of_file(draft)
    try:
        elsewhere = backups.of_draft(read_draft(draft).id)
    except UserError:
        elsewhere = []  # the file is what backups are wanted for
    known = {backup.path for backup in own}
    return (*own, *(backup for backup in elsewhere if backup.path not in known))


def difference(backup: Path, draft: Draft) -> "tuple[Difference, ...]":
    """What has changed since a backup: `old` is the backup's side, `new` the draft's.

    Raises UserError if the backup cannot be read.
    """
    from eduduty_desktop.store import read_draft
    from eduduty_desktop.workspace.differences import differences

    return differences(read_draft(backup), draft)


def restore(backup: Path, target: Path, *, clock: Clock, data: Path | None = None) -> "Restored":
    """Put a backup in the place of a draft; what is there, sound or not, is kept beside it under another name.

    The draft must be closed first.  Raises LockedError while somebody has it open, and UserError if the backup
    is not sound or the folder cannot be written; then nothing has changed.
    """
    from eduduty_desktop.store import restore as put_back
    from eduduty_desktop.workspace.people import person

    return put_back(backup, target, who=person(), clock=clock, machine=machine_of(data))
