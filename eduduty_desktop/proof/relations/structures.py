"""Ratios of what is named: 三次产业结构22.1:34.3:43.6 of three amounts, 城乡居民收入比2.05:1 of two incomes.

The amounts stand before the ratio, in its own paragraph or an earlier one.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache

from msgspec.structs import replace

from eduduty_desktop.figures.interval import Interval, interval_of
from eduduty_desktop.figures.quantity import Kind
from eduduty_desktop.proof.explanation import explain, quotient, total_of
from eduduty_desktop.proof.lexicon import span_of, written
from eduduty_desktop.proof.passage import Passage
from eduduty_desktop.proof.reading import Reading
from eduduty_desktop.proof.relations.ratios import ratio_of
from eduduty_desktop.proof.result import Relation, Span
from eduduty_desktop.proof.roles import PREVIOUS, Figure, Role, alike, countable, figures_of

_NUMBER = r"[0-9]{1,3}(?:\.[0-9]{1,3})?"
_CHAIN = re.compile(f"[0-9](?<![0-9.:：∶][0-9])[0-9]{{0,2}}(?:\\.[0-9]{{1,3}})?(?:[:：∶]{_NUMBER}){{2,5}}(?![0-9:：∶])")
_TERM = re.compile(_NUMBER)
_INDUSTRIES = re.compile("产业(?:结构|比|增加值|构成)")
_CALLED = re.compile("比(?:例|重|值)?[^，。；0-9]{0,8}$|结构[^，。；0-9]{0,6}$")
_EARLIER = re.compile("上年|去年|由[^，。；]{0,12}$|从[^，。；]{0,12}$")
_NTH = tuple(re.compile(f"第{n}产业(?:实现)?(?:增加值|产值|总产值)?(?:完成|实现|达到?|为)*$") for n in "一二三")
_TOWN = re.compile("城镇(?:常住)?居民(?:年)?人均(?:可支配)?(?:纯)?收入[^，。；0-9]{0,4}$")
_VILLAGE = re.compile("农村(?:常住)?居民(?:年)?人均(?:可支配)?(?:纯)?收入[^，。；0-9]{0,4}$")
_INCOMES = re.compile("城乡(?:居民)?(?:人均)?(?:可支配)?收入(?:之)?比")
_INCOMES_BARE = re.compile("收入(?:之)?比(?:例|值)?[^，。；0-9]{0,4}$")
_REVISED = re.compile("修订|核实|核定|核算结果|普查结果|最终")
_SAID = 80
_RATIOS = frozenset({Kind.RATIO, Kind.NUMBER})
_ROUNDED_TO_HUNDRED = Decimal("1.5")


def readings(passages: Sequence[Passage], starts: Sequence[int]) -> Iterator[Reading]:
    """All readings of such ratios; offsets are the text's."""
    known: dict[str, tuple[int, Figure]] = {}
    for passage, start in zip(passages, starts, strict=True):
        text = passage.text
        if "产业" not in text and "收入" not in text and "比" not in text:
            continue
        named, chains = _told(passage)
        if not named and not chains:
            continue
        coming = iter(chains)
        chain = next(coming, None)
        for name, figure in named:
            while chain is not None and chain.start() < figure.mention.start and _is_known(known):
                yield from _chain(passage.text, chain, figures_of(passage), known, start)
                chain = next(coming, None)
            if name:
                known[name] = (start, figure)
            else:
                yield from _incomes(figure, known, start)
        while chain is not None:
            yield from _chain(passage.text, chain, figures_of(passage), known, start)
            chain = next(coming, None)


def _is_known(known: dict[str, tuple[int, Figure]]) -> bool:
    """Whether all three industries were told before: a ratio is that of what was told last, unless it opens the list."""
    return all(f"industry{number}" in known for number in range(3))


@lru_cache(maxsize=4096)
def _told(passage: Passage) -> tuple[tuple[tuple[str, Figure], ...], tuple[re.Match[str], ...]]:
    """The amounts of industries and incomes with what they are, the ratios of incomes without; the chains of terms."""
    text = passage.text
    chains = tuple(_CHAIN.finditer(text))
    if not chains and "产业" not in text and "收入" not in text:
        return (), ()
    named: list[tuple[str, Figure]] = []
    for figure in figures_of(passage):
        if figure.quantity.kind in _RATIOS and _INCOMES.search(figure.head) and not _EARLIER.search(figure.lead):
            named.append(("", figure))
        elif figure.role is Role.LEVEL and countable(figure.quantity) and figure.year != PREVIOUS:
            named += [(name, figure) for name in _names(figure.lead)]
    return tuple(named), chains


def _names(lead: str) -> Iterator[str]:
    """Which industry an amount is of, or whether it is the income of town or village."""
    for number, pattern in enumerate(_NTH):
        if pattern.search(lead):
            yield f"industry{number}"
    if _TOWN.search(lead):
        yield "town"
    elif _VILLAGE.search(lead):
        yield "village"


def _incomes(ratio: Figure, known: dict[str, tuple[int, Figure]], start: int) -> Iterator[Reading]:
    town, village = known.get("town"), known.get("village")
    if town is None or village is None or not alike(town[1].quantity, village[1].quantity):
        return
    if ratio.quantity.kind is Kind.NUMBER:
        if _INCOMES_BARE.search(ratio.lead):
            yield from _as_number(ratio, town, village, start)
        return
    if ratio.quantity.approximation or len(_TERM.findall(ratio.mention.text)) != 2:
        return
    pair = ratio.quantity.value
    left, right = (town, village) if isinstance(pair, tuple) and pair[0] > pair[1] else (village, town)
    reading = ratio_of(ratio, left[1], right[1], 0.85)
    spans = (span_of(left[1].mention).moved(left[0]), span_of(right[1].mention).moved(right[0]))
    stated = span_of(ratio.mention).moved(start)
    yield _placed(reading, stated, (*spans, stated))


def _as_number(ratio: Figure, town: tuple[int, Figure], village: tuple[int, Figure], start: int) -> Iterator[Reading]:
    """城乡居民收入比为1.85: the same with its second term left out."""
    expected = quotient(town[1].quantity.interval, village[1].quantity.interval)
    if expected is None or ratio.quantity.interval is None or ratio.quantity.approximation:
        return
    spans = (span_of(town[1].mention).moved(town[0]), span_of(village[1].mention).moved(village[0]))
    stated = span_of(ratio.mention).moved(start)
    yield Reading(
        Relation.RATIO,
        stated,
        (*spans, stated),
        ratio.quantity.interval,
        expected,
        0.85,
        f"{town[1].mention.text}÷{village[1].mention.text}",
        written(expected, ratio.quantity),
        "" if ratio.quantity.interval.meets(expected) else explain(ratio.quantity, expected),
    )


def _chain(
    text: str, match: re.Match[str], figures: tuple[Figure, ...], known: dict[str, tuple[int, Figure]], start: int
) -> Iterator[Reading]:
    """Every term against its amount: in per cent of all, or as multiples of one another."""
    head = text[max(0, match.start() - 24) : match.start()]
    head = re.split("[，。；]", head)[-1]
    terms = [Decimal(term) for term in _TERM.findall(match[0])]
    said = text[max(0, match.start() - _SAID) : match.start()].rpartition("。")[2]
    if not _CALLED.search(head) or _EARLIER.search(head) or _REVISED.search(said):
        return
    industries = len(terms) == 3 and bool(_INDUSTRIES.search(head))
    if industries:
        parts = [known[key] for key in ("industry0", "industry1", "industry2") if key in known]
    else:
        before = [f for f in figures if f.mention.end <= match.start()][-len(terms) :]
        parts = [(start, f) for f in before if f.role is Role.LEVEL and countable(f.quantity)]
    amounts = [figure for _, figure in parts]
    if len(parts) != len(terms) or not all(alike(amounts[0].quantity, f.quantity) for f in amounts):
        return
    total, whole = total_of([f.quantity for f in amounts]), sum(terms, Decimal(0))
    if total is None or not (industries or abs(whole - 100) <= _ROUNDED_TO_HUNDRED):
        return
    shares = [quotient(f.quantity.interval, total, 100) for f in amounts]
    known_shares = [share for share in shares if share is not None]
    if len(known_shares) != len(terms):
        return
    stated = Span(match.start(), match.end(), match[0]).moved(start)
    spans = tuple(span_of(figure.mention).moved(at) for at, figure in parts)
    yield Reading(
        Relation.RATIO,
        stated,
        (*spans, stated),
        None,
        None,
        0.85,
        ":".join(f.mention.text for f in amounts),
        ":".join(_middle(share, term) for share, term in zip(known_shares, terms, strict=True)),
        "" if _hold(terms, known_shares) else "请核对后改正。",
        holds=_hold(terms, known_shares),
    )


def _hold(terms: list[Decimal], shares: list[Interval]) -> bool:
    """Whether every term is its share; one is often adjusted so that they make a hundred."""
    step = max(Decimal(1).scaleb(int(term.as_tuple().exponent)) for term in terms)
    for term, share in zip(terms, shares, strict=True):
        rounded = interval_of(term)
        if not Interval(rounded.low - step, rounded.high + step).meets(share):
            return False
    return True


def _middle(share: Interval, term: Decimal) -> str:
    return f"{(share.low + share.high) / 2:.{-int(term.as_tuple().exponent)}f}"


def _placed(reading: Reading, stated: Span, operands: tuple[Span, ...]) -> Reading:
    return replace(reading, stated=stated, operands=operands)
