"""Rates that are called after what was done: 整改率 of 发现问题83个,已整改73个; 完成预算的98.6%."""

import re
from collections.abc import Iterator
from decimal import Decimal

import msgspec

from eduduty_desktop.figures.interval import Interval
from eduduty_desktop.proof.explanation import quotient, total_of
from eduduty_desktop.proof.passage import Passage
from eduduty_desktop.proof.reading import NAMED, Reading
from eduduty_desktop.proof.relations.shares.before import AMONG, whole_before, whole_of_kin, whole_of_sentence
from eduduty_desktop.proof.relations.shares.naming import among_whom
from eduduty_desktop.proof.relations.shares.opinion import of_opinion
from eduduty_desktop.proof.relations.shares.plans import of_plan
from eduduty_desktop.proof.relations.shares.result import at_least, reading_of, weak
from eduduty_desktop.proof.relations.shares.search import searched
from eduduty_desktop.proof.relations.shares.several import gone_on, listed_with, of_all, of_listed
from eduduty_desktop.proof.relations.shares.towns import of_towns
from eduduty_desktop.proof.roles import PREVIOUS, Figure, Role, alike, figures_of, subject_of, words_of

_STEM = re.compile(
    "(?=[\u4e00-\u9fff]{3,24}+$)([\u4e00-\u9fff]{0,8}?)(城镇化|[\u4e00-\u9fff]{2})(?:率|进度|度|面)(?:分别)?(?:超过|达到|达|高达|[约近超仅已为是到均]){0,3}+$"
)
_PLAN = re.compile("预算|计划|任务|目标")
_PLANNED = re.compile("(?:年初预算|调整预算|全年预算|预算数|预算安排|预算|计划|任务|目标)(?:数|安排|总额|下达|为|是)*$")
_ASKED = re.compile(
    "发现|梳理|反馈|下发|发放|实施|收回|列入|应建|抽[检查样测]|检[测查]|参[加考]|报[名考]|考生|应|计划|任务|总数|共|下达|申请|毕业|适龄|监测|排查|安排|评审|送审|预算|受理|签约|编制|核定|申报|应到|招生"
)
_SAFE = re.compile("普惠|达标|完工|竣工|开工|整改|合格|配备|入学|到位|有效|回收|持证|参训|参与|办结|销号|执行|满意")
_ENROLLED = frozenset({"入学", "入园"})
_SPENT = frozenset({"执行", "使用", "支付", "支出", "拨付"})
_PUPILS = re.compile("^(?:全[市县区州])?(?:现有|共有)?(?:在园(?:幼儿)?|在校(?:学?生|幼儿)?)(?:总?数)?$")
_AMONG_THEM = re.compile("[^，,]{0,6}中")
_OTHER_WORDS = {
    "升学": "升入",
    "达标": "达到|标准",
    "完成": "整改|完成|实际|办结|建成|竣工",
    "巩固": "毕业",
    "持证": "持有|资格证",
    "执行": "支出|执行|花[掉费了去]|使用|用[掉去了]|列支|支付",
    "参训": "参加|培训",
    "参与": "参加",
    "回收": "收回",
    "在编": "实有|在岗",
    "城镇化": "城镇",
    "到位": "拨付|下达|落实",
    "使用": "支出|花[掉费了去]|用[掉去了]|列支|支付",
}
_BASES = {
    "上线": "参考|报考|报名|考生|参加|毕业|应届",
    "录取": "参考|报考|报名|考生|参加|毕业|应届",
    "升学": "毕业|应届",
    "就业": "毕业|应届",
    "毕业": "应|入学",
    "巩固": "入学|入校|招生",
    "近视": "检|筛查|参",
    "优良": "检|参",
    "入学": "适龄|应|残疾",
    "入园": "适龄|应",
}


_OF_PEOPLE = frozenset({"出生", "死亡"})
_PEOPLE = re.compile("(?:总|常住|户籍)人口(?:总?数)?[ ]?(?:[（(\\[][^（()）\\]]{0,16}[)）\\]])?[有为达约是]{0,2}$")
_SOME_PEOPLE = re.compile("城镇|乡村|农村|[男女]性|流动|其中")
_OF_MEAN = Decimal("0.03")
_OWN_BASE = re.compile("绿[地化]|森林|负债|利润|失业|空置|产销|收缴|节[约支]|审减|核减")
_MOST_PARTS = 6
_NOT_YET = re.compile("(?:正在|尚未|还未|仍在|没有|未|待|拟)[\u4e00-\u9fff]{0,4}$")
_SHARED = frozenset({"升学", "录取", "就业"})
_SUMMED = re.compile("^[，,]?(?:共|合计|共计|总计)有?$")
_CUT = frozenset("减约支")


def of_rate(passage: Passage, share: Figure, near: list[Figure], lead: str) -> Iterator[Reading]:
    """发现问题83个,已整改73个,整改率88%: the part says what the rate is called after, the whole what was asked of."""
    if planned := of_plan(share, near):
        yield from planned
        yield from searched(share, near, sure=planned[0].likelihood > 0.8)
        return
    if (towns := of_towns(share, near)) is not None:
        yield towns
        return
    if opinions := of_opinion(share, near):
        yield from opinions
        return
    stem = _STEM.search(lead)
    if stem is not None and stem[2] in _OF_PEOPLE:
        yield from _of_people(share, near, stem[2])
        return
    sentence = share.mention.clause.sentence
    same = [figure for figure in near if figure.mention.clause.sentence == sentence]
    sure = False
    if stem is not None and stem[2] in _ENROLLED and same and "适龄" in words_of(same[0]):
        yield from _of_enrolled(share, same[0], near)
    said = [figure for figure in same[:4] if _says(stem, figure)] if stem is not None else []
    if said and stem is not None and stem[2] == "普惠" and same[0].quantity.counted != said[0].quantity.counted:
        said = [figure for figure in said if alike(figure.quantity, same[0].quantity)] or [same[0]]
    part = said[0] if said else same[0] if same else None
    if said and said[0] is not same[0] and _SUMMED.search(same[0].lead) and alike(same[0].quantity, said[0].quantity):
        part = same[0]  # 毕业生4327人,升入普高2466人、升入中职1709人,共4175人,升学率96.5%
        clause = share.mention.clause
        near = [part, *(f for f in near if f.index < said[-1].index and f.mention.clause.part == clause.part)]
    if part is not None:
        whole, likelihood = _weighed(passage, share, part, near, stem, says=bool(said))
        if whole is not None and stem is not None and stem[2] in _SHARED and (parts := gone_on(part, whole, near)):
            yield from of_all(share, parts, whole, likelihood)
            likelihood = min(likelihood, 0.6)
        if whole is not None:
            yield from _otherwise(share, part, whole, near, stem[2] if stem else "")
        if _is_of_another(passage, share, part, stem[2] if stem else ""):
            likelihood = min(likelihood, 0.6)
        if whole is not None and (listed := listed_with(whole, same)):
            yield from of_listed(share, part, listed, likelihood)
            likelihood = min(likelihood, 0.6)
        if (
            whole is not None
            and (at_least(whole.quantity, part.quantity) or likelihood > 0.8)
            and (reading := reading_of(share, part, whole, likelihood)) is not None
        ):
            sure = likelihood > 0.8
            yield reading
    yield from searched(share, near, sure=sure)


def _of_people(share: Figure, near: list[Figure], name: str) -> Iterator[Reading]:
    """出生人口3.2万人,出生率6.4‰: of all who live there, of whom the mean of two years' ends is meant."""
    part = next((f for f in near[:4] if f.lead.endswith(f"{name}人口") or name in f.lead[-8:]), None)
    if part is None or part.mention.clause.sentence != share.mention.clause.sentence:
        return
    told = [f for f in near if f.index < part.index and _PEOPLE.search(f.lead) and f.year != PREVIOUS]
    wholes = [f for f in told if not _SOME_PEOPLE.search(f.lead[-12:])]
    for order, whole in enumerate(f for f in wholes if alike(f.quantity, part.quantity)):
        reading = reading_of(share, part, whole, 0.82 if order == 0 and len(wholes) == 1 else 0.5)
        if reading is not None and reading.expected is not None:
            mean = Interval(reading.expected.low * (1 - _OF_MEAN), reading.expected.high * (1 + _OF_MEAN))
            yield msgspec.structs.replace(reading, expected=mean)


def _otherwise(share: Figure, part: Figure, whole: Figure, near: list[Figure], name: str) -> Iterator[Reading]:
    """What excuses a rate: all that the list before it adds up to is meant, or what was cut is told and what is left."""
    parts = [f for f in near if f.index > whole.index and alike(f.quantity, part.quantity)]
    total, of_all = total_of([f.quantity for f in parts]), whole.quantity.interval
    mentions = [whole.mention, *(f.mention for f in reversed(parts)), share.mention]
    if len(parts) > 1 and (expected := quotient(total, of_all, 100)) is not None:
        yield weak(share, mentions, expected)
    before = of_all + total if name[-1:] in _CUT and total is not None and of_all is not None else None
    if (expected := quotient(total, before, 100)) is not None:
        yield weak(share, mentions, expected)


def _is_of_another(passage: Passage, share: Figure, part: Figure, name: str) -> bool:
    """Whether the rate is told of others than the part: 入学率99.9%;初中入学率105%, or of what is not asked in this text."""
    between = figures_of(passage)[part.index + 1 : share.index]
    told = any(f.role is Role.RATE and f.row == 1 and name and name in f.lead[-12:] for f in between)
    return told or bool(_OWN_BASE.search(name)) or (name == "满意" and "对" in share.lead)


def _of_enrolled(share: Figure, eligible: Figure, near: list[Figure]) -> Iterator[Reading]:
    """在园幼儿18726人。适龄幼儿19310人,毛入园率96.98%: all who are there over those of the age."""
    for part in near:
        if _PUPILS.search(subject_of(part.lead)) and alike(part.quantity, eligible.quantity) and part.year != PREVIOUS:
            if (reading := reading_of(share, part, eligible, 0.82)) is not None:
                yield reading
            return


def _weighed(
    passage: Passage, share: Figure, part: Figure, near: list[Figure], stem: re.Match[str] | None, *, says: bool
) -> tuple[Figure | None, float]:
    """The whole of a rate and how plain it is that the author means these two."""
    sentence = share.mention.clause.sentence
    before = [f for f in near if f.index < part.index]
    whole, plain = _whole_of_rate(passage, share, part, [f for f in before if f.mention.clause.sentence == sentence])
    if whole is None and part.lead.startswith("已"):
        whole, likelihood = whole_of_sentence(part, before)
        plain = likelihood > 0.8
    if whole is None and says and stem is not None:
        whole = _planned_before(part, before) if stem[2] in {"执行", "完成"} else whole_of_kin(part, before)
        if whole is not None:
            return whole, 0.82 if _is_done(stem[2]) else 0.6
    if whole is None and says and (noun := among_whom(passage.text, share.mention.start)):
        whole = next((f for f in before if noun in words_of(f) and at_least(f.quantity, part.quantity)), None)
        if whole is not None and alike(whole.quantity, part.quantity):
            return whole, 0.82
        whole = None
    if whole is None:
        return None, 0
    name = stem[2] if stem else ""
    if says and stem is not None and len(stem[1]) >= 2 and stem[1][-4:] in words_of(whole):
        return whole, NAMED  # 常住人口368万人,其中城镇人口191万人,…,常住人口城镇化率
    fits = stem is None or _base_fits(name, whole)
    asked = (
        bool(_ASKED.search(words_of(whole)))
        or bool(name and _SAFE.search(name))
        or _AMONG_THEM.match(whole.mention.tail)
    )
    if says and name in _SPENT and _is_only_one(share, part, near):
        plain = asked = True  # 今年75万元,涨了21%,已经花掉58.6万元,执行率78.1%
    plan = bool(_PLAN.search(share.lead) and _PLANNED.search(whole.lead)) and whole.index == part.index - 1
    if name == "普惠" and "民办" in words_of(part):
        plain = False  # 公办园和普惠性民办园 together
    return whole, 0.85 if plain and fits and ((says and asked) or plan) else 0.6


def _is_done(name: str) -> bool:
    """Whether the rate is called after something done to what there is: 整改率, but no 绿地率."""
    return name in _OTHER_WORDS or name in _SPENT or name in _BASES or bool(_SAFE.search(name))


def _is_only_one(share: Figure, part: Figure, near: list[Figure]) -> bool:
    """Whether the sentence has but one amount that the part may be of, but for those of the year before."""
    sentence = share.mention.clause.sentence
    others = [f for f in near if f is not part and f.mention.clause.sentence == sentence and f.year != PREVIOUS]
    return len([f for f in others if alike(f.quantity, part.quantity)]) == 1


def _planned_before(part: Figure, others: list[Figure]) -> Figure | None:
    """全年预算数44697万元。全年支出43916万元,预算执行率98.25%: the largest plan of the sentence before."""
    sentence = part.mention.clause.sentence
    if any(f.mention.clause.sentence == sentence and alike(f.quantity, part.quantity) for f in others):
        return None
    before = [f for f in others if f.mention.clause.sentence == sentence - 1 and alike(f.quantity, part.quantity)]
    plans = [f for f in before if _PLANNED.search(f.lead) and f.role is Role.LEVEL and f.year != PREVIOUS]
    return next((f for f in plans if all(at_least(f.quantity, other.quantity) for other in before)), None)


def _says(stem: re.Match[str], figure: Figure) -> bool:
    """Whether a figure is of what the rate is called after: 已整改73个 of 整改率, 普惠性在园 of 普惠性覆盖率."""
    if _NOT_YET.search(figure.lead[-8:]):
        return False  # 已整改到位14个,正在整改3个,整改率77.8%
    words = f"{figure.lead[-16:]}{figure.quantity.counted}{figure.mention.tail[:12]}"
    name = stem[2]
    if name in words or (name in _OTHER_WORDS and bool(re.search(_OTHER_WORDS[name], words))):
        return True
    return name == "覆盖" and stem[1].startswith("普惠") and "普惠" in words


def _base_fits(stem: str, whole: Figure) -> bool:
    """Whether the rate is one of such a whole: 升学率 of those who finished, not of all pupils."""
    return stem not in _BASES or bool(re.search(_BASES[stem], words_of(whole)))


def _whole_of_rate(passage: Passage, share: Figure, part: Figure, others: list[Figure]) -> tuple[Figure | None, bool]:
    """The whole of a rate before its part, and whether it is plain that it is."""
    fitting = [f for f in others if alike(f.quantity, part.quantity) and f.role is Role.LEVEL]
    fitting = [f for f in fitting if f.year != PREVIOUS or "问题" in words_of(f)]
    if not fitting or part.year == PREVIOUS or (share.index - part.index > 3 and not _is_parted(passage, part, share)):
        return None, False
    if AMONG.search(part.head):
        return whole_before(passage, share, part, others)[0], part.index == share.index - 1
    if fitting[0].index == part.index - 1 and not AMONG.search(fitting[0].head):
        return fitting[0], True
    whole = fitting[-1]  # 梳理问题31条,其中共性12条、个性19条,已整改26条: what the sentence begins with
    largest = all(at_least(whole.quantity, f.quantity) for f in fitting)
    return whole, largest and not AMONG.search(whole.head) and bool(
        _ASKED.search(words_of(whole)) or _shares_noun(whole, part)
    )


def _is_parted(passage: Passage, part: Figure, share: Figure) -> bool:
    """Whether what stands between is of which the part consists: 已入学311人,其中随班就读139人、…,入学率98.1%."""
    behind = figures_of(passage)[part.index + 1]
    return share.index - part.index <= _MOST_PARTS and "其中" in behind.head and part.mention.depth == 0


def _shares_noun(whole: Figure, part: Figure) -> bool:
    """Whether the part's words end as the whole's do: 普惠性幼儿园在园幼儿 of 在园幼儿."""
    noun = part.lead[-3:]
    return len(noun) == 3 and whole.lead.endswith(noun)
