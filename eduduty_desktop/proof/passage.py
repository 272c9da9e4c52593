"""A paragraph as the relations see it: sentences, clauses, and its quantities with the words around them.

Everything is found in one pass over the paragraph; offsets are those of the paragraph.
"""

import re
from bisect import bisect_right
from functools import cached_property

import msgspec

from eduduty_desktop.figures.lexer import lex
from eduduty_desktop.figures.quantity import Quantity

_STOPS = re.compile("[，,；;。！？!?：:、（）()【】\n]")
_OPENING, _CLOSING = frozenset("（(【"), frozenset("）)】")
_SENTENCE_STOPS = frozenset("。！？!?\n")


class Clause(msgspec.Struct, frozen=True):
    """What stands between two marks: `text[start:end]`; `stop` is the mark behind it, `depth` counts open brackets.

    `sentence` and `part` number the sentence and the part between semicolons that it stands in.  、 ends no clause.
    """

    start: int
    end: int
    stop: str
    depth: int
    sentence: int
    part: int


class Mention(msgspec.Struct, frozen=True):
    """A quantity in its clause.

    `lead` is the clause's text before it, from the last mention of the clause on; `tail` the text behind it up to
    the next mention or the clause's end.
    """

    index: int
    quantity: Quantity
    clause: Clause
    lead: str
    tail: str

    @property
    def start(self) -> int:
        return self.quantity.start

    @property
    def end(self) -> int:
        return self.quantity.end

    @property
    def text(self) -> str:
        return self.quantity.text

    @property
    def depth(self) -> int:
        return self.clause.depth


class Passage:
    """One paragraph, read; immutable, so that a paragraph that did not change is read once."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.quantities = lex(text)

    @cached_property
    def clauses(self) -> tuple[Clause, ...]:
        return tuple(_clauses(self.text, self.quantities))

    @cached_property
    def mentions(self) -> tuple[Mention, ...]:
        return tuple(_mentions(self.text, self.quantities, self.clauses))

    def mentions_in(self, start: int, end: int) -> tuple[Mention, ...]:
        """The mentions that lie within the range."""
        return tuple(m for m in self.mentions if start <= m.start and m.end <= end)


def _clauses(text: str, quantities: tuple[Quantity, ...]) -> list[Clause]:
    clauses: list[Clause] = []
    inside = iter(quantities)
    current = next(inside, None)
    begins = [0]  # where the clause began, by depth of brackets
    sentence = part = 0
    for match in _STOPS.finditer(text):
        at, mark = match.start(), match[0]
        while current is not None and current.end <= at:
            current = next(inside, None)
        if current is not None and current.start <= at:  # the mark belongs to a number: 1,200人, 1:19
            continue
        if mark == "、":
            continue
        depth = len(begins) - 1
        if mark in _OPENING:
            begins.append(at + 1)
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
    return sorted((c for c in clauses if c.start < c.end), key=lambda c: (c.start, -c.end))


def _mentions(text: str, quantities: tuple[Quantity, ...], clauses: tuple[Clause, ...]) -> list[Mention]:
    starts = [clause.start for clause in clauses]
    homes = []
    for quantity in quantities:
        at = bisect_right(starts, quantity.start) - 1
        while at > 0 and clauses[at].end < quantity.end:  # a bracket before it has closed: the clause around it
            at -= 1
        homes.append(clauses[at] if at >= 0 else Clause(0, len(text), "", 0, 0, 0))
    mentions = []
    for index, (quantity, home) in enumerate(zip(quantities, homes, strict=True)):
        before = home.start
        if index and homes[index - 1] is home:
            before = quantities[index - 1].end
        after = home.end
        if index + 1 < len(quantities) and homes[index + 1] is home:
            after = quantities[index + 1].start
        lead, tail = text[before : quantity.start], text[quantity.end : after]
        mentions.append(Mention(index, quantity, home, lead, tail))
    return mentions
