"""One reading of a share: a part, its whole and the per cent stated; what stands in the message."""

from decimal import Decimal

from eduduty_desktop.figures.interval import Interval
from eduduty_desktop.figures.quantity import Kind, Quantity
from eduduty_desktop.proof.explanation import explain, quotient, total_of
from eduduty_desktop.proof.lexicon import span_of, spans_of, written
from eduduty_desktop.proof.passage import Mention
from eduduty_desktop.proof.reading import Reading
from eduduty_desktop.proof.result import Relation
from eduduty_desktop.proof.roles import Figure

BACK = 14
"""Figures looked at before a share, to both sides of which its part and whole may stand."""
_FAR, _BEYOND = Decimal("1.05"), Decimal("1.2")
HUNDRED = Interval.exact(Decimal(100))


def reading_of(share: Figure, part: Figure, whole: Figure, likelihood: float) -> Reading | None:
    one, all_of = part.quantity, whole.quantity
    stated = share.quantity
    scale = 1000 if stated.kind is Kind.PERMILLE else 100
    expected = quotient(one.interval, all_of.interval, scale)
    if expected is None or stated.interval is None or part.mention is whole.mention:
        return None
    value = _open_ended(stated)
    if _is_same_amount(part, whole):
        likelihood = min(likelihood, 0.6)
    if stated.approximation or ((one.approximation or all_of.approximation) and not _far(value, expected)):
        likelihood = min(likelihood, 0.7)
    open_ended = value is not stated.interval
    if open_ended and stated.interval.high * _BEYOND < expected.low:  # 超过18% does not mean 36%, though it holds
        likelihood = min(likelihood, 0.4)
    rest = all_of.interval - one.interval if all_of.interval and one.interval else None
    return Reading(
        Relation.SHARE,
        span_of(share.mention),
        spans_of([part.mention, whole.mention, share.mention]),
        value,
        expected,
        likelihood,
        f"{part.mention.text}÷{whole.mention.text}" if likelihood > 0.4 else "",
        written(expected, stated),
        ""
        if value.meets(expected)
        else explain(
            stated,
            expected,
            (
                (quotient(all_of.interval, one.interval, scale), "可能把部分与整体的位置弄反了"),
                (quotient(one.interval, rest, scale), "可能除以了其余部分，而不是整体"),
                (Interval.exact(Decimal(scale)) - expected, "可能写成了其余部分的占比"),
            ),
        ),
    )


def reading_of_parts(share: Figure, parts: list[Figure], whole: Figure, likelihood: float) -> Reading | None:
    """One reading of a share that several parts have together; None where they cannot be computed with or exceed it."""
    ordered = sorted(parts, key=lambda part: part.index)
    expected = quotient(total_of([part.quantity for part in ordered]), whole.quantity.interval, 100)
    if expected is None or expected.low > HUNDRED.high or share.quantity.interval is None:
        return None
    rough = any(figure.quantity.approximation for figure in (*ordered, whole))
    together = "＋".join(part.mention.text for part in ordered)
    return Reading(
        Relation.SHARE,
        span_of(share.mention),
        spans_of([*(part.mention for part in ordered), whole.mention, share.mention]),
        share.quantity.interval,
        expected,
        0.4 if rough else likelihood,
        f"{f'（{together}）' if len(ordered) > 1 else together}÷{whole.mention.text}",
        written(expected, share.quantity),
        "" if share.quantity.interval.meets(expected) else explain(share.quantity, expected),
    )


def _is_same_amount(part: Figure, whole: Figure) -> bool:
    """Whether the two are one amount told twice, in two sentences, rather than a part and its whole."""
    if part.mention.clause.sentence == whole.mention.clause.sentence or part.quantity.interval is None:
        return False
    return whole.quantity.interval is not None and part.quantity.interval.meets(whole.quantity.interval)


def _far(value: Interval, expected: Interval) -> bool:
    """Whether the one is so far from the other that even a rough figure does not give it."""
    return expected.high * _FAR < value.low or value.high * _FAR < expected.low


def _open_ended(stated: Quantity) -> Interval:
    """What a stated share says; 超过70% says no more than that it is above."""
    assert stated.interval is not None, "an unreadable figure has no role"
    if stated.approximation in {"以上", "余", "多"}:
        return Interval(stated.interval.low, max(stated.interval.high, Decimal(100)))
    return stated.interval


def weak(share: Figure, mentions: list[Mention], expected: Interval) -> Reading:
    """A reading that excuses a share and says nothing of it."""
    return Reading(Relation.SHARE, span_of(share.mention), spans_of(mentions), share.quantity.interval, expected, 0.3)


def unchecked(share: Figure, part: Figure, why: str) -> Reading:
    operands = spans_of([part.mention, share.mention])
    return Reading(Relation.SHARE, span_of(share.mention), operands, None, None, 0.55, why=why)


def at_least(whole: Quantity, part: Quantity) -> bool:
    return whole.interval is not None and part.interval is not None and whole.interval.high >= part.interval.low
