"""Numbered runs against the number that announces them: 三个方面：一是…二是…三是, 以下5项工作：1.… over the paragraphs.

The run is followed from its first number on, inside the paragraph and over those that follow, until its numbers end.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise

import msgspec

from eduduty_desktop.figures import Interval
from eduduty_desktop.proof.passage import Passage
from eduduty_desktop.proof.patterns import matches
from eduduty_desktop.proof.reading import Reading
from eduduty_desktop.proof.relations.lists.before import ADVICE
from eduduty_desktop.proof.relations.lists.codes import codes_over
from eduduty_desktop.proof.relations.lists.count import Count, counts, value_of
from eduduty_desktop.proof.result import Relation, Span

_HAN = "十[一二三四五六七八九]?|[一二三四五六七八九]"
_MARKER = re.compile(
    "(?P<circled>[①-⑳])|(?<![\u4e00-\u9fff])(?:"
    f"(?P<is>{_HAN})(?:是|要|抓)(?!否)"
    f"|(?P<first>第(?:{_HAN}))(?=[，,、：:])"
    f"|[（(](?P<round>{_HAN})[）)]"
    "|[（(](?P<roundascii>[1-9][0-9]?)[）)]"
    f"|(?P<heading>{_HAN})、"
    "|(?<![0-9.．\\-年月])(?P<ascii>[1-9][0-9]?)(?:[.．](?![0-9])|、(?![0-9])|[）)]))"
)
_BEGIN = re.compile(
    "[①-⑳第（(1-9一二三四五六七八九十](?:(?<=[①-⑳第（(])|(?<=[1-9])(?=[0-9]?[.．、）)])"
    "|(?<=[一二三四五六七八九十])(?=[一二三四五六七八九]?[是要抓、]))"
)
_RANK = {kind: rank for rank, kind in enumerate(("heading", "round", "ascii", "roundascii", "circled"))}
_AT_START_ONLY = frozenset({"heading", "round"})
_ANNOUNCED = re.compile(
    "[\u4e00-\u9fff、“”]{0,24}?(?P<mark>[：:]|[。，,](?=[ 　]*(?:一是|第一|[（(][一1][）)]|①|1[.．、]))|$)"
)
_REMARKED = re.compile(
    "[\u4e00-\u9fff]{0,8}”?[，,][^。；;：:！？!?，,0-9\n]{2,20}(?P<mark>。?[ 　]*$|。(?=[ 　]*(?:一是|一要|一抓|第一|①)))"
)
"""The count's own clause goes on behind a comma before the run: 抓实“三项改革”，提升办学水平。一是…"""
_BELOW = re.compile("以下|如下|下列|下面")
THINGS = re.compile(
    "[^，。；]{0,10}?(?:方面|问题|工作|任务|举措|措施|要求|意见|建议|重点|环节|原则|目标|特点|困难|不足|抓手|步骤|阶段|做法|工程|行动|短板|"
    "内容|事项|要点|要素|亮点|关键|转变|突破|提升|强化|加强|坚持|到位)"
)
_TOLD = re.compile(
    "(?:问题|困难|不足|任务|措施|做法|工作|原因|特点|经验|亮点|建议|要求|方面)(?:主要|共|一共)?(?:有|是|为|共)?(?:以下|如下)?$"
)
_FURTHER = re.compile("同时|此外|另外|还有|最后|再次|[三四五六]要")
_KINDS = frozenset("个类项种大件")
_LINES, _HEADING, _LONGEST_HEADING = 300, 30, 160
_NEAR = 4  # how far behind the announcement, in its line, the run may begin
_NOT_WHOLE = re.compile("(?:第|前|后|上|其中|其他|另外|(?:其中|另|还|仍)有|这|上述|以上|全部|各|每)$")


class Marker(msgspec.Struct, frozen=True, gc=False):
    """The number of an item at `start` of its line; `style` tells one numbering from another.

    `kind` is its level; `leads` whether the line begins with it.
    """

    start: int
    end: int
    kind: str
    style: str
    number: int
    leads: bool


class Announcement(msgspec.Struct, frozen=True, gc=False):
    """A count behind which a run may follow; `at` is where, the line's length if it follows in the next paragraph."""

    count: Count
    at: int
    likelihood: float


class Place(msgspec.Struct, frozen=True, gc=False):
    """A number of the run, where it stands in the whole text."""

    number: int
    start: int
    end: int
    text: str


def announced(passages: Sequence[Passage], starts: Sequence[int]) -> Iterator[Reading]:
    """Readings of the counts that announce a numbered run, and of codes that are spelled out over a line's end."""
    for index, passage in enumerate(passages):
        if not passage.text:
            continue
        for announcement in _announcements(passage.text):
            at = announcement.at
            if at < len(passage.text) and _BEGIN.search(passage.text, at, at + _NEAR + 4) is None:
                continue
            run = _run(passages, starts, index, at)
            if len(run) >= 2:
                last = max(bisect_right(starts, run[-1].start) - 1, 0)
                further = bool(_FURTHER.search(passages[last].text, run[-1].end - starts[last]))
                yield from _readings(announcement, starts[index], run, further=further)
        if "”" in passage.text:
            yield from codes_over(passages, starts, index)


@lru_cache(maxsize=4096)
def _announcements(text: str) -> tuple[Announcement, ...]:
    """The counts of a line that a run may follow."""
    if not text or ("：" not in text and ":" not in text and "是" not in text and len(text) > _LONGEST_HEADING):
        return ()
    found = []
    for count in counts(text):
        if not 2 <= count.number <= 20 or (count.quoted and not count.unit):
            continue
        if _NOT_WHOLE.search(text, max(0, count.start - 4), count.start):
            continue
        match = _ANNOUNCED.match(text, count.end)
        if match is None:
            remark = _REMARKED.match(text, count.end) if count.quoted or THINGS.match(text, count.end) else None
            if remark is not None:
                at = remark.end()
                found.append(Announcement(count, len(text) if at >= len(text.rstrip()) else at, 0.6))
            continue
        at = match.end()
        last = at >= len(text.rstrip())
        heading = last and len(text) <= _HEADING and count.unit in _KINDS
        if not match["mark"] and (len(text) > 80 or not (heading or THINGS.match(text, count.end))):
            continue
        below = bool(_BELOW.search(text, max(0, count.start - 6), count.start))
        things = bool(THINGS.match(text, count.end)) or count.unit == "方面"
        told = count.unit in {"个", "项", "条", "点", "方面"} and bool(
            _TOLD.search(text, max(0, count.start - 10), count.start)
        )
        colon = match["mark"] in {"：", ":"}
        likelihood = 0.85 if (things or (told and not count.noun)) and (colon or below) else 0.6
        if things and match["mark"] and not colon and text.startswith(("一是", "第一", "1", "①"), match.end()):
            likelihood = max(likelihood, 0.82)  # 存在3个方面的问题。一是…
        found.append(Announcement(count, len(text) if last else at, likelihood))
    return tuple(found[:200])


@lru_cache(maxsize=4096)
def _markers(text: str) -> tuple[Marker, ...]:
    found = []
    for match in matches(_BEGIN, _MARKER, text):
        kind = match.lastgroup or ""
        leads = match.start() < 8 and not text[: match.start()].strip()
        if kind in _AT_START_ONLY and not leads and (kind == "heading" or text[match.start() - 1] not in "：:；;。，,"):
            continue
        word = match[kind]
        number = ord(word) - ord("①") + 1 if kind == "circled" else value_of(word.removeprefix("第"))
        style = f"{kind}{match[0][-1] if kind != 'circled' else ''}"
        found.append(Marker(match.start(), match.end(), kind, style, number, leads))
    return tuple(found)


def _run(passages: Sequence[Passage], starts: Sequence[int], index: int, at: int) -> list[Place]:
    """The items of the run that begins behind `at`: number and place in the text; empty if none begins there."""
    run: list[Place] = []
    style, kind, inside = "", "", False
    text = passages[index].text
    for line in range(index, min(len(passages), index + _LINES)):
        markers = _markers(passages[line].text)
        for marker in markers:
            if line == index and marker.start < at:
                continue
            start, end = starts[line] + marker.start, starts[line] + marker.end
            place = Place(marker.number, start, end, passages[line].text[marker.start : marker.end])
            if not run:
                near = marker.start - at <= _NEAR if line == index else marker.leads and line <= index + 1
                if marker.number != 1 or not near or (line > index and at < len(text)):
                    return []
                below = any(other.style == marker.style and other.number == 2 for other in markers)
                style, kind, inside = marker.style, marker.kind, line == index or below
                run.append(place)
            elif marker.style == style:
                if marker.number <= run[-1].number:
                    return run
                if inside or marker.leads:
                    run.append(place)
            elif not inside and marker.leads and _RANK.get(marker.kind, 9) < _RANK.get(kind, 9):
                return run
        if not run and line > index and passages[line].text.strip():
            return []
    return run if index + _LINES >= len(passages) else []  # cut off: it may go on


def _readings(announcement: Announcement, offset: int, run: list[Place], *, further: bool) -> Iterator[Reading]:
    count = announcement.count
    stated = count.span.moved(offset)
    last = run[-1]
    gap = any(later.number != earlier.number + 1 for earlier, later in pairwise(run))
    spans = (stated, Span(last.start, last.end, last.text))

    def reading(number: int, likelihood: float) -> Reading:
        return Reading(
            Relation.LIST,
            stated,
            spans,
            Interval.exact(Decimal(count.number)),
            Interval.exact(Decimal(number)),
            likelihood,
            arithmetic=f"后面分列的{number}项",
            shown=count.written(number),
            why=ADVICE,
        )

    unsure = gap or abs(count.number - len(run)) > 2 or (further and announcement.likelihood < 0.85)
    yield reading(len(run), min(announcement.likelihood, 0.6) if unsure else announcement.likelihood)
    if gap:
        yield reading(last.number, 0.3)
