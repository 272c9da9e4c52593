"""Sums: a total and the parts that it is said to have."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from eduduty_desktop.figures.quantity import Kind
from eduduty_desktop.proof.addends import name_of
from eduduty_desktop.proof.division import Division, Form, divisions
from eduduty_desktop.proof.explanation import quotient
from eduduty_desktop.proof.lexicon import labelled, span_of, spans_of, written
from eduduty_desktop.proof.passage import Mention, Passage
from eduduty_desktop.proof.reading import ACCUSE, Reading
from eduduty_desktop.proof.relations.sums.completeness import exhaustive
from eduduty_desktop.proof.relations.sums.likelihood import accusing, confirming
from eduduty_desktop.proof.relations.sums.totals import adds_up
from eduduty_desktop.proof.result import Relation
from eduduty_desktop.proof.slips import gap_is_one_digit, innocent

_COLUMN, _LEAST, _MOST = 0.84, Decimal("0.6"), Decimal("1.6")
_THREE_DIGITS = re.compile("[0-9]{3}(?![0-9])")
_OFTEN = frozenset({Form.AMONG, Form.SPLIT, Form.MAINLY, Form.BESIDE, Form.FAR})
"""Forms in which one whole may be divided several times."""


def _is_apart(division: Division) -> bool:
    return division.form in _OFTEN or division.closed or division.parts[0].depth > division.whole.depth


def readings(passage: Passage) -> Iterator[Reading]:
    """Readings of all divisions of a paragraph as sums; `stated` is the whole."""
    found = [[d for d in alternatives if len(d.parts) >= 2] for alternatives in divisions(passage)]
    holding: list[Division] = []
    silent: list[Division] = []
    summed = {_parts(division) for alternatives in found for division in alternatives if adds_up(division)}
    for alternatives in found:
        said = list(readings_of(alternatives, passage.mentions))
        if said and said[0].agrees is False and any(_parts(division) in summed for division in alternatives):
            continue  # 残疾儿童387名，其中就读62名、随班就读241名、送教79名，共入学382名
        if said and said[0].agrees is False and _is_told_as_share(alternatives[0], passage.mentions):
            continue
        yield from said
        if said and said[0].agrees:
            holding += [division for division in alternatives if adds_up(division)][:1]
        elif not said and alternatives and _is_open(alternatives[0]):
            silent.append(alternatives[0])
    for division in silent:
        if any(_beside(division, other) or _paired(division, other) for other in holding):
            yield _reading(division, _COLUMN, False, passage.mentions)


def _is_told_as_share(division: Division, others: Sequence[Mention]) -> bool:
    """Whether a rate behind the parts says what share of the whole they are: 386人，其中143人、187人、52人，入学率98.96%."""
    last = division.parts[-1]
    behind = others[last.index + 1 : last.index + 3]
    share = quotient(division.total, division.whole.quantity.interval, 100)
    return share is not None and any(
        mention.quantity.kind is Kind.PERCENT
        and mention.clause.sentence == last.clause.sentence
        and mention.quantity.interval is not None
        and mention.quantity.interval.meets(share)
        for mention in behind
    )


def _parts(division: Division) -> tuple[int, ...]:
    return tuple([part.index for part in division.parts])


def _is_open(division: Division) -> bool:
    total, whole = division.total, division.whole.quantity.number
    if division.form is not Form.AMONG or not division.likely or division.hedged or total is None or not whole:
        return False
    return _LEAST <= total.low / whole <= _MOST and division.whole.quantity.interval is not None


def _beside(division: Division, other: Division) -> bool:
    """Whether another whole is divided by the same items, one figure each: 3家，床位248张；2家，床位386张；5家，床位1095张."""
    items = [part.clause.part for part in division.parts]
    enough = len(items) > 2 and len(set(items)) == len(items)
    return enough and other.form is Form.AMONG and items == [part.clause.part for part in other.parts]


def _paired(division: Division, other: Division) -> bool:
    """Whether each of its figures stands right behind the other's, of halves: 64户、105人，其中城市31户、62人，农村33户、43人."""
    if len(division.parts) != len(other.parts) or not exhaustive(other, [name_of(part) for part in other.parts]):
        return False
    pairs = zip((division.whole, *division.parts), (other.whole, *other.parts), strict=True)
    behind = all(one.index == two.index + 1 and one.lead.strip("，, ") in {"", "、"} for one, two in pairs)
    return behind and bool(gap_is_one_digit(division.whole, division.parts))


def readings_of(alternatives: Sequence[Division], others: Sequence[Mention]) -> Iterator[Reading]:
    """The alternative that adds up, else the likely one if it accuses; `others` are the paragraph's figures."""
    if not alternatives:
        return
    for division in alternatives:
        if adds_up(division):
            yield _reading(division, confirming(division), True)
            return
    first = next((d for d in alternatives if d.form is Form.SPLIT and accusing(d) >= ACCUSE), alternatives[0])
    summed = [d for d in alternatives if d.form is Form.SUMMED and d.likely]
    if len(summed) > 1:  # the one that a digit keeps from it
        first = next((d for d in summed if gap_is_one_digit(d.whole, d.parts)), first)
    if not first.likely and first.form is not Form.SPLIT:
        return
    if first.total is None or first.whole.quantity.interval is None:
        yield _masked(first)
        return
    if (likelihood := accusing(first)) >= ACCUSE and not _is_mutilated(
        first, others
    ):  # what fails and is not likely meant says nothing
        yield _reading(first, likelihood, False, others)


def _is_mutilated(division: Division, others: Sequence[Mention]) -> bool:
    """Whether one of its figures is but the end of a number that a space has cut in two: 34, 203万元."""
    for mention in (division.whole, *division.parts):
        before = others[mention.index - 1 : mention.index] if mention.index <= len(others) else ()
        cut = before and before[0].quantity.kind is Kind.NUMBER and before[0].end + 3 >= mention.start
        if cut and _THREE_DIGITS.match(mention.text) and not mention.lead.strip():
            return True
    return False


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
    total = division.total
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
