"""The proof of a text, paragraph by paragraph: what did not change is not read again.

Relations inside a paragraph depend on that paragraph alone and are remembered by its text; relations across the
document are looked up in an index over the paragraphs' mentions.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache

from eduduty_desktop.proof.passage import Passage
from eduduty_desktop.proof.reading import Reading, distinct, judge
from eduduty_desktop.proof.relations import (
    arithmetic,
    budgets,
    differences,
    growths,
    lists,
    per_unit,
    ratios,
    repeats,
    score_sheets,
    shares,
    staffing,
    structures,
    subsets,
    sums,
    tables,
)
from eduduty_desktop.proof.relations.shares import distant
from eduduty_desktop.proof.relations.sums import across as sums_across
from eduduty_desktop.proof.residue import residue_of
from eduduty_desktop.proof.result import Claim, Proof, Relation, Verdict

Within = Callable[[Passage], Iterable[Reading]]
Beyond = Callable[[Passage, Sequence[Reading]], Iterable[Reading]]
Across = Callable[[Sequence[Passage], Sequence[int]], Iterable[Reading]]

WITHIN: tuple[Within, ...] = (
    sums.readings,
    subsets.readings,
    shares.readings,
    growths.readings,
    differences.readings,
    ratios.readings,
    lists.readings,
    per_unit.readings,
)
"""Relations inside one paragraph; offsets of their readings are the paragraph's."""

BEYOND: tuple[Beyond, ...] = (arithmetic.readings,)
"""Relations inside one paragraph that are asked last, with what the others say of it."""

ACROSS: tuple[Across, ...] = (
    repeats.readings,
    lists.announced,
    score_sheets.readings,
    distant.readings,
    budgets.readings,
    staffing.readings,
    structures.readings,
    tables.readings,
    sums_across.readings,
)
"""Relations across paragraphs, given with where each begins; offsets of their readings are the text's."""


class Reader:
    """Proves texts that change little from one time to the next; remembers the last `remembered` paragraphs."""

    def __init__(self, remembered: int = 4096) -> None:
        self._read = lru_cache(maxsize=remembered)(_read)

    def prove(self, text: str, tell: Callable[[int, int], None] | None = None) -> Proof:
        """The proof of a text whose paragraphs are its lines.

        `tell` hears before every paragraph how many characters of how many are read; it may raise to end the reading.
        """
        passages, starts, claims = self._claims(text, tell)
        figures = tuple(
            quantity.moved(start)
            for passage, start in zip(passages, starts, strict=True)
            for quantity in passage.quantities
        )
        return Proof(text, figures, claims, residue_of(text.split("\n")))

    def claims(self, text: str) -> tuple[Claim, ...]:
        """The claims alone, for who asks at every pause of typing."""
        return self._claims(text, None)[2]

    def _claims(
        self, text: str, tell: Callable[[int, int], None] | None
    ) -> tuple[Sequence[Passage], Sequence[int], tuple[Claim, ...]]:
        """The paragraphs, where they begin, and the claims inside and between them."""
        read, starts = self._read_lines(text.split("\n"), len(text), tell)
        passages = [passage for passage, _ in read]
        across = list(_across(passages, starts))
        decided = {(claim.relation, claim.stated) for claim in across if claim.verdict is not Verdict.UNCHECKABLE}
        found_sound = {(claim.relation, claim.stated) for claim in across if claim.verdict is Verdict.CONSISTENT}
        claims = [claim.moved(start) for (_, found), start in zip(read, starts, strict=True) for claim in found]
        claims = [
            claim
            for claim in claims
            if claim.verdict is not Verdict.UNCHECKABLE or (claim.relation, claim.stated) not in decided
        ]
        claims = [  # a share that a distant whole gives is no contradiction; a total may be divided twice
            claim
            for claim in claims
            if claim.verdict is not Verdict.INCONSISTENT
            or claim.relation is Relation.SUM
            or (claim.relation, claim.stated) not in found_sound
        ]
        claims.extend(across)
        claims.sort(key=lambda claim: (claim.start, claim.end, claim.relation))
        return passages, starts, tuple(distinct(claims))

    def _read_lines(
        self, lines: Sequence[str], length: int, tell: Callable[[int, int], None] | None
    ) -> tuple[list[tuple[Passage, tuple[Claim, ...]]], list[int]]:
        """Every line as it was read, and where it begins."""
        read, starts = [], []
        at = 0
        for line in lines:
            if tell is not None:
                tell(at, length)
            read.append(self._read(line))
            starts.append(at)
            at += len(line) + 1
        return read, starts


def _across(passages: Sequence[Passage], starts: Sequence[int]) -> Iterator[Claim]:
    for across in ACROSS:
        yield from judge(across(passages, starts))


def _read(line: str) -> tuple[Passage, tuple[Claim, ...]]:
    passage = Passage(line)
    if not passage.quantities:  # only a list may be counted by what is no quantity
        return passage, judge(lists.readings(passage))
    told = [reading for within in WITHIN for reading in within(passage)]
    beyond = [reading for relation in BEYOND for reading in relation(passage, told)]
    return passage, judge(told + beyond)
