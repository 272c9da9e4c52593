"""The whole that the words in front of a share name."""

import re

_NAMED_WHOLE = re.compile(
    "占(?!比)(?=[^，]{1,40}+$)([^，]{1,24}?)的?(?:比例|比重|比率|百分比|份额)?(?:超过|达到|达|高达|只有|[约近超仅已为是到均]){0,3}+$"
)
_REGION = re.compile(
    "^(?:[全本我]?(?:部|体|年级?|[市县区省州校盟旗镇乡园国厅局]+)|同类|所有|应|总|我|整个|当年|本年)+|(?:总(?:人数|数|量|额|支出|收入)?|人数|数量|数)$"
)


_AMONG_WHOM = re.compile(
    "[ \u3000]*(?:([\u4e00-\u9fff]{2,12}?(?:教师|教职工|学生|幼儿|校长|人员|学校|幼儿园))中[，,]?(?![学小职等央心高])"
    r"|([\u4e00-\u9fff]{3,14})(?:\[[0-9]{1,2}\])?中[，,])"
)
_SENTENCE = 120


def has_noun(noun: str, words: str) -> bool:
    """Whether words name a thing; 中小学生 are no 小学生."""
    at = words.find(noun)
    while at > 0 and noun.startswith("小学") and words[at - 1] == "中" and words[at - 2 : at - 1] != "其":
        at = words.find(noun, at + 1)
    return at >= 0


def named_whole(lead: str) -> str:
    """The whole that the words in front of a share name: 一般公共预算支出 of 占一般公共预算支出的; empty for none."""
    named = _NAMED_WHOLE.search(lead)
    return named[1].strip() if named else ""


def without_region(noun: str) -> str:
    """A name without 全市, 所有, 总数 and the like: 专任教师 of 全县专任教师总数; may be empty."""
    return _REGION.sub("", noun)


def noun_of_whole(text: str) -> str:
    """The name of a whole where it is more than a place or one character, else empty."""
    noun = without_region(text.strip())
    return noun if len(noun) >= 2 else ""


def among_whom(text: str, at: int) -> str:
    """专任教师 of 专任教师中本科及以上学历5124人,占81.1%;高级职称1407人,占22.3%: what the sentence of a share begins with.

    With a comma behind it it may be anything: 全县常住人口中，男性人口….
    """
    begin = text.rfind("。", max(0, at - _SENTENCE), at) + 1
    among = _AMONG_WHOM.match(text, begin, at)
    return (among[1] or among[2]) if among else ""
