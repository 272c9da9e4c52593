"""Saving what can be saved of a damaged draft file into a new one, with a list of what could not.

The damaged file is only read.  A value comes from its table, else from the change log's last line about it,
else from a backup.  Damage inside a text shows only where a wholly readable log and a table disagree: the
table's is kept and both are named.
"""

import sqlite3
import tempfile
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from eduduty_desktop import __version__
from eduduty_desktop.draft import Draft, canonical
from eduduty_desktop.errors import UserError
from eduduty_desktop.framework import Framework
from eduduty_desktop.store import log, rows, schema
from eduduty_desktop.store.backups import Backup
from eduduty_desktop.store.connection import connect, transaction
from eduduty_desktop.store.failures import DamagedError, in_plain_words
from eduduty_desktop.store.fragments import Fragments, collect, read_blocks
from eduduty_desktop.store.header import journal_of
from eduduty_desktop.store.lock import Lock
from eduduty_desktop.store.placing import discard, place, refuse_existing, temporary
from eduduty_desktop.store.pouring import Poured, pour
from eduduty_desktop.store.reading import read_draft
from eduduty_desktop.store.rescue import changes_between
from eduduty_desktop.store.reuniting import Loss, Reunited, Source, identity, reunite

_LABEL = "抢救"
_NOT_WHOLE = {Source.NOWHERE, Source.IN_PART, Source.DISPUTED}
_NOTHING = "请找回备份，或向收到过这份自评稿的人要一份。"


@dataclass(frozen=True, slots=True)
class SalvageReport:
    """What came of it: `kept` values of the new draft are as they were or as the log has them.

    `losses` name every value that was taken from elsewhere or is gone; of `uncertain` tables more may be gone
    than anything still names.  `remarks` say what was wrong with the file as a whole.
    """

    damaged: Path
    target: Path
    draft: Draft
    kept: int
    losses: tuple[Loss, ...]
    uncertain: tuple[str, ...]
    remarks: tuple[str, ...]

    @property
    def lost(self) -> tuple[Loss, ...]:
        """The values that are gone, in part unreadable or disputed."""
        return tuple(loss for loss in self.losses if loss.source in _NOT_WHOLE)


def salvage(
    damaged: Path,
    target: Path,
    *,
    who: str,
    clock: Callable[[], datetime],
    backups: Sequence[Backup] = (),
    frameworks: Iterable[Framework] = (),
) -> SalvageReport:
    """Build a sound draft at `target` from a damaged file; `backups` are tried newest first.

    `frameworks` stand in for the draft's own snapshot if that is gone and no backup has it.  Raises UserError
    if the target exists or cannot be written, or if nothing can be saved.
    """
    damaged, target = damaged.resolve(), target.resolve()
    refuse_existing(target)
    with in_plain_words(damaged):
        found = _fragments(damaged)
    at = clock().isoformat(timespec="milliseconds")
    lock = Lock.acquire(target, who=who, clock=clock)
    unfinished = temporary(target)
    try:
        with in_plain_words(target):
            report = _build(damaged, target, unfinished, found, list(_readable(backups)), list(frameworks), at, who)
            place(unfinished, target)
    finally:
        discard(unfinished)
        lock.release()
    return report


def _fragments(damaged: Path) -> Fragments:
    if not damaged.exists():
        raise UserError(f"自评稿“{damaged.name}”不存在", what_to_do="请检查路径；文件若在U盘或网络盘上，请先接好。")
    content, unreadable = read_blocks(damaged)
    remarks = [f"磁盘上有 {unreadable} 字节读不出"] if unreadable else []
    if journal_of(damaged).exists():
        rolled_back = _rolled_back(content, journal_of(damaged))
        if rolled_back is None:
            remarks.append("最后一次保存中途断开，未能撤回")
        content = rolled_back or content
    found = collect(content)
    if not any(found.rows.values()) and not found.stray:
        raise UserError(f"文件“{damaged.name}”里没有找到可以抢救的内容", what_to_do=_NOTHING)
    found.remarks[:0] = remarks
    return found


def _rolled_back(content: bytes, journal: Path) -> bytes | None:
    """The file after its last commit, which was cut short, is undone; None if SQLite cannot do that any more."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "copy"
        copy.write_bytes(content)
        journal_of(copy).write_bytes(journal.read_bytes())
        try:
            with closing(connect(copy, "rw")) as connection:
                connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except sqlite3.DatabaseError:
            return None
        return copy.read_bytes()


def _readable(backups: Iterable[Backup]) -> Iterable[tuple[Backup, Draft]]:
    for backup in backups:
        try:
            yield backup, read_draft(backup.path)
        except UserError:
            continue  # this one is damaged too; the one before it may serve


def _build(
    damaged: Path,
    target: Path,
    unfinished: Path,
    found: Fragments,
    backups: list[tuple[Backup, Draft]],
    frameworks: list[Framework],
    at: str,
    who: str,
) -> SalvageReport:
    origin = log.Origin(at, who, _LABEL)
    with closing(connect(unfinished, "rwc")) as connection:
        schema.migrate(connection, found.version)
        with transaction(connection):
            poured = pour(connection, found)
        schema.migrate(connection)
        with transaction(connection):
            reunited = _fill(connection, found, poured, backups, frameworks, origin)
    draft, losses = reunited.draft, tuple(reunited.losses)
    if canonical(read_draft(unfinished)) != canonical(draft):
        raise DamagedError(target, "写出的内容与抢救出的不一致")
    values = sum(len(records) for records in draft.tables.values())
    kept = values - sum(loss.source in {Source.BACKUP, Source.IN_PART} for loss in losses)
    return SalvageReport(damaged, target, draft, kept, losses, reunited.uncertain, tuple(found.remarks))


def _fill(
    connection: sqlite3.Connection,
    found: Fragments,
    poured: Poured,
    backups: list[tuple[Backup, Draft]],
    frameworks: list[Framework],
    origin: log.Origin,
) -> Reunited:
    draft_id, framework = identity(connection, found, poured, backups, frameworks)
    connection.execute('DELETE FROM "meta"')
    connection.execute('DELETE FROM "framework"')
    rows.write_whole(connection, Draft(draft_id, framework), origin.at, __version__)
    reunited = reunite(connection, Draft(draft_id, framework), found, poured, backups)
    log.replace_open_edit(connection, ())
    for item in log.made_ready(changes_between(reunited.held, reunited.draft, "salvage"), origin):
        log.write(connection, item)
    return reunited
