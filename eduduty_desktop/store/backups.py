"""Verified copies of drafts in the program's own folder.

Layout: `<folder>/<draft id>/<digest of the draft's path>/000012-20241122T080000Z-open-<digest of the value>.eduduty`,
beside them `origin.txt` with the path.  The numbers say which is newer, whatever the clock says.
"""

import hashlib
import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from eduduty_desktop.draft import Draft, canonical
from eduduty_desktop.errors import UserError
from eduduty_desktop.store.failures import in_plain_words
from eduduty_desktop.store.placing import discard, make_folder, place, temporary, write_durably
from eduduty_desktop.store.reading import read_draft
from eduduty_desktop.store.retention import kept

SUFFIX = ".eduduty"
ORIGIN = "origin.txt"
_NAME = re.compile(r"(\d{6,})-(\d{8}T\d{6}Z)-([a-z]+)-([0-9a-f]{16})\.eduduty")
_TIME = "%Y%m%dT%H%M%SZ"
_SAFE_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")
MakeCopy = Callable[[Path], None]


class Reason(StrEnum):
    """Why a backup was made; the values are in file names, `words` for people."""

    OPENED = "open"
    REGULAR = "regular"
    IMPORT = "import"
    MIGRATION = "migration"
    FAILING = "failing"
    ASKED = "asked"

    @property
    def words(self) -> str:
        return _WORDS[self]


_WORDS = {
    Reason.OPENED: "打开时",
    Reason.REGULAR: "每半小时",
    Reason.IMPORT: "导入前",
    Reason.MIGRATION: "升级前",
    Reason.FAILING: "存不上时",
    Reason.ASKED: "手动",
}


@dataclass(frozen=True, slots=True)
class Backup:
    """One verified copy: `at` is the clock's time (UTC) when it was made, `digest` that of the draft's value.

    `origin` is the draft file's path at that time, `bytes` the copy's size.
    """

    path: Path
    number: int
    at: datetime
    reason: Reason
    digest: str
    origin: Path
    bytes: int


def digest_of(draft: Draft) -> str:
    """A short name of a draft's value: 16 hex digits of the SHA-256 of its canonical form."""
    return hashlib.sha256(canonical(draft)).hexdigest()[:16]


class Backups:
    """The folder of all drafts' backups; it is made when the first one is."""

    def __init__(self, folder: Path, clock: Callable[[], datetime]) -> None:
        self._folder = folder
        self._clock = clock

    def of_draft(self, draft_id: str) -> list[Backup]:
        """All backups of a draft, wherever its file lay; those of one place newest first."""
        return [backup for folder in _folders(self._folder / _safe(draft_id)) for backup in _in(folder)]

    def of_file(self, path: Path) -> list[Backup]:
        """All backups of the draft file at a path, newest first, also if the file is gone or unreadable."""
        name = _place_digest(path)
        return [b for folder in _folders(self._folder) if (folder / name).is_dir() for b in _in(folder / name)]

    def newest(self, draft_id: str, path: Path) -> Backup | None:
        """The last backup of a draft at a path, None if there is none."""
        return next(iter(_in(self._of(draft_id, path))), None)

    def make(self, draft: Draft, path: Path, reason: Reason, make_copy: MakeCopy) -> Backup:
        """Have a copy made, open it again, look through it, compare it with the draft, and only then keep it.

        Older ones are thinned out.  Raises UserError if the copy is not sound (then it is discarded) or cannot
        be written.
        """
        folder = self._of(draft.id, path)
        at = self._clock().astimezone(UTC)
        with in_plain_words(folder / path.name):
            make_folder(folder)
            unfinished = temporary(folder / "copy")
            try:
                make_copy(unfinished)
                _verify(unfinished, draft, path)
                if _origin(folder) != path:
                    write_durably(folder / ORIGIN, os.fspath(path).encode(errors="surrogateescape"))
                number = max((known.number for known in _in(folder)), default=0) + 1
                name = f"{number:06}-{at.strftime(_TIME)}-{reason.value}-{digest_of(draft)}{SUFFIX}"
                place(unfinished, folder / name)
            finally:
                discard(unfinished)
            self._thin(folder)
        return Backup(folder / name, number, at, reason, digest_of(draft), path, (folder / name).stat().st_size)

    def _of(self, draft_id: str, path: Path) -> Path:
        return self._folder / _safe(draft_id) / _place_digest(path)

    def _thin(self, folder: Path) -> None:
        listed = _in(folder)
        keep = kept((backup.number, backup.at) for backup in listed)
        for backup in listed:
            if backup.number not in keep:
                backup.path.unlink(missing_ok=True)


def _verify(copy: Path, draft: Draft, path: Path) -> None:
    try:
        sound = canonical(read_draft(copy)) == canonical(draft)
    except UserError as error:
        raise UserError(f"“{path.name}”的备份打不开，已丢弃（{error.message}）", what_to_do=_AGAIN) from error
    if not sound:
        raise UserError(f"“{path.name}”的备份与自评稿不一致，已丢弃", what_to_do=_AGAIN)


_AGAIN = "自评稿本身没有受影响；稍后会再备份一次。若一再出现，请检查磁盘，并用“另存”保存一份到别的磁盘。"


def _safe(draft_id: str) -> str:
    """The id as a folder's name; ids come from files, so that one that is no plain word is not used as it is."""
    if _SAFE_ID.fullmatch(draft_id):
        return draft_id
    return "x" + hashlib.sha256(draft_id.encode(errors="surrogatepass")).hexdigest()[:32]


def _place_digest(path: Path) -> str:
    text = os.path.normcase(os.fspath(path.resolve()))
    return hashlib.sha256(os.fsencode(text)).hexdigest()[:12]


def _folders(folder: Path) -> Iterator[Path]:
    if folder.is_dir():
        yield from sorted(child for child in folder.iterdir() if child.is_dir())


def _in(folder: Path) -> list[Backup]:
    """The backups in the folder of one draft at one place, newest first."""
    if not folder.is_dir():
        return []
    origin = _origin(folder)
    found = [known for file in folder.iterdir() if (known := _backup(file, origin)) is not None]
    return sorted(found, key=lambda backup: backup.number, reverse=True)


def _backup(file: Path, origin: Path) -> Backup | None:
    match = _NAME.fullmatch(file.name)
    if match is None or match[3] not in _WORDS:
        return None
    at = datetime.strptime(match[2], _TIME).replace(tzinfo=UTC)
    return Backup(file, int(match[1]), at, Reason(match[3]), match[4], origin, file.stat().st_size)


def _origin(folder: Path) -> Path:
    file = folder / ORIGIN
    return Path(file.read_text(encoding="utf-8", errors="surrogateescape")) if file.is_file() else Path()
