"""Whether the parts that are named are all there are: two halves, all levels, grades or years, a list that ends with 其他."""

import re
from collections.abc import Sequence

from eduduty_desktop.proof.division import Division, Form
from eduduty_desktop.proof.lexicon import are_complements, bare
from eduduty_desktop.proof.relations.sums.names import in_one_clause

_GRADES = "一二三四五六七八九"
_GRADE = re.compile("([一二三四五六七八九])年级")
_ALL_THERE_IS = tuple(
    tuple(re.compile(kind) for kind in kinds)
    for kinds in (
        ("随班就读", "特校|特殊教育|特教", "送教"),
        ("第一产业", "第二产业", "第三产业"),
        ("优秀|良好", "(?<!不)合格", "不合格"),
        ("公务员|管理", "专业技术|专技", "工勤"),
        ("资源配置", "政府保障", "教育质量"),
        ("资源配置", "政府保障", "教育质量", "社会认可"),
    )
)
"""Kinds that together are all there is; the last two are those of 县域义务教育优质均衡发展督导评估."""
_SPECIAL = re.compile("特殊教育|特教")
_OWN_LEVEL = re.compile("^(?:市本级|市级|市直|市区|县本级|县级|县直|区级|区本级|省级|省本级|本级|城区)")
_PLACE = re.compile("[市县区镇乡州旗](?:） ?| |$)")
_OTHERS = re.compile("其[它他](?!收入|支出)[^，。；]{0,8}$")
_ALL_OTHERS = re.compile("其[它他](?!收入|支出)|其余")
_YEARS = re.compile("(?:19|20)[0-9]{2}")
_FROM_LEVEL, _LEVELS, _LONGEST_LEAD = re.compile("([省市县]级)(?:及以上|以上)"), ("国家", "省级", "市级", "县级"), 16
_TOWN, _COUNTRY = re.compile("城镇|城区|城市|市区"), re.compile("乡村|农村")
_SOLD, _BOUGHT = re.compile("(?<!进)出口(?:总?额|总值)?$"), re.compile("进口(?!出口)")
_OUT_OF_SCHOOL = re.compile("辍学|失学|劝返")
_SPAN_OF_YEARS = re.compile("[三两二四五3-5]年|(?:19|20)[0-9]{2}年?(?:[-—－–~～至到]|——)(?:19|20)?[0-9]{2}")


def exhaustive(division: Division, names: Sequence[str]) -> bool:
    """Whether the parts are all kinds that there are: 公办 and 民办, the three industries, each of the years."""
    if len(names) == 2 and are_complements(*names):
        return True
    if all_there_is(names) or _all_named(division) or _in_order(names) or _all_ages(names):
        return True
    if ends_with_others(division):
        return True
    if (
        _OUT_OF_SCHOOL.search(division.whole.lead)
        and len(names) == 2
        and {"小学", "初中"} == {name[:2] for name in names}
    ):
        return True
    if _OWN_LEVEL.search(names[0]) and all(_PLACE.search(name) for name in names[1:]):
        return True
    years = [match[0] for name in names if (match := _YEARS.search(name))]
    return (
        len(years) == len(names) >= 2
        and len(set(years)) == len(years)
        and bool(_SPAN_OF_YEARS.search(division.whole.lead))
    )


def all_stages(division: Division, names: Sequence[str]) -> bool:
    """Whether the parts are all stages of the whole: 小学 and 初中 of 义务教育; from 小学 to the last, 特教, of all schools.

    A few pupils of special schools may still be missing.
    """
    if len(names) == 2:
        halves = all(word in name for word, name in zip(("小学", "初中"), names, strict=True))
        return halves and "义务教育" in division.whole.lead
    named = [any(stage in name for name in names) for stage in ("小学", "初中", "高中")]
    return all(named) and _SPECIAL.search(names[-1]) is not None


def ends_with_others(division: Division) -> bool:
    """Whether the last of a row is all others: 园长96人、教师687人、保安及其他93人; 义务教育阶段2342人、其他学段780人."""
    last = bare(division.parts[-1].lead)
    if len(division.parts) == 2:
        return _ALL_OTHERS.match(last) is not None and division.form is not Form.PLAIN
    return in_one_clause(division) and _OTHERS.search(last) is not None


def all_there_is(names: Sequence[str]) -> bool:
    return any(len(kinds) == len(names) and all(any(map(k.search, names)) for k in kinds) for kinds in _ALL_THERE_IS)


def _all_named(division: Division) -> bool:
    """Whether the whole names all its parts: 开展演练、培训和宣讲共612场次，其中演练…，培训…，宣讲…."""
    labels = [bare(part.lead) for part in division.parts]
    distinct = len(set(labels)) == len(labels) > 1
    return distinct and all(len(label) > 1 and label in division.whole.lead for label in labels)


def all_levels(lead: str, names: Sequence[str]) -> bool:
    """Whether the parts are all levels that a whole names from one on: 省级以上…，其中国家级…，省级…."""
    match = _FROM_LEVEL.search(lead[-_LONGEST_LEAD:])
    lowest = _LEVELS.index(match[1]) if match else 0
    levels = [name[:2] for name in names] == list(_LEVELS[: lowest + 1])
    return lowest > 0 and levels and not any(_FROM_LEVEL.search(name) for name in names)


def _all_ages(names: Sequence[str]) -> bool:
    """Whether the parts go from 以下 to 以上: 35岁以下, 36至50岁, 51岁以上."""
    first, last = names[0], names[-1]
    return len(names) > 2 and (("以下" in first and "以上" in last) or ("以上" in first and "以下" in last))


def _in_order(names: Sequence[str]) -> bool:
    """Whether the parts are the grades of a school from its first on: 一年级 to 六年级."""
    grades = [_GRADES.find(match[1]) if (match := _GRADE.search(name)) else -1 for name in names]
    return len(grades) > 2 and grades[0] in {0, 6} and grades == list(range(grades[0], grades[0] + len(grades)))


def of_the_other_half(division: Division, names: Sequence[str]) -> bool:
    """Whether a part is no part but the whole's other half: 城镇500亿元，其中城区259亿元，乡村29亿元; 出口, 进口."""
    if _SOLD.search(bare(division.whole.lead)) and any(_BOUGHT.search(name) for name in names):
        return True
    town = _TOWN.search(bare(division.whole.lead))
    return town is not None and _COUNTRY.search(names[0]) is None and any(map(_COUNTRY.search, names[1:]))
