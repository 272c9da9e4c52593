"""One whole divided once more, farther on in its paragraph: 幼儿园128所。其中，公办53所，民办75所；城区50所，农村78所.

The parts are amounts of one measure that stand in one row, or in the same place of clauses of one make; the whole is an
amount before them.  That they are its parts is told by the arithmetic where that is no luck, and by words: 按学历分,
学历结构为, two halves of one thing, ranks down to 以下.  Only words accuse, where one digit alone is wrong.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

import msgspec

from eduduty_desktop.figures.quantity import Kind
from eduduty_desktop.proof.addends import measures_in, name_of
from eduduty_desktop.proof.division import Division, Form
from eduduty_desktop.proof.lexicon import SUMMING_UP, are_complements, bare
from eduduty_desktop.proof.passage import Mention, Passage
from eduduty_desktop.proof.reading import Reading
from eduduty_desktop.proof.relations.sums.completeness import exhaustive
from eduduty_desktop.proof.relations.sums.sections import reading_of
from eduduty_desktop.proof.relations.sums.totals import adds_up
from eduduty_desktop.proof.slips import gap_is_one_digit

_SPLIT = re.compile(
    "按[^，。；：]{1,12}?(?:分|看|划分|统计)|(?:学历|职称|年龄|专业技术|性别)(?:结构|层次|分布)|[\u4e00-\u9fff]中$"
)
_RANKS = tuple(
    re.compile(words)
    for words in (
        "博士|硕士|研究生|本科|大专|专科|中专|高中|及以下",
        "正高|副高|高级|中级|初级|讲师|一级|二级|三级|未定级|未评|及以下|员级",
        "岁以下|岁以上|岁",
    )
)
_OPEN = re.compile("等$|以上|其中|主要|另|未达")
_BACK, _MOST_PARTS, _LONGEST = 20, 8, 14
_CONFIRM, _ACCUSE = 0.75, 0.86
_LUCK, _NOUGHT = Decimal("0.06"), Decimal(0)
_MANY, _FEWEST_DIGITS = 3, 2
_KINDS = frozenset({Kind.COUNT, Kind.MONEY, Kind.AREA})


class _Run(msgspec.Struct, frozen=True):
    """Amounts that may be all parts of one whole, what they are measured in, and what stands before them in their row."""

    measure: str
    parts: tuple[Mention, ...]
    cut: Mention | None = None


def readings(passage: Passage) -> Iterator[Reading]:
    """Readings of the rows of a paragraph as parts of an amount before them; `stated` is the whole."""
    if len(passage.mentions) <= _MANY:
        return
    amounts = [
        (key, mention)
        for key, mention in zip(measures_in(passage), passage.mentions, strict=True)
        if key is not None and mention.quantity.kind in _KINDS
    ]
    if len(amounts) <= _MANY:
        return
    for run in _rows(amounts):
        yield from _of_run(passage.text, amounts, run)
    for columns in _columns(amounts):
        yield from _of_columns(passage.text, amounts, columns)


def _rows(amounts: Sequence[tuple[str, Mention]]) -> Iterator[_Run]:
    """The amounts of one measure that follow each other in one part of a sentence."""
    run: list[Mention] = []
    measure = ""
    for key, mention in (*amounts, ("", None)):
        last = run[-1] if run else None
        goes_on = (
            mention is not None
            and last is not None
            and key == measure
            and mention.index == last.index + 1
            and mention.clause.part == last.clause.part
            and mention.depth == last.depth == 0
            and 1 < len(bare(mention.lead)) <= _LONGEST
            and not _OPEN.search(mention.lead)
        )
        if goes_on and mention is not None:
            run.append(mention)
            continue
        if 1 < len(run) <= _MOST_PARTS:
            yield from _cut(measure, run)
        run, measure = ([mention], key) if mention is not None else ([], "")


def _cut(measure: str, run: list[Mention]) -> Iterator[_Run]:
    """A row whole, and without its first, which may be a whole itself."""
    yield _Run(measure, tuple(run))
    if len(run) > 2:
        yield _Run(measure, tuple(run[1:]), run[0])


def _of_columns(text: str, amounts: Sequence[tuple[str, Mention]], columns: Sequence[_Run]) -> Iterator[Reading]:
    """Columns stand together: where one gives its whole, the others are meant to give theirs."""
    found = [list(_of_run(text, amounts, column)) for column in columns]
    told = len(columns) > 1 and any(reading.agrees for readings in found for reading in readings)
    for column, readings in zip(columns, found, strict=True):
        yield from readings or (_of_run(text, amounts, column, told=True) if told else ())


def _columns(amounts: Sequence[tuple[str, Mention]]) -> Iterator[tuple[_Run, ...]]:
    """The first amounts, the second ones and so on of parts of a sentence that have as many: 75件,授权15件;…91件,授权80件."""
    parts: dict[tuple[int, int], list[tuple[str, Mention]]] = {}
    for key, mention in amounts:
        if not mention.depth:
            parts.setdefault((mention.clause.sentence, mention.clause.part), []).append((key, mention))
    rows = list(parts.items())
    at = 0
    while at < len(rows):
        end = at + 1
        while end < len(rows) and rows[end][0][0] == rows[at][0][0] and _alike(rows[end][1], rows[at][1]):
            end += 1
        if 1 < end - at <= _MOST_PARTS:
            first = rows[at][1]
            yield tuple(
                _Run(first[place][0], tuple(row[place][1] for _, row in rows[at:end])) for place in range(len(first))
            )
        at = end


def _alike(one: Sequence[tuple[str, Mention]], other: Sequence[tuple[str, Mention]]) -> bool:
    return [key for key, _ in one] == [key for key, _ in other]


def _of_run(text: str, amounts: Sequence[tuple[str, Mention]], run: _Run, *, told: bool = False) -> Iterator[Reading]:
    wholes = _near_in_size(run, _wholes(amounts, run))
    if not wholes or _is_summed_up(amounts, run):
        return
    divisions = [Division(Form.FAR, whole, run.parts, True) for whole in wholes]
    holding = next((division for division in divisions if adds_up(division)), None)
    if holding is not None:
        number, step = holding.whole.quantity.number, holding.whole.quantity.step
        lucky = len(wholes) * step > _LUCK * number if number else True
        if told or not lucky or _is_told(text, run):
            yield _apart(holding, _CONFIRM, holds=True)
        return
    if run.cut is not None:
        divisions = [division for division in divisions if division.whole is run.cut]
    fewest = _FEWEST_DIGITS + (run.cut is not None)
    near = [division for division in divisions[:2] if gap_is_one_digit(division.whole, division.parts) >= fewest]
    if len(near) == 1 and (told or (near[0] is divisions[0] and _is_told(text, run))):
        yield _apart(near[0], _ACCUSE, holds=False)


def _near_in_size(run: _Run, wholes: Iterable[Mention]) -> list[Mention]:
    """The amounts that may be the whole of the parts by their size."""
    sized = [(whole, whole.quantity.number or _NOUGHT) for whole in wholes]
    if not sized:
        return []
    total = sum([part.quantity.number or _NOUGHT for part in run.parts], _NOUGHT)
    return [whole for whole, number in sized if total < 2 * number < 4 * total]


def _is_summed_up(amounts: Sequence[tuple[str, Mention]], run: _Run) -> bool:
    """Whether the total stands right behind the row: 研究生21人、本科516人、专科176人,共713人."""
    at = bisect_right(amounts, run.parts[-1].index, key=_index)
    key, behind = amounts[at] if at < len(amounts) else ("", run.parts[-1])
    return key == run.measure and SUMMING_UP.match(behind.lead.strip("，,、 ")) is not None


def _wholes(amounts: Sequence[tuple[str, Mention]], run: _Run) -> Iterator[Mention]:
    """The amounts of the measure before a row, the nearest first, each number once."""
    end = bisect_left(amounts, run.parts[0].index, key=_index)
    before = [mention for key, mention in reversed(amounts[max(0, end - _BACK) : end]) if key == run.measure]
    if not before:
        return
    largest = max([part.quantity.number or _NOUGHT for part in run.parts])
    seen: set[Decimal] = set()
    for mention in before:
        number = mention.quantity.number
        if not mention.depth and number and number > largest and number not in seen:
            seen.add(number)
            yield mention


def _index(amount: tuple[str, Mention]) -> int:
    return amount[1].index


def _is_told(text: str, run: _Run) -> bool:
    """Whether words say that the row is all there is of something."""
    first, last = run.parts[0], run.parts[-1]
    names = [name_of(part) for part in run.parts]
    if len(names) == 2 and are_complements(*names):
        return True
    if exhaustive(Division(Form.FAR, first, run.parts, True), names):
        return True
    before = text[max(0, first.start - 24) : first.start].rpartition("。")[2]
    ranks = any(all(rank.search(name) for name in names) for rank in _RANKS)
    down = ranks and ("以下" in last.lead or len(names) > 2)
    return len(names) > 2 and (down or (ranks and _SPLIT.search(before) is not None))


def _apart(division: Division, likelihood: float, *, holds: bool) -> Reading:
    """A whole may be divided twice, so that each division is judged by itself."""
    return msgspec.structs.replace(reading_of(division, likelihood, holds), apart=division.parts[0].start)
