"""Reading only the lines that may show something: one pass of a cheap pattern over many lines at once."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

import msgspec

from eduduty_desktop.proof.residue.finding import LineRule
from eduduty_desktop.proof.result import Residue

Gate = Callable[[str], Iterator[int]]
"""Places in lines joined by a line feed; at least one in each line in which its rule may find something."""

_MOST_LINES = 4096


class Sign(NamedTuple):
    """What a line may hold: a match of the pattern, which begins with the character, if one is given."""

    character: str
    pattern: re.Pattern[str]


class GatedRule(msgspec.Struct, frozen=True):
    """A rule of one line, and what a line must hold for it to be asked; None if every line is."""

    rule: LineRule
    gate: tuple[Sign, ...] | Gate | None = None


class LineReader:
    """What rules find in single lines, remembered: a line that did not change is not read again."""

    def __init__(self, rules: Sequence[GatedRule]) -> None:
        self._rules = tuple(rules)
        self._known: dict[str, tuple[Residue, ...]] = {}

    def read(self, lines: Sequence[str]) -> list[tuple[Residue, ...]]:
        """The findings of each line, with offsets of the line."""
        known = self._known
        if len(known) > max(_MOST_LINES, 2 * len(lines)):
            known = self._known = {}
        fresh = [line for line in dict.fromkeys(lines) if line not in known]
        found: dict[str, list[Residue]] = {}
        text, starts = "\n".join(fresh), starts_of(fresh)
        for gated in self._rules:
            for number in _numbers(gated.gate, text, starts):
                line = fresh[number]
                if line and (shown := list(gated.rule(line))):
                    found.setdefault(line, []).extend(shown)
        known.update((line, tuple(found.get(line, ()))) for line in fresh)
        return [known[line] for line in lines]


def starts_of(lines: Sequence[str]) -> list[int]:
    """Where the lines joined by a line feed begin, and where one more would."""
    return list(accumulate((len(line) + 1 for line in lines), initial=0))


def patterns(*sources: str) -> tuple[Sign, ...]:
    """A gate of several patterns, one of which must match; each begins with one character or one set of them."""
    return tuple(Sign(source.removeprefix("\\")[0].strip("["), re.compile(source)) for source in sources)


def each(characters: Iterable[str], rest: str = "") -> Iterator[str]:
    """A source for each of some characters before the rest: one character is found many times as fast as a set."""
    return (re.escape(character) + rest for character in characters)


def numbers_with(signs: Iterable[Sign], text: str, starts: Sequence[int]) -> set[int]:
    """Which of the lines that begin at `starts` of the joined text show a sign."""
    found: set[int] = set()
    for character, pattern in signs:
        match = pattern.search(text) if character in text else None
        while match:
            number = bisect_right(starts, match.start()) - 1
            found.add(number)
            match = pattern.search(text, starts[number + 1])
    return found


def _numbers(gate: tuple[Sign, ...] | Gate | None, text: str, starts: Sequence[int]) -> Sequence[int]:
    """Which of the lines that begin at `starts` of the joined text have a place of the gate, each once."""
    if gate is None:
        return range(len(starts) - 1)
    if isinstance(gate, tuple):
        return sorted(numbers_with(gate, text, starts))
    return sorted({bisect_right(starts, place) - 1 for place in gate(text)})
