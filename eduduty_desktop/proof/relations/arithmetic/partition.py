"""Whether a list right behind a total names all its parts, so that parts which exceed the total are a slip."""

import re
from collections.abc import Sequence
from itertools import pairwise

from eduduty_desktop.figures.quantity import Kind
from eduduty_desktop.proof.addends import name_of
from eduduty_desktop.proof.kinds import one_dimension, overlapping
from eduduty_desktop.proof.relations.arithmetic.amounts import RATE, Amount
from eduduty_desktop.proof.relations.arithmetic.kinship import kinship

_MOST_OVER = 1.3
_FARTHEST = 40
_FEWEST_APART = _FEWEST_DIGITS = 3
_FEWEST_SURE = 7
_BRACKETED = 2
_LEVELS_BETWEEN = 2  # 两级共10所: the two may be a figure, too
_OPENING = frozenset("（(")
_NEXT = re.compile("。(?:其中|[^，。；0-9]{0,14}(?:包括|分别[是为]|[:：]))[^0-9]{0,14}$")
_ALL_STAGES = "义务教育"
_LONGEST_NAME = 14
_COMES_TO = re.compile("[，,；;]?(?:[两三四五]年|全[年市县区省])?(?:累计|合计|共计?|总计)?[为达]?")
_OPENED = re.compile("其中|分别|包括|[:：]|^[，,]?(?:即|经)")
_BESIDES = re.compile("[，,、；;]?(?:另|还|外|此)")
_DONE = re.compile("[，,、；;]?(?:现|已|目前)")
_RATING = re.compile("优秀|优良|良好|合格|达标|[一二三]等")
_HOW_FAR = re.compile("已|基本|正在|持续|尚|未|完成|结题|在研|在建|竣工|办结|达标")
_UNDONE = re.compile("正在|持续|尚|未|基本|在研|在建")
_SUMS_UP = re.compile(
    "[，,；;]?(?:[两三四五六][级类项种][^，、；]{0,8}|[两二三四]者)?(?:合计|共计|总计|总共|总数|一?共|加起来|合起来|相加)[有为得]?"
)
_CALLED_SUM = re.compile("(?:合计|共计|总计|总共|一共|[加合]起来)[有为达]?$")
_IN_ALL = re.compile("(?:合计|共计|总计|累计)[\u4e00-\u9fff]{2,6}$")
_MARKS = "，,、；;：: \u3000"


def is_its_list(text: str, stated: Amount, parts: Sequence[Amount]) -> bool:
    """Whether the form alone says that the parts are all of the total, so that a slip of one digit is one."""
    if parts[0].start < stated.start:
        return _sums_up_its_row(stated, parts) or _sums_up_its_list(stated, parts)
    return _exceeds_its_list(text, stated, parts)


def _exceeds_its_list(text: str, stated: Amount, parts: Sequence[Amount]) -> bool:
    """263条，属于政策类104条、条件类97条、队伍类72条: one list in one part of the sentence, a little more than its total.

    Of 200 published texts none has such a list that is not meant.  A list without a word that opens it is taken only if
    its items are kin and the total is none of them, not 用地37.3万亩，用海29.2万亩、林地13.2万亩; if they say how far each
    is, 已整改19个，持续推进1个; or if its own marks set it apart from its total: 信访件39件，热线21件、信箱11件、来访7件.
    """
    least = sum(part.low for part in parts)
    if not stated.high < least <= _MOST_OVER * stated.value or stated.key == RATE:
        return False
    leads = [part.figure.lead for part in parts]
    if any(part.value == stated.value for part in parts) or not _may_be_all(leads, len(stated.digits)):
        return False
    between = text[stated.figure.mention.end : parts[0].start]
    if _OPENED.search(between, max(0, len(between) - _FARTHEST)):
        near = parts[0].part == stated.part or _NEXT.search(between) is not None
        return near and (_in_one_part(parts) or _one_in_each(parts))
    if not _in_one_part(parts) or not _follow_at_once(stated, parts):
        return False
    if _UNDONE.search(leads[-1]) and all(map(_HOW_FAR.search, leads)):
        return parts[0].sentence <= stated.sentence + 1
    if parts[0].part != stated.part:
        return False
    if _is_apart(leads):
        return True
    return kinship(parts) > 1 and not _is_one_of_them(stated, parts)


def _may_be_all(leads: Sequence[str], digits: int) -> bool:
    """Whether items with such names may be all of a total of so many digits: each its own kind, none beside the list."""
    overlaps = sum(map(overlapping, leads))
    if overlaps > (len(leads) + digits >= _FEWEST_SURE) and not all(map(_RATING.search, leads)):
        return False
    if any(map(_BESIDES.match, leads)) or (_DONE.match(leads[-1]) and not _DONE.match(leads[0])):
        return False  # 隐患115处，其中消防类29处、食品类16处，现已整改75处
    return all(len(lead.strip(_MARKS)) <= _LONGEST_NAME for lead in leads[1:])


def _follow_at_once(stated: Amount, parts: Sequence[Amount]) -> bool:
    """Whether nothing but brackets stands between the total and its items."""
    return parts[0].number == stated.number + 1 and all(
        other.number - one.number <= 1 + _BRACKETED * (one.figure.mention.tail[:1] in _OPENING)
        for one, other in pairwise(parts)
    )


def _sums_up_its_row(stated: Amount, parts: Sequence[Amount]) -> bool:
    """春秋两学期分别发放1053.2万元、1038.6万元，全年2091.8万元: a whole row, and at once what it comes to."""
    row = all(part.figure.row == len(parts) for part in parts) and len(stated.digits) >= _FEWEST_DIGITS
    return row and parts[-1].number == stated.number - 1 and _COMES_TO.fullmatch(stated.figure.lead) is not None


def _sums_up_its_list(stated: Amount, parts: Sequence[Amount]) -> bool:
    """省级2所、市级7所、县级16所，三级共25所: what the list right before it comes to."""
    if any(part.part != stated.part for part in parts):
        return False
    if _SUMS_UP.fullmatch(stated.figure.lead) is None and not _is_called_sum(stated):
        return False
    follow = all(other.number == one.number + 1 for one, other in pairwise(parts))
    return follow and stated.number - parts[-1].number <= _LEVELS_BETWEEN


def _is_called_sum(stated: Amount) -> bool:
    """Whether a figure of digits enough is called what others come to, with a name of its own: 市级以上骨干教师合计207人."""
    digits, lead = len(stated.digits), stated.figure.lead
    counted = stated.figure.quantity.kind is Kind.COUNT  # 年末累计结余 is no sum of what went before
    named = counted and digits > _FEWEST_DIGITS and _IN_ALL.search(lead) is not None  # 累计培训教师8530人次
    return named or (digits >= _FEWEST_DIGITS and _CALLED_SUM.search(lead) is not None)


def _in_one_part(parts: Sequence[Amount]) -> bool:
    return parts[0].part == parts[-1].part


def _one_in_each(parts: Sequence[Amount]) -> bool:
    """小学98所（含教学点28所）；初中24所；高中1所: each part of the sentence holds one item alone."""
    return all(
        other.part == one.part + 1 and other.number - one.number <= 1 + _BRACKETED for one, other in pairwise(parts)
    )


def _is_apart(leads: Sequence[str]) -> bool:
    return len(leads) >= _FEWEST_APART and leads[0][:1] != "、" and all(lead[:1] == "、" for lead in leads[1:])


def _is_one_of_them(stated: Amount, parts: Sequence[Amount]) -> bool:
    """Whether the total is of the same division as its items, or called after the same noun: 新增债券资金71.7亿元、再融资债券资金49.5亿元."""
    own = stated.figure.head[-_LONGEST_NAME:].replace(_ALL_STAGES, "")
    names = [name_of(part.figure.mention) for part in parts]
    if one_dimension(names):
        return one_dimension([own, *names])
    end = stated.figure.lead.rstrip("共有为达是约")[-2:]
    return any(part.figure.lead.endswith(end) for part in parts)
