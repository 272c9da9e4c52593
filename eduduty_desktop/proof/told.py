"""Figures as a paragraph tells them: digits, unit, name and setting, by which others of the document are found.

What a paragraph says is read once; nothing here knows of other paragraphs.
"""

from functools import lru_cache

from eduduty_desktop.figures.quantity import Kind, Quantity
from eduduty_desktop.proof.lazy import lazy
from eduduty_desktop.proof.lexicon import unit_of
from eduduty_desktop.proof.naming import name_of, telling_words
from eduduty_desktop.proof.passage import Passage
from eduduty_desktop.proof.roles import Figure, Role, figures_of, roles_in
from eduduty_desktop.proof.roster import Group, entries_of
from eduduty_desktop.proof.setting import Setting, says_all

Who = tuple[Group, str]
"""Whom a figure counts, and of which stage."""

_SAYS_LITTLE, _BEFORE = 8, 60
_KINDS = frozenset({Kind.COUNT, Kind.MONEY, Kind.AREA, Kind.PERCENT, Kind.SCORE})
_RATES = frozenset({Kind.PERCENT, Kind.SCORE})
_ROLES = frozenset({Role.LEVEL, Role.TO, Role.SHARE, Role.RATE, Role.WHOLE, Role.GROWTH})


class Told:
    """A figure as its paragraph tells it; `order` counts those of the paragraph (-1: a change starts from it).

    `digits` are as written without point, `place` the power of ten of the last, `telling` how many hardly come by chance;
    `unique` is whether its sentence may speak of the whole county or of a rate, of which there is one only;
    `who` are the pupils, teachers or classes that it counts.
    """

    def __init__(self, figure: Figure, text: str, order: int, *, unique: bool, who: Who | None = None) -> None:
        self.figure = figure
        self.text = text
        self.order = order
        self.unique = unique
        self.who = who
        self.unit = _unit(figure)
        self.place, self.digits = _digits(figure.quantity)
        self.telling = min(len(self.digits), len(self.digits.rstrip("0")) + 1)
        self._settings: tuple[tuple[str, ...], Setting] | None = None

    @lazy
    def name(self) -> str:
        return name_of(self.figure, self.text)

    @property
    def key(self) -> tuple[str, str]:
        """What it counts, with the unit."""
        return self.unit, self.name

    @lazy
    def words(self) -> frozenset[str]:
        """What stands around it that not every sentence of a report has; of its clause, if that says enough."""
        start, head = self.figure.mention.start, self.figure.head[-24:]
        if len(head) < _SAYS_LITTLE:
            head = self.text[max(0, self.text.rfind("。", 0, start) + 1, start - _BEFORE) : start]
        return telling_words(f"{head}，{self.figure.mention.tail[:12]}")

    def setting(self, under: tuple[str, ...]) -> Setting:
        """Its setting under these headings, which is remembered."""
        if self._settings is None or self._settings[0] != under:
            self._settings = under, Setting(self.figure, self.text, self.name, under)
        return self._settings[1]


@lru_cache(maxsize=4096)
def told_in(passage: Passage) -> tuple[Told, ...]:
    """The figures of a paragraph that may be repeated, in order."""
    if not passage.quantities:
        return ()
    found: list[Told] = []
    counted = {entry.figure.index: (entry.group, entry.stage) for entry in entries_of(passage)}
    sentence, whole = -1, False
    for figure in figures_of(passage):
        clause = figure.mention.clause
        if clause.sentence != sentence:
            sentence, whole = clause.sentence, False
        if not whole:
            whole = says_all(figure.head)
        quantity = figure.quantity
        if figure.role in _ROLES and quantity.kind in _KINDS and quantity.number:
            unique = whole or quantity.kind in _RATES or figure.year is not None
            found.append(Told(figure, passage.text, len(found), unique=unique, who=counted.get(figure.index)))
    return tuple(found)


@lru_cache(maxsize=4096)
def starts_in(passage: Passage) -> tuple[Told, ...]:
    """The figures of a paragraph from which a change starts, 在校生从14682人稳定到15000人左右, in order."""
    if not passage.quantities or Role.FROM not in roles_in(passage):
        return ()
    return tuple(
        Told(figure, passage.text, -1, unique=False)
        for figure in figures_of(passage)
        if figure.role is Role.FROM and figure.row == 1 and figure.quantity.kind in _KINDS and figure.quantity.number
    )


def _unit(figure: Figure) -> str:
    quantity = figure.quantity
    if quantity.kind is Kind.PERCENT:
        return "增%" if figure.role is Role.GROWTH else "%"
    return f"{unit_of(quantity)}/{quantity.per}" if quantity.per else unit_of(quantity)


def _digits(quantity: Quantity) -> tuple[int, str]:
    """The place of a number's last digit, and its digits."""
    place = quantity.step.adjusted()
    number = quantity.number
    assert number is not None
    return place, str(abs(int(number.scaleb(-place) if place else number)))
