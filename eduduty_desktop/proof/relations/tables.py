"""Tables that became lines of text: 小学 10384 10795 3.96%, a growth or a share in each row.

What the last column is of the two before it is told by the rows themselves: a relation that all rows but one keep.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from functools import lru_cache

import msgspec

from eduduty_desktop.figures.interval import Interval, interval_of
from eduduty_desktop.proof.passage import Passage
from eduduty_desktop.proof.reading import Reading
from eduduty_desktop.proof.result import Relation, Span

LONGEST = 120
"""Characters of a line beyond which it is no row of a table."""

FEWEST = 3
"""Rows from which on a table tells by itself what its columns are."""

_NUMBER = r"[0-9][0-9,]{0,14}(?:\.[0-9]{1,4})?"
_ROW = re.compile(
    rf"(?<![0-9.,])({_NUMBER})[ \t　|]+({_NUMBER})[ \t　|]+(-?[0-9]{{1,4}}(?:\.[0-9]{{1,4}})?[%％])[ \t　|]*$"
)
_HUNDRED = Interval.exact(Decimal(100))
_ONE = Interval.exact(Decimal(1))


class _Row(msgspec.Struct, frozen=True):
    """The last three figures of a line, with where the line begins in the text."""

    first: Span
    second: Span
    rate: Span

    @property
    def numbers(self) -> tuple[Decimal, Decimal, Decimal]:
        one, other = (Decimal(span.text.replace(",", "")) for span in (self.first, self.second))
        return one, other, Decimal(self.rate.text.rstrip("%％"))


_Rule = tuple[Relation, Callable[[Interval, Interval], Interval], Callable[[str, str], str]]
_RULES: tuple[_Rule, ...] = (
    (Relation.GROWTH, lambda a, b: (b / a - _ONE) * _HUNDRED, lambda a, b: f"（{b}－{a}）÷{a}"),
    (Relation.GROWTH, lambda a, b: (a / b - _ONE) * _HUNDRED, lambda a, b: f"（{a}－{b}）÷{b}"),
    (Relation.SHARE, lambda a, b: b / a * _HUNDRED, lambda a, b: f"{b}÷{a}"),
    (Relation.SHARE, lambda a, b: a / b * _HUNDRED, lambda a, b: f"{a}÷{b}"),
)


def readings(passages: Sequence[Passage], starts: Sequence[int]) -> Iterator[Reading]:
    """The last column of every table of at least FEWEST rows; offsets are the text's."""
    block: list[_Row] = []
    for passage, start in zip(passages, starts, strict=True):
        cells = _cells(passage.text)
        if cells is not None:
            block.append(_Row(*(cell.moved(start) for cell in cells)))
        elif block:
            yield from _of_block(block)
            block = []
    yield from _of_block(block)


@lru_cache(maxsize=4096)
def _cells(line: str) -> tuple[Span, Span, Span] | None:
    """The last three figures of a line that is a row of a table."""
    if len(line) > LONGEST or not line.rstrip(" \t　|").endswith(("%", "％")):
        return None
    match = _ROW.search(line)
    if match is None:
        return None
    first, second, rate = (Span(match.start(group), match.end(group), match[group]) for group in (1, 2, 3))
    return (first, second, rate) if all(_Row(first, second, rate).numbers[:2]) else None


def _of_block(rows: list[_Row]) -> Iterator[Reading]:
    """Rows whose relation is plain: kept by all, or by all but one of four and more."""
    if len(rows) < FEWEST:
        return
    for relation, compute, spell in _RULES:
        made = [_reading(row, relation, compute, spell) for row in rows]
        kept = sum(bool(reading.agrees) for reading in made)
        if kept >= FEWEST and kept >= len(rows) - 1:
            yield from made
            return


def _reading(
    row: _Row,
    relation: Relation,
    compute: Callable[[Interval, Interval], Interval],
    spell: Callable[[str, str], str],
) -> Reading:
    one, other, rate = row.numbers
    expected = compute(_interval(one), _interval(other))
    value = interval_of(rate)
    decimals = max(0, -int(rate.as_tuple().exponent))
    return Reading(
        relation,
        row.rate,
        (row.first, row.second, row.rate),
        value,
        expected,
        0.85,
        spell(row.first.text, row.second.text),
        f"{(expected.low + expected.high) / 2:.{decimals}f}%",
        "" if value.meets(expected) else "同一表中其余各行都相符，请核对本行后改正。",
    )


def _interval(number: Decimal) -> Interval:
    return interval_of(number, exact=number == number.to_integral_value())
