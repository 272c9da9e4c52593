"""What the window knows of the files of 佐证材料: their states, and reading them without holding up the page.

Two threads: one looks and reads small files, one reads what is large or what a person asked for.
"""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import msgspec
from PySide6.QtCore import QObject, Signal

from eduduty_desktop.draft import Key
from eduduty_desktop.draft.records import Evidence
from eduduty_desktop.gui.point.evidence_worker import Job, Worker
from eduduty_desktop.workspace.evidence import (
    CancelledError,
    Candidate,
    FileState,
    Fingerprint,
    Seen,
    Watch,
    examined,
    fingerprint,
    judged,
    path_of,
    reference_of,
    registration,
    seen_failing,
)
from eduduty_desktop.workspace.session import Session

Folder = Callable[[], Path | None]


class EvidenceFiles(QObject):
    """Belongs to the page, not to a point: a large file is read to its end when another point is shown."""

    seen_changed = Signal()
    busy_changed = Signal()
    registered = Signal(str, tuple, str)  # point, rows, what to say
    said = Signal(str)

    def __init__(self, session: Session, folder: Folder, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._folder = folder
        self._watch = Watch()
        self._seen: dict[str, tuple[str, str, Seen]] = {}
        self.quick = Worker(self)
        self.thorough = Worker(self)
        for worker in (self.quick, self.thorough):
            worker.changed.connect(self.busy_changed)

    def _evidence(self, row: str) -> Evidence | None:
        found: Evidence | None = self._session.record(Key("evidence", row))
        return found

    def path(self, row: str) -> Path | None:
        """Where a document's file is looked for; None without a file."""
        one = self._evidence(row)
        return path_of(one.file, self._folder()) if one is not None and one.file else None

    def seen(self, row: str) -> Seen | None:
        """What is known of a document's file, None until it was looked at."""
        one = self._evidence(row)
        if one is None or not one.file:
            return Seen(FileState.NONE)
        file, sha256, found = self._seen.get(row, ("", "", None))
        return found if (file, sha256) == (one.file, one.sha256) else None

    @property
    def jobs(self) -> list[Job]:
        """What a person may want to see and to stop."""
        return [job for worker in (self.quick, self.thorough) for job in worker.jobs if job.title]

    # looking ---------------------------------------------------------------------------------------------

    def look(self, rows: Sequence[str]) -> None:
        """Find out the states of some documents' files."""
        folder, watch = self._folder(), self._watch
        asked = [(row, one) for row in rows if (one := self._evidence(row)) is not None and one.file]
        if not asked:
            return

        def run(_progress: Any, cancelled: Callable[[], bool]) -> list[tuple[str, Evidence, Seen]]:
            return [(row, one, watch.look(one, folder, cancelled)) for row, one in asked]

        self.quick.submit(Job("", run, self._looked))

    def _looked(self, found: Any) -> None:
        if _failed(found):
            return
        for row, one, seen in found:
            kept = self.seen(row)
            if kept is not None and seen.state is FileState.UNCHECKED and kept.size == seen.size and kept.sha256:
                continue  # it was read by the other thread
            self._seen[row] = (one.file, one.sha256, seen)
        self.seen_changed.emit()

    # reading ---------------------------------------------------------------------------------------------

    def check(self, row: str) -> None:
        """Read a document's file through and tell whether it is the one that was registered."""
        one, path = self._evidence(row), self.path(row)
        if one is None or path is None or any(job.subject == row for job in self.thorough.jobs):
            return
        title = f"{'正在核对' if one.sha256 else '正在读取'}“{path.name}”"
        self.thorough.submit(Job(title, partial(_read, path), partial(self._checked, row, one), row))

    def _checked(self, row: str, one: Evidence, result: Any) -> None:
        if _failed(result) or self._evidence(row) is None:
            return
        if isinstance(result, OSError):
            self._seen[row] = (one.file, one.sha256, seen_failing(result))
        else:
            self._remember(one, result)
            self._seen[row] = (one.file, one.sha256, judged(one, result))
            if not one.sha256:
                self._fill(row, one, result)
        self.seen_changed.emit()

    def _remember(self, one: Evidence, found: Fingerprint) -> None:
        self._watch.remember(path_of(one.file, self._folder()), found)

    def _fill(self, row: str, one: Evidence, found: Fingerprint) -> None:
        """Note the hash of a file that was registered before it was read."""
        now = self._evidence(row)
        if now is not None and not now.sha256 and now.file == one.file and not self._session.read_only:
            self._take(row, now, one.file, found, f"记下“{now.title}”的校验值")

    def accept(self, row: str) -> None:
        """Register a changed file as it is now."""
        one, seen = self._evidence(row), self.seen(row)
        if one is not None and seen is not None and seen.state is FileState.CHANGED:
            record = msgspec.structs.replace(one, sha256=seen.sha256)
            self._seen[row] = (one.file, seen.sha256, Seen(FileState.SAME, seen.size, seen.sha256))
            self._session.edit([(Key("evidence", row), record)], label=f"按现在的文件登记“{one.title}”")

    def relocate(self, row: str, path: Path) -> None:
        """Let a document's file be another one, or the same one at another place."""
        one = self._evidence(row)
        if one is not None:
            job = Job(f"正在读取“{path.name}”", partial(_read, path), partial(self._relocated, row, path))
            self.thorough.submit(job)

    def _relocated(self, row: str, path: Path, result: Any) -> None:
        one = self._evidence(row)
        if _failed(result) or one is None or self._session.read_only:
            return
        if isinstance(result, OSError):
            seen = seen_failing(result)
            self.said.emit(f"读不了“{path.name}”（{seen.reason or seen.state}），没有改动。")
            return
        same = not one.sha256 or one.sha256 == result.sha256
        self._take(row, one, reference_of(path, self._folder()), result, f"重新定位“{one.title}”的文件")
        self.said.emit(
            f"已找到“{path.name}”。"
            if same
            else f"“{path.name}”与原来登记的内容不同，已按这个文件登记，Ctrl+Z 可以撤销。"
        )
        self.seen_changed.emit()

    def _take(self, row: str, one: Evidence, file: str, found: Fingerprint, label: str) -> None:
        record = msgspec.structs.replace(one, file=file, sha256=found.sha256, renew=False)
        self._remember(record, found)
        self._seen[row] = (file, found.sha256, judged(record, found))
        self._session.edit([(Key("evidence", row), record)], label=label)

    # registering -----------------------------------------------------------------------------------------

    def add(self, point: str, paths: Sequence[Path]) -> None:
        """Register files with a point as one step, as soon as the small ones among them are read."""
        watch = self._watch

        def run(progress: Callable[[int, int], None], cancelled: Callable[[], bool]) -> list[Candidate]:
            return examined(paths, watch, progress=progress, cancelled=cancelled)

        title = f"正在登记“{paths[0].name}”{f'等 {len(paths)} 个文件' if len(paths) > 1 else ''}"
        self.quick.submit(Job(title, run, partial(self._register, point), in_bytes=False))

    def _register(self, point: str, found: Any) -> None:
        if _failed(found) or self._session.read_only:
            return
        made = registration(self._session.draft, point, found, self._folder())
        if made.edits:
            self._session.edit(made.edits, label=f"添加佐证材料 {len(made.edits)} 份", cause="file")
        self.registered.emit(point, made.rows, made.message)
        self.look(made.rows)
        for row in made.unread:
            self.check(row)


def _read(path: Path, progress: Callable[[int, int], None], cancelled: Callable[[], bool]) -> Fingerprint | OSError:
    try:
        return fingerprint(path, progress, cancelled)
    except OSError as error:
        return error


def _failed(result: Any) -> bool:
    """Whether nothing came of a job because it was stopped; a bug is raised again, here on the window's thread."""
    if isinstance(result, CancelledError):
        return True
    if isinstance(result, Exception) and not isinstance(result, OSError):
        raise result
    return False
