"""From what to what a figure changed: the amounts around 增加9所, 增长32%, 提高2个百分点.

`change_of` reads the sentence backwards from the change (and one figure ahead) and says which amount may be the
earlier and which the later one, and how plain that is.
"""

import re
from collections.abc import Iterator

import msgspec

from eduduty_desktop.figures.quantity import Kind
from eduduty_desktop.proof.passage import Passage
from eduduty_desktop.proof.roles import MOST_IN_ROW, PREVIOUS, Figure, Role, alike, countable, names, subject_of

BACK = 9
"""Figures looked at before a change."""

NOT_NOMINAL = re.compile("可比|同口径|剔除|扣除|不变价|实际增长|价格因素|还原|若|如果|预计|计划|力争|目标|以内|左右")
"""Words with which a growth is not that of the amounts stated."""

REAL_TERMS = re.compile("生产总值|增加值|总产值|GDP|产值|实际(?=[增下减]|同比|比上年)")
"""Amounts whose growth is stated at constant prices."""

_SINCE = re.compile("(?:较|比|与|同)[^，]{0,6}?((?:19|20)[0-9]{2})(?:年|学年)")
_THAN = re.compile("(?<![同环])比|较|与")
_NAMES_COMPARED = re.compile(
    "^([\u4e00-\u9fff]{2,12})?(?:(?:比|较)([\u4e00-\u9fff]{2,12}?)(?:高|多|低|少)|(?:高于|多于|低于|少于)([\u4e00-\u9fff]{2,12}?)(?:约|近)?$)"
)
_OUTSIDE = re.compile("上年|去年|前年|同期|年初|年底|上一|上学|[0-9]|平均|标准|水平|规定|要求|以往|过去|往年|全[国省]")
_BRACKET = re.compile("[（(][^（()）]{0,40}[)）]")
_AMONG = re.compile("其中|包括|含")
_COMPARABLE = frozenset({Role.LEVEL, Role.TO, Role.SHARE, Role.RATE})
_YEARLY = re.compile("年均|平均每年|每年平均|年平均")
_LAST_YEAR = re.compile("上年|去年|同比|上一年|上学年|上一学年")
_BEHIND = re.compile("(?:上年|去年|上一年|上学年|上年同期|(?:19|20)[0-9]{2}年)")
_AHEAD = re.compile(
    "^(?:总数|总量|总额|总人数|合计|共)?(?:达到?|增至|增加到|增长到|提高到|上升到|降至|减少到|下降到|降为|增为)了?$"
)


class Step(msgspec.Struct, frozen=True):
    """An earlier and a later amount, and how likely the author means these two."""

    base: Figure
    new: Figure
    likelihood: float


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
    if subject and not _compares(change) and not any(names(amount, subject) for amount in amounts[:2]):
        return None
    text = _said(passage, amounts, change)
    nominal = names_base(change) or not (NOT_NOMINAL.search(text) or REAL_TERMS.search(text))
    steps = list(_steps(amounts, change))
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
    first, length = _begin(change), change.row
    place = change.index - first
    clause = change.mention.clause
    amounts: list[Figure] = []
    parts = {clause.part}
    difference = None
    at, seen = first - 1, 0
    while at >= 0 and figures[at].mention.clause.sentence == clause.sentence:
        figure = figures[at]
        begin = _begin(figure)
        at = begin - 1
        seen += 1
        if figure.row != length or seen > BACK:
            break
        figure = figures[begin + place]
        if figure.mention.clause.part not in parts:
            nearest = amounts[-1] if amounts else change
            if any(amount.role is not Role.BASE for amount in amounts) or not _begins_part(passage, nearest):
                break
            parts.add(figure.mention.clause.part)
        if figure.role is Role.DIFFERENCE and not amounts and difference is None and _is_difference(figure, change):
            difference = figure
        told = (
            len(amounts) == 1 and figure.index == amounts[0].index - 1 and bool(_AHEAD.match(amounts[0].head.strip()))
        )
        if (
            told
            and figure.role is Role.DIFFERENCE
            and difference is None
            and _is_difference(figure, change, amounts[0])
        ):
            difference = figure  # 增加320人,达到12640人,增长2.6%
            continue
        if figure.role is Role.OTHER and figure.quantity.kind in {change.quantity.kind, Kind.MONEY} and not amounts:
            break  # 3, 156,077万元: what stands there cannot be read
        if not _may_change(figure, change) or (figure.mention.depth > clause.depth and figure.year is None):
            continue
        if amounts and not alike(amounts[0].quantity, figure.quantity):
            if figure.role is Role.LEVEL:
                break
            continue
        if difference is not None and not alike(difference.quantity, figure.quantity):
            continue
        amounts.append(figure)
        if len(amounts) == 8:
            break
    behind = change.index + 1
    if length == 1 and behind < len(figures):
        figure = figures[behind]
        if difference is None and figure.role is Role.DIFFERENCE and _is_difference(figure, change) and amounts:
            near_by = figure.mention.clause.part == clause.part and not subject_of(figure.lead)
            if near_by and alike(figure.quantity, amounts[0].quantity):  # 增长8.2%,增收0.3亿元
                difference = figure
        for base in figures[behind : behind + 2]:  # 减少38所(上年1964所)
            compared = _compares(change)
            named = compared is not None and base.head.strip().startswith(compared[2] or compared[3])
            bracketed = base.mention.depth > clause.depth and (
                named or (base.year is not None and _BEHIND.match(base.head))
            )
            if bracketed and amounts and base.role is Role.LEVEL and alike(base.quantity, amounts[0].quantity):
                amounts.append(msgspec.structs.replace(base, role=Role.BASE))
                return amounts, difference
        near = figure.mention.clause.part == clause.part and _AHEAD.match(figure.head.strip())
        starts = not amounts or (
            amounts[0].role in {Role.BASE, Role.FROM} and alike(amounts[0].quantity, figure.quantity)
        )
        if near and starts and _may_change(figure, change):
            amounts.insert(0, figure)
    return amounts, difference


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
    if not figure.amount:
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
    start = max(0, min(mention.start for mention in marks) - 30, change.mention.start - 160)
    return passage.text[start : max(mention.end for mention in marks) + 4]


def _steps(amounts: list[Figure], change: Figure) -> Iterator[Step]:
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
    if compared := _compares(change):  # 教师91286元,公务员90114元,教师比公务员高1172元
        bases = [a for a in amounts if names(a, subject_of(compared[2] or compared[3]) or "-")]
        if compared[1]:
            news = [a for a in amounts if names(a, subject_of(compared[1]) or "-") and a not in bases]
        else:  # 计划2900人,报名3215人,比计划多315人
            news = [a for a in amounts[:1] if a not in bases]
        if len(news) == len(bases) == 1:
            yield bases[0], news[0], 0.9
            return
    new, base = amounts[0], amounts[1]
    same = not subject_of(new.lead) or names(base, subject_of(new.lead))
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


def _compares(change: Figure) -> re.Match[str] | None:
    """The names of what is compared in the change's own clause: 教师比公务员高, 教师高于公务员, 比计划多."""
    return _NAMES_COMPARED.search(change.lead.lstrip("，,；;、 "))


def names_base(change: Figure) -> bool:
    """Whether the change is from something that the reader would look for in the text, not from the year before."""
    compared = _compares(change)
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
    if _LAST_YEAR.search(change.lead) and base.year and new.year and PREVIOUS not in {base.year, new.year}:
        return likelihood if new.year - base.year == 1 else min(likelihood, 0.4)
    return likelihood
