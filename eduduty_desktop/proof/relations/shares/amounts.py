"""The amounts of a report that have a name, with the region, period and stage of their sentence."""

import re
from functools import lru_cache

import msgspec

from eduduty_desktop.figures.quantity import Kind
from eduduty_desktop.proof.passage import Passage
from eduduty_desktop.proof.roles import PREVIOUS, Figure, Role, countable, figures_of
from eduduty_desktop.proof.roster import Group, entries_of, stage_in

_VERBS = re.compile(
    "全年度?|当年|本年度?|今年|实现|完成|累计|合计|达到?|共有?|现有|预计|总数|总量|总额|总人数|全部|所有|[（(][^（()）]{0,40}[)）]|[的约为是有]"
)
_ALIASES = (("规上企业", "规模以上工业企业"), ("营收", "营业收入"), ("地区生产总值", "生产总值"), ("GDP", "生产总值"))
_NOT_HAN = re.compile("[^\u4e00-\u9fff]+")
REGION = re.compile(
    "全[省市县区州]|[省市县区州]本?级(?![0-9]|以上|以下|骨干|名师|示范|优秀|学科|特级|重点|及以)|[市县区]直|本级|城区|农村|乡镇"
)
PERIOD = re.compile("“?十[二三四五六]五”?|(?:19|20)[0-9]{2}(?=年)")
CHILDREN = "在园幼儿"


class Named(msgspec.Struct, frozen=True):
    """An amount that has a name."""

    figure: Figure
    name: str


class Amount(msgspec.Struct, frozen=True):
    """An amount that may be a whole, with its name and the region and period of its sentence."""

    figure: Figure
    name: str
    region: str
    period: str
    stage: str


@lru_cache(maxsize=4096)
def named_amounts(passage: Passage) -> tuple[Named, ...]:
    """The amounts of a paragraph that have a name, without those of the year before."""
    if not passage.quantities:
        return ()
    found = []
    stages = {e.figure.index: e.stage for e in entries_of(passage) if e.group is Group.PUPILS and e.stage}
    for figure in figures_of(passage):
        if figure.role is not Role.LEVEL or not countable(figure.quantity) or figure.year == PREVIOUS:
            continue
        if figure.row > 1 or figure.quantity.kind is Kind.NUMBER or not figure.quantity.number:
            continue
        name = name_of(figure.lead)
        if len(name) < 2 and figure.quantity.counted:
            name = figure.quantity.counted
        names = _of_pupils(stages[figure.index], name) if figure.index in stages else (name,)
        found += [Named(figure, name) for name in names if len(name) >= 2]
    return tuple(found)


def _of_pupils(stage: str, name: str) -> tuple[str, ...]:
    """The names under which a share may ask for the pupils of a stage."""
    if stage == "学前":
        return (CHILDREN,)
    called = (f"{stage}学生", f"{stage}在校生", f"{stage}生")
    return called if name in called else (name, *called)


def amount_of(passage: Passage, named: Named) -> Amount:
    figure = named.figure
    begin = passage.text.rfind("。", max(0, figure.mention.start - 120), figure.mention.start) + 1
    said = passage.text[max(begin, figure.mention.start - 120) : figure.mention.start]
    return Amount(figure, named.name, last_of(REGION, figure.head), last_of(PERIOD, said), stage_in(figure.lead))


def name_of(words: str) -> str:
    name = _VERBS.sub("", words).strip(" 、，：:")
    for short, long in _ALIASES:
        name = name.replace(short, long)
    name = REGION.sub("", name) if len(name) > 4 else name
    return _NOT_HAN.sub("", name)


def last_of(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.findall(text)
    return found[-1].strip("“”") if found else ""
