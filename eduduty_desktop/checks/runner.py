"""Runs checks over a draft, again only where a change touched what a case had declared.

After any sequence of changes the findings equal those of a full run; a property test holds it to that.
"""

from collections.abc import Iterable

from eduduty_desktop.checks.registry import Case, Check, Registry, View
from eduduty_desktop.draft import Draft, Finding, Key
from eduduty_desktop.draft.finding import sort_key

_Slot = tuple[str, str]  # check code, case subject


class Runner:
    """Keeps the findings of one draft up to date."""

    def __init__(self, registry: Registry, draft: Draft) -> None:
        self._registry = registry
        self._draft = draft
        self._cases: dict[_Slot, Case] = {}
        self._found: dict[_Slot, tuple[Finding, ...]] = {}
        self._by_key: dict[Key, set[_Slot]] = {}
        self._by_table: dict[str, set[_Slot]] = {}
        self._pending: dict[_Slot, None] = {}
        self._sorted: tuple[Finding, ...] | None = None
        for check in registry:
            for case in check.cases(draft.framework):
                self._cases[(check.code, case.subject)] = Case(case.subject)
                self._declare(check, (check.code, case.subject), case)
                self._pending[(check.code, case.subject)] = None

    def changed(self, draft: Draft, keys: Iterable[Key]) -> None:
        """Note the draft's new value and the keys in which it differs from the last one noted.

        The framework must be the same; a draft of another framework gets a runner of its own.
        """
        self._draft = draft
        for key in keys:
            for slot in self._by_key.get(key, ()):
                self._pending[slot] = None
            for slot in self._by_table.get(key.table, ()):
                self._pending[slot] = None

    @property
    def pending(self) -> int:
        """Cases that wait to be run."""
        return len(self._pending)

    def step(self, most: int = 20) -> bool:
        """Run up to `most` waiting cases; True if none is left.  Lets a window stay fluent."""
        for _ in range(min(most, len(self._pending))):
            slot = next(iter(self._pending))
            del self._pending[slot]
            self._run(slot)
        return not self._pending

    def findings(self) -> tuple[Finding, ...]:
        """All findings, grave ones first; runs what still waits."""
        while not self.step(1000):
            pass
        if self._sorted is None:
            self._sorted = tuple(sorted((f for found in self._found.values() for f in found), key=sort_key))
        return self._sorted

    def _run(self, slot: _Slot) -> None:
        check = self._registry.checks[slot[0]]
        case = self._declare(check, slot, self._cases[slot])
        found = tuple(check.run(View(self._draft, case, check.code), case.subject))
        if found != self._found.get(slot, ()):
            self._sorted = None
        if found:
            self._found[slot] = found
        else:
            self._found.pop(slot, None)

    def _declare(self, check: Check, slot: _Slot, case: Case) -> Case:
        """The case's reads for the draft as it is now; the index follows."""
        declared = check.declare(self._draft, case) if check.declare else case
        before = self._cases[slot]
        for key in before.keys - declared.keys:
            self._by_key[key].discard(slot)
        for key in declared.keys - before.keys:
            self._by_key.setdefault(key, set()).add(slot)
        for table in before.tables - declared.tables:
            self._by_table[table].discard(slot)
        for table in declared.tables - before.tables:
            self._by_table.setdefault(table, set()).add(slot)
        self._cases[slot] = declared
        return declared
