"""Words of returned tables: labels without their decoration, what headings mean, stages, units.

Departments re-type tables: the same thing is written in either width, with or without numbers, brackets and 的.
"""

import re
import unicodedata
from functools import lru_cache

import msgspec

from eduduty_desktop.figures.units import plain_unit
from eduduty_desktop.framework.choices import Stage

_LONGEST_NUMBER = 40
_REMEMBERED = 200  # characters: labels come again and again, long texts do not
_SPACE = re.compile(r"\s+")
_MARKS = re.compile(r"[，,。．.、：:；;“”\"'‘’《》〈〉*#＊·•\-—–―_/\\+|~～?!？！]+")
_BRACKETS = str.maketrans("（）〔〕［］【】[]{}", "()()()()()()")
BRACKETED = re.compile(r"\(([^()]{0,40})\)")
_RING = re.compile(r"[①-⑳⑴-⒇※†‡]+")
_NUMBERING = re.compile(
    r"^(?:\(?[0-9]{1,3}(?:[.-][0-9]{1,3}){0,3}\)[、.．\s]*|[0-9]{1,3}(?:[.-][0-9]{1,3}){0,3}[、.．\s]\s*(?![0-9])|"
    r"\(?[一二三四五六七八九十]{1,3}[)、.．]\s*|[★☆▲△●○◆■□√]\s*)"
)
_SHORTEST_LABEL = 3
_SEPARATORS = frozenset(",，/／、:：;；")
_AMONG = re.compile(r"^(?:其中|其 中|内)[:、,]?\s*")


def narrow(text: str) -> str:
    """One width and one kind of brackets; `①` stays what it is, and runs of white space become one space."""
    return _narrow(text) if len(text) <= _REMEMBERED else _narrow.__wrapped__(text)


def folded(text: str) -> str:
    """A text for comparing: no white space, no marks, lower case; brackets stay."""
    return _folded(text) if len(text) <= _REMEMBERED else _folded.__wrapped__(text)


@lru_cache(maxsize=16384)
def _narrow(text: str) -> str:
    kept = "".join(c if "①" <= c <= "⒇" else unicodedata.normalize("NFKC", c) for c in text)
    return _SPACE.sub(" ", kept.translate(_BRACKETS)).strip()


@lru_cache(maxsize=16384)
def _folded(text: str) -> str:
    return _RING.sub("", _MARKS.sub("", narrow(text).replace(" ", ""))).lower()


class Label(msgspec.Struct, frozen=True):
    """A label taken apart: `plain` for comparing, the unit in its brackets, whether it is a part of the row above."""

    plain: str
    unit: str = ""
    is_part: bool = False


@lru_cache(maxsize=8192)
def label_of(text: str) -> Label:
    """`1.其中：特岗教师（人）①` is 特岗教师, in 人, a part."""
    said = narrow(text)
    for _ in range(3):
        said = _NUMBERING.sub("", said, count=1).lstrip()
    among = _AMONG.match(said)
    if among:
        said = said[among.end() :]
    unit = ""
    for match in reversed(list(BRACKETED.finditer(said))):
        inside = match[1].strip()
        found = unit_in(inside)
        if found:
            unit = unit or found
            said = said[: match.start()] + said[match.end() :]
        elif re.fullmatch(
            r"(?:见|详见|注|备注|参见|按|含|不含|包括|如)?.{0,3}(?:注|附件|说明|表|口径).{0,6}|必填|选填|单选", inside
        ):
            said = said[: match.start()] + said[match.end() :]
    if not unit:
        said, unit = _without_unit_behind(said)
    return Label(folded(said), unit, bool(among))


def _without_unit_behind(said: str) -> tuple[str, str]:
    """A label and the unit that stands behind a separator at its end: `校车数，台` and `校车数/台`."""
    text = said.rstrip(":： ")
    at = next((at for at in range(len(text) - 1, max(0, len(text) - 7), -1) if text[at] in _SEPARATORS), 0)
    unit = unit_in(text[at + 1 :]) if at >= _SHORTEST_LABEL else ""
    return (text[:at], unit) if unit else (said, "")


# units ---------------------------------------------------------------------------------------------------

_UNIT_WORDS = (
    "万只|万支|只|支|棵|起|节|万个|万次|万名|万台|万亩|万吨|万场次|万所|亿元|万美元|美元|万元|千元|百元|元/生|元/人|元/年|元/月|元|亿|万人次|万人|千人次|千人|百人|百万元|千万元|万平方米|万册|万|人次|人|名|位|%|‰|百分点|个百分点|所|个|次|项|件|份|台|辆|套|"
    "场|家|间|处|例|天|周|小时|分钟|平方米|m²|㎡|m2|亩|公里|千米|米|册|本|瓶|门|条|篇|期|批|班|座|户|岁|吨|公斤|倍|分|课时|学时|比|:|人/班|册/生|平方米/生"
)
_UNIT = re.compile(rf"(?:(?:计量|金额|数据)?单位[:为]?)?({_UNIT_WORDS})")
_STATED = re.compile(rf"(?:计量|金额|数据)?单位 ?[:;为是] ?((?:{_UNIT_WORDS})(?: ?[、,/和及;] ?(?:{_UNIT_WORDS}))*)")
_PARTS = re.compile(r" ?[、,和及;] ?|/(?!生|人|班|年|月)")


@lru_cache(maxsize=4096)
def unit_in(text: str) -> str:
    """The unit that a text is, empty if it is none: `单位：万元`, `万元`, `%`."""
    match = _UNIT.fullmatch(narrow(text).replace(" ", ""))
    return plain_unit(match[1].replace("m2", "㎡")) if match else ""


_BEHIND = re.compile(r"[0-9余多百千]([^0-9余多百千.,\s]{1,4})$")


def unit_behind(text: str) -> str:
    """The unit that is typed behind a number: `320人次`."""
    match = _BEHIND.search(narrow(text)[-_LONGEST_NUMBER:])
    return unit_in(match[1]) if match else ""


def stated_units(text: str) -> tuple[str, ...]:
    """Units that a line states for what follows: `单位：万元、人`; those in brackets behind a title (`（万元）`) count."""
    said = narrow(text)
    if len(said) > 200:
        return ()
    match = _STATED.search(said)
    if match:
        return tuple(dict.fromkeys(plain_unit(part) for part in _PARTS.split(match[1]) if part))
    found = [unit_in(inside) for inside in BRACKETED.findall(said)]
    return tuple(dict.fromkeys(unit for unit in found if unit))


# stages --------------------------------------------------------------------------------------------------

STAGE_WORDS: dict[Stage, tuple[str, ...]] = {
    Stage.PRESCHOOL: ("学前", "学前教育", "幼儿园", "幼儿", "幼教"),
    Stage.PRIMARY: ("小学", "普通小学"),
    Stage.JUNIOR: ("初中", "普通初中", "初级中学"),
    Stage.COMPULSORY: ("义务教育", "义教"),
    Stage.SENIOR: ("普通高中", "普高", "高中", "高级中学"),
    Stage.VOCATIONAL: (
        "中职",
        "中等职业学校",
        "中等职业教育",
        "中等职业",
        "职业高中",
        "职高",
        "中职学校",
        "职业教育",
        "中职高中",
    ),
    Stage.SPECIAL: ("特殊教育", "特教", "特殊教育学校", "特校"),
    Stage.HIGHER: ("高等教育", "高校", "高等学校"),
    Stage.ALL: ("合计", "总计", "全部", "总数", "全县合计", "全市合计", "全区合计"),
}
_STAGES = {word: stage for stage, words in STAGE_WORDS.items() for word in words}
SUMS = frozenset(
    {
        "合计",
        "总计",
        "小计",
        "共计",
        "累计",
        "总和",
        "全县合计",
        "全市合计",
        "全区合计",
        "本页合计",
        "总合计",
        "平均",
        "均值",
    }
)


def stage_of(text: str) -> Stage | None:
    """The stage that a heading is, None if it is something else: `小学（阶段）` is, `小学在校生` is not."""
    plain = label_of(text).plain
    plain = BRACKETED.sub(r"\1", plain)
    for ending in ("阶段", "学段", "部", "学校", "教育"):
        if plain not in _STAGES and plain.endswith(ending):
            plain = plain.removesuffix(ending)
    return _STAGES.get(plain)


# labels that mean the same -------------------------------------------------------------------------------

_SAME: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), word)
    for pattern, word in (
        (r"\((?:园|校|班)\)", ""),
        (r"^(?:各级各类|各级|各类|各学段|分学段|不同学段)", ""),
        (r"(?:所)?占(?:的)?(?:比例|比重|百分比)|比例|比重|百分比|占比率", "占比"),
        (r"教职员工", "教职工"),
        (r"校园", "学校"),
        (r"老师", "教师"),
        (r"(?:外来|进城)?务工人员随迁子女|外来务工子女|随迁子女", "随迁子女"),
        (r"儿童少年|少年儿童|儿童、少年", "儿童"),
        (r"在校学生", "在校生"),
        (r"年均", "年平均"),
        (r"(?:市|县|区)(?=委|政府)", ""),
        (r"^(?:全|我|本)(?:县|市|区|州|旗)|(?<=[)])(?:全|我|本)(?:县|市|区)", ""),
        (r"普惠性", "普惠"),
        (r"公办园", "公办幼儿园"),
        (r"民办园", "民办幼儿园"),
        (r"普惠园", "普惠幼儿园"),
        (r"学前教育", "学前"),
        (r"学前三年|学前教育三年|幼儿三年", "学前"),
        (r"义务教育阶段", "义务教育"),
        (r"县域内?|辖区内?", ""),
        (r"达到|实现", "达"),
        (r"安装率", "安装率"),
        (r"[的和及与]", ""),
        (r"情况$|(?:本|当)年度?$|^(?:本|当)年度?", ""),
        (r"(?:总人|总|人员|人|数|金|总金)?(?:数量|数额|总量|总额|总数|人数|个数|所数|数)(?=$|[()])", ""),
        (r"次数(?=$|[()])", "次"),
    )
)


@lru_cache(maxsize=8192)
def canonical(plain: str) -> str:
    """A folded label with its usual variants made one; two labels that differ in what they count stay apart."""
    said = plain
    for pattern, word in _SAME:
        said = pattern.sub(word, said)
    return said or plain
