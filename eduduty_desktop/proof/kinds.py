"""Kinds that exclude each other, and kinds that overlap, by the words in the names of the parts of a whole."""

import re
from collections.abc import Iterator, Sequence

_DIMENSIONS = tuple(
    re.compile(words)
    for words in (
        "男|女",
        "博士|硕士|研究生|本科|大专|专科|专升本|中专|中师|大学|高中(?:及以下|学历|毕业)|其他学历",
        "正高|副高|高级|中级|初级|员级|未定级|未评|[小中](?:教|学)?[高一二三](?:级|教师)?(?![年班])",
        "小学|初中|高中|幼儿园|学前|中职|高职|职高|特教|特殊教育|义务教育|职业|九年一贯|九年制|完中|完全中学|中学|普高|教学点",
        "公办|民办",
        "城区|乡镇|农村|城市|县城|乡村|镇区|城镇",
        "(?:19|20)[0-9]{2}年",
        "[一二三四五六七八九]年级|[初高][一二三](?!中)",
        "公务员|管理岗|管理人员|专业技术|专技|工勤",
        "(?<!副)教授|副教授|讲师|助教|工程师|研究员",
        "国家级|全国重点|省级|市级|市、县|县级|国培|省培|市培|县培|市县级|校级|部级|区级",
        "第一产业|第二产业|第三产业",
        "公路|铁路|水[路运]|航空|民航|管道",
        "[1-5]A|[一二三四五]星|[一二三]级医院",
        "[A-D]级|[A-D]类|[甲乙丙]等|[一二三]等",
        "第[一二三四]季度",
        "[金银铜]牌|[一二三]等奖",
        "在编|编外|专职|兼职",
        "注销|关停|转为|转型|取缔|撤[并销]|停办|转设|保留",
        "公开招聘|公招|特岗|定向|公费|引进|调入|选调|招考|人才",
        "中央|省级|市级|市本级|县级|区级|县区|(?<=.)[市县区镇乡州](?: |$)",
    )
)
_OVERLAPPING = re.compile(
    "女|党员|团员|硕士|博士|研究生|骨干|名师|带头人|高级(?!中学|技工|职业)|少数民族|留守|困难|残疾|随迁|寄宿|住校|低保|优秀|私人|示范|普惠|特色|标准化|达标|优质|文明|星级|重点"
)


def one_dimension(names: Sequence[str]) -> bool:
    """Whether all names are kinds of one division: stages, degrees, grades, levels of government."""
    return any(all(map(words.search, names)) for words in _DIMENSIONS)


def overlapping(name: str) -> bool:
    """Whether what is called so may be counted among others too: women, party members, boarders."""
    return _OVERLAPPING.search(name) is not None


def runs_of_kinds(names: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Where runs of at least two names of one division begin and end: 本科, 大专, 中师 and then 小高, 小一, 小二."""
    begin = 0
    while begin < len(names) - 1:
        shared = [words for words in _DIMENSIONS if words.search(names[begin]) and words.search(names[begin + 1])]
        end = max((_reach(names, begin + 2, words) for words in shared), default=begin + 1)
        if shared:
            yield begin, end
        begin = end


def _reach(names: Sequence[str], end: int, words: re.Pattern[str]) -> int:
    while end < len(names) and words.search(names[end]):
        end += 1
    return end
