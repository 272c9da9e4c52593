"""Putting a finished file in its place: whole or not at all, and never over another one by accident."""

import os
import secrets
import sys
from pathlib import Path

from eduduty_desktop.errors import UserError
from eduduty_desktop.store.failures import in_plain_words
from eduduty_desktop.store.header import journal_of

LONGEST_NAME = 255 - len("-journal")  # bytes: SQLite's journal beside it has a longer name
# What SQLite opens, journal included: 512 bytes on Unix (its MAX_PATHNAME), 260 characters on Windows.
_LONGEST_PATH = 259 - len("-journal") if sys.platform == "win32" else 504
_TEMPORARY = ".~0123456789abcdef.tmp"


def refuse_long_name(target: Path) -> None:
    """Raises UserError for a name or path that leaves SQLite no room, for the journal or a temporary file."""
    if len(os.fsencode(target.name)) > LONGEST_NAME:
        raise UserError(f"文件名“{target.name[:20]}…”太长", what_to_do="请换一个较短的文件名（80 个汉字以内）。")
    longest = max(map(_length, (target, target.with_name(_TEMPORARY))))
    if longest > _LONGEST_PATH:
        raise UserError(
            f"“{target.name[:20]}”所在的路径太长",
            what_to_do="请把文件放到上层的文件夹里，或缩短文件夹的名字（整个路径 160 个汉字以内）。",
        )


def _length(path: Path) -> int:
    absolute = os.path.abspath(path)
    return len(absolute) if sys.platform == "win32" else len(os.fsencode(absolute))


def refuse_existing(target: Path) -> None:
    """Raises UserError if something stands there already, or nothing can by that name."""
    refuse_long_name(target)
    with in_plain_words(target):
        there = target.exists() or target.is_symlink()
    if there:
        raise UserError(f"文件“{target.name}”已经存在，没有覆盖", what_to_do="请换一个文件名，或先移走原来的文件。")


def make_folder(folder: Path) -> None:
    """Make a folder with its parents, also after a power cut; raises OSError."""
    missing = [folder, *folder.parents]
    missing = missing[: next((n for n, each in enumerate(missing) if each.exists()), len(missing))]
    folder.mkdir(parents=True, exist_ok=True)
    for made in reversed(missing):
        _sync_folder(made.parent)


def temporary(target: Path) -> Path:
    """A name in the same folder that nobody else uses; short, however long the target's is."""
    return target.with_name(f".~{secrets.token_hex(8)}.tmp")


def write_durably(file: Path, content: bytes) -> None:
    """Let a file hold these bytes, after a power cut too: it holds the old ones or all of the new.  Raises OSError."""
    unfinished = temporary(file)
    try:
        with unfinished.open("wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        unfinished.replace(file)
        _sync_folder(file.parent)
    finally:
        unfinished.unlink(missing_ok=True)


def discard(file: Path) -> None:
    """Remove an unfinished file and its journal, if they are there."""
    file.unlink(missing_ok=True)
    journal_of(file).unlink(missing_ok=True)


def place(file: Path, target: Path, *, overwrite: bool = False) -> None:
    """Rename a finished file; raises UserError if the target exists and is not to be overwritten, and OSError."""
    if not overwrite:
        refuse_existing(target)
    # A journal whose draft is gone would be played back into the new file.
    journal_of(target).unlink(missing_ok=True)
    if overwrite:
        file.replace(target)
    elif sys.platform == "win32":
        file.rename(target)  # refuses by itself
    else:
        _rename_without_overwriting(file, target)
    _sync_folder(target.parent)


def _rename_without_overwriting(file: Path, target: Path) -> None:
    try:
        os.link(file, target)
    except FileExistsError:
        refuse_existing(target)
        raise
    except OSError:  # FAT on a USB stick has no links
        refuse_existing(target)
        file.rename(target)
    else:
        file.unlink()


def _sync_folder(folder: Path) -> None:
    if sys.platform != "win32":  # there a folder cannot be opened, and NTFS journals the rename
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
