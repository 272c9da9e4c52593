"""Readings of a relation, and the verdict over all readings of one figure.

A sentence may be read in several ways.  Each relation proposes its readings with how likely it is that the author
meant them; what is computed is compared as intervals (Nuijten et al. 2016 for the idea, GRIM: Brown & Heathers 2017).
A figure is contradicted only if no sensible reading holds.
"""

from collections.abc import Iterable
from decimal import Decimal
from math import log

import msgspec

from eduduty_desktop.figures import Interval
from eduduty_desktop.proof.credibility import is_no_luck, is_one_slip
from eduduty_desktop.proof.digits import digits_in
from eduduty_desktop.proof.result import Claim, Relation, Span, Verdict

ACCUSE = 0.8
"""From this likelihood on a reading that fails is a contradiction."""

NAMED = 0.9
"""From this likelihood on part and whole are named by the words themselves: how far off they are says nothing."""

_WHOLE = 100
_COARSE = Decimal("1.5")
_FINE = 50
_QUOTIENTS = frozenset({Relation.SHARE, Relation.RATIO, Relation.PER_UNIT})
_COMPUTED = _QUOTIENTS | {Relation.SUM, Relation.GROWTH, Relation.DIFFERENCE}

CONFIRM = 0.5
"""From this likelihood on a reading that holds confirms the figure; below, it only excuses it."""


class Reading(msgspec.Struct, frozen=True, gc=False):
    """One way to read a relation.

    `stated` is the figure that the others determine, `value` what it may be, `expected` what they give (None: it cannot
    be recomputed), both in one unit; `operands` are all figures that take part, `stated` among them.  `holds` overrides
    the comparison for relations that are no equality (a part is at most its whole).  `arithmetic` spells the
    computation in figures (its result may be left out: it is `shown`, written as the text would write it), `gap` how far
    off a failing figure is; `why` says what is missing or, if the reading fails, the innocent explanation behind it.
    Readings of one figure are weighed against each other unless they are `apart`: a total may be divided twice.
    """

    relation: Relation
    stated: Span
    operands: tuple[Span, ...]
    value: Interval | None
    expected: Interval | None
    likelihood: float
    arithmetic: str = ""
    shown: str = ""
    why: str = ""
    holds: bool | None = None
    gap: str = ""
    apart: int = 0

    @property
    def equation(self) -> str:
        """The computation with its result: 2342人＋780人＝3122人."""
        if not self.shown or self.arithmetic.endswith((f"＝{self.shown}", f"”{self.shown}")):
            return self.arithmetic
        return f"{self.arithmetic}＝{self.shown}"

    @property
    def is_fine(self) -> bool:
        """Whether what is stated is so fine that other figures would hardly give it by luck: 82.6%, not 13%."""
        return self.value is not None and (self.value.high - self.value.low) * _FINE <= self.value.low

    @property
    def agrees(self) -> bool | None:
        """Whether it holds; None where it cannot be computed."""
        if self.holds is not None:
            return self.holds
        if self.value is None or self.expected is None:
            return None
        return self.value.meets(self.expected)


def judge(readings: Iterable[Reading]) -> tuple[Claim, ...]:
    """One claim a stated figure and relation: sound, contradictory or uncheckable; weak readings say nothing.

    What one relation confirms is not accused by a less likely reading of another, and a part that its sum accounts for
    needs no claim of its own.  In the order of the text; the order of the readings does not matter.
    """
    groups: dict[tuple[Relation, int, int, int], list[Reading]] = {}
    for reading in readings:
        key = (reading.relation, reading.stated.start, reading.stated.end, reading.apart)
        groups.setdefault(key, []).append(reading)
    decided = [found for group in groups.values() if (found := _decide(group)) is not None]
    confirmed: dict[Span, list[_Decision]] = {}
    summed: dict[Span, list[_Decision]] = {}
    for decision in decided:
        if decision.claim.verdict is Verdict.CONSISTENT:
            confirmed.setdefault(decision.claim.stated, []).append(decision)
        if decision.claim.relation is Relation.SUM and decision.claim.verdict is not Verdict.UNCHECKABLE:
            for operand in decision.claim.operands:
                summed.setdefault(operand, []).append(decision)
    left = [
        decision
        for decision in decided
        if not _outdone(decision, confirmed.get(decision.claim.stated, []))
        and not _contained(decision, summed.get(decision.claim.stated, []))
    ]
    left.sort(key=lambda decision: decision.place)
    return tuple(distinct([decision.claim for decision in left]))


def distinct(claims: list[Claim]) -> list[Claim]:
    """The claims, each only once: of those that bind the same figures in the same way the first, or one that is sound."""
    if len({(claim.relation, claim.stated.start) for claim in claims}) == len(claims):
        return claims
    found: dict[tuple[Relation, tuple[tuple[int, int], ...], int], Claim] = {}
    for claim in claims:
        key = claim.relation, tuple((operand.start, operand.end) for operand in claim.operands), claim.stated.start
        if key not in found or (claim.verdict is Verdict.CONSISTENT and found[key].verdict is not Verdict.CONSISTENT):
            found[key] = claim
    return list(found.values())


class _Decision(msgspec.Struct, frozen=True, gc=False):
    claim: Claim
    reading: Reading

    @property
    def likelihood(self) -> float:
        return self.reading.likelihood

    @property
    def place(self) -> tuple[int, int, Relation, int, Verdict, str]:
        claim = self.claim
        return claim.start, claim.end, claim.relation, claim.stated.start, claim.verdict, claim.message


def _decide(group: list[Reading]) -> _Decision | None:
    if len(group) > 1:
        group.sort(
            key=lambda reading: (
                -reading.likelihood,
                reading.operands[0].start,
                reading.operands[-1].end,
                reading.arithmetic,
            )
        )
    held: list[Reading] = []
    failed: list[Reading] = []
    open_ones: list[Reading] = []
    for reading in group:
        agrees = reading.agrees
        (held if agrees else open_ones if agrees is None else failed).append(reading)
    if held:
        if held[0].likelihood >= CONFIRM:
            return _Decision(_claim(held[0], Verdict.CONSISTENT, []), held[0])
    elif not (open_ones and open_ones[0].likelihood >= ACCUSE) and (accusing := list(filter(accuses, failed))):
        first = min(accusing, key=_how_far)
        others = [reading for reading in failed if reading is not first]
        return _Decision(_claim(first, Verdict.INCONSISTENT, others), first)
    elif open_ones and open_ones[0].likelihood >= CONFIRM:
        return _Decision(_claim(open_ones[0], Verdict.UNCHECKABLE, []), open_ones[0])
    return None


def accuses(failed: Reading) -> bool:
    """Whether a reading that fails is a contradiction where none holds: likely meant, and a quotient near enough to be."""
    if failed.likelihood < ACCUSE:
        return False
    if failed.relation not in _QUOTIENTS or failed.value is None or failed.expected is None:
        return True
    if failed.expected.low * _COARSE < failed.expected.high:
        return False  # two or so of one or so
    named, near = failed.likelihood >= NAMED, _is_near(failed)
    if failed.relation is Relation.SHARE and failed.expected.low > _WHOLE >= failed.value.low:
        # more than the whole: a slip, or another pair was meant
        return near and (named or is_no_luck(failed.value, failed.operands))
    return near or named


def _how_far(failed: Reading) -> tuple[bool, float]:
    """How far a failing reading is from holding, those whose figures the words name first."""
    unnamed = failed.likelihood < NAMED
    if failed.value is None or failed.expected is None or failed.value.low <= 0 or failed.expected.low <= 0:
        return unnamed, 0
    return unnamed, abs(log(failed.value.low / failed.expected.low))


def _is_near(reading: Reading) -> bool:
    if reading.value is None or reading.expected is None:
        return True
    return is_one_slip(reading.value, reading.expected, reading.stated, reading.operands)


def _outdone(decision: _Decision, confirming: list[_Decision]) -> bool:
    """Whether another reading confirms the figure that this one accuses: a more likely one of another relation, or
    another pair of a share, unless part and whole are named and the other may be luck."""
    return decision.claim.verdict is Verdict.INCONSISTENT and any(
        decision.likelihood < NAMED or other.reading.is_fine
        if other.claim.relation is decision.claim.relation is Relation.SHARE
        else other.claim.relation is not decision.claim.relation and other.likelihood > decision.likelihood
        for other in confirming
    )


def _contained(decision: _Decision, sums: list[_Decision]) -> bool:
    """Whether it says of a part and its whole only what their sum says already."""
    claim = decision.claim
    return claim.relation is Relation.SUBSET and any(set(claim.operands) <= set(other.claim.operands) for other in sums)


def _claim(reading: Reading, verdict: Verdict, others: list[Reading]) -> Claim:
    operands = tuple(sorted(reading.operands, key=lambda operand: operand.start))
    return Claim(
        reading.relation,
        verdict,
        operands,
        reading.stated,
        reading.shown,
        _message(reading, verdict, others),
        reading.why,
    )


def _rounding(reading: Reading) -> str:
    """What is said where the result is written otherwise than the figure: each of them is rounded, or cut off."""
    if reading.relation not in _COMPUTED or not reading.shown:
        return ""
    shown, stated = digits_in(reading.shown).strip("0"), digits_in(reading.stated.text).strip("0")
    return f"，文中写“{reading.stated.text}”，差在四舍五入之内" if shown and stated and shown != stated else ""


def _message(reading: Reading, verdict: Verdict, others: list[Reading]) -> str:
    match verdict:
        case Verdict.CONSISTENT:
            return f"相符：{reading.equation}{_rounding(reading)}"
        case Verdict.UNCHECKABLE:
            return f"无法复算：{reading.why}"
        case Verdict.INCONSISTENT:
            told = {"", reading.shown}
            others = [other for other in others if other.arithmetic and not other.shown.startswith("-")]
            tried = "；".join(dict.fromkeys([other.equation for other in others if other.shown not in told]))
            also = f"（也试过：{tried}）" if tried else ""
            gap = f"，差{reading.gap}" if reading.gap else ""
            return f"{reading.equation}，文中写“{reading.stated.text}”{gap}{also}。"
