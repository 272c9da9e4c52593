"""Reading only the lines that may show something: one pass of a cheap pattern over many lines at once."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence

import msgspec

from eduduty_desktop.proof.residue.finding import LineRule
from eduduty_desktop.proof.result import Residue

Gate = Callable[[str], Iterator[int]]
"""Places in lines joined by a line feed; at least one in each line in which its rule may find something."""

_MOST_LINES = 4096


class GatedRule(msgspec.Struct, frozen=True):
    """A rule of one line, and what a line must hold for it to be asked; None if every line is."""

    rule: LineRule
    gate: tuple[re.Pattern[str], ...] | Gate | None = None


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
        found: list[list[Residue]] = [[] for _ in fresh]
        starts = [0]
        for line in fresh:
            starts.append(starts[-1] + len(line) + 1)
        text = "\n".join(fresh)
        for gated in self._rules:
            for number in _numbers(gated.gate, text, starts):
                if fresh[number]:
                    found[number].extend(gated.rule(fresh[number]))
        known.update(zip(fresh, map(tuple, found), strict=True))
        return [known[line] for line in lines]


def patterns(*sources: str) -> tuple[re.Pattern[str], ...]:
    """A gate of several patterns, one of which must match; each begins with one set of characters, or it would crawl."""
    return tuple(map(re.compile, sources))


def each(characters: str, rest: str) -> Iterator[str]:
    """A source for each of some characters before the rest: one character is found several times as fast as a set."""
    return (re.escape(character) + rest for character in characters)


def _numbers(gate: tuple[re.Pattern[str], ...] | Gate | None, text: str, starts: list[int]) -> Iterator[int]:
    """Which of the lines that begin at `starts` of the joined text have a place of the gate, each once."""
    if gate is None:
        yield from range(len(starts) - 1)
    elif isinstance(gate, tuple):
        yield from sorted({number for pattern in gate for number in _matched(pattern, text, starts)})
    else:
        yield from sorted({bisect_right(starts, place) - 1 for place in gate(text)})


def _matched(pattern: re.Pattern[str], text: str, starts: list[int]) -> Iterator[int]:
    at = 0
    while at < len(text) and (match := pattern.search(text, at)):
        number = bisect_right(starts, match.start()) - 1
        yield number
        at = starts[number + 1]
