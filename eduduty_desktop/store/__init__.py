"""The draft file on disk (SQLite): opening, saving, crash journal, history, lock, backups, rescue, salvage.

The only place of SQL.  Knows draft values and changes; knows nothing of windows, commands or document formats.
"""

from eduduty_desktop.store.backups import Backup, Backups, Reason, digest_of
from eduduty_desktop.store.draft_file import DraftFile
from eduduty_desktop.store.exports import Export, LoggedExport
from eduduty_desktop.store.failures import DamagedError
from eduduty_desktop.store.keeper import ReplacedError
from eduduty_desktop.store.lock import Holder, Lock, LockedError, TakenOverError, holder_of
from eduduty_desktop.store.log import LoggedChange
from eduduty_desktop.store.machine import machine_id
from eduduty_desktop.store.reading import read_draft, read_exports, read_history
from eduduty_desktop.store.restoring import Restored, restore
from eduduty_desktop.store.reuniting import Loss, Source
from eduduty_desktop.store.salvage import SalvageReport, salvage
from eduduty_desktop.store.state import Phase, SaveState

__all__ = [
    "Backup",
    "Backups",
    "DamagedError",
    "DraftFile",
    "Export",
    "Holder",
    "Lock",
    "LockedError",
    "LoggedChange",
    "LoggedExport",
    "Loss",
    "Phase",
    "Reason",
    "ReplacedError",
    "Restored",
    "SalvageReport",
    "SaveState",
    "Source",
    "TakenOverError",
    "digest_of",
    "holder_of",
    "machine_id",
    "read_draft",
    "read_exports",
    "read_history",
    "restore",
    "salvage",
]
