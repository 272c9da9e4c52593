"""What 分别 gives values to where no marks list it: 近三年…分别, 三次产业…分别, 甲业，乙业，丙、丁业…分别."""

import re

import msgspec

from eduduty_desktop.proof.reading import ACCUSE
from eduduty_desktop.proof.relations.lists.count import value_of
from eduduty_desktop.proof.result import Span

_BACK = 100
_SENTENCE = re.compile("[。；;！？!?\n]")
_NUMBER = re.compile(
    "(?=[近这最过连上前两二三四五六2-6])(?:(?P<sure>(?:近|这|最近|过去|连续|上述|前)(?P<years>[两二三四五2-5])(?:个)?年度?(?![级来内前后])|(?<=[0-9]年)(?P<span>[两二三四五])年(?![级来内前后])|(?P<sectors>三)次产业)|"
    "(?<![第初高0-9.．])(?P<things>[两二三四五六2-6])(?:个|大|类|项|所|级|种|家|支|批)(?![以分]))"
)
_PIECE = re.compile("[，,]")
_COUNTED = re.compile("[0-9]|[：:]")
_MAY_BE, _COUNTED_THINGS = 0.6, 0.62


class Subjects(msgspec.Struct, frozen=True, gc=False):
    """How many subjects there are, and where that is said; `named` as a message says it."""

    spans: tuple[Span, ...]
    named: str
    number: int
    likelihood: float


def subjects_by_number(text: str, at: int) -> Subjects | None:
    """The number of years, sectors or things that stands before the 分别 at `at` in its sentence."""
    low = _sentence(text, at)
    numbers = list(_NUMBER.finditer(text, low, at))
    if not numbers:
        return None
    found = numbers[-1]
    between = text[found.end() : at]
    clear = not re.search("[、0-9“”《》]|和|与|及|各|其中", between)
    if not clear or (not found["sure"] and _PIECE.search(between)):
        return None
    numeral = found["years"] or found["span"] or found["sectors"] or found["things"]
    likelihood = ACCUSE if found["sure"] and between.count("，") <= 1 else _COUNTED_THINGS
    return Subjects((Span(*found.span(), found[0]),), f"“{found[0]}”", value_of(numeral), likelihood)


def subjects_by_comma(text: str, at: int, number: int) -> Subjects | None:
    """As many pieces between commas as there are values, all named with one last word: 金属制品业，…，电力、热力供应业."""
    low = _sentence(text, at)
    starts = [low, *(match.end() for match in _PIECE.finditer(text, low, at))][-number:]
    if len(starts) < number or number < 3:
        return None
    ends = [*(start - 1 for start in starts[1:]), at]
    pieces = [text[start:end] for start, end in zip(starts, ends, strict=True)]
    last = pieces[0][-1:]
    alike = all(piece[-1:] == last for piece in pieces[:-1]) and last in pieces[-1][2:]
    if not alike or any(not 2 <= len(piece) <= 24 or _COUNTED.search(piece) for piece in pieces):
        return None
    spans = tuple(Span(start, end, text[start:end]) for start, end in zip(starts, ends, strict=True))
    return Subjects(spans, "、".join(pieces), number, _MAY_BE)


def _sentence(text: str, at: int) -> int:
    low = max(0, at - _BACK)
    for stop in _SENTENCE.finditer(text, low, at):
        low = stop.end()
    return low
