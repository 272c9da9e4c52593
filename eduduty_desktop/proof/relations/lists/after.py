"""A count and behind it the list: 三个重点（甲、乙、丙）, 两所学校——甲学校、乙学校, 3个阶段：…, 三类分别是…."""

import re
from collections.abc import Iterator, Sequence

import msgspec

from eduduty_desktop.proof.reading import ACCUSE, Reading
from eduduty_desktop.proof.relations.lists.before import reading_of
from eduduty_desktop.proof.relations.lists.count import LARGEST, Count
from eduduty_desktop.proof.relations.lists.listing import Listing, listing_from, listing_within
from eduduty_desktop.proof.relations.lists.nouns import (
    are_subjects,
    echoes,
    is_abstract,
    is_name,
    says_key,
    shared_ending,
)

_LINK = re.compile(
    '[\u4e00-\u9fff]{0,16}?[”"]?(?:(?P<bracket>[（(])|(?P<dash>——|—|--)|'
    "(?P<named>[，,]?(?:分别是|分别为|依次是|依次为|具体是|具体为)[：:]?|[，,]即[：:]?|[，,]?(?:包括|包含|涵盖)[：:]?)|"
    '(?P<means>(?<=[”"])[，,]?(?:是指|指的是|指|为|是)[：:]?)|(?P<colon>[：:]))'
)
_FAR = re.compile(
    "(?=[\u4e00-\u9fff])[^，,。；;：:！？!?、（）()\n0-9“”]{1,40}(?P<mark>[，,])(?P<named>(?:它们)?(?:分别|依次|具体)(?:是|为)[：:]?)?"
)
_ADDED = re.compile(
    "[0-9两三四五六七八九十][余多]?[个所名位项家座门处][^，,。；;：:、0-9（）()]{0,8}[、，,和及与][^，,。；;：:、0-9（）()其]{0,8}$"
)
_SCHOOLS = re.compile("(?:学校|小学|初中|高中|中学|幼儿园|中职|职中|职校|高校|学院|示范校|教学点|示范园)$")
_SCHOOL_ENDS = frozenset("校学园院中点小幼")
_OF_LEVELS = re.compile("[\u4e00-\u9fff]{0,4}?(?:机制|体系|网络|责任|联动|管理)")
_NOUN_AT_MOST = 12
_THERE_ARE = re.compile("(?:设|有|辖|设立|分为|包括)$")
_ENDS = frozenset({"", "。", "；", ";", "\n"})
_CLOSE = re.compile("[^（）()\n]{1,160}[）)]")
_NO_LIST = re.compile("其中|含|包括|不含|占|见|附|其余|详|以下|如|原|简称|[均每]|分别")
_COUNTED = re.compile(
    "[0-9两三四五六七八九十][余多]?[个所名位人项次万元亿家处座种门](?![一二两三四五六七八九十])|[%％]"
)
_RUN = re.compile("[ ]?(?:[（(]?[0-9一二三四五六七八九十①-⑳]{1,2}[）)、.．是]|[①-⑳]|第[一1]|首先|一方面|一要)")
_PLACES = frozenset("县市区镇乡校园省州村局院所办盟旗级")
_ENDS_OPEN = re.compile("等[\u4e00-\u9fff]{0,6}$")
_MAY_GO_ON = re.compile("包括|包含|涵盖")
_PREDICATE = re.compile(
    "[0-9]|^(?:新建|改建|扩建|建设|完成|加强|推进|提高|实施|落实|开展|投入|投资|强化|完善|健全|优化|深化|抓|建立|做|务求|确保|坚持|突出|构建|打造|规范|严格)"
)
_COMPOUND = re.compile("(?<![0-9])[0-9]{1,2}[\u4e00-\u9fff]{1,2}$")
"""A count right before the count: 6税2附加."""

_MAY_BE, _EXCUSE = 0.6, 0.3
_WRITTEN_OUT = 12
_DEFINED = 0.82
_SURE = 0.85


def listed_after(text: str, count: Count) -> Iterator[Reading]:
    """Readings of a count whose list follows it in a bracket, or behind a dash, a colon, 分别是, 即, 包括."""
    if count.number > LARGEST or (
        count.unit == "级" and not (count.quoted or _OF_LEVELS.match(count.noun))
    ):  # 二级学科：甲
        return
    link = _LINK.match(text, count.end)
    if link is None:
        yield from _told_later(text, count)
        return
    noun = text[count.end : link.start(link.lastgroup or 0)].strip('”"')
    at = link.end()
    if link["bracket"]:
        listing = _bracketed(text, at, noun)
    elif link["dash"] or count.number >= 2:
        listing = _followed(text, at)
    else:
        return
    if listing is None or (len(listing.items) == 1 and listing.form == "plain" and not _may_stand_alone(listing, link)):
        return
    is_open = bool(_ENDS_OPEN.search(listing.items[-1].text)) or bool(
        link["named"] and _MAY_GO_ON.search(link["named"])
    )
    if is_open and count.number > listing.most:
        return
    likelihood = _likelihood(count, listing, noun)
    if not noun and count.unit in {"所", "个"} and _SCHOOLS.search(text, max(0, count.start - 6), count.start):
        names = listing.names
        if len(names) >= 2 and all(name[-1] in _SCHOOL_ENDS and is_name(name) for name in names):
            likelihood = _DEFINED  # 普通高中2所（甲中学、乙中学）
    ends = text[listing.end : listing.end + 1]
    ended = not ends or ends in "。；;\n"
    if likelihood < ACCUSE and ended and _spelled_out(count, listing, link, noun):
        likelihood = _DEFINED
    if link["means"]:
        if not count.quoted or listing.main < 2 or any(_PREDICATE.search(name) for name in listing.names):
            return
        likelihood = _DEFINED if says_key(count, listing.names) else _MAY_BE
    if link["dash"] and len(listing.items) == 1 and not (count.number == 1 or likelihood >= ACCUSE):
        return
    if abs(count.number - listing.main) > _WRITTEN_OUT:
        likelihood = _MAY_BE
    if link["colon"] and likelihood < ACCUSE and not listing.least <= count.number <= listing.most:
        return
    if not ended and (link["colon"] or (link["named"] and listing.form == "plain")):
        likelihood = min(likelihood, _MAY_BE)
    if _COMPOUND.search(text, max(0, count.start - 6), count.start) or _ADDED.search(
        text, max(0, count.start - 24), count.start
    ):  # 3个镇、2个乡：甲镇、乙镇、丙镇、丁乡、戊乡
        likelihood = _MAY_BE
    least = len(listing.names) if echoes(count, listing.names) else listing.least
    yield reading_of(count, listing, least, max(least, listing.most), likelihood, behind=True)
    if (joined := _by_last_word(listing.names)) == count.number:
        yield reading_of(count, listing, joined, joined, _EXCUSE, behind=True)


def _by_last_word(names: Sequence[str]) -> int:
    """How many trades there are if only one word ends them: 石油、煤炭加工业、化学制品业 are two."""
    ending = [name for name in names if name.endswith("业")]
    return len(ending) if 2 * len(ending) > len(names) > len(ending) and ending[-1] == names[-1] else 0


def _may_stand_alone(listing: Listing, link: re.Match[str]) -> bool:
    """Whether a list without 、 is one: 1所——甲中学, 2个，分别是甲专业和乙专业."""
    return bool(link["dash"]) or (bool(link["named"] or link["means"]) and listing.main == 2)


def _told_later(text: str, count: Count) -> Iterator[Reading]:
    """Readings of a count whose things are named, by words alike, behind a comma or further on in the sentence.

    2个教学点，东岭教学点和西坪教学点; 3所学校的运动场未达标，分别是甲小学、乙小学和丙中学.
    """
    if not count.unit or not 2 <= count.number <= _WRITTEN_OUT:
        return
    link = _FAR.match(text, count.end)
    if link is None or (not link["named"] and link.start("mark") - count.end > _NOUN_AT_MOST):
        return
    listing = _followed(text, link.end())
    if listing is None or listing.form != "plain" or text[listing.end : listing.end + 1] not in _ENDS:
        return
    names = listing.names
    if len(names) < 2 or _NO_LIST.match(names[0]):
        return
    if any(_PREDICATE.search(name) or _ENDS_OPEN.search(name) for name in names):
        return
    noun = text[count.end : link.start("mark")]
    shared = shared_ending(names)
    alike = len(shared) >= 2 and noun[-1:] == shared[-1] and all(len(name) > len(shared) for name in names)
    if link["named"]:
        likelihood = _SURE if echoes(count, names) else _MAY_BE
    elif alike or echoes(count, names):
        likelihood = _DEFINED if _THERE_ARE.search(text, max(0, count.start - 4), count.start) else _MAY_BE
    else:
        return
    least = len(names) if alike or echoes(count, names) else listing.least
    yield reading_of(count, listing, least, max(least, listing.most), likelihood, behind=True)


def _bracketed(text: str, at: int, noun: str) -> Listing | None:
    close = _CLOSE.match(text, at)
    if close is None:
        return None
    inside = text[at : close.end() - 1]
    if _NO_LIST.match(inside) or _COUNTED.search(inside) or any(mark in inside for mark in "：:。；;，,"):
        return None
    listing = listing_within(text, at, close.end() - 1)
    if listing is None or listing.main < 2:
        return None
    if noun[-1:] in _PLACES and all(len(item.plain) <= 2 for item in listing.items):  # 3个县（市、区）
        return None
    return listing


def _followed(text: str, at: int) -> Listing | None:
    if _RUN.match(text, at):
        return None
    listing = listing_from(text, at)
    if listing is None or any(_COUNTED.search(item.text) for item in listing.items):
        return None
    return listing


def _likelihood(count: Count, listing: Listing, noun: str) -> float:
    """How likely the list names each thing that is counted, and all of them."""
    if says_key(count, listing.names):
        return _SURE
    names = [item.plain for item in listing.items]
    if count.number > _WRITTEN_OUT:
        return _MAY_BE
    if listing.form in {"quoted", "titled"}:
        return _SURE
    counted = msgspec.structs.replace(count, noun=noun)
    if listing.form == "plain" and (_repeats(count, names) or are_subjects(count, listing.names)):
        return _SURE
    if echoes(counted, names) or (len(noun) >= 2 and all(name.endswith(noun[-2:]) and is_name(name) for name in names)):
        return _SURE
    if len(names) >= 2 and is_abstract(counted) and all(len(name) <= 10 for name in names):
        return _SURE
    return _MAY_BE


def _spelled_out(count: Count, listing: Listing, link: re.Match[str], noun: str) -> bool:
    """Whether the sentence says that just these are meant: 4个，分别是甲、乙、丙、丁。 内设机构9个：甲、乙…"""
    names = [item.plain for item in listing.items]
    if (
        count.number > (LARGEST if link["colon"] and not noun else _WRITTEN_OUT)
        or count.unit in {"次", "场"}
        or any(len(name) > 20 or _PREDICATE.search(name) for name in names)
    ):
        return False
    if link["named"]:
        return len(names) >= 2 and not _MAY_GO_ON.search(link["named"])
    if link["bracket"]:
        return count.quoted and len(names) >= 3
    return bool(link["colon"]) and len(names) >= 3 and len(noun) <= 6 and all(len(name) <= 12 for name in names)


def _repeats(count: Count, names: list[str]) -> bool:
    """Whether every item begins or ends with the key of the slogan: “三名”(名校长、名教师)."""
    key = (count.unit + count.noun)[:4]
    if not count.quoted or not 1 <= len(key) <= 4 or len(names) < 2:
        return False
    return all(name.startswith(key) for name in names) or all(name.endswith(key) for name in names)
