"""Part and whole of a share found by trying what stands near; and what a share of nothing stated allows.

A hit confirms only if so few pairs are tried for so fine a share that it is no luck; otherwise it excuses.  Of a share
without any whole it is asked whether a whole number can give it (GRIM: Brown & Heathers 2017).
"""

import re
from collections.abc import Iterator
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from eduduty_desktop.figures.interval import Interval
from eduduty_desktop.figures.quantity import Kind
from eduduty_desktop.proof.explanation import quotient
from eduduty_desktop.proof.lexicon import span_of, spans_of, written
from eduduty_desktop.proof.reading import Reading
from eduduty_desktop.proof.relations.shares.result import HUNDRED, reading_of, unchecked, weak
from eduduty_desktop.proof.result import Relation
from eduduty_desktop.proof.roles import Figure, Role, alike, subject_of

LUCK = Decimal("0.1")
"""Up to this chance of a hit by luck a part and a whole that were found by search confirm a share."""
CHANCE = Decimal("0.1")
"""Below this chance of passing by luck a whole number that gives the share is evidence."""
_TIMES = frozenset({Kind.AGE, Kind.DURATION})
_BARE = re.compile("[，,、]?占比?[为达约是到]{0,2}")
_SAYS_PART = re.compile("占比?[^，]{0,4}$")


def searched(share: Figure, near: list[Figure], *, sure: bool = False) -> Iterator[Reading]:
    """Any part and whole near by that give the share; so few are tried for so fine a share that a hit is no luck.

    The chance of a hit is about the number of pairs times the width of the share's interval over the share.
    """
    stated = share.quantity.interval
    if not near or stated is None or stated.low <= 0:
        return
    sentence = share.mention.clause.sentence
    parts = [([figure], figure.quantity.interval) for figure in near[:6] if figure.mention.clause.sentence == sentence]
    run: Interval | None = None
    figures: list[Figure] = []
    if sure:  # the sentence names the whole: no more than another whole of its own is tried
        parts = parts[:1]
        near = [figure for figure in near if figure.mention.clause.sentence == sentence]
    for figure, _ in parts[:4]:  # 教授280人,副教授550人,教授、副教授占62.5%
        if figures and not alike(figures[0].quantity, figure[0].quantity):
            break
        figures = [*figures, figure[0]]
        run = (
            figure[0].quantity.interval
            if run is None or figure[0].quantity.interval is None
            else run + figure[0].quantity.interval
        )
        if len(figures) > 1:
            parts.append((figures, run))
    hits = []
    tried = 0
    for members, amount in parts:
        for whole in near:
            if whole in members or not alike(members[0].quantity, whole.quantity):
                continue
            if stated.high - stated.low < 1 and members[0].quantity.approximation and whole.quantity.approximation:
                continue  # two rough figures give no share to a decimal
            tried += 1
            if _far_off(amount, whole.quantity.interval, stated):
                continue
            expected = quotient(amount, whole.quantity.interval, 100)
            if expected is not None and stated.meets(expected):
                hits.append((members, whole, expected))
    fine = tried * (stated.high - stated.low) <= LUCK * stated.low and not share.quantity.approximation
    for members, whole, expected in hits:
        if len(members) == 1:
            if (reading := reading_of(share, members[0], whole, 0.55 if fine else 0.3)) is not None:
                yield reading
            continue
        yield Reading(
            Relation.SHARE,
            span_of(share.mention),
            spans_of([*(figure.mention for figure in members), whole.mention, share.mention]),
            stated,
            expected,
            0.55 if fine else 0.3,
            f"（{'＋'.join(figure.mention.text for figure in reversed(members))}）÷{whole.mention.text}",
            written(expected, share.quantity),
        )


def _far_off(part: Interval | None, whole: Interval | None, stated: Interval) -> bool:
    """Whether the share of the two is certainly another, told without exact division."""
    if part is None or whole is None or part.low <= 0 or whole.low <= 0:
        return False
    least, most = 100 * float(part.low) / float(whole.high), 100 * float(part.high) / float(whole.low)
    return most < float(stated.low) * 0.999999 or least > float(stated.high) * 1.000001


def by_whole_number(share: Figure, part: Figure, others: list[Figure]) -> Reading:
    """A share of nothing stated: can any whole number give it?

    Passing tells something only where few whole numbers can pass: with n between p/high and p/low, the width of
    that range is the chance that a made-up share passes.
    """
    stated, one = share.quantity.interval, part.quantity.interval
    silent = "占比以什么为整体，文中没有写明，请写出整体的数"
    exact = one is not None and one.low == one.high and part.quantity.kind is Kind.COUNT and part.role is Role.LEVEL
    sentence = part.mention.clause.sentence
    same_sentence = any(o.mention.clause.sentence == sentence and o.quantity.kind not in _TIMES for o in others)
    if stated is None or one is None or not exact or stated.low <= 0 or share.quantity.approximation or same_sentence:
        return unchecked(share, part, silent)
    if part.index != share.index - 1 or not Decimal(1) <= stated.low <= Decimal(100):
        return unchecked(share, part, silent)
    told = _SAYS_PART.search(share.lead) and not subject_of(share.lead.rpartition("占")[0])
    accusing = 0.82 if told else 0.6
    low, high = (HUNDRED * one / Interval.exact(edge) for edge in (stated.high, stated.low))
    first, last = low.low.to_integral_value(ROUND_CEILING), high.high.to_integral_value(ROUND_FLOOR)
    if high.high - low.low > CHANCE:
        return unchecked(share, part, f"{silent}（{_some(first, last)}）")
    nearest = (low.low + high.high) / 2
    whole = max(nearest.to_integral_value(), Decimal(1))
    expected = one / Interval.exact(whole) * HUNDRED
    return Reading(
        Relation.SHARE,
        span_of(share.mention),
        spans_of([part.mention, share.mention]),
        share.quantity.interval,
        expected,
        accusing,
        f"{part.mention.text}÷整体{whole}（文中没有写整体，{'只有这个整数能得出该占比' if first <= last else '没有整数能得出该占比'}）",
        written(expected, share.quantity),
        "" if first <= last else f"{silent}；以{whole}为整体最接近",
    )


def as_whole(share: Figure, part: Figure) -> Iterator[Reading]:
    """15个断面优良比例73.3%: the count before it may be the whole, if a whole number of it gives the share."""
    whole, stated = part.quantity.interval, share.quantity.interval
    if whole is None or stated is None or whole.low != whole.high:
        return
    of_it = whole * stated / HUNDRED
    if of_it.high - of_it.low > 1 and _BARE.fullmatch(share.lead):
        return  # 公办园在园6123人,占比55.5%: any share would do
    number = of_it.low.to_integral_value(ROUND_CEILING)
    if number <= of_it.high and (expected := quotient(Interval.exact(number), whole, 100)) is not None:
        yield weak(share, [part.mention, share.mention], expected)


def _some(first: Decimal, last: Decimal) -> str:
    return f"整体应为{first}" if first == last else f"整体应在{first}至{last}之间"
