"""往年报告: a foreign report's text → what it says at each place of a framework, and values of last year.

Nothing of it is applied by itself; every line says how sure it is.
"""

from collections.abc import Iterator
from itertools import pairwise

import msgspec

from eduduty_desktop.framework import Framework
from eduduty_desktop.intake.last_report.context import Passage
from eduduty_desktop.intake.last_report.figures import HIGH, Found, find_figures
from eduduty_desktop.intake.last_report.outline import Heading, headings_of
from eduduty_desktop.intake.last_report.places import HIGH as SURE_PLACE
from eduduty_desktop.intake.last_report.places import Placed, is_of_problems, place_headings

__all__ = ["HIGH", "SURE_PLACE", "Found", "LastReport", "Passage", "Placed", "read_last_report"]


class LastReport(msgspec.Struct, frozen=True):
    """A report that was read: its text, headings, their places, the passage of each place and the figures."""

    text: str
    headings: tuple[Heading, ...]
    places: tuple[Placed, ...]
    passages: tuple[Passage, ...]
    figures: tuple[Found, ...]


def read_last_report(framework: Framework, text: str, about: int | None = None) -> LastReport:
    """Read a report of an earlier year, whoever wrote it; `about` is that year."""
    headings = headings_of(text)
    places = place_headings(framework, headings)
    passages = _passages(headings, places)
    found = find_figures(framework, text, (*passages, *_between(text, headings, passages)), about)
    return LastReport(text, headings, places, passages, found)


def _passages(headings: tuple[Heading, ...], places: tuple[Placed, ...]) -> tuple[Passage, ...]:
    """The text of each place: up to the next place, or the next numbered heading as high."""
    placed = {one.heading.start: one for one in places}
    found = []
    above = -1
    for at, heading in enumerate(headings):
        above = heading.depth if heading.depth >= 0 else above
        if heading.start not in placed:
            continue
        end = next(
            (
                other.start
                for other in headings[at + 1 :]
                if other.start in placed or 0 <= other.depth <= above or is_of_problems(other)
            ),
            heading.end,
        )
        found.append(Passage(heading.body, end, placed[heading.start].node, heading.title))
    return tuple(found)


def _between(text: str, headings: tuple[Heading, ...], passages: tuple[Passage, ...]) -> Iterator[Passage]:
    """The stretches under headings that stand for no place, as the report's first words; not those on problems and plans."""
    stops = sorted({0, len(text), *(one.start for one in headings), *(one.end for one in passages)})
    titles = {one.start: one.title for one in headings}
    elsewhere = [
        (one.start, _chapter_end(headings, at, text)) for at, one in enumerate(headings) if is_of_problems(one)
    ]
    taken = sorted((one.start, one.end) for one in passages)
    at, title = 0, ""
    for start, end in pairwise(stops):
        title = titles.get(start, title)
        while at < len(taken) and taken[at][1] <= start:
            at += 1
        is_free = at == len(taken) or taken[at][0] >= end
        if is_free and not any(first <= start < last for first, last in elsewhere):
            yield Passage(start, end, "", title)


def _chapter_end(headings: tuple[Heading, ...], at: int, text: str) -> int:
    """Where what stands under a heading ends; under one without a number, at the next with one."""
    heading = headings[at]
    if heading.depth >= 0:
        return heading.end
    return next((other.start for other in headings[at + 1 :] if other.depth >= 0), len(text))
