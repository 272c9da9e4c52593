"""Residue and wording: what must not go upward as it stands, found by rules that each say one thing."""

from collections.abc import Callable, Iterable, Sequence

from eduduty_desktop.proof.result import Residue

Rule = Callable[[Sequence[str]], Iterable[Residue]]

RULES: tuple[Rule, ...] = ()
"""Each rule is given all lines of a text; offsets are those of the whole text."""


def residue_of(lines: Sequence[str]) -> list[Residue]:
    """All residue of a text given as its lines, offsets in the text (lines joined by one line feed)."""
    return [found for rule in RULES for found in rule(lines)]
