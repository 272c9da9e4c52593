"""Growths whose amounts the form of the sentence tells: in a bracket, by what was added, over a base, year by year."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from eduduty_desktop.figures.interval import Interval
from eduduty_desktop.figures.quantity import Kind
from eduduty_desktop.proof.changes import NOT_NOMINAL, REAL_TERMS
from eduduty_desktop.proof.explanation import quotient
from eduduty_desktop.proof.lexicon import AVERAGE
from eduduty_desktop.proof.reading import Reading
from eduduty_desktop.proof.relations.rise import growth_of, signed
from eduduty_desktop.proof.relations.shares.result import HUNDRED
from eduduty_desktop.proof.relations.subtraction import without_slip
from eduduty_desktop.proof.roles import PREVIOUS, Figure, Role, alike, countable, subject_of

_ADDED = re.compile("(?:新增|净增)(?:加?了?|[\u4e00-\u9fff]{2,16})$")
_TOTAL = re.compile("^[，,]?(?:总[数量额]|总人数|累计|合计|共有?)[^，]{0,8}$")
_BRACKETED = re.compile("[)）]的[约近]?$")
_NAME, _SHORTEST = 3, 2
_FEWEST_YEARS = 3
_YEARLY = re.compile("年均(?:增长|增加|递增|增幅|增速|下降)?[^，]{0,4}$")
_NUMBERS = "二三四五六"
_SO_MANY_YEARS = re.compile("[近前这]([三四五六])年")
_NAMED = re.compile("(?:是|为|相当于)([\u4e00-\u9fff]{2,8}?)的(?:近|约)?$")
_OF_BEFORE = re.compile(
    "^[，,]?(?:已经?|约|达到?)?(?:是|为|相当于|达到?)(?:原来|原先|过去|以前|之前|此前|当[时年初]|[改扩新]建前|[一二三四五六七八九十]年前)的(?:近|约)?$"
)
_EXTREMES = ("最低", "最高")
_OUTSIDE = re.compile("上年|去年|年|全[省国市]|同期|平均|原|此前|过去")
_LONGEST_SERIES = 6
_OF_OTHERS = re.compile("占比|比例|比重|[率均]")
_IN_ALL = re.compile("(?:累计|合计|共计|总计)[^，。；0-9]{0,6}$")
_YEARS = re.compile("(?:19|20)[0-9]{2}|[近前这][二两三四五]年")
_YEAR_BY_YEAR = re.compile("分别|依次|逐年|后[两二三四五]年")


def of_bracketed(figures: tuple[Figure, ...], times: Figure) -> Iterator[Reading]:
    """合同金额5748万元,…,约为2016年（1915万元）的3倍: the bracket holds what it is a multiple of."""
    base = figures[times.index - 1] if times.index else times
    if base.mention.depth != times.mention.depth + 1 or not _BRACKETED.search(times.lead):
        return
    sentence = times.mention.clause.sentence
    before = [f for f in figures[max(0, base.index - 10) : base.index] if f.mention.clause.sentence == sentence]
    news = [f for f in before if f.role is Role.LEVEL and alike(f.quantity, base.quantity)]
    for order, new in enumerate(n for n in news if not AVERAGE.search(n.lead)):
        expected = quotient(new.quantity.interval, base.quantity.interval)
        if expected is not None:
            likelihood = 0.82 if order == 0 else 0.4
            yield growth_of(times, [new, base], expected, likelihood, f"{new.mention.text}÷{base.mention.text}")


def of_moved(figures: tuple[Figure, ...], times: Figure) -> Iterator[Reading]:
    """校园占地由42亩扩大到126亩,是原来的3倍: of the two amounts right before it."""
    if times.index < 2 or times.row > 1 or not _OF_BEFORE.search(times.lead):
        return
    old, new = figures[times.index - 2 : times.index]
    if old.role is not Role.FROM or new.role is not Role.TO or new.mention.clause.part != times.mention.clause.part:
        return
    expected = quotient(new.quantity.interval, old.quantity.interval)
    if expected is not None and alike(old.quantity, new.quantity):
        yield growth_of(times, [old, new], expected, 0.85, f"{new.mention.text}÷{old.mention.text}")


def of_named(figures: tuple[Figure, ...], times: Figure) -> Iterator[Reading]:
    """生均公用经费小学1050元、初中1250元。特殊教育12000元,是小学的11.4倍: the amount that is called so."""
    said = _NAMED.search(times.lead)
    if said is None or not times.index or times.row > 1 or _OUTSIDE.search(said[1]):
        return
    new = figures[times.index - 1]
    if new.mention.clause.sentence != times.mention.clause.sentence or new.role is not Role.LEVEL:
        return
    before = figures[max(0, new.index - 6) : new.index]
    bases = [f for f in before if f.role is Role.LEVEL and alike(f.quantity, new.quantity) and f.year != PREVIOUS]
    name = said[1].removesuffix("标准").removesuffix("水平")
    named = [f for f in bases if _is_called(name, f)]
    if len(named) != 1:
        return
    expected = quotient(new.quantity.interval, named[0].quantity.interval)
    if expected is not None:
        holds = times.quantity.interval is not None and times.quantity.interval.meets(expected)
        slip = without_slip(times.quantity, expected) is not None
        likelihood = 0.82 if holds or slip else 0.5
        yield growth_of(times, [new, named[0]], expected, likelihood, f"{new.mention.text}÷{named[0].mention.text}")


def _is_called(name: str, figure: Figure) -> bool:
    lead = figure.lead.strip("，,、；;的为达约是")
    if name.startswith(_EXTREMES):
        return name[:_SHORTEST] in lead
    return len(name) >= _SHORTEST and (lead.endswith(name) or lead.startswith(name))


def of_reduced(figures: tuple[Figure, ...], growth: Figure) -> Iterator[Reading]:
    """学科类13家、非学科类21家。…学科类机构压减至2家,压减率84.6%: what the amount was where it is told first."""
    if not growth.down or growth.index < 2 or growth.row > 1 or growth.quantity.kind is not Kind.PERCENT:
        return
    new = figures[growth.index - 1]
    name = new.lead.strip("，,、；;")[:_NAME]
    told = new.role is Role.TO and len(name) == _NAME and len(subject_of(growth.lead)) <= 1  # 压减率
    if not told or new.mention.clause.part != growth.mention.clause.part or new.row > 1:
        return
    before = figures[max(0, new.index - 10) : new.index]
    named = [f for f in before if f.role is Role.LEVEL and alike(f.quantity, new.quantity) and f.row == 1]
    named = [f for f in named if f.lead.strip("，,、；;").removeprefix("其中").startswith(name)]
    if len(named) != 1 or growth.quantity.approximation or NOT_NOMINAL.search(growth.head):
        return
    ratio = quotient(new.quantity.interval, named[0].quantity.interval, 100)
    if ratio is not None:
        text = f"（{named[0].mention.text}－{new.mention.text}）÷{named[0].mention.text}"
        yield growth_of(growth, [named[0], new], HUNDRED - ratio, 0.82, text)


def of_mean(figures: tuple[Figure, ...], growth: Figure) -> Iterator[Reading]:
    """近三年分别为5.12亿元、5.63亿元、6.24亿元,年均增长10.4%: the root of what the last is of the first."""
    if not _YEARLY.search(growth.lead) or growth.row > 1 or growth.quantity.kind is not Kind.PERCENT:
        return
    before = [f for f in figures[max(0, growth.index - 10) : growth.index] if f.quantity.kind is not Kind.DURATION]
    if before and _IN_ALL.search(before[-1].lead) and before[-1].row == 1:
        before = before[:-1]
    last = before[-1] if before else None
    if last is None or last.row < _FEWEST_YEARS or last.first < 0 or not countable(last.quantity):
        return
    row = [f for f in before if f.first == last.first or f.index == last.first]
    sentence = growth.mention.clause.sentence
    said = _SO_MANY_YEARS.search(row[0].head)
    years = len(row) if said is None else _NUMBERS.find(said[1]) + 2
    if len(row) != last.row or said is None or years != len(row) or row[0].mention.clause.sentence != sentence:
        return
    ratio = quotient(last.quantity.interval, row[0].quantity.interval)
    if ratio is None or ratio.low <= 0 or NOT_NOMINAL.search(growth.head):
        return
    power = Decimal(1) / Decimal(years - 1)
    root = Interval(ratio.low**power, ratio.high**power) * HUNDRED - HUNDRED
    expected = signed(root, growth.down)
    slip = without_slip(growth.quantity, expected) is not None
    text = f"（{last.mention.text}÷{row[0].mention.text}）开{years - 1}次方－1"
    holds = growth.quantity.interval is not None and growth.quantity.interval.meets(expected)
    yield growth_of(growth, [row[0], last], expected, 0.82 if slip or holds else 0.5, text)
    mean = (ratio * HUNDRED - HUNDRED) / Interval.exact(Decimal(years - 1))
    yield growth_of(growth, [row[0], last], signed(mean, growth.down), 0.3, "")


def of_added(figures: tuple[Figure, ...], growth: Figure) -> Iterator[Reading]:
    """新增平台10家,总量达90家,增长12.5%: what was added over what was there before."""
    if growth.index < 2 or growth.row > 1 or growth.down or growth.quantity.kind is not Kind.PERCENT:
        return
    added, total = figures[growth.index - 2 : growth.index]
    near = len({figure.mention.clause.part for figure in (added, total, growth)}) == 1
    if not near or not _ADDED.search(added.lead) or not _TOTAL.search(total.lead) or not total.amount:
        return
    if subject_of(growth.lead) or NOT_NOMINAL.search(growth.head) or not alike(added.quantity, total.quantity):
        return
    one, whole = added.quantity.interval, total.quantity.interval
    expected = quotient(one, whole - one, 100) if one is not None and whole is not None else None
    if expected is not None and expected.low > 0:
        text = f"{added.mention.text}÷（{total.mention.text}－{added.mention.text}）"
        yield growth_of(growth, [added, total], expected, 0.82, text)


def of_base(figures: tuple[Figure, ...], growth: Figure) -> Iterator[Reading]:
    """比去年的12460人少了1422人,降幅11.4%: the difference over the base, where the later amount stands elsewhere."""
    if growth.index < 2 or growth.row > 1 or growth.quantity.kind is not Kind.PERCENT:
        return
    base, difference = figures[growth.index - 2 : growth.index]
    if base.role is not Role.BASE or difference.role is not Role.DIFFERENCE or base.row > 1 or difference.row > 1:
        return
    near = len({figure.mention.clause.part for figure in (base, difference, growth)}) == 1
    if not near or subject_of(growth.lead) or NOT_NOMINAL.search(growth.head) or difference.down != growth.down:
        return
    sentence = base.mention.clause.sentence
    before = figures[max(0, base.index - 2) : base.index]
    if any(f.mention.clause.sentence == sentence and alike(f.quantity, base.quantity) for f in before):
        return  # the later amount is here
    expected = quotient(difference.quantity.interval, base.quantity.interval, 100)
    if expected is not None and alike(base.quantity, difference.quantity):
        text = f"{difference.mention.text}÷{base.mention.text}"
        yield growth_of(growth, [base, difference], expected, 0.9, text)


def of_series(figures: tuple[Figure, ...], growth: Figure) -> Iterator[Reading]:
    """2019年12.15亿元,2020年12.88亿元,2021年13.89亿元,后两年分别增长6.0%、7.84%: each year over the one before."""
    first = growth.first if growth.first >= 0 else growth.index
    length = growth.row
    if not 2 <= length <= _LONGEST_SERIES or growth.quantity.kind is not Kind.PERCENT:
        return
    opening = figures[first]
    if not _YEAR_BY_YEAR.search(opening.lead) or NOT_NOMINAL.search(opening.head):
        return
    if _OF_OTHERS.search(opening.lead) or subject_of(_YEAR_BY_YEAR.sub("", opening.lead)):
        return
    amounts = _amounts_by_year(figures, first, length + 1)
    if len(amounts) <= length or any(REAL_TERMS.search(amount.lead) for amount in amounts):
        return
    old, new = amounts[growth.index - first : growth.index - first + 2]
    ratio = quotient(new.quantity.interval, old.quantity.interval, 100)
    if ratio is not None:
        text = f"（{new.mention.text}－{old.mention.text}）÷{old.mention.text}"
        yield growth_of(growth, [old, new], signed(ratio - HUNDRED, growth.down), 0.85, text)


def of_rows(figures: tuple[Figure, ...], growth: Figure) -> Iterator[Reading]:
    """小学12680元、初中16420元,分别比上年的12150元、15890元增长4.4%、3.3%: the later amounts stand with a name each."""
    first = growth.first if growth.first >= 0 else growth.index
    length = growth.row
    if not 2 <= length <= _LONGEST_SERIES or growth.quantity.kind is not Kind.PERCENT or first < 2 * length:
        return
    bases, news = figures[first - length : first], figures[first - 2 * length : first - length]
    in_row = bases[0].row == length and bases[-1].first == bases[0].index and bases[0].year == PREVIOUS
    if not in_row or "分别" not in bases[0].lead or NOT_NOMINAL.search(growth.head):
        return
    same = all(f.row == 1 and f.role is Role.LEVEL and alike(f.quantity, bases[0].quantity) for f in news)
    if not same or len({f.mention.clause.sentence for f in (*news, *bases, growth)}) > 1:
        return
    old, new = bases[growth.index - first], news[growth.index - first]
    ratio = quotient(new.quantity.interval, old.quantity.interval, 100)
    if ratio is not None:
        text = f"（{new.mention.text}－{old.mention.text}）÷{old.mention.text}"
        yield growth_of(growth, [old, new], signed(ratio - HUNDRED, growth.down), 0.85, text)


def _amounts_by_year(figures: tuple[Figure, ...], before: int, wanted: int) -> Sequence[Figure]:
    """So many amounts of one measure right before a figure, in its sentence, whose years follow each other."""
    near = figures[max(0, before - wanted - 2) : before]
    amounts = [f for f in near if f.quantity.kind is not Kind.DURATION]  # 后两年
    if amounts and _IN_ALL.search(amounts[-1].lead) and amounts[-1].row == 1:  # 三年累计
        amounts = amounts[:-1]
    amounts = amounts[-wanted:]
    last = amounts[-1] if amounts else None
    if last is None or last.mention.clause.sentence != figures[before].mention.clause.sentence:
        return ()
    if any(
        f.role is not Role.LEVEL or not countable(f.quantity) or not alike(f.quantity, last.quantity) for f in amounts
    ):
        return ()
    years = [f.year for f in amounts]
    if (
        last.row == wanted
        and last.first == amounts[0].index
        and (_YEARS.search(last.head) or len(_YEARS.findall(figures[before].lead)) == wanted - 1)
    ):
        return amounts  # 2019至2021年分别为12.15亿元、12.88亿元、13.89亿元
    if None in years or PREVIOUS in years:
        return ()
    ordered = all(one is not None and one + 1 == other for one, other in pairwise(years))
    return amounts if ordered else ()
