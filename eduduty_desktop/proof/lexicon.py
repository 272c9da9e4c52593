"""The words by which reports bind figures, and small helpers that every relation needs.

Words only: what a word makes of two figures is decided by the relations.
"""

import re
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import lru_cache

import msgspec

from eduduty_desktop.figures.interval import Interval
from eduduty_desktop.figures.quantity import Kind, Quantity
from eduduty_desktop.figures.units import plain_unit
from eduduty_desktop.proof.passage import Mention
from eduduty_desktop.proof.result import Span

UP = ("增长", "增加", "提高", "提升", "上升", "增幅", "增", "涨幅", "上涨", "扩大", "上浮", "多增", "多", "高")
DOWN = ("下降", "减少", "降低", "减幅", "降幅", "缩小", "压减", "下滑", "回落", "下调", "减", "降", "少", "低")
CHANGE = re.compile(
    "(?:(?:增长|增加|提高|(?<![造修治档质])提升|上升|上涨|扩大|上浮|多增|下降|减少|降低|缩小|压减|下滑|回落|下调|净增|增产|减产|增收|减收|增支|减支|多收|少收"
    "|[增减降]|(?<!提)升)(?:了|约|近)?|(?:增幅|涨幅|减幅|降幅|升幅)(?:为|达|达到|约)?|[比较][^，,；;。]{1,16}[多少高低](?:了|出|约|近)?)$"
)
"""The end of a lead whose figure is a change, not an amount: 较上年增长, 净增, 增幅为; not 增加到."""

_CHANGE_ENDS = frozenset("长加高升涨大浮增降少低小减滑落调产收支幅多出了约近")
_SIZE_ENDS = frozenset("为达到")  # behind 幅 only

TOTAL = re.compile("总计|共计|合计|总共|一共|累计|总数|总量|总额|总人数|总投资|总收入|总支出|共|总")
"""A word that names a figure as the whole of others."""

SUMMING_UP = re.compile(
    "^(?:三项|两项|四项|五项|各项|以上|上述)?(?:总计|共计|合计|总共|一共|共)(?:为|达|达到|约|有|投入)?$"
)
"""A lead that says nothing but that the figure sums up those before it: ，合计."""

AMONG = re.compile("其中|分别(?:是|为)|包括|包含|[内其]?含|分为|由")
"""A word behind which the parts of a whole are named."""

SHARE = re.compile("占比|占|比例|比重|百分比|达标率|覆盖率|完成率|率")
"""A word that names a figure as a share of another."""

AVERAGE = re.compile("平均|人均|生均|校均|班均|师均|户均|年均|月均|日均|每[人生个名位年月周天日次学班校所户百千万平亩]")
"""A word that makes a figure an amount for one of something: it adds up with nothing."""

STAGES = (
    "学前教育", "学前", "幼儿园", "幼儿", "九年一贯制", "十二年一贯制", "完全中学", "义务教育", "小学", "初中", "初级中学",
    "普通高中", "普高", "高中", "中职", "职业高中", "职高", "中等职业", "职业教育", "特殊教育", "特教", "中小学", "高等教育",
)  # fmt: skip

COMPLEMENTS = (
    ("公办", "民办"), ("公立", "民办"), ("公立", "私立"), ("公立", "民营"), ("自营", "委"), ("自主经营", "委托"), ("单独组建", "联合组建"), ("单独建", "联合建"), ("男", "女"), ("城区", "乡镇"), ("城市", "农村"), ("城镇", "农村"),
    ("城镇", "乡村"), ("城区", "农村"), ("县城", "乡镇"), ("县城", "农村"), ("城区", "乡村"), ("校内", "校外"), ("省内", "省外"),
    ("县内", "县外"), ("市内", "市外"), ("区内", "区外"), ("区内", "赴外"), ("县内", "赴外"), ("市内", "赴外"), ("校内", "赴外"), ("骨干", "一般"), ("线上", "线下"), ("在编", "编外"), ("编内", "编外"), ("专职", "兼职"), ("住校", "走读"), ("寄宿", "走读"),
    ("本级", "下级"), ("新建", "改扩建"), ("新建", "改建"), ("已", "未"), ("已", "正在"), ("已", "待"), ("完成", "正在"),
    ("完工", "在建"), ("完成", "动工"), ("完工", "动工"), ("竣工", "动工"), ("完工", "正在"), ("竣工", "在建"), ("税收", "非税"), ("基本支出", "项目支出"), ("一般债", "专项债"),
    ("新增债", "再融资债"), ("新增一般", "新增专项"), ("出口", "进口"), ("一般性转移", "专项转移"), ("国有", "非国有"), ("本金", "利息"),
    ("以上", "以下"), ("市本级", "县区"), ("市本级", "县"), ("市级", "县级"), ("分配市级", "分配县"), ("中央", "省级"), ("市区", "县"), ("共性", "个性"), ("国内", "入境"), ("国内", "国外"), ("续建", "新建"),
    ("在编", "聘用"), ("新贷", "续贷"), ("春季", "秋季"), ("上半年", "下半年"), ("购置", "运行"),
    ("办结", "正在"), ("办结", "在办"), ("办结", "办理中"), ("结案", "正在"), ("整改到位", "整改中"), ("人员经费", "公用经费"),
    ("城乡居民", "职工"), ("居民医保", "职工医保"), ("居民医疗", "职工医疗"), ("在职", "退休"), ("自有", "租赁"), ("汉族", "少数民族"),
    ("固定电话", "移动电话"), ("科学院", "工程院"), ("夏粮", "秋粮"), ("全日制", "半日制"), ("全日制", "非全日制"), ("财产险", "人身险"),
)  # fmt: skip
"""Two kinds that together are mostly all there is, by words in their names."""

_FIRST = frozenset(x[0] for x, _ in COMPLEMENTS)
_BY_FIRST = {first: [(place, x, y) for place, (x, y) in enumerate(COMPLEMENTS) if x[0] == first] for first in _FIRST}
"""The complements with their places, by the first character of the first."""

_BOUND = re.compile("[0-9一二三四五六七八九十]+")
_NEGATIONS = ("非", "未", "不", "无")

_YEAR = re.compile("(?<![0-9])(?:19|20)[0-9]{2}(?=年|学年|—|-|－|～)")
_YEAR_WORDS = (("前年", -2), ("上一学年", -1), ("上一年", -1), ("上学年", -1), ("去年", -1), ("上年", -1))
_THIS_YEAR = ("今年", "本年", "当年", "本学年", "本年度")
_DIGITS = re.compile("[-−－]?[0-9０-９][0-9０-９,，.．]*(?:[ ][0-9]{3}(?![0-9]))*")
_AS_NUMBER = str.maketrans("．−－", ".--", ",， ")
_LONGEST_NAME = 24
_ROUGH = re.compile("^[余多]|左右|以上|以下|以内|[余多]$")
_WIDE = Context(prec=60, rounding=ROUND_HALF_UP)
_IN_FRONT = re.compile("(?:[，,;；、:：\\s]|其中|加上|另有|另外|以及|包括|包含|含|有|和|与|及|的)+")
_BEHIND = "，,;；、:：为达有共是约近" + "".join(filter(str.isspace, map(chr, range(0x3001))))


def span_of(figure: Mention | Quantity) -> Span:
    """Where a figure stands and how it is written."""
    return Span(figure.start, figure.end, figure.text)


def spans_of(figures: Iterable[Mention | Quantity]) -> tuple[Span, ...]:
    return tuple(span_of(figure) for figure in figures)


def moved(mention: Mention, by: int) -> Mention:
    """A figure of a paragraph as one of the text, in which the paragraph begins so many characters on."""
    quantity = mention.quantity.moved(by)
    return msgspec.structs.replace(mention, quantity=quantity, start=quantity.start, end=quantity.end)


def head_noun(mention: Mention) -> str:
    """What the mention counts: the noun behind its unit, else the words in front of it without particles."""
    return mention.quantity.counted or label_of(mention)


def label_of(mention: Mention) -> str:
    """The words in front of a figure without marks and particles, the noun behind it if nothing is in front."""
    return bare(mention.lead) or mention.quantity.counted or mention.tail[:12]


@lru_cache(maxsize=4096)
def bare(words: str) -> str:
    """Words without the marks and particles around them: 其中义务教育阶段教职工 is 义务教育阶段教职工."""
    words = words[max(words.rfind("）"), words.rfind(")")) + 1 :][-_LONGEST_NAME:]
    if front := _IN_FRONT.match(words):
        words = words[front.end() :]
    words = words.rstrip(_BEHIND)
    while words.endswith("达到"):
        words = words[:-2].rstrip(_BEHIND)
    return words


def labelled(mention: Mention, longest: int = 14) -> str:
    """A part as the arithmetic names it: 义务教育阶段教职工2342人; the figure alone where its name is long or missing."""
    lead = bare(mention.lead)
    return f"{lead}{mention.text}" if len(lead) <= longest else mention.text


def stage_of(text: str) -> str:
    """The first stage that a text names, or an empty text."""
    return min(
        (stage for stage in STAGES if stage in text), key=lambda stage: (text.find(stage), -len(stage)), default=""
    )


def year_of(text: str, this_year: int | None = None) -> int | None:
    """The last year that a text names; 上年 and 今年 count from `this_year` and say nothing without it."""
    found = [(match.start(), int(match[0])) for match in _YEAR.finditer(text)]
    if this_year is not None:
        relative = [*_YEAR_WORDS, *((word, 0) for word in _THIS_YEAR)]
        found += [(text.rfind(word), this_year + by) for word, by in relative if word in text]
    return max(found)[1] if found else None


def is_change(mention: Mention) -> bool:
    """Whether the figure is by how much something changed: 较上年增长5人, 净增5人; not 新增5人."""
    lead = mention.lead[-_LONGEST_NAME:].rstrip()
    return change_in(lead) is not None and not lead.endswith(("新增", "新增加"))


def change_in(lead: str) -> re.Match[str] | None:
    """The words of change that a lead ends with, as CHANGE finds them."""
    last = lead[-1:]
    may_be = last in _CHANGE_ENDS or (last in _SIZE_ENDS and "幅" in lead[-3:])
    return CHANGE.search(lead) if may_be else None


@lru_cache(maxsize=4096)
def _of_one_bound(one: str, other: str) -> bool:
    """Whether 以上 and 以下 part one range in two: not 45岁以上 and 35岁以下, nor where the bound was read as a figure."""
    bounds = [name[: name.index(word)][-8:] for name, word in ((one, "以上"), (other, "以下"))]
    numbers = [_BOUND.findall(bound) for bound in bounds]
    return all(bounds) and numbers[0] == numbers[1] and (bool(numbers[0]) or bounds[0] == bounds[1])


def are_complements(one: str, other: str) -> bool:
    """Whether two names are the two halves of one thing: 公办 and 民办, 义务教育阶段 and 非义务教育阶段."""
    if ("普惠" in one) != ("普惠" in other):  # 公办园 and 普惠性民办园 leave some out
        return False
    for a, b in ((one, other), (other, one)):
        pairs = [pair for first in _FIRST.intersection(a) for pair in _BY_FIRST[first] if pair[1] in a]
        for _, x, y in sorted(pairs):
            if y in b and y not in a:
                return x != "以上" or _of_one_bound(a, b)
        if b.startswith(_NEGATIONS) and len(b) > 2 and a.startswith(b[1:3]):
            return True
    return False


def is_each(mention: Mention) -> bool:
    """Whether a figure counts more than once: 职业中学和特殊教育学校各1所."""
    return mention.lead.endswith("各")


def unit_of(quantity: Quantity) -> str:
    """The unit under its usual word: 人 for 名 and 位."""
    return plain_unit(quantity.unit)


def same_measure(one: Quantity, other: Quantity) -> bool:
    """Whether two figures may stand on two sides of one equation: same unit, and for one of the same or of none."""
    return one.kind is other.kind and unit_of(one) == unit_of(other) and one.per == other.per


def written(value: Decimal | Interval, like: Quantity) -> str:
    """A number as the text would write it in place of a figure: its scale, unit, decimals and thousands' marks.

    `value` is in the unit of `like.value` (money in 元); an interval is written by its middle.  A figure in Chinese
    numerals is answered in digits with its unit.
    """
    if isinstance(value, Interval):
        value = (value.low + value.high) / 2
    match = _DIGITS.search(like.text)
    base = like.number
    if match is None or base is None or like.kind is Kind.FRACTION:
        unit = "" if like.unit == "元" or like.kind is Kind.FRACTION else like.unit
        return f"{_plain(value)}{'元' if like.unit == '元' else unit}"
    digits = match[0]
    behind = like.text[match.end() :]
    mark = "," if "," in digits else "，" if "，" in digits else ""
    number = Decimal(digits.translate(_AS_NUMBER))
    decimals = len(digits.replace("．", ".").partition(".")[2]) if not mark or "." in digits else 0
    if number and number != base:
        value = _WIDE.divide(value, base / number)
    shown = _WIDE.quantize(value, Decimal(1).scaleb(-decimals))
    body = f"{abs(shown):,f}".replace(",", mark) if mark else f"{abs(shown):f}"
    sign = "-" if shown < 0 else ""
    return f"{sign}{body}{_ROUGH.sub('', behind)}"


def _plain(value: Decimal) -> str:
    value = value.normalize()
    return f"{value:f}"
