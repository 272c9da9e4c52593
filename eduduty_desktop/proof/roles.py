"""What a figure is in its sentence: an amount, a change, a share, what a change starts from.

Told by the words in front of it alone, in one pass over a paragraph; every look is bounded.
"""

import re
from collections import Counter
from enum import StrEnum
from functools import lru_cache

import msgspec

from eduduty_desktop.figures.quantity import Kind, Quantity
from eduduty_desktop.proof.lexicon import unit_of
from eduduty_desktop.proof.passage import Mention, Passage

SEEN = 48
"""Characters in front of a figure that say what it is."""

MOST_IN_ROW = 12
"""Figures in a row (10、20和30), beyond which it is no row that is said of another."""


class Role(StrEnum):
    """What the words in front of a figure make of it."""

    LEVEL = "level"
    TO = "to"  # 增加到37所
    FROM = "from"  # 由28所
    BASE = "base"  # 较上年的28所
    DIFFERENCE = "difference"  # 增加9所, 提高2个百分点
    GROWTH = "growth"  # 增长32%
    TIMES = "times"  # 增长2倍, 是上年的2倍
    SHARE = "share"  # 占比58%
    RATE = "rate"  # 整改率88%, 完成预算的98%
    WHOLE = "whole"  # 占1252名教师的, 为预算120亿元的
    OTHER = "other"  # 40%以上的, 1:19


class Figure(msgspec.Struct, frozen=True, gc=False):
    """A mention with its role.

    `head` is the text of its clause before it, `lead` what of it stands behind the figure before, each at most SEEN
    characters; `down` is whether the change is a fall, `year` the year its clause names (PREVIOUS for 上年), `first` the
    index of the first figure of its row (10%、20%和30%; -1 where it begins one or stands alone), `row` how many that has.
    """

    index: int
    mention: Mention
    role: Role
    head: str
    lead: str
    quantity: Quantity
    down: bool = False
    year: int | None = None
    first: int = -1
    row: int = 1

    @property
    def amount(self) -> bool:
        """Whether it is an amount that a change leads to or starts from, or a share has for a part or a whole."""
        return self.role in _AMOUNTS


_AMOUNTS = frozenset({Role.LEVEL, Role.TO, Role.FROM, Role.BASE, Role.SHARE, Role.RATE})
_STILL = frozenset({Role.LEVEL, Role.SHARE, Role.RATE})  # an amount, unless a change starts from it
PREVIOUS = -1
_RATIO, _POINTS, _MULTIPLE = Kind.RATIO, Kind.POINTS, Kind.MULTIPLE
_THINGS = frozenset({Kind.NUMBER, Kind.COUNT})
_COUNTED = frozenset({Kind.COUNT, Kind.MONEY, Kind.AREA, Kind.NUMBER, Kind.DURATION, Kind.SCORE, Kind.AGE})
_RATES = frozenset({Kind.PERCENT, Kind.PERMILLE})

_UP = "增长|增产|增加|提高|(?<![造修治档质])提升|上升|上涨|攀升|增多|扩大|上浮|净增|多增|增收|增支|增拨|多收|多支|多[投拨招发花]入?|进步|(?<![审核])增|(?<![晋提])升|涨"
_DOWN = "负增长|下降|减产|减少|降低|下滑|回落|下跌|缩减|压缩|压减|缩小|下浮|净减|少增|减收|减支|短收|少收|少支|少[投拨招发花]入?|退步|(?<![审核免])减|降|跌"
_LINK = "(?:了|约|近|超过?|将近|高达|达|为|是|仅|已|均|共|逾|有|幅度|，)"
_SIZE = "(?:幅度|比例|比率|幅|速度?|额|数|(?<=[长降少升高低加])率|(?<=[压缩]减)率)?"
_CHANGE = re.compile(f"(?:({_UP})|({_DOWN})){_SIZE}(?:分别)?((?:到|至|达到|成|为){{0,2}}){_LINK}{{0,3}}$")
_CHANGE_ENDS = frozenset(
    "长产加高升涨多大浮收支拨投招发花入步增降少低小滑落跌减缩度例率幅速额数别到至成为了约近超过达是仅已均共逾有，"
)
_LONGEST_CHANGE = 24
_RATE_OF_CHANGE = re.compile(
    "(?:[增涨升降减跌]|提升|提高|增长|增加|上升|下降|减少|降低)(?:幅度?|率|速度?|比例)(?:[^，]{0,6})$"
)
_MORE = re.compile("(?:(高出|多出|超出|超过|高|多)|(相差|低|少|差))(?:了|达|约|近|出|于)?$")
_MORE_ENDS = frozenset("出过高多差低少了达约近于")
_ABOVE = re.compile("(?:(高于|多于)|(低于|少于))(?!规定学历)[\u4e00-\u9fff]{2,12}$")
_THAN = re.compile(
    "(?<![占同环对百率例正相性可评])(?<!生师)(?<!师生)(?<!普职)比(?![例重率较如赛亚])|(?<![比计])较(?![大好高多强快差低少小真为])"
)
_WITH = re.compile("(?:与|同|和|跟)[^，]{1,24}$")
_FROM = re.compile("(?:(?<![理自缘事])由|(?<!服)从(?![业教事严而])|自(?=[12上去]))[^，。]{0,24}$")
_LEADS_TO = re.compile("[^，。]{0,16}?(?:[到至]|(?:[变增降改升减][少加]?|变动|调整|变更)为)")
_REACHES = re.compile("[^，。0-9]{0,8}[到至][了约近]?[ ]?$")
_BRACKETED_BASE = re.compile(
    "(?:比|较|同|与)(?:(?:去年|上一?年|上学年|前年|年初|上期)(?:同期|度)?|(?:19|20)[0-9]{2}年)(?:的?水平|末|底)?[ ]?[（(]$"
)
_OF_IT = re.compile("[\u4e00-\u9fff]{0,8}的(?:比例|比重)?[约近超达为到]{0,2}")
_SHARE_OF = re.compile("占(?!比|地)[^，、0-9]{2,16}$")
_OF = re.compile("(?:占(?!比)|为|达到?|完成|相当于|是)[^，]{0,24}$")
_SHARE = re.compile(
    "占(?!地|用|有|座)[^，]{0,36}+$|(?:比例|比重|比率|百分比|份额|占有率)(?:分别)?"
    "(?:[约近超了仅已只有为是到均的即]|超过|达到|达|高达|至少|将近|分别|就|一直|保持在|稳定在|控制在|在){0,4}$"
)
_RATE = re.compile(
    "(?:(?:率|满意度|(?:覆盖|增长|受益|盈利|亏损|达标|参与)面|(?:支[付出]|执行|拨付|使用|整改)进度)(?:分别)?(?:[约近超仅已为是到均]|超过|达到|达|高达){0,3}|(?:完成|为|达到?|执行)[^，]{0,14}(?:预算|计划|任务|目标)数?的|占(?:年初|调整|全年|年度)?(?:预算|计划|任务|目标)数?的)$"
)
_RATE_ENDS = frozenset("率度面别约近超仅已为是到均过达的")
_TIMES = re.compile("(?:是|为|达|相当于|达到)[^，]{0,24}的(?:近|约)?$")
_TORN = re.compile("[0-9][,，.][ ]?\\Z")  # the 156,077万元 of 3, 156,077万元
_TORN_ENDS = frozenset(",，. ")
_ROW = re.compile("[ ]?(?:、|和|与|及|以及)")
_YEAR = re.compile("((?:19|20)[0-9]{2})(?=年|学年)")
_TRAILING_BRACKET = re.compile("[（(][^（()）]{0,24}[)）]$")
_ABOVE_BRACKET = re.compile("(?:高于|低于|高出|超过|多于|少于)[^，。（()）0-9]{2,16}[ ]?[（(]$")
_DIGIT_NEXT = re.compile("[ ]?[0-9]")
_UNTIL = re.compile("[^，。；0-9]{0,12}")
_CLOSING = frozenset({"）", ")"})
_PREVIOUS = re.compile(
    "上年|去年|前年|[一二两三四五六七八九十几]年前|上一年|上学年|上一学年|上期|(?:年初|期初)(?!预算|计划|安排|下达|目标)"
)
_FILLER = re.compile(
    "其中|分别|占比|所占|比例|比重|比率|占|较|与|相比|比|同比|环比|上一?[年学]+[度末底]?|去年|前年|同期|年初|年末|年底|期末|年均|平均|"
    "(?:19|20)?[0-9]+年?|增长|增加|提高|提升|上升|上涨|增幅|增速|涨幅|降幅|减幅|升幅|下降|减少|降低|下滑|回落|净增|净减|增收|增支|增拨|减收|减支|短收|[多少](?:了|[收支投拨招发花]入?)|幅度|"
    "今年|当年|本年度?|本期|达到|高达|超过|将近|约|近|达|为|是|仅|已|了|到|至|的|也|又|均|共|则|即|并|且|再|还|同时|其|实际|总体|整体|累计|相应|从而|目前|"
    "进步|退步|增|减|升|降|涨|跌|率|速|额|度|有|年|基础|(?:高|多|少|低)出?$|上|由|从|以|来|五年|三年|两年|期间|可以|只|占全部|余|每|逐"
)
_HAN = re.compile("[\u4e00-\u9fff]+")


@lru_cache(maxsize=1024)
def figures_of(passage: Passage) -> tuple[Figure, ...]:
    """The figures of a paragraph with their roles, in order."""
    if not passage.quantities:
        return ()
    found: list[Figure] = []
    before: Figure | None = None
    rows = False
    text = passage.text
    mentions = passage.mentions
    for index, mention in enumerate(mentions):
        head = text[max(mention.clause.start, mention.start - SEEN) : mention.start].rstrip()
        lead = mention.lead[-SEEN:].rstrip()
        same_clause = before is not None and before.mention.clause is mention.clause
        if before and same_clause and before.quantity.kind is mention.quantity.kind and _ROW.fullmatch(lead):
            first = before.first if before.first >= 0 else before.index
            before = msgspec.structs.replace(
                before, index=index, mention=mention, lead=lead, quantity=mention.quantity, first=first
            )
            found.append(before)
            rows = True
            continue
        role, down = _role(mention, lead, head)
        start = mention.start
        if text[start - 1 : start] in _TORN_ENDS and _TORN.search(text, max(0, start - 3), start):
            role = Role.OTHER
        if before and same_clause:
            role = _behind(before.role, mention.quantity.kind, lead, role)
        if role in _STILL and not lead and _is_bracketed_base(text, mention):
            role = Role.BASE
        elif role in _STILL:
            follows = index + 1 < len(mentions) and mentions[index + 1].clause is mention.clause
            role = _start_of_change(text, mention, lead, mentions[index + 1] if follows else None, role)
        before = Figure(index, mention, role, head, lead, mention.quantity, down, _year(head))
        found.append(before)
    return tuple(_counted_rows(found) if rows else found)


@lru_cache(maxsize=1024)
def roles_in(passage: Passage) -> frozenset[Role]:
    """The roles that the figures of a paragraph have."""
    return frozenset([figure.role for figure in figures_of(passage)])


def _counted_rows(found: list[Figure]) -> list[Figure]:
    """The figures with how many stand in the row of each."""
    rows = Counter(figure.first for figure in found if figure.first >= 0)
    for index, figure in enumerate(found):
        begin = figure.first if figure.first >= 0 else index
        if begin in rows:
            found[index] = msgspec.structs.replace(figure, row=rows[begin] + 1)
    return found


def _behind(before: Role, kind: Kind, lead: str, role: Role) -> Role:
    """The role of a figure behind another in its clause, given that of both."""
    if before is Role.WHOLE:
        return Role.SHARE if role in {Role.LEVEL, Role.RATE} else role
    if before is Role.BASE and kind is Kind.MULTIPLE and lead[:1] == "的":
        return Role.TIMES
    return Role.TO if before is Role.FROM and role in _STILL and _REACHES.fullmatch(lead) else role


def _role(mention: Mention, lead: str, head: str) -> tuple[Role, bool]:
    kind, last = mention.quantity.kind, lead[-1:]
    if kind is _RATIO or mention.quantity.is_range or mention.quantity.interval is None:
        return Role.OTHER, False
    if last in _CHANGE_ENDS and (change := _CHANGE.search(lead, max(0, len(lead) - _LONGEST_CHANGE))):
        down = change[2] is not None
        named = bool(_RATE_OF_CHANGE.search(lead))
        leads_to = (
            change[3] and not named and not (change[3] in {"达到", "为", "达"} and kind in _RATES | {Kind.POINTS})
        )
        if leads_to:
            return Role.TO, down
        if kind in _RATES:
            return Role.GROWTH, down
        if kind is Kind.MULTIPLE:
            return Role.TIMES, down
        if kind is Kind.NUMBER or lead.endswith(("新增", "新增加", "新增了")):
            return Role.LEVEL, False
        return Role.DIFFERENCE, down
    if kind is _POINTS:
        more = _MORE.search(lead) or _ABOVE.search(_TRAILING_BRACKET.sub("", lead))
        return Role.DIFFERENCE, bool(more and more[2])
    if kind is _MULTIPLE:
        return (Role.TIMES, False) if _TIMES.search(lead) else (Role.OTHER, False)
    told = last == "了" and kind not in _RATES and lead.endswith(("多了", "少了"))
    if last in _MORE_ENDS and (more := _MORE.search(lead)) and (told or _THAN.search(head)):
        return (Role.GROWTH if kind in _RATES else Role.DIFFERENCE), more[2] is not None
    if kind in _COUNTED and "于" in lead and (above := _ABOVE.search(lead)):
        return Role.DIFFERENCE, above[2] is not None
    if kind in _RATES:
        if last in _RATE_ENDS and _RATE.search(lead):
            return Role.RATE, False
        return (Role.SHARE, False) if _SHARE.search(lead) or "占" in head[-24:] else (Role.LEVEL, False)
    return Role.LEVEL, False


def _is_bracketed_base(text: str, mention: Mention) -> bool:
    """Whether it is all that a bracket holds of which a change is told: 较上年（52.7%）上升, 比2020年（1200人）多."""
    if not mention.depth or mention.tail.strip() or mention.clause.stop not in _CLOSING:
        return False
    until = _UNTIL.match(text, mention.clause.end + 1)
    behind = until[0].rstrip() if until else ""
    before = max(0, mention.start - SEEN)
    if not behind:
        if not _DIGIT_NEXT.match(text, mention.clause.end + 1):
            return False
        return bool(_ABOVE_BRACKET.search(text, before, mention.start))
    changes = _CHANGE.search(behind) or _MORE.search(behind)
    return bool(changes and _BRACKETED_BASE.search(text, before, mention.start))


def _start_of_change(text: str, mention: Mention, lead: str, behind: Mention | None, role: Role) -> Role:
    """The role of an amount as the words around it have it: 由28所增加到, 较28所增加, 与28所相比, 占28所的."""
    tail = mention.tail[:SEEN]
    starts = "由" in lead or "从" in lead or "自" in lead
    if behind is None:
        if tail.endswith("相比") and (_WITH.search(lead) or _THAN.search(lead)):
            return Role.BASE
        leads_on = starts and not tail and _FROM.search(lead) and _LEADS_TO.match(text, mention.clause.end + 1)
        return Role.FROM if leads_on else role
    counted = mention.quantity.kind in _COUNTED
    if counted and behind.quantity.kind is _MULTIPLE and tail.startswith("的") and len(tail) <= 3 and _OF.search(lead):
        return Role.BASE
    if counted and behind.quantity.kind in _RATES and _OF_IT.fullmatch(tail) and _OF.search(lead):
        return Role.WHOLE
    if counted and behind.quantity.kind in _RATES and not tail.strip() and _SHARE_OF.search(lead):
        return Role.WHOLE  # 占义务教育学生76379人20.2%
    if tail.startswith("相比") and (_WITH.search(lead) or _THAN.search(lead)):
        return Role.BASE
    if starts and _FROM.search(lead) and _LEADS_TO.match(tail):
        return Role.FROM
    if ("比" in lead or "较" in lead) and _THAN.search(lead) and (_CHANGE.search(tail) or _MORE.search(tail)):
        return Role.BASE
    return role


def _year(head: str) -> int | None:
    if "年" not in head and "期" not in head:
        return None
    years = _YEAR.findall(head)
    if _PREVIOUS.search(head):
        return PREVIOUS
    return int(years[-1]) if years else None


@lru_cache(maxsize=1024)
def subject_of(text: str) -> str:
    """What is left of the words in front of a figure when those that name no thing are taken away."""
    return "".join(_HAN.findall(_FILLER.sub("", text[-2 * SEEN :])))


def names(figure: Figure, subject: str) -> bool:
    """Whether the words around a figure say that it is of the subject (which `subject_of` gave)."""
    around = words_of(figure)
    return subject in around or subject in subject_of(around)


def words_of(figure: Figure) -> str:
    """The words around a figure that may name what it counts."""
    return f"{figure.lead[-36:]}{figure.quantity.counted}{figure.mention.tail[:16]}"


def least_of(figure: Figure) -> float:
    """The least that a figure may be; nought where it cannot be read."""
    return float(figure.quantity.interval.low) if figure.quantity.interval is not None else 0.0


def alike(one: Quantity, other: Quantity) -> bool:
    """Whether two figures may be amounts of one thing: same unit and per; a bare number goes with any count."""
    kind = one.kind
    if one.per != other.per or (kind is not other.kind and not (kind in _THINGS and other.kind in _THINGS)):
        return False
    if one.interval is None or other.interval is None or one.is_range or other.is_range:
        return False
    if kind is not other.kind:
        return True
    return kind is not _RATIO and (unit_of(one) == unit_of(other) or kind is Kind.MONEY)


def countable(quantity: Quantity) -> bool:
    """Whether it is an amount of things, not a rate of them."""
    return quantity.kind in _COUNTED and quantity.interval is not None and not quantity.is_range
