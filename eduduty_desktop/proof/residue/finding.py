"""Making findings, and giving a rule of one line to a whole text at the price of the lines that changed."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import accumulate

from eduduty_desktop.framework import Severity
from eduduty_desktop.proof.residue.kinds import Kind, severity_of
from eduduty_desktop.proof.result import Residue

LineRule = Callable[[str], Iterable[Residue]]
"""Finds what one line shows by itself; offsets are those of the line."""

Rule = Callable[[Sequence[str]], Iterable[Residue]]
"""Finds what only the whole text shows, given as its lines; offsets are those of the text."""

_LONGEST_SHOWN = 24


def holds_any(line: str, characters: str) -> bool:
    """Whether any of some rare characters stands in a line; much cheaper than a pattern that begins with a choice."""
    for character in characters:  # noqa: SIM110 - a generator takes twice as long
        if character in line:
            return True
    return False


def residue(
    text: str, start: int, end: int, kind: Kind, message: str, advice: str, severity: Severity | None = None
) -> Residue:
    """Residue at `text[start:end]`; its severity is that of its kind unless another one is given."""
    return Residue(start, end, text[start:end], kind, severity or severity_of(kind), message, advice)


def shown(text: str) -> str:
    """A piece of text as a message shows it: in quotation marks, its middle left out if it is long."""
    if len(text) > _LONGEST_SHOWN:
        text = f"{text[:14]}…{text[-8:]}"
    return f"“{text}”" if "“" not in text and "”" not in text else f"「{text}」"


def starts(lines: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Each line with its offset in the text."""
    return zip(accumulate(map(_with_break, lines), initial=0), lines, strict=False)


def _with_break(line: str) -> int:
    return len(line) + 1
