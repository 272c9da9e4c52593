"""Sums: a total and the parts that it is said to have."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from eduduty_desktop.proof.division import Division, Form, divisions
from eduduty_desktop.proof.lexicon import labelled, span_of, spans_of, written
from eduduty_desktop.proof.passage import Mention, Passage
from eduduty_desktop.proof.reading import ACCUSE, Reading
from eduduty_desktop.proof.relations.sums.likelihood import accusing, confirming
from eduduty_desktop.proof.relations.sums.totals import adds_up, sum_of
from eduduty_desktop.proof.result import Relation
from eduduty_desktop.proof.slips import innocent

_OFTEN = frozenset({Form.AMONG, Form.SPLIT, Form.MAINLY, Form.BESIDE, Form.FAR})
"""Forms in which one whole may be divided several times."""


def _is_apart(division: Division) -> bool:
    return division.form in _OFTEN or division.closed or division.parts[0].depth > division.whole.depth


def readings(passage: Passage) -> Iterator[Reading]:
    """Readings of all divisions of a paragraph as sums; `stated` is the whole."""
    for alternatives in divisions(passage):
        yield from readings_of([d for d in alternatives if len(d.parts) >= 2], passage.mentions)


def readings_of(alternatives: Sequence[Division], others: Sequence[Mention]) -> Iterator[Reading]:
    """The alternative that adds up, else the likely one if it accuses; `others` are the paragraph's figures."""
    if not alternatives:
        return
    for division in alternatives:
        if adds_up(division):
            yield _reading(division, confirming(division), True)
            return
    first = alternatives[0]
    if not first.likely:
        return
    if sum_of(first) is None or first.whole.quantity.interval is None:
        yield _masked(first)
        return
    if (likelihood := accusing(first)) >= ACCUSE:  # what fails and is not likely meant says nothing
        yield _reading(first, likelihood, False, others)


def _masked(division: Division) -> Reading:
    unknown = next(m for m in (*division.parts, division.whole) if m.quantity.interval is None)
    return Reading(
        Relation.SUM,
        span_of(division.whole),
        spans_of((division.whole, *division.parts)),
        None,
        None,
        0.7,
        why=f"“{unknown.text}”还没有填数，分项和总数都填好后才能复算。",
    )


def _reading(division: Division, likelihood: float, holds: bool, others: Sequence[Mention] = ()) -> Reading:
    whole = division.whole
    total = sum_of(division)
    if total is None:
        raise ValueError("a masked figure has no sum")
    stated = whole.quantity.number
    middle = sum((m.quantity.number or Decimal(0) for m in division.parts), Decimal(0))
    shown = whole.text if holds and whole.quantity.approximation else written(middle, whole.quantity)
    arithmetic = "＋".join(labelled(part) for part in division.parts)
    gap, why = "", ""
    if not holds and stated is not None:
        gap = written(abs(stated - middle), whole.quantity)
        why = innocent(whole, division.parts, stated - middle, others)
    return Reading(
        Relation.SUM,
        span_of(whole),
        spans_of((whole, *division.parts)),
        whole.quantity.interval,
        total,
        likelihood,
        arithmetic,
        shown,
        why,
        holds,
        gap,
        division.parts[0].start if _is_apart(division) else 0,
    )
