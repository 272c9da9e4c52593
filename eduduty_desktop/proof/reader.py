"""The proof of a text, paragraph by paragraph: what did not change is not read again.

Relations inside a paragraph depend on that paragraph alone and are remembered by its text; relations across the
document are looked up in an index over the paragraphs' mentions.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache

import msgspec

from eduduty_desktop.proof.passage import Passage
from eduduty_desktop.proof.reading import Reading, judge
from eduduty_desktop.proof.residue import residue_of
from eduduty_desktop.proof.result import Claim, Proof

Within = Callable[[Passage], Iterable[Reading]]
Across = Callable[[Sequence[Passage], Sequence[int]], Iterable[Reading]]

WITHIN: tuple[Within, ...] = ()
"""Relations inside one paragraph; offsets of their readings are the paragraph's."""

ACROSS: tuple[Across, ...] = ()
"""Relations across paragraphs, given with where each begins; offsets of their readings are the text's."""


class Reader:
    """Proves texts that change little from one time to the next; remembers the last `remembered` paragraphs."""

    def __init__(self, remembered: int = 4096) -> None:
        self._read = lru_cache(maxsize=remembered)(_read)

    def prove(self, text: str) -> Proof:
        """The proof of a text whose paragraphs are its lines."""
        lines = text.split("\n")
        read = [self._read(line) for line in lines]
        starts = []
        at = 0
        for line in lines:
            starts.append(at)
            at += len(line) + 1
        passages = [passage for passage, _ in read]
        claims = [claim.moved(start) for (_, found), start in zip(read, starts, strict=True) for claim in found]
        for across in ACROSS:
            claims.extend(judge(across(passages, starts)))
        figures = tuple(
            msgspec.structs.replace(quantity, start=quantity.start + start, end=quantity.end + start)
            for passage, start in zip(passages, starts, strict=True)
            for quantity in passage.quantities
        )
        claims.sort(key=lambda claim: (claim.start, claim.end, claim.relation))
        residue = sorted(residue_of(lines), key=lambda found: (found.start, found.end, found.kind))
        return Proof(text, figures, tuple(claims), tuple(residue))


def _read(line: str) -> tuple[Passage, tuple[Claim, ...]]:
    passage = Passage(line)
    return passage, tuple(judge(reading for within in WITHIN for reading in within(passage)))
