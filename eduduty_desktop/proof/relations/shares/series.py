"""Shares of a list that have one whole in common: 财力构成是: ⏎（1）税收41.3亿元,占20.6%; ⏎（2）返还3.8亿元,占1.9%; …

The whole is what gives most of them; what one digit then tells from its share of it is contradicted, since the others
say of what all are shares.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice

import msgspec

from eduduty_desktop.proof.explanation import quotient
from eduduty_desktop.proof.passage import Passage
from eduduty_desktop.proof.reading import Reading
from eduduty_desktop.proof.relations.shares.amounts import Named, name_of, named_amounts
from eduduty_desktop.proof.relations.shares.before import AMONG
from eduduty_desktop.proof.relations.shares.naming import named_whole, noun_of_whole
from eduduty_desktop.proof.relations.shares.result import at_least, reading_of
from eduduty_desktop.proof.relations.shares.slipped import is_slip
from eduduty_desktop.proof.roles import PREVIOUS, Figure, Role, alike, countable, figures_of, subject_of

FEWEST = 3
"""So many shares make a list."""

BACK = 12
"""Amounts looked at before a list for its whole."""

_SEEN = 40
_PARAGRAPHS = 3
_REACH = 4
_LUCK = 1e-3
_COMMON = 0.85
_FEWEST_DIGITS, _WIDEST = 2, 30
_CARRIED = re.compile("上年(?:结转|结余|滚存)[^，。；]{0,8}$")
_OTHERWISE = re.compile("预算的?$|计划|任务|目标|同比|上年|全[省国]|同期")


class _Item(msgspec.Struct, frozen=True):
    """A share with its part, the paragraph they stand in and the name of the whole (empty for none)."""

    place: int
    part: Figure
    share: Figure
    noun: str


def readings(passages: Sequence[Passage], starts: Sequence[int]) -> Iterator[Reading]:
    """The shares of every list against the whole that they have in common; offsets are the text's."""
    named: dict[str, list[tuple[int, Named]]] = {}
    for items in _lists(passages):
        if items[0].noun and not named:
            named = _by_name(passages)
        wholes = list(_wholes(passages, items, named))
        found = _common(items, wholes)
        if found is None:
            continue
        at, whole = found
        for item in items:
            yield from _against(item, at, whole, starts)


def _lists(passages: Sequence[Passage]) -> Iterator[list[_Item]]:
    """The shares that follow each other, each behind its part, and those of one row."""
    run: list[_Item] = []
    for place, passage in enumerate(passages):
        if "%" not in passage.text and "％" not in passage.text:
            continue
        for part, share, noun in _pairs(passage):
            item = _Item(place, part, share, noun)
            if run and not _follows(run[-1], item):
                if len(run) >= FEWEST:
                    yield run
                run = []
            run.append(item)
        for row in _rows(passage):
            yield [_Item(place, part, share, noun) for part, share, noun in row]
    if len(run) >= FEWEST:
        yield run


def _follows(one: _Item, other: _Item) -> bool:
    """Whether a share stands in the same list as the one before it."""
    if one.noun != other.noun or not alike(one.part.quantity, other.part.quantity):
        return False
    if one.place == other.place:
        return other.part.index - one.share.index <= _REACH
    return other.place - one.place == 1 and other.part.index < _REACH


@lru_cache(maxsize=4096)
def _pairs(passage: Passage) -> tuple[tuple[Figure, Figure, str], ...]:
    """The shares of a paragraph that stand right behind their part, with the name of their whole."""
    figures = figures_of(passage)
    found: list[tuple[Figure, Figure, str]] = []
    for share in islice(figures, 1, None):
        part = figures[share.index - 1]
        if share.role is not Role.SHARE or share.row > 1 or "占" not in share.lead or not _is_part(part):
            continue
        near = part.mention.clause.part == share.mention.clause.part and part.row == 1
        own = subject_of(share.lead.rpartition("占")[0])
        if not near or own or share.quantity.approximation or _OTHERWISE.search(share.lead):
            continue
        if found and AMONG.search(passage.text, found[-1][1].mention.end, part.mention.start):
            continue
        found.append((part, share, noun_of_whole(named_whole(share.lead))))
    return tuple(found)


@lru_cache(maxsize=4096)
def _rows(passage: Passage) -> tuple[tuple[tuple[Figure, Figure, str], ...], ...]:
    """高级683人,中级2017人,初级2226人,分别占专任教师的13.9%、40.9%、45.2%: the parts that a row of shares answers."""
    figures = figures_of(passage)
    rows = []
    for opening in figures:
        length = opening.row
        if opening.role is not Role.SHARE or opening.first >= 0 or length < FEWEST or "分别" not in opening.lead:
            continue
        lead = opening.lead.replace("分别", "")
        if _OTHERWISE.search(lead) or opening.quantity.approximation:
            continue
        parts: list[Figure] = []
        for figure in reversed(figures[max(0, opening.index - BACK) : opening.index]):
            if _is_part(figure) and (not parts or alike(figure.quantity, parts[0].quantity)) and len(parts) < length:
                parts.append(figure)
        if len(parts) == length:
            shares = figures[opening.index : opening.index + length]
            noun = noun_of_whole(named_whole(lead))
            rows.append(tuple((part, share, noun) for part, share in zip(reversed(parts), shares, strict=True)))
    return tuple(rows)


def _is_part(figure: Figure) -> bool:
    """Whether it is an amount of the year; 上年结转 is one, too."""
    own = figure.year != PREVIOUS or bool(_CARRIED.search(figure.lead))
    return figure.role is Role.LEVEL and countable(figure.quantity) and own


def _by_name(passages: Sequence[Passage]) -> dict[str, list[tuple[int, Named]]]:
    """The named amounts of all paragraphs, by the last two characters of their name."""
    found: dict[str, list[tuple[int, Named]]] = {}
    for place, passage in enumerate(passages):
        for one in named_amounts(passage):
            found.setdefault(one.name[-2:], []).append((place, one))
    return found


def _wholes(
    passages: Sequence[Passage], items: list[_Item], named: dict[str, list[tuple[int, Named]]]
) -> Iterator[tuple[int, Figure]]:
    """The amounts that may be what all are shares of: those before the list, nearest first, and those called so."""
    first = items[0]
    near = 0
    for place in range(first.place, max(-1, first.place - 1 - _PARAGRAPHS), -1):
        figures = figures_of(passages[place])
        end = first.part.index if place == first.place else len(figures)
        for figure in reversed(figures[max(0, end - _SEEN) : end]):
            if near < BACK and _is_whole(figure, items):
                near += 1
                yield place, figure
    if first.noun:
        noun = name_of(first.noun)
        called = named.get(noun[-2:], ())[:_SEEN] if len(noun) > 1 else ()
        fitting = ((at, n.figure) for at, n in called if n.name.endswith(noun) and _is_whole(n.figure, items))
        yield from islice(fitting, BACK)


def _is_whole(figure: Figure, items: list[_Item]) -> bool:
    if not _is_part(figure) or not alike(figure.quantity, items[0].part.quantity):
        return False
    return all(figure is not item.part and at_least(figure.quantity, item.part.quantity) for item in items)


def _common(items: list[_Item], wholes: list[tuple[int, Figure]]) -> tuple[int, Figure] | None:
    """The whole that gives all shares but one or two, if that is no luck."""
    best: tuple[int, tuple[int, Figure]] | None = None
    for found in wholes:
        held = [item for item in items if _holds(item, found[1])]
        if 3 * len(held) < 2 * len(items) or (best is not None and len(held) <= best[0]):
            continue
        luck = float(len(wholes))
        for item in held:
            stated = item.share.quantity.interval
            luck *= min(1.0, float((stated.high - stated.low) / stated.high)) if stated and stated.high > 0 else 1.0
        if luck <= _LUCK:
            best = len(held), found
    return best[1] if best else None


def _holds(item: _Item, whole: Figure) -> bool:
    part, all_of, stated = item.part.quantity.number, whole.quantity.interval, item.share.quantity.interval
    if part is None or all_of is None or stated is None or not all_of.low > 0:
        return False
    about, width = 100 * float(part) / float(all_of.low), float(stated.high - stated.low)
    if not float(stated.low) - 1 - width <= about <= float(stated.high) + 1 + width:
        return False
    expected = quotient(item.part.quantity.interval, all_of, 100)
    return expected is not None and stated.meets(expected)


def _against(item: _Item, at: int, whole: Figure, starts: Sequence[int]) -> Iterator[Reading]:
    reading = reading_of(item.share, item.part, whole, _COMMON)
    if reading is None or not (reading.agrees or is_slip(item.share, reading, _FEWEST_DIGITS, _WIDEST)):
        return
    part, total, share = reading.operands
    here, there = starts[item.place], starts[at]
    operands = (part.moved(here), total.moved(there), share.moved(here))
    why = "" if reading.agrees else f"同一列的其他占比都是对{whole.mention.text}算的。{reading.why}"
    yield msgspec.structs.replace(reading, stated=reading.stated.moved(here), operands=operands, why=why)
