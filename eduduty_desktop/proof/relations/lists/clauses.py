"""Counts whose things are told one by one in clauses: 两块，一块是…；一块是…, 六次：甲；乙；丙, 甲5分、乙8分，两个板块合计13分."""

import re
from collections.abc import Iterator

from eduduty_desktop.proof.reading import Reading
from eduduty_desktop.proof.relations.lists.before import reading_of
from eduduty_desktop.proof.relations.lists.count import Count
from eduduty_desktop.proof.relations.lists.listing import Item, Listing

_ONE_OF_THEM = re.compile(
    "[\u4e00-\u9fff]{0,10}?[，,：:](?P<first>[其有]?(?P<one>一(?P<kind>部分|[\u4e00-\u9fff]))(?![级定体致年月日季期]))"
)
_SEVERAL = "[两二三四五六七八九2-9]"
_REST = re.compile("其余|其他|其它|剩余|剩下|以及")
_SENTENCE = re.compile("[。！？!?\n]")
_SEMICOLONS = re.compile("[\u4e00-\u9fff]{0,6}[：:]")
_ENUMERATED = re.compile("[（(]?[0-9一二三四五六七八九十①-⑳]{1,2}[）)、.．是]|[①-⑳]|第[一1]")
_SHORT = re.compile("[^，,。：:、0-9；;]{2,16}")
_TOTALLED = re.compile(
    "[\u4e00-\u9fff]{0,8}?(?:合计|共计|总计|加起来|相加|累计|共得|总分|(?:共|总额|总量)(?:为|达|有)?(?=[0-9]))"
)
_PART = re.compile(
    "[\u4e00-\u9fffA-Za-z]{2,14}[0-9][0-9.,]{0,9}[0-9]?(?P<unit>[\u4e00-\u9fff%％]{1,2})(?P<mark>[、，,；;])"
)
_BEFORE = frozenset("、，,；;这述上")
_AHEAD, _BACK, _MANY = 300, 200, 12
_FIRST = 13  # so far behind the count stands the first 一
_SURE, _MAY_BE = 0.82, 0.6


def told_in_clauses(text: str, count: Count) -> Iterator[Reading]:
    """Readings of a count whose things follow in clauses, or stand with a value each before it."""
    if not 2 <= count.number <= _MANY or count.quoted:
        return
    at = count.end
    if text.find("一", at, at + _FIRST) > 0 and (found := _ONE_OF_THEM.match(text, at)):
        yield from _one_by_one(text, count, found)
    if count.unit and (link := _SEMICOLONS.match(text, at)):
        yield from _by_semicolons(text, count, link)
    if text[count.start - 1 : count.start] in _BEFORE and _TOTALLED.match(text, at):
        yield from _with_values(text, count)


def _one_by_one(text: str, count: Count, found: re.Match[str]) -> Iterator[Reading]:
    """两块，一块是…；一块是…: as many as 一 and the measure word of the count, each at the head of its clause."""
    if found["kind"] not in {count.unit, count.noun[:1], "部分" if count.noun[:2] == "部分" else ""}:
        return
    kind = re.escape(found["kind"])
    low = found.start("first")
    stop = _SENTENCE.search(text, low, low + _AHEAD)
    if stop is None and low + _AHEAD < len(text):
        return
    high = stop.start() if stop else len(text)
    heads = list(
        re.finditer(f"(?<=[，,；;：:、])(?:另外?有?|还有|再有|其|有)?一{kind}(?![月半性一]|学期)", text[low - 1 : high])
    )
    if len(heads) < 2:
        return
    items = tuple(Item(low - 1 + head.start(), low - 1 + head.end(), head[0], 0, ()) for head in heads)
    listing = Listing(items, "plain", len(items), len(items), len(items))
    rest = re.search(f"{_SEVERAL}{kind}", text[low:high]) or _REST.search(text, low, high)
    sure = not rest and abs(count.number - len(items)) == 1
    yield reading_of(count, listing, len(items), len(items), _SURE if sure else _MAY_BE, behind=True)


def _by_semicolons(text: str, count: Count, link: re.Match[str]) -> Iterator[Reading]:
    """六次：春季开学；食品安全；…: names between semicolons up to the end of the sentence."""
    if _ENUMERATED.match(text, link.end()):
        return
    low = link.end()
    stop = _SENTENCE.search(text, low, low + _AHEAD)
    if stop is None and low + _AHEAD < len(text):
        return
    high = stop.start() if stop else len(text)
    pieces = list(re.finditer("[^；;]+", text[low:high]))
    if len(pieces) < 2 or any(not _SHORT.fullmatch(piece[0].strip()) for piece in pieces):
        return
    if re.search("等[\u4e00-\u9fff]{0,6}$", pieces[-1][0]) and count.number > len(pieces):
        return
    items = tuple(Item(low + piece.start(), low + piece.end(), piece[0], 0, ()) for piece in pieces)
    listing = Listing(items, "plain", len(items), len(items), len(items))
    sure = len(items) >= 3 and abs(count.number - len(items)) == 1
    yield reading_of(count, listing, len(items), len(items), _SURE if sure else _MAY_BE, behind=True)


def _with_values(text: str, count: Count) -> Iterator[Reading]:
    """党建9分、投入20分、办学16分，三个板块合计45分: things with a value each, before the count that totals them."""
    end = count.start - 2 if text.endswith(("上述", "以上"), 0, count.start) else count.start
    end -= text.endswith("这", 0, end)
    parts: list[re.Match[str]] = []
    for part in _PART.finditer(text, max(0, end - _BACK), end):
        if parts and part.start() != parts[-1].end():
            parts.clear()
        parts.append(part)
    if not parts or parts[-1].end() != end:
        return
    marks = {text[part.end() - 1] for part in parts[:-1]}
    if len(parts) < 2 or len({part["unit"] for part in parts}) > 1:
        return
    items = tuple(Item(part.start(), part.end() - 1, part[0][:-1], 0, ()) for part in parts)
    listing = Listing(items, "plain", len(items), len(items), len(items))
    sure = marks == {"、"} and abs(count.number - len(items)) == 1
    yield reading_of(count, listing, len(items), len(items), _SURE if sure else _MAY_BE)
