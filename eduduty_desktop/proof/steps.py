"""Which of the amounts around a change is the earlier and which the later one, and how plain that is."""

import re
from collections.abc import Iterator

import msgspec

from eduduty_desktop.proof.roles import PREVIOUS, Figure, Role, names, subject_of

_SINCE = re.compile("(?:较|比|与|同)[^，]{0,6}?((?:19|20)[0-9]{2})(?:年|学年)")
_NAMES_COMPARED = re.compile(
    "^([\u4e00-\u9fff]{2,12})?(?:(?:比|较)([\u4e00-\u9fff]{2,12}?)(?:高|多|低|少)|(?:高于|多于|低于|少于)([\u4e00-\u9fff]{2,12}?)(?:约|近)?$)"
)
_OUTSIDE = re.compile("上年|去年|前年|同期|年初|年底|上一|上学|[0-9]|平均|标准|水平|规定|要求|以往|过去|往年|全[国省]")
_COMPARABLE = frozenset({Role.LEVEL, Role.TO, Role.SHARE, Role.RATE})
_LAST_YEAR = re.compile("上年|去年|同比|上一年|上学年|上一学年")
_PLAN = re.compile("(?:比|较)[^，]{0,8}(?:计划|目标|任务)[数的]{0,2}$")
_YEARS_AGO = re.compile("[一二两三四五六七八九十几0-9]年前")
_BARE = re.compile("(?:年?前|当时|那时)?(?:才|只)?")
_THAN = re.compile("(?<![同环])比|较|与")
_BRACKET = re.compile("[（(][^（()）]{0,40}[)）]")
LAST_YEAR_WAS = "[，,（(]?(?:上年|去年|上年同期|上一年|前一年|20[0-9]{2}年)(?:同期)?"
"""The words in front of an amount that say no more than that it is the year before's, as far as its verb."""

_THEN = re.compile(f"{LAST_YEAR_WAS}(?:为|是)")
_AMONG = re.compile("其中|包括|含")
_REGION = re.compile("^[全我本][市县区省州盟旗]的?")


class Step(msgspec.Struct, frozen=True):
    """An earlier and a later amount, and how likely the author means these two."""

    base: Figure
    new: Figure
    likelihood: float


def from_plan(steps: list[Step], change: Figure) -> bool:
    """Whether it is the plan itself that is compared with: 比计划2900人少36人."""
    base = steps[0].base if steps else change
    return change.role is Role.DIFFERENCE and base.role is Role.BASE and bool(_PLAN.search(base.lead))


def steps_of(amounts: list[Figure], change: Figure) -> Iterator[Step]:
    """Pairs of amounts, the plainest first."""
    told = list(_told(amounts, change))
    if told:
        base, new, likelihood = told[0]
        plain = _by_year(base, new, change, likelihood)
        yield Step(base, new, plain)
        others = [amount for amount in amounts if amount is not base and amount is not new]
        yield from (Step(base, other, 0.3) for other in others)
        if plain >= 0.95:  # 较上年的28所增加: no other earlier amount is meant
            return
        if plain >= 0.85:
            yield from (Step(other, new, 0.3) for other in others)
            return
    for one in amounts:
        for other in amounts:
            if one is not other and not (told and one is told[0][0] and other is told[0][1]):
                yield Step(one, other, 0.3)


def _told(amounts: list[Figure], change: Figure) -> Iterator[tuple[Figure, Figure, float]]:
    """The pair of which the words leave no doubt which is the earlier."""
    marked = next((a for a in amounts if a.role in {Role.BASE, Role.FROM}), None)
    if marked is not None:
        later = [
            a
            for a in amounts
            if a.role is Role.TO or (a.index > marked.index and a.mention.depth == change.mention.depth)
        ]
        if marked.role is Role.BASE and (not later or marked.index > change.index):
            later = _compared(amounts, marked)
        if later:
            parts = [a for a in amounts if a.index < change.index and _AMONG.search(a.head)]
            if marked.role is Role.BASE and parts and parts[-1].index < later[0].index:
                whole = next((a for a in later if a.index < parts[-1].index), None)
                if whole is not None:  # 投入10亿元,其中中央2亿元、县级8亿元;较上年的9亿元: the whole is compared
                    yield marked, whole, 0.85
                    return
                yield marked, later[0], 0.6
                return
            yield marked, later[0], 0.95
        return
    lowered = amounts[0].role is Role.TO and len(amounts) > 1 and amounts[1].index == amounts[0].index - 1
    if lowered and amounts[1].mention.clause is amounts[0].mention.clause and not change.year:
        yield amounts[1], amounts[0], 0.85  # 25家压减到4家
        return
    if len(amounts) < 2:
        return
    if "前者" in change.lead and "后者" in change.lead:
        former, latter = amounts[1], amounts[0]
        base, new = (former, latter) if change.lead.index("后者") < change.lead.index("前者") else (latter, former)
        yield base, new, 0.92
        return
    if compared := compares(change):  # 教师91286元,公务员90114元,教师比公务员高1172元
        bases = [a for a in amounts if names(a, _name_of_base(compared) or "-")]
        if compared[1]:
            news = [a for a in amounts if names(a, subject_of(compared[1]) or "-") and a not in bases]
        else:  # 计划2900人,报名3215人,比计划多315人
            news = [a for a in amounts[:1] if a not in bases and not _AMONG.search(a.head)]
        if len(news) == len(bases) == 1:
            yield bases[0], news[0], 0.9
            return
    new, base = amounts[0], amounts[1]
    if _THEN.fullmatch(new.lead.strip()) and base.index == new.index - 1 and base.year is None:
        yield new, base, 0.9  # 教育经费29.84亿元，2022年为27.94亿元，同比增长6.8%
        return
    bare = any(_BARE.fullmatch(subject_of(amount.lead)) for amount in (new, base))
    same = bare or names(base, subject_of(new.lead))
    if base.index + 2 < new.index:
        return
    if new.year == PREVIOUS and base.year != PREVIOUS:
        new, base = base, new
        yield base, new, 0.9 if same else 0.5
    elif base.year == PREVIOUS and new.year != PREVIOUS:
        yield base, new, 0.9 if same else 0.5
    elif base.year and new.year and base.year != new.year and PREVIOUS not in {base.year, new.year}:
        if base.year > new.year:
            new, base = base, new
        yield base, new, 0.92 if same else 0.5
    else:
        yield base, new, 0.45


def compares(change: Figure) -> re.Match[str] | None:
    """The names of what is compared in the change's own clause: 教师比公务员高, 教师高于公务员, 比计划多."""
    lead = change.lead
    if "比" not in lead and "较" not in lead and "于" not in lead:
        return None
    return _NAMES_COMPARED.search(_BRACKET.sub("", lead.lstrip("，,；;、 ")))


def _name_of_base(compared: re.Match[str]) -> str:
    """What is compared with, without its region: 一般公共预算收入 of 比全县一般公共预算收入还多."""
    return subject_of(_REGION.sub("", compared[2] or compared[3]).removesuffix("还"))


def names_base(change: Figure) -> bool:
    """Whether the change is from something that the reader would look for in the text, not from the year before."""
    compared = compares(change)
    return compared is not None and not _OUTSIDE.search(compared[2] or compared[3])


def _compared(amounts: list[Figure], marked: Figure) -> list[Figure]:
    """What is compared with the base: the amount before it, or the one whose name the comparison repeats."""
    before = [a for a in amounts if a is not marked and a.role in _COMPARABLE]
    subject = subject_of(_THAN.split(marked.lead)[0]) if marked.mention.depth == 0 else ""
    if subject:
        return [a for a in before if names(a, subject)]
    return before


def _by_year(base: Figure, new: Figure, change: Figure, likelihood: float) -> float:
    """Less where the change counts from another year than that of the base."""
    since = _SINCE.search(change.lead)
    if since and base.year not in {None, int(since[1])}:
        return min(likelihood, 0.4)
    if _LAST_YEAR.search(change.lead) and _YEARS_AGO.search(base.head):
        return min(likelihood, 0.4)
    if _LAST_YEAR.search(change.lead) and base.year and new.year and PREVIOUS not in {base.year, new.year}:
        return likelihood if new.year - base.year == 1 else min(likelihood, 0.4)
    return likelihood
