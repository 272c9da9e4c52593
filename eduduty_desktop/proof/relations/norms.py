"""By how much figures are above what is asked: 占65%，高于50%的标准15个百分点, one by one in rows, and 两者相差320元."""

import re
from collections.abc import Iterator

from eduduty_desktop.figures.interval import Interval
from eduduty_desktop.figures.quantity import Kind, Quantity
from eduduty_desktop.proof.explanation import explain
from eduduty_desktop.proof.lexicon import span_of, spans_of, unit_of, written
from eduduty_desktop.proof.passage import Passage
from eduduty_desktop.proof.reading import Reading
from eduduty_desktop.proof.relations.subtraction import without_slip
from eduduty_desktop.proof.result import Relation
from eduduty_desktop.proof.roles import PREVIOUS, Figure, Role, figures_of

_WORDS = re.compile("高于|高出|超过|超出|低于|优于|标准|规定|目标|要求|相差|差距|差额")
_ABOVE = re.compile("(?:(高于|高出|超过|超出|优于|高过)|(低于))[^，。；0-9]{0,14}$")
_NAMED = re.compile("^的?[\u4e00-\u9fff]{0,8}?(?:标准|要求|规定|目标|水平|底线|指标|下限|上限|线)[\u4e00-\u9fff]{0,4}$")
_TOWARDS = re.compile("(?:距离?|离|与|比|较)[^，。；]{0,16}$")
_SHORT_OF = re.compile(
    "^的?[\u4e00-\u9fff]{0,10}(?:标准|要求|规定|目标|水平|底线|指标|下限|线)[\u4e00-\u9fff]{0,3}(?:[还尚仍]差|相差|差距|[还尚仍]有)了?$"
)
_THAN_NORM = re.compile(
    "^[，,]?(?:也|均|都)?[比较](?:国家|省|市|省级|市级)?(?:定|规定)?(?:的)?(?:标准|要求|规定|目标)(?:要求)?(?:值)?(?:(高出?)|(低))(?:了)?$"
)
"""比省定标准高: above a norm that is told elsewhere."""
_NORM = re.compile("(?:标准|要求|规定|目标)[值为是的]{0,2}$")
_APART = re.compile("^[，,；;]?(?:两者|二者|两项|两类|双方)(?:之间)?(?:相差|差距|差额)[为约达]{0,2}$")
_SURE, _UNSURE = 0.86, 0.6
_BACK, _FEWEST = 6, 3
_VALUES = frozenset({Role.LEVEL, Role.SHARE, Role.RATE, Role.TO})


def readings(passage: Passage) -> Iterator[Reading]:
    """All readings of such differences of one paragraph."""
    if len(passage.mentions) < _FEWEST or _WORDS.search(passage.text) is None:
        return
    figures = figures_of(passage)
    for excess in figures:
        if excess.row > 1 and excess.first < 0:
            yield from _of_row(figures, excess)
        elif excess.row == 1:
            yield from _of_norm(figures, excess)
            yield from _of_told_norm(figures, excess)
            yield from _of_two(figures, excess)


def is_above_a_norm(figures: tuple[Figure, ...], excess: Figure) -> bool:
    """Whether a figure is by how much another is above a norm, told here or before: then nothing has changed."""
    named = excess.index and _NAMED.match(excess.lead.strip()) and _ABOVE.search(figures[excess.index - 1].lead)
    return bool(named) or _THAN_NORM.search(excess.lead) is not None


def _of_norm(figures: tuple[Figure, ...], excess: Figure) -> Iterator[Reading]:
    """占65%，高于50%的标准15个百分点: the figure, what it is above, and by how much."""
    if excess.index < 2:
        return
    value, norm = figures[excess.index - 2 : excess.index]
    if _TOWARDS.search(norm.lead) and _SHORT_OF.match(excess.lead.strip()) and _one_sentence(value, norm, excess):
        yield from _reading(excess, value, norm, falls=True)
        return
    said = _ABOVE.search(norm.lead)
    if said is None or (excess.lead.strip() and not _NAMED.match(excess.lead.strip())):
        return
    if value.role in _VALUES and norm.year != PREVIOUS and _one_sentence(value, norm, excess):
        yield from _reading(excess, value, norm, falls=said[2] is not None)


def _of_row(figures: tuple[Figure, ...], first: Figure) -> Iterator[Reading]:
    """分别达到96.3%、91.3%，分别高出标准（85%、80%）11.3、11.3个百分点: one by one, of one norm for each or for all."""
    said = _ABOVE.search(re.sub("[（(].*", "", first.lead)) or (
        first.index and _ABOVE.search(figures[first.index - 1].lead)
    )
    excesses = figures[first.index : first.index + first.row]
    norms, before = _row_before(figures, first.index)
    values, _ = _row_before(figures, before)
    if not said or len(values) != len(excesses) or len(norms) not in {1, len(values)}:
        return
    if not _one_sentence(values[0], norms[0], first):
        return
    for place, (excess, value) in enumerate(zip(excesses, values, strict=True)):
        norm = norms[place] if len(norms) > 1 else norms[0]
        yield from _reading(excess, value, norm, falls=said[2] is not None)


def _row_before(figures: tuple[Figure, ...], end: int) -> tuple[tuple[Figure, ...], int]:
    """The row that ends right before a figure, or the one figure there, and where it begins."""
    if end < 1:
        return (), 0
    last = figures[end - 1]
    begin = last.first if last.first >= 0 else last.index
    return figures[begin:end], begin


def _of_told_norm(figures: tuple[Figure, ...], excess: Figure) -> Iterator[Reading]:
    """小学巩固率比省定标准95%高4.8个百分点；初中98.6%，比省定标准高3.6个百分点: the norm was told before."""
    said = _THAN_NORM.search(excess.lead)
    if said is None or not excess.index:
        return
    value = figures[excess.index - 1]
    before = figures[max(0, excess.index - _BACK) : value.index]
    norms = [f for f in before if _NORM.search(f.lead) and _fits(value, f, excess)]
    if len({f.quantity.number for f in norms}) == 1 and value.role in _VALUES and _one_sentence(norms[-1], excess):
        yield from _reading(excess, value, norms[-1], falls=said[2] is not None)


def _of_two(figures: tuple[Figure, ...], excess: Figure) -> Iterator[Reading]:
    """公办园最高460元/月，民办园最高780元/月，两者相差320元."""
    if excess.index < 2 or not _APART.match(excess.lead):
        return
    one, other = figures[excess.index - 2 : excess.index]
    if one.role in _VALUES and other.role in _VALUES and _one_sentence(one, other, excess):
        less, more = sorted((one, other), key=lambda figure: figure.quantity.number or 0)
        yield from _reading(excess, more, less, falls=False)


def _one_sentence(*figures: Figure) -> bool:
    return len({figure.mention.clause.sentence for figure in figures}) == 1


def _fits(value: Figure, norm: Figure, excess: Figure) -> bool:
    """Whether the three are of one measure, points between two rates."""
    one, other, apart = value.quantity, norm.quantity, excess.quantity
    if one.kind is not other.kind or unit_of(one) != unit_of(other) or one.per != other.per or one.is_range:
        return False
    if one.kind is Kind.PERCENT:
        return apart.kind is Kind.POINTS
    return apart.kind is one.kind and _unit(apart) == _unit(one) and apart.per in {"", one.per}


def _unit(quantity: Quantity) -> str:
    return unit_of(quantity) if quantity.kind is not Kind.MONEY else ""


def _reading(excess: Figure, value: Figure, norm: Figure, *, falls: bool) -> Iterator[Reading]:
    """A norm is exact however it is written; what is above it is as fine as the figure."""
    number, stated = norm.quantity.number, excess.quantity.interval
    if not _fits(value, norm, excess) or value.quantity.interval is None or number is None or stated is None:
        return
    exact = Interval.exact(number)
    expected = exact - value.quantity.interval if falls else value.quantity.interval - exact
    agrees = stated.meets(expected)
    told = agrees or without_slip(excess.quantity, expected) is not None or _is_one_digit(excess)
    rough = excess.quantity.approximation or value.quantity.approximation
    yield Reading(
        Relation.DIFFERENCE,
        span_of(excess.mention),
        spans_of([value.mention, norm.mention, excess.mention]),
        stated,
        expected,
        _SURE if told and not rough else _UNSURE,
        "－".join(figure.mention.text for figure in ((norm, value) if falls else (value, norm))),
        written(expected, excess.quantity),
        "" if agrees else explain(excess.quantity, expected),
    )


def _is_one_digit(figure: Figure) -> bool:
    return sum(character.isdigit() for character in figure.mention.text) == 1
