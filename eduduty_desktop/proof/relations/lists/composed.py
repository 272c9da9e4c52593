"""Slogans of several counts and one list for all of them: “三强两优”：强师资、强管理、强保障、优布局、优服务, “三大工程”“两项行动”：….

Each count has the pieces that follow those of the count before it; its own word stands in them.
"""

import re
from collections.abc import Iterator
from decimal import Decimal

import msgspec

from eduduty_desktop.figures import Interval
from eduduty_desktop.proof.reading import Reading
from eduduty_desktop.proof.relations.lists.before import ADVICE
from eduduty_desktop.proof.relations.lists.count import spelled, value_of
from eduduty_desktop.proof.relations.lists.listing import inner_joiners
from eduduty_desktop.proof.result import Relation, Span

_WORD = "(?![一二两三四五六七八九十大个项种类条])[\u4e00-\u9fff]"
_PART = f"[一二两三四五六七八九十1-9][大个项种类条]?(?:{_WORD}){{1,4}}?"
_QUOTED = f"{_PART}(?:{_WORD}){{0,2}}”[、和]?"
_COMPOSED = re.compile(f'[“"](?:(?:{_PART}){{2,4}}[”"]|(?<=“){_QUOTED}(?:“{_QUOTED}){{1,3}})')
_PARTS = re.compile(f"(?P<number>[一二两三四五六七八九十1-9])[大个项种类条]?(?P<key>(?:{_WORD}){{1,6}})")
_LINK = re.compile("[\u4e00-\u9fff]{0,12}(?:[：:（(]|——|[，,]?(?:即|分别是|分别为|是指|指)[：:]?)")
_END = re.compile("[。！？!?\n）)]")
_MARK = re.compile("[、，,；;]")
_STRONG = re.compile("[，,；;]")
_AHEAD, _LONGEST, _MANY = 300, 40, 24
_SURE, _MAY_BE = 0.82, 0.6


class _Part(msgspec.Struct, frozen=True, gc=False):
    """One count of the slogan: `text[start:end]`, how many it says, and its word."""

    start: int
    end: int
    number: int
    key: str


def composed(text: str) -> Iterator[Reading]:
    """Readings of every count of the slogans that a list behind them spells out."""
    for match in _COMPOSED.finditer(text):
        link = _LINK.match(text, match.end())
        if link is None:
            continue
        parts = [
            _Part(found.start(), found.end(), value_of(found["number"]), found["key"])
            for found in _PARTS.finditer(text, match.start(), match.end())
        ]
        stop = _END.search(text, link.end(), link.end() + _AHEAD)
        if stop is None and link.end() + _AHEAD < len(text):
            continue
        high = stop.start() if stop else len(text)
        pieces = [
            Span(link.end() + low, link.end() + end, text[link.end() + low : link.end() + end])
            for low, end in _between(text[link.end() : high], _MARK)
        ]
        if len(parts) < 2 or not len(parts) < len(pieces) <= _MANY or any(len(p.text) > _LONGEST for p in pieces):
            continue
        yield from _in_turn(text, parts, pieces)
        yield from _otherwise(text, parts, pieces)


def _in_turn(text: str, parts: list[_Part], pieces: list[Span]) -> Iterator[Reading]:
    """Readings that hold: the pieces, taken in turn, are as many as the counts say and hold their words."""
    if sum(part.number for part in parts) != len(pieces):
        return
    at = 0
    groups = []
    for part in parts:
        groups.append(pieces[at : at + part.number])
        at += part.number
    told = [all(part.key in piece.text for piece in group) for part, group in zip(parts, groups, strict=True)]
    strong = [bool(_STRONG.match(text, group[-1].end)) for group in groups[:-1]]
    inside = any(bool(_STRONG.match(text, piece.end)) for group in groups for piece in group[:-1])
    if any(holds and part.number > 1 for holds, part in zip(told, parts, strict=True)) or (all(strong) and not inside):
        for part, group in zip(parts, groups, strict=True):
            if part.number > 1:
                yield _reading(text, part, group, part.number, _MAY_BE)


def _otherwise(text: str, parts: list[_Part], pieces: list[Span]) -> Iterator[Reading]:
    """Readings of a count that its pieces belie: each piece holds just one of the words, and they come in their order."""
    holders = [[index for index, part in enumerate(parts) if _holds(piece.text, part.key)] for piece in pieces]
    if any(len(held) != 1 for held in holders):
        return
    order = [held[0] for held in holders]
    if order != sorted(order) or set(order) != set(range(len(parts))):
        return
    groups = [[piece for piece, own in zip(pieces, order, strict=True) if own == index] for index in range(len(parts))]
    wrong = [(part, group) for part, group in zip(parts, groups, strict=True) if part.number != len(group)]
    if len(wrong) != 1 or abs(wrong[0][0].number - len(wrong[0][1])) != 1:
        return
    part, group = wrong[0]
    if pieces[-1].text.endswith("等") or any(inner_joiners(piece.text) for piece in group):
        return
    yield _reading(text, part, group, len(group), _SURE)


def _reading(text: str, part: _Part, group: list[Span], number: int, likelihood: float) -> Reading:
    end = min(part.end, part.start + 8)
    stated = Span(part.start, end, text[part.start : end])
    last = group[-1]
    edge = Span(last.start, min(last.end, last.start + 24), last.text[:24])
    named = "、".join(piece.text for piece in group)
    written = str(number) if stated.text[0].isdigit() else spelled(number)
    return Reading(
        Relation.LIST,
        stated,
        (stated, edge),
        Interval.exact(Decimal(part.number)),
        Interval.exact(Decimal(number)),
        likelihood,
        arithmetic=f"后面列出的{named if len(named) <= 60 else named[:59] + '…'}（{number}项）",
        shown=written + stated.text[1:],
        why=ADVICE,
    )


def _holds(piece: str, key: str) -> bool:
    """Whether a piece begins or ends with the word of its count."""
    return piece.startswith(key) or piece.endswith(key)


def _between(text: str, mark: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    at = 0
    for found in mark.finditer(text):
        if at < found.start():
            yield at, found.start()
        at = found.end()
    if at < len(text):
        yield at, len(text)
