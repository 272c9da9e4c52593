"""Report paragraphs with annotated figures (reports/*.txt), and errors planted in them: one digit of one figure.

A line that begins with `= ` is no text but a bond of the report: `= sum t = a + b`; `= sum a + b <= t` where the list after
其中 need not name everything, so that only too much contradicts.
"""

import random
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import msgspec

from eduduty_desktop.proof import Relation
from tests.proof.marked import Bond, Marked, breaks, holds

FOLDER = Path(__file__).with_name("reports")
EACH = 3  # figures changed of one bond


class Plant(msgspec.Struct, frozen=True):
    """A report in which the figure `name` was changed, so that `bond` and perhaps others no longer hold."""

    report: str
    marked: Marked
    name: str
    bond: Bond
    broken: tuple[Bond, ...]


@cache
def reports() -> dict[str, Marked]:
    """All reports by name, sound as they stand."""
    return {file.stem: _read(file.read_text(encoding="utf-8")) for file in sorted(FOLDER.glob("*.txt"))}


def _read(written: str) -> Marked:
    lines = written.splitlines()
    bonds = [line[2:].partition(" ") for line in lines if line.startswith("= ")]
    source = "\n".join(line for line in lines if not line.startswith("= "))
    return Marked(source, tuple(Bond(Relation(relation), formula) for relation, _, formula in bonds))


def paragraphs() -> int:
    return sum(marked.source.count("\n") + 1 for marked in reports().values())


def plants() -> Iterator[Plant]:
    """Up to three a bond, each in another of its figures; the same ones every time."""
    for report, marked in reports().items():
        for bond in marked.bonds:
            rng = random.Random(f"{report} {bond.formula}")
            possible = breaks(marked, bond)
            rng.shuffle(possible)
            names = {name for name, _ in possible}
            once = {name: (name, text) for name, text in possible}  # one change of each figure, before a second of any
            for name, text in [*once.values(), *(p for p in possible if len(names) == 1 and p not in once.values())][
                :EACH
            ]:
                changed = marked.with_figure(name, text)
                broken = tuple(other for other in marked.bonds if name in other.names and not holds(changed, other))
                yield Plant(report, changed, name, bond, broken)
