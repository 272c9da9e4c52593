"""Slogans that count their own repeated word: 向县城集中、向园区集中的“两个集中”, 统一甲、乙、丙，实现“三统一”."""

import re
from collections.abc import Iterator

from eduduty_desktop.proof.reading import Reading
from eduduty_desktop.proof.relations.lists.before import reading_of
from eduduty_desktop.proof.relations.lists.count import Count
from eduduty_desktop.proof.relations.lists.listing import Item, Listing, listing_before
from eduduty_desktop.proof.relations.lists.spelled import ONE

_BACK = 200
_BREAK = re.compile("[、，,；;：:]")
_SOON = 14
_TITLE = re.compile("《(?P<name>[^《》\n]{2,40})》")
_COMMA = re.compile("[，,；;]")
_SENTENCE = re.compile("[。！？!?\n]")
_OWN_LIST = re.compile('[\u4e00-\u9fff]{0,2}[”"’」』〞][，,]?(?:即|就是|也就是|[：:（(])')
_OTHER_DEED = re.compile("同时|还要|并要求|另外|此外")
_KEY = re.compile('[个大项种类条]?(?P<key>[\u4e00-\u9fff]{1,4})[”"’」』〞]')
_LEAD = re.compile(
    "^(?:并且?|切实|全面|做到|坚持|实行|实现|落实|推进|推动|确保|按照|围绕|通过|遵循|突出|开展|建立|实施|严格|以)"
)


def slogan(text: str, count: Count) -> Iterator[Reading]:
    """Readings of a quoted slogan whose last words stand in every item before it."""
    if not count.quoted or not 2 <= count.number <= 12:
        return
    found = _KEY.match(text, count.end - len(count.unit))
    if found is None:
        return
    key = found["key"]
    quote = count.start - 1
    low = max(0, quote - _BACK)
    for stop in _SENTENCE.finditer(text, low, quote):
        low = stop.end()
    yield from _repeated(text, low, quote, count, key)
    yield from _governed(text, low, quote, count, key)
    yield from _within(text, low, quote, count, key)
    yield from _said_last(text, low, quote, count, key)


def _repeated(text: str, low: int, quote: int, count: Count, key: str) -> Iterator[Reading]:
    """甲向乙集中、丙向丁集中的“两个集中”: as many pieces as end (or begin) with the key, without a gap."""
    pieces = list(_pieces(text, low, quote))
    if pieces and pieces[-1].text in {"", "的", "等", "等的"}:
        pieces.pop()
    for matches in (_ones,) if key == "一" else (_ends, _begins):
        run: list[Item] = []
        for piece in reversed(pieces):
            if not matches(piece.text, key):
                break
            run.insert(0, piece)
        if len(run) < 2:
            continue
        listing = Listing(tuple(run), "plain", len(run), len(run), len(run))
        at_once = text[run[-1].end : quote] in {"", "的"} or pieces[-1].text.endswith((key, f"{key}的"))
        is_open = text[quote - 1 : quote] == "等" or text[quote - 2 : quote] == "等的"
        if is_open and count.number > len(run):
            return
        unmistakable = at_once and (len(key) > 1 or len(run) > 2)
        yield reading_of(count, listing, len(run), len(run), 0.82 if unmistakable else 0.6)
        inside = sum(key in piece.text for piece in pieces)
        if inside != len(run):
            yield reading_of(count, listing, inside, inside, 0.3)
        inner = sum(item.inner for item in run)
        if inner:
            yield reading_of(count, listing, len(run), len(run) + inner, 0.3)
        return


def _governed(text: str, low: int, quote: int, count: Count, key: str) -> Iterator[Reading]:
    """统一甲、乙、丙，实现“三统一”: one verb, the slogan's, before the list of what it governs."""
    at = text.rfind("、", low, quote)
    if at < 0 or len(key) < 2:
        return
    stop = _COMMA.search(text, at, quote)
    end = stop.start() if stop else quote
    if text[end - 1 : end] == "的" and end == quote:
        end -= 1
    listing = listing_before(text, end)
    if listing is None or listing.main < 2 or key not in listing.items[0].text[:8]:
        return
    if _OWN_LIST.match(text, count.end + len(key)) or _OTHER_DEED.search(text, end, quote):
        return  # 同时坚持“两个优先”，即…
    governs = _LEAD.sub("", listing.items[0].plain).startswith(key) and quote - end <= _SOON
    yield reading_of(count, listing, listing.least, listing.most, 0.82 if governs else 0.6)


def _said_last(text: str, low: int, quote: int, count: Count, key: str) -> Iterator[Reading]:
    """建设标准、编制标准、经费标准、装备标准统一，做到了“四统一”: the key is said of all of them, behind the last."""
    stop = text.rfind("，", low, quote) if "，" in text[low:quote] else text.rfind(",", low, quote)
    end = stop - len(key)
    if len(key) < 2 or quote - stop > _SOON or end <= low or not text.startswith(key, end):
        return
    listing = listing_before(text, end)
    if listing is not None and listing.main > 2 and not any(key in item.text for item in listing.items):
        even = all(len(item.plain) <= _SOON for item in listing.items[1:])
        yield reading_of(count, listing, listing.least, listing.most, 0.82 if even else 0.6)


def _within(text: str, low: int, quote: int, count: Count, key: str) -> Iterator[Reading]:
    """核查到户、记录到人、劝返到校“三到”; 《甲法》《乙法》“两法”: as many things as are counted, the key in each of them."""
    for mark in _COMMA.finditer(text, low, quote):
        low = mark.end()
    titles = list(_TITLE.finditer(text, low, quote))
    if len(titles) == count.number and titles[-1].end() == quote:
        pieces = [Item(match.start(), match.end(), match[0], 0, ()) for match in titles]
        told = all(key in match["name"] for match in titles)
    else:
        pieces = list(_pieces(text, low, quote))
        told = len(pieces) > 2 and all(key in piece.text for piece in pieces)
    if told and len(pieces) == count.number:
        yield reading_of(count, Listing(tuple(pieces), "plain", *[count.number] * 3), count.number, count.number, 0.6)


def _pieces(text: str, low: int, high: int) -> Iterator[Item]:
    start = low
    for mark in _BREAK.finditer(text, low, high):
        if start < mark.start():
            yield Item(start, mark.start(), text[start : mark.start()], 0, ())
        start = mark.end()
    if start < high:
        yield Item(start, high, text[start:high], 0, ())


def _ones(piece: str, key: str) -> bool:
    return key in piece and bool(ONE.search(piece))


def _ends(piece: str, key: str) -> bool:
    return piece.rstrip('”"').endswith((key, f"{key}的", f"{key}等", f"{key}等的"))


def _begins(piece: str, key: str) -> bool:
    return _LEAD.sub("", piece.lstrip('“"')).startswith(key)
