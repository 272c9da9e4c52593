"""The amounts of two years that a change names: 2020年比2019年增长20.9%, the years and amounts sentences before.

Years stand right before their amounts, or in a list or a span that a row of amounts answers (2018年至2020年分别为a、b、c).
"""

import re
from functools import lru_cache
from itertools import pairwise

from eduduty_desktop.figures.quantity import Kind
from eduduty_desktop.proof.changes import NOT_NOMINAL, REAL_TERMS, Change
from eduduty_desktop.proof.passage import Passage
from eduduty_desktop.proof.roles import Figure, Role, alike, countable, figures_of, names, subject_of
from eduduty_desktop.proof.steps import Step

_TWO_YEARS = re.compile("((?:19|20)[0-9]{2})年?[^，0-9]{0,4}(?:比|较|与|同)((?:19|20)[0-9]{2})年?[^，0-9]{0,12}$")
_ON_YEAR = re.compile("((?:19|20)[0-9]{2})年[^，0-9]{0,6}(?:比|较)(?:上一?年|前一年)[^，0-9]{0,8}$")
_SAME_PERIOD = re.compile("同比|(?:比|较)(?:上年|去年|上一年)")
_YEAR = re.compile("((?:19|20)[0-9]{2})(?=年)")
_SPAN = re.compile("((?:19|20)[0-9]{2})年?(?:至|到|—|－|-|～|~)((?:19|20)[0-9]{2})年")
_BY = re.compile(
    "[，,；、（(]?(?:拟|将|计划)?(?:同比|比上年|较上年|比去年|较去年)?(?:拟)?(?:增长|增加|提高|下降|减少|增幅|降幅)[了为达约]{0,2}"
)
_PLANNED = re.compile("预算|安排|投入")
_REACHED = frozenset({Role.LEVEL, Role.TO})
_EACH = re.compile("分别")
_AVERAGE = re.compile("年均|平均|累计|五年|三年")
BACK = 40
ROW_HEAD = 60


def dated(passage: Passage, figures: tuple[Figure, ...], change: Figure) -> Change | None:
    """What the change is of, if it names two years whose amounts the paragraph states; None otherwise."""
    if change.row > 1 or change.quantity.kind is Kind.POINTS or _AVERAGE.search(change.head):
        return None
    head = change.head
    if (years := _years_of(figures, change)) is not None:
        found = _of_years(passage, change, *years)
    else:
        found = _restated(passage, figures, change) if _SAME_PERIOD.search(head) else None
        found = found or _consecutive(passage, figures, change)
    if found is None:
        return None
    base, new, likelihood = found
    text = passage.text[max(0, min(base.mention.start, new.mention.start) - 30) : change.mention.end + 4][-400:]
    nominal = not NOT_NOMINAL.search(text[-60:]) and not REAL_TERMS.search(text)
    return Change((Step(base, new, likelihood),), new, None, yearly=False, nominal=nominal)


def _years_of(figures: tuple[Figure, ...], change: Figure) -> tuple[int, int] | None:
    """The later and the earlier year that a change names: 2020年比2018年; 2020年较上年增加0.37亿元，增长4.7%."""
    said = _TWO_YEARS.search(change.head)
    if said is not None:
        return int(said[1]), int(said[2])
    by = figures[change.index - 1] if change.index and _BY.fullmatch(change.lead) else None
    named = _ON_YEAR.search(change.head)
    if named is None and by is not None and by.role is Role.DIFFERENCE:
        near = by.mention.clause.part == change.mention.clause.part
        named = _ON_YEAR.search(by.head) if near else None
    return (int(named[1]), int(named[1]) - 1) if named is not None else None


def in_year(passage: Passage, amount: Figure, year: int) -> Figure | None:
    """The amount of a year in the row that a figure begins or stands in."""
    first = amount.first if amount.first >= 0 else amount.index
    return next((figure for when, figure, row in _known(passage) if row == first and when == year), None)


def _of_years(passage: Passage, change: Figure, later: int, earlier: int) -> tuple[Figure, Figure, float] | None:
    """The amounts of the two years before the change: of one row, or each the only one of its year."""
    known = [(year, figure, row) for year, figure, row in _known(passage) if figure.index < change.index]
    for year, new, row in reversed(known):
        if year != later:
            continue
        bases = [f for y, f, r in known if y == earlier and r == row and row >= 0 and alike(f.quantity, new.quantity)]
        if len(bases) == 1:
            near = change.mention.clause.sentence - new.mention.clause.sentence <= 1
            return bases[0], new, 0.9 if near else 0.7
    single = [(y, f) for y, f, row in known if row < 0]
    news = [f for y, f in single if y == later]
    bases = [f for y, f in single if y == earlier]
    if len(news) == len(bases) == 1 and alike(news[0].quantity, bases[0].quantity):
        return bases[0], news[0], 0.92 if _is_one_series(bases[0], news[0]) else 0.82
    return None


def _is_one_series(base: Figure, new: Figure) -> bool:
    """Whether one list tells the amounts year by year: 支出2020年为61880万元，2021年为63480万元."""
    near = base.mention.clause.sentence == new.mention.clause.sentence and new.index - base.index == 1
    return near and not subject_of(new.lead)


def _restated(passage: Passage, figures: tuple[Figure, ...], change: Figure) -> tuple[Figure, Figure, float] | None:
    """支出11.42亿元,同比增长0.38亿元…2021年11.42亿元,2020年11.04亿元: the amount again, with that of the year before."""
    before = [
        f
        for f in reversed(figures[max(0, change.index - 3) : change.index])
        if f.role is Role.LEVEL
        and countable(f.quantity)
        and f.mention.clause.sentence == change.mention.clause.sentence
    ]
    known = [(year, figure) for year, figure, row in _known(passage) if row < 0]
    for (year, one), (other_year, other) in pairwise(known):
        for new in before:
            if new.index in {one.index, other.index} or abs(one.index - other.index) != 1:
                continue
            same = one.quantity.value == new.quantity.value and alike(one.quantity, other.quantity)
            if same and year - other_year == 1:
                return other, one, 0.85
    return None


def _consecutive(passage: Passage, figures: tuple[Figure, ...], change: Figure) -> tuple[Figure, Figure, float] | None:
    """2021年13.26亿元,…。2022年达到13.87亿元,同比增长4.6%: the amount right before it, and that of the year before."""
    new = figures[change.index - 1] if change.index else change
    years = _YEAR.findall(new.lead)
    if len(years) != 1 or new.mention.clause.part != change.mention.clause.part or not countable(new.quantity):
        return None
    if new.role not in _REACHED or new.row > 1 or not _BY.fullmatch(change.lead):
        return None
    earlier = [f for f in figures[: new.index] if f.role in _REACHED and alike(f.quantity, new.quantity)]
    base = next((f for year, f, row in _known(passage) if year == int(years[0]) - 1 and row < 0), None)
    if base is None or not earlier or earlier[-1] is not base:
        return None
    subject = _PLANNED.sub("", subject_of(new.lead))
    if subject and not names(base, subject):
        return None
    return base, new, 0.92 if "上年" in change.lead and new.index - base.index == 1 else 0.86


@lru_cache(maxsize=1024)
def _known(passage: Passage) -> tuple[tuple[int, Figure, int], ...]:
    """The amounts of a paragraph whose year is told: year, figure and the row it is of (-1 where it stands alone)."""
    figures = figures_of(passage)
    found: list[tuple[int, Figure, int]] = []
    for figure in figures:
        if not countable(figure.quantity) or figure.role is not Role.LEVEL:
            continue
        if figure.row > 1:
            if figure.first < 0:
                found.extend(_row(passage, figures, figure))
            continue
        years = _YEAR.findall(figure.lead)
        if len(years) == 1:
            found.append((int(years[0]), figure, -1))
    return tuple(found)


def _row(passage: Passage, figures: tuple[Figure, ...], first: Figure) -> list[tuple[int, Figure, int]]:
    """A row of amounts with the years that stand before it, as many as they are."""
    head = passage.text[max(0, first.mention.start - ROW_HEAD) : first.mention.start].rpartition("。")[2]
    if not _EACH.search(head):
        return []
    years = [int(year) for year in _YEAR.findall(head)]
    if span := _SPAN.search(head):
        years = list(range(int(span[1]), int(span[2]) + 1))
    if len(years) != first.row:
        return []
    return [(year, figures[first.index + at], first.index) for at, year in enumerate(years)]
