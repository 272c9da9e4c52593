"""Slogans that are spelled out behind them by their own word: “五个一”：建好一所…、改造一批…; “三防”建设（人防、物防、技防）.

“双线”压实，政府一条线、学校一条线: behind a comma the same, with less certainty.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from eduduty_desktop.proof.reading import Reading
from eduduty_desktop.proof.relations.lists.before import reading_of
from eduduty_desktop.proof.relations.lists.count import Count
from eduduty_desktop.proof.relations.lists.listing import Item, Listing, inner_joiners

ONE = re.compile("一[个所批支项名条套间张本次堂节场台份件种类位师生校班园人月周日年季县乡镇村科课室站块张届期册家组对]")
_QUOTED_KEY = re.compile('(?P<key>100[%％]|[\u4e00-\u9fff]{1,4})[”"’」』〞]')
_PLAIN_KEY = re.compile("(?P<key>100[%％]|一|[\u4e00-\u9fff]{2,4})(?=[：:，,])")
_LINK = re.compile(
    "[\u4e00-\u9fff]{0,8}?(?:(?P<sure>[：:（(]|——|[，,]?(?:即|也就是|就是|分别是|分别为)[：:]?)|(?P<comma>[，,]))"
)
_CLOSE = re.compile("[）)。\n]")
_SENTENCE = re.compile("[。！？!?\n]")
_CLAUSES = re.compile("[。；;！？!?\n]")
_PHRASE = re.compile("[，,。；;！？!?\n]")
_MARK = re.compile("[、，,；;]")
_SEMICOLON = re.compile("[；;]")
_OPEN = re.compile("等[\u4e00-\u9fff]{0,6}$")
_NAMES = frozenset("校学园院中小镇乡村县区局委部室科股")
_PART = re.compile("其中|如|像|例如|包括|主要")
_FURTHER_ONE = re.compile("[和及与][\u4e00-\u9fff]{0,4}一")
_AHEAD, _LONGEST = 220, 40
_SURE, _MAY_BE = 0.85, 0.6


def spelled_behind(text: str, count: Count) -> Iterator[Reading]:
    """Readings of a slogan of two or more whose own word stands in every piece behind it."""
    if not 2 <= count.number <= 12 or count.unit not in {"", "个", "大", "项", "种", "类"}:
        return
    found = (_QUOTED_KEY if count.quoted else _PLAIN_KEY).match(text, count.end)
    if found is None or not (count.quoted or count.unit):
        return
    link = _LINK.match(text, found.end())
    if link is None:
        return
    tried = set()
    for stop, mark in _ways(text, link):
        end = stop.search(text, link.end(), link.end() + _AHEAD)
        high = end.start() if end else len(text)
        way = high, len(mark.findall(text, link.end(), min(high, link.end() + _AHEAD)))
        if high - link.end() <= _AHEAD and way not in tried:
            tried.add(way)
            yield from _spelled(text, count, found["key"], link, high, mark)


def _ways(text: str, link: re.Match[str]) -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    """Where the list may end, and by which marks it may be divided."""
    if text[link.end() - 1] in "（(":
        return ((_CLOSE, _MARK),)
    if link["comma"]:
        return (_CLAUSES, _MARK), (_PHRASE, _MARK)
    return (_SENTENCE, _MARK), (_SENTENCE, _SEMICOLON), (_CLAUSES, _MARK), (_PHRASE, _MARK)


def _spelled(
    text: str, count: Count, key: str, link: re.Match[str], high: int, mark: re.Pattern[str]
) -> Iterator[Reading]:
    pieces = list(_pieces(text, link.end(), high, mark))
    if len(pieces) < 2 or any(len(piece.text) > _LONGEST for piece in pieces):
        return
    holding = _holding(pieces, key, ends_only=not count.quoted)
    marks = {text[one.end : one.end + 1] for one, _ in pairwise(pieces)}
    listing = Listing(tuple(pieces), "plain", len(pieces), len(pieces), len(pieces))
    if holding < len(pieces):
        if 2 * holding >= len(pieces) and marks == {"、"} and len(pieces) == count.number:
            yield reading_of(count, listing, len(pieces), len(pieces), _MAY_BE, behind=True)
        return
    further = sum(_further(piece.text, key) for piece in pieces)
    if (_OPEN.search(pieces[-1].text) or _PART.match(pieces[0].text)) and count.number > len(pieces):
        return
    clear = len(marks) == 1 and abs(count.number - len(pieces)) <= 2
    slogan = count.quoted or key[-1] not in _NAMES
    told = bool(link["sure"]) or (slogan and len(pieces) >= 3 and marks == {"、"})
    yield reading_of(
        count, listing, len(pieces), len(pieces) + further, _SURE if clear and told else _MAY_BE, behind=True
    )


def _pieces(text: str, low: int, high: int, mark: re.Pattern[str]) -> Iterator[Item]:
    start = low
    for found in mark.finditer(text, low, high):
        if start < found.start():
            yield Item(start, found.start(), text[start : found.start()], 0, ())
        start = found.end()
    if start < high:
        yield Item(start, high, text[start:high], 0, ())


def _holding(pieces: list[Item], key: str, *, ends_only: bool) -> int:
    """How many pieces hold the word, at one and the same edge of theirs."""
    names = [piece.plain for piece in pieces]
    if key == "一":
        return sum(bool(ONE.search(name)) for name in names)
    ending = sum(name.endswith(key) for name in names)
    return ending if ends_only else max(ending, sum(name.startswith(key) for name in names))


def _further(piece: str, key: str) -> int:
    return len(_FURTHER_ONE.findall(piece)) if key == "一" else inner_joiners(piece)
