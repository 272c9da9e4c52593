"""Lists at a line's edge, which a broken line may cut in two: …武术系、体育\n传媒系、思政部12个系部.

Whether such a list is whole only the neighbouring lines tell; a contradiction there is told only when they were read.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

import msgspec

from eduduty_desktop.proof.passage import Passage
from eduduty_desktop.proof.reading import Reading
from eduduty_desktop.proof.relations.lists.before import listed_before
from eduduty_desktop.proof.relations.lists.count import Count, counts
from eduduty_desktop.proof.relations.lists.listing import WINDOW
from eduduty_desktop.proof.result import Span

_GOES_ON = re.compile("[\u4e00-\u9fff、，,0-9.”“》）]$")
_BEGINS = re.compile("[\u4e00-\u9fff、，,。；“”《》0-9]")
_CONTINUES = re.compile("[、，,。；”》.]|[\u4e00-\u9fff“《0-9][^。；;：:，,\n]{0,40}?(?:、|和|及|与)")
_REST_OF_A_WORD = re.compile("[\u4e00-\u9fff]{1,8}[。，,；;]")
_NUMBERED = re.compile(
    "[ 　]*(?:[（(]?[一二三四五六七八九十0-9]{1,3}[）)、.．](?![0-9])|[一二三四五六七八九十]{1,3}[是要]|第[一二三四五六七八九十])"
)
_STOP = re.compile("[。；;：:！？!?，,]")
_HEADING = 20
"""A line shorter than this that a number begins, or that is no more than that, is a heading and ends with itself."""
_FIRST_CLAUSE = 120
_AT_MOST = 4
_MAY_BE = 0.6


def _ends_open(text: str) -> bool:
    """Whether the last character ends no sentence."""
    return bool(_GOES_ON.search(text, max(0, len(text) - 2)))


@lru_cache(maxsize=4096)
def goes_on(above: str, below: str) -> bool:
    """Whether the first line is broken in the middle of a sentence that the second one continues."""
    if not (len(above) >= _HEADING or above.endswith("、")) or not _ends_open(above):
        return False
    return bool(_BEGINS.match(below)) and not _NUMBERED.match(below)


def goes_on_listing(text: str, below: str) -> bool:
    """Whether a list that ends with its line goes on in the next one."""
    continues = _CONTINUES.match(below) or (len(text) >= _HEADING and _REST_OF_A_WORD.match(below))
    return bool(_ends_open(text) and continues) and not _NUMBERED.match(below)


def parted(text: str, readings: Iterable[Reading]) -> tuple[list[Reading], list[Reading]]:
    """The readings that the paragraph decides alone, and those of figures that fail at one of its edges."""
    groups: dict[Span, list[Reading]] = {}
    for reading in readings:
        groups.setdefault(reading.stated, []).append(reading)
    kept: list[Reading] = []
    held: list[Reading] = []
    for group in groups.values():
        cut = not any(reading.agrees for reading in group) and any(
            _begins(text, reading) or _ends(text, reading) for reading in group
        )
        (held if cut else kept).extend(group)
    return kept, held


def wrapped(passages: Sequence[Passage], starts: Sequence[int], held: Sequence[Sequence[Reading]]) -> Iterator[Reading]:
    """The readings that were held back for a line's edge, if its neighbours do not go on; with the line above if they do."""
    for index, passage in enumerate(passages):
        text, start = passage.text, starts[index]
        if not text:
            continue
        above = passages[index - 1].text if index else ""
        listing = "、" in above[-WINDOW:]
        if not held[index] and not listing:
            continue
        below = passages[index + 1].text if index + 1 < len(passages) else ""
        broken = goes_on(above, text)
        for reading in held[index]:
            if (broken and _begins(text, reading)) or (_ends(text, reading) and goes_on_listing(text, below)):
                continue
            yield _moved(reading, start, start)
        if broken and listing and (first := _in_first_clause(text)):
            begun = index < 2 or not goes_on(passages[index - 2].text, above)
            for count in first:
                yield from _begun_above(above, text, count, start, begun=begun)


@lru_cache(maxsize=4096)
def _in_first_clause(text: str) -> tuple[Count, ...]:
    """The first counts of a line that stand before its first mark."""
    stop = _STOP.search(text)
    return tuple(count for count in counts(text)[:_AT_MOST] if stop is None or count.start < stop.start())


def _begins(text: str, reading: Reading) -> bool:
    """Whether the list stands in the line's first clause."""
    first = min(operand.start for operand in reading.operands)
    return first <= _FIRST_CLAUSE and not _STOP.search(text, 0, first)


def _ends(text: str, reading: Reading) -> bool:
    last = max(operand.end for operand in reading.operands)
    return last >= len(text) - 1 and bool(_ends_open(text))  # 31. and 5% on the next line: a figure may be cut too


def _begun_above(above: str, text: str, count: Count, start: int, *, begun: bool) -> Iterator[Reading]:
    """Readings of a list that begins on the line above; `begun`: no list goes on into that line."""
    tail = above[-WINDOW:]
    if not tail.endswith("、") and any(reading.agrees for reading in listed_before(text, count)):
        return
    here = msgspec.structs.replace(count, start=count.start + len(tail), end=count.end + len(tail))
    for reading in listed_before(tail + text[: count.end + WINDOW], here):
        edge = reading.operands[0]
        if edge.start >= len(tail):
            continue
        if edge.end > len(tail):
            edge = Span(edge.start, len(tail), edge.text[: len(tail) - edge.start])
        whole = bool(_STOP.search(tail, 0, edge.start)) or (begun and len(tail) == len(above))
        likelihood = reading.likelihood if whole else min(reading.likelihood, _MAY_BE)
        joined = msgspec.structs.replace(reading, operands=(edge, reading.stated), likelihood=likelihood)
        yield _moved(joined, start - 1 - len(tail), start - len(tail))


def _moved(reading: Reading, listed: int, stated: int) -> Reading:
    """The reading with its offsets in the whole text: the list's moved by one, the stated figure's by the other."""
    moved = reading.stated.moved(stated)
    operands = tuple(moved if span == reading.stated else span.moved(listed) for span in reading.operands)
    return msgspec.structs.replace(reading, stated=moved, operands=operands)
