"""Undo and redo as groups of changes; it holds no draft, the session does."""

import msgspec

from eduduty_desktop.draft.value import Change


class Group(msgspec.Struct, frozen=True):
    """What one undo takes back, with words for the menu (`撤销 填写教职工总数`)."""

    id: str
    label: str
    changes: tuple[Change, ...]

    def inverse(self) -> "Group":
        return Group(self.id, self.label, tuple(change.inverse() for change in reversed(self.changes)))

    def joined(self, later: "Group") -> "Group":
        """Both as one, each key changed once; keys that end as they began drop out."""
        last: dict[object, Change] = {}
        for change in (*self.changes, *later.changes):
            first = last.get(change.key)
            last[change.key] = change if first is None else msgspec.structs.replace(change, old=first.old)
        return Group(self.id, later.label, tuple(c for c in last.values() if not c.is_idle))


class UndoStack:
    """Two stacks of groups.  `push` while `open_group` is set joins groups of the same id."""

    def __init__(self) -> None:
        self._past: list[Group] = []
        self._future: list[Group] = []
        self._open: str | None = None

    def push(self, group: Group, *, still_open: bool = False) -> None:
        """Remember a group that has been applied; typing in one field keeps its group open and joins."""
        self._future.clear()
        if self._past and self._open == group.id == self._past[-1].id:
            joined = self._past.pop().joined(group)
            if joined.changes:
                self._past.append(joined)
        else:
            self._past.append(group)
        self._open = group.id if still_open and self._past and self._past[-1].id == group.id else None

    def seal(self) -> None:
        """Close the open group: the next change begins a new one."""
        self._open = None

    def undo(self) -> Group | None:
        """The group to apply now so as to take the last one back; None if there is none."""
        self.seal()
        if not self._past:
            return None
        group = self._past.pop()
        self._future.append(group)
        return group.inverse()

    def redo(self) -> Group | None:
        """The group to apply now so as to do the last undone one again."""
        self.seal()
        if not self._future:
            return None
        group = self._future.pop()
        self._past.append(group)
        return group

    @property
    def undo_label(self) -> str:
        return self._past[-1].label if self._past else ""

    @property
    def redo_label(self) -> str:
        return self._future[-1].label if self._future else ""


class Splice(msgspec.Struct, frozen=True):
    """A long text's change as the log keeps it: at a position, what was removed and what came in."""

    at: int
    removed: str
    inserted: str


def splice(old: str, new: str) -> Splice:
    """The shortest single splice from one text to another."""
    head = _common_prefix(old, new)
    limit = min(len(old), len(new)) - head
    tail = _common_prefix(old[head:][::-1][:limit], new[head:][::-1][:limit])
    return Splice(head, old[head : len(old) - tail], new[head : len(new) - tail])


def unsplice(new: str, change: Splice) -> str:
    """The old text.  Raises ValueError if the splice does not belong to the text."""
    end = change.at + len(change.inserted)
    if new[change.at : end] != change.inserted:
        raise ValueError("splice does not belong to this text")
    return new[: change.at] + change.removed + new[end:]


def _common_prefix(a: str, b: str) -> int:
    low, high = 0, min(len(a), len(b))
    while low < high:
        middle = (low + high + 1) // 2
        if a.startswith(b[:middle]):
            low = middle
        else:
            high = middle - 1
    return low
