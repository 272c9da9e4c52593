"""Rates whose part is two amounts by the rule that defines them: 普惠性幼儿园覆盖率 is 公办园 and 普惠性民办园 of 在园幼儿.

教督〔2020〕1号, 普及普惠水平第2项: 公办园和普惠性民办园在园幼儿占比 (read in reprints; 待核实).
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import msgspec

from eduduty_desktop.figures.quantity import Kind
from eduduty_desktop.proof.passage import Passage
from eduduty_desktop.proof.reading import CONFIRM, Reading
from eduduty_desktop.proof.relations.shares.result import reading_of_parts
from eduduty_desktop.proof.relations.shares.slipped import is_slip
from eduduty_desktop.proof.roles import PREVIOUS, Figure, Role, alike, countable, figures_of, words_of

_BACK = 12
_LIKELY, _SURE = 0.7, 0.86
_SHARES = frozenset({Role.SHARE, Role.RATE, Role.LEVEL})


class _Rule(NamedTuple):
    """What a rate is called, by a word of its own and in full, its two parts, and what their whole is called."""

    cue: str
    rate: re.Pattern[str]
    parts: tuple[re.Pattern[str], re.Pattern[str]]
    whole: re.Pattern[str]


_RULES = (
    _Rule(
        "普惠",
        re.compile("普惠[^，。；0-9]{0,14}(?:率|占比|比例)[^，。；0-9]{0,4}$"),
        (re.compile("公办|公立|集体办"), re.compile("普惠性?(?:民办|民营)|民办普惠")),
        re.compile("(?:在园|入园|幼儿|园)"),
    ),
    _Rule(
        "优良率",
        re.compile("优良率[^，。；0-9]{0,4}$"),
        (re.compile("优(?!良)"), re.compile("(?<!优)良")),
        re.compile("参[加测评]|体测|测试|抽测|学生|共|总"),
    ),
)


def readings(passage: Passage, told: Sequence[Reading]) -> Iterator[Reading]:
    """Readings of such rates of one paragraph of which the others, `told`, confirm nothing."""
    for rule in _RULES:
        if rule.cue not in passage.text:
            continue
        figures = figures_of(passage)
        held = {r.stated.start for r in told if r.agrees and r.likelihood >= CONFIRM and len(r.operands) > 1}
        for rate in figures:
            plain = rate.quantity.kind is Kind.PERCENT and rate.role in _SHARES and rate.row == 1
            if plain and rule.rate.search(rate.lead) and rate.mention.start not in held:
                yield from _of_rate(figures, rate, rule)


def _of_rate(figures: tuple[Figure, ...], rate: Figure, rule: _Rule) -> Iterator[Reading]:
    before = [f for f in figures[max(0, rate.index - _BACK) : rate.index] if _is_amount(f)]
    parts = [next((f for f in reversed(before) if words.search(words_of(f))), None) for words in rule.parts]
    one, other = parts
    if one is None or other is None or one is other or not alike(one.quantity, other.quantity):
        return
    first = min(one.index, other.index)
    wholes = [f for f in before if f.index < first and rule.whole.search(words_of(f)) and f not in parts]
    for whole in wholes:
        if not alike(whole.quantity, one.quantity):
            continue
        reading = reading_of_parts(rate, [one, other], whole, _LIKELY)
        if reading is not None and (reading.agrees or is_slip(rate, reading)):
            yield reading if reading.agrees else msgspec.structs.replace(reading, likelihood=_SURE)
            return


def _is_amount(figure: Figure) -> bool:
    plain = countable(figure.quantity) and figure.role in {Role.LEVEL, Role.TO} and figure.year != PREVIOUS
    return plain and not figure.quantity.approximation
