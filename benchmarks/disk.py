"""A disk that loses power or fails, for one child process: builds `disk_shim.c` and undoes what was not synced.

The files lie on the real file system; the shim logs, before every change, how to undo it, and after every fsync
that the file or folder has reached the disk.  `cut_power` takes back, newest first, every change that no fsync of
the file (for bytes) or of its folder (for names) followed.  A drive may keep more than that, never less.
"""

import os
import shutil
import struct
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

SOURCE = Path(__file__).resolve().parent / "disk_shim.c"
_RECORD = struct.Struct("<c7xQQqqqII")


@dataclass(frozen=True)
class Change:
    """One line of the shim's log; the meaning of `kind` is in disk_shim.c."""

    kind: str
    file: int
    folder: int
    offset: int
    size: int
    first: str
    second: str
    old: bytes


def available() -> bool:
    """Whether the shim can be built and preloaded here."""
    return sys.platform == "linux" and shutil.which("gcc") is not None


def build(folder: Path) -> Path:
    """Compile the shim into a folder.  Raises subprocess.CalledProcessError."""
    library = folder / "disk_shim.so"
    subprocess.run(["gcc", "-shared", "-fPIC", "-O1", "-Wall", "-Wextra", "-o", library, SOURCE, "-ldl"], check=True)
    return library


def environment(
    library: Path, root: Path, *, log: Path | None = None, save: Path | None = None, fault: Path | None = None
) -> dict[str, str]:
    """The variables under which a process has that disk below `root`; `save` is on the same file system."""
    chosen = {"LD_PRELOAD": library, "DISK_ROOT": root, "DISK_LOG": log, "DISK_SAVE": save, "DISK_FAULT": fault}
    return {name: os.fspath(value) for name, value in chosen.items() if value is not None}


def cut_power(root: Path, log: Path) -> int:
    """Leave below `root` only what had reached the disk; returns how many changes were taken back."""
    if not log.exists():
        return 0
    changes = list(_changes(log.read_bytes()))
    synced: set[int] = set()
    born: set[int] = set()  # inodes given out again: earlier changes were to another file
    undone = 0
    for change in reversed(changes):
        if change.kind == "S":
            synced.add(change.file)
            continue
        of_name = change.kind in "CUR"
        done = (change.folder if of_name else change.file) in synced or (not of_name and change.file in born)
        if change.kind == "C" and not change.size:  # a second name (size 1) is no new file
            born.add(change.file)
            synced.discard(change.file)
        if not done:
            _undo(change, root)
            undone += 1
    return undone


def _changes(content: bytes) -> Iterator[Change]:
    at = 0
    while at + _RECORD.size <= len(content):
        kind, file, folder, offset, size, length, first, second = _RECORD.unpack_from(content, at)
        at += _RECORD.size
        parts = []
        for part in (first, second, length):
            parts.append(content[at : at + part])
            at += part
        if at > len(content):
            return  # killed while it wrote this line: the change itself was not made
        yield Change(kind.decode(), file, folder, offset, size, os.fsdecode(parts[0]), os.fsdecode(parts[1]), parts[2])


def _undo(change: Change, root: Path) -> None:
    first, second = Path(change.first), Path(change.second)
    if change.kind in "WT":
        file = _file(change.file, first, root)
        if file is not None:
            with file.open("rb+") as stream:
                stream.seek(change.offset)
                stream.write(change.old)
                stream.truncate(change.size)
    elif change.kind == "C":
        first.unlink(missing_ok=True)
    elif change.kind == "U":
        if change.second and not first.exists():
            os.link(second, first)
    elif change.kind == "R" and second.exists() and not first.exists():
        second.rename(first)


def _file(inode: int, likely: Path, root: Path) -> Path | None:
    """A file by its inode: its name may have changed since."""
    if likely.exists() and likely.stat().st_ino == inode:
        return likely
    found = (file for file in root.rglob("*") if file.is_file() and file.stat().st_ino == inode)
    return next(found, None)
