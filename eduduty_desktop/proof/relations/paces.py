"""How much faster one thing grew than another: 轻工业增速快于重工业8.5个百分点, 高于规模以上工业增速12.9个百分点.

The two growths are those of what is named, in the paragraph or an earlier or later one.  It confirms where any growth
of that name gives the difference; it accuses only if there is but one and one digit makes it right.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

import msgspec

from eduduty_desktop.figures.quantity import Kind
from eduduty_desktop.proof.explanation import explain
from eduduty_desktop.proof.lexicon import span_of, written
from eduduty_desktop.proof.passage import Passage
from eduduty_desktop.proof.reading import Reading
from eduduty_desktop.proof.relations.rise import signed
from eduduty_desktop.proof.relations.subtraction import without_slip
from eduduty_desktop.proof.result import Relation
from eduduty_desktop.proof.roles import PREVIOUS, Figure, Role, figures_of, subject_of

MOST = 6
"""Growths of one name that are tried."""

_FASTER = re.compile(
    "^[，,；;、]?(?:其中)?([\u4e00-\u9fff]{0,16}?)(?:(?:平均)?(?:增长)?(?:增[速幅]|速度|涨幅|增长率))?(?:分别)?(?:比)?"
    "(?:(快于|高于|高出|超过|领先)|(慢于|低于|落后))"
    "([\u4e00-\u9fff]{2,20}?)(?:的)?(?:平均)?(?:增长)?(?:增[速幅]|水平|速度|涨幅|增长率)?[约近]?$"
)
_NO_NAME = re.compile("全[省国]|上年|去年|同期|平均|预期|目标|计划|上半年|季度|上月|以来|年均|预算|全部|[0-9]")
_PREFIX = re.compile("^(?:全[市县区州]|全年|全|我[市县区州]|本[市县区州]|当年|其中)+")
_SUFFIX = re.compile("(?:(?:实现)?(?:增加值|值|总产值|产值|总额|完成额)|完成|实现)+$")
_LEAST_NAME = 3
_SURE, _SLIPPED = 0.85, 0.82


class _Pace(msgspec.Struct, frozen=True):
    """A difference of growths with the faster's name (empty: the growth before it) and what it is compared with."""

    figure: Figure
    own: str
    before: Figure | None
    than: str
    more: bool


def readings(passages: Sequence[Passage], starts: Sequence[int]) -> Iterator[Reading]:
    """Readings of such differences; offsets are the text's."""
    asked = [
        (place, pace)
        for place, passage in enumerate(passages)
        if "百分点" in passage.text and passage.quantities
        for pace in _asked(passage)
    ]
    if not asked:
        return
    grown: dict[str, list[tuple[int, Figure]]] = {}
    for place, passage in enumerate(passages):
        for name, growth in _grown(passage):
            grown.setdefault(name, []).append((place, growth))
    for place, pace in asked:
        news = [(place, pace.before)] if pace.before is not None else _near(grown.get(pace.own, []), place)
        bases = _near(grown.get(pace.than, []), place)
        yield from _of(pace, place, [(n, b) for n in news for b in bases if n[1] is not b[1]], starts)


def _near(found: list[tuple[int, Figure]], place: int) -> list[tuple[int, Figure]]:
    return sorted(found, key=lambda pair: (abs(pair[0] - place), pair[0] > place))[:MOST]


def _name(words: str) -> str:
    return _SUFFIX.sub("", _PREFIX.sub("", subject_of(words)))


@lru_cache(maxsize=4096)
def _asked(passage: Passage) -> tuple[_Pace, ...]:
    figures = figures_of(passage)
    found = []
    for figure in figures:
        if figure.quantity.kind is not Kind.POINTS or figure.row > 1 or figure.quantity.approximation:
            continue
        said = _FASTER.search(figure.lead)
        if said is None or _NO_NAME.search(said[0]):
            continue
        than, own = _name(said[4]), _name(said[1])
        before = None
        if not own:
            last = figures[figure.index - 1] if figure.index else None
            if last is None or not _is_growth(last) or last.mention.clause.sentence != figure.mention.clause.sentence:
                continue
            before = last
        if len(than) >= _LEAST_NAME and than != own:
            found.append(_Pace(figure, own, before, than, bool(said[2])))
    return tuple(found)


@lru_cache(maxsize=4096)
def _grown(passage: Passage) -> tuple[tuple[str, Figure], ...]:
    """The growths of a paragraph with the name of what grew."""
    if "%" not in passage.text and "％" not in passage.text:
        return ()
    figures = figures_of(passage)
    found = []
    for growth in figures:
        if not _is_growth(growth):
            continue
        name = _name(growth.lead)
        before = figures[growth.index - 1] if growth.index else None
        same = before is not None and before.mention.clause.part == growth.mention.clause.part
        if not name and before is not None and same and before.role is Role.LEVEL:
            name = _name(before.lead)
        if len(name) >= _LEAST_NAME:
            found.append((name, growth))
    return tuple(found)


def _is_growth(figure: Figure) -> bool:
    plain = figure.role is Role.GROWTH and figure.quantity.kind is Kind.PERCENT and figure.row == 1
    return plain and figure.year in {None, PREVIOUS} and not figure.quantity.approximation


def _of(
    pace: _Pace, place: int, pairs: list[tuple[tuple[int, Figure], tuple[int, Figure]]], starts: Sequence[int]
) -> Iterator[Reading]:
    tried = [reading for new, base in pairs if (reading := _reading(pace, place, new, base, starts)) is not None]
    held = next((reading for reading in tried if reading.agrees), None)
    if held is not None:
        yield held
        return
    values = {(new[1].quantity.number, base[1].quantity.number) for new, base in pairs}
    if len(values) == 1 and tried and without_slip(pace.figure.quantity, tried[0].expected) is not None:
        yield msgspec.structs.replace(tried[0], likelihood=_SLIPPED)


def _reading(
    pace: _Pace, place: int, new: tuple[int, Figure], base: tuple[int, Figure], starts: Sequence[int]
) -> Reading | None:
    one, other, stated = new[1].quantity.interval, base[1].quantity.interval, pace.figure.quantity
    if one is None or other is None or stated.interval is None:
        return None
    one, other = signed(one, new[1].down), signed(other, base[1].down)
    expected = one - other if pace.more else other - one
    spans = [span_of(figure.mention).moved(starts[at]) for at, figure in (new, base)]
    own = span_of(pace.figure.mention).moved(starts[place])
    texts = [f"{'-' if figure.down else ''}{figure.mention.text}" for _, figure in (new, base)]
    return Reading(
        Relation.DIFFERENCE,
        own,
        (*spans, own),
        stated.interval,
        expected,
        _SURE,
        "－".join(texts if pace.more else texts[::-1]),
        written(expected, stated),
        "" if stated.interval.meets(expected) else explain(stated, expected),
    )
