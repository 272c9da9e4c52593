"""A count and far from it a line that lists what it counts under its name: 3个省级教学团队 … 省级教学团队：甲、乙、丙.

Also the items one a line below the count that announces them: 下设3个小组： and three short lines.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise, takewhile

import msgspec

from eduduty_desktop.proof.passage import Passage
from eduduty_desktop.proof.reading import Reading
from eduduty_desktop.proof.relations.lists.count import LARGEST, Count, counts
from eduduty_desktop.proof.relations.lists.listing import inner_joiners
from eduduty_desktop.proof.relations.lists.over import reading_over
from eduduty_desktop.proof.relations.lists.wrapped import goes_on_listing
from eduduty_desktop.proof.result import Span

_LABEL = re.compile(
    "[ 　]{0,8}(?:[（(]?[0-9一二三四五六七八九十]{1,3}[）)、.．])?[ 　]{0,8}(?P<label>[\u4e00-\u9fffA-Za-z“”]{4,24})[：:]"
)
_ITEM = re.compile("[^、，,；;。：:（）()\n]+(?:[（(][^（）()\n]{1,30}[）)][^、，,；;。：:（）()\n]*)?")
_NOTE = re.compile("(?:\\[[0-9,，\\-]{1,8}\\]|[。；;]|[ 　])+$")
_NO_NAME = re.compile("[0-9]|^(?:一是|二是|坚持|加强|推进)|等$|等[\u4e00-\u9fff]{0,4}$")
_LONGEST_NAME, _LONGEST_LINE = 20, 600
_PART_ONLY = re.compile("新增|增加|新获|新建|其中|另|获批|将|计划|力争|每|各")
_BACK = 120
_LINES = 40
_ENDS = frozenset("，,。；;：:、（(\n 　")
_AND = ("和", "与", "及", "以及")
_SURE, _MAY_BE = 0.82, 0.6
_BELOW = re.compile("[\u4e00-\u9fff“”]{0,12}[：:][ 　]*$")
_LINE = re.compile("[ 　]*[^。，,；;：:！？!?、0-9一二三四五六七八九十①-⑳（(—\\-][^。，,；;：:！？!?、0-9]{0,23}$")
_ALL_THERE_ARE = re.compile("(?:有|设|设有|包括|分为|分|如下|以下|下列)$")


class _List(msgspec.Struct, frozen=True, gc=False):
    """A line that lists under a label: `number` to `most` names, the last of them at `start`, `end` of the text."""

    line: int
    label: str
    number: int
    most: int
    start: int
    end: int
    text: str
    sure: bool


def labelled(passages: Sequence[Passage], starts: Sequence[int]) -> Iterator[Reading]:
    """Readings of the counts whose things a line of their own lists, by name, a few paragraphs below."""
    below = [*(passage.text for passage in passages[1:]), ""]
    lists = [
        msgspec.structs.replace(found, line=line, start=found.start + starts[line], end=found.end + starts[line])
        for line, (passage, following) in enumerate(zip(passages, below, strict=True))
        if (found := _listed(passage.text, following))
    ]
    for found in lists:
        yield from _of_label(passages, starts, found, lists)
    yield from _below(passages, starts)


@lru_cache(maxsize=4096)
def _listed(text: str, below: str) -> _List | None:
    """What a line lists under its label, as if it were the first of the text; the line below tells whether it ends."""
    if len(text) > _LONGEST_LINE or ("、" not in text and len(text) > 60):
        return None
    match = _LABEL.match(text)
    if match is None:
        return None
    note = _NOTE.search(text, match.end())
    end = note.start() if note else len(text)
    if not 2 <= end - match.end() <= 400:
        return None
    items = list(_ITEM.finditer(text, match.end(), end))
    between = [text[one.end() : other.start()] for one, other in pairwise(items)]
    if (
        not items
        or items[0].start() != match.end()
        or items[-1].end() != end
        or any(mark not in {"、", "，", ","} for mark in between)
        or any(len(item[0]) > _LONGEST_NAME or _NO_NAME.search(item[0]) for item in items)
    ):
        return None
    last = items[-1]
    sure = len(items) >= 2 and between[0] == "、" and not goes_on_listing(text, below)
    most = len(items) + inner_joiners(last[0])
    return _List(0, match["label"], len(items), most, last.start(), last.end(), last[0], sure)


def _of_label(
    passages: Sequence[Passage], starts: Sequence[int], found: _List, lists: Sequence[_List]
) -> Iterator[Reading]:
    """Readings of the counts above whose noun is the label, or begins with it."""
    label = found.label
    counted: list[tuple[int, Count, bool]] = []
    for line in range(max(0, found.line - _LINES), found.line):
        text = passages[line].text
        if label not in text:
            continue
        for count in counts(text):
            if count.unit and count.number <= LARGEST and text.startswith(label, count.end):
                behind = text[count.end + len(label) : count.end + len(label) + 2]
                counted.append((line, count, not behind or behind[0] in _ENDS or behind.startswith(_AND)))
    alone = len(counted) == 1 and sum(other.label == label for other in lists) == 1
    for line, count, exact in counted:
        text = passages[line].text
        stop = max(text.rfind("。", 0, count.start), count.start - _BACK, 0)
        sure = alone and found.sure and (exact or len(label) <= 6) and not _PART_ONLY.search(text, stop, count.start)
        edge = Span(found.start, found.end, found.text)
        listed = f"后面“{label}”一行列出的"
        yield reading_over(count, starts[line], edge, listed, found.number, _SURE if sure else _MAY_BE)
        if found.most > found.number:  # 甲、乙和丙: 和 may divide or not
            yield reading_over(count, starts[line], edge, listed, found.most, _MAY_BE)


def _below(passages: Sequence[Passage], starts: Sequence[int]) -> Iterator[Reading]:
    """Readings of a count at a line's end and the short lines right below it, up to an empty one."""
    for index, passage in enumerate(passages[:-2]):
        text = passage.text
        if not text.rstrip(" 　").endswith(("：", ":")):
            continue
        for count in counts(text)[-1:]:
            if not count.unit or not 2 <= count.number <= 20 or not _BELOW.match(text, count.end):
                continue
            ahead = range(index + 1, min(len(passages), index + 1 + LARGEST))
            rows = list(takewhile(lambda line: passages[line].text.strip(), ahead))
            if len(rows) < 2 or not all(_LINE.match(passages[line].text.rstrip(" 　")) for line in rows):
                continue
            last = passages[rows[-1]].text.rstrip(" 　")
            name = last.lstrip(" 　")
            at = starts[rows[-1]] + len(last) - len(name)
            sure = abs(count.number - len(rows)) == 1 and bool(_ALL_THERE_ARE.search(text, 0, count.start))
            edge = Span(at, at + len(name), name)
            yield reading_over(count, starts[index], edge, "下面各行列出的", len(rows), _SURE if sure else _MAY_BE)
