"""Which findings a change to one value would bring or end, told before it is made.

Only the cases that read the value are run, over the draft as it is and as it would be.
"""

from collections.abc import Iterable

from eduduty_desktop.checks.registry import Case, Check, Registry, View
from eduduty_desktop.checks.shipped import shipped_checks
from eduduty_desktop.draft import Draft, Finding, Key

_Slot = tuple[Check, Case]


class ChangeChecks:
    """The checks of one framework, ready to be asked about single values."""

    def __init__(self, draft: Draft, registry: Registry | None = None) -> None:
        self._by_key: dict[Key, list[_Slot]] = {}
        self._by_table: dict[str, list[_Slot]] = {}
        self._declaring: list[_Slot] = []
        for check in registry or shipped_checks():
            for case in check.cases(draft.framework):
                if check.declare is not None:
                    self._declaring.append((check, case))
                    continue
                for key in case.keys:
                    self._by_key.setdefault(key, []).append((check, case))
                for table in case.tables:
                    self._by_table.setdefault(table, []).append((check, case))

    def readers(self, draft: Draft, key: Key) -> list[_Slot]:
        """The cases that read a key in a draft as it stands, each with what it declares."""
        found = [*self._by_key.get(key, ()), *self._by_table.get(key.table, ())]
        for check, case in self._declaring:
            assert check.declare is not None
            declared = check.declare(draft, case)
            if key in declared.keys or key.table in declared.tables:
                found.append((check, declared))
        return found


def findings_of(draft: Draft, readers: Iterable[_Slot]) -> dict[str, Finding]:
    """What the cases have to say about a draft, by the findings' names."""
    found = (finding for check, case in readers for finding in check.run(View(draft, case, check.code), case.subject))
    return {finding.identity: finding for finding in found}


def brought_and_ended(
    before: Draft, after: Draft, readers: Iterable[_Slot]
) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
    """Findings that a change would bring, and those that it would end."""
    cases = list(readers)
    old, new = findings_of(before, cases), findings_of(after, cases)
    return (
        tuple(finding for name, finding in new.items() if name not in old),
        tuple(finding for name, finding in old.items() if name not in new),
    )
