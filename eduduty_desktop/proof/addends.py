"""The figures of a paragraph that may be added up, by what they are measured in, and where lists of them end."""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from eduduty_desktop.figures.quantity import Kind
from eduduty_desktop.proof.lexicon import AVERAGE, UP, bare, change_in, is_change, unit_of
from eduduty_desktop.proof.passage import Clause, Mention, Passage

MOST_PARTS = 40
"""So many figures of a sentence are looked at behind a word that opens a list."""

NESTED = re.compile("其中|里头|主要是|主要为|主要用于|(?<!不)包括|包含|[（(，,]含")
"""A word that opens a list, also within another."""

CLOSING = frozenset("）)】")
_THINGS = (
    ("pupil", re.compile("学生|男生|女生|幼儿(?!园)|儿童|少年|在校生|在园|新生|毕业生|考生|适龄")),
    ("staff", re.compile("教师|教职工|教职员|老师|校长|教员|保育员|园长")),
    ("parent", re.compile("家长|家庭")),
    ("official", re.compile("督学|干部|公务员|保安|校医")),
)
_PERSON = "人"
_UNADDABLE = frozenset(
    {
        Kind.PERCENT,
        Kind.POINTS,
        Kind.PERMILLE,
        Kind.RATIO,
        Kind.FRACTION,
        Kind.MULTIPLE,
        Kind.DURATION,
        Kind.AGE,
        Kind.NUMBER,
    }
)
_ELSE = "同时|此外|目前|截至|截止|到目前|全[市县区省州年校]|我[市县区省校]|本[市县区年级]|共有|现有|并[^未不]|为此|合计|共计|总计"
_ANOTHER = re.compile(f"^[ \u3000]*(?:另外|另有|{_ELSE})")
_ANOTHER_LIST = re.compile(f"^[ \u3000]*(?:{_ELSE})")
_YEAR_FIRST = re.compile("^[ \u3000]*(?:其中)?[:：]?(?:19|20)[0-9]{2}年")
_ROUGHLY = frozenset({"以上", "以下", "以内"})
_EARLIER = re.compile("[比较由从](?:[^，,；;。]{0,12}(?:年|期|月|底|末|初|前)度?|原来|原先|过去)?的?$")
_EARLIER_ENDS = frozenset("比较由从年期月底末初前度来先去的")
_BASE_OF_SHARE = re.compile("占[^，；。]{1,16}$")
_SITE = re.compile("教学点$")
_TOWNS = re.compile("(?:乡镇|街道|民族乡|[镇乡]){1,2}(?:办事处|[（(、，,和及；;。]|共|$)")
_TOWN_UNITS = frozenset({"镇", "乡", "街道", "乡镇"})
_SHARE_OF = re.compile("占|合计|总计|共计|比例|比重")
_SUM_OF_SHARES = re.compile("合计|共计|总计|项共|者共")
_COUNTED = frozenset({Kind.COUNT, Kind.MONEY})
_FALL = "－"
_FLOAT_ROOM = 1e-9
_FARTHEST_WHOLE = 40
_FEWEST = 2


def name_of(mention: Mention) -> str:
    """The words before and behind a part that say what it is, up to the next part."""
    return f"{bare(mention.lead)} {mention.tail.split('、', 1)[0][:16]}"


def thing_of(mention: Mention) -> str:
    """Which sort of persons a figure counts; empty for others and where nothing says it."""
    if unit_of(mention.quantity) not in {_PERSON, ""}:
        return ""
    text = f"{mention.lead[-12:]}{mention.quantity.counted}"
    return next((thing for thing, words in _THINGS if words.search(text)), "")


def addable(mention: Mention) -> bool:
    """Whether the figure is an amount that can be part of a sum: no share, change, average, range or duration."""
    quantity = mention.quantity
    if quantity.kind in _UNADDABLE or quantity.per or quantity.is_range or is_change(mention):
        return False
    if quantity.approximation in _ROUGHLY and mention.tail[:1] not in {"", "，", "、"}:
        return False  # 55人以上的大班额
    lead = mention.lead[-20:]
    if mention.tail.startswith("的") and _BASE_OF_SHARE.search(lead):
        return False  # 占185人的33.5%
    if ("每" in lead or "均" in lead) and (lead.endswith("每") or AVERAGE.search(lead[-12:])):
        return False
    return lead[-1:] not in _EARLIER_ENDS or _EARLIER.search(lead) is None


def measure_of(mention: Mention) -> str | None:
    """What an amount is measured in, so that those of one measure may be added up; None for what is no amount."""
    if not addable(mention):
        return None
    unit = unit_of(mention.quantity)
    if unit in _TOWN_UNITS or (unit == "个" and _TOWNS.match(mention.tail)):
        return "乡镇"
    return "所" if unit == "个" and _SITE.search(mention.lead[-4:]) else unit


@lru_cache(maxsize=4096)
def measures_in(passage: Passage) -> tuple[str | None, ...]:
    """What each figure of a paragraph is measured in."""
    return tuple([measure_of(mention) for mention in passage.mentions])


def _share_of(mention: Mention) -> str | None:
    quantity = mention.quantity
    plain = quantity.kind is Kind.PERCENT and not quantity.is_range and not is_change(mention)
    return "%" if plain and _SHARE_OF.search(mention.lead) else None


def _increase_of(mention: Mention) -> str | None:
    """What an amount by which something grew is measured in, or fell: －万元."""
    quantity = mention.quantity
    if quantity.kind not in _COUNTED or quantity.is_range or quantity.per:
        return None
    change = change_in(mention.lead[-20:])
    if change is None or AVERAGE.search(mention.lead[-12:]):
        return None
    return f"{'' if change[0].startswith(UP) else _FALL}{unit_of(quantity)}"


Measure = Callable[[Mention], str | None]


class Book:
    """The addable figures of a paragraph, by what they are measured in.

    `wholes` are those that may be wholes of several, each with its measure: two others have that too, or one of points,
    where others may be parts that seem no amounts (质量提升24.5分).
    """

    def __init__(self, passage: Passage, measure: Measure | None = None) -> None:
        self.text = passage.text
        self.mentions = passage.mentions
        self.starts = [mention.start for mention in self.mentions]
        self.keys = list(map(measure, self.mentions) if measure is not None else measures_in(passage))
        if "每" in self.text:
            for one, rate in pairwise(self.mentions):
                if not rate.lead and one.lead.endswith("每"):  # 每千人6.6批次
                    self.keys[rate.index] = None
        times: dict[str | None, int] = {}
        for key in self.keys:
            times[key] = times.get(key, 0) + 1
        self.wholes = [
            (key, mention)
            for key, mention in zip(self.keys, self.mentions, strict=True)
            if key is not None and times[key] > (1 if mention.quantity.kind is Kind.SCORE else _FEWEST)
        ]
        self._bounds: dict[int, tuple[float, float] | None] = {}

    def may_give(self, parts: Sequence[Mention], whole: Mention) -> bool:
        """Whether the parts come near the whole at all, quickly; what is masked gives nothing."""
        found = [self._bound(mention) for mention in (whole, *parts)]
        known = [bound for bound in found if bound is not None]
        if len(known) < len(found):
            return False
        low, high = sum(bound[0] for bound in known[1:]), sum(bound[1] for bound in known[1:])
        room = abs(high) * _FLOAT_ROOM
        return low - room <= known[0][1] and known[0][0] <= high + room

    def _bound(self, mention: Mention) -> tuple[float, float] | None:
        if mention.index not in self._bounds:
            interval = mention.quantity.interval
            self._bounds[mention.index] = None if interval is None else (float(interval.low), float(interval.high))
        return self._bounds[mention.index]

    def one_way(self, first: Mention, last: Mention) -> bool:
        """Whether all changes of a measure from one to another and right behind go up, or all down."""
        key = self.keys[first.index] or ""
        other = key.removeprefix(_FALL) if key.startswith(_FALL) else f"{_FALL}{key}"
        near = self.mentions[first.index : last.index + 5]
        return not any(self.keys[m.index] == other for m in near if m.clause.sentence <= last.clause.sentence)

    def composed_key(self, index: int) -> str | None:
        """What a figure behind 由…组成 is measured in; elsewhere 由15名 is what something starts from."""
        mention = self.mentions[index]
        if self.keys[index] is None and mention.lead.endswith("由") and mention.quantity.kind is Kind.COUNT:
            return unit_of(mention.quantity)
        return self.keys[index]

    def first_from(self, at: int) -> int:
        """The index of the first mention that begins at or behind a place."""
        return bisect_left(self.starts, at)

    def is_addable(self, mention: Mention) -> bool:
        return self.keys[mention.index] is not None

    def goes_on(self, parts: Sequence[Mention]) -> bool:
        """Whether another amount, of a measure that the parts do not come with, follows up to the next semicolon."""
        first, last = parts[0], parts[-1]
        measures = set(self.keys[first.index : last.index + 1])
        for mention in self.mentions[last.index + 1 : last.index + 4]:
            if mention.clause.part != last.clause.part or mention.depth < last.depth:
                return False
            if mention.depth == last.depth and self.keys[mention.index] is not None:
                return self.keys[mention.index] not in measures or self.keys[mention.index] == self.keys[last.index]
        return False

    def back(self, index: int, key: str, depth: int, sentences: int) -> Iterator[Mention]:
        """Addable mentions of a measure before `index`, the nearest first, at one depth of brackets."""
        if not 0 < index <= len(self.mentions):
            return
        sentence = self.mentions[min(index, len(self.mentions) - 1)].clause.sentence
        for at in range(index - 1, max(-1, index - 1 - _FARTHEST_WHOLE), -1):
            mention = self.mentions[at]
            if mention.clause.sentence < sentence - sentences:
                return
            if self.keys[at] == key and mention.depth == depth:
                yield mention

    def forward(self, index: int, depth: int, beyond: bool = False) -> Iterator[Mention]:
        """Addable mentions from `index` on at one depth, to the end of the sentence, the bracket or the list.

        `beyond`: also those behind 另有.
        """
        another = _ANOTHER_LIST if beyond else _ANOTHER
        if index >= len(self.mentions):
            return
        first = self.mentions[index]
        dated = bool(_YEAR_FIRST.match(self._before(first)))
        ends: Clause | None = None
        lists = 0
        for mention in self.mentions[index : index + MOST_PARTS]:
            if mention.clause.sentence != first.clause.sentence or mention.depth < depth:
                return
            if mention.depth > depth:
                continue
            if ends is not None and mention.clause != ends:
                return
            if depth and mention.clause.stop in CLOSING:
                ends = mention.clause  # the bracket closes behind it
            if mention.index > index:
                before = self._before(mention)
                if another.match(before) or (not dated and _YEAR_FIRST.match(before)):
                    return
                lists += bool(NESTED.search(mention.lead[-12:])) or mention.clause.stop in {":", "："}
                if lists > 1:
                    return
            if self.keys[mention.index] is not None:
                yield mention

    def _before(self, mention: Mention) -> str:
        return self.text[mention.clause.start : mention.start][:16] if mention.lead else ""


def shares_in(passage: Passage) -> Book | None:
    """The shares of a paragraph that calls some a sum; None for another."""
    if "占" not in passage.text or _SUM_OF_SHARES.search(passage.text) is None:
        return None
    return _if_several(Book(passage, _share_of))


def changes_in(passage: Passage, book: Book) -> Book | None:
    """The amounts by which something grew, of a paragraph that divides some; None for another.  `book` has its amounts."""
    left = sum(key is None and m.quantity.kind in _COUNTED for key, m in zip(book.keys, book.mentions, strict=True))
    return _if_several(Book(passage, _increase_of)) if left > 2 and "其中" in passage.text else None


def _if_several(book: Book) -> Book | None:
    return book if sum(key is not None for key in book.keys) > 2 else None
