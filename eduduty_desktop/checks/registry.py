"""What a check is, what it may read, and the register of all of them.

A check is cut into cases (one metric, one relation, one point …).  Each case declares the keys and tables
that it reads; the view it is given refuses everything else, so that the incremental runner can trust
the declaration.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from eduduty_desktop.draft import Finding, Key, Reader
from eduduty_desktop.draft.value import Row
from eduduty_desktop.framework import Framework


class UndeclaredReadError(Exception):
    """A check read what its case does not declare: a bug of the check."""


@dataclass(frozen=True, slots=True)
class Case:
    """One run of a check: about `subject`, reading `keys` and whole `tables`."""

    subject: str
    keys: frozenset[Key] = frozenset()
    tables: frozenset[str] = frozenset()


class View:
    """A reader that hands out only what was declared."""

    def __init__(self, reader: Reader, case: Case, code: str) -> None:
        self._reader = reader
        self._case = case
        self._code = code

    @property
    def framework(self) -> Framework:
        return self._reader.framework

    def get(self, key: Key) -> Any:
        if key not in self._case.keys and key.table not in self._case.tables:
            raise UndeclaredReadError(f"{self._code}[{self._case.subject}] reads {tuple(key)} without declaring it")
        return self._reader.get(key)

    def rows(self, table: str) -> Mapping[Row, Any]:
        if table not in self._case.tables:
            raise UndeclaredReadError(f"{self._code}[{self._case.subject}] reads table {table} without declaring it")
        return self._reader.rows(table)


@dataclass(frozen=True, slots=True)
class Check:
    """A registered check.

    `code` is its name for ever (waivers and the manual use it); `title` its Chinese name; `cases` lists its
    cases for a framework; `declare` gives a case's reads where they depend on the draft (it may read only
    what it returns); `run` yields findings.
    """

    code: str
    title: str
    cases: Callable[[Framework], Iterable[Case]]
    run: Callable[[View, str], Iterable[Finding]]
    declare: Callable[[Reader, Case], Case] | None = None


@dataclass
class Registry:
    """Checks by code, in the order of registration."""

    checks: dict[str, Check] = field(default_factory=dict)

    def add(self, check: Check) -> None:
        """Raises ValueError if the code is taken."""
        if check.code in self.checks:
            raise ValueError(f"check {check.code} is registered twice")
        self.checks[check.code] = check

    def __iter__(self) -> Iterator[Check]:
        return iter(self.checks.values())
