"""An open draft: its value, undo, findings and its way into the file.

The session is used from one thread.  Every edit is one call that returns what changed; listeners get the
same.  Commits run on the store's own thread and are never waited for on the typing path.
"""

import time
import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Future
from datetime import datetime
from typing import TYPE_CHECKING, Any, Protocol

import msgspec

from eduduty_desktop.draft import Change, Draft, Finding, Group, Key, UndoStack
from eduduty_desktop.draft.finding import is_waived
from eduduty_desktop.draft.sign_off import is_free, sign_off_of
from eduduty_desktop.errors import UserError

if TYPE_CHECKING:  # loaded when findings are first asked for: a window paints before it checks
    from eduduty_desktop.checks import Registry, Runner

JOURNAL_SECONDS = 0.8  # an open edit is journalled at least this often while typing goes on

Edit = tuple[Key, msgspec.Struct | None]
Listener = Callable[["Applied"], None]


class Storage(Protocol):
    """What a session needs of a draft file."""

    def commit(self, changes: Sequence[Change], *, label: str) -> "Future[datetime]": ...
    def save_open_edit(self, changes: Sequence[Change], *, label: str) -> "Future[datetime]": ...
    def seal_open_edit(self, changes: Sequence[Change], *, label: str) -> "Future[datetime]": ...


class Applied(msgspec.Struct, frozen=True):
    """What an operation changed; `source` is `edit`, `type`, `undo` or `redo`."""

    changes: tuple[Change, ...]
    label: str
    source: str

    @property
    def keys(self) -> frozenset[Key]:
        return frozenset(change.key for change in self.changes)


class ReadOnlyError(UserError):
    """An edit of a draft that was opened for reading only."""

    def __init__(self, reason: str) -> None:
        super().__init__(
            f"这份自评稿是只读打开的，不能修改（{reason}）",
            what_to_do="需要修改时，请等对方关闭后重新打开，或另存一份再改。",
        )


class FrozenError(UserError):
    """An edit of a draft that was signed off."""

    def __init__(self, reason: str) -> None:
        super().__init__(
            f"这份自评稿已经定稿（{reason}），不能修改",
            what_to_do="确需修改时，请先在菜单里“解除定稿”并写明原因。",
        )


class Session:
    """One draft being worked on; one that was opened for reading only says why in `read_only` and takes no edit.

    `edit`, `type`, `undo` and `redo` raise ReadOnlyError there, and FrozenError in a draft that was signed off (but for
    records that are free then, see `draft.sign_off`).
    """

    def __init__(
        self,
        draft: Draft,
        storage: Storage | None,
        *,
        registry: "Registry | None" = None,
        seconds: Callable[[], float] = time.monotonic,
        read_only: str = "",
    ) -> None:
        self._draft = draft
        self._read_only = read_only
        self._storage = storage
        self._seconds = seconds
        self._registry = registry
        self._runner: Runner | None = None
        self._undo = UndoStack()
        self._listeners: list[Listener] = []
        self._saved_listeners: list[Callable[[Future[datetime]], None]] = []
        self._open: Group | None = None
        self._open_key: Key | None = None
        self._journalled_at = 0.0
        self._journalled: Group | None = None

    @property
    def draft(self) -> Draft:
        return self._draft

    @property
    def read_only(self) -> str:
        """Why the draft cannot be changed here, also because it was signed off; empty if it can."""
        return self._read_only or self.frozen

    @property
    def only_looked_at(self) -> bool:
        """Whether nothing can be written into the file, not even what was exported."""
        return bool(self._read_only)

    @property
    def frozen(self) -> str:
        """By whom and when the draft was signed off; empty if it was not."""
        found = sign_off_of(self._draft)
        return found.words if found is not None else ""

    @property
    def runner(self) -> "Runner":
        """The findings' runner, for windows that step it in slices."""
        if self._runner is None:
            from eduduty_desktop.checks import Runner, shipped_checks

            self._runner = Runner(self._registry or shipped_checks(), self._draft)
        return self._runner

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Call `listener` after every applied change; returns the way out."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def on_saving(self, listener: Callable[["Future[datetime]"], None]) -> None:
        """Call `listener` with the Future of every write handed to the file (it resolves on another thread)."""
        self._saved_listeners.append(listener)

    # editing ---------------------------------------------------------------------------------------------

    def edit(
        self, edits: Iterable[Edit], *, label: str, cause: str = "", causes: Mapping[Key, str] | None = None
    ) -> Applied:
        """Apply some records as one undoable step; records that change nothing are left out.

        `causes` says where single ones came from, where not all came from `cause`.
        """
        wanted = dict(edits)  # of two records for one key the later counts
        self._refuse_if_read_only(*wanted)
        self.seal()
        changes = self._changes(wanted, cause, causes or {})
        if not changes:
            return Applied((), label, "edit")
        self._undo.push(Group(changes[0].group, label, changes))
        return self._apply(changes, label, "edit")

    def decide(self, edits: Iterable[Edit], *, label: str, cause: str) -> Applied:
        """Apply records that undo does not take back, signed off or not: sign-off itself, and lifting it."""
        if self._read_only:
            raise ReadOnlyError(self._read_only)
        self.seal()
        changes = self._changes(dict(edits), cause, {})
        return self._apply(changes, label, "edit") if changes else Applied((), label, "edit")

    def _changes(
        self, edits: dict[Key, msgspec.Struct | None], cause: str, causes: Mapping[Key, str]
    ) -> tuple[Change, ...]:
        group = uuid.uuid4().hex
        found = (
            self._draft.change(key, record, group=group, cause=causes.get(key, cause)) for key, record in edits.items()
        )
        return tuple(change for change in found if not change.is_idle)

    def type(self, key: Key, record: msgspec.Struct | None, *, label: str, cause: str = "typed") -> Applied:
        """Apply one keystroke's worth to a field; stays one undo step and one journal row until `seal`."""
        self._refuse_if_read_only(key)
        if self._open_key is not None and self._open_key != key:
            self.seal()
        group = self._open.id if self._open else uuid.uuid4().hex
        change = self._draft.change(key, record, group=group, cause=cause)
        if change.is_idle:
            return Applied((), label, "type")
        step = Group(group, label, (change,))
        self._undo.push(step, still_open=True)
        self._open = self._open.joined(step) if self._open else step
        self._open_key = key
        applied = self._apply((change,), label, "type", commit=False)
        if self._seconds() - self._journalled_at >= JOURNAL_SECONDS:
            self.journal()
        return applied

    def journal(self) -> None:
        """Write the open edit to the file now if it changed; a window calls this every half second."""
        if self._storage is None or self._open is None or self._open is self._journalled:
            return
        self._journalled_at = self._seconds()
        self._journalled = self._open
        self._report(self._storage.save_open_edit(self._open.changes, label=self._open.label))

    def seal(self) -> None:
        """Close the field that was typed in: its edit becomes one committed step."""
        opened, self._open, self._open_key = self._open, None, None
        journalled, self._journalled = self._journalled, None
        self._undo.seal()
        if opened is not None and self._storage is not None and (opened.changes or journalled is not None):
            self._report(self._storage.seal_open_edit(opened.changes, label=opened.label))

    def undo(self) -> Applied | None:
        """Take the last step back; None if there is none."""
        self._refuse_if_read_only()
        self.seal()
        group = self._undo.undo()
        return self._apply(group.changes, f"撤销{group.label}", "undo") if group else None

    def redo(self) -> Applied | None:
        """Do the last undone step again; None if there is none."""
        self._refuse_if_read_only()
        self.seal()
        group = self._undo.redo()
        return self._apply(group.changes, f"重做{group.label}", "redo") if group else None

    @property
    def undo_label(self) -> str:
        """What undo would take back, empty if nothing."""
        return self._undo.undo_label

    @property
    def redo_label(self) -> str:
        return self._undo.redo_label

    def _refuse_if_read_only(self, *keys: Key) -> None:
        if self._read_only:
            raise ReadOnlyError(self._read_only)
        if not (keys and all(map(is_free, keys))) and (reason := self.frozen):
            raise FrozenError(reason)

    def _apply(self, changes: tuple[Change, ...], label: str, source: str, *, commit: bool = True) -> Applied:
        self._draft = self._draft.apply(changes)
        applied = Applied(changes, label, source)
        if self._runner is not None:
            self._runner.changed(self._draft, applied.keys)
        if commit and self._storage is not None:
            self._report(self._storage.commit(changes, label=label))
        for listener in tuple(self._listeners):
            listener(applied)
        return applied

    def _report(self, future: "Future[datetime]") -> None:
        for listener in tuple(self._saved_listeners):
            listener(future)

    # findings --------------------------------------------------------------------------------------------

    def findings(self) -> tuple[Finding, ...]:
        """All findings of the draft as it is now, grave ones first; waived ones are among them."""
        return self.runner.findings()

    def waived(self, finding: Finding) -> bool:
        """Whether an internal waiver still covers the finding."""
        return is_waived(finding, list(self._draft.rows("waivers").values()))

    def record(self, key: Key) -> Any:
        """The record under a key, None if nothing was said."""
        return self._draft.get(key)
