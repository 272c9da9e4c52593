"""What is left over, and by how much it is more than the year before: differences told by what stands beside them.

应建档286户,已建档261户,其余25户: the two amounts of a sentence and what is called their rest.  103所中达标96所,未达标7所.
982所,比上年减少27所,上年为1009所: the amount of the year before stands behind.  优良率46.9%…。优良率较2021年44.2%提高2.7个
百分点: the rate of that name, sentences before.  Asked last, of figures of which nothing is said.
"""

import re
from collections.abc import Iterator, Sequence

import msgspec

from eduduty_desktop.figures.quantity import Kind
from eduduty_desktop.proof.digits import digits_in, nearly
from eduduty_desktop.proof.explanation import quotient
from eduduty_desktop.proof.passage import Passage
from eduduty_desktop.proof.reading import CONFIRM, Reading, accuses
from eduduty_desktop.proof.relations.rise import growth_of, signed
from eduduty_desktop.proof.relations.shares.result import HUNDRED, reading_of
from eduduty_desktop.proof.relations.subtraction import difference_of
from eduduty_desktop.proof.result import Relation
from eduduty_desktop.proof.roles import (
    PREVIOUS,
    Figure,
    Role,
    alike,
    countable,
    figures_of,
    least_of,
    names,
    subject_of,
)
from eduduty_desktop.proof.steps import LAST_YEAR_WAS

_CONFIRMED, _ACCUSED = 0.6, 0.82
_BACK = 12
_REST = re.compile(
    "[，,；; ]?[^，]{0,6}?(?:其余|余下|剩下|剩余|尚[有未欠缺余需在]|仍[有缺欠为]|空编|空缺|缺口|缺额|还[有剩差缺欠]|闲置|空置"
    "|限期整改|结转|结余|没有?|未(?!来))[^，0-9]{0,6}"
)
_RESTS = frozenset("余剩尚仍还空缺闲限结未没")  # each of these words has one of them
_DONE = re.compile("已|完成|实[有际]|到位|办结|整改")
_SPENT = re.compile("支[付出]|拨付|使用|发放|兑付")
_UNDONE = re.compile("(?:没有?|未[能有曾]?)([\u4e00-\u9fff]{2})")
_OF_THEM = re.compile("[当之]?中|里")
_IN_ALL = re.compile("(?:合计|共计|总计|共)[^，、0-9]{0,4}$")
_FOUND = re.compile("发现|排查|摸排|收到|受理|反馈|比对|疑似|筛查")
_SIFTED = re.compile("核实|核查|甄别|排除|剔除|复核|比对")
_MERELY_MORE = re.compile("还有|[尚仍]有|[尚仍][在需为]")
_TELLING = 10
_THEN = re.compile(f"{LAST_YEAR_WAS}(?:为|是|有)?")
_THAT_RATE = re.compile("(?:上年|去年|同期)(?:该|这一|此)")
_MORE = re.compile("(?:(多|增加?)|(少|减少?))[\u4e00-\u9fff]{0,4}$")
_NAME = re.compile("([\u4e00-\u9fff]{2}(?:率|比例|比重|占比))")
_STATED = frozenset({Role.LEVEL, Role.DIFFERENCE})
_ASKED = _STATED | {Role.GROWTH}
_RATES = frozenset({Role.LEVEL, Role.SHARE, Role.RATE, Role.TO})


def readings(passage: Passage, told: Sequence[Reading]) -> Iterator[Reading]:
    """Readings of the differences of one paragraph of which the others, `told`, say nothing."""
    figures = figures_of(passage)
    answered: set[int] | None = None
    accused: set[frozenset[int]] = set()
    sifted = _SIFTED.search(passage.text) is not None
    for stated in figures:
        if stated.role not in _ASKED:
            continue
        reading = _reading_of(figures, stated, sifted=sifted)
        if reading is None:
            continue
        if answered is None:
            answered, accused = _answered(told), _accused(told)
        if stated.mention.start in answered or _starts(reading) in accused:
            continue
        if reading.agrees or _is_one_digit(reading):
            yield reading if reading.agrees else msgspec.structs.replace(reading, likelihood=_ACCUSED)


def _reading_of(figures: tuple[Figure, ...], stated: Figure, *, sifted: bool) -> Reading | None:
    """What a figure would be if the words beside it say what it is; `sifted`: some word of the paragraph says so."""
    if stated.quantity.approximation or stated.row > 1:
        return None
    if stated.role is Role.GROWTH:
        return _growth_of(figures, stated)
    pair = _pair_of(figures, stated, sifted=sifted)
    if pair is None:
        return None
    whole, less = pair if least_of(pair[0]) >= least_of(pair[1]) else (pair[1], pair[0])
    return difference_of(stated, whole, less, _CONFIRMED)


def _starts(reading: Reading) -> frozenset[int]:
    return frozenset(operand.start for operand in reading.operands)


def _accused(told: Sequence[Reading]) -> set[frozenset[int]]:
    """The groups of figures of which one is accused: more need not be said of them."""
    return {_starts(reading) for reading in told if reading.agrees is False and accuses(reading)}


def _answered(told: Sequence[Reading]) -> set[int]:
    """Where the figures stand that a reading confirms or accuses."""
    return {
        reading.stated.start
        for reading in told
        if reading.relation is not Relation.SUBSET
        and (reading.likelihood >= CONFIRM if reading.agrees else reading.agrees is False and accuses(reading))
    }


def _pair_of(figures: tuple[Figure, ...], stated: Figure, *, sifted: bool) -> tuple[Figure, Figure] | None:
    """The two amounts of which a figure is called the rest or the change."""
    if stated.quantity.kind is Kind.POINTS:
        return _rates_of(figures, stated)
    if stated.role is Role.DIFFERENCE:
        return _then_and_now(figures, stated) if countable(stated.quantity) else None
    rest = not _RESTS.isdisjoint(stated.lead) and _REST.fullmatch(stated.lead) is not None
    if not rest and not (sifted and stated.index and _SIFTED.search(figures[stated.index - 1].lead)):
        return None
    return _rest_of(figures, stated, rest=rest) if countable(stated.quantity) else None


def _rest_of(figures: tuple[Figure, ...], stated: Figure, *, rest: bool) -> tuple[Figure, Figure] | None:
    """The two amounts of its sentence of which a figure is what is left, `rest` if it is called so."""
    if rest and (by_rate := _rest_by_rate(figures, stated)) is not None:
        return by_rate
    clause = stated.mention.clause
    here = [f for f in figures[max(0, stated.index - _BACK) : stated.index] if _is_beside(f, stated)]
    here = [f for f in here if f.mention.clause.sentence == clause.sentence]
    if len(here) > 2 and _IN_ALL.search(here[-1].lead):  # 毕业5416人，升学2947人、2183人，合计5130人，没有升学286人
        return (here[0], here[-1]) if _UNDONE.search(stated.lead) and not _goes_on(figures, stated) else None
    if len(here) != 2:
        return None
    if _is_sifted(here, stated):
        return here[0], here[1]
    if not rest or here[1].mention.clause.part != clause.part or _goes_on(figures, stated):
        return None
    return (here[0], here[1]) if _is_rest(here[1], stated) else None


def _rest_by_rate(figures: tuple[Figure, ...], stated: Figure) -> tuple[Figure, Figure] | None:
    """安排资金5460万元…。支付4892万元，支付进度89.6%，结转568万元: the amount of which what was done is so many per cent."""
    if stated.index < 3 or figures[stated.index - 1].quantity.kind is not Kind.PERCENT:
        return None
    done, rate = figures[stated.index - 2 : stated.index]
    if not _is_beside(done, stated) or done.mention.clause.sentence != stated.mention.clause.sentence:
        return None
    before = [f for f in figures[max(0, done.index - _BACK) : done.index] if _is_beside(f, done)]
    wholes = [f for f in before if f.role is Role.LEVEL and _is_share_of(rate, done, f)]
    return (wholes[-1], done) if len({f.quantity.number for f in wholes}) == 1 else None


def _is_share_of(rate: Figure, part: Figure, whole: Figure) -> bool:
    expected = quotient(part.quantity.interval, whole.quantity.interval, 100)
    return expected is not None and rate.quantity.interval is not None and expected.meets(rate.quantity.interval)


def _is_sifted(here: Sequence[Figure], stated: Figure) -> bool:
    """排查126人，核实为在读89人，实际辍学37人: what was found, what of it proved nothing, and what is left of it."""
    found, sifted = here
    near = found.index == sifted.index - 1 == stated.index - 2
    return near and _FOUND.search(found.lead) is not None and _SIFTED.search(sifted.lead) is not None


def _is_rest(part: Figure, stated: Figure) -> bool:
    """Whether the amount before is what was done, or the figure says by itself that it is a rest, of two digits or more.

    新建12所，改建8所，还有3所: three things, of which none is the rest of another.
    """
    undone = _UNDONE.search(stated.lead)
    if undone is not None:
        return undone[1] in part.lead
    if "结" in stated.lead:  # 收支结余542万元，加上上年结余4.7亿元，滚存结余4.8亿元
        return _SPENT.search(part.lead) is not None
    if _DONE.search(part.lead):
        return True
    return least_of(stated) >= _TELLING and not _MERELY_MORE.search(stated.lead)


def _goes_on(figures: tuple[Figure, ...], stated: Figure) -> bool:
    """Whether a list goes on behind a figure, so that it is no rest: 当场整改118处、限期整改39处、移交6处."""
    tail = stated.mention.tail
    if _OF_THEM.match(tail) or _OF_THEM.match(tail.removeprefix(stated.quantity.counted)):
        return False
    behind = figures[stated.index + 1 : stated.index + 2]
    beside = [f for f in behind if f.mention.clause.part == stated.mention.clause.part and _is_beside(f, stated)]
    return any("其中" not in figure.head for figure in beside)


def _is_beside(figure: Figure, stated: Figure) -> bool:
    return alike(figure.quantity, stated.quantity) and figure.mention.depth == stated.mention.depth


def _then_and_now(figures: tuple[Figure, ...], stated: Figure) -> tuple[Figure, Figure] | None:
    """The amount before a change and the one behind it that is said to be the year before's."""
    if not 0 < stated.index < len(figures) - 1:
        return None
    now, then = figures[stated.index - 1], figures[stated.index + 1]
    near = now.mention.clause.sentence == then.mention.clause.sentence and now.role in {Role.LEVEL, Role.TO}
    if not near or not _THEN.fullmatch(then.lead.strip()):
        return None
    return (now, then) if _is_beside(now, stated) and alike(then.quantity, stated.quantity) else None


def _rates_of(figures: tuple[Figure, ...], stated: Figure) -> tuple[Figure, Figure] | None:
    """The two rates between which so many points lie, one of them said to be of before."""
    sentence = stated.mention.clause.sentence
    rates = [f for f in figures[max(0, stated.index - _BACK) : stated.index] if f.quantity.kind is Kind.PERCENT][::-1]
    if not rates:
        return None
    behind = figures[stated.index + 1] if stated.index + 1 < len(figures) else None
    is_then = behind is not None and behind.quantity.kind is Kind.PERCENT and _THEN.fullmatch(behind.lead.strip())
    if is_then and behind is not None and behind.mention.clause.sentence == sentence:
        return _named(rates, stated, behind)
    last = rates[0]
    if last.index != stated.index - 1 or last.mention.clause.sentence != sentence:
        return None
    if last.role is Role.BASE:
        return _named(rates[1:], stated, last)
    if len(rates) > 1 and last.year is not None and last.role in _RATES and rates[1].role in _RATES:
        now = rates[1]
        said = now.mention.clause.part == last.mention.clause.part and now.year != last.year
        same = _THEN.fullmatch(last.lead.strip()) or _THAT_RATE.search(last.lead)
        return (now, last) if said and now.index == last.index - 1 and same else None
    return None


def _growth_of(figures: tuple[Figure, ...], stated: Figure) -> Reading | None:
    """The growth of what was more by so much than the amount of before told right behind: 多发放418笔（2022年2846笔），增长14.7%."""
    if stated.index < 2 or stated.quantity.kind is not Kind.PERCENT:
        return None
    if (over := _growth_over(figures, stated)) is not None:
        return over
    by, then = figures[stated.index - 2], figures[stated.index - 1]
    more = _MORE.search(by.lead)
    if more is None or bool(more[2]) != stated.down or not _THEN.fullmatch(then.lead.strip()):
        return None
    if then.mention.clause.sentence != stated.mention.clause.sentence or not alike(by.quantity, then.quantity):
        return None
    reading = reading_of(stated, by, then, _CONFIRMED)
    return None if reading is None else msgspec.structs.replace(reading, relation=Relation.GROWTH)


def _growth_over(figures: tuple[Figure, ...], stated: Figure) -> Reading | None:
    """教育支出达到11.52亿元，…。与2021年的11.06亿元相比，教育支出增长4.16%: what is told now stands a sentence before."""
    base = figures[stated.index - 1]
    sentence = stated.mention.clause.sentence
    if base.role is not Role.BASE or base.row > 1 or base.mention.clause.sentence != sentence:
        return None
    earlier = [f for f in figures[max(0, base.index - _BACK) : base.index] if alike(f.quantity, base.quantity)]
    levels = [f for f in earlier if f.role in {Role.LEVEL, Role.TO} and f.year != PREVIOUS]
    if any(f.mention.clause.sentence == sentence for f in earlier):
        return None
    subject = subject_of(stated.lead)
    fitting = [f for f in levels if f.mention.clause.sentence == sentence - 1 and (not subject or names(f, subject))]
    now = fitting[-1] if fitting and (subject or len(fitting) == 1) else None
    ratio = quotient(now.quantity.interval, base.quantity.interval, 100) if now is not None else None
    if now is None or ratio is None:
        return None
    text = f"（{now.mention.text}－{base.mention.text}）÷{base.mention.text}"
    return growth_of(stated, [now, base], signed(ratio - HUNDRED, stated.down), _CONFIRMED, text)


def _named(rates: Sequence[Figure], stated: Figure, then: Figure) -> tuple[Figure, Figure] | None:
    """The nearest rate of the name that the change names, else the one right before it, and that of before."""
    names = _NAME.findall(stated.head)
    fitting = [f for f in rates if f.year != PREVIOUS and f.role in _RATES]
    if names:
        now = next((f for f in fitting if names[-1] in f.lead[-14:]), None)
    else:
        now = next((f for f in fitting if f.index >= stated.index - 2), None)
    return None if now is None else (now, then)


def _is_one_digit(reading: Reading) -> bool:
    """Whether the figure and what it should be differ by one digit, or by two neighbours."""
    return "-" not in reading.shown and nearly(digits_in(reading.stated.text), digits_in(reading.shown))
