"""Levels and virtues that stand without a mark between them before their count: 省市县三级, 德智体美劳五育."""

import re
from collections.abc import Iterator
from decimal import Decimal

from eduduty_desktop.figures import Interval
from eduduty_desktop.proof.reading import Reading
from eduduty_desktop.proof.relations.lists.before import ADVICE
from eduduty_desktop.proof.relations.lists.count import Count
from eduduty_desktop.proof.result import Relation, Span

_LEVELS = re.compile("[央国省市州盟县区旗乡镇街村社校]{2,6}$")
_ONE_LEVEL = re.compile("区县|县区|县市|市县|市区|省区|市州|州市|旗县|盟市|乡镇|镇乡|街镇|镇街|村社")
_VIRTUES = re.compile("德智体美?劳?$")
_SIDES = re.compile("(?:家校社|校家社|家校政社|校家政社|政家校社)$")
_BACK = 8

LEVEL_UNITS = frozenset({"级", "方", "位"})
"""Measure words of such counts, which else have none."""
_NOT_ALL = frozenset("家央中、和及与以或级到至地区县市省镇乡村")
_SURE, _MAY_BE = 0.82, 0.6


def levels(text: str, count: Count) -> Iterator[Reading]:
    """Readings of how many levels, virtues or sides are named one character each right before their count."""
    end = count.start - 1 if count.quoted else count.start
    low = max(0, end - _BACK)
    if count.unit == "级" and not count.quoted:
        found = _LEVELS.search(text, low, end)
    elif not count.unit and count.noun.startswith("育"):
        found = _VIRTUES.search(text, low, end)
    elif (count.unit == "方" and not count.noun.startswith("面")) or (count.unit == "位" and count.noun[:2] == "一体"):
        found = _SIDES.search(text, low, end)
    else:
        return
    if found is None:
        return
    before = text[found.start() - 1 : found.start()]
    most = len(found[0])
    least = most
    if count.unit == "级":
        if before == "、":  # 市、区县两级: the listing's
            return
        least = max(1, most - len(_ONE_LEVEL.findall(found[0])) - (1 if "\u4e00" <= before <= "\u9fff" else 0))
    too_many = count.unit == "级" and count.number == most + 1 and before not in _NOT_ALL
    span = Span(found.start(), found.end(), found[0])
    number = min(max(count.number, least), most)
    yield Reading(
        Relation.LIST,
        count.span,
        (span, count.span),
        Interval.exact(Decimal(count.number)),
        Interval(Decimal(least), Decimal(most)),
        _SURE if too_many else _MAY_BE,
        arithmetic=f"前面列出的“{found[0]}”（{number}项）",
        shown=count.written(number),
        why=ADVICE,
    )
