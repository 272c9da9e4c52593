"""What the window asks of the use cases; `app.py` fills it in, tests hand in their own."""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import SignalInstance

from eduduty_desktop.draft import Draft, Finding, Key, Place
from eduduty_desktop.framework import Framework
from eduduty_desktop.workspace.session import Session

if TYPE_CHECKING:
    from eduduty_desktop.framework.library import Library
    from eduduty_desktop.framework.notice import Choices, TableReading
    from eduduty_desktop.grid import Grid, Paragraph
    from eduduty_desktop.store import Backup, LoggedChange, LoggedExport, Restored, SalvageReport, SaveState
    from eduduty_desktop.workspace.differences import Difference
    from eduduty_desktop.workspace.frameworks import Brought
    from eduduty_desktop.workspace.rolling import Rolled


class OpenedDraft(Protocol):
    """A draft file with its session, as `workspace.drafts` opens it."""

    @property
    def session(self) -> Session: ...
    @property
    def path(self) -> Path: ...
    @property
    def recovered(self) -> int: ...
    @property
    def state(self) -> "SaveState": ...
    def on_state(self, listener: "Callable[[SaveState], None]") -> Callable[[], None]: ...
    def retry(self) -> "Future[datetime]": ...
    def save_elsewhere(self, path: Path) -> None: ...
    def back_up(self) -> "Future[Backup]": ...
    def back_up_if_due(self, now: datetime) -> "Future[Backup] | None": ...
    def back_up_on_opening(self) -> "Future[Backup] | None": ...
    def history(self, key: Key) -> "list[LoggedChange]": ...
    def exports(self) -> "list[LoggedExport]": ...
    def record_export(
        self, edition: str, files: "Sequence[WrittenFile]", *, baseline: str = ""
    ) -> "Future[datetime]": ...
    def close(self) -> None: ...


class Open(Protocol):
    """Opens a draft file; see `workspace.drafts.open_draft` for what it raises."""

    def __call__(self, path: Path, *, read_only: bool = False, take_over: bool = False) -> OpenedDraft: ...


class WrittenFile(Protocol):
    """A file that an export wrote."""

    @property
    def kind(self) -> str: ...
    @property
    def path(self) -> Path: ...
    @property
    def sha256(self) -> str: ...


class Page(Protocol):
    """The page of one node: `gui.point.PointPage`."""

    status_message: SignalInstance
    page_changed: SignalInstance
    node_requested: SignalInstance

    def show_node(self, node_id: str) -> None: ...
    def reveal(self, place: Place) -> None: ...
    def mark_findings(self, findings: Sequence[Finding]) -> None: ...
    def seal(self) -> None: ...


class Create(Protocol):
    """Makes a new draft file."""

    def __call__(self, path: Path, framework: Framework, *, county: str, year: int) -> OpenedDraft: ...


class RollDraft(Protocol):
    """Makes next year's draft file from last year's and says where it is; see `workspace.rolling.roll_draft`."""

    def __call__(self, old: Path, new: Path, *, year: int, framework: Framework | None = None) -> "Rolled": ...


class Export(Protocol):
    """Writes the files that go upward; see `workspace.exporting.export`."""

    def __call__(
        self,
        draft: Draft,
        findings: Sequence[Finding],
        folder: Path,
        *,
        edition: str,
        now: datetime,
        progress: Callable[[int, int, str], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> Sequence[WrittenFile]: ...


@dataclass(frozen=True)
class Rescue:
    """Backups and salvage; see `workspace.backups` and `workspace.rescue`."""

    backups: "Callable[[Path], Sequence[Backup]]"  # newest first, also of a file that is gone
    read_draft: Callable[[Path], Draft]
    difference: "Callable[[Path, Draft], Sequence[Difference]]"
    restore: "Callable[[Path, Path], Restored]"
    salvage: "Callable[[Path, Path], SalvageReport]"
    in_words: "Callable[[SalvageReport], list[str]]"


class Keep(Protocol):
    """Puts a framework among the county's own and returns it as kept; see `workspace.library.keep`."""

    def __call__(self, framework: Framework, *, replace: bool = False) -> Framework: ...


@dataclass(frozen=True)
class Shelf:
    """The frameworks of this machine, and notices from above; see `workspace.library` and `workspace.frameworks`."""

    library: "Callable[[], Library]"
    keep: Keep
    discard: Callable[[str], None]
    bring: "Callable[[Path], Brought]"
    understand_again: "Callable[[Brought, Choices], Brought]"
    readings: "Callable[[Sequence[Grid | Paragraph]], tuple[TableReading, ...]]"  # every table that could be read
    write: Callable[[Framework, Path], None]


@dataclass(frozen=True)
class Services:
    """Each raises UserError for what a person can put right."""

    frameworks: Callable[[], list[Framework]]
    open_draft: Open
    create_draft: Create
    create_sample: Callable[[Path], OpenedDraft]
    export: Export
    planned: Callable[[Draft, Path, str], Mapping[str, Path]]  # files that an export would write, by kind
    now: Callable[[], datetime]
    documents_folder: Path
    manual_folder: Path
    show_in_folder: Callable[[Path], None]
    rescue: Rescue
    shelf: Shelf
    roll: RollDraft
