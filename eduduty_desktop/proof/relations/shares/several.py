"""Rates of several amounts together: 回收率 of all that was handed out, 升学率 of all who went on."""

from collections.abc import Iterator

from eduduty_desktop.proof.explanation import explain, quotient, total_of
from eduduty_desktop.proof.lexicon import span_of, spans_of, written
from eduduty_desktop.proof.reading import Reading
from eduduty_desktop.proof.relations.shares.result import HUNDRED
from eduduty_desktop.proof.result import Relation
from eduduty_desktop.proof.roles import Figure, Role, alike

_LINKS = frozenset("、和及")


def listed_with(whole: Figure, same: list[Figure]) -> list[Figure]:
    """All amounts of the list that the whole ends: 发放教师问卷860份、家长问卷2400份."""
    listed = [whole]
    for figure in same:
        if figure.index == listed[-1].index - 1 and listed[-1].lead[:1] in _LINKS:
            if not alike(figure.quantity, whole.quantity) or figure.mention.clause is not whole.mention.clause:
                break
            listed.append(figure)
    return listed[::-1] if len(listed) > 1 else []


def of_listed(share: Figure, part: Figure, listed: list[Figure], likelihood: float) -> Iterator[Reading]:
    """回收3162份,回收率97.0%: of all that the list before it adds up to."""
    expected = quotient(part.quantity.interval, total_of([figure.quantity for figure in listed]), 100)
    if expected is not None and expected.low <= HUNDRED.high:
        rough = any(figure.quantity.approximation for figure in (share, part, *listed))
        yield Reading(
            Relation.SHARE,
            span_of(share.mention),
            spans_of([*(figure.mention for figure in listed), part.mention, share.mention]),
            share.quantity.interval,
            expected,
            min(likelihood, 0.7 if rough else 0.82),
            f"{part.mention.text}÷（{'＋'.join(figure.mention.text for figure in listed)}）",
            written(expected, share.quantity),
            explain(share.quantity, expected),
        )


def gone_on(part: Figure, whole: Figure, near: list[Figure]) -> list[Figure]:
    """All that went on: 升入普通高中2944人、中职2486人 of those who finished; empty where it is one amount."""
    clause = part.mention.clause
    listed = [f for f in near if f.index > whole.index and f.mention.clause is clause and f.role is Role.LEVEL]
    same = all(alike(f.quantity, part.quantity) and f.row == 1 for f in listed)
    joined = all(f.lead[:1] in _LINKS for f in listed[:-1])
    return listed[::-1] if len(listed) > 1 and same and joined and part in listed else []


def of_all(share: Figure, parts: list[Figure], whole: Figure, likelihood: float) -> Iterator[Reading]:
    expected = quotient(total_of([figure.quantity for figure in parts]), whole.quantity.interval, 100)
    if expected is None or expected.low > HUNDRED.high:
        return
    rough = any(figure.quantity.approximation for figure in (share, whole, *parts))
    yield Reading(
        Relation.SHARE,
        span_of(share.mention),
        spans_of([whole.mention, *(figure.mention for figure in parts), share.mention]),
        share.quantity.interval,
        expected,
        min(likelihood, 0.7 if rough else 0.82),
        f"（{'＋'.join(figure.mention.text for figure in parts)}）÷{whole.mention.text}",
        written(expected, share.quantity),
        explain(share.quantity, expected),
    )
