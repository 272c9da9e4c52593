"""Whether what people see is in the file: being saved, saved at a moment, or failing since one, and why."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from eduduty_desktop.errors import UserError


class Phase(StrEnum):
    """What the status line shows."""

    UNTOUCHED = "untouched"
    SAVING = "saving"
    SAVED = "saved"
    FAILING = "failing"


@dataclass(frozen=True, slots=True)
class SaveState:
    """`saved_at`: when the last write was durable.  While something has not reached the file, `failing_since` is
    when that began and `reason` why; `must_move` says that trying again cannot help: the file belongs to
    another session or is another one, and the way on is to save elsewhere.
    """

    waiting: int = 0
    saved_at: datetime | None = None
    failing_since: datetime | None = None
    reason: UserError | None = None
    must_move: bool = False
    broken: bool = False  # a bug kept a change out of the file; only saving elsewhere brings it in

    @property
    def phase(self) -> Phase:
        if self.failing_since is not None:
            return Phase.FAILING
        if self.waiting:
            return Phase.SAVING
        return Phase.UNTOUCHED if self.saved_at is None else Phase.SAVED


Listener = Callable[[SaveState], None]

_BUG = UserError(
    "程序内部出错，有一处修改没有写入文件", what_to_do="请用“另存”把正在编辑的自评稿存为一个新文件，再重新打开。"
)


class SaveTracker:
    """Keeps the state; used from the owner thread and from the session's."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._state = SaveState()
        self._listeners: tuple[Listener, ...] = ()

    @property
    def state(self) -> SaveState:
        return self._state

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Call `listener` with every new state, on whichever thread brought it; returns the way out."""
        self._listeners = (*self._listeners, listener)

        def leave() -> None:
            self._listeners = tuple(known for known in self._listeners if known is not listener)

        return leave

    def handed_in(self) -> None:
        self._move(lambda state: replace(state, waiting=state.waiting + 1))

    def written(self, at: datetime) -> None:
        """A write was durable, and with it all that had waited."""

        def after(state: SaveState) -> SaveState:
            waiting = max(0, state.waiting - 1)
            return replace(state, waiting=waiting) if state.broken else SaveState(waiting, saved_at=at)

        self._move(after)

    def failed(self, error: Exception, *, must_move: bool) -> None:
        """A write has not reached the file."""
        reason = error if isinstance(error, UserError) else _BUG
        broken = reason is _BUG

        def after(state: SaveState) -> SaveState:
            return replace(
                state,
                waiting=max(0, state.waiting - 1),
                failing_since=state.failing_since or self._clock(),
                reason=state.reason if state.broken else reason,
                must_move=must_move or broken or state.broken,
                broken=broken or state.broken,
            )

        self._move(after)

    def moved(self, at: datetime) -> None:
        """Everything is in a new file."""
        self._move(lambda state: SaveState(state.waiting, saved_at=at))

    def _move(self, step: Callable[[SaveState], SaveState]) -> None:
        with self._lock:
            self._state = state = step(self._state)
        for listener in self._listeners:
            listener(state)
