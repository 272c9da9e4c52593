"""From what to what a figure changed: the amounts around 增加9所, 增长32%, 提高2个百分点.

`change_of` reads the sentence backwards from the change (and one figure ahead) and says which amount may be the
earlier and which the later one, and how plain that is.
"""

import re
from collections.abc import Iterator

import msgspec

from eduduty_desktop.figures.quantity import Kind
from eduduty_desktop.proof.passage import Passage
from eduduty_desktop.proof.roles import MOST_IN_ROW, Figure, Role, alike, countable, names, subject_of
from eduduty_desktop.proof.steps import Step, compares, from_plan, names_base, steps_of

BACK = 9
"""Figures looked at before a change."""

_MOST_AMOUNTS = 8

NOT_NOMINAL = re.compile("可比|同口径|剔除|扣除|不变价|实际增长|价格因素|还原|若|如果|预计|计划|力争|目标|以内|左右")
"""Words with which a growth is not that of the amounts stated."""

REAL_TERMS = re.compile("生产总值|增加值|总产值|GDP|产值|实际(?=[增下减]|同比|比上年)")
"""Amounts whose growth is stated at constant prices."""

_THAN = re.compile("(?<![同环])比|较|与")
_BRACKET = re.compile("[（(][^（()）]{0,40}[)）]")
_YEARLY = re.compile("年均|平均每年|每年平均|年平均")
_BEHIND = re.compile("(?:上年|去年|上一年|上学年|上年同期|(?:19|20)[0-9]{2}年)")
_AHEAD = re.compile(
    "^(?:总数|总量|总额|总人数|合计|共)?(?:达到?|增至|增加到|增长到|提高到|上升到|降至|减少到|下降到|降为|增为)了?$"
)
_OF_YEARS = re.compile("[两三四五六七八九十0-9]年来?(?:共|累计|合计|总计)")
"""What several years come to is not what one year grew to or fell from."""


class Change(msgspec.Struct, frozen=True):
    """What stands around a change: the pairs it may be of, the later amount alone, the difference stated before it."""

    steps: tuple[Step, ...]
    new: Figure | None
    difference: Figure | None
    yearly: bool
    nominal: bool


def change_of(passage: Passage, figures: tuple[Figure, ...], change: Figure) -> Change | None:
    """What the figure is the change of; None where another thing stands between it and the amounts."""
    if change.row > MOST_IN_ROW:
        return None
    amounts, difference = _around(passage, figures, change)
    if not amounts:
        return None
    subject = _subject(figures, change)
    if subject and not compares(change) and not any(names(amount, subject) for amount in amounts[:2]):
        return None
    text = _said(passage, amounts, change)
    nominal = names_base(change) or not (NOT_NOMINAL.search(text) or REAL_TERMS.search(text))
    steps = list(steps_of(amounts, change))
    nominal = nominal or from_plan(steps, change)
    new = (
        steps[0].new
        if steps and steps[0].likelihood > 0.5
        else amounts[0]
        if amounts[0].role is not Role.BASE
        else None
    )
    return Change(tuple(steps), new, difference, bool(_YEARLY.search(change.head)), nominal)


def _around(passage: Passage, figures: tuple[Figure, ...], change: Figure) -> tuple[list[Figure], Figure | None]:
    """The amounts that the change may be of, nearest first (one that stands behind it first of all); the difference."""
    amounts, difference = _before(passage, figures, change)
    behind = figures[change.index + 1 : change.index + 3]
    if change.row != 1 or not behind:
        return amounts, difference
    if amounts and difference is None and _is_difference_behind(behind[0], change, amounts[0]):
        difference = behind[0]
    base = next((figure for figure in behind if amounts and _is_base_behind(figure, change, amounts[0])), None)
    if base is not None:
        amounts.append(msgspec.structs.replace(base, role=Role.BASE))
    elif _is_reached_behind(behind[0], change, amounts):
        amounts.insert(0, behind[0])
    return amounts, difference


def _before(passage: Passage, figures: tuple[Figure, ...], change: Figure) -> tuple[list[Figure], Figure | None]:
    """The amounts before the change that it may be of, nearest first; the difference stated there."""
    clause = change.mention.clause
    amounts: list[Figure] = []
    parts = {clause.part}
    difference = None
    for figure in _nearest(figures, change):
        if figure.mention.clause.part not in parts:
            nearest = amounts[-1] if amounts else change
            if any(amount.role is not Role.BASE for amount in amounts) or not _begins_part(passage, nearest):
                break
            parts.add(figure.mention.clause.part)
        if figure.role is Role.DIFFERENCE and difference is None:
            if not amounts and _is_difference(figure, change):
                difference = figure
            elif len(amounts) == 1 and _is_difference_ahead(figure, change, amounts[0]):
                difference = figure
                continue
        if figure.role is Role.OTHER and figure.quantity.kind in {change.quantity.kind, Kind.MONEY} and not amounts:
            break  # 3, 156,077万元: what stands there cannot be read
        if not _may_change(figure, change) or _is_time(figure, change):
            continue
        if figure.mention.depth > clause.depth and figure.year is None and figure.role is not Role.BASE:
            continue
        if amounts and not alike(amounts[0].quantity, figure.quantity):
            if figure.role is Role.LEVEL and figure.quantity.kind is not Kind.DURATION:  # 三年前2.87亿元
                break
            continue
        if difference is not None and not alike(difference.quantity, figure.quantity):
            continue
        amounts.append(figure)
        if len(amounts) == _MOST_AMOUNTS:
            break
    return amounts, difference


def _nearest(figures: tuple[Figure, ...], change: Figure) -> Iterator[Figure]:
    """The figures before a change in its sentence, nearest first; of rows as long as its own, those at its place."""
    first = _begin(change)
    place, at = change.index - first, first - 1
    for _ in range(BACK):
        if at < 0 or figures[at].mention.clause.sentence != change.mention.clause.sentence:
            return
        if figures[at].row != change.row:
            return
        begin = _begin(figures[at])
        yield figures[begin + place]
        at = begin - 1


def _is_difference_ahead(figure: Figure, change: Figure, amount: Figure) -> bool:
    """Whether the difference stands right before the amount that it led to: 增加320人,达到12640人,增长2.6%."""
    is_told = figure.index == amount.index - 1 and bool(_AHEAD.match(amount.head.strip()))
    return is_told and _is_difference(figure, change, amount)


def _is_difference_behind(figure: Figure, change: Figure, amount: Figure) -> bool:
    """Whether the difference follows in the change's own part: 增长8.2%,增收0.3亿元."""
    if figure.role is not Role.DIFFERENCE or not _is_difference(figure, change):
        return False
    near_by = figure.mention.clause.part == change.mention.clause.part and not subject_of(figure.lead)
    return near_by and alike(figure.quantity, amount.quantity)


def _is_base_behind(figure: Figure, change: Figure, amount: Figure) -> bool:
    """Whether the earlier amount follows in brackets: 减少38所(上年1964所)."""
    if figure.mention.depth <= change.mention.clause.depth:
        return False
    compared = compares(change)
    named = compared is not None and figure.head.strip().startswith(compared[2] or compared[3])
    dated = figure.year is not None and _BEHIND.match(figure.head)
    is_level = figure.row == 1 and figure.role is Role.LEVEL
    return bool(named or dated) and is_level and alike(figure.quantity, amount.quantity)


def _is_reached_behind(figure: Figure, change: Figure, amounts: list[Figure]) -> bool:
    """Whether the later amount follows, where those before the change are no later ones: 增长5%,达到12640人."""
    if figure.mention.clause.part != change.mention.clause.part or not _AHEAD.match(figure.head.strip()):
        return False
    if amounts and amounts[0].role not in {Role.BASE, Role.FROM}:
        return False
    return (not amounts or alike(amounts[0].quantity, figure.quantity)) and _may_change(figure, change)


def _is_time(figure: Figure, change: Figure) -> bool:
    """Whether it is but how long the change took: 总产量十年增长1.2倍."""
    return (
        figure.quantity.kind is Kind.DURATION
        and figure.mention.clause is change.mention.clause
        and not figure.mention.tail.startswith("前")
    )


def _begin(figure: Figure) -> int:
    """The index of the first figure of its row."""
    return figure.first if figure.first >= 0 else figure.index


def _begins_part(passage: Passage, figure: Figure) -> bool:
    """Whether nothing but words of comparison stands between the semicolon before a figure and the figure."""
    start = figure.mention.clause.start
    return passage.text[start - 1 : start] in {"；", ";"} and not subject_of(figure.lead)


def _is_difference(figure: Figure, change: Figure, amount: Figure | None = None) -> bool:
    """Whether the growth may be that of a difference (of an amount like this)."""
    if amount is not None and not alike(figure.quantity, amount.quantity):
        return False
    return change.role in {Role.GROWTH, Role.TIMES} and figure.quantity.kind is not Kind.POINTS


def _may_change(figure: Figure, change: Figure) -> bool:
    if not figure.amount or _OF_YEARS.search(figure.head):
        return False
    if change.quantity.kind is Kind.POINTS:
        return figure.quantity.kind is Kind.PERCENT
    if change.role is Role.DIFFERENCE:
        return alike(figure.quantity, change.quantity)
    return countable(figure.quantity) or figure.quantity.kind is Kind.PERCENT


def _subject(figures: tuple[Figure, ...], change: Figure) -> str:
    """The thing that the change's own clause names."""
    lead = figures[change.first].lead if change.first >= 0 else change.lead
    return subject_of(_BRACKET.sub("", _THAN.split(lead)[0] if _THAN.search(lead) else lead))


def _said(passage: Passage, amounts: list[Figure], change: Figure) -> str:
    """The words from the farthest of the first two amounts to the change, and a little on both sides."""
    marks = [figure.mention for figure in (*amounts[:2], change)]
    first = min(mention.start for mention in marks)
    start = max(0, first - 30, change.mention.start - 160)
    start = max(start, *(passage.text.rfind(stop, start, first) + 1 for stop in "；;。"))
    return passage.text[start : max(mention.end for mention in marks) + 4]
