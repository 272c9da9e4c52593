"""Counted things that are named with a figure each behind 其中: “三保”支出…，其中保工资1亿元，保运转…; 两项补贴…。其中，甲补贴…；乙补贴….

Also the years of a span: 近三年招聘90人，其中2020年30人、2021年28人、2022年32人.  They confirm; a list behind 其中 may be open.
"""

import re
from collections.abc import Iterator

from eduduty_desktop.proof.reading import Reading
from eduduty_desktop.proof.relations.lists.before import reading_of
from eduduty_desktop.proof.relations.lists.count import Count, value_of
from eduduty_desktop.proof.relations.lists.listing import Item, Listing
from eduduty_desktop.proof.result import Span

_AMONG = re.compile("其中[，,：:]?|分别是[：:]?|分别为[：:]?")
_SENTENCE = re.compile("[。！？!?\n]")
_PIECE = re.compile("[中为是，,；;、：:](?P<name>[^，,；;、：:。0-9（）()]{2,24})(?=[0-9])")
_KEY = re.compile('[\u4e00-\u9fff]{1,3}(?=[”"])')
_NOUN = re.compile("[\u4e00-\u9fff]{2}")
_SPAN = re.compile("(?P<count>(?P<number>[两二三四五六2-6])年)(?:来|间)?(?![级制期])")
_YEAR = re.compile("(?<![0-9])20[0-9xX×*]{2}年?(?=[^0-9年。，,；;、—至到-]{0,10}[0-9])")
_AHEAD, _NEAR = 260, 90
_MAY_BE = 0.6


def among(text: str, count: Count) -> Iterator[Reading]:
    """Readings of a count of two to six things whose names hold its word, each before a figure, behind 其中."""
    if not 2 <= count.number <= 6 or count.unit not in {"", "个", "项", "大", "类", "种"}:
        return
    found = (_KEY if count.quoted and not count.unit else _NOUN).match(text, count.end)
    if found is None:
        return
    low, high = _range(text, count.end)
    if low == high:
        return
    pieces = [piece for piece in _PIECE.finditer(text, low - 1, high) if _tells(piece["name"], found[0], count)]
    if len(pieces) != count.number or len({piece["name"] for piece in pieces}) != len(pieces):
        return
    items = tuple(Item(piece.start("name"), piece.end("name"), piece["name"], 0, ()) for piece in pieces)
    listing = Listing(items, "plain", len(items), len(items), len(items))
    yield reading_of(count, listing, len(items), len(items), _MAY_BE, behind=True)


def years_among(text: str) -> Iterator[Reading]:
    """Readings of a span of years whose years have a figure each behind 其中."""
    for match in _SPAN.finditer(text):
        low, high = _range(text, match.end())
        years = list(_YEAR.finditer(text, low, high))
        number = value_of(match["number"])
        if len(years) != number or years[0].start() - low > 2:
            continue
        span = Span(match.start("count"), match.end("count"), match["count"])
        count = Count(span.start, span.end, span.text, number, "年", "", span.text, match["number"].isdigit(), False)
        items = tuple(Item(year.start(), year.end(), year[0], 0, ()) for year in years)
        listing = Listing(items, "plain", number, number, number)
        yield reading_of(count, listing, number, number, _MAY_BE, behind=True)


def _tells(name: str, key: str, count: Count) -> bool:
    return name.startswith(key) if count.quoted and not count.unit else key in name and name != key


def _range(text: str, at: int) -> tuple[int, int]:
    """What stands behind 其中, in the sentence of `at` or at the head of the next one, up to that sentence's end."""
    found = _AMONG.search(text, at, at + _NEAR)
    if found is None:
        return at, at
    stops = [stop.start() for stop in _SENTENCE.finditer(text, at, found.start())]
    if len(stops) > 1 or (stops and text[stops[0] + 1 : found.start()].strip()):
        return at, at
    stop = _SENTENCE.search(text, found.end(), found.end() + _AHEAD)
    return found.end(), stop.start() if stop else min(len(text), found.end() + _AHEAD)
