"""What the words around a figure say of it: what it counts, of which stage and side, and whether they point back.

全县在园幼儿23875人 brings a quantity up; 让23875名幼儿上好园, 占在园幼儿23875人的51.8% and 23875名幼儿中 speak of one that
was told before.
"""

import re
from functools import lru_cache
from operator import add

from eduduty_desktop.figures.quantity import Kind
from eduduty_desktop.proof.lazy import lazy
from eduduty_desktop.proof.roles import Role
from eduduty_desktop.proof.roster import stage_in
from eduduty_desktop.proof.told import Told

OWN, BEHIND = 14, 8
"""Characters of its clause, before a figure and behind it, by which it is known."""

STAGE = "#"
"""What a stage among the pairs of characters begins with."""

_SHORT, _BEFORE, _SHARED = 4, 30, 45
_END = 4
_SHOWN, _FAR = 3, 24
_MARKS = " 　“”（("

_HAN = re.compile("[\u4e00-\u9fff]+")
_BRACKET = re.compile("（[^（）]{0,40}）|\\([^()]{0,40}\\)")
_IDLE = re.compile("提高到|增加到|上升到|下降到|达到|由|从|的|了|至|到|年")
_STOP = re.compile("[，,；;。：:、]")
_TO_IT = re.compile(
    "(?:让|把|将|对|为|给|使|面向|围绕|针对|立足|惠及|覆盖|巩固|保障|用好|服务|关心|确保|全部接收|这|上述|以上|前述|该|"
    "现有的?|[全我本][市县区州省镇乡校园盟旗]的?)$"
)
_ALL_OF = re.compile("(?:用好|巩固|立足|围绕|这|上述|以上|前述|该|现有的?)$")
_ALL_DID = re.compile("全部|全都|[均都]")
_OF_REGION = re.compile("[全我本][市县区州省镇乡校园盟旗]的?$")
_MODIFIER = re.compile(
    "公办|民办|普惠|城区|城镇|农村|乡村|偏远|薄弱|示范|优质|新建|改建|扩建|新增|寄宿|留守|随迁|残疾|困难|建档立卡|脱贫|骨干|特岗|"
    "在编|编外|高级|女|男"
)
_INNER = "(?:(?!在(?![校园编岗读职]))[\u4e00-\u9fff])"  # but 14件作品在省级评选中获奖
_AMONG = re.compile(
    f"{_INNER}{{0,10}}?(?:[中里](?![小学等职央心])|当中|之中|之比|计算|测算|核[定拨算])|{_INNER}{{2,12}}?(?:全部|全都|[均都]|无一|逐)"
)
_PART = re.compile(
    "[\u4e00-\u9fff]{2,12}?(?:已|有|完成|整改|达标|投入|建成|开工|销号|办结)[\u4e00-\u9fff]{0,6}([0-9]{1,6})[ ]?([\u4e00-\u9fff])"
)
_DONE = re.compile("[\u4e00-\u9fff]{2,12}?已")
_COVERED = re.compile(
    "参加|参训|培训|达标|完成|建成|享受|覆盖|持证|接入|开展|落实|整改|解决|资助|支付|通过|配备|入学|收回|办结"
)
_NOUN = re.compile("[\u4e00-\u9fff]{2}")
_KNOWN = re.compile("的(?:问题|矛盾|困难|现状|情况|缺口|基础|规模)")
_RATE_BEHIND = re.compile("的[\u4e00-\u9fff]{0,10}[率比]")
_ONLY = re.compile("(?:仅|只|仍|尚)[有为占是缺]?$")
_RATES = frozenset({Kind.PERCENT, Kind.SCORE})
_SIDES = tuple(
    re.compile(words)
    for words in (
        "招生|新生|报名|录取", "毕业", "教师|教职工|老师", "在校|在园|学生|幼儿", "收入", "支出", "进口", "出口", "人口",
        "缺编|空编|空缺|编制", "辍学|失学|流失", "资助|补助", "达标", "超额|超编", "新增|新建", "培训",
    )
)  # fmt: skip


class Wording:
    """The words around a figure, by its clause, and by its sentence where that says little.

    `pairs` are their pairs of characters with its stage.
    """

    def __init__(self, told: Told) -> None:
        self._told = told

    @lazy
    def _words(self) -> tuple[str, str, str]:
        """The words of its clause before it, those it is known by, and those behind it."""
        told, figure = self._told, self._told.figure
        before = own = _IDLE.sub("", _han(figure.head))[-OWN:]
        shared = figure.role is Role.SHARE
        if len(own) < _SHORT or shared:
            start, far = figure.mention.start, _SHARED if shared else _BEFORE
            begin = max(0, start - far)
            begin = max(begin, told.text.rfind("。", begin, start) + 1, told.text.rfind("；", begin, start) + 1)
            before = _han(told.text[begin:start])[-OWN - max(0, far - _BEFORE) :]
        tail = figure.mention.tail
        stop = _STOP.search(tail)
        return own, before, _han(tail[: stop.start()] if stop else tail)[:BEHIND]

    @lazy
    def stage(self) -> str:
        who = self._told.who
        return stage_in(self._near) or (who[1] if who else "") or stage_in(self._words[1])

    @lazy
    def pairs(self) -> set[str]:
        _, before, behind = self._words
        pairs = {*map(add, before, before[1:]), *map(add, behind, behind[1:])}
        if self.stage:
            pairs.add(f"{STAGE}{self.stage}")
        return pairs

    @lazy
    def sides(self) -> frozenset[int]:
        """Which of _SIDES they name."""
        return frozenset(number for number, side in enumerate(_SIDES) if side.search(self._near))

    @lazy
    def done(self) -> frozenset[str]:
        """What they say is done with it."""
        return frozenset(_COVERED.findall(self._said))

    @lazy
    def modifiers(self) -> frozenset[str]:
        """What makes it some of a kind: 民办幼儿园."""
        return frozenset(_MODIFIER.findall(self._said))

    @lazy
    def every(self) -> bool:
        """Whether they speak of all of it: the others may be some of it."""
        figure, tail = self._told.figure, self._tail
        if figure.role is Role.WHOLE or _ALL_DID.match(tail) or _ALL_OF.search(self._head):
            return True
        if _AMONG.match(tail) or _KNOWN.match(tail) or _has_part(self._told, tail):
            return True
        return _OF_REGION.search(self._head) is not None and not _COVERED.search(tail)

    @lazy
    def points(self) -> int:
        """How plainly they speak of a figure told before: 3 让23875名幼儿, 2 23875名幼儿, 1 仅51.8%, else 0."""
        figure, head, tail = self._told.figure, self._head, self._tail
        if figure.row > 1 or figure.quantity.approximation:
            return 0
        if figure.quantity.kind in _RATES:
            return 2 if _RATE_BEHIND.match(tail) else 1 if _ONLY.search(head[-_END:]) else 0
        if figure.role is Role.WHOLE:
            return 3
        if not "\u4e00" <= tail[:1] <= "\u9fff":
            return 1 if _ONLY.search(head[-_END:]) else 0
        if _AMONG.match(tail) or _DONE.match(tail) or _has_part(self._told, tail):
            return 3
        if _KNOWN.match(tail):
            return 2
        if not _NOUN.match(tail):
            return 1 if _ONLY.search(head[-_END:]) else 0
        if _TO_IT.search(head[-_END:]):
            return 3
        if head.endswith("的"):
            return 2
        return (2 if len(self._told.digits) >= _SHOWN else 1) if not _HAN.search(head) else 0

    @property
    def _near(self) -> str:
        own, _, behind = self._words
        return f"{own}|{behind}"

    @property
    def _said(self) -> str:
        _, before, behind = self._words
        return f"{before}|{behind}" if self._told.figure.role is Role.SHARE else self._near

    @property
    def _head(self) -> str:
        return self._told.figure.head.strip(_MARKS)

    @lazy
    def _tail(self) -> str:
        """What stands behind the figure without brackets, beyond its clause."""
        end = self._told.figure.mention.end
        return _unbracketed(self._told.text[end : end + _FAR])


@lru_cache(maxsize=8192)
def wording_of(told: Told) -> Wording:
    """The wording of a figure, made once."""
    return Wording(told)


def _han(text: str) -> str:
    return "".join(_HAN.findall(_unbracketed(text)))


def _unbracketed(text: str) -> str:
    return _BRACKET.sub("", text) if "（" in text or "(" in text else text


def _has_part(told: Told, tail: str) -> bool:
    """Whether the figure behind it counts some of them: 27个问题已整改到位25个."""
    number, match = told.figure.quantity.number, _PART.match(tail)
    return (
        match is not None
        and number is not None
        and told.figure.quantity.unit.startswith(match[2])
        and int(match[1]) < number
    )
