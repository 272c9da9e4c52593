"""Figures that speak of one told before: 全县134所学校当中, 31个教学班仅有…, 217个问题改完198个, 正在推进的5个问题.

Such a figure repeats the one under its noun or its words.  It contradicts that if the document tells under them one
other number only, which is nearly this one, and if what follows says that all are meant.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from eduduty_desktop.figures.quantity import Kind
from eduduty_desktop.proof.digits import nearly, swapped
from eduduty_desktop.proof.index import Entry, Family, Member, Pair, Place
from eduduty_desktop.proof.relations.repeats.kinship import ALL, LIKELY, SURE, WEAK, timely, told_once
from eduduty_desktop.proof.roles import Role
from eduduty_desktop.proof.told import Told, told_in

MOST_NAMED = 40
"""Figures under one beginning of a noun, beyond which none is compared."""

_LONGEST, _SHOWN, _FAR = 16, 3, 60
_SHORT, _WORDED = 3, 14
_MARKS = "“” 　"
_KINDS = frozenset({Kind.COUNT, Kind.MONEY})
_NAMED, _BACK = "named", "back"
_WHOLE = re.compile("(?:[全我本][市县区州省镇乡校园盟旗]|上述|以上|前述|[这该])的?$")
_FOUND = re.compile("反馈|指出|发现|查出|查找|梳理|排查|提出|移交|交办|点出")
_CALLED = re.compile(
    "[\u4e00-\u9fff]{2,4}?(?:学生|儿童|幼儿|教师|人员|对象|家庭)(?=[中里](?:[，,]|$)|当中|[均都]|全部)"
)
_TERMS = frozenset({"春季", "秋季"})
_EVERY = re.compile("(?:均|都)?(?:实现)?全覆盖")
_ANY = frozenset({"学校", "学生", "教师", "项目", "问题", "人员", "单位", "企业", "群众", "乡镇", "村", "幼儿", "孩子"})
_TOTAL = re.compile("各级各类|共有?|总|合计|现有|在册|[全我本][市县区州省镇乡校园]")
_OF = re.compile("([\u4e00-\u9fff]{2,8})的$")
_WORDS = re.compile("([\u4e00-\u9fff]{2,12})$")
_LINK = re.compile("(?:为|有|了|共|达|达到|约)$")


def _by_measure(told: Sequence[Told]) -> Iterator[Entry]:
    """What is counted, and what may speak of it by a noun behind the figure."""
    for one in told:
        if one.figure.quantity.kind is Kind.COUNT and len(one.digits) > 1:
            yield (one.unit, one.place), one, _BACK if len(one.figure.mention.tail) > 1 and _how(one) else _NAMED


@lru_cache(maxsize=8192)
def _how(told: Told) -> str:
    """How a figure speaks of one before: of the whole, at the beginning of its clause, or of every one; else empty."""
    head = told.figure.head
    if told.figure.row > 1:
        return ""
    if _WHOLE.search(head[-_SHORT:]):
        return "whole"
    if not head.strip(" 　“”（("):
        return "first"
    return "every" if "全覆盖" in told.figure.mention.tail[:_LONGEST] else ""


def _spoken_of(group: Sequence[Member]) -> Iterator[Pair]:
    """What speaks of a noun with what is called so, by the first two characters."""
    backs: dict[str, list[Place]] = {}
    for spot, told, note in group:
        if note == _BACK:
            backs.setdefault(told.figure.mention.tail[:2], []).append(Place(told, spot))
    named: dict[str, list[Place]] = {}
    for spot, told, _ in group if backs else ():
        if (noun := told.name[:2]) in backs:
            named.setdefault(noun, []).append(Place(told, spot))
    for noun, places in named.items():
        if len(places) + len(backs[noun]) <= MOST_NAMED:
            for back in backs[noun]:
                yield from _of_noun(back, places)


def _of_noun(back: Place, named: Sequence[Place]) -> Iterator[Pair]:
    """The pair of a figure with the first under the noun that follows it."""
    tail = back.told.figure.mention.tail
    nouns = (place.told.name for place in named if _stands(place) < _stands(back) and tail.startswith(place.told.name))
    noun = max(nouns, key=len, default="")
    if not noun and (match := _CALLED.match(tail)):  # 送教上门79人, 79名送教学生中
        yield from _of_called(back, [place for place in named if place != back], match[0])
    others = [place for place in named if place.told.name == noun and place != back]
    if not noun:
        return
    values = {place.told.digits for place in (*others, back)}
    first = next((place for place in others if place.told.digits == back.told.digits), others[0])
    if first.told.digits == back.told.digits:
        if _stands(first) < _stands(back):
            known = noun not in _ANY or _is_total(first) or _is_found(first, back)
            yield Pair(first, back, LIKELY if known else WEAK)
    elif (
        len(values) == 2
        and nearly(*values)
        and (noun not in _ANY or _is_total(first) or _is_found(first, back))
        and _is_one(first, back)
        and (_means_all(back, noun, turned=swapped(*values)) or (_is_found(first, back) and _has_part(back)))
    ):
        yield Pair(first, back, SURE)


def _of_called(back: Place, named: Sequence[Place], noun: str) -> Iterator[Pair]:
    """The pair of a figure with the only one whose name begins as the noun that follows it."""
    values = {place.told.digits for place in (*named, back)}
    if not named or len({place.told.name for place in named}) > 1 or _stands(named[0]) > _stands(back):
        return
    if len(values) == 1:
        yield Pair(named[0], back, LIKELY)
    elif len(named) == 1 and nearly(*values) and _is_one(named[0], back) and _means_all(back, noun, turned=False):
        yield Pair(named[0], back, SURE)


def _stands(place: Place) -> tuple[int, int]:
    return place.spot.number, place.told.order


def _is_total(place: Place) -> bool:
    return place.setting.whole or _TOTAL.search(place.told.figure.head[-_LONGEST:]) is not None


def _is_found(first: Place, back: Place) -> bool:
    """Whether the first are what was found (反馈五个方面18个问题), in the paragraph of the other."""
    if first.spot is not back.spot:
        return False
    text, start = first.told.text, first.told.figure.mention.start
    return _FOUND.search(text, max(text.rfind("。", 0, start) + 1, start - _FAR), start) is not None


def _is_one(first: Place, back: Place) -> bool:
    """Whether nothing says that they are of two years, parts or plans."""
    one, other = first.setting, back.setting
    if not told_once(first, back) or not timely(first, back):
        return False
    return one.parts - _TERMS == other.parts - _TERMS and not (one.planned or other.meant or one.norm or other.norm)


def _means_all(back: Place, noun: str, *, turned: bool) -> bool:
    """Whether what follows the noun says that all of them are meant, or a part of them follows."""
    how, behind = _how(back.told), back.told.figure.mention.tail[len(noun) :]
    if how == "every":
        return _EVERY.match(behind) is not None
    if how == "whole":
        return turned or ALL.match(behind) is not None
    if back.told.telling < _SHOWN and len(noun) < _SHOWN:
        return False
    return _has_part(back) or (bool(behind) and ALL.match(behind) is not None and behind[0] not in "，。；、")


def _has_part(back: Place) -> bool:
    """Whether the figure behind it counts some of them: 20所城乡幼儿园开工19所."""
    behind = told_in(back.spot.passage)[back.told.order + 1 : back.told.order + 2]
    if not behind or behind[0].unit != back.told.unit:
        return False
    one, part = back.told.figure, behind[0].figure
    number, least = one.quantity.number, part.quantity.number
    return part.mention.clause is one.mention.clause and number is not None and least is not None and least < number


def _by_words(told: Sequence[Told]) -> Iterator[Entry]:
    """Figures with words in front of them, with and without 的: 正在推进5个, 正在推进的5个问题."""
    for one in told:
        if one.figure.row == 1 and one.figure.quantity.kind in _KINDS:
            of = one.figure.lead.rstrip(_MARKS).endswith("的") and _words(one)[0]
            yield (one.unit, one.place), one, _BACK if of else _NAMED


@lru_cache(maxsize=8192)
def _words(told: Told) -> tuple[bool, str]:
    """Whether 的 ends the words in front of a figure, and the words before that."""
    lead = told.figure.lead.strip(_MARKS)[-_WORDED:]
    if match := _OF.search(lead):
        return True, match[1]
    match = _WORDS.search(_LINK.sub("", lead))
    return False, match[1] if match else ""


def _worded(group: Sequence[Member]) -> Iterator[Pair]:
    """What speaks of words with what they stand before, by their last two characters."""
    ends = {_words(told)[1][-2:] for _, told, note in group if note == _BACK}
    places: dict[str, list[tuple[Place, str]]] = {}
    for spot, told, note in group if ends else ():
        if (end := _words(told)[1][-2:]) in ends:
            places.setdefault(end, []).append((Place(told, spot), note))
    for found in places.values():
        if 1 < len(found) <= MOST_NAMED:
            yield from _of_words(found)


def _of_words(places: Sequence[tuple[Place, str]]) -> Iterator[Pair]:
    """The pairs of figures with the first that the same words stand before."""
    for number, (back, note) in enumerate(places):
        if note != _BACK:
            continue
        words = _words(back.told)[1]
        alike = [(place, _shared(words, _words(place.told)[1])) for place, _ in places if place != back]
        before = [place for place, _ in places[:number]]
        same = [(place, shared) for place, shared in alike if shared >= min(len(words), 4)]
        values = {place.told.digits for place, _ in same}
        if len(values) != 1 or same[0][0] not in before:
            continue
        first, shared = same[0]
        if first.told.digits == back.told.digits:
            yield Pair(first, back, LIKELY if back.told.telling > 1 and shared >= 2 else WEAK)
        elif len(same) == 1 and _is_said_again(first, back, shared):
            yield Pair(first, back, SURE)


def _shared(one: str, other: str) -> int:
    """How many characters two words have in common at their ends."""
    count = 0
    while count < min(len(one), len(other)) and one[-1 - count] == other[-1 - count]:
        count += 1
    return count


def _is_said_again(first: Place, back: Place, shared: int) -> bool:
    """Whether 的 in front of a figure points to the other, which differs in a digit."""
    digits, others = first.told.digits, back.told.digits
    noun = back.told.figure.mention.tail[:2]
    if not nearly(digits, others) or not told_once(first, back) or first.told.figure.role is not Role.LEVEL:
        return False
    one, other = first.setting, back.setting
    if one.planned or other.meant or one.norm or other.norm or one.relative != other.relative:
        return False
    if first.spot is back.spot and back.told.telling >= _SHOWN:
        apart = back.told.figure.mention.clause.sentence - first.told.figure.mention.clause.sentence
        return apart == 1
    if shared < 4 or not timely(first, back) or one.parts != other.parts:
        return False
    return back.told.telling > 1 or (len(noun) == 2 and noun in first.told.text[: first.told.figure.mention.start])


FAMILIES = (Family(_by_measure, _spoken_of), Family(_by_words, _worded))
