"""Where a number is said in a document: figures of distant paragraphs by their value, nearly their value, or their name.

One pass over all figures; what a paragraph says is read once.  A key that too many figures share is no partner for any.
"""

from collections.abc import Hashable, Iterator, Sequence
from functools import cached_property, lru_cache
from typing import NamedTuple

from eduduty_desktop.figures.quantity import Kind, Quantity
from eduduty_desktop.proof.lexicon import unit_of
from eduduty_desktop.proof.naming import name_of, telling_words
from eduduty_desktop.proof.passage import Passage
from eduduty_desktop.proof.roles import Figure, Role, figures_of
from eduduty_desktop.proof.setting import Setting, says_all, setting_of

MOST = 12
"""Figures under one key, beyond which none is compared."""

COMPARED = 4
"""Earlier figures of a key that a later one is compared with."""

LEAST_NEAR = 4
"""Digits that a number must have for one like it to be no chance."""

_KINDS = frozenset({Kind.COUNT, Kind.MONEY, Kind.AREA, Kind.PERCENT, Kind.SCORE})
_RATES = frozenset({Kind.PERCENT, Kind.SCORE})
_ROUNDED = frozenset({"元", "%", "增%"})
_ROLES = frozenset({Role.LEVEL, Role.TO, Role.SHARE, Role.RATE, Role.WHOLE, Role.GROWTH})


class Told:
    """A figure as its paragraph tells it.

    `digits` are as written without point, `place` the power of ten of the last, `telling` how many hardly come by chance;
    `unique` is whether its sentence may speak of the whole county or of a rate, of which there is one only.
    """

    def __init__(self, figure: Figure, text: str, *, unique: bool) -> None:
        self.figure = figure
        self.unique = unique
        self.text = text
        self.unit = _unit(figure)
        self.place, self.digits = _digits(figure.quantity)
        self.telling = min(len(self.digits), len(self.digits.rstrip("0")) + 1)

        self._settings: tuple[tuple[str, ...], Setting] | None = None

    @cached_property
    def name(self) -> str:
        return name_of(self.figure, self.text)

    @property
    def key(self) -> tuple[str, str]:
        """What it counts, with the unit."""
        return self.unit, self.name

    @cached_property
    def words(self) -> frozenset[str]:
        """What stands around it that not every sentence of a report has."""
        return telling_words(f"{self.figure.head[-24:]}，{self.figure.mention.tail[:12]}")

    def setting(self, under: tuple[str, ...]) -> Setting:
        """Its setting under these headings, which is remembered."""
        if self._settings is None or self._settings[0] != under:
            self._settings = under, setting_of(self.figure, self.text, self.name, under)
        return self._settings[1]


class Place(NamedTuple):
    """A told figure of the document: `passage` is the paragraph's number, `at` where that begins, `under` its headings."""

    told: Told
    passage: int
    at: int
    under: tuple[str, ...]

    @property
    def setting(self) -> Setting:
        return self.told.setting(self.under)


def places(passages: Sequence[Passage], starts: Sequence[int], under: Sequence[tuple[str, ...]]) -> list[Place]:
    """All figures of a document that may be repeated, in order."""
    return [
        Place(told, number, start, headings)
        for number, (passage, start, headings) in enumerate(zip(passages, starts, under, strict=True))
        for told in _told(passage)
    ]


@lru_cache(maxsize=4096)
def _told(passage: Passage) -> tuple[Told, ...]:
    found = []
    sentence, whole = -1, False
    for figure in figures_of(passage):
        if figure.mention.clause.sentence != sentence:
            sentence, whole = figure.mention.clause.sentence, False
        whole = whole or says_all(figure.head)
        quantity = figure.quantity
        if figure.role in _ROLES and quantity.kind in _KINDS and quantity.number:
            found.append(Told(figure, passage.text, unique=whole or quantity.kind in _RATES or figure.year is not None))
    return tuple(found)


def _unit(figure: Figure) -> str:
    quantity = figure.quantity
    if quantity.kind is Kind.PERCENT:
        return "增%" if figure.role is Role.GROWTH else "%"
    return f"{unit_of(quantity)}/{quantity.per}" if quantity.per else unit_of(quantity)


def _digits(quantity: Quantity) -> tuple[int, str]:
    """The place of a number's last digit, and its digits."""
    place = quantity.step.adjusted()
    assert quantity.number is not None
    return place, str(abs(int(quantity.number.scaleb(-place))))


def with_one_value(found: Sequence[Place]) -> Iterator[list[Place]]:
    """Figures of one value and unit, as they are written or rounded, two to MOST of them."""
    groups: dict[Hashable, list[Place]] = {}
    for place in found:
        told = place.told
        if told.telling > 1:
            bare = told.digits.rstrip("0")
            groups.setdefault((told.unit, bare, told.place + len(told.digits) - len(bare)), []).append(place)
    yield from _shared(groups)


def rounded_alike(found: Sequence[Place]) -> Iterator[tuple[Place, Place]]:
    """Figures that differ by rounding alone (158934万元, 15.89亿元), in order."""
    coarse: dict[Hashable, list[Place]] = {}
    for place in found:
        if 2 <= len(place.told.digits) <= 4:
            coarse.setdefault((place.told.unit, place.told.place, place.told.digits), []).append(place)
    for place in found:
        told = place.told
        if told.telling < (3 if told.unit in _ROUNDED else LEAST_NEAR + 1):
            continue
        for kept in range(2, min(5, len(told.digits))):
            for shown in _rounded(told.digits, kept):
                for other in coarse.get((told.unit, told.place + len(told.digits) - kept, shown), ())[:MOST]:
                    yield (place, other) if place.at + _start(place) < other.at + _start(other) else (other, place)


def _rounded(digits: str, kept: int) -> set[str]:
    """A number cut off and rounded to so many digits."""
    head = digits[:kept]
    return {head, str(int(head) + 1)} if digits[kept] >= "5" else {head}


def _start(place: Place) -> int:
    return place.told.figure.mention.start


def nearly_one_value(found: Sequence[Place]) -> Iterator[tuple[Place, Place]]:
    """Figures of many digits that differ in one digit or in two that changed places; in order.

    Such numbers share one half of their digits, or all but those around the middle.
    """
    groups: dict[Hashable, list[tuple[str, Place]]] = {}
    seen: set[tuple[int, int]] = set()
    for number, place in enumerate(found):
        told = place.told
        if told.telling < LEAST_NEAR:
            continue
        for digits, at in _forms(told):
            middle = len(digits) // 2
            for part in (digits[:middle], f"*{digits[middle:]}", f"{digits[: middle - 1]}*{digits[middle + 1 :]}"):
                group = groups.setdefault((told.unit, at, len(digits), part), [])
                for other_digits, other in group[-MOST:]:
                    if not nearly(other_digits, digits) or not _comparable(other.told.digits, told.digits):
                        continue
                    pair = id(other.told), number
                    if pair not in seen:
                        seen.add(pair)
                        yield other, place
                group.append((digits, place))


def _comparable(one: str, other: str) -> bool:
    """Whether two numbers are written alike, or one in four digits and the other in more."""
    return nearly(one, other) if len(one) == len(other) else LEAST_NEAR in (len(one), len(other))


def _forms(told: Told) -> list[tuple[str, int]]:
    """A number's digits and the place of the last; of much money also as one would write it in four digits."""
    forms = [(told.digits, told.place)]
    over = len(told.digits) - LEAST_NEAR
    if over > 1 and told.unit == "元":
        forms += [(shown, told.place + over) for shown in _rounded(told.digits, LEAST_NEAR)]
    return forms


def swapped(one: str, other: str) -> bool:
    """Whether two numbers that are nearly one have two digits in each other's place."""
    return sorted(one) == sorted(other)


def nearly(one: str, other: str) -> bool:
    """Whether two numbers differ in one digit, or in two neighbours that changed places."""
    if len(one) != len(other):
        return False
    differing = [at for at, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
    match differing:
        case [_]:
            return True
        case [at, after]:
            return after == at + 1 and one[at] == other[after] and one[after] == other[at]
    return False


def values_by_name(found: Sequence[Place]) -> dict[tuple[str, str], set[str]]:
    """The numbers that a document tells under each name and unit, those of many digits."""
    values: dict[tuple[str, str], set[str]] = {}
    for place in found:
        if place.told.telling >= LEAST_NEAR:
            values.setdefault(place.told.key, set()).add(place.told.digits)
    return values


def with_one_name(found: Sequence[Place]) -> Iterator[list[Place]]:
    """Figures with one name and unit, two to MOST of them."""
    groups: dict[Hashable, list[Place]] = {}
    for place in found:
        if place.told.unique and 1 < place.told.telling < LEAST_NEAR and len(place.told.name) > 1:
            groups.setdefault((place.told.unit, place.told.place, place.told.name), []).append(place)
    yield from _shared(groups)


def _shared(groups: dict[Hashable, list[Place]]) -> Iterator[list[Place]]:
    for group in groups.values():
        if 1 < len(group) <= MOST:
            yield group
