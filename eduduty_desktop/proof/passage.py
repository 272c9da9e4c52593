"""A paragraph as the relations see it: sentences, clauses, and its quantities with the words around them.

Everything is found in one pass over the paragraph; offsets are those of the paragraph.
"""

import re

import msgspec

from eduduty_desktop.figures.lexer import lex
from eduduty_desktop.figures.quantity import Quantity
from eduduty_desktop.proof.lazy import lazy

LONGEST_AROUND = 240
"""So many characters before and behind a mention are kept as its lead and tail."""

_STOPS = re.compile("[，,；;。！？!?：:（）()【】\n]")
_OPENING, _CLOSING = frozenset("（(【"), frozenset("）)】")
_SENTENCE_STOPS = frozenset("。！？!?\n")


class Clause(msgspec.Struct, frozen=True, gc=False):
    """What stands between two marks: `text[start:end]`; `stop` is the mark behind it, `depth` counts open brackets.

    `sentence` and `part` number the sentence and the part between semicolons that it stands in.  、 ends no clause.
    """

    start: int
    end: int
    stop: str
    depth: int
    sentence: int
    part: int


class Mention(msgspec.Struct, frozen=True, gc=False):
    """A quantity in its clause.

    `lead` is the clause's text before it, from the last mention of the clause on; `tail` the text behind it up to
    the next mention or the clause's end; both at most `LONGEST_AROUND` characters, those next to the figure.
    `start`, `end` and `text` are the quantity's, `depth` is the clause's: fields, since every relation asks for them.
    """

    index: int
    quantity: Quantity
    clause: Clause
    lead: str
    tail: str
    start: int
    end: int
    text: str
    depth: int


class Passage:
    """One paragraph, read; immutable, so that a paragraph that did not change is read once."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.quantities = lex(text)

    @lazy
    def clauses(self) -> tuple[Clause, ...]:
        return tuple(_clauses(self.text, self.quantities))

    @lazy
    def mentions(self) -> tuple[Mention, ...]:
        return tuple(_mentions(self.text, self.quantities, self.clauses)) if self.quantities else ()

    def mentions_in(self, start: int, end: int) -> tuple[Mention, ...]:
        """The mentions that lie within the range."""
        return tuple(m for m in self.mentions if start <= m.start and m.end <= end)


def _clauses(text: str, quantities: tuple[Quantity, ...]) -> list[Clause]:
    clauses: list[Clause] = []
    inside = iter(quantities)
    current = next(inside, None)
    begins = [0]  # where the clause began, by depth of brackets
    sentence = part = 0
    bracketed = False  # only then they are not found in order
    for match in _STOPS.finditer(text):
        at, mark = match.start(), match[0]
        while current is not None and current.end <= at:
            current = next(inside, None)
        if current is not None and current.start <= at:  # the mark belongs to a number: 1,200人, 1:19
            continue
        depth = len(begins) - 1
        if mark in _OPENING:
            begins.append(at + 1)
            bracketed = True
            continue
        if mark in _CLOSING:
            if depth:
                clauses.append(Clause(begins.pop(), at, mark, depth, sentence, part))
            continue
        clauses.append(Clause(begins[-1], at, mark, depth, sentence, part))
        begins[-1] = at + 1
        if mark in _SENTENCE_STOPS and not depth:
            sentence += 1
            part += 1
        elif mark in "；;" and not depth:
            part += 1
    for depth in range(len(begins) - 1, -1, -1):  # a bracket that is never closed ends with the paragraph
        clauses.append(Clause(begins[depth], len(text), "", depth, sentence, part))
    clauses = [clause for clause in clauses if clause.start < clause.end]
    if bracketed:
        clauses.sort(key=lambda clause: (clause.start, -clause.end))
    return clauses


def _homes(text: str, quantities: tuple[Quantity, ...], clauses: tuple[Clause, ...]) -> list[Clause]:
    """The innermost clause around each quantity: one sweep over both, with the clauses that are open on a stack."""
    outermost = Clause(0, len(text), "", 0, 0, 0)
    homes, around = [], [outermost]
    coming = 0
    for quantity in quantities:
        while coming < len(clauses) and clauses[coming].start <= quantity.start:
            while len(around) > 1 and around[-1].end <= clauses[coming].start:
                around.pop()
            around.append(clauses[coming])
            coming += 1
        while len(around) > 1 and around[-1].end < quantity.end:
            around.pop()
        homes.append(around[-1])
    return homes


def _mentions(text: str, quantities: tuple[Quantity, ...], clauses: tuple[Clause, ...]) -> list[Mention]:
    homes = _homes(text, quantities, clauses)
    begins = _behind_last_of_clause(quantities, homes)
    ends = _before_next_of_clause(quantities, homes)
    mentions = []
    for index, (quantity, home) in enumerate(zip(quantities, homes, strict=True)):
        lead = text[max(begins[index], quantity.start - LONGEST_AROUND) : quantity.start]
        tail = text[quantity.end : min(ends[index], quantity.end + LONGEST_AROUND)]
        place = quantity.start, quantity.end, quantity.text
        mentions.append(Mention(index, quantity, home, lead, tail, *place, home.depth))
    return mentions


def _behind_last_of_clause(quantities: tuple[Quantity, ...], homes: list[Clause]) -> list[int]:
    """Where the lead of each quantity begins: behind the one before it in its clause, or with the clause."""
    last: dict[tuple[int, int], int] = {}
    found = []
    for quantity, home in zip(quantities, homes, strict=True):
        key = (home.start, home.end)
        found.append(last.get(key, home.start))
        last[key] = quantity.end
    return found


def _before_next_of_clause(quantities: tuple[Quantity, ...], homes: list[Clause]) -> list[int]:
    """Where the tail of each quantity ends: before the next one in its clause, or with the clause."""
    following: dict[tuple[int, int], int] = {}
    found = []
    for quantity, home in zip(reversed(quantities), reversed(homes), strict=True):
        key = (home.start, home.end)
        found.append(following.get(key, home.end))
        following[key] = quantity.start
    return found[::-1]
