"""Differences that have a name of their own: 顺差 of 出口 and 进口, 纯收益 of 产值 and 成本, what is above a limit."""

import re
from collections.abc import Iterator
from itertools import pairwise

import msgspec

from eduduty_desktop.proof.passage import Passage
from eduduty_desktop.proof.reading import Reading
from eduduty_desktop.proof.relations.subtraction import difference_of, without_slip
from eduduty_desktop.proof.roles import PREVIOUS, Figure, Role, alike, figures_of

_BALANCE = re.compile("([顺逆])差(?:[（(][^（()）]{0,20}[）)])?(?:额|总额)?[为达约是]{0,2}$")
_EXPORTS = re.compile("出口(?:总?额|总值)?[为达约是]{0,2}$")
_IMPORTS = re.compile("(?<!出)进口(?:总?额|总值)?[为达约是]{0,2}$")
_GAIN = re.compile("(?:纯收[益入]|净收[益入]|净?利润|纯利|盈余)[为达约是]{0,2}$")
_GAINS = re.compile("纯[收利]|净[收利]|利润|盈余")
_YIELD = re.compile("(?:产值|收入|营收|收益|销售额)[为达约是]{0,2}$")
_COST = re.compile("(?:成本|投入|费用|支出|开支)[为达约是]{0,2}$")
_EACH = re.compile("[亩户人头只株户棚]均|每[亩户人头只株棚]|平均每[亩户人头只株棚]")
_OVER = re.compile("(?:超出|超过|高于|高出|突破)[^，]{0,6}$")
_LIMIT = re.compile(
    "^(?:的)?(?:办学|办园|核定|设计)?(?:规模|容量|编制|面积)?(?:上限|限额|标准|规定|要求|红线)[^，]{0,4}$"
)
_LIMITS = re.compile("(?:超|高于|高出|突破)[^，。；]{0,24}(?:上限|限额|标准|规定|要求|红线)")
_OVER_IT = re.compile("^[，,]?(?:超出?|超过|超标)(?:了|约)?$")
_BACK = 8
_SURE, _LIKELY, _SLIPPED = 0.85, 0.6, 0.82


def readings(passage: Passage) -> Iterator[Reading]:
    """All readings of such differences of one paragraph."""
    figures = figures_of(passage)
    if "顺差" in passage.text or "逆差" in passage.text:
        yield from _of_trade(figures)
    if _GAINS.search(passage.text):
        yield from _of_gains(figures)
    if _LIMITS.search(passage.text):
        yield from _of_limits(figures)


def _of_trade(figures: tuple[Figure, ...]) -> Iterator[Reading]:
    """进口495.33亿元,…;出口549.04亿元,…。进出口顺差53.71亿元: what was sold abroad less what was bought."""
    for left in figures:
        said = _BALANCE.search(left.lead)
        with_one = said is not None and "对" in left.lead[: said.start()].replace("对外", "")  # 对东盟贸易顺差
        if said is None or with_one or left.role is not Role.LEVEL or left.row > 1:
            continue
        near = [
            f
            for f in reversed(figures[max(0, left.index - _BACK) : left.index])
            if f.role is Role.LEVEL and f.year != PREVIOUS and f.row == 1 and alike(f.quantity, left.quantity)
        ]
        near = [f for f in near if left.mention.clause.sentence - f.mention.clause.sentence <= 1]
        sold = [f for f in near if _EXPORTS.search(f.lead)]
        bought = [f for f in near if _IMPORTS.search(f.lead)]
        if not sold or not bought:
            continue
        whole, less = (sold[0], bought[0]) if said[1] == "顺" else (bought[0], sold[0])
        only = len(sold) == len(bought) == 1
        if (reading := difference_of(left, whole, less, _SURE if only else _LIKELY)) is not None:
            yield reading


def _of_gains(figures: tuple[Figure, ...]) -> Iterator[Reading]:
    """亩均产值1284元,亩均成本1012元,亩均纯收益272元: what it yields less what it costs."""
    for place in range(2, len(figures)):
        gain = figures[place]
        if not _GAIN.search(gain.lead):
            continue
        came, cost = figures[place - 2 : place]
        if not _YIELD.search(came.lead) or not _COST.search(cost.lead) or _GAIN.search(came.lead):
            continue
        three = (came, cost, gain)
        near = len({f.mention.clause.part for f in three}) == 1 and all(f.role is Role.LEVEL for f in three)
        if not near or not alike(came.quantity, gain.quantity) or not alike(cost.quantity, gain.quantity):
            continue
        each = [_EACH.search(f.lead) for f in three]
        told = each[0] is not None and {match[0] if match else "" for match in each} <= {each[0][0], ""}
        if (reading := difference_of(gain, came, cost, _SURE if told else _LIKELY)) is not None:
            yield reading


def _of_limits(figures: tuple[Figure, ...]) -> Iterator[Reading]:
    """现有学生2436人,超出2000人规模上限436人;三小2119人,超119人: above the limit that the sentence names."""
    limit: Figure | None = None
    for one, over in pairwise(figures):
        if limit is not None and limit.mention.clause.sentence != over.mention.clause.sentence:
            limit = None
        if _OVER.search(one.lead) and _LIMIT.search(over.lead) and one.index and alike(one.quantity, over.quantity):
            limit = one
            yield from _above(over, figures[one.index - 1], one, _SURE)
        elif limit is not None and _OVER_IT.search(over.lead):
            yield from _above(over, one, limit, _SLIPPED)


def _above(over: Figure, amount: Figure, limit: Figure, likelihood: float) -> Iterator[Reading]:
    same = alike(amount.quantity, over.quantity) and alike(limit.quantity, over.quantity)
    sentence = over.mention.clause.sentence
    if not same or amount.mention.clause.sentence != sentence or amount.role is not Role.LEVEL or over.row > 1:
        return
    reading = difference_of(over, amount, limit, likelihood)
    if reading is None:
        return
    if over.lead.endswith("超"):  # here it is the verb
        reading = msgspec.structs.replace(reading, likelihood=likelihood)
    if not reading.agrees and without_slip(over.quantity, reading.expected) is None:
        reading = msgspec.structs.replace(reading, likelihood=_LIKELY)
    yield reading
