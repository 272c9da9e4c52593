"""Shares of several parts together, which their words name: 教授、副教授占62.5%, 硕士及以上占89.5%, 普惠率."""

import re
from collections.abc import Iterator
from decimal import Decimal

from eduduty_desktop.proof.explanation import explain, quotient, total_of
from eduduty_desktop.proof.lexicon import span_of, spans_of, written
from eduduty_desktop.proof.passage import Passage
from eduduty_desktop.proof.reading import Reading
from eduduty_desktop.proof.relations.shares.before import whole_before, whole_of_kin
from eduduty_desktop.proof.relations.shares.naming import named_whole, noun_of_whole
from eduduty_desktop.proof.relations.shares.result import at_least
from eduduty_desktop.proof.result import Relation
from eduduty_desktop.proof.roles import PREVIOUS, Figure, Role, alike, figures_of, subject_of, words_of

_OWN = re.compile("(?:所?占|的?(?:比例|比重|比率)).*$")
_AND = re.compile("[、和与及]|以及")
_RANKS = (
    ("博士", "硕士", "研究生", "本科", "大专", "专科"),
    ("正高", "副高", "中级"),
    ("国家级", "省级", "市级", "县级"),
)
_UPWARD = re.compile(f"({'|'.join(rank for ranks in _RANKS for rank in ranks)})[\u4e00-\u9fff]{{0,4}}?(?:及|和)?以上")
_BRACKETED = re.compile("[）)]的?[，,]?占(?:比|总数的)?(?:[约为达到]{0,2})$")
_PUBLIC_BENEFIT = re.compile("普惠(?:性[^率]{0,6})?(?:覆盖)?率")
_REACH = 6
_CHILDREN = re.compile("^[、，,]?(?:有|共有)?(?:在园|幼儿|儿童)")


def joined(passage: Passage, share: Figure, near: list[Figure], lead: str) -> Iterator[Reading]:
    """Readings of a share as that of the sum of the parts that its words name; `near` are the amounts before it."""
    for parts in _parts(passage, share, near, lead):
        yield from _of_parts(passage, share, near, lead, parts)


def _of_parts(passage: Passage, share: Figure, near: list[Figure], lead: str, parts: list[Figure]) -> Iterator[Reading]:
    if len(parts) < 2 or len({part.index for part in parts}) < len(parts):
        return
    first = min(parts, key=lambda part: part.index)
    whole, likelihood = _whole(passage, share, first, [f for f in near if f not in parts], lead)
    total = total_of([part.quantity for part in parts])
    if whole is None or total is None or not all(at_least(whole.quantity, part.quantity) for part in parts):
        return
    expected = quotient(total, whole.quantity.interval, 100)
    if expected is None or expected.low > Decimal(100):
        return
    rough = any(figure.quantity.approximation for figure in (*parts, whole, share))
    parts.sort(key=lambda part: part.index)
    yield Reading(
        Relation.SHARE,
        span_of(share.mention),
        spans_of([*(part.mention for part in parts), whole.mention, share.mention]),
        share.quantity.interval,
        expected,
        min(likelihood, 0.7) if rough else likelihood,
        f"（{'＋'.join(part.mention.text for part in parts)}）÷{whole.mention.text}",
        written(expected, share.quantity),
        explain(share.quantity, expected),
    )


def _parts(passage: Passage, share: Figure, near: list[Figure], lead: str) -> Iterator[list[Figure]]:
    """The parts that are meant, in every way they may be told."""
    sentence = share.mention.clause.sentence
    same = [f for f in near[:_REACH] if f.mention.clause.sentence == sentence and f.role is Role.LEVEL]
    if _PUBLIC_BENEFIT.search(lead):
        schools = _public_benefit(same)
        yield schools
        yield _children_of(schools, same)
    else:
        yield _named(same, lead) or _upward(same, lead) or _bracketed(passage, share)


def _named(same: list[Figure], lead: str) -> list[Figure]:
    """教授280人,副教授550人,教授、副教授占: one figure for each name."""
    own = _OWN.sub("", lead).strip("，,；; ").removeprefix("其中")
    wanted = _AND.split(own)
    if len(wanted) < 2 or any(len(name) < 2 for name in wanted):
        return []
    found = [next((f for f in same if subject_of(f.lead).endswith(name)), None) for name in wanted]
    exact = [next((f for f in same if subject_of(f.lead) == name), f) for name, f in zip(wanted, found, strict=True)]
    return [f for f in exact if f is not None] if None not in exact else []


def _upward(same: list[Figure], lead: str) -> list[Figure]:
    """博士854人,硕士502人,硕士及以上学位教师占: the named rank and those above it, where it stands right before."""
    said = _UPWARD.search(lead)
    if said is None or not same or said[1] not in same[0].lead or "以上" in same[0].lead:
        return []
    ranks = next(ranks for ranks in _RANKS if said[1] in ranks)
    above = ranks[: ranks.index(said[1])]
    found = [same[0]]
    for figure in same[1:]:
        if not any(rank in figure.lead for rank in above) or not alike(figure.quantity, same[0].quantity):
            break
        found.append(figure)
    return found


def _bracketed(passage: Passage, share: Figure) -> list[Figure]:
    """普惠性幼儿园（公办41所、普惠民办43所）占: the parts in the bracket before the share."""
    before = passage.text[max(0, share.mention.start - 12) : share.mention.start]
    if not _BRACKETED.search(before):
        return []
    end = max(passage.text.rfind(mark, 0, share.mention.start) for mark in "）)")
    begin = max(passage.text.rfind(mark, max(0, end - 80), end) for mark in "（(")
    return [
        figure
        for figure in figures_of(passage)[max(0, share.index - _REACH) : share.index]
        if begin < figure.mention.start < end and figure.role is Role.LEVEL
    ]


def _public_benefit(same: list[Figure]) -> list[Figure]:
    """公办园7417人,普惠性民办园5398人,普惠率: the two kinds that take children at low fees."""
    public = next((f for f in same if "公办" in f.lead and "民办" not in f.lead), None)
    private = next((f for f in same if "普惠" in f.lead and "民办" in f.lead and "公办" not in f.lead), None)
    if public is None or private is None or "非普惠" in private.lead or not alike(public.quantity, private.quantity):
        return []
    return [public, private]


def _children_of(schools: list[Figure], same: list[Figure]) -> list[Figure]:
    """公办园35所、在园幼儿4526人: the children that are told right behind the kindergartens of either kind."""
    behind = {figure.index: figure for figure in same if _CHILDREN.search(figure.lead)}
    return [behind[school.index + 1] for school in schools if school.index + 1 in behind]


def _whole(
    passage: Passage, share: Figure, first: Figure, others: list[Figure], lead: str
) -> tuple[Figure | None, float]:
    """The whole that the share names, else what stands before the first part."""
    noun = noun_of_whole(named_whole(lead))
    if noun:
        fitting = [f for f in others if alike(f.quantity, first.quantity) and f.year != PREVIOUS]
        found = [f for f in fitting if noun in words_of(f)]
        largest = next((f for f in found if all(at_least(f.quantity, other.quantity) for other in found)), None)
        return largest, 0.85
    before = [f for f in others if f.index < first.index]
    whole, likelihood = whole_before(passage, share, first, before)
    if whole is None:
        whole, likelihood = whole_of_kin(first, before, _OWN.sub("", share.lead)), 0.82
    return whole, min(likelihood, 0.85)
