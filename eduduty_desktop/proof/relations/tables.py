"""Tables that became lines of text: 小学 11973 12240 267 2.23% in each row, and 合计 182 72709 5143 under them.

What a column is of those before it, and that a row is what the others come to, is told by the table itself: a relation
that all rows but one keep, a total that its other columns keep or that one digit keeps from it.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import combinations

import msgspec

from eduduty_desktop.figures.interval import Interval, interval_of
from eduduty_desktop.proof.digits import digits_in, nearly
from eduduty_desktop.proof.passage import Passage
from eduduty_desktop.proof.reading import Reading
from eduduty_desktop.proof.result import Relation, Span

LONGEST = 120
"""Characters of a line beyond which it is no row of a table."""

FEWEST = 3
"""Rows from which on a table tells by itself what its columns are."""

_MOST_COLUMNS = 8
_GAP = " \t　|"
_NUMBER = re.compile(r"-?[0-9][0-9,]{0,14}(?:\.[0-9]{1,4})?[%％]?(?![^ \t　|])")
_LAST_OF_ROW = frozenset("0123456789%％")
_TOTAL = re.compile("(?:全[市县区省州]|本[市县区]|各[县区校])?(?:合计|总计|共计|小计|计)?")
_LIKELY, _LONG = 0.85, 4
_HUNDRED = Interval.exact(Decimal(100))
_ONE = Interval.exact(Decimal(1))


class _Row(msgspec.Struct, frozen=True):
    """The label of a line and its cells, all of them numbers."""

    label: str
    cells: tuple[Span, ...]

    def moved(self, start: int) -> "_Row":
        return _Row(self.label, tuple(cell.moved(start) for cell in self.cells))


class _Rule(msgspec.Struct, frozen=True):
    """What a column may be of two others: whether it is a rate, how it is computed and spelt."""

    relation: Relation
    rate: bool
    compute: Callable[[Interval, Interval], Interval]
    spell: Callable[[str, str], str]


_RULES = (
    _Rule(Relation.DIFFERENCE, False, lambda a, b: b - a, lambda a, b: f"{b}－{a}"),
    _Rule(Relation.DIFFERENCE, False, lambda a, b: a - b, lambda a, b: f"{a}－{b}"),
    _Rule(Relation.SUM, False, lambda a, b: a + b, lambda a, b: f"{a}＋{b}"),
    _Rule(Relation.GROWTH, True, lambda a, b: (b / a - _ONE) * _HUNDRED, lambda a, b: f"（{b}－{a}）÷{a}"),
    _Rule(Relation.GROWTH, True, lambda a, b: (a / b - _ONE) * _HUNDRED, lambda a, b: f"（{a}－{b}）÷{b}"),
    _Rule(Relation.SHARE, True, lambda a, b: b / a * _HUNDRED, lambda a, b: f"{b}÷{a}"),
    _Rule(Relation.SHARE, True, lambda a, b: a / b * _HUNDRED, lambda a, b: f"{a}÷{b}"),
)


def readings(passages: Sequence[Passage], starts: Sequence[int]) -> Iterator[Reading]:
    """The columns and totals of every table of at least FEWEST rows; offsets are the text's."""
    block: list[_Row] = []
    for passage, start in zip(passages, starts, strict=True):
        text = passage.text
        row = _row(text) if len(text) <= LONGEST and text.rstrip(_GAP)[-1:] in _LAST_OF_ROW else None
        if block and (row is None or len(row.cells) != len(block[0].cells)):
            yield from _of_block(block)
            block = []
        if row is not None:
            block.append(row.moved(start))
    yield from _of_block(block)


@lru_cache(maxsize=4096)
def _row(line: str) -> _Row | None:
    """A line that is a row of a table: a label without numbers, if any, and then numbers only."""
    bare = line.rstrip(_GAP)
    cells: list[Span] = []
    at = first = None
    for match in _NUMBER.finditer(bare):
        begins = match.start() == 0 or bare[match.start() - 1] in _GAP
        if not begins or (at is not None and bare[at : match.start()].strip(_GAP)):
            return None
        first = match.start() if first is None else first
        at = match.end()
        cells.append(Span(match.start(), match.end(), match[0]))
    if not cells or first is None or len(cells) > _MOST_COLUMNS:
        return None
    label = bare[:first]
    if label and (label[-1] not in _GAP or re.search("[0-9，。；：]", label)):
        return None
    return _Row("".join(label.split()), tuple(cells))


def _of_block(rows: list[_Row]) -> Iterator[Reading]:
    if len(rows) < FEWEST:
        return
    width = len(rows[0].cells)
    for column in range(width):
        if any(_is_rate(row.cells[column]) != _is_rate(rows[0].cells[column]) for row in rows):
            return
    for column in range(1, width):
        yield from _of_column(rows, column)
    yield from _of_total(rows)


def _of_column(rows: Sequence[_Row], column: int) -> Iterator[Reading]:
    """What a column is of two before it, if all rows keep it, or all but one."""
    rate = _is_rate(rows[0].cells[column])
    amounts = [at for at in range(column) if not _is_rate(rows[0].cells[at])]
    for one, other in combinations(amounts, 2):
        for rule in _RULES:
            if rule.rate != rate:
                continue
            made = [_reading(row.cells[one], row.cells[other], row.cells[column], rule) for row in rows]
            kept = sum(reading is not None and bool(reading.agrees) for reading in made)
            if kept >= FEWEST and kept >= len(rows) - 1:
                yield from (reading for reading in made if reading is not None)
                return


def _of_total(rows: Sequence[_Row]) -> Iterator[Reading]:
    """The row that the others come to, the last or the first."""
    place = next((at for at in (len(rows) - 1, 0) if rows[at].label and _TOTAL.fullmatch(rows[at].label)), None)
    if place is None or len(rows) <= FEWEST:
        return
    total, others = rows[place], [row for at, row in enumerate(rows) if at != place]
    made = [
        _sum(cell, [row.cells[column] for row in others])
        for column, cell in enumerate(total.cells)
        if not _is_rate(cell)
    ]
    holding = any(reading.agrees for reading in made)
    for reading in made:
        if reading.agrees or (_is_slip(reading) and (holding or len(digits_in(reading.stated.text)) >= _LONG)):
            yield reading


def _reading(one: Span, other: Span, stated: Span, rule: _Rule) -> Reading | None:
    """What the rule says of a row; nothing where amounts rounded to their last digit would keep it."""
    first, second, number = (_value(cell) for cell in (one, other, stated))
    if rule.rate and not (first and second):
        return None
    expected = rule.compute(_interval(first), _interval(second))
    value = interval_of(number) if rule.rate else _interval(number)
    if rule.rate and not value.meets(expected) and value.meets(rule.compute(interval_of(first), interval_of(second))):
        return None
    return _told(rule.relation, stated, (one, other, stated), value, expected, rule.spell(one.text, other.text))


def _sum(stated: Span, parts: Sequence[Span]) -> Reading:
    expected = Interval.exact(Decimal(0))
    for part in parts:
        expected += _interval(_value(part))
    spelt = "＋".join(part.text for part in parts)
    return _told(Relation.SUM, stated, (*parts, stated), _interval(_value(stated)), expected, spelt)


def _told(
    relation: Relation, stated: Span, operands: tuple[Span, ...], value: Interval, expected: Interval, spelt: str
) -> Reading:
    decimals = max(0, -int(_value(stated).as_tuple().exponent))
    shown = f"{(expected.low + expected.high) / 2:,.{decimals}f}"
    return Reading(
        relation,
        stated,
        tuple(sorted(operands, key=lambda span: span.start)),
        value,
        expected,
        _LIKELY,
        spelt,
        f"{shown if ',' in stated.text else shown.replace(',', '')}{'%' if _is_rate(stated) else ''}",
        "" if value.meets(expected) else "同一表中其余各行各列都相符，请核对后改正。",
        value.meets(expected),
    )


def _is_rate(cell: Span) -> bool:
    return cell.text.endswith(("%", "％"))


def _value(cell: Span) -> Decimal:
    return Decimal(cell.text.replace(",", "").rstrip("%％"))


def _is_slip(reading: Reading) -> bool:
    """Whether one digit keeps a total, or one of its rows, from what the table gives."""
    if reading.value is None or reading.expected is None:
        return False
    if nearly(digits_in(reading.stated.text), digits_in(reading.shown)):
        return True
    gap = abs(reading.value.low - reading.expected.low).normalize()
    return len(gap.as_tuple().digits) == 1


def _interval(number: Decimal) -> Interval:
    return interval_of(number, exact=number == number.to_integral_value())
