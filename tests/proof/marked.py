"""Texts whose figures are marked `{name:text}`, and what binds them: the tests' own arithmetic, apart from the proof's.

A bond is a relation with a formula over names: `t = a + b`, `p = 100 * a / t`, `part <= whole`.  A figure is an
interval: what is rounded may have been rounded or cut, 约 is a tenth to both sides, 余 up to the next of its last digit.
"""

import ast
import re
from collections.abc import Iterator
from fractions import Fraction

import msgspec

from eduduty_desktop.proof import Claim, Relation

Range = tuple[Fraction, Fraction]

MARK = re.compile(r"\{(\w+):([^{}]*)\}")
NUMBER = re.compile(r"(约|近|超过|逾)?(\d[\d,]*)(\.\d+)?(余|多)?(万|亿)?(余|多)?")
RATIO = re.compile(r"(\d+(?:\.\d+)?)[:：∶](\d+(?:\.\d+)?)$")
SCALES = {"": 1, "万": 10**4, "亿": 10**8}
NUMERALS = "零一二三四五六七八九"


class Figure(msgspec.Struct, frozen=True):
    """A marked figure and where it stands; the end is exclusive."""

    start: int
    end: int
    text: str


class Bond(msgspec.Struct, frozen=True):
    """A relation between marked figures; `names` are those of the formula in its order."""

    relation: Relation
    formula: str

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(re.findall(r"[a-z]\w*", self.formula)))


class Marked(msgspec.Struct, frozen=True):
    """A source with marks, and its bonds."""

    source: str
    bonds: tuple[Bond, ...]

    @property
    def text(self) -> str:
        return MARK.sub(r"\2", self.source)

    @property
    def figures(self) -> dict[str, Figure]:
        found, taken = {}, 0
        for mark in MARK.finditer(self.source):
            start = mark.start() - taken
            found[mark[1]] = Figure(start, start + len(mark[2]), mark[2])
            taken += len(mark[0]) - len(mark[2])
        return found

    def with_figure(self, name: str, text: str) -> "Marked":
        source = re.sub(rf"\{{{name}:[^{{}}]*\}}", f"{{{name}:{text}}}", self.source)
        return Marked(source, self.bonds)


def interval(text: str) -> Range:
    """What a figure as written may be; a ratio is its side that is not 1, or left over right."""
    if ratio := RATIO.match(text):
        left, right = map(_decimal, ratio.groups())
        if ratio[1] == "1":
            return right
        return left if ratio[2] == "1" else (left[0] / right[1], left[1] / right[0])
    number = NUMBER.match(text)
    if number is None:
        value = Fraction(numeral(text))
        return value, value
    before, whole, places, more, scale, later = (group or "" for group in number.groups())
    digits = whole.replace(",", "")
    value = Fraction(digits + places) * SCALES[scale]
    step = Fraction(1, 10 ** max(0, len(places) - 1)) * SCALES[scale]
    if before == "约":
        return value * Fraction(9, 10), value * Fraction(11, 10)
    if before == "近":
        return value * Fraction(9, 10), value
    if before or more or later:
        return value, value + step * 10 ** (0 if places else len(digits) - len(digits.rstrip("0")))
    if not places and not scale and number.end() == len(text):
        return value, value
    return value - step / 2, value + step


def _decimal(text: str) -> Range:
    value, places = Fraction(text), len(text.partition(".")[2])
    step = Fraction(1, 10**places)
    return value - step / 2, value + step


def numeral(text: str) -> int:
    """A Chinese numeral up to 九十九, or 两 and 双."""
    tens, ten, ones = text.rpartition("十")
    low = {"两": 2, "双": 2, "": 0}.get(ones, NUMERALS.find(ones))
    if low < 0 or (ten and tens not in ("", *NUMERALS[1:])):
        raise ValueError(f"not a figure: {text!r}")
    return (10 * (NUMERALS.index(tens) if tens else 1) if ten else 0) + low


def holds(marked: Marked, bond: Bond) -> bool:
    """Whether the figures can be what the formula says, with all rounding granted."""
    figures = marked.figures
    ranges = {name: interval(figures[name].text) for name in bond.names}
    left, comparison, right = re.split(r"(<=|=)", bond.formula)
    (low, high), (least, most) = (_value(ast.parse(side.strip(), mode="eval").body, ranges) for side in (left, right))
    return low <= most and (comparison == "<=" or least <= high)


def _value(node: ast.expr, ranges: dict[str, Range]) -> Range:
    match node:
        case ast.Name(id=name):
            return ranges[name]
        case ast.Constant(value=int(value)):
            return Fraction(value), Fraction(value)
        case ast.BinOp(left=left, op=operator, right=right):
            (a, b), (c, d) = _value(left, ranges), _value(right, ranges)
            match operator:
                case ast.Add():
                    return a + c, b + d
                case ast.Sub():
                    return a - d, b - c
                case ast.Mult():
                    ends = (a * c, a * d, b * c, b * d)
                case ast.Div():
                    ends = (a / c, a / d, b / c, b / d)
                case _:
                    raise ValueError(ast.dump(node))
            return min(ends), max(ends)
    raise ValueError(ast.dump(node))


def changes(text: str) -> Iterator[str]:
    """All texts with one digit, or one Chinese numeral, changed; none gets a zero in front."""
    for at, character in enumerate(text):
        if character in "0123456789":
            first = at == 0 or text[at - 1] not in "0123456789.,"
            longer = text[at + 1 : at + 2].isdigit()
            others = "123456789" if first and (longer or character != "0") else "0123456789"
        elif character in "两二三四五六七八九" and len(text) == 1:
            others = "二三四五六七八九".replace("二" if character == "两" else "", "")
        else:
            continue
        yield from (text[:at] + other + text[at + 1 :] for other in others if other != character)


def breaks(marked: Marked, bond: Bond) -> list[tuple[str, str]]:
    """(figure, its changed text) for all changes of one digit after which the bond cannot hold."""
    figures = marked.figures
    return [
        (name, text)
        for name in bond.names
        for text in changes(figures[name].text)
        if not holds(marked.with_figure(name, text), bond)
    ]


def is_about(claim: Claim, marked: Marked, bond: Bond) -> bool:
    """Whether a claim binds the bond's figures: two of them at least, and not more others (as score_proof.py judges)."""
    figures = [marked.figures[name] for name in bond.names]

    def met(start: int, end: int) -> set[int]:
        return {n for n, figure in enumerate(figures) if start < figure.end and figure.start < end}

    covered = [met(operand.start, operand.end) for operand in claim.operands]
    outside = covered.count(set())
    if bond.relation is Relation.LIST:
        return bool(set().union(*covered))
    return len(set().union(*covered)) >= min(2, len(figures)) and 2 * outside <= len(covered)
