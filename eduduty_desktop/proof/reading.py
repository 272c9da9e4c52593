"""Readings of a relation, and the verdict over all readings of one figure.

A sentence may be read in several ways.  Each relation proposes its readings with how likely it is that the author
meant them; what is computed is compared as intervals (Nuijten et al. 2016 for the idea, GRIM: Brown & Heathers 2017).
A figure is contradicted only if no sensible reading holds.
"""

from collections.abc import Iterable, Iterator

import msgspec

from eduduty_desktop.figures import Interval
from eduduty_desktop.proof.result import Claim, Relation, Span, Verdict

ACCUSE = 0.8
"""From this likelihood on a reading that fails is a contradiction."""

CONFIRM = 0.5
"""From this likelihood on a reading that holds confirms the figure; below, it only excuses it."""


class Reading(msgspec.Struct, frozen=True):
    """One way to read a relation.

    `stated` is the figure that the others determine, `value` what it may be, `expected` what they give (None: it cannot
    be recomputed), both in one unit; `operands` are all figures that take part, `stated` among them.  `holds` overrides
    the comparison for relations that are no equality (a part is at most its whole).  `arithmetic` spells the
    computation in figures, `shown` the result as the text would write it; `why` says what is missing or, if the
    reading fails, the innocent explanation that may be behind it.
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

    @property
    def agrees(self) -> bool | None:
        """Whether it holds; None where it cannot be computed."""
        if self.holds is not None:
            return self.holds
        if self.value is None or self.expected is None:
            return None
        return self.value.meets(self.expected)


def judge(readings: Iterable[Reading]) -> Iterator[Claim]:
    """One claim a stated figure and relation: sound, contradictory or uncheckable; weak readings say nothing."""
    groups: dict[tuple[Relation, int, int], list[Reading]] = {}
    for reading in readings:
        groups.setdefault((reading.relation, reading.stated.start, reading.stated.end), []).append(reading)
    for group in groups.values():
        group.sort(key=lambda reading: -reading.likelihood)
        held = [reading for reading in group if reading.agrees]
        failed = [reading for reading in group if reading.agrees is False]
        open_ones = [reading for reading in group if reading.agrees is None]
        if held:
            if held[0].likelihood >= CONFIRM:
                yield _claim(held[0], Verdict.CONSISTENT, [])
        elif failed and failed[0].likelihood >= ACCUSE and not (open_ones and open_ones[0].likelihood >= ACCUSE):
            yield _claim(failed[0], Verdict.INCONSISTENT, failed[1:])
        elif open_ones and open_ones[0].likelihood >= CONFIRM:
            yield _claim(open_ones[0], Verdict.UNCHECKABLE, [])


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


def _message(reading: Reading, verdict: Verdict, others: list[Reading]) -> str:
    match verdict:
        case Verdict.CONSISTENT:
            return f"相符：{reading.arithmetic}"
        case Verdict.UNCHECKABLE:
            return f"无法复算：{reading.why}"
        case Verdict.INCONSISTENT:
            tried = "；".join(dict.fromkeys(other.arithmetic for other in others if other.arithmetic))
            also = f"（也试过：{tried}）" if tried else ""
            return f"文中写“{reading.stated.text}”，按{reading.arithmetic}应为{reading.shown}{also}。"
