"""What one write hands to the file, kept until it is durable, and replayed where a file must be made anew."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from eduduty_desktop.store import exports, log
from eduduty_desktop.store.exports import Export
from eduduty_desktop.store.log import Write


class Marks(NamedTuple):
    """How far a file has come: which draft, its last logged change, its last recorded export."""

    draft_id: str
    change: int
    export: int


def marks_of(connection: sqlite3.Connection) -> Marks:
    """The marks of a file.  Raises sqlite3.Error."""
    (draft_id,) = connection.execute('SELECT "draft_id" FROM "meta"').fetchone() or ("",)
    (change,) = connection.execute('SELECT max("seq") FROM "change_log"').fetchone()
    (export,) = connection.execute('SELECT max("seq") FROM "exports"').fetchone()
    return Marks(draft_id, change or 0, export or 0)


@dataclass(frozen=True, slots=True)
class Batch:
    """Sealed changes, the crash journal's new content (None: as it is), recorded exports with their time."""

    writes: tuple[Write, ...] = ()
    open_edit: tuple[Write, ...] | None = None
    exports: tuple[Export, ...] = ()
    exported_at: str = ""

    @property
    def only_typing(self) -> bool:
        """Whether it holds a crash journal and nothing else: a later one makes it needless."""
        return self.open_edit is not None and not self.writes and not self.exports

    def carry_out(self, connection: sqlite3.Connection) -> None:
        """Write it; doing so twice does no harm.  Needs a transaction."""
        for item in self.writes:
            log.write(connection, item)
        if self.open_edit is not None:
            log.replace_open_edit(connection, self.open_edit)
        if self.exports:
            exports.add(connection, self.exports, self.exported_at)

    def replay(self, connection: sqlite3.Connection, own: Marks, base: Marks) -> None:
        """Write what a file that stood at `base` has not seen of this batch, after which marks were `own`."""
        if own.change > base.change:
            for item in self.writes:
                log.write(connection, item)
        if own.export > base.export and self.exports:
            exports.add(connection, self.exports, self.exported_at)


def queued(backlog: Sequence[Batch], new: Batch) -> tuple[Batch, ...]:
    """A backlog with one batch more; what is being typed replaces what was."""
    kept = backlog if new.open_edit is None else [batch for batch in backlog if not batch.only_typing]
    return (*kept, new)
