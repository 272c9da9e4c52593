"""Skeletons: what a worksheet's row is between its values, taken apart once for all rows that are written alike.

A skeleton has a HOLE for each value.  What does not fit the narrow grammar is refused, for the general reader to read.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from operator import itemgetter

from eduduty_desktop.office.cells import MOST_AREA
from eduduty_desktop.office.xlsx_text import UnusualError

HOLE = "\0"
_LAST_COLUMN = 16_384
_CELL = re.compile(
    r'<c r="([A-Z]{1,3})([1-9][0-9]{0,6})"(?: s="([0-9]{1,5})")?(?: t="([A-Za-z]{1,9})")?'
    r"(?:/>|>(<f(?: [^<>]*)?(?:/>|>[^<]*</f>))?(\0)?</c>)"
)


@dataclass(slots=True)
class Template:
    """A skeleton, cut where the row's number stands, and how its values become a row.

    `pick` puts values at their columns (the last value is a blank); `plain` takes the numbers whose text is what is
    shown; `odd` are (place among the values, type, style, column) of all others.
    """

    pieces: tuple[str, ...]
    length: int
    pick: Callable[[list[str]], tuple[str, ...]]
    plain: Callable[[list[str]], str]
    plain_places: tuple[tuple[int, int, int], ...]  # place, style, column
    odd: tuple[tuple[int, str, int, int], ...]
    uncomputed: tuple[int, ...]
    count: int
    width: int


def template_of(skeleton: str, number: int, is_plain: Callable[[int], bool], least_width: int) -> Template:
    """Take apart the skeleton of the row with a number; its rows are at least so wide.  Raises UnusualError."""
    pieces: list[str] = []
    cut = 0
    places: dict[int, int] = {}
    plain: list[tuple[int, int, int]] = []
    odd: list[tuple[int, str, int, int]] = []
    uncomputed: list[int] = []
    count, last = 0, -1
    for match in _tiles(skeleton):
        letters, row, style, kind, formula, hole = match.groups()
        column = _column(letters)
        if column <= last or int(row) != number:
            raise UnusualError
        last = column
        pieces.append(skeleton[cut : match.start(2)])
        cut = match.end(2)
        if hole is None:
            if formula is not None:
                uncomputed.append(column)
            continue
        places[column] = count
        if (kind or "n") == "n" and is_plain(int(style or 0)):
            plain.append((count, int(style or 0), column))
        else:
            odd.append((count, kind or "n", int(style or 0), column))
        count += 1
    width = max(least_width, max(places, default=0) + 1)
    if number * width > MOST_AREA:
        raise UnusualError
    order = [places.get(column, count) for column in range(width)]
    return Template(
        (*pieces, skeleton[cut:]),
        sum(map(len, pieces)) + len(skeleton) - cut,
        _picker(order),
        _joiner([at for at, _, _ in plain]),
        tuple(plain),
        tuple(odd),
        tuple(uncomputed),
        count,
        width,
    )


def _tiles(skeleton: str) -> Iterator[re.Match[str]]:
    """The cells of a skeleton, which must leave nothing over."""
    at = 0
    while at < len(skeleton):
        match = _CELL.match(skeleton, at)
        if match is None:
            raise UnusualError
        yield match
        at = match.end()


def _picker(order: list[int]) -> Callable[[list[str]], tuple[str, ...]]:
    if len(order) == 1:
        only = order[0]
        return lambda values: (values[only],)
    return itemgetter(*order)


def _joiner(places: list[int]) -> Callable[[list[str]], str]:
    """Numbers as lines; each ends in a line feed."""
    if not places:
        return lambda _values: ""
    if len(places) == 1:
        only = places[0]
        return lambda values: f"{values[only]}\n"
    pick, join = itemgetter(*places), "\n".join
    return lambda values: f"{join(pick(values))}\n"


def _column(letters: str) -> int:
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    if column > _LAST_COLUMN:
        raise UnusualError
    return column - 1
