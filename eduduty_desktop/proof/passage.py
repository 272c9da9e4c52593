"""A paragraph as the relations see it: sentences, clauses, and its quantities with the words around them.

Everything is found in one pass over the paragraph; offsets are those of the paragraph.
"""

import re
from collections.abc import Sequence

import msgspec

from eduduty_desktop.figures.lexer import lex
from eduduty_desktop.figures.quantity import Quantity
from eduduty_desktop.proof.lazy import lazy

LONGEST_AROUND = 240
"""So many characters before and behind a mention are kept as its lead and tail."""

_STOPS = re.compile("[，,；;。！？!?：:（）()【】\n]")
_OPENING, _CLOSING = frozenset("（(【"), frozenset("）)】")
_SENTENCE_STOPS, _PART_STOPS = frozenset("。！？!?\n"), frozenset("；;")


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
    def mentions(self) -> tuple[Mention, ...]:
        return tuple(_mentions(self.text, self.quantities)) if self.quantities else ()


def _mentions(text: str, quantities: tuple[Quantity, ...]) -> list[Mention]:
    """The quantities in their clauses: one sweep over the marks up to the last of them.

    A clause that holds none is not made.  A bracket that is never closed ends with the paragraph.
    """
    found: list[Mention] = []
    begins = [0]  # where the clause began, by depth of brackets
    waiting: list[list[int]] = [[]]  # the quantities in each
    sentence = part = coming = 0
    last = len(quantities)
    start, end = quantities[0].start, quantities[0].end  # of the next one
    bracketed = False  # only then they are not found in order
    for match in _STOPS.finditer(text):
        at = match.start()
        while end <= at:
            waiting[-1].append(coming)
            coming += 1
            if coming < last:
                start, end = quantities[coming].start, quantities[coming].end
            else:
                start = end = len(text)
        if start <= at:  # the mark belongs to a number: 1,200人, 1:19
            continue
        if len(found) == last:
            break
        mark = match[0]
        if mark in _OPENING:
            begins.append(at + 1)
            waiting.append([])
            bracketed = True
            continue
        depth = len(begins) - 1
        if mark in _CLOSING:
            if depth:
                begin, inside = begins.pop(), waiting.pop()
                if inside:
                    _add(found, text, quantities, inside, Clause(begin, at, mark, depth, sentence, part))
            continue
        if waiting[-1]:
            _add(found, text, quantities, waiting[-1], Clause(begins[-1], at, mark, depth, sentence, part))
            waiting[-1] = []
        begins[-1] = at + 1
        if depth:
            continue
        if mark in _SENTENCE_STOPS:
            sentence += 1
            part += 1
        elif mark in _PART_STOPS:
            part += 1
    waiting[-1] += range(coming, last)
    for depth, inside in enumerate(waiting):
        if inside:
            _add(found, text, quantities, inside, Clause(begins[depth], len(text), "", depth, sentence, part))
    if bracketed:
        found.sort(key=_index)
    return found


def _add(
    found: list[Mention], text: str, quantities: tuple[Quantity, ...], inside: Sequence[int], clause: Clause
) -> None:
    """Add the quantities of a clause, each with what stands between it and its neighbours there."""
    begin = clause.start
    for following, index in enumerate(inside, 1):
        quantity = quantities[index]
        start, end = quantity.start, quantity.end
        until = quantities[inside[following]].start if following < len(inside) else clause.end
        lead = text[max(begin, start - LONGEST_AROUND) : start]
        tail = text[end : min(until, end + LONGEST_AROUND)]
        found.append(Mention(index, quantity, clause, lead, tail, start, end, quantity.text, clause.depth))
        begin = end


def _index(mention: Mention) -> int:
    return mention.index
