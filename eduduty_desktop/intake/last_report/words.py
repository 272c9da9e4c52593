"""Words of labels and of reports made alike: what a report calls otherwise, and what the unit of a figure says already."""

import re
from collections.abc import Iterable
from functools import lru_cache

from eduduty_desktop.framework import Kind, Metric

MARKS = re.compile(r"[\s\W_\d]+")
_ASIDE = re.compile(r"[（(][^（）()]{0,20}[）)]")
_TAIL = re.compile("(?:总人数|人次数|人数|次数|总数|总量|天数|周数|人次|数量|数|额)$")
_RATE = re.compile("(?:覆盖率|覆盖面|占比|比例|比率|比重|程度|率)$")
_MONEY = re.compile("专项资金|专项经费|专款|经费|资金|投入|支出|发放额|安排额|上报额|发放|金额|总额")
_ALIKE = tuple(
    (re.compile(pattern), word)
    for pattern, word in (
        ("(?<!其)中小学", "中小校"),  # holds no 小学
        ("惠及|受助|受惠", "受益"),
        ("老师", "教师"),
        ("特教学?校?|特殊教育学校|特校", "特教学校"),
        ("中等职业教育学校|中等职业学校|中等职业教育|职业高中|职教中心|职业学校|中职学?校?|职高", "中职学校"),
        ("学前教育", "学前"),
        ("普通高级中学|普高|(?<!普通)高中(?!阶段|段)", "普通高中"),
        ("初级中学", "初中"),
        ("在校学生", "在校生"),
        ("在园人?数|在园幼儿|园内", "在园幼儿"),
        ("团辅", "团体辅导"),
        ("所占|占到|占比|占", "占比"),
        ("高出|高于", "高出"),
        ("各级各类|共计|合计|总计|总共|共有", "总"),
        ("深入学校|深入基层学校|进校|到校", "到校"),
        ("城镇|城关镇|城区", "城镇"),
        ("编制总数|编制总量|核定编制", "编制总量"),
        ("党政领导|市领导|县领导|区领导|领导干部", "领导"),
        ("封闭式|封闭化", "封闭"),
        ("交流轮岗|轮岗交流", "交流轮岗"),
        ("完工|竣工|建成", "建成"),
        ("正在建设|在建|动工|开工", "在建"),
        ("捐赠|受赠|获赠|捐助", "捐赠"),
        ("[县市区州]委(?=常委)", "党委"),
        ("年?工资性收入|工资收入水平|工资收入|工资水平", "工资"),
        ("年平均工资|平均年工资|平均工资", "年平均工资"),
        ("及以上|以上|总人数|人数|(?<=[学校所园])数", ""),
    )
)


_FILLING = re.compile(
    "全[市县区州旗]|[我本][市县区州旗]|目前|现有|截[至止]|年度|学年|年|其中|分别|该校|春季|秋季|[共约近达到至为已均都了的有]+$"
)


def plain(text: str) -> str:
    """Alike, without words that say nothing of what is counted."""
    return _FILLING.sub("", alike(text))


def alike(text: str) -> str:
    """A text with words of one meaning written one way, and without short asides in brackets."""
    text = _ASIDE.sub("", text)
    for pattern, word in _ALIKE:
        text = pattern.sub(word, text)
    return text


_QUALIFIERS = re.compile(
    "公办|民办|普惠|城镇|乡镇|乡村|农村|高等|特岗|骨干|留守|随迁|寄宿|残疾|思政|心理|新增|新建|改扩建|毕业|招生|招聘|教职工|专任|规划|计划|非?学科类|原有"
)


def qualifiers_of(text: str) -> frozenset[str]:
    """Words that make another figure of the one without them."""
    return frozenset(_QUALIFIERS.findall(text))


_SUBJECTS = re.compile("校长|教师|学生|幼儿|家长|干部|公务员|督学")


def subjects_of(text: str) -> frozenset[str]:
    """The people that words are about."""
    return frozenset(_SUBJECTS.findall(text))


def content_of(metric: Metric) -> str:
    """The words of a label that its unit does not say already."""
    label = _ASIDE.sub(lambda match: match[0][1:-1] if len(match[0]) > 3 else "", metric.label.removeprefix("其中"))
    label = MARKS.sub("", alike(label))
    if metric.kind is Kind.MONEY:
        label = _MONEY.sub("", label) or label
    if metric.kind in (Kind.PERCENT, Kind.PERCENT_POINTS):
        return _RATE.sub("", label) or label
    return _TAIL.sub("", label) or label


def pairs(text: str) -> frozenset[str]:
    """The characters of a text two by two, and one by one."""
    words = MARKS.sub("", text)
    return frozenset(_two(words)) | frozenset(words)


@lru_cache(maxsize=4096)
def alike_pairs(text: str) -> frozenset[str]:
    """The pairs of a text whose words are made alike."""
    return pairs(alike(text))


@lru_cache(maxsize=4096)
def plain_pairs(text: str) -> frozenset[str]:
    """The pairs of a text without what says nothing of what is counted."""
    return pairs(plain(text))


def _two(words: str) -> Iterable[str]:
    return (words[at : at + 2] for at in range(len(words) - 1))
