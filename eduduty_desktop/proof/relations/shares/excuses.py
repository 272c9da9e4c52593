"""Before a share is accused: does any other pair of its sentence give it?  Then the accused pair was not meant.

已达标13项,基本达标2项,达标率86.7%: not 2 of 13 but 13 of 15.  The more pairs are tried, the more likely a hit is luck;
so the nearest come first, and it ends where luck alone would excuse one wrong share in five.
"""

from collections.abc import Iterator, Sequence
from itertools import permutations

from eduduty_desktop.figures import Interval
from eduduty_desktop.proof.explanation import quotient
from eduduty_desktop.proof.reading import ACCUSE, NAMED, Reading
from eduduty_desktop.proof.relations.shares.result import HUNDRED, weak
from eduduty_desktop.proof.roles import Figure, alike

_LUCK = 0.2
_MOST = 8


def excused(share: Figure, near: Sequence[Figure], readings: Sequence[Reading]) -> Iterator[Reading]:
    """The first pair of the sentence that gives a share which only loosely bound figures accuse; `near` nearest first."""
    stated = share.quantity.interval
    if stated is None or stated.low <= 0 or not _is_accused(readings):
        return
    sentence = share.mention.clause.sentence
    amounts = [figure for figure in near if figure.mention.clause.sentence == sentence][:_MOST]
    luck, each = 0.0, float((stated.high - stated.low) / stated.low)
    for part, whole in _pairs(amounts, near):
        if not alike(part.quantity, whole.quantity):
            continue
        for result in _results(part.quantity.interval, whole.quantity.interval):
            luck += each
            if luck > _LUCK:
                return
            if stated.meets(result):
                yield weak(share, [part.mention, whole.mention, share.mention], result)
                return


def _pairs(amounts: Sequence[Figure], near: Sequence[Figure]) -> Iterator[tuple[Figure, Figure]]:
    """The pairs of a sentence, nearest first, and the nearest amount with all wholes before it.

    隐患738条，消防类246条…。其中一般721条。已整改693条，整改率93.9%: not of the 721 but of the 738.
    """
    for one, other in sorted(permutations(range(len(amounts)), 2), key=max):
        yield amounts[one], amounts[other]
    for whole in near[len(amounts) :] if amounts else ():
        yield amounts[0], whole


def _is_accused(readings: Sequence[Reading]) -> bool:
    return not any(reading.agrees for reading in readings) and any(
        reading.agrees is False and ACCUSE <= reading.likelihood < NAMED for reading in readings
    )


def _results(part: Interval | None, whole: Interval | None) -> Iterator[Interval]:
    """Part of the whole and its rest, in per cent; of a pair in the other order the part of both together."""
    if part is None or whole is None:
        return
    if part.low > whole.high:
        if (together := quotient(part, part + whole, 100)) is not None:
            yield together
    elif (share := quotient(part, whole, 100)) is not None:
        yield share
        yield HUNDRED - share
