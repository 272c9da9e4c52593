"""What was done of a plan: 预算为53亿元,实际完成54亿元,为预算的101.9%; 年初预算A,调整为B,完成C,为调整预算的98%."""

import re

from eduduty_desktop.proof.reading import Reading
from eduduty_desktop.proof.relations.shares.result import reading_of
from eduduty_desktop.proof.roles import PREVIOUS, Figure, Role, alike

OF_PLAN = re.compile(
    "(?:为|占|完成|达到?|是|执行|相当于)(?:[^，]{0,8}[^，性])??([^，]{0,4}?)(?:预算|计划|任务|目标|概算)[数额]?的[约近]?$"
)
DONE = re.compile("完成|执行|实际|实现|已|累计[收支]|入库|支出$")
_PLAN = re.compile("预算|计划|任务|目标|概算")
_ADJUSTED, _FIRST = re.compile("调整|变动|追加|调增|调减"), re.compile("年初|期初|批准|汇总")
_FUND = re.compile("(?<![初年整额级])预算[收支][入出支](?!预算|计划)|执行[中时]")  # what is called so is no plan
_NEAR, _BACK = 16, 5


def of_plan(share: Figure, near: list[Figure]) -> list[Reading]:
    """Readings of 为预算的x% against the plans before what was done, the plain one first; empty where none stands there."""
    said = OF_PLAN.search(share.lead)
    part = _done(share, near)
    if said is None or part is None:
        return []
    plans = [figure for figure in near[:_BACK] if figure.index < part.index and is_plan(figure) and _fits(figure, part)]
    sentence = plans[0].mention.clause.sentence if plans else 0
    plans = [figure for figure in plans if figure.mention.clause.sentence == sentence]
    wanted = _ADJUSTED if _ADJUSTED.search(said[1]) else _FIRST if _FIRST.search(said[1]) else None
    named = [figure for figure in plans if wanted is not None and wanted.search(figure.lead[-_NEAR:])]
    plain = named[:1] or (plans if len(plans) == 1 else [])
    sure = 0.88 if DONE.search(part.lead[-_NEAR:]) and part.index >= share.index - 2 else 0.7
    if plain and (part.mention.clause.sentence > sentence or _done_between(plain[0], part, near)):
        sure = 0.6
    found = [reading_of(share, part, plan, sure if plan in plain else 0.5) for plan in plans]
    return [reading for reading in found if reading is not None]


def is_plan(figure: Figure) -> bool:
    """Whether a figure is what was planned, by the words in front of it."""
    lead = _FUND.sub("", figure.lead[-_NEAR:])
    return bool(_PLAN.search(lead)) and not DONE.search(lead) and figure.role in {Role.LEVEL, Role.TO}


def _done(share: Figure, near: list[Figure]) -> Figure | None:
    """The amount of which the share is said: of its sentence, the nearest that says so, else the nearest."""
    sentence = share.mention.clause.sentence
    same = [f for f in near[:3] if f.mention.clause.sentence == sentence and f.role in {Role.LEVEL, Role.TO}]
    return next((figure for figure in same if DONE.search(figure.lead[-_NEAR:])), same[0] if same else None)


def _done_between(plan: Figure, part: Figure, near: list[Figure]) -> bool:
    """Whether the plan is that of another amount, of which the part is one: 完成196亿元,…,其中税收完成135亿元."""
    between = [f for f in near if plan.index < f.index < part.index and alike(f.quantity, part.quantity)]
    return any(f.role in {Role.LEVEL, Role.TO} and DONE.search(f.lead[-_NEAR:]) for f in between)


def _fits(plan: Figure, part: Figure) -> bool:
    return alike(plan.quantity, part.quantity) and plan.year != PREVIOUS and plan.row == part.row == 1
