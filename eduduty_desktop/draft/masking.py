"""Texts without what is withheld: values written out by hand, chosen words, telephone numbers, identity numbers.

A number is known by its value and unit, so `1.23亿元` is masked for 12345.67 万元 too; what a file name or a heading
holds without a unit is known by its digits.  Whatever is masked reads （不公开）.
"""

import re
from collections.abc import Iterable
from decimal import Decimal

import msgspec

from eduduty_desktop.draft.narrative import escape, pieces
from eduduty_desktop.figures import Ratio, factor_between
from eduduty_desktop.figures.quantity import Kind as Sort
from eduduty_desktop.figures.quantity import Quantity
from eduduty_desktop.figures.units import plain_unit, scale, scale_of

WITHHELD = "（不公开）"
"""What stands in the place of a withheld value; the sentence around it stays, so that its other figures do."""

_PERSONAL = re.compile(
    r"(?<![0-9])(?:"
    r"[0-9]{17}[0-9Xx]"  # 身份证号
    r"|1[3-9][0-9][- ]?[0-9]{4}[- ]?[0-9]{4}"  # mobile
    r"|[（(]?0[0-9]{2,3}[）)]?[-－—– ]?[0-9]{7,8}(?:[-－转][0-9]{1,6})?"  # with its area code
    r"|(?<=电话[:：])[0-9]{7,8}"
    r")(?![0-9])"
    r"|[A-Za-z0-9._+-]{1,64}+@[A-Za-z0-9-]{1,64}(?:\.[A-Za-z0-9-]{1,32}){1,4}"
)
_LOOKS_LIKE_A_YEAR = re.compile("(?:19|20)[0-9]{2}")
_TELLING = 3
"""Digits from which a number without a unit is taken for the value."""


class Value(msgspec.Struct, frozen=True):
    """A withheld number with its unit; `is_rate` for % and 百分点."""

    number: Decimal
    unit: str
    is_rate: bool = False

    @property
    def base(self) -> Decimal:
        """In 元, or counted one by one."""
        factor = factor_between(self.unit, "元")
        return scale(self.number, factor if factor is not None else scale_of(self.unit))


class Mask:
    """Masks texts; counts what it has masked in `count`."""

    def __init__(self, values: Iterable[Value], ratios: Iterable[Ratio], words: Iterable[str]) -> None:
        self._values = tuple(dict.fromkeys(value for value in values if value.number))
        self._ratios = tuple(dict.fromkeys(ratios))
        forms = {form for value in self._values for form in _forms(value.number)}
        named = {word.strip() for word in words if word.strip()}
        self._words = re.compile("|".join(map(re.escape, sorted(named, key=len, reverse=True)))) if named else None
        listed = "|".join(map(re.escape, sorted(forms, key=len, reverse=True)))
        self._forms = re.compile(rf"(?<![0-9.])(?:{listed})(?![0-9]|\.[0-9])") if forms else None
        self.count = 0

    def text(self, text: str) -> str:
        """A plain text masked."""
        masked = self._without_quantities(text) if self._values or self._ratios else text
        for pattern in (self._forms, self._words, _PERSONAL):
            if pattern is not None:
                masked, times = pattern.subn(WITHHELD, masked)
                self.count += times
        return masked

    def narrative(self, source: str, hidden: frozenset[str]) -> str:
        """A narrative's source masked: links to hidden metrics print （不公开）, what is typed is masked as any text."""
        parts: list[str] = []
        typed = ""
        for piece in pieces(source):
            if piece.link is None:
                typed += piece.text
                continue
            parts.append(escape(self.text(typed)))
            typed = ""
            is_hidden = piece.link.metric in hidden
            self.count += is_hidden
            parts.append("{{" + piece.link.metric + "}}" if is_hidden else source[piece.start : piece.end])
        return "".join((*parts, escape(self.text(typed))))

    def _without_quantities(self, text: str) -> str:
        from eduduty_desktop.figures.lexer import lex  # 29 ms of patterns that only a 公示版 needs here

        parts, at = [], 0
        for quantity in lex(text):
            if self._is_withheld(quantity):
                parts += [text[at : quantity.start], WITHHELD]
                at = quantity.end
                self.count += 1
        return "".join((*parts, text[at:]))

    def _is_withheld(self, quantity: Quantity) -> bool:
        if isinstance(quantity.value, tuple):
            if quantity.kind is Sort.RATIO:
                left, right = quantity.value
                return any(one.left * right == one.right * left for one in self._ratios)
            return any(_same_number(quantity, value, end) for value in self._values for end in quantity.value)
        number = quantity.number
        return number is not None and any(_same_number(quantity, value, number) for value in self._values)


def _same_number(quantity: Quantity, value: Value, stated: Decimal) -> bool:
    """Whether a stated number is the value, exactly or rounded to no fewer than two digits."""
    is_rate = quantity.kind in (Sort.PERCENT, Sort.POINTS)
    if is_rate != value.is_rate:
        return False
    own = abs(value.base)
    stated = abs(stated)
    if not is_rate and not _same_unit(quantity, value.unit):
        return False
    if stated == own:
        return True
    return stated >= 10 * quantity.step and abs(stated - own) <= quantity.step / 2


def _same_unit(quantity: Quantity, unit: str) -> bool:
    if quantity.kind is Sort.MONEY:
        return factor_between(unit, "元") is not None
    stated = plain_unit(quantity.unit).lstrip("千万亿")
    own = plain_unit(unit).lstrip("千万亿")
    is_bare = not stated and len(str(abs(int(quantity.number or 0)))) >= _TELLING
    return stated == own or is_bare


def _forms(number: Decimal) -> set[str]:
    """A number's digits as people write them, `12345.67`, `12,345.67`; none for one that could be anything."""
    plain = f"{abs(number):f}"
    short = plain.rstrip("0").rstrip(".") if "." in plain else plain
    found = {plain, short}
    found |= {format(Decimal(one), ",f") for one in found}
    return {
        one
        for one in found
        if len(one.replace(".", "").replace(",", "").lstrip("0")) > _TELLING and not _LOOKS_LIKE_A_YEAR.fullmatch(one)
    }
