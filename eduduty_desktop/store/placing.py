"""Putting a finished file in its place: whole or not at all, and never over another one by accident."""

import os
import secrets
import sys
from pathlib import Path

from eduduty_desktop.errors import UserError
from eduduty_desktop.store.header import journal_of


def refuse_existing(target: Path) -> None:
    """Raises UserError if something stands there already."""
    if target.exists() or target.is_symlink():
        raise UserError(f"文件“{target.name}”已经存在，没有覆盖", what_to_do="请换一个文件名，或先移走原来的文件。")


def temporary(target: Path) -> Path:
    """A name in the same folder that nobody else uses."""
    return target.with_name(f".~{target.name}.{secrets.token_hex(4)}.tmp")


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
