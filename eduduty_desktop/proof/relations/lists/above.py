"""Numbered runs that a count sums up behind them: 一是…。二是…。三是…。以上三方面, （一）… （二）… 针对以上两个问题.

The run is looked for in the paragraph of the count, and where none stands there, in the paragraphs above it.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

import msgspec

from eduduty_desktop.proof.passage import Passage
from eduduty_desktop.proof.reading import Reading
from eduduty_desktop.proof.relations.lists.count import Count, counts, value_of
from eduduty_desktop.proof.relations.lists.numbering import THINGS
from eduduty_desktop.proof.relations.lists.over import reading_over
from eduduty_desktop.proof.result import Span

_SUMMED_UP = re.compile("(?:以上|上述|上面|前述|这)$")
_HAN = "十[一二三四五六七八九]?|[一二三四五六七八九]"
_MARKER = re.compile(
    "(?P<circled>[①-⑳])|(?<![\u4e00-\u9fff0-9])(?:"
    f"(?P<is>{_HAN})(?:是|要)(?!否)|(?P<first>第(?:{_HAN}))(?=[，,、：:])|[（(](?P<round>{_HAN})[）)]"
    "|[（(](?P<roundascii>[1-9][0-9]?)[）)]|(?P<ascii>[1-9][0-9]?)(?:[.．](?![0-9])|、(?![0-9])))"
)
_LINES, _SUMS, _BACK = 40, 8, 2000
_SURE, _MAY_BE = 0.82, 0.6


class _Last(msgspec.Struct, frozen=True, gc=False):
    """How far a numbering went: its first number's place in the text, and its last number."""

    start: int
    end: int
    text: str
    number: int


def summed_up(passages: Sequence[Passage], starts: Sequence[int]) -> Iterator[Reading]:
    """Readings of the counts that sum up the numbered run above them."""
    for index, passage in enumerate(passages):
        text = passage.text
        if "上" not in text and "这" not in text and "前述" not in text:
            continue
        for count in _sums(text):
            sure = not text.endswith("这", 0, count.start)
            yield from _readings(passages, starts, index, count, sure=sure)


@lru_cache(maxsize=4096)
def _sums(text: str) -> list[Count]:
    """The counts of things that were said before, the first of them: 以上三个方面, 这两个问题."""
    found = [
        count
        for count in counts(text)
        if 2 <= count.number <= 20
        and _SUMMED_UP.search(text, max(0, count.start - 2), count.start)
        and (count.unit == "方面" or THINGS.match(text, count.end))
    ]
    return found[:_SUMS]


def _readings(
    passages: Sequence[Passage], starts: Sequence[int], index: int, count: Count, *, sure: bool
) -> Iterator[Reading]:
    low = max(0, count.start - _BACK)
    before = passages[index].text[low : count.start]
    runs = _runs([(before, starts[index] + low)], leading=False)
    if not runs:
        if low or "。" in before:  # it may sum up what its own paragraph says
            return
        above = range(max(0, index - _LINES), index)
        runs = _runs([(passages[line].text, starts[line]) for line in above], leading=True)
    likelihood = _SURE if sure and len(runs) == 1 and not low else _MAY_BE
    for run in runs:
        edge = Span(run.start, run.end, run.text)
        yield reading_over(count, starts[index], edge, f"前面从“{run.text}”起分列的", run.number, likelihood)


def _runs(lines: Sequence[tuple[str, int]], *, leading: bool) -> list[_Last]:
    """The last run of each numbering that counts from one without a gap; `leading`: only where it begins a line."""
    found: dict[str, _Last | None] = {}
    for text, start in lines:
        marks = _MARKER.finditer(text) if not leading else filter(None, [_MARKER.match(text, _indent(text))])
        for match in marks:
            kind = match.lastgroup or ""
            word = match[kind]
            number = ord(word) - ord("①") + 1 if kind == "circled" else value_of(word.removeprefix("第"))
            run = found.get(kind)
            if number == 1:
                found[kind] = _Last(start + match.start(), start + match.end(), match[0], 1)
            elif run is not None and number == run.number + 1:
                found[kind] = msgspec.structs.replace(run, number=number)
            else:
                found[kind] = None
    return [run for run in found.values() if run is not None and run.number >= 2]


def _indent(text: str) -> int:
    return len(text) - len(text.lstrip())
