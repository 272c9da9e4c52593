"""What the arithmetic says by itself: equations between near figures that chance would hardly bring about.

Words say at most which equations are worth trying; whether one is meant is told by how well the figures fit.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import msgspec

from eduduty_desktop.proof.lexicon import is_each
from eduduty_desktop.proof.passage import Passage
from eduduty_desktop.proof.reading import NAMED, Reading
from eduduty_desktop.proof.relations.arithmetic.amounts import (
    FEWEST_SLIPS,
    Amount,
    amounts_of,
    meets,
    near_to,
    slips_of,
)
from eduduty_desktop.proof.relations.arithmetic.chance import (
    ACCUSING,
    ACCUSING_BEYOND,
    LISTED,
    LUCK,
    MOST,
    PLAINER,
    SURE,
    by_chance,
    of_a_slip,
    posterior,
)
from eduduty_desktop.proof.relations.arithmetic.cues import SUMMING_UP, is_stock
from eduduty_desktop.proof.relations.arithmetic.equations import Equation, equations_of, needed
from eduduty_desktop.proof.relations.arithmetic.kinship import MOST_KIN, kinship
from eduduty_desktop.proof.relations.arithmetic.partition import is_its_list
from eduduty_desktop.proof.relations.arithmetic.said import Said
from eduduty_desktop.proof.relations.arithmetic.wording import accusation, reading_of
from eduduty_desktop.proof.result import Relation
from eduduty_desktop.proof.roles import PREVIOUS, Figure, Role, figures_of

LEAST_AMOUNTS = 3
ELSEWHERE = -1
"""Marks an equation that holds of a figure which the words tie to others, where it does not."""

LIKELY, EXCUSING = 0.6, 0.3
_LEAST_DIGITS = 3
_NEAR = 0.15
_BETWEEN = 2
_FORMER = re.compile("原[先来有为]|此前|以前|过去|起初")
_COMPARED = frozenset({Role.BASE, Role.FROM})
_STARTING = _COMPARED | {Role.DIFFERENCE}
_LINEAR = frozenset({Relation.SUM, Relation.DIFFERENCE})


def readings(passage: Passage, told: Sequence[Reading] = ()) -> Iterator[Reading]:
    """Readings of the figures of one paragraph of which the others say nothing; `told` are the others' readings."""
    amounts = amounts_of(figures_of(passage))
    if len(amounts) < LEAST_AMOUNTS:
        return
    said = Said(told)
    by_key: dict[str, list[Amount]] = {}
    for amount in amounts:
        by_key.setdefault(amount.key, []).append(amount)
    unsettled: list[tuple[Amount, list[Equation], list[Equation]]] = []
    for stated in amounts:
        if stated.start in said.settled or stated.start in said.parts or stated.value < 10 * stated.step:
            continue  # chance brings about any figure of one digit
        tried = list(equations_of(passage.text, amounts, stated, by_key))
        holding = [equation for equation in tried if _holds(stated, equation)]
        meant = next((equation for equation in holding if _is_meant(stated, equation)), None)
        if meant is not None:
            yield from _found(stated, meant, said)
        elif tried:
            unsettled.append((stated, tried, holding))
    slips: list[_Slip] = []
    for stated, tried, holding in unsettled:
        bound = [said.weighed(equation) for equation in holding]
        meant = next((equation for equation in bound if _is_meant(stated, equation)), None)
        if meant is not None:
            yield from _found(stated, meant, said)
        elif not stated.rough and stated.start not in said.accused and all(_is_luck(stated, one) for one in bound):
            slip = _slip(passage.text, stated, [said.weighed(equation) for equation in tried], said)
            slips += [slip] if slip is not None else []
    yield from _accusations(slips)


class _Slip(NamedTuple):
    """An equation that one digit would make right: how much speaks for it, of which figure, what it should be."""

    weight: float
    stated: Amount
    equation: Equation
    wrong: Amount
    right: float


def _accusations(slips: list[_Slip]) -> Iterator[Reading]:
    """The slips in the order of the text, but of one group of figures only the likeliest: its others follow from it."""
    likeliest: dict[frozenset[int], _Slip] = {}
    for slip in sorted(slips, key=lambda slip: -slip.weight):
        figures = frozenset(amount.start for amount in (slip.stated, *slip.equation.operands))
        likeliest.setdefault(figures, slip)
    for slip in sorted(likeliest.values(), key=lambda slip: slip.stated.start):
        yield accusation(slip.stated, slip.equation, slip.wrong, slip.right)


def _found(stated: Amount, equation: Equation, said: Said) -> Iterator[Reading]:
    """What an equation that is meant says of its figures."""
    operands = {operand.start for operand in equation.operands}
    failing = [other for other in said.failed.get(stated.start, ()) if other.relation is equation.relation]
    if equation.relation is Relation.GROWTH and any(
        {span.start for span in other.operands} == {stated.start, *operands} for other in failing
    ):
        return  # the words say which of the two came first
    for other in failing:
        unnamed = other.likelihood < NAMED and equation.relation is Relation.SHARE
        if (equation.near >= 1 or unnamed) and any(span.start in operands for span in other.operands):
            yield _excuse(other)
    figures = (stated, *equation.operands)
    if frozenset(figure.start for figure in figures) not in said.bound:
        reading = reading_of(stated, equation, LIKELY)
        yield msgspec.structs.replace(reading, apart=ELSEWHERE) if failing else reading
    said.bind(equation.relation, stated.start, [operand.start for operand in equation.operands])


def _holds(stated: Amount, equation: Equation) -> bool:
    return equation.bounds is not None and meets(*equation.bounds, stated)


def _is_meant(stated: Amount, equation: Equation) -> bool:
    """Whether chance would hardly bring about that the equation holds."""
    if stated.rough or any(operand.rough for operand in equation.operands):
        return False
    return _posterior(stated, equation) >= SURE


def _is_luck(stated: Amount, equation: Equation) -> bool:
    """Whether chance may well have brought about that the equation holds."""
    return _posterior(stated, equation) < LUCK


def _posterior(stated: Amount, equation: Equation) -> float:
    bounds = equation.bounds
    if bounds is None:
        return 0
    chance = by_chance(_width(stated, equation, bounds), stated.value, equation.spread, equation.tried)
    return posterior(equation.prior, chance)


def _width(stated: Amount, equation: Equation, bounds: tuple[float, float]) -> float:
    """How wide the result may lie and the equation still holds; round figures give round results."""
    width = stated.width + bounds[1] - bounds[0]
    if equation.relation in _LINEAR:
        return max(width, min(a.grain for a in (stated, *equation.operands)))
    return width


def _slip(text: str, stated: Amount, tried: list[Equation], said: Said) -> _Slip | None:
    """The one equation of a figure that one digit would make right, if it is likely meant."""
    near: list[_Slip] = []
    for equation in tried:
        weight = _weight(text, stated, equation)
        if weight < ACCUSING or any(a.rough or a.start in said.accused for a in equation.operands):
            continue
        if found := _corrected(stated, equation, said.sound):
            near.append(_Slip(weight, stated, equation, *found))
    near.sort(key=lambda slip: -slip.weight)
    others = [slip.weight for slip in near if (slip.wrong, slip.right) != (near[0].wrong, near[0].right)]
    return near[0] if near and (not others or others[0] * PLAINER <= near[0].weight) else None


def _weight(text: str, stated: Amount, equation: Equation) -> float:
    """How much speaks for an equation that does not hold being meant; nought where nothing does."""
    bounds = equation.bounds
    if equation.relation is Relation.SUM and any(is_each(part.figure.mention) for part in equation.operands):
        return 0
    if equation.relation is Relation.SUM and is_its_list(text, stated, equation.operands):
        return LISTED
    if equation.relation is Relation.DIFFERENCE and stated.figure.role in _COMPARED:
        return 0  # 比2017年的0.427降低0.036: what it is compared with is no difference
    if bounds is None or not equation.cued or not _may_be_slip(stated, equation, bounds):
        return 0
    if (equation.relation is Relation.GROWTH and not _starts(stated, equation)) or not _is_told(stated, equation):
        return 0
    if not _is_telling(stated, equation):
        return 0
    figures = (stated, *equation.operands) if equation.relation in _LINEAR else (stated,)
    chance = by_chance(
        _width(stated, equation, bounds),
        min(stated.value, bounds[1]),
        equation.spread,
        equation.tried * sum(slips_of(figure) for figure in figures),
    )
    if equation.open:
        chance = max(chance, _left_out(stated, bounds))
    prior = equation.prior
    if equation.relation is Relation.SUM:
        if of_a_slip(min(prior * MOST_KIN, MOST), chance) < ACCUSING:
            return 0
        prior *= kinship(equation.operands)
    likely = of_a_slip(min(prior, MOST), chance)
    beyond = equation.relation not in _LINEAR and any(a.sentence != stated.sentence for a in equation.operands)
    return likely if not beyond or likely >= ACCUSING_BEYOND else 0


def _starts(stated: Amount, equation: Equation) -> bool:
    """Whether words make one of the amounts what the other grew from; a whole and its part give any per cent."""
    one, other = equation.operands
    if stated.number - max(one.number, other.number) <= _BETWEEN and (_is_start(one.figure) or _is_start(other.figure)):
        return True
    return _FORMER.search(one.figure.lead) is not None or _FORMER.search(other.figure.lead) is not None


def _is_start(figure: Figure) -> bool:
    return figure.year == PREVIOUS or figure.role in _STARTING


def _may_be_slip(stated: Amount, equation: Equation, bounds: tuple[float, float]) -> bool:
    """Whether chance may be little enough, quickly: no figure has fewer slips than one of two digits."""
    figures = 1 + len(equation.operands) if equation.relation in _LINEAR else 1
    width = stated.high - stated.low + bounds[1] - bounds[0]
    chance = by_chance(width, min(stated.value, bounds[1]), equation.spread, equation.tried * figures * FEWEST_SLIPS)
    prior = equation.prior * MOST_KIN if equation.relation is Relation.SUM else equation.prior
    return of_a_slip(min(prior, MOST), max(chance, 1e-9)) >= ACCUSING


def _is_told(stated: Amount, equation: Equation) -> bool:
    """Whether the words are a reason to take a sum or difference as meant that does not hold; a small gap is none.

    Parts behind their total may be but some, yet they are not more than it is.
    """
    if equation.relation is Relation.SUM:
        parts = equation.operands
        if parts[0].start > stated.start:
            return sum(part.low for part in parts) > stated.high
        return equation.near >= 1 or SUMMING_UP.search(stated.figure.lead) is not None
    return equation.relation is not Relation.DIFFERENCE or (equation.near >= _NEAR and not is_stock(stated))


def _is_telling(stated: Amount, equation: Equation) -> bool:
    """Whether the result, or the greatest figure of a sum or difference, has digits enough to tell a slip from chance."""
    if equation.relation is Relation.SUM and any(part.value >= stated.value for part in equation.operands):
        return False
    if equation.relation not in _LINEAR:
        return len(stated.digits) >= _LEAST_DIGITS
    figures = (stated, *equation.operands)
    finest = max(stated.width, min(figure.grain for figure in figures))
    return max(figure.value for figure in figures) >= finest * 10.0 ** (_LEAST_DIGITS - 1)


def _left_out(stated: Amount, bounds: tuple[float, float]) -> float:
    """How likely what an open list leaves out looks like a slip.

    Of the gaps of n digits 9n in 9·10ⁿ⁻¹ are one digit and noughts; rounding lets their neighbours pass, too.
    """
    gap = abs(stated.value - (bounds[0] + bounds[1]) / 2) / stated.step
    digits = len(str(round(gap)))
    return min(1.0, 3.0 * digits * 10.0 ** (1 - digits))


def _corrected(stated: Amount, equation: Equation, sound: set[int]) -> tuple[Amount, float] | None:
    """The figure, and its number, that makes the equation right; the result first."""
    bounds = equation.bounds
    if bounds is None:
        return None
    if stated.start not in sound and (right := near_to(stated, *bounds)) is not None:
        return stated, right
    if equation.relation not in _LINEAR:
        return None
    for operand in equation.operands:
        if operand.start not in sound and (right := near_to(operand, *needed(stated, equation, operand))) is not None:
            return operand, right
    return None


def _excuse(other: Reading) -> Reading:
    """What the figure that a reading accuses is instead: the reading is answered under its own relation."""
    return Reading(other.relation, other.stated, other.operands, None, None, EXCUSING, holds=True, apart=other.apart)
