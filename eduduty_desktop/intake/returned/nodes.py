"""Which point a heading names: by its number, by its title, by both."""

import re
from collections import defaultdict

from rapidfuzz import fuzz

from eduduty_desktop.document.places import place_of
from eduduty_desktop.draft import Draft
from eduduty_desktop.framework import Point
from eduduty_desktop.intake.returned.words import folded, narrow

_PART = re.compile(r"\((?:牵头|配合|主办|协办|牵头单位|配合单位)[^()]{0,20}\)$")
_NUMBER = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}[、.]?(?=\())?(?:\([一二三四五六七八九十0-9]{1,3}\)|[一二三四五六七八九十]{1,3}、|[0-9]{1,2}(?:\.[0-9]{1,2}){0,3}[.、]?)+[0-9]{0,2}\.?(?:-[0-9]{1,2})?"
)
_ALIKE, _MARGIN = 88.0, 8.0


class Nodes:
    """Finds the points of one draft's framework in headings."""

    def __init__(self, draft: Draft) -> None:
        self._numbers: dict[str, list[str]] = defaultdict(list)
        self._titles: dict[str, list[str]] = defaultdict(list)
        self._names: dict[str, str] = {}
        for point in draft.framework.points:
            place = folded(place_of(draft.framework, point.id))
            self._numbers[place].append(point.id)
            self._titles[folded(point.title)].append(point.id)
            self._names[point.id] = point.title
        self._ids = {point.id for point in draft.framework.points}

    def find(self, text: str) -> tuple[str | None, tuple[str, ...]]:
        """The point that a heading names, or those that it may name: number and title must not contradict."""
        said = _PART.sub("", narrow(text).split("\n")[0]).strip()
        if said in self._ids:
            return said, ()
        match = _NUMBER.match(said.replace(" ", ""))
        number = match[0] if match else ""
        title = folded(said.replace(" ", "")[len(number) :])
        by_number = self._numbers.get(folded(number), []) if number else []
        by_title = self._titles.get(title, []) if title else []
        both = [id for id in by_title if id in by_number]
        if len(both) == 1:
            return both[0], ()
        if not title:
            return (by_number[0], ()) if len(by_number) == 1 else (None, tuple(by_number))
        if len(by_title) == 1 and not by_number:
            return by_title[0], ()
        if len(by_title) == 1:
            return None, (by_title[0], *by_number)
        alike = sorted(((fuzz.ratio(title, folded(name)), id) for id, name in self._names.items()), reverse=True)[:3]
        if alike and alike[0][0] >= _ALIKE and (len(alike) == 1 or alike[0][0] - alike[1][0] >= _MARGIN):
            id = alike[0][1]
            if not by_number or id in by_number:
                return id, ()
        return None, tuple(dict.fromkeys((*by_number, *by_title, *(id for score, id in alike if score >= 60))))

    def title(self, id: str) -> str:
        return self._names[id]


def is_point(draft: Draft, node: str) -> bool:
    """Whether a node is a point of the framework."""
    return isinstance(draft.framework.nodes.get(node), Point)
