"""佐证材料 and the files behind them: numbers, references, fingerprints, registration.

A file is referenced, never copied: by its path relative to the draft's folder when it lies below it, else by its
whole path.  What a file was is its SHA-256; what was hashed once in this session is not read again while its size
and time stay the same.  Reading is done where the caller runs it: a window does so on a thread of its own.
"""

import hashlib
import os
import re
import stat
import uuid
from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import StrEnum
from pathlib import Path

import msgspec

from eduduty_desktop.draft import Draft, Key, Reader
from eduduty_desktop.draft.records import Evidence
from eduduty_desktop.draft.references import file_name_of
from eduduty_desktop.errors import UserError
from eduduty_desktop.workspace.session import Edit

READ_AT_ONCE = 32 * 1024 * 1024  # bytes; a larger file is registered first and read when asked or afterwards
_CHUNK = 1024 * 1024
_NUMBER = re.compile(r"(?<![\u4e00-\u9fff])[\u4e00-\u9fff]{2,12}[〔\[（(]((?:19|20)\d\d)[〕\])）]第?(\d{1,5})号")

Progress = Callable[[int, int], None]
Cancelled = Callable[[], bool]


class CancelledError(Exception):
    """A reading was given up because the person asked so."""


class FileState(StrEnum):
    """What is known of the file of a document."""

    NONE = "无文件"
    SAME = "完好"
    UNCHECKED = "未核对"
    CHANGED = "已改动"
    MISSING = "找不到"
    UNREADABLE = "读不了"


class Fingerprint(msgspec.Struct, frozen=True):
    """A file as it was read: bytes, time of change in nanoseconds, SHA-256 in hexadecimal."""

    size: int
    changed: int
    sha256: str


class Seen(msgspec.Struct, frozen=True):
    """A file as it was found: its state, its size in bytes, its SHA-256 where it was read, why it cannot be."""

    state: FileState
    size: int = 0
    sha256: str = ""
    reason: str = ""


# references -----------------------------------------------------------------------------------------------


def reference_of(path: Path, folder: Path | None) -> str:
    """How a draft in a folder names a file: relative with `/` below the folder, else the whole path."""
    whole = Path(os.path.abspath(path))
    if folder is not None and whole.is_relative_to(base := Path(os.path.abspath(folder))):
        return whole.relative_to(base).as_posix()
    return str(whole)


def path_of(reference: str, folder: Path | None) -> Path:
    """Where a referenced file is looked for."""
    path = Path(reference)
    return path if path.is_absolute() or folder is None else folder / path


def is_elsewhere(reference: str) -> bool:
    """Whether a reference names another computer; such a file is looked at only when a person asks."""
    return reference.startswith(("\\\\", "//"))


# reading --------------------------------------------------------------------------------------------------


def fingerprint(
    path: Path, progress: Progress = lambda _done, _size: None, cancelled: Cancelled = lambda: False
) -> Fingerprint:
    """Read a file through, a megabyte at a time.

    `progress` is told bytes read and bytes in all.  Raises CancelledError, and OSError if it cannot be read or is
    no ordinary file.
    """
    digest, done = hashlib.sha256(), 0
    with open(path, "rb", buffering=0, opener=_without_waiting) as file:
        found = os.fstat(file.fileno())
        if not stat.S_ISREG(found.st_mode):
            raise OSError(0, "不是普通文件")
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
            done += len(chunk)
            progress(done, found.st_size)
            if cancelled():
                raise CancelledError
    return Fingerprint(found.st_size, found.st_mtime_ns, digest.hexdigest())


def _without_waiting(path: str, flags: int) -> int:
    """Open without waiting for the other end of a pipe."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


class Watch:
    """Looks at files and remembers what it read.  Used from one thread."""

    def __init__(self, at_once: int = READ_AT_ONCE) -> None:
        self._at_once = at_once
        self._known: dict[Path, Fingerprint] = {}

    def look(self, one: Evidence, folder: Path | None, cancelled: Cancelled = lambda: False) -> Seen:
        """The state of a document's file; one that is large and not known yet is left 未核对."""
        if not one.file:
            return Seen(FileState.NONE)
        if is_elsewhere(one.file):
            return Seen(FileState.UNCHECKED, reason="文件在别的计算机上，点“核对”时才去读")
        path = path_of(one.file, folder)
        try:
            found = path.stat()
            known = self._known.get(path)
            if known is None or (known.size, known.changed) != (found.st_size, found.st_mtime_ns):
                if not one.sha256 or found.st_size > self._at_once:
                    return Seen(FileState.UNCHECKED, found.st_size)
                known = self.read(path, cancelled=cancelled)
        except OSError as error:
            return seen_failing(error)
        return judged(one, known)

    def read(
        self, path: Path, progress: Progress = lambda _done, _size: None, cancelled: Cancelled = lambda: False
    ) -> Fingerprint:
        """Read a file through and remember it.  Raises as `fingerprint` does."""
        self._known[path] = found = fingerprint(path, progress, cancelled)
        return found

    def remember(self, path: Path, found: Fingerprint) -> None:
        """Take over what was read elsewhere."""
        self._known[path] = found


def judged(one: Evidence, found: Fingerprint) -> Seen:
    """A file that was read against what was registered."""
    if not one.sha256:
        return Seen(FileState.UNCHECKED, found.size, found.sha256)
    state = FileState.SAME if found.sha256 == one.sha256 else FileState.CHANGED
    return Seen(state, found.size, found.sha256)


def seen_failing(error: OSError) -> Seen:
    """What a failure to reach a file means."""
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return Seen(FileState.MISSING)
    return Seen(FileState.UNREADABLE, reason=error.strerror or str(error))


def size_in_words(size: int) -> str:
    """`312 B`, `4.0 KB`, `1.2 MB`, `5.0 GB`."""
    amount, unit = float(size), "B"
    for larger in ("KB", "MB", "GB", "TB"):
        if amount < 1024:
            break
        amount, unit = amount / 1024, larger
    return f"{size} B" if unit == "B" else f"{amount:.1f} {unit}"


# numbers and order ----------------------------------------------------------------------------------------


def evidence_numbers(reader: Reader) -> dict[str, str]:
    """材料编号 (指标号-序号) of every document by its id, in the order and with the words of the 佐证目录."""
    from eduduty_desktop.document.appendix import EVIDENCE_COLUMNS, evidence_sheet

    headings = [column.heading for column in EVIDENCE_COLUMNS]
    number, name = headings.index("材料编号"), headings.index("材料名称")
    rows = evidence_sheet(reader, "").rows[1:]
    return {row[name].trace.row: str(row[number].value) for row in rows if row[name].trace is not None}  # type: ignore[union-attr]


def home_of(reader: Reader, one: Evidence) -> str:
    """The point under which a document is numbered: the first that it proves; empty if it proves none."""
    return next((node for node in reader.framework.nodes if node in one.points), "")


def evidence_of(reader: Reader, point: str) -> list[tuple[str, str, Evidence]]:
    """The documents that prove a point, with id and number, in the order of the 佐证目录."""
    found = [(row, number, reader.get(Key("evidence", row))) for row, number in evidence_numbers(reader).items()]
    return [(row, number, one) for row, number, one in found if point in one.points]


def moved(reader: Reader, point: str, row: str, to: int) -> list[Edit]:
    """The edits that put a document at a place (from 0) among those that are numbered under its point."""
    mine = [(each, one) for each, _, one in evidence_of(reader, point) if home_of(reader, one) == point]
    at = next((place for place, (each, _) in enumerate(mine) if each == row), -1)
    if at < 0:
        return []
    mine.insert(max(0, min(to, len(mine) - 1)), mine.pop(at))
    return [
        (Key("evidence", each), msgspec.structs.replace(one, order=place))
        for place, (each, one) in enumerate(mine, 1)
        if one.order != place
    ]


def unlinked(reader: Reader, row: str, point: str) -> Edit | None:
    """The edit that takes a document away from a point; one that proves other points stays with them."""
    one: Evidence | None = reader.get(Key("evidence", row))
    if one is None or point not in one.points:
        return None
    left = tuple(each for each in one.points if each != point)
    return Key("evidence", row), msgspec.structs.replace(one, points=left) if left else None


# registering ----------------------------------------------------------------------------------------------


class Candidate(msgspec.Struct, frozen=True):
    """A file to be registered as it was found; `reason` says why it cannot be."""

    path: Path
    size: int = 0
    sha256: str = ""
    reason: str = ""


class Registration(msgspec.Struct, frozen=True):
    """What registering files comes to: the edits, the ids to show, ids whose file is still to be read, and words."""

    edits: tuple[Edit, ...]
    rows: tuple[str, ...]
    unread: tuple[str, ...]
    message: str


def examined(
    paths: Sequence[Path],
    watch: Watch,
    at_once: int = READ_AT_ONCE,
    progress: Progress = lambda _done, _count: None,
    cancelled: Cancelled = lambda: False,
) -> list[Candidate]:
    """Look at files that shall be registered; small ones are read.  Raises CancelledError."""
    found = []
    for number, path in enumerate(paths):
        progress(number, len(paths))
        if cancelled():
            raise CancelledError
        found.append(_examined(path, watch, at_once, cancelled))
    return found


def _examined(path: Path, watch: Watch, at_once: int, cancelled: Cancelled) -> Candidate:
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            return Candidate(path, reason="是文件夹，请打开后选其中的文件")
        if not stat.S_ISREG(status.st_mode):
            return Candidate(path, reason="不是普通文件")
        if status.st_size > at_once:
            return Candidate(path, status.st_size)
        return Candidate(path, status.st_size, watch.read(path, cancelled=cancelled).sha256)
    except OSError as error:
        seen = seen_failing(error)
        return Candidate(path, reason=seen.reason or seen.state.value)


def registration(draft: Draft, point: str, candidates: Iterable[Candidate], folder: Path | None) -> Registration:
    """Register files with a point: one record each, unless the file is registered already, then it is linked."""
    book = _Book(draft, point)
    rows: list[str] = []
    unread: list[str] = []
    told: list[str] = []
    fresh = 0
    for candidate in candidates:
        name, reference = candidate.path.name, reference_of(candidate.path, folder)
        if candidate.reason:
            told.append(f"“{name}”没有登记：{candidate.reason}")
            continue
        row = book.find(candidate, reference)
        if row is not None:
            told.append(book.link(row, name))
        else:
            row, fresh = book.add(candidate, reference), fresh + 1
            if not candidate.sha256:
                unread.append(row)
            if not candidate.size:
                told.append(f"“{name}”是空文件，请核对")
        rows.append(row)
    message = "；".join([*([f"已登记 {fresh} 份佐证材料"] if fresh else []), *told])
    return Registration(tuple(book.edits.items()), tuple(rows), tuple(unread), f"{message}。" if message else "")


class _Book:
    """The documents of a draft while some are added to a point."""

    def __init__(self, draft: Draft, point: str) -> None:
        self._point = point
        self._records: dict[str, Evidence] = {row: one for (row, _), one in draft.rows("evidence").items()}
        self._files = {one.file: row for row, one in self._records.items() if one.file}
        self._hashes = {one.sha256: row for row, one in self._records.items() if one.sha256}
        self._numbers = evidence_numbers(draft)
        self._order = max((one.order for one in self._records.values()), default=0)
        self.edits: dict[Key, msgspec.Struct] = {}

    def find(self, candidate: Candidate, reference: str) -> str | None:
        """The document that a file is registered as: by its content, where that was not read by its place."""
        if candidate.sha256 and (row := self._hashes.get(candidate.sha256)) is not None:
            return row
        row = self._files.get(reference)
        known = self._records[row].sha256 if row is not None else ""
        return None if candidate.sha256 and known else row

    def add(self, candidate: Candidate, reference: str) -> str:
        row, self._order = uuid.uuid4().hex, self._order + 1
        self._put(row, evidence_from(candidate, reference, self._point, self._order))
        self._files[reference] = row
        if candidate.sha256:
            self._hashes[candidate.sha256] = row
        return row

    def link(self, row: str, name: str) -> str:
        """Let a known document prove the point too; says what was done."""
        one, number = self._records[row], self._numbers.get(row, "")
        where = f"（{number}）" if number else ""
        if self._point in one.points:
            return f"“{name}”已经登记过{where}，没有重复登记"
        self._put(row, msgspec.structs.replace(one, points=(*one.points, self._point)))
        return f"“{name}”已经登记过{where}，已关联到本项，没有重复登记"

    def _put(self, row: str, one: Evidence) -> None:
        self._records[row] = self.edits[Key("evidence", row)] = one


def evidence_from(candidate: Candidate, reference: str, point: str, order: int) -> Evidence:
    """A new record of a file: its name is the title, and a 文号 in the name is taken over."""
    title = candidate.path.stem.strip()
    number = _NUMBER.search(title)
    return Evidence(
        points=(point,),
        order=order,
        title=title,
        document_number=number.group() if number else "",
        file=reference,
        sha256=candidate.sha256,
    )


def without_file(draft: Draft, point: str) -> tuple[str, Evidence]:
    """A new record of a document that is no file: a plaque, a photo wall, a paper in the archive."""
    order = max((one.order for one in draft.rows("evidence").values()), default=0) + 1
    return uuid.uuid4().hex, Evidence(points=(point,), order=order)


def linkable(reader: Reader, point: str) -> Iterator[tuple[str, str, Evidence]]:
    """Documents that do not prove a point yet, with id and number."""
    for row, number in evidence_numbers(reader).items():
        one: Evidence = reader.get(Key("evidence", row))
        if point not in one.points:
            yield row, number, one


def refusal(seen: Seen, reference: str) -> UserError:
    """Why the file of a document cannot be taken, in words."""
    name = file_name_of(reference)
    if seen.state is FileState.MISSING:
        return UserError(f"找不到文件“{name}”", what_to_do="文件可能移动、改名或删除了，请点“重新定位…”选它。")
    return UserError(f"读不了文件“{name}”（{seen.reason}）", what_to_do="请检查权限，或关闭占用它的程序后再试。")
