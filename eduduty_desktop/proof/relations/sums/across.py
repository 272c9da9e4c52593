"""Sums across paragraphs: a total over numbered items or behind them, and 基本支出中，… of an amount named before."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import lru_cache

import msgspec

from eduduty_desktop.proof.addends import measure_of, measures_in
from eduduty_desktop.proof.division import Division, Form
from eduduty_desktop.proof.lexicon import bare, moved
from eduduty_desktop.proof.passage import Mention, Passage
from eduduty_desktop.proof.reading import Reading
from eduduty_desktop.proof.relations.sums import readings_of
from eduduty_desktop.proof.relations.sums.totals import adds_up
from eduduty_desktop.proof.slips import gap_is_one_digit

_MOST_ITEMS, _MOST_WHOLES, _BACK, _FARTHEST = 12, 8, 8, 40
_LINE_START, _FAR_BACK = 16, 120
_FEWEST, _SLIP, _LONG_SLIP = 3, 3, 4
_TOTAL = re.compile("总[收支投数额量计]|合计|共计|共")
_MARKER = re.compile(
    r"(?:(?P<a>[一二三四五六七八九十]{1,3}、)|(?P<b>[（(][一二三四五六七八九十]{1,3}[）)])|(?P<c>[0-9]{1,2}[、.．](?![0-9]))"
    r"|(?P<d>[（(][0-9]{1,2}[）)])|(?P<e>[①-⑳])|(?P<f>[一二三四五六七八九]是)|(?P<g>(?:——|--|—|●|■|◆)(?![-—0-9])))"
)
_MARKS = frozenset("一二三四五六七八九十（(0123456789①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳—-●■◆")
_FIRST = re.compile(r"(?:[（(]?[一1][、.．）)是](?!(?!(?:19|20)[0-9]{2}年)[0-9])|①)")
_OPENS = re.compile("(?:具体(?:为|是|如下)?|如下|分别(?:为|是)|其中|情况)[：:]?$|[：:]$")
_SUM = re.compile("(?:合计|共计|总计|共)$")
_VERB = re.compile("(?:实际|累计)?(?:完成|执行|安排|合计|共计|总计|达到?|为|共|有|是)+$")
_OF_NAMED = re.compile(
    "(?:^|(?<=[。；\u3000 ]))(?:全[市县区省州])?([\u4e00-\u9fff]{2,10}?)(?:\\[[0-9]{1,2}\\])?中[，,：:]"
    "|(?<=[，,]在)([\u4e00-\u9fff]{2,6})中有"
)
_NAMES = re.compile("中[，,：:]|中有")
_NOTE = re.compile("\\[[0-9]{1,2}\\]")


_DASHED = "g"
_COMPOSED = re.compile("(?:构成|组成|来源|安排)(?:情况)?(?:是|为|如下)?[：:]$|由以下[^，。]{0,8}[：:]$")
_CHIEFLY = re.compile("主要|其中|重点|如[：:]$|包括")
_ALL = re.compile("共[^，。；]{0,6}$|总[计额量][^，。；]{0,4}$|合计$")


class _Line(msgspec.Struct, frozen=True):
    """A paragraph with its amounts outside brackets, by what they are measured in; they stand where they do in the text."""

    start: int
    text: str
    amounts: tuple[tuple[str, Mention], ...]

    def of(self, key: str) -> list[Mention]:
        return [mention for measure, mention in self.amounts if measure == key]


class _Cues(msgspec.Struct, frozen=True):
    """How a paragraph is numbered; whether it is the first of such, ends with 其中, and may name a whole: 基本支出中，…."""

    style: str
    first: bool
    ends: bool
    named: bool


def readings(passages: Sequence[Passage], starts: Sequence[int]) -> Iterator[Reading]:
    """Readings of the totals that stand in another paragraph than their parts; `stated` is the total."""
    filled = [number for number, passage in enumerate(passages) if passage.text.strip()]
    cues = [_cues(passages[number]) for number in filled]
    styles = [cue.style for cue in cues]
    for at, number in enumerate(filled):
        first = cues[at].first or (styles[at] == _DASHED and at and styles[at - 1] != _DASHED)
        if styles[at] and first and (count := _run(styles, at)) > 1:
            items = [_line(passages[item], starts[item]) for item in filled[at : at + count]]
            if at and passages[filled[at - 1]].quantities:
                yield from _above(_line(passages[filled[at - 1]], starts[filled[at - 1]]), items)
            behind = filled[at + count : at + count + 1]
            if behind and "合计" in passages[behind[0]].text:
                yield from _below(_line(passages[behind[0]], starts[behind[0]]), items)
        if at and cues[at - 1].ends:
            yield from _below_cue(passages, starts, filled[at - 1], number)
        if cues[at].named:
            earlier = [filled[i] for i in range(max(0, at - _BACK), at + 1)]
            yield from _of_named(passages, starts, earlier)


@lru_cache(maxsize=4096)
def _cues(passage: Passage) -> _Cues:
    text, begin = passage.text, _begin(passage)
    marker = _MARKER.match(begin) if begin[:1] in _MARKS else None
    return _Cues(
        (marker.lastgroup if marker else None) or "",
        marker is not None and _FIRST.match(begin) is not None,
        text.rstrip().endswith(("其中：", "其中:")),
        _NAMES.search(text) is not None,
    )


def _begin(passage: Passage) -> str:
    return passage.text[:_LINE_START].lstrip()


def _run(styles: Sequence[str], at: int) -> int:
    """How many paragraphs from one on are numbered alike."""
    end = at
    while end < min(len(styles), at + _MOST_ITEMS + 1) and styles[end] and styles[end] == styles[at]:
        end += 1
    return end - at if end - at <= _MOST_ITEMS else 0


@lru_cache(maxsize=4096)
def _line(passage: Passage, start: int) -> _Line:
    amounts = [
        (key, moved(mention, start))
        for key, mention in zip(measures_in(passage), passage.mentions[: 2 * _MOST_ITEMS], strict=False)
        if key is not None and not mention.depth
    ]
    return _Line(start, passage.text.rstrip(), tuple(amounts))


def _above(head: _Line, items: Sequence[_Line]) -> Iterator[Reading]:
    """资助53819人次，发放资金4327万元。具体为： with numbered items: all their amounts, or those that stand in the same place."""
    opens = bool(_OPENS.search(head.text))
    yield from _composed(head, items)
    for key, whole in head.amounts[-_MOST_WHOLES:]:
        own = head.of(key)
        columns = [item.of(key) for item in items]
        options = []
        if len(own) > 1 and all(len(column) == len(own) for column in columns):
            place = own.index(whole)
            parts = tuple(column[place] for column in columns)
            options.append(Division(Form.FAR, whole, parts, all(_name(part) == _name(whole) for part in parts)))
        elif len(own) == 1 and all(columns):
            parts = tuple(part for column in columns for part in _summing(column))
            if len(parts) <= _MOST_ITEMS:
                option = Division(Form.FAR, whole, parts, opens)
                closed = len(parts) == len(items) >= _FEWEST and _is_closed(head, option)
                options.append(msgspec.structs.replace(option, likely=opens or closed, closed=closed))
        yield from readings_of([option for option in options if len(option.parts) > 1], ())


def _is_closed(head: _Line, option: Division) -> bool:
    """Whether the items are all there is of what is called a total, or one digit of many keeps them from it."""
    if _CHIEFLY.search(head.text[-_FAR_BACK:]):
        return False
    if adds_up(option):
        return True
    total = _TOTAL.search(option.whole.lead[-_BACK:]) is not None
    return gap_is_one_digit(option.whole, option.parts) >= (_SLIP if total else _LONG_SLIP)


def _composed(head: _Line, items: Sequence[_Line]) -> Iterator[Reading]:
    """可用财力20亿元。财力构成是： or 共需筹集17亿元。 with items of one amount each: the last amount of the line above."""
    if not head.amounts:
        return
    key, whole = head.amounts[-1]
    at_end = len(head.text) - (whole.end - head.start) <= _LINE_START
    said = _COMPOSED.search(head.text) or (at_end and _ALL.search(whole.lead))
    if _CHIEFLY.search(head.text[-_FAR_BACK:]):
        return
    columns = [item.of(key) for item in items]
    if said and len(items) >= _FEWEST and all(len(column) == 1 for column in columns):
        parts = tuple(column[0] for column in columns)
        yield from readings_of([Division(Form.FAR, whole, parts, True, closed=True)], ())


def _below_cue(passages: Sequence[Passage], starts: Sequence[int], head: int, number: int) -> Iterator[Reading]:
    """辖73个村，其中： with the parts in the next paragraph, one in each part of its only sentence."""
    wholes, parts = _line(passages[head], starts[head]), _line(passages[number], starts[number])
    for key in dict.fromkeys(key for key, _ in parts.amounts):
        found = parts.of(key)
        alone = len({part.clause.part for part in found}) == len(found) > 1 and not found[-1].clause.sentence
        own = [whole for whole in wholes.of(key) if whole.start + _FAR_BACK > starts[number]]
        if alone and own and _MARKER.match(_begin(passages[number])) is None:
            named = [whole for whole in own if whole.quantity.counted[-1:] == found[0].quantity.counted[:1]]
            options = [Division(Form.FAR, whole, tuple(found), whole in named[:1]) for whole in [*named, *own]]
            yield from readings_of(options, ())


def _summing(column: Sequence[Mention]) -> Sequence[Mention]:
    """The amounts of an item, or the one that is called their sum."""
    return [mention for mention in column if len(column) > 1 and "共" in mention.lead[-6:]] or column


def _name(mention: Mention) -> str:
    """What an amount is of, by its last two characters: 收入, 支出, 结余."""
    return _VERB.sub("", bare(mention.lead))[-2:]


def _below(total: _Line, items: Sequence[_Line]) -> Iterator[Reading]:
    """Items for 小学 and 初中, then 在校生合计75万人，专任教师5万人: of each item the amount of that name."""
    summing = False
    for key, whole in total.amounts[:_MOST_WHOLES]:
        summing = summing or bool(_SUM.search(whole.lead))
        name = _VERB.sub("", bare(whole.lead))[-3:]
        if not summing or len(name) < 3 or whole.clause.sentence:
            continue
        found = [[part for part in item.of(key) if bare(part.lead).endswith(name)] for item in items]
        if all(len(alike) == 1 for alike in found):
            yield from readings_of([Division(Form.FAR, whole, tuple(alike[0] for alike in found), True)], ())


def _of_named(passages: Sequence[Passage], starts: Sequence[int], earlier: Sequence[int]) -> Iterator[Reading]:
    """基本支出中，人员经费…，公用经费…, where an amount of just that name was stated before."""
    number = earlier[-1]
    passage = passages[number]
    for cue in _OF_NAMED.finditer(passage.text):
        first = bisect_left(passage.mentions, cue.end(), key=_start)
        behind = passage.mentions[first : first + _MOST_ITEMS]
        if not behind or behind[0].clause.start > cue.end() + 1:
            continue
        key = measure_of(behind[0])
        inside = [m for m in behind if m.clause.sentence == behind[0].clause.sentence and m.depth == behind[0].depth]
        parts = tuple(moved(m, starts[number]) for m in _parts(inside, key))
        if key is None or len(parts) < 2:
            continue
        whole = _named(passages, starts, earlier, (cue[1] or cue[2], first), key)
        if whole is not None:
            yield from readings_of([Division(Form.AMONG, whole, parts, True)], ())


def _parts(inside: Sequence[Mention], key: str | None) -> list[Mention]:
    """The amounts of the first part of a sentence, or the first of each part where they stand alone."""
    found = [mention for mention in inside if measure_of(mention) == key]
    first = [mention for mention in found if mention.clause.part == inside[0].clause.part]
    if len(first) > 1:
        return first
    parts = {mention.clause.part: mention for mention in reversed(found)}
    return [parts[part] for part in sorted(parts)]


def _named(
    passages: Sequence[Passage], starts: Sequence[int], earlier: Sequence[int], sought: tuple[str, int], key: str
) -> Mention | None:
    """The last amount of a name; `sought` are the name and how many figures of the last paragraph stand before it."""
    name, before = sought
    for number in reversed(earlier):
        mentions = passages[number].mentions
        end = before if number == earlier[-1] else len(mentions)
        for mention in reversed(mentions[max(0, end - _FARTHEST) : end]):
            if bare(_NOTE.sub("", mention.lead)).endswith(name) and measure_of(mention) == key:
                return moved(mention, starts[number])
    return None


def _start(mention: Mention) -> int:
    return mention.start
