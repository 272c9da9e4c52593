"""Before a per cent is accused: does any other pair of its sentence give it?  Then the accused pair was not meant.

已达标13项,基本达标2项,达标率86.7%: not 2 of 13 but 13 of 15.  The more pairs are tried, the more likely a hit is luck;
so the nearest come first, and it ends where luck alone would excuse one wrong figure in three.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import permutations

from eduduty_desktop.figures.interval import Interval
from eduduty_desktop.proof.explanation import quotient
from eduduty_desktop.proof.lexicon import span_of, spans_of
from eduduty_desktop.proof.reading import ACCUSE, NAMED, Reading
from eduduty_desktop.proof.result import Relation
from eduduty_desktop.proof.roles import Figure, alike, countable

_LUCK = 0.34
_MOST = 8
_WEAK = 0.3
_HUNDRED = Interval.exact(Decimal(100))
Results = Callable[[Interval, Interval], Iterator[Interval]]


def excused(
    relation: Relation, stated: Figure, near: Iterable[Figure], readings: Sequence[Reading], results: Results
) -> Iterator[Reading]:
    """A weak reading by the first pair of the sentence that gives a per cent which only loosely bound figures accuse.

    `near` are the amounts before it, nearest first; `results` what two of them may give, in per cent.
    """
    value = stated.quantity.interval
    if value is None or value.low <= 0 or not _is_accused(readings):
        return
    sentence = stated.mention.clause.sentence
    amounts = [figure for figure in near if figure.mention.clause.sentence == sentence and countable(figure.quantity)]
    luck, each = 0.0, float((value.high - value.low) / value.low)
    for one, other in sorted(permutations(range(len(amounts[:_MOST])), 2), key=max):
        first, second = amounts[one], amounts[other]
        if not alike(first.quantity, second.quantity) or None in (first.quantity.interval, second.quantity.interval):
            continue
        for result in results(first.quantity.interval, second.quantity.interval):  # type: ignore[arg-type]
            luck += each
            if luck > _LUCK:
                return
            if value.meets(result):
                operands = spans_of([first.mention, second.mention, stated.mention])
                yield Reading(relation, span_of(stated.mention), operands, value, result, _WEAK)
                return


def as_share(part: Interval, whole: Interval) -> Iterator[Interval]:
    """Part of the whole and its rest; of a pair in the other order the part of both together."""
    if part.low > whole.high:
        if (together := quotient(part, part + whole, 100)) is not None:
            yield together
    elif (share := quotient(part, whole, 100)) is not None:
        yield share
        yield _HUNDRED - share


def as_growth(one: Interval, base: Interval) -> Iterator[Interval]:
    """What one amount is of a base, as the difference or as the amount after it."""
    if (part := quotient(one, base, 100)) is not None:
        yield part
        yield part - _HUNDRED if one.low > base.high else _HUNDRED - part


def _is_accused(readings: Sequence[Reading]) -> bool:
    return not any(reading.agrees for reading in readings) and any(
        reading.agrees is False and ACCUSE <= reading.likelihood < NAMED for reading in readings
    )
