"""What a figure counts, by its name: the noun in front of it or behind it without the words that change nothing.

Two names are the same, one may say more than the other (留守儿童, 建档立卡留守儿童), or they are merely alike.  Names are
cut out of a clause by its words alone, so that a name may carry a verb; then it is the same only beside that verb.
"""

import re
from enum import IntEnum
from operator import add

from eduduty_desktop.figures.quantity import Kind
from eduduty_desktop.proof.roles import Figure, Role

LONGEST = 24
"""Characters of a name, those next to the figure."""

_HAN = re.compile("[\u4e00-\u9fff]+")
_BRACKET = re.compile("（[^（）]{0,40}）|\\([^()]{0,40}\\)")
_SCOPE = re.compile(
    "全[市县区州省镇乡校园盟旗]|我[市县区州省镇乡校园盟旗]|现有|共有|现共有|目前|当前|总计|合计|共计|累计|全年|年(?<=[0-9]年)度?|年[底末]|以来|春季学期|秋季学期|在册"
)
_FRONT = re.compile(
    "^(?:其中|其|另有|另|占|按照?|对|把|为|针对|将|和|及|与|有|共|已|均|仍|现|已经|先后|一是|二是|三是|实际|实现|达到|确保|使|开设|设有|设|组建|成立|"
    "核定|经核算|省财政厅下达|各级各类|底|末|年)+"
)
_ENDS = (
    "稳定在|保持在|维持在|稳定|达到|高达|达|为|是|共有|现有|共计|合计|总计|已有|共|有|已|了|约|近|仅|虽|仍|超过|总人数|总数|总量|总额|数量|人数|"
    "提高|提升|到|至|累计|的|均|现|在|相应|分别|完成|实现"
)
_BACK = re.compile(f"(?:{_ENDS}){{1,5}}+$")
_LAST = frozenset(word[-1] for word in _ENDS.split("|"))
_TAIL = re.compile("[\u4e00-\u9fff]{2,24}")
_TAIL_STOP = re.compile(
    "全部|均|都|已|逐|尚|仍|正在|按|中(?![小学职等央])|仅|开展|建立|实施|参|完成|实现|接[受通入]|配[备齐置有]|享受|通过|纳入|组织(?<!党组织)|进行|得到|获|被|达|占|为|"
    "有|是|的|和|与|及|在(?![校园编岗读职建])|实行|提供|落实|发放|录入|全员|重点|基本|超过|用于|评[为定估]|签订|办理|全[面覆]|不|从|"
    "以|计算|测算|左右|更新|新建|改造|购置|添置|聘请|培养|拥有|增长|增加|实际|统一|同|共"
)
_ROW = re.compile("[、和与及]")
_CUT = re.compile("[，,；;。：:、]")
_MEASURED = re.compile("[ 　]*(?:为|占|超收|短收|完成|达到?|同比|比上|较上|[0-9.]+%|$)")
_AMOUNT = re.compile("(?:完成|实现|达到?|为|安排|执行){0,4}[约近超]?[0-9][0-9.,]{0,14}[ ]?[万亿]{0,2}元$")
_YEARLY = re.compile(  # 收入2021年首次突破600亿元，2025年达到…
    "(?:19|20)[0-9]{2}年(?:首次|历史性|突破|跨越|超过?|达到?|完成|实现|为){0,3}[0-9][0-9.,]{0,14}[ ]?[万亿]{0,2}元(?:大关)?$"
)
_FAR = 100
_RATE_BEHIND = re.compile("的([\u4e00-\u9fff]{2,12}?(?:率|占比|比例|比重))")
_COUNTED = re.compile("(?<![0-9.,，])[0-9][0-9.,，]*+[ ]?[万亿]{0,2}[\u4e00-\u9fff]{1,2}$")
_POINTS_OF_ROW = re.compile(
    "[0-9一二两三四五六七八九十]{0,3}(?:大|个)?(?:项|类)?(?:核心|主要)?(?:指标|数据)?(?:分别|依次)$"
)
_SHARE_OF = re.compile("(?:所?占|的?比[例重率]).*$")
_CHANGE = re.compile("(?:同比|可比|正)?(?:增[长加幅速]|增|提高|下降|减少|上升)[\u4e00-\u9fff]{0,3}$")
_SCORE = re.compile("(?:综合|自评|自查|评价|最终|最后|考核|总)(?:得分|评分|分)$|总分$")
_SAYS_NOTHING = re.compile(
    "实现|完成|组织|发行|努力|通过|获[得批]|争取|下达|累计|地方|政府(?!性)|资金|总?额$|数$|的|一般(?=公共)|经核算"
)
_COMMON = frozenset(
    ("学校", "全市", "全县", "普通", "高中", "小学", "初中", "幼儿", "儿园", "教育", "教师", "学生", "建设", "工作", "中小", "义务", "资金",
     "万元", "亿元", "全年", "累计", "共有", "现有", "年全", "项目", "完成", "其中", "全区", "达到", "实现", "政府", "收入", "支出", "新增")
)  # fmt: skip


class Likeness(IntEnum):
    """How alike two names are, in order."""

    NONE = 0
    ALIKE = 1  # share words
    INSIDE = 2  # one says what the other says, and more
    SAME = 3


def name_of(figure: Figure, text: str) -> str:
    """What a figure of a paragraph counts; empty where its sentence does not say."""
    kind = figure.quantity.kind
    if figure.row > 1:
        return _of_row(figure)
    lead = figure.lead
    if kind is Kind.PERCENT and (match := _RATE_BEHIND.match(figure.mention.tail)):  # 巩固91.3%的普惠性覆盖率
        return _usual(match[1])
    behind = _noun_behind(figure) if kind is not Kind.PERCENT else ""
    if behind and not figure.mention.text.endswith("人"):
        return behind
    name = _cut(lead, figure)
    if behind and len(name) < 2:  # but 按在校生9876人计算
        return behind
    if len(name) < 2 and figure.mention.clause.start == figure.mention.start - len(lead):
        name = _before(figure, text) or name
    if figure.role is Role.GROWTH and name:
        return f"{name}增长"
    if kind is Kind.SCORE and _SCORE.search(name):
        return "总得分"
    return name


def _before(figure: Figure, text: str) -> str:
    """The name in the clauses before that of the figure, those passed over that say what an amount is measured by."""
    end = max(0, figure.mention.clause.start - 1)
    clauses = _CUT.split(_BRACKET.sub("", text[max(0, end - LONGEST - 16) : end]))
    before = clauses[-1]
    if figure.role is Role.GROWTH:
        clauses = _CUT.split(_BRACKET.sub("", text[max(0, end - _FAR) : end]).rpartition("。")[2])
        before = next((clause for clause in reversed(clauses) if not _MEASURED.match(clause)), clauses[-1])
        before = _AMOUNT.sub("", before)
    else:
        before = _YEARLY.sub("", before)
        if figure.role is Role.SHARE:  # 公办园在园幼儿13154人，占55.1%
            name = _cut(_COUNTED.sub("", before), figure)
            return name if name.endswith("占") or not name else f"{name}占"
    return _cut(before, figure)


def _of_row(figure: Figure) -> str:
    """The name of one of a row: 小学 for the first of 小学、初中在校生分别为9876人、5432人."""
    name = _POINTS_OF_ROW.sub("", _without_end(_BRACKET.sub("", figure.head)))
    if scopes := list(_SCOPE.finditer(name)):
        name = name[scopes[-1].end() :]
    names = _ROW.split(name)
    at = figure.index - figure.first if figure.first >= 0 else 0
    return _usual("".join(_HAN.findall(names[at]))) if len(names) == figure.row else ""


def _noun_behind(figure: Figure) -> str:
    match = _TAIL.match(figure.mention.tail)
    if match is None:
        return ""
    stop = _TAIL_STOP.search(match[0])
    noun = match[0][: stop.start()] if stop else match[0]
    return _usual(noun) if len(noun) >= 2 else ""


def _cut(lead: str, figure: Figure) -> str:
    """The name at the end of the words in front of a figure."""
    if "（" in lead or "(" in lead:
        lead = _BRACKET.sub("", lead)
    for scope in reversed([*_SCOPE.finditer(lead)]):
        rest = lead[scope.end() :]
        if len(rest) > 1 and _without_end(rest):  # but 全市收入累计完成
            lead = rest
            break
    name = "".join(_HAN.findall(lead))
    if figure.role is Role.GROWTH:
        name = _CHANGE.sub("", name)
    elif figure.role is Role.SHARE:
        name = _SHARE_OF.sub("占", name)
    name = name[-2 * LONGEST :]
    front = _FRONT.match(name)
    name = _without_end(name[front.end() :] if front else name)
    return _usual(name[-LONGEST:])


def _without_end(name: str) -> str:
    """A name without the words at its end that change nothing."""
    return _BACK.sub("", name) if name[-1:] in _LAST else name


def _usual(name: str) -> str:
    return name[name.rfind("各级各类") + 4 if "各级各类" in name else 0 :].replace("在校生", "在校学生")


def likeness(one: str, other: str) -> Likeness:
    """How alike two names are, whichever comes first."""
    if one == other:
        return Likeness.SAME if len(one) >= 2 else Likeness.NONE
    if one.endswith("占") and other.endswith("占"):
        one, other = one[:-1], other[:-1]
    short, long = sorted((one, other), key=len)
    if len(short) < 2:
        return Likeness.NONE
    if len(short) == len(long) and sorted(one) == sorted(other):  # 缺编教师, 教师缺编
        return Likeness.INSIDE
    if long.endswith(short) or long.startswith(short) or (len(short) >= 6 and short in long):
        return Likeness.INSIDE
    if len(short) >= 4 and short[-2:] in long[-4:] and _in_order(short, long):  # 新增债券资金, 新增政府债券资金
        return Likeness.INSIDE
    return Likeness.ALIKE if _shared(one, other) >= 0.5 else Likeness.NONE


def _in_order(short: str, long: str) -> bool:
    rest = iter(long)
    return all(character in rest for character in short)


def _shared(one: str, other: str) -> float:
    """The share of the shorter name's pairs of characters that the other has too."""
    pairs, others = _pairs(one), _pairs(other)
    return len(pairs & others) / max(1, min(len(pairs), len(others)))


def _pairs(name: str) -> frozenset[str]:
    return frozenset(map(add, name, name[1:]))


def bare(name: str) -> str:
    """A name without the words that make it no other: 新增债券 of 新增政府债券资金."""
    return _SAYS_NOTHING.sub("", name)


def telling_words(text: str) -> frozenset[str]:
    """Pairs of characters of a text that not every sentence of a report has."""
    return _pairs("".join(_HAN.findall(text))) - _COMMON
