"""What the proof of a text finds: 数字关系 between its figures, and residue that must not go upward."""

from enum import StrEnum

import msgspec

from eduduty_desktop.figures.quantity import Quantity
from eduduty_desktop.framework import Severity


class Relation(StrEnum):
    """How figures are bound by arithmetic; the values are those of `proof --json` (design.md §5)."""

    SUM = "sum"
    SHARE = "percent"
    GROWTH = "growth"
    DIFFERENCE = "difference"
    RATIO = "ratio"
    REPEAT = "same-figure"
    LIST = "count-of-list"
    SUBSET = "subset"
    PER_UNIT = "per-unit"


class Verdict(StrEnum):
    """Whether the figures agree; what cannot be recomputed is never called consistent."""

    CONSISTENT = "consistent"
    INCONSISTENT = "inconsistent"
    UNCHECKABLE = "uncheckable"


class Span(msgspec.Struct, frozen=True, gc=False):
    """A piece of the text, `text` being what stands there; offsets are str indices, the end is exclusive."""

    start: int
    end: int
    text: str

    def moved(self, by: int) -> "Span":
        return Span(self.start + by, self.end + by, self.text)


class Claim(msgspec.Struct, frozen=True, gc=False):
    """Figures that the text binds by arithmetic, and whether they agree.

    `operands` are all figures that take part, in the order of the text, the stated one (the result) among them;
    `stated` is how it is written, `expected` what the others give, written alike; empty where nothing can be computed.
    """

    relation: Relation
    verdict: Verdict
    operands: tuple[Span, ...]
    stated: Span
    expected: str
    message: str
    advice: str = ""

    @property
    def start(self) -> int:
        return min(self.operands[0].start, self.stated.start)

    @property
    def end(self) -> int:
        return max(self.operands[-1].end, self.stated.end)

    @property
    def identity(self) -> str:
        """What names the claim while other text changes: its relation, its figures as written, and which one is stated."""
        return f"{self.relation}:{'|'.join(operand.text for operand in self.operands)}={self.stated.text}"

    def moved(self, by: int) -> "Claim":
        return self.placed(tuple([operand.moved(by) for operand in self.operands]), self.stated.moved(by))

    def placed(self, operands: tuple[Span, ...], stated: Span) -> "Claim":
        """The claim with its figures where they are given."""
        return Claim(self.relation, self.verdict, operands, stated, self.expected, self.message, self.advice)


class Residue(msgspec.Struct, frozen=True, gc=False):
    """What must not go upward as it stands: a placeholder, damage, a slip of numbering or marks, or of wording."""

    start: int
    end: int
    text: str
    kind: str
    severity: Severity
    message: str
    advice: str

    def moved(self, by: int) -> "Residue":
        return msgspec.structs.replace(self, start=self.start + by, end=self.end + by)


class Proof(msgspec.Struct, frozen=True):
    """The proof of one text; all three lists in the order of the text."""

    text: str
    figures: tuple[Quantity, ...]
    claims: tuple[Claim, ...]
    residue: tuple[Residue, ...]

    @property
    def contradictions(self) -> tuple[Claim, ...]:
        return tuple(claim for claim in self.claims if claim.verdict is Verdict.INCONSISTENT)
