"""Growths whose amounts the form of the sentence tells: in a bracket, by what was added, over a base, year by year."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from eduduty_desktop.figures.quantity import Kind
from eduduty_desktop.proof.changes import NOT_NOMINAL, REAL_TERMS
from eduduty_desktop.proof.explanation import quotient
from eduduty_desktop.proof.lexicon import AVERAGE
from eduduty_desktop.proof.reading import Reading
from eduduty_desktop.proof.relations.rise import growth_of, signed
from eduduty_desktop.proof.relations.shares.result import HUNDRED
from eduduty_desktop.proof.roles import PREVIOUS, Figure, Role, alike, countable, subject_of

_ADDED = re.compile("(?:新增|净增)(?:加?了?|[\u4e00-\u9fff]{2,16})$")
_TOTAL = re.compile("^[，,]?(?:总[数量额]|总人数|累计|合计|共有?)[^，]{0,8}$")
_BRACKETED = re.compile("[)）]的[约近]?$")
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
