"""Putting a backup in a draft's place; what was there is kept beside it under another name."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from itertools import count
from pathlib import Path

from eduduty_desktop.draft import Draft, canonical
from eduduty_desktop.errors import UserError
from eduduty_desktop.store.failures import in_plain_words
from eduduty_desktop.store.header import journal_of
from eduduty_desktop.store.lock import Lock
from eduduty_desktop.store.placing import (
    LONGEST_NAME,
    discard,
    place,
    refuse_existing,
    refuse_long_name,
    temporary,
    write_durably,
)
from eduduty_desktop.store.reading import read_draft


@dataclass(frozen=True, slots=True)
class Restored:
    """Where the backup now is, its draft, and where the file that was there is kept (None: there was none)."""

    path: Path
    draft: Draft
    kept: Path | None


def restore(backup: Path, target: Path, *, who: str, clock: Callable[[], datetime], machine: str = "") -> Restored:
    """Put a copy of a backup at `target`; a file that is there is renamed, never overwritten, sound or not.

    Raises LockedError while a session has the target open, and UserError if the backup is not sound or the
    folder cannot be written; then everything is as before.
    """
    target = target.resolve()
    refuse_long_name(target)
    draft = read_draft(backup)
    lock = Lock.acquire(target, who=who, clock=clock, machine=machine)
    try:
        return Restored(target, draft, _put(backup, target, draft, clock()))
    finally:
        lock.release()


def _put(backup: Path, target: Path, draft: Draft, now: datetime) -> Path | None:
    unfinished = temporary(target)
    with in_plain_words(target):
        try:
            write_durably(unfinished, backup.read_bytes())
            if canonical(read_draft(unfinished)) != canonical(draft):
                raise UserError(f"备份“{backup.name}”没有完整复制过来", what_to_do="请检查磁盘，再试一次。")
            kept = _set_aside(target, now) if target.exists() else None
            try:
                place(unfinished, target)
            except BaseException:
                if kept is not None:
                    _rename(kept, target)
                raise
        finally:
            discard(unfinished)
    return kept


def _set_aside(target: Path, now: datetime) -> Path:
    added = f"（恢复前 {now:%Y-%m-%d %H%M}）"
    room = LONGEST_NAME - len(os.fsencode(added + target.suffix)) - len(" 99")
    stem = target.stem
    while len(os.fsencode(stem)) > room:
        stem = stem[:-1]
    names = (f"{stem}{added}{'' if n == 1 else f' {n}'}{target.suffix}" for n in count(1))
    kept = next(file for file in map(target.with_name, names) if not file.exists())
    _rename(target, kept)
    return kept


def _rename(file: Path, target: Path) -> None:
    """A draft with the journal of a commit that was cut short, without which it is worth nothing."""
    refuse_existing(target)
    if journal_of(file).exists():
        journal_of(file).rename(journal_of(target))
    file.rename(target)
