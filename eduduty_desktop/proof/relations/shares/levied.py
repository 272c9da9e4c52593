"""What is set aside at a rate: 土地出让净收益1.86亿元,按10%计提教育资金1860万元."""

import re
from collections.abc import Iterator

from eduduty_desktop.figures.interval import Interval
from eduduty_desktop.figures.quantity import Kind
from eduduty_desktop.proof.explanation import explain
from eduduty_desktop.proof.lexicon import span_of, spans_of, written
from eduduty_desktop.proof.passage import Passage
from eduduty_desktop.proof.reading import Reading
from eduduty_desktop.proof.result import Relation
from eduduty_desktop.proof.roles import PREVIOUS, Figure, Role, figures_of, subject_of

_AT = re.compile("(?:按照?|依照)[^，。；]{0,24}$")
_AT_LEAST = re.compile("不低于|不少于|不高于|不超过|至少|以上|以内")
_SET_ASIDE = re.compile("^(?:的?(?:比例|标准)|的)?(?:足额|全额|依法|统一)?(?:计提|提取|安排|列支|预留|返还|奖励)")
_AMOUNT = re.compile(
    "(?:应|应当)?(?:计提|提取|安排|列支|预留|返还|奖励)(?:教育|培训|专项)?(?:资金|经费|基金)?(?:共|共计|约|为)?$"
)
_DUE = re.compile("应(?:当)?(?:计提|提取)[^，]{0,8}$")
_TAKEN = re.compile("应?(?:计提|提取|提)[^，]{0,6}$")
_NOT_LESS = re.compile("照|不低于|不少于|不高于|不超过|至少|要求|规定|政策|标准|总额")
_REACH = 3


def levied(passage: Passage) -> Iterator[Reading]:
    """Readings of every amount that is set aside at a rate of another; it accuses where they stand side by side."""
    if "按" not in passage.text and "依照" not in passage.text:
        return
    figures = figures_of(passage)
    for rate in figures:
        if rate.quantity.kind is Kind.PERCENT and _AT.search(rate.head) and _SET_ASIDE.match(rate.mention.tail):
            yield from _of_rate(figures, rate)


def _of_rate(figures: tuple[Figure, ...], rate: Figure) -> Iterator[Reading]:
    sentence = rate.mention.clause.sentence
    around = figures[max(0, rate.index - _REACH) : rate.index + _REACH + 1]
    money = [
        f
        for f in around
        if f.quantity.kind is Kind.MONEY and f.role is Role.LEVEL and f.mention.clause.sentence == sentence
    ]
    taken = next((f for f in money if f.index > rate.index and _AMOUNT.search(f.lead)), None)
    if taken is None or taken.year == PREVIOUS:
        return
    least = bool(_AT_LEAST.search(rate.head))
    base = next((f for f in reversed(money) if f.index < taken.index and not _TAKEN.search(f.lead)), None)
    noun = subject_of(_NOT_LESS.sub("", rate.lead.rpartition("按")[2]))
    if base is not None and len(noun) >= 2 and noun[-3:] not in base.lead:
        return
    number = rate.quantity.number
    if base is None or number is None or base.quantity.interval is None or taken.quantity.interval is None:
        return
    if least and not _DUE.search(taken.lead):
        return
    expected = base.quantity.interval * Interval.exact(number / 100)
    near = max(rate.index, taken.index, base.index) - min(rate.index, taken.index, base.index) == 2
    agrees = taken.quantity.interval.meets(expected)
    rough = bool(base.quantity.approximation or taken.quantity.approximation)
    yield Reading(
        Relation.SHARE,
        span_of(taken.mention),
        spans_of(sorted((base.mention, rate.mention, taken.mention), key=lambda mention: mention.start)),
        taken.quantity.interval,
        expected,
        0.7 if rough else 0.82 if near and base.index >= rate.index - 1 else 0.55,
        f"{base.mention.text}×{rate.mention.text}",
        written(expected, taken.quantity),
        "" if agrees else explain(taken.quantity, expected),
    )
