"""The proof of a text, paragraph by paragraph: what did not change is not read again.

Relations inside a paragraph depend on that paragraph alone and are remembered by its text; relations across the
document are looked up in an index over the paragraphs' mentions.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain, groupby, repeat
from operator import itemgetter
from typing import NamedTuple

from eduduty_desktop.proof.passage import Passage
from eduduty_desktop.proof.reading import Reading, distinct, judge
from eduduty_desktop.proof.relations import (
    arithmetic,
    budgets,
    deductions,
    differences,
    growths,
    leftovers,
    lists,
    margins,
    moves,
    norms,
    paces,
    per_hundred,
    per_unit,
    ratios,
    score_sheets,
    section_scores,
    shares,
    staffing,
    structures,
    subsets,
    sums,
    tables,
    yearly,
)
from eduduty_desktop.proof.relations.repeats import Repeats, again, balance
from eduduty_desktop.proof.relations.shares import distant, elsewhere, meant, of_roster, series, together
from eduduty_desktop.proof.relations.sums import across as sums_across
from eduduty_desktop.proof.relations.sums import (
    flows,
    grades,
    halves,
    schools,
    second,
    sections,
    stage_totals,
    stages,
    tallies,
)
from eduduty_desktop.proof.residue import residue_of
from eduduty_desktop.proof.result import Claim, Proof, Relation, Span, Verdict

Within = Callable[[Passage], Iterable[Reading]]
Beyond = Callable[[Passage, Sequence[Reading]], Iterable[Reading]]
Across = Callable[[Sequence[Passage], Sequence[int]], Iterable[Reading]]

WITHIN: tuple[Within, ...] = (
    sums.readings,
    flows.readings,
    tallies.readings,
    second.readings,
    halves.readings,
    grades.readings,
    subsets.readings,
    shares.readings,
    growths.readings,
    differences.readings,
    moves.readings,
    margins.readings,
    norms.readings,
    ratios.readings,
    lists.readings,
    per_unit.readings,
    per_hundred.readings,
    yearly.readings,
    balance.readings,
    again.readings,
)
"""Relations inside one paragraph; offsets of their readings are the paragraph's."""

BEYOND: tuple[Beyond, ...] = (together.readings, arithmetic.readings, meant.readings, leftovers.readings)
"""Relations inside one paragraph that are asked last, one after the other, with what is said of it before."""

ACROSS: tuple[Across, ...] = (
    lists.announced,
    score_sheets.readings,
    deductions.readings,
    section_scores.readings,
    distant.readings,
    elsewhere.readings,
    of_roster.readings,
    series.readings,
    budgets.readings,
    staffing.readings,
    structures.readings,
    paces.readings,
    tables.readings,
    sums_across.readings,
    sections.readings,
    stages.readings,
    stage_totals.readings,
    schools.readings,
)
"""Relations across paragraphs, given with where each begins; offsets of their readings are the text's.  Repeats come first."""


_Placed = list[tuple[tuple[int, int, Relation], Claim]]  # claims in the text, each with its place in the order


class _Paragraph(NamedTuple):
    """A paragraph's own claims, where it begins, and the claims in the text."""

    found: tuple[Claim, ...]
    start: int
    placed: _Placed


class _Document:
    """What is kept of one document from one proof to the next."""

    def __init__(self) -> None:
        self.repeats = Repeats()
        self.paragraphs: list[_Paragraph] = []
        self.judged: dict[Across, tuple[list[Reading], _Placed]] = {}

    def within(self, read: Iterable[tuple[Passage, tuple[Claim, ...]]], starts: Sequence[int]) -> list[_Placed]:
        """The claims of each paragraph, moved to where it begins unless they were there before."""
        known = chain(self.paragraphs, repeat(None))
        self.paragraphs = [
            before
            if before is not None and before.found is found and before.start == start
            else _Paragraph(found, start, [_placed(claim.moved(start)) for claim in found])
            for (_, found), start, before in zip(read, starts, known, strict=False)
        ]
        return [paragraph.placed for paragraph in self.paragraphs]

    def across(self, passages: Sequence[Passage], starts: Sequence[int]) -> _Placed:
        """The claims between paragraphs; those of a relation whose readings are as before are judged already."""
        claims = [_placed(claim) for claim in self.repeats.claims(passages, starts)]
        for relation in ACROSS:
            readings = list(relation(passages, starts))
            known = self.judged.get(relation)
            if known is None or known[0] != readings:
                known = self.judged[relation] = readings, [_placed(claim) for claim in judge(readings)]
            claims += known[1]
        return claims


class Reader:
    """Proves texts that change little from one time to the next; remembers the last `remembered` paragraphs."""

    def __init__(self, remembered: int = 4096) -> None:
        self._read = lru_cache(maxsize=remembered)(_read)
        self._documents: list[_Document] = []  # the last, unless it is being read

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
        document = self._take()
        across, within = document.across(passages, starts), document.within(read, starts)
        self._documents[:] = [document]
        return passages, starts, tuple(_agreed(within, across))

    def _take(self) -> _Document:
        """What is known of the document; who reads at the same time, or fails, leaves nothing half done."""
        try:
            return self._documents.pop()
        except IndexError:
            return _Document()

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


def _agreed(within: Iterable[_Placed], across: _Placed) -> Iterator[Claim]:
    """All claims in the order of the text, without those inside a paragraph that the whole document answers."""
    sound: dict[tuple[Relation, Span], bool] = {}  # what is decided across paragraphs, and whether it agrees
    for _, claim in across:
        if claim.verdict is not Verdict.UNCHECKABLE:
            stated = claim.relation, claim.stated
            sound[stated] = sound.get(stated, False) or claim.verdict is Verdict.CONSISTENT
    claims: _Placed = []
    for placed in within:
        for one in placed:
            claim = one[1]
            if claim.verdict is Verdict.UNCHECKABLE and (claim.relation, claim.stated) in sound:
                continue
            if (  # a share that a distant whole gives is no contradiction; a total may be divided twice
                claim.verdict is Verdict.INCONSISTENT
                and claim.relation is not Relation.SUM
                and sound.get((claim.relation, claim.stated))
            ):
                continue
            claims.append(one)
    claims += across
    claims.sort(key=itemgetter(0))
    for _, group in groupby(claims, key=itemgetter(0)):
        alike = [claim for _, claim in group]
        yield from distinct(alike) if len(alike) > 1 else alike


def _placed(claim: Claim) -> tuple[tuple[int, int, Relation], Claim]:
    return (claim.start, claim.end, claim.relation), claim


def _read(line: str) -> tuple[Passage, tuple[Claim, ...]]:
    passage = Passage(line)
    if not passage.quantities:  # only a list may be counted by what is no quantity
        return passage, judge(lists.readings(passage))
    told = list(chain.from_iterable([within(passage) for within in WITHIN]))
    for relation in BEYOND:
        told += relation(passage, told)
    return passage, judge(told)
