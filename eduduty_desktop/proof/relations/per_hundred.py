"""So many for every hundred: 计算机16842台，在校生93860人，每百名学生拥有17.94台."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

import msgspec

from eduduty_desktop.figures.quantity import Kind
from eduduty_desktop.proof.explanation import explain, quotient
from eduduty_desktop.proof.lexicon import span_of, spans_of, unit_of, written
from eduduty_desktop.proof.passage import Passage
from eduduty_desktop.proof.reading import Reading
from eduduty_desktop.proof.relations.subtraction import without_slip
from eduduty_desktop.proof.result import Relation
from eduduty_desktop.proof.roles import PREVIOUS, Figure, Role, countable, figures_of

_PER = re.compile("每(百|千|万)[名个位]?(?:在校|在园)?(学?生|幼儿|教师|人口?)[^0-9，。；]{0,8}$")
_HOW_MANY = {"百": 100, "千": 1000, "万": 10000}
_THOSE = {
    "学生": re.compile("学生|在校生"),
    "生": re.compile("学生|在校生"),
    "幼儿": re.compile("幼儿|在园"),
    "教师": re.compile("教师"),
    "人": re.compile("人口|常住|户籍"),
    "人口": re.compile("人口|常住|户籍"),
}
_BACK, _DIGITS = 8, 3
_LIKELY, _SURE = 0.7, 0.82


def readings(passage: Passage) -> Iterator[Reading]:
    """Readings of what there is for every hundred of one paragraph: all there is over all of them."""
    if "每百" not in passage.text and "每千" not in passage.text and "每万" not in passage.text:
        return
    figures = figures_of(passage)
    for rate in figures:
        said = _PER.search(rate.head)
        if said is not None and rate.row == 1 and rate.quantity.kind is Kind.COUNT and not rate.quantity.approximation:
            near = [f for f in figures[max(0, rate.index - _BACK) : rate.index] if _is_amount(f)]
            yield from _of_rate(rate, near[::-1], said[2], _HOW_MANY[said[1]])


def _is_amount(figure: Figure) -> bool:
    plain = countable(figure.quantity) and figure.role is Role.LEVEL and figure.year != PREVIOUS
    return plain and not figure.quantity.approximation and not figure.quantity.per


def _of_rate(rate: Figure, near: Sequence[Figure], those: str, hundred: int) -> Iterator[Reading]:
    """The nearest amount of its unit over the nearest count of those it is for, `near` being the nearest first."""
    unit = unit_of(rate.quantity)
    people = next((f for f in near if _THOSE[those].search(f.lead) and unit_of(f.quantity) == "人"), None)
    total = next((f for f in near if f is not people and unit_of(f.quantity) == unit), None)
    stated = rate.quantity.interval
    if people is None or total is None or stated is None:
        return
    expected = quotient(total.quantity.interval, people.quantity.interval, hundred)
    if expected is None:
        return
    agrees = stated.meets(expected)
    reading = Reading(
        Relation.PER_UNIT,
        span_of(rate.mention),
        spans_of(sorted((total.mention, people.mention, rate.mention), key=lambda mention: mention.start)),
        stated,
        expected,
        _LIKELY,
        f"{total.mention.text}÷{people.mention.text}×{Decimal(hundred)}",
        written(expected, rate.quantity),
        "" if agrees else explain(rate.quantity, expected),
    )
    digits = sum(character.isdigit() for character in rate.mention.text)
    slip = not agrees and digits >= _DIGITS and without_slip(rate.quantity, expected) is not None
    yield msgspec.structs.replace(reading, likelihood=_SURE) if slip else reading
