"""Sums over paragraphs or rows of one make: 义务教育… over ——小学。… and ——初中。…, rows of 小学 98所 51276人 and 合计.

Which figure of each belongs to which is told by its name, or by its measure where that stands once in each.  That a
paragraph is the whole of those that follow is told by the figures: two of their sums at least must hold.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache

import msgspec

from eduduty_desktop.figures.interval import Interval
from eduduty_desktop.figures.quantity import Kind
from eduduty_desktop.proof.addends import measures_in
from eduduty_desktop.proof.division import Division, Form
from eduduty_desktop.proof.lexicon import DOWN, bare, change_in, labelled, moved, span_of, spans_of, unit_of, written
from eduduty_desktop.proof.passage import Mention, Passage
from eduduty_desktop.proof.reading import Reading
from eduduty_desktop.proof.relations.sums.totals import adds_up, digits_of, is_slip
from eduduty_desktop.proof.result import Relation
from eduduty_desktop.proof.slips import innocent

_MOST_FIGURES, _MOST_ROWS, _FEWEST_ROWS = 24, 8, 3
_LONGEST_ROW, _LONGEST_HEADING = 90, 24
_DIGITS, _SURE_DIGITS = 5, 4
_NAME = 2
_BEGIN = 12
_KINDS = re.compile(
    r"[\s\-—·●◆■*]{0,12}(?:[（(]?[0-9一二三四五六七八九十]{1,2}[、.．）)]|[①-⑩])?\s{0,4}(?:全[市县区省州旗]|[本我][市县区省州校])?(?:共?有|现有)?"
    r"(?:普通|中等|职业|高中|普高|中职|小学|小\s{1,6}学|初级|初中|初\s{1,6}中|完全|完中|九年|义务|幼儿|学前|特殊|特教|公办|民办"
    r"|城区|城镇|城市|县城|镇区|乡镇|乡村|农村|市本级|市直|县直|县本级|区直|本级|男|女|国有|专任|专科|本科|研究生)"
)
_TOTAL_ROW = re.compile(r"\s{0,12}[全本]?[市县区省校]?\s{0,6}[合总共小]\s{0,6}计")
_LEFT_OUT = re.compile("(?<!包)[不未]含|[不未]包[括含]|另有|另设|另计")
_TRIMMED = re.compile("(?:现有|共有|共|有|为|达到?|是|约|数|人数|生|总量?|总计|合计)+$")
_SPACES = re.compile(r"\s+")
_COUNTED = frozenset({Kind.COUNT, Kind.MONEY, Kind.AREA})
_LIKELY, _ACCUSING = 0.9, 0.84

_Key = tuple[str, str, bool]
"""What a figure is of, what it is measured in, and whether it is a change."""


class _Row(msgspec.Struct, frozen=True):
    """The figures of a paragraph outside brackets: by key, where the key stands once, and by measure likewise."""

    named: dict[_Key, Mention]
    alone: dict[str, Mention]


def readings(passages: Sequence[Passage], starts: Sequence[int]) -> Iterator[Reading]:
    """Readings of what the first paragraph, or the last row, has in sum; offsets are the text's."""
    filled = [number for number, passage in enumerate(passages) if not _says_nothing(passage)]
    kinds = [_is_kind(passages[number]) for number in filled]
    for at, number in enumerate(filled):
        passage = passages[number]
        if len(passage.quantities) > 1 and at + 2 < len(filled) and kinds[at + 1] and kinds[at + 2]:
            yield from _headed(passages, starts, filled[at : at + 1 + _run(kinds, at + 1)])
        elif passage.quantities and _TOTAL_ROW.match(passage.text) and len(passage.text) <= _LONGEST_ROW:
            yield from _totalled(passages, starts, filled[max(0, at - _MOST_ROWS) : at + 1])


@lru_cache(maxsize=4096)
def _is_kind(passage: Passage) -> bool:
    return _KINDS.match(passage.text) is not None


def _says_nothing(passage: Passage) -> bool:
    """Whether it is empty or a heading: （一）小学."""
    return not passage.text.strip() or (not passage.quantities and len(passage.text) <= _LONGEST_HEADING)


def _run(kinds: Sequence[bool], at: int) -> int:
    end = at
    while end < min(len(kinds), at + _MOST_ROWS) and kinds[end]:
        end += 1
    return end - at


def _headed(passages: Sequence[Passage], starts: Sequence[int], numbers: Sequence[int]) -> Iterator[Reading]:
    """A paragraph over as many of those that follow as give two of its figures."""
    count = _holding(tuple(passages[number] for number in numbers))
    if not count:
        return
    head, *items = [_moved(_row(passages[number]), starts[number]) for number in numbers[: count + 1]]
    open_ones = any(_LEFT_OUT.search(passages[number].text) for number in numbers[: count + 1])
    sums = list(_columns(head, items))
    closed = not open_ones or sum(map(adds_up, sums)) > 1  # what is left out of one would be missing from all
    for division in sums:
        yield from _told(division, adds_up(division), closed and is_slip(division))


@lru_cache(maxsize=1024)
def _holding(passages: tuple[Passage, ...]) -> int:
    """How many of the paragraphs behind the first give two of its figures; 0 if they do not."""
    head, *items = map(_row, passages)
    for count in range(2, len(items) + 1):
        sums = list(_columns(head, items[:count]))
        telling = [len(digits_of(division.whole.quantity)) for division in sums if adds_up(division)]
        if len(telling) >= 2 and sum(telling) >= _DIGITS and max(telling) >= 3 and 2 * len(telling) >= len(sums):
            return count
        slipped = telling and all(adds_up(division) or is_slip(division) for division in sums)
        if slipped and len(sums) > 1 and max(telling) >= _SURE_DIGITS and count == len(items):
            return count
    return 0


def _totalled(passages: Sequence[Passage], starts: Sequence[int], numbers: Sequence[int]) -> Iterator[Reading]:
    """The row 合计 below rows that have each of its measures once."""
    total = _moved(_row(passages[numbers[-1]]), starts[numbers[-1]])
    above: list[_Row] = []
    for number in reversed(numbers[:-1]):
        if len(passages[number].text) > _LONGEST_ROW or _TOTAL_ROW.match(passages[number].text):
            break
        row = _row(passages[number])
        if not row.alone or not total.alone.keys() <= row.alone.keys():
            break
        above.insert(0, _moved(row, starts[number]))
    if len(above) < _FEWEST_ROWS or not total.alone:
        return
    sums = [
        Division(Form.FAR, whole, tuple(row.alone[key] for row in above), True, closed=True)
        for key, whole in total.alone.items()
    ]
    holding = [division for division in sums if adds_up(division)]
    sure = any(len(digits_of(division.whole.quantity)) > 2 for division in holding)
    for division in sums:
        yield from _told(division, division in holding, sure or is_slip(division))


def _told(division: Division, holds: bool, accused: bool) -> Iterator[Reading]:
    if holds:
        yield reading_of(division, _LIKELY, True)
    elif accused:
        yield reading_of(division, _ACCUSING, False)


def _columns(head: _Row, items: Sequence[_Row]) -> Iterator[Division]:
    """The figures of the head with those that each item has under the same name or measure."""
    used: set[int] = set()
    for key, whole in head.named.items():
        if all(key in item.named for item in items):
            used.add(whole.start)
            yield Division(Form.FAR, whole, tuple(item.named[key] for item in items), True)
    for measure, whole in head.alone.items():
        if whole.start not in used and all(measure in item.alone for item in items):
            yield Division(Form.FAR, whole, tuple(item.alone[measure] for item in items), True)


@lru_cache(maxsize=4096)
def _row(passage: Passage) -> _Row:
    """The figures of a paragraph, where they stand in it."""
    named: list[tuple[_Key, Mention]] = []
    name = ""
    for amount, mention in zip(measures_in(passage), passage.mentions[:_MOST_FIGURES], strict=False):
        quantity = mention.quantity
        if mention.depth or quantity.kind not in _COUNTED or quantity.number is None or quantity.approximation:
            continue
        change = change_in(mention.lead[-_BEGIN:].rstrip())
        if change is None and amount is None:
            continue
        if change is None:
            words = _SPACES.sub("", bare(mention.lead))
            name = _TRIMMED.sub("", words)[-_NAME:] or words[-_NAME:]
        falls = change is not None and change[0].startswith(DOWN)
        measure = f"{unit_of(quantity)}{'－' if falls else ''}"
        named.append(((name, measure, change is not None), mention))
    keys = Counter(key for key, _ in named)
    measures = Counter(key[1] for key, _ in named if not key[2])
    return _Row(
        {key: mention for key, mention in named if keys[key] == 1 and key[0]},
        {key[1]: mention for key, mention in named if not key[2] and measures[key[1]] == 1},
    )


def _moved(row: _Row, start: int) -> _Row:
    """The figures where they stand in the text."""
    return _Row(
        {key: moved(mention, start) for key, mention in row.named.items()},
        {key: moved(mention, start) for key, mention in row.alone.items()},
    )


def reading_of(division: Division, likelihood: float, holds: bool) -> Reading:
    """The reading of a division across paragraphs, whose figures stand where they do in the text."""
    whole, parts = division.whole, division.parts
    middle = sum((part.quantity.number or Decimal(0) for part in parts), Decimal(0))
    stated = whole.quantity.number or Decimal(0)
    return Reading(
        Relation.SUM,
        span_of(whole),
        spans_of((whole, *parts)),
        whole.quantity.interval,
        Interval.exact(middle),
        likelihood,
        "＋".join(labelled(part) for part in parts),
        whole.text if holds else written(middle, whole.quantity),
        "" if holds else innocent(whole, parts, stated - middle, ()),
        holds,
        "" if holds else written(abs(stated - middle), whole.quantity),
    )
