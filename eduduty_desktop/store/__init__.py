"""The draft file on disk (SQLite): opening, saving, crash journal, history, lock.

The only place of SQL.  Knows draft values and changes; knows nothing of windows, commands or document formats.
"""

from eduduty_desktop.store.draft_file import DraftFile
from eduduty_desktop.store.exports import Export, LoggedExport
from eduduty_desktop.store.failures import DamagedError
from eduduty_desktop.store.lock import Holder, LockedError
from eduduty_desktop.store.log import LoggedChange
from eduduty_desktop.store.reading import read_draft

__all__ = [
    "DamagedError",
    "DraftFile",
    "Export",
    "Holder",
    "LockedError",
    "LoggedChange",
    "LoggedExport",
    "preload",
    "read_draft",
]


def preload() -> None:
    """Load the database library (75 ms) before it is needed: after the first paint, not before."""
    import sqlite_utils  # noqa: F401
