"""Counts of lists: how many things are named against the number that names them, and 分别 against its values.

A list in front of its count, behind it, as a slogan, as a code or as a run of months; `announced` follows numbered
runs, lists under a label and lists in broken lines over paragraphs.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from eduduty_desktop.proof.passage import Passage
from eduduty_desktop.proof.reading import Reading
from eduduty_desktop.proof.relations.lists import numbering
from eduduty_desktop.proof.relations.lists.above import summed_up
from eduduty_desktop.proof.relations.lists.after import listed_after
from eduduty_desktop.proof.relations.lists.aligned import aligned
from eduduty_desktop.proof.relations.lists.among import among, years_among
from eduduty_desktop.proof.relations.lists.before import MARKS, listed_before
from eduduty_desktop.proof.relations.lists.clauses import told_in_clauses
from eduduty_desktop.proof.relations.lists.codes import codes
from eduduty_desktop.proof.relations.lists.composed import composed
from eduduty_desktop.proof.relations.lists.count import Count, counts
from eduduty_desktop.proof.relations.lists.labels import labelled
from eduduty_desktop.proof.relations.lists.levels import LEVEL_UNITS, levels
from eduduty_desktop.proof.relations.lists.occasions import occasions
from eduduty_desktop.proof.relations.lists.slogans import slogan
from eduduty_desktop.proof.relations.lists.spelled import spelled_behind
from eduduty_desktop.proof.relations.lists.wrapped import parted, wrapped
from eduduty_desktop.proof.relations.lists.years import years


def readings(passage: Passage) -> Iterator[Reading]:
    """Every reading of a counted list that one paragraph decides."""
    yield from _parted(passage)[0]


def announced(passages: Sequence[Passage], starts: Sequence[int]) -> Iterator[Reading]:
    """Every reading of a count whose list stands in other paragraphs, or at a line's edge that may cut it."""
    yield from numbering.announced(passages, starts)
    yield from summed_up(passages, starts)
    yield from labelled(passages, starts)
    yield from wrapped(passages, starts, [_parted(passage)[1] for passage in passages])


@lru_cache(maxsize=4096)
def _parted(passage: Passage) -> tuple[list[Reading], list[Reading]]:
    return parted(passage.text, _all(passage))


def _all(passage: Passage) -> Iterator[Reading]:
    text = passage.text
    numbers = counts(text)
    mark = MARKS.search(text) if numbers else None
    listed = mark.start() if mark else len(text)
    opens = "其中" in text
    for count in numbers:
        if listed < count.start:
            yield from listed_before(text, count)
        yield from listed_after(text, count)
        if count.quoted:
            yield from slogan(text, count)
        if not count.unit or count.unit in LEVEL_UNITS:
            yield from levels(text, count)
        if opens:
            yield from among(text, count)
        if (count.quoted or count.unit) and count.number > 1:
            yield from spelled_behind(text, count)
        if not count.quoted:
            yield from told_in_clauses(text, count)
    yield from _by_cue(passage, numbers, opens=opens)


def _by_cue(passage: Passage, numbers: Sequence[Count], *, opens: bool) -> Iterator[Reading]:
    """Readings of the lists that begin with words or marks of their own; `opens`: 其中 stands in the paragraph."""
    text = passage.text
    quoted = '"' in text
    if quoted or "”" in text:
        yield from codes(text, numbers)
    if quoted or "“" in text:
        yield from composed(text)
    each = "分别" in text
    if opens or each:
        yield from years_among(text)
    if "月" in text:
        yield from occasions(text)
    if "20" in text:
        yield from years(text)
    if each or "依次" in text:
        yield from aligned(passage)


__all__ = ["announced", "readings"]
